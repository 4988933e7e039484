"""Pages look as they did when somebody last looked at them.

After a change that is meant, look at the new pages and write them anew:

    CREDREVIEW_NEW_PICTURES=1 python -m pytest tests/ui/paper/test_reference_pages.py

Letters differ where the fonts do, so the comparison is made with the fonts of
the pictures only (`fonts.txt`); in continuous integration these have to be there.
"""

import hashlib
import os
from pathlib import Path

import paper_example_parts as parts
import paper_examples as examples
import pytest
from paper_prints import page_picture
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QImage, QPainter, QRawFont

from credreview.domain.summary import Paper
from credreview.ui.paper import faces
from credreview.ui.paper.faces import STYLES

FOLDER = Path(__file__).with_name("reference")
FONTS = FOLDER / "fonts.txt"
DOTS_PER_INCH = 60
#: Side of a field in dots, and how much darker or lighter than before one may be, of 255.
FIELD = 4
MOST_APART = 24
#: Reports by name, and their pages.
PAGES = {
    "a4": (1, 4, 5, 6),
    "letter": (1,),
    "from-the-right": (1,),
    "brief": (1, 2),
    "brief-letter": (1,),
}


def report(name: str):
    if name == "from-the-right":
        return examples.report(language="he")
    if name.startswith("brief"):
        sheet = Paper.LETTER if name == "brief-letter" else Paper.A4
        return examples.report(*parts.brief_sections(), paper=sheet)
    return parts.full_report(paper=Paper.LETTER if name == "letter" else Paper.A4)


def fonts() -> str:
    """Return which faces this computer prints with; another version of one is another one."""
    found = set()
    for style in ("quote", "section", "body", "table_head", "translation", "hash"):
        usual = faces.font(STYLES[style])
        for family in usual.families():
            font = QFont(usual)
            font.setFamilies([family])
            raw = QRawFont.fromFont(font)
            digest = hashlib.sha256(bytes(raw.fontTable("head").data())).hexdigest()[:16]
            found.add(f"{raw.familyName()} {raw.styleName()} {digest}\n")
    return "".join(sorted(found))


def apart(one: QImage, other: QImage) -> int:
    """Return how far apart the greys of two pictures are in the field where they differ most."""
    assert one.size() == other.size()
    small = [
        image.scaled(
            image.width() // FIELD,
            image.height() // FIELD,
            mode=Qt.TransformationMode.SmoothTransformation,
        ).convertToFormat(QImage.Format.Format_Grayscale8)
        for image in (one, other)
    ]
    first, second = map(greys, small)
    return max(abs(a - b) for a, b in zip(first, second, strict=True))


def greys(image: QImage) -> bytes:
    """Return the greys of a picture, without the bytes that fill up its lines."""
    lines, width = bytes(image.constBits()), image.width()
    starts = range(0, len(lines), image.bytesPerLine())
    return b"".join(lines[start : start + width] for start in starts)


@pytest.mark.parametrize(
    ("name", "number"), [(name, number) for name, numbers in PAGES.items() for number in numbers]
)
def test_a_page_looks_as_it_did(qapp, tmp_path, name, number):
    path = FOLDER / f"{name}-{number}.png"
    picture = page_picture(report(name), number, DOTS_PER_INCH)
    if os.environ.get("CREDREVIEW_NEW_PICTURES"):
        FOLDER.mkdir(exist_ok=True)
        FONTS.write_text(fonts(), encoding="utf-8")
        assert picture.save(str(path))
    if fonts() != FONTS.read_text(encoding="utf-8"):
        if os.environ.get("CI") == "true":
            pytest.fail(f"these fonts are not those of the pictures:\n{fonts()}")
        pytest.skip("this computer's fonts are not those of the pictures")
    before = QImage(str(path))
    if (found := apart(before, picture)) > MOST_APART:
        now = tmp_path / path.name
        picture.save(str(now))
        pytest.fail(f"{path.name} looks different ({found} of 255): see {now}")


def test_a_letter_that_is_missing_would_be_seen(qapp):
    picture = page_picture(report("a4"), 5, DOTS_PER_INCH)
    changed = picture.convertToFormat(QImage.Format.Format_RGB32)
    painter = QPainter(changed)
    # The letter in the square of the second claim.
    painter.fillRect(QRect(73, 60, 10, 15), Qt.GlobalColor.white)
    painter.end()
    assert apart(picture, picture) == 0
    assert apart(picture, changed.convertToFormat(picture.format())) > MOST_APART
