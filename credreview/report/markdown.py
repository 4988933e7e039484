"""A report as Markdown that reads well as plain text: what tests compare, and PDFs carry along."""

from collections.abc import Iterable, Iterator, Sequence
from typing import get_args

from credreview.report import markdown_words as md
from credreview.report.charts import (
    AgreementChart,
    AgreementMatrix,
    Chart,
    GradeMatrix,
    ProvenanceMix,
)
from credreview.report.headings import Headings
from credreview.report.markdown_cards import card
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
    Masthead,
    Narrow,
    Record,
    Report,
    Section,
    Statement,
)
from credreview.report.stamp import stamp
from credreview.report.tables import Cell, Table, places_without_pages
from credreview.report.words import Paragraph, pair_text
from credreview.text import tr


def render(report: Report) -> str:
    """Return the report as CommonMark with tables; the same report gives the same text.

    Nothing that comes from files is markup in it, and every character of it
    is there.

    Raises:
        UserError: report.stale, by reports that are read as they are rendered.
    """
    return "".join(pieces(report))


def pieces(report: Report) -> Iterator[str]:
    """Yield the text of `render` block by block: little of a long report is held at a time."""
    yield f"{_frame(report)}\n"
    writer = _Writer(report)
    for section in report.sections:
        for made in writer.section(section):
            yield f"\n{made}\n"
    yield f"\n---\n\n{_frame(report)}\n"
    # For `credreview verify`: it holds no sign that could end the comment.
    yield f"\n<!-- credreview {stamp(report)} -->\n"


def _frame(report: Report) -> str:
    """Return what stands at the head and at the foot: mark, name, state of the review."""
    mark = md.bold(report.mark) if report.mark else ""
    parts = (
        mark,
        md.inline(tr("{name}: {subject}", name=report.name, subject=report.subject)),
        md.inline(report.organisation),
        md.inline(report.author),
        md.inline(tr("as of {when}", when=report.as_of)) if report.as_of else "",
        md.inline(tr("review fingerprint {short}", short=report.short_fingerprint)),
    )
    return " · ".join(part for part in parts if part.strip())


class _Writer:
    """Writes the blocks of one report."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._levels = Headings()

    def section(self, section: Section) -> Iterator[str]:
        """Yield the blocks of a section, its title before them."""
        if self._levels.begin(section):
            yield md.heading(1, self._report.subject or self._report.name)
        if section.title and not section.has_masthead:
            yield md.heading(self._levels.title, section.title)
        if section.note:
            yield md.emphasised(md.line(section.note))
        waiting: list[Paragraph] = []  # so that the items of a list stand close together
        for block in section.blocks:
            if isinstance(block, Paragraph):
                waiting.append(block)
                continue
            if waiting:
                yield md.paragraphs(waiting)
                waiting = []
            made = "\n\n".join(filter(None, self._block(block)))
            if made:
                yield made
        if waiting:
            yield md.paragraphs(waiting)

    def _block(self, block: Block) -> Iterator[str]:
        match block:
            case ClaimCard():
                yield from card(block, self._levels.under + 1)
            case Table():
                yield from table(block)
            case Heading():
                yield from self._heading(block)
            case Masthead():
                yield from self._masthead(block)
            case FigureRow():
                yield "\n".join(
                    md.item(f"{md.bold(one.value)} {md.inline(one.label)}") for one in block.figures
                )
            case Statement() | Record() | Contents():
                yield from self._told(block)
            case Beside():
                yield from self._told(block.left)
                yield from self._told(block.right)
            case Hashes():
                yield "\n".join(
                    md.item(f"{md.inline(label)}: {md.digits(value)}")
                    for label, value in block.rows
                )
            case ChartRow():
                for chart in block.charts:
                    yield from _chart(chart)
            case Key():
                yield from self._key(block)
            case Footnotes():
                yield "\n".join(
                    md.item(md.in_line(note), f"{number}.")
                    for number, note in enumerate(block.notes, 1)
                )
            case Paragraph():
                yield md.paragraphs([block])
            case _:
                yield from _chart(block)

    def _heading(self, heading: Heading) -> Iterator[str]:
        yield md.heading(self._levels.heading(heading), heading.text)
        if heading.note:
            yield md.emphasised(md.line(heading.note))

    def _masthead(self, masthead: Masthead) -> Iterator[str]:
        title = f"[{masthead.title}]" if masthead.is_supplied else masthead.title
        yield md.heading(self._levels.title, title)
        if masthead.kicker:
            yield md.emphasised(md.line(masthead.kicker))
        if masthead.lead:
            yield md.line(masthead.lead)

    def _told(self, block: Narrow) -> Iterator[str]:
        yield md.heading(self._levels.under + 1, block.title)
        if isinstance(block, Contents):
            listed = [one.title for one in self._report.sections if one.is_listed]
            yield "\n".join(md.item(md.inline(title)) for title in listed)
        elif isinstance(block, Record):
            yield "\n".join(
                md.item(f"{md.bold(f'{label}:')} {md.inline('; '.join(values))}")
                for label, values in block.rows
            )
        elif isinstance(block, Statement):
            for part in block.parts:
                yield md.run_in(f"{part.head.rstrip('.')}.", part.paragraphs)
        note = "" if isinstance(block, Contents) else block.note
        if note:
            yield md.emphasised(md.line(note))
        if isinstance(block, GradeMatrix):
            yield from _chart(block)

    def _key(self, key: Key) -> Iterator[str]:
        for title, entries in key.columns:
            yield md.bold(title)
            head = [md.inline(tr("Sign")), md.inline(tr("Means")), md.inline(tr("Definition"))]
            rows = (
                [md.inline(one.sign), md.inline(one.label), md.inline(one.definition)]
                for one in entries
            )
            yield "\n".join(_grid(head, [False] * 3, rows))
        if key.lines:
            yield md.paragraphs(key.lines)


def _chart(chart: Chart) -> Iterator[str]:
    """Return a chart as its table."""
    assert isinstance(chart, get_args(Chart))
    if isinstance(chart, AgreementMatrix):
        who = tr("rows: {rows}; columns: {columns}", rows=chart.rows, columns=chart.columns)
        yield f"{md.bold(chart.title)} ({md.inline(who)})"
        yield "\n".join(md.item(f"{count:,} {md.inline(words)}") for count, words in chart.summary)
    yield from table(chart.table)
    if isinstance(chart, ProvenanceMix | AgreementChart) and chart.note:
        yield md.emphasised(md.line(chart.note))


def table(told: Table) -> Iterator[str]:
    """Yield a table and its note; what is said instead where it has no rows."""
    if not told.rows:
        if told.empty:
            yield md.line(told.empty)
    else:
        places = places_without_pages(told)
        columns = [told.columns[at] for at in places]
        head = [md.inline(column.title) for column in columns]
        rows = ([_cell(row.cells[at]) for at in places] for row in told.rows)
        yield "\n".join(_grid(head, [column.is_number for column in columns], rows))
    if told.note:
        yield md.emphasised(md.line(told.note))


def _cell(cell: Cell) -> str:
    pair = md.bold(pair_text(*cell.pair)) if cell.pair else ""
    told = (md.in_line(paragraph) for paragraph in cell.paragraphs)
    return " · ".join(part for part in (pair, *told) if part)


def _grid(
    head: Sequence[str], is_number: Sequence[bool], rows: Iterable[Sequence[str]]
) -> Iterator[str]:
    yield _row(head)
    yield f"|{'|'.join('---:' if number else '---' for number in is_number)}|"
    yield from map(_row, rows)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(md.cell(one).strip() for one in cells)} |"
