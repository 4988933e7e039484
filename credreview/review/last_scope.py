"""What was counted last for a preview: most choices that follow one another count the same."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from credreview.domain.model import ArticleQuery
from credreview.domain.summary import Kind, Request, Scope
from credreview.report.parts.context import Compared
from credreview.store import setaside, summaries
from credreview.store.view import View

#: Kinds that count what a review's summary does; these two whatever articles it keeps.
_LIKE_REVIEW: Final = frozenset({Kind.REVIEW, Kind.EVIDENCE, Kind.AGREEMENT, Kind.MERGE})
_OF_ALL: Final = frozenset({Kind.AGREEMENT, Kind.MERGE})


@dataclass(frozen=True, slots=True)
class State:
    """Which state of a review it is, and what of it shows in this file."""

    fingerprint: str
    aside: list[tuple[int, int]]

    @classmethod
    def of(cls, view: View) -> "State":
        """Return the state that is looked at."""
        return cls(view.fingerprint(), setaside.ranges(view.db))


class LastScope:
    """Counts what a report tells of, unless that was done last and nothing has changed since.

    It serves one review and one reviewer, in one thread.
    """

    def __init__(self) -> None:
        self._of: tuple[State, Request] | None = None
        self._scope: Scope | None = None
        self._compared: Compared | None = None

    def compared(
        self, state: State, request: Request, make: Callable[[], Compared | None]
    ) -> Compared | None:
        """Return how far reviewers agree on the claims of a scope, which takes seconds to find.

        Args:
            state: The state in which `scope` was asked.
            request: What it was asked for.
            make: Finds it out.
        """
        if self._of != (state, _counted(request)):
            return make()  # another report was begun meanwhile
        if self._compared is None:
            self._compared = make()
        return self._compared

    def scope(self, view: View, request: Request) -> Scope:
        """Return what `store.summaries.scope` does.

        Raises:
            UserError: As that does.
        """
        counted = _counted(request)
        wanted = State.of(view), counted
        if self._scope is None or self._of != wanted:
            self._of, self._scope, self._compared = None, None, None  # not two at once
            self._scope = summaries.scope(view, counted)
            self._of = wanted
        if counted.kind is request.kind:
            return self._scope
        return replace(self._scope, statement=None)  # that was written of the review


def _counted(request: Request) -> Request:
    """Return the one request for all reports that count the same."""
    bare = Request(request.kind, request.about, request.query, lead=request.lead)
    if request.kind not in _LIKE_REVIEW:
        return bare
    query = ArticleQuery() if request.kind in _OF_ALL else request.query
    return replace(bare, kind=Kind.REVIEW, about="", query=query)
