"""The whole review is shared as a clean, checked, signed copy; nothing half-made is ever there."""

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
import sessions
import tables
from sessions import XENIA, YORICK, begin, copy_for, judge, mark

from credreview.domain.errors import Cancelled, UserError
from credreview.exchange import envelope, manifest
from credreview.exchange.envelope import Key, Lock
from credreview.review import keys, merging, sharing
from credreview.review.session import ReviewSession
from credreview.review.sharing import Terms, share
from credreview.store import gate, health, kept
from credreview.store.file import driver


@pytest.fixture
def review(tmp_path: Path):
    """Give Xenia's review, in which Yorick judged as well."""
    session = begin(tmp_path / "own")
    claim = mark(session, "ten ships")
    judge(session, claim, reliability="B", credibility="2", rationale="She was there.")
    other = copy_for(session, YORICK, "yorick")
    judge(other, claim, reliability="C", credibility="4", rationale="He doubts it.")
    other.close()
    merging.merge(session, other.file.path)
    yield session
    session.close()


def rows(path: Path, sql: str) -> list[tuple]:
    """Return what a query of a closed file finds."""
    with closing(sqlite3.connect(health.file_uri(path, "ro"), uri=True)) as db:
        return db.execute(sql).fetchall()


def test_a_shared_copy_holds_every_action_under_the_same_fingerprint(review, tmp_path) -> None:
    target = tmp_path / "for-zoe.credreview"
    shared = share(review, target)
    assert shared.path == target
    assert shared.size == target.stat().st_size
    with gate.admitted(target) as incoming:
        assert incoming.fingerprint == review.reader.fingerprint() == shared.manifest.fingerprint
        assert manifest.parse(incoming.manifest) == shared.manifest
    with closing(ReviewSession.open(target, YORICK)) as copy:
        assert sessions.bodies(copy) == sessions.bodies(review)
        assert sessions.check(copy) == sessions.check(review)
        found = copy.check(rebuild=True)
    assert found.problems == []


def test_its_heads_are_sealed_with_the_sharers_key_and_the_state_is_kept(review, tmp_path) -> None:
    shared = share(review, tmp_path / "out.credreview")
    public = keys.public_key(XENIA.id)
    heads = rows(shared.path, "SELECT n FROM head")
    assert heads
    sealed = rows(shared.path, f"SELECT n FROM signature WHERE key = x'{public.hex()}'")
    assert set(heads) <= set(sealed)
    with review.file.reading() as connection:
        states = kept.kept_states(driver(connection))
    assert [s.fingerprint for s in states if s.why == "export"] == [shared.manifest.fingerprint]


def test_what_is_this_files_alone_does_not_go_along(review, tmp_path) -> None:
    assert rows(review.file.path, "SELECT 1 FROM merged"), "the control: there is something"
    with review.file.writing() as connection:
        driver(connection).execute("INSERT INTO local VALUES ('secret', 'of this machine')")
    shared = share(review, tmp_path / "out.credreview")
    assert rows(shared.path, "SELECT name FROM local") == [("manifest",)]
    assert rows(shared.path, "SELECT * FROM merged") == rows(shared.path, "SELECT * FROM aside")
    assert rows(shared.path, "SELECT * FROM aside") == []
    assert rows(review.file.path, "SELECT 1 FROM kept"), "the control"
    assert rows(shared.path, "SELECT * FROM kept") == [], "nobody learns what was printed here"
    assert b"of this machine" not in shared.path.read_bytes()
    assert rows(review.file.path, "SELECT name FROM local") == [("secret",)], "here it stays"


def test_what_is_set_aside_here_counts_for_others(review, tmp_path) -> None:
    judge(review, mark(review, "turned away"), credibility="1", reliability="A")
    (merge,) = merging.merges(review)
    merging.undo_merge(review, merge.number)
    before = sessions.bodies(review)
    assert shown_judgements(review) == {XENIA.id}, "the control: it is set aside here"
    shared = share(review, tmp_path / "out.credreview")
    with closing(ReviewSession.open(shared.path, YORICK)) as copy:
        assert shown_judgements(copy) == {XENIA.id, YORICK.id}
        sessions.check(copy)
        assert sessions.bodies(copy) == before
    assert shown_judgements(review) == {XENIA.id}, "here it stays set aside"
    assert shared.manifest.judgements == 3


def shown_judgements(session: ReviewSession) -> set[str]:
    """Return who has judged, as it shows."""
    with session.reader.view() as view:
        return {judgement.reviewer for judgement in view.all_judgements()}


def test_no_byte_of_what_was_deleted_from_the_file_is_in_the_copy(review, tmp_path) -> None:
    words = b"credreview-erased-words"
    with review.file.writing() as connection:
        db = driver(connection)
        db.execute("PRAGMA secure_delete=OFF")
        db.execute("INSERT INTO local VALUES ('a', ?)", (words.decode() * 500,))
    with review.file.writing() as connection:
        driver(connection).execute("PRAGMA secure_delete=OFF")
        driver(connection).execute("DELETE FROM local")
    assert words in review.file.path.read_bytes(), "the control: a free page holds them"
    shared = share(review, tmp_path / "out.credreview")
    assert words not in shared.path.read_bytes()
    assert rows(shared.path, "PRAGMA freelist_count") == [(0,)]


def test_a_file_that_is_there_is_replaced_only_when_that_is_said(review, tmp_path) -> None:
    target = tmp_path / "out.credreview"
    target.write_bytes(b"something of value")
    with pytest.raises(UserError) as refused:
        share(review, target)
    assert refused.value.id == "file.exists"
    assert target.read_bytes() == b"something of value"
    assert share(review, target, Terms(replace=True)).size == target.stat().st_size


def test_the_review_itself_is_never_replaced(review, tmp_path) -> None:
    before = review.reader.fingerprint()
    link = tmp_path / "link.credreview"
    link.symlink_to(review.file.path)
    for target in (review.file.path, link):
        with pytest.raises(UserError) as refused:
            share(review, target, Terms(replace=True))
        assert refused.value.id == "copy.same_file"
    assert review.reader.fingerprint() == before


def test_a_file_that_appears_meanwhile_is_not_replaced(review, tmp_path) -> None:
    target = tmp_path / "out.credreview"

    def meanwhile(done: int, total: int, what: str = "") -> None:
        target.write_bytes(b"of another program")

    with pytest.raises(UserError) as refused:
        share(review, target, tick=meanwhile)
    assert refused.value.id == "file.exists"
    assert target.read_bytes() == b"of another program"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize("name", ["review.txt", "review.credreview.age", "review"])
def test_a_name_with_another_ending_is_refused(review, tmp_path, name: str) -> None:
    with pytest.raises(UserError) as refused:
        share(review, tmp_path / name)
    assert refused.value.id == "share.bad_name"


def test_stopped_at_any_step_nothing_is_at_the_target(review, tmp_path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    lock = Lock(recipients=(str(new_identity().to_public()),))
    steps = 0

    def count(done: int, total: int, what: str = "") -> None:
        nonlocal steps
        steps += 1

    share(review, tmp_path / "whole.credreview.age", Terms(lock=lock), count)
    assert steps > 5
    before = tables_of(review)
    for last in range(steps):
        left = last

        def stop(done: int, total: int, what: str = "") -> None:
            nonlocal left
            if not left:
                raise Cancelled
            left -= 1

        with pytest.raises(Cancelled):
            share(review, folder / "review.credreview.age", Terms(lock=lock), stop)
        assert list(folder.iterdir()) == []
    assert tables_of(review) == before, "the own review is as it was"


def tables_of(session: ReviewSession) -> tables.Tables:
    """Return what shows in a review."""
    with session.file.reading() as connection:
        return tables.tables(driver(connection))


def new_identity():
    """Return a secret key of the age format."""
    from pyrage import x25519

    return x25519.Identity.generate()


def test_a_encrypted_copy_opens_for_its_recipient_alone(review, tmp_path) -> None:
    identity, other = new_identity(), new_identity()
    lock = Lock(recipients=(str(identity.to_public()),))
    shared = share(review, tmp_path / "out.credreview.age", Terms(lock=lock))
    assert shared.is_encrypted
    assert b"SQLite" not in shared.path.read_bytes()
    opened = tmp_path / "opened.credreview"
    with pytest.raises(UserError) as refused:
        envelope.open_encrypted(shared.path, opened, Key((str(other).encode(),)))
    assert refused.value.id == "envelope.not_for_you"
    assert not opened.exists()
    envelope.open_encrypted(shared.path, opened, Key((str(identity).encode(),)))
    with gate.admitted(opened) as incoming:
        assert incoming.fingerprint == shared.manifest.fingerprint


def test_a_review_that_cannot_be_written_is_shared_as_it_stands(review, tmp_path) -> None:
    before = review.file.path.read_bytes()
    with closing(ReviewSession.open(review.file.path, XENIA, read_only=True)) as reading:
        shared = share(reading, tmp_path / "out.credreview")
    assert review.file.path.read_bytes() == before
    assert shared.manifest.fingerprint == review.reader.fingerprint()


def test_a_damaged_review_is_not_handed_on(review, tmp_path) -> None:
    with review.file.writing() as connection:
        driver(connection).execute("UPDATE text SET data = zeroblob(length(data))")
    target = tmp_path / "out.credreview"
    with pytest.raises(UserError) as refused:
        share(review, target)
    assert refused.value.id == "share.unsound"
    assert not target.exists()


def test_the_manifest_says_who_shared_what_and_is_signed(review, tmp_path) -> None:
    made = share(review, tmp_path / "out.credreview", Terms(mark="TLP:AMBER")).manifest
    assert (made.articles, made.claims, made.judgements, made.reviewers) == (2, 1, 2, 2)
    assert (made.name, made.reviewer, made.whole) == (XENIA.name, XENIA.id, True)
    assert made.handling == "TLP:AMBER"
    assert made.is_signed() == "valid"
    assert bytes.fromhex(made.key) == keys.public_key(XENIA.id)
    assert "2 articles, 1 claim, 2 judgements of 2 reviewers, with originals" in made.lines()
    reckoned = sharing.reckon(review, None)
    assert reckoned.contents() == made.contents()
    assert reckoned.origin == made.origin


_KILLED = """
import os, signal, sys
from pathlib import Path
from credreview.domain.model import Person
from credreview.review.session import ReviewSession
from credreview.review.sharing import share

left = int(sys.argv[3])

def tick(done, total, what=""):
    global left
    left -= 1
    if left < 0:
        os.kill(os.getpid(), signal.SIGKILL)

session = ReviewSession.open(Path(sys.argv[1]), Person("aa" * 16, "Xenia Example"))
share(session, Path(sys.argv[2]), tick=tick)
print("shared")
"""


@pytest.mark.skipif(os.name != "posix", reason="needs SIGKILL")
def test_killed_in_the_midst_nothing_half_made_is_at_the_target(review, tmp_path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    target = folder / "out.credreview"
    outcomes = set()
    for steps in (0, 2, 4, 8, 1000):
        command = [sys.executable, "-c", _KILLED, review.file.path, target, steps]
        done = subprocess.run([str(part) for part in command], capture_output=True, timeout=60)
        outcomes.add(done.returncode)
        assert target.exists() is (done.stdout == b"shared\n")
    assert outcomes == {-signal.SIGKILL, 0}, "the control: the last one was not killed"
    with gate.admitted(target) as incoming:
        assert incoming.fingerprint == review.reader.fingerprint()
    assert review.check().problems == []


@pytest.mark.parametrize("replaced", [False, True])
def test_an_unfinished_write_of_another_file_is_not_rolled_back_into_the_copy(
    review, tmp_path, *, replaced
) -> None:
    out = tmp_path / "out.credreview"
    side = out.with_name(out.name + "-journal")
    side.write_bytes(b"the journal of a file that was deleted, or of one that is open")
    if replaced:
        out.write_bytes(b"it belongs to this one")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(UserError) as told:
        share(review, out, Terms(replace=replaced))
    assert told.value.id == "file.side_file"
    with pytest.raises(UserError):
        review.save_copy(out)
    assert sorted(tmp_path.rglob("*")) == before, "nothing is left, nothing was taken away"


def test_what_is_to_be_encrypted_never_lies_readable_beside_the_target(review, tmp_path) -> None:
    folder = tmp_path / "of everybody"
    folder.mkdir()
    seen: list[tuple[Path, bytes]] = []

    def look(done: int, total: int, what: str = "") -> None:
        seen.extend((file, file.read_bytes()) for file in folder.rglob("*") if file.is_file())

    lock = Lock(recipients=(str(new_identity().to_public()),))
    share(review, folder / "out.credreview.age", Terms(lock=lock), look)
    choice = sharing.Choice(sessions.articles(review))
    sharing.extract(review, folder / "part.credreview.age", choice, Terms(lock=lock), look)
    assert seen, "the control: what is encrypted is seen in the making"
    assert [file for file, data in seen if data and not data.startswith(b"age-encryption")] == []
    seen.clear()
    share(review, folder / "plain.credreview", tick=look)
    assert any(data.startswith(b"SQLite") for _, data in seen), "the control: no lock, no need"


def test_what_killed_programs_left_beside_the_target_goes_after_a_day(review, tmp_path) -> None:
    folder = tmp_path / "out"
    old, new, others = (
        folder / name
        for name in (
            ".a.credreview.age.abcd1234.unfinished",
            ".b.credreview.abcd1234.unfinished",
            ".other.unfinished",
        )
    )
    for left in (old, new, others):
        left.mkdir(parents=True)
        (left / "copy").write_bytes(b"words")
    for left in (old, others):
        os.utime(left, (0, 0))
    share(review, folder / "out.credreview")
    assert sorted(folder.iterdir()) == sorted([new, others, folder / "out.credreview"])
