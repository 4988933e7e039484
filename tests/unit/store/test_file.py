"""Review files: the settings of every connection, and what is refused, untouched."""

import multiprocessing
import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from credreview.domain.errors import UserError
from credreview.store import file as file_module
from credreview.store import schema
from credreview.store.file import ReviewFile, driver

SETTINGS = {
    "journal_mode": "delete",
    "synchronous": 3,  # EXTRA
    "foreign_keys": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "mmap_size": 0,
    "busy_timeout": 5000,
    "fullfsync": 1,
    "secure_delete": 1,
    "page_size": 8192,
    "application_id": 0x43526456,
    "user_version": 2,
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a review ü#?%.credreview"


@pytest.fixture
def review(path: Path) -> Iterator[ReviewFile]:
    made = ReviewFile.create(path)
    yield made
    made.close()


def put(connection: sqlite3.Connection, name: str) -> None:
    connection.execute("INSERT INTO local (name, value) VALUES (?, '')", (name,))


def names(review: ReviewFile) -> list[str]:
    with review.reading() as connection:
        return [name for (name,) in driver(connection).execute("SELECT name FROM local ORDER BY 1")]


def settings_of(connection: sqlite3.Connection) -> dict[str, object]:
    return {name: connection.execute(f"PRAGMA {name}").fetchone()[0] for name in SETTINGS}


def test_every_connection_has_the_settings_that_lose_nothing(review: ReviewFile) -> None:
    with review.reading() as one, review.reading() as other:
        for connection in (one, other):
            assert settings_of(driver(connection)) == SETTINGS
        assert driver(one) is not driver(other)
    with review.writing() as connection:
        assert settings_of(driver(connection)) == SETTINGS


def test_a_connection_for_reading_only_has_them_too_and_cannot_write(
    review: ReviewFile, path: Path
) -> None:
    with closing(ReviewFile.open(path, read_only=True)) as reader:
        with reader.reading() as connection:
            assert settings_of(driver(connection)) == SETTINGS
        with pytest.raises(UserError) as caught, reader.writing() as connection:
            put(driver(connection), "x")
    assert caught.value.id == "file.read_only"
    assert names(review) == []


def test_tables_are_strict(review: ReviewFile) -> None:
    with review.reading() as connection:
        rows = driver(connection).execute("PRAGMA table_list").fetchall()
    strict = {row[1]: row[5] for row in rows if row[0] == "main"}
    assert all(strict[name] for name in schema.metadata.tables)


def test_a_write_that_fails_leaves_nothing(review: ReviewFile) -> None:
    def write() -> None:
        with review.writing() as connection:
            put(driver(connection), "x")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        write()
    assert names(review) == []
    with review.writing() as connection:
        put(driver(connection), "y")
    assert names(review) == ["y"]


def test_long_reading_gives_way_to_a_write_and_starts_again(review: ReviewFile) -> None:
    began, tries, written = threading.Event(), [], threading.Event()

    def work(connection: object) -> int:
        raw = driver(connection)  # type: ignore[arg-type]
        tries.append(raw.execute("SELECT count(*) FROM local").fetchone()[0])
        began.set()
        if tries[-1] == 0:
            # Without an end, if nobody interrupts it.
            raw.execute(
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
                " SELECT count(*) FROM n"
            ).fetchone()
        return tries[-1]

    def write() -> None:
        began.wait()
        with review.writing() as connection:
            put(driver(connection), "x")
        written.set()

    writer = threading.Thread(target=write)
    writer.start()
    assert review.read_patiently(work) == 1
    writer.join()
    assert written.is_set()
    assert tries == [0, 1]


# Refusals


def refused(path: Path, *, read_only: bool = False) -> str:
    before = path.read_bytes() if path.is_file() else None
    beside = sorted(path.parent.iterdir())
    with pytest.raises(UserError) as caught:
        ReviewFile.open(path, read_only=read_only)
    assert path.name in str(caught.value)
    assert (path.read_bytes() if path.is_file() else None) == before, "it was not touched"
    assert sorted(path.parent.iterdir()) == beside
    return caught.value.id


both = pytest.mark.parametrize("read_only", [False, True])


@both
def test_a_missing_file_is_refused_and_not_made(path: Path, read_only: bool) -> None:
    assert refused(path, read_only=read_only) == "file.missing"


@both
@pytest.mark.parametrize(
    "content", [b"", b"x", b"Not a database at all. " * 1000, b"SQLite format 3\0", b"\0" * 8192]
)
def test_what_is_no_database_is_refused(path: Path, content: bytes, read_only: bool) -> None:
    path.write_bytes(content)
    assert refused(path, read_only=read_only) == "file.not_a_review"


@both
@pytest.mark.parametrize("mode", ["delete", "wal"])
def test_another_programs_database_is_refused_untouched(
    path: Path, mode: str, read_only: bool
) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute(f"PRAGMA journal_mode={mode}")
        other.execute("PRAGMA application_id=1234567")
        other.execute("CREATE TABLE action (n)")
    assert refused(path, read_only=read_only) == "file.not_a_review"


@both
@pytest.mark.parametrize("mode", ["delete", "wal"])
def test_a_newer_format_is_refused_untouched(path: Path, mode: str, read_only: bool) -> None:
    ReviewFile.create(path).close()
    with closing(sqlite3.connect(path)) as other:
        other.execute(f"PRAGMA user_version={schema.FORMAT + 1}")
        other.execute(f"PRAGMA journal_mode={mode}")
    assert refused(path, read_only=read_only) == "file.newer_format"


def test_a_format_that_never_was_is_refused(path: Path) -> None:
    ReviewFile.create(path).close()
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA user_version=0")
    assert refused(path) == "file.unknown_format"


def test_a_folder_is_no_review(path: Path) -> None:
    path.mkdir()
    with pytest.raises(UserError):
        ReviewFile.open(path)


def test_a_file_in_wal_mode_is_turned_back_so_that_it_can_be_copied_alone(
    path: Path, tmp_path: Path
) -> None:
    ReviewFile.create(path).close()
    with closing(sqlite3.connect(path)) as other:
        other.execute("PRAGMA journal_mode=wal")
    with closing(ReviewFile.open(path)) as review:
        with review.writing() as connection:
            put(driver(connection), "x")
        copy = tmp_path / "copy.credreview"
        copy.write_bytes(path.read_bytes())
        with closing(ReviewFile.open(copy)) as copied:
            assert names(copied) == ["x"]
    assert path.read_bytes()[18:20] == b"\x01\x01"


def test_creating_never_replaces_what_is_there(path: Path) -> None:
    path.write_text("dear diary")
    with pytest.raises(UserError) as caught:
        ReviewFile.create(path)
    assert caught.value.id == "file.exists"
    assert path.read_text() == "dear diary"


def test_creating_in_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        ReviewFile.create(tmp_path / "no" / "such.credreview")
    assert caught.value.id == "file.cannot_open"


def test_a_creation_that_fails_leaves_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "statements", lambda: ["CREATE TABLE broken ("])
    with pytest.raises(sqlite3.Error):
        ReviewFile.create(path)
    assert list(path.parent.iterdir()) == []


# Trouble while it is open


def test_a_file_deleted_under_us_is_told_and_nothing_comes_back_in_its_place(
    review: ReviewFile, path: Path
) -> None:
    names(review)
    path.unlink()
    with pytest.raises(UserError) as caught, review.writing() as connection:
        put(driver(connection), "x")
    assert caught.value.id == "file.moved"
    assert not path.exists()
    assert names(review) == [], "what it held can still be read"


def test_a_file_replaced_under_us_is_told_and_the_new_one_is_not_touched(
    review: ReviewFile, path: Path, tmp_path: Path
) -> None:
    names(review)
    other = tmp_path / "other.credreview"
    ReviewFile.create(other).close()
    before = other.read_bytes()
    os.replace(other, path)
    with pytest.raises(UserError) as caught, review.writing() as connection:
        put(driver(connection), "x")
    assert caught.value.id == "file.moved"
    assert path.read_bytes() == before


def _hold(path: str, locked: object, release: object) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        locked.set()  # type: ignore[attr-defined]
        release.wait()  # type: ignore[attr-defined]


def test_a_file_locked_by_another_process_is_told_with_a_hint(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_module, "BUSY_MS", 50)
    quick = tuple(
        "PRAGMA busy_timeout=50" if "busy_timeout" in setting else setting
        for setting in file_module._SETTINGS
    )
    monkeypatch.setattr(file_module, "_SETTINGS", quick)
    context = multiprocessing.get_context("spawn")
    locked, release = context.Event(), context.Event()
    with closing(ReviewFile.create(path)) as review:
        other = context.Process(target=_hold, args=(str(path), locked, release))
        other.start()
        try:
            assert locked.wait(30)
            with pytest.raises(UserError) as caught, review.writing() as connection:
                put(driver(connection), "x")
            assert caught.value.id == "file.locked"
            assert caught.value.hint
        finally:
            release.set()
            other.join()
        with review.writing() as connection:
            put(driver(connection), "y")
        assert names(review) == ["y"]


def test_a_full_disk_is_told_and_leaves_what_was_there(review: ReviewFile) -> None:
    with review.writing() as connection:
        put(driver(connection), "kept")

    def fill() -> None:
        with review.writing() as connection:
            raw = driver(connection)
            pages = raw.execute("PRAGMA page_count").fetchone()[0]
            raw.execute(f"PRAGMA max_page_count={pages + 1}")
            for number in range(1000):
                put(raw, f"{number:05}" * 200)

    with pytest.raises(UserError) as caught:
        fill()
    assert caught.value.id == "file.disk_full"
    assert names(review) == ["kept"]
