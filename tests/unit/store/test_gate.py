"""The gate: a sound file is let in as a private copy; nothing else is, and the sender's stays."""

import gzip
import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from altered_files import altered, bodies, sound
from hostile_files import (
    FILE_LEVEL,
    LISTS,
    ROW_LEVEL,
    endless,
)

from credreview.domain.errors import UserError
from credreview.store import gate, guarded, schema
from credreview.store.file import ReviewFile
from credreview.store.gate import admitted
from credreview.store.gate_checks import check_whole

ROOT = Path(__file__).resolve().parents[3]
KEPT = sorted((ROOT / "tests" / "migrations").glob("format-*.credreview.gz"))
SECONDS, MEGABYTES = 5, 300

# Builds each file in a folder of its own, lets the gate look at it, and tells what came of it.
LOOK = """
import hashlib, json, os, resource, sys, time
from pathlib import Path
sys.path[:0] = [sys.argv[1], sys.argv[1] + "/tests/unit"]
import hostile_files
from credreview.domain.errors import UserError
from credreview.store.gate import admitted
from credreview.store.gate_checks import check_whole

def state(folder):
    found = {}
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        about = entry.stat(follow_symlinks=False)
        whole = entry.is_file(follow_symlinks=False)
        content = hashlib.sha256(Path(entry.path).read_bytes()).hexdigest() if whole else ""
        found[entry.name] = (about.st_mode, about.st_size, about.st_mtime_ns, about.st_ino, content)
    return found

def peak_mb():
    # getrusage counts what the parent held when it started this process.
    try:
        lines = Path("/proc/self/status").read_text().splitlines()
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1024

for number, (name, build) in enumerate(getattr(hostile_files, sys.argv[3]).items()):
    path = Path(sys.argv[2], str(number), "came in ü#?%.credreview")
    path.parent.mkdir()
    build(path)
    before, start = state(path.parent), time.monotonic()
    told = {"let_in": False}
    try:
        with admitted(path) as incoming:
            told["let_in"] = True
            check_whole(incoming)
    except UserError as error:
        told |= {"id": error.id, "message": error.message, "hint": error.hint}
    told["seconds"] = time.monotonic() - start
    told["megabytes"] = peak_mb()
    told["untouched"] = state(path.parent) == before
    print(json.dumps([name, told]), flush=True)
"""


def looked_at(group: str, folder: Path) -> dict[str, dict[str, object]]:
    """Return what the gate said of each file of a group, in a process of its own."""
    folder.mkdir()
    answer = subprocess.run(
        [sys.executable, "-c", LOOK, str(ROOT), str(folder), group],
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        env={"CREDREVIEW_HOME": str(folder / "home"), "TMPDIR": str(folder), "LC_ALL": "C.UTF-8"},
    )
    assert answer.returncode == 0, answer.stderr
    assert list(folder.glob("credreview-*")) == [], "no private copy is left"
    return dict(json.loads(line) for line in answer.stdout.splitlines())


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, object]]:
    folder = tmp_path_factory.mktemp("hostile")
    return {
        name: answer
        for group in ("FILE_LEVEL", "ROW_LEVEL", "LISTS")
        for name, answer in looked_at(group, folder / group).items()
    }


@pytest.mark.parametrize("name", [*FILE_LEVEL, *ROW_LEVEL, *LISTS])
def test_a_hostile_file_is_refused_quickly_in_a_clear_sentence_and_stays_as_it_is(
    name: str, told: dict[str, dict[str, object]]
) -> None:
    answer = told[name]
    assert str(answer.get("id")).startswith("gate."), answer
    assert "came in ü#?%.credreview" in str(answer["message"])
    assert answer["hint"]
    assert answer["untouched"]
    assert answer["seconds"] < SECONDS
    assert answer["megabytes"] < MEGABYTES


def test_what_is_wrong_with_the_file_is_told_before_a_row_is_read(
    told: dict[str, dict[str, object]],
) -> None:
    assert [name for name in FILE_LEVEL if told[name]["let_in"]] == []
    assert [name for name in (*ROW_LEVEL, *LISTS) if not told[name]["let_in"]] == []


def test_the_sentence_says_what_is_wrong(told: dict[str, dict[str, object]]) -> None:
    ids = {name: answer["id"] for name, answer in told.items()}
    assert ids["newer_format"] == "gate.newer_format"
    assert ids["not_sqlite"] == ids["foreign_application"] == "gate.not_a_review"
    assert ids["wrong_page_count"] == ids["cut_off"] == ids["grown"] == "gate.cut_off"
    assert ids["pipe"] == ids["folder"] == ids["link_to_device"] == "gate.not_a_file"
    assert ids["trigger"] == ids["view_bomb"] == ids["statistics"] == "gate.foreign_schema"
    assert ids["wal_mode"] == ids["wal_beside"] == "gate.write_ahead"
    assert ids["missing"] == "gate.missing"
    assert ids["wrong_hash"] == "gate.action"
    assert ids["text_bomb"] == "gate.text"


# What is let in


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a review ü#?%.credreview"


def test_a_sound_review_is_let_in_as_a_private_copy_that_goes_away(path: Path) -> None:
    sound(path)
    before = path.read_bytes()
    with admitted(path) as incoming:
        check_whole(incoming)
        assert incoming.name == path.name
        assert incoming.actions == len(bodies(incoming.db)) == 10
        assert incoming.manifest is None
        with closing(sqlite3.connect(path)) as db:
            assert bodies(db) == bodies(incoming.db)
            (head,) = db.execute("SELECT hex(id) FROM head JOIN action USING (n)").fetchone()
        assert incoming.heads == [head.lower()]
        assert incoming.path.parent != path.parent
        assert incoming.path.parent.stat().st_mode & 0o077 == 0
    assert not incoming.path.parent.exists()
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_the_private_copy_goes_away_when_the_block_fails(path: Path) -> None:
    sound(path)
    with pytest.raises(RuntimeError), admitted(path) as incoming:
        raise RuntimeError
    assert not incoming.path.parent.exists()


def test_an_empty_review_is_let_in(path: Path) -> None:
    ReviewFile.create(path).close()
    with admitted(path) as incoming:
        check_whole(incoming)
        assert (incoming.actions, incoming.heads) == (0, [])


def test_a_link_to_a_review_is_let_in_under_its_own_name(path: Path, tmp_path: Path) -> None:
    sound(path)
    link = tmp_path / "link.credreview"
    link.symlink_to(path.name)
    with admitted(link) as incoming:
        assert incoming.name == "link.credreview"


@pytest.mark.parametrize("kept", KEPT, ids=lambda kept: kept.name)
def test_a_file_of_every_format_is_let_in(kept: Path, path: Path) -> None:
    path.write_bytes(gzip.decompress(kept.read_bytes()))
    with admitted(path) as incoming:
        check_whole(incoming)
        assert incoming.actions > 10


def test_what_the_gate_lets_read_is_the_same_in_all_formats() -> None:
    """A format that changes one of these tables needs its step before the gate reads it."""

    def read(number: int) -> list[str]:
        begins = tuple(f"CREATE TABLE {table} (" for table in guarded.TABLES)
        return [words for words in schema.statements(number) if words.startswith(begins)]

    assert len(read(schema.FORMAT)) == len(guarded.TABLES)
    for number in range(1, schema.FORMAT):
        assert read(number) == read(schema.FORMAT)


def test_a_manifest_is_handed_out_as_it_stands(path: Path) -> None:
    said = {"title": "Fictional review", "counts": {"claims": 3}, "by": ["x", None, True]}
    with altered(path) as db:
        db.execute("INSERT INTO local VALUES ('manifest', ?)", (json.dumps(said),))
    with admitted(path) as incoming:
        assert incoming.manifest == said


def test_an_erased_text_is_let_in(path: Path) -> None:
    with altered(path) as db:
        db.execute("UPDATE text SET data = NULL, salt = NULL, purged = 1 WHERE salt IS NOT NULL")
    with admitted(path) as incoming:
        check_whole(incoming)


def test_an_endless_table_of_texts_is_noticed_by_its_pages(path: Path) -> None:
    endless("text")(path)
    with admitted(path, patience=20) as incoming, pytest.raises(UserError) as caught:
        incoming.check_pages()
    assert caught.value.id == "gate.damaged"


# Controls: without its defence the thing comes through.


def test_without_the_schema_check_triggers_and_tables_would_come_in(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema, "deviations", lambda *given: [])
    for number, name in enumerate(("trigger", "extra_table", "check_with_function", "not_strict")):
        file = path.with_name(f"{number}.credreview")
        FILE_LEVEL[name](file)
        with admitted(file):
            pass


def test_without_schema_check_and_authorizer_a_view_without_end_would_be_read(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    FILE_LEVEL["view_bomb"](path)
    monkeypatch.setattr(schema, "deviations", lambda *given: [])

    def reason() -> str:
        with pytest.raises(UserError) as caught, admitted(path, patience=0.3):
            pass
        return caught.value.id

    assert reason() == "gate.damaged"
    monkeypatch.setattr(guarded, "_may", lambda *given: sqlite3.SQLITE_OK)
    assert reason() == "gate.endless", "only its time ends it then"


@pytest.mark.parametrize("name", ["grown", "statistics", "no_heads"])
def test_sqlite_alone_would_read_it(name: str, path: Path) -> None:
    FILE_LEVEL[name](path)
    with closing(sqlite3.connect(path)) as db:
        assert len(bodies(db)) == 10


def test_without_the_row_limit_endless_actions_would_be_counted_for_ever(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    FILE_LEVEL["endless_actions"](path)
    monkeypatch.setattr(gate, "_SMALLEST_ACTION", 1e-12)
    with pytest.raises(UserError) as caught, admitted(path, patience=0.3):
        pass
    assert caught.value.id == "gate.endless"


def test_the_pages_are_checked_once(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sound(path)
    with admitted(path) as incoming:
        incoming.check_pages()
        monkeypatch.setattr(gate, "TABLES", ("no_such_table",))
        incoming.check_pages()
