"""Charts as HTML tables that style draws: black on white, each with its table beneath."""

from collections.abc import Iterator, Sequence

from credreview.report import html_words as words
from credreview.report.charts import (
    AgreementChart,
    AgreementMatrix,
    AgreementRow,
    Chart,
    ClaimRefs,
    GradeMatrix,
    Interval,
    MixRow,
    ProgressChart,
    ProvenanceMix,
    Timeline,
)
from credreview.report.tables import Table
from credreview.text import tr

#: A field of the matrix shows as many numbers; of more, how many.
_MOST_NUMBERS = 4
_MOST_BOXES = 30
#: What the axis of the coefficients spans.
_LOW, _HIGH = -0.5, 1.0


def chart(told: Chart) -> Iterator[str]:
    """Yield a chart and, to be opened, its table."""
    match told:
        case GradeMatrix():
            yield from _matrix(told)
        case ProvenanceMix():
            yield from _mix(told)
        case ProgressChart():
            rows = [(row.label, row.counts) for row in told.rows]
            yield from _bars(told.states, rows, is_scaled=False)
        case Timeline():
            rows = [(bucket.label, bucket.counts) for bucket in told.buckets]
            yield from _bars(told.states, rows, is_scaled=True)
            yield words.small(told.words)
        case AgreementMatrix():
            yield from _agreed(told)
        case AgreementChart():
            yield from _coefficients(told)
    yield from _as_table(told.table)


def _as_table(told: Table) -> Iterator[str]:
    yield f'<details class="figures"><summary>{words.text(tr("The same as a table"))}</summary>'
    yield from words.table(told)
    yield "</details>"


def _matrix(told: GradeMatrix) -> Iterator[str]:
    signs = [sign for sign, _ in told.credibility]
    yield '<div class="beside matrix-row"><table class="matrix"><thead><tr><td></td>'
    for sign, label in told.credibility:
        yield _head("col", sign, label)
    yield "</tr></thead><tbody>"
    for sign, label in told.reliability:
        yield f"<tr{_apart(sign)}>"
        yield _head("row", sign, label)
        for other in signs:
            found = told.cells.get((sign, other), ClaimRefs(0, ()))
            yield f"<td{_apart(other)}>{_refs(found)}</td>"
        yield "</tr>"
    yield '</tbody></table><dl class="outside">'
    for label, found in zip(
        told.words, (told.not_judged, told.not_checkable, told.half), strict=True
    ):
        inside = _refs(found) or words.text(tr("none"))
        yield f"<div><dt>{words.text(label)}</dt><dd>{inside}</dd></div>"
    yield "</dl></div>"


def _anchor(number: int) -> str:
    return f"claim-{number}"


def _head(scope: str, sign: str, label: str) -> str:
    kind = _apart(sign) if scope == "col" else ""
    return f'<th scope="{scope}"{kind}>{words.text(sign)} <small>{words.text(label)}</small></th>'


def _apart(sign: str) -> str:
    return ' class="apart"' if sign in ("F", "6") else ""


def _refs(found: ClaimRefs) -> str:
    if found.count > min(_MOST_NUMBERS, len(found.numbers)):
        return words.text(tr("{count} claims", count=f"{found.count:,}"))
    return " ".join(words.link(str(number), _anchor(number)) for number in found.numbers)


def _mix(told: ProvenanceMix) -> Iterator[str]:
    heads = [tr("Claims"), tr("Share")]
    heads += [tr("Article {number}", number=at) for at in range(1, len(told.article_titles) + 1)]
    yield f'<table class="mix"><thead><tr><th scope="col">{words.text(tr("Provenance"))}</th>'
    yield "".join(f'<th scope="col" class="number">{words.text(head)}</th>' for head in heads)
    yield "<td></td></tr></thead><tbody>"
    most = max((row.count for row in told.rows), default=1)
    for row in told.rows:
        counts = [f"{row.count:,}", row.share, *(f"{count:,}" for count in row.per_article)]
        yield f'<tr><th scope="row">{words.text(row.label)}</th>'
        yield "".join(f'<td class="number">{words.text(count)}</td>' for count in counts)
        yield f"<td>{_boxes(row, most)}</td></tr>"
    yield f"</tbody></table>{words.small(told.note)}"


def _boxes(row: MixRow, most: int) -> str:
    if not row.boxes or len(row.boxes) > _MOST_BOXES:
        return f'<span class="bar" style="width:{_percent(row.count, most)}"></span>'
    return " ".join(
        words.link(
            f'<span class="claim-box {"first" if box.is_filled else "later"}">{box.number}</span>'
            if box.is_judged
            else f'<span class="claim-box open">({box.number})</span>',
            _anchor(box.number),
        )
        for box in row.boxes
    )


def _percent(part: float, whole: float) -> str:
    return f"{part / whole if whole else 0:.2%}"


def _bars(
    states: Sequence[tuple[str, str]],
    rows: Sequence[tuple[str, Sequence[int]]],
    *,
    is_scaled: bool,
) -> Iterator[str]:
    """Yield a bar a row, a segment a state; as long as its count where it is scaled."""
    keys = "".join(f"<li>{_segment(state)} {words.text(label)}</li>" for state, label in states)
    yield f'<ul class="legend">{keys}</ul><table class="bars"><tbody>'
    most = max((sum(counts) for _, counts in rows), default=1)
    for label, counts in rows:
        total = sum(counts)
        whole = most if is_scaled else total
        said = ", ".join(
            f"{name} {count:,}" for (_, name), count in zip(states, counts, strict=True) if count
        )
        segments = "".join(
            _segment(state, f' style="width:{_percent(count, whole)}"')
            for (state, _), count in zip(states, counts, strict=True)
            if count
        )
        drawn = words.element("span", segments, "track") if segments else ""
        yield f'<tr><th scope="row"><div dir="auto">{words.text(label)}</div></th>'
        yield f'<td class="number">{total:,}</td>'
        yield f"<td>{drawn}<small>{words.text(said)}</small></td></tr>"
    yield "</tbody></table>"


def _segment(state: str, more: str = "") -> str:
    return words.element("span", "", f"segment {words.name(state)}", more)


def _agreed(told: AgreementMatrix) -> Iterator[str]:
    who = tr("Rows: {rows}. Columns: {columns}.", rows=told.rows, columns=told.columns)
    yield f'<div class="agreed"><p class="column-head">{words.text(told.title)}</p>'
    yield f'{words.small(who)}<div class="beside">'
    yield '<table class="matrix small-matrix"><thead><tr><td></td>'
    values = [(value, "") for value in told.values] + [(value, "apart") for value in told.apart]
    yield "".join(
        f'<th scope="col" class="{kind}">{words.text(value)}</th>' for value, kind in values
    )
    yield "</tr></thead><tbody>"
    for value, kind in values:
        cells = words.element("th", words.text(value), "", ' scope="row"')
        for other, apart in values:
            count = told.counts.get((value, other), 0)
            kinds = f"{apart} same".strip() if value == other else apart
            cells += words.element("td", f"{count:,}" if count else "", kinds)
        yield words.element("tr", cells, kind)
    lines = "".join(
        f"<div><dt>{count:,}</dt><dd>{words.text(label)}</dd></div>"
        for count, label in told.summary
    )
    yield f'</tbody></table><dl class="summary">{lines}</dl></div></div>'


def _coefficients(told: AgreementChart) -> Iterator[str]:
    yield '<table class="coefficients"><thead><tr>'
    yield "".join(f'<th scope="col">{words.text(title)}</th>' for title in told.columns)
    ticks = "".join(
        f'<span class="tick" style="left:{_place(value)}">{label}</span>'
        for value, label in ((-0.5, "–0.5"), (0.0, "0"), (0.5, "0.5"), (1.0, "1"))
    )
    yield f'<td><span class="axis">{ticks}</span></td></tr></thead><tbody>'
    yield from map(_coefficient_row, told.rows)
    yield f"</tbody></table>{words.small(told.note)}"


def _coefficient_row(row: AgreementRow) -> str:
    cells = (f"{row.claims:,}", row.same, row.kappa.words, row.alpha.words)
    made = "".join(f"<td>{words.text(cell)}</td>" for cell in cells)
    drawn = _interval(row.kappa, "kappa") + _interval(row.alpha, "alpha")
    return f'<tr><th scope="row">{words.text(row.scale)}</th>{made}<td>{drawn}</td></tr>'


def _interval(told: Interval, kind: str) -> str:
    """Return a coefficient as a point on the axis with its whisker; nothing where left out."""
    if told.value is None:
        return ""
    whisker = ""
    if told.low is not None and told.high is not None:
        low, high = _clipped(told.low), _clipped(told.high)
        width = _percent(high - low, _HIGH - _LOW)
        whisker = f'<span class="whisker" style="left:{_place(low)};width:{width}"></span>'
    point = f'<span class="point" style="left:{_place(told.value)}"></span>'
    return f'<span class="axis {kind}">{whisker}{point}</span>'


def _clipped(value: float) -> float:
    return min(max(value, _LOW), _HIGH)


def _place(value: float) -> str:
    return _percent(_clipped(value) - _LOW, _HIGH - _LOW)
