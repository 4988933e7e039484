"""A print queue of one's own: Debian's cups with its PDF printer, in a folder that goes afterwards.

The system's queues, if there are any, are not touched. What is printed comes out as a PDF of the
words that the printer was given: the job is turned into PostScript by cairo, which keeps words.
"""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

QUEUE = "paper"
#: Unknown to the system, so that the printer puts its pages where it puts those of strangers.
SOMEBODY = "credreview-test"
_OUT = Path("/var/spool/cups-pdf/ANONYMOUS")
_PPD = "/usr/share/ppd/cups-pdf/CUPS-PDF_opt.ppd"
_SERVER, _ADMIN = "/usr/sbin/cupsd", "/usr/sbin/lpadmin"
_NEEDED = (_SERVER, _ADMIN, "lpstat", "/usr/lib/cups/backend/cups-pdf", _PPD, str(_OUT))
_SECONDS = 60

_FILES = """
ServerRoot {0}/root
RequestRoot {0}/spool
TempDir {0}/tmp
CacheDir {0}/cache
StateDir {0}/state
ErrorLog {0}/log
AccessLog {0}/log
PageLog {0}/log
SystemGroup root
User lp
Group lp
"""
_DAEMON = """
Listen {0}/socket
LogLevel debug
Browsing No
DefaultAuthType None
WebInterface No
<Location />
Order allow,deny
Allow all
</Location>
<Policy default>
<Limit All>
Order allow,deny
Allow all
</Limit>
</Policy>
"""


class Queue:
    """A running printer.

    Attributes:
        environ: What a program needs in its environment to find it.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._titles: list[str] = []
        self.environ = {"CUPS_SERVER": str(folder / "socket"), "CUPS_USER": SOMEBODY}

    def ask(self, *command: str) -> str:
        """Run a command of cups; return what it says."""
        done = subprocess.run(
            command, env={**os.environ, **self.environ}, timeout=_SECONDS,
            capture_output=True, encoding="utf-8", check=True,
        )  # fmt: skip
        return done.stdout

    def log(self) -> str:
        """Return what the daemon said last."""
        return (self._folder / "log").read_text(encoding="utf-8", errors="replace")[-4000:]

    def printed(self, title: str) -> Path:
        """Wait for the pages of the job whose title holds a word; return the PDF."""
        self._titles.append(title)
        last = time.monotonic() + _SECONDS
        while time.monotonic() < last:
            found = [path for path in _OUT.glob("*.pdf") if title in path.name]
            if found and not self.ask("lpstat", "-W", "not-completed", "-o"):
                return found[0]
            time.sleep(0.05)
        raise AssertionError(f"nothing was printed for {title}: {self.log()}")

    def tidy(self) -> None:
        """Take away what was printed."""
        for title in self._titles:
            for path in _OUT.glob(f"*{title}*"):
                path.unlink()


def _require() -> None:
    """Skip where there can be no queue; where all is set up for tests, that is a failure."""
    missing = [
        name
        for name in _NEEDED
        if not (shutil.which(name) or name[0] == "/" and Path(name).exists())
    ]
    if os.geteuid() == 0 and not missing:
        return
    said = f"no print queue: it takes root, and {', '.join(missing) or 'nothing else'}"
    if os.environ.get("CI") == "true":
        pytest.fail(said)
    pytest.skip(said)


@contextmanager
def running() -> Iterator[Queue]:
    """Run a daemon with one printer, the default one, until the block ends."""
    _require()
    with tempfile.TemporaryDirectory(prefix="cups-") as name:
        folder = Path(name)
        folder.chmod(0o755)  # the daemon's helpers are somebody else
        for part in ("root", "spool", "tmp", "cache", "state"):
            (folder / part).mkdir()
        shutil.chown(folder / "tmp", group="lp")
        (folder / "tmp").chmod(0o770)
        (folder / "root" / "cups-files.conf").write_text(_FILES.format(folder), encoding="utf-8")
        (folder / "root" / "cupsd.conf").write_text(_DAEMON.format(folder), encoding="utf-8")
        daemon = subprocess.Popen(
            [_SERVER, "-f", "-c", folder / "root" / "cupsd.conf",
             "-s", folder / "root" / "cups-files.conf"],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        queue = Queue(folder)
        try:
            _wait_for(folder / "socket")
            queue.ask(_ADMIN, "-p", QUEUE, "-E", "-v", "cups-pdf:/", "-P", _PPD,
                      "-o", "pdftops-renderer-default=pdftocairo", "-o", "PageSize=A4")  # fmt: skip
            queue.ask(_ADMIN, "-d", QUEUE)
            yield queue
        finally:
            daemon.terminate()
            daemon.wait(_SECONDS)
            queue.tidy()


def _wait_for(socket: Path) -> None:
    last = time.monotonic() + _SECONDS
    while not socket.exists():
        assert time.monotonic() < last, "cupsd does not start"
        time.sleep(0.02)
