"""A claim's card: all four states, everybody who judged, cut cleanly, in every script."""

import paper_examples as examples
import pytest
from paper_examples import NOBODY, body, card, verdict
from paper_prints import Print

from credreview.domain.summary import Paper
from credreview.report.model import ClaimCard, LinkLine, Section
from credreview.ui.paper import cards
from credreview.ui.paper.blocks import PaintContext
from credreview.ui.paper.units import mm


def printed(tmp_path, *made: ClaimCard, paper: Paper = Paper.A4, language: str = "en") -> Print:
    report = examples.report(Section("", "claims", made), paper=paper, language=language)
    return Print(report, tmp_path)


def numbered(count: int, head: str = "w") -> str:
    """Return words that are all different."""
    return " ".join(f"{head}{number:05}" for number in range(count))


def test_a_card_says_what_was_graded_what_was_said_and_why_from_left_to_right(qapp, tmp_path):
    made = card(3, "Quoted", verdict(("B", "2"), rationale=body("Because")), descriptor="Kind")
    here = printed(tmp_path, made)
    edges = [here.place(word)[0] for word in ("B", "2", "“Quoted”", "Because")]
    assert edges == sorted(edges)
    assert "Government of Norland (Kind)" in here.text
    assert "Government or military statement, paraphrase" in here.text
    assert "Usually reliable Probably true R. Examiner, blind 22 Nov 2026, 10:02 UTC" in here.text


@pytest.mark.parametrize("paper", Paper)
def test_the_words_of_a_grade_stand_on_one_line_in_the_rail(qapp, tmp_path, paper):
    here = printed(tmp_path, card(1, "Quoted", verdict(("F", "1"))), paper=paper)
    first = {here.place(word)[1] for word in ("Reliability", "cannot", "be", "judged")}
    second = {here.place(word)[1] for word in ("Confirmed", "by", "other", "sources")}
    assert len(first) == len(second) == 1


def test_a_card_without_a_rationale_says_so(qapp, tmp_path):
    text = printed(tmp_path, card(1, "Quoted", verdict(("A", "1")))).text
    assert "Confidence in this judgement is moderate. No rationale was written." in text


def test_a_claim_that_nobody_judged_has_no_more_than_its_words(qapp, tmp_path):
    text = printed(tmp_path, card(1, "Quoted", NOBODY, hint="Others are hidden")).text
    assert text.count("Not judged yet") == 1
    assert "Others are hidden" in text
    assert "rationale" not in text
    assert "Confidence" not in text


def test_every_judgement_has_a_row_with_who_when_and_what_it_says_otherwise(qapp, tmp_path):
    here = printed(tmp_path, examples.cards()[5])
    order = ["M. Second, agreed", "R. Examiner, blind", "M. Second, changed", "T. Third, 22 Nov"]
    places = [here.text.index(words) for words in order]
    assert places == sorted(places)
    assert here.text.count("Government of Norland") == 1
    assert here.text.count("Norland military intelligence") == 1
    assert here.text.count("Flags: Figure without a source") == 1
    # Each row and the one of the notes say of which claim they are.
    edge = min(x for _, x, _ in here.words(1))
    assert sum(word == "6" and x < edge + 1 for word, x, _ in here.words(1)) == 5


def test_a_card_of_three_pages_says_on_each_that_it_goes_on_and_whose_it_is(qapp, tmp_path):
    rationale = body("\n".join(numbered(40, f"p{part:02}x") for part in range(60)))
    here = printed(tmp_path, card(77, "Quoted", verdict(("A", "1"), rationale=rationale)))
    assert len(here.pages) >= 3
    assert [page.count("continues") for page in here.pages] == [1] * (len(here.pages) - 1) + [0]
    assert [page.count("77 cont.") for page in here.pages] == [0] + [1] * (len(here.pages) - 1)
    found = [word for word in here.text.split() if word.startswith("p") and "x" in word]
    assert found == " ".join(run.text for each in rationale for run in each.words).split()


def test_a_column_that_goes_on_alone_is_laid_out_wide(qapp, tmp_path):
    quote, reasons = numbered(500, "q"), numbered(900, "r")
    here = printed(tmp_path, card(1, quote, verdict(("A", "1"), rationale=body(reasons))))
    assert [word for word in here.text.replace("“", "").replace("”", "").split()
            if word[0] == "q" and word[1:].isdigit()] == quote.split()  # fmt: skip
    widths = []
    for page in (1, len(here.pages)):
        edges = [x for word, x, _ in here.words(page) if word[0] == "r" and word[1:].isdigit()]
        widths.append(max(edges) - min(edges))
    assert len(here.pages) > 1
    assert widths[1] > 1.5 * widths[0]
    found = [word for word in here.text.split() if word[0] == "r" and word[1:].isdigit()]
    assert found == reasons.split()


def test_a_long_quote_with_a_short_reason_takes_the_room_of_both(qapp, tmp_path):
    long = printed(tmp_path, card(1, numbered(100), verdict(("A", "1"), rationale=body("Why"))))
    words = [x for word, x, _ in long.words(1) if word.startswith("w0")]
    assert max(words) - min(words) > mm(80) / 10
    assert long.place("Why")[1] > max(y for word, _, y in long.words(1) if word.startswith("w0"))


@pytest.mark.parametrize("number", [7, 77, 777, 7_777, 77_777, 777_777])
def test_a_number_of_any_length_stands_on_one_line(qapp, tmp_path, number):
    here = printed(tmp_path, card(number, "Quoted", verdict(("A", "1")), place="¶ 0"))
    assert here.place(str(number))[0] < here.place("A")[0]


def test_a_place_that_is_a_word_stands_whole_beneath_the_squares(qapp, tmp_path):
    here = printed(tmp_path, card(1, "Quoted", verdict(("A", "1")), place="beside some article"))
    assert len({here.place(word)[1] for word in ("beside", "some", "article")}) == 1


@pytest.mark.parametrize("language", ["en", "he"])
def test_a_quote_that_is_read_from_the_right_stands_at_the_right(qapp, tmp_path, language):
    short = "שלום"
    here = printed(tmp_path, card(1, short, verdict(("A", "1")), place="¶ 1"), language=language)
    hebrew = min(x for word, x, _ in here.words(1) if any("א" <= sign <= "ת" for sign in word))
    (left,) = [x for word, x, _ in here.words(1) if word == "military"]
    assert hebrew > left + mm(20) / 10


def test_quotes_have_the_marks_of_their_letters(qapp, tmp_path):
    made = printed(tmp_path, card(1, examples.RUSSIAN), card(2, examples.CHINESE), card(3, "Plain"))
    assert f"“{examples.RUSSIAN}”" in made.text  # the usual « » stand in its words already
    assert "“Plain”" in made.text


def test_short_codes_are_not_broken_at_their_hyphen(qapp, tmp_path):
    made = [card(n, f"{'m' * n} the Polonez-M and T-72 here") for n in range(1, 60)]
    here = printed(tmp_path, *made)
    assert here.text.count("Polonez-M") == here.text.count("T-72") == 59
    lines = [line for page in here.pages for line in page.splitlines()]
    assert not any(line.endswith("-") for line in lines)


def test_what_would_not_be_seen_is_written_out(qapp, tmp_path):
    text = printed(tmp_path, card(1, "turn\u202earound", verdict(("A", "1")))).text
    assert "⟦U+202E⟧" in text


def test_links_name_claim_pair_page_or_where_else_it_stands(qapp, tmp_path):
    links = (
        LinkLine("Contradicted by claim 2", "F3", "claim-2", note="to be checked"),
        LinkLine("Same origin as a claim outside", "C2", "", "“Words” in “Other”"),
        LinkLine("Confirmed by claim 9", "", "claim-9"),
    )
    rationale = body("\n".join(numbered(40) for _ in range(30)))
    here = printed(
        tmp_path,
        card(1, "Quoted", verdict(("A", "1"), rationale=rationale), links=links),
        card(2, "Other", verdict(("F", "3"))),
    )
    page = len(here.pages)
    assert page > 1
    assert f"Contradicted by claim 2, F3, page {page}; to be checked" in here.text
    assert "Same origin as a claim outside, C2, “Words” in “Other”" in here.text
    # A claim that is not in this report has no page.
    assert "Confirmed by claim 9 " in here.text
    assert "Confirmed by claim 9," not in here.text


def test_rows_of_a_card_stay_whole_while_they_fit_a_page(qapp, tmp_path):
    made = [
        card(n, f"first{n}", verdict(("A", "1"), rationale=body(f"{numbered(n % 9 * 9)} last{n}")))
        for n in range(1, 80)
    ]
    here = printed(tmp_path, *made)
    assert len(here.pages) > 5
    for number in range(1, 80):
        pages = [at for at, page in enumerate(here.pages) if f"first{number}”" in page]
        ends = [at for at, page in enumerate(here.pages) if f"last{number}" in page.split()]
        assert len(pages) == 1
        assert pages == ends


def test_a_card_can_be_clicked_on_screen(qapp):
    from PySide6.QtGui import QImage, QPainter

    told = examples.cards()[5]
    hits: list[tuple[str, ...]] = []
    image = QImage(10, 10, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    for block in cards.card(told, PaintContext()):
        block.measure(mm(174))
        block.paint(painter, 0, 0, PaintContext(hit=lambda rect, target: hits.append(target)))
    painter.end()
    assert hits == [("claim", told.claim)] * 5
