"""How far the reviewers of a review agree: reads, compares, and names who they are."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from credreview.analysis.agreement import Agreement, Pair, compare
from credreview.analysis.ratings import Ratings, ratings
from credreview.analysis.spans import SpanAgreement, marked_by, span_agreement
from credreview.domain.identity import fold_name
from credreview.domain.model import Person
from credreview.domain.work import Ticker, silent
from credreview.review.session import ReviewSession


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures of agreement of one state of a review.

    Attributes:
        everyone: All who have decided on a claim, by name.
        people: Those of them who are compared, by name.
        given: What they said of which claim.
        agreement: How far they agree.
        spans: Of each pair of `agreement.pairs`, how far they mark the same words.
        hidden: Claims that blind mode keeps out.
    """

    everyone: tuple[Person, ...]
    people: tuple[Person, ...]
    given: Ratings
    agreement: Agreement
    spans: tuple[SpanAgreement, ...]
    hidden: int

    def name(self, reviewer: str) -> str:
        """Return what a reviewer (id) is called."""
        return next(person.name for person in self.everyone if person.id == reviewer)

    def with_spans(self) -> Iterator[tuple[Pair, SpanAgreement]]:
        """Return each pair with how far they mark the same words."""
        return zip(self.agreement.pairs, self.spans, strict=True)


def figures(
    session: ReviewSession, reviewers: Collection[str] = (), tick: Ticker = silent
) -> Figures:
    """Return how far reviewers agree; long work in a large review.

    Args:
        session: An open review.
        reviewers: Ids of those to compare; empty: all.
        tick: Told of each step.
    """
    tick(0, 0)
    data = session.reader.agreement_data()
    deciding = {verdict.reviewer for verdict in data.verdicts()}
    names = {person.id: person.name for person in session.reader.reviewers()}
    # Whose introduction is not there (undone, or set aside) goes by their id, as everywhere.
    known = [Person(id, names.get(id) or id[:8]) for id in deciding]
    everyone = tuple(sorted(known, key=lambda person: (fold_name(person.name), person.id)))
    people = tuple(p for p in everyone if not reviewers or p.id in reviewers)
    terms = [term.id for term in session.reader.vocabulary().provenance]
    tick(0, 0)
    given = ratings(data.verdicts(), [person.id for person in people], data.same, terms)
    agreement = compare(given, tick)
    marked = marked_by(data.marks())
    spans = []
    for pair in agreement.pairs:
        ours, theirs = marked.get(pair.one, {}), marked.get(pair.other, {})
        spans.append(span_agreement(ours, theirs, ours.keys() & theirs.keys()))
    return Figures(everyone, people, given, agreement, tuple(spans), data.hidden)
