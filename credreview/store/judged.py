"""Reads judgements of living claims, with names and words."""

import json
import sqlite3
from collections.abc import Iterator, Sequence

from credreview.domain import progress
from credreview.domain.model import Judgement
from credreview.store import texts

_ROWS = (
    "SELECT claim.r, c.id, w.id, j.provenance, s.fields, j.directness, j.reliability,"
    " j.credibility, j.confidence, t.codec, t.size, t.data, j.flags, j.wall, j.blind, p.fields"
    " FROM claim JOIN record c ON c.r = claim.r JOIN judgement j ON j.claim = claim.r"
    " JOIN record w ON w.r = j.reviewer LEFT JOIN text t ON t.sha = j.rationale"
    " LEFT JOIN other s ON s.r = j.source LEFT JOIN other p ON p.r = j.reviewer WHERE "
)


def where(
    db: sqlite3.Connection, condition: str, values: Sequence[object]
) -> Iterator[tuple[int, Judgement]]:
    """Yield (number of the claim, judgement) of all that fulfil a condition in SQL."""
    for row in db.execute(_ROWS + condition, values):
        (claim, id, who, provenance, source, directness, reliability, credibility) = row[:8]
        (confidence, codec, size, data, flags, wall, blind, person) = row[8:]
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
            ),
        )


def _words(codec: int, size: int, data: bytes | None) -> str | None:
    return None if data is None else texts.unpack(codec, size, data).decode("utf-8", "replace")


def text(value: object) -> str | None:
    """Return a value that is text, else None; in a file from elsewhere, anything may stand."""
    return value if isinstance(value, str) else None


def strings(value: object) -> tuple[str, ...]:
    """Return the strings in a list; in a file from elsewhere, anything may stand there."""
    found = value if isinstance(value, list) else ()
    return tuple(item for item in found if isinstance(item, str))
