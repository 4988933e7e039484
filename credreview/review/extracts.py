"""Writes an extract: a review of its own that repeats a part of another one."""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from credreview import environment
from credreview.domain.identity import REVIEW
from credreview.domain.journal import Change
from credreview.domain.work import Ticker
from credreview.review import made, seals
from credreview.review.actions import in_parts
from credreview.review.session import ReviewSession
from credreview.store import excerpt
from credreview.store.excerpt import Excerpt
from credreview.store.file import ReviewFile, driver
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
                    _append(session, db, "extract", changes)
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
