"""The window that prints, on a small review, and pages that need no report, for tests."""

import time

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from window_examples import Driver

from credreview.domain.summary import Kind
from credreview.ui.reports.page_image import PageImage
from credreview.ui.reports.printing import Printing

A4 = QSizeF(5953, 8419)


class FakeSheets:
    """Pages that say their number; counted twenty at a time, and slowly."""

    report = None

    def __init__(self, total: int, size: QSizeF = A4, delay: float = 0.0) -> None:
        self.size, self.known, self.is_counted = size, 1, False
        self._total, self._delay = total, delay
        self.painted: list[int] = []
        self.fails = lambda number: None

    def count_on(self, seconds: float) -> None:
        time.sleep(self._delay)
        self.known = min(self._total, self.known + 20)
        self.is_counted = self.known == self._total

    def paint(self, number: int, scale: float) -> PageImage:
        self.fails(number)
        self.painted.append(number)
        image = QImage(
            round(self.size.width() * scale), round(self.size.height() * scale),
            QImage.Format.Format_RGB32,
        )  # fmt: skip
        image.fill(QColor.fromHsv(number * 37 % 360, 120, 250))
        link = (QRectF(1000, 1000, 2000, 1000), ("page", "9"))
        return PageImage(image, scale, (link,), f"words of page {number}")


def opened_printing(driver: Driver, kind: Kind | None = None) -> Printing:
    """Open the window with Ctrl+P, choose a kind of report, and wait for its pages."""
    driver.window.activateWindow()
    QTest.keyClick(driver.window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    printing = driver.window.reports.printing
    assert printing is not None
    driver.qtbot.waitUntil(lambda: printing.request is not None)
    if kind is not None and kind is not printing.window.choices.chosen_kind():
        choose(printing, "report_kind", kind.value)
    settle(driver, printing)
    return printing


def settle(driver: Driver, printing: Printing) -> None:
    """Wait until the pages of what is chosen are there and counted, of the review as it is."""
    window = printing.window

    def is_there() -> bool:
        wanted, report = window.choices.request(), printing.room.report()
        if printing.request != wanted or window.preview.count() is None:
            return False
        if wanted is None:
            return True
        # What is on each page's foot.
        is_new = report is not None and report.fingerprint == session.reader.fingerprint()
        return is_new and window.preview.picture(window.preview.page()) is not None

    session = driver.window.review.session
    driver.settle()
    driver.qtbot.waitUntil(is_there, timeout=15_000)


def child(printing: Printing, name: str) -> QWidget:
    """Return a part of the window by its name."""
    (found,) = printing.window.findChildren(QWidget, name)
    return found


def choose(printing: Printing, name: str, value: object) -> None:
    """Choose an item of a combo box by its value, as a person does."""
    combo = child(printing, name)
    combo.setCurrentIndex(combo.findData(value))
    combo.activated.emit(combo.currentIndex())


def words(driver: Driver, printing: Printing) -> str:
    """Return what stands on all pages, by turning them."""
    preview = printing.window.preview
    found = []
    for number in range(1, (preview.count() or 0) + 1):
        preview.go_to(number)
        driver.qtbot.waitUntil(lambda number=number: preview.picture(number) is not None)
        found.append(preview.picture(number).words)
    return "\n".join(found)
