"""What of an article's text is shown as a line of its own, and as what."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from credreview.domain.model import Article, Block, BlockKind
from credreview.ui.reader.bidi import CONTROL_MARK

_LINE: Final = re.compile(r"[^\n\r\u2029]+")
_MARKER: Final = re.compile(r"(?:[-*+\u2022\u25e6\u25aa\u2023\u2013\u2014\u00b7]|\d{1,3}[.)])\s+")
_SIGNED: Final = re.compile(r"[-\u2013\u2014]\s*\S")

# Blocks whose lines may be one paragraph that was wrapped; shorter lines are broken on purpose.
_FLOWING: Final = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTATION})
_NARROWEST_WRAP: Final = 40

# One for one, so that positions stay: what Qt takes for structure of its own, what no font shows,
# and the two overrides, which turn honest letters around. Copying gives the text as it is.
_SHOWN: Final = {
    **dict.fromkeys((0x00, 0xFDD0, 0xFDD1, 0xFFFC, *range(0xD800, 0xE000)), "\ufffd"),
    **dict.fromkeys((0x202D, 0x202E), CONTROL_MARK),
}
_HARMFUL: Final = re.compile("[\x00\ufdd0\ufdd1\ufffc\u202d\u202e\ud800-\udfff]")


class Line(NamedTuple):
    """One shown line: a paragraph of the document.

    Attributes:
        start, end: Code points of the article's text; never blank.
        first, last: Whether it is the first or last line of its block.
        apart: Whether a blank line separates it from the line before, in the same block.
        signature: Whether it names the author of an embedded post.
        marker: The length of a list marker that the text itself begins with.
    """

    start: int
    end: int
    kind: BlockKind
    level: int = 0
    first: bool = True
    last: bool = True
    apart: bool = False
    signature: bool = False
    marker: int = 0


def shown_text(text: str) -> str:
    """Return a text for display, of the same length in code points and UTF-16 units."""
    for line_end in "\n\r\u2029":
        text = text.replace(line_end, " ")
    return text.translate(_SHOWN) if _HARMFUL.search(text) else text


def article_lines(article: Article) -> list[Line]:
    """Return the lines of an article in order.

    Every character that is not white space is in exactly one line: text that no
    block covers is shown as paragraphs, so that nothing an author wrote is hidden.
    """
    lines: list[Line] = []
    covered = 0
    for block in article.blocks:
        start = max(block.start, covered)
        lines += _loose(article.text, covered, start)
        lines += _of_block(article.text, block, start)
        covered = max(covered, block.end)
    lines += _loose(article.text, covered, len(article.text))
    return lines


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in _LINE.finditer(text, start, end):
        if not match.group().isspace():
            yield match.span()


def _loose(text: str, start: int, end: int) -> Iterator[Line]:
    if start < end and not text[start:end].isspace():
        for first, last in _pieces(text, start, end):
            yield Line(first, last, BlockKind.PARAGRAPH)


def _unwrapped(text: str, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join lines that a margin of the file had broken; their line ends are shown as spaces."""
    joined: list[tuple[int, int]] = []
    width = 0
    for start, end in pieces:
        if width >= _NARROWEST_WRAP and text.count("\n", joined[-1][1], start) == 1:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
        width = end - start
    return joined


def _of_block(text: str, block: Block, start: int) -> list[Line]:
    pieces = list(_pieces(text, start, block.end))
    if len(pieces) == 1 and block.kind is BlockKind.PARAGRAPH:
        return [Line(*pieces[0], block.kind, block.level)]
    if block.kind in _FLOWING:
        pieces = _unwrapped(text, pieces)
    lines = []
    for nth, (first, end) in enumerate(pieces):
        last = nth == len(pieces) - 1
        line = Line(first, end, block.kind, block.level, first=nth == 0, last=last)
        if nth and text.count("\n", pieces[nth - 1][1], first) > 1:
            line = line._replace(apart=True)
        if block.kind is BlockKind.EMBEDDED_POST and last and nth and _SIGNED.match(text, first):
            line = line._replace(signature=True)
        elif block.kind is BlockKind.LIST_ITEM and nth == 0:
            marker = _MARKER.match(text, first, end)
            line = line._replace(marker=len(marker.group()) if marker else 0)
        lines.append(line)
    return lines
