"""The search for proposals in the window of differences: how far it is, Cancel, and once more."""

from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from credreview.text import tr
from credreview.ui.jobs import Job
from credreview.ui.look import theme
from credreview.ui.look.buttons import PushButton
from credreview.ui.look.plain_label import PlainLabel
from credreview.ui.status_line import JobView

#: A search that is over sooner shows nothing of itself, in milliseconds.
_PATIENCE: Final = 300


class ProposalSearch(QWidget):
    """Shows a search that takes its time; one that was stopped can begin again from here."""

    asked = Signal()
    """It is to begin again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("proposal_search")
        self._job: Job | None = None
        self._view = JobView()
        self._stopped = PlainLabel(tr("Search for proposals stopped."), colour="ink2")
        self._again = PushButton(tr("Look again"), "quiet")
        self._again.setObjectName("proposals_again")
        self._again.clicked.connect(self.asked)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        for widget in (self._view, self._stopped, self._again):
            self._row.addWidget(widget)
        self._row.addStretch(1)
        self._wait = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._wait.timeout.connect(self._show_job)
        theme.notifier().changed.connect(self._retheme)
        self._retheme()
        self._show(stopped=False)

    def watch(self, job: Job) -> None:
        """Show this job from now on, once it has taken a while."""
        self._job = job
        for ended in (job.finished, job.failed, job.cancelled):
            ended.connect(lambda *_, job=job: self._end(job))
        self._show(stopped=False)
        self._wait.start()

    def say_stopped(self) -> None:
        """Say that the search was stopped, and offer to begin again."""
        self._view.hide()
        self._show(stopped=True)
        # Cancel, which took it, cannot be pressed again, and so has lost the keyboard.
        self._again.setFocus()

    def _show_job(self) -> None:
        if self._job is not None:
            self._view.watch(self._job)
            self.show()

    def _end(self, job: Job) -> None:
        if job is self._job:
            self._job = None
            self._wait.stop()
            self.hide()

    def _show(self, *, stopped: bool) -> None:
        self._stopped.setVisible(stopped)
        self._again.setVisible(stopped)
        self.setVisible(stopped)

    def _retheme(self) -> None:
        self._row.setSpacing(2 * theme.u())
