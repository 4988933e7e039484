"""A small sound review, and ways to alter a copy of it as a program of ours never would."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from credreview.domain import journal
from credreview.domain.identity import article_id, claim_id
from credreview.domain.journal import Change
from credreview.store import texts
from credreview.store.file import ReviewFile, driver
from credreview.store.journal import Journal

Builder = Callable[[Path], None]

XENIA = "aa" * 16
ARTICLE = "The harbour office said that ten ships were turned away. " * 20
WALL = 1_700_000_000_000


@cache
def sound_bytes() -> bytes:
    """Return the bytes of the sound review."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "sound.credreview"
        review = ReviewFile.create(path)
        with review.writing() as connection:
            _fill(driver(connection))
        review.close()
        return path.read_bytes()


def _fill(db: sqlite3.Connection) -> None:
    made = Journal(db)
    sha = texts.put(db, ARTICLE.encode())
    article = article_id(ARTICLE)
    deeds = [("import", [Change("article", article, "new", {"text": sha, "title": "Harbour"})])]
    for start in range(4):
        claim = claim_id(article, start, 20)
        why = texts.put_private(db, f"Because {start}. " * 40)
        span = {"article": article, "start": start, "stop": 20, "part": 0}
        deeds.append(("mark_claim", [Change("claim", claim, "new", span)]))
        judged = {"confidence": "low", "rationale": {"text": why}}
        deeds.append(("judge", [Change("judgement", claim + XENIA, "set", judged)]))
    for number, (label, changes) in enumerate(deeds):
        last = made.append(reviewer=XENIA, label=label, wall=WALL + number, changes=changes)
    off = [Change("action", last, "off", {})]
    made.append(reviewer=XENIA, label="undo", wall=WALL + 100, changes=off)
    made.finish()


def sound(path: Path) -> None:
    """Write a small review: an article, four claims, their judgements, one undone."""
    path.write_bytes(sound_bytes())


@contextmanager
def altered(path: Path) -> Iterator[sqlite3.Connection]:
    """Give a connection to a new sound review that may also write its schema."""
    sound(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA writable_schema=ON")
        yield db


def sql(*statements: str) -> Builder:
    """Return a builder that executes some statements on a sound review."""

    def build(path: Path) -> None:
        with altered(path) as db:
            for statement in statements:
                db.execute(statement)

    return build


def header(db: sqlite3.Connection) -> dict[str, object]:
    """Return the header of a valid action on top of a review's heads."""
    heads = [id.hex() for (id,) in db.execute("SELECT id FROM head JOIN action USING (n)")]
    return {
        "changes": [["note", "0f" * 16, "new", {"about": "x"}]],
        "label": "write_note",
        "parents": sorted(heads),
        "reviewer": XENIA,
        "v": 1,
        "wall": WALL + 1000,
    }


def put_action(db: sqlite3.Connection, body: bytes, id: bytes | None = None) -> bytes:
    """Insert an action without any check, as the only head."""
    id = id or bytes.fromhex(journal.action_id(body))
    values = (id, WALL + 5000, body)
    db.execute(
        "INSERT INTO action (id, clock, reviewer, chain, pos, seen, is_off, body)"
        " VALUES (?, ?, 1, 1, 99, 0, 0, ?)",
        values,
    )
    db.execute("DELETE FROM head")
    db.execute("INSERT INTO head SELECT max(n) FROM action")
    return id


def bodies(db: sqlite3.Connection) -> list[tuple[object, ...]]:
    """Return all actions of a file as they are stored, in their order."""
    return db.execute("SELECT n, id, body FROM action ORDER BY n").fetchall()
