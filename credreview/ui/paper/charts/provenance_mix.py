"""Who asserts the claims: a table and its chart in one, a box a claim, or bars for many.

Black is the first article and outlined are the others, on paper; what is not
judged yet stands in brackets. On the screen a swatch shows the family.
"""

from collections.abc import Sequence
from typing import Final

from credreview.report.charts import Box as ClaimBox
from credreview.report.charts import MixRow, ProvenanceMix
from credreview.text import tr
from credreview.ui.paper.charts.canvas import BOLD, HAIR, THIN, Align, Box, Canvas, Words
from credreview.ui.paper.charts.counted import claims_words
from credreview.ui.paper.charts.ink import HEAD, SMALL, TINY, WORDS, Fill, Ink, Texture
from credreview.ui.paper.charts.ledger import (
    GUTTER,
    PADDING,
    Extra,
    Piece,
    Track,
    cell,
    head,
    key,
    note,
    row,
    titles,
    tracks,
)

#: In points: a claim's box, what lies between two, a bar, a swatch with its gap.
_SIDE: Final = 14.2
_BETWEEN: Final = 2.8
_BAR: Final = 8.0
_SWATCH: Final = 7.0
_INDENT: Final = 11.0
#: A column of figures, the least for labels, and for what is drawn: the least and the most.
_FIGURES: Final = 37.0
_LABEL: Final = 96.0
_DRAWN: Final = (90.0, 152.0, 200.0)
#: Of more articles than these, there are no columns.
_MOST_ARTICLES: Final = 3
#: Shares at which the axis of bars may end, in per cent.
_ENDS: Final = (10, 20, 40, 60, 80, 100)


def pieces(chart: ProvenanceMix, ink: Ink, width: float) -> list[Piece]:
    """Return a head, a row a type, and small print."""
    columns, articles = _columns(chart, width)
    end = _axis_end(chart) if any(each.count and not each.boxes for each in chart.rows) else 0
    names = [column.title for column in chart.table.columns[: 3 + articles]]
    names += [""] * (len(columns) - len(names))
    axis = _axis(ink, columns[-1], end) if end else None
    made = [head(columns, titles(ink, columns, names), extra=axis)]
    for at, each in enumerate(chart.rows, 1):
        mark = _bar(each, chart, columns[-1], end) if end else _boxes(each, ink, columns[-1])
        made.append(_row(each, ink, columns, mark, BOLD if at == len(chart.rows) else HAIR))
    if not chart.rows:
        made.append(note(ink, chart.table.empty or tr("No claims yet."), width, WORDS))
    if ink.has_families and chart.rows:
        made.append(_families(chart, ink, width))
    how = _how_to_read(chart, has_bars=bool(end))
    made.append(note(ink, " ".join(filter(None, (how, chart.note))), width, SMALL))
    return made


def _columns(chart: ProvenanceMix, width: float) -> tuple[list[Track], int]:
    """Return the columns, and how many of them are of single articles; without room for these 0."""
    count = len(chart.article_titles)
    for articles in (count, 0) if 1 < count <= _MOST_ARTICLES else (0,):
        figures: list[tuple[float, Align]] = [(_FIGURES, "end")] * (2 + articles)
        taken = (2 + articles) * (_FIGURES + GUTTER) + GUTTER
        wanted = _DRAWN[1] if articles else _DRAWN[2]
        drawn = min(wanted, max(_DRAWN[0], width - taken - _LABEL))
        if not articles or width - taken - drawn >= _LABEL:
            break
    return tracks(width, [(0, "start"), *figures, (drawn, "start")]), articles


def _how_to_read(chart: ProvenanceMix, *, has_bars: bool) -> str:
    if not chart.rows:
        return ""
    several = any(len(each.per_article) > 1 for each in chart.rows)
    if has_bars:
        # Of bars the first article's part is told apart on paper alone; the columns say it too.
        return tr("Bars: share of all claims.")
    if several:
        return tr(
            "One box is one claim. Filled: article 1; outlined: another article;"
            " in brackets: not judged yet."
        )
    return tr("One box is one claim; in brackets: not judged yet.")


def _families(chart: ProvenanceMix, ink: Ink, width: float) -> Piece:
    """Return the key of the swatches: the families that occur."""
    names = {
        "official": tr("Official"),
        "party": tr("Party"),
        "record": tr("Record"),
        "report": tr("Report"),
        "analysis": tr("Analysis"),
        "none": tr("No family"),
    }
    there = {each.family for each in chart.rows}
    entries = [(family_fill(ink, id), name) for id, name in names.items() if id in there]
    return key(ink, entries, width, PADDING)


def _row(each: MixRow, ink: Ink, columns: Sequence[Track], drawn: Extra, rule: float) -> Piece:
    first, *others = columns
    if ink.has_families:
        first = Track(first.x + _INDENT, first.width - _INDENT)
    texts = [each.label, f"{each.count:,}", each.share, *(f"{n:,}" for n in each.per_article)]
    places = [first, *others]
    words = [cell(ink, text, at, WORDS) for text, at in zip(texts, places[:-1], strict=False)]
    piece = row(places, [*words, *[None] * (len(places) - len(words))], extra=drawn, rule=rule)

    def draw(canvas: Canvas) -> None:
        said = tr("{name}: {claims}", name=each.label, claims=claims_words(each.count))
        canvas.hit(Box(0, 0, canvas.width, piece.height), ("provenance", each.id), said)
        if ink.has_families:
            canvas.fill(Box(0, PADDING + 3.0, _SWATCH, _SWATCH), family_fill(ink, each.family))
        piece.draw(canvas)

    return piece._replace(draw=draw)


def family_fill(ink: Ink, family: str) -> Fill:
    """Return how a family is filled; one that is not known is none of them."""
    return ink.families.get(family) or ink.families["none"]


# A box a claim


def _boxes(each: MixRow, ink: Ink, track: Track) -> Extra:
    """Return the claims of a row, in as many lines as they need."""
    places: list[tuple[ClaimBox, Box]] = []
    x = y = 0.0
    for box in each.boxes:
        wide = max(_SIDE, Words(_number(box), HEAD, ink, 200).width + 4)
        if x and x + wide > track.width:
            x, y = 0.0, y + _SIDE + _BETWEEN
        places.append((box, Box(track.x + x, y, wide, _SIDE)))
        x += wide + _BETWEEN

    def draw(canvas: Canvas, top: float, _height: float) -> None:
        for box, place in places:
            _draw_box(canvas, box, place._replace(y=place.y + top))

    return Extra(y + _SIDE if places else 0.0, draw)


def _number(box: ClaimBox) -> str:
    return f"{box.number}" if box.is_judged else f"({box.number})"


def _draw_box(canvas: Canvas, box: ClaimBox, place: Box) -> None:
    ink = canvas.ink
    if not box.is_judged:
        canvas.write(_number(box), WORDS, place)
    elif box.is_filled:
        canvas.solid(place)
        canvas.write(_number(box), HEAD, place, ink.ground)
    else:
        canvas.frame(place.inside(0.6), BOLD)
        canvas.write(_number(box), HEAD, place)
    said = tr("Claim {number}", number=box.number)
    canvas.hit(place, ("claims", str(box.number)), said)


# Bars


def _axis_end(chart: ProvenanceMix) -> int:
    """Return the share at which the axis of the bars ends, so that the longest fits."""
    most = 100 * max(each.count for each in chart.rows) / max(1, chart.total)
    return next((end for end in _ENDS if end >= most), 100)


def _axis(ink: Ink, track: Track, end: int) -> Extra:
    def draw(canvas: Canvas, top: float, height: float) -> None:
        for share in (0, end // 2, end):
            text = f"{share}" if share < end else tr("{number} %", number=share)
            words = Words(text, TINY, ink, 60)
            x = track.x + track.width * share / end
            start = x if not share else x - words.width / 2 if share < end else x - words.width
            canvas.words(Words(text, TINY, ink, words.width + 1), start, top + height - 8.4)

    return Extra(TINY.leading, draw)


def _bar(each: MixRow, chart: ProvenanceMix, track: Track, end: int) -> Extra:
    """Return a bar; the part of the first article is black where articles are told apart."""
    whole = track.width * 100 * each.count / max(1, chart.total) / end

    def draw(canvas: Canvas, top: float, height: float) -> None:
        foot = top + height + PADDING
        for share in (0.5, 1.0):
            x = track.x + share * track.width
            canvas.line((x, top - PADDING), (x, foot), HAIR, colour=canvas.ink.line)
        bar = Box(track.x, top + (min(height, 10.8) - _BAR) / 2, whole, _BAR)
        if canvas.ink.has_families:
            canvas.fill(bar, family_fill(canvas.ink, each.family))
        else:
            _draw_black(canvas, bar, each)
        canvas.line((track.x, top - PADDING), (track.x, foot), THIN)

    return Extra(10.8, draw)


def _draw_black(canvas: Canvas, bar: Box, each: MixRow) -> None:
    known = 1 < len(each.per_article) <= _MOST_ARTICLES
    black = bar.width * each.per_article[0] / max(1, each.count) if known else bar.width
    if bar.width > black:
        canvas.fill(bar, Fill(canvas.ink.ink, Texture.EMPTY))
    canvas.solid(bar._replace(width=black))
