"""The preview: the pages of a report, painted as they come into sight."""

from collections import OrderedDict
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from credreview.text import tr
from credreview.ui.look import painting, theme
from credreview.ui.look.tokens import THEMES
from credreview.ui.reports.link_walk import LinkWalk
from credreview.ui.reports.page_column import PageColumn
from credreview.ui.reports.page_image import PageImage, Target
from credreview.ui.reports.spoken_document import speak_as_document

#: How much memory pictures of pages may take, in bytes; those in sight stay whatever they take.
_KEPT: Final = 48_000_000
_CLAIM: Final = "claim"


class Preview(PageColumn):
    """Shows pages; asks for their pictures one at a time, those in sight first.

    Whoever owns it says how large a page is (`begin`) and how many there are
    (`set_count`), and answers `wanted` with `show_page` or `no_page`.
    """

    wanted = Signal(int, float)
    """The number of a page, and how many device pixels a unit (1/720 inch) is to have."""
    activated = Signal(object)
    """The `Target` that was clicked, or followed by keyboard."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._known, self._is_counted = 0, False
        self._images: OrderedDict[int, PageImage] = OrderedDict()
        self._stale: set[int] = set()
        self._given_up: set[int] = set()
        self._asked: int | None = None
        self._pressed: Target | None = None
        self._ring = False
        self.walk = LinkWalk(self, self.picture)
        super().__init__(parent)
        self.setObjectName("report_preview")
        self.viewport().setMouseTracking(True)
        speak_as_document(self)
        self.page_changed.connect(self._tell)
        self._tell()

    # What is shown

    def begin(self, size: QSizeF, *, keep_place: bool) -> None:
        """Show another report, or the same one as it is now.

        Args:
            size: A page's, in units.
            keep_place: Stay at the page; old pictures stay until there are new ones.
        """
        self._known, self._is_counted = 0, False
        self._asked = None
        self.walk.leave()
        self._given_up.clear()
        self._stale = set(self._images) if keep_place else set()
        if not keep_place:
            self._images.clear()
        self.set_pages(size, max(1, self._count) if keep_place else 1)
        if not keep_place:
            self.go_to(1)
        self._tell()

    def set_count(self, known: int, *, is_final: bool) -> None:
        """Say how many pages can be asked for, and whether these are all."""
        if is_final and not self._is_counted:
            self._stale = set(self._images)  # they do not tell the total, and pages of references
        self._known, self._is_counted = known, is_final
        self.set_pages(self._size, known if is_final else max(known, self._count))
        if is_final:
            for number in [n for n in self._images if n > known]:
                del self._images[number]
        self._tell()
        self._ask()

    def show_page(self, number: int, page: PageImage) -> None:
        """Show the picture of a page that was asked for."""
        self._asked = None
        self._images[number] = page
        self._images.move_to_end(number)
        self._stale.discard(number)
        self._drop_old()
        self.viewport().update()
        self._tell()
        self._ask()

    def no_page(self, number: int) -> None:
        """Say that there is no picture of a page; it is not asked for again."""
        self._asked = None
        self._given_up.add(number)
        self._ask()

    def clear(self) -> None:
        """Show no page at all."""
        self._images.clear()
        self._stale.clear()
        self._asked = None
        self._known, self._is_counted = 0, True
        self.set_pages(self._size, 0)
        self._tell()

    def picture(self, number: int) -> PageImage | None:
        """Return the picture of a page if it is there and up to date."""
        return None if number in self._stale else self._images.get(number)

    def count(self) -> int | None:
        """Return how many pages there are, or None while they are being counted."""
        return self._known if self._is_counted else None

    def go_to(self, number: int) -> None:
        """Show a page from its top; one that is not counted yet as soon as it is there."""
        if not self._is_counted and number > self._count:
            self.set_pages(self._size, number)
        super().go_to(number)

    # Pictures

    def _moved(self) -> None:
        super()._moved()
        self._ask()

    def _wanted_scale(self) -> float:
        return self.scale() * self.viewport().devicePixelRatioF()

    def _is_wanting(self, number: int) -> bool:
        if not 1 <= number <= self._known or number in self._given_up:
            return False
        have = self._images.get(number)
        is_sharp = have is not None and abs(have.scale - self._wanted_scale()) < 1e-6
        return not is_sharp or number in self._stale

    def _ask(self) -> None:
        """Ask for the picture that is wanted most, unless an answer is on its way."""
        if self._asked is not None or not self._known or not self.isVisible():
            return
        number = next((one for one in self._near() if self._is_wanting(one)), None)
        if number is not None:
            self._asked = number
            self.wanted.emit(number, self._wanted_scale())

    def _near(self) -> list[int]:
        """Return the pages to be held, the most wanted first: those in sight, and the next."""
        seen = self.pages_in_sight()
        return [self._page, *seen, seen[-1] + 1] if seen else []

    def _drop_old(self) -> None:
        near = self._near()
        weight = sum(image.weight() for image in self._images.values())
        for number in list(self._images):
            if weight <= _KEPT:
                return
            if number not in near:
                weight -= self._images.pop(number).weight()
                self._stale.discard(number)

    # Mouse, keys

    def target_at(self, point: QPoint) -> Target | None:
        """Return what can be clicked at a point of the view, or None."""
        number = self.page_at(point)
        image = self.picture(number) if number is not None else None
        if number is None or image is None:
            return None
        corner = self.page_rect(number).topLeft()
        return image.target_at(QPointF(point - corner) / self.scale())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what can be clicked by the pointer's form."""
        hit = self.target_at(event.position().toPoint())
        is_claim = hit is not None and hit[0] == _CLAIM
        hand = hit is not None and not is_claim
        shape = Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)
        words = tr("Double-click to see this claim in its article") if is_claim else ""
        self.viewport().setToolTip(painting.plain_tip(words))

    def _hit(self, event: QMouseEvent) -> Target | None:
        """Return what the left button is on, or None."""
        if event.button() != Qt.MouseButton.LeftButton:
            return None
        return self.target_at(event.position().toPoint())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click."""
        self._ring = False
        self.walk.leave()
        self._tell()
        self._pressed = self._hit(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Follow what was clicked, if it is what was pressed."""
        pressed, self._pressed = self._pressed, None
        if pressed is not None and pressed[0] != _CLAIM and pressed == self._hit(event):
            self.activated.emit(pressed)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Show a claim: its card is too large to be followed by every click."""
        hit = self._hit(event)
        if hit is not None and hit[0] == _CLAIM:
            self.activated.emit(hit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Show the ring from now on: a key is in use. Enter follows a link, Esc leaves it."""
        self._ring = True
        self.viewport().update()
        link = self.walk.link()
        if link is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.activated.emit(link.target)
        elif link is not None and event.key() == Qt.Key.Key_Escape:
            self.walk.leave()
            self._tell()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: FBT001, N802 - Qt's own
        """Go to the next link of the page; from the last one on to the next field."""
        self._ring = True
        stays = self.walk.step(1 if forward else -1)
        self.viewport().update()
        self._tell()
        return stays or super().focusNextPrevChild(forward)

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the pages in sight; one whose picture is on its way is an empty sheet."""
        of = theme.tokens()
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), of.window if of.high_contrast else of.press)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for number in self.pages_in_sight():
            self._paint_page(painter, number)
        if self._ring and self.hasFocus():
            self._paint_ring(painter)

    def _paint_ring(self, painter: QPainter) -> None:
        """Paint a ring around the link that the keyboard is on, or around all pages."""
        places = self.walk.places()
        if not places:
            rect = QRectF(self.viewport().rect())
            painting.box(painter, rect, 0, border=theme.tokens().accent, width=2)
        for place in places:
            # Paper is white in every theme.
            ring = place.adjusted(-3, -3, 3, 3)
            painting.box(painter, ring, 3, border=THEMES["light"].accent, width=2)

    def _paint_page(self, painter: QPainter, number: int) -> None:
        rect, of = self.page_rect(number), theme.tokens()
        painter.fillRect(rect, Qt.GlobalColor.white)
        image = self._images.get(number)
        if image is not None:
            painter.drawImage(rect, image.image)
        else:
            painter.setPen(Qt.GlobalColor.darkGray)
            painter.setFont(theme.font("body"))
            words = tr("Page {number}", number=number)
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), words)
        painting.box(painter, QRectF(rect).adjusted(-1, -1, 1, 1), 0, border=of.edge)

    def _tell(self) -> None:
        """Let a screen reader know which page it is, and what stands on it."""
        count, link = self.count(), self.walk.link()
        if link is not None:
            words = link.spoken()
        elif count is None:
            words = tr("Page {number}", number=self._page)
        else:
            words = tr("Page {number} of {count}", number=self._page, count=count)
        image = self.picture(self._page)
        self.setAccessibleName(words)
        self.setAccessibleDescription(image.words if image is not None else "")

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: D102
        self._ring = painting.shows_ring(event, self._ring)
        self.viewport().update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: D102
        self.viewport().update()
        super().focusOutEvent(event)

    def event(self, event: QEvent) -> bool:
        """Ask for pictures once it is shown, and again on a screen of another density."""
        answer = super().event(event)
        if event.type() in (QEvent.Type.Show, QEvent.Type.DevicePixelRatioChange):
            self._ask()
        return answer
