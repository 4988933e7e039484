"""Outlines order and word the parts; what they print is data; a broken one is told of."""

import time
from dataclasses import replace

import example
import pytest

from credreview.domain.summary import Kind
from credreview.report.lazy import Lazy
from credreview.report.model import Beside, Contents, Heading, Masthead, Statement
from credreview.report.outline import Subject, sections
from credreview.report.words import Paragraph, Run, words

PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)


def part(name):
    made = {
        "masthead": Masthead("Kicker", "Title"),
        "statement": Statement("Statement", (), ""),
        "contents": Contents("Contents"),
    }.get(name, Paragraph(words(name)))
    return lambda: (made,)


def parts(*names):
    return {name: part(name) for name in names}


def laid(folder, text, made=None, *, context=None, articles=(), name="review.md"):
    (folder / name).write_text(text, encoding="utf-8")
    return sections(Kind.REVIEW, context or {}, made or {}, folder, articles)


def told(section):
    return [
        block.text
        if isinstance(block, Heading)
        else "".join(run.text for run in block.words)
        if isinstance(block, Paragraph)
        else type(block).__name__
        for block in section.blocks
    ]


def test_titles_headings_notes_paragraphs_and_parts_come_in_order(tmp_path):
    found = laid(
        tmp_path,
        "@masthead\n\n# One\nSmall *print*.\nMore.\n\nSome **words**.\n\n@claims\n"
        "## Two\nNote\n@key\n\n### Three\n@method\n",
        parts("masthead", "claims", "key", "method"),
    )
    first, second = found.sections
    assert (first.title, first.has_masthead, first.is_listed) == ("", True, False)
    assert (second.title, second.note, second.anchor) == (
        "One", "Small print. More.", "section-claims",
    )  # fmt: skip
    assert told(second) == ["Some words.", "claims", "Two", "key", "Three", "method"]
    assert second.blocks[0].words[1] == Run("words", bold=True)
    assert [b for b in second.blocks if isinstance(b, Heading)] == [
        Heading("Two", 1, "Note"),
        Heading("Three", 2),
    ]
    assert list(found.remarks) == []


def test_what_is_empty_is_left_out_with_its_heading_and_its_words(tmp_path):
    found = laid(
        tmp_path,
        "# Gone\nNote\n\nWords.\n\n@claims\n\n## Gone too\n@key\n\n# Stays\n@method\n\n"
        "## Left out\n@hashes\n\n## Kept for what is below\n@claims\n### Below\n@method\n\n"
        "# Words alone\nstay\n",
        {**parts("method"), "claims": lambda: ()},
    )
    assert [one.title for one in found.sections] == ["Stays", "Words alone"]
    assert told(found.sections[0]) == ["method", "Kept for what is below", "Below", "method"]


def test_two_parts_stand_side_by_side_where_both_are_there(tmp_path):
    text = "@beside statement contents"
    both = laid(tmp_path, text, parts("statement", "contents")).sections[0].blocks
    assert list(both) == [Beside(Statement("Statement", (), ""), Contents("Contents"))]
    one = laid(tmp_path, text, parts("contents")).sections[0].blocks
    assert list(one) == [Contents("Contents")]
    other = laid(tmp_path, "@beside claims contents", parts("claims", "contents")).sections[0]
    assert told(other) == ["claims", "Contents"]


EVIL = "Evil\n@page\n# Section\n**bold** [x](y) `c` <b>\n@logo /x\n\ue0005\ue001 {{ name }}"


def test_printed_values_are_words_and_nothing_else(tmp_path):
    found = laid(
        tmp_path,
        "{{ title }}\n\n# {{ title }}\n{{ title }}\n\nA *{{ title }}* b\n\n@claims\n"
        "{{ title|upper }}",
        parts("claims"),
        context={"title": EVIL, "name": "no"},
    )
    first, second = found.sections
    assert told(first) == [EVIL]
    assert (second.title, second.note) == (EVIL, EVIL)
    assert told(second) == [f"A {EVIL} b", "claims", EVIL.upper()]
    assert second.blocks[0].words == (Run("A "), Run(EVIL, italic=True), Run(" b"))


def test_conditions_and_counts_word_a_report(tmp_path):
    text = "# {{ claims|counted('claim', 'claims') }}{% if open %}, {{ open }} open{% endif %}\nx\n"
    text += "{# nobody sees this #}\n{% if not open %}\ny\n{% endif %}\n"
    one = laid(tmp_path, text, context={"claims": 1}).sections
    many = laid(tmp_path, text, context={"claims": 7, "open": 2}).sections
    assert [one[0].title, many[0].title] == ["1 claim", "7 claims, 2 open"]
    assert [one[0].note, many[0].note] == ["x y", "x"]


def subject(number):
    return Subject(
        f"article-{number}", {"number": number, "title": f"T{number}"}, parts("masthead", "claims")
    )


def test_each_article_is_a_section_made_when_it_is_asked_for(tmp_path):
    asked = []

    def fetch(start, stop):
        asked.extend(range(start, stop))
        return [subject(at + 1) for at in range(start, stop)]

    found = sections(
        Kind.REVIEW, {"claims": 1}, parts("masthead", "key"), None, Lazy(5000, fetch, window=1)
    )
    assert len(found.sections) == 5002
    assert asked == [0]
    third = found.sections[3]
    assert (third.title, third.anchor, third.is_new_page) == ("Article 3: T3", "article-3", True)
    assert third.has_masthead
    assert told(third) == ["Masthead", "Claims", "claims"]
    assert found.sections[-1].title == "Key to the scales"
    assert len(asked) < 20


def test_further_titles_of_an_article_become_headings(tmp_path):
    (tmp_path / "article.md").write_text("# {{ title }}\n@claims\n\n# More\nNote\n@masthead\n")
    found = laid(tmp_path, "@page\n@each article", articles=[subject(1)])
    (only,) = found.sections
    assert (only.title, only.is_new_page) == ("T1", True)
    assert told(only) == ["claims", "More", "Masthead"]


def test_a_logo_a_kicker_and_a_name_dress_the_report(tmp_path):
    (tmp_path / "ship.png").write_bytes(PNG)
    found = laid(
        tmp_path,
        "@logo ship.png\n@kicker Harbour {{ number }}\n@organisation Ships & Co\n@masthead\n",
        parts("masthead"),
        context={"number": 3},
    )
    assert found.organisation == "Ships & Co"
    assert list(found.sections[0].blocks) == [Masthead("Harbour 3", "Title", logo=PNG)]


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("@masthead\n@nonsense\n", 2, "nonsense"),
        ("@masthead\n\n{% for x in title %}{% endfor %}", 3, "if %} can be used"),
        ("{% set a = 1 %}", 1, "can be used"),
        ("{% include 'x' %}", 1, "can be used"),
        ("{{ title.__class__ }}", 1, "can be used"),
        ("{{ title() }}", 1, "can be used"),
        ("{{ title * 9 }}", 1, "can be used"),
        ("{{ [1, 2] }}", 1, "can be used"),
        ("a\n\n{{ secret }}", 3, "secret"),
        ("a\n{{ title", 2, "."),
        ("a\n{% if title %}", 2, "."),
        ("{% if title %}\n{# x #}\n{% endif %}\n@nonsense", 4, "nonsense"),
        ("{% if title %}\n{# x #}\n{% endif %}\n{{ secret }}", 4, "secret"),
        ("{{ title|safe }}", 1, "safe"),
        ("{{ title|replace('', 'x') }}", 1, "replace"),
        ("# A\n@beside claims\n", 2, "two parts"),
        ("# A\n@claims all\n", 2, "nothing may follow"),
        ("@each claim", 1, "each article"),
        ("@logo", 1, "must follow"),
        ("#### Deep", 1, "no heading"),
        ("@ claims", 1, "no heading"),
        ("\ue000", 0, "private-use"),
        ("{{ title|round }}", 1, "."),
    ],
)
def test_a_broken_outline_is_told_of_and_the_built_in_used(tmp_path, text, line, what):
    usual = sections(Kind.REVIEW, {"title": "T"}, parts("claim_table"))
    found = laid(tmp_path, text, parts("claim_table"), context={"title": "T"})
    (remark,) = found.remarks
    assert str(tmp_path / "review.md") in remark
    assert what in remark
    assert "The built-in template is used." in remark
    assert f"line {line}:" in remark if line else "line" not in remark.replace("outline", "")
    assert [one.title for one in found.sections] == [one.title for one in usual.sections]


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"# A\n\xff\xfe", "UTF-8"),
        (b"x" * 200_001, "longer than"),
    ],
)
def test_a_file_that_is_no_template_is_told_of(tmp_path, content, what):
    (tmp_path / "review.md").write_bytes(content)
    (remark,) = sections(Kind.REVIEW, {}, {}, tmp_path).remarks
    assert what in remark


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("../ship.png", PNG, "beside the template"),
        ("/etc/passwd", None, "beside the template"),
        ("..", None, "beside the template"),
        ("C:\\ship.png", None, "beside the template"),
        ("none.png", None, "not there"),
        ("big.png", PNG + bytes(1_000_000), "larger than"),
        ("words.png", b"<svg onload=x>", "neither PNG nor JPEG"),
        ("folder.png", "folder", "not there"),
        ("link.png", "link", "beside the template"),
    ],
)
def test_a_logo_from_elsewhere_or_of_another_kind_is_refused(tmp_path, name, content, what):
    folder = tmp_path / "templates"
    folder.mkdir()
    (tmp_path / "ship.png").write_bytes(PNG)
    if content == "link":
        (folder / name).symlink_to(tmp_path / "ship.png")
    elif content == "folder":
        (folder / name).mkdir()
    elif content:
        (folder / name).write_bytes(content)
    found = laid(folder, f"@logo {name}\n@masthead\n", parts("masthead"))
    assert what in found.remarks[0]
    assert all(not getattr(block, "logo", None) for s in found.sections for block in s.blocks)


def test_words_that_break_for_one_article_alone_are_the_built_in_ones(tmp_path):
    (tmp_path / "article.md").write_text("# {{ title|round }}\n@claims\n")
    odd = Subject("article-2", {"number": 2, "title": "words"}, parts("claims"))
    even = Subject("article-1", {"number": 1, "title": 3}, parts("claims"))
    found = laid(tmp_path, "@each article", articles=[even, odd])
    assert list(found.remarks) == [], "nobody has read the second article yet"
    for _ in range(2):
        assert [one.title for one in found.sections] == ["3", "Article 2: words"]
    (remark,) = found.remarks
    assert str(tmp_path / "article.md") in remark
    assert remark.endswith("For “words” the built-in template is used.")


def test_of_very_many_articles_with_broken_words_not_each_is_named(tmp_path):
    (tmp_path / "article.md").write_text("# {{ title|round }}\n@claims\n")
    sound = Subject("article-1", {"title": 3}, parts("claims"))
    odd = [Subject(f"article-{at}", {"title": f"words {at}"}, parts("claims")) for at in range(90)]
    found = laid(tmp_path, "@each article", articles=[sound, *odd])
    assert len([one.title for one in found.sections]) == 91
    assert len(found.remarks) == 5
    assert found.remarks[-1] == "The built-in template is used for more articles."


def test_a_matrix_stands_beside_a_statement_and_alone_has_its_own_heading(tmp_path):
    matrix = replace(example.matrix(), title="Grades", note="3 claims.")
    made = {**parts("statement"), "grades": lambda: (matrix,)}
    (section,) = laid(tmp_path, "# A\n@beside statement grades\n", made).sections
    assert [block for block in section.blocks] == [Beside(part("statement")()[0], matrix)]
    del made["statement"]
    (section,) = laid(tmp_path, "# A\n@beside statement grades\n", made).sections
    assert list(section.blocks) == [Heading("Grades", 1, "3 claims."), matrix]
    (section,) = laid(tmp_path, "# A\n## Mine\n@grades\n", made).sections
    assert list(section.blocks) == [Heading("Mine", 1), matrix]


def test_an_outline_of_any_size_and_values_of_any_size_take_no_time(tmp_path):
    text = "# {{ title }}\n@claims\n{{ title|upper }}\n\n" * 40
    begun = time.process_time()
    found = laid(tmp_path, text, parts("claims"), context={"title": "x" * 500_000})
    assert len(found.sections) == 40 or found.remarks
    assert time.process_time() - begun < 3


def test_an_outline_of_very_many_parts_is_broken(tmp_path):
    (remark,) = laid(tmp_path, "# Title\n" * 20_000).remarks
    assert "more than 1000 headings" in remark
