"""What the list of differences is narrowed by: kind, dimension, and between whom."""

from collections import Counter
from collections.abc import Sequence
from itertools import combinations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from credreview.domain.differences import DIMENSIONS, DifferenceKind, DifferenceQuery
from credreview.text import tr
from credreview.ui.look import theme
from credreview.ui.look.buttons import Chip
from credreview.ui.look.combo_box import ComboBox
from credreview.ui.look.flow_layout import FlowLayout
from credreview.ui.look.plain_label import PlainLabel
from credreview.ui.reader.bidi import show_controls

#: Stands beside the kinds of differences for what the program proposes.
PROPOSALS = "proposals"
_ON = (DifferenceKind.JUDGEMENT, DifferenceKind.DELETED, DifferenceKind.FIELD, PROPOSALS)
#: More pairs than these are left to the sole choice of one reviewer.
_MOST_PAIRS = 15


def kind_words(kind: str, count: int) -> str:
    """Return a kind's name with how many there are, such as "Judgements 3"."""
    names = {
        DifferenceKind.JUDGEMENT: tr("Judgements {n}", n=count),
        DifferenceKind.DELETED: tr("Deleted and judged {n}", n=count),
        DifferenceKind.FIELD: tr("Two values {n}", n=count),
        DifferenceKind.SETTLED: tr("Settled {n}", n=count),
        PROPOSALS: tr("Proposals {n}", n=count),
    }
    return names[kind]


def dimension_words(dimension: str) -> str:
    """Return what a dimension is called."""
    return {
        "reliability": tr("Source reliability"),
        "credibility": tr("Information credibility"),
        "provenance": tr("Provenance"),
        "directness": tr("Directness"),
        "confidence": tr("Confidence"),
        "attributed_to": tr("Attributed to"),
    }[dimension]


class FilterBar(QWidget):
    """Chips for the kinds with their counts, a list of dimensions, and one of people."""

    kinds_changed = Signal()
    """Other kinds are wanted; nothing has to be read for it."""
    query_changed = Signal()
    """Another dimension or other people are asked for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("difference_filters")
        self.chips: dict[str, Chip] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        flow = self._flow = FlowLayout(self)
        for kind in (*DifferenceKind, PROPOSALS):
            chip = Chip("", "choice")
            chip.setObjectName(f"kind_{kind}")
            chip.setChecked(kind in _ON)
            chip.toggled.connect(self.kinds_changed)
            self.chips[kind] = chip
            flow.addWidget(chip)
        self._dimension = ComboBox(tr("In which dimension"))
        self._dimension.setObjectName("difference_dimension")
        self._dimension.addItem(tr("Grades or provenance"), "")
        for name in DIMENSIONS:
            self._dimension.addItem(dimension_words(name), name)
        self._people = ComboBox(tr("Between whom"))
        self._people.setObjectName("difference_people")
        self._people.set_most(34)
        selects = QWidget()  # they are read as one sentence
        self._selects = QHBoxLayout(selects)
        self._selects.setContentsMargins(0, 0, 0, 0)
        for words, combo in ((tr("Differing in"), self._dimension), (tr("between"), self._people)):
            label = PlainLabel(words, "body", "ink2")
            label.setBuddy(combo)
            self._selects.addWidget(label)
            self._selects.addWidget(combo)
            combo.currentIndexChanged.connect(lambda _: self.query_changed.emit())
        flow.addWidget(selects)
        self._pairs: list[frozenset[str]] = []
        self.set_people([], "")
        self.set_counts(Counter())
        theme.notifier().changed.connect(self._retheme)
        self._retheme()

    def set_people(self, people: Sequence[tuple[str, str]], mine: str) -> None:
        """Offer these reviewers (id, name); what is chosen stays if it still can be."""
        names = {id: show_controls(name) or tr("Unnamed reviewer") for id, name in people}
        if mine in names:
            names[mine] = tr("me")
        pairs = [frozenset(pair) for pair in combinations(names, 2)]
        offered = pairs if 1 < len(pairs) <= _MOST_PAIRS else []
        offered += [frozenset({id}) for id in names] if len(names) > 2 else []
        if offered == self._pairs and self._people.count():
            return
        chosen = self._people.currentData()
        self._pairs = offered
        self._people.blockSignals(True)  # noqa: FBT003 - Qt's own signature
        self._people.clear()
        self._people.addItem(tr("any two"), frozenset())
        for some in offered:
            in_order = [names[id] for id in names if id in some]
            words = tr("{one} and anybody", one=in_order[0])
            if len(in_order) == 2:
                words = tr("{one} and {other}", one=in_order[0], other=in_order[1])
            self._people.addItem(words, some)
        at = next((i for i, some in enumerate(offered, 1) if some == chosen), 0)
        self._people.setCurrentIndex(at)
        self._people.blockSignals(False)  # noqa: FBT003
        self._people.setEnabled(bool(offered))
        self._people.updateGeometry()
        self._flow.invalidate()

    def set_counts(self, counts: Counter[str]) -> None:
        """Show how many there are of each kind."""
        for kind, chip in self.chips.items():
            chip.set_words(kind_words(kind, counts[kind]))

    def kinds(self) -> frozenset[str]:
        """Return the kinds that are wanted."""
        return frozenset(kind for kind, chip in self.chips.items() if chip.isChecked())

    def query(self) -> DifferenceQuery:
        """Return what is asked for, of all kinds."""
        dimension = self._dimension.currentData()
        return DifferenceQuery(
            dimensions=frozenset({dimension} if dimension else ()),
            reviewers=frozenset(self._people.currentData() or ()),
        )

    def is_narrowed(self) -> bool:
        """Tell whether something is left out that differs."""
        off = [chip for kind, chip in self.chips.items() if kind in _ON and not chip.isChecked()]
        return bool(off) or self.query() != DifferenceQuery()

    def _retheme(self) -> None:
        u = theme.u()
        for chip in self.chips.values():
            chip.setMinimumHeight(self._dimension.sizeHint().height())  # one line with the lists
        self._selects.setSpacing(2 * u)
        self._flow.invalidate()
