"""The head of a merge's preview: whose file it is, what to know first, and four figures."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QDateTime, QLocale, QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from credreview.domain import handling
from credreview.domain.differences import DifferenceKey, DifferenceKind
from credreview.domain.merging import Announcement, MergeReport
from credreview.exchange.manifest import Manifest
from credreview.review import manifests, merge_words
from credreview.review.manifests import Fit
from credreview.text import tr
from credreview.ui.look import painting, theme
from credreview.ui.look.plain_label import PlainLabel
from credreview.ui.merging.announcements import Announcements
from credreview.ui.merging.figure_card import FigureCard, FigureRow
from credreview.ui.reader.bidi import show_controls

#: Groups of the fingerprint that are shown; all of it stands in the tip and in the report.
_GROUPS = 4
_NAMES = 120


@dataclass(frozen=True, slots=True)
class Preview:
    """What a preview shows.

    Attributes:
        report: What the merge would bring.
        manifest: What the file says of itself, or None.
        fit: How that fits the file.
        keys: Of the differences.
        number, count: Which of how many files this is.
    """

    report: MergeReport
    manifest: Manifest | None
    fit: Fit
    keys: Sequence[DifferenceKey]
    number: int = 1
    count: int = 1


class MergeHead(QWidget):
    """Name, origin, announcements, figures."""

    def __init__(self, preview: Preview, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("merge_head")
        report = preview.report
        title = PlainLabel(title_words(report), "dialog_title", wrap=True)
        title.setObjectName("merge_title")
        top = QHBoxLayout()
        top.addWidget(title, 1)
        if preview.count > 1:
            words = tr("File {number} of {count}", number=preview.number, count=preview.count)
            top.addWidget(PlainLabel(words, "label", "ink2"))
        origin = PlainLabel(_origin(report), colour="ink2", wrap=True)
        origin.setObjectName("merge_origin")
        full = tr("Fingerprint {id}", id=merge_words.grouped(report.fingerprint))
        origin.setToolTip(full)
        origin.setAccessibleName(f"{_origin(report)} {full}")
        told = (*_of_manifest(preview), *report.announcements)
        self.announcements = Announcements(told)
        self._column = QVBoxLayout(self)
        self._column.addLayout(top)
        self._column.addWidget(origin)
        if preview.manifest is not None:
            self._column.addWidget(_ManifestLine(preview.manifest, preview.fit))
        self._column.addWidget(self.announcements)
        self._column.addWidget(FigureRow(_cards(report, preview.keys, len(told))))
        theme.notifier().changed.connect(self._retheme)
        self._retheme()

    def _retheme(self) -> None:
        u = theme.u()
        self._column.setContentsMargins(6 * u, 4 * u, 6 * u, 4 * u)
        self._column.setSpacing(2 * u)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        of = theme.tokens()
        painter = QPainter(self)
        painter.fillRect(self.rect(), of.surface)
        painter.fillRect(0, self.height() - 1, self.width(), 1, of.line)


def title_words(report: MergeReport) -> str:
    """Return the preview's title."""
    return tr("Merge “{name}”", name=show_controls(report.name))


def _origin(report: MergeReport) -> str:
    names = show_controls(merge_words.from_whom(report))
    if len(names) > _NAMES:
        names = tr("{n} people", n=len(report.contributors))
    parts = [tr("From {names}.", names=names)] if names else []
    if report.latest:
        parts.append(tr("Newest entry {when}.", when=_day_and_time(report.latest)))
    short = merge_words.grouped(report.fingerprint, _GROUPS)
    parts.append(tr("Fingerprint {id} …", id=short))
    if report.has_news:
        parts.append(tr("Nothing has been changed yet; a backup is made first."))
    return " ".join(parts)


def _day_and_time(when: int) -> str:
    moment = QDateTime.fromMSecsSinceEpoch(when)
    return QLocale().toString(moment, "d MMM yyyy, HH:mm")


def _of_manifest(preview: Preview) -> Sequence[Announcement]:
    if preview.manifest is None:
        return ()
    doubt = manifests.doubt(preview.manifest, preview.fit)
    return (doubt,) if doubt else ()


class _ManifestLine(QWidget):
    """How far the file may be passed on, whole or extract, and who made it.

    Where that does not fit the file this is told in its place.
    """

    def __init__(self, manifest: Manifest, fit: Fit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * theme.u())
        if manifest.handling:
            row.addWidget(Mark(manifest.handling))
        misfit = manifests.misfit_words(manifest, fit)
        if manifests.doubt(manifest, fit):  # told above all, with what to do
            misfit = tr("What this file says of itself does not count.")
        lines = manifest.lines()
        made = misfit or f"{lines[0]}: {manifest.contents()}."
        if fit is Fit.UNSIGNED:
            made = f"{made} {lines[-1]}"
        words = PlainLabel(show_controls(made), colour="ink2", wrap=True)
        words.setObjectName("merge_manifest")
        tip = "\n".join([misfit, *lines] if misfit else lines)
        words.setToolTip(painting.plain_tip(show_controls(tip)))
        row.addWidget(words, 1)


class Mark(QFrame):
    """A handling mark in a frame; its meaning in the tip and for screen readers."""

    def __init__(self, mark: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("handling_mark")
        meaning = handling.meaning(mark)
        self.setAccessibleName(mark)
        self.setAccessibleDescription(meaning)
        self.setToolTip(painting.plain_tip(meaning))
        row = QHBoxLayout(self)
        u = theme.u()
        row.setContentsMargins(2 * u, u // 2, 2 * u, u // 2)
        row.addWidget(PlainLabel(mark, "label"))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        of = theme.tokens()
        painting.box(QPainter(self), QRectF(self.rect()), theme.u(), fill=of.base, border=of.edge)


def _cards(
    report: MergeReport, keys: Sequence[DifferenceKey], warnings: int
) -> Sequence[FigureCard]:
    known = tr("nothing to do")
    return (
        FigureCard(
            "card_new",
            merge_words.new_things(report),
            tr("new"),
            merge_words.new_words(report) or tr("everything is here already"),
        ),
        FigureCard(
            "card_differences",
            len(keys),
            tr("difference") if len(keys) == 1 else tr("differences"),
            difference_words(keys) or tr("nobody disagrees"),
            "differing" if keys else "",
        ),
        FigureCard("card_same", report.known, tr("the same"), known),
        FigureCard(
            "card_warnings",
            warnings,
            tr("warning") if warnings == 1 else tr("warnings"),
            tr("told above") if warnings else tr("every entry is sound"),
            "warn" if warnings else "",
        ),
    )


def difference_words(keys: Sequence[DifferenceKey]) -> str:
    """Return how many differences there are of each kind; "" for none."""
    count = Counter(key.kind for key in keys)
    judged, deleted = count[DifferenceKind.JUDGEMENT], count[DifferenceKind.DELETED]
    facts = count[DifferenceKind.FIELD]
    words = [
        (judged, tr("1 claim judged differently"), tr("{n} claims judged differently", n=judged)),
        (deleted, tr("1 deleted, yet judged"), tr("{n} deleted, yet judged", n=deleted)),
        (facts, tr("1 with two values"), tr("{n} with two values", n=facts)),
    ]
    return ", ".join(one if n == 1 else many for n, one, many in words if n)
