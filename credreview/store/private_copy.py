"""A private copy of a review file from elsewhere, with what was unfinished in it rolled back."""

import errno
import os
import shutil
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from credreview import environment
from credreview.domain.errors import UserError
from credreview.domain.work import Ticker
from credreview.store import schema
from credreview.store.guarded import damaged, refusal, refusing
from credreview.store.health import file_uri
from credreview.text import tr

#: Bytes of a file with its side file; nothing larger is let in.
LARGEST = 20_000_000_000
#: Bytes that stay free on the disk of the private copy.
_SPARE = 100_000_000
#: Bytes copied between two ticks.
_PART = 4_000_000
# The end of a journal that belongs to a write over several files.
_JOURNAL_MAGIC = bytes.fromhex("d9d505f920a163d7")


@contextmanager
def private_copy(path: Path, tick: Ticker) -> Iterator[Path]:
    """Make a copy for the length of the block; the file and all beside it stay as they are.

    The copy begins as a review does; nothing else of it is checked.

    Raises:
        UserError: "gate.*": it is no file, no review, too large, or being written.
    """
    name = path.name
    with ExitStack() as stack:
        with refusing(name), _told(name):
            folder = TemporaryDirectory(prefix="credreview-", ignore_cleanup_errors=True)
            copy = Path(stack.enter_context(folder)) / "incoming.credreview"
            _take(path, copy, tick)
        yield copy


def _take(path: Path, copy: Path, tick: Ticker) -> None:
    """Make the private copy, and roll back what was unfinished in it."""
    name = path.name
    # SQLite looks for side files where a link leads to.
    real = Path(os.path.realpath(path, strict=True))
    journal_file = real.with_name(real.name + "-journal")
    before = _stamp(real), _stamp(journal_file)
    with _opened(real, name) as source:
        check_marks(source.read(100), name)
    for suffix in ("-wal", "-shm"):
        if os.path.lexists(real.with_name(real.name + suffix)):
            raise write_ahead(name)
    _check_room(sum(size for _, size, _ in filter(None, before)), copy, name)
    private = copy.with_name(copy.name + "-journal")
    try:
        _copy(real, copy, tick, name)
        if before[1]:
            _copy(journal_file, private, tick, journal_file.name)
    except FileNotFoundError as error:
        raise _changing(name) from error
    if (_stamp(real), _stamp(journal_file)) != before:
        raise _changing(name)
    if before[1]:
        _roll_back(copy, private, name)


@contextmanager
def _told(name: str) -> Iterator[None]:
    """Tell the system's failures in the block."""
    try:
        yield
    except FileNotFoundError as error:
        message = tr("There is no file “{name}”.", name=name)
        raise refusal("missing", message, tr("Check the name.")) from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        if getattr(error, "errno", None) in (errno.ENOSPC, errno.EDQUOT):
            raise _no_room(name) from error
        reason = getattr(error, "strerror", None) or error
        raise refusal(
            "unreadable",
            tr("“{name}” cannot be read: {reason}.", name=name, reason=reason),
            tr("Check that you may read it, and the disk it is on."),
        ) from error


def _stamp(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


def _opened(path: Path, name: str) -> BinaryIO:
    def check(about: os.stat_result) -> None:
        if not stat.S_ISREG(about.st_mode):
            raise _no_file(name)

    return environment.open_checked(path, check)


def _check_room(size: int, copy: Path, name: str) -> None:
    if size > LARGEST:
        raise refusal(
            "too_large",
            tr("“{name}” is larger than {limit} GB.", name=name, limit=LARGEST // 10**9),
            tr("Nothing was taken from it. Ask for an extract of the review."),
        )
    if size + _SPARE > shutil.disk_usage(copy.parent).free:
        raise _no_room(name)


def _copy(source_path: Path, target: Path, tick: Ticker, name: str) -> None:
    with _opened(source_path, name) as source, target.open("xb") as copy:
        left = total = os.fstat(source.fileno()).st_size
        while left and (part := source.read(min(left, _PART))):
            copy.write(part)
            left -= len(part)
            tick(total - left, total, name)


def _roll_back(copy: Path, private_journal: Path, name: str) -> None:
    with private_journal.open("rb") as side:
        side.seek(max(0, private_journal.stat().st_size - len(_JOURNAL_MAGIC)))
        # It names a third file, which SQLite would delete when it is done.
        if side.read() == _JOURNAL_MAGIC:
            raise refusal(
                "side_file",
                tr("What lies beside “{name}” is no unfinished work of ours.", name=name),
            )
    with closing(sqlite3.connect(file_uri(copy, "rw"), uri=True)) as db:
        db.execute("PRAGMA trusted_schema=OFF")
        db.execute("PRAGMA user_version").fetchone()  # the first read rolls back
    if copy.stat().st_size > LARGEST:
        raise damaged(name)


def check_marks(header: bytes, name: str) -> None:
    """Refuse a file that does not begin as a review does; `header` is its first 100 bytes."""
    known = len(header) == 100 and header.startswith(b"SQLite format 3\0")
    if not known or int.from_bytes(header[68:72], "big") != schema.APPLICATION_ID:
        raise refusal(
            "not_a_review",
            tr("“{name}” is not a review.", name=name),
            tr("Reviews end in .credreview and are made with File > New."),
        )


def _no_file(name: str) -> UserError:
    return refusal(
        "not_a_file",
        tr("“{name}” is no file.", name=name),
        tr("A review is a file whose name ends in .credreview."),
    )


def _changing(name: str) -> UserError:
    return refusal(
        "changing",
        tr("“{name}” was written while it was read.", name=name),
        tr("Nothing was taken from it. Try again when nobody works in it."),
    )


def _no_room(name: str) -> UserError:
    return refusal(
        "no_room",
        tr("There is no room for a private copy of “{name}”.", name=name),
        tr("Nothing was taken from it. Make room on the disk of temporary files."),
    )


def write_ahead(name: str) -> UserError:
    """Return the failure for a file in WAL mode: another file would hold a part of it."""
    return refusal(
        "write_ahead",
        tr("“{name}” is in a state that credreview never writes.", name=name),
        tr("Nothing was taken from it. Ask for a copy made with “Share”."),
    )
