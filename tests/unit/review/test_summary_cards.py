"""Claim cards of reports, from real reviews: whose judgements, in which order, what is missing."""

from pathlib import Path

from summary_reviews import (
    FINEST,
    FISHERMEN,
    REPAIR,
    SHIPS,
    XENIA,
    YORICK,
    ZOE,
    begin,
    card,
    cards,
    copy_for,
    judge,
    made,
    mark,
    meet,
    table_with,
    two_reviewers,
    words_in,
)

from credreview.domain.model import Person
from credreview.domain.summary import Kind
from credreview.report.words import GradeKind
from credreview.review import actions, adjudicating


def test_cards_are_numbered_in_the_order_of_the_texts(tmp_path: Path) -> None:
    session, _ = two_reviewers(tmp_path)
    found = cards(made(session))
    assert [(one.number, one.anchor, one.quote) for one in found] == [
        (1, "claim-1", SHIPS),
        (2, "claim-2", FISHERMEN),
        (3, "claim-3", REPAIR),
        (4, "claim-4", FINEST),
    ]
    assert [one.place for one in found] == ["¶ 1", "¶ 1", "¶ 2", "¶ 2"]


def test_each_reviewer_has_a_verdict_and_the_leads_is_the_first(tmp_path: Path) -> None:
    session, claims = two_reviewers(tmp_path)
    zoe = copy_for(session, ZOE, "zoe")
    judge(zoe, claims[SHIPS], reliability="A", credibility="1", flags=["retracted"])
    meet(session, zoe)
    zoe.close()
    verdicts = card(made(session), SHIPS).verdicts
    assert [(one.by, one.pair) for one in verdicts] == [
        (XENIA.name, "C2"),
        (YORICK.name, "C4"),
        (ZOE.name, "A1"),
    ]
    assert verdicts[2].flags == ("Retracted",)
    by_yorick = card(made(session, lead=YORICK.id), SHIPS).verdicts
    assert [one.by for one in by_yorick] == [YORICK.name, XENIA.name, ZOE.name]


def test_a_verdict_says_all_that_was_given(tmp_path: Path) -> None:
    session, _ = two_reviewers(tmp_path)
    first, second = card(made(session), SHIPS).verdicts
    assert (first.reliability.label, first.credibility.label) == (
        "Fairly reliable",
        "Probably true",
    )
    assert (first.reliability.step, first.credibility.step) == (2, 1)
    assert first.provenance == "Government or military statement"
    assert (first.attributed_to, first.directness) == ("Harbour Office", "paraphrase")
    assert first.confidence == "Confidence in this judgement is moderate."
    assert words_in(first.rationale) == "It says so.\nNobody else does."
    assert [run.text for run in first.rationale[0].words if run.bold] == ["says"]
    assert second.confidence == "Confidence in this judgement was not stated."
    assert words_in(second.rationale) == "No rationale was written."


def test_f_and_6_are_no_grades_and_stand_in_no_order(tmp_path: Path) -> None:
    session, _ = two_reviewers(tmp_path)
    verdict = card(made(session), FISHERMEN).verdicts[0]
    assert (verdict.reliability.kind, verdict.credibility.kind) == (
        GradeKind.CANNOT,
        GradeKind.CANNOT,
    )
    assert (verdict.reliability.step, verdict.credibility.step) == (None, None)
    assert verdict.pair == "F6"


def test_half_a_pair_says_what_is_missing(tmp_path: Path) -> None:
    session, _ = two_reviewers(tmp_path)
    (verdict,) = card(made(session), REPAIR).verdicts
    assert verdict.pair == "B–"
    assert verdict.credibility.kind is GradeKind.NOT_JUDGED
    assert verdict.credibility.label == "Credibility not judged yet"
    assert (verdict.confidence, verdict.rationale) == ("", ())


def test_what_is_not_checkable_has_its_sources_reliability_beside_it(tmp_path: Path) -> None:
    session, _ = two_reviewers(tmp_path)
    (verdict,) = card(made(session), FINEST).verdicts
    assert verdict.pair == "D n.c."
    assert verdict.credibility.kind is GradeKind.NOT_CHECKABLE
    assert verdict.credibility.label == "Not checkable: an opinion or a forecast"


def test_a_claim_that_nobody_judged_says_so(tmp_path: Path) -> None:
    session = begin(tmp_path)
    mark(session, SHIPS)
    (verdict,) = card(made(session), SHIPS).verdicts
    assert (verdict.by, verdict.pair) == ("", "–")
    assert {verdict.reliability.label, verdict.credibility.label} == {"Not judged yet"}


def test_half_a_judgement_counts_for_the_lead_alone(tmp_path: Path) -> None:
    session, _ = two_reviewers(tmp_path)
    by_xenia = card(made(session, lead=XENIA.id), REPAIR)
    assert [(one.by, one.pair) for one in by_xenia.verdicts] == [(XENIA.name, "B–")]
    by_yorick = card(made(session, lead=YORICK.id), REPAIR)
    assert [(one.by, one.pair) for one in by_yorick.verdicts] == [("", "–"), (XENIA.name, "B–")]


def test_the_agreed_judgement_stands_first_with_its_reason(tmp_path: Path) -> None:
    session, claims = two_reviewers(tmp_path)
    session.do(
        adjudicating.adjudicate(
            claims[SHIPS],
            session.vocabulary,
            reason="The register *settles* it.",
            provenance="legal_record",
            reliability="B",
            credibility="2",
        )
    )
    found = card(made(session), SHIPS)
    assert [(one.by, one.how, one.is_agreed, one.pair) for one in found.verdicts] == [
        (XENIA.name, "agreed", True, "B2"),
        (XENIA.name, "", False, "C2"),
        (YORICK.name, "", False, "C4"),
    ]
    assert words_in(found.verdicts[0].rationale) == "The register settles it."
    assert found.hint == ""


def test_an_agreement_that_a_later_judgement_leaves_behind_comes_second(tmp_path: Path) -> None:
    session, claims = two_reviewers(tmp_path)
    given = {"reliability": "B", "credibility": "2", "provenance": "legal_record"}
    session.do(
        adjudicating.adjudicate(claims[SHIPS], session.vocabulary, reason="Agreed.", **given)
    )
    yorick = copy_for(session, YORICK, "yorick2")
    judge(yorick, claims[SHIPS], credibility="5")
    meet(session, yorick)
    yorick.close()
    found = card(made(session), SHIPS)
    assert [(one.by, one.how, one.pair) for one in found.verdicts] == [
        (XENIA.name, "", "C2"),
        (XENIA.name, "agreed; judgements have changed since", "B2"),
        (YORICK.name, "", "C5"),
    ]
    assert found.hint.endswith("what was agreed does not settle it.")


def test_blind_judgements_and_later_changes_of_them_are_told_apart(tmp_path: Path) -> None:
    session = begin(tmp_path)
    claim = mark(session, SHIPS)
    other = mark(session, FISHERMEN)
    session.do(adjudicating.set_blind(True))
    yorick = copy_for(session, YORICK, "yorick")
    judge(yorick, claim, reliability="B", credibility="3")
    judge(yorick, other, reliability="B", credibility="3")
    meet(session, yorick)
    yorick.close()
    hidden = card(made(session), SHIPS)
    assert [one.by for one in hidden.verdicts] == [""]
    assert hidden.hint == "Others' judgements of this claim are hidden by blind mode."
    report = made(session)
    assert report.remarks == (
        "Blind mode hides others' judgements of 2 claims; they are not in this report.",
    )
    assert "Yorick" not in repr(report.sections)
    judge(session, claim, reliability="C", credibility="3")
    shown = card(made(session), SHIPS)
    assert [(one.by, one.how) for one in shown.verdicts] == [
        (XENIA.name, "blind"),
        (YORICK.name, "blind"),
    ]
    judge(session, claim, reliability="B")
    assert card(made(session), SHIPS).verdicts[0].how == "changed after others were shown"


def test_links_read_the_same_from_both_claims(tmp_path: Path) -> None:
    session, claims = two_reviewers(tmp_path)
    vocabulary = session.vocabulary
    session.do(actions.link(claims[SHIPS], claims[FISHERMEN], "contradicts", vocabulary, "Half."))
    session.do(actions.link(claims[FINEST], claims[SHIPS], "confirms", vocabulary))
    session.do(actions.link(claims[REPAIR], claims[FINEST], "same_origin", vocabulary))
    report = made(session)
    lines = {one.number: one.links for one in cards(report)}
    told = {
        number: [(line.words, line.pair, line.target) for line in links]
        for number, links in lines.items()
    }
    assert sorted(told[1]) == [
        ("Confirmed by claim 4", "D n.c.", "claim-4"),
        ("Contradicted by claim 2", "F6", "claim-2"),
    ]
    assert told[2] == [("Contradicted by claim 1", "C2", "claim-1")]
    assert told[3] == [("Same origin as claim 4", "D n.c.", "claim-4")]
    assert ("Confirmed by claim 1", "C2", "claim-1") in told[4]
    assert ("Same origin as claim 3", "B–", "claim-3") in told[4]
    assert [line.note for line in lines[2]] == ["Half."]


def test_a_linked_claim_outside_the_report_is_named_by_its_words(tmp_path: Path) -> None:
    session, claims = two_reviewers(tmp_path)
    session.do(actions.link(claims[SHIPS], claims[FINEST], "contradicts", session.vocabulary))
    with session.reader.view() as view:
        harbour = view.article_of(claims[SHIPS])
    (line,) = card(made(session, Kind.ARTICLE, harbour), SHIPS).links
    assert (line.words, line.pair, line.target) == (
        "Contradicted by a claim outside this report",
        "D n.c.",
        "",
    )
    assert line.elsewhere == f"“{FINEST}” in “Bridge opens early”"


def test_a_note_names_its_author(tmp_path: Path) -> None:
    session, claims = two_reviewers(tmp_path)
    session.do(actions.write_note("claim", claims[SHIPS], "Ask *again*."))
    notes = words_in(card(made(session), SHIPS).notes).split("\n")
    assert notes[0].startswith(f"Note by {XENIA.name}, ")
    assert notes[1] == "Ask again."


def test_two_reviewers_of_one_name_are_told_apart(tmp_path: Path) -> None:
    session, claims = two_reviewers(tmp_path)
    twin = copy_for(session, Person("dd" * 16, XENIA.name), "twin")
    judge(twin, claims[SHIPS], reliability="E", credibility="5")
    meet(session, twin)
    twin.close()
    report = made(session)
    names = [f"{XENIA.name} ({begins})" for begins in ("aaaaaaaa", "dddddddd")]
    assert {one.by for one in card(report, SHIPS).verdicts} == {*names, YORICK.name}
    assert report.author == names[0]
    rows = table_with(report, "Judgements")
    assert all(name in rows[0][2] for name in names)


def test_two_claims_in_the_same_words_are_told_apart(tmp_path: Path) -> None:
    session, _ = two_reviewers(tmp_path)
    mark(session, REPAIR, 1)
    places = [one.place for one in cards(made(session)) if one.quote == REPAIR]
    assert places == ["¶ 2", "¶ 2, assertion 2 in the same words"]
