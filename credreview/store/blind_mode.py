"""Whether blind mode is on.

An extract is as blind as the review that it was made from. It names the action
that switched the mode on there, and does not switch it on itself: back home,
where that action is, only what people made of it since counts.
"""

import json
import re
import sqlite3
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from credreview.domain.identity import REVIEW
from credreview.store.setaside import IS_ASIDE

if TYPE_CHECKING:
    from credreview.store.view import View

#: Begins the name of the field of an extract's record of the review that names such an action. The
#: name goes on with the beginning of its id: two extracts that meet differ in nothing.
_BLIND_BY: Final = "blind_by_"
_ACTION: Final = re.compile(r"[0-9a-f]{64}")


def is_on(db: sqlite3.Connection, fields: Mapping[str, Any]) -> bool:
    """Return whether blind mode is on.

    Args:
        db: The review.
        fields: What its record of itself shows.
    """
    said = fields.get("blind")
    return said is True if said is not None else bool(_from_elsewhere(db, fields))


def for_extract(view: "View") -> dict[str, Any]:
    """Return the fields by which an extract of a review is as blind as that is."""
    fields = view.fields("review", REVIEW) or {}
    if fields.get("blind") is not True:
        return _from_elsewhere(view.db, fields) if view.is_blind() else {}
    for id, body in view.db.execute(
        "SELECT a.id, a.body FROM change c JOIN action a ON a.n = c.n"
        f" WHERE c.r = ? AND a.is_off = 0 AND NOT {IS_ASIDE} ORDER BY a.n DESC",
        (view.record("review", REVIEW),),
    ):
        for kind, _, _, given in json.loads(body)["changes"]:
            if kind == "review" and given.get("blind") is True:
                return {_BLIND_BY + id.hex()[:32]: id.hex()}
    return {}


def _from_elsewhere(db: sqlite3.Connection, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields that name an action which does not count here."""
    return {
        name: id
        for name, id in fields.items()
        if name.startswith(_BLIND_BY)
        and isinstance(id, str)
        and _ACTION.fullmatch(id)
        and not _counts(db, id)
    }


def _counts(db: sqlite3.Connection, id: str) -> bool:
    sql = f"SELECT 1 FROM action a WHERE id = ? AND NOT {IS_ASIDE}"
    return db.execute(sql, (bytes.fromhex(id),)).fetchone() is not None
