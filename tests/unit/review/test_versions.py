"""Same claims and versions: linked, dismissed, continued, undone; judgements show through."""

from pathlib import Path

import pytest
import sessions
from sessions import BRIDGE, HARBOUR, YORICK

from credreview.domain import identity
from credreview.domain.errors import Cancelled, UserError
from credreview.domain.history import HistoryQuery
from credreview.domain.journal import Change
from credreview.domain.model import ClaimState
from credreview.review import actions, adjudicating, versions
from credreview.review.actions import Deed, Plan
from credreview.review.restoring import restore
from credreview.review.session import ReviewSession
from credreview.store.view import View

NEW = HARBOUR.replace("ten ships were", "eleven ships were").replace(
    "\n\nA repair", "\n\nThe repair"
)
TEN, WEEK = "ten ships were turned away", "expected to last a week"
OPENED = HARBOUR.replace("said that ten ships were turned away", "opened the northern lock")


@pytest.fixture
def session(tmp_path: Path) -> ReviewSession:
    """Return Xenia's session on two versions, which are linked, and two claims in the older."""
    made = sessions.begin(tmp_path, [HARBOUR, NEW])
    older, newer = sessions.articles(made)
    if "eleven" in made.reader.article(older).text:
        older, newer = newer, older
    made.do(actions.set_article(older, published="2025-01-01"))
    made.do(actions.set_article(newer, published="2025-01-02"))
    for words in (TEN, WEEK):
        mark(made, older, words)
    made.do(versions.version_of(newer, older))
    return made


def mark(session: ReviewSession, article: str, words: str, part: int = 0) -> str:
    start = session.reader.article(article).text.index(words)
    deed = actions.mark_claim(article, start, start + len(words), part)
    return session.do(deed).answers["claim"]


def both(session: ReviewSession) -> tuple[str, str]:
    """Return the older and the newer version."""
    older, newer = sorted(
        sessions.articles(session), key=lambda id: session.reader.article(id).facts.published or ""
    )
    return older, newer


def placed(session: ReviewSession, words: str) -> str:
    """Confirm where the claim of these words is proposed to stand; return the claim there."""
    (found,) = (each for each in session.reader.proposals().placed if each.quote == words)
    deed = versions.continue_claim(found.claim, found.target, found.start, found.end)
    return session.do(deed).answers["claim"]


def claim_of(session: ReviewSession, words: str) -> str:
    found = (c for a in sessions.articles(session) for c in session.reader.claims(a))
    return next(claim.id for claim in found if claim.quote == words)


def actions_in(session: ReviewSession) -> int:
    return len(sessions.bodies(session))


def test_claims_of_the_older_version_are_proposed_at_their_new_place(
    session: ReviewSession,
) -> None:
    older, newer = both(session)
    found = session.reader.proposals()
    assert (found.same, found.versions, found.unplaced) == ((), (), ())
    assert [(each.quote, each.found, each.exact) for each in found.placed] == [
        (TEN, "eleven ships were turned away", False),
        (WEEK, WEEK, False),
    ]
    text = session.reader.article(newer).text
    for each in found.placed:
        assert (each.origin, each.target) == (older, newer)
        assert text[each.start : each.end] == each.found
        assert each.why


def test_the_search_tells_how_far_it_is_and_stops_between_any_two_steps(
    session: ReviewSession,
) -> None:
    told: list[tuple[int, int]] = []
    session.reader.proposals(tick=lambda done, total, _="": told.append((done, total)))
    assert told[0] == (0, 0)
    assert told[-3:] == [(0, 1), (0, 1), (1, 1)], "two claims of one pair of versions"
    for most in range(len(told)):
        seen = []

        def stop(done: int, total: int, what: str = "", most: int = most, seen=seen) -> None:
            if len(seen) == most:
                raise Cancelled
            seen.append((done, total))

        with pytest.raises(Cancelled):
            session.reader.proposals(tick=stop)
        assert seen == told[:most], "nothing is done after it was to stop"


def test_a_claim_goes_on_in_the_newer_version_as_the_same_or_in_other_words(
    session: ReviewSession,
) -> None:
    ten, week = placed(session, TEN), placed(session, WEEK)
    assert session.reader.proposals().placed == ()
    assert session.reader.same_claims(week) == [claim_of(session, WEEK)]
    assert session.reader.same_claims(ten) == [], "other words are another assertion"
    older, newer = both(session)
    assert {claim.id for claim in session.reader.claims(newer)} == {ten, week}
    assert len(session.reader.claims(older)) == 2
    sessions.check(session)


def test_what_finds_no_place_is_listed_and_never_dropped(tmp_path: Path) -> None:
    session = sessions.begin(tmp_path, [HARBOUR, OPENED])
    older = next(a for a in sessions.articles(session) if TEN in session.reader.article(a).text)
    (newer,) = set(sessions.articles(session)) - {older}
    claim = mark(session, older, TEN)
    session.do(versions.version_of(newer, older))
    found = session.reader.proposals()
    assert found.placed == ()
    (left,) = found.unplaced
    assert (left.claim, left.quote, left.origin, left.target) == (claim, TEN, older, newer)
    assert left.why
    session.do(versions.not_continued(claim, newer))
    (left,) = session.reader.proposals().unplaced
    assert "Somebody said" in left.why


def test_a_place_that_a_person_refused_is_not_proposed_again_unless_that_is_undone(
    session: ReviewSession,
) -> None:
    _, newer = both(session)
    session.do(versions.not_continued(claim_of(session, TEN), newer))
    found = session.reader.proposals()
    assert [each.quote for each in found.placed] == [WEEK]
    assert [each.found for each in found.unplaced] == ["eleven ships were turned away"]
    session.undo()
    assert len(session.reader.proposals().placed) == 2


def test_judgements_show_through_links_and_are_never_copied(session: ReviewSession) -> None:
    ten, week = placed(session, TEN), placed(session, WEEK)
    other = sessions.copy_for(session, YORICK, "other")
    for words, grade in ((TEN, "B"), (WEEK, "C")):
        sessions.judge(other, claim_of(other, words), reliability=grade, credibility="2")
    sessions.meet(session, other)
    (through,) = session.reader.linked_judgements(ten)
    assert (through.judgement.reliability, through.judgement.reviewer) == ("B", YORICK.id)
    assert through.quote == TEN
    assert through.judgement.claim == claim_of(session, TEN)
    (through,) = session.reader.linked_judgements(week)
    assert (through.judgement.reliability, through.quote) == ("C", WEEK)
    for claim in (ten, week):
        assert session.reader.judgements(claim) == []
    assert other.reader.linked_judgements(ten) == [], "one's own are no others'"
    sessions.judge(session, ten, reliability="A", credibility="1")
    (shown,) = (c for c in session.reader.claims(both(session)[1]) if c.id == ten)
    assert shown.state is ClaimState.JUDGED, "judgements of other words are no difference"


def test_same_claims_are_reached_along_links_of_many(tmp_path: Path) -> None:
    session = sessions.begin(tmp_path, [HARBOUR, BRIDGE])
    words = ("Harbour closed", "ten ships", "Fishermen", "Bridge opens", "the finest bridge")
    claims = [sessions.mark(session, each) for each in words]
    for one, other in zip(claims[:4], claims[1:4], strict=False):
        session.do(versions.same_claim(other, one))
    for claim in claims[:4]:
        assert set(session.reader.same_claims(claim)) == {*claims[:4]} - {claim}
    assert session.reader.same_claims(claims[4]) == []
    session.do(actions.unmark_claim(claims[1]))
    assert session.reader.same_claims(claims[0]) == [], "the chain is broken where a claim is gone"
    assert session.reader.same_claims("ab" * 16) == []


def test_versions_are_told_oldest_first(session: ReviewSession) -> None:
    older, newer = both(session)
    (third,) = (
        result.article
        for result in sessions.bring(
            session, session.file.path.parent / "third", [HARBOUR + "\nCorrected.\n"]
        )
    )
    assert third is not None
    assert session.reader.versions(third) == []
    session.do(versions.version_of(third, newer))
    assert session.reader.versions(third) == [older, newer]
    assert session.reader.versions(newer) == [older, third]


def test_the_contrary_takes_a_link_away_and_undoing_it_brings_it_back(
    session: ReviewSession,
) -> None:
    older, newer = both(session)
    one, two = claim_of(session, TEN), claim_of(session, WEEK)
    session.do(versions.same_claim(one, two))
    session.do(versions.not_same(two, one))
    assert session.reader.same_claims(one) == []
    session.undo()
    assert session.reader.same_claims(one) == [two]
    session.do(versions.not_version_of(older, newer))
    assert session.reader.versions(older) == []
    session.do(versions.version_of(older, newer))  # the other way round
    assert session.reader.versions(older) == [newer]
    assert {each.target for each in session.reader.proposals().placed} <= {older}
    sessions.check(session)


def test_one_action_marks_and_links_and_one_undo_takes_both_back(session: ReviewSession) -> None:
    before = actions_in(session)
    week = placed(session, WEEK)
    assert actions_in(session) == before + 1
    changed = session.undo()
    assert changed is not None
    assert week in changed.claims
    assert session.reader.claim(week) is None
    assert session.reader.same_claims(claim_of(session, WEEK)) == []
    assert len(session.reader.proposals().placed) == 2
    session.redo()
    assert session.reader.same_claims(week) == [claim_of(session, WEEK)]


def test_what_one_said_oneself_is_not_written_twice(session: ReviewSession) -> None:
    older, newer = both(session)
    one, two = claim_of(session, TEN), claim_of(session, WEEK)
    week = placed(session, WEEK)
    found = session.reader.claim(week)
    assert found is not None
    for deed in (
        versions.same_claim(one, two),
        versions.version_of(newer, older),
        versions.continue_claim(two, newer, found.start, found.end),
        versions.not_continued(one, newer),
    ):
        first = session.do(deed)
        count = actions_in(session)
        again = session.do(deed)
        assert (again.action, again.answers) == (first.action, first.answers)
        assert actions_in(session) == count


def test_what_others_said_may_be_said_too_and_outlives_their_undo(session: ReviewSession) -> None:
    one, two = claim_of(session, TEN), claim_of(session, WEEK)
    session.do(versions.same_claim(one, two))
    other = sessions.copy_for(session, YORICK, "other")
    other.do(versions.same_claim(two, one))
    session.undo()
    sessions.meet(session, other)
    assert session.reader.same_claims(one) == [two]


def test_whoever_links_touches_so_that_an_undo_elsewhere_hides_nothing(
    session: ReviewSession,
) -> None:
    """Xenia takes her mark back without having seen that Yorick linked it."""
    other = sessions.copy_for(session, YORICK, "other")
    one, two = claim_of(session, TEN), claim_of(session, WEEK)
    other.do(versions.same_claim(one, two))
    for _ in range(3):  # the link between the versions, and both marks
        session.undo()
    assert session.reader.claim(one) is None
    sessions.meet(session, other)
    assert session.reader.same_claims(one) == [two]


def test_a_part_keeps_its_number_in_the_other_version(session: ReviewSession) -> None:
    older, newer = both(session)
    first, second = claim_of(session, WEEK), mark(session, older, WEEK, part=1)
    made = {placed_part.claim for placed_part in session.reader.proposals().placed}
    assert {first, second} <= made
    text = session.reader.article(newer).text
    start = text.index(WEEK)
    new = [
        session.do(versions.continue_claim(claim, newer, start, start + len(WEEK)))
        for claim in (first, second)
    ]
    parts = [session.reader.claim(changed.answers["claim"]) for changed in new]
    assert [claim.part for claim in parts if claim] == [0, 1]


def test_what_cannot_be_linked_is_refused_and_nothing_is_written(session: ReviewSession) -> None:
    older, newer = both(session)
    claim = claim_of(session, TEN)
    gone = "ab" * 16
    count = actions_in(session)
    refused: list[tuple[actions.Deed, str]] = [
        (versions.same_claim(claim, gone), "claim.unknown"),
        (versions.not_same(gone, claim), "claim.unknown"),
        (versions.version_of(newer, gone), "article.unknown"),
        (versions.not_version_of(claim, older), "article.unknown"),
        (versions.continue_claim(gone, newer, 0, 5), "claim.unknown"),
        (versions.continue_claim(claim, gone, 0, 5), "article.unknown"),
        (versions.continue_claim(claim, older, 0, 5), "claim.same_version"),
        (versions.continue_claim(claim, newer, 5, 5), "action.bad_span"),
        (versions.not_continued(claim, gone), "article.unknown"),
    ]
    for deed, id in refused:
        with pytest.raises(UserError) as error:
            session.do(deed)
        assert error.value.id == id
    for make in (versions.same_claim, versions.not_same, versions.version_of):
        with pytest.raises(UserError):
            make(claim, claim)
    assert actions_in(session) == count


def test_a_plain_link_takes_no_relation_of_versions(session: ReviewSession) -> None:
    one, two = claim_of(session, TEN), claim_of(session, WEEK)
    for relation in ("same", "not_same", "continues", "version_of"):
        with pytest.raises(UserError):
            actions.link(one, two, relation, session.vocabulary)


def test_an_undone_link_can_be_restored_from_the_history(session: ReviewSession) -> None:
    one, two = claim_of(session, TEN), claim_of(session, WEEK)
    made = session.do(versions.same_claim(one, two))
    session.undo()
    assert made.action is not None
    session.do(restore(made.action, made.answers["link"], "", session.vocabulary))
    assert session.reader.same_claims(one) == [two]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_blind_mode_hides_what_would_show_through_until_both_claims_are_judged(
    session: ReviewSession, order: tuple[int, int]
) -> None:
    ends = (claim_of(session, WEEK), placed(session, WEEK))
    other = sessions.copy_for(session, YORICK, "other")
    sessions.judge(other, ends[0], reliability="C", credibility="2")
    sessions.meet(session, other)
    assert len(session.reader.linked_judgements(ends[1])) == 1
    session.do(adjudicating.set_blind(on=True))
    assert session.reader.linked_judgements(ends[1]) == []
    sessions.judge(session, ends[order[0]], reliability="A", credibility="1")
    assert session.reader.linked_judgements(ends[1]) == []
    sessions.judge(session, ends[order[1]], reliability="A", credibility="1")
    assert len(session.reader.linked_judgements(ends[1])) == 1


def test_the_history_of_both_claims_tells_of_the_link(session: ReviewSession) -> None:
    one, two = claim_of(session, TEN), claim_of(session, WEEK)
    session.do(versions.same_claim(one, two))
    for claim in (one, two):
        page = session.reader.history(HistoryQuery(claim=claim))
        assert any(value.kind == "link" for step in page.steps for value in step.values)


def test_of_many_links_in_few_actions_each_is_read_once(
    session: ReviewSession, monkeypatch
) -> None:
    (article, _) = both(session)
    ids = [identity.claim_id(article, 0, 5, part) for part in range(30)]
    marks = [
        Change("claim", id, "new", {"article": article, "start": 0, "stop": 5, "part": part})
        for part, id in enumerate(ids)
    ]
    pairs = [(one, other) for at, one in enumerate(ids) for other in ids[at + 1 :]]
    linked = [
        Change("link", identity.link_id("same", *pair), "new",
               {"relation": "same", "from": min(pair), "to": max(pair)})
        for pair in pairs
    ]  # fmt: skip
    touched = [Change("claim", id, "set", {}) for id in ids]
    session.do(Deed("same_claim", lambda view: Plan([*marks, *linked, *touched])))
    read: list[str] = []
    fields = View.fields
    monkeypatch.setattr(
        View, "fields", lambda self, kind, id: read.append(id) or fields(self, kind, id)
    )
    assert set(session.reader.same_claims(ids[0])) == {*ids[1:]}
    assert len(pairs) == 435
    assert sorted(read) == sorted(identity.link_id("same", *pair) for pair in pairs)
