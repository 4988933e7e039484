"""How far reviewers agree: a chart for each two of them, and who gave what."""

from collections.abc import Iterator, Sequence

from credreview.analysis.agreement import Comparison, Pair, Together
from credreview.analysis.coefficients import Coefficient
from credreview.analysis.ratings import MISSING
from credreview.domain.counted_claims import alike
from credreview.domain.progress import NOT_CHECKABLE
from credreview.report.agreement_words import (
    coefficient_words,
    dimension_words,
    judged_words,
    note_words,
)
from credreview.report.charts import AgreementChart, AgreementMatrix, AgreementRow, Interval
from credreview.report.lazy import Lazy
from credreview.report.model import Block, ChartRow, Heading
from credreview.report.parts.cells import cell
from credreview.report.parts.context import Compared, Context
from credreview.report.tables import Column, Row, Table
from credreview.report.words import Paragraph, Role, words
from credreview.text import tr

#: Scales whose values are shown against each other.
_MATRICES = ("reliability", "credibility")
#: Of more reviewers only the figures of all together are told: the pairs would be too many.
_MOST_JUDGES = 6
_BLOCKS_OF_PAIR, _BLOCKS_TOGETHER = 3, 2


def agreement(context: Context) -> Sequence[Block]:
    """Return the figures of each two reviewers; nothing where fewer than two have judged.

    They are reckoned when the first of them is read: that takes a while.
    """
    judges = sum(one.decided > 0 for one in context.whole.participants)
    if judges < 2 or not any(claim.judges > 1 for claim in alike(context.whole.claims)):
        return ()
    pairs = judges * (judges - 1) // 2 if judges <= _MOST_JUDGES else 0
    # Of two reviewers alone, the figures of all together are theirs.
    length = pairs * _BLOCKS_OF_PAIR + (_BLOCKS_TOGETHER if judges > 2 else 0) + 1
    return Lazy(length, lambda start, stop: _blocks(context)[start:stop], window=length)


def _blocks(context: Context) -> list[Block]:
    found = context.fetch.compared()
    if found is None:  # where two have judged, there is something to compare
        raise AssertionError
    together = found.agreement.together
    judges = len(found.agreement.reviewers)
    blocks: list[Block] = []
    if judges <= _MOST_JUDGES:
        for pair in found.agreement.pairs:
            blocks += _pair(found, pair, together if judges == 2 else ())
    if judges > 2:
        blocks += _together(found)
    return [*blocks, _notes(found)]


def _pair(found: Compared, pair: Pair, together: Sequence[Together]) -> Iterator[Block]:
    one, other = found.names[pair.one], found.names[pair.other]
    yield Heading(tr("{one} and {other}", one=one, other=other), 2, note=judged_words(pair))
    if not pair.judged:
        return  # of nothing in common there is nothing to count
    alphas = {of.dimension: of.alpha for of in together}
    rows = tuple(
        AgreementRow(
            scale=dimension_words(of.scale.dimension),
            claims=of.n,
            same=tr("{same} of {all}", same=of.same, all=of.n) if of.n else "–",
            kappa=_interval(of.kappa),
            alpha=_interval(alphas.get(of.scale.dimension)),
        )
        for of in pair.comparisons
    )
    yield _chart(rows)
    matrices = tuple(_matrix(pair.of(name), one, other) for name in _MATRICES)
    yield ChartRow(matrices)


def _together(found: Compared) -> Iterator[Block]:
    names = [found.names[id] for id in found.agreement.reviewers]
    yield Heading(tr("All reviewers together"), 2, note=", ".join(names))
    yield _chart(
        tuple(
            AgreementRow(
                scale=dimension_words(of.dimension),
                claims=of.units,
                same="–",
                kappa=_interval(None),
                alpha=_interval(of.alpha),
            )
            for of in found.agreement.together
        )
    )


def _chart(rows: tuple[AgreementRow, ...]) -> AgreementChart:
    columns = (tr("Scale"), tr("Claims"), tr("Same"), tr("Kappa, 95 %"), tr("Alpha, 95 %"))
    widths = (50, 20, 24, 40, 40)
    table = Table(
        tuple(
            Column(title, width, is_number=at == 1)
            for at, (title, width) in enumerate(zip(columns, widths, strict=True))
        ),
        tuple(
            Row(
                (
                    cell(row.scale),
                    cell(str(row.claims)),
                    cell(row.same),
                    cell(row.kappa.words),
                    cell(row.alpha.words),
                )
            )
            for row in rows
        ),
    )
    return AgreementChart(columns, rows, table, note="")


def _interval(of: Coefficient | None) -> Interval:
    if of is None:
        return Interval(None, None, None, "–")
    # The typefaces of paper lack the minus sign, and an en dash reads as one.
    return Interval(of.value, of.low, of.high, coefficient_words(of).replace("\u2212", "–"))


def _matrix(of: Comparison, one: str, other: str) -> AgreementMatrix:
    signs = {value: _sign(value) for value in of.scale.all}
    counts = {
        (signs[row], signs[column]): count
        for row, line in zip(of.scale.all, of.matrix, strict=True)
        for column, count in zip(of.scale.all, line, strict=True)
        if count
    }
    apart = [
        value
        for at, value in enumerate(of.scale.apart)
        if at == 0 or of.from_one(value) or of.from_both(value)
    ]
    shown = [*of.scale.values, *apart]
    title = dimension_words(of.scale.dimension)
    return AgreementMatrix(
        title=title,
        rows=one,
        columns=other,
        values=of.scale.values,
        apart=tuple(signs[value] for value in apart),
        counts=counts,
        summary=tuple(_summary(of)),
        table=_matrix_table(title, [signs[value] for value in shown], counts),
    )


def _sign(value: str) -> str:
    if value == NOT_CHECKABLE:
        return tr("n.c.")
    return "–" if value == MISSING else value


def _summary(of: Comparison) -> Iterator[tuple[int, str]]:
    yield of.same, tr("same grade")
    yield of.one_step or 0, tr("one step apart")
    yield of.more or 0, tr("two steps or more")
    for at, value in enumerate(of.scale.apart):
        one, both = of.from_one(value), of.from_both(value)
        if at == 0 or one or both:
            sign = _sign(value)
            yield one, tr("{sign} from one only", sign=sign)
            yield both, tr("{sign} from both", sign=sign)


def _matrix_table(title: str, signs: Sequence[str], counts: dict[tuple[str, str], int]) -> Table:
    width = 110 / len(signs)
    columns = (Column(title, 64), *(Column(sign, width, is_number=True) for sign in signs))
    return Table(
        columns,
        tuple(
            Row((cell(row), *(cell(str(counts.get((row, column), 0))) for column in signs)))
            for row in signs
        ),
    )


def _notes(found: Compared) -> Block:
    said = [
        tr("Rows of a table of who gave what: the first reviewer; columns: the second."),
        *note_words(0),
        tr(
            "F, 6, not checkable (n.c.) and what was not given (–) are outside the ordered scales:"
            " they are counted beside them, and no coefficient holds them."
        ),
        tr("These figures describe this review; with few claims every interval is wide."),
    ]
    if len(found.agreement.reviewers) > _MOST_JUDGES:
        said.append(tr("Each two of so many reviewers are compared in the program, not here."))
    if found.hidden == 1:
        said.append(tr("1 claim is left out: blind mode hides judgements of it."))
    elif found.hidden:
        said.append(tr("{n} claims are left out: blind mode hides judgements of them.",
                       n=found.hidden))  # fmt: skip
    return Paragraph(words(" ".join(said)), Role.NOTE)
