"""Reads links; one whose ends are missing, in a file from elsewhere, is passed over."""

import json
from collections.abc import Collection, Iterator
from typing import Any

from credreview.domain.links import SHOWS_THROUGH, Link
from credreview.domain.proposals import LinkedJudgement
from credreview.store.view import View

#: More linked claims, or versions, than these show through nowhere.
_MOST = 200
# Whoever refers to a record touches it, so a link stands in an action on its ends.
_ACTIONS = (
    "SELECT a.body FROM change c JOIN action a ON a.n = c.n"
    " WHERE c.r = ? AND a.is_off = 0 AND instr(a.body, ?)"
)
_A_LINK = b'["link","'


def everywhere(view: View) -> Iterator[Link]:
    """Yield every living link of the review; their ends may be missing."""
    for id, fields in view.others("link"):
        link = _link(id, fields)
        if link is not None:
            yield link


def about(view: View, kind: str, id: str, relations: Collection[str]) -> list[Link]:
    """Return the living links of some relations between one record and others of its kind.

    Args:
        view: The review.
        kind: "claim" or "article".
        id: The record.
        relations: Relations whose both ends are of that kind.
    """
    found: dict[str, Link] = {}
    for (body,) in view.db.execute(_ACTIONS, (view.record(kind, id), _A_LINK)):
        for change_kind, record, *_ in json.loads(body)["changes"]:
            if change_kind != "link" or record in found:
                continue
            link = _link(record, view.fields("link", record) or {})
            if link and link.relation in relations and id in (link.one, link.other):
                found[record] = link
    return [link for link in found.values() if view.is_alive(kind, link.end_beside(id))]


def group(view: View, kind: str, id: str, relations: Collection[str]) -> list[str]:
    """Return the ids that hang together with one through links, nearest first, without it."""
    found = [id]
    seen = {id}
    for known in found:
        for link in about(view, kind, known, relations):
            beside = link.end_beside(known)
            if beside not in seen and len(found) <= _MOST:
                seen.add(beside)
                found.append(beside)
    return found[1:]


def judgements(view: View, claim: str) -> list[LinkedJudgement]:
    """Return others' judgements that show through a claim's links, the nearest claim's first.

    Blind mode hides them as those of the claim itself, and those of a linked
    claim as well until that one is judged.
    """
    if view.hides_others(view.own_judgement(claim)):
        return []
    found = []
    for linked in group(view, "claim", claim, SHOWS_THROUGH):
        shown = view.claim(linked)
        for judgement in view.judgements(linked):
            if shown and judgement.reviewer != view.reviewer:
                found.append(LinkedJudgement(judgement, shown.quote))
    return found


def _link(id: str, fields: dict[str, Any]) -> Link | None:
    relation, one, other = (fields.get(name) for name in ("relation", "from", "to"))
    if isinstance(relation, str) and isinstance(one, str) and isinstance(other, str):
        return Link(id, relation, one, other)
    return None
