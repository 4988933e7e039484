"""A report on a printer: the same pages as in a PDF, whatever the device's resolution."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from credreview.domain.errors import UserError
from credreview.domain.summary import Paper
from credreview.domain.work import Ticker, silent
from credreview.report.model import Report
from credreview.text import tr
from credreview.ui.paper import compose, render
from credreview.ui.paper.layout import Layout
from credreview.ui.paper.units import PER_INCH

#: Sizes that differ by less, in millimetres, are one.
_SAME: Final = 1.5
_SIZES: Final = {Paper.A4: QPageSize.PageSizeId.A4, Paper.LETTER: QPageSize.PageSizeId.Letter}


def prepare(report: Report, printer: QPrinter) -> None:
    """Set a printer to the sheet that a report is laid out for, before its dialog is shown."""
    printer.setPageSize(QPageSize(_SIZES[report.request.paper]))
    _set(report, printer)


def paper_of(printer: QPrinter) -> Paper:
    """Return the paper that a printer is set to.

    Raises:
        UserError: It is none that reports are laid out for, or the printer does not have it.
    """
    size = printer.pageLayout().pageSize()
    found = next((paper for paper in _SIZES if _is_of(size, paper)), None)
    if found is None:
        raise UserError(
            "print.paper",
            tr("The printer is set to {size}; a report is laid out for A4 or Letter.",
               size=size.name()),
            tr("Choose one of them in the properties of the printer, or save the report as PDF."),
        )  # fmt: skip
    if printer.outputFormat() == QPrinter.OutputFormat.NativeFormat:
        _check_has(printer, found)
    return found


def _check_has(printer: QPrinter, paper: Paper) -> None:
    # Some printers do not say what they have.
    sizes = QPrinterInfo.printerInfo(printer.printerName()).supportedPageSizes()
    if sizes and not any(_is_of(size, paper) for size in sizes):
        raise UserError(
            "print.no_paper",
            tr("“{printer}” has no paper of the size {size}.",
               printer=printer.printerName(), size=QPageSize(_SIZES[paper]).name()),
            tr("Choose another paper or another printer, or save the report as PDF."),
        )  # fmt: skip


def _is_of(size: QPageSize, paper: Paper) -> bool:
    """Tell whether a size is that of a paper, whatever the printer calls it."""
    unit = QPageSize.Unit.Millimeter
    mine, theirs = QPageSize(_SIZES[paper]).size(unit), size.size(unit)
    return max(abs(mine.width() - theirs.width()), abs(mine.height() - theirs.height())) < _SAME


def _set(report: Report, printer: QPrinter) -> None:
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    # The margins are our own, on the sheet; what a device cannot reach lies outside of them.
    printer.setFullPage(True)
    printer.setDocName(f"{report.name}: {report.subject}" if report.subject else report.name)
    printer.setCreator("credreview")


def print_report(
    report: Report,
    printer: QPrinter,
    printed_at: int | None,
    tick: Ticker = silent,
    blocks: render.Compose = compose.blocks,
) -> Layout:
    """Print the pages that the printer was asked for: range, order, copies.

    Args:
        report: Best held, as it is read several times.
        printer: As its dialog left it: pages are laid out for the paper that it is set to.
        printed_at: ms UTC, for the footer; None leaves it out.
        tick: Told of pages counted, and then of pages painted; it may cancel between them.
        blocks: Makes blocks of a report.

    Raises:
        UserError: The printer does not take it, or has other paper; see `paper_of`.
        Cancelled: By `tick`; the printer is told to forget what it has.
    """
    report = replace(report, request=replace(report.request, paper=paper_of(printer)))
    layout = render.count(report, tick, blocks)
    _set(report, printer)
    painter = QPainter()
    if not painter.begin(printer):
        raise _refused()
    try:
        painter.scale(printer.logicalDpiX() / PER_INCH, printer.logicalDpiY() / PER_INCH)
        numbers = _wanted(printer, layout.total)
        _paint(report, layout, painter, printer, numbers, printed_at, tick, blocks)
    except BaseException:
        printer.abort()
        raise
    finally:
        painter.end()
    if printer.printerState() == QPrinter.PrinterState.Error:
        raise _refused()
    return layout


def _paint(
    report: Report,
    layout: Layout,
    painter: QPainter,
    printer: QPrinter,
    numbers: Sequence[int],
    printed_at: int | None,
    tick: Ticker,
    blocks: render.Compose,
) -> None:
    pages = render.painted(report, layout, numbers, painter, printed_at, blocks=blocks)
    for done, _ in enumerate(pages):
        tick(done, len(numbers), tr("Printing pages"))
        if done and not printer.newPage():
            raise _refused()
    tick(len(numbers), len(numbers))


def _wanted(printer: QPrinter, total: int) -> list[int]:
    """Return the numbers of the pages in the order in which they are to be painted."""
    numbers = list(range(1, total + 1))
    ranges = printer.pageRanges()
    if printer.printRange() == QPrinter.PrintRange.PageRange and not ranges.isEmpty():
        numbers = [number for number in numbers if ranges.contains(number)]
    if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst:
        numbers.reverse()
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    if printer.collateCopies():
        return numbers * copies
    return [number for number in numbers for _ in range(copies)]


def _refused() -> UserError:
    return UserError(
        "print.refused",
        tr("The printer did not take the pages."),
        tr("Look whether it is there and switched on, or save the report as PDF."),
    )
