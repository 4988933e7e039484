"""Where the claims of an article stand: in order, with a lane each, found by what is visible."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from credreview.domain.model import Claim, ClaimState
from credreview.ui.reader.text_positions import ShownPositions

#: Lines that can run below each other under one line of text; a differing claim has two of them.
LANES: Final = 4


@dataclass(frozen=True, slots=True)
class PlacedClaim:
    """A claim, its document positions [start, end), and its lane.

    Attributes:
        lane: The upper one of its lanes, 0 is nearest to the words; None where too
            few were free, and the claim is only counted in the margin.
    """

    claim: Claim
    start: int
    end: int
    lane: int | None


class ClaimPlaces:
    """The claims of one article by place; finding those of a stretch is O(log n + found)."""

    def __init__(self, claims: Sequence[Claim], positions: ShownPositions) -> None:
        spans = [positions.span_to_shown(claim.start, claim.end) for claim in claims]
        order = sorted(
            range(len(claims)),
            key=lambda nth: (spans[nth][0], -spans[nth][1], claims[nth].part, claims[nth].id),
        )
        self.placed = list(_in_lanes([(claims[nth], *spans[nth]) for nth in order]))
        self._starts = [placed.start for placed in self.placed]
        # A long claim may begin far above: the furthest end so far says how far back to look.
        self._reach = list(accumulate((placed.end for placed in self.placed), max))
        self._by_id = {placed.claim.id: placed for placed in self.placed}

    def find(self, claim_id: str | None) -> PlacedClaim | None:
        """Return the claim of that id, or None."""
        return self._by_id.get(claim_id) if claim_id is not None else None

    def touching(self, start: int, end: int) -> list[PlacedClaim]:
        """Return the claims that share a position with [start, end), in order."""
        first = bisect_right(self._reach, start)
        beyond = bisect_left(self._starts, end)
        return [placed for placed in self.placed[first:beyond] if placed.end > start]

    def starting(self, start: int, end: int) -> list[PlacedClaim]:
        """Return the claims that begin in [start, end), in order."""
        return self.placed[bisect_left(self._starts, start) : bisect_left(self._starts, end)]


def clicked(hits: Sequence[PlacedClaim], current: str | None) -> str | None:
    """Return the claim that a click means: the shortest; clicking again, the next longer one."""
    ranked = sorted(hits, key=lambda placed: (placed.end - placed.start, placed.claim.number))
    ids = [placed.claim.id for placed in ranked]
    if not ids:
        return None
    return ids[(ids.index(current) + 1) % len(ids)] if current in ids else ids[0]


def _in_lanes(ordered: list[tuple[Claim, int, int]]) -> Iterator[PlacedClaim]:
    taken = [-1] * LANES
    for claim, start, end in ordered:
        needs = 2 if claim.state is ClaimState.DIFFERING else 1
        lanes = range(LANES - needs + 1)
        lane = next((at for at in lanes if max(taken[at : at + needs]) <= start), None)
        if lane is not None:
            taken[lane : lane + needs] = [end] * needs
        yield PlacedClaim(claim, start, end, lane)
