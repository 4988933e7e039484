"""Profiles of outlets: what their articles carry, who asserts it, and what the outlet itself is."""

import re
from pathlib import Path

import pytest
from sessions import check
from summary_reviews import (
    BRIDGE_OPENED,
    FISHERMEN,
    REPAIR,
    SHIPS,
    YORICK,
    articles,
    begin,
    cards,
    copy_for,
    judge,
    made,
    mark,
    meet,
    of_kind,
    table_with,
)

from credreview.domain.errors import UserError
from credreview.domain.history import HistoryQuery
from credreview.domain.history_words import sentence
from credreview.domain.identity import source_id
from credreview.domain.summary import Kind
from credreview.report.charts import ProgressChart, ProvenanceMix
from credreview.report.model import Masthead
from credreview.report.tables import Table
from credreview.review import actions, summaries
from credreview.review.restoring import restore
from credreview.review.session import ReviewSession
from credreview.review.statement_texts import source_texts
from credreview.review.statements import describe_source

GAZETTE, OFFICE = "Fictional Gazette", "Harbour Office"


@pytest.fixture
def session(tmp_path: Path):
    """Give a review whose two articles are of one outlet, with four claims in them."""
    made = begin(tmp_path)
    harbour, bridge = articles(made)
    made.do(actions.set_article(harbour, outlet=GAZETTE, published="2025-10-29"))
    made.do(actions.set_article(bridge, outlet=GAZETTE, published="2025-07-02"))
    for words, given in (
        (SHIPS, {"attributed_to": OFFICE, "provenance": "government_statement"}),
        (FISHERMEN, {}),
        (BRIDGE_OPENED, {"attributed_to": OFFICE, "provenance": "news_report"}),
    ):
        judge(made, mark(made, words), reliability="B", credibility="2", **given)
    mark(made, REPAIR)
    yield made
    made.close()


def kind_and_descriptor(session: ReviewSession) -> tuple[str, str]:
    said = source_texts(session, GAZETTE)
    return said.kind, said.descriptor


# The report


def test_an_outlets_claims_stand_by_date_with_who_asserts_them(session: ReviewSession) -> None:
    report = made(session, Kind.OUTLET, GAZETTE)
    assert table_with(report, "Asserted by") == [
        ["2 Jul 2025", "4", f"{BRIDGE_OPENED}\nIn “Bridge opens early”", OFFICE,
         "Usually reliable; probably true\nNews or wire report"],
        ["29 Oct 2025", "1", f"{SHIPS}\nIn “Harbour closed for repairs”", OFFICE,
         "Usually reliable; probably true\nGovernment or military statement"],
        ["29 Oct 2025", "2", f"{FISHERMEN}\nIn “Harbour closed for repairs”", "Source not named",
         "Usually reliable; probably true\nProvenance not given"],
        ["29 Oct 2025", "3", f"{REPAIR}\nIn “Harbour closed for repairs”", "–", "Not judged yet"],
    ]  # fmt: skip
    assert [one.number for one in cards(report)] == [1, 2, 3, 4]


def test_it_says_what_it_is_and_which_sources_it_relays(session: ReviewSession) -> None:
    report = made(session, Kind.OUTLET, GAZETTE)
    (masthead,) = of_kind(report, Masthead)
    assert (masthead.kicker, masthead.title, masthead.lead) == ("Outlet profile", GAZETTE, "")
    assert report.subject == GAZETTE
    sources = [(row[0].split("\n")[0], row[1]) for row in table_with(report, "Descriptor")]
    assert sources == [(OFFICE, "1, 4"), ("Source not named", "2, 3")]
    (mix,) = of_kind(report, ProvenanceMix)
    assert sorted(row.count for row in mix.rows) == [1, 1, 2]
    (progress,) = of_kind(report, ProgressChart)
    assert progress.rows[0].counts == (3, 0, 0, 1)
    titles = [section.title for section in report.sections]
    assert titles[1:3] == ["Who asserts the claims", "Provenance of the claims"]
    assert "never of the outlet as such" in report.sections[1].note


def test_articles_of_another_outlet_are_not_among_them(session: ReviewSession) -> None:
    harbour, _ = articles(session)
    session.do(actions.set_article(harbour, outlet=f"{GAZETTE} Online"))
    report = made(session, Kind.OUTLET, GAZETTE)
    assert [one.quote for one in cards(report)] == [BRIDGE_OPENED]
    assert [row[1].split("\n")[0] for row in table_with(report, "Judged")] == ["Bridge opens early"]


def test_an_outlet_without_a_claim_has_a_profile_of_its_articles(tmp_path: Path) -> None:
    session = begin(tmp_path)
    harbour, _ = articles(session)
    session.do(actions.set_article(harbour, outlet=GAZETTE))
    report = made(session, Kind.OUTLET, GAZETTE)
    titles = [section.title for section in report.sections if section.title]
    assert titles == ["Articles", "Key to the scales", "Method and limits", "Fingerprint"]
    session.close()


@pytest.mark.parametrize("left_out", [(), ("claims",), ("claims", "profile"), ("articles",)])
def test_every_reference_inside_leads_somewhere(session: ReviewSession, left_out) -> None:
    found = repr(made(session, Kind.OUTLET, GAZETTE, left_out=frozenset(left_out)).sections)
    targets = set(re.findall(r"(?:target|page_of)='([^']+)'", found))
    assert targets <= set(re.findall(r"anchor='([^']+)'", found))
    assert bool(targets) == ("profile" not in left_out), "claims are referred to by their numbers"


def test_a_table_of_articles_leads_to_their_summaries_only_where_there_are_any(
    session: ReviewSession,
) -> None:
    def columns(**wanted) -> list[str]:
        (found,) = [
            table
            for table in of_kind(made(session, **wanted), Table)
            if "Title, author, outlet" in [column.title for column in table.columns]
        ]
        assert len({len(found.columns), *(len(row.cells) for row in found.rows)}) == 1
        return [column.title for column in found.columns]

    assert columns()[-1] == "Page"
    assert columns(left_out=frozenset({"each_article"}))[-1] == "Judged"
    assert columns(kind=Kind.OUTLET, about=GAZETTE)[-1] == "Judged"


def test_outlets_are_offered_with_their_claims_and_what_is_not_stated_is_none(
    session: ReviewSession,
) -> None:
    _, bridge = articles(session)
    session.do(actions.set_article(bridge, outlet=None))
    found = summaries.subjects(session, Kind.OUTLET)
    assert [(one.about, one.words, one.count) for one in found] == [(GAZETTE, GAZETTE, 3)]


# What an outlet is


def test_an_outlet_that_asserts_nothing_is_described_all_the_same(session: ReviewSession) -> None:
    assert kind_and_descriptor(session) == ("", "")
    session.do(describe_source(GAZETTE, kind="State-owned newspaper"))
    session.do(describe_source(GAZETTE, descriptor="Owned by the ministry."))
    assert kind_and_descriptor(session) == ("State-owned newspaper", "Owned by the ministry.")
    report = made(session, Kind.OUTLET, GAZETTE)
    (masthead,) = of_kind(report, Masthead)
    assert masthead.lead == "State-owned newspaper"
    assert table_with(report, "Descriptor")[0] == [
        f"{GAZETTE}\nState-owned newspaper",
        "none",
        "No claim is attributed to it.",
        "Owned by the ministry.",
    ]
    names = [row[0].split("\n")[0] for row in table_with(made(session), "Descriptor")]
    assert names == [OFFICE, "Source not named"], "it is no source of the review's claims"
    check(session)


def test_an_outlet_that_asserts_something_itself_has_one_row(session: ReviewSession) -> None:
    session.do(describe_source(GAZETTE, kind="State-owned newspaper"))
    judge(session, mark(session, REPAIR), attributed_to="fictional GAZETTE")
    rows = table_with(made(session, Kind.OUTLET, GAZETTE), "Descriptor")
    assert [row[:2] for row in rows if "azette" in row[0].lower()] == [
        [f"{GAZETTE}\nState-owned newspaper", "3"]
    ]


def test_what_was_said_of_an_outlet_is_told_without_any_claim(tmp_path: Path) -> None:
    session = begin(tmp_path)
    session.do(actions.set_article(articles(session)[0], outlet=GAZETTE))
    session.do(describe_source(GAZETTE, kind="Newspaper", descriptor="Near."))
    for kind, about in ((Kind.OUTLET, GAZETTE), (Kind.SOURCE, GAZETTE.upper())):
        report = made(session, kind, about)
        assert of_kind(report, Masthead)[0].lead == "Newspaper"
        ((_, count, grades, descriptor),) = table_with(report, "Descriptor")
        assert (count, grades) == ("none", "No claim is attributed to it.")
        assert descriptor == "Near."
    session.close()


def test_only_a_source_or_an_outlet_of_the_review_is_described(session: ReviewSession) -> None:
    before = session.reader.fingerprint()
    for name in ("Nobody", "", GAZETTE[:9]):
        with pytest.raises(UserError, match="no source"):
            session.do(describe_source(name, kind="x"))
        with pytest.raises(UserError, match="no source"):
            source_texts(session, name)
    assert session.reader.fingerprint() == before


def test_the_history_tells_it_and_each_word_can_be_undone_and_restored(
    session: ReviewSession,
) -> None:
    first = session.do(describe_source(GAZETTE, kind="Newspaper", descriptor="Near.")).action
    (step, *_) = session.reader.history(HistoryQuery()).steps
    assert sentence(step, session.vocabulary) == (
        "Source descriptor written; Kind of source: “Newspaper”"
    )
    session.do(describe_source(GAZETTE, kind="Company"))
    session.do(restore(first, source_id(GAZETTE), "type", session.vocabulary))
    assert kind_and_descriptor(session)[0] == "Newspaper"
    for _ in range(3):
        session.undo()
    assert kind_and_descriptor(session) == ("", "")
    session.redo()
    assert kind_and_descriptor(session) == ("Newspaper", "Near.")
    check(session)


def test_undone_words_leave_the_source_to_others_who_named_it_since(
    session: ReviewSession,
) -> None:
    yorick = copy_for(session, YORICK, "yorick")
    session.do(describe_source(GAZETTE, kind="Newspaper"))
    yorick.do(describe_source(GAZETTE, descriptor="Near."))  # neither knows of the other's
    meet(session, yorick)
    assert kind_and_descriptor(session) == kind_and_descriptor(yorick) == ("Newspaper", "Near.")
    judge(yorick, mark(yorick, REPAIR), attributed_to=GAZETTE)
    meet(session, yorick)
    session.undo()
    meet(session, yorick)
    assert kind_and_descriptor(session) == kind_and_descriptor(yorick) == ("", "Near.")
    assert source_texts(yorick, GAZETTE).name == GAZETTE
    yorick.close()
