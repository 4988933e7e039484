"""The claims of a summary, of which there may be a hundred thousand that count in few ways."""

from collections.abc import Iterable, Iterator, Sequence
from typing import overload

from credreview.domain.summary import CountedClaim


class Claims(Sequence[CountedClaim]):
    """Claims in order; each is made when it is read, what they count as is shared.

    Args:
        ids: Of each claim.
        places: Of the article of each, in the summary.
        alike: For each a claim that counts the same; the id and the place of that one say nothing.
    """

    __slots__ = ("alike", "ids", "places")
    __hash__ = None  # type: ignore[assignment]  # as of any sequence that compares its items

    def __init__(
        self, ids: Sequence[str], places: Sequence[int], alike: Sequence[CountedClaim]
    ) -> None:
        self.ids = ids
        self.places = places
        self.alike = alike

    @classmethod
    def of(cls, claims: Sequence[CountedClaim]) -> "Claims":
        """Return these claims."""
        return cls([claim.claim for claim in claims], [claim.article for claim in claims], claims)

    @classmethod
    def joined(cls, parts: Iterable["Claims"]) -> "Claims":
        """Return the claims of several, one after the other."""
        ids, places, like = list[str](), list[int](), list[CountedClaim]()
        for part in parts:
            ids += part.ids
            places += part.places
            like += part.alike
        return cls(ids, places, like)

    def __len__(self) -> int:
        return len(self.ids)

    @overload
    def __getitem__(self, at: int) -> CountedClaim: ...
    @overload
    def __getitem__(self, at: slice) -> "Claims": ...
    def __getitem__(self, at: int | slice) -> "CountedClaim | Claims":
        if isinstance(at, slice):
            return Claims(self.ids[at], self.places[at], self.alike[at])
        return _like(self.alike[at], self.ids[at], self.places[at])

    def __iter__(self) -> Iterator[CountedClaim]:
        return map(_like, self.alike, self.ids, self.places)

    def __eq__(self, other: object) -> bool:
        return list(self) == list(other) if isinstance(other, Sequence) else NotImplemented


def _like(claim: CountedClaim, id: str, place: int) -> CountedClaim:
    return tuple.__new__(CountedClaim, (id, place, *claim[2:]))


def alike(claims: Sequence[CountedClaim]) -> Sequence[CountedClaim]:
    """Return for each claim one that counts the same, whose id and place say nothing.

    Where many are counted, this spares making each of them.
    """
    return claims.alike if isinstance(claims, Claims) else claims


def ids(claims: Sequence[CountedClaim]) -> Sequence[str]:
    """Return the id of each claim."""
    return claims.ids if isinstance(claims, Claims) else [claim.claim for claim in claims]


def places(claims: Sequence[CountedClaim]) -> Sequence[int]:
    """Return the place of each claim's article in the summary."""
    return claims.places if isinstance(claims, Claims) else [claim.article for claim in claims]
