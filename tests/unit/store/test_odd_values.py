"""What a merged file says in another shape hides nothing that stands beside it."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
import sessions
from sessions import XENIA, YORICK

from credreview.domain.history import HistoryQuery
from credreview.domain.identity import REVIEW, judgement_id, text_hash
from credreview.domain.journal import Change
from credreview.review import merging, sharing
from credreview.review.session import ReviewSession
from credreview.store import verify
from credreview.store.file import driver
from credreview.store.journal import Journal

NO_TEXT = b"\xff\xfe no UTF-8"
WORDS = "ten ships were turned away"


@pytest.fixture
def review(tmp_path: Path):
    session = sessions.begin(tmp_path / "own", (sessions.HARBOUR,))
    sessions.judge(session, sessions.mark(session, WORDS), reliability="B", credibility="2")
    yield session
    session.close()


def merge_from(
    review: ReviewSession,
    changes: Sequence[Change],
    who: str = YORICK.id,
    data: Sequence[bytes] = (),
) -> None:
    """Merge a copy to which another program added an action, whatever it says."""
    theirs = sessions.copy_for(review, YORICK, "theirs")
    with theirs.file.writing() as connection:
        db = driver(connection)
        for one in data:
            db.execute(
                "INSERT INTO text (sha, codec, size, purged, data) VALUES (?, 0, ?, 0, ?)",
                (bytes.fromhex(text_hash(one)), len(one), one),
            )
        journal = Journal(db)
        journal.append(reviewer=who, label="other", wall=1_700_000_900_000, changes=changes)
        journal.finish()
    theirs.close()
    merging.merge(review, theirs.file.path)


def its_claim(review: ReviewSession) -> tuple[str, str]:
    """Return the article and its one claim."""
    (article,) = sessions.articles(review)
    (claim,) = review.reader.claims(article)
    return article, claim.id


def on(article: str, claim: str, kind: str, record: str, fields: dict) -> list[Change]:
    """Return changes that write fields about a claim."""
    touches = [Change("claim", claim, "set", {}), Change("article", article, "set", {})]
    return [Change(kind, record, "set", fields), *touches]


@pytest.mark.parametrize("kind", ["judgement", "adjudication", "note"])
def test_words_that_are_no_utf_8_show_as_replaced(review: ReviewSession, kind: str) -> None:
    article, claim = its_claim(review)
    reference = {"text": text_hash(NO_TEXT)}
    fields = {
        "judgement": {"grade": ["C", "3"], "rationale": reference},
        "adjudication": {"grade": ["C", "3"], "reason": reference},
        "note": {"about": ["claim", claim], "words": reference},
    }[kind]
    record = "0e" * 16 if kind == "note" else judgement_id(claim, YORICK.id)
    merge_from(review, on(article, claim, kind, record, fields), data=[NO_TEXT])
    shown = review.reader.claims(article)[0]
    assert shown.own is not None
    assert shown.own.reliability == "B"
    told = json.dumps(list(review.reader.everything()), ensure_ascii=False)
    assert "\ufffd\ufffd no UTF-8" in told
    for query in (HistoryQuery(), HistoryQuery(claim=claim), HistoryQuery(article=article)):
        assert review.reader.history(query).steps
    assert len(review.reader.judgements(claim)) + len(review.reader.adjudications(claim)) >= 1


def test_flags_of_another_shape_are_passed_over(review: ReviewSession, tmp_path: Path) -> None:
    article, claim = its_claim(review)
    record = judgement_id(claim, XENIA.id)
    odd = {"flags": [1, {"a": [2]}, "key_claim", None]}
    merge_from(review, on(article, claim, "judgement", record, odd), XENIA.id)
    own = review.reader.claims(article)[0].own
    assert own is not None
    assert own.flags == ("key_claim",)
    out = tmp_path / "part.credreview"
    assert sharing.extract(review, out, sharing.Choice([article], own=True)).size


def test_a_note_about_nothing_that_can_be_named_hides_no_history(review: ReviewSession) -> None:
    article, claim = its_claim(review)
    merge_from(review, on(article, claim, "note", "0e" * 16, {"about": {"x": 1}}))
    assert len(review.reader.history(HistoryQuery(claim=claim)).steps) == 2


@pytest.mark.parametrize(
    "blocks", [b"no JSON", b'{"a":1}', b"[1]", b'[{"kind":"paragraph"}]', b'[{"kind":["x"]}]']
)
def test_a_finding_with_blocks_and_facts_of_another_shape_shows_the_text(
    review: ReviewSession, blocks: bytes
) -> None:
    article, _ = its_claim(review)
    first = review.reader.article(article).captures[0].id
    odd = {"blocks": text_hash(blocks), "guessed": [["title"], {"a": 1}, "outlet"]}
    changes = [Change("capture", first, "set", odd), Change("article", article, "set", {})]
    merge_from(review, changes, data=[blocks])
    shown = review.reader.article(article)
    assert shown.text == sessions.HARBOUR.strip()
    assert shown.blocks == ()
    assert shown.captures[0].guessed == {"outlet"}


@pytest.mark.parametrize("data", [b"rubbish", b"{}", b"[" * 100_000])
def test_terms_that_cannot_be_read_leave_the_shipped_ones(
    review: ReviewSession, data: bytes
) -> None:
    merge_from(
        review,
        [Change("review", REVIEW, "set", {"vocabulary": {"text": text_hash(data)}})],
        data=[data],
    )
    _, claim = its_claim(review)
    again = ReviewSession.open(review.file.path, XENIA)
    sessions.judge(again, claim, confidence="high")
    assert again.reader.judgements(claim)[0].confidence == "high"
    again.close()


def test_a_finding_that_is_said_to_be_anothers_leaves_its_article_without_its_facts(
    tmp_path: Path,
) -> None:
    review = sessions.begin(tmp_path / "own")
    one, two = sessions.articles(review)
    (finding,) = review.reader.article(one).captures
    merge_from(review, [Change("capture", finding.id, "set", {"article": two})])
    assert [len(review.reader.article(id).captures) for id in (one, two)] == [0, 2]
    assert sessions.title_of(review, one) is None
    with review.file.writing() as connection:
        assert verify.rebuild(driver(connection)) == 0
    (entry,) = merging.merges(review)
    assert merging.undo_merge(review, entry.number) is None
    assert sessions.title_of(review, one) == "Harbour closed for repairs"
    with review.file.writing() as connection:
        assert verify.rebuild(driver(connection)) == 0
    review.close()
