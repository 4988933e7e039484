"""Who asserts the claims: what each source is, the grades it was given, its descriptor."""

from collections import Counter
from collections.abc import Iterator, Sequence

from credreview.analysis.figures import SourceFigures
from credreview.analysis.figures import sources as source_figures
from credreview.domain.counted_claims import alike
from credreview.domain.identity import fold_name
from credreview.domain.summary import Kind
from credreview.report.lazy import Later
from credreview.report.model import Block
from credreview.report.parts.cells import cell, linked_numbers
from credreview.report.parts.context import Context
from credreview.report.tables import Cell, Column, Row, Table
from credreview.report.words import Grade, GradeKind, Paragraph, Role, Run
from credreview.text import tr


def sources(context: Context) -> Sequence[Block]:
    """Return a row for each source, most claims first; nothing where there is none to tell of."""
    columns = (
        Column(tr("Source"), 50),
        Column(tr("Claims"), 20),
        Column(tr("Reliability as graded"), 42),
        Column(tr("Descriptor"), 62),
    )
    if context.part.claims:
        return (Table(columns, Later(lambda: tuple(_rows(context)))),)
    rows = tuple(_described(context, ()))
    return (Table(columns, rows),) if rows else ()


def _rows(context: Context) -> Iterator[Row]:
    found = source_figures(context.part)
    yield from _described(context, [source.name for source in found.named])
    for source in found.named:
        yield _row(context, source)
    if found.without:
        yield _nobody(context, found.without)


def _row(context: Context, source: SourceFigures) -> Row:
    facts = context.whole.sources.get(source.name)
    descriptor = facts.descriptor if facts else ""
    kind = facts.kind if facts else ""
    numbers = context.numbers_of(source.numbers)
    return Row(
        (
            cell(source.name, kind or tr("Kind of source not stated"), bold=True),
            Cell((Paragraph(linked_numbers(context, numbers)),)),
            Cell(tuple(_grades(context, source.numbers))),
            cell(descriptor or tr("No descriptor was written.")),
        )
    )


def _described(context: Context, names: Sequence[str]) -> Iterator[Row]:
    """Yield a row for what a profile is about, if it was described and no claim is its own.

    Who owns an outlet, and what it wants, bears on what it chooses to print.
    """
    name = context.request.about
    facts = context.whole.sources.get(name)
    is_source = fold_name(name) in map(fold_name, names)
    if context.request.kind in (Kind.SOURCE, Kind.OUTLET) and facts and not is_source:
        yield Row(
            (
                cell(name, facts.kind, bold=True),
                cell(tr("none")),
                cell(tr("No claim is attributed to it.")),
                cell(facts.descriptor or tr("No descriptor was written.")),
            )
        )


def _nobody(context: Context, places: Sequence[int]) -> Row:
    numbers = context.numbers_of(places)
    return Row(
        (
            cell(tr("Source not named"), bold=True),
            Cell((Paragraph(linked_numbers(context, numbers)),)),
            Cell(tuple(_grades(context, places))),
            cell(tr("There is no source to describe.")),
        )
    )


def _grades(context: Context, places: Sequence[int]) -> Iterator[Paragraph]:
    """Yield each reliability that was given, and of how many claims."""
    claims, given = alike(context.part.claims), Counter[Grade]()
    judged = [claims[place - 1] for place in places]
    pairs = Counter([(one.reliability, one.credibility, one.not_checkable) for one in judged])
    for (reliability, credibility, not_checkable), count in pairs.items():
        pair = context.labels.pair(reliability, credibility, not_checkable=not_checkable)
        given[pair[0]] += count
    for grade in sorted(given, key=lambda grade: (not grade.sign, grade.sign, grade.label)):
        count = given[grade]
        how_many = tr("1 claim") if count == 1 else tr("{n} claims", n=count)
        is_graded = grade.kind is GradeKind.GRADED
        head = (Run(f"{grade.sign}  ", bold=is_graded),) if grade.sign else ()
        said = tr("{label}: {claims}", label=grade.label, claims=how_many)
        yield Paragraph((*head, Run(said)), Role.SMALL)
