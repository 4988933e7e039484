"""The key of a person on a machine: made once, owner-only, never replaced, opened by passphrase."""

import json
import multiprocessing
import os
import stat
from pathlib import Path

import pytest

from credreview.domain.errors import UserError
from credreview.review import keys, people
from credreview.store import seals

XENIA, YORICK = "aa" * 16, "bb" * 16
MESSAGE = b"a message"

posix = pytest.mark.skipif(os.name != "posix", reason="permissions of this kind are POSIX's")


@pytest.fixture
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a passphrase cost little."""
    monkeypatch.setattr(keys, "_OPERATIONS", 1)
    monkeypatch.setattr(keys, "_MEMORY", 8192)


def signed_by(public: bytes) -> bool:
    key = keys.unlocked(XENIA)
    return key is not None and seals.verify(public, MESSAGE, key.sign(MESSAGE))


def test_a_key_is_made_on_first_use_and_stays() -> None:
    public = keys.public_key(XENIA)
    assert keys.public_key(XENIA) == public != keys.public_key(YORICK)
    assert signed_by(public)
    assert not signed_by(keys.public_key(YORICK))


def test_two_machines_have_two_keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    laptop = keys.public_key(XENIA)
    monkeypatch.setenv("CREDREVIEW_HOME", str(tmp_path))
    assert keys.public_key(XENIA) != laptop


@posix
def test_nobody_else_can_read_it_at_any_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []
    real = os.fdopen

    def spy(handle, *given, **named):
        seen.append(stat.S_IMODE(os.fstat(handle).st_mode))  # before a byte is written
        return real(handle, *given, **named)

    monkeypatch.setattr(os, "fdopen", spy)
    before = os.umask(0)
    try:
        keys.public_key(XENIA)
    finally:
        os.umask(before)
    assert seen == [0o600]
    path = keys.path_of(XENIA)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert not keys.is_exposed(XENIA)
    path.chmod(0o644)
    assert keys.is_exposed(XENIA)
    path.chmod(0o640)
    assert keys.is_exposed(XENIA)


def test_nothing_is_left_beside_it(cheap: None) -> None:
    keys.public_key(XENIA)
    keys.set_passphrase(XENIA, "", "open")
    assert os.listdir(keys.path_of(XENIA).parent) == [f"{XENIA}.json"]


def test_a_passphrase_locks_the_same_key(cheap: None) -> None:
    public = keys.public_key(XENIA)
    seed = json.loads(keys.path_of(XENIA).read_text())["secret"]
    keys.set_passphrase(XENIA, "", "öffne dich")
    assert seed not in keys.path_of(XENIA).read_text()
    assert signed_by(public), "the process in which it was set goes on"
    keys.lock(XENIA)
    assert keys.unlocked(XENIA) is None
    assert keys.public_key(XENIA) == public
    with pytest.raises(UserError) as caught:
        keys.unlock(XENIA, "offne dich")
    assert caught.value.id == "keys.wrong_passphrase"
    assert keys.unlocked(XENIA) is None
    keys.unlock(XENIA, "o\u0308ffne dich")  # typed on another keyboard
    assert signed_by(public)


def test_a_passphrase_is_changed_and_taken_away_by_who_knows_it(cheap: None) -> None:
    public = keys.public_key(XENIA)
    keys.set_passphrase(XENIA, "", "one")
    before = keys.path_of(XENIA).read_bytes()
    with pytest.raises(UserError):
        keys.set_passphrase(XENIA, "two", "three")
    assert keys.path_of(XENIA).read_bytes() == before
    keys.set_passphrase(XENIA, "one", "two")
    keys.lock(XENIA)
    keys.set_passphrase(XENIA, "two", "")
    assert not keys.has_passphrase(XENIA)
    assert signed_by(public)


def test_the_environment_can_hold_the_passphrase(
    cheap: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    public = keys.public_key(XENIA)
    keys.set_passphrase(XENIA, "", "one")
    keys.lock(XENIA)
    monkeypatch.setenv("CREDREVIEW_PASSPHRASE", "one")
    assert signed_by(public)


def test_the_costs_are_stored_and_heeded(cheap: None) -> None:
    keys.public_key(XENIA)
    keys.set_passphrase(XENIA, "", "one")
    path = keys.path_of(XENIA)
    data = json.loads(path.read_text())
    assert data["secret"]["operations"] == 1
    data["secret"]["memory"] = 1 << 40
    path.write_text(json.dumps(data))
    with pytest.raises(UserError) as caught:
        keys.unlock(XENIA, "one")
    assert caught.value.id == "keys.damaged"


def _damages() -> list[tuple[str, object]]:
    good: dict[str, object] = {"form": 1, "person": XENIA, "public": "ab" * 32, "secret": "cd" * 32}
    return [
        ("empty", ""),
        ("no json", "{"),
        ("another shape", []),
        ("nothing in it", {}),
        ("another person's", good | {"person": YORICK}),
        ("a newer form", good | {"form": 2}),
        ("a short key", good | {"public": "ab"}),
        ("no secret", good | {"secret": None}),
        ("half a secret", good | {"secret": {"salt": "00"}}),
        ("a public key of another", good),
    ]


@pytest.mark.parametrize("content", [c for _, c in _damages()], ids=[n for n, _ in _damages()])
def test_a_damaged_key_is_told_and_never_made_anew(content: object) -> None:
    keys.public_key(XENIA)
    path = keys.path_of(XENIA)
    words = content if isinstance(content, str) else json.dumps(content)
    path.write_text(words)
    with pytest.raises(UserError) as caught:
        keys.unlocked(XENIA)
    assert caught.value.id == "keys.damaged"
    assert caught.value.hint
    assert path.read_text() == words


def test_a_folder_that_cannot_be_written_is_told(home: Path) -> None:
    (home / "keys").write_text("in the way")
    with pytest.raises(UserError) as caught:
        keys.public_key(XENIA)
    assert caught.value.id == "keys.cannot_write"


def test_the_people_of_the_sample_have_none() -> None:
    for person in people.FICTIONAL:
        assert not keys.has_keys(person)
        with pytest.raises(UserError):
            keys.public_key(person)


def _meet(home: str, ready: object, answers: object) -> None:
    os.environ["CREDREVIEW_HOME"] = home
    ready.wait()  # type: ignore[attr-defined]
    answers.put(keys.public_key(XENIA))  # type: ignore[attr-defined]


def test_processes_that_need_a_key_at_once_agree_on_one(home: Path) -> None:
    context = multiprocessing.get_context("spawn")
    ready, answers = context.Barrier(3), context.Queue()
    running = [context.Process(target=_meet, args=(str(home), ready, answers)) for _ in range(3)]
    for process in running:
        process.start()
    made = {answers.get(timeout=60) for _ in running}
    for process in running:
        process.join()
    assert made == {keys.public_key(XENIA)}
