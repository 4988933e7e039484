"""A small review in lists, and what tests of the article list look at and click."""

from array import array
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu

from credreview.domain.model import ArticleQuery, ArticleRow
from credreview.domain.vocabulary import Term, Vocabulary
from credreview.ui.articles.article_list import ArticleListPane
from credreview.ui.articles.article_table import ArticleTable
from credreview.ui.look import theme
from credreview.ui.look.controls import Chip
from credreview.ui.look.plain_label import PlainLabel

TERMS = (
    Term("leaked", "Leaked document", "Leaked"),
    Term("opinion", "Opinion piece", "Opinion"),
)


class Review:
    """A small review in lists, with the methods of the session's reader that the pane uses."""

    def __init__(self, count: int = 300) -> None:
        self.rows = {
            key: ArticleRow(
                key, f"{key:032x}", f"Article {key}", "Sample Wire", "2025-10-30",
                claims=4, judged=key % 5, not_checkable=0, differing=0,
                mix=(key % 5, 0, 0, 0, 0, 0), changed=key,
            )
            for key in range(1, count + 1)
        }  # fmt: skip
        self.names = [("Sample Wire", 200), ("Harbour Post", 99), ("", 1)]
        self.queries: list[ArticleQuery] = []
        self.asked: list[list[int]] = []

    def article_keys(self, query: ArticleQuery) -> "array[int]":
        self.queries.append(query)
        found = [
            row
            for row in self.rows.values()
            if query.text in row.title
            and (not query.progress or row.progress in query.progress)
            and (not query.outlets or (row.outlet or "") in query.outlets)
        ]
        found.sort(key=lambda row: row.changed, reverse=query.descending)
        return array("q", [row.key for row in found])

    def article_rows(self, keys, searched="") -> list[ArticleRow]:
        self.asked.append(list(keys))
        snippet = f"some words around \x01{searched}\x02 and after" if searched else ""
        return [replace(self.rows[key], snippet=snippet) for key in keys]

    def article_count(self) -> int:
        return len(self.rows)

    def outlets(self) -> list[tuple[str, int]]:
        return self.names

    def provenances(self) -> list[tuple[str, int]]:
        return [("leaked", 12), ("opinion", 3)]

    def vocabulary(self) -> Vocabulary:
        return Vocabulary("test", 1, TERMS, (), (), (), (), (), ())


class Lane:
    """Keeps work until it is told to do it, as a busy background lane does."""

    def __init__(self) -> None:
        self.waiting: list = []

    def __call__(self, work, done, name) -> None:
        self.waiting.append((work, done))

    def do(self, place: int) -> None:
        work, done = self.waiting.pop(place)
        done(work())


def shown(qtbot, pane: ArticleListPane, width: int = 88) -> ArticleListPane:
    qtbot.addWidget(pane)
    pane.resize(width * theme.u(), 160 * theme.u())
    pane.show()
    qtbot.waitExposed(pane)
    return pane


def table(pane: ArticleListPane) -> ArticleTable:
    return pane.findChild(ArticleTable, "articles")


def search(pane: ArticleListPane) -> QLineEdit:
    return pane.findChild(QLineEdit, "search")


def count(pane: ArticleListPane) -> str:
    return pane.findChild(PlainLabel, "article_count").text()


def chips(pane: ArticleListPane) -> list[str]:
    return [
        chip.words()
        for chip in pane.findChildren(Chip)
        if chip.kind == "filter" and not chip.isHidden()
    ]


def first_keys(pane: ArticleListPane, number: int = 3) -> list[int]:
    return list(pane.keys()[:number])


def open_filters(pane: ArticleListPane, qtbot) -> QMenu:
    qtbot.mouseClick(pane.findChild(Chip, "add_filter"), Qt.MouseButton.LeftButton)
    return QApplication.activePopupWidget()


def entry(menu: QMenu, text: str):
    return next(action for action in menu.actions() if action.text().split("\t")[0] == text)


def click(qtbot, menu: QMenu, text: str) -> None:
    """Click a menu's entry with the mouse, as a person does."""
    where = menu.actionGeometry(entry(menu, text)).center()
    qtbot.mouseClick(menu, Qt.MouseButton.LeftButton, pos=where)
