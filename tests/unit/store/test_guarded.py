"""A guarded connection: it reads a few tables, every read ends, and every failure is told."""

import sqlite3
from pathlib import Path

import pytest
from altered_files import altered, bodies, sound

from credreview.domain.errors import Cancelled, UserError
from credreview.store import schema
from credreview.store.gate import admitted

ENDLESS = "SELECT count(*) FROM " + ", ".join(f"action a{n}" for n in range(12))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a review ü#?%.credreview"


def test_a_read_without_an_end_is_ended(path: Path) -> None:
    sound(path)
    with admitted(path, patience=0.2) as incoming:
        with pytest.raises(UserError) as caught:
            incoming.db.execute(ENDLESS).fetchone()
        assert caught.value.id == "gate.endless"
        assert len(bodies(incoming.db)) == 10, "the next read has its own time"


def test_copying_and_long_reads_can_be_cancelled(path: Path) -> None:
    sound(path)
    wish = Cancelled()
    stops: list[int] = []

    def tick(done: int, total: int, what: str = "") -> None:
        if stops:
            raise wish

    with admitted(path, tick) as incoming:
        stops.append(1)
        with pytest.raises(Cancelled):
            incoming.db.execute(ENDLESS).fetchone()
    with pytest.raises(Cancelled), admitted(path, tick):
        pass


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO head VALUES (1)",
        "DELETE FROM action",
        "CREATE TEMP TABLE x (y)",
        "CREATE TEMP VIEW x AS SELECT * FROM action",
        "ATTACH ':memory:' AS x",
        "VACUUM INTO '/nowhere/x'",
        "PRAGMA writable_schema=ON",
        "PRAGMA query_only=OFF",
        "PRAGMA trusted_schema=ON",
        "SELECT load_extension('x')",
        "SELECT randomblob(1000000000)",
        "SELECT * FROM article",
        "SELECT * FROM words",
        "WITH RECURSIVE b(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM b) SELECT count(*) FROM b",
    ],
)
def test_nothing_but_reading_a_few_tables_is_possible(statement: str, path: Path) -> None:
    sound(path)
    with admitted(path) as incoming:
        before = incoming.path.read_bytes()
        with pytest.raises(UserError) as caught:
            incoming.db.execute(statement)
        assert isinstance(caught.value.__cause__, sqlite3.DatabaseError)
        assert incoming.path.read_bytes() == before


def test_a_failure_of_the_foreign_file_is_told_as_its_own_whoever_reads(path: Path) -> None:
    """Rows are read while the own file is written; its failures must not be blamed on that."""
    with altered(path) as db:
        (root,) = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'text'").fetchone()
    data = bytearray(path.read_bytes())
    data[(root - 1) * schema.PAGE_SIZE] = 0x63
    path.write_bytes(data)
    with admitted(path) as incoming, pytest.raises(UserError) as caught:
        incoming.db.execute("SELECT data FROM text").fetchall()
    assert caught.value.id == "gate.damaged"
    assert path.name in caught.value.message
