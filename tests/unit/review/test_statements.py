"""Source summary statements and what a source is: written, undone, merged, told, erased."""

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import commands
import pytest
from sessions import XENIA, YORICK, articles, begin, check, copy_for, judge, mark, meet

from credreview.domain.differences import DifferenceKind, DifferenceQuery
from credreview.domain.errors import UserError
from credreview.domain.history import HistoryQuery
from credreview.domain.history_words import sentence
from credreview.domain.identity import REVIEW, source_id, statement_id
from credreview.domain.model import ArticleQuery
from credreview.domain.summary import Kind, Request, WrittenStatement
from credreview.review import actions, adjudicating, merging
from credreview.review.restoring import restore
from credreview.review.session import ReviewSession
from credreview.review.sharing import Choice, extract
from credreview.review.statements import describe_source, write_statement
from credreview.store import statements
from credreview.store.file import driver

TEN, TWENTY = "ten ships were turned away", "counted twenty"
OFFICE = "Harbour Office"


@pytest.fixture
def xenia(tmp_path: Path) -> Iterator[ReviewSession]:
    session = begin(tmp_path)
    judge(session, mark(session, TEN), attributed_to=OFFICE, reliability="B", credibility="2")
    yield session
    session.close()


@pytest.fixture
def yorick(xenia: ReviewSession) -> Iterator[ReviewSession]:
    session = copy_for(xenia, YORICK, "yorick")
    yield session
    session.close()


def of_review(session: ReviewSession) -> WrittenStatement | None:
    return session.reader.statement("review", REVIEW)


def write(session: ReviewSession, **heads: str | None):
    return session.do(write_statement("review", REVIEW, **heads))


def facts(session: ReviewSession) -> tuple[str, str]:
    with session.reader.view() as view:
        said = statements.source_facts(view)[OFFICE]
    return said.kind, said.descriptor


def sentences(session: ReviewSession, query: HistoryQuery) -> list[str]:
    steps = session.reader.history(query).steps
    return [sentence(step, session.vocabulary) for step in steps]


# Writing


def test_heads_are_written_one_by_one_and_given_back(xenia: ReviewSession) -> None:
    assert of_review(xenia) is None
    write(xenia, breadth="  Two *outlets*.\n", gaps="No author is named.")
    found = of_review(xenia)
    assert found.words == {"breadth": "Two *outlets*.", "gaps": "No author is named."}
    assert (found.by, found.changed_since) == (XENIA.name, 0)
    write(xenia, gaps=None, weight="One office.")
    assert of_review(xenia).words == {"breadth": "Two *outlets*.", "weight": "One office."}
    write(xenia, breadth=" ", weight=None)
    assert of_review(xenia) is None
    check(xenia)


def test_each_kind_of_summary_shows_its_own_statement(xenia: ReviewSession) -> None:
    harbour, bridge = articles(xenia)
    write(xenia, gaps="Of the review.")
    xenia.do(write_statement("article", harbour, gaps="Of the article."))
    xenia.do(write_statement("source", "harbour OFFICE", gaps="Of the source."))

    def shown(kind: Kind, about: str = "", **given) -> str | None:
        statement = xenia.reader.summary_scope(Request(kind, about, **given)).statement
        return statement.words["gaps"] if statement else None

    assert shown(Kind.REVIEW) == "Of the review."
    assert shown(Kind.ARTICLE, harbour) == "Of the article."
    assert shown(Kind.ARTICLE, bridge) is None
    assert shown(Kind.SOURCE, OFFICE) == "Of the source."
    filtered = ArticleQuery(text="bridge")
    assert shown(Kind.REVIEW, query=filtered) is None, "it was not written of a part"


def test_what_stands_already_is_not_written_again(xenia: ReviewSession) -> None:
    assert write(xenia, gaps="None.").action
    assert write(xenia, gaps="None. ", breadth=None).action is None
    xenia.do(describe_source(OFFICE, kind="Government", descriptor="Near."))
    again = xenia.do(describe_source(OFFICE, kind=" Government ", descriptor="Near."))
    assert again.action is None


def test_the_words_are_kept_apart_so_that_they_can_be_erased(xenia: ReviewSession) -> None:
    write(xenia, gaps="Private words.")
    xenia.do(describe_source(OFFICE, descriptor="Private as well."))
    with xenia.file.reading() as connection:
        stored = driver(connection).execute("SELECT body FROM action").fetchall()
    assert not any(b"Private" in body for (body,) in stored)
    with xenia.file.writing() as connection:
        driver(connection).execute(
            "UPDATE text SET purged = 1, data = NULL, salt = NULL WHERE salt IS NOT NULL"
        )
    assert of_review(xenia) is None
    assert facts(xenia) == ("", "")
    assert xenia.check(rebuild=True).problems == []


@pytest.mark.parametrize(
    ("kind", "about", "heads", "id"),
    [
        ("review", REVIEW, {}, "action.bad_value"),
        ("review", REVIEW, {"about": "x"}, "action.bad_value"),
        ("review", REVIEW, {"gaps": 5}, "action.bad_value"),
        ("review", REVIEW, {"gaps": "half \ud800"}, "action.bad_value"),
        ("claim", "00" * 16, {"gaps": "x"}, "action.bad_value"),
        ("article", "00" * 16, {"gaps": "x"}, "article.unknown"),
        ("source", "Nobody", {"gaps": "x"}, "source.unknown"),
    ],
)
def test_a_statement_that_says_nothing_or_is_about_nothing_is_refused(
    xenia: ReviewSession, kind: str, about: str, heads: dict, id: str
) -> None:
    before = xenia.reader.fingerprint()
    with pytest.raises(UserError) as refusal:
        xenia.do(write_statement(kind, about, **heads))
    assert refusal.value.id == id
    assert xenia.reader.fingerprint() == before


@pytest.mark.parametrize(
    ("name", "given", "id"),
    [
        (OFFICE, {}, "action.bad_value"),
        (OFFICE, {"name": "Another"}, "action.bad_value"),
        (OFFICE, {"kind": "x" * 501}, "action.bad_value"),
        (OFFICE, {"kind": "bell \a"}, "action.bad_value"),
        (OFFICE, {"descriptor": ["x"]}, "action.bad_value"),
        ("Nobody", {"kind": "x"}, "source.unknown"),
    ],
)
def test_a_source_is_described_in_words_only(xenia, name: str, given: dict, id: str) -> None:
    with pytest.raises(UserError) as refusal:
        xenia.do(describe_source(name, **given))
    assert refusal.value.id == id


def test_a_source_is_described_and_what_is_not_named_stays(xenia: ReviewSession) -> None:
    xenia.do(describe_source("harbour  office", kind="Port\nauthority"))
    xenia.do(describe_source(OFFICE, descriptor="Sees **every** ship."))
    assert facts(xenia) == ("Port authority", "Sees **every** ship.")
    scope = xenia.reader.summary_scope(Request())
    assert scope.sources[OFFICE].kind == "Port authority"
    xenia.do(describe_source(OFFICE, kind=None))
    assert facts(xenia) == ("", "Sees **every** ship.")


# Undo, merge


def test_undo_and_redo(xenia: ReviewSession) -> None:
    write(xenia, gaps="First.")
    write(xenia, gaps="Second.")
    xenia.do(describe_source(OFFICE, kind="Government"))
    xenia.undo()
    assert facts(xenia) == ("", "")
    undone = xenia.undo()
    assert undone.message == ""
    assert of_review(xenia).words == {"gaps": "First."}
    xenia.undo()
    assert of_review(xenia) is None
    xenia.redo()
    xenia.redo()
    assert of_review(xenia).words == {"gaps": "Second."}
    check(xenia)


def test_undoing_the_first_words_leaves_those_of_others(xenia, yorick) -> None:
    harbour, _ = articles(xenia)
    xenia.do(write_statement("article", harbour, gaps="Mine."))
    meet(xenia, yorick)
    yorick.do(write_statement("article", harbour, weight="Theirs."))
    meet(xenia, yorick)
    xenia.undo()
    meet(xenia, yorick)
    found = yorick.reader.statement("article", harbour)
    assert (found.words, found.by) == ({"weight": "Theirs."}, YORICK.name)


def test_two_statements_that_did_not_meet_are_a_difference_to_settle(xenia, yorick) -> None:
    write(xenia, gaps="Mine.", breadth="Wide.")
    write(yorick, gaps="Theirs.")
    xenia.do(describe_source(OFFICE, kind="Government"))
    yorick.do(describe_source(OFFICE, kind="Company", descriptor="Far."))
    meet(xenia, yorick)
    shown = of_review(xenia).words["gaps"]
    assert of_review(yorick).words == {"gaps": shown, "breadth": "Wide."}
    query = DifferenceQuery(kinds=frozenset({DifferenceKind.FIELD}))
    rows = xenia.reader.difference_rows(xenia.reader.difference_keys(query))
    found = {(row.record_kind, row.field): row for row in rows}
    assert set(found) == {("statement", "gaps"), ("source", "type")}
    assert found["source", "type"].title == OFFICE
    assert found["statement", "gaps"].title == ""
    values = found["statement", "gaps"].values
    assert {v.value for v in values} == {"Mine.", "Theirs."}
    assert values[0].value == shown
    other = values[1]
    record = statement_id("review", REVIEW)
    xenia.do(adjudicating.settle_field("statement", record, "gaps", other.action))
    assert of_review(xenia).words["gaps"] == other.value
    assert len(xenia.reader.difference_keys(query)) == 1
    meet(xenia, yorick)
    assert of_review(yorick) == of_review(xenia)


def test_a_difference_on_an_articles_statement_belongs_to_the_article(xenia, yorick) -> None:
    harbour, _ = articles(xenia)
    for session, words in ((xenia, "Mine."), (yorick, "Theirs.")):
        session.do(write_statement("article", harbour, gaps=words))
    meet(xenia, yorick)
    query = DifferenceQuery(articles=frozenset({harbour}))
    (row,) = xenia.reader.difference_rows(xenia.reader.difference_keys(query))
    assert (row.article, row.field) == (harbour, "gaps")


def test_it_says_how_much_its_author_had_not_seen(xenia, yorick) -> None:
    harbour, _ = articles(xenia)
    write(xenia, gaps="As of now.")
    xenia.do(write_statement("article", harbour, gaps="As of now."))
    xenia.do(write_statement("source", OFFICE, gaps="As of now."))
    # Written before it by the clock, and yet not seen when it was written.
    claim = mark(yorick, TWENTY)
    judge(yorick, claim, reliability="B", credibility="2", attributed_to=OFFICE)
    meet(xenia, yorick)
    for kind, about, more in (
        ("review", REVIEW, 2),
        ("article", harbour, 2),
        ("source", source_id(OFFICE), 2),
    ):
        assert xenia.reader.statement(kind, about).changed_since == more, kind
    judge(xenia, mark(xenia, "the bridge opened"), reliability="B", credibility="2")
    assert of_review(xenia).changed_since == 4
    assert xenia.reader.statement("article", harbour).changed_since == 2
    judge(xenia, claim, reliability="C")
    assert xenia.reader.statement("article", harbour).changed_since == 3
    write(xenia, weight="Looked at again.")
    assert of_review(xenia).changed_since == 0
    xenia.do(actions.unmark_claim(claim))
    assert of_review(xenia).changed_since == 1, "the numbers behind it are others now"


def test_what_blind_mode_hides_is_not_counted_as_changed(xenia, yorick) -> None:
    xenia.do(adjudicating.set_blind(True))
    meet(xenia, yorick)
    claim = mark(xenia, TWENTY)
    write(xenia, gaps="As of now.")
    meet(xenia, yorick)
    judge(yorick, claim, reliability="B", credibility="2")
    meet(xenia, yorick)
    assert of_review(xenia).changed_since == 0
    judge(xenia, claim, reliability="B", credibility="2")
    assert of_review(xenia).changed_since == 2


# Told


def test_blind_mode_hides_others_words_until_all_its_claims_are_judged(xenia, yorick) -> None:
    xenia.do(adjudicating.set_blind(True))
    write(xenia, gaps="The count is a guess.")
    claim = mark(xenia, TEN)
    xenia.do(actions.write_note("claim", claim, "Too round a number."))
    meet(xenia, yorick)
    shown, own = of_review(yorick), of_review(xenia)
    assert shown is not None
    assert own is not None
    assert shown.is_hidden
    assert (dict(shown.words), shown.by) == ({}, XENIA.name)
    assert not own.is_hidden
    assert own.words == {"gaps": "The count is a guess."}
    assert [note for one in yorick.reader.claim_details([claim]) for note in one.notes] == []
    judge(yorick, claim, reliability="C", credibility="3")
    after = of_review(yorick)
    assert after is not None
    assert after.words == own.words
    (detail,) = yorick.reader.claim_details([claim])
    assert [words for _, _, words in detail.notes] == ["Too round a number."]


def test_the_history_tells_it_in_words(xenia: ReviewSession) -> None:
    harbour, _ = articles(xenia)
    xenia.do(write_statement("article", harbour, gaps="x", breadth="y"))
    xenia.do(write_statement("article", harbour, gaps="z", breadth=None))
    told = sentences(xenia, HistoryQuery(article=harbour))[:2]
    assert told == [
        "Source summary statement: breadth cleared; Source summary statement: gaps changed",
        "Source summary statement: breadth written; Source summary statement: gaps written",
    ]
    xenia.do(describe_source(OFFICE, kind="Government", descriptor="Near."))
    (step, *_) = xenia.reader.history(HistoryQuery()).steps
    assert step.place.title == OFFICE
    assert sentence(step, xenia.vocabulary) == (
        "Source descriptor written; Kind of source: “Government”"
    )
    xenia.do(write_statement("source", OFFICE, gaps="x"))
    assert xenia.reader.history(HistoryQuery()).steps[0].place.title == OFFICE


def test_earlier_words_can_be_restored(xenia: ReviewSession) -> None:
    harbour, _ = articles(xenia)
    first = xenia.do(write_statement("article", harbour, gaps="First.")).action
    xenia.do(write_statement("article", harbour, gaps="Second."))
    record = statement_id("article", harbour)
    xenia.do(restore(first, record, "gaps", xenia.vocabulary))
    assert xenia.reader.statement("article", harbour).words == {"gaps": "First."}
    with pytest.raises(UserError) as refusal:
        xenia.do(restore(first, record, "gaps", xenia.vocabulary))
    assert refusal.value.id == "restore.shows"
    described = xenia.do(describe_source(OFFICE, kind="Government")).action
    xenia.do(describe_source(OFFICE, kind="Company"))
    xenia.do(restore(described, source_id(OFFICE), "type", xenia.vocabulary))
    assert facts(xenia)[0] == "Government"


def test_lines_write_and_show_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cmd = commands.begin(tmp_path, capsys)
    claim = cmd.claim()
    done = cmd.act(
        {"do": "judge", "claim": claim, "attributed_to": OFFICE},
        {"do": "write_statement", "breadth": "All of it."},
        {"do": "write_statement", "article": commands.ARTICLE, "gaps": "Here."},
        {"do": "write_statement", "source": OFFICE, "gaps": "There."},
        {"do": "describe_source", "source": OFFICE, "kind": "Office", "descriptor": "Near."},
        {"do": "write_statement", "article": 5, "gaps": "x"},
        {"do": "write_statement"},
        {"do": "describe_source", "kind": "x"},
        {"do": "write_statement", "breadth": None},
    )
    assert [line["ok"] for line in done.lines] == [*[True] * 5, False, False, False, True]
    shown = cmd.run("show", cmd.review, "--json").lines
    about = {tuple(e["about"]): e for e in shown if e["kind"] == "statement"}
    assert about["article", commands.ARTICLE]["gaps"] == "Here."
    assert about["review", REVIEW]["breadth"] is None
    (source,) = (e for e in shown if e["kind"] == "source")
    assert (source["type"], source["descriptor"]) == ("Office", "Near.")


def test_an_extract_holds_nobodys_words_on_sources(xenia, yorick, tmp_path: Path) -> None:
    yorick.do(describe_source(OFFICE, kind="Otherskind", descriptor="Otherswords."))
    yorick.do(write_statement("source", OFFICE, gaps="Othersgaps."))
    meet(xenia, yorick)
    path = tmp_path / "extract.credreview"
    extract(xenia, path, Choice(articles(xenia), own=True))
    with closing(ReviewSession.open(path, YORICK)) as other:
        assert facts(other) == ("", "")
        assert "Others" not in json.dumps(list(other.reader.everything()))
    merging.merge(xenia, path)
    assert facts(xenia) == ("Otherskind", "Otherswords.")
    assert xenia.reader.difference_keys(DifferenceQuery()) == []
