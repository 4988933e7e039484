"""What was chosen for each kind of report the last time, on this machine."""

from collections.abc import Collection
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QLocale

from credreview.domain import handling
from credreview.domain.summary import Kind, Paper
from credreview.ui.settings import Settings

_NAME: Final = "reports"
_REVIEWS: Final = 60


class KeptChoices:
    """Contents and paper are kept for all reviews, marks and people for one review alone.

    A mark that was chosen for one review must never slip onto another's paper.

    Args:
        settings: Where they are kept.
        review: The review's file.
    """

    def __init__(self, settings: Settings, review: Path) -> None:
        self._settings = settings
        self._review = str(review.absolute())

    def left_out(self, kind: Kind) -> frozenset[str]:
        """Return the parts that were left out of reports of this kind."""
        kept = self._of("left_out").get(kind.value)
        names = kept if isinstance(kept, list) else []
        return frozenset(name for name in names if isinstance(name, str))

    def leave_out(self, kind: Kind, parts: Collection[str]) -> None:
        """Keep which parts are left out of reports of this kind."""
        self._keep("left_out", self._of("left_out") | {kind.value: sorted(parts)})

    def paper(self) -> Paper:
        """Return the sheet: the one that was chosen, else the usual one of this country."""
        kept = self._all().get("paper")
        if kept in list(Paper):
            return Paper(kept)
        system = QLocale.system().measurementSystem()
        american = QLocale.MeasurementSystem.ImperialUSSystem
        return Paper.LETTER if system is american else Paper.A4

    def keep_paper(self, paper: Paper) -> None:
        """Keep the sheet."""
        self._keep("paper", paper.value)

    def mark(self, kind: Kind) -> str | None:
        """Return the handling mark of this review's reports; None: the review's own."""
        kept = self._here("marks").get(kind.value)
        return kept if kept == "" or kept in handling.MARKS else None

    def keep_mark(self, kind: Kind, mark: str | None) -> None:
        """Keep the mark of this review's reports of this kind."""
        self._keep_here("marks", {**self._here("marks"), kind.value: mark})

    def lead(self, kind: Kind) -> str:
        """Return the id of whose judgement counts first in this review's reports; "" oneself."""
        kept = self._here("leads").get(kind.value)
        return kept if isinstance(kept, str) else ""

    def keep_lead(self, kind: Kind, lead: str) -> None:
        """Keep whose judgement counts first."""
        self._keep_here("leads", {**self._here("leads"), kind.value: lead})

    def _all(self) -> dict[str, Any]:
        kept: dict[str, Any] = self._settings.get(_NAME, dict, {})
        return kept

    def _keep(self, name: str, value: object) -> None:
        self._settings.set(_NAME, {**self._all(), name: value})

    def _of(self, name: str) -> dict[str, Any]:
        kept = self._all().get(name)
        return kept if isinstance(kept, dict) else {}

    def _here(self, name: str) -> dict[str, Any]:
        review = self._of("reviews").get(self._review)
        kept = review.get(name) if isinstance(review, dict) else None
        return kept if isinstance(kept, dict) else {}

    def _keep_here(self, name: str, value: dict[str, Any]) -> None:
        reviews = self._of("reviews")
        before = reviews.pop(self._review, None)
        review = {**(before if isinstance(before, dict) else {}), name: value}
        latest = [*reviews.items(), (self._review, review)][-_REVIEWS:]
        self._keep("reviews", dict(latest))
