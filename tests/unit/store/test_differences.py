"""The differences of a review, compared with a plain look at every pair of judgements."""

import itertools
import random
from collections import Counter
from pathlib import Path

import pytest
from sessions import HARBOUR, XENIA, YORICK, articles, begin, copy_for, exchange, judge, mark, meet

from credreview.domain.differences import (
    DIMENSIONS,
    VERDICT,
    Difference,
    DifferenceKind,
    DifferenceQuery,
    differing,
    pairs,
)
from credreview.domain.errors import UserError
from credreview.domain.identity import NOBODY, REVIEW
from credreview.domain.model import Person
from credreview.domain.progress import differ
from credreview.review import actions, adjudicating, judging
from credreview.review.session import ReviewSession

ZOE = Person("cc" * 16, "Zoe Example")
WORDS = HARBOUR.split()
EVERYONE = (XENIA, YORICK, ZOE)


def differences(session: ReviewSession, **asked) -> list[Difference]:
    keys = session.reader.difference_keys(DifferenceQuery(**asked))
    return session.reader.difference_rows(keys)


@pytest.fixture(scope="module")
def crowd(tmp_path_factory) -> list[ReviewSession]:
    """Give three sessions that hold the same: 300 claims, judged and agreed on at random."""
    folder = tmp_path_factory.mktemp("crowd")
    dice = random.Random(7)
    xenia = begin(folder, (" ".join(f"word{i}" for i in range(400)),))
    (article,) = articles(xenia)
    marks = [actions.mark_claim(article, 5 * i, 5 * i + 20) for i in range(300)]
    claims = [done.answers["claim"] for done in xenia.do_all(marks)]
    people = [xenia, copy_for(xenia, YORICK, "yorick"), copy_for(xenia, ZOE, "zoe")]
    for session in people:
        deeds = []
        for claim in claims:
            given = {
                "provenance": dice.choice([None, "news_report", "social_post"]),
                "directness": dice.choice([None, "paraphrase", "hearsay"]),
                "reliability": dice.choice([None, *"AABF"]),
                "confidence": dice.choice([None, "low", "high"]),
                "attributed_to": dice.choice([None, "Harbour Office", "Fictional Ministry"]),
            }
            given |= dice.choice(
                [{"credibility": dice.choice([None, *"1126"])}, {"not_checkable": True}]
            )
            if dice.random() < 0.8:
                deeds.append(judging.judge(claim, session.vocabulary, **given))
        session.do_all(deeds)
    meet(people[0], people[1])
    meet(people[0], people[2])
    deeds = [
        adjudicating.adjudicate(
            claim, xenia.vocabulary, reason="So.", reliability="A", credibility="1"
        )
        for claim in claims[::3]
    ]
    xenia.do_all(deeds)
    exchange(xenia, people[1])
    exchange(xenia, people[2])
    yield people
    for session in people:
        session.close()


def judgements(session: ReviewSession) -> dict[str, list]:
    """Return all judgements by claim, as nobody sees them, who is blind to none."""
    with ReviewSession.open(session.file.path, Person(NOBODY, "")).reader.view() as view:
        found: dict[str, list] = {}
        for judgement in view.all_judgements():
            found.setdefault(judgement.claim, []).append(judgement)
    return found


@pytest.mark.parametrize(
    "dimensions", [(), *[(d,) for d in DIMENSIONS], ("confidence", "provenance")]
)
@pytest.mark.parametrize("who", [(), (XENIA,), (YORICK, ZOE)])
def test_they_are_those_that_two_judgements_show(crowd, dimensions, who) -> None:
    asked = frozenset(dimensions)
    people = frozenset(person.id for person in who)
    settled = {c.id: c.is_settled for c in crowd[0].reader.claims(articles(crowd[0])[0])}
    wanted = Counter()
    for claim, given in judgements(crowd[0]).items():
        for one, other in pairs(given):
            both = {one.reviewer, other.reviewer}
            if not (people <= both):
                continue
            if differing(one, other) & (asked or VERDICT):
                kind = DifferenceKind.SETTLED if settled[claim] else DifferenceKind.JUDGEMENT
                wanted[kind, claim] = 1
    for session in crowd:
        found = differences(session, dimensions=asked, reviewers=people)
        assert Counter((d.kind, d.claim) for d in found) == wanted
        assert len(wanted) > 3, "a test of nothing"
        kinds = {d.kind for d in found}
        assert kinds == {DifferenceKind.JUDGEMENT, DifferenceKind.SETTLED}
        assert all(d.agreed for d in found if d.kind is DifferenceKind.SETTLED)
        assert all(set(d.dimensions) & (asked or VERDICT) for d in found)


def test_the_verdict_is_what_judgements_are_compared_by(crowd) -> None:
    compared = 0
    for given in judgements(crowd[0]).values():
        for one, other in pairs(given):
            assert differ(one, other) == bool(differing(one, other) & VERDICT)
            compared += 1
    assert compared > 200


def test_they_stand_in_the_order_of_the_text(crowd) -> None:
    (article,) = articles(crowd[0])
    place = {c.id: c.number for c in crowd[0].reader.claims(article)}
    found = differences(crowd[0], kinds=frozenset({DifferenceKind.JUDGEMENT}))
    assert [place[d.claim] for d in found] == sorted(place[d.claim] for d in found)
    assert {d.article for d in found} == {article}


def test_a_merge_asks_for_what_it_touched(crowd) -> None:
    every = differences(crowd[0])
    some = frozenset(d.claim for d in every[:7])
    assert {d.claim for d in differences(crowd[0], claims=some)} == some
    assert differences(crowd[0], claims=frozenset(), articles=frozenset()) == []
    of_article = differences(crowd[0], articles=frozenset(articles(crowd[0])))
    assert [d.claim for d in of_article] == [d.claim for d in every]


# Fields


def titles(folder: Path) -> tuple[ReviewSession, ReviewSession, str]:
    """Return two sessions that gave an article two titles apart, and met."""
    xenia = begin(folder)
    article = articles(xenia)[0]
    yorick = copy_for(xenia, YORICK, "yorick")
    xenia.do(actions.set_article(article, title="Harbour shut", outlet="The Gull"))
    yorick.do(actions.set_article(article, title="Port shut", outlet="The Gull"))
    meet(xenia, yorick)
    return xenia, yorick, article


def test_a_shared_field_with_two_values_shows_both_and_choosing_one_settles_it(
    tmp_path: Path,
) -> None:
    xenia, yorick, article = titles(tmp_path)
    (found,) = differences(xenia)
    assert (found.kind, found.field, found.record_kind) == (
        DifferenceKind.FIELD,
        "title",
        "article",
    )
    assert (found.article, found.owner) == (article, "")
    shows, beside = found.values
    assert {shows.value, beside.value} == {"Harbour shut", "Port shut"}
    assert {shows.reviewer_name, beside.reviewer_name} == {XENIA.name, YORICK.name}
    assert (shows.shows, beside.shows) == (True, False)
    assert shows.value == xenia.reader.article(article).facts.title
    xenia.do(adjudicating.settle_field("article", article, "title", beside.action))
    assert differences(xenia) == []
    meet(xenia, yorick)
    assert differences(yorick) == []
    assert yorick.reader.article(article).facts.title == beside.value
    xenia.undo()
    assert len(differences(xenia)) == 1


def test_a_write_that_saw_only_one_of_them_settles_nothing(tmp_path: Path) -> None:
    xenia = begin(tmp_path)
    article = articles(xenia)[0]
    yorick = copy_for(xenia, YORICK, "yorick")
    xenia.do(actions.set_article(article, title="Harbour shut"))
    yorick.do(actions.set_article(article, title="Port shut"))
    xenia.do(actions.set_article(article, title="Harbour closed"))
    meet(xenia, yorick)
    (found,) = differences(xenia)
    assert {value.value for value in found.values} == {"Harbour closed", "Port shut"}


def test_what_does_not_differ_any_more_cannot_be_chosen(tmp_path: Path) -> None:
    xenia, yorick, article = titles(tmp_path)
    (found,) = differences(yorick)
    xenia.do(actions.set_article(article, title="Pier shut"))
    exchange(xenia, yorick)
    old = [v.action for v in found.values]
    with pytest.raises(UserError) as caught:
        yorick.do(adjudicating.settle_field("article", article, "title", old[1]))
    assert caught.value.id == "difference.gone"


def test_two_titles_of_the_review_itself_differ(tmp_path: Path) -> None:
    xenia = begin(tmp_path)
    other = ReviewSession.create(tmp_path / "other.credreview", YORICK, title="Another one")
    exchange(other, xenia)
    (found,) = [d for d in differences(xenia) if d.field == "title"]
    assert (found.record_kind, found.record) == ("review", REVIEW)
    assert {v.value for v in found.values} == {"review", "Another one"}
    (chosen,) = [v for v in found.values if v.value == "Another one"]
    changed = xenia.do(adjudicating.settle_field("review", REVIEW, "title", chosen.action))
    assert changed.everything
    assert [d for d in differences(xenia) if d.field == "title"] == []
    assert xenia.reader.summary()[0] == "Another one"
    other.close()


def test_two_machines_of_one_person_differ_for_this_person_alone(tmp_path: Path) -> None:
    laptop = begin(tmp_path)
    claim = mark(laptop, "ten ships were turned away")
    desktop = copy_for(laptop, XENIA, "desktop")
    judge(laptop, claim, reliability="B", credibility="2", rationale="On the way.")
    judge(desktop, claim, reliability="C", credibility="3", rationale="At home.")
    meet(laptop, desktop)
    found = {d.field: d for d in differences(laptop)}
    assert set(found) == {"grade", "rationale"}
    assert {d.owner for d in found.values()} == {XENIA.id}
    assert {d.quote for d in found.values()} == {"ten ships were turned away"}
    assert {v.value for v in found["rationale"].values} == {"On the way.", "At home."}
    with ReviewSession.open(laptop.file.path, YORICK).reader.view() as view:
        from credreview.store import differences as store

        assert store.keys(view, DifferenceQuery()) == []
    yorick = copy_for(laptop, YORICK, "yorick")
    grade = found["grade"]
    with pytest.raises(UserError) as caught:
        yorick.do(
            adjudicating.settle_field("judgement", grade.record, "grade", grade.values[1].action)
        )
    assert caught.value.id == "difference.not_own"
    chosen = grade.values[1]
    laptop.do(adjudicating.settle_field("judgement", grade.record, "grade", chosen.action))
    own = laptop.reader.claim(claim).own
    assert [own.reliability, own.credibility] == chosen.value
    assert [d.field for d in differences(laptop)] == ["rationale"]


# Deleted by one, judged by another


def test_a_claim_that_one_deletes_and_another_judges_is_told(tmp_path: Path) -> None:
    xenia = begin(tmp_path)
    claim = mark(xenia, "ten ships were turned away")
    yorick = copy_for(xenia, YORICK, "yorick")
    xenia.do(actions.unmark_claim(claim))
    judge(yorick, claim, reliability="B", credibility="2")
    meet(xenia, yorick)
    (found,) = differences(xenia)
    assert (found.kind, found.claim) == (DifferenceKind.DELETED, claim)
    assert found.deleted_by == (XENIA.name,)
    assert [j.reviewer for j in found.judgements] == [YORICK.id]
    judge(xenia, claim, reliability="B", credibility="2")
    assert differences(xenia) == [], "whoever judges it has seen that it lives"


def test_keys_of_what_is_gone_give_no_rows(tmp_path: Path) -> None:
    xenia, _, article = titles(tmp_path)
    keys = xenia.reader.difference_keys(DifferenceQuery())
    xenia.do(actions.set_article(article, title="Pier shut"))
    assert xenia.reader.difference_rows(keys) == []


def test_each_two_kinds_can_be_asked_for(crowd) -> None:
    every = crowd[0].reader.difference_keys(DifferenceQuery())
    for kinds in itertools.chain(*(itertools.combinations(DifferenceKind, n) for n in (1, 2))):
        found = crowd[0].reader.difference_keys(DifferenceQuery(kinds=frozenset(kinds)))
        assert found == [key for key in every if key.kind in kinds]
