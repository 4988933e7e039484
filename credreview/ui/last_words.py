"""What the process leaves when it is struck down within a library, for the next one to show.

No handler of exceptions runs then. Only places in the code are kept, and no
word of an article or a rationale (see `ui.crash`).
"""

import faulthandler
import platform
import re
from contextlib import suppress
from typing import IO, Final

from PySide6.QtCore import qVersion

from credreview import __version__, environment

NAME: Final = "struck-down.txt"
_MOST_BYTES = 64_000
_BEGIN = "credreview "
_FILE = re.compile(r'File "(?:[^"]*[/\\])?([^"/\\]*)"')


class LastWords:
    """From now on, until `end`, a blow to the process is noted in the folder of the log.

    Attributes:
        found: What the process before left when it was struck down: lines for
            a developer, file names without folders; empty if it ended well or
            was ended from outside.
    """

    def __init__(self) -> None:
        self.found: list[str] = []
        self._file: IO[bytes] | None = None
        with suppress(OSError):  # nothing is lost but a report
            # Appending: another window of the program may write there as well.
            self._file = (environment.state_folder() / NAME).open("a+b")
            self.found = self._taken(self._file)
            who = f"{_BEGIN}{__version__}, Python {platform.python_version()}, Qt {qVersion()}"
            self._file.write(f"{who}, {platform.platform()}\n".encode())
            self._file.flush()
            faulthandler.enable(self._file)

    def end(self) -> None:
        """Leave nothing: what was noted on the way was no end."""
        if self._file is not None:
            faulthandler.disable()
            with suppress(OSError):
                self._file.truncate(0)
            self._file.close()
            self._file = None

    def _taken(self, file: IO[bytes]) -> list[str]:
        file.seek(0)
        lines = file.read(_MOST_BYTES).decode(errors="replace").splitlines()
        file.truncate(0)
        if all(line.startswith(_BEGIN) for line in lines):
            return []
        return [_FILE.sub(r'File "\1"', line) for line in lines]
