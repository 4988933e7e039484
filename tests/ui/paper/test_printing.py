"""Pages on a printer: the same at every resolution; range, order and copies as asked."""

import re
import subprocess
from pathlib import Path

import pytest
from paper_example_parts import full_report
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QPageRanges, QPageSize
from PySide6.QtPrintSupport import QPrinter

from credreview.domain.errors import Cancelled, UserError
from credreview.domain.summary import Paper
from credreview.ui.paper import pdf, printing

PRINTED = 1_795_347_600_000


# Qt says of each face that is asked in vain that it has no rules for Devanagari.
pytestmark = pytest.mark.qt_log_ignore("OpenType support missing")


def printer_to(path: Path, dpi: int = 600) -> QPrinter:
    """Return a printer whose paper is a file."""
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printer.setResolution(dpi)
    return printer


def pages_of(path: Path) -> list[str]:
    """Return the words of each page, as poppler reads them."""
    done = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True)
    return [" ".join(page.split()) for page in done.stdout.decode().split("\f")[:-1]]


def numbers_of(path: Path) -> list[int]:
    """Return the page numbers that stand on the pages."""
    return [int(re.search(r"Page (\d+) of", page).group(1)) for page in pages_of(path)]


def printed(tmp_path: Path, told=None, **settings) -> Path:
    """Print a report with some of the printer's settings."""
    path = tmp_path / "printed.pdf"
    printer = printer_to(path)
    for name, value in settings.items():
        getattr(printer, name)(value)
    printing.print_report(told or full_report(), printer, PRINTED)
    return path


def sheet_of(path: Path) -> tuple[float, float]:
    """Return the width and the height of the pages, in points."""
    told = subprocess.run(["pdfinfo", str(path)], capture_output=True, check=True).stdout.decode()
    found = re.search(r"Page size: +([\d.]+) x ([\d.]+)", told)
    return float(found[1]), float(found[2])


@pytest.mark.parametrize("paper", Paper)
def test_pages_break_in_the_same_places_on_every_device(tmp_path, paper):
    told = full_report(paper=paper)
    saved = tmp_path / "saved.pdf"
    layout = pdf.write_pdf(told, saved, b"", PRINTED)
    wanted = [sorted(page.split()) for page in pages_of(saved)]
    assert len(wanted) == layout.total
    for dpi in (300, 600, 1200):
        path = tmp_path / f"{dpi}.pdf"
        printer = printer_to(path, dpi)
        printing.prepare(told, printer)
        printing.print_report(told, printer, PRINTED)
        found = [sorted(page.split()) for page in pages_of(path)]
        assert [len(page) for page in found] == [len(page) for page in wanted], dpi
        for number, (mine, theirs) in enumerate(zip(found, wanted, strict=True), 1):
            assert latin(mine) == latin(theirs), (dpi, number)


def latin(page: list[str]) -> list[str]:
    # The printer's PDF names letters of other scripts by their likes.
    return [word for word in page if word.isascii()]


@pytest.mark.parametrize("paper", Paper)
def test_the_whole_sheet_is_used_whatever_the_printer_was_set_to(tmp_path, paper):
    path = tmp_path / "a.pdf"
    printer = printer_to(path)
    printing.prepare(full_report(paper=paper), printer)
    printer.setFullPage(False)
    printing.print_report(full_report(paper=paper), printer, PRINTED)
    width, _ = sheet_of(path)
    assert width == pytest.approx({Paper.A4: 595.3, Paper.LETTER: 612}[paper], abs=1)
    box = subprocess.run(
        ["pdftotext", "-bbox", "-l", "1", str(path), "-"], capture_output=True, check=True
    ).stdout.decode()
    first = min(float(left) for left in re.findall(r'<word xMin="([\d.]+)"', box))
    assert first == pytest.approx(18 / 25.4 * 72, abs=1.5)


@pytest.mark.parametrize("paper", Paper)
def test_pages_are_laid_out_for_the_paper_that_the_printer_was_set_to(tmp_path, paper):
    other = Paper.LETTER if paper is Paper.A4 else Paper.A4
    wanted, found = tmp_path / "wanted.pdf", tmp_path / "found.pdf"
    pdf.write_pdf(full_report(paper=other), wanted, b"", PRINTED)
    told = full_report(paper=paper)
    printer = printer_to(found)
    printing.prepare(told, printer)
    printer.setPageSize(QPageSize(printing._SIZES[other]))
    printing.print_report(told, printer, PRINTED)
    assert sheet_of(found) == pytest.approx(sheet_of(wanted), abs=1)
    assert [latin(page.split()) for page in pages_of(found)] == [
        latin(page.split()) for page in pages_of(wanted)
    ]


def test_paper_of_another_name_and_the_same_size_is_the_same(tmp_path):
    printer = printer_to(tmp_path / "a.pdf")
    printer.setPageSize(QPageSize(QSizeF(210.4, 296.6), QPageSize.Unit.Millimeter, "Own sheet"))
    assert printing.paper_of(printer) is Paper.A4


@pytest.mark.parametrize("size", [QPageSize.PageSizeId.A5, QPageSize.PageSizeId.Legal])
def test_paper_that_nothing_is_laid_out_for_is_said(tmp_path, size):
    path = tmp_path / "a.pdf"
    printer = printer_to(path)
    printer.setPageSize(QPageSize(size))
    with pytest.raises(UserError) as caught:
        printing.print_report(full_report(), printer, PRINTED)
    assert caught.value.id == "print.paper"
    assert QPageSize(size).name() in caught.value.message
    assert not path.exists()


def test_paper_that_the_printer_does_not_have_is_said(tmp_path, monkeypatch):
    class Info:
        @staticmethod
        def printerInfo(_name):
            return Info()

        def supportedPageSizes(self):
            return [QPageSize(QPageSize.PageSizeId.Letter), QPageSize(QPageSize.PageSizeId.A5)]

    monkeypatch.setattr(printing, "QPrinterInfo", Info)
    printing._check_has(QPrinter(), Paper.LETTER)
    with pytest.raises(UserError) as caught:
        printing._check_has(QPrinter(), Paper.A4)
    assert caught.value.id == "print.no_paper"


def test_a_range_of_pages(tmp_path):
    ranges = QPageRanges()
    ranges.addRange(2, 3)
    ranges.addPage(5)
    path = printed(
        tmp_path, setPageRanges=ranges, setPrintRange=QPrinter.PrintRange.PageRange
    )  # fmt: skip
    assert numbers_of(path) == [2, 3, 5]


def test_the_last_page_first(tmp_path):
    path = printed(tmp_path, setPageOrder=QPrinter.PageOrder.LastPageFirst)
    found = numbers_of(path)
    assert found == list(range(len(found), 0, -1))
    assert len(found) > 3


@pytest.mark.parametrize("is_collated", [True, False])
def test_copies_are_painted_where_the_device_makes_none(tmp_path, is_collated):
    path = tmp_path / "a.pdf"
    printer = printer_to(path)
    printer.setCopyCount(2)
    printer.setCollateCopies(is_collated)
    total = printing.print_report(full_report(), printer, PRINTED).total
    pages = list(range(1, total + 1))
    own = 1 if printer.supportsMultipleCopies() else 2
    assert numbers_of(path) == (pages * own if is_collated else sorted(pages * own))


@pytest.mark.qt_log_ignore("OpenType support missing", "QPainter::begin")
def test_a_printer_that_cannot_be_reached_is_said(tmp_path):
    with pytest.raises(UserError) as caught:
        printing.print_report(full_report(), printer_to(tmp_path / "none" / "a.pdf"), PRINTED)
    assert caught.value.id == "print.refused"


def test_printing_stops_between_pages(tmp_path):
    printer = printer_to(tmp_path / "a.pdf")

    def tick(done, total, what=""):
        if total and done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        printing.print_report(full_report(), printer, PRINTED, tick)
    assert printer.printerState() in (QPrinter.PrinterState.Aborted, QPrinter.PrinterState.Idle)


def test_progress_counts_the_pages_that_are_printed(tmp_path):
    ticks = []
    total = printing.print_report(
        full_report(), printer_to(tmp_path / "a.pdf"), PRINTED,
        lambda done, total, what="": ticks.append((done, total)),
    ).total  # fmt: skip
    assert [tick for tick in ticks if tick[1]] == [(at, total) for at in range(total + 1)]
