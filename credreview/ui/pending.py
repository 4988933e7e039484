"""What a person decided and the disk does not hold yet, laid over what it holds."""

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final, Literal

from credreview.domain.identity import claim_id
from credreview.domain.model import Changed, Claim, ClaimState, Judgement
from credreview.domain.progress import is_decided
from credreview.review.actions import Deed


def _nothing(_changed: Changed | None) -> None:
    pass


@dataclass(frozen=True)
class Write:
    """One thing to be written, in its place among the others.

    Attributes:
        deed: What to do, or that the last thing is to be undone or redone.
        article, claim: What it is about, as far as that is known.
        fields: The values that `judge` is to write.
        span: Where the claim lies that is to be marked.
        done: Called in the window's thread once it is on disk.
    """

    deed: Deed | Literal["undo", "redo"]
    article: str = ""
    claim: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)
    span: tuple[int, int] | None = None
    done: Callable[[Changed | None], None] = _nothing

    @property
    def label(self) -> str:
        """What is done, such as "judge"."""
        return self.deed if isinstance(self.deed, str) else self.deed.label


_EMPTIED: Final[dict[str, Any]] = {"not_checkable": False, "flags": ()}


def judged(claim: Claim, fields: Mapping[str, Any], reviewer: str) -> Claim:
    """Return a claim as it will be once these values are written; None clears a value."""
    own = claim.own or Judgement(claim=claim.id, reviewer=reviewer)
    values: dict[str, Any] = {
        name: _EMPTIED.get(name) if value is None else value for name, value in fields.items()
    }
    if values.get("not_checkable"):
        values["credibility"] = None
    elif values.get("credibility"):
        values["not_checkable"] = False
    if "flags" in values:
        values["flags"] = tuple(values["flags"])
    own = replace(own, **values)
    state = claim.state
    if not is_decided(own):
        state = ClaimState.OPEN
    elif own.not_checkable:
        state = ClaimState.NOT_CHECKABLE
    elif state is not ClaimState.DIFFERING:
        state = ClaimState.JUDGED
    return replace(claim, own=own, state=state)


class Pending(deque[Write]):
    """The writes that are not on disk yet, the oldest first."""

    def about(self, claim: str) -> bool:
        """Tell whether one of them is about this claim."""
        return any(write.claim == claim for write in self)

    def over(self, claims: Iterable[Claim], article: str, text: str, reviewer: str) -> list[Claim]:
        """Return an article's claims as they will be once all of this is written."""
        standing = {claim.id: claim for claim in claims}
        if not any(write.article == article for write in self):
            return list(standing.values())
        for write in self:
            if write.article != article:
                continue
            if write.label == "unmark_claim":
                standing.pop(write.claim, None)
            elif write.span and write.claim not in standing:
                standing[write.claim] = _marked(write, text)
            elif write.fields and write.claim in standing:
                standing[write.claim] = judged(standing[write.claim], write.fields, reviewer)
        return numbered(standing.values())


def _marked(write: Write, text: str) -> Claim:
    assert write.span is not None
    start, end = write.span
    quote = text[start:end]
    return Claim(write.claim, write.article, start, end, 0, 0, quote, ClaimState.OPEN)


def numbered(claims: Iterable[Claim]) -> list[Claim]:
    """Return claims in the order of the text, counted from 1."""
    ordered = sorted(claims, key=lambda claim: (claim.start, claim.end, claim.part, claim.id))
    return [
        claim if claim.number == number else replace(claim, number=number)
        for number, claim in enumerate(ordered, 1)
    ]


def mark(article: str, span: tuple[int, int], deed: Deed) -> Write:
    """Return the write that marks a span; the claim's id is known before it is on disk."""
    return Write(deed, article, claim_id(article, *span, 0), span=span)


def index_of(claims: Sequence[Claim], claim: str | None) -> int:
    """Return where a claim stands in a list, -1 where it does not."""
    return next((at for at, one in enumerate(claims) if one.id == claim), -1)
