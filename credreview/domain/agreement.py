"""What agreement between reviewers is told from: their decided judgements, and who marked what."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple


class Verdict(NamedTuple):
    """The compared fields of one reviewer's judgement of one claim; as in `model.Judgement`."""

    claim: str
    reviewer: str
    provenance: str | None
    reliability: str | None
    credibility: str | None
    not_checkable: bool
    confidence: str | None
    blind: bool | None = None
    when: int = 0


class Mark(NamedTuple):
    """One reviewer's marking of a claim: code points [start, end) of an article's text."""

    article: str
    claim: str
    start: int
    end: int
    reviewer: str


@dataclass(frozen=True, slots=True)
class AgreementData:
    """All that figures of agreement need, of one state of a review.

    There may be a million rows. They are held as plain tuples, which the
    garbage collector leaves out: going through as many objects of our own
    would stop all threads, the window's too, for a third of a second.

    Attributes:
        verdict_rows: The fields of each `Verdict`.
        mark_rows: The fields of each `Mark`.
        same: For each claim that is linked to others as the same one, the
            claim whose id stands for all of them.
        hidden: How many claims blind mode keeps out, since whoever looks has
            not judged them yet.
    """

    verdict_rows: list[tuple[Any, ...]]
    mark_rows: list[tuple[Any, ...]]
    same: dict[str, str]
    hidden: int = 0

    def verdicts(self) -> Iterator[Verdict]:
        """Yield the decided judgements of living claims.

        Adjudications are none of them: these are nobody's own judgement.
        """
        return map(Verdict._make, self.verdict_rows)

    def marks(self) -> Iterator[Mark]:
        """Yield who marked which living claim."""
        return map(Mark._make, self.mark_rows)
