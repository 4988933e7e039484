"""The same review gives the same bytes, whatever the machine's clock, language and chance are."""

import os
import re
import subprocess
import sys
from pathlib import Path

import many_claims
import pytest
import sessions
from sessions import XENIA, YORICK

from credreview.review.session import ReviewSession

ROOT = Path(__file__).resolve().parents[2]
PLACES = (
    {"PYTHONHASHSEED": "1", "TZ": "Pacific/Auckland", "LC_ALL": "C.UTF-8", "QT_HASH_SEED": "0"},
    {"PYTHONHASHSEED": "2", "TZ": "America/Lima", "LC_ALL": "de_DE.UTF-8", "LANG": "de_DE.UTF-8",
     "LANGUAGE": "de"},
)  # fmt: skip
FORMS = ("md", "html", "docx", "pdf")
#: When a PDF was made, in its properties; of the footer only what is packed says so.
DATES = re.compile(rb"D(?::|\\072)\d{14}[^)]*|\d{4}-\d\d-\d\dT[\d:]{8}(?:Z|[+-]\d\d:\d\d)?")
NOW, LATER = 1_795_347_600_000, 1_795_399_900_000
RUN = """
import sys
from credreview import cli, environment
now, review, *targets = sys.argv[1:]
environment.now = lambda: int(now)
for target in targets:
    assert cli.main(["report", review, "-o", target]) == 0
"""


@pytest.fixture
def review(tmp_path: Path) -> Path:
    """Return a review of several articles and two reviewers, who differ."""
    path = many_claims.made(tmp_path / "many.credreview", 30, 3)
    session = ReviewSession.open(path, XENIA)
    other = sessions.copy_for(session, YORICK, "yorick")
    for article in sessions.articles(session):
        for claim in session.reader.claims(article)[:4]:
            sessions.judge(other, claim.id, reliability="E", credibility="5",
                           provenance="eyewitness", attributed_to="Somebody else")  # fmt: skip
    sessions.meet(session, other)
    for one in (session, other):
        one.close()
    return path


def saved(review: Path, folder: Path, place: dict[str, str], now: int = NOW) -> dict[str, bytes]:
    """Save the summary in every form with the command; return the bytes."""
    folder.mkdir()
    environ = {**os.environ, **place, "CREDREVIEW_HOME": str(folder / "home"),
               "QT_QPA_PLATFORM": "offscreen"}  # fmt: skip
    targets = [folder / f"summary.{form}" for form in FORMS]
    command = [sys.executable, "-c", RUN, now, review, *targets]
    done = subprocess.run(
        list(map(str, command)), env=environ, cwd=ROOT, capture_output=True, timeout=120
    )
    assert done.returncode == 0, done.stderr.decode()
    return {form: path.read_bytes() for form, path in zip(FORMS, targets, strict=True)}


def test_two_machines_give_the_same_bytes(review: Path, tmp_path: Path) -> None:
    one, other = (saved(review, tmp_path / str(at), place) for at, place in enumerate(PLACES))
    for form in ("md", "html", "docx"):
        assert one[form] == other[form], form
    assert DATES.sub(b"", one["pdf"]) == DATES.sub(b"", other["pdf"])


def test_another_judgement_gives_other_bytes(review: Path, tmp_path: Path) -> None:
    """The control; another time of printing is on paper alone."""
    one = saved(review, tmp_path / "one", PLACES[0])
    later = saved(review, tmp_path / "later", PLACES[0], LATER)
    for form in ("md", "html", "docx"):
        assert one[form] == later[form], form
    assert DATES.sub(b"", one["pdf"]) != DATES.sub(b"", later["pdf"])
    session = ReviewSession.open(review, XENIA)
    claim = session.reader.claims(sessions.articles(session)[0])[0]
    sessions.judge(session, claim.id, confidence="high")
    session.close()
    after = saved(review, tmp_path / "after", PLACES[0])
    for form in FORMS:
        assert DATES.sub(b"", one[form]) != DATES.sub(b"", after[form]), form
