"""Figures of agreement in words: the same in the window, in a report, in a terminal."""

from collections.abc import Iterator, Sequence

from credreview.analysis.agreement import Comparison, Pair
from credreview.analysis.coefficients import DRAWS, Coefficient, LeftOut
from credreview.analysis.ratings import MISSING
from credreview.analysis.spans import SpanAgreement
from credreview.domain.progress import NOT_CHECKABLE
from credreview.domain.vocabulary import Vocabulary
from credreview.text import tr

Row = Sequence[str]


def dimension_words(dimension: str) -> str:
    """Return what a dimension is called."""
    return {
        "provenance": tr("Provenance"),
        "reliability": tr("Source reliability"),
        "credibility": tr("Credibility"),
        "confidence": tr("Confidence"),
    }[dimension]


def value_words(dimension: str, value: str, vocabulary: Vocabulary) -> str:
    """Return a value in few words: a grade by its letter or number, a term by its short label."""
    if value == MISSING:
        return tr("not given")
    if value == NOT_CHECKABLE:
        return tr("not checkable")
    term = vocabulary.find(dimension, value)
    if term is None or dimension in ("reliability", "credibility"):
        return value
    return term.short


def number(value: float) -> str:
    """Return a coefficient or a share with two places, and with a minus sign below 0."""
    return f"{round(value, 2) + 0.0:.2f}".replace("-", "\u2212")


def percent(share: float | None) -> str:
    """Return a share; 0 and 100 stand for none and all, not for nearly so."""
    if share is None:
        return "–"
    rounded = round(100 * share)
    if 0 < share < 1:
        rounded = min(99, max(1, rounded))
    return tr("{number} %", number=rounded)


def why_words(why: LeftOut) -> str:
    """Return why a coefficient or its interval is left out."""
    return {
        LeftOut.NO_CASE: tr("no claim to compare"),
        LeftOut.ONE_CASE: tr("one claim only"),
        LeftOut.NO_VARIATION: tr("all values are the same"),
        LeftOut.NO_INTERVAL: tr("too few claims for an interval"),
    }[why]


def interval_words(of: Coefficient) -> str:
    """Return a 95 % interval in brackets, or ""."""
    if of.low is None or of.high is None:
        return ""
    return f"[{number(of.low)}, {number(of.high)}]"


def coefficient_words(of: Coefficient) -> str:
    """Return a coefficient and its interval, or why either is left out."""
    parts = [number(of.value)] if of.value is not None else []
    parts += [interval_words(of)] if of.low is not None else []
    if of.why is not None:
        parts.append(tr("({why})", why=why_words(of.why)) if parts else why_words(of.why))
    return " ".join(parts)


def judged_words(pair: Pair) -> str:
    """Return how many claims two reviewers both judged, and how many of them blind."""
    if pair.blind:
        return tr(
            "{count} claims judged by both, {blind} of them blind by both, and unchanged since",
            count=pair.judged,
            blind=pair.blind,
        )
    if pair.judged == 1:
        return tr("1 claim judged by both")
    return tr("{count} claims judged by both", count=pair.judged)


def step_words(of: Comparison) -> list[str]:
    """Return how many compared claims got the same value, neighbouring ones, or others."""
    if of.one_step is None or of.more is None:
        return [tr("same {count}", count=of.same), tr("other {count}", count=of.n - of.same)]
    return [
        tr("same {count}", count=of.same),
        tr("one step apart {count}", count=of.one_step),
        tr("more {count}", count=of.more),
    ]


def apart_words(of: Comparison, vocabulary: Vocabulary) -> list[str]:
    """Return how often F, 6, "not checkable" and nothing came from one and from both."""
    found = []
    for value in of.scale.apart:
        one, both = of.from_one(value), of.from_both(value)
        name = value_words(of.scale.dimension, value, vocabulary)
        if one or both:
            found.append(
                tr("{value}: from one {one}, from both {both}", value=name, one=one, both=both)
            )
    return found


def span_words(of: SpanAgreement, one: str, other: str) -> list[str]:
    """Return how far two reviewers (names) mark the same words, a sentence each."""
    if of.exact is None or of.overlap is None or of.dice is None or of.jaccard is None:
        return [tr("Marks: there is no article in which both marked a claim.")]
    return [
        tr(
            "Marks in articles where both marked claims ({articles}): {count} identical;"
            " overlapping {near_one} of {one} and {near_other} of {other};"
            " alone {alone_one} of {one} and {alone_other} of {other}.",
            articles=of.articles,
            count=of.identical,
            near_one=of.overlapping_one,
            near_other=of.overlapping_other,
            alone_one=of.alone_one,
            alone_other=of.alone_other,
            one=one,
            other=other,
        ),
        tr(
            "Identical {exact} of all their claims (F1), identical or overlapping {overlap};"
            " of the characters {dice} (Dice), {jaccard} (Jaccard). Not corrected for chance.",
            exact=number(of.exact),
            overlap=number(of.overlap),
            dice=number(of.dice),
            jaccard=number(of.jaccard),
        ),
    ]


def pair_table(pair: Pair, vocabulary: Vocabulary) -> list[Row]:
    """Return a row for each dimension, under a head: n, same, kappa, steps, what stands apart."""
    head = ("", tr("n"), tr("same"), tr("kappa [95 %]"), tr("counts"))
    rows: list[Row] = [head]
    for of in pair.comparisons:
        counts = [*step_words(of), *apart_words(of, vocabulary)]
        rows.append(
            (
                dimension_words(of.scale.dimension),
                str(of.n),
                percent(of.same_share),
                coefficient_words(of.kappa),
                "; ".join(counts),
            )
        )
    return rows


def matrix_table(of: Comparison, vocabulary: Vocabulary) -> list[Row]:
    """Return the confusion matrix: the first reviewer's values down, the second one's across."""
    names = [value_words(of.scale.dimension, value, vocabulary) for value in of.scale.all]
    rows: list[Row] = [("", *names)]
    rows += [(name, *map(str, row)) for name, row in zip(names, of.matrix, strict=True)]
    return rows


def note_words(hidden: int) -> Iterator[str]:
    """Yield how figures of agreement are to be read.

    Args:
        hidden: Claims that blind mode keeps out.
    """
    yield tr(
        "Kappa is Cohen's, with linear weights for values in order; alpha is Krippendorff's."
        " In brackets: 95 % percentile bootstrap by claim, {draws} draws.",
        draws=f"{DRAWS:,}",
    )
    if hidden == 1:
        yield tr("1 claim is left out: blind mode hides it until you have judged it.")
    elif hidden:
        yield tr(
            "{count} claims are left out: blind mode hides them until you have judged them.",
            count=hidden,
        )


def nobody_words() -> str:
    """Return what is said where there are no two reviewers to compare."""
    return tr("No two reviewers have judged claims here.")


def aligned(rows: Sequence[Row]) -> Iterator[str]:
    """Yield rows as lines whose columns begin at the same place; figures stand at the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [
            cell.rjust(width) if _is_figure(rows, at) else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  ".join(cells).rstrip()


def _is_figure(rows: Sequence[Row], column: int) -> bool:
    cells = [row[column] for row in rows[1:]]
    return all(cell == "–" or (cell[:1].isdigit() and len(cell) < 8) for cell in cells)
