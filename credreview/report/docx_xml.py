"""Fragments of WordprocessingML: runs, paragraphs, tables, as text.

A report of thousands of claims is written as it is told: a tree of all its
elements would take a hundred times the room. Child elements stand in the
order of the schema (ISO/IEC 29500-1, annex A), which Word insists on.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from credreview.report.visible import visible
from credreview.report.words import Run, Words

#: Twentieths of a point in a millimetre.
TWIPS = 1440 / 25.4
#: What stands where a page number is to come, until the word processor has counted.
UNCOUNTED = "–"

_STRONG_RIGHT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_BREAKS = re.compile("([\n\t])")
_LONGEST_NAME = 40


def twips(millimetres: float) -> int:
    """Return a length in twentieths of a point."""
    return round(millimetres * TWIPS)


def begins_right(text: str, otherwise: bool = False) -> bool:
    """Tell whether the first letter with a direction is written from right to left."""
    for char in text:
        side = unicodedata.bidirectional(char)
        if side in ("R", "AL"):
            return True
        if side == "L":
            return False
    return otherwise


def _sides(text: str, base: bool) -> Iterator[tuple[str, bool]]:
    """Yield stretches of one direction, and whether it is from right to left.

    What has no direction of its own goes with equal neighbours, else with the
    paragraph (Unicode Standard Annex 9, rules N1 and N2).
    """
    if not base and not _STRONG_RIGHT.search(text):
        yield text, False
        return
    start, side, neutral = 0, base, 0
    for at, char in enumerate(text):
        kind = unicodedata.bidirectional(char)
        if kind not in ("L", "R", "AL"):
            continue
        right = kind != "L"
        if side != right:
            cut = at if side == base else neutral
            yield text[start:cut], side
            start, side = cut, right
        neutral = at + 1
    if side != base:
        yield text[start:neutral], side
        start = neutral
    yield text[start:], base


def run(text: str, *, bold: bool = False, italic: bool = False, style: str = "", more: str = "",
        base: bool = False) -> str:  # fmt: skip
    """Return words in one style as runs.

    Args:
        text: Anything; what XML cannot hold is made visible.
        bold: In heavy letters.
        italic: In slanted letters.
        style: Id of a character style, or "".
        more: Further properties, which follow these in the schema.
        base: Whether their paragraph is written from right to left.
    """
    head = f'<w:rStyle w:val="{style}"/>' if style else ""
    head += "<w:b/><w:bCs/>" if bold else ""
    head += ("<w:i/><w:iCs/>" if italic else "") + more
    parts = []
    for words, right in _sides(visible(text), base):
        if words:
            said = head + ("<w:rtl/>" if right else "")
            said = f"<w:rPr>{said}</w:rPr>" if said else ""
            parts.append(f"<w:r>{said}{_content(words)}</w:r>")
    return "".join(parts)


def _content(words: str) -> str:
    pieces = []
    for piece in _BREAKS.split(words):
        if piece == "\n":
            pieces.append("<w:br/>")
        elif piece == "\t":
            pieces.append("<w:tab/>")
        elif piece:
            pieces.append(f'<w:t xml:space="preserve">{escape(piece)}</w:t>')
    return "".join(pieces)


@dataclass(slots=True)
class Anchors:
    """The anchors of a report, and how they are called in the file.

    Attributes:
        known: All that stand in the report; of others there can be no page.
    """

    known: set[str]
    _names: dict[str, str] = field(default_factory=dict)
    _taken: set[str] = field(default_factory=set)
    _set: set[str] = field(default_factory=set)

    def name(self, anchor: str) -> str:
        """Return the name of a bookmark: letters, digits, underscores, at most 40, hidden."""
        if anchor not in self._names:
            name = "_" + re.sub(r"\W", "_", anchor, flags=re.ASCII)[: _LONGEST_NAME - 9]
            if name.lower() in self._taken:  # names differ in more than capitals
                name = f"{name}_{len(self._names)}"
            self._taken.add(name.lower())
            self._names[anchor] = name
        return self._names[anchor]

    def mark(self, anchor: str) -> str:
        """Return the bookmark of an anchor, "" if there is none or it stands somewhere already."""
        if not anchor or anchor in self._set:
            return ""
        self._set.add(anchor)
        id = len(self._set)
        start = f'<w:bookmarkStart w:id="{id}" w:name={quoteattr(self.name(anchor))}/>'
        return f'{start}<w:bookmarkEnd w:id="{id}"/>'

    def link(self, runs: str, anchor: str) -> str:
        """Return runs that lead to an anchor of this report; as they are if there is no such."""
        if anchor not in self.known or not runs:
            return runs
        return f"<w:hyperlink w:anchor={quoteattr(self.name(anchor))}>{runs}</w:hyperlink>"

    def page(self, anchor: str) -> str:
        """Return a field with the page of an anchor, "" if there is no such."""
        if anchor not in self.known:
            return ""
        instruction = quoteattr(f" PAGEREF {self.name(anchor)} \\h ")
        return f"<w:fldSimple w:instr={instruction}>{run(UNCOUNTED)}</w:fldSimple>"

    def runs(self, words: Words, base: bool = False) -> str:
        """Return words with their links."""
        return "".join(self.link(self._run(piece, base), piece.target) for piece in words)

    @staticmethod
    def _run(piece: Run, base: bool) -> str:
        style = "Code" if piece.code else ""
        return run(piece.text, bold=piece.bold, italic=piece.italic, style=style, base=base)


def paragraph(runs: str, style: str, *, right: bool = False, before: str = "", after: str = "",
              keep_next: bool = False, new_page: bool = False) -> str:  # fmt: skip
    """Return a paragraph.

    Args:
        runs: What stands in it.
        style: Id of its style.
        right: It is written from right to left.
        before: Properties that stand before the direction in the schema (borders, tabs).
        after: Properties that follow it (indents, alignment).
        keep_next: It stays on the page of what follows.
        new_page: It begins a page.
    """
    said = f'<w:pStyle w:val="{style}"/>'
    said += "<w:keepNext/>" if keep_next else ""
    said += ("<w:pageBreakBefore/>" if new_page else "") + before
    said += ("<w:bidi/>" if right else "") + after
    return f"<w:p><w:pPr>{said}</w:pPr>{runs}</w:p>"


class Line(NamedTuple):
    """A rule: its kind ("single", "dotted", "nil") and weight in points."""

    kind: str = "single"
    points: float = 0.5

    def at(self, side: str, space: int = 0) -> str:
        """Return it on a side of a cell, a table or a paragraph, so many points away."""
        weight = round(self.points * 8)
        return f'<w:{side} w:val="{self.kind}" w:sz="{weight}" w:space="{space}"/>'


@dataclass(frozen=True, slots=True)
class Field:
    """A cell of a table.

    Attributes:
        content: Paragraphs and tables; the last must be a paragraph.
        lines: Its own rules, by side, in the order top, left, bottom, right, diagonals.
        span: Columns that it takes.
    """

    content: str
    lines: tuple[tuple[str, Line], ...] = ()
    span: int = 1
    middle: bool = False


def row(cells: Sequence[Field], widths: Sequence[int], *, whole: bool = True, head: bool = False,
        height: int = 0) -> str:  # fmt: skip
    """Return a row of a table.

    Args:
        cells: From the first column on.
        widths: Of the table's columns, twips.
        whole: It does not break over two pages.
        head: It is repeated on each page.
        height: Exactly so high, twips; 0 is as high as it needs.
    """
    said = "<w:cantSplit/>" if whole else ""
    said += f'<w:trHeight w:val="{height}" w:hRule="exact"/>' if height else ""
    said += "<w:tblHeader/>" if head else ""
    parts, at = [], 0
    for cell in cells:
        width = sum(widths[at : at + cell.span])
        at += cell.span
        parts.append(f"<w:tc>{_cell_properties(cell, width)}{cell.content}</w:tc>")
    properties = f"<w:trPr>{said}</w:trPr>" if said else ""
    return f"<w:tr>{properties}{''.join(parts)}</w:tr>"


def _cell_properties(cell: Field, width: int) -> str:
    said = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    said += f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
    if cell.lines:
        lines = "".join(line.at(side) for side, line in cell.lines)
        said += f"<w:tcBorders>{lines}</w:tcBorders>"
    said += '<w:vAlign w:val="center"/>' if cell.middle else ""
    return f"<w:tcPr>{said}</w:tcPr>"


@dataclass(frozen=True, slots=True)
class Frame:
    """How a table stands on the page.

    Attributes:
        widths: Of its columns, twips.
        lines: Rules of the whole table by side: top, bottom, insideH.
        gutter: Free space at the right of each cell, twips.
        mirrored: Its first column stands at the right.
    """

    widths: Sequence[int]
    lines: tuple[tuple[str, Line], ...] = ()
    gutter: int = twips(2.4)
    mirrored: bool = False


def table(frame: Frame, rows: Iterable[str]) -> Iterator[str]:
    """Yield a table piece by piece, and what keeps the next one apart."""
    said = "<w:bidiVisual/>" if frame.mirrored else ""
    said += f'<w:tblW w:w="{sum(frame.widths)}" w:type="dxa"/>'
    if frame.lines:
        lines = "".join(line.at(side) for side, line in frame.lines)
        said += f"<w:tblBorders>{lines}</w:tblBorders>"
    said += '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/>'
    said += f'<w:right w:w="{frame.gutter}" w:type="dxa"/></w:tblCellMar>'
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in frame.widths)
    yield f"<w:tbl><w:tblPr>{said}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
    yield from rows
    yield f"</w:tbl>{GAP}"


#: Two tables without a paragraph between them would be one.
GAP = paragraph("", "Gap")
