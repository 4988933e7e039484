"""The blocks of a report as WordprocessingML, but for the claim cards (`docx_cards`)."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest

from credreview.report.charts import (
    AgreementChart,
    AgreementMatrix,
    Chart,
    GradeMatrix,
    ProgressChart,
    ProvenanceMix,
    Timeline,
)
from credreview.report.docx_cards import Cards, pair_run
from credreview.report.docx_xml import (
    Anchors,
    Field,
    Frame,
    Line,
    begins_right,
    paragraph,
    row,
    run,
    table,
    twips,
)
from credreview.report.headings import Headings
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
    Section,
    Statement,
)
from credreview.report.tables import Cell, Column, Row, Table
from credreview.report.words import Paragraph, Role, words
from credreview.text import tr

#: How wide text is in the unit of the columns' widths.
_ALL = 174
_STYLES = {
    Role.BODY: "Normal",
    Role.LEAD: "Lead",
    Role.NOTE: "Note",
    Role.LIST_ITEM: "ListItem",
    Role.QUOTATION: "Quotation",
    Role.CODE: "CodeBlock",
    Role.SOURCE: "ClaimQuote",
    Role.SMALL: "Small",
    Role.HASH: "Hash",
}
_INDENT = twips(5)
_THIN, _RULE, _END, _BAR = (Line("single", points) for points in (0.25, 0.6, 1.1, 2.4))
_BARE = "Small"


class Blocks:
    """Writes the blocks of one report.

    Args:
        anchors: Its anchors.
        wide: How wide its text is, twips.
        mirrored: Its own words are written from right to left.
        listed: The sections of its contents.
        pictures: Logos as runs, by their bytes.
        subject: Stands above a report that does not begin with a masthead.
    """

    def __init__(
        self,
        anchors: Anchors,
        wide: int,
        mirrored: bool,
        listed: Sequence[Section],
        pictures: Mapping[bytes, str],
        subject: str,
    ) -> None:
        self._anchors, self._wide, self._mirrored = anchors, wide, mirrored
        self._listed, self._pictures = listed, pictures
        self._cards = Cards(anchors, wide, mirrored, self.paragraph)
        self._levels = Headings()
        self._subject = subject

    def section(self, section: Section) -> Iterator[str]:
        """Yield a section: its title where no masthead has it, its note, its blocks."""
        if self._levels.begin(section):
            yield self._words(self._subject, "Title")
        mark = self._anchors.mark(section.anchor)
        new_page = section.is_new_page
        if section.title and not section.has_masthead:
            style = _style_of(self._levels.title)
            yield self._words(section.title, style, lead=mark, new_page=new_page)
            mark, new_page = "", False
        elif mark or new_page:
            yield paragraph(mark, "Gap", new_page=new_page, keep_next=True)
        if section.note:
            yield self._words(section.note, "Note")
        for block in section.blocks:
            yield from self.block(block)

    def block(self, block: Block) -> Iterator[str]:
        """Yield a block."""
        match block:
            case Paragraph():
                yield self.paragraph(block)
            case Heading():
                yield from self._heading(block)
            case Masthead():
                yield from self._masthead(block)
            case FigureRow():
                yield from self._figures(block)
            case Statement() | Record() | Contents():
                yield from self._column(block)
            case Beside():
                yield from self._beside(block)
            case Hashes():
                yield from self._hashes(block)
            case ClaimCard():
                yield from self._cards.card(block)
            case Table():
                yield from self._table(block)
            case ChartRow():
                for chart in block.charts:
                    yield from self._chart(chart)
            case Key():
                yield from self._key(block)
            case Footnotes():
                for number, note in enumerate(block.notes, 1):
                    yield self.paragraph(note, style="Note", lead=f"{number}\u2002")
            case _:
                yield from self._chart(block)

    def paragraph(self, told: Paragraph, style: str = "", lead: str = "") -> str:
        """Return a paragraph in the style of its role, or in another one.

        Args:
            told: The paragraph.
            style: Id of the style; "" for the role's.
            lead: Words that stand before it, in heavy letters.
        """
        right = begins_right("".join(piece.text for piece in told.words), self._mirrored)
        runs = run(lead, bold=True, base=right) if lead else ""
        before = after = ""
        if told.role is Role.LIST_ITEM:
            inset = _INDENT * max(told.level, 1)
            before = f'<w:tabs><w:tab w:val="left" w:pos="{inset}"/></w:tabs>'
            after = f'<w:ind w:left="{inset}" w:hanging="{_INDENT}"/>'
            runs += run(f"{told.mark}\t", base=right)
        elif told.role is Role.QUOTATION:
            after = f'<w:ind w:left="{_INDENT * max(told.level, 1)}"/>'
        runs += self._anchors.runs(told.words, right)
        kind = style or _STYLES[told.role]
        return paragraph(runs, kind, right=right, before=before, after=after)

    def _words(
        self, text: str, style: str, *, bold: bool = False, lead: str = "", new_page: bool = False
    ) -> str:
        right = begins_right(text, self._mirrored)
        runs = lead + run(text, bold=bold, base=right)
        return paragraph(runs, style, right=right, new_page=new_page)

    def _heading(self, heading: Heading) -> Iterator[str]:
        style = _style_of(self._levels.heading(heading))
        yield self._words(heading.text, style, lead=self._anchors.mark(heading.anchor))
        if heading.note:
            yield self._words(heading.note, "Note")

    def _masthead(self, told: Masthead) -> Iterator[str]:
        picture = self._pictures.get(told.logo) if told.logo else None
        if picture:
            yield paragraph(picture, "Kicker", right=self._mirrored)
        right = begins_right(told.kicker, self._mirrored)
        bar = f"<w:pBdr>{_BAR.at('top', 4)}</w:pBdr>"
        kicker = run(told.kicker, more="<w:caps/>", base=right)
        yield paragraph(kicker, "Kicker", right=right, before=bar)
        title = f"[{told.title}]" if told.is_supplied else told.title
        style = _style_of(self._levels.title)
        yield self._words(title, style, lead=self._anchors.mark(told.anchor))
        if told.lead:
            yield self._words(told.lead, "Lead")

    def _figures(self, told: FigureRow) -> Iterator[str]:
        if not told.figures:
            return
        widths = [self._wide // len(told.figures)] * len(told.figures)
        cells = [
            Field(self._words(figure.value, "Figure") + self._words(figure.label, "Small"))
            for figure in told.figures
        ]
        lines = (("top", _RULE), ("bottom", _RULE))
        yield from table(Frame(widths, lines, mirrored=self._mirrored), [row(cells, widths)])

    def _column(self, told: Narrow) -> Iterator[str]:
        yield self._words(told.title, _style_of(self._levels.under + 1))
        match told:
            case Statement():
                for part in told.parts:
                    first, *rest = part.paragraphs or (Paragraph(()),)
                    yield self.paragraph(first, lead=f"{part.head.rstrip('.')}. ")
                    yield from map(self.paragraph, rest)
            case Record():
                for label, lines in told.rows:
                    yield self._words(label, "Label")
                    yield from (self._words(line, "Small") for line in lines)
            case Contents():
                yield from map(self._entry, self._listed)
        note = "" if isinstance(told, Contents) else told.note
        if note:
            yield self._words(note, "Note")
        if isinstance(told, GradeMatrix):
            yield from self._chart(told)

    def _entry(self, section: Section) -> str:
        """Return a line of the contents, with the page that the word processor counts."""
        right = begins_right(section.title, self._mirrored)
        link = self._anchors.link(run(section.title, base=right), section.anchor)
        page = self._anchors.page(section.anchor)
        return paragraph(link + (run("\u2003") + page if page else ""), "Small", right=right)

    def _beside(self, told: Beside) -> Iterator[str]:
        sides = (told.left, told.right)
        if any(isinstance(side, GradeMatrix) for side in sides):  # its table takes the whole width
            for side in sides:
                yield from self._column(side)
            return
        left = round(self._wide * 116 / _ALL)
        widths = [left, self._wide - left]
        cells = [
            Field("".join(self._column(told.left))),
            Field("".join(self._column(told.right)), (("left", _THIN),)),
        ]
        frame = Frame(widths, gutter=twips(4), mirrored=self._mirrored)
        yield from table(frame, [row(cells, widths, whole=False)])

    def _hashes(self, told: Hashes) -> Iterator[str]:
        widths = self._widths([36, 138])
        rows = (
            row(
                [Field(self._words(label, "Small")), Field(self._words(_grouped(value), "Hash"))],
                widths,
            )
            for label, value in told.rows
        )
        lines = (("top", _THIN),)
        yield from table(Frame(widths, lines, mirrored=self._mirrored), rows)

    def _table(self, told: Table) -> Iterator[str]:
        if not told.rows:
            if told.empty:
                yield self._words(told.empty, "Normal")
        else:
            widths = self._widths([column.width for column in told.columns])
            lines = (("top", _END), ("bottom", _END), ("insideH", _THIN))
            frame = Frame(widths, lines, mirrored=self._mirrored)
            yield from table(frame, self._rows(told, widths))
        if told.note:
            yield self._words(told.note, "Note")

    def _rows(self, told: Table, widths: Sequence[int]) -> Iterator[str]:
        heads = [
            Field(self._aligned(run(column.title), "TableHead", column)) for column in told.columns
        ]
        yield row(heads, widths, head=True)
        for each in told.rows:
            yield self._row(each, told.columns, widths)

    def _row(self, told: Row, columns: Sequence[Column], widths: Sequence[int]) -> str:
        mark = self._anchors.mark(told.anchor)
        cells = []
        for cell, column in zip_longest(told.cells, columns):
            cells.append(Field(self._cell(cell or Cell(), column, mark)))
            mark = ""
        return row(cells, widths, whole=_is_short(told))

    def _cell(self, cell: Cell, column: Column, mark: str) -> str:
        parts = []
        if cell.pair:
            parts.append(self._aligned(mark + pair_run(cell.pair), _BARE, column))
            mark = ""
        for told in cell.paragraphs:
            style = "" if told.role in (Role.SOURCE, Role.HASH, Role.LIST_ITEM) else _BARE
            if column.is_number and style:
                parts.append(self._aligned(mark + self._anchors.runs(told.words), style, column))
            else:
                made = self.paragraph(told, style)
                parts.append(made.replace("</w:pPr>", f"</w:pPr>{mark}", 1) if mark else made)
            mark = ""
        page = self._anchors.page(cell.page_of) if cell.page_of else ""
        if page or not parts:
            parts.append(self._aligned(mark + page, _BARE, column))
        return "".join(parts)

    def _aligned(self, runs: str, style: str, column: Column) -> str:
        place = '<w:jc w:val="right"/>' if column.is_number else ""
        return paragraph(runs, style, right=self._mirrored, after=place)

    def _widths(self, shares: Sequence[float]) -> list[int]:
        whole = sum(shares) or 1
        return [round(self._wide * share / whole) for share in shares]

    def _chart(self, told: Chart) -> Iterator[str]:
        """Yield what a chart shows, as its table; a word processor draws no charts of ours."""
        match told:
            case AgreementMatrix():
                yield self._words(told.title, "Heading3")
                who = tr("rows: {rows}; columns: {columns}", rows=told.rows, columns=told.columns)
                yield self._words(who, "Note")
                yield from self._table(told.table)
                for count, label in told.summary:
                    yield self.paragraph(Paragraph(words(label), Role.SMALL), lead=f"{count} ")
            case ProvenanceMix() | AgreementChart():
                yield from self._table(told.table)
                if told.note and told.note != told.table.note:
                    yield self._words(told.note, "Note")
            case Timeline():
                yield from self._table(told.table)
                if told.words and told.words != told.table.note:
                    yield self._words(told.words, "Note")
            case GradeMatrix() | ProgressChart():
                yield from self._table(told.table)

    def _key(self, told: Key) -> Iterator[str]:
        if told.columns:
            widths = self._widths([1] * len(told.columns))
            cells = [
                Field(
                    self._words(title, "Heading3")
                    + "".join(self._entry_of_key(entry) for entry in entries)
                )
                for title, entries in told.columns
            ]
            frame = Frame(widths, gutter=twips(6), mirrored=self._mirrored)
            yield from table(frame, [row(cells, widths, whole=False)])
        yield from map(self.paragraph, told.lines)

    def _entry_of_key(self, entry: KeyEntry) -> str:
        right = begins_right(entry.label, self._mirrored)
        runs = run(entry.sign, bold=not entry.is_apart, base=right)
        runs += run(f"\t{entry.label}", base=right)
        runs += run(f" – {entry.definition}", base=right) if entry.definition else ""
        line = Line("dotted", 0.5).at("top")
        before = f"<w:pBdr>{line}</w:pBdr>" if entry.is_apart else ""
        before += f'<w:tabs><w:tab w:val="left" w:pos="{_INDENT}"/></w:tabs>'
        after = f'<w:ind w:left="{_INDENT}" w:hanging="{_INDENT}"/>'
        return paragraph(runs, "Small", right=right, before=before, after=after)


def _style_of(level: int) -> str:
    """Return the style of a heading by its depth in the outline; the first is the title."""
    return "Title" if level == 1 else f"Heading{min(level - 1, 3)}"


def _grouped(value: str) -> str:
    """Return hex digits in eights; words as they are."""
    digits = "".join(value.split())
    if not digits or set(digits) - set("0123456789abcdef"):
        return value
    return " ".join(digits[at : at + 8] for at in range(0, len(digits), 8))


#: A row with more words than these may be longer than a page, which nothing can keep whole.
MOST_WHOLE = 2500


def _is_short(told: Row) -> bool:
    return all(
        sum(len(piece.text) for each in cell.paragraphs for piece in each.words) <= MOST_WHOLE
        for cell in told.cells
    )
