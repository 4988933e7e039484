"""Texts that try to be more than words, and reports made of them; the same for the same seed."""

import random
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace

from credreview.report.charts import (
    AgreementChart,
    AgreementMatrix,
    GradeMatrix,
    ProgressChart,
    ProvenanceMix,
    Timeline,
)
from credreview.report.model import Report
from credreview.report.tables import Cell, Table

#: Each tries one thing.
TEXTS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)><b>bold</b>",
    "</style></title></section></main><iframe src=//example.invalid>",
    "<!-- comment --> <![CDATA[ x ]]> <?php ?>",
    "&lt;b&gt; &amp;amp; &#60;script&#62; &nbsp; & plain",
    "<a href='javascript:alert(1)'>go</a> <svg/onload=alert(1)>",
    '" onmouseover="alert(1)" x=\'',
    "![picture](file:///etc/hostname) ![x][y]",
    '[link](https://example.invalid/a?b=c&d#e "title") [x]: http://example.invalid',
    "<http://example.invalid> http://example.invalid www.example.invalid me@example.invalid",
    "# heading #",
    "## heading ##\n---\n===\n> quote\n>> deeper",
    "- item\n+ item\n* item\n1. one\n2) two",
    "    indented code\n\ttab code\n```\nfence\n~~~",
    "**bold** __bold__ *it* _it_ ***both*** ~~struck~~ `code` ``co`de``",
    "a_b_c _d_ e*f*g \\*escaped\\* \\\\ \\",
    "| a | b |\n|---|---|\n| c \\| d | e \\\\| f |",
    "{{ title }} {% if x %} {# y #} {{ ''.__class__ }}",
    "@page\n@each article\n@logo /etc/passwd\n# Section",
    "\u202egnp.exe\u202c \u2066isolated\u2069 \u200e\u200f\u061c",
    "zero\u200bwidth pay\u200dpal \ufeffbom \u2060joiner \U000e0041\U000e0042tags",
    "\x00\x01\x02\x03\x07\x08\x0b\x0c\x1b[31mred\x1b[0m\x7f\x85\x9f",
    "\ud800 lone \udfff surrogates",
    "\ue000 private \uf8ff use \U000f0000 \U0010ffff \ufffe \ufdd0 \u0378",
    "\ue000" + "0\ue001 the marks of templates \ue010 \ue0f0\ue0f1",
    "line\r\nends\rof\u2028every\u2029kind\n\n\n",
    "“nested ‘quotes “in quotes” in’ quotes” «и „здесь“» ”וגם”",
    "שלום <b>עולם</b> \u202bעברית\u202c",
    "قال <i>متحدث</i> 123 (abc) ٤٥٦",
    "研究人员<br>估计\u3000约有五千人",
    "Zalgo " + "a\u0301\u0302\u0303\u0304\u0305" * 20,
    "👩‍🚀 🏴\U000e0067\U000e0062\U000e007f 🇺🇦 क्‍ष",
    "%s %d {0} {name} $HOME `id` $(id) ${x} %(x)s",
    "=1+1 @SUM(1) +cmd|' /C calc'!A0",
    "../../../etc/passwd C:\\Windows\\win.ini \\\\host\\share file:///x",
    "   \t  leading and trailing   \t ",
    "]]> --> */ ') \") `}); </textarea></noscript>",
)
_PIECES = (
    *("<", ">", "&", '"', "'", "`", "*", "_", "#", "[", "]", "(", ")", "!", "\\", "|", "~", "-"),
    *("+", "=", ":", "//", "@", "{", "}", "%", "\n", "\t", " ", "\r\n", "1.", "2)", "http://a.b"),
    *("\u202e", "\u200b", "\x00", "\ud83d", "\ue000", "word", "слово", "מילה", "كلمة", "文字"),
    *("<b>", "</b>", "<!--", "-->", "&lt;", "&#x3c;", "![", "](", "```", "    ", "***"),
)
#: What reports hold of reviews: words that anybody may have typed. Ids, anchors and signs are ours.
_TYPED = frozenset(
    ["text", "title", "quote", "label", "value", "head", "note", "kicker", "lead", "by", "how"]
    + ["when", "provenance", "attributed_to", "directness", "confidence", "words", "pair", "rows"]
    + ["elsewhere", "descriptor", "place", "hint", "share", "subject", "organisation", "author"]
    + ["definition", "flags", "table"]
)
#: What is drawn in a chart is in its table as well, which every renderer shows.
_CHARTS = (GradeMatrix, ProvenanceMix, ProgressChart, Timeline, AgreementMatrix, AgreementChart)
_OF_CHARTS = frozenset(["table", "note"])
_OF_CELLS = frozenset(["paragraphs"])


def hostile_text(rng: random.Random, longest: int = 400) -> str:
    """Return a text of at most about so many characters."""
    kind = rng.random()
    if kind < 0.5:
        return rng.choice(TEXTS)
    if kind < 0.8:
        return "".join(rng.choice(_PIECES) for _ in range(rng.randint(1, max(longest // 4, 2))))
    if kind < 0.9:
        return (rng.choice(_PIECES) * longest)[: rng.randint(1, longest)]
    return " ".join(rng.choice(TEXTS) for _ in range(3))


def hostile_rationale(rng: random.Random, longest: int = 400) -> str:
    """Return a text that a Markdown parser may need long for."""
    return "\n\n".join(hostile_text(rng, longest) for _ in range(rng.randint(1, 4)))


def long_text(rng: random.Random, length: int = 1_000_000) -> str:
    """Return one word, or one sign, or one line, of this length."""
    piece = rng.choice(
        ("a", "ж", "文", "<", "*", "[", "\u202e", "word ", "a\n", "&amp;", "`", "> ")
    )
    return (piece * length)[:length]


def with_words(report: Report, change: Callable[[str], str]) -> Report:
    """Return the report with each text that somebody may have typed put through `change`."""
    return _changed(report, change, is_typed=False)


def _changed(value, change, *, is_typed):
    if isinstance(value, str):
        return change(value) if is_typed and value else value
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return value
    if isinstance(value, tuple):
        return tuple(_changed(one, change, is_typed=is_typed) for one in value)
    if isinstance(value, Table) and not value.rows:
        return value  # its head is not shown
    # Of a pair in a table only the signs are shown.
    names = {Cell: _OF_CELLS, **dict.fromkeys(_CHARTS, _OF_CHARTS)}.get(type(value))
    if is_dataclass(value) and type(value).__module__.startswith("credreview.report"):
        return replace(
            value,
            **{
                field.name: _changed(
                    getattr(value, field.name), change, is_typed=field.name in _TYPED
                )
                for field in fields(value)
                if names is None or field.name in names
            },
        )
    return value
