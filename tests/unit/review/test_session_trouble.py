"""Sessions in trouble: nothing half done, nothing lost, and a hint what to do."""

import multiprocessing
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sessions
from sessions import XENIA, YORICK, judge, mark

from credreview.domain.errors import UserError
from credreview.domain.model import Changed, Person
from credreview.review.session import ReviewSession
from credreview.store import file as file_module
from credreview.store.file import driver

WORDS = "ten ships were turned away"


@pytest.fixture
def session(tmp_path: Path) -> Iterator[ReviewSession]:
    made = sessions.begin(tmp_path)
    yield made
    made.file.close()


def snapshot(session: ReviewSession) -> tuple[object, ...]:
    return (sessions.bodies(session), session.reader.fingerprint(), sessions.check(session))


def fails(session: ReviewSession, claim: str) -> str:
    """Return why a judgement, an undo and a redo all fail."""
    ids = set()
    for deed in (lambda: judge(session, claim, confidence="low"), session.undo):
        with pytest.raises(UserError) as caught:
            deed()
        assert caught.value.hint
        ids.add(caught.value.id)
    (id,) = ids
    return id


def test_a_full_disk_changes_nothing_and_work_goes_on_when_there_is_room(
    session: ReviewSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim = mark(session, WORDS)
    before = snapshot(session)
    with session.file.reading() as connection:
        (pages,) = driver(connection).execute("PRAGMA page_count").fetchone()
    session.file.close()
    full = (*file_module._SETTINGS, f"PRAGMA max_page_count={pages}")
    with monkeypatch.context() as patch:
        patch.setattr(file_module, "_SETTINGS", full)
        words = os.urandom(40_000).hex()
        with pytest.raises(UserError) as caught:
            judge(session, claim, rationale=words)
        assert caught.value.id == "file.disk_full"
        assert snapshot(session) == before
        session.file.close()
    judge(session, claim, rationale=words)
    assert session.reader.judgements(claim)[0].rationale == words
    assert session.check().problems == []


def test_a_file_deleted_under_the_session_can_be_saved_elsewhere(
    session: ReviewSession, tmp_path: Path
) -> None:
    claim = mark(session, WORDS)
    before = snapshot(session)
    session.file.path.unlink()
    assert fails(session, claim) == "file.moved"
    saved = tmp_path / "saved.credreview"
    session.save_copy(saved)
    session.close()
    again = ReviewSession.open(saved, XENIA)
    assert snapshot(again) == before
    judge(again, claim, confidence="high")
    again.close()


@contextmanager
def _as_nobody() -> Iterator[None]:
    """Lay down root's rights, under which no file is read-only."""
    if os.geteuid():
        yield
        return
    os.setresuid(65534, 65534, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


def test_a_read_only_file_is_read_and_not_written(
    session: ReviewSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim = mark(session, WORDS)
    judge(session, claim, confidence="low")
    wanted = snapshot(session)
    folder = Path(tempfile.mkdtemp())
    monkeypatch.setenv("CREDREVIEW_HOME", str(folder / "home"))
    (folder / "home" / "config").mkdir(parents=True)
    try:
        path = folder / "r.credreview"
        session.save_copy(path)
        path.chmod(0o444)
        folder.chmod(0o555)
        with _as_nobody():
            for read_only in (True, False):
                reader = ReviewSession.open(path, XENIA, read_only=read_only)
                assert snapshot(reader) == wanted
                assert fails(reader, claim) == "file.read_only"
                assert snapshot(reader) == wanted
                reader.file.close()
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


def test_a_session_opened_for_reading_writes_nothing(session: ReviewSession) -> None:
    claim = mark(session, WORDS)
    reader = ReviewSession.open(session.file.path, XENIA, read_only=True)
    before = snapshot(reader)
    assert fails(reader, claim) == "file.read_only"
    assert snapshot(reader) == before
    reader.close()


def test_a_listener_is_told_after_the_commit_and_not_when_it_stopped_listening(
    session: ReviewSession,
) -> None:
    seen: list[int] = []

    def listener(changed: Changed) -> None:
        other = ReviewSession.open(session.file.path, YORICK, read_only=True)
        seen.append(len(sessions.bodies(other)))
        other.file.close()

    stop = session.listen(listener)
    mark(session, WORDS)
    assert seen == [len(sessions.bodies(session))]
    stop()
    mark(session, "Fishermen")
    assert len(seen) == 1


def test_closing_an_edited_review_leaves_a_sound_backup(session: ReviewSession, home: Path) -> None:
    mark(session, WORDS)
    wanted = snapshot(session)
    session.close()
    (backup,) = (home / "backups").glob("*/*.credreview")
    kept = ReviewSession.open(backup, XENIA)
    assert snapshot(kept) == wanted
    kept.file.close()


def test_closing_a_review_that_was_only_read_leaves_none(
    session: ReviewSession, home: Path
) -> None:
    session.file.close()
    ReviewSession.open(session.file.path, XENIA).close()
    assert not (home / "backups").exists()


def _write_judgements(path: str, person: Person, claim: str, count: int, answer: object) -> None:
    session = ReviewSession.open(Path(path), person)
    done = []
    for number in range(count):
        changed = judge(session, claim, rationale=f"{person.name} {number}")
        done.append(changed.action)
    session.file.close()
    answer.put(done)  # type: ignore[attr-defined]


def test_two_processes_that_write_one_review_lose_nothing(session: ReviewSession) -> None:
    claim = mark(session, WORDS)
    context = multiprocessing.get_context("spawn")
    answers = context.Queue()
    processes = [
        context.Process(
            target=_write_judgements,
            args=(str(session.file.path), person, claim, 200, answers),
        )
        for person in (XENIA, YORICK)
    ]
    for process in processes:
        process.start()
    acknowledged = answers.get(timeout=200) + answers.get(timeout=200)
    for process in processes:
        process.join()
        assert process.exitcode == 0
    assert len(set(acknowledged)) == 400
    assert set(acknowledged) <= sessions.bodies(session).keys()
    assert {j.rationale for j in session.reader.judgements(claim)} == {
        "Xenia Example 199",
        "Yorick Example 199",
    }
    sessions.check(session)
    assert session.check().problems == []
