"""The two real articles, as found on the web: boilerplate, doubled captions, a pasted post."""

import os
import unicodedata
from pathlib import Path

import pytest
from block_shapes import assert_blocks_fit

from credreview.domain.model import BlockKind
from credreview.intake.files import read_article

_REPOSITORY = Path(__file__).resolve().parents[3]


def real_article(prefix):
    folder = Path(
        os.environ.get("CREDREVIEW_REAL_ARTICLES", _REPOSITORY.parent / "shared" / "seeds")
    )
    found = sorted(folder.glob(f"{prefix}_*.txt"))
    if not found:
        message = f"the real articles are not in {folder} (CREDREVIEW_REAL_ARTICLES)"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    draft = read_article(found[0])
    assert_blocks_fit(draft.text, draft.blocks)
    assert draft.original == found[0].read_bytes()
    assert unicodedata.is_normalized("NFC", draft.text)
    return draft


def words(draft, kind):
    return [draft.text[b.start : b.end] for b in draft.blocks if b.kind is kind]


def test_the_post_in_the_first_article_is_one_block():
    draft = real_article("000")
    (post,) = [block for block in draft.blocks if block.kind is BlockKind.EMBEDDED_POST]
    assert post.posted == "2025-10-29"
    text, signature = draft.text[post.start : post.end].split("\n")
    assert text.startswith("So funny how")
    assert signature == f"— {post.author} (@{post.handle}) October 29, 2025"
    assert len(post.author.split()) == 2


def test_the_first_article_has_no_title_and_each_line_is_a_paragraph():
    draft = real_article("000")
    assert draft.facts.title is None
    assert draft.facts.author is None
    assert draft.facts.published is None
    assert draft.facts.language == "en"
    assert draft.guessed == {"language"}
    assert words(draft, BlockKind.BOILERPLATE) == ["Loading recommendations…"]
    paragraphs = words(draft, BlockKind.PARAGRAPH)
    assert len(paragraphs) == 10
    assert all("\n" not in paragraph for paragraph in paragraphs)
    assert len(draft.blocks) == 12
    assert draft.remarks == ()


def test_the_second_article_s_furniture_is_boilerplate():
    draft = real_article("004")
    assert words(draft, BlockKind.BOILERPLATE) == ["top of page", "Comments", "bottom of page"]


def test_the_second_article_s_title_and_author_are_guessed():
    draft = real_article("004")
    assert "Waging a Covert War" in draft.facts.title
    assert draft.facts.language == "en"
    assert draft.facts.published is None
    assert draft.guessed == {"title", "author", "language"}
    (byline,) = words(draft, BlockKind.BYLINE)
    name, _, roles = byline.partition(":\u00a0")
    assert draft.facts.author == name
    assert len(name.split()) == 3
    assert roles.startswith("Deputy Head of")


def test_the_second_article_s_doubled_captions_are_one_block_each():
    captions = words(real_article("004"), BlockKind.CAPTION)
    assert len(captions) == 2
    for caption, role in zip(captions, ["Secretary of State", "Ambassador to Cuba"], strict=True):
        first, second = caption.split("\n")
        assert first == second
        assert first.endswith(role)


def test_the_second_article_s_headings_bullets_and_quotation():
    draft = real_article("004")
    headings = words(draft, BlockKind.HEADING)
    assert len(headings) == 9
    assert "How Will the U.S. React?" in headings
    assert [block.level for block in draft.blocks if block.kind is BlockKind.HEADING] == [1] + [
        2
    ] * 8
    bullets = words(draft, BlockKind.LIST_ITEM)
    assert len(bullets) == 12
    assert all(bullet.startswith("• ") for bullet in bullets)
    (quotation,) = words(draft, BlockKind.QUOTATION)
    assert quotation.startswith('"Mass migration')


def test_the_second_article_s_dated_entries_are_paragraphs():
    paragraphs = words(real_article("004"), BlockKind.PARAGRAPH)
    assert (
        sum(
            p.startswith(("June 2023 —", "January 2024 —", "April 2024 —", "July 2024 —"))
            for p in paragraphs
        )
        == 4
    )
    assert any(p.startswith("By 2018,") for p in paragraphs)


def test_no_break_spaces_stay_within_lines_and_a_line_of_nothing_else_goes():
    text = real_article("004").text
    assert text.count("\u00a0") == 3
    assert all(line.strip() for line in text.split("\n\n"))
    assert text.endswith("Comments\n\nbottom of page")
