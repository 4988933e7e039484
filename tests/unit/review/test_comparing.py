"""A file is not believed for the fingerprint that it bears; an honest one is not called altered."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sessions import XENIA, YORICK, Clock, begin, copy_for, judge, mark

from credreview.domain.journal import Change
from credreview.domain.summary import Request
from credreview.review import merging, sharing, summaries, words
from credreview.review.actions import Deed, Plan, touches
from credreview.review.printed import read_printed
from credreview.review.report_files import save
from credreview.review.session import ReviewSession
from credreview.review.verifying import Standing, Verification, verify


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ReviewSession]:
    Clock().install(monkeypatch)
    made = begin(tmp_path)
    judge(made, mark(made, "ten ships"), reliability="C", credibility="2")
    yield made
    made.close()


def printed(session: ReviewSession, name: str = "summary.md") -> Path:
    """Save a summary as `credreview report` does."""
    summaries.record_print(session, "export")
    target = session.file.path.with_name(name)
    save(summaries.held_report(session, Request()), target, paint=None)  # type: ignore[arg-type]
    return target


def held(session: ReviewSession, file: Path) -> Verification:
    return verify(session, read_printed(file))


def forge(file: Path, **told: str) -> None:
    """Put another grade into a file, and other values into what it says for programs."""
    text = file.read_text("utf-8").replace("C2", "A1").replace("Fairly", "Completely")
    for name, value in told.items():
        before, found, after = text.partition(f'"{name}": "')
        assert found
        text = f"{before}{found}{value}{after[after.index(chr(34)) :]}"
    file.write_text(text, "utf-8")


def test_a_forged_file_that_says_why_it_cannot_be_compared_is_not_believed(
    session: ReviewSession,
) -> None:
    for told in ({"program": "9.9"}, {"templates": "0123456789abcdef"}, {"kind": "unheard of"}):
        file = printed(session)
        assert held(session, file).standing is Standing.SAME, "control"
        forge(file, **told)
        found = held(session, file)
        assert (found.standing, found.compared) == (Standing.UNPROVED, False), told
    file = printed(session)
    forge(file)
    file.write_text(file.read_text("utf-8").partition("<!--")[0], "utf-8")
    assert held(session, file).standing is Standing.UNPROVED, "no stamp at all"


def test_words_are_compared_where_what_came_since_was_undone(session: ReviewSession) -> None:
    file = printed(session)
    judge(session, mark(session, "Fishermen counted twenty"), confidence="low")
    session.undo()
    session.undo()
    found = held(session, file)
    assert (found.standing, found.compared, found.passed) == (Standing.SAME, True, 4)
    forge(file)
    found = held(session, file)
    assert found.standing is Standing.UNPROVED
    assert "Fairly reliable" in found.remarks[0]


def test_an_honest_print_is_not_altered_by_what_is_set_aside_later_or_elsewhere(
    session: ReviewSession, tmp_path: Path
) -> None:
    other = copy_for(session, YORICK, "theirs")
    judge(other, mark(other, "ten ships"), reliability="E", credibility="5")
    other.close()
    merging.merge(session, other.file.path)
    before = printed(session, "before.md")
    (entry,) = merging.merges(session)
    assert merging.undo_merge(session, entry.number) is not None, "set aside"
    after = printed(session, "after.md")
    assert before.read_text("utf-8") != after.read_text("utf-8")
    assert held(session, after).standing is Standing.SAME
    found = held(session, before)
    assert (found.standing, found.misfits) == (Standing.CHANGED, ())
    assert "set aside" in found.remarks[0]
    shared = sharing.share(session, tmp_path / "shared.credreview").path
    theirs = ReviewSession.open(shared, YORICK)
    assert held(theirs, after).standing is Standing.CHANGED, "nothing is set aside there"
    assert held(theirs, before).standing is Standing.SAME
    theirs.close()


def own_terms(home: Path, label: str) -> None:
    """Let the user of this machine have a term of their own."""
    own = home / "config" / "vocabulary.json"
    own.parent.mkdir(exist_ok=True)
    own.write_text(f'{{"terms": {{"provenance": [{{"id": "own_leaflet", "label": "{label}"}}]}}}}')


def test_an_honest_print_is_the_same_whatever_terms_the_user_of_a_machine_has(
    session: ReviewSession, home: Path
) -> None:
    own_terms(home, "Dropped leaflet")
    mine = ReviewSession.open(session.file.path, session.reviewer)
    assert mine.vocabulary.find("provenance", "own_leaflet"), "control: they can be chosen"
    file = printed(mine)
    assert "Dropped leaflet" not in file.read_text("utf-8"), "nobody used it"
    assert held(mine, file).standing is Standing.SAME
    judge(mine, mark(mine, "Fishermen"), provenance="own_leaflet", reliability="B", credibility="2")
    used = printed(mine, "used.md")
    assert "Dropped leaflet" in used.read_text("utf-8")
    own_terms(home, "Another name")
    elsewhere = ReviewSession.open(session.file.path, YORICK)
    assert held(elsewhere, used).standing is Standing.SAME
    (home / "config" / "vocabulary.json").unlink()
    without = ReviewSession.open(session.file.path, YORICK)
    assert held(without, used).standing is Standing.SAME
    for opened in (mine, elsewhere, without):
        opened.close()


def test_what_was_printed_in_the_users_own_terms_is_compared_in_them(
    session: ReviewSession, home: Path
) -> None:
    own_terms(home, "Dropped leaflet")
    claim = mark(session, "ten ships")
    # As in a file from elsewhere: the term is used, and no record names it.
    bare = Change("judgement", claim + XENIA.id, "set", {"provenance": "own_leaflet"})
    session.do(Deed("judge", lambda view: Plan([*touches(view.article_of(claim), claim), bare])))
    file = session.file.path.with_name("of-old.md")
    summaries.record_print(session, "export")
    made = summaries.held_report(session, Request(), terms=words.of_review)
    save(replace(made, vocabulary=""), file, paint=None)  # type: ignore[arg-type]
    assert "Dropped leaflet" in file.read_text("utf-8")
    assert '"vocabulary"' not in file.read_text("utf-8")
    found = held(session, file)
    assert (found.standing, found.compared) == (Standing.SAME, True)
    assert "Dropped leaflet" not in printed(session).read_text("utf-8"), "now the review's alone"


def test_words_in_other_terms_than_the_reviews_stay_unproved(session: ReviewSession) -> None:
    file = printed(session)
    forge(file, vocabulary="0123456789abcdef")
    found = held(session, file)
    assert (found.standing, found.compared) == (Standing.UNPROVED, False)
    assert "in other terms" in found.remarks[0]
