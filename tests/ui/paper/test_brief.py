"""A summary of one or two pages: all that stands in any other one, set closer."""

import re
from collections import Counter
from dataclasses import replace
from itertools import islice

import paper_example_parts as parts
import paper_examples as examples
import pytest
from paper_examples import body, card, verdict
from paper_prints import Print, renamed, word_names

from credreview.domain.summary import Paper
from credreview.report.model import Beside, Heading, Masthead, Section
from credreview.report.words import Paragraph, Role, words
from credreview.ui.paper import compose
from credreview.ui.paper.blocks import PaintContext
from credreview.ui.paper.units import mm

WHY = "The office counts the ships itself, and nobody else has said so; its list was not shown."
METHOD = Paragraph(words("Each claim counts once. " * 20), Role.SMALL)
HEAD = Heading("Without a claim")


def brief(*blocks: object, **more: object) -> Section:
    return Section("Article", "article-1", blocks, is_brief=True, **more)


def judged_by_two(number: int):
    """Return an ordinary claim."""
    quote = f"the harbour office said on Monday that ten ships were turned away, number {number}"
    first = verdict(("C", "3"), rationale=body(WHY))
    other = verdict(("B", "2"), by="M. Second", rationale=body(WHY))
    return card(number, quote, first, other, descriptor="Government")


def test_eight_claims_that_two_people_judged_take_two_pages(qapp, tmp_path):
    claims = [judged_by_two(number) for number in range(1, 9)]
    close = parts.brief_sections(*claims)
    assert len(Print(examples.report(*close), tmp_path).pages) == 2
    letter = parts.brief_sections(*claims[:6])
    assert len(Print(examples.report(*letter, paper=Paper.LETTER), tmp_path).pages) == 2
    wide = [replace(section, is_brief=False) for section in close]
    assert len(Print(examples.report(*wide), tmp_path).pages) > 2


def test_every_word_is_on_paper_once(qapp, tmp_path):
    given: list[str] = []
    names = word_names()
    plain = (
        brief(Masthead("Kicker", "Title", lead="Lead"), Beside(parts.STATEMENT, parts.RECORD),
              parts.HASHES, Heading("Claims", note="A note"), *examples.cards(), METHOD,
              has_masthead=True),
        Section("Key", "key", (parts.KEY, parts.RECORD), is_brief=True, note="A note"),
    )  # fmt: skip
    made = [renamed(section, names, given) for section in plain]
    said = Print(examples.report(*made), tmp_path).text.lower()
    found = Counter(re.findall(r"w[bdfghklmnp]{3}w", said))
    assert len(given) > 250
    expected = Counter(given)
    expected[made[0].title] -= 1  # the masthead stands for it
    assert {word: found[word] for word in given if found[word] != expected[word]} == {}


@pytest.mark.parametrize("paper", Paper)
def test_the_chart_of_grades_stands_beside_the_statement_with_its_own_title(qapp, tmp_path, paper):
    here = Print(examples.report(*parts.brief_sections(HEAD), paper=paper), tmp_path)
    (left, top), (right, beside) = here.place("Breadth."), here.place("Grades")
    assert right > left + mm(90) / 10
    assert top > beside
    assert "12 claims, 9 judged." in here.text
    (label, _), (fact, _) = here.place("Record"), here.place("Outlet")
    assert fact > label + mm(30) / 10


def test_each_judgement_says_who_gave_it_when_and_how_sure(qapp, tmp_path):
    here = Print(examples.report(*parts.brief_sections(judged_by_two(1))), tmp_path)
    when = "blind, 22 Nov 2026, 10:02 UTC"
    sure = "Confidence in this judgement is moderate."
    assert f"R. Examiner, {when}. {sure} {WHY}" in here.text
    assert f"M. Second, {when}: Usually reliable; probably true. {sure} {WHY}" in here.text
    assert here.text.count("Government of Norland") == 1, "the second one says the same of it"


def test_what_another_judgement_says_of_the_source_is_told(qapp, tmp_path):
    first, other = judged_by_two(1).verdicts
    other = replace(other, attributed_to="A docker", directness="hearsay", flags=("Loaded words",))
    here = Print(examples.report(*parts.brief_sections(card(1, "Quoted", first, other))), tmp_path)
    otherwise = "A docker. Government or military statement, hearsay. Flags: Loaded words. Conf"
    assert f"probably true. {otherwise}" in here.text


def test_words_run_on_with_one_full_stop_each(qapp, tmp_path):
    made = card(1, "Quoted", verdict(("C", "3")), hint="The reviewers differ.")
    text = Print(examples.report(*parts.brief_sections(made)), tmp_path).text
    assert "Norland. Government or military statement, paraphrase. The reviewers differ." in text
    assert ".." not in text


def test_a_name_does_not_turn_the_direction_of_the_programs_words(qapp, tmp_path):
    first = verdict(("C", "3"), attributed_to="وزارة الدفاع", rationale=body(WHY))
    other = verdict(("B", "2"), by="محمد", rationale=body(WHY))
    here = Print(examples.report(*parts.brief_sections(card(1, "Quoted", first, other))), tmp_path)
    edge, _ = here.place("“Quoted”")
    for line in ("Government", "reliable;"):  # what follows the name, which stands at the edge
        x, y = min((x, y) for word, x, y in here.words(1) if word == line)
        beginning = min(x for _, x, other in here.words(1) if abs(other - y) < 3 and x > edge - 1)
        assert beginning == pytest.approx(edge, abs=15)
        assert x > edge + 10


def test_reasons_that_are_read_from_the_right_stand_in_lines_of_their_own(qapp, tmp_path):
    first = verdict(("C", "3"), rationale=body("لا يوجد مصدر ثان"))
    here = Print(examples.report(*parts.brief_sections(card(1, "Quoted", first))), tmp_path)
    _, sure = here.place("moderate.")
    arabic = re.compile("[\u0600-\u06ff\ufb50-\ufeff]")
    letters = [(x, y) for word, x, y in here.words(1) if arabic.search(word)]
    assert min(y for _, y in letters) > sure + 5
    assert max(x for x, _ in letters) > 500


def test_a_long_card_is_cut_and_says_that_it_goes_on(qapp, tmp_path):
    long = verdict(("C", "3"), rationale=examples.LONG * 3)
    here = Print(examples.report(*parts.brief_sections(card(7, "Quoted", long))), tmp_path)
    assert len(here.pages) > 2
    assert "continues" in here.pages[0]
    assert "7 cont." in here.pages[1]
    assert here.text.count("Reason 30:") == 3


def test_from_any_place_the_same_blocks_follow(qapp):
    def look(pair):
        place, block = pair
        return place, type(block), round(block.measure(mm(174)), 3), block.anchor, block.keep_next

    report = examples.report(*parts.brief_sections(*examples.cards()))
    ctx = PaintContext(page_of={"claim-6": 3, "claim-12": 9})
    whole = [look(pair) for pair in compose.blocks(report, ctx)]
    assert [one[0] for one in whole] == sorted({one[0] for one in whole})
    for at, (place, *_) in enumerate(whole):
        again = [look(pair) for pair in islice(compose.blocks(report, ctx, place), 4)]
        assert again == whole[at : at + 4], place
