"""Lanes: threads that carry plain functions, so that the window never waits for a file.

There is one lane for long work that writes and one for reading: a search must
not wait for an import. Answers come back in the window's thread.
"""

import logging
import queue
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import Any, Final, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from credreview.domain.errors import Cancelled, UserError
from credreview.domain.work import Ticker

T = TypeVar("T")

_log = logging.getLogger(__name__)

#: Progress is shown at most this often, in seconds: signals cost more than ticks.
_TICK_EVERY: Final = 0.05


class Job(QObject):
    """Long work with a name, under way; its signals come in the window's thread.

    Exactly one of `finished`, `failed` and `cancelled` is emitted, last.
    """

    progressed = Signal(int, int, str)
    """Steps done, steps in all (0: unknown), and what is being worked on."""
    finished = Signal(object)
    """What the work returned."""
    failed = Signal(object)
    """The `UserError` that ended it."""
    cancelled = Signal()

    def __init__(self, title: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.title = title
        self._stop = threading.Event()

    def cancel(self) -> None:
        """Ask the work to stop at its next step; what it committed stays."""
        self._stop.set()

    def is_stopping(self) -> bool:
        """Tell whether it was asked to stop."""
        return self._stop.is_set()


class Lane(QObject):
    """One thread that does one thing after the other.

    An exception that is no `UserError` is our bug: it reaches `sys.excepthook`.
    """

    job_started = Signal(object)
    """A `Job` that begins now."""
    failed = Signal(object)
    """The `UserError` of short work that named no one else to tell."""

    _answer = Signal(object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._waiting: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._jobs: list[Job] = []
        self._closed = False
        # Queued even from this thread: an answer never comes before `run` has returned.
        self._answer.connect(self._call, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        name: str = "",
        failed: Callable[[UserError], None] | None = None,
    ) -> None:
        """Do short work in the lane and hand its answer to `done` in the window's thread."""

        def carry() -> None:
            try:
                answer = work()
            except UserError as error:
                self._post(partial(failed or self.failed.emit, error))
            else:
                self._post(lambda: done(answer))

        self._put(carry)

    def start(self, title: str, work: Callable[[Ticker], Any]) -> Job:
        """Begin long work that reports to a ticker, and return it; it waits for its turn."""
        job = Job(title, self)
        self._jobs.append(job)
        told_at = 0.0

        def tick(done: int, total: int, what: str = "") -> None:
            nonlocal told_at
            if job.is_stopping():
                raise Cancelled
            if done == total or time.monotonic() - told_at >= _TICK_EVERY:
                told_at = time.monotonic()
                self._post(lambda: job.progressed.emit(done, total, what))

        def carry() -> None:
            self._post(lambda: self.job_started.emit(job))
            try:
                answer = work(tick)
            except Cancelled:
                self._post(lambda: self._end(job, job.cancelled.emit))
            except UserError as error:
                self._post(partial(self._end, job, partial(job.failed.emit, error)))
            except BaseException:
                self._post(lambda: self._end(job, job.cancelled.emit))
                raise
            else:
                self._post(lambda: self._end(job, lambda: job.finished.emit(answer)))

        self._put(carry)
        return job

    def is_busy(self) -> bool:
        """Tell whether long work is under way or waiting."""
        return bool(self._jobs)

    def close(self) -> None:
        """Stop long work at its next step, do what is short, and end the thread; waits for it."""
        self._closed = True
        for job in self._jobs:
            job.cancel()
        if self._thread is not None:
            self._waiting.put(None)
            self._thread.join()
            self._thread = None

    def _put(self, carry: Callable[[], None]) -> None:
        if self._closed:
            return
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name=self._name)
            self._thread.start()
        self._waiting.put(carry)

    def _work(self) -> None:
        while (carry := self._waiting.get()) is not None:
            try:
                carry()
            except BaseException:  # noqa: BLE001 - the lane goes on; the hook tells the person
                self._post(partial(sys.excepthook, *sys.exc_info()))

    def _post(self, call: Callable[[], None]) -> None:
        try:
            self._answer.emit(call)
        except RuntimeError:
            _log.info("an answer of lane %s came after its end", self._name)

    def _call(self, call: Callable[[], None]) -> None:
        if not self._closed:
            call()

    def _end(self, job: Job, tell: Callable[[], None]) -> None:
        self._jobs.remove(job)
        tell()
        job.deleteLater()
