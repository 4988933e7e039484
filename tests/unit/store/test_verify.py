"""What a check finds and a rebuild mends, in files that were altered behind the program's back."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from credreview.domain.model import Person
from credreview.review import sample
from credreview.review.session import ReviewSession

READER = Person("0" * 32, "")

DERIVED = {
    "a lost row of the index": "DELETE FROM change WHERE n = (SELECT max(n) FROM change)",
    "a judgement given to somebody else": "UPDATE action SET reviewer = (SELECT max(r) FROM record)"
    " WHERE n = 50",
    "writes noted as touches": "UPDATE change SET ops = 1",
    "lost chains": "DELETE FROM chain",
    "a wrong place in a chain": "UPDATE action SET pos = pos + 1 WHERE n = 70",
    "a wrong clock": "UPDATE action SET clock = clock + 1 WHERE n = 70",
    "an action switched off by nobody": "UPDATE action SET is_off = 1 WHERE n = 60",
    "a lost head": "DELETE FROM head",
}
TRUE = {
    "lost rationales": "DELETE FROM text WHERE salt IS NOT NULL",
    "a lost article": "DELETE FROM text WHERE b IN (SELECT b FROM article)",
    "an altered text": "UPDATE text SET data = zeroblob(length(data)) WHERE codec = 0",
    "an altered action": "UPDATE action SET body = cast('[1,2]' AS BLOB) WHERE n = 60",
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("sample") / "sample.credreview"
    sample.build(path)
    return path.read_bytes()


@pytest.fixture
def altered(made: bytes, tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    path = tmp_path / "altered.credreview"
    path.write_bytes(made)
    with closing(sqlite3.connect(path)) as db:
        db.execute(request.param)
        db.commit()
    return path


def problems(path: Path, *, rebuild: bool = False) -> list[str]:
    session = ReviewSession.open(path, READER)
    try:
        return session.check(rebuild=rebuild).problems
    finally:
        session.file.close()


def everything(path: Path) -> list[object]:
    session = ReviewSession.open(path, READER)
    try:
        return list(session.reader.everything())
    finally:
        session.file.close()


@pytest.mark.parametrize("altered", ["SELECT 1"], indirect=True)
def test_an_unaltered_review_is_sound(altered: Path) -> None:
    assert problems(altered) == []
    assert problems(altered, rebuild=True) == []


@pytest.mark.parametrize("altered", DERIVED.values(), ids=DERIVED.keys(), indirect=True)
def test_what_is_derived_is_checked_and_can_be_built_anew(
    altered: Path, made: bytes, tmp_path: Path
) -> None:
    sound = tmp_path / "sound.credreview"
    sound.write_bytes(made)
    assert problems(altered) != []
    assert problems(altered, rebuild=True) != [], "a rebuild tells what it found"
    assert problems(altered) == []
    assert everything(altered) == everything(sound)


@pytest.mark.parametrize("altered", TRUE.values(), ids=TRUE.keys(), indirect=True)
def test_what_cannot_be_derived_is_reported_for_good(altered: Path) -> None:
    assert problems(altered) != []
    problems(altered, rebuild=True)
    assert problems(altered) != []


@pytest.mark.parametrize("altered", ["UPDATE judgement SET reliability = 'A'"], indirect=True)
def test_a_rebuild_tells_of_altered_tables_and_mends_them(altered: Path) -> None:
    assert any("projection" in problem for problem in problems(altered, rebuild=True))
    assert problems(altered, rebuild=True) == []
