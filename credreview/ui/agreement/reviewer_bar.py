"""Chooses who is compared: boxes for all who judged, and the pair whose figures are shown."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from credreview.domain.model import Person
from credreview.review.agreement import Figures
from credreview.text import tr
from credreview.ui.look import theme
from credreview.ui.look.controls import CheckBox, ComboBox
from credreview.ui.look.flow_layout import FlowLayout
from credreview.ui.look.plain_label import PlainLabel
from credreview.ui.reader.bidi import show_controls


class ReviewerBar(QWidget):
    """A line of choices; where only two people judged, there is nothing to choose but to read."""

    reviewers_chosen = Signal(object)
    """Ids (a frozenset) of those to compare."""
    pair_chosen = Signal(int)
    """Place of a pair among the pairs of the figures."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._everyone: tuple[Person, ...] = ()
        self.pairs = ComboBox(tr("Two reviewers"), self)
        self.pairs.setObjectName("agreement_pairs")
        self.pairs.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.pairs.set_most(90)
        # On Linux a screen reader is told the value, and the name of the label whose buddy it is.
        self._label = PlainLabel(tr("Compare"), "small", "ink2", parent=self)
        self._label.setBuddy(self.pairs)
        self.boxes: list[CheckBox] = []
        self._flow = FlowLayout(self)
        self._flow.addWidget(self._label)
        self._flow.addWidget(self.pairs)
        self.pairs.activated.connect(self.pair_chosen)
        theme.notifier().changed.connect(self._retheme)
        self._retheme()

    def show_people(self, figures: Figures, own: str) -> None:
        """Offer everyone who judged, and the pairs of those who are compared."""
        before = self.pairs.currentData()
        pairs = figures.agreement.pairs
        self.pairs.clear()
        for pair in pairs:
            names = [show_controls(figures.name(id)) for id in (pair.one, pair.other)]
            words = tr("{one} and {other}", one=names[0], other=names[1])
            self.pairs.addItem(words, (pair.one, pair.other))
        ranks = [
            ((pair.one, pair.other) == before, own in (pair.one, pair.other), pair.judged)
            for pair in pairs
        ]
        if ranks:
            self.pairs.setCurrentIndex(ranks.index(max(ranks)))
        if self._everyone != figures.everyone:
            self._make_boxes(figures.everyone)
        compared = {person.id for person in figures.people}
        for person, box in zip(self._everyone, self.boxes, strict=False):
            box.setChecked(person.id in compared)

    def pair(self) -> int:
        """Return the place of the pair that is chosen, from 0."""
        return max(0, self.pairs.currentIndex())

    def _retheme(self) -> None:
        self._label.setMinimumHeight(self.pairs.sizeHint().height())
        for box in self.boxes:
            box.setMinimumHeight(self.pairs.sizeHint().height())
        self._flow.invalidate()

    def _make_boxes(self, everyone: tuple[Person, ...]) -> None:
        self._everyone = everyone
        for box in self.boxes:
            self._flow.removeWidget(box)
            box.deleteLater()
        self.boxes = []
        for person in everyone if len(everyone) > 2 else ():
            box = CheckBox(show_controls(person.name).replace("&", "&&"), self)
            box.setObjectName(f"agreement_reviewer_{person.id}")
            box.setAccessibleDescription(tr("Whether this reviewer is compared"))
            box.clicked.connect(self._take)
            self.boxes.append(box)
            self._flow.addWidget(box)
            box.show()
        self._retheme()

    def _take(self) -> None:
        """Compare those who are chosen; two at least."""
        people = zip(self._everyone, self.boxes, strict=True)
        chosen = frozenset(person.id for person, box in people if box.isChecked())
        if len(chosen) < 2:
            sender = self.sender()
            if isinstance(sender, CheckBox):
                sender.setChecked(True)
            return
        self.reviewers_chosen.emit(chosen)
