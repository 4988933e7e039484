"""Text in two columns: about as long, read down the first and then the second, over any page."""

import pytest
from PySide6.QtGui import QImage, QPainter

from credreview.ui.paper.blocks import Column, PaintContext
from credreview.ui.paper.texts import Text
from credreview.ui.paper.two_columns import TwoColumns
from credreview.ui.paper.units import mm, pt

WIDTH, GUTTER = mm(174), mm(8)
LINE = pt(12)


def made(count: int, length: int = 40) -> TwoColumns:
    """Return paragraphs whose words are all different."""
    texts = [
        Text(" ".join(f"w{at:03}x{word:03}" for word in range(length)), "body").space(before=pt(2))
        for at in range(count)
    ]
    return TwoColumns(Column(texts), GUTTER)


def said(block: TwoColumns) -> list[tuple[str, float]]:
    """Return the words that are painted, in order, and the left edge of each."""
    found: list[tuple[str, float]] = []

    def drawn(lines, corner, leading):
        for layout, line in lines.shown():
            text = layout.text()[line.textStart() : line.textStart() + line.textLength()]
            found.extend((word, corner.x()) for word in text.split())

    image = QImage(10, 10, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    block.paint(painter, 0, 0, PaintContext(drawn=drawn))
    painter.end()
    return found


@pytest.mark.parametrize(("count", "length"), [(1, 40), (1, 300), (2, 40), (7, 40), (3, 11)])
def test_both_columns_are_about_as_long_and_nothing_is_lost(qapp, count, length):
    block = made(count, length)
    height = block.measure(WIDTH)
    alone = Column([block._content]).measure((WIDTH - GUTTER) / 2)
    assert alone / 2 - LINE <= height <= alone / 2 + 2 * LINE
    words = said(block)
    assert [word for word, _ in words] == [
        f"w{at:03}x{word:03}" for at in range(count) for word in range(length)
    ]
    edges = [round(x) for _, x in words]
    assert edges == sorted(edges)
    assert set(edges) == {0, round((WIDTH + GUTTER) / 2)}


def test_a_line_alone_stays_in_one_column(qapp):
    block = made(1, 3)
    assert block.measure(WIDTH) == LINE
    assert {x for _, x in said(block)} == {0}


def test_a_page_may_end_anywhere_in_it(qapp):
    rest: TwoColumns | None = made(12, 60)
    whole = [f"w{at:03}x{word:03}" for at in range(12) for word in range(60)]
    found: list[str] = []
    pages = 0
    while rest is not None:
        height = rest.measure(WIDTH)
        parts = rest.split(pt(100)) if height > pt(100) else None
        block = parts[0] if parts else rest
        assert block.measure(WIDTH) <= pt(100)
        found += [word for word, _ in said(block)]
        rest = parts[1] if parts else None
        pages += 1
    assert found == whole
    assert pages > 2


def test_few_lines_do_not_stand_at_the_foot_of_a_page(qapp):
    block = made(12, 60)
    block.measure(WIDTH)
    assert block.split(pt(40)) is None
    assert block.split(pt(60)) is not None
