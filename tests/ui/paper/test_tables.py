"""Tables on paper: every row once, the head on each page, nothing alone at either end."""

import paper_example_parts as parts
import paper_examples as examples
import pytest
from paper_examples import grade
from paper_prints import Print

from credreview.domain.summary import Paper
from credreview.report.model import Section
from credreview.report.tables import Cell, Column, Row, Table
from credreview.report.words import Paragraph, Role, Run, words
from credreview.ui.paper import tables
from credreview.ui.paper.units import mm

COLUMNS = (Column("Number", 40, is_number=True), Column("Words", 134))


def rows(count: int, lines: int = 1) -> Table:
    """Return a table whose rows are "row-1", "row-2", ..., each of some lines."""
    made = []
    for number in range(1, count + 1):
        texts = [f"row-{number:05}", *["more"] * (lines - 1)]
        paragraphs = tuple(Paragraph(words(text)) for text in texts)
        made.append(Row((Cell((Paragraph(words(f"{number:,}")),)), Cell(paragraphs))))
    return Table(COLUMNS, tuple(made), note="Beneath")


def printed(tmp_path, *blocks, language: str = "en", paper: Paper = Paper.A4) -> Print:
    report = examples.report(Section("Rows", "rows", blocks), language=language, paper=paper)
    return Print(report, tmp_path)


@pytest.mark.parametrize("count", [1, 2, 3, 100, 1_000])
def test_every_row_is_there_once_in_order_with_the_head_on_each_page(qapp, tmp_path, count):
    here = printed(tmp_path, rows(count))
    found = [word for word in here.text.split() if word.startswith("row-")]
    assert found == [f"row-{number:05}" for number in range(1, count + 1)]
    with_rows = [page for page in here.pages if "row-" in page]
    assert all(page.count("Number\nWords") + page.count("Number Words") == 1 for page in with_rows)
    assert here.text.count("Beneath") == 1


@pytest.mark.parametrize("lines", range(1, 9))
@pytest.mark.parametrize("count", [30, 37])
def test_no_row_is_alone_at_the_end_or_with_the_title(qapp, tmp_path, count, lines):
    filler = tuple(Paragraph(words(f"Line {number}")) for number in range(3 * lines + 31))
    here = printed(tmp_path, *filler, *[rows(count, lines)])
    per_page = [page.count("row-") for page in here.pages if "row-" in page]
    assert sum(per_page) == count
    assert per_page[0] >= 2
    assert per_page[-1] >= 2


def test_a_table_without_rows_says_so(qapp, tmp_path):
    here = printed(tmp_path, Table(COLUMNS, (), empty="There are none."))
    assert "There are none." in here.text
    assert "Number" not in here.text


def test_figures_end_at_the_edge_of_their_column(qapp, tmp_path):
    here = printed(tmp_path, rows(1_000))
    starts: dict[int, set[float]] = {}
    for page in range(1, len(here.pages) + 1):
        for word, x, y in here.words(page):
            if word.replace(",", "").isdigit() and mm(23) / 10 < y < mm(270) / 10:
                starts.setdefault(len(word), set()).add(x)
    # Digits are all of one width: numbers of one length begin at one place, longer ones before.
    assert sorted(starts) == [1, 2, 3, 5]
    firsts = [min(starts[length]) for length in (5, 3, 2, 1)]
    assert firsts == sorted(firsts)
    assert all(max(found) - min(found) < 0.2 for found in starts.values())


def test_columns_stand_mirrored_where_words_run_from_the_right(qapp, tmp_path):
    table = parts.claim_table(3)
    there = printed(tmp_path, table)
    mirrored = printed(tmp_path, table, language="he")
    heads = ("Claim,", "Grade", "Confidence")
    assert [there.place(head)[0] for head in heads] == sorted(there.place(h)[0] for h in heads)
    back = [mirrored.place(head)[0] for head in heads]
    assert back == sorted(back, reverse=True)
    # A number alone stands at the edge where its column begins.
    numbers = [x for word, x, _ in mirrored.words(1) if word == "2"]
    assert max(numbers) > mm(180) / 10


@pytest.mark.parametrize("paper", Paper)
def test_nothing_stands_beyond_the_text_area(qapp, tmp_path, paper):
    wide = "a-word-that-is-longer-than-its-column-" * 4
    table = Table(
        COLUMNS, (Row((Cell((Paragraph(words(wide)),)), Cell((Paragraph(words(wide)),)))),) * 3
    )
    here = printed(tmp_path, table, paper=paper)
    left, right = 18 * 72 / 25.4, ({Paper.A4: 210, Paper.LETTER: 215.9}[paper] - 18) * 72 / 25.4
    assert all(left - 1 <= x <= right for _, x, _ in here.words(1))


def test_f_and_6_are_light_and_grades_are_bold():
    def told(reliability: str, credibility: str) -> list[tuple[str, bool]]:
        pair = (grade(reliability), grade(credibility))
        return [(run.text.strip(), run.bold) for run in tables.pair_words(pair) if run.text.strip()]

    assert told("C", "2") == [("C", True), ("2", True)]
    assert told("F", "2") == [("F", False), ("2", True)]
    assert told("F", "6") == [("F", False), ("6", False)]
    assert told("D", "n.c.") == [("D", True), ("n.c.", False)]
    assert told("", "n.c.") == [("n.c.", False)]
    assert told("C", "") == [("C", True), ("–", False)]
    assert told("", "3") == [("–", False), ("3", True)]
    assert told("", "") == [("–", False)]


def test_a_field_has_pair_paragraphs_and_the_page_of_a_claim(qapp, tmp_path):
    cell = Cell(
        (Paragraph((Run("Source", bold=True),)), Paragraph(words("quoted"), Role.SOURCE)),
        pair=(grade("B"), grade("6")),
        page_of="claim-1",
    )
    here = printed(tmp_path, Table((Column("One", 174),), (Row((cell,)),)), examples.cards()[0])
    assert "B6 Source “quoted” 1" in here.text


def test_a_row_that_is_longer_than_a_page_goes_on_under_the_head(qapp, tmp_path):
    long = " ".join(f"x{number:05}" for number in range(3_000))
    table = Table(COLUMNS, (Row((Cell(), Cell((Paragraph(words(long)),)))),))
    here = printed(tmp_path, table)
    assert len(here.pages) > 1
    assert [w for w in here.text.split() if w[0] == "x" and w[1:].isdigit()] == long.split()
    assert all("Number" in page for page in here.pages)
