"""One row of the claim list, painted: state, number, quote, provenance, pair."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from credreview.domain.model import Claim, ClaimState
from credreview.text import tr
from credreview.ui.claims.claim_model import CLAIM_ROLE, ClaimListModel, Index
from credreview.ui.claims.grade_words import pair_in_list
from credreview.ui.look import theme
from credreview.ui.look.glyphs import paint_state
from credreview.ui.reader.bidi import show_controls

#: A quote is cut to this many code points before it is measured; no row is wider.
_LONGEST_QUOTE = 400

_LEFT = (
    Qt.AlignmentFlag.AlignLeft
    | Qt.AlignmentFlag.AlignAbsolute
    | Qt.AlignmentFlag.AlignVCenter
    | Qt.TextFlag.TextSingleLine
)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def row_height() -> int:
    """Return the height of one row of the claim list, in pixels (7.5 u)."""
    return round(7.5 * theme.u())


class ClaimDelegate(QStyledItemDelegate):
    """Paints a row: state, number, quote, provenance, pair."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: D102
        return QSize(20 * theme.u(), row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: D102
        claim = index.data(CLAIM_ROLE)
        model = index.model()
        if claim is None or not isinstance(model, ClaimListModel):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_back(painter, option)
        self._paint_cells(painter, option, claim, model)
        painter.restore()

    def _paint_back(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        tokens, u = theme.tokens(), theme.u()
        rect, state = option.rect, option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, tokens.current)
            bar = QRect(rect.left(), rect.top(), max(2, round(0.75 * u)), rect.height())
            painter.fillRect(QStyle.visualRect(option.direction, rect, bar), tokens.current_edge)
            if tokens.high_contrast:
                _ring(painter, rect, QPen(tokens.current_edge, 2))
            if state & QStyle.StateFlag.State_HasFocus:
                # Inside the box that stands for the fill in high contrast: both are said.
                inset = 2 if tokens.high_contrast else 0
                inner = rect.adjusted(inset, inset, -inset, -inset)
                _ring(painter, inner, QPen(tokens.accent, 2))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, tokens.hover)

    def _paint_cells(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        claim: Claim,
        model: ClaimListModel,
    ) -> None:
        tokens, u = theme.tokens(), theme.u()
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        row = _Row(option, painter)

        glyph = row.take_left(4 * u, 3.5 * u)
        side = min(glyph.width(), glyph.height())
        square = QRectF(0, 0, side, side)
        square.moveCenter(QRectF(glyph).center())
        paint_state(painter, square, claim.state, tokens, current=current)

        font = theme.font("small")
        if current:
            font.setBold(True)
        painter.setFont(font)
        painter.setPen(tokens.ink if current else tokens.ink2)
        digits = QFontMetricsF(font).horizontalAdvance("0" * max(2, len(str(model.rowCount()))))
        painter.drawText(row.take_left(0.75 * u, digits), _RIGHT, str(claim.number))

        row.take_right(0, max(0, 4 * u - row.scrolled))
        pair = pair_in_list(claim)
        graded = claim.own is not None and pair[-1:].isdigit()
        font = theme.font("label" if graded else "small")
        widest = QFontMetricsF(theme.font("small")).horizontalAdvance(tr("open"))
        width = max(6 * u, widest, QFontMetricsF(font).horizontalAdvance(pair))
        painter.setFont(font)
        is_open = claim.state is ClaimState.OPEN
        painter.setPen(tokens.ink if graded else tokens.open if is_open else tokens.ink2)
        painter.drawText(row.take_right(0, width), _RIGHT, pair)

        icon = row.take_right(u, 4 * u)
        vocabulary, own = model.vocabulary(), claim.own
        term = vocabulary.find("provenance", own.provenance or "") if vocabulary and own else None
        if term is not None and term.icon:
            role = "ink" if current else "ink2"
            pixmap = theme.icon(term.icon, role)
            size = pixmap.deviceIndependentSize()
            corner = QRectF(icon).center() - QRectF(0, 0, size.width(), size.height()).center()
            painter.drawPixmap(corner, pixmap)

        quote = row.rest(1.25 * u, 1.5 * u)
        font = theme.font("claim_row")
        painter.setFont(font)
        painter.setPen(tokens.ink)
        text = show_controls(claim.quote[:_LONGEST_QUOTE])
        elide = Qt.TextElideMode.ElideRight
        text = QFontMetricsF(font).elidedText(text, elide, quote.width())
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        painter.drawText(quote, _LEFT, text)


class _Row:
    """The free part of a row, from which cells are cut at the left and at the right."""

    def __init__(self, option: QStyleOptionViewItem, painter: QPainter) -> None:
        self._option = option
        self._left = float(option.rect.left())
        self._right = float(option.rect.right() + 1)
        view = option.widget
        #: How much of the margin a scroll bar has already taken.
        self.scrolled = 0
        if isinstance(view, QAbstractItemView):
            self.scrolled = view.width() - view.viewport().width()

    def take_left(self, gap: float, width: float) -> QRect:
        left = self._left + gap
        self._left = left + width
        return self._mirrored(left, width)

    def take_right(self, gap: float, width: float) -> QRect:
        right = self._right - gap
        self._right = right - width
        return self._mirrored(self._right, width)

    def rest(self, gap_left: float, gap_right: float) -> QRect:
        left = self._left + gap_left
        return self._mirrored(left, max(0.0, self._right - gap_right - left))

    def _mirrored(self, left: float, width: float) -> QRect:
        rect = self._option.rect
        cell = QRect(round(left), rect.top(), round(width), rect.height())
        return QStyle.visualRect(self._option.direction, rect, cell)


def _ring(painter: QPainter, rect: QRect, pen: QPen) -> None:
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(QRectF(rect).adjusted(1, 1, -1, -1))
