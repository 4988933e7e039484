"""Inputs made to hang or crash a reader: each must be read by work that grows with its size.

Doubling an input may about double the time; the tests count calls of Python code instead of
seconds, so that a busy machine fails none of them.
"""

import inspect
import sys

import pytest
from block_shapes import assert_blocks_fit

from credreview.intake.files import draft_of

_MANY = 200_000

_MARKDOWN = {
    "nested quotations": ">" * _MANY + "x",
    "nested quotations with spaces": "> " * _MANY + "x",
    "open brackets": "[" * _MANY,
    "pictures never closed": "![" * (_MANY // 2),
    "brackets closed": "[" * (_MANY // 2) + "]" * (_MANY // 2),
    "links in links": "[" * 50_000 + "x" + "](a)" * 50_000,
    "links never closed": "[a](" * 50_000,
    "open parentheses": "[a](" + "(" * _MANY,
    "titles never closed": '[](a "' * 30_000,
    "tags": "<b>" * (_MANY // 3) + "x",
    "nested elements": "<div>" * 40_000 + "x" + "</div>" * 40_000,
    "tags never closed": "<a " * (_MANY // 3),
    "angle brackets": "<" * _MANY,
    "comments never closed": "<!--" * 50_000,
    "scripts never closed": "<script>" * 25_000,
    "stars": "*a " * 60_000,
    "one run of stars": "*" * _MANY + "a" + "*" * _MANY,
    "underscores": "_a" * 100_000,
    "ticks": " ".join("`" * (n % 600 + 1) for n in range(700)),
    "nested lists": "\n".join("  " * n + "- x" for n in range(600)),
    "ampersands": "&" * _MANY,
    "spaces": " " * _MANY + "x",
    "spaces in a heading": "# x" + " " * _MANY + "x",
    "hashes in a heading": "# " * 100_000,
    "rule that is none": "- " * 100_000 + "x",
    "table": "|" * _MANY + "\n|-|",
    "references": "[a]: b\n\n" + "[a" * 70_000 + "]" * 1000,
    "definitions": "[a]:" * 50_000,
    "backslashes": "\\" * _MANY,
}
_PLAIN = {
    "bullets": "- " * 100_000,
    "numbers": "1. " * 70_000,
    "handles": "(@" * 100_000,
    "dashes before a handle": "— " * 100_000 + "(@ana)",
    "one long word": "x" * _MANY,
    "one long heading": "Word " * 40_000,
    "quotation marks": '"' * _MANY,
    "same line": "The same line again\n" * 5_000,
    "deeper and deeper": "\n".join(" " * n + "- x" for n in range(600)),
    "combining marks": "a" + "\u0301\u0323" * 50_000,
    "colons": "A:" * 100_000,
    "commas in a date": "April 5" + "," * _MANY + " 2031",
    "front matter that never ends": "---\n" + "key: value\n" * 10_000,
    "front matter of colons": "---\n" + ":" * _MANY + "\n---\nx",
}


@pytest.mark.timeout(60)
@pytest.mark.parametrize("source", _MARKDOWN.values(), ids=_MARKDOWN.keys())
def test_markdown_made_to_hang_is_read(source):
    draft = draft_of(f"start\n\n{source}".encode(), "a.md")
    assert_blocks_fit(draft.text, draft.blocks)


@pytest.mark.timeout(60)
@pytest.mark.parametrize("source", (_PLAIN | _MARKDOWN).values(), ids=(_PLAIN | _MARKDOWN).keys())
def test_plain_text_made_to_hang_is_read(source):
    draft = draft_of(f"start\n\n{source}".encode(), "a.txt")
    assert_blocks_fit(draft.text, draft.blocks)


def calls_for(source, name):
    """Count the calls made while reading, of Python functions and of built-in ones."""
    count = 0

    def counting(_frame, event, _argument):
        nonlocal count
        count += event in {"call", "c_call"}

    sys.setprofile(counting)
    try:
        draft_of(source.encode(), name)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
@pytest.mark.parametrize(
    "unit", ["[", "![", "> ", "<b>", "*a ", "- x\n", "> x\n", "`a ", "x\n\n", "(@a) ", "[a](b "]
)
def test_twice_the_input_is_about_twice_the_work(unit, name):
    few, many = (calls_for("start\n\n" + unit * n, name) for n in (500, 4000))
    assert many < few * 8 * 1.5


def test_deep_nesting_needs_no_deep_stack():
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack(0)) + 60)
    try:
        draft = draft_of(
            ("> " * 5000 + "- " * 5000 + "[" * 5000 + "<b>" * 5000 + "x").encode(), "a.md"
        )
    finally:
        sys.setrecursionlimit(limit)
    assert draft.text.endswith("x")
