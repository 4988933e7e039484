"""How far two reviewers mark the same words, in articles in which both marked something.

None of the figures is corrected for chance: there is no number of spans that
nobody marked. Exact and overlap agreement are F1 scores over claims, the
share of characters is Dice's, beside Jaccard's.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from credreview.domain.agreement import Mark

Interval = tuple[int, int]

#: What one reviewer marked: by article and claim, from where to where.
Marked = dict[str, dict[str, Interval]]


@dataclass(frozen=True, slots=True)
class SpanAgreement:
    """What two reviewers marked, compared.

    Attributes:
        articles: How many articles were looked at.
        identical: Claims that both marked.
        overlapping_one, overlapping_other: Claims of the one that share
            characters with some of the other, but are not the same.
        alone_one, alone_other: Claims that share no character with the other's.
        characters_both: Characters (code points) that both marked.
        characters_one, characters_other: Characters that each marked.
    """

    articles: int
    identical: int
    overlapping_one: int
    overlapping_other: int
    alone_one: int
    alone_other: int
    characters_both: int
    characters_one: int
    characters_other: int

    @property
    def claims(self) -> int:
        """Claims of both, identical ones twice."""
        near = self.overlapping_one + self.overlapping_other
        return 2 * self.identical + near + self.alone_one + self.alone_other

    @property
    def exact(self) -> float | None:
        """Share of both reviewers' claims that are identical, 0 to 1 (F1); None without claims."""
        return 2 * self.identical / self.claims if self.claims else None

    @property
    def overlap(self) -> float | None:
        """Share of claims that are identical or overlap, 0 to 1; None without claims."""
        near = 2 * self.identical + self.overlapping_one + self.overlapping_other
        return near / self.claims if self.claims else None

    @property
    def dice(self) -> float | None:
        """Shared characters, twice, of all that each marked, 0 to 1; None without any."""
        marked = self.characters_one + self.characters_other
        return 2 * self.characters_both / marked if marked else None

    @property
    def jaccard(self) -> float | None:
        """Shared characters of those that at least one marked, 0 to 1; None without any."""
        either = self.characters_one + self.characters_other - self.characters_both
        return self.characters_both / either if either else None


def marked_by(marks: Iterable[Mark]) -> dict[str, Marked]:
    """Return what each reviewer (id) marked."""
    found: dict[str, Marked] = {}
    for article, claim, start, end, reviewer in marks:
        found.setdefault(reviewer, {}).setdefault(article, {})[claim] = (start, end)
    return found


def span_agreement(ours: Marked, theirs: Marked, articles: Collection[str]) -> SpanAgreement:
    """Return how far the spans of two reviewers agree.

    Args:
        ours: What the one marked.
        theirs: What the other marked.
        articles: Articles that both worked on; marks elsewhere say nothing.
    """
    sums = [0] * 8
    for article in articles:
        one, other = ours.get(article, {}), theirs.get(article, {})
        counts = (
            len(one.keys() & other.keys()),
            *_near_and_alone(one, other),
            *_near_and_alone(other, one),
            *_characters(one, other),
        )
        sums = [total + count for total, count in zip(sums, counts, strict=True)]
    identical, near_one, alone_one, near_other, alone_other, shared, of_one, of_other = sums
    return SpanAgreement(
        len(articles), identical, near_one, near_other, alone_one, alone_other,
        shared, of_one, of_other,
    )  # fmt: skip


def _near_and_alone(ours: dict[str, Interval], theirs: dict[str, Interval]) -> tuple[int, int]:
    """Return how many of our spans only overlap with theirs, and how many share nothing."""
    covered = _joined(theirs.values())
    starts = [start for start, _ in covered]
    near = alone = 0
    for claim, (start, end) in ours.items():
        if claim in theirs:
            continue
        at = bisect_left(starts, end) - 1  # the last stretch that begins before our end
        if at >= 0 and covered[at][1] > start:
            near += 1
        else:
            alone += 1
    return near, alone


def _characters(ours: dict[str, Interval], theirs: dict[str, Interval]) -> tuple[int, int, int]:
    """Return how many characters both cover, and each of the two."""
    one, other = _length(_joined(ours.values())), _length(_joined(theirs.values()))
    either = _length(_joined([*ours.values(), *theirs.values()]))
    return one + other - either, one, other


def _joined(spans: Iterable[Interval]) -> list[Interval]:
    """Return the stretches that spans cover, in order, apart from each other."""
    found: list[Interval] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _length(spans: list[Interval]) -> int:
    return sum(end - start for start, end in spans)
