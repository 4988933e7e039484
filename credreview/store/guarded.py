"""A connection to a database that somebody else made: it reads five tables, and every read ends.

Whatever goes wrong in SQLite or in its driver while such a connection is read
is that file's fault and is told so, whoever reads.
"""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from credreview.domain.errors import Cancelled, UserError
from credreview.domain.work import Ticker, silent
from credreview.store import texts
from credreview.store.health import file_uri
from credreview.text import tr

_T = TypeVar("_T")
#: A pause for other threads, in seconds, and how often.
_BREATH_S, _BREATH_EVERY_S = 0.0003, 0.004

#: All that a foreign file is read for; its other tables are derived from these.
TABLES = ("action", "text", "signature", "head", "local")
#: Seconds that one read may take, besides those its file's size allows.
PATIENCE_S = 60.0
_BYTES_PER_SECOND = 5_000_000
#: What reading rows from elsewhere raises; the driver itself lets the last four pass.
FAILURES = (sqlite3.Error, UnicodeError, OverflowError, MemoryError, RecursionError)

_FUNCTIONS = {"count", "max", "min", "sum", "total", "coalesce", "length", "hex", "typeof"}
_PRAGMAS = {"integrity_check", "quick_check", "page_count", "user_version"}
_STATEMENTS = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_TRANSACTION}
_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: texts.LARGEST + 1_000_000,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 20_000,
    sqlite3.SQLITE_LIMIT_COLUMN: 100,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 50,
    sqlite3.SQLITE_LIMIT_COMPOUND_SELECT: 5,
    sqlite3.SQLITE_LIMIT_VDBE_OP: 25_000,
    sqlite3.SQLITE_LIMIT_FUNCTION_ARG: 10,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 100,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 1,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
}
_SETTINGS = (
    "PRAGMA query_only=ON",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
    "PRAGMA mmap_size=0",
)
#: Steps of SQLite's machine: those between two looks at the clock, and those
#: that reading a schema may take; ours takes some 500.
_STEPS, _SCHEMA_STEPS = 20_000, 20_000


def refusal(reason: str, message: str, hint: str = "") -> UserError:
    """Return the failure for a file that is not let in."""
    return UserError(
        f"gate.{reason}",
        message,
        hint or tr("Nothing was taken from it. Ask for the file again."),
    )


def damaged(name: str) -> UserError:
    """Return the failure for a file that does not hold what a review holds."""
    return refusal("damaged", tr("“{name}” is damaged, or was altered.", name=name))


@contextmanager
def refusing(name: str) -> Iterator[None]:
    """Tell the failures of the block as those of the foreign file of that name."""
    try:
        yield
    except FAILURES as error:
        raise damaged(name) from error


class Watch:
    """Ends reads that take too long, and says what is wrong with the file when one fails."""

    def __init__(self, name: str, patience: float) -> None:
        self._name = name
        self._patience = patience
        self._deadline = 0.0
        self._next_tick = 0.0
        self._next_breath = 0.0
        self._cancelled: Cancelled | None = None
        #: Asked every tenth of a second in long reads whether to go on.
        self.tick: Ticker = silent

    def begin(self) -> None:
        """Start the clock of one read."""
        now = time.monotonic()
        if now >= self._next_breath:
            # SQLite lets go of Python's lock for each row, and has it back before a thread that
            # waits is awake: without a pause a window would stand still while a file is read.
            time.sleep(_BREATH_S)
            self._next_breath = now + _BREATH_EVERY_S
        self._deadline = now + self._patience

    def is_over(self) -> bool:
        """Return whether the read that is under way has to end; SQLite asks."""
        now = time.monotonic()
        if now >= self._next_tick:
            self._next_tick = now + 0.1
            try:
                self.tick(0, 0, self._name)
            except Cancelled as wish:  # SQLite would swallow it
                self._cancelled = wish
        return self._cancelled is not None or now >= self._deadline

    def failure(self, error: BaseException) -> Exception:
        """Return what to raise in place of a failure of SQLite or its driver."""
        if self._cancelled is not None:
            return self._cancelled
        code = getattr(error, "sqlite_errorcode", None) or 0
        if code == sqlite3.SQLITE_INTERRUPT:
            return refusal("endless", tr("Reading “{name}” makes no end.", name=self._name))
        if code & 0xFF in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN):
            return refusal(
                "disk",
                tr("The private copy of “{name}” cannot be read.", name=self._name),
                tr("Nothing was taken from it. Have the disk checked, then try again."),
            )
        return damaged(self._name)


class _Cursor(sqlite3.Cursor):
    connection: "GuardedConnection"

    def execute(self, *given: Any) -> "_Cursor":  # noqa: ANN401 - as in the driver
        self._watched(super().execute, *given)
        return self

    def __next__(self) -> Any:  # noqa: ANN401 - as in the driver
        return self._watched(super().__next__)

    def fetchone(self) -> Any:  # noqa: ANN401 - as in the driver
        return self._watched(super().fetchone)

    def fetchmany(self, size: int | None = 1) -> list[Any]:
        return self._watched(super().fetchmany, size)

    def fetchall(self) -> list[Any]:
        return self._watched(super().fetchall)

    def _watched(self, read: Callable[..., _T], *given: Any) -> _T:  # noqa: ANN401
        watch = self.connection.watch
        watch.begin()
        try:
            return read(*given)
        except FAILURES as error:
            raise watch.failure(error) from error


class GuardedConnection(sqlite3.Connection):
    """A read-only connection whose failures are told as those of the foreign file."""

    watch: Watch

    def cursor(self, factory: Any = _Cursor) -> Any:  # noqa: ANN401, ARG002 - as in the driver
        """Return a cursor that reads under the watch."""
        return super().cursor(_Cursor)

    def execute(self, *given: Any) -> Any:  # noqa: ANN401 - as in the driver
        """Return a cursor that has executed a statement."""
        return self.cursor().execute(*given)


def connect(path: Path, name: str, patience: float) -> GuardedConnection:
    """Return a guarded connection to a private copy.

    Args:
        path: The private copy; no unfinished transaction lies beside it.
        name: The file's own name, for messages.
        patience: Seconds that one read may take, besides some for the file's size.

    Raises:
        UserError: "gate.*"; already its list of tables cannot be read.
    """
    size = path.stat().st_size
    db = sqlite3.connect(
        file_uri(path, "ro"),
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        factory=GuardedConnection,
    )
    try:
        db.watch = Watch(name, patience + size / _BYTES_PER_SECOND)
        for limit, value in _LIMITS.items():
            db.setlimit(limit, value)
        # A schema of a million tables would fill the memory while it is read.
        db.set_progress_handler(lambda: True, _SCHEMA_STEPS)
        for setting in _SETTINGS:
            db.execute(setting)
        db.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        db.set_progress_handler(db.watch.is_over, _STEPS)
        db.set_authorizer(_may)
    except BaseException:
        db.close()
        raise
    return db


def _may(
    deed: int, subject: str | None, detail: str | None, base: str | None, inside: str | None
) -> int:
    """Answer SQLite whether a statement may do this; `inside` names a view or trigger."""
    if deed == sqlite3.SQLITE_READ:
        # A table of which no column is asked comes without its database.
        known = subject in TABLES or subject in ("sqlite_schema", "sqlite_master")
        allowed = known and base in ("main", None) and inside is None
    elif deed == sqlite3.SQLITE_PRAGMA:
        allowed = subject in _PRAGMAS
    elif deed == sqlite3.SQLITE_FUNCTION:
        allowed = detail in _FUNCTIONS
    else:
        allowed = deed in _STATEMENTS
    return sqlite3.SQLITE_OK if allowed else sqlite3.SQLITE_DENY
