"""The heads of the article table's columns."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPolygonF
from PySide6.QtWidgets import QHeaderView, QStyle, QWidget

from credreview.ui.articles.article_model import SORTS, Column
from credreview.ui.look import theme

_FLAGS = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


class ArticleTableHead(QHeaderView):
    """Column heads in the theme's colours, with a triangle at the one that sorts."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMouseTracking(True)

    def sizeHint(self) -> QSize:  # noqa: D102, N802
        return QSize(super().sizeHint().width(), 7 * theme.u())

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: D102, N802, N803
        if not rect.isValid():
            return
        tokens, u, column = theme.tokens(), theme.u(), Column(logicalIndex)
        sorts = logicalIndex == self.sortIndicatorSection()
        under = rect.contains(self.mapFromGlobal(self.cursor().pos())) and self.underMouse()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, tokens.hover if under and column in SORTS else tokens.surface)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), tokens.line)
        margin = 3 * u if column is Column.TITLE else 2 * u
        inside = QRectF(
            QStyle.visualRect(self.layoutDirection(), rect, rect.adjusted(margin, 0, -u, 0))
        )
        font = theme.font("small")
        text = str(self.model().headerData(logicalIndex, Qt.Orientation.Horizontal))
        room = inside.width() - (3 * u if sorts else 0)
        text = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, room)
        wide = QFontMetricsF(font).horizontalAdvance(text)
        painter.setFont(font)
        painter.setPen(tokens.ink if sorts else tokens.ink2)
        side = Qt.AlignmentFlag.AlignLeading
        if column is Column.CLAIMS:
            side = Qt.AlignmentFlag.AlignTrailing
            inside.setRight(inside.right() - (3 * u if sorts else 0))
        painter.drawText(inside, side | _FLAGS, text)
        if sorts:
            mirrored = self.isRightToLeft()
            along = wide + 2 * u
            x = inside.right() - along if mirrored else inside.left() + along
            if column is Column.CLAIMS:
                x = inside.left() - 1.5 * u if mirrored else inside.right() + 1.5 * u
            self._paint_triangle(painter, QPointF(x, inside.center().y()))
        painter.restore()

    def _paint_triangle(self, painter: QPainter, centre: QPointF) -> None:
        half = theme.u() * 0.8
        tip = half if self.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder else -half
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.tokens().ink2)
        corners = [
            QPointF(centre.x() - half, centre.y() - tip / 2),
            QPointF(centre.x() + half, centre.y() - tip / 2),
            QPointF(centre.x(), centre.y() + tip / 2),
        ]
        painter.drawPolygon(QPolygonF(corners))
