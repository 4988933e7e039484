"""What reports begin with: titles of any length, logos, figures, checksums, statements."""

import paper_example_parts as parts
import paper_examples as examples
import pytest
from paper_prints import Print
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QPainter

from credreview.report.model import (
    Beside,
    Figure,
    FigureRow,
    Hashes,
    Masthead,
    Section,
    Statement,
    StatementPart,
)
from credreview.report.words import Paragraph, words
from credreview.ui.paper import masthead
from credreview.ui.paper.blocks import PaintContext
from credreview.ui.paper.units import mm


def printed(tmp_path, *blocks) -> Print:
    return Print(examples.report(Section("", "top", blocks)), tmp_path)


def picture(width: int, height: int) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(0xFF336699)
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(held.data())


def test_a_title_that_a_reviewer_gave_stands_in_brackets(qapp, tmp_path):
    assert "[Harbour]" in printed(tmp_path, Masthead("Kind", "Harbour", is_supplied=True)).text
    assert "[Harbour]" not in printed(tmp_path, Masthead("Kind", "Harbour")).text


def test_the_kicker_is_in_capitals(qapp, tmp_path):
    assert "REVIEW SUMMARY" in printed(tmp_path, Masthead("Review summary", "Title")).text


@pytest.mark.parametrize("length", [40, 170, 190, 590, 700, 5_000, 20_000])
def test_a_title_of_any_length_is_there_whole(qapp, tmp_path, length):
    title = " ".join(f"t{number:04}" for number in range(length // 6))
    here = printed(tmp_path, Masthead("Kind", title), Paragraph(words("After")))
    assert [word for word in here.text.split() if word[0] == "t" and word[1:].isdigit()] == (
        title.split()
    )
    assert here.text.count("After") == 1
    right = mm(192) / 10
    assert all(x < right for page in range(1, len(here.pages) + 1) for _, x, _ in here.words(page))


@pytest.mark.parametrize(("width", "height"), [(600, 200), (10, 4_000), (4_000, 10), (1, 1)])
def test_a_logo_of_any_shape_stands_beside_the_title(qapp, width, height):
    block = masthead.masthead(Masthead("Kind", "Title " * 20, logo=picture(width, height)))
    high = block.measure(mm(174))
    scale = 0.1
    image = QImage(int(mm(180) * scale), int(high * scale) + 20, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    painter.scale(scale, scale)
    block.paint(painter, 0, 0, PaintContext())
    painter.end()
    blue = [
        (x / scale, y / scale)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).blue() - image.pixelColor(x, y).red() > 40
    ]
    # What is thinner than a dot of this picture may not show.
    if width == 600:
        assert blue
    assert all(mm(120) <= x <= mm(174) and y <= high for x, y in blue)
    assert high < mm(45)


@pytest.mark.parametrize("junk", [b"no picture", b"\x89PNG\r\n\x1a\n" + b"\0" * 40])
def test_what_is_no_picture_is_left_out(qapp, tmp_path, junk):
    assert "Title" in printed(tmp_path, Masthead("Kind", "Title", logo=junk)).text


@pytest.mark.parametrize("count", [1, 6, 7, 8, 15])
@pytest.mark.parametrize("value", ["3", "1,234,5"])
def test_each_figure_stands_on_one_line_above_its_label(qapp, tmp_path, count, value):
    row = FigureRow(tuple(Figure(f"{value}{at:02}", f"Label{at:02}") for at in range(count)))
    here = printed(tmp_path, row)
    for at in range(count):
        x, y = here.place(f"Label{at:02}")
        number_x, number_y = here.place(f"{value}{at:02}")
        assert abs(x - number_x) < 1.5
        assert number_y < y


def test_digits_of_a_checksum_stand_in_eights_and_words_stay_words(qapp, tmp_path):
    here = printed(
        tmp_path,
        Hashes((("SHA-256", "0123456789abcdef" * 4), ("of the text", "identical: it is the same"))),
    )
    assert " ".join(["01234567 89abcdef"] * 4) in here.text
    assert "of the text identical: it is the same" in here.text


def test_a_statement_begins_each_part_with_its_head(qapp, tmp_path):
    here = printed(tmp_path, parts.STATEMENT)
    assert "Breadth. Nine sources" in here.text
    assert "Gaps. No document, list or record was seen. Nothing from Sudland." in here.text


def test_a_long_statement_goes_on_beside_nothing(qapp, tmp_path):
    lines = [" ".join(f"s{part}x{word:03}" for word in range(60)) for part in range(40)]
    told = Statement(
        "Statement",
        tuple(
            StatementPart(f"Head{at}", (Paragraph(words(line)),)) for at, line in enumerate(lines)
        ),
        "Written by somebody",
    )
    here = printed(tmp_path, Beside(told, parts.RECORD))
    assert len(here.pages) > 1
    assert [word for word in here.text.split() if word[0] == "s" and "x" in word] == (
        " ".join(lines).split()
    )
    assert here.text.count("Record") == 1
    assert "Written by somebody" in " ".join(here.pages[-1].split())
