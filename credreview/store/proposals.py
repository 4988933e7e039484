"""Gathers what waits for a person's word about claims and versions, in short looks."""

from collections.abc import Callable, Collection, Iterator
from functools import partial
from typing import Protocol, TypeVar

from credreview.domain.links import Said
from credreview.domain.proposals import (
    Anchored,
    NoPlace,
    PlaceAll,
    PlacedClaim,
    Placement,
    Proposals,
    Proposed,
    UnplacedClaim,
    VersionProposal,
    quoted,
)
from credreview.domain.work import Ticker, silent
from credreview.store import links, matches, overlaps
from credreview.store.view import View
from credreview.text import tr

T = TypeVar("T")
#: The texts of so many articles are held against all others; of more, only their facts.
_MOST_COMPARED = 200

_Claim = tuple[str, int, int]


class Look(Protocol):
    """Reads one state of the review, and gives way to writes: the work may start again."""

    def __call__(self, work: Callable[[View], T]) -> T:
        """Return what the work finds."""


def gather(
    look: Look,
    place_all: PlaceAll,
    articles: Collection[str] | None = None,
    tick: Ticker = silent,
) -> Proposals:
    """Return all that waits for a person's word; long work, in several looks.

    Args:
        look: Reads the review.
        place_all: Finds where quotes stand in another text.
        articles: Only what these articles (ids) are part of, and whose texts
            are compared as well, if they are at most 200; None asks of all,
            by their facts.
        tick: Told of each pair of versions; asked before each step whether to go on.

    Raises:
        Cancelled: From `tick`.
    """
    tick(0, 0)
    said = look(lambda view: Said(links.everywhere(view)))
    same = look(lambda view: overlaps.overlapping_claims(view, said, articles, tick))
    versions = tuple(_versions(look, said, articles, tick))
    pairs = [
        pair
        for pair in sorted(set(said.confirmed_versions()))
        if articles is None or set(pair) & set(articles)
    ]
    answers = []
    for at, (older, newer) in enumerate(pairs):
        for answer in _placements(look, place_all, said, older, newer):
            tick(at, len(pairs))
            answers.append(answer)
        tick(at + 1, len(pairs))
    return Proposals(
        tuple(same),
        versions,
        tuple(answer for answer in answers if isinstance(answer, PlacedClaim)),
        tuple(answer for answer in answers if isinstance(answer, UnplacedClaim)),
    )


def _versions(
    look: Look, said: Said, articles: Collection[str] | None, tick: Ticker
) -> Iterator[VersionProposal]:
    found = look(lambda view: matches.version_candidates(view, said, articles))
    yield from found
    pairs = {frozenset((pair.older, pair.newer)) for pair in found}
    compared = articles if articles is not None and len(articles) <= _MOST_COMPARED else ()
    for article in compared:
        tick(0, 0)
        for pair in look(partial(matches.alike_texts, said=said, article=article)):
            ends = frozenset((pair.older, pair.newer))
            if ends not in pairs:
                pairs.add(ends)
                yield pair


def _placements(
    look: Look, place_all: PlaceAll, said: Said, older: str, newer: str
) -> Iterator[PlacedClaim | UnplacedClaim]:
    """Yield an answer for each claim of the older version that the newer one lacks."""

    def read(view: View) -> tuple[str, str, list[_Claim]]:
        if not (view.is_alive("article", older) and view.is_alive("article", newer)):
            return "", "", []
        return view.text(older), view.text(newer), _without_counterpart(view, said, older, newer)

    origin, target, claims = look(read)
    # Placed between looks: it takes long, and needs nothing of the file.
    quotes = [quoted(origin, start, stop) for _, start, stop in claims]
    for (claim, *_), quote, placement in zip(
        claims, quotes, place_all(quotes, target) if quotes else [], strict=True
    ):
        if said.has_no_place(claim, newer):
            guess = None if isinstance(placement, NoPlace) else (placement.start, placement.end)
            why = tr("Somebody said that it does not stand there.")
            placement = NoPlace(guess, why)
        yield _answer(claim, quote.quote, (older, newer), target, placement)


def _answer(
    claim: str, quote: str, ends: tuple[str, str], target: str, placement: Placement
) -> PlacedClaim | UnplacedClaim:
    if isinstance(placement, NoPlace):
        found = target[slice(*placement.guess)] if placement.guess else ""
        return UnplacedClaim(claim, quote, *ends, placement.guess, found, placement.why)
    span = (placement.start, placement.end)
    exact = isinstance(placement, Anchored)
    score, why = (placement.score, placement.why) if isinstance(placement, Proposed) else (1.0, "")
    return PlacedClaim(claim, quote, *ends, *span, target[slice(*span)], exact, score, why)


def _without_counterpart(view: View, said: Said, older: str, newer: str) -> list[_Claim]:
    """Return the living claims of a version that hang together with none of the other."""
    there = {said.claims.top(claim) for claim, *_ in _claims(view, newer)}
    return [entry for entry in _claims(view, older) if said.claims.top(entry[0]) not in there]


def _claims(view: View, article: str) -> list[_Claim]:
    rows = view.db.execute(
        "SELECT record.id, start, stop FROM claim JOIN record USING (r)"
        " WHERE article = ? AND alive AND stop > start ORDER BY start, -stop, part, record.id",
        (view.record("article", article),),
    )
    return [(id.hex(), start, stop) for id, start, stop in rows]
