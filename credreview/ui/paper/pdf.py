"""A report as a PDF file: painted by Qt, then given what Qt does not write."""

import errno
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from PySide6.QtCore import QFile, QFileDevice, QHashSeed, QIODevice, QMarginsF, QUuid
from PySide6.QtGui import QPageSize, QPainter, QPdfWriter

from credreview import __version__
from credreview.domain.errors import UserError
from credreview.domain.summary import Paper
from credreview.domain.work import Ticker, silent
from credreview.report import stamp
from credreview.report.model import Report
from credreview.review.whole_file import written_whole
from credreview.text import tr
from credreview.ui.paper import compose, pdf_catalogue, render
from credreview.ui.paper.layout import Layout
from credreview.ui.paper.units import PER_INCH

_SIZES: Final = {Paper.A4: QPageSize.PageSizeId.A4, Paper.LETTER: QPageSize.PageSizeId.Letter}


def write_pdf(
    report: Report,
    path: Path,
    words: bytes,
    printed_at: int | None,
    tick: Ticker = silent,
    blocks: render.Compose = compose.blocks,
) -> Layout:
    """Write a report as a PDF; it appears when it is whole, in place of what was there.

    Two files of one report differ in their dates only. Up to 500 pages it has an
    outline; the text of the summary rides along, as search in the PDF itself is
    not exact in every script.

    Args:
        report: Best held, as it is read several times.
        path: Where it is to stand.
        words: The report as Markdown in UTF-8, to be attached.
        printed_at: ms UTC, for the footer; None leaves it out.
        tick: Told of pages counted, and then of pages painted; between them it may cancel.
        blocks: Makes blocks of a report.

    Returns:
        Where its pages begin.

    Raises:
        UserError: It cannot be written.
        Cancelled: By `tick`; nothing is left then.
    """
    layout = render.count(report, tick, blocks)
    with written_whole(path) as unfinished:
        with _writer(report, unfinished) as writer:
            writer.addFileAttachment(stamp.WORDS_NAME, words, "text/markdown")
            writer.addFileAttachment(stamp.NAME, stamp.stamp(report).encode(), "application/json")
            _paint(report, layout, writer, printed_at, tick, blocks)
        if layout.total <= pdf_catalogue.MOST_PAGES:
            pdf_catalogue.complete(unfinished, report, layout, words.decode())
        tick(layout.total, layout.total)
    return layout


@contextmanager
def _writer(report: Report, path: Path) -> Iterator[QPdfWriter]:
    """Give a writer to a new file; its errors are raised when it is closed."""
    file = QFile(str(path))
    if not file.open(QIODevice.OpenModeFlag.WriteOnly):
        raise OSError(errno.EACCES, file.errorString())
    # The order of fonts in the file is that of a hash table, which Qt seeds by chance.
    QHashSeed.setDeterministicGlobalSeed()
    try:
        writer = QPdfWriter(file)
        writer.setResolution(PER_INCH)
        writer.setPageSize(QPageSize(_SIZES[report.request.paper]))
        writer.setPageMargins(QMarginsF(0, 0, 0, 0))
        writer.setTitle(f"{report.name}: {report.subject}" if report.subject else report.name)
        writer.setAuthor(report.author)
        writer.setCreator(f"credreview {__version__}")
        writer.setDocumentId(_id(report))
        yield writer
        del writer
    finally:
        QHashSeed.resetRandomGlobalSeed()
        file.close()
    if file.error() != QFileDevice.FileError.NoError:
        is_full = file.error() == QFileDevice.FileError.ResourceError
        raise OSError(errno.ENOSPC if is_full else errno.EIO, file.errorString())


def _id(report: Report) -> QUuid:
    digest = hashlib.sha256(stamp.stamp(report).encode()).digest()
    return QUuid.fromRfc4122(digest[:16])


def _paint(
    report: Report,
    layout: Layout,
    writer: QPdfWriter,
    printed_at: int | None,
    tick: Ticker,
    blocks: render.Compose,
) -> None:
    painter = QPainter()
    if not painter.begin(writer):
        raise UserError("paper.cannot_paint", tr("No page can be painted."))
    try:
        numbers = range(1, layout.total + 1)
        for number in render.painted(report, layout, numbers, painter, printed_at, blocks=blocks):
            tick(number - 1, layout.total, tr("Writing pages"))
            if number > 1:
                writer.newPage()
    finally:
        painter.end()
