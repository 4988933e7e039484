"""Who asserts the claims: what each source is, the grades it was given, its descriptor."""

from collections import Counter
from collections.abc import Iterator, Sequence

from credreview.analysis.figures import SourceFigures
from credreview.analysis.figures import sources as source_figures
from credreview.domain.identity import fold_name
from credreview.domain.summary import Kind
from credreview.report.model import Block
from credreview.report.parts.cells import cell, linked_numbers
from credreview.report.parts.context import Context
from credreview.report.tables import Cell, Column, Row, Table
from credreview.report.words import GradeKind, Paragraph, Role, Run
from credreview.text import tr


def sources(context: Context) -> Sequence[Block]:
    """Return a row for each source, most claims first; nothing where there is none to tell of."""
    found = source_figures(context.part)
    columns = (
        Column(tr("Source"), 50),
        Column(tr("Claims"), 20),
        Column(tr("Reliability as graded"), 42),
        Column(tr("Descriptor"), 62),
    )
    rows = list(_described(context, [source.name for source in found.named]))
    rows += [_row(context, source) for source in found.named]
    if found.without:
        rows.append(_nobody(context, found.without))
    return (Table(columns, tuple(rows)),) if rows else ()


def _row(context: Context, source: SourceFigures) -> Row:
    facts = context.whole.sources.get(source.name)
    descriptor = facts.descriptor if facts else ""
    kind = facts.kind if facts else ""
    numbers = [context.number(number) for number in source.numbers]
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
    numbers = [context.number(place) for place in places]
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
    given = Counter(context.labels.pair_of(context.part.claims[place - 1])[0] for place in places)
    for grade in sorted(given, key=lambda grade: (not grade.sign, grade.sign, grade.label)):
        count = given[grade]
        how_many = tr("1 claim") if count == 1 else tr("{n} claims", n=count)
        is_graded = grade.kind is GradeKind.GRADED
        head = (Run(f"{grade.sign}  ", bold=is_graded),) if grade.sign else ()
        said = tr("{label}: {claims}", label=grade.label, claims=how_many)
        yield Paragraph((*head, Run(said)), Role.SMALL)
