"""Finding words in an article as a reader means them: small and capital, accents, spaces alike."""

import unicodedata
from bisect import bisect_left
from itertools import accumulate
from typing import Final

_ALIKE: Final = dict(
    zip(
        "\u2018\u2019\u201a\u2032\u201c\u201d\u201e\u2033\u00ab\u00bb",
        '\'\'\'\'""""""',
        strict=True,
    )
) | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-")


def _fold(character: str) -> str:
    """Return what a character counts as; nothing for what is not seen by itself."""
    if character in _ALIKE:
        return _ALIKE[character]
    if character.isspace():
        return " "
    plain = unicodedata.normalize("NFKD", character.casefold())
    unseen = ("Mn", "Cf")
    return "".join(c for c in plain if unicodedata.category(c) not in unseen).casefold()


class ArticleSearch:
    """Finds words in one text; folded once, then each search is one pass of the library."""

    def __init__(self, text: str) -> None:
        folds: dict[str, str] = {character: _fold(character) for character in set(text)}
        self._folded = text.translate({ord(character): fold for character, fold in folds.items()})
        self._ends: list[int] | None = None
        if any(len(fold) != 1 for fold in folds.values()):
            # Where the folded form of each character ends, to come back from it.
            self._ends = list(accumulate(len(folds[character]) for character in text))

    def find(self, words: str) -> list[tuple[int, int]]:
        """Return all places of these words in code points, in order, not overlapping.

        Case, accents and kinds of spaces, quotation marks and dashes make no
        difference. Words of nothing but white space are nowhere.
        """
        wanted = "".join(map(_fold, words))
        found: list[tuple[int, int]] = []
        if not wanted.strip():
            return found
        place = self._folded.find(wanted)
        while place >= 0:
            found.append(self._unfold(place, place + len(wanted)))
            place = self._folded.find(wanted, place + len(wanted))
        return found

    def _unfold(self, start: int, end: int) -> tuple[int, int]:
        if self._ends is None:
            return start, end
        first = bisect_left(self._ends, start + 1)
        last = bisect_left(self._ends, end) + 1
        # Accents written as characters of their own belong to the letter before them.
        while last < len(self._ends) and self._ends[last] == self._ends[last - 1]:
            last += 1
        return first, last
