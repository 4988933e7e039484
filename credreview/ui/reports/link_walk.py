"""Walks along the links of the pages in sight with the keyboard."""

from collections.abc import Callable

from PySide6.QtCore import QRectF

from credreview.ui.reports.page_column import PageColumn
from credreview.ui.reports.page_image import PageImage
from credreview.ui.reports.page_links import PageLink, links_of


class LinkWalk:
    """Which link the keyboard is on, among those of the pages in sight where it begins.

    Args:
        pages: Scrolled, so that the link can be seen.
        picture: Returns the picture of a page, as far as it is there.
    """

    def __init__(self, pages: PageColumn, picture: Callable[[int], PageImage | None]) -> None:
        self._pages = pages
        self._picture = picture
        self._at: tuple[int, int] | None = None
        self._pages_walked = range(0)

    def link(self) -> PageLink | None:
        """Return the link that the keyboard is on, or None."""
        if self._at is None:
            return None
        number, place = self._at
        links = self._links(number)
        return links[place] if place < len(links) else None

    def places(self) -> list[QRectF]:
        """Return where that link lies in the view."""
        link = self.link()
        if link is None or self._at is None:
            return []
        return [self._pages.on_view(self._at[0], place) for place in link.places]

    def step(self, direction: int) -> bool:
        """Go on to the next link (1) or back (-1); False where the keyboard is to go elsewhere."""
        link = self.link()
        if link is not None and self._at is not None and self._is_in_sight(self._at[0], link):
            stops = self._stops()
            # Before the first link there are the pages themselves.
            self._go(stops, stops.index(self._at) + direction)
            return direction < 0 or self._at is not None
        self.leave()
        if direction > 0:
            # The walk ends with these pages, though others come into sight on the way.
            self._pages_walked = self._pages.pages_in_sight()
            stops = self._stops()
            seen = (
                at for at, (n, i) in enumerate(stops) if self._is_in_sight(n, self._links(n)[i])
            )
            self._go(stops, next(seen, -1))
        return self._at is not None

    def leave(self) -> None:
        """Be on no link."""
        self._at = None

    def _go(self, stops: list[tuple[int, int]], place: int) -> None:
        self._at = stops[place] if 0 <= place < len(stops) else None
        link = self.link()
        if self._at is not None and link is not None:
            self._pages.reveal(self._at[0], link.bounds)

    def _stops(self) -> list[tuple[int, int]]:
        """Return the links of the pages walked: the number of the page, and the place on it."""
        return [
            (number, place)
            for number in self._pages_walked
            for place in range(len(self._links(number)))
        ]

    def _links(self, number: int) -> list[PageLink]:
        image = self._picture(number)
        return links_of(image) if image is not None else []

    def _is_in_sight(self, number: int, link: PageLink) -> bool:
        view = QRectF(self._pages.viewport().rect())
        return self._pages.on_view(number, link.bounds).intersects(view)
