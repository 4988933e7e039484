"""Each part of a report comes onto paper once, in order, and from any place again."""

import re
from collections import Counter
from dataclasses import replace
from itertools import islice

import paper_example_parts as parts
import paper_examples as examples
import pytest
from paper_prints import Print, renamed, word_names
from pypdf import PdfReader

from credreview.report.charts import AgreementChart, GradeMatrix, ProgressChart, ProvenanceMix
from credreview.report.lazy import Lazy
from credreview.report.model import ChartRow, Contents, Heading, Section
from credreview.report.tables import Table
from credreview.ui.paper import compose
from credreview.ui.paper.blocks import Block, PaintContext, Place
from credreview.ui.paper.units import mm

WIDTH = mm(174)
CHARTS = (AgreementChart, GradeMatrix, ProvenanceMix, ProgressChart, ChartRow)


def look(pair: tuple[Place, Block]) -> tuple:
    """Return what tells a block from another one without painting it."""
    place, block = pair
    height = round(block.measure(WIDTH), 3)
    head = block.head and round(block.head.measure(WIDTH), 3)
    return (place, type(block), height, block.anchor, block.outline, block.keep_next, head)


def without_charts(section: Section) -> Section:
    """Return a section with the blocks that are of words alone, in columns wide enough for one."""
    blocks = (block for block in section.blocks if not isinstance(block, CHARTS))
    return replace(
        section,
        blocks=tuple(
            replace(block, columns=tuple(replace(column, width=20) for column in block.columns))
            if isinstance(block, Table)
            else block
            for block in blocks
        ),
    )


def test_every_word_of_a_report_is_on_paper_once(qapp, tmp_path):
    given: list[str] = []
    names = word_names()
    sections = [renamed(without_charts(section), names, given) for section in parts.sections()]
    found = Counter(
        re.findall(r"w[bdfghklmnp]{3}w", Print(examples.report(*sections), tmp_path).text.lower())
    )
    assert len(given) > 300

    tables = [b for section in sections for b in section.blocks if isinstance(b, Table)]
    heads = {column.title for table in tables if table.rows for column in table.columns}
    expected = Counter(given)
    for section in sections:
        # Contents have it as well; a masthead stands for the title.
        expected[section.title] += section.is_listed - section.has_masthead
    for table in tables:
        # Of a table with rows it is not said that it is empty; one without has no head.
        unsaid = [table.empty] if table.rows else [column.title for column in table.columns]
        expected.subtract(unsaid)
    assert all(found[head] >= 1 for head in heads)
    wrong = {word: found[word] for word in given if found[word] != expected[word]}
    assert set(wrong) <= heads, wrong


def test_what_stands_on_paper_stands_in_the_order_of_the_report(qapp, tmp_path):
    given: list[str] = []
    names = word_names()
    section = Section("Claims", "c", examples.cards())
    quotes = [card.quote for card in renamed(section, names, given).blocks]
    cards = [
        examples.card(number, quote, *card.verdicts)
        for number, (quote, card) in enumerate(zip(quotes, examples.cards(), strict=True), 1)
    ]
    text = Print(examples.report(Section("Claims", "c", tuple(cards))), tmp_path).text
    places = [text.index(quote) for quote in quotes]
    assert places == sorted(places)


def test_from_any_place_the_same_blocks_follow(qapp):
    report = parts.full_report()
    ctx = PaintContext(page_of={"claim-6": 3, "claim-12": 9})
    whole = [look(pair) for pair in compose.blocks(report, ctx)]
    assert len(whole) > 50
    assert [one[0] for one in whole] == sorted({one[0] for one in whole})
    for at, (place, *_) in enumerate(whole):
        again = [look(pair) for pair in islice(compose.blocks(report, ctx, place), 5)]
        assert again == whole[at : at + 5], place


def test_only_what_is_asked_for_is_read(qapp):
    asked: list[range] = []
    cards = examples.cards()

    def fetch(start, stop):
        asked.append(range(start, stop))
        return [cards[at % 12] for at in range(start, stop)]

    report = examples.report(Section("Claims", "c", Lazy(11_000, fetch)))
    place, block = next(compose.blocks(report, PaintContext(), Place(0, 9_001)))
    assert place == Place(0, 9_001)
    assert block.anchor == "claim-1"
    assert [9_000 in window and len(window) <= 64 for window in asked] == [True]


def test_rows_of_a_table_are_read_from_the_one_that_is_asked_for(qapp):
    asked: list[int] = []
    table = parts.claim_table(12)

    def fetch(start, stop):
        asked.append(start)
        return [table.rows[at % 12] for at in range(start, stop)]

    long = Table(table.columns, Lazy(11_000, fetch))
    report = examples.report(Section("Claims", "c", (long,)))
    place, _ = next(compose.blocks(report, PaintContext(), Place(0, 1, 10_000)))
    assert place == Place(0, 1, 10_000)
    assert min(asked) >= 9_900


def test_a_section_begins_a_page_and_the_outline(qapp, tmp_path):
    made = Print(parts.full_report(), tmp_path)
    number = made.layout.page_of["article-1"]
    assert "ARTICLE CREDIBILITY SUMMARY" in made.pages[number - 1]
    assert made.pages[number - 1].index("ARTICLE CREDIBILITY") < 200
    titles = [entry.title for entry in made.layout.outline]
    assert titles[:3] == ["Provenance of the claims", "Claims", "Sources"]
    assert "Article 1: Harbour closed" in titles
    assert all(entry.page == made.layout.page_of["article-1"]
               for entry in made.layout.outline if entry.title.startswith("Article 1"))  # fmt: skip


def test_a_reference_on_paper_has_the_page_it_leads_to(qapp, tmp_path):
    made = Print(parts.full_report(), tmp_path)
    page = made.layout.page_of["claim-12"]
    assert page > 1
    assert f"Contradicted by claim 12, F3, page {page}" in made.text
    assert f"Article 1: Harbour closed {made.layout.page_of['article-1']}" in made.text
    names = PdfReader(made.path).named_destinations
    assert {f"claim-{number}" for number in range(1, 13)} <= set(names)


@pytest.mark.parametrize("entries", [12, 60])
def test_contents_that_are_long_stand_beneath_the_statement(qapp, tmp_path, entries):
    sections = [
        Section(f"Chapter{at}", f"s-{at}", (Heading("Words", 2),)) for at in range(1, entries + 1)
    ]
    top = Section("", "top", (parts.Beside(parts.STATEMENT, Contents("Contents")),))
    made = Print(examples.report(top, *sections), tmp_path)
    across, down = made.place("Contents")
    last_line = made.place("Written")[1]
    assert (across > 300, down < last_line) == (entries < 30, entries < 30)
    for at in range(1, entries + 1):
        assert made.text.split().count(f"Chapter{at}") == 2
