"""The gate: a review file that somebody else sent is let in as a private copy, or refused.

The sender's file is read once and never written. What is checked here is the
file as a whole; `check_whole` in store/gate_checks.py checks every row.
"""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from credreview.domain import journal
from credreview.domain.errors import UserError
from credreview.domain.work import Ticker, silent
from credreview.store import guarded, schema
from credreview.store.guarded import TABLES, GuardedConnection, damaged, refusal, refusing
from credreview.store.private_copy import check_marks, private_copy, write_ahead
from credreview.text import tr

#: Bytes that a row takes at the least: an action's id stands in an index as well.
_SMALLEST_ACTION, _SMALLEST_SIGNATURE = 64, 96
MOST_HEADS = 10_000
_LARGEST_MANIFEST = 100_000
_MANIFEST_DEPTH = 8


@dataclass(eq=False)
class Incoming:
    """A review from elsewhere that passed the gate.

    Attributes:
        name: Its own file name, for people.
        path: The private copy.
        db: A guarded, read-only connection to it. Only the tables of
            `guarded.TABLES` can be read; failures are `UserError`s "gate.*".
        fingerprint: Of the heads that it states, hex.
        heads: The ids of the latest actions as it states them, hex, sorted.
        actions: How many actions it holds.
        manifest: What it says about itself; anybody may have written that.
        proven_beside: Heads of a review to which all that comes from here was
            brought, and checked; `union` sets it, and spares that work the next
            time. To another review more may come, which nobody has looked at.
        lacking: The numbers here of the actions that that review lacks.
    """

    name: str
    path: Path
    db: GuardedConnection
    fingerprint: str
    heads: list[str]
    actions: int
    manifest: dict[str, Any] | None
    proven_beside: frozenset[bytes] | None = field(default=None, repr=False)
    lacking: Sequence[int] = field(default=(), repr=False)
    _is_checked: bool = field(default=False, repr=False)

    @property
    def is_proven(self) -> bool:
        """Whether every action and text that comes was checked already."""
        return self.proven_beside is not None

    def report_to(self, tick: Ticker) -> None:
        """Have long reads ask this ticker from now on whether to go on."""
        self.db.watch.tick = tick

    def check_pages(self, tick: Ticker = silent) -> None:
        """Let SQLite check all pages and indexes that a merge reads; once is enough.

        Needed before texts and signatures are read, and before new actions are taken.

        Raises:
            UserError: The file is damaged.
        """
        if self._is_checked:
            return
        for done, table in enumerate(TABLES):
            tick(done, len(TABLES), self.name)
            # What is wrong with the tree comes first; its rows may have no end then.
            (finding,) = self.db.execute(f"PRAGMA integrity_check({table})").fetchone()
            if finding != "ok":
                raise damaged(self.name)
        self._is_checked = True


@contextmanager
def admitted(
    path: Path, tick: Ticker = silent, *, patience: float = guarded.PATIENCE_S
) -> Iterator[Incoming]:
    """Let in a review file from elsewhere, for the length of the block.

    Args:
        path: The file; neither it nor what lies beside it is written.
        tick: Told how many bytes are copied; may cancel.
        patience: Seconds that one read may take, besides some for the file's size.

    Raises:
        UserError: "gate.*": it is no sound review of a format that is known here.
    """
    with ExitStack() as stack:
        copy = stack.enter_context(private_copy(path, tick))
        with refusing(path.name):
            found = _checked_header(copy, path.name)
            db = stack.enter_context(closing(guarded.connect(copy, path.name, patience)))
            incoming = _examined(path.name, copy, db, found, tick)
        yield incoming


def _checked_header(copy: Path, name: str) -> int:
    """Return the format of a private copy whose header holds what ours hold."""
    size = copy.stat().st_size
    with copy.open("rb") as file:
        header = file.read(100)
    check_marks(header, name)
    found = int.from_bytes(header[60:64], "big")
    if found > schema.FORMAT:
        raise refusal(
            "newer_format",
            tr("“{name}” needs a newer version of credreview.", name=name),
            tr("Nothing was taken from it. Install the newer version to merge it."),
        )
    if found < 1:
        message = tr("“{name}” has format {found}, which no version knows.", name=name, found=found)
        raise refusal("unknown_format", message)
    if header[18:20] != b"\x01\x01":
        raise write_ahead(name)
    page_size = int.from_bytes(header[16:18], "big")
    page_size = 65536 if page_size == 1 else page_size
    if page_size * int.from_bytes(header[28:32], "big") != size:
        raise refusal("cut_off", tr("“{name}” has lost a part, or came with more.", name=name))
    if header[20] != 0 or header[56:60] != b"\0\0\0\1":  # reserved bytes; UTF-8
        raise damaged(name)
    return found


def _examined(name: str, copy: Path, db: GuardedConnection, found: int, tick: Ticker) -> Incoming:
    """Check the schema; return what the file states of itself.

    A file of an older format is read as it is: what a merge reads has not
    changed since (a test holds that), and bringing the rest to today's format
    would fold actions that nobody has checked yet.
    """
    db.watch.tick = tick
    size = copy.stat().st_size
    roots = db.execute("SELECT rootpage FROM sqlite_schema WHERE rootpage LIMIT 1000").fetchall()
    if schema.deviations(db, found) or len(set(roots)) != len(roots):
        raise refusal(
            "foreign_schema",
            tr("“{name}” holds tables or rules that no review has.", name=name),
        )
    actions = _counted(name, db, "action", size // _SMALLEST_ACTION)
    _counted(name, db, "signature", size // _SMALLEST_SIGNATURE)
    heads = _heads(name, db)
    if bool(heads) != bool(actions):
        raise _wrong_heads(name)
    return Incoming(
        name=name,
        path=copy,
        db=db,
        fingerprint=journal.fingerprint(heads),
        heads=heads,
        actions=actions,
        manifest=_manifest(name, db),
    )


def _counted(name: str, db: sqlite3.Connection, table: str, most: int) -> int:
    """Return how many rows a table has; a damaged tree can give the same ones over and over."""
    (count,) = db.execute(
        f"SELECT count(*) FROM (SELECT 1 FROM {table} NOT INDEXED LIMIT ?)", (most + 1,)
    ).fetchone()
    if count > most:
        raise damaged(name)
    return int(count)


def _heads(name: str, db: sqlite3.Connection) -> list[str]:
    numbers = db.execute("SELECT n FROM head LIMIT ?", (MOST_HEADS + 1,)).fetchall()
    rows = [db.execute("SELECT id FROM action WHERE n = ?", n).fetchone() for n in numbers]
    ids = {row[0].hex() for row in rows if row and isinstance(row[0], bytes) and len(row[0]) == 32}
    if len(numbers) > MOST_HEADS or len(ids) != len(numbers):
        raise _wrong_heads(name)
    return sorted(ids)


def _manifest(name: str, db: sqlite3.Connection) -> dict[str, Any] | None:
    row = db.execute("SELECT value FROM local WHERE name = 'manifest'").fetchone()
    if row is None or row[0] is None:
        return None
    try:
        value = json.loads(row[0]) if len(row[0]) <= _LARGEST_MANIFEST else None
    except (ValueError, TypeError, RecursionError):
        value = None
    if not isinstance(value, dict) or not _is_plain(value, _MANIFEST_DEPTH):
        raise refusal("manifest", tr("What “{name}” says of itself cannot be read.", name=name))
    return value


def _is_plain(value: object, depth: int) -> bool:
    if isinstance(value, str):
        return not any("\ud800" <= c <= "\udfff" for c in value)
    if isinstance(value, dict):
        return depth > 0 and all(_is_plain(x, depth - 1) for pair in value.items() for x in pair)
    if isinstance(value, list):
        return depth > 0 and all(_is_plain(item, depth - 1) for item in value)
    return value is None or isinstance(value, int)


def _wrong_heads(name: str) -> UserError:
    return refusal("heads", tr("The list of latest actions in “{name}” is wrong.", name=name))
