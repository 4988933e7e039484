"""What narrows the history: what it is about, whose steps, and from when to when."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final, Literal

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from credreview.domain.errors import UserError
from credreview.domain.history import HistoryQuery, since, until
from credreview.domain.model import Person
from credreview.text import tr
from credreview.ui.look import theme
from credreview.ui.look.controls import ComboBox, set_invalid
from credreview.ui.look.flow_layout import FlowLayout
from credreview.ui.look.plain_label import PlainLabel
from credreview.ui.reader.bidi import show_controls

Scope = Literal["claim", "article", "review"]

#: How long typing of a date rests before it is taken, in milliseconds.
_REST: Final = 400
#: Units; a longer name is cut where it is chosen, and whole in the list.
_LONGEST: Final = 34
#: Choices of a period: days back from the end of today; 0 is any time, -1 asks for two dates.
_PERIODS: Final = (0, 1, 7, 30, -1)
#: Kinds of steps by what a person calls them.
_KINDS: Final[dict[str, frozenset[str]]] = {
    "": frozenset(),
    "judgements": frozenset({"judgement", "adjudication"}),
    "claims": frozenset({"claim", "link", "note"}),
    "articles": frozenset({"article", "capture"}),
    "switches": frozenset({"action"}),
    "people": frozenset({"review", "reviewer", "term"}),
}


class HistoryFilterBar(QWidget):
    """Four choices in a row, which wraps where the window is narrow."""

    changed = Signal()
    """Another query was chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._claim: str | None = None
        self._article: str | None = None
        self.scope = _combo(tr("What"), "history_scope", self)
        for words, scope in (
            (tr("This claim"), "claim"),
            (tr("This article"), "article"),
            (tr("Whole review"), "review"),
        ):
            self.scope.addItem(words, scope)
        self.reviewer = _combo(tr("Who"), "history_reviewer", self)
        self.reviewer.set_most(_LONGEST)
        self.reviewer.addItem(tr("Everybody"), None)
        self.kind = _combo(tr("Kind"), "history_kind", self)
        for words, kind in (
            (tr("Everything"), ""),
            (tr("Judgements"), "judgements"),
            (tr("Marks, links, notes"), "claims"),
            (tr("Articles"), "articles"),
            (tr("Undo and redo"), "switches"),
            (tr("Review and people"), "people"),
        ):
            self.kind.addItem(words, kind)
        self.period = _combo(tr("When"), "history_period", self)
        for days in _PERIODS:
            self.period.addItem(_period_words(days), days)
        self.since, self.until = self._date(tr("From"), "since"), self._date(tr("To"), "until")
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self._take_dates)
        self._flow = FlowLayout(self)
        for control in (self.scope, self.reviewer, self.kind, self.period, self.since, self.until):
            self._flow.addWidget(control)
        for combo in (self.scope, self.reviewer, self.kind):
            combo.currentIndexChanged.connect(lambda _: self.changed.emit())
        self.period.currentIndexChanged.connect(self._choose_period)
        for field in (self.since, self.until):
            field.textEdited.connect(lambda _: self._rest.start())
            field.editingFinished.connect(self._take_dates)
        theme.notifier().changed.connect(self._retheme)
        self._retheme()
        self._show_dates()

    def set_subject(self, claim: str | None, article: str | None) -> bool:
        """Say what "this" is; tell whether that makes another query."""
        before = self.query()
        self._claim, self._article = claim, article
        return self.query() != before

    def set_scope(self, scope: Scope) -> None:
        """Choose what it is about; nobody is told."""
        self.scope.blockSignals(True)
        self.scope.setCurrentIndex(self.scope.findData(scope))
        self.scope.blockSignals(False)

    def set_people(self, people: Sequence[Person]) -> None:
        """Offer these reviewers; the chosen one stays if they are among them."""
        chosen = self.reviewer.currentData()
        self.reviewer.blockSignals(True)
        self.reviewer.clear()
        self.reviewer.addItem(tr("Everybody"), None)
        for person in people:
            self.reviewer.addItem(show_controls(person.name) or person.id[:8], person.id)
        self.reviewer.setCurrentIndex(max(0, self.reviewer.findData(chosen)))
        self.reviewer.blockSignals(False)
        self.reviewer.updateGeometry()
        self._flow.invalidate()

    def query(self) -> HistoryQuery | None:
        """Return what is asked for; None where there is no such claim or article, or no date."""
        scope = self.scope.currentData()
        claim = self._claim if scope == "claim" else None
        article = self._article if scope == "article" else None
        period = self._period()
        if period is None or (scope != "review" and claim is None and article is None):
            return None
        return HistoryQuery(
            claim=claim,
            article=article,
            reviewer=self.reviewer.currentData(),
            since=period[0],
            until=period[1],
            kinds=_KINDS[self.kind.currentData()],
        )

    def is_filtered(self) -> bool:
        """Tell whether something is left out by choice."""
        chosen = (self.reviewer, self.kind, self.period)
        return any(combo.currentIndex() > 0 for combo in chosen)

    def has_wrong_date(self) -> bool:
        """Tell whether something that is no date stands where one is asked for."""
        return self._period() is None

    def _period(self) -> tuple[int | None, int | None] | None:
        days = self.period.currentData()
        if days > 0:
            today = datetime.now().replace(hour=0, minute=0, second=0, microsecond=0)
            return round((today - timedelta(days=days - 1)).timestamp() * 1000), None
        if days == 0:
            return None, None
        found: list[int | None] = []
        for field, read in ((self.since, since), (self.until, until)):
            words = field.text().strip()
            try:
                found.append(read(words) if words else None)
            except UserError:
                found.append(-1)
            set_invalid(field, found[-1] == -1)
        return None if -1 in found else (found[0], found[1])

    def _choose_period(self) -> None:
        self._show_dates()
        self.changed.emit()

    def _take_dates(self) -> None:
        self._rest.stop()
        self.changed.emit()

    def _show_dates(self) -> None:
        asked = self.period.currentData() < 0
        self.since.setVisible(asked)
        self.until.setVisible(asked)
        self._flow.invalidate()

    def _date(self, name: str, object_name: str) -> QLineEdit:
        field = QLineEdit(self)
        field.setObjectName(f"history_{object_name}")
        field.setAccessibleName(name)
        field.setPlaceholderText(tr("{name}: 2025-10-30", name=name))
        field.setMaxLength(40)
        return field

    def _retheme(self) -> None:
        u = theme.u()
        for field in (self.since, self.until):
            field.setFixedWidth(34 * u)
            field.setMinimumHeight(max(7 * u, field.fontMetrics().height() + 2 * u))


def _combo(name: str, object_name: str, parent: QWidget) -> ComboBox:
    made = ComboBox(name, parent)
    made.setObjectName(object_name)
    made.setToolTip(name)
    # On Linux a screen reader is told the value, and the name of the label whose buddy it is.
    label = PlainLabel(name, parent=parent)
    label.setBuddy(made)
    label.hide()
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return made


def _period_words(days: int) -> str:
    return {
        0: tr("Any time"),
        1: tr("Today"),
        7: tr("The last 7 days"),
        30: tr("The last 30 days"),
        -1: tr("From … to …"),
    }[days]
