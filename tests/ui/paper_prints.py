"""Reports printed to a file and read back by poppler, as their readers would search them."""

import re
import subprocess
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from itertools import product
from pathlib import Path

from PySide6.QtGui import QImage, QPainter

from credreview.report.model import Report
from credreview.ui.paper import pdf, render
from credreview.ui.paper.sheet import geometry
from credreview.ui.paper.units import PER_INCH


class Print:
    """A report as a PDF file."""

    def __init__(self, report: Report, folder: Path, name: str = "print") -> None:
        self.path = folder / f"{name}-{len(list(folder.iterdir()))}.pdf"
        self.layout = pdf.write_pdf(report, self.path, b"", 1_795_347_600_000)
        # In the order in which it was painted, which is that of the columns.
        self.pages = self._text("-raw").split("\f")[:-1]

    def _text(self, *options: str) -> str:
        command = ["pdftotext", *options, str(self.path), "-"]
        return subprocess.run(command, check=True, capture_output=True, timeout=60).stdout.decode()

    @property
    def text(self) -> str:
        """All of it, line ends as blanks."""
        return " ".join("\n".join(self.pages).split())

    def words(self, page: int) -> list[tuple[str, float, float]]:
        """Return the words of a page: each with its left edge and its upper one, in points."""
        found = self._text("-bbox", "-f", str(page), "-l", str(page))
        pattern = r'<word xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>(.*?)</word>'
        return [(word, float(x), float(y)) for x, y, word in re.findall(pattern, found)]

    def place(self, word: str, page: int = 1) -> tuple[float, float]:
        """Return where a word stands on a page; it has to be there once."""
        places = [(x, y) for found, x, y in self.words(page) if found == word]
        assert len(places) == 1, (word, places)
        return places[0]


def page_picture(report: Report, number: int, dots_per_inch: int) -> QImage:
    """Return a picture of a page in shades of grey."""
    sheet = geometry(report.request.paper)
    scale = dots_per_inch / PER_INCH
    image = QImage(
        round(sheet.width * scale), round(sheet.height * scale), QImage.Format.Format_RGB32
    )
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    painter.scale(scale, scale)
    render.paint_page(report, render.count(report), number, painter, 1_795_347_600_000)
    painter.end()
    return image.convertToFormat(QImage.Format.Format_Grayscale8)


#: Fields that name things and are not printed; grades, which are signs of one letter.
UNPRINTED = frozenset(
    (
        "anchor",
        "claim",
        "target",
        "page_of",
        "sign",
        "pair",
        "language",
        "fingerprint",
        "mark",
        "place",
    )
    + ("request", "as_of", "author", "remarks", "organisation", "name", "subject", "moment")
)


def renamed(thing: object, names: Iterator[str], given: list[str]) -> object:
    """Return a part of a report with a word of its own, noted in `given`, for each text in it."""
    if isinstance(thing, str) and not isinstance(thing, Enum):
        given.append(next(names))
        return given[-1]
    if isinstance(thing, tuple):
        return tuple(renamed(part, names, given) for part in thing)
    if not is_dataclass(thing):
        return thing
    values = {
        field.name: renamed(value, names, given)
        for field in fields(thing)
        if field.name not in UNPRINTED and (value := getattr(thing, field.name)) != ""
    }
    return replace(thing, **values)  # type: ignore[type-var]


def word_names() -> Iterator[str]:
    """Yield words that no two texts share, and that no longer one contains."""
    for letters in product("bdfghklmnp", repeat=3):
        yield f"w{''.join(letters)}w"
