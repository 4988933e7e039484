"""The private copy: unfinished work is rolled back in it alone, and it never waits or overflows."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from altered_files import bodies, sound
from hostile_files import leave_unfinished, name_third_file

from credreview.domain.errors import UserError
from credreview.store import private_copy
from credreview.store.gate import admitted
from credreview.store.gate_checks import check_whole


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a review ü#?%.credreview"


def test_an_unfinished_write_is_rolled_back_in_the_private_copy_alone(
    path: Path, tmp_path: Path
) -> None:
    leave_unfinished(path)
    sound(tmp_path / "sound.credreview")
    files = {file: file.read_bytes() for file in path.parent.iterdir()}
    assert len(files) == 3
    with closing(sqlite3.connect(tmp_path / "sound.credreview")) as db:
        wanted = bodies(db)
    with admitted(path) as incoming:
        check_whole(incoming)
        assert bodies(incoming.db) == wanted
    assert {file: file.read_bytes() for file in path.parent.iterdir()} == files


def test_without_its_side_file_the_same_review_is_refused(path: Path) -> None:
    leave_unfinished(path)
    path.with_name(path.name + "-journal").unlink()
    with pytest.raises(UserError, match="ü"), admitted(path) as incoming:
        check_whole(incoming)


def test_a_side_file_cannot_have_another_file_deleted(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name_third_file(path)
    victim = path.with_name("victim")
    with pytest.raises(UserError) as caught, admitted(path):
        pass
    assert caught.value.id == "gate.side_file"
    assert victim.exists()
    monkeypatch.setattr(private_copy, "_JOURNAL_MAGIC", b"another.")
    with admitted(path):
        assert not victim.exists(), "the control: SQLite does delete it"


def test_a_file_that_is_written_meanwhile_is_refused(path: Path) -> None:
    sound(path)

    def write(done: int, total: int, what: str = "") -> None:
        with closing(sqlite3.connect(path)) as db, db:
            db.execute("DELETE FROM head")

    with pytest.raises(UserError) as caught, admitted(path, write):
        pass
    assert caught.value.id == "gate.changing"


def test_a_file_beyond_the_cap_or_the_room_is_refused_before_it_is_copied(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound(path)
    monkeypatch.setattr(private_copy, "_copy", lambda *given: pytest.fail("it was copied"))
    for name, value, id in (("LARGEST", 1000, "too_large"), ("_SPARE", 10**18, "no_room")):
        with monkeypatch.context() as patch:
            patch.setattr(private_copy, name, value)
            with pytest.raises(UserError) as caught, admitted(path):
                pass
            assert caught.value.id == f"gate.{id}"
