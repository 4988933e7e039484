"""The links of a page in their order, for the keyboard: where each lies, and where it leads."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QRectF

from credreview.text import tr
from credreview.ui.reports.page_image import PageImage, Target

#: What leads somewhere by itself; whatever else is on a page has no page of its own yet.
_LEADS = frozenset({"page", "claim", "grade", "provenance", "state", "period"})
_LONGEST = 160


@dataclass(frozen=True, slots=True)
class PageLink:
    """Something on a page that can be followed.

    Attributes:
        places: Where it lies, in units: a place for each line that it goes over.
        target: What it leads to.
        words: What stands there; "" where that is drawn, and not written.
    """

    places: tuple[QRectF, ...]
    target: Target
    words: str = ""

    @property
    def bounds(self) -> QRectF:
        """What holds all of it."""
        whole = QRectF(self.places[0])
        for place in self.places[1:]:
            whole |= place
        return whole

    def spoken(self) -> str:
        """Return where it leads, for a screen reader."""
        kind = self.target[0]
        if kind == "page":
            where = tr("to page {number}", number=self.target[1])
        elif kind == "claim":
            where = tr("to this claim in its article")
        else:
            where = tr("to the articles with such claims")
        words = " ".join(self.words.split())
        if len(words) > _LONGEST:
            words = words[:_LONGEST].rstrip() + "…"
        return (
            tr("Link {where}: {words}", where=where, words=words)
            if words
            else (tr("Link {where}", where=where))
        )


def links_of(page: PageImage) -> list[PageLink]:
    """Return what can be followed on a page, from its top to its foot."""
    named = zip(page.hits, page.names or ("",) * len(page.hits), strict=True)
    found: list[PageLink] = []
    for (place, target), words in sorted(named, key=lambda one: _reading_order(one[0][0])):
        if target[0] not in _LEADS:
            continue
        before = found[-1] if found else None
        if before is not None and before.target == target and _goes_on(before.places[-1], place):
            words = " ".join(filter(None, (before.words, words)))
            found[-1] = PageLink((*before.places, place), target, words)
        else:
            found.append(PageLink((place,), target, words))
    return found


def _reading_order(place: QRectF) -> tuple[float, float]:
    return (round(place.top()), place.left())


def _goes_on(before: QRectF, place: QRectF) -> bool:
    """Tell whether a place is the next line of the same link."""
    return 0 < place.top() - before.top() <= 1.5 * before.height() and not before.contains(place)


def words_within(place: QRectF, written: Iterable[tuple[QRectF, str]]) -> str:
    """Return what is written in a place, of the lines of a page."""
    return " ".join(words for line, words in written if words and place.contains(line.center()))
