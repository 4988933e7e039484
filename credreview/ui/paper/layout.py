"""What is kept of counted pages: where each begins, and where anchors and headings stand."""

from array import array
from collections.abc import Mapping
from typing import Final, NamedTuple

from credreview.ui.paper.blocks import Place
from credreview.ui.paper.pages import Page

_NUMBERS_A_PAGE: Final = len(Place()) + 1


class Entry(NamedTuple):
    """A line of the outline: its level from 0, its words, the page, and the height on it."""

    depth: int
    title: str
    page: int
    y: float


class Layout:
    """Where a report's pages begin; some numbers a page, no blocks.

    Attributes:
        told: Page of each anchor, as the words on these pages say it.
        page_of: Page of each anchor as it came out: the same, but for rare reports.
        outline: In order.
        total: How many pages there are; 0 while they are not counted.
    """

    def __init__(self, told: Mapping[str, int]) -> None:
        self.told = told
        self.page_of: dict[str, int] = {}
        self.outline: list[Entry] = []
        self.total = 0
        self._starts = array("q")

    @property
    def known(self) -> int:
        """How many pages are known; all of them once they are counted."""
        return len(self._starts) // _NUMBERS_A_PAGE

    def add(self, page: Page) -> int:
        """Take note of the next page; return its number."""
        self._starts.extend((*page.start, page.is_clean))
        number = self.known
        for block, y in page.placed:
            for name in block.anchor.split():
                self.page_of.setdefault(name, number)
            if block.outline:
                self.outline.append(Entry(block.depth, block.outline, number, y))
        return number

    def clean_start(self, number: int) -> tuple[int, Place]:
        """Return the last page up to this one that begins with a whole block, and its place.

        Raises:
            IndexError: There is no such page, or it is not known yet.
        """
        if not 1 <= number <= self.known:
            raise IndexError(number)
        while True:
            at = (number - 1) * _NUMBERS_A_PAGE
            *place, is_clean = self._starts[at : at + _NUMBERS_A_PAGE]
            if is_clean or number == 1:
                return number, Place(*place)
            number -= 1
