"""Histories that broke earlier designs, played by sessions on two or three real files.

After each exchange the tables of both files are compared with the pure fold
of all their actions (`sessions.meet`).
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sessions
from sessions import HARBOUR, XENIA, YORICK, Clock, judge, mark, meet, title_of

from credreview.domain import journal
from credreview.domain.journal import Change
from credreview.domain.model import ClaimState
from credreview.review import actions
from credreview.review.session import ReviewSession
from credreview.store import verify
from credreview.store.file import driver
from credreview.store.journal import Journal


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock().install(monkeypatch)


@pytest.fixture
def x(tmp_path: Path, clock: Clock) -> Iterator[ReviewSession]:
    session = sessions.begin(tmp_path / "x", [HARBOUR])
    yield session
    session.close()


@pytest.fixture
def y(x: ReviewSession) -> Iterator[ReviewSession]:
    session = sessions.copy_for(x, YORICK, "y")
    yield session
    session.close()


def set_title(session: ReviewSession, title: str) -> None:
    (article,) = sessions.articles(session)
    session.do(actions.set_article(article, title=title))


def test_w1_undoing_a_title_shows_what_another_set_unseen_and_not_what_stood_before(
    x: ReviewSession, y: ReviewSession
) -> None:
    (article,) = sessions.articles(x)
    set_title(x, "Set by x")
    set_title(y, "Set by y")
    x.undo()
    meet(x, y)
    assert title_of(x, article) == "Set by y"


def test_w2_one_undo_on_two_machines_of_one_person_is_redone_by_one_redo(
    x: ReviewSession, y: ReviewSession
) -> None:
    (article,) = sessions.articles(x)
    set_title(x, "Wanted")
    desktop = sessions.copy_for(x, XENIA, "desktop")
    x.undo()
    desktop.undo()
    meet(x, desktop)
    assert title_of(x, article) == "Harbour closed for repairs"
    assert x.redo() is not None
    assert title_of(x, article) == "Wanted"
    meet(x, desktop)
    assert title_of(desktop, article) == "Wanted"
    desktop.close()


def test_w3_a_slip_that_its_author_undid_does_not_come_back_by_anothers_undo(
    x: ReviewSession, y: ReviewSession
) -> None:
    (article,) = sessions.articles(x)
    set_title(y, "A slip")
    meet(x, y)
    set_title(x, "Set over the slip")
    y.undo()
    x.undo()
    meet(x, y)
    assert title_of(x, article) == "Harbour closed for repairs"


def test_w4_deleting_an_own_mark_does_not_hide_anothers_mark_and_judgement_of_the_same_words(
    x: ReviewSession, y: ReviewSession
) -> None:
    claim = mark(x, "ten ships were turned away")
    assert mark(y, "ten ships were turned away") == claim
    judge(y, claim, reliability="B", credibility="2")
    x.do(actions.unmark_claim(claim))
    assert x.reader.claim(claim) is None
    meet(x, y)
    found = x.reader.claim(claim)
    assert found is not None
    assert found.deleted_by == ("Xenia Example",)
    assert [j.reviewer for j in x.reader.judgements(claim)] == [YORICK.id]


def test_w4_also_when_the_mark_is_undone_and_not_deleted(
    x: ReviewSession, y: ReviewSession
) -> None:
    claim = mark(x, "ten ships were turned away")
    mark(y, "ten ships were turned away")
    judge(y, claim, reliability="B", credibility="2")
    x.undo()
    meet(x, y)
    assert x.reader.claim(claim) is not None


def test_w5_a_corrected_title_stays_when_another_imports_the_same_article_later(
    x: ReviewSession, y: ReviewSession, tmp_path: Path
) -> None:
    (article,) = sessions.articles(x)
    set_title(x, "Corrected by x")
    (result,) = sessions.bring(y, tmp_path / "again", ["---\ntitle: Raw\n---\n" + HARBOUR])
    assert result.article == article, "the same text is the same article"
    meet(x, y)
    assert title_of(x, article) == "Corrected by x"
    assert len(x.reader.article(article).captures) == 2


def test_w6_a_judged_claim_keeps_its_place_and_words_when_its_mark_is_undone(
    x: ReviewSession, y: ReviewSession
) -> None:
    claim = mark(x, "ten ships were turned away")
    meet(x, y)
    judge(y, claim, provenance="government_statement", reliability="B", credibility="2")
    x.undo()
    meet(x, y)
    (found,) = y.reader.claims(sessions.articles(y)[0])
    assert (found.id, found.quote) == (claim, "ten ships were turned away")
    assert found.state is ClaimState.JUDGED
    assert x.reader.claims(sessions.articles(x)[0])[0].quote == "ten ships were turned away"


def test_w7_two_copies_of_one_persons_file_both_go_on_and_nothing_is_skipped(
    x: ReviewSession,
) -> None:
    claim = mark(x, "ten ships were turned away")
    restored = sessions.copy_for(x, XENIA, "restored")
    judge(x, claim, provenance="social_post")
    judge(restored, claim, confidence="high")
    acknowledged = {**sessions.bodies(x), **sessions.bodies(restored)}
    meet(x, restored)
    assert sessions.bodies(x).keys() == acknowledged.keys()
    (found,) = x.reader.judgements(claim)
    assert (found.provenance, found.confidence) == ("social_post", "high")
    restored.close()


def test_w7_deltas_in_whatever_portions_end_at_the_same_review(
    x: ReviewSession, y: ReviewSession
) -> None:
    claim = mark(x, "ten ships were turned away")
    for digit in "123":
        judge(x, claim, reliability="A", credibility=digit)
    wanted = sessions.bodies(x)
    for portion in range(0, len(wanted), 2):  # every prefix is a valid review
        with y.file.writing() as connection:
            taken = Journal(driver(connection))
            for body in list(wanted.values())[portion : portion + 2]:
                taken.accept(body)
            taken.finish()
        sessions.check(y)
        assert y.check().problems == []
    assert y.reader.fingerprint() == x.reader.fingerprint()


def test_w8_a_wall_clock_at_the_end_of_time_stops_nobody(
    x: ReviewSession, y: ReviewSession, clock: Clock
) -> None:
    (article,) = sessions.articles(x)
    clock.now, clock.step = 2**63 - 1, 0
    set_title(x, "From a wrong clock")
    clock.now, clock.step = 1_700_009_000_000, 1000
    meet(x, y)
    for title in ("After it", "And again"):
        set_title(y, title)
        meet(x, y)
        assert title_of(x, article) == title, "what saw is later than what was seen"
    assert x.check().problems == []
    with x.reader.view() as view:
        (latest,) = view.db.execute("SELECT max(clock) FROM action").fetchone()
    assert journal.MAX_WALL < latest < journal.MAX_WALL + 10


def test_w8_a_clock_before_time_began_is_zero(x: ReviewSession, clock: Clock) -> None:
    clock.now, clock.step = -5, 0
    set_title(x, "From before 1970")
    sessions.check(x)
    assert x.check().problems == []


def test_w8_a_body_with_a_wall_that_no_clock_says_is_refused(x: ReviewSession) -> None:
    for wall in (2**63 - 1, journal.MAX_WALL + 1, -1):
        body = next(iter(sessions.bodies(x).values()))
        action = journal.read_body(body)
        forged = body.replace(b'"wall":%d' % action.wall, b'"wall":%d' % wall)
        with (
            x.file.writing() as connection,
            pytest.raises(ValueError, match="wall|large"),
        ):
            Journal(driver(connection)).accept(forged)


def test_w9_what_shows_and_every_id_are_the_same_whatever_signatures_a_file_holds(
    x: ReviewSession, y: ReviewSession
) -> None:
    claim = mark(x, "ten ships were turned away")
    judge(x, claim, reliability="A", credibility="1")
    meet(x, y)
    before, fingerprint = sessions.check(x), x.reader.fingerprint()
    with x.file.writing() as connection:
        db = driver(connection)
        for key in (b"k" * 32, b"l" * 32):  # one action, signed by two keys
            db.execute(
                "INSERT INTO signature (n, key, sig) SELECT n, ?, ? FROM action", (key, b"s" * 64)
            )
        assert verify.rebuild(db) == 0
    assert sessions.check(x) == before
    assert x.reader.fingerprint() == fingerprint
    assert sessions.exchange(x, y) == sessions.exchange(y, x) == 0
    assert sessions.check(y) == before


def test_w10_a_difference_is_what_did_not_know_the_other_whoever_wrote_it(
    x: ReviewSession, y: ReviewSession
) -> None:
    (article,) = sessions.articles(x)

    def differences(session: ReviewSession) -> dict[str, list[object]]:
        diff = sessions.check(session)["article", article]["diff"]
        return {name: [value for *_, value in others] for name, others in diff.items()}

    set_title(x, "One")
    meet(x, y)
    set_title(y, "Two, knowing of one")
    meet(x, y)
    assert differences(x) == {}, "another reviewer wrote, and knew"
    desktop = sessions.copy_for(x, XENIA, "desktop")
    set_title(x, "On the laptop")
    set_title(desktop, "On the desktop")
    meet(x, desktop)
    assert differences(x) == {"title": ["On the laptop"]}, "one person's two machines"
    set_title(desktop, "Decided")
    meet(x, desktop)
    assert differences(x) == {}
    desktop.undo()
    meet(x, desktop)
    assert differences(x) == {"title": ["On the laptop"]}
    desktop.close()


def test_what_belongs_together_is_one_field_so_that_grades_of_two_machines_do_not_mix(
    x: ReviewSession,
) -> None:
    claim = mark(x, "ten ships were turned away")
    desktop = sessions.copy_for(x, XENIA, "desktop")
    judge(x, claim, reliability="B", credibility="2")
    judge(desktop, claim, reliability="D", credibility="5")
    meet(x, desktop)
    (found,) = x.reader.judgements(claim)
    assert (found.reliability, found.credibility) == ("D", "5")
    desktop.close()


def test_a_switch_of_what_it_has_not_seen_is_refused(x: ReviewSession, y: ReviewSession) -> None:
    set_title(x, "Unseen by the switch")
    target = list(sessions.bodies(x))[-1]
    meet(x, y)
    first = next(iter(sessions.bodies(x)))
    forged = journal.write_body(
        reviewer=XENIA.id,
        label="undo",
        wall=1,
        parents=[first],
        changes=[Change("action", target, "off", {})],
    )
    with y.file.writing() as connection, pytest.raises(ValueError, match="not seen"):
        Journal(driver(connection)).accept(forged)


def test_an_action_whose_parents_are_missing_is_refused(x: ReviewSession, y: ReviewSession) -> None:
    set_title(x, "One")
    set_title(x, "Two")
    with y.file.writing() as connection, pytest.raises(ValueError, match="parent"):
        Journal(driver(connection)).accept(list(sessions.bodies(x).values())[-1])
    sessions.check(y)
