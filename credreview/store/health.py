"""Backups and copies of review files, and which backups are kept."""

import hashlib
import os
import sqlite3
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path, PurePath

from credreview import environment
from credreview.domain.errors import UserError
from credreview.domain.work import Ticker, silent
from credreview.store.failures import explained
from credreview.text import tr

RECENT, DAILY, WEEKLY, MONTHLY = 10, 7, 4, 12
_STAMP = "%Y%m%dT%H%M%S"
_UNFINISHED = ".unfinished"
_ABANDONED_S = 24 * 3600
#: Pages copied between two ticks: 8 MB.
_PAGES = 1000


def file_uri(path: PurePath, mode: str) -> str:
    """Return the name by which SQLite opens a file in a mode: ro, rw or rwc."""
    uri = path.as_uri() if path.is_absolute() else Path(path).absolute().as_uri()
    if not uri.startswith("file:///"):
        # A Windows share: SQLite knows no host in a name, but takes two more slashes.
        uri = "file:////" + uri.removeprefix("file://")
    return f"{uri}?mode={mode}"


def backup_folder(path: Path) -> Path:
    """Return the folder of this review's backups, in the user's data folder."""
    place = hashlib.sha256(os.fsencode(path.absolute())).hexdigest()[:12]
    return environment.data_folder() / "backups" / f"{path.stem}-{place}"


def back_up(path: Path, *, reason: str) -> Path:
    """Make a checked backup of a review and let go of those no longer needed.

    Raises:
        UserError: The copy could not be made or did not pass its check;
            no older backup was removed then.
    """
    folder = backup_folder(path)
    with explained(folder):
        folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{datetime.now(UTC).strftime(_STAMP)}-{reason}.credreview"
    number = 1
    while target.exists():
        number += 1
        target = folder / f"{datetime.now(UTC).strftime(_STAMP)}-{reason}-{number}.credreview"
    with (
        explained(path),
        closing(sqlite3.connect(file_uri(path, "ro"), uri=True)) as source,
    ):
        copy_to(source, target)
    for old in _superfluous(sorted(folder.glob("*.credreview"))):
        old.unlink(missing_ok=True)
    for left in folder.glob(f"*{_UNFINISHED}"):  # by a program that was killed
        if time.time() - left.stat().st_mtime > _ABANDONED_S:
            left.unlink(missing_ok=True)
    return target


def copy_to(source: sqlite3.Connection, target: Path, tick: Ticker = silent) -> None:
    """Copy the whole review behind a connection to a new file.

    The target appears only when it is complete, checked and on disk.

    Raises:
        UserError: The target cannot be written, or the copy is not sound.
        Cancelled: From `tick`; there is no target then.
    """

    def progress(_status: int, remaining: int, total: int) -> None:
        tick(total - remaining, total)

    with explained(target):
        # A name of its own: two programs may back up one review at a time.
        handle, name = tempfile.mkstemp(_UNFINISHED, f"{target.name}.", target.parent)
        os.close(handle)
        unfinished = Path(name)
        try:
            with closing(sqlite3.connect(unfinished)) as copy:
                source.backup(copy, pages=_PAGES, progress=progress)
                result = copy.execute("PRAGMA quick_check(1)").fetchone()[0]
            if result != "ok":
                raise UserError(
                    "backup.unsound",
                    tr("The copy of “{name}” did not pass its check.", name=target.name),
                    tr("Check the review and the disk."),
                )
            to_disk(unfinished)
            _require_alone(target)
            unfinished.replace(target)
            to_disk(target.parent)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise


def compact(source: Path, target: Path) -> None:
    """Write all that a review holds to a new file, and nothing that was deleted in it.

    Raises:
        UserError: The target is there already, or cannot be written.
    """
    with explained(target), closing(sqlite3.connect(file_uri(source, "ro"), uri=True)) as db:
        db.execute("VACUUM INTO ?", (str(target),))
    to_disk(target)


def place(made: Path, target: Path, *, replace: bool = False) -> None:
    """Give a finished file its name, on the same disk; on disk when this returns.

    Raises:
        UserError: Something is there already and is not to be replaced
            ("file.exists"), or the folder cannot be written.
    """
    with explained(target):
        to_disk(made)
        _require_alone(target)
        if replace:
            made.replace(target)
        else:
            try:
                _link(made, target)
            except FileExistsError:
                raise UserError(
                    "file.exists",
                    tr("“{name}” is already there.", name=target.name),
                    tr("Choose another name."),
                ) from None
        to_disk(target.parent)


def _require_alone(target: Path) -> None:
    """Refuse a name beside which another review's unfinished transaction lies.

    SQLite would roll it back into the new file, and damage that.
    """
    for beside in (target.with_name(target.name + suffix) for suffix in ("-journal", "-wal")):
        if os.path.lexists(beside):
            raise UserError(
                "file.side_file",
                tr("“{name}” lies there: an unfinished write to another file.", name=beside.name),
                tr("Choose another name, or open that review once, so that it is finished."),
            )


def _link(made: Path, target: Path) -> None:
    try:
        os.link(made, target)  # never over another file, whoever makes one just now
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if target.exists():
            raise FileExistsError(target) from None
        made.rename(target)
    else:
        made.unlink()


def to_disk(path: Path) -> None:
    """Return when a file, or the names in a folder, are on disk."""
    if os.name == "nt" and path.is_dir():
        return  # Windows has no way to sync a folder, and keeps names itself
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _made_at(path: Path) -> float:
    try:
        return datetime.strptime(path.name[:15], _STAMP).replace(tzinfo=UTC).timestamp()
    except ValueError:
        return path.stat().st_mtime


def _superfluous(backups: Sequence[Path]) -> list[Path]:
    """Return the backups that none of the recent, daily, weekly, monthly rules keeps."""
    newest_first = sorted(backups, key=_made_at, reverse=True)
    keep = set(newest_first[:RECENT])
    for form, count in (("%Y%j", DAILY), ("%G%V", WEEKLY), ("%Y%m", MONTHLY)):
        periods: dict[str, Path] = {}
        for path in newest_first:
            periods.setdefault(time.strftime(form, time.gmtime(_made_at(path))), path)
        keep.update(list(periods.values())[:count])
    return [path for path in newest_first if path not in keep]
