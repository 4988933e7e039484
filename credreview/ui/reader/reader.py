"""The reader in the middle: one article's title, text and claims."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from credreview.domain.model import Article, Claim
from credreview.text import tr
from credreview.ui.look import theme
from credreview.ui.look.plain_label import PlainLabel
from credreview.ui.reader.article_document import ArticleDocument
from credreview.ui.reader.article_view import LOW, NARROW, ArticleView
from credreview.ui.reader.claim_places import ClaimPlaces
from credreview.ui.reader.find_bar import FindBar
from credreview.ui.reader.title_block import TitleBlock


class ReaderPane(QWidget):
    """Shows an article with its claims; all positions are code points of its text.

    Attributes:
        claim_activated: A click means this claim (its id).
        facts_requested: The user wants to change title, outlet, author or date.
    """

    claim_activated = Signal(str)
    facts_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("reader")
        self._article: Article | None = None
        self._claims: Sequence[Claim] = ()
        self._owns_keys = False
        self.view = ArticleView()
        self.view.claim_activated.connect(self.claim_activated)
        self.view.column_moved.connect(self._align)
        self._title = TitleBlock()
        self._title.facts_requested.connect(self.facts_requested)
        self._find = FindBar(self.top_position)
        self._find.stepped.connect(self._show_hits)
        self._find.closed.connect(self._close_find)
        self._lay_out()
        self.set_empty(tr("No article"), "")
        self.setFocusProxy(self.view)
        theme.notifier().changed.connect(self._restyle)
        self._restyle()

    def _lay_out(self) -> None:
        self._empty_text = PlainLabel(font="panel_head", wrap=True)
        self._empty_hint = PlainLabel(colour="ink2", wrap=True)
        empty = QWidget()
        words = QVBoxLayout(empty)
        words.addStretch(2)
        for label in (self._empty_text, self._empty_hint):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            words.addWidget(label)
        words.addStretch(3)
        line = QWidget()
        line.setFixedHeight(1)
        line.setBackgroundRole(QPalette.ColorRole.Mid)
        line.setAutoFillBackground(True)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self._title, self._find, line):
            column.addWidget(part)
        column.addWidget(self.view, 1)
        self._pages = QStackedWidget()
        self._pages.addWidget(empty)
        self._pages.addWidget(page)
        self._outer = QVBoxLayout(self)
        self._outer.addWidget(self._pages)

    # What is shown

    def show_article(self, article: Article | None, claims: Sequence[Claim]) -> None:
        """Show an article from its top; None shows the words of `set_empty`.

        The same text again (after a correction of its facts) keeps the scroll
        position and the selection.
        """
        before, self._article = self._article, article
        self._pages.setCurrentIndex(0 if article is None else 1)
        if article is None:
            self._claims = ()
            return
        self._title.set_article(article)
        if before is None or before.id != article.id or before.blocks != article.blocks:
            self._find.set_text(article.text)
            self.view.show_document(ArticleDocument(article, self.view))
        self.set_claims(claims)

    def set_claims(self, claims: Sequence[Claim]) -> None:
        """Show other claims on the same article; scroll position and selection stay."""
        self._claims = claims
        if self.view.shown is not None and self.view.overlay is not None:
            self.view.overlay.places = ClaimPlaces(claims, self.view.shown.positions)
            self.view.viewport().update()

    def set_empty(self, text: str, hint: str) -> None:
        """Say what stands here while there is no article, and what to do next."""
        self._empty_text.setText(text)
        self._empty_hint.setText(hint)

    def set_current(self, claim_id: str | None, reveal: bool = True) -> None:  # noqa: FBT001, FBT002
        """Let one claim stand out, and scroll to it unless it is in sight; None lets none."""
        overlay = self.view.overlay
        if overlay is None:
            return
        overlay.current = claim_id
        placed = overlay.places.find(claim_id) if overlay.places else None
        if placed is not None and reveal:
            self.view.reveal(placed.start, placed.end)
        self.view.viewport().update()

    # Selecting and scrolling

    def selected_span(self) -> tuple[int, int] | None:
        """Return the selected words without white space around them; None where there are none."""
        if self._article is None or self.view.shown is None:
            return None
        cursor = self.view.textCursor()
        span = (cursor.selectionStart(), cursor.selectionEnd())
        start, end = self.view.shown.positions.span_to_text(*span)
        words = self._article.text[start:end]
        start += len(words) - len(words.lstrip())
        end -= len(words) - len(words.rstrip())
        return (start, end) if start < end else None

    def select_span(self, start: int, end: int) -> None:
        """Select the code points [start, end) and scroll to them unless they are in sight."""
        if self.view.shown is None:
            return
        self._select(start, end)
        self.view.reveal(*self.view.shown.positions.span_to_shown(start, end))

    def _select(self, start: int, end: int) -> None:
        if self.view.shown is not None:
            first, last = self.view.shown.positions.span_to_shown(start, end)
            cursor = QTextCursor(self.view.document())
            cursor.setPosition(first)
            cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
            self.view.setTextCursor(cursor)

    def top_position(self) -> int:
        """Return the code point at which the first visible line begins; 0 without an article."""
        if self.view.shown is None:
            return 0
        return self.view.shown.positions.to_text(self.view.top())

    def scroll_to(self, position: int) -> None:
        """Scroll so that the line with this code point is the first."""
        if self.view.shown is not None:
            self.view.scroll_to_top(self.view.shown.positions.to_shown(position))

    def set_caret(self, on: bool) -> None:  # noqa: FBT001 - a state, named by the method
        """Show a caret that selects by keyboard (Shift and arrows); off, arrow keys scroll."""
        self.view.set_caret(on=on)
        if on:
            self._bring_caret_into_sight()
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_owns_keys(self, on: bool) -> None:  # noqa: FBT001 - a state, named by the method
        """Show the accent bar that tells which panel the keys act on."""
        self._owns_keys = on
        self.update()

    def _bring_caret_into_sight(self) -> None:
        cursor = self.view.textCursor()
        seen = self.view.viewport().rect()
        if not seen.contains(self.view.cursorRect(cursor).center()):
            cursor.setPosition(self.view.top())
            self.view.setTextCursor(cursor)

    # Finding words

    def open_find(self) -> None:
        """Open the bar that finds words; a short selection is what is looked for."""
        if self._article is None:
            return
        span = self.selected_span()
        words = self._article.text[slice(*span)] if span else ""
        self._find.open_bar(words if len(words) <= 100 else "")

    def find_next(self) -> None:
        """Step to the next hit, after the last to the first; opens the bar if it is closed."""
        if self._article is not None:
            self._find.next()

    def find_previous(self) -> None:
        """Step to the hit before, before the first to the last; opens the bar if it is closed."""
        if self._article is not None:
            self._find.previous()

    def _show_hits(self) -> None:
        overlay, shown = self.view.overlay, self.view.shown
        if overlay is None or shown is None:
            return
        overlay.hits, overlay.hit = self._find.hits, self._find.hit
        if overlay.hits:
            self.view.reveal(*shown.positions.span_to_shown(*overlay.hits[overlay.hit]))
        self.view.viewport().update()

    def _close_find(self) -> None:
        self._show_hits()
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    # Look

    def _restyle(self) -> None:
        """Render everything anew in the look that is on now, at the same place."""
        self._outer.setContentsMargins(0, self._bar_height(), 0, 0)
        self._title.restyle()
        if self._article is not None:
            top, span = self.top_position(), self.selected_span()
            before = self.view.overlay
            claim = self.view.current_in_sight(self.view.viewport().height())
            self.view.show_document(ArticleDocument(self._article, self.view))
            self.set_claims(self._claims)
            if before is not None and self.view.overlay is not None:
                self.view.overlay.current = before.current
                self.view.overlay.hits, self.view.overlay.hit = before.hits, before.hit
            if span:
                self._select(*span)
            self.scroll_to(top)
            self.view.keep_in_sight(claim)
        self._align()

    def _align(self) -> None:
        """Let title and find bar stand over the text column."""
        column = self.view.column
        right = self.view.width() - column.right
        for part in (self._title, self._find):
            part.set_column(column.left, right)

    def _bar_height(self) -> int:
        return max(2, theme.u() // 2)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: D102
        u, size = theme.u(), event.size()
        self._title.set_compact(size.width() < NARROW * u or size.height() < LOW * u)
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: D102
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), theme.tokens().base)
            if self._owns_keys:
                bar = QRect(0, 0, self.width(), self._bar_height())
                painter.fillRect(bar, theme.tokens().accent)
