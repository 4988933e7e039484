"""The report of a merge: read, copied, saved, printed, with names as plain text."""

import pytest
from merge_examples import dialog, from_boris, merged, press
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QFileDialog, QWidget
from window_examples import opened

from credreview.domain.merging import Announcement, Contributor, MergeReport
from credreview.ui.look import theme
from credreview.ui.merging import report_paper
from credreview.ui.merging.merge_report import MergeReportWindow

HOSTILE = MergeReport(
    name="<img src=x>\u202egpj.credreview",
    fingerprint="ab" * 32,
    result="cd" * 32,
    actions=3,
    known=2,
    contributors=(Contributor("e5" * 16, "<b>Bold</b> \u202eeman", 3, 1, True),),
    announcements=(Announcement("clock.ahead", "A clock was wrong.", "Times are not right."),),
)


def at_once(work, done, _name, failed):
    done(work())


@pytest.fixture
def report(qtbot, path):
    """Give a driver and the shown report of a merge."""
    boris = from_boris(path)
    with opened(qtbot, path) as driver:
        merged(driver, boris)
        press(driver, "Show report")
        shown = dialog(driver, "merge_report")
        yield driver, shown
        shown.reject()


def test_it_says_what_came_and_from_whom(report):
    _driver, shown = report
    words = shown.text.toPlainText()
    assert words.startswith("Merge of “from-boris.credreview”")
    for line in ("1 new article", "1 new claim", "3 new judgements"):
        assert line in words
    assert "Sample Boris: 7 new entries, judged 3 claims, new in this review" in words


def test_it_can_be_copied(report):
    _driver, shown = report
    shown.findChild(QWidget, "report_copy").click()
    assert "3 new judgements" in QGuiApplication.clipboard().text()


@pytest.mark.parametrize(
    ("name", "start"), [("r.txt", b"Merge of"), ("r.md", b"# Merge of"), ("r.pdf", b"%PDF-")]
)
def test_it_is_saved_as_the_ending_says(report, tmp_path, name, start):
    driver, shown = report
    shown.save(tmp_path / name)
    driver.qtbot.waitUntil((tmp_path / name).exists)
    data = (tmp_path / name).read_bytes()
    assert data.startswith(start)
    if name != "r.pdf":
        assert "3 new judgements" in data.decode("utf-8")


def test_where_it_cannot_be_saved_it_says_why(report, tmp_path):
    driver, shown = report
    shown.save(tmp_path / "not there" / "r.txt")
    trouble = shown.findChild(QWidget, "report_trouble")
    driver.qtbot.waitUntil(lambda: "cannot be written" in trouble.text())


def test_without_a_printer_it_says_so_and_offers_a_pdf(report, monkeypatch, tmp_path):
    driver, shown = report
    target = tmp_path / "report.pdf"
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(lambda: []))
    asked = []

    def choose(*given):
        asked.append(shown.findChild(QWidget, "report_note").text())
        return str(target), given[-1]

    monkeypatch.setattr(QFileDialog, "getSaveFileName", staticmethod(choose))
    shown.findChild(QWidget, "report_print").click()
    assert "No printer is set up here." in asked[0]
    driver.qtbot.waitUntil(target.exists)
    assert target.read_bytes().startswith(b"%PDF-")


def test_what_a_file_says_stays_plain_text(show):
    shown = show(MergeReportWindow(HOSTILE, None, at_once))
    words = shown.text.toPlainText()
    assert "<img src=x>" in words
    assert "<b>Bold</b>" in words
    assert "\u202e" not in words
    assert "A clock was wrong. Times are not right." in words
    shown.close()


def test_the_report_follows_the_theme(qapp, show):
    shown = show(MergeReportWindow(HOSTILE, None, at_once))
    theme.apply(qapp, "dark")
    first = shown.text.document().firstBlock().begin().fragment().charFormat()
    assert first.foreground().color() == theme.tokens().ink
    shown.close()


def test_a_long_report_takes_several_pages(qapp):
    from credreview.review.merge_words import Section

    long = [Section("Merge of “x”", tuple(f"line {n}" for n in range(200)))]
    one, many = report_paper.pdf(long[:0] or [Section("Merge", ("one",))]), report_paper.pdf(long)
    assert one.count(b"/Type /Page\n") == 1
    assert many.count(b"/Type /Page\n") > 2
