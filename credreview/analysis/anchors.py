"""Where a claim's words stand in another text: found exactly, or only proposed.

Exact words between exactly the same words, once: anchored. Else the most alike
place is proposed if its words are at least 0.9 like the quote, one side at
least 0.7 like the quote's, and it leads clearly over the next one; for a
sentence about another team can be 0.96 like the one that is looked for. Else
there is no place. Likeness is the normalised indel similarity, 0 to 1.
Positions are code points; texts are NFC.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from credreview.analysis.wording import changes, goes_through_a_word, plain
from credreview.domain.proposals import (
    CONTEXT,
    Anchored,
    NoPlace,
    Placement,
    Proposed,
    Quoted,
)
from credreview.text import tr

QUOTE_LIKE = 0.9
SIDE_LIKE = 0.7
#: By how much the best place must be more alike than the next one; see `_Candidate.likeness`.
CLEAR_LEAD = 0.1
#: Less is no guess worth showing.
_GUESS_LIKE = 0.6
#: Longer quotes are looked for exactly only: comparing takes the square of the length.
LONGEST = 5_000

#: Code points of a seed. Each stretch of 2 * _SEED - 1 that both texts share holds one.
_SEED = 5
_MOST_SEEDS, _MOST_OF_A_SEED = 96, 400
_MOST_REGIONS, _MOST_HITS = 12, 2000
#: How far from where the seeds say that a quote begins or ends is looked, in code points.
_NEAR = 24


def place_all(quotes: Sequence[Quoted], text: str) -> Iterator[Placement]:
    """Yield where each quote stands in `text`, in the order given; see `place`.

    Each is looked for when it is asked for, so that whoever asks can stop between two.
    """
    target = _Target(text)
    return map(target.place, quotes)


def place(quote: Quoted, text: str) -> Placement:
    """Return where a quote stands in another text than its own.

    Neither answer moves a claim: a person confirms. What is anchored reads
    exactly as the quote; a proposal begins and ends between words where the
    quote did.
    """
    return _Target(text).place(quote)


@dataclass(frozen=True, slots=True)
class _Candidate:
    start: int
    end: int
    quote: float
    before: float
    after: float

    @property
    def likeness(self) -> float:
        """How alike the place is on the whole: the quote counts as much as both sides."""
        return (2 * self.quote + self.before + self.after) / 4

    @property
    def may_be_proposed(self) -> bool:
        return self.quote >= QUOTE_LIKE and max(self.before, self.after) >= SIDE_LIKE

    def rank(self) -> tuple[float, int, int]:
        """Order places: by likeness, else text order."""
        return (self.likeness, -self.start, -self.end)

    def fit(self) -> tuple[bool, float, int, int]:
        """Order spans at one place, whose sides change with each word that they leave out."""
        alike = (4 * self.quote + self.before + self.after) / 6
        return (self.may_be_proposed, alike, -self.start, -self.end)

    def overlaps(self, other: "_Candidate") -> bool:
        return self.start < other.end and other.start < self.end


class _Edge(NamedTuple):
    """Where a quote may begin or end, how like its own the words within are, and those beside."""

    at: int
    words: float
    side: float


class _Target:
    """A text in which quotes are looked for; what it is searched by is made once."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _plain(self) -> str:
        return plain(self._text)

    @cached_property
    def _seeds(self) -> dict[str, list[int]]:
        """Every _SEED-th stretch of the text, and where it stands."""
        places: dict[str, list[int]] = {}
        text = self._plain
        for at in range(0, len(text) - _SEED + 1, _SEED):
            places.setdefault(text[at : at + _SEED], []).append(at)
        return places

    def place(self, sought: Quoted) -> Placement:
        return self._exact(sought) or self._alike(sought)

    def _exact(self, sought: Quoted) -> Placement | None:
        if not sought.before and not sought.after:
            return None  # the whole of a text: nothing around it says that this is the place
        whole = sought.before + sought.quote + sought.after
        hits = list(_occurrences(self._text, whole, 2))
        if not hits:
            return None
        start = hits[0] + len(sought.before)
        end = start + len(sought.quote)
        if len(hits) == 1:
            return Anchored(start, end)
        why = tr("These words stand at several places, each time between the same words.")
        return NoPlace((start, end), why)

    def _alike(self, sought: Quoted) -> Placement:
        if len(sought.quote) > LONGEST:
            return NoPlace(None, tr("It is too long to be looked for where words were changed."))
        ranked = self._ranked(sought)
        if not ranked:
            return NoPlace(None, tr("Nothing like it stands there."))
        best = ranked[0]
        guess = (best.start, best.end)
        if best.quote < QUOTE_LIKE:
            return NoPlace(guess, tr("Only words that are somewhat like it stand there."))
        if max(best.before, best.after) < SIDE_LIKE:
            return NoPlace(guess, tr("Words like these stand there only between other words."))
        if len(ranked) > 1 and best.likeness - ranked[1].likeness < CLEAR_LEAD:
            return NoPlace(guess, tr("Several places are about equally like it."))
        return Proposed(best.start, best.end, best.quote, self._difference(sought, best))

    def _ranked(self, sought: Quoted) -> list[_Candidate]:
        """Return the best place and the next best that does not overlap it, where there are any."""
        sought = _plain(sought)
        spans = {*self._same_words(sought), *self._regions(sought)}
        candidates = [self._measured(sought, *span) for span in spans]
        alike = [c for c in candidates if c.quote >= _GUESS_LIKE]
        if not alike:
            return []
        top = max(alike, key=_Candidate.rank)
        # Of the spans at that place the one that may be proposed, and has most of the words.
        best = max((c for c in alike if c.overlaps(top)), key=_Candidate.fit)
        rivals = [c for c in alike if not c.overlaps(best)]
        return [best, max(rivals, key=_Candidate.rank)] if rivals else [best]

    def _same_words(self, sought: Quoted) -> Iterator[tuple[int, int]]:
        """Yield where the same words stand, not within longer words."""
        for start in _occurrences(self._plain, sought.quote, _MOST_HITS):
            end = start + len(sought.quote)
            if self._may_start(sought, start) and self._may_end(sought, end):
                yield start, end

    def _regions(self, sought: Quoted) -> Iterator[tuple[int, int]]:
        """Yield where alike words may stand: wherever rare stretches of the quote agree."""
        whole = sought.before + sought.quote + sought.after
        begin, stop = len(sought.before), len(sought.before) + len(sought.quote)
        found = {at: self._seeds.get(whole[at : at + _SEED], ()) for at in range(len(whole))}
        rare = sorted((len(places), at) for at, places in found.items() if places)
        width = max(CONTEXT, len(sought.quote) // 4)
        seen: dict[int, list[tuple[int, int]]] = {}
        weight: dict[int, float] = {}
        for count, at in rare[:_MOST_SEEDS]:
            for place in found[at][:_MOST_OF_A_SEED]:
                bucket = (place - at + begin) // width
                seen.setdefault(bucket, []).append((at, place))
                weight[bucket] = weight.get(bucket, 0.0) + 1 / count
        # A place near a bucket's edge has its seeds in two of them.
        pairs = {b: weight[b] + weight.get(b + 1, 0.0) for b in weight}
        for bucket in sorted(pairs, key=lambda b: (-pairs[b], b))[:_MOST_REGIONS]:
            seeds = seen[bucket] + seen.get(bucket + 1, [])
            starts = self._starts(sought, _nearest(seeds, begin))
            ends = self._ends(sought, _nearest(seeds, stop))
            yield from ((start, end) for start in starts for end in ends if start < end)

    def _starts(self, sought: Quoted, guesses: Collection[int]) -> list[int]:
        """Return where near the guesses the quote most likely begins."""
        words = sought.quote[:CONTEXT]
        return _likely(
            _Edge(at, _likeness(words, self._plain[at : at + len(words)]), self._before(sought, at))
            for at in self._around(guesses)
            if self._may_start(sought, at)
        )

    def _ends(self, sought: Quoted, guesses: Collection[int]) -> list[int]:
        """Return where near the guesses the quote most likely ends."""
        words = sought.quote[-CONTEXT:]
        return _likely(
            _Edge(
                at,
                _likeness(words, self._plain[max(0, at - len(words)) : at]),
                self._after(sought, at),
            )
            for at in self._around(guesses)
            if self._may_end(sought, at)
        )

    def _around(self, guesses: Collection[int]) -> list[int]:
        """Return the places near some guesses, the nearest first."""
        near = {
            at: min(abs(at - guess) for guess in guesses)
            for guess in guesses
            for at in range(max(0, guess - _NEAR), min(len(self._plain), guess + _NEAR) + 1)
        }
        return sorted(near, key=lambda at: (near[at], at))

    def _measured(self, sought: Quoted, start: int, end: int) -> _Candidate:
        found = self._plain[start:end]
        alike = 1.0 if found == sought.quote else _likeness(sought.quote, found, _GUESS_LIKE)
        return _Candidate(start, end, alike, self._before(sought, start), self._after(sought, end))

    # Where nothing stood beside the quote, nothing says that this is its place.

    def _before(self, sought: Quoted, start: int) -> float:
        found = self._plain[max(0, start - len(sought.before)) : start]
        return _likeness(sought.before, found) if sought.before else 0.0

    def _after(self, sought: Quoted, end: int) -> float:
        found = self._plain[end : end + len(sought.after)]
        return _likeness(sought.after, found) if sought.after else 0.0

    def _may_start(self, sought: Quoted, at: int) -> bool:
        """Return whether this is the start of a word, where the quote starts with one."""
        left, right = self._plain[at - 1 : at] if at else "", self._plain[at : at + 1]
        if right.isspace() and not sought.quote[:1].isspace():
            return False
        within = goes_through_a_word(sought.before[-1:], sought.quote[:1])
        return within or not goes_through_a_word(left, right)

    def _may_end(self, sought: Quoted, at: int) -> bool:
        """Return whether this is the end of a word, where the quote ends with one."""
        left, right = self._plain[at - 1 : at] if at else "", self._plain[at : at + 1]
        if left.isspace() and not sought.quote[-1:].isspace():
            return False
        within = goes_through_a_word(sought.quote[-1:], sought.after[:1])
        return within or not goes_through_a_word(left, right)

    def _difference(self, sought: Quoted, best: _Candidate) -> str:
        found = self._text[best.start : best.end]
        if found == sought.quote:
            if best.before == 1:
                return tr("The same words; what stands after them differs.")
            if best.after == 1:
                return tr("The same words; what stands before them differs.")
            return tr("The same words; what stands around them differs.")
        if plain(found) == plain(sought.quote):
            return tr("The same words, with other spaces, dashes or quotation marks.")
        return tr("The words differ: {changes}.", changes="; ".join(changes(sought.quote, found)))


def _plain(quote: Quoted) -> Quoted:
    parts = (quote.quote, quote.before, quote.after)
    return Quoted(*map(plain, parts))


def _occurrences(text: str, words: str, most: int) -> Iterator[int]:
    at = text.find(words)
    while at >= 0 and most:
        yield at
        most -= 1
        at = text.find(words, at + 1)


def _likeness(one: str, other: str, least: float = 0.0) -> float:
    """Return how alike two texts are, 0 to 1; 0 where it is less than `least`."""
    from rapidfuzz import fuzz  # slow to import

    return fuzz.ratio(one, other, score_cutoff=100 * least) / 100


def _nearest(seeds: Iterable[tuple[int, int]], at: int) -> set[int]:
    """Return where `at` comes to lie, by the three seeds (place in the quote, in the text) next."""
    near = sorted(seeds, key=lambda seed: abs(seed[0] - at))[:3]
    return {place - own + at for own, place in near}


def _likely(edges: Iterable[_Edge]) -> list[int]:
    """Return where a quote most likely begins or ends: at an unchanged side for sure."""
    found = list(edges)
    found = [edge for edge in found if edge.side == 1] or found
    by_words = sorted(found, key=lambda edge: -edge.words)
    # A side that was changed says nothing of the edge.
    by_side = sorted(found, key=lambda e: -e.words - (e.side if e.side >= SIDE_LIKE else 0))
    return list(dict.fromkeys(edge.at for edge in by_side[:2] + by_words[:2]))
