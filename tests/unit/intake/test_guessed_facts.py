import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credreview.domain.model import FACT_NAMES, Facts
from credreview.intake.dates import parse_date, parse_moment
from credreview.intake.facts import guess_facts
from credreview.intake.files import draft_of
from credreview.intake.language import guess_language, plausibility
from credreview.intake.plain_text import find_blocks

_BODY = "The harbour of Velmora stayed closed on Tuesday, and the fishermen waited for word."


def facts_of(*parts, name="a.txt"):
    return draft_of("\n\n".join(parts).encode(), name).facts


def test_title_author_day_and_language_are_guessed_and_said_so():
    draft = draft_of(
        f"The harbour is closed\n\nBy Ana Plo | April 5, 2031\n\n{_BODY}".encode(), "a.txt"
    )
    assert draft.facts == Facts("The harbour is closed", None, "Ana Plo", "2031-04-05", None, "en")
    assert draft.guessed == {"title", "author", "published", "language"}


def test_what_is_not_there_is_none():
    assert facts_of("12345.", "67890.") == Facts()


def test_a_first_sentence_is_no_title():
    assert facts_of(_BODY, "Who waits", _BODY).title is None


def test_a_title_below_buttons_and_bylines_is_found():
    assert (
        facts_of("Menu", "By Ana Plo", "The harbour is closed", _BODY).title
        == "The harbour is closed"
    )


def test_a_markdown_heading_of_level_one_is_the_title_even_further_down():
    assert facts_of(_BODY, "# Late title", _BODY, name="a.md").title == "Late title"
    assert facts_of(_BODY, "## Section", _BODY, name="a.md").title is None


def test_marks_of_a_heading_in_plain_text_are_no_part_of_the_title():
    assert facts_of("# The harbour is closed", _BODY).title == "The harbour is closed"


def test_no_break_spaces_in_a_title_become_plain_ones():
    assert facts_of("The\u00a0harbour is closed", _BODY).title == "The harbour is closed"


def test_a_dateline_gives_the_day():
    assert (
        facts_of("The harbour is closed", f"VELMORA, April 5, 2031 — {_BODY}").published
        == "2031-04-05"
    )


def test_a_day_within_the_text_is_not_when_it_was_published():
    assert (
        facts_of("The harbour is closed", f"On April 5, 2031, it rained. {_BODY}").published is None
    )


def test_an_update_is_not_when_it_was_published():
    assert facts_of("The harbour is closed", "Updated: April 6, 2031", _BODY).published is None


def test_a_post_in_another_language_does_not_decide():
    post = (
        "Море сьогодні спокійне, і це не назавжди, бо вітер з півночі\n— Ана (@ana) April 5, 2031"
    )
    assert facts_of(_BODY, post, _BODY + " It is so.").language == "en"


@given(st.text(max_size=200))
def test_guesses_are_strings_or_none_and_never_addresses(text):
    facts = guess_facts(text, find_blocks(text))
    assert facts.url is None
    assert facts.outlet is None
    assert all(getattr(facts, name) is None or getattr(facts, name).strip() for name in FACT_NAMES)


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        (_BODY, "en"),
        (
            "Le port est fermé depuis mardi et les pêcheurs attendent une décision de la capitale.",
            "fr",
        ),
        (
            "Der Hafen ist seit Dienstag geschlossen, und die Fischer warten auf eine Nachricht.",
            "de",
        ),
        (
            "El puerto está cerrado desde el martes y los pescadores esperan una decisión.",
            "es",
        ),
        (
            "Il porto è chiuso da martedì e i pescatori attendono una decisione della capitale.",
            "it",
        ),
        (
            "O porto está fechado desde terça-feira e os pescadores esperam uma decisão.",
            "pt",
        ),
        (
            "De haven is sinds dinsdag dicht en de vissers wachten op een bericht.",
            "nl",
        ),
        ("Port jest zamknięty od wtorku i rybacy czekają na decyzję, która nie przyszła.", "pl"),
        ("Гавань закрыта со вторника, и рыбаки ждут решения, которое не пришло из столицы.", "ru"),
        (
            "Гавань зачинена з вівторка, і рибалки чекають на рішення, що не надійшло зі столиці.",
            "uk",
        ),
        ("Гавань зачынена з аўторка, і рыбакі чакаюць рашэння, што не прыйшло са сталіцы.", "be"),
        ("الميناء مغلق منذ يوم الثلاثاء والصيادون في انتظار قرار من العاصمة", "ar"),
        ("بندر از روز سه‌شنبه بسته است و ماهیگیران منتظر تصمیمی از پایتخت هستند که نرسیده", "fa"),
        ("הנמל סגור מיום שלישי והדייגים מחכים להחלטה של הבירה", "he"),
        ("海港自周二起关闭，渔民们在等待首都的决定。", "zh"),
        ("港は火曜日から閉鎖されており、漁師たちは決定を待っている。", "ja"),
        ("항구는 화요일부터 폐쇄되었고 어부들은 결정을 기다리고 있다.", "ko"),
        ("Το λιμάνι είναι κλειστό από την Τρίτη και οι ψαράδες περιμένουν.", "el"),
        (
            "Liman salı gününden beri kapalı ve balıkçılar bir karar için bekliyor ama haber yok.",
            "tr",
        ),
    ],
)
def test_languages_are_told_from_their_words(text, tag):
    assert guess_language(text) == tag


@pytest.mark.parametrize(
    "text", ["", "12 345", "Velmora", "Ana Plo, Ben Roe", "xq zv wk jf pd mt rr ss", "🙂🙂🙂"]
)
def test_what_is_not_clear_has_no_language(text):
    assert guess_language(text) is None


def test_a_text_read_wrongly_is_less_plausible():
    right = "Посольство закрыли на прошлой неделе, и это было не так важно."
    assert plausibility(right) > 2 * plausibility(right.encode("cp1251").decode("koi8-r"))
    assert plausibility("") == 0


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("October 29, 2025", "2025-10-29"),
        ("Oct. 29, 2025", "2025-10-29"),
        ("Wednesday, October 29th, 2025", "2025-10-29"),
        ("29 October 2025", "2025-10-29"),
        ("29. Oktober 2025", "2025-10-29"),
        ("29 de octubre de 2025", "2025-10-29"),
        ("29 жовтня 2025 року", "2025-10-29"),
        ("29 октября 2025 г.", "2025-10-29"),
        ("1er mars 2025", "2025-03-01"),
        ("October 29, 2025 at 3:14 PM EST", "2025-10-29"),
        ("October 29, 2025, 15:14", "2025-10-29"),
        ("2025-10-29", "2025-10-29"),
        ("2025-10-29T03:14:15Z", "2025-10-29"),
        ("2025/10/29", "2025-10-29"),
        ("29.10.2025", "2025-10-29"),
        ("29/10/2025", "2025-10-29"),
        ("10/29/2025", "2025-10-29"),
        ("5/5/2025", "2025-05-05"),
        ("2025年10月29日", "2025-10-29"),
        ("10/11/2025", None),
        ("February 30, 2025", None),
        ("Smarch 3, 2025", None),
        ("October 2025", None),
        ("On October 29, 2025", None),
        ("October 29, 2025 it rained", None),
        ("13/13/2025", None),
        ("0000-01-01", None),
        ("", None),
    ],
)
def test_dates_are_read_only_where_they_are_clear(text, day):
    assert parse_date(text) == day


@given(st.dates(min_value=datetime.date(1000, 1, 1)))
def test_any_day_in_english_is_read(day):
    assert parse_date(f"{day:%B} {day.day}, {day.year}") == day.isoformat()


@given(st.text(max_size=70))
def test_reading_dates_never_fails(text):
    assert parse_date(text) is None or len(parse_date(text)) == 10
    parse_moment(text)


def test_a_moment_keeps_its_time_and_zone():
    assert parse_moment("2025-10-29T03:14:15+02:00") == "2025-10-29T03:14:15+02:00"
    assert parse_moment("2025-10-29 03:14") == "2025-10-29T03:14:00"
    assert parse_moment("October 29, 2025") == "2025-10-29"
    assert parse_moment("T: no") is None
