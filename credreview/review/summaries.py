"""Reports of a review: for a preview, for paper and files, and what they can be about."""

import logging
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from credreview import environment
from credreview.analysis.figures import outlets, sources
from credreview.domain.errors import UserError
from credreview.domain.model import ArticleQuery
from credreview.domain.summary import Kind, Request, Scope, Stood
from credreview.domain.vocabulary import Vocabulary
from credreview.domain.work import Ticker, silent
from credreview.report.build import build
from credreview.report.model import Report
from credreview.report.moments import moment_words
from credreview.report.parts.context import Context, Fetch, Index
from credreview.report.parts.labels import Labels
from credreview.report.stamp import digest, terms_digest
from credreview.review import merging, summary_reading, words
from credreview.review.last_scope import LastScope
from credreview.review.session import ReviewSession
from credreview.text import tr

_log = logging.getLogger(__name__)
#: Rows of the article list that are read at a time.
_ROWS = 200


def templates_folder() -> Path:
    """Return where an organisation keeps its own templates; it need not be there."""
    return environment.data_folder() / "templates"


def report(
    session: ReviewSession,
    request: Request,
    templates: Path | None = None,
    last: LastScope | None = None,
) -> Report:
    """Return a report whose cards and articles are read as they are needed, for a preview.

    Reading on raises UserError("report.stale") once the review has changed:
    then a new report has to be begun.

    Args:
        session: An open review.
        request: What is wanted.
        templates: Folder of templates; None: `templates_folder`.
        last: What was counted for the report before, which may serve again.

    Raises:
        UserError: There is no such article, claim, source, outlet, merge or lead.
    """
    read = summary_reading.in_windows(session, request, last or LastScope())
    return _built(session, request, read, templates)


def held_report(
    session: ReviewSession,
    request: Request,
    tick: Ticker = silent,
    templates: Path | None = None,
    stood: Stood | None = None,
    terms: summary_reading.Terms = words.of_state,
) -> Report:
    """Return a report of one state of the review, for paper and files; long work.

    What it tells of is all in memory, and nothing is read from the review
    any more. Its cards are built each time they are read: ten thousand of them with
    their tables take several times the room of what they are made from.

    Args:
        session: An open review.
        request: What is wanted.
        tick: Told of each step.
        templates: Folder of templates; None: `templates_folder`.
        stood: The earlier state that the report is to name, which says the same.
        terms: Which terms it is written in.

    Raises:
        UserError: There is no such article, claim, source, outlet, merge or lead; or the review
            is not as `stood` says.
        Cancelled: From `tick`.
    """
    scope, fetch, vocabulary = summary_reading.at_once(session, request, tick, terms)
    if stood is not None:
        if scope.fingerprint != stood.now:
            raise summary_reading.stale()
        scope = replace(
            scope, fingerprint=stood.fingerprint, actions=stood.actions, as_of=stood.as_of
        )
    return _built(session, request, (scope, fetch, vocabulary), templates)


def _built(
    session: ReviewSession,
    request: Request,
    read: tuple[Scope, Fetch, Vocabulary],
    templates: Path | None,
) -> Report:
    scope, fetch, vocabulary = read
    context = Context(Labels(vocabulary), request, Index(scope), fetch)
    author = next(
        (one.person.name for one in scope.participants if one.person.id == session.reviewer.id), ""
    )
    folder = templates or templates_folder()
    made = build(context, folder=folder, author=author, reviewer=session.reviewer.id)
    return replace(made, templates=digest(folder), vocabulary=terms_digest(vocabulary))


class Recorded(NamedTuple):
    """What was kept of the state that is printed or saved.

    Attributes:
        fingerprint: Of that state, 64 hex digits.
        remarks: What could not be kept or sealed, and why; a sentence each.
    """

    fingerprint: str
    remarks: tuple[str, ...]


def record_print(session: ReviewSession, why: str = "print") -> Recorded:
    """Seal the review's heads and keep them, before a report that bears their fingerprint is made.

    Where the review cannot be written, nothing is kept; printing goes on.

    Args:
        session: An open review.
        why: "print" or "export".
    """
    reason = tr("The review is open for reading only.")
    if not session.file.read_only:
        try:
            return Recorded(session.seal(why).fingerprint, ())
        except UserError as error:
            _log.warning("a print was not recorded: %s", error.id)
            reason = error.message
    said = tr(
        "The review could not note that it was printed or saved: {reason} Its fingerprint can be"
        " checked all the same, as long as the review says nothing new.",
        reason=reason,
    )
    return Recorded(session.reader.fingerprint(), (said,))


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that a report can be about.

    Attributes:
        about: For `Request.about`.
        words: What it is called.
        count: How many claims it has; of a merge, how many entries it brought.
    """

    about: str
    words: str
    count: int


def subjects(session: ReviewSession, kind: Kind, query: ArticleQuery | None = None) -> list[Choice]:
    """Return what a report of a kind can be about, at most all articles; long work.

    Reports of other kinds are about the whole review, or about one claim, which
    is chosen where claims are shown: for these there is nothing to list.

    Args:
        session: An open review.
        kind: What is wanted.
        query: Which articles; None: all, as the list shows them at first.
    """
    if kind is Kind.ARTICLE:
        return _articles(session, query or ArticleQuery())
    if kind is Kind.SOURCE:
        named = sources(session.reader.summary_scope(Request())).named
        return [Choice(one.name, one.name, len(one.numbers)) for one in named]
    if kind is Kind.OUTLET:
        stated = outlets(session.reader.summary_scope(Request()))
        return [Choice(one.name, one.name, one.claims) for one in stated if one.name]
    if kind is Kind.MERGE:
        return [
            Choice(
                str(entry.number),
                tr("{name}, {when}", name=entry.name, when=moment_words(entry.when)),
                entry.actions,
            )
            for entry in merging.merges(session)
        ]
    return []


def _articles(session: ReviewSession, query: ArticleQuery) -> list[Choice]:
    keys = session.reader.article_keys(query)
    return [
        Choice(row.id, row.title or row.file_name or row.id[:8], row.claims)
        for at in range(0, len(keys), _ROWS)
        for row in session.reader.article_rows(keys[at : at + _ROWS])
    ]
