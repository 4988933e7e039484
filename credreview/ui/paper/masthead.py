"""What a report, or an article's summary in it, begins with: bar, title, figures, checksums."""

from typing import Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from credreview.report.model import FigureRow, Hashes, Masthead
from credreview.ui.paper.blocks import Block, Column, Draw, PaintContext, Rule, Space
from credreview.ui.paper.rows import Row
from credreview.ui.paper.texts import Text
from credreview.ui.paper.units import mm, pt
from credreview.ui.paper.wording import in_eights

_BAR: Final = pt(2.4)
_RULE: Final = pt(0.6)
#: A logo is at most as large as this, and never larger than 150 dots per inch make it.
_LOGO_WIDTH: Final = mm(50)
_LOGO_HEIGHT: Final = mm(16)
_DOT: Final = 720 / 150
#: Titles of more characters are set in these styles; shorter ones in the title's.
_LONG_TITLES: Final = ((600, "lead"), (180, "section"))
#: Figures in a row of them.
_MOST_FIGURES: Final = 7
#: Characters of a number that fit in its column in large figures.
_SHORT_FIGURE: Final = 6


def masthead(told: Masthead, largest: str = "title") -> Block:
    """Return bar, kicker, title and lead, with the logo at the end of the line.

    Args:
        told: What it says.
        largest: The style of a title that is not long.
    """
    title = f"[{told.title}]" if told.is_supplied else told.title
    style = next((name for least, name in _LONG_TITLES if len(title) > least), largest)
    lines: list[Block] = [Text(told.kicker, "kicker"), Text(title, style).space(before=pt(2))]
    if told.lead:
        lines.append(Text(told.lead, "lead").space(before=pt(1)))
    words: Block = Column(lines)
    logo = _logo(told.logo) if told.logo else None
    if logo is not None:
        words = Row([words, logo[1]], [0, logo[0]], mm(8))
        words.whole = False
    made = Column([Rule(_BAR), words.space(before=pt(6.5))])
    made.has_bar = True
    made.anchor = told.anchor
    return made.space(before=pt(12), after=pt(5), keep_next=True)


def _logo(picture: bytes) -> tuple[float, Block] | None:
    """Return a picture's width on paper and its block; None for what is no picture."""
    image = QImage.fromData(picture)
    if image.isNull():
        return None
    scale = min(_LOGO_WIDTH / image.width(), _LOGO_HEIGHT / image.height(), _DOT)
    width, height = image.width() * scale, image.height() * scale

    def paint(painter: QPainter, x: float, y: float, room: float, ctx: PaintContext) -> None:
        painter.drawImage(QRectF(x, y, width, height), image)

    return width, Draw(height, paint)


def figures(told: FigureRow, ctx: PaintContext) -> Block:
    """Return numbers and what they count, between two rules; many of them in several rows."""
    rows: list[Block] = []
    longest = max((len(figure.value) for figure in told.figures), default=0)
    style = "figure" if longest <= _SHORT_FIGURE else "column_head"
    count = len(told.figures)
    lines = -(-count // _MOST_FIGURES)
    each = -(-count // lines) if lines else 0
    for start in range(0, count, each or 1):
        cells: list[Block | None] = [
            Column(
                [
                    Text(figure.value, style, mirrored=ctx.mirrored),
                    Text(figure.label, "note"),
                ]
            )
            for figure in told.figures[start : start + each]
        ]
        cells += [None] * (each - len(cells))
        rows.append(Row(cells, [1] * each, mm(3)).space(before=pt(4), after=pt(1)))
    made = Column([Rule(_RULE), *rows, Rule(_RULE).space(before=pt(3))])
    return made.space(before=pt(3), after=pt(5))


def hashes(told: Hashes) -> Block:
    """Return checksums with their labels, in groups of eight; words stay words.

    They stay with what follows: how they are checked, or what they are of.
    """
    rows = [
        Row([Text(label, "note"), _digits(value)], [mm(34), 0], mm(2), on_base=True)
        for label, value in told.rows
    ]
    rule = Rule(_RULE).space(keep_next=True)
    made = Column([rule, Space(pt(1.5)), *rows])
    return made.space(before=pt(4), after=pt(3), keep_next=True)


def _digits(value: str) -> Block:
    grouped = in_eights(value)
    return Text(grouped or value, "hash" if grouped else "note")
