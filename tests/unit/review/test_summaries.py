"""Reports as wholes: one state, what they leave out, what is kept of printing."""

import re
from pathlib import Path

import pytest
from summary_reviews import (
    FISHERMEN,
    SHIPS,
    XENIA,
    YORICK,
    articles,
    begin,
    blocks,
    cards,
    copy_for,
    judge,
    made,
    mark,
    of_kind,
    statement_of,
    two_reviewers,
    words_in,
)

from credreview.domain.errors import UserError
from credreview.domain.model import ArticleQuery, Person
from credreview.domain.summary import Kind, Request
from credreview.domain.work import silent
from credreview.report.lazy import held
from credreview.report.model import (
    FigureRow,
    Hashes,
    Key,
    Statement,
)
from credreview.report.tables import Table
from credreview.report.words import Paragraph
from credreview.review import actions, adjudicating, merging, summaries
from credreview.review.session import ReviewSession


def test_the_fingerprint_stands_whole_in_the_report(tmp_path: Path) -> None:
    session, _ = two_reviewers(tmp_path)
    report = made(session)
    assert report.fingerprint == session.reader.fingerprint()
    values = [value for one in of_kind(report, Hashes) for _, value in one.rows]
    assert report.fingerprint in values
    assert "credreview verify" in words_in(of_kind(report, Paragraph))


def test_a_part_of_a_review_says_that_it_is_one(tmp_path: Path) -> None:
    session, _ = two_reviewers(tmp_path)
    report = made(session, query=ArticleQuery(text="finest"))
    assert report.remarks == (
        "Not all articles: a part of the review, 1 article found by “finest” and the other"
        " filters in force.",
    )
    assert words_in(of_kind(report, Paragraph)).startswith("Not all articles")
    assert [one.number for one in cards(report)] == [1]


def test_parts_that_are_left_out_are_not_there_and_nothing_leads_to_them(tmp_path: Path) -> None:
    session, _ = two_reviewers(tmp_path)
    report = made(session, left_out=frozenset({"claims", "key", "statement"}))
    assert of_kind(report, Key) == []
    assert of_kind(report, Statement) == []
    assert cards(report) == []
    (table,) = [t for t in of_kind(report, Table) if "Links" in [c.title for c in t.columns]]
    assert [row.anchor for row in table.rows] == ["claim-1", "claim-2", "claim-3", "claim-4"]


def test_every_reference_inside_a_report_leads_somewhere(tmp_path: Path) -> None:
    session, claims = two_reviewers(tmp_path)
    session.do(actions.link(claims[SHIPS], claims[FISHERMEN], "contradicts", session.vocabulary))
    for kind, about in ((Kind.REVIEW, ""), (Kind.ARTICLE, articles(session)[0]),
                        (Kind.CLAIM, claims[SHIPS]), (Kind.SOURCE, "Harbour Office"),
                        (Kind.AGREEMENT, ""), (Kind.EVIDENCE, "")):  # fmt: skip
        report = made(session, kind, about)
        found = repr(report.sections)
        anchors = re.findall(r"anchor='([^']+)'", found)
        targets = set(re.findall(r"(?:target|page_of)='([^']+)'", found))
        assert targets <= set(anchors), kind
        claims_at = [name for name in anchors if name.startswith("claim-")]
        assert len(claims_at) == len(set(claims_at)), kind


def test_the_same_state_and_request_give_the_same_report(tmp_path: Path) -> None:
    session, _ = two_reviewers(tmp_path)
    assert made(session) == made(session)
    again = ReviewSession.open(session.file.path, XENIA, read_only=True)
    assert made(again) == made(session)
    again.close()


def test_a_lazy_report_notices_that_the_review_has_changed(tmp_path: Path) -> None:
    session, claims = two_reviewers(tmp_path)
    lazy = summaries.report(session, Request())
    in_memory = summaries.held_report(session, Request())
    judge(session, claims[SHIPS], credibility="5")
    with pytest.raises(UserError) as failure:
        held(lazy)
    assert failure.value.id == "report.stale"
    quoted = {one.quote: one.verdicts[0].pair for one in cards(held(in_memory))}
    assert quoted[SHIPS] == "C2"


def test_a_lazy_report_notices_that_a_merge_is_set_aside(tmp_path: Path) -> None:
    session = begin(tmp_path)
    claim = mark(session, SHIPS)
    yorick = copy_for(session, YORICK, "yorick")
    judge(yorick, claim, reliability="B", credibility="3")
    yorick.close()
    merging.merge(session, tmp_path / "yorick.credreview")
    judge(session, mark(session, FISHERMEN), reliability="B", credibility="3")
    lazy = summaries.report(session, Request())
    merging.undo_merge(session, 1)
    with pytest.raises(UserError, match="has changed"):
        held(lazy)
    said = made(session).remarks
    assert len(said) == 1
    assert "set aside" in said[0]


def test_long_reading_can_be_stopped(tmp_path: Path) -> None:
    session, _ = two_reviewers(tmp_path)

    class Enough(Exception):  # noqa: N818
        pass

    def stop(done: int, total: int, what: str = "") -> None:
        if done:
            raise Enough

    with pytest.raises(Enough):
        summaries.held_report(session, Request(), stop)
    summaries.held_report(session, Request(), silent)


def test_the_mark_is_the_reviews_own_unless_another_is_asked_for(tmp_path: Path) -> None:
    session = begin(tmp_path)
    assert made(session).mark == ""
    session.do(adjudicating.set_handling("AMBER"))
    assert made(session).mark == "TLP:AMBER"
    assert made(session, mark="").mark == ""
    assert made(session, mark="TLP:RED").mark == "TLP:RED"


def test_printing_keeps_the_state_and_its_fingerprint_stands_in_the_report(tmp_path: Path) -> None:
    from credreview.store.kept import kept_states

    session, _ = two_reviewers(tmp_path)
    kept = summaries.record_print(session)
    assert kept.remarks == ()
    assert made(session).fingerprint == kept.fingerprint
    with session.reader.view() as view:
        assert [(one.fingerprint, one.why) for one in kept_states(view.db)][-1] == (
            kept.fingerprint,
            "print",
        )


@pytest.mark.parametrize("person", [XENIA, Person("0" * 32, "")])
def test_a_review_that_cannot_be_written_is_printed_all_the_same(
    tmp_path: Path, person: Person
) -> None:
    two_reviewers(tmp_path)[0].close()
    path = tmp_path / "review.credreview"
    session = ReviewSession.open(path, person, read_only=True)
    kept = summaries.record_print(session, "export")
    assert len(kept.remarks) == 1
    assert "reading only" in kept.remarks[0]
    assert made(session).fingerprint == kept.fingerprint
    assert made(session).author == person.name
    session.close()
    session = ReviewSession.open(path, Person("0" * 32, ""))
    assert summaries.record_print(session).remarks == (), "nobody can keep a state, without a key"
    session.close()


def test_what_a_report_can_be_about(tmp_path: Path) -> None:
    session, _ = two_reviewers(tmp_path)
    found = summaries.subjects(session, Kind.ARTICLE)
    assert {(one.words, one.count) for one in found} == {
        ("Harbour closed for repairs", 3),
        ("Bridge opens early", 1),
    }
    assert {one.about for one in found} == set(articles(session))
    some = summaries.subjects(session, Kind.ARTICLE, ArticleQuery(text="finest"))
    assert [one.words for one in some] == ["Bridge opens early"]
    (source,) = summaries.subjects(session, Kind.SOURCE)
    assert (source.about, source.count) == ("Harbour Office", 1)
    assert summaries.subjects(session, Kind.MERGE) == []
    assert summaries.subjects(session, Kind.REVIEW) == []


def test_what_is_not_there_is_refused(tmp_path: Path) -> None:
    session = begin(tmp_path)
    for kind in (Kind.ARTICLE, Kind.CLAIM, Kind.SOURCE, Kind.OUTLET):
        with pytest.raises(UserError):
            summaries.report(session, Request(kind=kind, about="no such thing"))


def test_an_empty_review_can_be_printed(tmp_path: Path) -> None:
    session = begin(tmp_path, [])
    report = made(session)
    assert [one.value for one in of_kind(report, FigureRow)[0].figures] == ["0"] * 7
    assert statement_of(report)["Breadth"] == "No claim has been marked yet."
    assert list(blocks(made(session, Kind.EVIDENCE)))


def test_an_organisations_own_outline_is_used_and_a_broken_one_is_told(tmp_path: Path) -> None:
    session, _ = two_reviewers(tmp_path)
    folder = summaries.templates_folder()
    folder.mkdir()
    (folder / "review.md").write_text("@organisation Fictional Desk\n\n# Only this\n@claim_table\n")
    report = made(session)
    assert [section.title for section in report.sections] == ["Only this"]
    assert report.organisation == "Fictional Desk"
    (folder / "review.md").write_text("# Broken\n@no_such_part\n")
    report = made(session)
    assert len(report.sections) > 5
    assert report.remarks == ()
    assert len(report.broken) == 1
    assert "review.md" in report.broken[0]
    elsewhere = tmp_path / "templates"
    elsewhere.mkdir()
    (elsewhere / "review.md").write_text("# Elsewhere\n@key\n")
    found = summaries.held_report(session, Request(), templates=elsewhere)
    assert [section.title for section in found.sections] == ["Elsewhere"]
