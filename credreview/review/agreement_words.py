"""All figures of agreement as lines: on the command line, and when they are copied."""

from collections.abc import Iterator

from credreview.analysis.agreement import Pair
from credreview.analysis.spans import SpanAgreement
from credreview.domain.vocabulary import Vocabulary
from credreview.report.agreement_words import (
    Row,
    aligned,
    coefficient_words,
    dimension_words,
    judged_words,
    nobody_words,
    note_words,
    pair_table,
    span_words,
)
from credreview.review.agreement import Figures
from credreview.text import tr


def together_table(figures: Figures) -> list[Row]:
    """Return alpha of all reviewers in each dimension, under a head."""
    rows: list[Row] = [("", tr("claims"), tr("values"), tr("alpha [95 %]"))]
    for of in figures.agreement.together:
        name = dimension_words(of.dimension)
        rows.append((name, str(of.units), str(of.values), coefficient_words(of.alpha)))
    return rows


def lines(figures: Figures, vocabulary: Vocabulary) -> Iterator[str]:
    """Yield all figures for people, as lines with aligned columns."""
    if not figures.agreement.pairs:
        yield nobody_words()
        return
    for pair, spans in figures.with_spans():
        yield from pair_lines(figures, pair, spans, vocabulary)
        yield ""
    if len(figures.people) > 2:
        names = ", ".join(person.name for person in figures.people)
        yield tr("All together: {names}", names=names)
        yield from aligned(together_table(figures))
        yield ""
    yield from note_lines(figures)


def pair_lines(
    figures: Figures, pair: Pair, spans: SpanAgreement, vocabulary: Vocabulary
) -> Iterator[str]:
    """Yield the figures of two reviewers; with alpha, where there are no others."""
    one, other = figures.name(pair.one), figures.name(pair.other)
    words = judged_words(pair)
    yield tr("{one} and {other}: {words}", one=one, other=other, words=words)
    yield from aligned(pair_table(pair, vocabulary))
    if len(figures.people) == 2:
        yield ""
        yield from aligned(together_table(figures))
        yield ""
    yield from span_words(spans, one, other)


def note_lines(figures: Figures) -> Iterator[str]:
    """Yield how the figures are to be read."""
    yield from note_words(figures.hidden)
