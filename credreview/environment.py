"""What the program stands in: its folders, the clock, the log, files as the system has them."""

import logging
import logging.handlers
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import platformdirs

HOME_VARIABLE = "CREDREVIEW_HOME"
#: Opens the own key where no window can ask for its passphrase.
PASSPHRASE_VARIABLE = "CREDREVIEW_PASSPHRASE"
#: Seals and opens shared files where nobody can be asked.
SHARE_PASSPHRASE_VARIABLE = "CREDREVIEW_SHARE_PASSPHRASE"

# Opening a pipe that took a file's place would wait for ever, and a terminal's would be one's own.
_OPEN_FLAGS = os.O_RDONLY | sum(
    getattr(os, flag, 0) for flag in ("O_BINARY", "O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC")
)


def _folder(overridden: str, usual: str) -> Path:
    home = os.environ.get(HOME_VARIABLE)
    folder = Path(home) / overridden if home else Path(usual)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def data_folder() -> Path:
    """Return the folder of what must not be lost: people, keys, backups, drafts; made if missing.

    CREDREVIEW_HOME overrides it.
    """
    return _folder("", platformdirs.user_data_dir("credreview", appauthor=False))


def config_folder() -> Path:
    """Return the folder of settings and own vocabulary terms; made if missing."""
    return _folder("config", platformdirs.user_config_dir("credreview", appauthor=False))


def state_folder() -> Path:
    """Return the folder of the log; made if missing."""
    return _folder("log", platformdirs.user_log_dir("credreview", appauthor=False))


def now() -> int:
    """Return the wall time in milliseconds since 1970, UTC."""
    return time.time_ns() // 1_000_000


def open_checked(path: Path, check: Callable[[os.stat_result], None]) -> BinaryIO:
    """Open a file to read its bytes, if a check lets it through; links are followed.

    Opening a pipe may wait for ever, and opening a device may do something.

    Args:
        path: The file.
        check: Raises for what is not to be opened. It is asked about the path,
            and again about what was opened: something may have taken its place.

    Raises:
        OSError: It is not there, or cannot be opened.
        ValueError: There is a NUL in its name.
    """
    check(path.stat())
    file = os.fdopen(os.open(path, _OPEN_FLAGS), "rb")
    try:
        check(os.fstat(file.fileno()))
    except BaseException:
        file.close()
        raise
    return file


def start_log() -> Path:
    """Write warnings and errors to a rotating log; return its path.

    No article text and no rationale is ever logged.
    """
    path = state_folder() / "credreview.log"
    handler = logging.handlers.RotatingFileHandler(
        path, maxBytes=1_000_000, backupCount=3, encoding="utf-8", delay=True
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger("credreview")
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    return path
