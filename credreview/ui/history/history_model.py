"""The steps of a history as a Qt model: pages are read when they are seen, and let go again."""

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from credreview.domain.history import Cursor, HistoryPage, HistoryQuery, Step
from credreview.domain.history_words import sentence
from credreview.domain.vocabulary import Vocabulary
from credreview.ui.history.step_words import day_of, spoken_step
from credreview.ui.look.painting import plain_tip
from credreview.ui.reader.bidi import show_controls

Index = QModelIndex | QPersistentModelIndex

#: The `Step` behind a row, or None while its page is being read.
STEP_ROLE = Qt.ItemDataRole.UserRole + 1
#: Whether a row is the first of its day.
NEW_DAY_ROLE = Qt.ItemDataRole.UserRole + 2

#: Steps asked for at once.
PAGE = 100
#: Pages kept in memory.
_HELD = 40

#: Asked for a page of a query, from a cursor on, of at most so many steps; answers later.
Ask = Callable[[HistoryQuery, Cursor | None, int, Callable[[HistoryPage], None]], None]


@dataclass
class _Part:
    """Some rows that are read together: where they begin, how many, and the days at their ends.

    Attributes:
        limit: How many were asked for; blind mode may have hidden some.
    """

    start: Cursor | None
    limit: int
    count: int
    first_day: date
    last_day: date


class HistoryModel(QAbstractListModel):
    """Steps, newest first; more are fetched when the end comes into sight."""

    loaded = Signal()
    """The first steps of the query are here, or there are none."""

    def __init__(self, ask: Ask, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ask = ask
        self._query: HistoryQuery | None = None
        self._vocabulary: Vocabulary | None = None
        self._parts: list[_Part] = []
        self._ends: list[int] = []
        self._held: OrderedDict[Cursor | None, tuple[Step, ...]] = OrderedDict()
        self._stale: set[Cursor | None] = set()
        self._asked: set[Cursor | None] = set()
        self._after: Cursor | None = None
        self._fetching = False
        self._turn = 0
        self._refreshing = 0

    def set_query(self, query: HistoryQuery | None, vocabulary: Vocabulary | None) -> None:
        """Show the steps of another query; None shows none."""
        self._query, self._vocabulary = query, vocabulary
        self._turn += 1
        self.beginResetModel()
        self._clear()
        self.endResetModel()
        if query is None:
            self.loaded.emit()
        else:
            self._fetch(None)

    def refresh(self) -> None:
        """Read again what changed: new steps come on top, and those in sight are read anew."""
        query = self._query
        if query is None or not self._parts:
            self.set_query(query, self._vocabulary)
            return
        self._refreshing += 1
        turn = self._turn, self._refreshing
        top = self.step(0)

        def is_mine() -> bool:
            return turn == (self._turn, self._refreshing)

        def compare(page: HistoryPage) -> None:
            known = [step.action for step in page.steps]
            if not is_mine():
                return
            if top is None or top.action not in known:
                self.set_query(query, self._vocabulary)
            elif new := known[: known.index(top.action)]:
                self._ask(query, None, len(new), partial(put, new))
            else:
                self._distrust()

        def put(new: list[str], page: HistoryPage) -> None:
            if not is_mine():
                return
            if page.after is not None and [step.action for step in page.steps] == new:
                self._put_on_top(page.steps, page.after)
                self._distrust()
            else:
                self.set_query(query, self._vocabulary)

        self._ask(query, None, PAGE, compare)

    def _distrust(self) -> None:
        """Read what is held again when it is next seen, and show it as it was until then."""
        self._stale = set(self._held)
        self._tell_all()

    def step(self, row: int) -> Step | None:
        """Return the step of a row; None while it is being read, or outside of the list."""
        at = bisect_right(self._ends, row)
        if row < 0 or at >= len(self._parts):
            return None
        part = self._parts[at]
        held = self._held.get(part.start)
        if held is None or part.start in self._stale:
            self._read_again(part)
        else:
            self._held.move_to_end(part.start)
        place = row - (self._ends[at] - part.count)
        return held[place] if held is not None and place < len(held) else None

    def row_of(self, action: str) -> int:
        """Return the row of an action among the pages in memory, or -1."""
        for at, part in enumerate(self._parts):
            for place, step in enumerate(self._held.get(part.start, ())):
                if step.action == action:
                    return self._ends[at] - part.count + place
        return -1

    def vocabulary(self) -> Vocabulary | None:
        """Return the words of terms."""
        return self._vocabulary

    def begins_day(self, row: int) -> bool:
        """Tell whether a row is the first of its day."""
        at = bisect_right(self._ends, row)
        if row == 0 or at >= len(self._parts):
            return row == 0
        if row == self._ends[at] - self._parts[at].count:
            return self._parts[at].first_day != self._parts[at - 1].last_day
        here, before = self.step(row), self.step(row - 1)
        return bool(here and before) and day_of(here) != day_of(before)  # type: ignore[arg-type]

    # Pages

    def _clear(self) -> None:
        self._parts, self._ends, self._after = [], [], None
        self._held.clear()
        self._stale.clear()
        self._asked.clear()
        self._fetching = False

    def _fetch(self, after: Cursor | None) -> None:
        query, turn = self._query, self._turn
        assert query is not None
        self._fetching = True

        def put(page: HistoryPage) -> None:
            if turn != self._turn:
                return
            self._fetching = False
            self._after = page.after
            if page.steps:
                rows = self.rowCount()
                self.beginInsertRows(QModelIndex(), rows, rows + len(page.steps) - 1)
                self._parts.append(_part(after, PAGE, page.steps))
                self._ends.append(rows + len(page.steps))
                self._hold(after, page.steps)
                self.endInsertRows()
            elif page.after is not None:
                self._fetch(page.after)  # nothing in this stretch of the journal
                return
            self.loaded.emit()

        self._ask(query, after, PAGE, put)

    def _put_on_top(self, steps: tuple[Step, ...], end: Cursor) -> None:
        self.beginInsertRows(QModelIndex(), 0, len(steps) - 1)
        first = self._parts[0]
        if first.start in self._held:
            self._held[end] = self._held.pop(first.start)
        first.start = end
        self._parts.insert(0, _part(None, len(steps), steps))
        self._ends = [len(steps), *(place + len(steps) for place in self._ends)]
        self._hold(None, steps)
        self.endInsertRows()

    def _hold(self, start: Cursor | None, steps: tuple[Step, ...]) -> None:
        self._held[start] = steps
        self._held.move_to_end(start)
        while len(self._held) > _HELD:
            self._held.popitem(last=False)

    def _read_again(self, part: _Part) -> None:
        query, turn, start = self._query, self._turn, part.start
        if query is None or start in self._asked:
            return
        self._asked.add(start)

        def put(page: HistoryPage) -> None:
            if turn != self._turn:
                return
            self._asked.discard(start)
            if part.start != start:
                return  # new steps came on top meanwhile: this is no answer for these rows
            self._stale.discard(start)
            if len(page.steps) != part.count:
                # More or less is to be seen than before, as when blind mode ends.
                self.set_query(query, self._vocabulary)
                return
            self._hold(start, page.steps)
            self._tell_all()

        self._ask(query, start, part.limit, put)

    def _tell_all(self) -> None:
        if self._parts:
            self.dataChanged.emit(self.index(0), self.index(self.rowCount() - 1))

    # What Qt asks

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, D102
        return 0 if parent.isValid() or not self._ends else self._ends[-1]

    def canFetchMore(self, parent: Index) -> bool:  # noqa: D102
        return not parent.isValid() and self._after is not None and not self._fetching

    def fetchMore(self, parent: Index) -> None:  # noqa: D102
        if self.canFetchMore(parent):
            self._fetch(self._after)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: D102
        if not index.isValid():
            return None
        if role == NEW_DAY_ROLE:
            return self.begins_day(index.row())
        wanted = (STEP_ROLE, Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole,
                  Qt.ItemDataRole.ToolTipRole)  # fmt: skip
        if role not in wanted:
            return None
        step = self.step(index.row())
        if role == STEP_ROLE or step is None or self._vocabulary is None:
            return step
        if role == Qt.ItemDataRole.DisplayRole:
            return show_controls(sentence(step, self._vocabulary))
        words = spoken_step(step, self._vocabulary)
        return plain_tip(words) if role == Qt.ItemDataRole.ToolTipRole else words


def _part(start: Cursor | None, limit: int, steps: tuple[Step, ...]) -> _Part:
    return _Part(start, limit, len(steps), day_of(steps[0]), day_of(steps[-1]))
