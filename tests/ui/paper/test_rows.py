"""Columns side by side: their widths, their rules, and how all of them are cut at once."""

import pytest
from PySide6.QtGui import QImage, QPainter

from credreview.ui.paper.blocks import Block, Column, Draw, PaintContext, Rule, Space
from credreview.ui.paper.rows import Row, columns, kept
from credreview.ui.paper.texts import Text
from credreview.ui.paper.units import mm, pt

WIDTH = mm(174)
SENTENCE = "A reason that goes on for a while and takes more than a line of its column. "


class Seen(Draw):
    """A block that notes where it is painted."""

    def __init__(self, height: float, places: list) -> None:
        super().__init__(
            height, lambda painter, x, y, width, ctx: places.append((round(x), round(y)))
        )


def painted(block: Block, *, mirrored: bool = False) -> None:
    image = QImage(10, 10, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    block.measure(WIDTH)
    block.paint(painter, 0, 0, PaintContext(mirrored=mirrored))
    painter.end()


def lines(block: Block | None) -> int:
    return block.lines.count if isinstance(block, Text) else 0


def test_a_width_of_nought_takes_what_is_left():
    assert columns([30, 0, 10], 5, 100) == [(0, 30), (35, 50), (90, 10)]
    assert columns([0, 20, 0], 10, 100) == [(0, 30), (40, 20), (70, 30)]


def test_shares_fill_the_width():
    assert columns([1, 2, 1], 10, 100) == [(0, 20), (30, 40), (80, 20)]


def test_columns_too_wide_leave_nothing_rather_than_less():
    assert columns([200, 0], 0, 100) == [(0, 200), (200, 0)]


def test_a_mirrored_page_begins_at_the_right():
    places: list = []
    row = Row([Seen(10, places), Seen(10, places)], [mm(34), 0], mm(6))
    painted(row)
    painted(row, mirrored=True)
    (left, _), (right, _), (first, _), (second, _) = places
    assert (left, right) == (0, round(mm(40)))
    assert (first, second) == (round(mm(140)), 0)


def test_first_baselines_stand_on_one_line():
    cells = [Text("3", "number"), Text(SENTENCE, "quote"), None, Text(SENTENCE, "body")]
    row = Row(cells, [1, 3, 1, 3], mm(4), on_base=True)
    row.measure(WIDTH)
    bases = {
        round(drop + cell.first_base(), 3)
        for cell, drop in zip(cells, row._drops, strict=True)
        if cell
    }
    assert bases == {round(row.first_base(), 3)}


def test_all_columns_are_cut_and_say_all_their_lines():
    cells = [Text("1", "number"), Text(SENTENCE * 9, "quote"), Text(SENTENCE * 20, "body")]
    row = Row(cells, [mm(30), mm(60), 0], mm(6), above=6, below=6, pad_above=40, pad_below=40)
    height = row.measure(WIDTH)
    whole = [lines(cell) for cell in cells]
    first, second = row.split(height / 2)
    assert first.measure(WIDTH) <= height / 2
    assert first.measure(WIDTH) + second.measure(WIDTH) >= height
    for at, count in enumerate(whole):
        assert lines(first.cells[at]) + lines(second.cells[at]) == count
    assert second.cells[0] is None
    assert (first.above, first.below, second.below) == (6, 0, 6)


def test_a_row_with_a_figure_that_does_not_fit_is_not_cut():
    row = Row([Draw(500, lambda *_: None), Text(SENTENCE * 40, "body")], [0, 0], mm(6))
    row.measure(WIDTH)
    assert row.split(400) is None
    assert row.split(600) is not None


def test_what_goes_on_alone_gets_room_and_a_number():
    again = [Text("7 cont.", "note"), None, None]
    row = Row(
        [Text("7", "number"), Text("short", "quote"), Text(SENTENCE * 30, "body")],
        [mm(30), mm(66), 0], mm(6), again=again, alone=mm(118),
    )  # fmt: skip
    height = row.measure(WIDTH)
    _, second = row.split(height / 2)
    number, rest, nothing = second.cells
    assert number is again[0]
    assert rest.width == pytest.approx(mm(118))
    assert nothing is None
    assert second.measure(WIDTH) < height / 2
    again_cut = second.split(second.measure(WIDTH) / 2)
    assert again_cut is not None
    assert again_cut[1].cells[0] is again[0]


def test_a_column_is_cut_between_its_blocks_and_keeps_headings_with_what_follows():
    made = [Text(f"block {at}", "body").space(before=pt(4)) for at in range(6)]
    made[2].space(keep_next=True)
    column = Column(made)
    column.measure(WIDTH)
    first, second = column.split(3 * pt(12) + 2 * pt(4) + 1)
    assert list(first.blocks) == made[:2]
    assert list(second.blocks) == made[2:]
    assert second.measure(WIDTH) == 4 * pt(12) + 3 * pt(4)
    assert column.split(5) is None


def test_a_cut_column_does_not_begin_with_space():
    column = Column([Text("a", "body"), Space(50), Text("b", "body"), Text("c", "body")])
    column.measure(WIDTH)
    first, second = column.split(pt(12) + 60)
    assert len(first.blocks) == 1
    assert isinstance(second.blocks[0], Text)


@pytest.mark.parametrize("count", range(6))
def test_no_row_of_a_table_stands_alone_at_its_beginning_or_end(count):
    rows = [Text(str(at), "small") for at in range(count)]
    closing = Rule(11)
    made = list(kept(iter(rows), closing))
    assert made == [*rows, closing]
    stays = [row.keep_next for row in made]
    wanted = [at in (0, count - 2, count - 1) for at in range(count)] + [False]
    assert stays == wanted


def test_tall_rows_need_no_neighbour_at_a_tables_beginning_and_end():
    def bonds(tall, count=4):
        rows = [Text(str(at), "small") for at in range(count)]
        for at in tall:
            rows[at].stands_alone = True
        return [row.keep_next for row in kept(iter(rows), Rule(11))]

    assert bonds([]) == [True, False, True, True, False]
    assert bonds([0]) == [False, False, True, True, False]
    assert bonds([3]) == [True, False, False, True, False]
    assert bonds([0, 1, 2, 3]) == [False, False, False, True, False]
    assert bonds([0, 1], count=2) == [False, True, False]
    assert bonds([0], count=1) == [True, False]


@pytest.mark.parametrize("start", range(1, 6))
def test_a_table_goes_on_with_the_same_bonds_from_any_row(start):
    def bonds(first):
        rows = (Text(str(at), "small") for at in range(first, 6))
        return [row.keep_next for row in kept(rows, Rule(11), starts=first == 0)]

    assert bonds(start) == bonds(0)[start:]
