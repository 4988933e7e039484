"""What a file from elsewhere says of statements and sources is refused, or hides nothing."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from sessions import XENIA, YORICK, articles, begin, copy_for, judge, mark

from credreview.domain.differences import DifferenceQuery
from credreview.domain.errors import UserError
from credreview.domain.history import HistoryQuery
from credreview.domain.history_words import sentence
from credreview.domain.identity import REVIEW, source_id, statement_id
from credreview.domain.journal import Change
from credreview.domain.summary import Request
from credreview.review import merging
from credreview.review.session import ReviewSession
from credreview.review.statements import write_statement
from credreview.store.file import driver
from credreview.store.journal import Journal

OFFICE = "Harbour Office"


@pytest.fixture
def xenia(tmp_path: Path) -> Iterator[ReviewSession]:
    session = begin(tmp_path)
    claim = mark(session, "ten ships were turned away")
    judge(session, claim, attributed_to=OFFICE, reliability="B", credibility="2")
    yield session
    session.close()


def merge_from(xenia: ReviewSession, changes: list[Change]) -> None:
    theirs = copy_for(xenia, YORICK, "theirs")
    with theirs.file.writing() as connection:
        journal = Journal(driver(connection))
        journal.append(reviewer=YORICK.id, label="other", wall=1_900_000_000_000, changes=changes)
        journal.finish()
    theirs.close()
    merging.merge(xenia, theirs.file.path)


@pytest.mark.parametrize(
    "about",
    [["article", "00" * 16], ["review", REVIEW, 1], "review", 5, [["review"], REVIEW], ["ab"], {}],
)
def test_a_statement_under_anothers_id_is_refused(xenia: ReviewSession, about: object) -> None:
    before = xenia.reader.fingerprint()
    fields = {"about": about, "gaps": "x"}
    with pytest.raises(UserError):
        merge_from(xenia, [Change("statement", statement_id("review", REVIEW), "set", fields)])
    assert xenia.reader.fingerprint() == before


@pytest.mark.parametrize("value", [5, True, ["x"], {"text": 5}, {"x": {}}, "plain"])
def test_a_head_in_another_shape_hides_nothing_beside_it(
    xenia: ReviewSession, value: object
) -> None:
    xenia.do(write_statement("review", REVIEW, weight="Stays.", gaps="Shown."))
    fields = {"gaps": value, "novel": value}
    office = source_id(OFFICE)
    merge_from(
        xenia,
        [
            Change("statement", statement_id("review", REVIEW), "set", fields),
            Change("source", office, "set", {"type": value, "descriptor": value}),
        ],
    )
    scope = xenia.reader.summary_scope(Request())
    assert scope.statement.words == {"weight": "Stays."}
    kind = value if isinstance(value, str) else ""
    assert (scope.sources[OFFICE].kind, scope.sources[OFFICE].descriptor) == (kind, "")
    assert len(scope.claims) == 1
    for step in xenia.reader.history(HistoryQuery()).steps:
        assert sentence(step, xenia.vocabulary)
    xenia.reader.difference_rows(xenia.reader.difference_keys(DifferenceQuery()))
    json.dumps(list(xenia.reader.everything()))


def test_a_reference_to_words_that_are_none_is_refused(xenia: ReviewSession) -> None:
    fields = {"gaps": {"text": "zz"}}
    with pytest.raises(UserError):
        merge_from(xenia, [Change("statement", statement_id("review", REVIEW), "set", fields)])
    assert xenia.reader.statement("review", REVIEW) is None


def test_odd_records_beside_it_harm_no_summary(xenia: ReviewSession) -> None:
    harbour, _ = articles(xenia)
    capture = {
        "article": harbour,
        "by": 5,
        "captured_at": "x",
        "file_name": [1],
        "title": {"x": 1},
        "original_sha256": "zz",
    }
    merge_from(
        xenia,
        [
            Change("link", "12" * 16, "set", {"note": 5}),
            Change("note", "13" * 16, "set", {"about": ["claim", 5], "words": 5}),
            Change("note", "14" * 16, "set", {"about": 5}),
            Change("capture", "15" * 16, "new", capture),
            Change("review", REVIEW, "set", {"title": ["x"], "handling": 5}),
        ],
    )
    scope = xenia.reader.summary_scope(Request())
    assert (scope.title, scope.handling) == ("", "")
    assert len(xenia.reader.claim_details([c.claim for c in scope.claims])) == 1
    (found, _) = xenia.reader.evidence([a.key for a in scope.articles])
    assert [(f.size is None, f.by) for f in found.findings] == [(False, XENIA.name), (True, "")]
    assert all(isinstance(f.capture.file_name, str) for f in found.findings)
