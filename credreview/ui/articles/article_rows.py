"""One row of the article list, painted: as a card of two or three lines, or as table cells."""

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPen,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from credreview.domain.model import ArticleRow, ClaimState, Progress
from credreview.text import tr
from credreview.ui.articles import article_words as words
from credreview.ui.articles.article_model import Column, Index, Role
from credreview.ui.look import theme
from credreview.ui.look.glyphs import paint_grade_mix, paint_progress, paint_state
from credreview.ui.reader.text_positions import TextPositions

#: Titles are cut to this many code points before they are measured; no row is wider.
_LONGEST = 400

_FLAGS = (
    Qt.AlignmentFlag.AlignAbsolute
    | Qt.AlignmentFlag.AlignVCenter
    | Qt.TextFlag.TextSingleLine
    | Qt.TextFlag.TextDontClip
)


class ArticleDelegate(QStyledItemDelegate):
    """Paints rows with the theme's colours alone.

    Attributes:
        table: Whether rows are table cells, one line high, instead of cards.
        snippets: Whether each row has a line more, for the words around a search hit.
        hovered: The row under the pointer, or -1.
        margin_right: What is free right of a card's content, in pixels.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.table = False
        self.snippets = False
        self.hovered = -1
        self.margin_right = 0

    def row_height(self) -> int:
        """Return the height of every row, in pixels."""
        lines = 8.5 if self.table else 12.5
        return round((lines + (4.25 if self.snippets else 0)) * theme.u())

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: D102
        return QSize(20 * theme.u(), self.row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: D102
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_back(painter, option, index)
        row = index.data(Role.ROW)
        if isinstance(row, ArticleRow):
            if self.table:
                self._paint_cell(painter, option, row, Column(index.column()))
            else:
                self._paint_card(painter, option, row)
        painter.restore()

    def _paint_back(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tokens, u, rect = theme.tokens(), theme.u(), option.rect
        first = index.column() == Column.TITLE
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, tokens.accent_tint)
            if first:
                bar = QRect(rect.left(), rect.top(), max(2, round(0.75 * u)), rect.height())
                painter.fillRect(QStyle.visualRect(option.direction, rect, bar), tokens.accent)
            return
        if index.row() == self.hovered:
            painter.fillRect(rect, tokens.hover)
        line = QRect(rect.left(), rect.bottom(), rect.width(), 1)
        if first:
            line.setLeft(line.left() + 3 * u)
        if not self.table:
            line.setRight(line.right() - self.margin_right)
        painter.fillRect(QStyle.visualRect(option.direction, rect, line), tokens.line)

    def _paint_card(self, painter: QPainter, option: QStyleOptionViewItem, row: ArticleRow) -> None:
        u = theme.u()
        inside = option.rect.adjusted(3 * u, 0, -self.margin_right, 0)
        first = _Line(option, _band(inside, 1.5 * u, 5 * u))
        self._paint_title(painter, first, row)
        top = 6.5 * u
        if self.snippets:
            snippet = _Line(option, _band(inside, top, 4.5 * u))
            _paint_snippet(painter, snippet.rest(), row.snippet)
            top += 4.25 * u
        second = _Line(option, _band(inside, top, 5 * u))
        self._paint_mix(painter, second, row)
        self._paint_progress(painter, second, row)
        second.cut_right(1.25 * u)
        font = theme.font("small")
        metrics = QFontMetricsF(font)
        ink = theme.tokens().ink2
        dot, date = " · ", words.published_words(row.published)
        outlet = words.outlet_words(row.outlet)
        if not row.outlet and not row.published:
            dot, date, outlet = "", "", tr("Outlet and date not stated")
        # The date is never cut, and each piece is drawn alone: a name in another direction
        # must not pull the date to its other side.
        after = metrics.horizontalAdvance(dot) + metrics.horizontalAdvance(date)
        room = max(0.0, second.width() - after)
        shown = metrics.elidedText(outlet[:_LONGEST], Qt.TextElideMode.ElideRight, room)
        wide = min(room, metrics.horizontalAdvance(shown))
        _draw_text(painter, second.cut_left(wide), shown, font, ink)
        _draw_text(painter, second.cut_left(metrics.horizontalAdvance(dot)), dot, font, ink)
        _draw_text(painter, second.rest(), date, font, ink)

    def _paint_cell(
        self, painter: QPainter, option: QStyleOptionViewItem, row: ArticleRow, column: Column
    ) -> None:
        u = theme.u()
        left = 3 * u if column is Column.TITLE else 2 * u
        inside = option.rect.adjusted(left, 0, -u, 0)
        top = (8.5 - 5) / 2 * u
        line = _Line(option, _band(inside, top, 5 * u))
        if column is Column.TITLE:
            self._paint_title(painter, line, row)
            if self.snippets:
                under = _Line(option, _band(inside, top + 4.5 * u, 4.5 * u))
                _paint_snippet(painter, under.rest(), row.snippet)
        elif column is Column.MIX:
            if row.claims:
                paint_grade_mix(
                    painter, QRectF(line.cut_left(10 * u, 4 * u)), row.mix, theme.tokens()
                )
        elif column is Column.PROGRESS:
            self._paint_progress(painter, line, row, bar_first=True)
        else:
            self._paint_text(painter, line, str(self._shown(row, column)), column)

    def _shown(self, row: ArticleRow, column: Column) -> str:
        if column is Column.OUTLET:
            return words.outlet_words(row.outlet)
        if column is Column.PUBLISHED:
            return words.published_words(row.published)
        if column is Column.CLAIMS:
            return str(row.claims)
        return words.changed_words(row.changed)

    def _paint_text(self, painter: QPainter, line: "_Line", text: str, column: Column) -> None:
        font, rect = theme.font("small"), line.rest()
        text = _elided(font, text, rect.width())
        ink, at_end = theme.tokens().ink2, column is Column.CLAIMS
        _draw_text(painter, rect, text, font, ink, at_end=at_end)

    def _paint_title(self, painter: QPainter, line: "_Line", row: ArticleRow) -> None:
        tokens, u = theme.tokens(), theme.u()
        if row.progress is Progress.DIFFERING:
            mark = QRectF(line.cut_right(3.5 * u, 3.5 * u))
            paint_state(painter, mark, ClaimState.DIFFERING, tokens)
            line.cut_right(1.5 * u)
        font, rect = theme.font("medium"), line.rest()
        text = _elided(font, words.title_words(row), rect.width())
        finished = row.progress is Progress.FINISHED
        _draw_text(painter, rect, text, font, tokens.ink2 if finished else tokens.ink)

    def _paint_mix(self, painter: QPainter, line: "_Line", row: ArticleRow) -> None:
        u = theme.u()
        if row.claims:
            paint_grade_mix(painter, QRectF(line.cut_right(10 * u, 4 * u)), row.mix, theme.tokens())
            line.cut_right(1.5 * u)

    def _paint_progress(
        self, painter: QPainter, line: "_Line", row: ArticleRow, *, bar_first: bool = False
    ) -> None:
        tokens, u = theme.tokens(), theme.u()
        font = theme.font("small")
        text = words.count_words(row)
        wide = QFontMetricsF(font).horizontalAdvance(text)
        cut = line.cut_left if bar_first else line.cut_right
        if row.claims:
            done, finished = words.done(row), words.done(row) == row.claims
            bar = QRectF(cut(7.5 * u, 1.25 * u))
            paint_progress(painter, bar, done, row.claims, finished, tokens)
            cut(1.25 * u)
        _draw_text(painter, cut(wide), text, font, tokens.ink2, at_end=not bar_first)


class _Line:
    """One line of a row, from which pieces are cut; mirrored in a right-to-left window."""

    def __init__(self, option: QStyleOptionViewItem, rect: QRectF) -> None:
        self._option = option
        self._rect = rect

    def width(self) -> float:
        return max(0.0, self._rect.width())

    def cut_left(self, width: float, height: float = 0) -> QRect:
        piece = QRectF(self._rect.left(), self._rect.top(), width, self._rect.height())
        self._rect.setLeft(piece.right())
        return self._placed(piece, height)

    def cut_right(self, width: float, height: float = 0) -> QRect:
        left = self._rect.right() - width
        piece = QRectF(left, self._rect.top(), width, self._rect.height())
        self._rect.setRight(left)
        return self._placed(piece, height)

    def rest(self) -> QRect:
        return self._placed(QRectF(self._rect.topLeft(), self._rect.size()), 0)

    def _placed(self, piece: QRectF, height: float) -> QRect:
        if height:
            piece = QRectF(piece.left(), piece.center().y() - height / 2, piece.width(), height)
        return QStyle.visualRect(self._option.direction, self._option.rect, piece.toRect())


def _band(inside: QRect, top: float, height: float) -> QRectF:
    return QRectF(inside.left(), inside.top() + top, inside.width(), height)


def _elided(font: QFont, text: str, width: float) -> str:
    return QFontMetricsF(font).elidedText(text[:_LONGEST], Qt.TextElideMode.ElideRight, width)


def _draw_text(
    painter: QPainter, rect: QRect, text: str, font: QFont, ink: QColor, *, at_end: bool = False
) -> None:
    """Text in the direction that it has itself, at the side where the window's lines begin."""
    window = painter.layoutDirection()
    right = at_end is (window == Qt.LayoutDirection.LeftToRight)
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(rect, int(side | _FLAGS), text)
    painter.setLayoutDirection(window)


def _paint_snippet(painter: QPainter, rect: QRect, snippet: str) -> None:
    """One line of the words around a hit, begun late enough that the first hit is in sight."""
    tokens, font = theme.tokens(), theme.font("small")
    text, spans = words.hits(snippet)
    if not text:
        return
    metrics = QFontMetricsF(font)
    if spans and metrics.horizontalAdvance(text[: spans[0][1]] + "…") > rect.width():
        start = max(0, spans[0][0] - 1)
        text = "…" + text[start:]
        spans = [(first - start + 1, end - start + 1) for first, end in spans]
    shown = _elided(font, text, rect.width())
    # The ellipsis that is set for the rest is no part of a hit.
    kept = len(text) if shown == text else len(shown) - 1
    spans = [(first, min(end, kept)) for first, end in spans if first < kept]
    text = shown
    positions = TextPositions(text)
    layout = QTextLayout(text, font)
    side = Qt.AlignmentFlag.AlignLeft
    if painter.layoutDirection() == Qt.LayoutDirection.RightToLeft:
        side = Qt.AlignmentFlag.AlignRight
    option = QTextOption(side | Qt.AlignmentFlag.AlignAbsolute)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    layout.setFormats([_hit(positions, *span) for span in spans])
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(rect.width())
    layout.endLayout()
    painter.setPen(tokens.ink2)
    layout.draw(painter, QPointF(rect.left(), rect.center().y() - line.height() / 2))


def _hit(positions: TextPositions, start: int, end: int) -> QTextLayout.FormatRange:
    tokens = theme.tokens()
    first, last = positions.utf16_span(start, end)
    found = QTextLayout.FormatRange()
    found.start, found.length = first, last - first
    found.format = QTextCharFormat()
    found.format.setBackground(tokens.find)
    found.format.setForeground(tokens.ink)
    return found


def paint_ring(painter: QPainter, rect: QRect) -> None:
    """Draw the two pixel ring of keyboard focus inside a row."""
    painter.setPen(QPen(theme.tokens().accent, 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(QRectF(rect).adjusted(1, 1, -1, -1))
