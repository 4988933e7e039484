"""Writes an extract: a review of its own that repeats a part of another one."""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from credreview import environment
from credreview.domain.identity import REVIEW
from credreview.domain.journal import REPEATED, Change
from credreview.domain.model import Changed
from credreview.domain.work import Ticker
from credreview.review import made, seals
from credreview.review.actions import in_parts
from credreview.review.session import ReviewSession
from credreview.store import excerpt
from credreview.store.excerpt import Excerpt
from credreview.store.file import ReviewFile, driver
from credreview.store.seals import signatures_of, unite
from credreview.store.view import View

if TYPE_CHECKING:
    import sqlite3

#: Texts that are held in memory at a time; one has at most 100 MB.
_TEXTS = 20
#: Begins the name of the field that says which state of which review an extract was made of. The
#: name goes on with the fingerprint's beginning: two extracts that come back differ in nothing.
EXTRACT_OF = "extract_of_"


def origin_field(fingerprint: str) -> str:
    """Return the field of the review's record that names the fingerprint an extract came from."""
    return EXTRACT_OF + fingerprint[:32]


def write(session: ReviewSession, path: Path, found: Excerpt, tick: Ticker) -> None:
    """Make a new review file that holds what was found, in causal order.

    Raises:
        UserError: The file cannot be written.
        Cancelled: From `tick`; the file is left as it is then.
    """
    total = sum(map(len, found.parts))
    done = 0
    person = session.reviewer
    with closing(ReviewFile.create(path)) as file:
        _begin(session, file, found)
        for part in found.parts:
            for changes in in_parts(part):
                tick(done, total)
                with file.writing() as connection:
                    db = driver(connection)
                    _bring_texts(session, db, excerpt.references(changes))
                    _append(session, db, REPEATED, changes)
                done += len(changes)
        with file.reading() as connection:
            # What comes back under one's own name was made here.
            for head in View(connection, person.id).heads():
                made.note(person.id, head)
    tick(total, total)


def _begin(session: ReviewSession, file: ReviewFile, found: Excerpt) -> None:
    fields = {**found.review, origin_field(found.fingerprint): found.fingerprint}
    began = Change("review", REVIEW, "new", fields)
    with file.writing() as connection:
        view = View(connection, session.reviewer.id)
        _bring_texts(session, view.db, excerpt.references([began]))
        who = seals.introduction(view, session.reviewer)
        if who:  # with the vouches that stand
            who = who._replace(fields={**who.fields, **found.keys})
        _append(session, view.db, "begin", [began, *([who] if who else [])])


def take_note(session: ReviewSession, path: Path, tick: Ticker) -> None:
    """Let the review know its extract: bring the extract's entries here, each switched off.

    They say again what the review says itself, so they count for nothing here,
    whatever becomes of it: a judgement that is undone later, or a claim that is
    deleted, stays so when the extract comes back, wherever this review is known.
    Each transaction brings an entry with its switch; any number of them is sound.

    Args:
        session: On the review; one that is read-only cannot take note.
        path: The extract, sealed.
        tick: Told how far it is.

    Raises:
        UserError: A file cannot be written.
        Cancelled: From `tick`; what was brought stays, and counts for nothing.
    """
    if session.file.read_only:
        return
    person, switch = session.reviewer.id, None
    with closing(ReviewFile.open(path, read_only=True)) as file, file.reading() as connection:
        made_of = driver(connection)
        try:
            for id, body in excerpt.entries(made_of):
                tick(0, 0)
                off = Change("action", id.hex(), "off", {})
                with session.file.writing() as writing:
                    db = driver(writing)
                    journal = session.journal(db)
                    journal.accept(body)
                    switch = journal.append(
                        reviewer=person, label=REPEATED, wall=environment.now(), changes=[off]
                    )
                    journal.finish()
                    unite(db, signatures_of(made_of, id))
        finally:
            # What was brought before a Cancel is the own work of this machine as well.
            if switch is not None:
                session.note_made(switch)
                session.tell(Changed(switch, REPEATED, everything=True))


def _append(
    session: ReviewSession, db: "sqlite3.Connection", label: str, changes: Sequence[Change]
) -> None:
    journal = session.journal(db)
    journal.append(
        reviewer=session.reviewer.id, label=label, wall=environment.now(), changes=changes
    )
    journal.finish()


def _bring_texts(session: ReviewSession, db: "sqlite3.Connection", hashes: Sequence[str]) -> None:
    """Copy texts from the review as they are stored; they never change, but may be erased."""
    for start in range(0, len(hashes), _TEXTS):
        with session.file.reading() as connection:
            rows = excerpt.raw_texts(driver(connection), hashes[start : start + _TEXTS])
        excerpt.take_texts(db, rows)
