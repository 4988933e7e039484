"""Machines for tests: each has a data folder of its own; files go from one to another."""

from pathlib import Path

import pytest
import sessions

from credreview.domain.model import Person
from credreview.review.session import ReviewSession
from credreview.store import seals
from credreview.store.file import driver


class Machine:
    """One data folder; `here` makes it the one in use."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        folder.mkdir()
        self._monkeypatch = monkeypatch

    def here(self) -> "Machine":
        """Work on this machine from now on."""
        self._monkeypatch.setenv("CREDREVIEW_HOME", str(self.folder))
        return self

    def take(self, session: ReviewSession, person: Person) -> ReviewSession:
        """Return a session on this machine on a copy of a review."""
        path = self.folder / f"{person.id[:4]}-{len(list(self.folder.glob('*.credreview')))}"
        path = path.with_suffix(".credreview")
        session.save_copy(path)
        self.here()
        return ReviewSession.open(path, person)


def merge(giver: ReviewSession, taker: ReviewSession) -> tuple[int, int]:
    """Bring actions and signatures to another file; return what became of the signatures."""
    sessions.exchange(giver, taker)
    with giver.file.reading() as source, taker.file.writing() as target:
        return seals.unite(driver(target), list(seals.signatures(driver(source))))


def signatures(session: ReviewSession) -> set[seals.Signature]:
    """Return all signatures of a file."""
    with session.file.reading() as connection:
        return set(seals.signatures(driver(connection)))


def actions(session: ReviewSession) -> list[str]:
    """Return the ids of all actions of a file, oldest first."""
    return [id for _, id in session.reader.actions_after(0)]


def forge(session: ReviewSession, statement: str, values: tuple[object, ...] = ()) -> None:
    """Alter a file behind the program's back."""
    with session.file.writing() as connection:
        driver(connection).execute(statement, values)
