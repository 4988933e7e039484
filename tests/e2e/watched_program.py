"""Runs the program as it is, and tells a test what a person would see in its windows.

It touches nothing: hands of another process (`persons.py`) press keys and mouse buttons.
Each line on stdin is a question, `{"ask": NAME, ...}`; its answer is one line on stdout.
"""

import json
import os
import sys
import traceback
from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import QObject, QPoint, QRect, QSocketNotifier, Qt
from PySide6.QtGui import QAction, QTextCursor
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTableView,
    QTextEdit,
    QWidget,
)

from credreview import app
from credreview.ui import start
from credreview.ui.main_window import MainWindow

_SAID = Qt.ItemDataRole.AccessibleTextRole
_SHOWN = Qt.ItemDataRole.DisplayRole


def _words(widget: QWidget) -> str:
    """Return what a widget says."""
    if isinstance(widget, QLabel | QLineEdit | QAbstractButton):
        return widget.text()
    if isinstance(widget, QTextEdit | QPlainTextEdit):
        return widget.toPlainText()
    return widget.currentText() if isinstance(widget, QComboBox) else widget.accessibleName()


def _box(widget: QWidget, rect: QRect) -> dict[str, int]:
    at = widget.mapToGlobal(rect.topLeft())
    return {"x": at.x(), "y": at.y(), "width": rect.width(), "height": rect.height()}


def _is_open(widget: QWidget) -> bool:
    """Tell whether a click into its middle comes to it: nothing covers it, no other window asks."""
    modal = QApplication.activeModalWidget()
    if not widget.isVisible() or not (modal is None or _is_in(modal, widget)):
        return False
    hit = QApplication.widgetAt(widget.mapToGlobal(widget.rect().center()))
    return hit is not None and _is_in(widget, hit)


def _is_in(outer: QWidget, widget: QWidget) -> bool:
    return outer is widget or outer.isAncestorOf(widget)


class Eyes(QObject):
    """Answers questions about the windows.

    It asks no widget for its parent or its children: the answer would keep objects of Python
    alive for widgets of C++ (those of a file dialog), and they would stand for others later.

    Args:
        main: The main window.
    """

    def __init__(self, main: MainWindow) -> None:
        super().__init__(main)
        self._main = main
        self._read = b""
        self._rounds = 0
        self._asked = 0
        self._notifier = QSocketNotifier(0, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._answer)

    def _answer(self) -> None:
        news = os.read(0, 65536)
        if not news:
            os._exit(3)  # the test has ended; nobody looks at these windows any more
        *lines, self._read = (self._read + news).split(b"\n")
        for line in lines:
            question = json.loads(line)
            answers: dict[str, Callable[..., Any]] = {
                "widgets": self.widgets,
                "item": self.item,
                "rows": self.rows,
                "place": self.place,
                "said": self.said,
                "selected": self.selected,
                "rest": self.rest,
            }
            try:
                answer = answers[question.pop("ask")](**question)
            except Exception:  # noqa: BLE001 - the program would show it, and the test wait
                traceback.print_exc()
                os._exit(3)
            sys.stdout.write(json.dumps(answer) + "\n")
            sys.stdout.flush()

    def widgets(self, name: str) -> list[dict[str, Any]]:
        """Return all widgets of a name, or a button of these words, that can be clicked now."""
        return [
            {
                "name": widget.objectName(),
                "words": _words(widget),
                "enabled": widget.isEnabled(),
                "checked": isinstance(widget, QAbstractButton) and widget.isChecked(),
                "focus": widget.hasFocus() or QApplication.focusWidget() is widget.focusProxy(),
                **_box(widget, widget.rect()),
            }
            for widget in QApplication.allWidgets()
            if name in self._names(widget) and _is_open(widget)
        ]

    def _names(self, widget: QWidget) -> tuple[str, ...]:
        if not isinstance(widget, QAbstractButton):
            return (widget.objectName(),)
        return widget.objectName(), widget.text().replace("&", ""), widget.accessibleName()

    def item(self, action: str) -> dict[str, Any] | None:
        """Return where an action stands in a menu that is open; a menu's name: in the menu bar."""
        popup = QApplication.activePopupWidget()
        bar = popup if isinstance(popup, QMenu) else self._main.menuBar()
        for found in bar.actions():
            if self._name(found) == action and found.isEnabled():
                return {"words": found.text(), **_box(bar, bar.actionGeometry(found))}
        return None

    def _name(self, action: QAction) -> str:
        menu = action.menu()
        return menu.objectName() if isinstance(menu, QMenu) else action.objectName()

    def rows(self, name: str) -> dict[str, Any] | None:
        """Return what stands in a list or table in sight, and where each row does."""
        for view in QApplication.allWidgets():
            if isinstance(view, QAbstractItemView) and view.objectName() == name and _is_open(view):
                model, current = view.model(), view.currentIndex()
                columns = model.columnCount() if isinstance(view, QTableView) else 1
                rows = []
                for row in range(model.rowCount()):
                    cells = [model.index(row, c) for c in range(columns)]
                    said = [str(cell.data(_SAID) or cell.data(_SHOWN) or "") for cell in cells]
                    rows.append({"cells": said, **_box(view.viewport(), view.visualRect(cells[0]))})
                return {"rows": rows, "current": current.row()}
        return None

    def place(self, words: str) -> dict[str, Any] | None:
        """Return where words stand in the article: left of the first letter, right of the last."""
        view, shown = self._main.parts.reader.view, self._main.parts.reader.view.shown
        start = shown.article.text.find(words) if shown is not None else -1
        if shown is None or start < 0:
            return None
        ends = []
        for position in shown.positions.span_to_shown(start, start + len(words)):
            cursor = QTextCursor(view.document())
            cursor.setPosition(position)
            rect = view.cursorRect(cursor)
            if not view.viewport().rect().contains(rect):
                return None
            point = view.viewport().mapToGlobal(QPoint(rect.left(), rect.center().y()))
            ends.append([point.x(), point.y()])
        return {"from": ends[0], "to": ends[1], "span": [start, start + len(words)]}

    def selected(self) -> str:
        """Return the words of the article that are selected."""
        return self._main.parts.reader.view.textCursor().selectedText()

    def said(self, window: str) -> list[str]:
        """Return all words that stand in a window or pane: labels, buttons, rows of lists."""
        found: list[str] = []
        everything = [widget for widget in QApplication.allWidgets() if widget.isVisible()]
        for top in everything:
            if top.objectName() == window:
                for widget in everything:
                    if _is_in(top, widget):
                        found += self._all_words(widget)
        return [words for words in found if words]

    def _all_words(self, widget: QWidget) -> Iterator[str]:
        yield _words(widget)
        yield widget.accessibleName()
        yield widget.accessibleDescription()
        yield widget.toolTip()
        if isinstance(widget, QAbstractItemView):
            listed = self.rows(widget.objectName())
            for row in listed["rows"] if listed else ():
                yield from row["cells"]

    def rest(self) -> dict[str, Any]:
        """Return what shows whether the program waits for its person, and for whom it does.

        `rounds` counts how often both lanes have answered that they did what came before.
        """
        parts, active = self._main.parts, QApplication.activeWindow()
        busy = parts.writing.is_busy() or parts.reading.is_busy() or bool(parts.saver.pending)
        if not self._asked:
            self._asked = 2
            for lane in (parts.writing, parts.reading):
                lane.run(lambda: None, self._count_round)
        article = self._main.desk.article
        path = self._main.review.path()
        return {
            "busy": busy,
            "rounds": self._rounds,
            "focus": list(self._names(focused)) if (focused := QApplication.focusWidget()) else [],
            "popup": QApplication.activePopupWidget() is not None,
            "window": active.objectName() or type(active).__name__ if active else "",
            "review": str(path) if path else "",
            "article": article.text[:400] if article else "",
            "claim": self._main.desk.current,
            "titles": [w.windowTitle() for w in QApplication.topLevelWidgets() if w.isVisible()],
        }

    def _count_round(self, _: None) -> None:
        self._asked -= 1
        self._rounds += not self._asked


def _watched(make: Callable[..., MainWindow]) -> Callable[..., MainWindow]:
    def make_and_watch(*arguments: Any) -> MainWindow:
        window = make(*arguments)
        Eyes(window)
        return window

    return make_and_watch


if __name__ == "__main__":
    start.make_window = _watched(start.make_window)
    raise SystemExit(app.main(sys.argv[1:]))
