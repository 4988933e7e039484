"""Damaged copies of a review: never a traceback, and no damaged word passes for a sound one."""

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import sessions

from credreview import cli
from credreview.domain import journal
from credreview.domain.errors import UserError
from credreview.domain.identity import text_hash
from credreview.domain.model import Person
from credreview.review.bulk import import_files
from credreview.review.session import ReviewSession
from credreview.store import schema, texts, verify

READER = Person("0" * 32, "")
COPIES = 300
OTHER_SEED = 40
WORDS = [f"Fact number {number} was told by a fictional office.\n" for number in range(40)]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a review with some hundred actions and texts, small and packed ones."""
    folder = tmp_path_factory.mktemp("sound")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CREDREVIEW_HOME", str(folder / "home"))
        session = sessions.begin(folder, [])
        (folder / "articles").mkdir()
        for number in range(12):
            text = f"Report {number}\n\n{''.join(WORDS[number:])}"
            (folder / "articles" / f"{number}.md").write_text(text, encoding="utf-8")
        list(import_files(session, [folder / "articles"]))
        for number in range(60):
            claim = sessions.mark(session, WORDS[number % 40].strip(), number // 40)
            sessions.judge(
                session,
                claim,
                provenance="social_post",
                attributed_to=f"Office {number % 5}",
                reliability="ABCDEF"[number % 6],
                credibility="2",
                rationale=f"Because {number}. " * (1 + number % 30),
            )
        session.undo()
        session.file.close()
    return folder / "review.credreview"


def pages_of(path: Path, tables: tuple[str, ...]) -> list[int]:
    """Return the numbers of the pages that hold some tables, by walking their trees."""
    data = path.read_bytes()
    size = schema.PAGE_SIZE
    with closing(sqlite3.connect(path)) as db:
        roots = [
            root
            for (root,) in db.execute(
                f"SELECT rootpage FROM sqlite_schema WHERE tbl_name IN ({'?,' * len(tables)}'')"
                " AND rootpage",
                tables,
            )
        ]
    found: list[int] = []
    while roots:
        page = roots.pop()
        found.append(page)
        start = (page - 1) * size + (100 if page == 1 else 0)
        kind = data[start]
        if kind in (2, 5):  # an inner page: its children, and the last one
            count = int.from_bytes(data[start + 3 : start + 5], "big")
            for cell in range(count):
                at = start + 12 + 2 * cell
                where = (page - 1) * size + int.from_bytes(data[at : at + 2], "big")
                roots.append(int.from_bytes(data[where : where + 4], "big"))
            roots.append(int.from_bytes(data[start + 8 : start + 12], "big"))
    return sorted(found)


def damaged(sound: Path, target: Path, seed: int, pages: list[int]) -> None:
    """Write a copy in which some bytes of some of these pages are others."""
    chance = random.Random(seed)
    data = bytearray(sound.read_bytes())
    for _ in range(chance.choice((1, 1, 2, 5, 30))):
        at = (chance.choice(pages) - 1) * schema.PAGE_SIZE + chance.randrange(schema.PAGE_SIZE)
        if chance.random() < 0.2:
            data[at : at + 64] = chance.randbytes(len(data[at : at + 64]))
        else:
            data[at] ^= chance.randrange(1, 256)
    target.write_bytes(data)


def truth(path: Path) -> tuple[set[tuple[bytes, bytes]], set[tuple[object, ...]]]:
    """Return what SQLite hands out as actions and as texts."""
    with closing(sqlite3.connect(path)) as db:
        db.text_factory = bytes
        actions = set(db.execute("SELECT id, body FROM action"))
        return actions, set(db.execute("SELECT sha, codec, size, salt, purged, data FROM text"))


def told(path: Path) -> list[str]:
    """Open and check a file as `check` does; return its problems. Anything else escapes."""
    try:
        session = ReviewSession.open(path, READER, read_only=True)
    except UserError as error:
        return [str(error)]
    try:
        return session.check().problems
    except UserError as error:
        return [str(error)]
    finally:
        session.close()


def hands_out_other_words(sound: Path, path: Path) -> bool:
    """Return whether SQLite itself reads this copy without complaint, but not as it was."""
    try:
        return truth(path) != truth(sound)
    except (sqlite3.Error, UnicodeError):
        return False


def test_a_sound_review_has_no_problems(sound: Path) -> None:
    assert told(sound) == []


@pytest.mark.parametrize("tables", [("action", "text"), tuple(schema.metadata.tables)])
def test_damaged_copies_are_told_and_never_crash(
    sound: Path, tmp_path: Path, tables: tuple[str, ...]
) -> None:
    pages = pages_of(sound, tables)
    path = tmp_path / "damaged.credreview"
    noticed = others = 0
    for seed in range(COPIES // 2):
        damaged(sound, path, seed, pages)
        problems = told(path)
        noticed += bool(problems)
        if hands_out_other_words(sound, path):
            others += 1
            assert problems, f"copy {seed} hands out other words than were written"
        for left in tmp_path.glob("damaged.credreview-*"):
            left.unlink()
    assert noticed > COPIES / 10
    assert others > COPIES / 20


def test_without_hashes_damaged_words_would_pass(
    sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: the same copies, looked at by SQLite's checks alone."""
    monkeypatch.setattr(verify.Passage, "go", lambda *given: None)
    monkeypatch.setattr(verify, "_check_texts", lambda *given: None)
    pages = pages_of(sound, ("action", "text"))
    path = tmp_path / "damaged.credreview"
    for seed in range(COPIES // 2):
        damaged(sound, path, seed, pages)
        if not told(path) and hands_out_other_words(sound, path):
            return
    pytest.fail("SQLite's own checks told every damaged word")


@pytest.mark.parametrize("seed", range(12))
def test_the_command_line_tells_damage_in_a_sentence(
    sound: Path, tmp_path: Path, seed: int, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "damaged.credreview"
    pages = pages_of(sound, tuple(schema.metadata.tables))
    damaged(sound, path, OTHER_SEED + seed, pages)
    for command in (["check", str(path)], ["show", str(path)], ["show", str(path), "--json"]):
        code = cli.main(command)
        out, err = capsys.readouterr()
        assert code in (0, 1, 2)
        assert "Traceback" not in out + err
        assert (code == 2) == bool(err)


def body_and_text(path: Path) -> tuple[bytes, bytes]:
    with closing(sqlite3.connect(path)) as db:
        (body,) = db.execute(
            "SELECT body FROM action WHERE is_off = 0 ORDER BY n DESC LIMIT 1"
        ).fetchone()
        (data,) = db.execute("SELECT data FROM text WHERE b = 3").fetchone()
    return body, data


@pytest.mark.parametrize("which", [0, 1])
def test_one_flipped_bit_in_an_action_or_a_text_is_told(
    sound: Path, tmp_path: Path, which: int
) -> None:
    part = body_and_text(sound)[which]
    data = sound.read_bytes()
    at = data.find(part[:200])
    assert at > 0, "it lies on one page"
    path = tmp_path / "flipped.credreview"
    path.write_bytes(data[: at + 50] + bytes([data[at + 50] ^ 1]) + data[at + 51 :])
    problems = told(path)
    assert any(("Action", "Text")[which] in problem for problem in problems), problems


def test_a_forged_action_with_its_own_hash_is_told_by_the_fingerprint(
    sound: Path, tmp_path: Path
) -> None:
    """Hashes alone cannot tell a history rewritten from some point on; a fingerprint kept can."""
    path = tmp_path / "forged.credreview"
    path.write_bytes(sound.read_bytes())
    with closing(sqlite3.connect(path)) as db, db:
        n, body = db.execute("SELECT n, body FROM action ORDER BY n DESC LIMIT 1").fetchone()
        action = journal.read_body(body)
        other = body.replace(b'"wall":%d' % action.wall, b'"wall":%d' % (action.wall + 1))
        id = bytes.fromhex(journal.action_id(other))
        db.execute("UPDATE action SET id = ?, body = ? WHERE n = ?", (id, other, n))
        db.execute("UPDATE action SET clock = clock + 1 WHERE n = ?", (n,))
    assert told(path) == []
    fingerprints = []
    for file in (sound, path):
        session = ReviewSession.open(file, READER, read_only=True)
        fingerprints.append(session.check().fingerprint)
        session.close()
    assert fingerprints[0] != fingerprints[1]


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE action SET clock = clock + 1 WHERE n = 5", "place in time"),
        ("DELETE FROM action WHERE n = 5", "builds on"),
        ("DELETE FROM head", "latest actions"),
        ("INSERT INTO head VALUES (3)", "latest actions"),
        ("UPDATE text SET salt = x'00' WHERE salt IS NOT NULL", "Text"),
        ("UPDATE text SET codec = 7 WHERE b > 1", "Text"),
        ("UPDATE text SET size = size + 1 WHERE b > 1", "Text"),
        ("UPDATE text SET data = NULL", "Text"),
        ("UPDATE action SET is_off = 1 - is_off WHERE n = 5", "undone"),
    ],
)
def test_what_is_derived_is_checked_against_what_is_true(
    sound: Path, tmp_path: Path, statement: str, words: str
) -> None:
    path = tmp_path / "changed.credreview"
    path.write_bytes(sound.read_bytes())
    with closing(sqlite3.connect(path)) as db, db:
        db.execute(statement)
    assert any(words in problem for problem in told(path)), told(path)


def test_an_erased_text_is_no_damage(sound: Path, tmp_path: Path) -> None:
    path = tmp_path / "erased.credreview"
    path.write_bytes(sound.read_bytes())
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE text SET data = NULL, salt = NULL, purged = 1 WHERE salt IS NOT NULL")
    assert told(path) == []
    session = ReviewSession.open(path, sessions.XENIA, read_only=True)
    for article in sessions.articles(session):
        assert all(c.own is None or c.own.rationale is None for c in session.reader.claims(article))
    session.close()


def test_a_cut_off_file_is_told(sound: Path, tmp_path: Path) -> None:
    path = tmp_path / "cut.credreview"
    data = sound.read_bytes()
    for length in (100, 5000, 8192, len(data) // 2, len(data) - 8192, len(data) - 1):
        path.write_bytes(data[:length])
        assert told(path), length


def test_a_packed_text_cannot_swell_beyond_the_size_it_states() -> None:
    import zstandard

    bomb = zstandard.ZstdCompressor().compress(b"\0" * 50_000_000)
    assert len(bomb) < 10_000
    with pytest.raises(ValueError, match="size"):
        texts.unpack(1, 100, bomb)
    assert text_hash(texts.unpack(1, 50_000_000, bomb))
