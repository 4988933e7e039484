"""Reads judgements of living claims, with names and words."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from credreview.domain import progress
from credreview.domain.model import Judgement
from credreview.store import texts
from credreview.store.setaside import IS_ASIDE

_ROWS = (
    "SELECT claim.r, c.id, w.id, j.provenance, s.fields, j.directness, j.reliability,"
    " j.credibility, j.confidence, t.codec, t.size, t.data, j.flags, j.wall, j.blind, p.fields,"
    " j.r, j.reviewer"
    " FROM claim JOIN record c ON c.r = claim.r JOIN judgement j ON j.claim = claim.r"
    " JOIN record w ON w.r = j.reviewer LEFT JOIN text t ON t.sha = j.rationale"
    " LEFT JOIN other s ON s.r = j.source LEFT JOIN other p ON p.r = j.reviewer WHERE "
)

#: Records whose JSON is decoded in one go: it costs a third of doing it one by one.
_AT_ONCE = 1_000
#: What a reviewer wrote to the own judgement and did not undo, in the order that counts; a plain
#: JOIN would go through all that the reviewer ever did.
_OWN_WRITES = (
    "SELECT a.body FROM change c CROSS JOIN action a ON a.n = c.n WHERE c.r = ? AND c.ops > 1"
    f" AND a.is_off = 0 AND a.reviewer = ? AND NOT {IS_ASIDE} ORDER BY a.clock, a.id"
)


def where(
    db: sqlite3.Connection, condition: str, values: Sequence[object]
) -> Iterator[tuple[int, Judgement]]:
    """Yield (number of the claim, judgement) of all that fulfil a condition in SQL."""
    for row in db.execute(_ROWS + condition, values):
        (claim, id, who, provenance, source, directness, reliability, credibility) = row[:8]
        (confidence, codec, size, data, flags, wall, blind, person, *own) = row[8:]
        not_checkable = credibility == progress.NOT_CHECKABLE
        yield (
            claim,
            Judgement(
                claim=id.hex(),
                reviewer=who.hex(),
                reviewer_name=(text(json.loads(person).get("name")) or "") if person else "",
                provenance=provenance,
                attributed_to=text(json.loads(source).get("name")) if source else None,
                directness=directness,
                reliability=reliability,
                credibility=None if not_checkable else credibility,
                not_checkable=not_checkable,
                confidence=confidence,
                rationale=_words(codec, size, data),
                flags=strings(json.loads(flags)) if flags else (),
                when=wall,
                blind=None if blind is None else bool(blind),
                after_reveal=_after_reveal(db, id + who, *own) if blind == 0 else (),
            ),
        )


def _after_reveal(db: sqlite3.Connection, id: bytes, r: int, who: int) -> tuple[str, ...]:
    """Return the fields of a judgement whose values were given when others' were shown.

    From the first write on that says so, nothing is blind any more.
    """
    record = id.hex()
    given = [
        fields
        for (body,) in db.execute(_OWN_WRITES, (r, who))
        for kind, changed, op, fields in json.loads(body)["changes"]
        # What an extract repeats is new, all at once, and yields to what was set.
        if (kind, changed, op) == ("judgement", record, "set")
    ]
    is_shown = False
    after: dict[str, bool] = {}
    for fields in given:
        is_shown = is_shown or fields.get("blind") is False
        after.update(dict.fromkeys(fields, is_shown))
    return tuple(sorted(name for name, is_late in after.items() if is_late and name != "blind"))


def _words(codec: int, size: int, data: bytes | None) -> str | None:
    return None if data is None else texts.unpack(codec, size, data).decode("utf-8", "replace")


def with_fields(rows: Iterable[tuple[bytes, str]]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the id and the fields of rows (id, JSON), many of which are decoded at once."""
    rest = iter(rows)
    while some := list(islice(rest, _AT_ONCE)):
        told = json.loads(f"[{','.join([fields for _, fields in some])}]")
        yield from zip([id.hex() for id, _ in some], told, strict=True)


def text(value: object) -> str | None:
    """Return a value that is text, else None; in a file from elsewhere, anything may stand."""
    return value if isinstance(value, str) else None


def strings(value: object) -> tuple[str, ...]:
    """Return the strings in a list; in a file from elsewhere, anything may stand there."""
    found = value if isinstance(value, list) else ()
    return tuple(item for item in found if isinstance(item, str))
