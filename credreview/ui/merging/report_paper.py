"""The report of a merge as a document: for the screen, for paper, and as PDF."""

from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF
from PySide6.QtGui import (
    QFont,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPdfWriter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)

from credreview.review.merge_words import Section
from credreview.ui.look import theme
from credreview.ui.reader.bidi import show_controls

#: Millimetres; the usual margins of a letter.
_MARGINS = QMarginsF(22, 22, 22, 22)
_PAPER_POINTS = 10.5
_DOTS_PER_INCH = 300


def fill(document: QTextDocument, sections: Sequence[Section], *, on_paper: bool) -> None:
    """Write the report into a document; what it quotes is plain text.

    Args:
        document: What was in it goes.
        sections: The report.
        on_paper: Black, in a size for print; else in the colours and the size of the window.
    """
    document.clear()
    document.setUndoRedoEnabled(False)
    document.setDefaultFont(_font("body", on_paper=on_paper))
    document.setDocumentMargin(0 if on_paper else 6 * theme.u())
    unit = _PAPER_POINTS * 0.4 if on_paper else float(theme.u())
    cursor = QTextCursor(document)
    for at, section in enumerate(sections):
        _write(cursor, section.heading, "panel_head" if at else "dialog_title", on_paper=on_paper,
               above=5 * unit if at else 0, below=1.5 * unit, first=not at)  # fmt: skip
        for line in section.lines:
            _write(cursor, line, "body", on_paper=on_paper, above=0, below=unit)


def _write(
    cursor: QTextCursor,
    words: str,
    role: str,
    *,
    on_paper: bool,
    above: float,
    below: float,
    first: bool = False,
) -> None:
    block = QTextBlockFormat()
    block.setTopMargin(above)
    block.setBottomMargin(below)
    block.setLineHeight(120, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    if role != "body":
        block.setPageBreakPolicy(QTextBlockFormat.PageBreakFlag.PageBreak_Auto)
        block.setHeadingLevel(1 if first else 2)
    letters = QTextCharFormat()
    letters.setFont(_font(role, on_paper=on_paper))
    if not on_paper:
        letters.setForeground(theme.tokens().ink)
    if first:
        cursor.setBlockFormat(block)
        cursor.setBlockCharFormat(letters)
    else:
        cursor.insertBlock(block, letters)
    cursor.insertText(show_controls(words), letters)


def _font(role: str, *, on_paper: bool) -> QFont:
    font = theme.font(role)
    if on_paper:
        font.setPointSizeF(_PAPER_POINTS * font.pointSizeF() / theme.font("body").pointSizeF())
    return font


def put_on(device: QPagedPaintDevice, sections: Sequence[Section]) -> None:
    """Paint the report on the pages of a printer or of a PDF, with page numbers."""
    document = QTextDocument()
    document.documentLayout().setPaintDevice(device)
    fill(document, sections, on_paper=True)
    document.print_(device)


def pdf(sections: Sequence[Section]) -> bytes:
    """Return the report as a PDF file."""
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_DOTS_PER_INCH)
    writer.setPageLayout(page_layout())
    writer.setTitle(sections[0].heading if sections else "")
    put_on(writer, sections)
    del writer  # writes what is left
    buffer.close()
    return bytes(held.data())


def page_layout() -> QPageLayout:
    """Return A4 upright with the margins of a letter."""
    return QPageLayout(
        QPageSize(QPageSize.PageSizeId.A4),
        QPageLayout.Orientation.Portrait,
        _MARGINS,
        QPageLayout.Unit.Millimeter,
    )
