"""The one place that converts positions: code points (ours) and UTF-16 units (Qt's)."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate
from operator import sub

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class TextPositions:
    """Converts positions in one text; built once, then O(log n) a call.

    Positions lie between characters: 0 is before the first, `length` after the
    last. Characters outside the Basic Multilingual Plane take two UTF-16 units;
    the text between them needs no index, so an ordinary article costs nothing.
    """

    def __init__(self, text: str) -> None:
        self._astral = [match.start() for match in _ASTRAL.finditer(text)]
        self._astral_utf16 = [place + nth for nth, place in enumerate(self._astral)]
        self.length = len(text)
        self.utf16_length = len(text) + len(self._astral)

    def utf16(self, code_point: int) -> int:
        """Return the UTF-16 position of a code point position; both count from 0.

        Positions before the text count as its start, positions after it as its end.
        """
        inside = 0 if code_point < 0 else min(code_point, self.length)
        return inside + bisect_left(self._astral, inside)

    def utf16_all(self, code_points: Sequence[int]) -> list[int]:
        """Return the UTF-16 positions of many code point positions inside the text."""
        if not self._astral:
            return list(code_points)
        return [place + bisect_left(self._astral, place) for place in code_points]

    def code_point(self, utf16: int, *, after: bool = False) -> int:
        """Return the code point position of a UTF-16 position.

        A position inside a surrogate pair belongs to no place in the text: it
        moves before that character, or behind it with `after`. Positions outside
        the text count as its start or end.
        """
        inside = min(max(utf16, 0), self.utf16_length)
        pairs = bisect_left(self._astral_utf16, inside)
        if pairs and self._astral_utf16[pairs - 1] + 1 == inside:
            return self._astral[pairs - 1] + after
        return inside - pairs

    def utf16_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the UTF-16 span of the code points [start, end)."""
        return self.utf16(start), self.utf16(end)

    def code_point_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the smallest code point span that covers the UTF-16 units [start, end)."""
        first = self.code_point(start)
        return first, max(first, self.code_point(end, after=start != end))


class ShownPositions:
    """Where the words of an article stand in a document that shows them line by line.

    The document holds each shown line as one paragraph of its own, and nothing
    of what lies between the lines (blank lines, stray white space). All calls
    are O(log n).
    """

    def __init__(self, text: str, lines: Sequence[tuple[int, int]]) -> None:
        """Index the lines.

        Args:
            text: The article's text.
            lines: [start, end) of every shown line in code points: in order, not
                empty, not overlapping.
        """
        self._utf16 = TextPositions(text)
        self._starts = [start for start, _ in lines]
        self._ends = [end for _, end in lines]
        self._starts_utf16 = self._utf16.utf16_all(self._starts)
        ends_utf16 = self._utf16.utf16_all(self._ends)
        self._lengths: list[int] = list(map(sub, ends_utf16, self._starts_utf16))
        # One unit more for each line: the paragraph separator that follows it.
        steps = (length + 1 for length in self._lengths)
        self._places = list(accumulate(steps, initial=0))[: len(lines)]

    def to_shown(self, position: int) -> int:
        """Return the document position of a code point; between lines, the end of the last."""
        return self._to_shown(position, bisect_right(self._starts, position) - 1)

    def _to_shown(self, position: int, line: int) -> int:
        if line < 0:
            return 0
        inside = min(position, self._ends[line])
        return self._places[line] + self._utf16.utf16(inside) - self._starts_utf16[line]

    def span_to_shown(self, start: int, end: int) -> tuple[int, int]:
        """Return the document span of the code points [start, end).

        It begins and ends on shown characters; a span that shows nothing is empty.
        """
        line = bisect_right(self._ends, start)
        if line == len(self._ends):
            last = self.to_shown(start)
            return last, last
        first = self._to_shown(max(start, self._starts[line]), line)
        # Where a line begins right after another one, an end there belongs to the first.
        return first, max(first, self._to_shown(end, bisect_left(self._starts, end) - 1))

    def to_text(self, shown: int, *, after: bool = False) -> int:
        """Return the code point at a document position; `after` as for `TextPositions`."""
        if not self._places:
            return 0
        line = max(0, bisect_right(self._places, shown) - 1)
        inside = min(max(shown - self._places[line], 0), self._lengths[line])
        return self._utf16.code_point(self._starts_utf16[line] + inside, after=after)

    def span_to_text(self, start: int, end: int) -> tuple[int, int]:
        """Return the smallest code point span that covers the document's [start, end)."""
        first = self.to_text(start)
        return first, max(first, self.to_text(end, after=start != end))
