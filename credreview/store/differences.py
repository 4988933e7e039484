"""Where reviewers differ: keys of all differences in order, and the rows of some of them."""

import json
from collections.abc import Iterator, Sequence

from credreview.domain.differences import (
    VERDICT,
    Difference,
    DifferenceKey,
    DifferenceKind,
    DifferenceQuery,
    dimensions_of,
)
from credreview.domain.journal import Change
from credreview.domain.progress import NOT_CHECKABLE
from credreview.store import field_differences
from credreview.store.places import Places
from credreview.store.view import View

_ORDER = "ORDER BY claim.article, start, -stop, part, claim.r"
_LIVING = "claim JOIN article a ON a.r = claim.article AND a.alive WHERE claim.alive"
#: `domain.progress.is_decided` in SQL; a test holds the two together.
DECIDED = (
    "({0}.credibility IS NOT NULL"
    f" AND ({{0}}.credibility = '{NOT_CHECKABLE}' OR {{0}}.reliability IS NOT NULL))"
)
#: `domain.differences.differing` of two decided judgements in SQL, by dimension.
_DIFFERS = {
    "reliability": "one.reliability IS NOT two.reliability"
    f" AND one.credibility != '{NOT_CHECKABLE}' AND two.credibility != '{NOT_CHECKABLE}'",
    "credibility": "one.credibility != two.credibility",
    "provenance": "one.provenance != two.provenance",
    "directness": "one.directness != two.directness",
    "confidence": "one.confidence != two.confidence",
    "attributed_to": "one.source != two.source",
}


def keys(view: View, query: DifferenceQuery) -> list[DifferenceKey]:
    """Return the keys of all differences that match, by kind, then in the order of the texts.

    What is one reviewer's own differs only for this reviewer, who alone can settle it.
    """
    whole = not query.dimensions and not query.reviewers
    wanted = query.kinds or frozenset(DifferenceKind)
    keep = _Kept(view, query)
    found: list[DifferenceKey] = []
    if DifferenceKind.JUDGEMENT in wanted:
        open_ones = _pairs(view, query, "claim.settled IS NULL")
        found += [DifferenceKey(DifferenceKind.JUDGEMENT, r) for r in keep.claims(open_ones)]
    if DifferenceKind.DELETED in wanted and whole:
        contested = view.db.execute(
            f"SELECT claim.r, article FROM {_LIVING} AND contested IS NOT NULL {_ORDER}"
        )
        found += [DifferenceKey(DifferenceKind.DELETED, r) for r in keep.claims(contested)]
    if DifferenceKind.FIELD in wanted and whole:
        for r, field, claim, article in field_differences.of_review(view):
            if keep.has(claim, article):
                found.append(DifferenceKey(DifferenceKind.FIELD, r, field))
    if DifferenceKind.SETTLED in wanted:
        settled = _pairs(view, query, "claim.settled IS NOT NULL")
        found += [DifferenceKey(DifferenceKind.SETTLED, r) for r in keep.claims(settled)]
    return found


class _Kept:
    """Which claims and articles a query keeps, by their numbers."""

    def __init__(self, view: View, query: DifferenceQuery) -> None:
        self._all = query.claims is None and query.articles is None
        self._claims = {view.record("claim", id) for id in query.claims or ()}
        self._articles = {view.record("article", id) for id in query.articles or ()}

    def claims(self, rows: Iterator[tuple[int, int]]) -> Iterator[int]:
        """Yield the claims to keep of (claim, article)."""
        return (claim for claim, article in rows if self.has(claim, article))

    def has(self, claim: int | None, article: int | None) -> bool:
        """Tell whether to keep what belongs to a claim, an article, or neither."""
        of_neither = claim is None and article is None
        return self._all or of_neither or claim in self._claims or article in self._articles


def _pairs(view: View, query: DifferenceQuery, where: str) -> Iterator[tuple[int, int]]:
    """Return (claim, article) of the claims on which two decided judgements differ."""
    differs = " OR ".join(f"({_DIFFERS[name]})" for name in sorted(query.dimensions or VERDICT))
    sides = ""
    values: list[object] = []
    people = [view.record("reviewer", id) or -1 for id in sorted(query.reviewers)]
    if len(people) == 1:
        sides = " AND ? IN (one.reviewer, two.reviewer)"
    elif people:
        marks = ",".join("?" * len(people))
        sides = f" AND one.reviewer IN ({marks}) AND two.reviewer IN ({marks})"
    values += people if len(people) < 2 else people * 2
    if view.hides_others(None):
        decided = DECIDED.format("own")
        where += (
            " AND EXISTS (SELECT 1 FROM judgement own"
            f" WHERE own.claim = claim.r AND own.reviewer = ? AND {decided})"
        )
        values.insert(0, view.number)
    return view.db.execute(
        f"SELECT claim.r, article FROM {_LIVING} AND {where} AND EXISTS ("
        "SELECT 1 FROM judgement one JOIN judgement two ON two.claim = one.claim"
        " AND two.reviewer > one.reviewer WHERE one.claim = claim.r"
        f" AND {DECIDED.format('one')} AND {DECIDED.format('two')}"
        f" AND ({differs}){sides}) {_ORDER}",
        values,
    )


def rows(view: View, wanted: Sequence[DifferenceKey]) -> list[Difference]:
    """Return some differences in the order asked for, at most a few hundred.

    What is gone since its key was found is left out.
    """
    places = Places(view, None)
    made = [
        field_differences.difference(view, places, key)
        if key.kind is DifferenceKind.FIELD
        else _claim(view, places, key)
        for key in wanted
    ]
    return [difference for difference in made if difference is not None]


def _claim(view: View, places: Places, key: DifferenceKey) -> Difference | None:
    row = view.db.execute(
        "SELECT record.id, contested FROM claim JOIN record USING (r) WHERE claim.r = ? AND alive",
        (key.number,),
    ).fetchone()
    if row is None:
        return None
    id = row[0].hex()
    place = places.of([Change("claim", id, "set", {})])
    judgements = view.judgements(id)
    return Difference(
        key=key,
        kind=key.kind,
        claim=id,
        quote=place.quote,
        article=place.article,
        title=place.title,
        dimensions=dimensions_of(judgements),
        judgements=tuple(judgements),
        agreed=tuple(sorted(view.adjudications(id), key=lambda a: a.agreed.when)),
        deleted_by=tuple(places.name(who) for who in json.loads(row[1] or "[]")),
    )


def judges(view: View) -> list[tuple[str, str]]:
    """Return id and name of everybody who has judged something, oneself first."""
    found = view.db.execute(
        "SELECT DISTINCT w.id FROM judgement j JOIN record w ON w.r = j.reviewer"
    ).fetchall()
    named = [(id.hex(), view.person_name(id.hex())) for (id,) in found]
    return sorted(named, key=lambda one: (one[0] != view.reviewer, one[1], one[0]))
