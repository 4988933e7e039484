"""When the program itself is wrong: a line in the log, and a report that can be copied.

Neither holds what articles or reviewers say: an exception's own words may
quote them, so only its kind and the places in our code are kept.
"""

import logging
import platform
import sys
import threading
import traceback
from collections.abc import Sequence
from types import TracebackType

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
    qVersion,
)
from PySide6.QtWidgets import QApplication

from credreview import __version__
from credreview.domain.errors import UserError
from credreview.text import tr
from credreview.ui.dialogs.keyboard import open_over
from credreview.ui.messages import Messages

_log = logging.getLogger("credreview.crash")
#: The subject of the message about the process before this one.
_BEFORE = "ended"


def report(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Return what a developer needs to know, without a word of an article or a rationale."""
    places = [
        f"  {frame.filename.replace(chr(92), '/').rpartition('/')[2]}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(trace)
    ]
    return "\n".join(
        [
            f"credreview {__version__}, Python {platform.python_version()}, Qt {qVersion()},"
            f" {platform.platform()}",
            f"{kind.__module__}.{kind.__qualname__}",
            *places,
        ]
    )


class CrashHook(QObject):
    """Catches what nobody else caught, in every thread, and shows it once at a time."""

    told = Signal(object)
    """A `UserError` that nobody caught: the world's failure, such as a damaged file, not a bug."""

    _happened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._shown = False
        self._happened.connect(self._show)

    def install(self) -> None:
        """Catch everything from now on, Qt's own messages too."""
        sys.excepthook = self._catch
        threading.excepthook = lambda args: self._catch(
            args.exc_type, args.exc_value, args.exc_traceback
        )
        qInstallMessageHandler(_log_qt)

    def _catch(
        self,
        kind: type[BaseException],
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        words = report(kind, trace)
        if isinstance(error, UserError):
            _log.warning("nobody told of %s: %s", error.id, words)
            self.told.emit(error)
            return
        _log.error("unexpected: %s", words)
        sys.stderr.write(f"{words}\n")
        self._happened.emit(words)

    def _show(self, words: str) -> None:
        if self._shown or QApplication.instance() is None:
            return
        from credreview.ui.dialogs.details_dialog import DetailsDialog

        self._shown = True
        try:
            # Of no window: one that is destroyed meanwhile would take the report with it.
            dialog = DetailsDialog(
                tr("Something went wrong inside credreview"),
                tr(
                    "What was saved is safe. This report holds no word of your articles or notes;"
                    " please copy it and send it to those who look after credreview."
                ),
                words.splitlines(),
            )
            dialog.setObjectName("crash_dialog")
            dialog.exec()
            dialog.deleteLater()
        finally:
            self._shown = False


def tell_of_the_end_before(messages: Messages, lines: Sequence[str]) -> None:
    """Say that the program was struck down when it ran last, with a report to look at."""

    def show() -> None:
        from credreview.ui.dialogs.details_dialog import DetailsDialog

        messages.take_away(_BEFORE)
        window = messages.window()
        dialog = DetailsDialog(
            tr("Why credreview ended the last time"),
            tr(
                "This report holds no word of your articles or notes; please copy it and send it"
                " to those who look after credreview."
            ),
            lines,
            window,
        )
        dialog.setObjectName("crash_dialog")
        open_over(window, dialog)

    if lines:
        _log.error("the program was struck down: %s", "\n".join(lines))
        messages.show_message(
            _BEFORE,
            "warn",
            tr("credreview ended without warning the last time."),
            tr("What was saved is safe."),
            [(tr("Show report…"), "normal", show)],
        )


_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def _log_qt(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    logging.getLogger("credreview.qt").log(_LEVELS.get(kind, logging.WARNING), "%s", message)
