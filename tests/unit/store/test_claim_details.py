"""Claims with all that a card says of them, in windows; articles with their findings."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from sessions import HARBOUR, XENIA, YORICK, Clock, articles, begin, copy_for, judge, mark, meet

from credreview.domain.model import Person
from credreview.domain.summary import ClaimDetail, Request
from credreview.review import actions, adjudicating, merging
from credreview.review.bulk import import_files
from credreview.review.session import ReviewSession

ANTON = Person("ee" * 16, "Anton Example")
TEN, TWENTY, BRIDGE_OPEN = "ten ships were turned away", "counted twenty", "the bridge opened"


@pytest.fixture
def xenia(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ReviewSession]:
    Clock().install(monkeypatch)  # no two deeds in one millisecond
    session = begin(tmp_path)
    yield session
    session.close()


def detail(session: ReviewSession, claim: str, lead: str = "") -> ClaimDetail:
    (found,) = session.reader.claim_details([claim], lead)
    return found


def test_windows_tell_the_claims_as_their_articles_do(xenia: ReviewSession) -> None:
    """Whatever the windows are: numbers, states, words and judgements are those of the reader."""
    harbour, bridge = articles(xenia)
    for article in (harbour, bridge):
        for start in range(0, 60, 3):
            for part in (0, 1):
                deed = actions.mark_claim(article, start, start + 5 + start % 7, part)
                if xenia.reader.article(article).text[start : start + 5].strip():
                    xenia.do(deed)
    known = {c.id: c for a in (harbour, bridge) for c in xenia.reader.claims(a)}
    for claim in list(known)[::4]:
        judge(xenia, claim, reliability="B", credibility="2")
    known = {c.id: c for a in (harbour, bridge) for c in xenia.reader.claims(a)}
    order = list(known)
    assert len(order) > 60
    for step in (1, 7, 64, 500):
        found = []
        for start in range(0, len(order), step):
            found += xenia.reader.claim_details(order[start : start + step])
        assert [one.claim for one in found] == list(known.values())
    scattered = order[::-9]
    assert [d.claim for d in xenia.reader.claim_details(scattered)] == [known[c] for c in scattered]


def test_a_claim_that_is_gone_is_left_out(xenia: ReviewSession) -> None:
    one, two = mark(xenia, TEN), mark(xenia, TWENTY)
    xenia.do(actions.unmark_claim(one))
    assert [d.claim.id for d in xenia.reader.claim_details([one, two, "12" * 16])] == [two]
    assert xenia.reader.claim_details([]) == []


def test_it_says_in_which_paragraph_a_claim_stands_or_in_what_else(xenia: ReviewSession) -> None:
    claims = [mark(xenia, words) for words in ("Harbour closed", TEN, TWENTY, "A repair")]
    found = xenia.reader.claim_details(claims)
    article = xenia.reader.article(articles(xenia)[0])
    kinds = [block.kind.value for block in article.blocks]
    assert kinds[0] != "paragraph", "the control: the first line is a heading"
    assert [(d.paragraph, d.block) for d in found] == [
        (None, kinds[0]), (1, "paragraph"), (1, "paragraph"), (2, "paragraph"),
    ]  # fmt: skip


def test_the_leads_judgement_comes_first_then_the_others_by_name(xenia: ReviewSession) -> None:
    claim = mark(xenia, TEN)
    people = [copy_for(xenia, person, person.name[:5]) for person in (YORICK, ANTON)]
    for session, grade in zip([*people, xenia], "ABC", strict=True):
        judge(session, claim, reliability=grade, credibility="2", rationale=f"Because {grade}.")
    for session in (*people, *people):
        meet(xenia, session)
    names = [XENIA.name, ANTON.name, YORICK.name]
    assert [j.reviewer_name for j in detail(xenia, claim, XENIA.id).judgements] == names
    by_yorick = detail(xenia, claim, YORICK.id).judgements
    assert [j.reliability for j in by_yorick] == ["A", "B", "C"]
    assert [j.rationale for j in by_yorick] == ["Because A.", "Because B.", "Because C."]
    assert by_yorick[2] == xenia.reader.judgements(claim)[0]
    for session in people:
        session.close()


def test_what_was_agreed_comes_the_latest_last(xenia: ReviewSession) -> None:
    claim, other = mark(xenia, TEN), mark(xenia, TWENTY)
    yorick = copy_for(xenia, YORICK, "yorick")
    judge(yorick, claim, reliability="A", credibility="1")
    meet(xenia, yorick)
    # By adjudicator Xenia's stands before Yorick's, whatever came first.
    for session, reason in ((yorick, "First."), (xenia, "Second.")):
        deed = adjudicating.adjudicate(
            claim, session.vocabulary, reason=reason, reliability="A", credibility="1"
        )
        session.do(deed)
        meet(xenia, yorick)
    assert [a.agreed.rationale for a in detail(xenia, claim).adjudications] == ["First.", "Second."]
    assert detail(xenia, other).adjudications == ()
    yorick.close()


def test_blind_mode_hides_judgements_and_agreements_here_as_everywhere(
    xenia: ReviewSession,
) -> None:
    claim = mark(xenia, TEN)
    xenia.do(adjudicating.set_blind(True))
    yorick = copy_for(xenia, YORICK, "yorick")
    judge(yorick, claim, reliability="A", credibility="1", rationale="Seen.")
    yorick.do(
        adjudicating.adjudicate(
            claim, yorick.vocabulary, reason="Alone.", reliability="A", credibility="1"
        )
    )
    judge(xenia, claim, reliability="B")
    meet(xenia, yorick)
    found = detail(xenia, claim)
    assert [j.reviewer for j in found.judgements] == [XENIA.id]
    assert (found.adjudications, found.claim.is_settled, found.claim.others) == ((), False, 0)
    judge(xenia, claim, credibility="2")
    found = detail(xenia, claim)
    assert len(found.judgements) == 2
    assert len(found.adjudications) == 1
    yorick.close()


def test_notes_come_by_age_with_who_wrote_them(xenia: ReviewSession) -> None:
    claim, other = mark(xenia, TEN), mark(xenia, TWENTY)
    xenia.do(actions.write_note("claim", claim, "The first."))
    yorick = copy_for(xenia, YORICK, "yorick")
    yorick.do(actions.write_note("claim", claim, "The second."))
    yorick.do(actions.write_note("article", articles(xenia)[0], "On the article."))
    undone = yorick.do(actions.write_note("claim", claim, "Not meant."))
    yorick.undo()
    assert undone.action
    meet(xenia, yorick)
    yorick.close()
    found = detail(xenia, claim).notes
    assert [(name, words) for name, _, words in found] == [
        (XENIA.name, "The first."), (YORICK.name, "The second."),
    ]  # fmt: skip
    assert found[0][1] <= found[1][1]
    assert detail(xenia, other).notes == ()


def test_the_evidence_of_an_article_names_each_finding_with_its_hashes(
    xenia: ReviewSession, tmp_path: Path
) -> None:
    yorick = copy_for(xenia, YORICK, "yorick")
    folder = tmp_path / "again"
    folder.mkdir()
    raw = HARBOUR.encode() + b"\n\n"
    (folder / "found later.txt").write_bytes(raw)
    list(import_files(yorick, [folder]))
    yorick.close()
    merging.merge(xenia, yorick.file.path)
    found = xenia.reader.summary_scope(Request())
    one, two = xenia.reader.evidence([article.key for article in found.articles])
    assert (one.article, two.article) == tuple(articles(xenia))
    text = HARBOUR.strip().encode()
    assert one.text_sha256 == hashlib.sha256(text).hexdigest()
    assert [(f.capture.file_name, f.by) for f in one.findings] == [
        ("0000.txt", XENIA.name), ("found later.txt", YORICK.name),
    ]  # fmt: skip
    later = one.findings[1]
    assert later.capture.bytes_sha256 == hashlib.sha256(raw).hexdigest()
    assert (later.size, later.capture.method) == (len(raw), "text")
    assert len(two.findings) == 1
    assert [e.article for e in xenia.reader.evidence([found.articles[1].key, 999])] == [two.article]
