"""The report of a merge: read, copied, handed on to be printed, with names as plain text."""

import pytest
from merge_examples import dialog, from_boris, merged, press
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid
from window_examples import opened

from credreview.domain.merging import Announcement, Contributor, MergeReport
from credreview.domain.summary import Kind
from credreview.ui.look import theme
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


@pytest.fixture
def report(qtbot, path):
    """Give a driver and the shown report of a merge."""
    boris = from_boris(path)
    with opened(qtbot, path) as driver:
        merged(driver, boris)
        press(driver, "Show report")
        shown = dialog(driver, "merge_report")
        yield driver, shown
        if isValid(shown):
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


def test_the_window_that_prints_opens_with_this_merge_and_nothing_stands_over_it(report):
    driver, shown = report
    shown.findChild(QWidget, "report_print").click()
    printing = driver.window.reports.printing
    window, preview = printing.window, printing.window.preview
    driver.qtbot.waitUntil(lambda: preview.picture(1) is not None)
    assert not isValid(shown)
    assert window.choices.request().kind is Kind.MERGE
    assert window.choices.request().about == "1"
    assert "3 new judgements" in preview.picture(1).words
    window.close()


def test_what_a_file_says_stays_plain_text(show):
    shown = show(MergeReportWindow(HOSTILE, None))
    words = shown.text.toPlainText()
    assert "<img src=x>" in words
    assert "<b>Bold</b>" in words
    assert "\u202e" not in words
    assert "A clock was wrong. Times are not right." in words
    shown.close()


def test_the_report_follows_the_theme(qapp, show):
    shown = show(MergeReportWindow(HOSTILE, None))
    theme.apply(qapp, "dark")
    first = shown.text.document().firstBlock().begin().fragment().charFormat()
    assert first.foreground().color() == theme.tokens().ink
    shown.close()
