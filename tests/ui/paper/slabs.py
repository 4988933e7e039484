"""Random lists of blocks for the paginator, and what must hold of the pages that it makes."""

import random
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from credreview.ui.paper.blocks import Block, Place, Space, hand_down
from credreview.ui.paper.pages import Page

WIDTH = 100.0
HEIGHT = 300.0
LINE = 10.0
WHOLE_UP_TO = 0.6 * HEIGHT
TOGETHER = 2


class Slab(Block):
    """Some lines of a numbered block; those of a figure cannot be parted."""

    def __init__(self, number: int, start: int, stop: int, *, is_figure: bool = False) -> None:
        self.number, self.start, self.stop = number, start, stop
        self.is_figure = is_figure

    def measure(self, width: float) -> float:
        assert width == WIDTH
        return (self.stop - self.start) * LINE

    def split(self, height: float) -> "tuple[Slab, Slab] | None":
        lines = min(int(height / LINE), self.stop - self.start - TOGETHER)
        if self.is_figure or lines < TOGETHER:
            return None
        middle = self.start + lines
        parts = (
            Slab(self.number, self.start, middle),
            Slab(self.number, middle, self.stop),
        )
        hand_down(self, *parts)
        return parts

    def paint(self, *_) -> None:
        raise AssertionError

    @property
    def least(self) -> float:
        """Height of the smallest piece that may stand at a page's foot."""
        lines = self.stop - self.start
        can = not self.is_figure and lines >= 2 * TOGETHER
        if self.whole and lines * LINE <= WHOLE_UP_TO:
            can = False
        return (TOGETHER if can else lines) * LINE


def random_stream(seed: int) -> list[tuple[Place, Block]]:
    """Return a list of blocks: paragraphs, figures, cards, headings, tables with heads, spaces."""
    pick = random.Random(seed)
    made: list[Block] = []
    while len(made) < pick.randrange(5, 70):
        made += _some(pick, len(made))
    return [(Place(0, at), block) for at, block in enumerate(made)]


def _some(pick: random.Random, number: int) -> list[Block]:
    kind = pick.choice(("text", "text", "figure", "card", "heading", "table", "space", "break"))
    if kind == "space":
        return [Space(pick.choice((5, 20, 400)))]
    if kind == "table":
        return _table(pick, number)
    tall = pick.random() < 0.1
    slab = Slab(number, 0, pick.randrange(20, 120) if tall else pick.randrange(1, 12))
    slab.is_figure = kind == "figure"
    slab.whole = kind == "card"
    slab.keep_next = kind == "heading" or pick.random() < 0.05
    slab.page_break = kind == "break"
    slab.before, slab.after = pick.choice((0, 0, 5, 12)), pick.choice((0, 3, 8))
    return [slab]


def _table(pick: random.Random, number: int) -> list[Block]:
    head = Slab(-number - 1, 0, pick.randrange(1, 4), is_figure=True)
    head.after = pick.choice((0, 4))
    head.before = pick.choice((0, 4))
    rows: list[Block] = []
    count = pick.choice((1, 2, 3, 8, 40))
    for at in range(count):
        row = Slab(number + at, 0, pick.choice((1, 2, 3, 5, 5, 25, 40)))
        row.head, row.whole = head, True
        row.keep_next = at in (0, count - 2) and at < count - 1
        rows.append(row)
    return rows


def faults(stream: Sequence[tuple[Place, Block]], pages: Sequence[Page]) -> Iterator[str]:
    """Yield what is wrong with the pages made of a stream; nothing if all is well."""
    yield from _order_faults(stream, pages)
    for number, page in enumerate(pages, 1):
        for fault in (*_place_faults(page), *_head_faults(page)):
            yield f"page {number}: {fault}"
    yield from _break_faults(stream, pages)


def _content(page: Page) -> list[Slab]:
    return [b for b, _ in page.placed if isinstance(b, Slab) and b.number >= 0]


def _order_faults(stream, pages) -> Iterator[str]:
    wanted = [b for _, b in stream if isinstance(b, Slab)]
    found = [slab for page in pages for slab in _content(page)]
    joined = [
        (number, [(s.start, s.stop) for s in some])
        for number, some in groupby(found, key=lambda slab: slab.number)
    ]
    if [slab.number for slab in wanted] != [number for number, _ in joined]:
        yield "blocks are missing, doubled or out of order"
        return
    for slab, (_, pieces) in zip(wanted, joined, strict=True):
        ends = [0, *(end for piece in pieces for end in piece), slab.stop]
        if any(a != b for a, b in zip(ends[::2], ends[1::2], strict=True)):
            yield f"block {slab.number} has lines missing or doubled: {pieces}"
        may_cut = not slab.is_figure and (not slab.whole or slab.measure(WIDTH) > WHOLE_UP_TO)
        if len(pieces) > 1 and not may_cut:
            yield f"block {slab.number} is cut"
        if any(stop - start < TOGETHER for start, stop in pieces if len(pieces) > 1):
            yield f"block {slab.number} leaves a line alone"


def _place_faults(page: Page) -> Iterator[str]:
    shown = [(b, y) for b, y in page.placed if isinstance(b, Slab)]
    if not shown:
        yield "it is empty"
        return
    if shown[0][1] != 0:
        yield "there is space at its top"
    for (above, y), (below, next_y) in pairwise(shown):
        if next_y < y + above.measure(WIDTH) + above.after + below.before:
            yield f"block {below.number} stands too high"
    for at, (block, y) in enumerate(shown):
        if y + block.measure(WIDTH) > HEIGHT:
            alone = all(b.number < 0 for b, _ in shown[:at])
            rest = block.whole and block.measure(WIDTH) <= WHOLE_UP_TO
            if not alone or (not rest and block.split(HEIGHT - y) is not None):
                yield f"block {block.number} goes over the edge"


def _head_faults(page: Page) -> Iterator[str]:
    head: Block | None = None
    last: Block | None = None
    for block, _ in page.placed:
        if isinstance(block, Slab) and block.number < 0:
            last = block
            continue
        if block.head is not head and block.head is not None and last is not block.head:
            yield "a head is missing"
        if last is not None and (block.head is not last or head is last):
            yield "a head is not wanted"
        head, last = block.head, None
    if last is not None:
        yield "a head stands alone at the foot"


def _break_faults(stream, pages) -> Iterator[str]:
    runs = _runs([block for _, block in stream])
    for page, following in pairwise(pages):
        last, first = _content(page)[-1], _content(following)[0]
        if first.start:
            continue
        run, place = runs[first.number]
        begins = not _visible(run[:place])
        if not begins and _least_height(run) <= HEIGHT:
            yield f"block {first.number} is parted from what it has to stay with"
        if begins and not run[0].page_break and _end(page, last, run) <= HEIGHT - 0.1:
            yield f"page is left though block {first.number} fits"


def _visible(run: Sequence[Block]) -> list[Slab]:
    return [block for block in run if isinstance(block, Slab)]


def _runs(blocks: list[Block]) -> dict[int, tuple[list[Block], int]]:
    """Return each slab's run and its place in that."""
    found: dict[int, tuple[list[Block], int]] = {}
    run: list[Block] = []
    for block in blocks:
        if block.page_break:
            run = []
        run.append(block)
        if isinstance(block, Slab):
            found[block.number] = (run, len(run) - 1)
        if not block.keep_next:
            run = []
    return found


def _end(page: Page, last: Slab, run: list[Block]) -> float:
    """Return how far down a page the smallest beginning of a run would come."""
    tail = page.placed.index(next(p for p in page.placed if p.block is last))
    y = page.placed[tail].y + last.measure(WIDTH)
    spaces = [block for block, _ in page.placed[tail + 1 :]]
    return y + _height_below(last, [*spaces, *run])


def _least_height(run: list[Block]) -> float:
    """Return how high a run is at least at the top of a page."""
    first = run.index(_visible(run)[0])
    return _height_below(None, run[first:])


def _height_below(above: Block | None, run: list[Block]) -> float:
    """Return how much lower a page ends with a run on it, the last block of it cut."""
    total, head = 0.0, above.head if above else None
    end = 0.0
    for block in run:
        for part in (block.head, block) if block.head not in (None, head) else (block,):
            total += above.after + part.before if above else 0
            is_cut = part is run[-1] and isinstance(part, Slab)
            total += part.least if is_cut else part.measure(WIDTH)
            end = total if isinstance(part, Slab) else end
            above = part
        head = block.head
    return end
