import pytest

from credreview.intake.boilerplate import is_boilerplate
from credreview.intake.cues import (
    Byline,
    byline,
    dateline,
    ends_with_post_link,
    is_caption,
    is_name,
    is_quotation,
    post_signature,
)


@pytest.mark.parametrize(
    ("line", "author", "handle", "posted", "alone"),
    [
        ("— Ana Plo (@ana_plo) April 5, 2031", "Ana Plo", "ana_plo", "2031-04-05", True),
        ("— Ana Plo (@ana_plo)", "Ana Plo", "ana_plo", None, True),
        ("- Ana Plo (@ana_plo) 5 April 2031", "Ana Plo", "ana_plo", "2031-04-05", True),
        ("–Ana Plo 🇺🇦 (@ana_plo) April 5, 2031", "Ana Plo 🇺🇦", "ana_plo", "2031-04-05", True),
        ("Ana Plo (@ana_plo) · Apr 5, 2031", "Ana Plo", "ana_plo", "2031-04-05", True),
        ("— Ана Пло (@ana_plo) 5 квітня 2031 р.", "Ана Пло", "ana_plo", "2031-04-05", True),
        (
            "— Ana (@ana@social.example) April 5, 2031",
            "Ana",
            "ana@social.example",
            "2031-04-05",
            True,
        ),
        ("Calm sea.— Ana Plo (@ana_plo) April 5, 2031", "Ana Plo", "ana_plo", "2031-04-05", False),
        (
            "Calm — at last — Ana Plo (@ana_plo) April 5, 2031",
            "Ana Plo",
            "ana_plo",
            "2031-04-05",
            False,
        ),
    ],
)
def test_signatures_of_posts_are_read(line, author, handle, posted, alone):
    found = post_signature(line)
    assert (found.author, found.handle, found.posted, found.alone) == (
        author,
        handle,
        posted,
        alone,
    )


@pytest.mark.parametrize(
    "line",
    [
        "Ana Plo (@ana_plo) writes about the sea",
        "Follow the author (@ana_plo)",
        "Calm sea — Ana Plo (@ana_plo)",
        "He asked: is it so? Ana Plo (@ana_plo) April 5, 2031",
        "— Ana Plo (ana_plo) April 5, 2031",
        "— (@ana_plo) April 5, 2031",
        "— " + "Ana " * 40 + "(@ana_plo) April 5, 2031",
        "(@)",
        "",
    ],
)
def test_other_mentions_are_no_signatures(line):
    assert post_signature(line) is None


def test_addresses_of_posted_pictures():
    assert ends_with_post_link("See pic.twitter.com/AbCdEf12")
    assert ends_with_post_link("See https://t.co/AbCdEf12")
    assert not ends_with_post_link("pic.twitter.com/AbCdEf12 shows it")
    assert not ends_with_post_link("")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("By Ana Plo", Byline("Ana Plo")),
        ("BY ANA PLO", Byline("ANA PLO")),
        ("By Ana Plo and Ben Roe", Byline("Ana Plo and Ben Roe")),
        ("By Ana Plo, Velmora Correspondent", Byline("Ana Plo")),
        ("By Ana van der Plo | April 5, 2031", Byline("Ana van der Plo", "2031-04-05")),
        ("By Ana Plo on April 5, 2031", Byline("Ana Plo", None)),
        ("Written by A. Plo-Roe", Byline("A. Plo-Roe")),
        ("Author: Ana Plo", Byline("Ana Plo")),
        ("Автор: Ана Пло", Byline("Ана Пло")),
        ("Von Ana Plo", Byline("Ana Plo")),
        ("Ana Plo: senior fellow of the Harbour Institute.", Byline("Ana Plo")),
        (
            "Ana Maria Plo:\u00a0 Deputy Head of the Harbour Office, Leader of a list.",
            Byline("Ana Maria Plo"),
        ),
        ("April 5, 2031", Byline(None, "2031-04-05")),
        ("Published: April 5, 2031 at 10:30 AM", Byline(None, "2031-04-05")),
        ("Published on 5 April 2031", Byline(None, "2031-04-05")),
        ("Last updated: April 6, 2031", Byline(None, None)),
    ],
)
def test_lines_over_an_article_are_read(line, expected):
    assert byline(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "By 2018, the harbour was closed.",
        "By Monday, the boats had left.",
        "By the sea",
        "Ana Plo: we will wait for the boats.",
        "The harbour: a history of its closing",
        "Military contacts: what lies behind them?",
        "Published in the harbour",
        "Date of the closing is open",
        "x" * 600,
        "",
    ],
)
def test_sentences_are_no_bylines(line):
    assert byline(line) is None


@pytest.mark.parametrize(
    "name", ["Ana Plo", "A. B. Plo", "Jean-Marie D’Aval", "Velmora Courier", "María de la Cruz"]
)
def test_names_are_capitalised_words(name):
    assert is_name(name)


@pytest.mark.parametrize("words", ["", "the sea", "Ana 2031", "Ana writes", "de la Cruz", "A " * 9])
def test_other_words_are_no_names(words):
    assert not is_name(words)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("VELMORA, April 5, 2031 — The harbour is closed.", "2031-04-05"),
        ("Velmora, 5 April 2031 (Courier) – The harbour is closed.", "2031-04-05"),
        ("VELMORA, Northern Coast, Apr. 5, 2031 - The harbour is closed.", "2031-04-05"),
        ("June 2031 — The harbour is closed.", None),
        ("VELMORA (Courier) — The harbour is closed.", None),
        ("On April 5, 2031, the harbour was closed — for good.", None),
        ("On Tuesday, April 5, 2031 the harbour was closed", None),
    ],
)
def test_a_dateline_states_the_day(line, day):
    assert dateline(line) == day


@pytest.mark.parametrize(
    "line",
    [
        "Photo: Ana Plo",
        "Image credit: Harbour Office",
        "(Photo by Ana Plo)",
        "Photo courtesy of the Harbour Office",
        "The harbour at dawn. (Image: Courier)",
        "The harbour at dawn. Ana Plo/AFP",
        "Figure 2: Boats by year",
        "Фото: Ана Пло",
    ],
)
def test_credits_make_a_caption(line):
    assert is_caption(line)


@pytest.mark.parametrize(
    "line",
    [
        "The photo shows the harbour.",
        "Photographs of it were sold: nobody bought them.",
        "The office said so (Courier).",
        "Photo: " + "x" * 400,
        "",
    ],
)
def test_sentences_about_pictures_are_no_captions(line):
    assert not is_caption(line)


@pytest.mark.parametrize(
    "words",
    [
        '"We wait."',
        "“We wait”.",
        "«We wait»",
        "„We wait“",
        "“We don’t ‘wait’ here”…",
        "「We wait」",
    ],
)
def test_one_passage_in_marks_is_a_quotation(words):
    assert is_quotation(words)


@pytest.mark.parametrize(
    "words", ['"We wait," he said. "Long."', '"We wait', 'We "wait"', '""', "", '"We" and "they"']
)
def test_other_paragraphs_are_no_quotations(words):
    assert not is_quotation(words)


@pytest.mark.parametrize(
    "line",
    [
        "Loading recommendations…",
        "top of page",
        "BOTTOM OF PAGE",
        "Comments",
        "Comments (12)",
        "3 comments",
        "1.2k shares",
        "Advertisement",
        "ADVERTISEMENT - SCROLL TO CONTINUE",
        "Share this",
        "Share on Facebook",
        "5 min read",
        "Reading time: 4 minutes",
        "Read more »",
        "Read also: The harbour is open again",
        "Related articles",
        "More stories from Velmora",
        "You may also like",
        "Subscribe to our newsletter for the latest",
        "Sign up",
        "We use cookies to improve your experience. Read our policy.",
        "By continuing to use this site you accept our cookies and terms.",
        "© 2031 Velmora Courier. All rights reserved.",
        "Copyright 2031 Velmora Courier",
        "Skip to main content",
        "Back to top ↑",
        "Follow us on Telegram",
        "Leave a comment",
        "Tags: harbour, boats",
        "Click here to read it",
        "Коментарі",
        "Читайте також: Гавань відкрито",
        "Читать далее",
        "Anzeige",
        "Lire aussi : Le port est fermé",
        "Please enable JavaScript to view the comments.",
    ],
)
def test_phrases_of_web_pages_are_boilerplate(line):
    assert is_boilerplate(line)


@pytest.mark.parametrize(
    "line",
    [
        "Comments on the closing came from all sides.",
        "The loading of the boats went on.",
        "Share of boats that left",
        "The paper was read more than any other",
        "Advertisements were found on the quay.",
        "Related reports were not confirmed.",
        "He signed up for the crew.",
        "Cookies were baked on the quay.",
        "More boats are to leave on Tuesday",
        "By continuing the closing, the office lost its friends.",
        "The copyright law of 2031 was changed",
        "",
    ],
)
def test_sentences_of_an_article_are_not(line):
    assert not is_boilerplate(line)
