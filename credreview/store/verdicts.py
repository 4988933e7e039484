"""Reads what figures of agreement are told from, in one pass and without any free text."""

import itertools
import operator
from collections.abc import Iterator
from typing import Any

from credreview.domain import progress
from credreview.domain.agreement import AgreementData, Verdict
from credreview.domain.identity import NOBODY
from credreview.domain.links import SAME, Groups
from credreview.store import links
from credreview.store.journal import WRITE
from credreview.store.setaside import IS_ASIDE
from credreview.store.view import View

# By claim, in the order in which the table lies.
_VERDICTS = (
    "SELECT c.id, w.id, j.provenance, j.reliability, j.credibility, j.confidence, j.blind, j.wall"
    " FROM judgement j JOIN claim ON claim.r = j.claim AND claim.alive"
    " JOIN record c ON c.r = j.claim JOIN record w ON w.r = j.reviewer"
    " ORDER BY j.claim, j.reviewer"
)
_MARKS = (
    "SELECT DISTINCT t.id, c.id, claim.start, claim.stop, w.id FROM claim"
    " JOIN record c ON c.r = claim.r JOIN record t ON t.r = claim.article"
    " JOIN change ON change.r = claim.r JOIN action a ON a.n = change.n"
    " JOIN record w ON w.r = a.reviewer"
    f" WHERE claim.alive AND change.ops & {WRITE} AND a.is_off = 0 AND NOT {IS_ASIDE}"
)


class _Ids(dict[bytes, str]):
    """Ids as hex; each is held once, however often it is read."""

    def __missing__(self, id: bytes) -> str:
        self[id] = made = id.hex()
        return made


def agreement_data(view: View) -> AgreementData:
    """Return all decided judgements that may be seen, links of sameness, and who marked what.

    Blind mode hides a claim's other judgements from a reviewer who has not
    decided their own, here as everywhere.
    """
    ids = _Ids()
    guarded = view.reviewer != NOBODY and view.is_blind()
    rows: list[tuple[Any, ...]] = []
    hidden = 0
    for _, found in itertools.groupby(_verdicts(view, ids), operator.itemgetter(0)):
        decided = [verdict for verdict in found if progress.is_decided(verdict)]
        if guarded and decided and all(v.reviewer != view.reviewer for v in decided):
            hidden += 1
        else:
            rows += map(tuple, decided)
    linked = [link for link in links.everywhere(view) if link.relation == SAME]
    groups = Groups((link.one, link.other) for link in linked)
    same = {claim: groups.top(claim) for link in linked for claim in (link.one, link.other)}
    marks: list[tuple[Any, ...]] = [
        (ids[article], ids[claim], start, end, ids[who])
        for article, claim, start, end, who in view.db.execute(_MARKS)
    ]
    return AgreementData(rows, marks, same, hidden)


def _verdicts(view: View, ids: _Ids) -> Iterator[Verdict]:
    for row in view.db.execute(_VERDICTS):
        claim, who, provenance, reliability, credibility, confidence, blind, wall = row
        not_checkable = credibility == progress.NOT_CHECKABLE
        yield Verdict(
            ids[claim],
            ids[who],
            provenance,
            reliability,
            None if not_checkable else credibility,
            not_checkable,
            confidence,
            None if blind is None else bool(blind),
            wall or 0,
        )
