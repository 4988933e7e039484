"""The matrix of grades: both axes apart, F, 6 and what has no pair in margins of their own."""

from collections.abc import Sequence
from itertools import product

from credreview.analysis.figures import Progress
from credreview.domain.counted_claims import alike
from credreview.domain.summary import CountedClaim
from credreview.domain.vocabulary import Term
from credreview.report.charts import MOST_NUMBERS, ClaimRefs, GradeMatrix
from credreview.report.lazy import once
from credreview.report.model import Block
from credreview.report.parts.cells import cell
from credreview.report.parts.context import Context
from credreview.report.tables import Cell, Column, Row, Table
from credreview.report.words import Paragraph, words
from credreview.text import tr

#: Places beside the pairs.
_NOT_JUDGED, _NOT_CHECKABLE, _HALF = "not judged", "not checkable", "half"


def grades(context: Context) -> Sequence[Block]:
    """Return the matrix with its table; nothing where no claim is marked."""
    return once(lambda: _matrix(context)) if context.part.claims else ()


def _matrix(context: Context) -> GradeMatrix:
    found: dict[tuple[str, str] | str, list[int]] = {}
    for number, claim in enumerate(alike(context.part.claims), context.number(1)):
        found.setdefault(_place(claim), []).append(number)
    vocabulary = context.labels.vocabulary
    cells = {pair: _refs(numbers) for pair, numbers in found.items() if isinstance(pair, tuple)}
    beside = [_refs(found.get(place, [])) for place in (_NOT_JUDGED, _NOT_CHECKABLE, _HALF)]
    names = (tr("Not judged yet"), tr("Not checkable"), tr("One grade of two"))
    return GradeMatrix(
        cells=cells,
        not_judged=beside[0],
        not_checkable=beside[1],
        half=beside[2],
        words=names,
        reliability=_axis(vocabulary.reliability),
        credibility=_axis(vocabulary.credibility),
        table=_table(context, cells, tuple(zip(names, beside, strict=True))),
        title=tr("Grades"),
        note=_note(context.progress),
    )


def _note(counts: Progress) -> str:
    said = tr("1 claim") if counts.claims == 1 else tr("{count} claims", count=f"{counts.claims:,}")
    judged, not_checkable = counts.graded + counts.not_checkable, counts.not_checkable
    said = tr("{claims}, {judged} judged", claims=said, judged=f"{judged:,}")
    if not_checkable:
        said = tr("{said}, {count} of them not checkable", said=said, count=f"{not_checkable:,}")
    return tr(
        "{counted}. Rows: reliability; columns: credibility. Judged apart; no cell is a score, and"
        " nothing is added up.",
        counted=said,
    )


def _place(claim: CountedClaim) -> tuple[str, str] | str:
    if claim.not_checkable:
        return _NOT_CHECKABLE
    if claim.reliability and claim.credibility:
        return claim.reliability, claim.credibility
    return _HALF if claim.reliability or claim.credibility else _NOT_JUDGED


def _refs(numbers: Sequence[int]) -> ClaimRefs:
    return ClaimRefs(len(numbers), tuple(numbers[:MOST_NUMBERS]))


def _axis(terms: Sequence[Term]) -> tuple[tuple[str, str], ...]:
    return tuple((term.id, term.short) for term in terms)


def refs_words(found: ClaimRefs) -> str:
    """Return the claims of a field: their numbers where they are few, else how many; or "none"."""
    if not found.count:
        return tr("none")
    if found.count > len(found.numbers):
        return tr("{n} claims", n=found.count)
    return ", ".join(map(str, found.numbers))


def _table(
    context: Context,
    cells: dict[tuple[str, str], ClaimRefs],
    beside: Sequence[tuple[str, ClaimRefs]],
) -> Table:
    """Return a line for each pair that occurs, and one for each place beside them."""
    vocabulary = context.labels.vocabulary
    order = product((t.id for t in vocabulary.reliability), (t.id for t in vocabulary.credibility))
    known = [pair for pair in order if pair in cells]
    rows = []
    for pair in [*known, *sorted(cells.keys() - set(known))]:
        both = context.labels.pair(*pair)
        said = Cell((Paragraph(words(context.labels.pair_words(both))),), both)
        rows.append(_row(said, cells[pair]))
    rows += [_row(cell(name), found) for name, found in beside]
    columns = (
        Column(tr("Grade"), 80),
        Column(tr("Number"), 20, is_number=True),
        Column(tr("Claims"), 74),
    )
    return Table(columns, tuple(rows))


def _row(said: Cell, found: ClaimRefs) -> Row:
    return Row((said, cell(f"{found.count:,}"), cell(refs_words(found))))
