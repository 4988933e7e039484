"""The choices beside the preview: kind, subject, contents, whose grades, mark, paper."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from credreview.domain import handling
from credreview.domain.model import ArticleQuery
from credreview.domain.summary import EACH_ARTICLE, Kind, Paper, Request
from credreview.text import tr
from credreview.ui.look import theme
from credreview.ui.look.buttons import PushButton
from credreview.ui.look.controls import CheckBox, ComboBox
from credreview.ui.look.focus import FocusFollower
from credreview.ui.look.plain_label import PlainLabel
from credreview.ui.reports.kept_choices import KeptChoices
from credreview.ui.reports.kinds import KINDS, kind_words, part_words
from credreview.ui.reports.offer import Offer
from credreview.ui.reports.subject_field import SubjectField
from credreview.ui.sharing.options import Options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from credreview.report.placed import Placed

#: Kinds whose summary statement can be written by hand.
WITH_STATEMENT = frozenset({Kind.REVIEW, Kind.ARTICLE})


class ChoicePanel(QScrollArea):
    """Asks what is to be printed; every choice is kept for the next time.

    Args:
        kept: What was chosen before.
        parent: Its parent.
    """

    changed = Signal(bool)
    """Another report is wanted; whether it is about something else than the one before."""
    statement_wanted = Signal()
    source_wanted = Signal()

    def __init__(self, kept: KeptChoices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("report_choices")
        self._kept = kept
        self._offer: Offer | None = None
        self.kind = _combo("report_kind", tr("What"))
        for kind in KINDS:
            self.kind.addItem(kind_words(kind), kind.value)
        self.subject = SubjectField()
        self.statement = PushButton(tr("Edit the statement…"), icon="pencil")
        self.statement.setObjectName("report_statement")
        self.source = PushButton(tr("Describe the source…"), icon="pencil")
        self.source.setObjectName("report_describe")
        self.parts: dict[str, CheckBox] = {}
        self._rows: list[QWidget] = []
        self._ticked: tuple[Kind, Sequence[Placed]] | None = None
        self._ticks = QFrame()
        self._ticks.setObjectName("report_contents")
        self._ticks.setAccessibleName(tr("Contents"))
        self._boxes = QVBoxLayout(self._ticks)
        self.lead = _combo("report_lead", tr("Whose judgement counts first"))
        self.mark = _combo("report_mark", tr("Handling mark (TLP 2.0)"))
        self.meaning = PlainLabel("", "small", "ink2", wrap=True)
        papers = [(Paper.A4.value, tr("A4")), (Paper.LETTER.value, tr("Letter"))]
        self.paper = Options("report_paper", tr("Paper"), papers, in_lines=True)
        self.paper.choose(kept.paper().value)
        self._lay_out()
        self._connect()
        self._show_kind()
        theme.notifier().changed.connect(self._retheme)
        self._retheme()
        FocusFollower(self, self._keep_in_sight)

    def _lay_out(self) -> None:
        page = _Ground()
        self._column = QVBoxLayout(page)
        self._kind_box = _labelled(self.kind)
        self._contents_box = QWidget()
        contents = QVBoxLayout(self._contents_box)
        contents.setContentsMargins(0, 0, 0, 0)
        contents.addWidget(PlainLabel(tr("Contents"), "label"))
        contents.addWidget(self._ticks)
        self._lead_box = _labelled(self.lead)
        self._mark_box = _labelled(self.mark)
        for widget in (
            self._kind_box, self.subject, self.statement, self.source, self._contents_box,
            self._lead_box, self._mark_box, self.meaning, self.paper,
        ):  # fmt: skip
            self._column.addWidget(widget)
        self._column.addStretch(1)
        self._boxes.setContentsMargins(0, 0, 0, 0)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what it holds takes the keys
        self.setWidget(page)

    def _connect(self) -> None:
        self.kind.activated.connect(self._choose_kind)
        self.subject.changed.connect(self._choose_subject)
        self.lead.activated.connect(self._choose_lead)
        self.mark.activated.connect(self._choose_mark)
        self.paper.changed.connect(self._choose_paper)
        self.statement.clicked.connect(self.statement_wanted)
        self.source.clicked.connect(self.source_wanted)

    # What there is to choose from

    def show_offer(self, offer: Offer) -> None:
        """Offer what there is now; what was chosen stays where it is still there."""
        self._offer = offer
        self.subject.show_offer(offer)
        own = offer.mark.removeprefix("TLP:") if offer.mark else tr("none")
        self.mark.clear()
        self.mark.addItem(tr("As the review says: {mark}", mark=own), "own")
        self.mark.addItem(tr("None"), "")
        for mark in handling.MARKS:
            self.mark.addItem(mark.removeprefix("TLP:"), mark)
        self.lead.clear()
        self.lead.addItem(tr("Mine, or who judged most"), "")
        for person in offer.people:
            self.lead.addItem(person.words, person.id)
        self._show_kind()

    def choose(self, kind: Kind, about: str = "") -> None:
        """Choose a kind of report, and a merge by its number."""
        self.kind.setCurrentIndex(KINDS.index(kind))
        if about:
            self.subject.choose_merge(about)
        self._show_kind()

    def chosen_kind(self) -> Kind:
        """Return the kind of report that is chosen."""
        return Kind(self.kind.currentData())

    def request(self) -> Request | None:
        """Return which report is wanted; None where its subject is missing."""
        if self._offer is None or self.subject.missing():
            return None
        kind = self.chosen_kind()
        mark = self.mark.currentData()
        return Request(
            kind,
            self.subject.about(),
            self.subject.query(),
            frozenset(name for name, box in self.parts.items() if not box.isChecked()),
            str(self.lead.currentData() or ""),
            None if mark == "own" else str(mark or ""),
            Paper(self.paper.value()),
        )

    def _show_kind(self) -> None:
        kind = self.chosen_kind()
        self.subject.show_kind(kind)
        self._make_ticks(kind)
        several = self._offer is not None and len(self._offer.people) > 1
        self._lead_box.setVisible(several and kind not in (Kind.MERGE, Kind.EVIDENCE))
        lead = self.lead.findData(self._kept.lead(kind))
        self.lead.setCurrentIndex(max(0, lead))
        mark = self._kept.mark(kind)
        self.mark.setCurrentIndex(max(0, self.mark.findData("own" if mark is None else mark)))
        self._show_writing()
        self._show_meaning()

    def _show_writing(self) -> None:
        """Offer to write what can be written: the statement is of all articles, or of one."""
        kind, writable = self.chosen_kind(), self._offer is not None and not self._offer.read_only
        is_whole = self.subject.query() == ArticleQuery()
        self.statement.setVisible(kind in WITH_STATEMENT)
        self.statement.setEnabled(writable and is_whole and not self.subject.missing())
        is_outlet = kind is Kind.OUTLET
        self.source.setText(tr("Describe the outlet…") if is_outlet else tr("Describe the source…"))
        self.source.setVisible(is_outlet or kind is Kind.SOURCE)
        self.source.setEnabled(writable and not self.subject.missing())

    def _make_ticks(self, kind: Kind) -> None:
        contents = self._offer.contents[kind] if self._offer is not None else ()
        if (kind, contents) == self._ticked:
            return  # who stands on a tick stays there
        self._ticked = (kind, contents)
        for row in self._rows:
            self._boxes.removeWidget(row)
            row.hide()
            row.setParent(None)
            row.deleteLater()
        self.parts, self._rows = {}, []
        left_out = self._kept.left_out(kind)
        above: QWidget = self.source
        for part, of_article in contents:
            words = part_words(part, kind)
            box = CheckBox(words)
            box.setObjectName(f"part_{part}")
            box.setAccessibleName(words)
            box.setChecked(part not in left_out)
            box.toggled.connect(self._choose_parts)
            outer = self.parts.get(EACH_ARTICLE) if of_article else None
            row = _inside(box, outer) if outer is not None else box
            self._boxes.addWidget(row)
            self.setTabOrder(above, box)
            above = box
            self._rows.append(row)
            self.parts[part] = box
        self._contents_box.setVisible(bool(self.parts))
        QTimer.singleShot(0, self, self._fit_width)

    def _fit_width(self) -> None:
        """Be wide enough for whole words: nothing scrolls sideways."""
        page = self.widget()
        if page is not None:
            bar = self.verticalScrollBar().sizeHint().width()
            self.setMinimumWidth(page.minimumSizeHint().width() + bar)

    # Choices

    def _choose_kind(self) -> None:
        self._show_kind()
        self.changed.emit(True)

    def _choose_subject(self) -> None:
        self._show_writing()
        self.changed.emit(True)

    def _choose_parts(self) -> None:
        # What another outline holds, and this one does not, stays as it was chosen.
        left_out = self._kept.left_out(self.chosen_kind()) - self.parts.keys()
        left_out |= {name for name, box in self.parts.items() if not box.isChecked()}
        self._kept.leave_out(self.chosen_kind(), left_out)
        self.changed.emit(False)

    def _choose_lead(self) -> None:
        self._kept.keep_lead(self.chosen_kind(), str(self.lead.currentData()))
        self.changed.emit(False)

    def _choose_mark(self) -> None:
        mark = str(self.mark.currentData())
        self._kept.keep_mark(self.chosen_kind(), None if mark == "own" else mark)
        self._show_meaning()
        self.changed.emit(False)

    def _choose_paper(self) -> None:
        self._kept.keep_paper(Paper(self.paper.value()))
        self.changed.emit(False)

    def _show_meaning(self) -> None:
        mark = str(self.mark.currentData() or "")
        if mark == "own" and self._offer is not None:
            mark = self._offer.mark
        words = handling.meaning(mark)
        self.meaning.setText(words)
        self.meaning.setVisible(bool(words))

    def _keep_in_sight(self, widget: QWidget | None) -> None:
        if widget is not None and self.isAncestorOf(widget):
            self.ensureWidgetVisible(widget, 0, 3 * theme.u())

    def _retheme(self) -> None:
        u = theme.u()
        self._column.setContentsMargins(4 * u, 4 * u, 4 * u, 4 * u)
        self._column.setSpacing(3 * u)
        self._boxes.setSpacing(u // 2)
        for box in (self._kind_box, self._lead_box, self._mark_box):
            layout = box.layout()
            if layout is not None:
                layout.setSpacing(u)
        QTimer.singleShot(0, self, self._fit_width)


class _Ground(QWidget):
    """The ground of a panel."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.tokens().surface)


def _inside(box: CheckBox, outer: CheckBox) -> QWidget:
    """Return a part's tick further in, under the one that it goes with."""
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(5 * theme.u(), 0, 0, 0)
    line.addWidget(box)
    box.setEnabled(outer.isChecked())
    outer.toggled.connect(box.setEnabled)
    return row


def _combo(name: str, words: str) -> ComboBox:
    combo = ComboBox(words)
    combo.setObjectName(name)
    combo.set_most(60)
    return combo


def _labelled(combo: ComboBox) -> QWidget:
    """Return a combo box under its label."""
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    label = PlainLabel(combo.accessibleName(), "label")
    label.setBuddy(combo)
    column.addWidget(label)
    column.addWidget(combo)
    return box
