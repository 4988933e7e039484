"""What was withdrawn since stays so when an extract comes back; else the preview says it."""

from contextlib import closing
from pathlib import Path

import pytest
import sessions
from machines import signatures
from sessions import XENIA, YORICK, articles, begin, copy_for, judge, mark

from credreview.domain import history_words
from credreview.domain.errors import Cancelled
from credreview.domain.history import HistoryQuery
from credreview.domain.model import Person
from credreview.review import merging, people, printed, sharing, verifying
from credreview.review.actions import link, unlink, unmark_claim, write_note
from credreview.review.session import ReviewSession
from credreview.review.sharing import Choice

ZOE = Person("cc" * 16, "Zoe Example")


@pytest.fixture
def review(tmp_path: Path):
    """Give Xenia's review with a judged claim, and her extract of all of it as `part.credreview`.

    The judgement is the last thing that she did.
    """
    session = begin(tmp_path / "own")
    claim, other = mark(session, "ten ships"), mark(session, "counted twenty")
    session.do(link(claim, other, "contradicts", session.vocabulary, "Ten or twenty."))
    session.do(write_note("claim", other, "Ask the fishermen."))
    judge(session, claim, reliability="B", credibility="2", rationale="She was there.")
    copy_for(session, XENIA, "before").close()
    sharing.extract(session, part(session), Choice(articles(session), own=True))
    yield session
    session.close()


def part(session: ReviewSession) -> Path:
    """Return where the extract of a review is."""
    return session.file.path.with_name("part.credreview")


def before(session: ReviewSession) -> ReviewSession:
    """Return Xenia's session on a copy that was taken before the extract was made."""
    return ReviewSession.open(session.file.path.with_name("before.credreview"), XENIA)


def links(session: ReviewSession) -> list[str]:
    with session.reader.view() as view:
        return [id for id, _ in view.others("link")]


def undo_the_judgement(session: ReviewSession) -> None:
    undone = session.undo()
    assert undone is not None
    assert undone.label == "judge", "undo passes over the extract"


def delete_the_claims(session: ReviewSession) -> None:
    for words in ("ten ships", "counted twenty"):
        session.do(unmark_claim(mark(session, words)))


def undo_all(session: ReviewSession) -> None:
    while session.undo():
        pass


def take_the_link_away(session: ReviewSession) -> None:
    session.do(unlink(links(session)[0]))


WITHDRAWALS = (undo_the_judgement, delete_the_claims, undo_all, take_the_link_away)


def shown(session: ReviewSession) -> list[dict]:
    """Return all that a review shows; the journal itself, and its fingerprint, aside."""
    left_out = ("review", "action")
    return [entry for entry in session.reader.everything() if entry["kind"] not in left_out]


@pytest.mark.parametrize("withdraw", WITHDRAWALS)
def test_what_was_withdrawn_since_stays_withdrawn_wherever_the_review_is_known(
    review, withdraw
) -> None:
    withdraw(review)
    stands = shown(review)
    colleague = copy_for(review, YORICK, "yorick")
    for session in (review, colleague):
        report = merging.merge(session, part(review))
        assert report.actions == 0
        assert report.announcements == ()
        assert shown(session) == stands
        sessions.check(session)
    assert review.check(rebuild=True).problems == []
    colleague.close()


@pytest.mark.parametrize("withdraw", WITHDRAWALS)
@pytest.mark.parametrize("review_first", [True, False])
def test_it_stays_withdrawn_whichever_of_review_and_extract_comes_first(
    review, tmp_path, withdraw, *, review_first: bool
) -> None:
    withdraw(review)
    stands = shown(review)
    other = ReviewSession.create(tmp_path / "other.credreview", YORICK)
    paths = [review.file.path, part(review)]
    for path in paths if review_first else reversed(paths):
        merging.merge(other, path)
    held = [entry for entry in shown(other) if entry.get("id") != YORICK.id]
    assert held == stands
    sessions.check(other)
    other.close()


@pytest.mark.parametrize("withdraw", WITHDRAWALS)
def test_a_copy_that_never_heard_of_the_extract_says_what_comes_back_before_it_does(
    review, withdraw
) -> None:
    """The control: without the note that the review takes, what was withdrawn comes back."""
    with closing(before(review)) as session:
        withdraw(session)
        stands = shown(session)
        with closing(merging.prepare(session, part(review))) as prepared:
            told = [one for one in prepared.report.announcements if one.id == "extract.revived"]
            assert len(told) == 1
            assert shown(session) == stands, "nothing has changed yet"
            prepared.carry_out()
        assert shown(session) != stands
        merging.merge(session, review.file.path)
        restored = shown(session)
        sessions.check(session)
    # It heals where the note comes as well.
    assert restored == stands


def test_what_comes_back_is_counted_by_kind(review) -> None:
    with closing(before(review)) as session:
        undo_the_judgement(session)
        take_the_link_away(session)
        session.do(unmark_claim(mark(session, "counted twenty")))
        with closing(merging.prepare(session, part(review))) as prepared:
            (told,) = prepared.report.announcements
    assert told.message == (
        "3 entries that were undone or deleted here come back: 1 claim, 1 judgement, 1 link."
    )


def test_one_value_of_a_judgement_that_comes_back_is_said_as_well(review) -> None:
    claim = mark(review, "counted twenty")
    judge(review, claim, credibility="3")
    judge(review, claim, confidence="high")
    copy = copy_for(review, XENIA, "copy")
    later = part(review).with_name("later.credreview")
    sharing.extract(review, later, Choice(articles(review), own=True))
    copy.undo()
    with closing(merging.prepare(copy, later)) as prepared:
        assert "1 judgement." in prepared.report.announcements[0].message
    copy.close()


def test_nothing_is_said_where_nothing_was_withdrawn(review) -> None:
    with closing(before(review)) as session:
        assert merging.merge(session, part(review)).announcements == ()


def test_what_somebody_built_on_a_repeated_claim_keeps_it_as_in_any_merge(review) -> None:
    claim = mark(review, "ten ships")
    with closing(ReviewSession.open(part(review), ZOE)) as copy:
        judge(copy, claim, credibility="3")
    review.do(unmark_claim(claim))
    report = merging.merge(review, part(review))
    assert [told.id for told in report.announcements if told.id == "extract.revived"] == []
    found = review.reader.claim(claim)
    assert found is not None
    assert found.deleted_by == (XENIA.name,), "a difference that people see, and settle"


def test_undo_and_redo_pass_over_the_note(review) -> None:
    claim = mark(review, "ten ships")
    undo_the_judgement(review)
    later = part(review).with_name("later.credreview")
    sharing.extract(review, later, Choice(articles(review), own=True))
    redone = review.redo()
    assert redone is not None
    assert redone.label == "judge"
    assert review.reader.claim(claim).own.credibility == "2"
    assert review.redo() is None
    merging.merge(review, later)
    assert review.reader.claim(claim).own.credibility == "2"


def test_making_an_extract_shows_nothing_new_and_is_told_in_the_history(review) -> None:
    with closing(before(review)) as session:
        assert shown(session) == shown(review)
    steps = review.reader.history(HistoryQuery()).steps
    words = [history_words.sentence(step, review.vocabulary) for step in steps[:4]]
    assert words[:3] == ["Repeated in an extract", "Repeated in an extract", "Began an extract"]
    assert [history_words.marks(step) for step in steps[:3]] == [[], [], []]
    assert words[3].startswith("Grade")


def test_a_paper_still_says_what_the_review_says_after_an_extract_was_made(review) -> None:
    told = sharing.reckon(review, None).origin
    sharing.extract(review, part(review).with_name("2.credreview"), Choice(articles(review)))
    verified = verifying.verify(review, printed.typed(told))
    assert verified.passed > 0
    assert verified.came == ()
    assert verified.standing is verifying.Standing.SAME


def test_entries_that_are_signed_each_are_noted_with_their_signatures(
    tmp_path, monkeypatch
) -> None:
    monkeypatch.setattr(people, "signs_each", lambda id: True)
    with closing(begin(tmp_path / "own")) as session:
        judge(session, mark(session, "ten ships"), credibility="2")
        count = len(signatures(session))
        made = part(session)
        sharing.extract(session, made, Choice(articles(session), own=True))
        assert len(signatures(session)) > count
        assert session.check(rebuild=True).problems == []


def test_a_review_that_cannot_be_written_is_extracted_all_the_same(review) -> None:
    path = part(review).with_name("of-read-only.credreview")
    review.close()
    with closing(ReviewSession.open(review.file.path, XENIA, read_only=True)) as session:
        fingerprint = session.reader.fingerprint()
        sharing.extract(session, path, Choice(articles(session), own=True))
        assert session.reader.fingerprint() == fingerprint
    with closing(ReviewSession.open(review.file.path, XENIA)) as session:
        undo_the_judgement(session)
        with closing(merging.prepare(session, path)) as prepared:
            assert "extract.revived" in [told.id for told in prepared.report.announcements]


def test_stopped_between_its_entries_the_review_says_what_it_said(review) -> None:
    path = part(review).with_name("stopped.credreview")
    stands, heads, noted = shown(review), review.reader.fingerprint(), []

    def stop(done: int, total: int, what: str = "") -> None:
        noted.extend([what] if what == "Taking note" else [])
        if len(noted) == 2:
            raise Cancelled

    choice = Choice(articles(review), own=True)
    with pytest.raises(Cancelled):
        sharing.extract(review, path, choice, tick=stop)
    assert not path.exists()
    assert review.reader.fingerprint() != heads, "one entry is noted"
    assert shown(review) == stands
    assert review.check(rebuild=True).problems == []
    sharing.extract(review, path, choice)
    undo_the_judgement(review)
    assert merging.merge(review, path).actions == 0


def test_stopped_between_its_entries_what_came_is_this_machine_s_own(review, tmp_path) -> None:
    review.seal("export")
    yorick = copy_for(review, YORICK, "yorick")
    noting: list[str] = []

    def tick(_done: int, _total: int, what: str = "") -> None:
        noting.append(what)
        if noting.count("Taking note") == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        sharing.extract(
            review, tmp_path / "p.credreview", Choice(articles(review), own=True), tick=tick
        )
    review.close()  # and is sealed
    # To a colleague who knows the key no entry is under a name whose keys did not seal it.
    told = merging.merge(yorick, review.file.path).announcements
    assert [one.id for one in told] == []
    yorick.close()


def test_the_review_is_named_by_its_own_beginning_whatever_the_clock_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = sessions.Clock()
    clock.install(monkeypatch)
    session = begin(tmp_path / "own")
    named = next(session.reader.everything())["id"]
    clock.now -= 10_000_000  # it was ahead when the review was begun, and was set right
    sharing.extract(session, part(session), Choice(articles(session)))
    assert next(session.reader.everything())["id"] == named
    session.close()
