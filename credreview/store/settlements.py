"""Which claims are settled: an adjudication covers all judgements of them."""

import json
import sqlite3
from typing import Any

from credreview.domain import progress
from credreview.domain.progress import NOT_CHECKABLE, Stand
from credreview.store.records import Records


class Settlements:
    """Notes claims whose judgements changed, and derives `claim.settled` of them."""

    def __init__(self, db: sqlite3.Connection, records: Records) -> None:
        self._db = db
        self._records = records
        self._claims: set[str] = set()

    def touch(self, claim: str) -> None:
        """Note that something was written about a claim (id, hex)."""
        self._claims.add(claim)

    def derive(self) -> None:
        """Bring `claim.settled` of all noted claims up to date: 1, or NULL."""
        if "adjudication" in self._records.kinds():
            for claim in sorted(self._claims):
                self._derive(claim)
        self._claims.clear()

    def _derive(self, claim: str) -> None:
        agreed = [agreement(fields) for fields in adjudications(self._db, self._records, claim)]
        r = self._records.find("claim", claim)
        settled = bool(agreed) and progress.is_settled(self._stands(r), agreed)
        self._db.execute(
            "UPDATE claim SET settled = ? WHERE r = ? AND settled IS NOT ?",
            (settled or None, r, settled or None),
        )

    def _stands(self, r: int | None) -> dict[str, Stand]:
        stands = {}
        for who, provenance, reliability, credibility in self._db.execute(
            "SELECT w.id, provenance, reliability, credibility FROM judgement j"
            " JOIN record w ON w.r = j.reviewer WHERE claim = ?",
            (r,),
        ):
            found = _stand(provenance, reliability, credibility)
            if progress.is_decided(found):
                stands[who.hex()] = found
        return stands


def adjudications(db: sqlite3.Connection, records: Records, claim: str) -> list[dict[str, Any]]:
    """Return the fields of a claim's living adjudications, by adjudicator."""
    key = bytes.fromhex(claim)
    rows = db.execute(
        "SELECT fields FROM record JOIN other USING (r)"
        " WHERE record.id BETWEEN ? AND ? AND record.kind = ? AND alive ORDER BY record.id",
        (key + bytes(16), key + b"\xff" * 16, records.kinds().get("adjudication")),
    )
    return [json.loads(fields) for (fields,) in rows]


def agreement(fields: dict[str, Any]) -> tuple[Stand, dict[str, Stand]]:
    """Return what an adjudication agreed on, and the judgements it was made over.

    What cannot be read, in a file from elsewhere, covers nothing.
    """
    grade = fields.get("grade")
    pair = grade if isinstance(grade, list) and len(grade) == 2 else (None, None)
    over = {}
    listed = fields.get("over")
    for entry in listed if isinstance(listed, list) else ():
        try:
            who, (provenance, reliability, credibility, not_checkable) = entry
            over[str(who)] = Stand(provenance, reliability, credibility, bool(not_checkable))
        except (TypeError, ValueError):
            continue
    return _stand(fields.get("provenance"), *pair), over


def _stand(provenance: Any, reliability: Any, credibility: Any) -> Stand:  # noqa: ANN401
    not_checkable = credibility == NOT_CHECKABLE
    return Stand(provenance, reliability, None if not_checkable else credibility, not_checkable)
