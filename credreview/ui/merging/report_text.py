"""The report of a merge as a document for the screen."""

from collections.abc import Sequence

from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument

from credreview.review.merge_words import Section
from credreview.ui.look import theme
from credreview.ui.reader.bidi import show_controls


def fill(document: QTextDocument, sections: Sequence[Section]) -> None:
    """Write the report into a document in the colours of the window; what it quotes is plain text.

    Args:
        document: What was in it goes.
        sections: The report.
    """
    document.clear()
    document.setUndoRedoEnabled(False)
    document.setDefaultFont(theme.font("body"))
    document.setDocumentMargin(6 * theme.u())
    unit = float(theme.u())
    cursor = QTextCursor(document)
    for at, section in enumerate(sections):
        role = "panel_head" if at else "dialog_title"
        _write(cursor, section.heading, role, above=5 * unit if at else 0, below=1.5 * unit)
        for line in section.lines:
            _write(cursor, line, "body", above=0, below=unit)


def _write(cursor: QTextCursor, words: str, role: str, *, above: float, below: float) -> None:
    block = QTextBlockFormat()
    block.setTopMargin(above)
    block.setBottomMargin(below)
    block.setLineHeight(120, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    is_first = role == "dialog_title"
    if role != "body":
        block.setHeadingLevel(1 if is_first else 2)
    letters = QTextCharFormat()
    letters.setFont(theme.font(role))
    letters.setForeground(theme.tokens().ink)
    if is_first:
        cursor.setBlockFormat(block)
        cursor.setBlockCharFormat(letters)
    else:
        cursor.insertBlock(block, letters)
    cursor.insertText(show_controls(words), letters)
