"""Which claims of different people may assert one thing: proposed, for people to decide."""

import json
from collections.abc import Callable, Collection
from functools import cache

from credreview.domain.links import Said
from credreview.domain.proposals import SameClaimProposal
from credreview.domain.work import Ticker, silent
from credreview.store.journal import WRITE
from credreview.store.setaside import IS_ASIDE
from credreview.store.view import View

#: More proposals, or more spans that touch, are a heap that nobody goes through.
_MOST_OVERLAPS, _MOST_PAIRS = 10_000, 500_000
_BETWEEN_TICKS = 500

# From the first of two spans on, in text order: the second begins within it.
_OVERLAPS = (
    "SELECT article, r, other, start, stop, begins, ends FROM ("
    " SELECT x.article, x.r, y.r AS other, x.start, x.stop, y.start AS begins, y.stop AS ends"
    " FROM claim x CROSS JOIN claim y ON y.article = x.article"
    " AND y.start >= x.start AND y.start < x.stop"
    " WHERE x.alive AND y.alive AND (y.start > x.start OR y.stop > x.stop) AND y.stop > y.start"
    "{within} LIMIT ?)"
    " WHERE 2 * (min(stop, ends) - begins) >= min(stop - start, ends - begins)"
    " ORDER BY article, start, begins"
)


def overlapping_claims(
    view: View,
    said: Said,
    articles: Collection[str] | None = None,
    tick: Ticker = silent,
) -> list[SameClaimProposal]:
    """Return pairs of claims of different people that may assert one thing.

    Their spans overlap by at least half of the shorter one and are not equal;
    they are neither linked nor dismissed. At most 10,000.

    Args:
        view: The review.
        said: What people said already.
        articles: Asks of these only; None asks of all.
        tick: Asked now and then whether to go on.
    """
    values: list[object] = []
    if articles is not None:
        values.append(json.dumps([view.record("article", id) for id in articles]))
    within = " AND x.article IN (SELECT value FROM json_each(?))" if values else ""
    marked_by = _markers(view)
    found: list[SameClaimProposal] = []
    text, of = "", -1
    rows = view.db.execute(_OVERLAPS.format(within=within), (*values, _MOST_PAIRS)).fetchall()
    for at, (article, r, other, start, stop, begins, ends) in enumerate(rows):
        if at % _BETWEEN_TICKS == 0:
            tick(0, 0)
        if not marked_by(r).isdisjoint(marked_by(other)):
            continue  # one person meant both
        one, two, place = (_id(view, number) for number in (r, other, article))
        if said.claims.are_joined(one, two) or said.is_dismissed(one, two):
            continue
        if article != of:
            text, of = view.text(place), article
        spans = ((start, stop), (begins, ends))
        quotes = (text[start:stop], text[begins:ends])
        found.append(SameClaimProposal(one, two, place, spans, quotes))
        if len(found) == _MOST_OVERLAPS:
            break
    return found


def _markers(view: View) -> Callable[[int], frozenset[int]]:
    """Return what tells who marked a claim (numbers), and did not undo it."""

    @cache
    def marked_by(claim: int) -> frozenset[int]:
        rows = view.db.execute(
            "SELECT a.reviewer FROM change c JOIN action a ON a.n = c.n"
            f" WHERE c.r = ? AND c.ops & {WRITE} AND a.is_off = 0 AND NOT {IS_ASIDE}",
            (claim,),
        )
        return frozenset(who for (who,) in rows)

    return marked_by


def _id(view: View, r: int) -> str:
    (id,) = view.db.execute("SELECT id FROM record WHERE r = ?", (r,)).fetchone()
    return str(id.hex())
