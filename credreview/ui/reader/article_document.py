"""An article as a QTextDocument: its text, and nothing but its text, with formats for each kind.

The text goes in through a cursor, never as HTML, so nothing in it can be taken
for markup, and the document holds no image, link or table that Qt would follow.
Cards, rules and bullets are not in it either: `block_shapes` paints them.
"""

from typing import Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import (
    QBrush,
    QFont,
    QFontMetricsF,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)

from credreview.domain.model import Article, BlockKind
from credreview.ui.look import theme
from credreview.ui.reader.article_lines import Line, article_lines, shown_text
from credreview.ui.reader.bidi import reads_right_to_left
from credreview.ui.reader.text_positions import ShownPositions

#: Characters in a line at most; longer lines are hard to come back from.
MEASURE: Final = 68
# Capitals, narrow and wide letters as in a news text; a font's own average counts rare letters.
_SAMPLE: Final = (
    "The Ministry of Foreign Affairs announced on 30 October that 1,076 members of the mission "
    "would return home from Novgorod, according to documents made available to Sample Wire."
)

# Kind: (font role, colour role, leading in ems, space above, space below; in u).
_STYLES: Final[dict[BlockKind, tuple[str, str, float, float, float]]] = {
    BlockKind.HEADING: ("article_h2", "ink", 1.3, 4.5, 1.5),
    BlockKind.PARAGRAPH: ("article", "ink", 1.58, 0, 3),
    BlockKind.LIST_ITEM: ("article", "ink", 1.58, 0, 1.5),
    BlockKind.QUOTATION: ("article", "ink", 1.58, 1, 4),
    BlockKind.EMBEDDED_POST: ("post", "ink", 1.5, 0, 0),
    BlockKind.CAPTION: ("article_caption", "ink2", 1.4, 0, 3),
    BlockKind.BYLINE: ("small", "ink2", 1.4, 0, 3),
    BlockKind.BOILERPLATE: ("boilerplate", "ink3", 1.4, 0, 2),
}

#: Inside a post's card, in u: at the sides, above the head, head, below the text.
POST_SIDE: Final = 4.0
POST_TOP: Final = 2.0
POST_HEAD: Final = 5.5
POST_BOTTOM: Final = 2.5
#: Space between a card and what is around it, in u.
POST_AROUND: Final = 3.0
#: Indents in u.
LIST_INDENT: Final = 5.0
QUOTE_INDENT: Final = 5.0
# Below the last item of a list, in u.
_LIST_END: Final = 3.0


class ArticleDocument:
    """A laid-out article: the document, where its words are, and what each paragraph is.

    Attributes:
        document: Read-only in spirit: no undo, one paragraph for each line.
        lines: What each paragraph shows, by its number in the document.
        positions: Between the article's code points and document positions.
        right_to_left: The article as a whole is read from right to left.
    """

    def __init__(self, article: Article, parent: QObject) -> None:
        self.article = article
        self.lines = article_lines(article)
        self.positions = ShownPositions(
            article.text, [(line.start, line.end) for line in self.lines]
        )
        self.right_to_left = reads_right_to_left(article.text)
        self.document = QTextDocument(parent)
        self.document.setUndoRedoEnabled(False)
        self.document.setDefaultFont(theme.font("article"))
        self.document.setDocumentMargin(0)
        self._fill(shown_text(article.text))

    def set_column(self, left: float, right: float) -> None:
        """Keep the text off the view's edges by this many pixels."""
        frame = self.document.rootFrame()
        around = frame.frameFormat()
        around.setLeftMargin(left)
        around.setRightMargin(right)
        around.setTopMargin(4 * theme.u())
        around.setBottomMargin(20 * theme.u())
        if around != frame.frameFormat():
            frame.setFrameFormat(around)

    def _fill(self, text: str) -> None:
        formats: dict[tuple[object, ...], tuple[QTextBlockFormat, QTextCharFormat]] = {}
        cursor = QTextCursor(self.document)
        cursor.beginEditBlock()
        for nth, line in enumerate(self.lines):
            shown = text[line.start : line.end]
            following = self.lines[nth + 1].kind if nth + 1 < len(self.lines) else None
            key = (*line[2:], shown[: line.marker], following is line.kind)
            if key not in formats:
                formats[key] = self._formats(line, shown[: line.marker])
                if line.kind is BlockKind.LIST_ITEM and line.last and following is not line.kind:
                    formats[key][0].setBottomMargin(_LIST_END * theme.u())
            if nth:
                cursor.insertBlock(*formats[key])
            else:
                cursor.setBlockFormat(formats[key][0])
                cursor.setCharFormat(formats[key][1])
            cursor.insertText(shown)
        cursor.endEditBlock()

    def _formats(self, line: Line, marker: str) -> tuple[QTextBlockFormat, QTextCharFormat]:
        role, colour, leading, above, below = _STYLES[line.kind]
        if line.kind is BlockKind.HEADING and line.level > 2:
            role = "article"
        if line.signature:
            role, colour, leading = "small", "ink2", 1.5
        font = theme.font(role)
        if line.kind is BlockKind.HEADING:
            font.setWeight(QFont.Weight.Bold)
        characters = QTextCharFormat()
        characters.setFont(font)
        characters.setForeground(QBrush(getattr(theme.tokens(), colour)))

        u = theme.u()
        block = QTextBlockFormat()
        percent = theme.line_height(role, leading)
        proportional = QTextBlockFormat.LineHeightTypes.ProportionalHeight
        block.setLineHeight(percent, int(proportional.value))
        block.setTopMargin(u * (above if line.first else 2 if line.apart else 0))
        block.setBottomMargin(u * below if line.last else 0)
        if line.kind is BlockKind.EMBEDDED_POST:
            self._indent(block, POST_SIDE * u, POST_SIDE * u)
            if line.first:
                block.setTopMargin(u * (POST_AROUND + POST_TOP + POST_HEAD))
            if line.last:
                block.setBottomMargin(u * (POST_AROUND + POST_BOTTOM))
        elif line.kind is BlockKind.QUOTATION:
            self._indent(block, QUOTE_INDENT * u, 0)
        elif line.kind is BlockKind.LIST_ITEM:
            hanging = QFontMetricsF(font).horizontalAdvance(marker)
            self._indent(block, max(hanging, LIST_INDENT * u * max(1, min(line.level, 6))), 0)
            block.setTextIndent(-hanging)
        return block, characters

    def _indent(self, block: QTextBlockFormat, before: float, after: float) -> None:
        """Indent at the side where lines begin, and at the other."""
        block.setLeftMargin(after if self.right_to_left else before)
        block.setRightMargin(before if self.right_to_left else after)
        if self.right_to_left:
            block.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)


def column_width() -> float:
    """Return how wide a column of `MEASURE` characters of article text is, in pixels."""
    metrics = QFontMetricsF(theme.font("article"))
    return MEASURE * metrics.horizontalAdvance(_SAMPLE) / len(_SAMPLE)
