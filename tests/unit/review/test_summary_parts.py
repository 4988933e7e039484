"""The parts of a review summary and of an article summary, from real reviews."""

from pathlib import Path

from summary_reviews import (
    BRIDGE_OPENED,
    FINANCE,
    FISHERMEN,
    SHIPS,
    XENIA,
    articles,
    begin,
    cards,
    judge,
    made,
    mark,
    of_kind,
    statement_of,
    table_with,
    two_reviewers,
    words_in,
)

from credreview.domain.summary import Kind
from credreview.report.charts import (
    GradeMatrix,
    ProgressChart,
    ProvenanceMix,
    Timeline,
)
from credreview.report.model import (
    Beside,
    FigureRow,
    Hashes,
    Masthead,
    Record,
    Statement,
)
from credreview.report.outline import PARTS
from credreview.report.parts import BUILDERS
from credreview.review import actions


def test_every_part_that_an_outline_can_place_has_a_builder() -> None:
    assert tuple(BUILDERS) == PARTS


def test_a_review_summary_tells_of_all_its_articles(tmp_path: Path) -> None:
    session, _ = two_reviewers(tmp_path)
    report = made(session)
    assert [(one.value, one.label) for one in of_kind(report, FigureRow)[0].figures] == [
        ("2", "Articles"),
        ("4", "Claims"),
        ("2", "Graded"),
        ("1", "Not checkable"),
        ("1", "Open"),
        ("1", "Differing"),
        ("2", "Reviewers"),
    ]
    kickers = [(one.kicker, one.title) for one in of_kind(report, Masthead)]
    assert kickers == [
        ("Review summary", "review"),
        ("Article credibility summary", "Harbour closed for repairs"),
        ("Article credibility summary", "Bridge opens early"),
    ]
    assert [one[1:] for one in table_with(report, "Grades in text order")] == [
        ["Harbour closed for repairs\nAuthor not stated\nOutlet not stated", "Not stated",
         "C2  F6  B–", "3", "2", ""],
        ["Bridge opens early\nAuthor not stated\nOutlet not stated", "Not stated",
         "D n.c.", "1", "1", ""],
    ]  # fmt: skip
    assert {section.anchor for section in report.sections} >= {"article-1", "article-2"}


def test_the_matrix_holds_each_claim_once_and_its_table_says_the_same(tmp_path: Path) -> None:
    session, _ = two_reviewers(tmp_path)
    matrix = of_kind(made(session), GradeMatrix)[0]
    numbers = {pair: found.numbers for pair, found in matrix.cells.items()}
    assert numbers == {("C", "2"): (1,), ("F", "6"): (2,)}
    assert (matrix.half.numbers, matrix.not_checkable.numbers) == ((3,), (4,))
    assert matrix.not_judged.count == 0
    rows = [[words_in(cell.paragraphs) for cell in row.cells] for row in matrix.table.rows]
    assert rows == [
        ["Fairly reliable; probably true", "1", "1"],
        ["Reliability cannot be judged; truth cannot be judged", "1", "2"],
        ["Not judged yet", "0", "none"],
        ["Not checkable", "1", "4"],
        ["One grade of two", "1", "3"],
    ]


def test_the_mix_of_provenances_has_a_box_a_claim(tmp_path: Path) -> None:
    session, _ = two_reviewers(tmp_path)
    (mix, *_) = of_kind(made(session), ProvenanceMix)
    told = [(row.label, row.count, row.share, row.per_article) for row in mix.rows]
    assert told == [
        ("Government or military statement", 1, "25 %", (1, 0)),
        ("Provenance not given", 3, "75 %", (2, 1)),
    ]
    boxes = [(box.number, box.is_filled, box.is_judged) for box in mix.rows[1].boxes]
    assert boxes == [(2, True, True), (3, True, False), (4, False, True)]
    assert mix.note == "13 provenance types do not occur."
    assert [words_in(cell.paragraphs) for cell in mix.table.rows[0].cells] == [
        "Government or military statement", "1", "25 %", "1", "0",
    ]  # fmt: skip


def test_progress_is_told_by_article(tmp_path: Path) -> None:
    session, _ = two_reviewers(tmp_path)
    (chart, *_) = of_kind(made(session), ProgressChart)
    assert [id for id, _ in chart.states] == ["judged", "differing", "not_checkable", "open"]
    assert [(row.label, row.counts) for row in chart.rows] == [
        ("All claims", (1, 1, 1, 1)),
        ("Harbour closed for repairs", (1, 1, 0, 1)),
        ("Bridge opens early", (0, 0, 1, 0)),
    ]


def test_claims_are_told_by_date_and_undated_ones_apart(tmp_path: Path) -> None:
    session = begin(tmp_path)
    harbour, bridge = articles(session)
    mark(session, SHIPS)
    mark(session, BRIDGE_OPENED)
    assert of_kind(made(session), Timeline) == []
    session.do(actions.set_article(harbour, published="2025-10-29"))
    (line,) = of_kind(made(session), Timeline)
    assert [(one.period, one.label, one.counts) for one in line.buckets] == [
        ("2025-10-29", "29 Oct 2025", (0, 0, 0, 1))
    ]
    assert line.words == "1 claim stands in an article without a date that can be read."
    session.do(actions.set_article(bridge, published="2025-07-02"))
    (line,) = of_kind(made(session), Timeline)
    assert (line.undated, sum(sum(one.counts) for one in line.buckets)) == (0, 2)
    periods = [one.period for one in line.buckets]
    assert periods[0].split(" ")[0] == "2025-06-30"
    assert all(len(period.split(" ")) == 7 for period in periods), "weeks, by their days"
    assert line.buckets[0].label == "30 Jun 2025 – 6 Jul 2025"


def test_a_statement_is_put_together_from_figures_until_somebody_writes_it(
    tmp_path: Path,
) -> None:
    session, claims = two_reviewers(tmp_path)
    session.do(actions.link(claims[SHIPS], claims[FISHERMEN], "contradicts", session.vocabulary))
    told = statement_of(made(session))
    assert list(told) == [
        "Breadth", "Most weight", "Strengths", "Gaps", "Dependence", "Contradictions",
    ]  # fmt: skip
    assert told["Breadth"].startswith("4 claims in 2 articles; 1 source named.")
    assert told["Most weight"] == (
        "Sources with most claims: Harbour Office (claim 1). For 3 claims no source is named."
    )
    assert "One grade of two given: claim 3." in told["Gaps"]
    assert "Reliability cannot be judged (F): claim 2." in told["Gaps"]
    assert told["Contradictions"] == "Claim 1 contradicts claim 2. Reviewers differ on claim 1."
    note = of_kind(made(session), Statement)[0].note
    assert note == "Put together from the figures of this review; no reviewer has written it."


def test_a_reviewers_words_take_the_place_of_a_head(tmp_path: Path) -> None:
    from credreview.review.statements import write_statement

    session, claims = two_reviewers(tmp_path)
    session.do(write_statement("review", "", gaps="No **document** was seen."))
    judge(session, claims[SHIPS], credibility="3")
    judge(session, claims[FISHERMEN], credibility="5")
    report = made(session)
    assert statement_of(report)["Gaps"] == "No document was seen."
    assert statement_of(report)["Breadth"].startswith("4 claims in 2 articles")
    note = of_kind(report, Statement)[0].note
    assert note.startswith(f"Written by {XENIA.name}, ")
    assert (
        "Put together from the figures: Breadth, Most weight, Strengths, Dependence,"
        " Contradictions." in note
    )
    assert note.endswith(
        "2 claims, judgements, agreed judgements or links have been written or removed since."
    )


def test_claims_of_an_article_keep_their_numbers_in_the_whole(tmp_path: Path) -> None:
    session, _ = two_reviewers(tmp_path)
    report = made(session)
    (bridge,) = [one for one in report.sections if one.anchor == "article-2"]
    (matrix,) = [one.right for one in bridge.blocks if isinstance(one, Beside)]
    assert isinstance(matrix, GradeMatrix)
    assert matrix.title == "Grades"
    assert matrix.note.startswith("1 claim, 1 judged, 1 of them not checkable. Rows: reliability")
    assert matrix.not_checkable.numbers == (4,)
    assert [one.number for one in bridge.blocks if hasattr(one, "verdicts")] == [4]
    alone = made(session, Kind.ARTICLE, articles(session)[1])
    assert [one.number for one in cards(alone)] == [1]


def test_what_a_file_does_not_state_is_said_and_what_was_supplied_stands_in_brackets(
    tmp_path: Path,
) -> None:
    session = begin(tmp_path, [FINANCE])
    (article,) = articles(session)
    session.do(actions.set_article(article, author="B. Fictional", title="Dues"))
    report = made(session, Kind.ARTICLE, article)
    (record,) = of_kind(report, Record)
    rows = dict(record.rows)
    assert rows["Outlet"] == ("Fictional Gazette",)
    assert rows["Author"] == ("[B. Fictional]",)
    assert rows["Published"] == ("29 May 2024",)
    assert rows["Address"] == ("Not stated in the file",)
    assert rows["Captured"][0].endswith(f"UTC, by {XENIA.name}")
    assert rows["File"] == (
        f"0000.txt, {len(FINANCE.encode())} bytes",
        "6 words; language: en",
    )
    assert record.note == "[ ] supplied by a reviewer; it does not stand in the file."
    (masthead,) = of_kind(report, Masthead)
    assert (masthead.title, masthead.is_supplied) == ("Dues", True)
    assert report.subject == "Dues"


def test_equal_checksums_are_said_to_be_so(tmp_path: Path) -> None:
    session = begin(tmp_path, ["One line.", "Other line.\r\n"])
    same, other = (of_kind(made(session, Kind.ARTICLE, id), Hashes)[0] for id in articles(session))
    assert same.rows[1] == (
        "of the normalised text",
        "identical: the file is already in normal form",
    )
    assert [len(value) for _, value in other.rows] == [64, 64]
    assert other.rows[0][1] != other.rows[1][1]
