"""Source summary statements that reviewers wrote, and what they said of sources."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from credreview.domain.identity import statement_id
from credreview.domain.links import NOT_CONTINUED, NOT_SAME, NOT_VERSION_OF, VERSION_OF
from credreview.domain.summary import HEADS, SourceFacts, WrittenStatement
from credreview.store import texts
from credreview.store.differences import DECIDED
from credreview.store.journal import TOUCH
from credreview.store.places import last_fields
from credreview.store.projected import text_reference
from credreview.store.setaside import IS_ASIDE
from credreview.store.view import View

_STANDS = f"c.ops > {TOUCH} AND a.is_off = 0 AND NOT {IS_ASIDE}"
_LAST_WRITE = (
    "SELECT a.chain, a.pos, a.seen, w.id, a.body FROM change c JOIN action a ON a.n = c.n"
    f" JOIN record w ON w.r = a.reviewer WHERE c.r = ? AND {_STANDS}"
    " ORDER BY a.clock DESC, a.id DESC LIMIT 1"
)
#: Somebody wrote to a record without being in the past of an action (chain, chain, pos, seen).
_UNSEEN = (
    "EXISTS (SELECT 1 FROM change c JOIN action a ON a.n = c.n"
    " LEFT JOIN seen s ON s.seen = :seen AND s.chain = a.chain"
    f" WHERE c.r = {{0}} AND {_STANDS}"
    " AND a.pos > CASE WHEN a.chain = :chain THEN :pos ELSE coalesce(s.pos, -1) END)"
)
#: What a statement of each kind is about, in SQL; :about is the record's number.
_OF = {
    "review": "",
    "article": " AND claim.article = :about",
    "source": " AND EXISTS (SELECT 1 FROM judgement k"
    " WHERE k.claim = claim.r AND k.source = :about)",
}
#: Links of these relations are between articles, or say only that nobody is to be asked again.
_BESIDE_FIGURES = frozenset({NOT_SAME, NOT_CONTINUED, VERSION_OF, NOT_VERSION_OF})


class _Write(NamedTuple):
    chain: int
    pos: int
    seen: int
    who: bytes
    body: bytes


def read(view: View, kind: str, about: str) -> WrittenStatement | None:
    """Return what shows of a statement, or None where every head is left to the program.

    Args:
        view: The review.
        kind: "review", "article" or "source".
        about: The record's id; `identity.REVIEW` for the review.
    """
    record = statement_id(kind, about)
    said = words(view, kind, about)
    row = view.db.execute(_LAST_WRITE, (view.record("statement", record),)).fetchone()
    if not said or row is None:
        return None
    last = _Write(*row)
    if is_hidden(view, kind, about):
        return WrittenStatement({}, view.person_name(last.who.hex()), 0, is_hidden=True)
    wall = json.loads(last.body.decode())["wall"]
    changed = _changed_since(view, kind, view.record(kind, about), last)
    return WrittenStatement(said, view.person_name(last.who.hex()), wall, changed)


def is_hidden(view: View, kind: str, about: str) -> bool:
    """Tell whether another's words would show what they think of claims not judged yet."""
    if not view.hides_others(None):
        return False
    values = {
        "r": view.record("statement", statement_id(kind, about)),
        "about": view.record(kind, about),
        "own": view.number,
    }
    of_others = (
        "SELECT 1 FROM change c JOIN action a ON a.n = c.n"
        f" WHERE c.r = :r AND {_STANDS} AND a.reviewer != :own LIMIT 1"
    )
    waiting = (
        f"SELECT 1 FROM claim WHERE alive{_OF[kind]} AND NOT EXISTS (SELECT 1 FROM judgement own"
        f" WHERE own.claim = claim.r AND own.reviewer = :own AND {DECIDED.format('own')}) LIMIT 1"
    )
    return all(view.db.execute(sql, values).fetchone() for sql in (of_others, waiting))


def words(view: View, kind: str, about: str) -> dict[str, str]:
    """Return the words of a statement by head, without the heads left to the program."""
    fields = view.fields("statement", statement_id(kind, about)) or {}
    return {head: said for head in HEADS if (said := _own_words(view, fields.get(head)))}


def _changed_since(view: View, kind: str, about: int | None, last: _Write) -> int:
    """Return how much was written that the last writer had not seen, and may be seen."""
    values: dict[str, Any] = {
        "about": about,
        "chain": last.chain,
        "pos": last.pos,
        "seen": last.seen,
    }
    # A claim that was removed counts as well: words on it, and numbers behind it, are no longer so.
    claims = f"SELECT count(*) FROM claim WHERE {_UNSEEN.format('claim.r')}{_OF[kind]}"
    judgements = (
        "SELECT count(*) FROM claim JOIN judgement j ON j.claim = claim.r"
        f" WHERE alive{_OF[kind]} AND {_UNSEEN.format('j.r')}"
    )
    agreed = (
        "SELECT count(*) FROM other o JOIN record j ON j.r = o.r"
        " JOIN record c ON c.id = substr(j.id, 1, 16) JOIN claim ON claim.r = c.r"
        " WHERE o.kind = (SELECT k FROM kind WHERE name = 'adjudication')"
        f" AND claim.alive{_OF[kind]} AND {_UNSEEN.format('o.r')}"
    )
    if view.hides_others(None):
        decided = (
            "EXISTS (SELECT 1 FROM judgement own WHERE own.claim = claim.r"
            f" AND own.reviewer = :own AND {DECIDED.format('own')})"
        )
        judgements += f" AND (j.reviewer = :own OR {decided})"
        agreed += f" AND (substr(j.id, 17) = :own_id OR {decided})"
        values |= {"own": view.number, "own_id": bytes.fromhex(view.reviewer)}
    counted = (claims, judgements, agreed)
    found = sum(view.db.execute(sql, values).fetchone()[0] for sql in counted)
    return int(found) + _links_since(view, kind, values)


def _links_since(view: View, kind: str, values: Mapping[str, Any]) -> int:
    """Return how many links of claims in the statement's scope were made or taken away."""
    rows = view.db.execute(
        "SELECT record.id, fields FROM other o JOIN record USING (r) WHERE o.kind ="
        f" (SELECT k FROM kind WHERE name = 'link') AND {_UNSEEN.format('o.r')}",
        values,
    ).fetchall()
    within = f"SELECT 1 FROM claim WHERE r = :r AND alive{_OF[kind]}"
    found = 0
    for id, said in rows:
        fields = json.loads(said)
        ends = [end for name in ("from", "to") if isinstance(end := fields.get(name), str)]
        if fields.get("relation") in _BESIDE_FIGURES or _is_hidden_link(view, id.hex(), ends):
            continue
        numbers = (view.record("claim", end) for end in ends)
        found += any(view.db.execute(within, {**values, "r": r}).fetchone() for r in numbers)
    return found


def _is_hidden_link(view: View, id: str, ends: Sequence[str]) -> bool:
    if not view.hides_others(None) or view.own_undisputed("link", id) is not None:
        return False
    return any(view.hides_others(view.own_judgement(end)) for end in ends)


def source_facts(view: View) -> dict[str, SourceFacts]:
    """Return what reviewers said of each source, by the source's name."""
    found = (_facts(view, fields) for _, fields in view.others("source"))
    return {facts.name: facts for facts in found if facts.name}


def described(view: View, source: str) -> SourceFacts:
    """Return what reviewers said of one source (id)."""
    return _facts(view, view.fields("source", source) or {})


def _facts(view: View, fields: dict[str, Any]) -> SourceFacts:
    name, kind = (
        value if isinstance(value := fields.get(field), str) else "" for field in ("name", "type")
    )
    return SourceFacts(name, kind, _own_words(view, fields.get("descriptor")) or "")


def is_outlet(view: View, name: str) -> bool:
    """Tell whether an article of the review states this outlet."""
    known = "SELECT 1 FROM article WHERE alive = 1 AND outlet = ? LIMIT 1"
    return view.db.execute(known, (name,)).fetchone() is not None


def source_name(view: View, id: str) -> str | None:
    """Return the name of a source (id), or None where nobody named it."""
    name = last_fields(view, "source", id).get("name")
    return name if isinstance(name, str) and name else None


def _own_words(view: View, value: Any) -> str | None:  # noqa: ANN401 - any JSON value
    """Return the words that a field refers to; None where they were erased, or there are none."""
    return texts.words(view.db, text_reference(value))
