"""`credreview people`, and what `check` tells of seals."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import commands
import pytest
from commands import Commands

from credreview.domain.seals import fingerprint_words
from credreview.review import keys, people
from credreview.store import seals


@pytest.fixture
def cmd(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Commands:
    return commands.begin(tmp_path, capsys)


def xenia() -> str:
    return people.named("Xenia").id


def elsewhere(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Go to another machine."""
    monkeypatch.setenv("CREDREVIEW_HOME", str(folder))


def test_the_people_of_this_machine_are_listed_with_their_keys(cmd: Commands) -> None:
    done = cmd.run("people")
    assert done.code == 0
    assert "Xenia" in done.out
    assert xenia() in done.out
    assert fingerprint_words(keys.public_key(xenia())) in done.out
    assert keys.public_key(xenia()).hex() in done.out


def test_a_key_that_others_can_read_is_told(cmd: Commands) -> None:
    if os.name != "posix":
        pytest.skip("permissions of this kind are POSIX's")
    keys.path_of(xenia()).chmod(0o644)
    done = cmd.run("people")
    assert done.code == 1
    assert "OTHERS" in done.out
    keys.path_of(xenia()).chmod(0o600)
    assert cmd.run("people").code == 0


def test_a_damaged_key_is_told(cmd: Commands) -> None:
    keys.path_of(xenia()).write_text("x")
    done = cmd.run("people")
    assert done.code == 1
    assert "cannot be read" in done.out


def test_a_person_is_renamed_and_described(cmd: Commands) -> None:
    id = xenia()
    assert cmd.run("people", "rename", "xenia", "Xenia Second").code == 0
    done = cmd.run(
        "people", "set", "Xenia Second", "--organisation", "An Institute", "--role", "Analyst"
    )
    assert "Xenia Second" in done.out
    assert people.everyone()[0].organisation == "An Institute"
    assert people.everyone()[0].id == id
    cmd.act({"do": "mark_claim", "article": commands.ARTICLE, "start": 0, "end": 7},
            reviewer="Xenia Second")  # fmt: skip
    shown = cmd.run("show", cmd.review, "--json")
    (entry,) = [line for line in shown.lines if line["kind"] == "reviewer"]
    assert entry["name"] == "Xenia Second"
    assert entry["role"] == "Analyst"
    assert entry["keys"] == [keys.public_key(id).hex()]
    assert cmd.run("people", "set", "Xenia Second", "--role", "").code == 0
    assert people.everyone()[0].role == ""


@pytest.mark.parametrize(
    "arguments",
    [
        ["rename", "Nobody Here", "Somebody"],
        ["rename", "Xenia"],
        ["set"],
        ["list", "a", "b"],
        ["vouch", "a", "b"],
        ["join", "no-such.credreview", "Xenia"],
        ["rename", "Xenia", "\x07"],
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(cmd: Commands, arguments: list[str]) -> None:
    assert cmd.run("people", *arguments).code == 2
    assert [person.name for person in people.everyone()] == ["Xenia"]


def test_a_passphrase_comes_as_lines_of_the_input(
    cmd: Commands, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(keys, "_OPERATIONS", 1)
    monkeypatch.setattr(keys, "_MEMORY", 8192)

    def given(*lines: str) -> int:
        path = tmp_path / "input"
        path.write_text("".join(f"{line}\n" for line in lines))
        with path.open() as stream:
            monkeypatch.setattr("sys.stdin", stream)
            return cmd.run("people", "passphrase", "Xenia").code

    assert given("one") == 0
    assert keys.has_passphrase(xenia())
    assert given("wrong", "two") == 2
    assert given("one", "") == 0
    assert not keys.has_passphrase(xenia())


def test_each_action_is_signed_where_that_is_set(cmd: Commands) -> None:
    def sealed() -> int:
        with closing(sqlite3.connect(cmd.review)) as db:
            return int(db.execute("SELECT count(*) FROM signature").fetchone()[0])

    before = sealed()
    deeds = [
        {"do": "mark_claim", "article": commands.ARTICLE, "start": at, "end": at + 5}
        for at in range(3)
    ]
    cmd.act(*deeds)
    assert sealed() == before + 1, "one for all, at the end"
    cmd.run("people", "set", "Xenia", "--sign-each", "on")
    assert "signs each action" in cmd.run("people").out
    cmd.act(*({**deed, "part": 1} for deed in deeds))
    assert sealed() == before + 1 + len(deeds)
    assert cmd.run("check", cmd.review).code == 0


def test_two_machines_of_one_person_join_and_vouch(
    cmd: Commands, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, home: Path
) -> None:
    first = keys.public_key(xenia())
    elsewhere(monkeypatch, tmp_path / "desktop")
    done = cmd.run("people", "join", cmd.review, "Xenia")
    assert done.code == 0
    second = keys.public_key(people.everyone()[0].id)
    assert second.hex() in done.out
    assert second != first
    cmd.claim()
    checked = cmd.run("check", cmd.review)
    assert checked.code == 0, "the desktop knows both"
    elsewhere(monkeypatch, home)
    checked = cmd.run("check", cmd.review)
    assert checked.code == 1
    assert checked.out.startswith("UNKNOWN KEY: ")
    listed = cmd.run("people", "list", cmd.review)
    assert listed.code == 1
    assert "UNKNOWN KEY" in listed.out
    assert cmd.run("people", "vouch", cmd.review, "Xenia", "no key").code == 2
    assert cmd.run("people", "vouch", cmd.review, "Xenia", first.hex()).code == 2
    done = cmd.run("people", "vouch", cmd.review, "Xenia", fingerprint_words(second))
    assert done.code == 0
    checked = cmd.run("check", cmd.review)
    assert checked.code == 0
    assert "0 under an unknown key" in checked.out
    elsewhere(monkeypatch, tmp_path / "third")
    assert cmd.run("check", cmd.review).code == 0, "the vouch goes with the review"
    assert cmd.run("people", "list", cmd.review).code == 0


def test_a_compared_key_is_trusted_by_whoever_compared_it(
    cmd: Commands, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    elsewhere(monkeypatch, tmp_path / "desktop")
    cmd.run("people", "join", cmd.review, "Xenia")
    second = keys.public_key(people.everyone()[0].id)
    cmd.claim()
    elsewhere(monkeypatch, tmp_path / "third")
    assert cmd.run("check", cmd.review).code == 1
    assert cmd.run("people", "trust", cmd.review, "Xenia", "00" * 16).code == 2
    assert cmd.run("people", "trust", cmd.review, "Yorick", "00" * 16).code == 2
    assert cmd.run("people", "trust", cmd.review, "xenia", fingerprint_words(second)).code == 0
    assert cmd.run("check", cmd.review).code == 0
    assert "compared by hand" in cmd.run("people", "list", cmd.review).out


def test_a_forged_seal_is_a_problem(cmd: Commands) -> None:
    sound = cmd.run("check", cmd.review)
    assert "forged" in sound.out
    assert sound.code == 0
    with closing(sqlite3.connect(cmd.review)) as db, db:
        ((n, id),) = db.execute("SELECT n, id FROM action WHERE n = (SELECT min(n) FROM action)")
        key = bytes.fromhex("ab" * 32)
        assert not seals.verify(key, id, b"\0" * 64)
        db.execute("INSERT INTO signature VALUES (?, ?, ?)", (n, key, b"\0" * 64))
    done = cmd.run("check", cmd.review)
    assert done.code == 1
    assert "FORGED" in done.out
