"""Union: what another review's journal holds and this one lacks is added, parents first.

Every prefix of it is a valid review, so it is done in transactions of some
thousand actions; stopped or killed, it goes on when it is asked again.
"""

import gc
import json
import sqlite3
import time
from array import array
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from typing import NamedTuple

from credreview import environment
from credreview.domain import journal as actions
from credreview.domain.journal import Action
from credreview.domain.work import Ticker, silent
from credreview.store import seals
from credreview.store.bulk import AT_ONCE, marks, some_of
from credreview.store.file import ReviewFile, driver
from credreview.store.gate import Incoming
from credreview.store.journal import Journal
from credreview.store.records import Records
from credreview.store.setaside import joined
from credreview.store.union_texts import Named, bring_lacking, bring_texts, unsound
from credreview.text import tr

#: Actions a transaction, at the least and at the most, and seconds it is to take.
STEP, MOST_A_STEP = 5_000, 20_000
_LONGEST_S = 1.0
_SLICE = 10_000
#: Actions that are held parsed at a time; a step's would be half a million objects,
#: each of which the collector goes through while the window waits.
_PARSED_AT_ONCE = 2_000
#: Long enough for another program that waits to write in between.
_BREATH_S = 0.01
#: Values of `merged.state`.
UNFINISHED, DONE, ASIDE = 0, 1, 2
_KNOWN_KINDS = frozenset(
    {"action", "adjudication", "article", "capture", "claim", "judgement", "link"}
    | {"note", "review", "reviewer", "source", "term"}
)


@dataclass
class United:
    """What a union did; `ranges` are the numbers of the actions that came.

    Attributes:
        number: Of the entry in the table `merged`; None where nothing came.
        known: Actions that were here already.
        first_record: Records with a higher number than this are new.
        forged: Seals that do not verify; they were left out.
        newer: Actions that write to records of a kind that is not known here.
        latest_wall: The greatest wall time that an action states, ms UTC.
        erased: Texts that were erased there and never came here.
        is_complete: False where it was stopped on the way.
    """

    number: int | None = None
    actions: int = 0
    known: int = 0
    first_record: int = 0
    forged: int = 0
    erased: int = 0
    newer: int = 0
    latest_wall: int = 0
    ranges: list[tuple[int, int]] = field(default_factory=list)
    is_complete: bool = True


class _Entry(NamedTuple):
    body: bytes
    action: Action


def unite(file: ReviewFile, incoming: Incoming, tick: Ticker = silent) -> United:
    """Bring all actions, texts and seals of a review that passed the gate into this one.

    Args:
        file: The review that is written; listeners are not told.
        incoming: The review that is read.
        tick: Told how far it is; may stop it between transactions.

    Raises:
        UserError: What came is not what it is named by, or the file cannot be
            written. What was committed before is valid and stays.
        Cancelled: From `tick`; likewise.
    """
    incoming.report_to(tick)
    before = _heads(file)
    if incoming.proven_beside != before:
        incoming.proven_beside = None
        incoming.lacking, _ = missing(file, incoming, tick)
    wanted = incoming.lacking
    done = United(known=incoming.actions - len(wanted))
    if wanted:
        incoming.check_pages(tick)
        with _without_collecting():
            _bring_all(file, incoming, wanted, done, tick)
    if not all(_known(file, [bytes.fromhex(head) for head in incoming.heads])):
        raise unsound(incoming, tr("its latest entries are missing"))
    _unite_seals(file, incoming, done)
    done.actions = sum(end - start + 1 for start, end in done.ranges)
    done.known = max(0, incoming.actions - done.actions)
    incoming.proven_beside = before
    tick(len(wanted), len(wanted))
    return done


def _heads(file: ReviewFile) -> frozenset[bytes]:
    with file.reading() as connection:
        rows = driver(connection).execute("SELECT id FROM head JOIN action USING (n)")
        return frozenset(id for (id,) in rows)


def _bring_all(
    file: ReviewFile,
    incoming: Incoming,
    wanted: Sequence[int],
    done: United,
    tick: Ticker,
) -> None:
    at, step = 0, STEP
    try:
        while at < len(wanted):
            tick(at, len(wanted))
            numbers = wanted[at : at + step]
            began = time.monotonic()
            with file.writing() as connection:
                db = driver(connection)
                # The default is 2 MB; each time it overflows, a safe
                # transaction waits for the disk, and ids come in no order.
                db.execute("PRAGMA cache_size=-150000")
                _write(db, incoming, numbers, done)
            at += step
            # A commit touches most pages of a large file: the fewer the better,
            # but whoever decides something meanwhile waits as long.
            taken = max(time.monotonic() - began, 0.001)
            step = min(max(int(len(numbers) * _LONGEST_S / taken), STEP), MOST_A_STEP)
            time.sleep(_BREATH_S)
    finally:
        with file.reading() as connection:
            driver(connection).execute("PRAGMA cache_size=-2000")


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Keep the garbage collector from going through all that a union holds, over and over.

    Nothing here is made of cycles; other threads' garbage waits some seconds.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def missing(
    file: ReviewFile, incoming: Incoming, tick: Ticker = silent
) -> tuple["array[int]", int]:
    """Return the numbers, in the other file, of the actions that are not here; and how many are."""
    found = array("q")
    if all(_known(file, [bytes.fromhex(head) for head in incoming.heads])):
        return found, incoming.actions  # whoever holds an action holds all of its past
    rows = incoming.db.execute("SELECT n, id FROM action ORDER BY n")
    while some := rows.fetchmany(_SLICE):
        tick(0, 0)
        here = _known(file, [id for _, id in some])
        found.extend(n for (n, _), is_here in zip(some, here, strict=True) if not is_here)
    return found, incoming.actions - len(found)


def holds_all(file: ReviewFile, incoming: Incoming) -> bool:
    """Return whether a union would change nothing: no action, no seal, nothing broken off."""
    with file.reading() as connection:
        (broken_off,) = (
            driver(connection)
            .execute(
                "SELECT count(*) FROM merged WHERE state = ? AND fingerprint = ?",
                (UNFINISHED, bytes.fromhex(incoming.fingerprint)),
            )
            .fetchone()
        )
    if broken_off or missing(file, incoming)[0]:
        return False
    rows = seals.signatures(incoming.db)
    while some := list(islice(rows, _SLICE)):
        with file.reading() as connection:
            if not seals.are_here(driver(connection), some):
                return False
    return True


def _known(file: ReviewFile, ids: Sequence[bytes]) -> list[bool]:
    """Return of each action whether it is here; one short look, so that no commit waits."""
    here: set[bytes] = set()
    with file.reading() as connection:
        for some in some_of(ids):
            rows = driver(connection).execute(
                f"SELECT id FROM action WHERE id IN ({marks(some)})", some
            )
            here.update(id for (id,) in rows)
    return [id in here for id in ids]


def _read(incoming: Incoming, numbers: Sequence[int]) -> list[_Entry]:
    wanted = set(numbers)
    rows = incoming.db.execute(
        "SELECT n, id, body FROM action WHERE n BETWEEN ? AND ? ORDER BY n",
        (numbers[0], numbers[-1]),
    )
    read = _proven if incoming.is_proven else partial(_checked, incoming)
    found: list[_Entry] = []
    while some := rows.fetchmany(AT_ONCE):
        found += [read(*row) for row in some if row[0] in wanted]
    return found


def _proven(_: int, id: bytes, body: bytes) -> _Entry:
    return _Entry(body, actions.trusted_action(id.hex(), Records.header(body)))


def _checked(incoming: Incoming, n: int, id: bytes, body: bytes) -> _Entry:
    try:
        action = actions.read_body(body)
        if action.id != id.hex():
            raise ValueError(tr("its words are not those it is named by"))
        return _Entry(body, action)
    except (ValueError, TypeError, RecursionError) as error:
        raise unsound(incoming, tr("entry {number}: {reason}", number=n, reason=error)) from error


def _write(
    db: sqlite3.Connection, incoming: Incoming, numbers: Sequence[int], done: United
) -> None:
    if done.number is None and not _resume(db, incoming, done):
        _begin(db, incoming, done)
    journal = Journal(db)
    first = journal.next_number
    named = Named()
    for start in range(0, len(numbers), _PARSED_AT_ONCE):
        bodies = _read(incoming, numbers[start : start + _PARSED_AT_ONCE])
        erased, filled = bring_texts(db, incoming, [entry.action for entry in bodies], named)
        done.erased += erased
        journal.refold(filled)
        done.latest_wall = max(done.latest_wall, *[entry.action.wall for entry in bodies])
        for entry in bodies:
            kinds = [change[0] for change in entry.action.changes]
            done.newer += not _KNOWN_KINDS.issuperset(kinds)
        try:
            journal.accept_all(bodies)
        except ValueError as error:
            raise unsound(incoming, str(error)) from error
    last = journal.next_number - 1
    journal.finish()
    # Another program may bring the same file under the same entry, and all of this part.
    (noted,) = db.execute("SELECT ranges FROM merged WHERE m = ?", (done.number,)).fetchone()
    stored = [(start, end) for start, end in json.loads(noted)]
    new = [(first, last)] if last >= first else []
    done.ranges = joined([*stored, *done.ranges, *new])
    so_far = [done.newer, done.latest_wall, done.erased]
    db.execute(
        "UPDATE merged SET ranges = ?, prior = json_set(prior, '$.so_far', json(?)) WHERE m = ?",
        (json.dumps(done.ranges), json.dumps(so_far), done.number),
    )


def _resume(db: sqlite3.Connection, incoming: Incoming, done: United) -> bool:
    """Go on under the entry of a merge of this file that was broken off, if nothing was done since.

    So the report tells all of it, and undoing it leaves what was there before all of it.
    """
    row = db.execute(
        "SELECT m, ranges, prior FROM merged WHERE state = ? AND fingerprint = ?"
        " AND prior IS NOT NULL ORDER BY m DESC LIMIT 1",
        (UNFINISHED, bytes.fromhex(incoming.fingerprint)),
    ).fetchone()
    if row is None:
        return False
    ranges, prior = json.loads(row[1]), json.loads(row[2])
    (last,) = db.execute("SELECT coalesce(max(n), 0) FROM action").fetchone()
    if len(ranges) != 1 or ranges[0][1] != last:
        return False
    done.number, done.first_record = row[0], prior["record"]
    done.ranges = [(start, end) for start, end in ranges]
    newer, latest_wall, erased = prior["so_far"]
    done.newer += newer
    done.latest_wall = max(done.latest_wall, latest_wall)
    done.erased += erased
    return True


def _begin(db: sqlite3.Connection, incoming: Incoming, done: United) -> None:
    """Note, beside the first actions, what was here before: to undo the merge exactly."""

    def greatest(column: str, table: str) -> int:
        return int(db.execute(f"SELECT coalesce(max({column}), 0) FROM {table}").fetchone()[0])

    done.first_record = greatest("r", "record")
    done.number = 1 + greatest("m", "merged")
    prior = {
        "heads": [n for (n,) in db.execute("SELECT n FROM head ORDER BY n")],
        "chains": db.execute("SELECT chain, tail, reviewer FROM chain ORDER BY chain").fetchall(),
        "seen": greatest("seen", "seen"),
        "record": done.first_record,
        "text": greatest("b", "text"),
        "kind": greatest("k", "kind"),
        "signatures": [],
    }
    db.execute(
        "INSERT INTO merged (m, wall, name, fingerprint, state, ranges, prior)"
        " VALUES (?, ?, ?, ?, ?, '[]', ?)",
        (
            done.number,
            environment.now(),
            incoming.name,
            bytes.fromhex(incoming.fingerprint),
            UNFINISHED,
            json.dumps(prior),
        ),
    )


def _unite_seals(file: ReviewFile, incoming: Incoming, done: United) -> None:
    """Add the seals that verify, and say of the merge that all of it is here."""
    with file.writing() as connection:
        db = driver(connection)
        if filled := bring_lacking(db, incoming):
            journal = Journal(db)
            journal.refold(filled)
            journal.finish()
        before = _sealed(db)
        _, done.forged = seals.unite(db, seals.signatures(incoming.db))
        if done.number is not None or _resume(db, incoming, done):
            added = sorted((n, key.hex()) for n, key in _sealed(db) - before)
            db.execute(
                "UPDATE merged SET prior = json_set(prior, '$.signatures', json(?)) WHERE m = ?",
                (json.dumps(added), done.number),
            )
        # What was broken off earlier, before other work, is all here as well.
        db.execute(
            "UPDATE merged SET state = ? WHERE state = ? AND fingerprint = ?",
            (DONE, UNFINISHED, bytes.fromhex(incoming.fingerprint)),
        )


def _sealed(db: sqlite3.Connection) -> set[tuple[int, bytes]]:
    return set(db.execute("SELECT n, key FROM signature").fetchall())


def note_report(db: sqlite3.Connection, number: int, report: str) -> None:
    """Keep the report of a merge (JSON) in the log, to be shown and printed later."""
    db.execute("UPDATE merged SET report = ? WHERE m = ?", (report, number))
