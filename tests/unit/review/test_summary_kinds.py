"""Reports of each kind from real reviews."""

from pathlib import Path

import pytest
from summary_reviews import (
    BRIDGE_OPENED,
    FISHERMEN,
    SHIPS,
    XENIA,
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
    two_reviewers,
    words_in,
)

from credreview.domain.errors import UserError
from credreview.domain.model import Person
from credreview.domain.summary import Kind
from credreview.report.charts import (
    AgreementChart,
    AgreementMatrix,
)
from credreview.report.model import (
    ChartRow,
    Heading,
    Key,
    Masthead,
    Record,
)
from credreview.report.tables import Table
from credreview.report.words import Paragraph
from credreview.review import actions, adjudicating, merging
from credreview.review.statements import describe_source


def test_differences_stand_side_by_side_with_the_differing_half_bold(tmp_path: Path) -> None:
    session, _ = two_reviewers(tmp_path)
    report = made(session, Kind.AGREEMENT)
    (table,) = [t for t in of_kind(report, Table) if len(t.columns) == 4]
    assert [column.title for column in table.columns][2:] == [XENIA.name, YORICK.name]
    (row,) = table.rows
    assert words_in(row.cells[0].paragraphs) == "1"
    for cell, pair in ((row.cells[2], [("C", False), ("2", True)]),
                       (row.cells[3], [("C", False), ("4", True)])):  # fmt: skip
        assert [(run.text, run.bold) for run in cell.paragraphs[0].words] == pair
    assert "News or wire report" in words_in(row.cells[3].paragraphs)
    assert "No rationale was written." in words_in(row.cells[3].paragraphs)


def test_a_settled_difference_is_counted_and_left_to_its_card(tmp_path: Path) -> None:
    session, claims = two_reviewers(tmp_path)
    session.do(
        adjudicating.adjudicate(
            claims[SHIPS], session.vocabulary, reason="So.", reliability="B", credibility="2"
        )
    )
    said = words_in(of_kind(made(session, Kind.AGREEMENT), Paragraph))
    assert "1 claim is settled by an agreed judgement; its card shows it first." in said


def test_agreement_is_told_of_each_two_and_its_tables_say_what_its_charts_say(
    tmp_path: Path,
) -> None:
    session, _ = two_reviewers(tmp_path)
    report = made(session, Kind.AGREEMENT)
    (chart,) = of_kind(report, AgreementChart)
    rows = [(row.scale, row.claims, row.same) for row in chart.rows]
    assert rows == [
        ("Provenance", 1, "0 of 1"),
        ("Source reliability", 1, "1 of 1"),
        ("Credibility", 1, "0 of 1"),
        ("Confidence", 0, "–"),
    ]
    assert chart.rows[0].kappa.value is None
    assert chart.rows[0].kappa.words == "one claim only"
    (pair,) = of_kind(report, ChartRow)
    matrix = pair.charts[1]
    assert isinstance(matrix, AgreementMatrix)
    assert (matrix.rows, matrix.columns) == (XENIA.name, YORICK.name)
    assert matrix.counts == {("2", "4"): 1, ("6", "6"): 1}
    assert (0, "same grade") in matrix.summary
    assert (1, "two steps or more") in matrix.summary
    assert (1, "6 from both") in matrix.summary
    table = [[words_in(cell.paragraphs) for cell in row.cells] for row in matrix.table.rows]
    assert table[1] == ["2", "0", "0", "0", "1", "0", "0"]


def test_one_reviewer_alone_agrees_with_nobody(tmp_path: Path) -> None:
    session = begin(tmp_path)
    judge(session, mark(session, SHIPS), reliability="A", credibility="1")
    assert of_kind(made(session, Kind.AGREEMENT), AgreementChart) == []


def test_three_reviewers_are_compared_two_by_two_and_together(tmp_path: Path) -> None:
    session, claims = two_reviewers(tmp_path)
    zoe = copy_for(session, Person("cc" * 16, "Zoe Example"), "zoe")
    judge(zoe, claims[FISHERMEN], reliability="F", credibility="3")
    meet(session, zoe)
    zoe.close()
    heads = [h.text for h in of_kind(made(session, Kind.AGREEMENT), Heading) if h.level == 2]
    assert heads == [
        "Xenia Example and Yorick Example",
        "Xenia Example and Zoe Example",
        "Yorick Example and Zoe Example",
        "All reviewers together",
    ]


def test_a_source_has_its_grades_as_given_and_its_claims_by_date(tmp_path: Path) -> None:
    session = begin(tmp_path)
    harbour, bridge = articles(session)
    session.do(actions.set_article(harbour, published="2025-10-29"))
    session.do(actions.set_article(bridge, published="2025-07-02"))
    for words, grade in ((SHIPS, "B"), (FISHERMEN, "D"), (BRIDGE_OPENED, "B")):
        judge(session, mark(session, words), reliability=grade, credibility="2",
              attributed_to="Harbour Office")  # fmt: skip
    report = made(session, Kind.SOURCE, "Harbour Office")
    dates = [(row[0], row[1]) for row in table_with(report, "Article")]
    assert dates == [("2 Jul 2025", "3"), ("29 Oct 2025", "1"), ("29 Oct 2025", "2")]
    (source,) = table_with(report, "Descriptor")
    assert source == [
        "Harbour Office\nKind of source not stated",
        "1, 2, 3",
        "B  Usually reliable: 2 claims\nD  Not usually reliable: 1 claim",
        "No descriptor was written.",
    ]
    above = [one.text for one in of_kind(report, Heading) if one.note]
    assert above == ["Harbour closed for repairs", "Bridge opens early"]


def test_the_list_of_evidence_names_every_file(tmp_path: Path) -> None:
    session = begin(tmp_path)
    rows = table_with(made(session, Kind.EVIDENCE), "SHA-256")
    assert [row[0] for row in rows] == ["1", "2"]
    assert rows[0][1] == "Harbour closed for repairs\nOutlet not stated"
    assert rows[0][2].startswith("0000.txt, 149 bytes\n")
    digits = [line for line in rows[0][3].split("\n") if len(line) == 64]
    with session.reader.view() as view:
        article = view.article(articles(session)[0])
    assert digits == [article.captures[0].bytes_sha256, article.text_sha256]


def test_the_report_of_a_merge_says_what_came(tmp_path: Path) -> None:
    session = begin(tmp_path)
    claim = mark(session, SHIPS)
    yorick = copy_for(session, YORICK, "yorick")
    judge(yorick, claim, reliability="B", credibility="3")
    yorick.close()
    merging.merge(session, tmp_path / "yorick.credreview")
    report = made(session, Kind.MERGE, "1")
    assert made(session, Kind.MERGE).sections == report.sections, "the latest one"
    said = words_in(of_kind(report, Paragraph))
    assert "1 new judgement" in said
    assert YORICK.name in said
    with pytest.raises(UserError, match="no such merge"):
        made(session, Kind.MERGE, "2")


def test_a_claims_dossier_has_the_linked_claims_under_their_articles(tmp_path: Path) -> None:
    session, claims = two_reviewers(tmp_path)
    bridge = mark(session, BRIDGE_OPENED)
    session.do(actions.link(bridge, claims[SHIPS], "same_origin", session.vocabulary))
    report = made(session, Kind.CLAIM, bridge)
    assert [(one.number, one.quote) for one in cards(report)] == [(1, BRIDGE_OPENED), (2, SHIPS)]
    assert report.subject == f"“{BRIDGE_OPENED}”"
    (record,) = of_kind(report, Record)
    assert dict(record.rows)["File"][0].startswith("0001.txt")


def test_the_key_is_the_vocabularys_own(tmp_path: Path) -> None:
    session, _ = two_reviewers(tmp_path)
    (key,) = of_kind(made(session), Key)
    signs = [[entry.sign for entry in entries] for _, entries in key.columns]
    assert signs == [list("ABCDEF"), list("123456")]
    assert [entry.sign for _, entries in key.columns for entry in entries if entry.is_apart] == [
        "F",
        "6",
    ]
    first = key.columns[0][1][0]
    assert first.definition == session.vocabulary.reliability[0].definition
    said = words_in(key.lines)
    assert "STANAG 2511" in said
    assert "ICD 203" in said


def test_an_articles_key_and_method_are_brief(tmp_path: Path) -> None:
    session, _ = two_reviewers(tmp_path)
    report = made(session, Kind.ARTICLE, articles(session)[0])
    (key,) = of_kind(report, Key)
    vocabulary = session.vocabulary
    for (_, entries), terms in zip(
        key.columns, (vocabulary.reliability, vocabulary.credibility), strict=True
    ):
        assert [(one.sign, one.label) for one in entries] == [(t.id, t.label) for t in terms]
        for one, term in zip(entries, terms, strict=True):
            assert term.definition.startswith(one.definition)
            assert one.definition.endswith(".")
            assert ". " not in one.definition
    said = words_in(key.lines)
    assert said.count("STANAG 2511") == 1
    for words in ("Low: ", "High: ", "STANAG 2511", "ICD 203", "vocabulary credreview, version"):
        assert words in said
    whole = words_in(of_kind(made(session), Key)[0].lines)
    assert len(said) < len(whole) / 2
    last = report.sections[-1]
    method = next(one for one in last.blocks if isinstance(one, Paragraph))
    assert "Nothing is added up" in words_in([method])
    assert len(words_in([method])) < 1000


def test_what_was_said_of_a_source_stands_in_its_row_and_on_its_cards(tmp_path: Path) -> None:
    session, _ = two_reviewers(tmp_path)
    session.do(
        describe_source("Harbour Office", kind="Government", descriptor="Near; has an interest.")
    )
    report = made(session, Kind.SOURCE, "Harbour Office")
    ((name, _, _, descriptor),) = table_with(report, "Descriptor")
    assert (name, descriptor) == ("Harbour Office\nGovernment", "Near; has an interest.")
    assert [one.descriptor for one in cards(report)] == ["Government"]
    (masthead,) = of_kind(report, Masthead)
    assert (masthead.title, masthead.lead) == ("Harbour Office", "Government")


def test_a_source_of_what_is_not_checkable_needs_no_grade(tmp_path: Path) -> None:
    session = begin(tmp_path)
    judge(session, mark(session, SHIPS), not_checkable=True, attributed_to="Harbour Office")
    ((_, _, grades, _),) = table_with(made(session), "Descriptor")
    assert grades == "Reliability not given: 1 claim"
