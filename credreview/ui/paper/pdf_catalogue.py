"""What Qt leaves out of a PDF: outline, language, page labels, subject."""

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from credreview.report.model import Report
from credreview.report.visible import one_line
from credreview.ui.paper import pdf_letters
from credreview.ui.paper.layout import Layout
from credreview.ui.paper.sheet import geometry

if TYPE_CHECKING:
    from pypdf import PdfWriter
    from pypdf.generic import IndirectObject

#: Of more pages all objects of the file would take too much memory.
MOST_PAGES: Final = 500
_UNITS_A_POINT: Final = 10


def complete(path: Path, report: Report, layout: Layout, words: str) -> None:
    """Add to a PDF what Qt has no way to write; its pages, links and attachments stay.

    Args:
        path: The file, which is written anew.
        report: What is in it.
        layout: Where its pages begin.
        words: All that the report says; letters are told apart by it.
    """
    from pypdf import PdfWriter
    from pypdf.constants import PageLabelStyle
    from pypdf.generic import BooleanObject, NameObject, TextStringObject

    # Read from memory: the file is written anew beneath it.
    painted = path.read_bytes()
    writer = PdfWriter(clone_from=BytesIO(painted))
    writer.pdf_header = painted[:8].decode("ascii")
    if report.language:
        writer.root_object[NameObject("/Lang")] = TextStringObject(report.language)
    preferences = writer.create_viewer_preferences()
    preferences[NameObject("/DisplayDocTitle")] = BooleanObject(True)
    # Half characters, of a file from elsewhere, are no text that a PDF can hold.
    writer.add_metadata({"/Subject": one_line(report.subject)})
    writer.set_page_label(0, len(writer.pages) - 1, style=PageLabelStyle.DECIMAL)
    _outline(writer, report, layout)
    pdf_letters.put_right(writer, words)
    writer.write(path)


def _outline(writer: "PdfWriter", report: Report, layout: Layout) -> None:
    from pypdf.generic import Fit

    sheet = geometry(report.request.paper)
    open_entries: list[IndirectObject] = []
    for entry in layout.outline:
        del open_entries[entry.depth :]
        top = (sheet.height - sheet.top - entry.y) / _UNITS_A_POINT
        made = writer.add_outline_item(
            title=" ".join(one_line(entry.title).split()),
            page_number=entry.page - 1,
            parent=open_entries[-1] if open_entries else None,
            fit=Fit.xyz(top=top),
        )
        open_entries.append(made)
