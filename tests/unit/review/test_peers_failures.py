"""Where other programs fail at merging: words that land elsewhere, verdicts that are dropped.

Whole review files, merged as the command and the window merge them.
"""

from pathlib import Path

import pytest
import sessions
from sessions import BRIDGE, HARBOUR, XENIA, YORICK

from credreview import environment
from credreview.domain import identity
from credreview.domain.merging import MergeReport
from credreview.domain.model import ClaimState, Person
from credreview.review import actions, merging
from credreview.review.session import ReviewSession

ZELDA = Person("cc" * 16, "Zelda Example")
DAYS_MS = 400 * 24 * 3600 * 1000
TEN = "ten ships were turned away"
#: As long as HARBOUR, and other words where HARBOUR's claim stands.
NO_HARBOUR = HARBOUR.replace(TEN, "two ships were turned round"[: len(TEN)].ljust(len(TEN), "!"))


@pytest.fixture
def review(tmp_path: Path):
    """Return how to begin a review; all are closed at the end."""
    opened: list[ReviewSession] = []

    def begin(name: str, person: Person, *texts: str) -> ReviewSession:
        """Return a review that imported these texts from files of the same names."""
        session = ReviewSession.create(tmp_path / f"{name}.credreview", person)
        opened.append(session)
        folder = tmp_path / name
        sessions.bring(session, folder, texts)
        return session

    yield begin
    for session in opened:
        session.file.close()


def claims(session: ReviewSession) -> dict[str, list[tuple[str, str]]]:
    """Return what was marked in each article, by its text: (quote, words at its place)."""
    found = {}
    for id in sessions.articles(session):
        text = session.reader.article(id).text
        found[text] = [(c.quote, text[c.start : c.end]) for c in session.reader.claims(id)]
    return found


def verdicts(session: ReviewSession, claim: str) -> list[tuple[str, str | None, str | None]]:
    """Return reviewer, grade and provenance of all judgements of a claim, sorted."""
    found = session.reader.judgements(claim)
    return sorted((j.reviewer, j.reliability, j.provenance) for j in found)


def merge_both_ways(one: ReviewSession, other: ReviewSession) -> MergeReport:
    """Merge both ways; both then show the same, which is the fold of all that was done."""
    report = merging.merge(one, other.file.path)
    merging.merge(other, one.file.path)
    assert one.reader.fingerprint() == other.reader.fingerprint()
    assert sessions.check(one) == sessions.check(other)
    assert one.check().problems == other.check().problems == []
    return report


def told(report: MergeReport) -> list[str]:
    return [announced.id for announced in report.announcements]


@pytest.mark.parametrize("other_text", [BRIDGE, NO_HARBOUR], ids=["another length", "equal length"])
def test_a_file_of_the_same_name_with_another_text_keeps_its_own_marks(
    review, other_text: str
) -> None:
    assert len(NO_HARBOUR) == len(HARBOUR)
    own, other = review("own", XENIA, HARBOUR), review("other", YORICK, other_text)
    claim = sessions.mark(own, TEN)
    sessions.judge(own, claim, reliability="A", credibility="1")
    words = other_text[10:30].strip()
    theirs = sessions.mark(other, words)
    sessions.judge(other, theirs, reliability="D", credibility="4")
    before = claims(own) | claims(other)
    merge_both_ways(own, other)
    assert claims(own) == before
    assert all(quote == there for marked in before.values() for quote, there in marked)
    assert len(sessions.articles(own)) == 2
    assert [j.reviewer for j in own.reader.judgements(claim)] == [XENIA.id]
    assert [j.reviewer for j in own.reader.judgements(theirs)] == [YORICK.id]


def quotes_after_marking_one_place(review) -> set[str]:
    """Mark the same place in two texts of one length; return the words of all claims after."""
    own, other = review("own", XENIA, HARBOUR), review("other", YORICK, NO_HARBOUR)
    start = HARBOUR.index(TEN)
    for session in (own, other):
        (article,) = sessions.articles(session)
        done = session.do(actions.mark_claim(article, start, start + len(TEN)))
        sessions.judge(session, done.answers["claim"], reliability="B", credibility="2")
    merge_both_ways(own, other)
    return {quote for marked in claims(own).values() for quote, _ in marked}


def test_a_mark_at_the_same_place_of_another_text_is_another_claim(review) -> None:
    start = HARBOUR.index(TEN)
    wanted = {text[start : start + len(TEN)] for text in (HARBOUR, NO_HARBOUR)}
    assert quotes_after_marking_one_place(review) == wanted


def test_articles_known_by_name_and_length_would_take_marks_of_other_words(
    review, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: what is told apart by its words would be one."""
    monkeypatch.setattr(identity, "article_id", lambda text: f"{len(text):032x}")
    assert len(quotes_after_marking_one_place(review)) == 1


def test_two_people_of_one_name_stay_two(review) -> None:
    twin = Person(identity.new_id(), XENIA.name)
    own, other = review("own", XENIA, HARBOUR), review("other", twin, HARBOUR)
    claim = sessions.mark(own, TEN)
    assert sessions.mark(other, TEN) == claim
    sessions.judge(own, claim, reliability="A", credibility="1")
    sessions.judge(other, claim, reliability="E", credibility="5")
    report = merge_both_ways(own, other)
    assert verdicts(own, claim) == sorted([(XENIA.id, "A", None), (twin.id, "E", None)])
    assert own.reader.claim(claim).state is ClaimState.DIFFERING
    assert "name.several" in told(report)
    own.undo()
    assert verdicts(own, claim) == [(twin.id, "E", None)], "one's own deed is undone, not the other"


def test_a_second_verdict_on_the_same_words_stands_beside_the_first(review) -> None:
    own, other = review("own", XENIA, HARBOUR), review("other", YORICK, HARBOUR)
    claim = sessions.mark(own, TEN)
    assert sessions.mark(other, TEN) == claim
    sessions.judge(own, claim, provenance="news_report", reliability="A", credibility="1")
    sessions.judge(other, claim, provenance="news_report", reliability="C", credibility="3")
    report = merge_both_ways(own, other)
    assert verdicts(own, claim) == [(XENIA.id, "A", "news_report"), (YORICK.id, "C", "news_report")]
    assert own.reader.claim(claim).state is ClaimState.DIFFERING
    assert (len(report.articles), len(report.claims), len(report.judgements)) == (0, 0, 1)


def test_merging_again_and_again_changes_nothing(review) -> None:
    own, other = review("own", XENIA, HARBOUR), review("other", YORICK, HARBOUR, BRIDGE)
    sessions.judge(other, sessions.mark(other, TEN), reliability="C", credibility="3")
    merge_both_ways(own, other)
    before, shown = own.file.path.read_bytes(), sessions.check(own)
    for _ in range(3):
        prepared = merging.prepare(own, other.file.path)
        assert prepared.is_empty
        assert own.file.path.read_bytes() == before, "trying it out writes nothing"
        assert prepared.carry_out().actions == 0
        prepared.close()
    assert sessions.check(own) == shown
    assert len(merging.merges(own)) == 1


def test_a_merge_of_a_merge_brings_each_deed_once(review) -> None:
    own = review("own", XENIA, HARBOUR)
    claim = sessions.mark(own, TEN)
    others = [sessions.copy_for(own, who, who.name[:6]) for who in (YORICK, ZELDA)]
    for session, letter in zip((own, *others), "ABC", strict=True):
        sessions.judge(session, claim, reliability=letter, credibility="2")
    merging.merge(others[0], others[1].file.path)
    first = merging.merge(own, others[0].file.path)
    again = merging.merge(own, others[1].file.path)
    assert len(first.judgements) == 2
    assert (again.actions, again.judgements) == (0, ())
    assert [grade for _, grade, _ in verdicts(own, claim)] == ["A", "B", "C"]
    merging.merge(others[1], own.file.path)
    assert own.reader.fingerprint() == others[1].reader.fingerprint()
    assert sessions.check(own) == sessions.check(others[1])
    for session in others:
        session.file.close()


@pytest.mark.parametrize("ahead", [DAYS_MS, -DAYS_MS], ids=["ahead", "behind"])
def test_a_clock_400_days_off_neither_buries_work_nor_is_buried(
    review, ahead: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = review("own", XENIA, HARBOUR)
    claim = sessions.mark(own, TEN)
    sessions.judge(own, claim, reliability="A", credibility="1")
    other = sessions.copy_for(own, YORICK, "other")
    (article,) = sessions.articles(own)
    with monkeypatch.context() as patched:
        sessions.Clock(environment.now() + ahead).install(patched)
        sessions.judge(other, claim, reliability="D", credibility="4")
        other.do(actions.set_article(article, title="By a wrong clock", author="Zed"))
    report = merging.merge(own, other.file.path)
    assert ("clock.ahead" in told(report)) == (ahead > 0)
    assert verdicts(own, claim) == [(XENIA.id, "A", None), (YORICK.id, "D", None)]
    # Who has seen it writes later, whatever the clocks say.
    own.do(actions.set_article(article, title="Seen, and corrected"))
    sessions.judge(own, claim, reliability="B", credibility="2")
    merging.merge(other, own.file.path)
    for session in (own, other):
        sessions.check(session)
        assert sessions.title_of(session, article) == "Seen, and corrected"
        assert session.reader.article(article).facts.author == "Zed"
        assert verdicts(session, claim) == [(XENIA.id, "B", None), (YORICK.id, "D", None)]
    own.undo()
    assert verdicts(own, claim)[0] == (XENIA.id, "A", None), "undo finds the last deed all the same"
    other.file.close()
