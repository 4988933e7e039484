"""Reads links; one whose ends are missing, in a file from elsewhere, is passed over."""

import json
from collections.abc import Callable, Collection, Iterator
from typing import Any

from credreview.domain.links import RELATIONS, SHOWS_THROUGH, Link, LinkedClaim
from credreview.domain.proposals import LinkedJudgement
from credreview.store import texts
from credreview.store.places import own_fields
from credreview.store.projected import text_reference
from credreview.store.view import View

#: More linked claims, or versions, than these show through nowhere.
_MOST = 200
# Whoever refers to a record touches it, so a link stands in an action on its ends.
_ACTIONS = (
    "SELECT c.n FROM change c JOIN action a ON a.n = c.n WHERE c.r = ? AND a.is_off = 0 ORDER BY 1"
)
_BODY = "SELECT body FROM action WHERE n = ? AND instr(body, ?)"
_A_LINK = b'["link","'


def everywhere(view: View) -> Iterator[Link]:
    """Yield every living link of the review; their ends may be missing."""
    return (link for link, _ in with_fields(view))


def with_fields(view: View) -> Iterator[tuple[Link, dict[str, Any]]]:
    """Yield every living link, and all that its record says."""
    for id, fields in view.others("link"):
        link = _link(id, fields)
        if link is not None:
            yield link, fields


def group(view: View, kind: str, id: str, relations: Collection[str]) -> list[str]:
    """Return the ids that hang together with one through links, nearest first, without it.

    Args:
        view: The review.
        kind: "claim" or "article".
        id: The record.
        relations: Relations whose both ends are of that kind.
    """
    living = _Living(view, relations.__contains__)
    found = [id]
    seen = {id}
    for known in found:
        for beside in living.beside(view.record(kind, known), known):
            if beside in seen:
                continue
            seen.add(beside)
            if view.is_alive(kind, beside):
                found.append(beside)
            if len(found) > _MOST:
                return found[1:]
    return found[1:]


def of_claim(view: View, claim: str) -> list[LinkedClaim]:
    """Return the claims that bear on one (confirm it, contradict it, ...), oldest link first.

    In blind mode only one's own links are there before the own judgement is
    decided: others' would tell what they think.
    """
    living = _Living(view, lambda relation: relation not in RELATIONS)
    hides = view.hides_others(view.own_judgement(claim))
    found: dict[str, LinkedClaim] = {}
    for link in living.of(view.record("claim", claim), claim):
        if link.id in found or (hides and view.own_undisputed("link", link.id) is None):
            continue
        other = view.claim(link.end_beside(claim))
        if other is not None:
            title = view.article(other.article).facts.title or ""
            found[link.id] = LinkedClaim(link, other, title, note(view, link.id, hides=hides))
        if len(found) >= _MOST:
            break
    return list(found.values())


def note(view: View, id: str, *, hides: bool) -> str:
    """Return what was said of a link, or ""; where others' words are hidden, only the own."""
    fields = own_fields(view, "link", id) if hides else view.fields("link", id) or {}
    return texts.words(view.db, text_reference(fields.get("note"))) or ""


class _Living:
    """The living links of some relations; no action, and no link, is read twice."""

    def __init__(self, view: View, wanted: Callable[[str], bool]) -> None:
        self._view = view
        self._wanted = wanted
        self._links: dict[str, Link | None] = {}
        #: Action -> a record -> the links in that action that it is an end of.
        self._read: dict[int, dict[str, list[Link]]] = {}

    def of(self, r: int | None, id: str) -> list[Link]:
        """Return the links of one record; their other ends may be missing."""
        numbers = [n for (n,) in self._view.db.execute(_ACTIONS, (r,))]
        return [link for n in numbers for link in self._in_action(n).get(id, ())]

    def beside(self, r: int | None, id: str) -> list[str]:
        """Return the other ends of the links of one record, which may be missing."""
        return [link.end_beside(id) for link in self.of(r, id)]

    def _in_action(self, n: int) -> dict[str, list[Link]]:
        if n in self._read:
            return self._read[n]
        found = self._read[n] = {}
        for (body,) in self._view.db.execute(_BODY, (n, _A_LINK)):
            for kind, record, *_ in json.loads(body)["changes"]:
                link = self._link(record) if kind == "link" else None
                if link:
                    found.setdefault(link.one, []).append(link)
                    found.setdefault(link.other, []).append(link)
        return found

    def _link(self, record: str) -> Link | None:
        if record not in self._links:
            link = _link(record, self._view.fields("link", record) or {})
            self._links[record] = link if link and self._wanted(link.relation) else None
        return self._links[record]


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
    relation, one, other = fields.get("relation"), fields.get("from"), fields.get("to")
    if isinstance(relation, str) and isinstance(one, str) and isinstance(other, str):
        return Link(id, relation, one, other)
    return None
