"""Shared fields with two values that did not know of each other."""

import json
from collections.abc import Iterator
from typing import Any

from credreview.domain.differences import Difference, DifferenceKey, FieldValue
from credreview.domain.fold import counts
from credreview.domain.history import Place
from credreview.domain.journal import OF_ONE_REVIEWER, Change
from credreview.store import texts
from credreview.store.places import Places
from credreview.store.projected import text_reference
from credreview.store.setaside import IS_ASIDE
from credreview.store.view import View

#: (record, diff, claim, article) of what differs in each table.
_ARTICLES = "SELECT r, diff, NULL, r FROM article WHERE diff IS NOT NULL AND alive ORDER BY r"
_CAPTURES = (
    "SELECT c.r, c.diff, NULL, a.r FROM capture c JOIN article a ON a.r = c.article"
    " WHERE c.diff IS NOT NULL AND c.alive AND a.alive ORDER BY c.r"
)
_CLAIMS = (
    "SELECT claim.r, claim.diff, claim.r, article FROM claim"
    " JOIN article a ON a.r = claim.article AND a.alive"
    " WHERE claim.alive AND claim.diff IS NOT NULL ORDER BY claim.r"
)
_JUDGEMENTS = (
    "SELECT j.r, j.diff, claim.r, article FROM judgement j"
    " JOIN claim ON claim.r = j.claim AND claim.alive"
    " JOIN article a ON a.r = claim.article AND a.alive"
    " WHERE j.diff IS NOT NULL AND j.reviewer = ? ORDER BY claim.r"
)
#: What no person chose, by kind of record.
_NOT_CHOSEN = {"judgement": {"blind"}, "adjudication": {"over"}}


def of_review(view: View) -> Iterator[tuple[int, str, int | None, int | None]]:
    """Yield (record, field, claim, article) of all fields with values that did not meet."""
    for kind, sql, values in (
        ("article", _ARTICLES, ()),
        ("capture", _CAPTURES, ()),
        ("claim", _CLAIMS, ()),
        ("judgement", _JUDGEMENTS, (view.number,)),
    ):
        for r, diff, claim, article in view.db.execute(sql, values):
            yield from ((r, field, claim, article) for field in _chosen(kind, diff))
    for kind, r, id, diff in view.db.execute(
        "SELECT k.name, other.r, record.id, diff FROM other JOIN record USING (r)"
        " JOIN kind k ON k.k = other.kind WHERE diff IS NOT NULL AND alive ORDER BY k.name, r"
    ):
        own = kind in OF_ONE_REVIEWER or kind == "reviewer"
        if own and id.hex()[-32:] != view.reviewer:
            continue
        place = place_of(view, kind, id.hex())
        claim = view.record("claim", place.claim) if place.claim else None
        article = view.record("article", place.article) if place.article else None
        yield from ((r, field, claim, article) for field in _chosen(kind, diff))


def _chosen(kind: str, diff: str) -> list[str]:
    hidden = _NOT_CHOSEN.get(kind, set())
    return [name for name in sorted(json.loads(diff)) if name not in hidden]


def place_of(view: View, kind: str, record: str, places: Places | None = None) -> Place:
    """Return the claim and article that a record belongs to, as far as it does."""
    places = places or Places(view, None)
    if kind in ("article", "claim", "source") or kind in OF_ONE_REVIEWER:
        return places.of([Change(kind, record, "set", {})])
    r = view.record(kind, record)
    if kind == "capture":
        row = view.db.execute(
            "SELECT a.id FROM capture JOIN record a ON a.r = capture.article WHERE capture.r = ?",
            (r,),
        ).fetchone()
        return places.of([Change("article", row[0].hex(), "set", {})]) if row else Place()
    fields = view.fields(kind, record) or {}
    about = fields.get("about")
    end = about if isinstance(about, list) else ["claim", fields.get("from")]
    if kind == "link" and view.record("claim", str(end[1])) is None:
        end = ["article", end[1]]
    named = kind in ("link", "note", "statement") and len(end) == 2
    if named and view.record(str(end[0]), str(end[1])):
        return places.of([Change(str(end[0]), str(end[1]), "set", {})])
    return Place()


def difference(view: View, places: Places, key: DifferenceKey) -> Difference | None:
    """Return one difference with its values, or None where it is gone."""
    row = view.db.execute(
        "SELECT k.name, id FROM record JOIN kind k ON k.k = record.kind WHERE r = ?", (key.number,)
    ).fetchone()
    if row is None:
        return None
    kind, record = row[0], row[1].hex()
    values = tuple(
        FieldValue(
            action=action,
            value=_resolved(view, key.field, value),
            reviewer=who,
            reviewer_name=places.name(who),
            when=wall,
            shows=number == 0,
        )
        for number, (action, value, who, wall) in enumerate(
            _standing(view, kind, record, key.field)
        )
    )
    if len(values) < 2:
        return None
    place = place_of(view, kind, record, places)
    own = kind in OF_ONE_REVIEWER or kind == "reviewer"
    return Difference(
        key=key,
        kind=key.kind,
        claim=place.claim,
        quote=place.quote,
        article=place.article,
        title=place.title,
        record_kind=kind,
        record=record,
        field=key.field,
        values=values,
        owner=record[-32:] if own else "",
    )


def standing(view: View, kind: str, record: str, field: str) -> list[tuple[str, Any]]:
    """Return (action, value) of a field's values that did not know of each other.

    The first is the one that shows. One alone: nothing differs.
    """
    return [(action, value) for action, value, _, _ in _standing(view, kind, record, field)]


def _standing(
    view: View, kind: str, record: str, field: str
) -> Iterator[tuple[str, Any, str, int]]:
    """Yield (action, value, reviewer, wall time) of a field's standing values."""
    r = view.record(kind, record)
    beside = {action for _, action, _ in _differing(view, kind, record).get(field, ())}
    writes: dict[str, list[tuple[str, Any, str, int]]] = {"set": [], "new": []}
    for id, who, body in view.db.execute(
        "SELECT a.id, w.id, a.body FROM change c JOIN action a ON a.n = c.n"
        " JOIN record w ON w.r = a.reviewer WHERE c.r = ? AND c.ops > 1 AND a.is_off = 0"
        f" AND NOT {IS_ASIDE} ORDER BY a.clock DESC, a.id DESC",
        (r,),
    ):
        header = json.loads(body.decode())
        for its_kind, its_record, op, fields in header["changes"]:
            named = (its_kind, its_record) == (kind, record) and field in fields
            if named and op in writes and counts(kind, record, who.hex()):
                writes[op].append((id.hex(), fields[field], who.hex(), header["wall"]))
    competing = writes["set"] or writes["new"]
    yield from competing[:1]
    yield from (write for write in competing[1:] if write[0] in beside)


def _differing(view: View, kind: str, record: str) -> dict[str, list[Any]]:
    table = kind if kind in ("article", "capture", "claim") else "other"
    if kind == "judgement":
        where = "judgement WHERE (claim, reviewer) = (?, ?)"
        ends: tuple[object, ...] = (
            view.record("claim", record[:32]),
            view.record("reviewer", record[32:]),
        )
    else:
        where, ends = f"{table} WHERE r = ?", (view.record(kind, record),)
    row = view.db.execute(f"SELECT diff FROM {where}", ends).fetchone()
    return dict(json.loads(row[0])) if row and row[0] else {}


def _resolved(view: View, field: str, value: Any) -> Any:  # noqa: ANN401 - any JSON value
    """Return a value as it is told: own words in full, a source by its name."""
    if field == "attributed_to" and isinstance(value, str):
        return (view.fields("source", value) or {}).get("name") or value
    sha = text_reference(value)
    if sha is None or field == "vocabulary":
        return value
    return texts.words(view.db, sha)
