"""Where pages lie that stand one below the other, and how large they are shown."""

from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtCore import QRect, QSize, QSizeF

Fit = Literal["width", "page", ""]

#: Factors that the zoom keys and the list step through.
STEPS: Final = (0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)
UNITS_PER_INCH: Final = 720


@dataclass(frozen=True, slots=True)
class Geometry:
    """A column of pages of one size, in logical pixels.

    Attributes:
        page: Size of a page.
        gap: Room above, between and below pages, and at their sides.
        count: How many pages there are.
        view: What there is to show them in.
    """

    page: QSize
    gap: int
    count: int
    view: QSize

    @property
    def height(self) -> int:
        """Height of the whole column."""
        return self.gap + self.count * (self.page.height() + self.gap)

    @property
    def width(self) -> int:
        """Width of the whole column."""
        return self.page.width() + 2 * self.gap

    def top(self, number: int) -> int:
        """Return where a page begins, from the top of the column; the first is 1."""
        return self.gap + (number - 1) * (self.page.height() + self.gap)

    def rect(self, number: int, across: int, down: int) -> QRect:
        """Return where a page lies in a view that is scrolled by so much."""
        free = self.view.width() - self.width
        left = self.gap + (free // 2 if free > 0 else -across)
        return QRect(left, self.top(number) - down, self.page.width(), self.page.height())

    def visible(self, down: int) -> range:
        """Return the numbers of pages of which something is in sight."""
        step = self.page.height() + self.gap
        first = max(1, (down - self.gap) // step + 1)
        if down > self.top(first) + self.page.height():
            first += 1
        last = min(self.count, (down + self.view.height() - self.gap) // step + 1)
        return range(min(first, self.count), max(last, min(first, self.count)) + 1)

    def main(self, down: int) -> int:
        """Return the page of which most is in sight, the first of equals."""

        def seen(number: int) -> int:
            top = self.top(number) - down
            return min(top + self.page.height(), self.view.height()) - max(top, 0)

        return max(self.visible(down), key=lambda number: (seen(number), -number))


def factor_of(fit: Fit, size: QSizeF, view: QSize, gap: int, dots: int) -> float:
    """Return the zoom at which a page of `size` units fits; 1.0 is its natural size."""
    inch = dots / UNITS_PER_INCH
    wide = (view.width() - 2 * gap) / (size.width() * inch)
    high = (view.height() - 2 * gap) / (size.height() * inch)
    wanted = wide if fit == "width" else min(wide, high)
    return min(max(wanted, 0.1), STEPS[-1])


def next_step(factor: float, direction: int) -> float:
    """Return the next larger (1) or smaller (-1) of `STEPS`."""
    if direction > 0:
        return next((step for step in STEPS if step > factor * 1.01), STEPS[-1])
    return next((step for step in reversed(STEPS) if step < factor * 0.99), STEPS[0])
