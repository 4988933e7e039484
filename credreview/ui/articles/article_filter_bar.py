"""The search field and the filter chips above the article list."""

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from credreview.domain.model import ArticleQuery
from credreview.text import tr
from credreview.ui.articles.article_filters import (
    Facets,
    FilterMenu,
    Group,
    chip_words,
    without_filters,
)
from credreview.ui.look import theme
from credreview.ui.look.controls import CheckBox, Chip, SearchField
from credreview.ui.look.flow_layout import FlowLayout

#: How long typing rests before it is searched, in milliseconds.
REST = 150


class ArticleSearch(SearchField):
    """Searches when typing rests, or at once on Enter; Esc clears, Down goes to the list."""

    asked = Signal(str)
    """What to search now; the same words are not asked twice."""
    down_pressed = Signal()
    """On into the list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Search all articles"), parent)
        self._asked = ""
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self._ask)
        self.setObjectName("search")
        self.setAccessibleName(tr("Search all articles"))
        # A file dropped on the field is to be added, not written out as an address.
        self.setAcceptDrops(False)
        self.textChanged.connect(self._rest.start)
        self.returnPressed.connect(self._ask)
        self.cleared.connect(self._ask)

    def load(self, text: str) -> None:
        """Show words that are searched already."""
        if text != self.text().lstrip():
            self.setText(text)
        self._rest.stop()
        self._asked = text

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: D102, N802
        if event.key() == Qt.Key.Key_Down:
            self._ask()
            self.down_pressed.emit()
        else:
            super().keyPressEvent(event)

    def _ask(self) -> None:
        self._rest.stop()
        # A space at the end is kept: it says that the last word is whole.
        words = self.text().lstrip()
        if words != self._asked:
            self._asked = words
            self.asked.emit(words)


class FilterBar(QWidget):
    """What narrows the list: the search, "rank by relevance" beside it, chips, "Add filter"."""

    query_changed = Signal(object)
    """The `ArticleQuery` that a person made."""
    facets_wanted = Signal(object)
    """What there is to filter by is about to be shown: all of it (None), or one `Group`.

    Whoever knows answers with `show_menu`.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._query = ArticleQuery()
        self._facets = Facets()
        self._menu: FilterMenu | None = None
        self.search = ArticleSearch(self)
        self._ranked = CheckBox(tr("Rank by relevance"), self)
        self._ranked.setObjectName("ranked")
        self._ranked.setToolTip(tr("Best matches first; slow for common words"))
        self._chips = {group: Chip("", parent=self) for group in Group}
        self._add = Chip(tr("Add filter"), kind="add", parent=self)
        self._add.setObjectName("add_filter")
        self._flow = FlowLayout()
        self._flow.addWidget(self._add)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.addWidget(self.search)
        # As wide as its words: a click beside them is no click on it.
        self._lines.addWidget(self._ranked, 0, Qt.AlignmentFlag.AlignLeading)
        self._lines.addLayout(self._flow)
        self.search.asked.connect(lambda words: self._change(replace(self._query, text=words)))
        # Not `clicked`: a screen reader toggles without a click.
        self._ranked.toggled.connect(self._rank)
        self._add.clicked.connect(lambda: self.facets_wanted.emit(None))
        for group, chip in self._chips.items():
            chip.setObjectName(f"chip_{group.value}")
            chip.removed.connect(lambda group=group: self._remove(group))
            chip.clicked.connect(lambda _=False, group=group: self.facets_wanted.emit(group))
        theme.notifier().changed.connect(self._retheme)
        self._retheme()
        self._show_query()

    def query(self) -> ArticleQuery:
        """Return what the list is to show; its order belongs to `set_query`."""
        return self._query

    def set_query(self, query: ArticleQuery) -> None:
        """Show another query; nobody is told."""
        self._query = query
        self.search.load(query.text)
        self._show_query()

    def set_facets(self, facets: Facets) -> None:
        """Name filters, and count them, by what the review holds now."""
        self._facets = facets
        self._show_query()

    def show_menu(self, facets: Facets, only: Group | None = None) -> None:
        """Open the menu of filters, at its chip."""
        self.set_facets(facets)
        chip = self._chips[only] if only is not None else self._add
        if self._menu is not None:
            self._menu.deleteLater()
        self._menu = FilterMenu(self._query, facets, self._change, self, only)
        self._menu.popup(chip.mapToGlobal(QPoint(0, chip.height())))

    def clear(self) -> None:
        """Show every article again, in the order that stands."""
        self.search.load("")
        self._change(without_filters(self._query))

    def _remove(self, group: Group) -> None:
        self._change(group.keep(self._query, frozenset()))

    def _rank(self, on: bool) -> None:
        if on != self._query.ranked:
            self._change(replace(self._query, ranked=on))

    def _change(self, query: ArticleQuery) -> None:
        self._query = query
        self._show_query()
        self.query_changed.emit(query)

    def _show_query(self) -> None:
        self._ranked.setVisible(bool(self._query.text))
        self._ranked.setChecked(self._query.ranked)
        wanted = {group: chip_words(group, self._query, self._facets) for group in Group}
        if any(chip.hasFocus() and not wanted[group] for group, chip in self._chips.items()):
            self._add.setFocus()
        while self._flow.takeAt(0) is not None:
            pass
        for group, chip in self._chips.items():
            if wanted[group]:
                chip.set_words(wanted[group])
                self._flow.addWidget(chip)
            chip.setVisible(bool(wanted[group]))
        self._flow.addWidget(self._add)
        self.updateGeometry()

    def _retheme(self) -> None:
        self._lines.setSpacing(round(1.75 * theme.u()))
