"""From a report to pages: counted first, then any page is painted, in any order.

Nothing here needs a window or its thread, but an application must be there.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Final

from PySide6.QtCore import QLocale, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QTextCharFormat, QTextLayout

from credreview.domain.work import Ticker, silent
from credreview.report.model import Report
from credreview.text import tr
from credreview.ui.paper import compose, faces
from credreview.ui.paper.blocks import Block, Drawn, PaintContext, Place, Target, undrawn, unnoticed
from credreview.ui.paper.faces import STYLES
from credreview.ui.paper.layout import Layout
from credreview.ui.paper.pages import Page, paginate
from credreview.ui.paper.sheet import Sheet, geometry

Compose = Callable[[Report, PaintContext, Place], Iterator[tuple[Place, Block]]]

#: Page numbers are settled after two passes, but for the rare one whose digits move a line.
_MOST_PASSES: Final = 3


def count(report: Report, tick: Ticker = silent, blocks: Compose = compose.blocks) -> Layout:
    """Lay the whole report out; return where its pages begin.

    Args:
        report: Read anew in each of two or three passes; nothing of it is held.
        tick: Told each page; the total is not known.
        blocks: Makes blocks of a report.

    Raises:
        Cancelled: By `tick`.
    """
    layout = Layout({})
    for layout in counting(report, blocks):
        if not layout.total:
            tick(layout.known, 0, tr("Laying out pages"))
    return layout


def counting(report: Report, blocks: Compose = compose.blocks) -> Iterator[Layout]:
    """Lay the whole report out page by page, for those who have other things to do meanwhile.

    Yields:
        After each page what is known so far: one layout that grows, and another in each
        pass. The last one tells the total; no other does.
    """
    layout = Layout({})
    for _ in range(_MOST_PASSES):
        ctx = _context(report, layout.page_of)
        layout = Layout(layout.page_of)
        for page in _pages(report, ctx, Place(), blocks):
            layout.add(page)
            yield layout
        if not ctx.asked or layout.page_of == layout.told:
            break
    layout.total = layout.known
    yield layout


def first_page(report: Report, blocks: Compose = compose.blocks) -> Layout:
    """Lay out the first page alone: it can be painted before all are counted.

    Pages that its words refer to are left blank.
    """
    layout = Layout({})
    for page in islice(_pages(report, _context(report, {}), Place(), blocks), 1):
        layout.add(page)
    return layout


def paint_page(
    report: Report,
    layout: Layout,
    number: int,
    painter: QPainter,
    printed_at: int | None = None,
    hit: Callable[[QRectF, Target], None] = unnoticed,
    blocks: Compose = compose.blocks,
    drawn: Drawn = undrawn,
) -> None:
    """Paint one page, the same whether or not others were painted before.

    Args:
        report: The one that was laid out.
        layout: Where its pages begin.
        number: From 1.
        painter: Its unit is 1/720 inch, its origin the sheet's upper left corner.
        printed_at: ms UTC, for the footer; None leaves it out.
        hit: Told of regions that can be clicked, in the painter's units.
        blocks: Makes blocks of a report, the same as before.
        drawn: Told of lines of words, see `PaintContext`.

    Raises:
        IndexError: There is no such page.
    """
    for _ in painted(report, layout, [number], painter, printed_at, hit, blocks, drawn):
        pass


def painted(
    report: Report,
    layout: Layout,
    numbers: Iterable[int],
    painter: QPainter,
    printed_at: int | None,
    hit: Callable[[QRectF, Target], None] = unnoticed,
    blocks: Compose = compose.blocks,
    drawn: Drawn = undrawn,
) -> Iterator[int]:
    """Paint some pages, in any order; yield each number before it, to turn the leaf.

    Arguments are those of `paint_page`. Pages that follow one another are made once.
    """
    ctx = _context(report, layout.told, hit, drawn)
    sheet = Sheet(report, printed_at, mirrored=ctx.mirrored)
    pages: Iterator[Page] = iter(())
    at = -1
    for number in numbers:
        start, place = layout.clean_start(number)
        if not start <= at + 1 <= number:
            pages, at = _pages(report, ctx, place, blocks), start - 1
        page = next(islice(pages, number - at - 1, None))
        at = number
        yield number
        _paint(page, number, layout.total, sheet, ctx, painter)


def _context(
    report: Report,
    page_of: Mapping[str, int],
    hit: Callable[[QRectF, Target], None] = unnoticed,
    drawn: Drawn = undrawn,
) -> PaintContext:
    towards = QLocale(report.language).textDirection()
    return PaintContext(page_of, hit, drawn, mirrored=towards == Qt.LayoutDirection.RightToLeft)


def _pages(report: Report, ctx: PaintContext, start: Place, blocks: Compose) -> Iterator[Page]:
    sheet = geometry(report.request.paper)
    return paginate(blocks(report, ctx, start), sheet.text_width, sheet.text_height)


def _paint(
    page: Page, number: int, total: int, sheet: Sheet, ctx: PaintContext, painter: QPainter
) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    sheet.paint(painter, number, total, has_bar=page.placed[0].block.has_bar)
    area = sheet.geometry
    for block, y in page.placed:
        if block.anchor:
            _lead_here(painter, area.left, area.top + y, block.anchor.split())
        block.paint(painter, area.left, area.top + y, ctx)


def _lead_here(painter: QPainter, x: float, y: float, names: list[str]) -> None:
    """Make a point of the page the destination of links; a PDF keeps it with a blank."""
    layout = QTextLayout(" ", faces.font(STYLES["note"]))
    letters = QTextCharFormat()
    letters.setAnchor(True)
    letters.setAnchorNames(names)
    here = QTextLayout.FormatRange()
    here.start, here.length, here.format = 0, 1, letters
    layout.setFormats([here])
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    layout.draw(painter, QPointF(x, y))
