"""Reports as Markdown: as the reference says, true to every word, and dead for any parser."""

import random
import time
from dataclasses import replace

import markdown as python_markdown
import pytest

from credreview.domain.errors import UserError
from credreview.report.lazy import Lazy
from credreview.report.markdown import pieces, render
from credreview.report.model import Section
from credreview.report.rationale import paragraphs
from credreview.report.tables import Cell, Column, Row, Table
from credreview.report.visible import visible
from credreview.report.words import Paragraph, Role, Run, words
from tests.unit.report.example import card, grade, report, verdict
from tests.unit.report.hostile import TEXTS, hostile_text, long_text, with_words
from tests.unit.report.reading import Seen, markdown_words, squashed
from tests.unit.report.references import reference

#: What our own Markdown makes; no link, image, or anything else of HTML.
ALIVE = set(
    [
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "p",
        "ul",
        "ol",
        "li",
        "strong",
        "em",
        "code",
        "blockquote",
        "hr",
    ]
)
ALIVE |= set(["table", "thead", "tbody", "tr", "th", "td"])


def hostile_report(rng, used):
    def change(text):
        used.append(hostile_text(rng, 200))
        return used[-1]

    return with_words(report(), change)


def only(*blocks):
    return replace(report(), sections=(Section("T", "s", blocks),))


def test_a_report_reads_as_the_reference_says():
    rendered = render(report())
    assert rendered == reference("report.md", rendered)


def test_a_hostile_report_reads_as_the_reference_says():
    rendered = render(hostile_report(random.Random(1), []))
    assert rendered == reference("hostile.md", rendered)


def test_the_same_report_gives_the_same_text_in_pieces_or_whole():
    assert render(report()) == render(report()) == "".join(pieces(report()))


@pytest.mark.parametrize("seed", range(12))
def test_hostile_words_are_all_there_and_none_comes_alive(seed):
    used: list[str] = []
    rendered = render(hostile_report(random.Random(seed), used))
    rendered.encode()
    found = markdown_words(rendered)
    for text in used:
        assert squashed(visible(text)) in found
    seen = Seen(python_markdown.markdown(rendered, extensions=["tables"]))
    assert seen.tags <= ALIVE
    assert not any(seen.attributes[tag] - {"style"} for tag in seen.tags)
    assert len(seen.comments) == 1  # what programs read


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
@pytest.mark.parametrize(
    "block",
    [
        lambda text: Paragraph(words(text)),
        lambda text: Paragraph((Run(text, bold=True), Run(text, code=True), Run(text))),
        lambda text: Paragraph(words(text), Role.LIST_ITEM, 3, "•"),
        lambda text: Paragraph(words(text), Role.CODE),
        lambda text: Paragraph(words(text), Role.QUOTATION, 2),
        lambda text: Paragraph(words(text), Role.HASH),
        lambda text: card(1, text, verdict(grade("A"), grade("1"))),
        lambda text: Table((Column(text, 1),), (Row((Cell((Paragraph(words(text)),)),)),)),
    ],
)
def test_each_hostile_text_is_dead_in_each_place(text, block):
    rendered = render(only(block(text)))
    assert squashed(visible(text)) in markdown_words(rendered)
    seen = Seen(python_markdown.markdown(rendered, extensions=["tables"]))
    assert seen.tags <= ALIVE
    # The words make no structure either: our own headings, lists and tables, no more.
    plain = Seen(python_markdown.markdown(render(only(block("words"))), extensions=["tables"]))
    assert seen.headings == plain.headings
    assert seen.tags - {"em", "code"} <= plain.tags | {"p", "blockquote"}


def test_pipes_and_backslashes_stay_in_their_field():
    cells = ["a|b", "a\\|b", "a\\\\|", "\\", "|", "a`|`b", "a\nb"]
    columns = tuple(Column(f"c{at}", 1) for at in range(len(cells)))
    row = Row(tuple(Cell((Paragraph(words(cell)),)) for cell in cells))
    page = python_markdown.markdown(render(only(Table(columns, (row,)))), extensions=["tables"])
    assert page.count("<td") == len(cells)
    assert page.count("<tr") == 2
    for cell in ("a|b", "a\\|b", "a\\\\|", "\\", "|", "a`|`b", "a b"):
        assert f">{cell}</td>" in page


def test_long_reports_are_read_once_and_take_linear_time():
    def make(start, stop):
        return [
            card(at + 1, "Norland has closed its harbour. " * 4, verdict(grade("C"), grade("2")))
            for at in range(start, stop)
        ]

    def seconds(count):
        blocks = Lazy(count, make)
        begun = time.process_time()
        rendered = render(replace(report(), sections=(Section("Claims", "s", blocks),)))
        assert rendered.count("\n### Claim ") == count
        return time.process_time() - begun

    seconds(10)
    assert seconds(11_000) < 5


@pytest.mark.parametrize(("seed", "length"), [(0, 1_000_000), *((n, 250_000) for n in range(6))])
def test_words_of_a_megabyte_and_titles_of_5000_characters_are_rendered(seed, length):
    text = long_text(random.Random(seed), length)
    told = card(1, text, verdict(grade("C"), grade("2"), rationale=paragraphs(text)))
    begun = time.process_time()
    rendered = render(replace(only(told), subject=text[:5000]))
    assert time.process_time() - begun < 8 * length / 1_000_000
    assert squashed(visible(text[:-20])) in markdown_words(rendered)


def test_a_report_that_went_stale_says_so():
    def make(start, stop):
        raise UserError("report.stale", "changed")

    with pytest.raises(UserError, match="changed"):
        render(replace(report(), sections=(Section("Claims", "s", Lazy(3, make)),)))


def test_a_column_of_pages_is_left_out_where_there_are_no_pages():
    columns = (Column("Title", 1), Column("Page", 1))
    cells = (Cell((Paragraph(words("Ships")),)), Cell(page_of="article-1"))
    assert "| Title |\n|---|\n| Ships |\n" in render(only(Table(columns, (Row(cells),))))
