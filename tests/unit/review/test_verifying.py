"""Does the review still say what a saved summary says? What came, was undone, was set aside."""

from pathlib import Path
from typing import Any

import pytest
from sessions import XENIA, YORICK, Clock, articles, begin, copy_for, judge, mark

from credreview.domain.errors import UserError
from credreview.domain.model import Person
from credreview.domain.summary import Kind, Request
from credreview.review import merging, sharing, summaries
from credreview.review.actions import link, set_article, unmark_claim, write_note
from credreview.review.adjudicating import adjudicate, set_blind, withdraw_adjudication
from credreview.review.printed import read_printed, typed
from credreview.review.report_files import save
from credreview.review.session import ReviewSession
from credreview.review.statements import write_statement
from credreview.review.verification_words import lines
from credreview.review.verifying import _KINDS, Count, Standing, Verification, verify

SAME, UNPROVED, CHANGED, UNKNOWN, ALTERED = Standing


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    Clock().install(monkeypatch)
    made = begin(tmp_path)
    judge(made, mark(made, "ten ships"), reliability="C", credibility="2")
    yield made
    made.close()


def printed(session: ReviewSession, form: str = ".md", request: Request | None = None) -> Path:
    """Save a summary as `credreview report` does."""
    summaries.record_print(session, "export")
    report = summaries.held_report(session, request or Request())
    target = session.file.path.with_name(f"summary{form}")
    save(report, target, paint=None)  # type: ignore[arg-type]
    return target


def held(session: ReviewSession, file: Path) -> Verification:
    return verify(session, read_printed(file))


def words(session: ReviewSession, found: Verification) -> str:
    return "\n".join(lines(found, session.vocabulary))


@pytest.mark.parametrize("form", [".md", ".html", ".docx"])
def test_the_review_still_says_what_it_said(session: ReviewSession, form: str) -> None:
    found = held(session, printed(session, form))
    assert (found.standing, found.compared) == (SAME, True)
    assert (found.passed, found.misfits, found.remarks) == (0, (), ())
    assert found.fingerprint == found.current == session.reader.fingerprint()
    assert found.why == "export"
    told = words(session, found)
    assert told.startswith("The review still says this.")
    assert "Its words are those that the review gives." in told


@pytest.mark.parametrize("form", [".md", ".html", ".docx"])
def test_one_judgement_is_told_by_person_and_claim_and_its_undoing_makes_it_the_same(
    session: ReviewSession, form: str
) -> None:
    file = printed(session, form)
    claim = mark(session, "Fishermen counted twenty")
    judge(session, claim, reliability="B")
    found = held(session, file)
    assert found.standing is CHANGED
    assert found.came == (
        Count(XENIA.name, "claims", 1),
        Count(XENIA.name, "judgements", 1),
    )
    assert found.claims == (claim,)
    assert not found.compared
    told = words(session, found)
    assert "Came since: Xenia Example: 1 mark of a claim, 1 judgement." in told
    assert "One claim is concerned." in told
    assert "Source reliability: B" in told
    assert "“Fishermen counted twenty”" in told
    session.undo()
    session.undo()
    found = held(session, file)
    assert (found.standing, found.passed, found.came) == (SAME, 4, ())
    assert "4 entries came since that make no difference" in words(session, found)
    session.redo()
    assert held(session, file).standing is CHANGED


def test_the_undoing_of_what_was_printed_is_a_change_until_it_is_done_again(
    session: ReviewSession,
) -> None:
    file = printed(session)
    session.undo()
    found = held(session, file)
    assert (found.standing, found.undone) == (CHANGED, (Count(XENIA.name, "judgements", 1),))
    assert found.came == ()
    assert "Undone since: Xenia Example: 1 judgement." in words(session, found)
    session.redo()
    assert held(session, file).standing is SAME


def test_what_was_undone_when_it_was_printed_and_counts_again_is_a_change(
    session: ReviewSession,
) -> None:
    session.undo()
    file = printed(session)
    session.redo()
    found = held(session, file)
    assert (found.standing, found.redone) == (CHANGED, (Count(XENIA.name, "judgements", 1),))


def test_who_somebody_is_makes_no_difference_but_to_names(session: ReviewSession) -> None:
    file = printed(session)
    session.became(Person(XENIA.id, XENIA.name, "Harbour", "Analyst"))
    found = held(session, file)
    assert (found.standing, found.passed, found.compared) == (SAME, 1, True)
    assert found.fingerprint != found.current
    session.became(Person(XENIA.id, "Xenia Renamed", "Harbour", "Analyst"))
    found = held(session, file)
    assert (found.standing, found.passed) == (UNPROVED, 2)
    assert "Xenia Renamed" in found.remarks[0]


def test_a_statement_that_was_written_since_is_told(session: ReviewSession) -> None:
    file = printed(session)
    session.do(write_statement("review", "", gaps="Nobody else was asked."))
    found = held(session, file)
    assert found.came == (Count(XENIA.name, "statements", 1),)
    assert "1 statement." in words(session, found)


def test_links_notes_and_agreed_judgements_are_told_with_the_claims_that_they_are_about(
    session: ReviewSession,
) -> None:
    ten, twenty = only_claim(session), mark(session, "Fishermen counted twenty")
    judge(session, ten, reliability="C", credibility="2")
    for deed, kind, concerned, said in (
        (link(ten, twenty, "contradicts", session.vocabulary), "links", {ten, twenty}, "1 link"),
        (write_note("claim", twenty, "Look."), "notes", {twenty}, "1 note"),
        (
            adjudicate(ten, session.vocabulary, reason="So.", reliability="B", credibility="3"),
            "agreements",
            {ten},
            "1 agreed judgement",
        ),
        (withdraw_adjudication(ten), "agreements", {ten}, "1 agreed judgement"),
    ):
        file = printed(session)
        session.do(deed)
        found = held(session, file)
        assert (found.standing, found.came) == (CHANGED, (Count(XENIA.name, kind, 1),))
        assert set(found.claims) == concerned
        assert f"Came since: Xenia Example: {said}." in words(session, found)


def test_every_kind_of_entry_has_its_words(session: ReviewSession) -> None:
    kinds = {*_KINDS.values(), "restored", "other"}
    for n in (1, 2):
        counts = tuple(Count("Xenia", kind, n) for kind in sorted(kinds))
        told = words(session, Verification(CHANGED, "ab" * 32, "cd" * 32, came=counts))
        assert told.count(str(n)) >= len(kinds)


def test_deleting_and_correcting_are_told(session: ReviewSession) -> None:
    file = printed(session)
    session.do(unmark_claim(mark(session, "ten ships")))
    session.do(set_article(articles(session)[0], title="Another title"))
    found = held(session, file)
    assert found.came == (Count(XENIA.name, "claims", 1), Count(XENIA.name, "corrections", 1))


def only_claim(session: ReviewSession) -> str:
    """Return the one claim; marking it anew would be an entry of its own."""
    found = [claim.id for article in articles(session) for claim in session.reader.claims(article)]
    (claim,) = found
    return claim


def merged(session: ReviewSession) -> None:
    """Merge a copy in which Yorick judged the claim."""
    other = copy_for(session, YORICK, "theirs")
    judge(other, only_claim(other), reliability="E", credibility="5")
    other.close()
    merging.merge(session, other.file.path)


def test_what_a_merge_brought_is_told_and_is_gone_when_that_is_undone(
    session: ReviewSession,
) -> None:
    file = printed(session)
    merged(session)
    found = held(session, file)
    assert (found.standing, found.came) == (CHANGED, (Count(YORICK.name, "judgements", 1),))
    (entry,) = merging.merges(session)
    assert merging.undo_merge(session, entry.number) is None, "removed"
    assert held(session, file).standing is SAME


def test_work_that_is_set_aside_or_lifted_is_a_change_though_the_journal_is_the_same(
    session: ReviewSession,
) -> None:
    merged(session)
    file = printed(session)
    (entry,) = merging.merges(session)
    assert merging.undo_merge(session, entry.number) is not None, "set aside"
    found = held(session, file)
    assert found.fingerprint == found.current
    assert (found.standing, found.aside) == (CHANGED, (Count(YORICK.name, "judgements", 1),))
    assert "Set aside since, in this file: Yorick Example: 1 judgement." in words(session, found)
    merging.lift(session, entry.number)
    assert held(session, file).standing is SAME
    merging.undo_merge(session, entry.number)
    judge(session, mark(session, "ten ships"), confidence="low")
    without = printed(session)
    assert held(session, without).standing is SAME
    merging.lift(session, entry.number)
    found = held(session, without)
    assert (found.standing, found.lifted) == (CHANGED, (Count(YORICK.name, "judgements", 1),))


def test_another_review_does_not_know_it(session: ReviewSession, tmp_path: Path) -> None:
    file = printed(session)
    other = begin(tmp_path / "other")
    found = held(other, file)
    assert (found.standing, found.claims, found.steps) == (UNKNOWN, (), ())
    assert "merge that copy" in words(other, found)
    other.close()


def test_a_colleague_who_has_the_review_finds_the_state_by_its_last_entry(
    session: ReviewSession, tmp_path: Path
) -> None:
    file = printed(session)
    shared = sharing.share(session, tmp_path / "shared.credreview").path
    theirs = ReviewSession.open(shared, YORICK)
    found = held(theirs, file)
    assert (found.standing, found.when, found.compared) == (SAME, 0, True)
    claim = only_claim(theirs)
    judge(theirs, claim, reliability="D", credibility="4")
    found = held(theirs, file)
    assert (found.standing, found.came) == (CHANGED, (Count(YORICK.name, "judgements", 1),))
    assert found.claims == (claim,)
    assert "is known by its last entry" in words(theirs, found)
    theirs.close()


def test_digits_off_paper_are_enough_to_know_the_state(session: ReviewSession) -> None:
    printed(session)
    full = session.reader.fingerprint()
    short = " ".join(full[at : at + 4] for at in range(0, 16, 4)).upper()
    for digits in (full, short, full[:16]):
        found = verify(session, typed(digits))
        assert (found.standing, found.fingerprint, found.compared) == (SAME, full, False)
        assert found.remarks
    judge(session, mark(session, "ten ships"), reliability="A")
    assert verify(session, typed(short)).standing is CHANGED
    assert verify(session, typed("0" * 16)).standing is UNKNOWN
    for wrong in ("", "abc", "g" * 16, full[:32]):
        with pytest.raises(UserError):
            typed(wrong)


def alter(file: Path, before: str, after: str) -> None:
    """Put other words into a file; of a DOCX into its body."""
    import zipfile

    if file.suffix != ".docx":
        text = file.read_text("utf-8")
        assert before in text
        file.write_text(text.replace(before, after, 1), "utf-8")
        return
    with zipfile.ZipFile(file) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    body = parts["word/document.xml"].decode()
    assert before in body
    parts["word/document.xml"] = body.replace(before, after, 1).encode()
    with zipfile.ZipFile(file, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)


@pytest.mark.parametrize("form", [".md", ".html", ".docx"])
def test_other_words_are_noticed_and_shown(session: ReviewSession, form: str) -> None:
    file = printed(session, form)
    alter(file, "Fairly reliable", "Completely reliable")
    found = held(session, file)
    assert (found.standing, found.compared) == (ALTERED, True)
    (misfit,) = found.misfits
    assert "Completely reliable" in misfit
    assert "Fairly reliable" in misfit
    assert words(session, found).startswith("This is not what the review gave")


@pytest.mark.parametrize("form", [".md", ".html", ".docx"])
def test_a_file_saved_anew_with_the_same_words_is_not_altered(
    session: ReviewSession, form: str
) -> None:
    """The control of the test above."""
    file = printed(session, form)
    alter(file, "Fairly reliable", "Fairly reliable")
    assert held(session, file).standing is SAME


@pytest.mark.parametrize(
    "request_",
    [
        Request(kind=Kind.EVIDENCE),
        Request(left_out=frozenset({"key", "method"}), mark="TLP:RED"),
        Request(kind=Kind.SOURCE, about="Harbour “Office” --> <b>"),
        Request(kind=Kind.OUTLET, about="Harbour “Post” --> <b>"),
    ],
    ids=lambda request: request.kind.value,
)
def test_the_same_is_asked_for_again(session: ReviewSession, request_: Request) -> None:
    if request_.kind is Kind.OUTLET:
        session.do(set_article(articles(session)[0], outlet=request_.about))
    elif request_.about:
        judge(session, mark(session, "ten ships"), attributed_to=request_.about)
    for form in (".md", ".html", ".docx"):
        found = held(session, printed(session, form, request_))
        assert (found.standing, found.compared, found.misfits) == (SAME, True, ())


def test_other_templates_or_another_version_leave_the_words_unproved(
    session: ReviewSession, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = printed(session)
    (home / "templates").mkdir()
    (home / "templates" / "note.md").write_text("not used", "utf-8")
    found = held(session, file)
    assert (found.standing, found.compared) == (UNPROVED, False)
    assert "templates" in found.remarks[0]
    (home / "templates" / "note.md").unlink()
    assert held(session, file).compared
    monkeypatch.setattr("credreview.review.comparing.__version__", "9.9")
    found = held(session, file)
    assert (found.standing, found.compared) == (UNPROVED, False)
    assert "Version" in found.remarks[0]
    assert words(session, found).startswith("The review still is as in the state")


def test_blind_mode_hides_from_a_reviewer_what_came_from_others(
    session: ReviewSession, tmp_path: Path
) -> None:
    session.do(set_blind(True))
    file = printed(session)
    claim = mark(session, "Fishermen counted twenty")
    judge(session, claim, reliability="B", credibility="2")
    other = copy_for(session, YORICK, "theirs")
    session.close()
    found = held(other, file)
    assert found.standing is CHANGED
    assert {count.kind for count in found.came} == {"claims", "judgements"}
    assert all(step.label != "judge" for step in found.steps)
    assert "Source reliability" not in words(other, found)
    other.close()


def test_a_summary_for_the_eyes_of_one_reviewer_is_made_again_for_theirs(
    session: ReviewSession,
) -> None:
    session.do(set_blind(True))
    other = copy_for(session, YORICK, "theirs")
    file = printed(other)
    other.close()
    reader = ReviewSession.open(other.file.path, XENIA, read_only=True)
    found = held(reader, file)
    assert (found.standing, found.compared) == (SAME, True)
    reader.close()


def test_verifying_writes_nothing(session: ReviewSession) -> None:
    file = printed(session)
    path = session.file.path
    session.close()
    before = path.read_bytes()
    with_it = ReviewSession.open(path, XENIA, read_only=True)
    assert held(with_it, file).standing is SAME
    with_it.close()
    assert path.read_bytes() == before
