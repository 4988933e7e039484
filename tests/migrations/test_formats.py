"""A file of every format that was ever released opens for ever and shows the same."""

import gzip
import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from credreview.domain.errors import UserError
from credreview.domain.model import ArticleQuery, Person
from credreview.review import actions
from credreview.review.session import ReviewSession
from credreview.store import health, migrations, schema
from credreview.store.file import ReviewFile, driver

HERE = Path(__file__).parent
READER = Person("0" * 32, "")
FINGERPRINTS = {
    1: "1139fe7754ff2060187fc47bfad5286bebacea4e9a9c0b2ca48a32e79d8f80f8",
    2: "5a7945d6d9a55abf98bcdf48810a1bcc9d2def5f7890f7a58700a26bbff3d728",
}


def kept(number: int, folder: Path) -> Path:
    """Unpack the file of a format."""
    path = folder / f"format-{number}.credreview"
    path.write_bytes(gzip.decompress((HERE / f"format-{number}.credreview.gz").read_bytes()))
    return path


def test_a_file_of_every_format_is_kept() -> None:
    assert set(FINGERPRINTS) == set(range(1, schema.FORMAT + 1))


@pytest.mark.parametrize("number", sorted(FINGERPRINTS))
def test_a_kept_file_is_sound_and_has_its_fingerprint(number: int, tmp_path: Path) -> None:
    session = ReviewSession.open(kept(number, tmp_path), READER)
    found = session.check()
    assert found.problems == []
    assert found.fingerprint == session.reader.fingerprint() == FINGERPRINTS[number]
    rebuilt = session.check(rebuild=True)
    assert rebuilt.problems == [], "today's fold shows what the fold of that time showed"
    assert rebuilt.fingerprint == FINGERPRINTS[number]
    session.close()


@pytest.mark.parametrize("number", sorted(FINGERPRINTS))
def test_a_kept_file_shows_what_it_always_showed(number: int, tmp_path: Path) -> None:
    session = ReviewSession.open(kept(number, tmp_path), READER, read_only=True)
    shown = [json.loads(json.dumps(entry)) for entry in session.reader.everything()]
    session.close()
    lines = (HERE / f"format-{number}.jsonl").read_text(encoding="utf-8").splitlines()
    wanted = [json.loads(line) for line in lines]
    assert len(shown) == len(wanted)
    for now, then in zip(shown, wanted, strict=True):
        then.pop("format", None)  # what is read has today's
        assert now | then == now, "a newer version may say more, never something else"


@pytest.mark.parametrize("number", sorted(FINGERPRINTS))
def test_a_kept_file_can_be_worked_on(number: int, tmp_path: Path) -> None:
    session = ReviewSession.open(kept(number, tmp_path), Person("5c" * 16, "Kept Reviewer"))
    key = session.reader.article_keys(ArticleQuery())[0]
    article = session.reader.article(key)
    session.do(actions.mark_claim(article.id, 0, 5))
    session.undo()
    session.undo()
    session.redo()
    assert session.check().problems == []
    session.file.close()


def test_the_schema_of_a_released_format_never_changes() -> None:
    """A change of the schema is a new format, with a step in `migrations` and a kept file."""
    wanted = (HERE / f"format-{schema.FORMAT}.sql").read_text(encoding="utf-8")
    assert ";\n\n".join(schema.statements()) + ";\n" == wanted


def test_the_tables_that_queries_name_are_those_of_the_file() -> None:
    made: list[str] = []
    for table in schema.metadata.tables.values():
        made.append(str(CreateTable(table).compile(dialect=sqlite.dialect())))
        indexes = sorted(table.indexes, key=lambda index: str(index.name))
        made += [str(CreateIndex(index).compile(dialect=sqlite.dialect())) for index in indexes]
    in_file = [s for s in schema.statements() if not s.startswith("CREATE VIRTUAL TABLE")]
    assert [" ".join(s.split()) for s in made] == [" ".join(s.split()) for s in in_file]


def test_a_new_file_has_the_schema_of_the_kept_one(tmp_path: Path) -> None:
    def schema_of(path: Path) -> set[tuple[str, ...]]:
        with closing(sqlite3.connect(path)) as db:
            return set(db.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema"))

    made = tmp_path / "new.credreview"
    ReviewFile.create(made).close()
    assert schema_of(made) == schema_of(kept(schema.FORMAT, tmp_path))


# The machinery, with steps made up for the test


def value(path: Path, name: str) -> str | None:
    with closing(sqlite3.connect(path)) as db:
        row = db.execute("SELECT value FROM local WHERE name = ?", (name,)).fetchone()
    return row[0] if row else None


def version(path: Path) -> int:
    with closing(sqlite3.connect(path)) as db:
        return int(db.execute("PRAGMA user_version").fetchone()[0])


def one_to_two(db: sqlite3.Connection) -> None:
    db.execute("INSERT INTO local (name, value) VALUES ('step', 'two')")


def two_to_three(db: sqlite3.Connection) -> None:
    assert db.execute("SELECT value FROM local WHERE name = 'step'").fetchone() == ("two",)
    db.execute("UPDATE local SET value = 'three' WHERE name = 'step'")


def backups(path: Path) -> list[Path]:
    return sorted(health.backup_folder(path).glob("*.credreview"))


def test_steps_run_in_order_after_a_backup(tmp_path: Path) -> None:
    path = kept(1, tmp_path)
    steps = {1: one_to_two, 2: two_to_three}
    migrations.migrate(path, 1, steps=steps, target=3)
    assert (version(path), value(path, "step")) == (3, "three")
    (backup,) = backups(path)
    assert (version(backup), value(backup, "step")) == (1, None)
    session = ReviewSession.open(backup, READER, read_only=True)
    assert session.check().fingerprint == FINGERPRINTS[1]
    session.close()


@pytest.mark.parametrize("failure", [RuntimeError, sqlite3.OperationalError])
def test_a_step_that_fails_leaves_the_file_as_it_was(
    tmp_path: Path, failure: type[Exception]
) -> None:
    def failing(db: sqlite3.Connection) -> None:
        db.execute("DELETE FROM action")
        raise failure("half way")

    path = kept(1, tmp_path)
    with pytest.raises(failure, match="half way"):
        migrations.migrate(path, 1, steps={1: one_to_two, 2: failing}, target=3)
    assert (version(path), value(path, "step")) == (1, None)
    assert len(backups(path)) == 1
    session = ReviewSession.open(path, READER)
    assert session.check().fingerprint == FINGERPRINTS[1]
    session.close()


def test_a_step_that_fills_the_disk_is_told_and_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    def filling(db: sqlite3.Connection) -> None:
        pages = db.execute("PRAGMA page_count").fetchone()[0]
        db.execute(f"PRAGMA max_page_count={pages + 2}")
        for number in range(1000):
            db.execute("INSERT INTO local VALUES (?, '')", (f"{number:05}" * 500,))

    path = kept(1, tmp_path)
    with pytest.raises(UserError) as caught:
        migrations.migrate(path, 1, steps={1: filling}, target=2)
    assert caught.value.id == "file.disk_full"
    assert version(path) == 1


def test_a_file_locked_by_another_program_is_told(tmp_path: Path) -> None:
    path = kept(1, tmp_path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(UserError) as caught:
            migrations.migrate(path, 1, steps={1: one_to_two}, target=2)
    assert caught.value.id == "file.locked"
    assert version(path) == 1


def test_a_format_without_a_way_is_refused_before_anything_is_done(tmp_path: Path) -> None:
    path = kept(1, tmp_path)
    for found in (0, 1):
        with pytest.raises(UserError) as caught:
            migrations.migrate(path, found, steps={2: two_to_three}, target=3)
        assert caught.value.id == "file.unknown_format"
    assert backups(path) == []


@pytest.mark.parametrize("number", range(1, schema.FORMAT))
def test_opening_an_older_format_brings_it_to_todays(number: int, tmp_path: Path) -> None:
    path = kept(number, tmp_path)
    assert version(path) == number
    with closing(ReviewFile.open(path)) as review, review.reading() as connection:
        assert schema.deviations(driver(connection), schema.FORMAT) == []
    assert version(path) == schema.FORMAT
    assert len(backups(path)) == 1


def test_of_two_programs_that_migrate_at_once_the_second_finds_it_done(tmp_path: Path) -> None:
    path = kept(1, tmp_path)
    steps = []

    def one_to_two(connection: sqlite3.Connection) -> None:
        steps.append("done")
        migrations.STEPS[1](connection)

    for _ in range(2):  # both saw format 1 before either had the lock
        migrations.migrate(path, 1, steps={1: one_to_two}, target=2)
    assert steps == ["done"]
    with closing(ReviewFile.open(path)) as file, file.reading() as connection:
        assert driver(connection).execute("PRAGMA user_version").fetchone() == (2,)


@pytest.mark.parametrize("number", range(1, schema.FORMAT))
def test_an_older_format_that_is_only_read_stays_as_it_is(number: int, tmp_path: Path) -> None:
    path = kept(number, tmp_path)
    before, beside = path.read_bytes(), sorted(tmp_path.iterdir())
    with closing(ReviewSession.open(path, READER, read_only=True)) as session:
        assert session.reader.fingerprint() == FINGERPRINTS[number]
        assert session.file.path == path, "people are told the file's own name"
        with session.file.reading() as connection:
            assert schema.deviations(driver(connection), schema.FORMAT) == []
            (read,) = driver(connection).execute("PRAGMA database_list").fetchall()
        assert Path(read[2]) != path
        with pytest.raises(UserError) as caught, session.file.writing() as connection:
            driver(connection).execute("DELETE FROM head")
        assert caught.value.id == "file.read_only"
    assert not Path(read[2]).parent.exists(), "the copy goes with the session"
    assert (path.read_bytes(), sorted(tmp_path.iterdir())) == (before, beside)
    assert backups(path) == []


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="whom permissions bind")
def test_an_older_format_in_a_folder_that_cannot_be_written_can_be_read(tmp_path: Path) -> None:
    folder = tmp_path / "of others"
    folder.mkdir()
    path = kept(1, folder)
    path.chmod(0o444)
    folder.chmod(0o555)
    try:
        with closing(ReviewSession.open(path, READER, read_only=True)) as session:
            assert session.reader.fingerprint() == FINGERPRINTS[1]
        with pytest.raises(UserError) as caught:
            ReviewFile.open(path)
        assert caught.value.id == "file.read_only"
    finally:
        folder.chmod(0o755)
