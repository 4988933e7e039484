"""The templates that come with the program, and what their manual says."""

import re

import pytest

from credreview.domain.summary import Kind
from credreview.report import outline, templating
from credreview.report.html_page import VARIABLES as PAGE_VARIABLES
from credreview.report.model import Masthead
from credreview.report.outline import PARTS, VARIABLES, Subject, sections
from credreview.report.words import Paragraph, words
from credreview.resources import resource

FOLDER = resource("templates")
MANUAL = (FOLDER / "README.md").read_text(encoding="utf-8")


def made(name):
    return lambda: (Masthead("K", "T") if name == "masthead" else Paragraph(words(name)),)


ALL = {name: made(name) for name in PARTS}


def rows(heading):
    """Return the first two fields of the rows of the table beneath a heading of the manual."""
    section = MANUAL.split(f"\n## {heading}\n")[1].split("\n## ")[0]
    return dict(re.findall(r"(?m)^\| `([a-z_]+)` \| (.*) \|$", section))


def test_the_manual_lists_every_part_and_every_value():
    assert tuple(rows("Parts")) == PARTS
    assert rows("Values") == dict(VARIABLES)
    assert rows("The page") == dict(PAGE_VARIABLES)


def test_the_manual_lists_every_filter():
    told = MANUAL.split("besides there are the filters")[1].split("There are no")[0]
    assert tuple(re.findall(r"`(\w+)`", told)) == templating._FILTERS


def test_the_manual_lists_every_file_and_no_other():
    told = set(re.findall(r"(?m)^\| `([\w.]+\.(?:md|html))` \|", MANUAL))
    assert told == {path.name for path in FOLDER.iterdir()} - {"README.md"}
    assert told >= {f"{kind}.md" for kind in Kind}


@pytest.mark.parametrize("kind", Kind)
def test_each_kind_has_an_outline_that_begins_with_a_masthead(kind):
    articles = [Subject("article-1", {"number": 1, "title": "T"}, ALL)]
    found = sections(kind, {"title": "T", "claims": 3, "judged": 1}, ALL, None, articles)
    assert list(found.remarks) == []
    assert found.sections[0].has_masthead
    assert not found.sections[0].is_new_page
    assert len({one.anchor for one in found.sections}) == len(found.sections)
    assert all(len(one.blocks) for one in found.sections)
    assert found.sections[-1].title.lower().endswith("fingerprint")


@pytest.mark.parametrize("kind", Kind)
def test_an_outline_of_nothing_is_empty(kind):
    assert len(sections(kind, {}, {}).sections) == 0


def test_a_review_keeps_the_order_of_the_printed_page():
    articles = [Subject("article-1", {"number": 1, "title": "T"}, ALL)]
    titles = [one.title for one in sections(Kind.REVIEW, {}, ALL, None, articles).sections]
    order = ["Provenance of the claims", "Articles", "Claims", "Sources"]
    order += ["Differences and agreement", "Article 1: T", "Key to the scales"]
    assert [title for title in titles if title in order] == order


def test_an_article_alone_brings_its_key_and_inside_a_review_does_not():
    alone = sections(Kind.ARTICLE, {"title": "T"}, ALL).sections
    assert alone[-1].title.startswith("Key to the scales")
    assert all(one.is_brief for one in alone)
    inside = sections(Kind.REVIEW, {}, ALL, None, [Subject("article-1", {"number": 1}, ALL)])
    article = next(one for one in inside.sections if one.anchor == "article-1")
    assert article.is_new_page
    assert [one.anchor for one in inside.sections if one.is_brief] == ["article-1"]
    assert "key" not in ["".join(r.text for r in getattr(b, "words", ())) for b in article.blocks]


def test_every_part_is_placed_by_some_outline():
    placed = "\n".join(path.read_text() for path in FOLDER.glob("*.md") if path.name != "README.md")
    assert set(re.findall(r"(?m)^@(?:beside )?(\w+)", placed)) >= set(PARTS) - {
        "contents", "record"
    }  # fmt: skip
    assert "@beside statement contents" in placed
    assert "@record" in placed
    assert outline.PARTS is PARTS


def test_no_outline_speaks_of_scores_as_if_there_were_any():
    for path in FOLDER.glob("*.md"):
        words_of = path.read_text(encoding="utf-8")
        assert "total score" not in words_of
        assert "credibility score" not in words_of
