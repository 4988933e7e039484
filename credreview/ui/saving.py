"""The saver: decisions go to disk one by one, in order, while the window goes on.

A commit takes some milliseconds but may wait seconds for another program's
lock, or fail on a full disk. So there is a queue, and a lane of its own works
through it: order is kept whatever happens, an import in its own lane holds up
a verdict by one batch at most, and what fails stays in the queue and is tried
again. The screen says "saved" only after the commit; a decision that waits
longer than `SLOW` is shown with "not saved yet".
"""

import time
from typing import Final

from PySide6.QtCore import QEventLoop, QObject, QTimer, Signal

from credreview import environment
from credreview.domain.errors import UserError
from credreview.domain.model import Changed
from credreview.review.session import ReviewSession
from credreview.ui.jobs import Lane
from credreview.ui.pending import Pending, Write

#: How long a decision may wait before the screen says so, in milliseconds.
SLOW: Final = 150
#: After how many seconds a failed write is tried again.
RETRY: Final = 8


class Saver(QObject):
    """Writes one thing after the other through the session, and keeps what fails."""

    written = Signal(object, object)
    """A `Write` that is on disk, and its `Changed`; None where undo had nothing to undo."""
    refused = Signal(object, object)
    """A `Write` that cannot be done, and the `UserError` that says why; it is dropped."""
    failed = Signal(object)
    """The `UserError` why nothing can be written now; also each time the countdown steps."""
    recovered = Signal()
    """Writing works again."""
    slow_changed = Signal(bool)
    """Whether decisions are waiting for longer than `SLOW`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.pending = Pending()
        self.saved_at = 0
        self.countdown = 0
        self.error: UserError | None = None
        self._session: ReviewSession | None = None
        self._lane = Lane("saver", self)
        self._busy = False
        self._held = False
        self.is_slow = False
        self._slow = QTimer(self, singleShot=True, interval=SLOW)
        self._slow.timeout.connect(lambda: self._tell_slow(slow=True))
        self._clock = QTimer(self, interval=1000)
        self._clock.timeout.connect(self._count_down)

    def set_session(self, session: ReviewSession | None) -> None:
        """Write through another session from now on; what waits is written there."""
        self._session = session
        if session is not None:
            self.saved_at = int(session.file.path.stat().st_mtime * 1000)
        self.retry()

    def submit(self, write: Write) -> None:
        """Write this after everything that was submitted before."""
        self.pending.append(write)
        if not self._slow.isActive() and self.error is None:
            self._slow.start()
        elif self.error is not None:
            self._tell_slow(slow=True)
        self._step()

    def take_back(self) -> Write | None:
        """Drop the latest write that failed to reach the disk; None where there is none."""
        if self.error is None or self._busy or not self.pending:
            return None
        if isinstance(self.pending[-1].deed, str):
            return None  # an undo that waits; what is asked for now comes after it
        write = self.pending.pop()
        if not self.pending:
            self._recover()
        return write

    def drop_all(self) -> None:
        """Forget what could not be written."""
        self.pending.clear()
        self._recover()

    def hold(self) -> bool:
        """Write nothing until `release`; tell whether nothing is on its way to disk now."""
        self._held = True
        return not self._busy

    def release(self) -> None:
        """Go on writing."""
        self._held = False
        self._step()

    def retry(self) -> None:
        """Try again now."""
        self.countdown = 0
        self._clock.stop()
        self._step()

    def settle(self, milliseconds: int = 6000) -> bool:
        """Wait until all is on disk or cannot be written; tell whether all is on disk."""
        loop, deadline = QEventLoop(), time.monotonic() + milliseconds / 1000
        look = QTimer(loop, interval=5)
        look.timeout.connect(lambda: loop.exit() if self._is_settled(deadline) else None)
        look.start()
        if not self._is_settled(deadline):
            loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        look.stop()
        return not self.pending

    def _is_settled(self, deadline: float) -> bool:
        stuck = self.error is not None and not self._busy
        return not self.pending or stuck or time.monotonic() > deadline

    def close(self) -> None:
        """End the lane."""
        self._lane.close()

    def _step(self) -> None:
        session = self._session
        stopped = self._held or self._clock.isActive()
        if self._busy or not self.pending or stopped or session is None:
            return
        self._busy = True
        write = self.pending[0]

        def work() -> Changed | BaseException | None:
            try:
                if write.deed == "undo":
                    return session.undo()
                if write.deed == "redo":
                    return session.redo()
                return session.do(write.deed)
            except UserError:
                raise
            except Exception as error:  # noqa: BLE001 - raised again below, after the queue moved
                return error

        def done(answer: Changed | BaseException | None) -> None:
            self._leave_queue(write)
            try:
                if isinstance(answer, BaseException):
                    self.refused.emit(write, None)
                    raise answer
                self.saved_at = environment.now()
                write.done(answer)
                self.written.emit(write, answer)
            finally:
                self._step()  # whatever a screen makes of it, the next decision goes to disk

        self._lane.run(work, done, "save", lambda error: self._on_error(write, error))

    def _leave_queue(self, write: Write) -> None:
        self._busy = False
        if self.pending and self.pending[0] is write:
            self.pending.popleft()
        if not self.pending or self.error is not None:
            self._recover()

    def _tell_slow(self, *, slow: bool) -> None:
        self.is_slow = slow
        self.slow_changed.emit(slow)

    def _recover(self) -> None:
        self._slow.stop()
        self._clock.stop()
        recovered, self.error = self.error is not None, None
        self._tell_slow(slow=False)
        if recovered:
            self.recovered.emit()
        if self.pending:
            self._slow.start()

    def _on_error(self, write: Write, error: UserError) -> None:
        if not error.id.startswith("file."):
            self._leave_queue(write)
            self.refused.emit(write, error)
            self._step()
            return
        self._busy = False
        self.error = error
        self.countdown = RETRY
        self._clock.start()
        self._tell_slow(slow=True)
        self.failed.emit(error)

    def _count_down(self) -> None:
        self.countdown -= 1
        if self.countdown <= 0:
            self.retry()
        elif self.error is not None:
            self.failed.emit(self.error)
