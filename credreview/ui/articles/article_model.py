"""The article list's model: every key in order, and the few rows that are being looked at.

A key costs eight bytes, so a million articles cost eight megabytes. Rows are read in
windows when a view asks for one, and the windows seen longest ago are let go.
"""

import html
from array import array
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterator, Sequence
from enum import IntEnum
from typing import Any, Protocol

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from credreview.domain.errors import UserError
from credreview.domain.model import ArticleQuery, ArticleRow, SortKey
from credreview.domain.vocabulary import Vocabulary
from credreview.text import tr
from credreview.ui.articles import article_words as words
from credreview.ui.look.glyphs import spoken_mix

#: Rows read at once; the reader hands out no more.
WINDOW = 256
#: Rows read at once during a search: each snippet unpacks a whole text.
SEARCH_WINDOW = 32
#: Rows kept in memory.
HELD = 4096

Index = QModelIndex | QPersistentModelIndex


class RowReader(Protocol):
    """Where rows come from; the session's reader is one."""

    def article_rows(self, keys: Sequence[int], searched: str = "", /) -> list[ArticleRow]:
        """Return the rows of these keys in their order; with `searched`, snippets too."""


class ArticleReader(RowReader, Protocol):
    """What the pane asks; the session's reader answers it."""

    def article_keys(self, query: ArticleQuery, /) -> "array[int]":
        """Return all matching keys in order."""

    def article_count(self) -> int:
        """Return how many articles there are."""

    def outlets(self) -> list[tuple[str, int]]:
        """Return outlets with their articles' number; "" is "not stated"."""

    def provenances(self) -> list[tuple[str, int]]:
        """Return provenance terms in use with their articles' number."""

    def vocabulary(self) -> Vocabulary:
        """Return the words of the terms."""


class Column(IntEnum):
    """The columns of the wide list; the narrow one shows the first alone."""

    TITLE = 0
    OUTLET = 1
    PUBLISHED = 2
    CLAIMS = 3
    PROGRESS = 4
    MIX = 5
    CHANGED = 6


#: What a click on a column's head sorts by; the grade mix has no order.
SORTS = {
    Column.TITLE: SortKey.TITLE,
    Column.OUTLET: SortKey.OUTLET,
    Column.PUBLISHED: SortKey.PUBLISHED,
    Column.CLAIMS: SortKey.CLAIMS,
    Column.PROGRESS: SortKey.PROGRESS,
    Column.CHANGED: SortKey.CHANGED,
}


class Role(IntEnum):
    """What an index can be asked for besides Qt's own roles."""

    ROW = Qt.ItemDataRole.UserRole + 1
    KEY = Qt.ItemDataRole.UserRole + 2
    TITLE = Qt.ItemDataRole.UserRole + 3
    OUTLET = Qt.ItemDataRole.UserRole + 4
    PUBLISHED = Qt.ItemDataRole.UserRole + 5
    CLAIMS = Qt.ItemDataRole.UserRole + 6
    PROGRESS = Qt.ItemDataRole.UserRole + 7
    MIX = Qt.ItemDataRole.UserRole + 8
    CHANGED = Qt.ItemDataRole.UserRole + 9
    SNIPPET = Qt.ItemDataRole.UserRole + 10


_ATTRIBUTES: dict[int, Callable[[ArticleRow], Any]] = {
    Role.ROW: lambda row: row,
    Role.TITLE: lambda row: row.title,
    Role.OUTLET: lambda row: row.outlet,
    Role.PUBLISHED: lambda row: row.published,
    Role.CLAIMS: lambda row: row.claims,
    Role.PROGRESS: lambda row: row.progress,
    Role.MIX: lambda row: row.mix,
    Role.CHANGED: lambda row: row.changed,
    Role.SNIPPET: lambda row: row.snippet,
}

_SHOWN: dict[int, Callable[[ArticleRow], str]] = {
    Column.TITLE: words.title_words,
    Column.OUTLET: lambda row: words.outlet_words(row.outlet),
    Column.PUBLISHED: lambda row: words.published_words(row.published),
    Column.CLAIMS: lambda row: str(row.claims),
    Column.PROGRESS: words.count_words,
    Column.MIX: lambda row: spoken_mix(row.mix),
    Column.CHANGED: lambda row: words.changed_words(row.changed),
}


class ArticleModel(QAbstractTableModel):
    """A million articles in order, of which only those in sight are read.

    Signals:
        failed: A `UserError`: a window could not be read; its rows stay blank until
            `set_keys` or `forget`.
    """

    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reader: RowReader | None = None
        self._keys = array("q")
        self._searched = ""
        self._window = WINDOW
        self._windows: OrderedDict[int, list[ArticleRow | None]] = OrderedDict()

    def set_reader(self, reader: RowReader | None) -> None:
        """Read rows from `reader` from now on; the list is empty until `set_keys`."""
        self._reader = reader
        self.set_keys(array("q"))

    def set_keys(self, keys: Sequence[int], searched: str = "") -> None:
        """Show these articles in this order; everything read before is forgotten.

        Args:
            keys: Article keys. An `array('q')` is kept, not copied.
            searched: What they were found by; rows get snippets around it.
        """
        self.beginResetModel()
        self._keys = keys if isinstance(keys, array) else array("q", keys)
        self._searched = searched
        self._window = SEARCH_WINDOW if searched else WINDOW
        self._windows.clear()
        self.endResetModel()

    def keys(self) -> Sequence[int]:
        """Return all keys in the order shown; not to be altered."""
        return self._keys

    def key_at(self, row: int) -> int | None:
        """Return the key in a row, or None outside the list."""
        return self._keys[row] if 0 <= row < len(self._keys) else None

    def row_of(self, key: int) -> int | None:
        """Return the row a key stands in, or None; some milliseconds in a million."""
        try:
            return self._keys.index(key)
        except ValueError:
            return None

    def refresh(self, article_ids: Collection[str]) -> None:
        """Read the rows of these articles again where they are held; the order stays.

        Rows that nobody has looked at lately are not read at all.

        Args:
            article_ids: Ids as hex.
        """
        wanted = frozenset(article_ids)
        stale = [row for row, held in self._held() if held.id in wanted]
        if len(stale) > self._window:
            self.forget()
            return
        fresh = self._read([self._keys[row] for row in stale])
        for row, new in zip(stale, fresh, strict=True):
            self._windows[row // self._window][row % self._window] = new
            self.dataChanged.emit(self.index(row, 0), self.index(row, self.columnCount() - 1))

    def forget(self) -> None:
        """Read every row again when it is next seen; order and selection stay."""
        self._windows.clear()
        if self._keys:
            last = self.index(len(self._keys) - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def row(self, row: int) -> ArticleRow | None:
        """Return what is known of a row, reading its window if it is not held.

        None outside the list, and where the article is gone or could not be read.
        """
        if not 0 <= row < len(self._keys):
            return None
        number, place = divmod(row, self._window)
        window = self._windows.get(number)
        if window is None:
            first = row - place
            window = self._read(self._keys[first : first + self._window])
            self._windows[number] = window
            if len(self._windows) * self._window > HELD:
                self._windows.popitem(last=False)
        else:
            self._windows.move_to_end(number)
        return window[place]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, D102, N802
        return 0 if parent.isValid() else len(self._keys)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, D102, N802
        return 0 if parent.isValid() else len(Column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401, D102
        if not index.isValid():
            return None
        if role == Role.KEY:
            return self.key_at(index.row())
        attribute = _ATTRIBUTES.get(role)
        if attribute is None and role not in _TEXT_ROLES:
            return None
        row = self.row(index.row())
        if row is None:
            return None
        return attribute(row) if attribute is not None else _text(row, index.column(), role)

    def headerData(  # noqa: D102, N802
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:  # noqa: ANN401
        if orientation is not Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        if section == Column.MIX:
            return tr("Grades")
        return words.sort_words(SORTS[Column(section)])

    def roleNames(self) -> dict[int, Any]:  # noqa: D102, N802
        own = {int(role): role.name.lower().encode() for role in Role}
        return {**super().roleNames(), **own}

    def _held(self) -> Iterator[tuple[int, ArticleRow]]:
        for number, window in self._windows.items():
            for place, row in enumerate(window):
                if row is not None:
                    yield number * self._window + place, row

    def _read(self, keys: Sequence[int]) -> list[ArticleRow | None]:
        """Rows for keys, None for those the reader no longer has."""
        if self._reader is None or not keys:
            return [None] * len(keys)
        try:
            rows = self._reader.article_rows(keys, self._searched)
            found = {row.key: row for row in rows}
        except UserError as failure:
            self.failed.emit(failure)
            found = {}
        return [found.get(key) for key in keys]


_TEXT_ROLES = frozenset(
    {
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.AccessibleTextRole,
    }
)


def _text(row: ArticleRow, column: int, role: int) -> str:
    if role == Qt.ItemDataRole.ToolTipRole:
        # Qt guesses whether a tool tip is rich text; a title must never decide that.
        lines = (words.title_words(row), *words.spoken_facts(row), words.spoken_work(row))
        return "".join(f"<p>{html.escape(line)}</p>" for line in lines)
    if role == Qt.ItemDataRole.AccessibleTextRole:
        if column == Column.TITLE:
            return words.spoken_row(row)
        if column == Column.PROGRESS:
            return words.spoken_work(row)
    return _SHOWN[column](row)
