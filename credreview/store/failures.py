"""SQLite's and the system's failures, told as sentences with a hint."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy.exc as sa_errors

from credreview.domain.errors import UserError
from credreview.text import tr


@contextmanager
def explained(path: Path, *, system: bool = True) -> Iterator[None]:
    """Turn the world's failures inside the block into a `UserError` that names the file.

    Args:
        path: The file that the block works on.
        system: Whether an OSError in the block is about that file as well.
    """
    try:
        yield
    except sa_errors.DBAPIError as error:
        if isinstance(error.orig, sqlite3.Error):
            raise _from_sqlite(error.orig, path) from error
        raise
    except sqlite3.Error as error:
        raise _from_sqlite(error, path) from error
    except OSError as error:
        if not system:
            raise
        raise _from_system(error, path) from error


def moved(path: Path) -> UserError:
    """Return the failure for a file that is not there any more, or is another one."""
    return UserError(
        "file.moved",
        tr("“{name}” was deleted, moved or replaced while it was open.", name=path.name),
        tr("Save everything under another name."),
    )


def damaged(path: Path) -> UserError:
    """Return the failure for a file that does not hold what was written."""
    return UserError(
        "file.damaged",
        tr("“{name}” is damaged.", name=path.name),
        tr("Keep the file, and open the latest backup."),
    )


def _from_sqlite(error: sqlite3.Error, path: Path) -> Exception:
    """Return the UserError for a failure of the world, else the error itself: our bug."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        # The driver's own failures carry no code; this one is bytes that are no text.
        return damaged(path) if "decode" in str(error) else error
    name = path.name
    if code == sqlite3.SQLITE_READONLY_DBMOVED:
        return moved(path)
    known = {
        sqlite3.SQLITE_BUSY: (
            "file.locked",
            tr("“{name}” is being written by another program.", name=name),
            tr("Try again in a moment."),
        ),
        sqlite3.SQLITE_LOCKED: (
            "file.locked",
            tr("“{name}” is being written by another program.", name=name),
            tr("Try again in a moment."),
        ),
        sqlite3.SQLITE_READONLY: (
            "file.read_only",
            tr("“{name}” cannot be written: it is read-only.", name=name),
            tr("Change its permissions, or save everything under another name."),
        ),
        sqlite3.SQLITE_FULL: (
            "file.disk_full",
            tr("The disk that holds “{name}” is full.", name=name),
            tr("Make room on that disk, or save everything on another one."),
        ),
        sqlite3.SQLITE_IOERR: (
            "file.disk_error",
            tr("The disk that holds “{name}” reported an error.", name=name),
            tr("Save everything on another disk, then have this one checked."),
        ),
        sqlite3.SQLITE_NOTADB: (
            "file.not_a_review",
            tr("“{name}” is not a review.", name=name),
            tr("Reviews end in .credreview and are made with File > New."),
        ),
        sqlite3.SQLITE_CANTOPEN: (
            "file.cannot_open",
            tr("“{name}” cannot be opened.", name=name),
            tr("Check that it exists and that you may read and write it."),
        ),
        sqlite3.SQLITE_PERM: (
            "file.cannot_open",
            tr("“{name}” cannot be opened.", name=name),
            tr("Check that it exists and that you may read and write it."),
        ),
        sqlite3.SQLITE_INTERRUPT: (
            "file.interrupted",
            tr("Reading “{name}” was interrupted.", name=name),
            tr("Try again."),
        ),
    }
    if code & 0xFF == sqlite3.SQLITE_CORRUPT:
        return damaged(path)
    found = known.get(code & 0xFF)
    return UserError(*found) if found else error


def _from_system(error: OSError, path: Path) -> UserError:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return UserError(
            "file.disk_full",
            tr("The disk that holds “{name}” is full.", name=path.name),
            tr("Make room on that disk, or save everything on another one."),
        )
    return UserError(
        "file.cannot_open",
        tr("“{name}” cannot be used: {reason}.", name=path.name, reason=error.strerror or error),
        tr("Check the folder, and that you may read and write there."),
    )
