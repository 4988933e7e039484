"""The line at the bottom: saved or not, who reviews, where one is, and what runs."""

from PySide6.QtCore import QDateTime, QLocale, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from credreview.text import tr
from credreview.ui.jobs import Job
from credreview.ui.look import painting, theme
from credreview.ui.look.buttons import PushButton
from credreview.ui.look.key_hint import KeyHint
from credreview.ui.look.plain_label import PlainLabel

_HINT_FOR = 6000


def clock_time(when: int) -> str:
    """Return a time of day in the reader's own form, such as "10:42"; `when` in ms UTC."""
    at = QDateTime.fromMSecsSinceEpoch(when)
    return QLocale().toString(at.time(), QLocale.FormatType.ShortFormat)


class StatusLine(QWidget):
    """Saved state, reviewer, position; on the other side a passing hint, or the running job."""

    reviewer_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status_line")
        self._saved_icon = QLabel()
        self._saved = PlainLabel("", "medium")
        self._saved.setObjectName("saved")
        self.reviewer = PushButton("", "quiet", icon="user")
        self.reviewer.setObjectName("reviewer")
        self.reviewer.setAccessibleName(tr("Reviewer"))
        self.reviewer.clicked.connect(self.reviewer_clicked)
        self._position = PlainLabel("", colour="ink2")
        self._position.setObjectName("position")
        self._hint = HintLabel()
        self._lines = [Divider(), Divider()]
        self.keys = PushButton(tr("All keys"), "quiet")
        self.keys.setObjectName("all_keys")
        self._keys_hint = KeyHint("?")
        self.job = JobView()
        self._row = QHBoxLayout(self)
        for widget in (self._saved_icon, self._saved, self._lines[0], self.reviewer,
                       self._lines[1], self._position):  # fmt: skip
            self._row.addWidget(widget)
        self._row.addWidget(self._hint, 1)
        self._row.addWidget(self.job)
        self._row.addSpacing(2)
        self._row.addWidget(self._keys_hint)
        self._row.addWidget(self.keys)
        self._timer = QTimer(self, singleShot=True, interval=_HINT_FOR)
        self._timer.timeout.connect(lambda: self._hint.set_words(""))
        self._icon: tuple[str, str] | None = None
        theme.notifier().changed.connect(self._retheme)
        self.show_no_review()
        self._retheme()

    def show_no_review(self) -> None:
        """Show nothing but hints and jobs."""
        self._icon = None
        self._saved.setText("")
        for widget in (self._saved_icon, self._saved, self.reviewer, *self._lines):
            widget.hide()
        self._position.setText("")

    def show_saved(self, when: int) -> None:
        """Say that all is on disk since a time, ms UTC."""
        self._show_state("check", "ok", tr("Saved {time}", time=clock_time(when)), "ink")

    def show_unsaved(self, since: int) -> None:
        """Say that nothing could be written since a time, ms UTC."""
        words = tr("Not saved since {time}", time=clock_time(since))
        self._show_state("error", "error", words, "error")

    def show_read_only(self) -> None:
        """Say that this review is only read."""
        self._show_state("lock", "ink2", tr("Read only"), "ink")

    def show_reviewer(self, name: str) -> None:
        """Show who reviews."""
        self.reviewer.setText(name.replace("&", "&&"))
        self.reviewer.setAccessibleDescription(name)
        self.reviewer.setToolTip(painting.plain_tip(tr("Reviewer: {name}", name=name)))
        self.reviewer.show()
        self._lines[0].show()

    def watch(self, job: Job) -> None:
        """Show this job until it ends."""
        self.job.watch(job)
        for part in (self.keys, self._keys_hint):
            part.hide()
            for ended in (job.finished, job.failed, job.cancelled):
                ended.connect(part.show)

    def show_position(self, words: str) -> None:
        """Show where one is."""
        self._position.setText(words)
        self._lines[1].setVisible(bool(words) and self._icon is not None)

    def hint(self, words: str) -> None:
        """Say something that is not worth a message; it goes by itself, or after the next."""
        self._hint.set_words(words)
        self._timer.start()

    def hint_words(self) -> str:
        """Return the hint that is shown, or ""."""
        return self._hint.accessibleName()

    def _show_state(self, icon: str, role: str, words: str, colour: str) -> None:
        self._icon = (icon, role)
        self._saved.set_colour(colour)
        self._saved.setText(words)
        self._saved_icon.setPixmap(theme.icon(icon, role))
        self._saved_icon.show()
        self._saved.show()

    def _retheme(self) -> None:
        u = theme.u()
        self._row.setContentsMargins(3 * u, 0, 3 * u, 0)
        self._row.setSpacing(round(1.5 * u))
        # As far from the lines as the button between them, whose words stand inside it.
        self._saved.setContentsMargins(0, 0, u, 0)
        self._position.setContentsMargins(u, 0, 0, 0)
        self.setFixedHeight(max(round(7.5 * u), self.fontMetrics().height() + 2 * u))
        if self._icon is not None:
            self._saved_icon.setPixmap(theme.icon(*self._icon))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), theme.tokens().window)
            painter.fillRect(0, 0, self.width(), 1, theme.tokens().line)


class HintLabel(QWidget):
    """Words at the end of the free room, elided where it is too narrow; told to screen readers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("hint")

    def set_words(self, words: str) -> None:
        """Show these words."""
        self.setAccessibleName(words)
        self.setToolTip(painting.plain_tip(words))
        if words:
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        reverse = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        align = Qt.AlignmentFlag.AlignLeft if reverse else Qt.AlignmentFlag.AlignRight
        font, colour = theme.font("body"), theme.tokens().ink2
        with QPainter(self) as painter:
            painting.write(painter, QRectF(self.rect()), self.accessibleName(), font, colour, align)


class Divider(QWidget):
    """A short upright line."""

    def sizeHint(self) -> QSize:  # noqa: D102
        return QSize(1, 4 * theme.u())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        middle, half = self.height() // 2, 2 * theme.u()
        with QPainter(self) as painter:
            painter.fillRect(0, middle - half, 1, 2 * half, theme.tokens().line)


class JobView(QWidget):
    """The running job: what it does, how far it is, and how to stop it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("job")
        self._job: Job | None = None
        self._words = PlainLabel("", colour="ink2")
        self._words.setObjectName("job_words")
        self._bar = ProgressBar()
        self._cancel = PushButton(tr("Cancel"), "quiet")
        self._cancel.setObjectName("job_cancel")
        self._cancel.clicked.connect(self._stop)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        for widget in (self._words, self._bar, self._cancel):
            self._row.addWidget(widget)
        theme.notifier().changed.connect(self._retheme)
        self._retheme()
        self.hide()

    def watch(self, job: Job) -> None:
        """Show this job until it ends."""
        self._job = job
        self._words.setText(job.title)
        self._bar.set_progress(0, 0)
        self._cancel.setEnabled(True)
        job.progressed.connect(self._progress)
        for ended in (job.finished, job.failed, job.cancelled):
            ended.connect(lambda *_, job=job: self._leave(job))
        self.show()

    def words(self) -> str:
        """Return what is said of the job."""
        return self._words.text()

    def _progress(self, done: int, total: int, what: str) -> None:
        if self._job is None or self._job.is_stopping():
            return
        count = tr("{done} of {total}", done=done, total=total) if total else str(done)
        shown = self.fontMetrics().elidedText(what, Qt.TextElideMode.ElideMiddle, 60 * theme.u())
        words = f"{self._job.title} {count}"
        self._words.setText(f"{words}: {shown}" if what else words)
        self._bar.set_progress(done, total)

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._words.setText(tr("Stopping…"))
            self._cancel.setEnabled(False)

    def _leave(self, job: Job) -> None:
        if job is self._job:
            self._job = None
            self.hide()

    def _retheme(self) -> None:
        self._row.setSpacing(2 * theme.u())


class ProgressBar(QWidget):
    """A thin bar; without a known total it is half full, which says "under way"."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._share = 0.0
        self.setAccessibleName(tr("Progress"))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def set_progress(self, done: int, total: int) -> None:
        """Show `done` of `total` steps."""
        self._share = min(1.0, done / total) if total else 0.5
        self.setAccessibleDescription(tr("{percent} %", percent=round(100 * self._share)))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: D102
        return QSize(28 * theme.u(), 3 * theme.u())

    def minimumSizeHint(self) -> QSize:
        """Be short before the words beside it are cut."""
        return QSize(8 * theme.u(), 3 * theme.u())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        of, u = theme.tokens(), theme.u()
        height = 1.5 * u
        rect = QRectF(0, (self.height() - height) / 2, self.width(), height)
        with QPainter(self) as painter:
            border = of.ink if of.high_contrast else None
            painting.box(painter, rect, height / 2, fill=of.press, border=border)
            done = QRectF(rect)
            done.setWidth(max(height, rect.width() * self._share))
            painting.box(painter, done, height / 2, fill=of.accent)
