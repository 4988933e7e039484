"""Tables of a report."""

from collections.abc import Sequence
from dataclasses import dataclass

from credreview.report.words import Grade, Paragraph


@dataclass(frozen=True, slots=True)
class Column:
    """A table's column.

    Attributes:
        width: Its share; millimetres where all together are 174.
        is_number: Figures; they stand at the right.
    """

    title: str
    width: float
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one field of a table, a paragraph a line.

    Attributes:
        pair: A grade pair that stands before the paragraphs, larger; None for none.
        page_of: An anchor whose page is shown on paper; nothing elsewhere.
    """

    paragraphs: tuple[Paragraph, ...] = ()
    pair: tuple[Grade, Grade] | None = None
    page_of: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A table's row; as many cells as there are columns."""

    cells: tuple[Cell, ...]
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose head is repeated on each page.

    Attributes:
        empty: What is said where there are no rows.
        note: Small print beneath, or "".
    """

    columns: tuple[Column, ...]
    rows: Sequence[Row]
    empty: str = ""
    note: str = ""


def places_without_pages(table: Table) -> tuple[int, ...]:
    """Return which columns say something where there are no pages: all but those of `page_of`."""
    if not table.rows:
        return tuple(range(len(table.columns)))
    return tuple(
        at for at, cell in enumerate(table.rows[0].cells) if cell.paragraphs or not cell.page_of
    )
