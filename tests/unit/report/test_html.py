"""Reports as HTML: as the reference says, whole by themselves, well formed, true to every word."""

import random
import re
import time
from dataclasses import replace

import pytest

from credreview.domain.summary import Paper, Request
from credreview.report.html import ATTRIBUTES, TAGS, render
from credreview.report.html_page import POLICY
from credreview.report.lazy import Lazy
from credreview.report.model import Masthead, Section
from credreview.report.rationale import paragraphs
from credreview.report.tables import Cell, Column, Row, Table
from credreview.report.visible import one_line, visible
from credreview.report.words import Paragraph, Role, Run, words
from tests.unit.report.example import FINGERPRINT, card, grade, report, verdict
from tests.unit.report.hostile import TEXTS, hostile_text, long_text, with_words
from tests.unit.report.reading import Seen, squashed
from tests.unit.report.references import reference

FRAME = {"html", "head", "body", "meta", "title", "style", "header", "main", "footer"}


def hostile_report(rng, used):
    def change(text):
        used.append(hostile_text(rng, 200))
        return used[-1]

    return with_words(report(), change)


def only(*blocks):
    return replace(report(), sections=(Section("T", "s", blocks),))


def check(page):
    """Check that a page is well formed, whole by itself, and of allowed tags alone."""
    page.encode()
    seen = Seen(page)
    assert seen.unbalanced == []
    assert seen.declarations == ["DOCTYPE html"]
    assert seen.comments == []
    assert seen.tags <= TAGS | FRAME
    body = Seen(page[page.index("<body>") :])
    for tag, names in body.attributes.items():
        assert names <= ATTRIBUTES["*"] | ATTRIBUTES.get(tag, set())
    assert all(value.startswith("#") for value in seen.of("href"))
    assert all(re.match("data:image/(png|jpeg);base64,", value) for value in seen.of("src"))
    assert all(re.fullmatch(r"(?:(?:width|left):[\d.]+%;?)+", v) for v in seen.of("style"))
    assert len(set(seen.of("id"))) == len(seen.of("id"))
    assert seen.of("content").count(POLICY) == 1
    assert "http:" not in "".join(seen.of("href") + seen.of("src"))
    return seen


def test_a_report_reads_as_the_reference_says():
    rendered = render(report())
    assert rendered == reference("report.html", rendered)


def test_a_hostile_report_reads_as_the_reference_says():
    rendered = render(hostile_report(random.Random(1), []))
    assert rendered == reference("hostile.html", rendered)


def test_the_same_report_gives_the_same_bytes():
    assert render(report()).encode() == render(report()).encode()


def test_a_page_is_whole_and_can_be_read_aloud():
    page = render(report())
    seen = check(page)
    levels = seen.headings
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))
    targets = {value[1:] for value in seen.of("href")}
    assert targets - set(seen.of("id")) <= {"claim-6"}  # the example leaves one out
    assert page.count('role="img"') == page.count("Source reliability: ") * 2
    assert set(seen.of("aria-label")) >= {
        "Source reliability: C, Fairly reliable",
        "Source reliability: F, Cannot be judged",
        "Information credibility: Not judged yet",
        "Information credibility: Not checkable: value judgement",
    }
    assert '<html lang="en" dir="ltr">' in page
    assert '<blockquote class="source" dir="auto">«Министерство' in page
    assert page.count("<th") == page.count('<th scope="') + page.count("<thead") + page.count(
        '<th class="'
    )


def test_the_four_states_of_a_grade_look_different():
    page = render(report())
    for state in ("graded", "cannot", "not-judged", "not-checkable"):
        assert f'<span class="grade {state}"' in page
        assert f".{state} .box {{" in page
    assert page.count('<span class="steps">') == page.count('class="grade graded"')


def test_mark_fingerprint_and_state_stand_at_head_and_foot_and_on_each_sheet():
    page = render(report())
    head, rest = page.split("<main>")
    assert head.count("TLP:AMBER") == 1
    assert 'content: "TLP\\3a AMBER"' in head
    assert 'content: "Review fingerprint e58f d10d 5c13 85cd"' in head
    foot = rest.split("</main>")[1]
    assert FINGERPRINT in foot
    assert "TLP:AMBER" in foot
    assert "As of 22 Nov 2026, 10:02 UTC" in foot
    assert "size: A4;" in head
    letter = replace(report(), mark="", request=Request(paper=Paper.LETTER))
    assert "size: letter;" in render(letter)
    assert "TLP" not in render(letter)


def test_a_right_to_left_language_turns_the_page_round():
    assert '<html lang="ar" dir="rtl">' in render(replace(report(), language="ar"))


@pytest.mark.parametrize("seed", range(12))
def test_hostile_words_are_all_there_and_none_comes_alive(seed):
    used: list[str] = []
    told = hostile_report(random.Random(seed), used)
    seen = check(render(told))
    for text in used:
        if text != told.subject or len(one_line(text)) <= 90:  # a running head is short
            assert squashed(visible(text)) in seen.words


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_each_hostile_text_is_dead_in_each_place(text):
    told = only(
        Masthead(text, text, is_supplied=True, lead=text),
        Paragraph((Run(text, bold=True, target=text), Run(text, code=True))),
        Paragraph(words(text), Role.HASH),
        replace(card(1, text, verdict(grade("A"), grade("1"), by=text)), anchor=text),
        Table((Column(text, 1),), (Row((Cell((Paragraph(words(text)),)),), anchor=f"r{text}"),)),
    )
    told = replace(told, subject=text, organisation=text, author=text, mark=text, as_of=text)
    seen = check(render(told))
    assert seen.words.count(squashed(visible(text))) >= 9


def test_the_second_wall_takes_out_what_should_never_come_that_far(monkeypatch):
    monkeypatch.setattr(
        "credreview.report.html_words.text",
        lambda text: f'<script>x</script><a href="http://x" onclick="y">{text}</a>',
    )
    body = render(report()).split("<main>")[1].split("</main>")[0]
    seen = Seen(body)
    assert "script" not in seen.tags
    assert "onclick" not in seen.attributes["a"]
    assert all(value.startswith("#") for value in seen.of("href"))


def test_long_reports_take_linear_time():
    def make(start, stop):
        return [
            card(
                at + 1,
                "Norland has closed its harbour & more. " * 4,
                verdict(grade("C"), grade("2")),
            )
            for at in range(start, stop)
        ]

    told = replace(report(), sections=(Section("Claims", "s", Lazy(5_000, make)),))
    begun = time.process_time()
    page = render(told)
    assert time.process_time() - begun < 15
    assert page.count('<article class="card"') == 5_000


PIECES = ("a", "<", "&amp;", "\u202e", "a\n", '"', "> ")


@pytest.mark.parametrize(
    ("piece", "length"), [("&", 1_000_000), *((piece, 250_000) for piece in PIECES)]
)
def test_words_of_a_megabyte_are_rendered(piece, length):
    text = (piece * length)[:length]
    told = card(1, text, verdict(grade("C"), grade("2"), rationale=paragraphs(text)))
    begun = time.process_time()
    page = render(only(told))
    assert time.process_time() - begun < 8 * length / 1_000_000
    assert squashed(visible(text[:-20])) in Seen(page).words


def test_titles_of_5000_characters_are_rendered_whole():
    text = long_text(random.Random(1), 5000)
    told = replace(only(Masthead("", text)), subject=text)
    page = render(told)
    assert squashed(visible(text)) in check(page).words
    assert len(page.split("<main>")[0]) < 30_000
