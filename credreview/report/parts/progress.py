"""How far the judging is."""

from collections.abc import Sequence

from credreview.domain.counted_claims import alike, places
from credreview.domain.summary import CountedClaim
from credreview.report.charts import ProgressChart, ProgressRow
from credreview.report.lazy import once
from credreview.report.model import Block
from credreview.report.parts.cells import cell, count_cell
from credreview.report.parts.context import Context, title_of
from credreview.report.tables import Column, Row, Table
from credreview.text import tr

#: With more articles than these, progress is told of all together only.
_MOST_ARTICLES = 20
_STATES = ("judged", "differing", "not_checkable", "open")


def states() -> tuple[tuple[str, str], ...]:
    """Return (id, words) of what a claim can need, in order."""
    return (
        ("judged", tr("Judged")),
        ("differing", tr("Judged differently")),
        ("not_checkable", tr("Not checkable")),
        # Begun ones as well, of which one grade is given.
        ("open", tr("Open")),
    )


def state_of(claim: CountedClaim) -> str:
    """Return the state of a claim, as `domain.progress` tells them apart."""
    if not claim.is_decided:
        return "open"
    if claim.differs:
        return "differing"
    return "not_checkable" if claim.not_checkable else "judged"


def counts(claims: Sequence[CountedClaim]) -> tuple[int, ...]:
    """Return how many claims are in each state, in order."""
    found = dict.fromkeys(_STATES, 0)
    for claim in alike(claims):
        found[state_of(claim)] += 1
    return tuple(found.values())


def progress(context: Context) -> Sequence[Block]:
    """Return the chart of progress with its table; nothing where no claim is marked."""
    return once(lambda: _chart(context)) if context.part.claims else ()


def _chart(context: Context) -> ProgressChart:
    scope = context.part
    rows = [ProgressRow(tr("All claims"), counts(scope.claims))]
    if 1 < len(scope.articles) <= _MOST_ARTICLES:
        of_article: list[list[CountedClaim]] = [[] for _ in scope.articles]
        for at, claim in zip(places(scope.claims), alike(scope.claims), strict=True):
            of_article[at].append(claim)
        rows += [
            ProgressRow(title_of(article), counts(claims))
            for article, claims in zip(scope.articles, of_article, strict=True)
        ]
    return ProgressChart(states(), tuple(rows), counts_table(tr("Part"), rows))


def counts_table(head: str, rows: Sequence[ProgressRow], note: str = "") -> Table:
    """Return the same counts as a table."""
    columns = (
        Column(head, 78),
        *(Column(words, 24, is_number=True) for _, words in states()),
    )
    return Table(
        columns,
        tuple(Row((cell(row.label), *map(count_cell, row.counts))) for row in rows),
        note=note,
    )
