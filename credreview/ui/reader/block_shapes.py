"""What is drawn around blocks: cards of embedded posts, rules of quotations, bullets."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from credreview.domain.model import BlockKind
from credreview.text import tr
from credreview.ui.look import theme
from credreview.ui.reader.article_document import (
    LIST_INDENT,
    POST_BOTTOM,
    POST_HEAD,
    POST_SIDE,
    POST_TOP,
    ArticleDocument,
)
from credreview.ui.reader.margin_marks import Column
from credreview.ui.reader.text_geometry import line_box

_SHAPED: Final = (BlockKind.EMBEDDED_POST, BlockKind.QUOTATION, BlockKind.LIST_ITEM)


def paint_shapes(
    painter: QPainter, shown: ArticleDocument, column: Column, start: int, end: int
) -> None:
    """Paint the shapes of all blocks that show in the document positions [start, end]."""
    document = shown.document
    number = document.findBlock(start).blockNumber()
    last = document.findBlock(end).blockNumber()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    while 0 <= number <= last:
        line = shown.lines[number]
        if line.kind not in _SHAPED:
            number += 1
            continue
        first, number = _block_of(shown, number)
        if line.kind is BlockKind.LIST_ITEM:
            _paint_bullet(painter, shown, column, first)
        else:
            extent = _extent(shown, column, first, number)
            paint = _paint_card if line.kind is BlockKind.EMBEDDED_POST else _paint_rule
            paint(painter, extent, column)
        number += 1


def _block_of(shown: ArticleDocument, number: int) -> tuple[int, int]:
    """Return the first and last paragraph of the block that a paragraph is of."""
    first = last = number
    while not shown.lines[first].first:
        first -= 1
    while not shown.lines[last].last:
        last += 1
    return first, last


def _extent(shown: ArticleDocument, column: Column, first: int, last: int) -> QRectF:
    """Return the box from the first line's top to the last line's bottom, column wide."""
    begin = shown.document.findBlockByNumber(first)
    end = shown.document.findBlockByNumber(last)
    top = line_box(shown.document, begin.position()).top
    bottom = line_box(shown.document, end.position() + end.length() - 1).bottom
    return QRectF(column.left, top, column.right - column.left, bottom - top)


def _paint_card(painter: QPainter, text: QRectF, column: Column) -> None:
    u, tokens = theme.u(), theme.tokens()
    card = text.adjusted(0, -(POST_TOP + POST_HEAD) * u, 0, POST_BOTTOM * u)
    painter.setPen(QPen(tokens.line, 1))
    painter.setBrush(tokens.quote)
    painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), 1.25 * u, 1.25 * u)
    side, high = POST_SIDE * u, POST_HEAD * u
    head = QRectF(card.left() + side, card.top() + POST_TOP * u, card.width() - 2 * side, high)
    icon = theme.icon("speech-bubble")
    size = icon.deviceIndependentSize()
    at_left = head.right() - size.width() if column.mirrored else head.left()
    painter.drawPixmap(QPointF(at_left, head.center().y() - size.height() / 2), icon)
    beside = size.width() + 1.25 * u
    words = head.adjusted(0, 0, -beside, 0) if column.mirrored else head.adjusted(beside, 0, 0, 0)
    align = Qt.AlignmentFlag.AlignRight if column.mirrored else Qt.AlignmentFlag.AlignLeft
    painter.setFont(theme.font("label"))
    painter.setPen(tokens.ink2)
    absolute = Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(words, align | absolute, tr("Embedded social media post"))


def _paint_rule(painter: QPainter, text: QRectF, column: Column) -> None:
    u = theme.u()
    x = text.right() - 2.5 * u if column.mirrored else text.left() + 1.75 * u
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.tokens().edge)
    painter.drawRoundedRect(QRectF(x, text.top(), 0.75 * u, text.height()), 0.3 * u, 0.3 * u)


def _paint_bullet(painter: QPainter, shown: ArticleDocument, column: Column, number: int) -> None:
    line = shown.lines[number]
    if line.marker:
        return
    u, tokens = theme.u(), theme.tokens()
    indent = (LIST_INDENT * max(1, min(line.level, 6)) - 2.5) * u
    x = column.right - indent if column.mirrored else column.left + indent
    block = shown.document.findBlockByNumber(number)
    middle = line_box(shown.document, block.position()).baseline - 1.35 * u
    painter.setPen(QPen(tokens.ink2, 0.3 * u))
    # Nested items are hollow, so that depth does not rest on the indent alone.
    painter.setBrush(tokens.ink2 if line.level < 2 else Qt.BrushStyle.NoBrush)
    painter.drawEllipse(QPointF(x, middle), 0.65 * u, 0.65 * u)
