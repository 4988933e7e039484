"""One chart of the window of figures, under its name, with a switch to the same as a table."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from credreview.review.figures import FigureChart
from credreview.text import tr
from credreview.ui.figures.chart_table import ChartTable
from credreview.ui.figures.chart_view import ChartView
from credreview.ui.look import theme
from credreview.ui.look.buttons import Chip
from credreview.ui.look.plain_label import PlainLabel
from credreview.ui.paper.blocks import Target


class FigureSection(QWidget):
    """A heading, a line of small print, the chart or its table.

    Args:
        id: Part of the names of its widgets: "grades".
        name: Its heading.
        note: What it shows, in a sentence.
    """

    activated = Signal(object)
    """The target of a field."""
    tabled = Signal()
    """The table was switched on or off."""

    def __init__(self, id: str, name: str, note: str) -> None:
        super().__init__()
        self.setObjectName(f"figures_{id}")
        self._head = PlainLabel(name, "panel_head")
        self._note = PlainLabel(note, "small", "ink2", wrap=True)
        self.switch = Chip(tr("Table"), "choice")
        self.switch.setObjectName(f"figures_switch_{id}")
        self.switch.setAccessibleName(tr("{name}, as a table", name=name))
        self.view = ChartView(name)
        self.view.setObjectName(f"figures_chart_{id}")
        self.table = ChartTable(name)
        self.table.setObjectName(f"figures_table_{id}")
        self.table.hide()
        self._top = QHBoxLayout()
        self._top.addWidget(self._head)
        self._top.addStretch(1)
        self._top.addWidget(self.switch)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._top)
        self._column.addWidget(self._note)
        self._column.addWidget(self.view)
        self._column.addWidget(self.table)
        self.view.activated.connect(self.activated)
        self.switch.toggled.connect(self._switch)
        theme.notifier().changed.connect(self._retheme)
        self._retheme()

    def show_chart(self, chart: FigureChart, is_on: Callable[[Target], bool]) -> None:
        """Show these figures."""
        self.view.show_chart(chart, is_on)
        self.table.show_table(chart.table)

    def _switch(self, on: bool) -> None:
        self.view.setVisible(not on)
        self.table.setVisible(on)
        self.tabled.emit()

    def _retheme(self) -> None:
        u = theme.u()
        self._column.setSpacing(u)
        self._top.setSpacing(2 * u)
