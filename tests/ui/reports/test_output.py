"""What leaves the window: files of each kind, pages, and words where something is in the way."""

import re
import subprocess
from io import BytesIO
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QWidget
from report_examples import choose, opened_printing
from shiboken6 import isValid
from window_examples import ANNA

from credreview.domain.summary import Kind
from credreview.review.session import ReviewSession
from credreview.ui.dialogs import file_dialogs

CLAIMS = ("the port is closed", "forty ships are waiting", "counted twelve ships")


@pytest.fixture
def printing(driver):
    made = opened_printing(driver)
    yield made
    if isValid(made.window):
        made.window.close()


def asked(monkeypatch, path: Path | None) -> list[tuple]:
    """Answer the file dialog with a path; return what it was asked."""
    seen = []

    def ask(_parent, proposal, kinds, chosen):
        seen.append((proposal, kinds, chosen))
        return path

    monkeypatch.setattr(file_dialogs, "ask_report", ask)
    return seen


def said(driver, printing) -> str:
    """Wait for what the window says, and return it."""
    driver.qtbot.waitUntil(lambda: printing.window.messages.bar("report") is not None)
    bar = printing.window.messages.bar("report")
    return f"{bar.title()} {bar.text()}"


def save(driver, printing, monkeypatch, path: Path) -> str:
    asked(monkeypatch, path)
    QTest.mouseClick(printing.window.save, Qt.MouseButton.LeftButton)
    return said(driver, printing)


def words_of(path: Path) -> str:
    """Return the words of a saved report, whatever it was saved as."""
    if path.suffix == ".pdf":
        done = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True, timeout=60)
        return done.stdout.decode()
    if path.suffix == ".docx":
        from docx import Document

        document = Document(BytesIO(path.read_bytes()))
        return "\n".join(node.text or "" for node in document.element.body.iter() if node.text)
    return re.sub(r"<[^>]+>", "", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("suffix", [".pdf", ".html", ".docx", ".md"])
def test_a_saved_report_says_what_the_preview_says(
    driver, printing, monkeypatch, tmp_path, suffix
) -> None:
    path = tmp_path / f"summary{suffix}"
    assert f"Saved as “summary{suffix}”." in save(driver, printing, monkeypatch, path)
    words = " ".join(words_of(path).split())
    for claim in CLAIMS:
        assert claim in words
    assert "Port closed to foreign ships" in words
    digits = driver.window.review.session.reader.fingerprint()
    assert digits[:4] in words, "the fingerprint that the review has kept"


def test_the_name_that_is_proposed_says_what_it_is(driver, printing, monkeypatch) -> None:
    seen = asked(monkeypatch, None)
    QTest.mouseClick(printing.window.save, Qt.MouseButton.LeftButton)
    ((proposal, kinds, chosen),) = seen
    assert re.fullmatch(
        r"Port closed to foreign ships Summary of an article \d{4}-\d\d-\d\d", proposal.name
    )
    assert proposal.parent == driver.window.review.path().parent
    assert [kind.suffix for kind in kinds] == [".pdf", ".html", ".docx", ".md"]
    assert chosen == ".pdf"


def test_what_was_saved_last_is_proposed_next_time(driver, printing, monkeypatch, tmp_path) -> None:
    save(driver, printing, monkeypatch, tmp_path / "one.docx")
    seen = asked(monkeypatch, None)
    driver.qtbot.waitUntil(printing.window.save.isEnabled)
    QTest.mouseClick(printing.window.save, Qt.MouseButton.LeftButton)
    assert seen[0][2] == ".docx"


def test_the_menu_asks_for_a_name_at_once(driver, monkeypatch, tmp_path) -> None:
    path = tmp_path / "at once.md"
    asked(monkeypatch, path)
    assert driver.window.menus.trigger("file.save_summary")
    driver.qtbot.waitUntil(path.exists)
    printing = driver.window.reports.printing
    assert "Saved" in said(driver, printing)
    printing.window.close()


def test_where_it_cannot_be_written_it_says_why_and_leaves_nothing(
    driver, printing, monkeypatch, tmp_path
) -> None:
    before = sorted(tmp_path.rglob("*.pdf"))
    words = save(driver, printing, monkeypatch, tmp_path / "not there" / "summary.pdf")
    assert "summary.pdf" in words or "not there" in words
    assert sorted(tmp_path.rglob("*.pdf")) == before


def test_the_review_itself_is_never_replaced(driver, printing, monkeypatch) -> None:
    review = driver.window.review.path()
    before = review.stat().st_ino
    save(driver, printing, monkeypatch, review)
    assert review.stat().st_ino == before


def test_what_is_stopped_leaves_nothing_and_keeps_what_was_there(
    driver, printing, monkeypatch, tmp_path
) -> None:
    from credreview.ui.paper import render

    path = tmp_path / "summary.pdf"
    path.write_bytes(b"before")

    whole = render.painted

    def painted(report, layout, numbers, *rest, **named):
        for number in whole(report, layout, numbers, *rest, **named):
            if len(numbers) > 1:  # not the preview
                assert number < 3, "it went on"
                printing.output._job.cancel()
            yield number

    monkeypatch.setattr(render, "painted", painted)
    assert "Stopped. No file was made." in save(driver, printing, monkeypatch, path)
    assert path.read_bytes() == b"before"
    assert sorted(p.name for p in tmp_path.iterdir() if p.name.startswith(".")) == []


def test_cancel_in_the_window_stops_it(driver, printing, monkeypatch, tmp_path) -> None:
    from credreview.ui.reports import written

    def never_ends(_session, _request, _target, tick):
        while True:
            tick(1, 10, "pages")

    monkeypatch.setattr(written, "save", never_ends)
    asked(monkeypatch, tmp_path / "summary.pdf")
    QTest.mouseClick(printing.window.save, Qt.MouseButton.LeftButton)
    job = printing.window.job
    driver.qtbot.waitUntil(lambda: "1 of 10" in job.words())
    assert not printing.window.print.isEnabled(), "one thing after the other"
    QTest.mouseClick(job.findChild(QWidget, "job_cancel"), Qt.MouseButton.LeftButton)
    assert "Stopped. No file was made." in said(driver, printing)
    assert printing.window.print.isEnabled()


def test_a_job_outlives_its_window_and_is_told_in_the_main_one(
    driver, printing, monkeypatch, tmp_path
) -> None:
    path = tmp_path / "summary.md"
    asked(monkeypatch, path)
    QTest.mouseClick(printing.window.save, Qt.MouseButton.LeftButton)
    printing.window.close()
    messages = driver.window.parts.messages
    driver.qtbot.waitUntil(lambda: messages.bar("report") is not None)
    assert messages.bar("report").title() == "Saved as “summary.md”."
    assert path.exists()


def test_a_review_that_is_closed_stops_the_job_and_says_so(
    driver, printing, monkeypatch, tmp_path
) -> None:
    from credreview.ui.reports import written

    begun = []

    def never_ends(_session, _request, _target, tick):
        while True:
            begun.append(1)
            tick(1, 10, "pages")

    monkeypatch.setattr(written, "save", never_ends)
    asked(monkeypatch, tmp_path / "summary.pdf")
    QTest.mouseClick(printing.window.save, Qt.MouseButton.LeftButton)
    driver.qtbot.waitUntil(lambda: bool(begun))
    driver.window.review.close_by_hand()
    messages = driver.window.parts.messages
    driver.qtbot.waitUntil(lambda: messages.bar("report") is not None)
    assert messages.bar("report").title() == "Stopped. No file was made."


def test_without_a_printer_it_says_so_and_offers_a_pdf(
    driver, printing, monkeypatch, tmp_path
) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(lambda: []))
    QTest.mouseClick(printing.window.print, Qt.MouseButton.LeftButton)
    assert "No printer is set up on this machine." in said(driver, printing)
    driver.window.parts.settings.set("report_format", ".docx")
    path = tmp_path / "instead.pdf"
    seen = asked(monkeypatch, path)
    bar = printing.window.messages.bar("report")
    (button,) = [b for b in bar._buttons if b.text() == "Save as PDF…"]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert seen[0][2] == ".pdf"
    driver.qtbot.waitUntil(path.exists)
    driver.qtbot.waitUntil(printing.window.print.isEnabled)


def printer_to(path: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def test_some_pages_can_be_printed(driver, printing, tmp_path) -> None:
    choose(printing, "report_kind", Kind.REVIEW.value)
    path = tmp_path / "printed.pdf"
    printer = printer_to(path)
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 3)
    printing.output.print(printing.window.choices.request(), printer)
    assert "Sent to “" in said(driver, printing)
    done = subprocess.run(["pdfinfo", path], capture_output=True, check=True, timeout=60)
    assert re.search(rb"Pages:\s+2\n", done.stdout)
    assert "Page 2 of" in words_of(path)


def test_the_dialog_of_the_printer_knows_the_pages(driver, printing, monkeypatch, tmp_path) -> None:
    from PySide6.QtPrintSupport import QPrintDialog

    seen = []
    path = tmp_path / "current.pdf"

    def answer(dialog: QPrintDialog) -> int:
        seen.append((dialog.minPage(), dialog.maxPage(), dialog.printer().docName()))
        dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        dialog.printer().setOutputFileName(str(path))
        dialog.printer().setPrintRange(QPrinter.PrintRange.CurrentPage)
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(lambda: ["paper"]))
    monkeypatch.setattr(QPrintDialog, "exec", answer)
    printing.window.preview.go_to(2)
    QTest.keyClick(printing.window.preview, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert "Sent to “" in said(driver, printing)
    assert seen == [
        (1, printing.window.preview.count(), "Credibility summary: Port closed to foreign ships")
    ]  # noqa: E501
    assert "Page 2 of" in words_of(path)


def test_a_review_that_is_only_read_can_be_printed_and_it_says_what_is_not_kept(
    driver, path, monkeypatch, tmp_path
) -> None:
    session = ReviewSession.open(path, ANNA, read_only=True)
    driver.window.review.attach(session)
    driver.settle()
    printing = opened_printing(driver, Kind.REVIEW)
    assert not printing.window.choices.statement.isEnabled()
    target = tmp_path / "summary.md"
    words = save(driver, printing, monkeypatch, target)
    assert "could not note that it was printed or saved" in words
    assert target.exists()
    printing.window.close()


def test_the_preview_of_the_system_is_for_few_pages(driver, printing, monkeypatch) -> None:
    from PySide6.QtPrintSupport import QPrintPreviewDialog, QPrintPreviewWidget

    opened = []

    def look(dialog: QPrintPreviewDialog) -> int:
        shown = dialog.findChild(QPrintPreviewWidget)
        shown.updatePreview()
        opened.append(shown.pageCount())
        return 0

    monkeypatch.setattr(QPrintPreviewDialog, "exec", look)
    window = printing.window
    QTest.mouseClick(window.system, Qt.MouseButton.LeftButton)
    driver.qtbot.waitUntil(lambda: bool(opened))
    assert opened == [window.preview.count()]
    printing.room.leave()  # there are no such pages
    window.preview.set_count(201, is_final=True)
    window.show_ways()
    assert not window.system.isEnabled()
    assert "up to 200 pages" in window.system.accessibleDescription()
    window.preview.set_count(200, is_final=True)
    window.show_ways()
    assert window.system.isEnabled()
