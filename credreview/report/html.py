"""A report as one HTML page that needs nothing else: no script, no address, no file, no network.

Two walls: whatever comes from outside is escaped where it is written, and
each block passes nh3 with a list of what may stand in it.
"""

from base64 import b64encode
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from credreview.domain.summary import Paper
from credreview.report import html_words as words
from credreview.report.charts import GradeMatrix
from credreview.report.headings import Headings
from credreview.report.html_cards import card
from credreview.report.html_charts import chart
from credreview.report.html_page import page
from credreview.report.logo import media_type
from credreview.report.model import (
    Beside,
    Block,
    ChartRow,
    ClaimCard,
    Contents,
    FigureRow,
    Footnotes,
    Hashes,
    Heading,
    Key,
    KeyEntry,
    Masthead,
    Narrow,
    Record,
    Report,
    Section,
    Statement,
)
from credreview.report.stamp import stamp
from credreview.report.tables import Table
from credreview.report.visible import one_line
from credreview.report.words import Paragraph

#: What may stand in a page's body; anything else that came this far is taken out.
TAGS: Final = frozenset(
    ["a", "article", "blockquote", "code", "col", "colgroup", "dd", "details", "div", "dl", "dt"]
    + ["em", "h1", "h2", "h3", "h4", "h5", "h6", "i", "img", "li", "nav", "ol", "p", "section"]
    + ["small", "span", "strong", "summary", "table", "tbody", "td", "th", "thead", "tr", "ul"]
)
ATTRIBUTES: Final = {
    "*": {"class", "id", "dir", "aria-label", "role"},
    "a": {"href"},
    "img": {"src", "alt"},
    "th": {"scope"},
    "col": {"style"},
    "span": {"style"},
}
_MIRRORED: Final = frozenset(["ar", "dv", "fa", "he", "ps", "ur", "yi"])
_SHEETS: Final = {Paper.A4: "A4", Paper.LETTER: "letter"}
#: What a running head can hold of a title.
_SUBJECT: Final = 90


def render(report: Report, folder: Path | None = None) -> str:
    """Return the report as a page; see `render_told`."""
    return render_told(report, folder)[0]


def render_told(report: Report, folder: Path | None = None) -> tuple[str, tuple[str, ...]]:
    """Return the report as a page, and what to tell of that page.

    The same report and template give the same page.

    Args:
        report: What to render.
        folder: Where an organisation's own page.html may lie. If it is broken, which is told,
            the built-in one is used.

    Raises:
        UserError: report.stale, by reports that are read as they are rendered.
    """
    body = "\n".join(_Writer(report).pieces())
    frame, told = page(folder)
    return frame.around(_values(report), body), told


def _values(report: Report) -> dict[str, object]:
    subject = one_line(report.subject)
    is_mirrored = report.language.partition("-")[0].lower() in _MIRRORED
    return {
        "language": report.language,
        "direction": "rtl" if is_mirrored else "ltr",
        "name": one_line(report.name),
        "subject": subject if len(subject) <= _SUBJECT else f"{subject[: _SUBJECT - 1]}…",
        "mark": one_line(report.mark),
        "mark_class": words.name(report.mark.replace(":", "-").replace("+", "-").lower()),
        "organisation": one_line(report.organisation),
        "author": one_line(report.author),
        "as_of": one_line(report.as_of),
        "fingerprint": report.fingerprint,
        "short_fingerprint": report.short_fingerprint,
        "sheet": _SHEETS[report.request.paper],
        "stamp": stamp(report),
    }


def _cleaner() -> Callable[[str], str]:
    import nh3  # takes a while to load

    def only_inside(tag: str, attribute: str, value: str) -> str | None:
        # Called for every attribute: two comparisons for most.
        if attribute == "href":
            return value if value.startswith("#") else None
        if attribute == "src":
            return value if value.startswith("data:image/") else None
        return value

    clean = nh3.Cleaner(
        tags=set(TAGS),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        attribute_filter=only_inside,
        url_schemes={"data"},
        link_rel=None,
        filter_style_properties={"width", "left"},
    ).clean
    return lambda made: clean(made).replace(words.AMPERSAND, "&amp;")


class _Writer:
    """Writes the blocks of one report."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._levels = Headings()
        self._clean = _cleaner()

    def pieces(self) -> Iterator[str]:
        """Yield the body, block by block."""
        for section in self._report.sections:
            yield from filter(None, self._section(section))

    def _section(self, section: Section) -> Iterator[str]:
        is_bare = self._levels.begin(section)
        kind = "new-page" if section.is_new_page else "section"
        # A section stays open over its blocks, which are cleaned one by one.
        yield f'<section class="{kind}"{words.id_of(section.anchor)}>'
        if is_bare:
            yield self._clean(_heading(1, self._report.subject or self._report.name, "title"))
        if section.title and not section.has_masthead:
            yield self._clean(_heading(self._levels.title, section.title))
        yield self._clean(words.small(section.note))
        waiting: list[Paragraph] = []  # so that the items of a list are one list
        for block in section.blocks:
            if isinstance(block, Paragraph):
                waiting.append(block)
                continue
            yield self._clean(words.paragraphs(waiting))
            waiting = []
            yield self._clean("".join(self._block(block, section)))
        yield self._clean(words.paragraphs(waiting))
        yield "</section>"

    def _block(self, block: Block, section: Section) -> Iterator[str]:
        match block:
            case ClaimCard():
                yield card(block, self._levels.under + 1)
            case Table():
                yield from words.table(block)
            case Heading():
                anchor = words.id_of(block.anchor)
                level = self._levels.heading(block)
                kind = "heading" if block.level == 1 else "column-head"
                yield _heading(level, block.text, kind, anchor) + words.small(block.note)
            case Masthead():
                yield from _masthead(block, self._levels.title, section.anchor)
            case FigureRow():
                yield from _figures(block)
            case Statement() | Record() | Contents():
                yield from self._told(block)
            case Beside():
                yield from self._beside(block)
            case Hashes():
                rows = "".join(
                    f"<div><dt>{words.text(label)}</dt><dd>{words.digits(value)}</dd></div>"
                    for label, value in block.rows
                )
                yield f'<dl class="hashes">{rows}</dl>'
            case ChartRow():
                yield '<div class="beside charts">'
                for each in block.charts:
                    yield f"<div>{''.join(chart(each))}</div>"
                yield "</div>"
            case Key():
                yield from _key(block)
            case Footnotes():
                notes = "".join(
                    f'<li dir="auto">{words.runs(one.words)}</li>' for one in block.notes
                )
                yield f'<ol class="footnotes">{notes}</ol>'
            case Paragraph():
                yield words.paragraphs((block,))
            case _:
                yield from chart(block)

    def _beside(self, block: Beside) -> Iterator[str]:
        sides = (block.left, block.right)
        if any(isinstance(side, GradeMatrix) for side in sides):  # its table takes the whole width
            for side in sides:
                yield from self._told(side)
            return
        yield '<div class="beside two"><div>'
        yield from self._told(block.left)
        yield "</div><div>"
        yield from self._told(block.right)
        yield "</div></div>"

    def _told(self, block: Narrow) -> Iterator[str]:
        yield _heading(self._levels.under + 1, block.title, "column-head")
        if isinstance(block, Contents):
            listed = (one for one in self._report.sections if one.is_listed)
            items = "".join(
                f'<li dir="auto">{words.link(words.text(one.title), one.anchor)}</li>'
                for one in listed
            )
            label = f' aria-label="{words.text(block.title)}"'
            yield words.element("nav", f"<ul>{items}</ul>", "contents", label)
        elif isinstance(block, Record):
            yield '<dl class="record">'
            for label, values in block.rows:
                shown = "".join(f'<dd dir="auto">{words.text(value)}</dd>' for value in values)
                yield f"<div><dt>{words.text(label)}</dt>{shown}</div>"
            yield f"</dl>{words.small(block.note)}"
        elif isinstance(block, GradeMatrix):
            yield words.small(block.note)
            yield from chart(block)
        else:
            for part in block.parts:
                yield words.paragraphs(part.paragraphs, f"{part.head.rstrip('.')}.")
            yield words.small(block.note)


def _heading(level: int, title: str, kind: str = "section-title", more: str = "") -> str:
    tag = f"h{min(level, 6)}"
    return f'<{tag} class="{kind}" dir="auto"{more}>{words.text(title) or "–"}</{tag}>'


def _masthead(masthead: Masthead, level: int, section: str) -> Iterator[str]:
    anchor = words.id_of(masthead.anchor) if masthead.anchor != section else ""
    yield f'<div class="masthead"{anchor}>'
    kind = media_type(masthead.logo) if masthead.logo else None
    if masthead.logo and kind:
        picture = b64encode(masthead.logo).decode("ascii")
        yield f'<img class="logo" alt="" src="data:{kind};base64,{picture}">'
    yield words.small(masthead.kicker, "kicker")
    title = f"[{masthead.title}]" if masthead.is_supplied else masthead.title
    yield _heading(level, title, "title")
    yield f"{words.small(masthead.lead, 'lead')}</div>"


def _figures(row: FigureRow) -> Iterator[str]:
    yield '<dl class="numbers">'
    for one in row.figures:
        yield f"<div><dt>{words.text(one.label)}</dt><dd>{words.text(one.value)}</dd></div>"
    yield "</dl>"


def _key(key: Key) -> Iterator[str]:
    yield '<div class="beside two-even">'
    for title, entries in key.columns:
        rows = "".join(map(_entry, entries))
        yield f'<div><p class="column-head">{words.text(title)}</p><table class="key"><tbody>'
        yield f"{rows}</tbody></table></div>"
    yield f"</div>{words.paragraphs(key.lines)}"


def _entry(one: KeyEntry) -> str:
    sign = f'<th scope="row">{words.text(one.sign)}</th>'
    means = f"<td>{words.text(one.label)}</td><td>{words.text(one.definition)}</td>"
    kind = ' class="apart"' if one.is_apart else ""
    return f"<tr{kind}>{sign}{means}</tr>"
