"""Agreed judgements, as frozen data."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

from credreview.domain.model import Adjudication, Judgement
from credreview.store import texts
from credreview.store.projected import text_reference
from credreview.store.setaside import IS_ASIDE
from credreview.store.settlements import agreement

_ROWS = (
    "SELECT record.r, record.id, other.fields FROM other JOIN record USING (r)"
    " WHERE other.kind = (SELECT k FROM kind WHERE name = 'adjudication') AND other.alive"
)


def of_claim(db: sqlite3.Connection, claim: str) -> Iterator[Adjudication]:
    """Yield what was agreed on a claim (id, hex), by adjudicator."""
    key = bytes.fromhex(claim)
    within = (key + bytes(16), key + b"\xff" * 16)
    return _made(db, f"{_ROWS} AND record.id BETWEEN ? AND ? ORDER BY record.id", within)


def among(db: sqlite3.Connection, claims: Sequence[str]) -> list[str]:
    """Return those of some claims (ids, hex) of which an agreed judgement lives."""
    keys = [bytes.fromhex(claim) for claim in claims]
    if not keys:
        return []
    wanted = ",".join(["(?, ?)"] * len(keys))
    rows = db.execute(
        f"WITH wanted (low, high) AS (VALUES {wanted})"
        " SELECT DISTINCT low FROM wanted JOIN record ON record.id BETWEEN low AND high"
        " JOIN other USING (r) WHERE other.alive"
        " AND other.kind = (SELECT k FROM kind WHERE name = 'adjudication')",
        [end for key in keys for end in (key + bytes(16), key + b"\xff" * 16)],
    )
    return [low[:16].hex() for (low,) in rows]


def fields_by_claim(db: sqlite3.Connection) -> dict[str, dict[str, dict[str, Any]]]:
    """Return what all living adjudications say, by claim and adjudicator (ids, hex)."""
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for _, id, fields in db.execute(_ROWS):
        found.setdefault(id[:16].hex(), {})[id[16:].hex()] = json.loads(fields)
    return found


def of_review(db: sqlite3.Connection) -> Iterator[Adjudication]:
    """Yield what was agreed on all living claims, by claim and adjudicator."""
    alive = (
        "EXISTS (SELECT 1 FROM claim JOIN record c USING (r)"
        " WHERE c.id = substr(record.id, 1, 16) AND alive)"
    )
    return _made(db, f"{_ROWS} AND {alive} ORDER BY record.id", ())


def _made(db: sqlite3.Connection, sql: str, values: Sequence[object]) -> Iterator[Adjudication]:
    for r, id, fields in db.execute(sql, values).fetchall():
        yield _adjudication(db, r, id.hex(), json.loads(fields))


def _adjudication(db: sqlite3.Connection, r: int, id: str, fields: dict[str, Any]) -> Adjudication:
    values, over = agreement(fields)
    adjudicator = id[32:]
    flags = fields.get("flags")
    reason = text_reference(fields.get("reason"))
    agreed = Judgement(
        claim=id[:32],
        reviewer=adjudicator,
        reviewer_name=_name(db, "reviewer", adjudicator) or adjudicator[:8],
        provenance=_text(values.provenance),
        attributed_to=_name(db, "source", fields.get("attributed_to")),
        directness=_text(fields.get("directness")),
        reliability=_text(values.reliability),
        credibility=_text(values.credibility),
        not_checkable=values.not_checkable,
        confidence=_text(fields.get("confidence")),
        rationale=texts.words(db, reason),
        flags=tuple(str(flag) for flag in flags) if isinstance(flags, list) else (),
        when=_when(db, r, adjudicator),
    )
    return Adjudication(agreed, tuple(sorted(over.items())))


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _name(db: sqlite3.Connection, kind: str, id: object) -> str | None:
    """Return the name of a reviewer or a source, or None."""
    try:
        key = bytes.fromhex(id) if isinstance(id, str) else b""
    except ValueError:
        return None
    row = db.execute(
        "SELECT fields FROM other JOIN record USING (r) WHERE record.id = ?"
        " AND record.kind = (SELECT k FROM kind WHERE name = ?)",
        (key, kind),
    ).fetchone()
    name = json.loads(row[0]).get("name") if row else None
    return name if isinstance(name, str) and name else None


def _when(db: sqlite3.Connection, r: int, adjudicator: str) -> int:
    """Return the wall time, ms UTC, of the adjudicator's last standing write; 0 without one."""
    row = db.execute(
        "SELECT a.body FROM change c JOIN action a ON a.n = c.n JOIN record w ON w.r = a.reviewer"
        f" WHERE c.r = ? AND c.ops > 1 AND a.is_off = 0 AND w.id = ? AND NOT {IS_ASIDE}"
        " ORDER BY a.clock DESC, a.id DESC LIMIT 1",
        (r, bytes.fromhex(adjudicator)),
    ).fetchone()
    return int(json.loads(row[0].decode())["wall"]) if row else 0
