"""Two thousand random lists of blocks become pages; every fault that is put in is found."""

import random
from itertools import islice

import pytest
from slabs import HEIGHT, LINE, WIDTH, Slab, faults, random_stream

from credreview.ui.paper import pages
from credreview.ui.paper.blocks import Place, Space

LISTS = 2_000


def paginate(stream, height=HEIGHT):
    return list(pages.paginate(stream, WIDTH, height))


def found_in(seeds, make=paginate) -> list[str]:
    found: list[str] = []
    for seed in seeds:
        stream = random_stream(seed)
        found += (f"list {seed}: {fault}" for fault in faults(stream, make(stream)))
    return found


def test_every_list_keeps_each_piece_once_in_order_and_on_its_page():
    assert found_in(range(LISTS)) == []


def lose_what_is_cut_off(monkeypatch):
    take = pages._Pages._take
    monkeypatch.setattr(
        pages._Pages, "_take",
        lambda self, run, count, fit: take(self, run, count, fit._replace(rest=None)),
    )  # fmt: skip


def paint_too_close(monkeypatch):
    monkeypatch.setattr(pages, "_gap", lambda above, block: -LINE)


def forget_heads(monkeypatch):
    put = pages._Foot.put

    def without(self, block, width):
        self.head = block.head
        return put(self, block, width)

    monkeypatch.setattr(pages._Foot, "put", without)


def repeat_heads_always(monkeypatch):
    put = pages._Foot.put

    def again(self, block, width):
        self.head = None
        return put(self, block, width)

    monkeypatch.setattr(pages._Foot, "put", again)


def cut_what_stays_whole(monkeypatch):
    monkeypatch.setattr(pages, "_WHOLE_UP_TO", 0)


def go_over_the_edge(monkeypatch):
    monkeypatch.setattr(pages, "_SLACK", 2 * LINE)


def leave_pages_early(monkeypatch):
    monkeypatch.setattr(pages, "_SLACK", -3 * LINE)


def part_what_stays_together(monkeypatch):
    best = pages._Pages.put_best

    def one_by_one(self, run):
        rest = run[1:]
        del run[1:]
        yield from best(self, run)
        run += rest

    monkeypatch.setattr(pages._Pages, "put_best", one_by_one)


def never_begin_a_page(monkeypatch):
    fit = pages._Pages._fit
    monkeypatch.setattr(
        pages._Pages, "_fit", lambda self, run, foot: fit(self, run, foot) if foot.y else None
    )


@pytest.mark.parametrize(
    "mutant",
    [
        lose_what_is_cut_off, paint_too_close, forget_heads, repeat_heads_always,
        cut_what_stays_whole, go_over_the_edge, leave_pages_early, part_what_stays_together,
        never_begin_a_page,
    ],
    ids=lambda mutant: mutant.__name__,
)  # fmt: skip
def test_a_faulty_paginator_is_found_out(mutant, monkeypatch):
    mutant(monkeypatch)
    assert found_in(range(60))


def test_a_page_that_begins_with_a_whole_block_comes_out_the_same_from_there():
    for seed in range(0, LISTS, 4):
        stream = random_stream(seed)
        whole = paginate(stream)
        clean = [at for at, page in enumerate(whole) if page.is_clean]
        at = random.Random(seed).choice(clean)
        again = paginate(stream[whole[at].start.item :])
        assert [shape(page) for page in again] == [shape(page) for page in whole[at:]], seed


def shape(page):
    return [(block.__class__, getattr(block, "number", None), y) for block, y in page.placed]


def test_no_more_than_a_page_and_a_run_is_held():
    taken = 0

    def endless():
        nonlocal taken
        while True:
            slab = Slab(taken, 0, 3)
            slab.keep_next = taken % 3 == 0
            yield Place(0, taken), slab
            taken += 1

    made = pages.paginate(endless(), WIDTH, HEIGHT)
    for number, _ in enumerate(islice(made, 500), 1):
        assert taken <= number * HEIGHT / (3 * LINE) + 4


def test_a_run_without_end_does_not_pile_up():
    taken = 0

    def endless():
        nonlocal taken
        while True:
            slab = Slab(taken, 0, 3)
            slab.keep_next = True
            yield Place(0, taken), slab
            taken += 1

    made = pages.paginate(endless(), WIDTH, HEIGHT)
    for number, _ in enumerate(islice(made, 500), 1):
        assert taken <= (number + 1) * HEIGHT / (3 * LINE) + 4


def test_space_at_the_end_makes_no_page_of_its_own():
    stream = [(Place(), Slab(0, 0, 30)), (Place(0, 1), Space(500))]
    assert len(paginate(stream)) == 1


def test_nothing_makes_no_page():
    assert paginate([]) == []
