"""Words, paragraphs, grades and tables as HTML; every character from outside is escaped."""

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby
from typing import Final

from credreview.report.markdown_words import in_eights
from credreview.report.tables import Cell, Column, Table, places_without_pages
from credreview.report.visible import one_line, visible
from credreview.report.words import Grade, GradeKind, Paragraph, Role, Run, pair_text
from credreview.text import tr

#: Stands for an ampersand until HTML is cleaned: nh3 takes quadratic time for real ones, 40 s
#: for a million. No visible text holds it.
AMPERSAND: Final = "\ue0f0"

_CLASSES: Final = {
    Role.LEAD: "lead",
    Role.NOTE: "note",
    Role.QUOTATION: "quotation",
    Role.CODE: "code",
    Role.SOURCE: "source",
    Role.SMALL: "small",
    Role.HASH: "hash",
}
_STEPS: Final = 5
_NOT_IN_NAMES: Final = re.compile(r"[^A-Za-z0-9-]")


def text(words: str) -> str:
    """Return words on one line, escaped."""
    return escape(one_line(words).replace("&", AMPERSAND))


def several(words: str) -> str:
    """Return words whose line ends stay, escaped; where it stands, style keeps them."""
    return escape(visible(words).replace("&", AMPERSAND))


def element(tag: str, made: str, kind: str = "", more: str = "") -> str:
    """Return an element around HTML; `kind` is its class, `more` other attributes of the code."""
    shown = f' class="{kind}"' if kind else ""
    return f"<{tag}{shown}{more}>{made}</{tag}>"


def name(anchor: str) -> str:
    """Return an anchor's name as it can stand in an id and an address; different ones differ."""
    return _NOT_IN_NAMES.sub(lambda found: f"_{ord(found.group()):x}_", anchor)


def id_of(anchor: str) -> str:
    """Return the attribute that makes an element a place to go to, with a space before."""
    return f' id="{name(anchor)}"' if anchor else ""


def link(made: str, target: str) -> str:
    """Return HTML that leads to an anchor of this page."""
    return f'<a href="#{name(target)}">{made}</a>' if target else made


def runs(words: Iterable[Run]) -> str:
    """Return styled words; line ends in them are spaces."""
    return "".join(map(_run, words))


def _run(run: Run) -> str:
    made = text(run.text)
    for tag, wanted in (("code", run.code), ("em", run.italic), ("strong", run.bold)):
        if wanted:
            made = f"<{tag}>{made}</{tag}>"
    return link(made, run.target)


def small(words: str, kind: str = "note") -> str:
    """Return a line of small print; nothing for no words."""
    return f'<p class="{kind}" dir="auto">{text(words)}</p>' if words else ""


def paragraphs(told: Iterable[Paragraph], head: str = "") -> str:
    """Return paragraphs, list items together as lists, with a head run in to the first."""
    before = f"<strong>{text(head)}</strong> " if head else ""
    made = ""
    for is_list, some in groupby(told, lambda one: one.role is Role.LIST_ITEM):
        if is_list:
            made += f"<p>{before}</p>" if before else ""
            made += f'<ul class="list">{"".join(map(_item, some))}</ul>'
        else:
            for one in some:
                made += _paragraph(one, before)
                before = ""
        before = ""
    return made or (f"<p>{before}</p>" if before else "")


def _paragraph(one: Paragraph, before: str = "") -> str:
    kind = _CLASSES.get(one.role)
    shown = f' class="{kind}"' if kind else ""
    return f'<p{shown} dir="auto">{before}{in_line(one)}</p>'


def _item(one: Paragraph) -> str:
    # The mark is words, not style: a number that somebody typed stays that number everywhere.
    mark = f'<span class="mark">{text(one.mark)}</span> ' if one.mark else ""
    return f'<li class="in{min(max(one.level, 1), 6)}" dir="auto">{mark}{runs(one.words)}</li>'


def in_line(one: Paragraph) -> str:
    """Return a paragraph's words for the inside of a line."""
    if one.role is Role.HASH:
        return digits("".join(run.text for run in one.words))
    return runs(one.words)


def digits(words: str) -> str:
    """Return hexadecimal digits in groups of eight; anything else as words."""
    grouped = in_eights(words)
    return text(words) if grouped is None else f'<code class="hash" dir="ltr">{grouped}</code>'


def square(grade: Grade, scale: str) -> str:
    """Return a grade as a square, which says in words what it is of the scale."""
    said = f"{scale}: {grade.sign}, {grade.label}" if grade.sign else f"{scale}: {grade.label}"
    steps = ""
    if grade.step is not None:
        marks = ("<i></i>" if at != grade.step else '<i class="on"></i>' for at in range(_STEPS))
        steps = f'<span class="steps">{"".join(marks)}</span>'
    kind = grade.kind.value.replace("_", "-")
    letter = f'<span class="box">{text(grade.sign)}</span>'
    return f'<span class="grade {kind}" role="img" aria-label="{text(said)}">{letter}{steps}</span>'


def squares(pair: Sequence[Grade]) -> str:
    """Return both halves of a grade as squares."""
    scales = (tr("Source reliability"), tr("Information credibility"))
    both = "".join(square(grade, scale) for grade, scale in zip(pair, scales, strict=True))
    # Reliability comes first in every script.
    return f'<div class="squares" dir="ltr">{both}</div>'


def pair(told: Sequence[Grade]) -> str:
    """Return a pair inside a table: heavy where judged, light for F and 6."""
    one, other = told
    words = pair_text(one, other)
    halves = [one.sign or "–", other.sign or "–"]
    if words != "".join(halves) or words == "––":
        heavy = one.kind is GradeKind.GRADED and words.startswith(one.sign)
        rest = words.removeprefix(one.sign) if heavy else words
        made = (f"<strong>{text(one.sign)}</strong>" if heavy else "") + text(rest)
    else:
        made = "".join(
            f"<strong>{text(sign)}</strong>" if grade.kind is GradeKind.GRADED else text(sign)
            for grade, sign in zip(told, halves, strict=True)
        )
    return f'<span class="pair" dir="ltr">{made}</span>'


def table(told: Table) -> Iterator[str]:
    """Yield a table with its note; what is said instead where it has no rows."""
    if not told.rows:
        yield small(told.empty)
    else:
        places = places_without_pages(told)
        columns = [told.columns[at] for at in places]
        yield f"<table>{_columns(columns)}<tbody>"
        for row in told.rows:
            yield _row(row.anchor, [row.cells[at] for at in places], columns)
        yield "</tbody></table>"
    yield small(told.note)


def _columns(columns: Sequence[Column]) -> str:
    whole = sum(column.width for column in columns) or 1
    widths = "".join(f'<col style="width:{column.width / whole:.2%}">' for column in columns)
    heads = "".join(
        f'<th scope="col"{_number(column)}>{text(column.title)}</th>' for column in columns
    )
    return f"<colgroup>{widths}</colgroup><thead><tr>{heads}</tr></thead>"


def _row(anchor: str, cells: Sequence[Cell], columns: Sequence[Column]) -> str:
    made = "".join(
        f"<td{_number(column)}>{_cell(cell)}</td>"
        for cell, column in zip(cells, columns, strict=True)
    )
    return f"<tr{id_of(anchor)}>{made}</tr>"


def _number(column: Column) -> str:
    return ' class="number"' if column.is_number else ""


def _cell(cell: Cell) -> str:
    before = pair(cell.pair) if cell.pair else ""
    if not cell.paragraphs:
        return before
    if len(cell.paragraphs) == 1 and not before and cell.paragraphs[0].role is Role.BODY:
        return f'<div dir="auto">{runs(cell.paragraphs[0].words)}</div>'
    return before + paragraphs(cell.paragraphs)
