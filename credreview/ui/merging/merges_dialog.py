"""The merges of a review: what became of each, its report, undoing it, letting it count again."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from credreview.domain.merging import MergeEntry, MergeState
from credreview.review.merge_words import grouped
from credreview.text import tr
from credreview.ui.claims.judgement_words import when_words
from credreview.ui.differences.difference_list import DifferenceList, Entry
from credreview.ui.look import painting, theme
from credreview.ui.look.buttons import PushButton
from credreview.ui.look.plain_label import PlainLabel
from credreview.ui.reader.bidi import show_controls

_GROUPS = 4


class MergesDialog(QDialog):
    """Lists merges, newest first; it is closed by whatever is asked of one of them.

    Args:
        entries: The merges.
        parent: Its parent.
    """

    report_wanted = Signal(object)
    """The `MergeEntry` whose report is to be shown; the list stays."""
    undo_wanted = Signal(object)
    lift_wanted = Signal(object)

    def __init__(self, entries: Sequence[MergeEntry], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("merges_dialog")
        self.setWindowTitle(tr("Merges"))
        self._entries = tuple(entries)
        u = theme.u()
        self.list = DifferenceList(tr("Merges, newest first"))
        self.list.setObjectName("merge_list")
        self._words = PlainLabel(colour="ink2", wrap=True)
        self._words.setObjectName("merge_words")
        self.report = PushButton(tr("Show report"), icon="article")
        self.undo = PushButton(tr("Undo this merge…"), icon="undo")
        self.lift = PushButton(tr("Let it count again"), icon="redo")
        close = PushButton(tr("Close"), "primary")
        for button, name, signal in (
            (self.report, "merge_report_button", self.report_wanted),
            (self.undo, "merge_undo_button", self.undo_wanted),
            (self.lift, "merge_lift_button", self.lift_wanted),
        ):
            button.setObjectName(name)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, signal=signal: signal.emit(self.current()))
        for button in (self.undo, self.lift):
            button.clicked.connect(self.accept)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.setSpacing(2 * u)
        for button in (self.report, self.undo, self.lift):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(6 * u, 6 * u, 6 * u, 5 * u)
        column.setSpacing(3 * u)
        column.addWidget(PlainLabel(tr("Merges of this review"), "panel_head"))
        if entries:
            column.addWidget(_Framed(self.list), 1)
        else:
            self.list.setParent(self)
            self.list.hide()
        column.addWidget(self._words)
        column.addLayout(row)
        self.list.chosen.connect(self._show)
        self.list.opened.connect(lambda _: self.report.click())
        self.list.show_entries([_row(entry) for entry in entries])
        room = self.screen().availableSize()
        high = 100 * u if entries else 45 * u
        self.resize(min(170 * u, round(0.95 * room.width())), min(high, round(0.9 * room.height())))
        (self.list if entries else close).setFocus()

    def current(self) -> MergeEntry | None:
        """Return the merge that is chosen, or None without any."""
        at = self.list.current()
        return self._entries[at] if 0 <= at < len(self._entries) else None

    def _show(self, _row: int) -> None:
        entry = self.current()
        self.report.setEnabled(entry is not None and entry.state is not MergeState.UNFINISHED)
        self.undo.setEnabled(entry is not None and entry.state is not MergeState.ASIDE)
        self.lift.setVisible(entry is not None and entry.state is MergeState.ASIDE)
        self._words.setText(_advice(entry))


class _Framed(QFrame):
    """A line around a list."""

    def __init__(self, inner: QWidget) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(inner)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painting.box(QPainter(self), QRectF(self.rect()), 0, border=theme.tokens().edge)


def _row(entry: MergeEntry) -> Entry:
    state = {
        MergeState.DONE: tr("merged"),
        MergeState.UNFINISHED: tr("not finished"),
        MergeState.ASIDE: tr("set aside"),
    }[entry.state]
    count = tr("1 entry") if entry.actions == 1 else tr("{n} entries", n=entry.actions)
    detail = " · ".join(
        (state, when_words(entry.when), count, grouped(entry.fingerprint, _GROUPS) + " …")
    )
    return Entry(None, show_controls(entry.name), detail)


def _advice(entry: MergeEntry | None) -> str:
    if entry is None:
        return tr("Nothing was merged into this review yet. File > Merge a review… begins one.")
    if entry.state is MergeState.ASIDE:
        return tr(
            "What came with it is hidden here; it is still in the file, and counts again when you"
            " say so."
        )
    undoing = (
        tr("Nothing was done since. Undoing it takes out what came; the review is then as before.")
        if entry.can_be_removed
        else tr("Something was done since. Undoing it sets aside what came: hidden, not lost.")
    )
    if entry.state is MergeState.UNFINISHED:
        return tr("It was stopped on the way. Merging the same file again goes on.") + " " + undoing
    return undoing
