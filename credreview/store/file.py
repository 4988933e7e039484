"""One review file: create, open, read, write; the settings of every connection."""

import os
import random
import sqlite3
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

import sqlalchemy as sa
from zstandard import ZstdError

from credreview.domain.errors import UserError
from credreview.store import migrations, schema, verify
from credreview.store.adopting import attached
from credreview.store.failures import damaged, explained, moved
from credreview.store.health import file_uri
from credreview.text import tr

T = TypeVar("T")

SUFFIX = ".credreview"
BUSY_MS = 5000
#: Seconds between two questions whether a busy file is free, by chance, so
#: that two who wait do not ask in step.
_ASKED_AGAIN_S = (0.001, 0.004)
#: Steps of SQLite's machine, about a millisecond, after which long reading gives way.
_PATIENCE = 20_000

# Most of these do not persist in the file, so each connection sets them.
# DELETE + EXTRA: the only pair that lost no acknowledged commit in simulated
# power cuts; with WAL a copy of the file alone would lack the latest verdicts.
_SETTINGS = (
    f"PRAGMA busy_timeout={BUSY_MS}",
    "PRAGMA journal_mode=DELETE",
    "PRAGMA synchronous=EXTRA",
    "PRAGMA fullfsync=ON",
    "PRAGMA foreign_keys=ON",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
    "PRAGMA mmap_size=0",
    "PRAGMA secure_delete=ON",
)

# What reading a damaged row raises in Python, as a bug would as well.
_SYMPTOMS = (ValueError, TypeError, AttributeError, LookupError, ArithmeticError, ZstdError)


def driver(connection: sa.Connection) -> sqlite3.Connection:
    """Return the SQLite connection under a SQLAlchemy one, for bulk work."""
    raw = connection.connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)
    return raw


class ReviewFile:
    """An open review file.

    A connection lives in one `with` block in one thread. Writes are one at a
    time in this process and, through SQLite's lock, among all processes.
    """

    def __init__(self, path: Path, *, read_only: bool) -> None:
        self.path = path
        self.read_only = read_only
        #: What is opened: the file itself, or the copy of one of an older format that is only read.
        self._place = path
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        #: A program ended in the middle of a write; opening rolls that back.
        self.was_left_unfinished = path.with_name(path.name + "-journal").exists()
        self._writer = threading.Lock()
        self._commit_waits = threading.Event()
        self._identity = _identity(path)
        self._engine = sa.create_engine(
            "sqlite://",
            creator=self._connect,
            poolclass=sa.pool.QueuePool,
            pool_size=4,
            pool_use_lifo=True,  # the one used last still has its pages at hand
            max_overflow=8,
            isolation_level="AUTOCOMMIT",
            hide_parameters=True,  # no words of a review in an error or a log
        )

    def _connect(self) -> sqlite3.Connection:
        # mode=rw: a file that was moved away must not come back empty. Readers
        # take it too where they may: after a crash the first to open the file
        # has to roll the unfinished transaction back.
        mode = "rw" if os.access(self._place, os.W_OK) or not self.read_only else "ro"
        self._require_same_file()
        connection = sqlite3.connect(
            file_uri(self._place, mode),
            uri=True,
            isolation_level=None,
            check_same_thread=False,
            timeout=BUSY_MS / 1000,
        )
        try:
            for setting in _SETTINGS:
                connection.execute(setting)
            if self.read_only:
                connection.execute("PRAGMA query_only=ON")
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    @classmethod
    def create(cls, path: Path) -> "ReviewFile":
        """Make a new, empty review file.

        Raises:
            UserError: Something is there already, or the folder cannot be written.
        """
        with explained(path):
            try:
                path.touch(exist_ok=False)
            except FileExistsError:
                raise UserError(
                    "file.exists",
                    tr("“{name}” is already there.", name=path.name),
                    tr("Choose another name, or open it."),
                ) from None
            try:
                _write_schema(path)
                return cls.open(path)
            except BaseException:
                path.unlink(missing_ok=True)
                raise

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> "ReviewFile":
        """Open a review file and bring it to today's format if it is older.

        One that is only read stays as it is: a private copy, of today's
        format, is read in its place, and what others write later is not seen.

        Raises:
            UserError: It is missing, no review, of a newer format, or damaged.
        """
        _require_file(path)
        # The header is looked at first, since connecting settles the journal
        # mode, and a file of somebody else's must stay as it is.
        with explained(path), path.open("rb") as header:
            _identify(*_marks(header.read(100)), path)
        file = cls(path, read_only=read_only)
        try:
            with file.reading() as connection:
                raw = driver(connection)
                application = raw.execute("PRAGMA application_id").fetchone()[0]
                version = raw.execute("PRAGMA user_version").fetchone()[0]
                found = _identify(application, version, path)
                if found == schema.FORMAT and _has_foreign_schema(raw):
                    raise damaged(path)
            if found < schema.FORMAT and read_only:
                file._read_a_copy(found)
            elif found < schema.FORMAT:
                migrations.migrate(path, found)
        except BaseException:
            file.close()
            raise
        return file

    def _read_a_copy(self, found: int) -> None:
        """Read a copy in today's format from now on, which goes when this is closed."""
        with explained(self.path):
            self._folder = tempfile.TemporaryDirectory(
                prefix="credreview-", ignore_cleanup_errors=True
            )
        copy = Path(self._folder.name) / self.path.name
        with self.reading() as connection:
            migrations.read_as_today(driver(connection), self.path, found, copy)
        self._engine.dispose()
        self._place, self._identity = copy, _identity(copy)

    def close(self) -> None:
        """Close all connections; the object is of no use afterwards."""
        self._engine.dispose()
        if self._folder is not None:
            self._folder.cleanup()

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """Give a connection that sees one state of the file throughout.

        Keep it short: in this journal mode a reader holds up commits.

        Raises:
            UserError: The file is locked, gone or damaged.
        """
        told = explained(self.path, system=False)
        with self._damage_told(), told, self._engine.connect() as connection:
            raw = driver(connection)
            _begin(raw, "BEGIN", "SELECT 1 FROM sqlite_schema LIMIT 1")
            try:
                yield connection
            finally:
                with suppress(sqlite3.Error):
                    raw.execute("COMMIT")

    @contextmanager
    def _damage_told(self) -> Iterator[None]:
        """Tell damage for what it is where it shows as values that make no sense."""
        try:
            yield
        except _SYMPTOMS as error:
            with self._engine.connect() as connection:
                is_damaged = verify.finds_damage(driver(connection))
            if is_damaged:
                raise damaged(self.path) from error
            raise

    def read_patiently(self, work: Callable[[sa.Connection], T]) -> T:
        """Return what long reading work finds; it gives way to writes and starts again."""
        while True:
            with self._writer:
                pass  # a write under way goes first
            try:
                with self.reading() as connection:
                    raw = driver(connection)
                    # Asked while statements run, and at the start of each: an
                    # interrupt from the writer could fall between two of them.
                    raw.set_progress_handler(self._commit_waits.is_set, _PATIENCE)
                    try:
                        return work(connection)
                    finally:
                        raw.set_progress_handler(None, 0)
            except UserError as error:
                if error.id != "file.interrupted":
                    raise

    @contextmanager
    def writing(self, *, beside: Path | None = None) -> Iterator[sa.Connection]:
        """Give a connection in a write transaction; leaving the block commits.

        What was written is on disk when the block is left. Any exception
        rolls all of it back.

        Args:
            beside: Another file, whose tables can be read under the name `beside`.

        Raises:
            UserError: The file is locked, read-only, gone, or the disk is full.
        """
        with self._damage_told(), explained(self.path, system=False), self._writer:
            self._require_same_file()
            with self._engine.connect() as connection, attached(connection, beside):
                raw = driver(connection)
                _begin(raw, "BEGIN IMMEDIATE")
                try:
                    yield connection
                    self._commit_waits.set()
                    raw.execute("COMMIT")
                except BaseException:
                    with suppress(sqlite3.Error):
                        raw.execute("ROLLBACK")
                    raise
                finally:
                    self._commit_waits.clear()

    @contextmanager
    def watching(self) -> Iterator[Callable[[], bool]]:
        """Give a question: is the file as it was when this began, whoever may write to it?

        Asked inside a write transaction that wrote nothing yet, the answer stays true in it.
        """
        with self._engine.connect() as connection:
            raw = driver(connection)
            with explained(self.path, system=False):
                began = raw.execute("PRAGMA data_version").fetchone()
            yield lambda: raw.execute("PRAGMA data_version").fetchone() == began

    def _require_same_file(self) -> None:
        """Refuse to go on in a file that took the place of the one that was opened.

        SQLite notices that on the connections it has; a new one would see the
        other file, and half of the work would go there.
        """
        try:
            is_same = _identity(self._place) == self._identity
        except OSError:
            is_same = False
        if not is_same:
            raise moved(self.path)


def _begin(raw: sqlite3.Connection, *statements: str) -> None:
    """Begin a transaction, as soon as the file is free.

    SQLite would ask ten times a second. Beside a program that writes one
    action after the other that may miss each moment between two of them, so
    it is asked every few milliseconds here.

    Args:
        raw: A connection that is in no transaction.
        statements: They begin it, and take its lock.

    Raises:
        sqlite3.OperationalError: Others kept the file for `BUSY_MS`.
    """
    deadline = time.monotonic() + BUSY_MS / 1000
    raw.execute("PRAGMA busy_timeout=0")
    try:
        while True:
            try:
                for statement in statements:
                    raw.execute(statement)
            except sqlite3.OperationalError as error:
                if raw.in_transaction:
                    raw.execute("ROLLBACK")
                is_busy = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
                if not is_busy or time.monotonic() >= deadline:
                    raise
                time.sleep(random.uniform(*_ASKED_AGAIN_S))
            else:
                return
    finally:
        raw.execute(f"PRAGMA busy_timeout={BUSY_MS}")


def _identity(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_dev, found.st_ino


def _require_file(path: Path) -> None:
    with explained(path):
        if path.is_file():
            return
        if path.exists():
            raise UserError(
                "file.not_a_file",
                tr("“{path}” is no file.", path=str(path)),
                tr("A review is a file whose name ends in {suffix}.", suffix=SUFFIX),
            )
    raise UserError(
        "file.missing",
        tr("There is no file “{path}”.", path=str(path)),
        tr("Check the name, or make a new review."),
    )


def _has_foreign_schema(connection: sqlite3.Connection) -> bool:
    """Return whether anything but the statistics of ANALYZE deviates from today's schema."""
    rows = schema.deviations(connection)
    return any(not str(name).startswith("sqlite_stat") for _, name, *_ in rows)


def _write_schema(path: Path) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute(f"PRAGMA page_size={schema.PAGE_SIZE}")
        for setting in _SETTINGS:
            connection.execute(setting)
        connection.execute("BEGIN IMMEDIATE")
        for statement in schema.statements():
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id={schema.APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version={schema.FORMAT}")
        connection.execute("COMMIT")
    finally:
        connection.close()


def _marks(header: bytes) -> tuple[int, int]:
    """Return application id and format from the first bytes of a file; zeros if it is no SQLite."""
    if len(header) < 100 or not header.startswith(b"SQLite format 3\0"):
        return 0, 0
    return int.from_bytes(header[68:72], "big"), int.from_bytes(header[60:64], "big")


def _identify(application: int, found: int, path: Path) -> int:
    """Return the file's format, if it is a review that we can read."""
    if application != schema.APPLICATION_ID:
        raise UserError(
            "file.not_a_review",
            tr("“{name}” is not a review.", name=path.name),
            tr("Reviews end in .credreview and are made with File > New."),
        )
    if found > schema.FORMAT:
        raise UserError(
            "file.newer_format",
            tr("“{name}” was written by a newer version of credreview.", name=path.name),
            tr("It was not touched. Install the newer version to open it."),
        )
    return found
