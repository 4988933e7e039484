"""Source reliability by information credibility: a grid of five by five, all else beside it."""

from dataclasses import dataclass
from typing import Final

from credreview.domain.model import HALF_GRADE, NO_GRADE
from credreview.domain.progress import NOT_CHECKABLE
from credreview.report.charts import ClaimRefs, GradeMatrix
from credreview.text import tr
from credreview.ui.paper.charts.canvas import BOLD, THIN, Align, Box, Canvas, Words
from credreview.ui.paper.charts.counted import claims_words, in_lines, write_claims
from credreview.ui.paper.charts.ink import SMALL, STRONG, WORDS, Ink
from credreview.ui.paper.charts.ledger import Piece, grid, longest_word

_NOTHING: Final = ClaimRefs(0, ())
#: In points: the column of labels with its signs (least, most), a gap, a row, a column.
_LABELS: Final = (64.0, 94.0)
_SIGN: Final = 15.0
_GAP: Final = 8.5
_ROW: Final = 18.7
_COLUMN: Final = (38.0, 62.0)
_BOXES: Final = 70.0
_BOX: Final = 34.0
#: Of the reliability and credibility scales, so many are in order; then comes F, and 6.
_ORDERED: Final = 5
#: In less room than this only the signs stand beside the cells, and these are as high as they need.
_NARROW: Final = 230.0
_NARROW_SIGN: Final = 12.0
_NARROW_GAP: Final = 5.0
_NARROW_ROW: Final = 14.0


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where everything stands, in points."""

    columns: list[float]
    column: float
    rows: list[tuple[float, float]]
    across: list[Words]
    down: list[Words]
    boxes: list[Box]
    height: float
    is_narrow: bool = False

    def cell(self, row: int, column: int) -> Box:
        y, height = self.rows[row]
        return Box(self.columns[column], y, self.column, height)


def pieces(chart: GradeMatrix, ink: Ink, width: float) -> list[Piece]:
    """Return the matrix, which is never cut."""
    plan = _narrow_plan(chart, ink, width) if width < _NARROW else _plan(chart, ink, width)
    return [Piece(plan.height, lambda canvas: _draw(canvas, chart, plan))]


def _beside(chart: GradeMatrix) -> list[tuple[str, str, ClaimRefs]]:
    """Return what has no pair: how a filter calls it, words and claims; half pairs if any."""
    not_judged, not_checkable, half = chart.words
    found = [
        (NO_GRADE, not_judged, chart.not_judged),
        (NOT_CHECKABLE, not_checkable, chart.not_checkable),
    ]
    return [*found, (HALF_GRADE, half, chart.half)] if chart.half.count else found


def _plan(chart: GradeMatrix, ink: Ink, width: float) -> _Plan:
    count = len(_beside(chart))
    longest = longest_word(ink, (label for _, label in chart.credibility), SMALL) + 5
    longest = min(max(longest, _COLUMN[0]), _COLUMN[1])
    gaps = 2 * _GAP + 4
    is_wide = width - _LABELS[1] - gaps - _BOXES >= 6 * longest
    beside = _BOXES if is_wide else 0.0
    left = max(_LABELS[0], min(_LABELS[1], width - gaps - beside - 6 * longest))
    column = min(_COLUMN[1], max(26.0, (width - left - gaps - beside) / 6))
    columns = [left + at * column for at in range(_ORDERED)]
    columns.append(left + _ORDERED * column + _GAP)
    across = [Words(label, SMALL, ink, column - 4) for _, label in chart.credibility]
    room = left - _SIGN - 6
    down = [Words(label, WORDS, ink, room) for _, label in chart.reliability]
    y = STRONG.leading + max((words.height for words in across), default=0.0) + 4
    rows = []
    for at, words in enumerate(down):
        y += _GAP if at == _ORDERED else 0
        high = max(_ROW, words.height + 4)
        rows.append((y, high))
        y += high
    top = rows[0][0]
    if is_wide:
        x, free = columns[-1] + column + _GAP + 4, y - top
        high = min(_BOX, (free - (count - 1) * 6) / count)
        boxes = [Box(x, top + at * (high + 6), width - x - 0.6, high) for at in range(count)]
    else:
        y += _GAP
        wide = (width - 0.6 - (count - 1) * 6) / count
        boxes = [Box(at * (wide + 6), y, wide, _BOX) for at in range(count)]
        y += _BOX
    return _Plan(columns, column, rows, across, down, boxes, y + 1)


def _narrow_plan(chart: GradeMatrix, ink: Ink, width: float) -> _Plan:
    column = (width - _NARROW_SIGN - _NARROW_GAP - 0.6) / 6
    columns = [_NARROW_SIGN + at * column for at in range(_ORDERED)]
    columns.append(_NARROW_SIGN + _ORDERED * column + _NARROW_GAP)
    y = STRONG.leading + 2
    rows = []
    for at, (reliability, _) in enumerate(chart.reliability):
        y += _NARROW_GAP if at == _ORDERED else 0
        told = [
            in_lines(ink, _refs(chart, reliability, credibility), column - 4).height
            for credibility, _ in chart.credibility
        ]
        high = max(_NARROW_ROW, *(height + 4 for height in told))
        rows.append((y, high))
        y += high
    y += _NARROW_GAP
    names = [name for _, name, _ in _beside(chart)]
    wide = (width - 0.6 - (len(names) - 1) * _NARROW_GAP) / len(names)
    high = max(Words(name, SMALL, ink, wide - 8).height for name in names) + 14
    boxes = [Box(at * (wide + _NARROW_GAP), y, wide, high) for at in range(len(names))]
    none = [Words("", WORDS, ink, column)] * len(rows)
    return _Plan(columns, column, rows, none, none, boxes, y + high + 1, is_narrow=True)


def _refs(chart: GradeMatrix, reliability: str, credibility: str) -> ClaimRefs:
    return chart.cells.get((reliability, credibility), _NOTHING)


def _draw(canvas: Canvas, chart: GradeMatrix, plan: _Plan) -> None:
    _draw_heads(canvas, chart, plan)
    _draw_grid(canvas, plan)
    for row, (reliability, _) in enumerate(chart.reliability):
        for column, (credibility, _) in enumerate(chart.credibility):
            refs = _refs(chart, reliability, credibility)
            box = plan.cell(row, column)
            if plan.is_narrow:
                words = in_lines(canvas.ink, refs, box.width - 4)
                canvas.words(words, box.x + 2, box.y + (box.height - words.height) / 2)
            else:
                write_claims(canvas, refs, box)
            if refs.count:
                pair = f"{reliability}{credibility}"
                canvas.hit(box, ("grade", reliability, credibility), _said(pair, refs))
    for box, (id, name, refs) in zip(plan.boxes, _beside(chart), strict=True):
        _draw_box(canvas, box, id, name, refs)


def _said(name: str, refs: ClaimRefs) -> str:
    return tr("{name}: {claims}", name=name, claims=claims_words(refs.count))


def _draw_heads(canvas: Canvas, chart: GradeMatrix, plan: _Plan) -> None:
    for at, ((sign, _), words) in enumerate(zip(chart.credibility, plan.across, strict=True)):
        style = STRONG if at < _ORDERED else WORDS
        align: Align = "middle" if plan.is_narrow else "start"
        canvas.words(Words(sign, style, canvas.ink, plan.column, align), plan.columns[at], 0)
        canvas.words(words, plan.columns[at], STRONG.leading)
    for at, ((sign, _), words) in enumerate(zip(chart.reliability, plan.down, strict=True)):
        y, height = plan.rows[at]
        top = y + (height - max(words.height, WORDS.leading)) / 2
        style = STRONG if at < _ORDERED else WORDS
        canvas.words(Words(sign, style, canvas.ink, _SIGN), 0, top)
        canvas.words(words, _SIGN, top)


def _draw_grid(canvas: Canvas, plan: _Plan) -> None:
    """Draw the square of what is in order, solid; what stands in no order, dotted."""
    first, last = plan.cell(0, 0), plan.cell(_ORDERED - 1, _ORDERED - 1)
    low, right = plan.cell(_ORDERED, 0), plan.cell(0, _ORDERED)
    xs = [*plan.columns[:_ORDERED], last.end]
    ys = [*(y for y, _ in plan.rows[:_ORDERED]), last.foot]
    grid(canvas, xs, ys, apart=False)
    grid(canvas, xs, (low.y, low.foot), apart=True)
    grid(canvas, (right.x, right.end), ys, apart=True)
    grid(canvas, (right.x, right.end), (low.y, low.foot), apart=True)
    canvas.frame(Box(first.x, first.y, last.end - first.x, last.foot - first.y), BOLD)


def _draw_box(canvas: Canvas, box: Box, id: str, name: str, refs: ClaimRefs) -> None:
    words = Words(name, SMALL, canvas.ink, box.width - 8)
    canvas.frame(box, THIN)
    canvas.words(words, box.x + 4, box.y + 2.5)
    top = box.y + 2.5 + words.height
    field = Box(box.x + 2, top, box.width - 4, max(box.foot - top - 2, 11))
    if refs.count:
        write_claims(canvas, refs, field)
        canvas.hit(box, ("grade", id), _said(name, refs))
    else:
        canvas.write(tr("none"), WORDS, field)
