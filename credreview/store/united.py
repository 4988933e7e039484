"""What a union brought, told from the file that it was brought into."""

import sqlite3
from collections import Counter

from credreview.domain.identity import fold_name
from credreview.domain.journal import REPEATED
from credreview.domain.merging import Contributor
from credreview.store.setaside import IS_ASIDE
from credreview.store.union import United
from credreview.store.view import View

# Quotes inside of texts are escaped, so that no text looks like the label.
_REPEATS = f'"label":"{REPEATED}"'.encode()


def brought(db: sqlite3.Connection, done: United) -> dict[str, dict[str, bool]]:
    """Return the records that the actions of a union wrote to, by kind, and whether they are new.

    New ones that were deleted or undone again are left out.
    """
    found: dict[str, dict[str, bool]] = {}
    living = _living(db, done.first_record) if done.ranges else set()
    for start, end in done.ranges:
        for r, kind, id in db.execute(
            "SELECT DISTINCT record.r, k.name, record.id FROM change c"
            " JOIN record ON record.r = c.r JOIN kind k ON k.k = record.kind"
            " JOIN action a ON a.n = c.n JOIN record w ON w.r = a.reviewer"
            " WHERE c.n BETWEEN ? AND ?"
            # What is one reviewer's own counts only when they wrote it.
            " AND (k.name NOT IN ('judgement', 'adjudication') OR substr(record.id, 17) = w.id)"
            " ORDER BY record.r",
            (start, end),
        ).fetchall():
            is_new = r > done.first_record
            if not is_new or r in living:
                found.setdefault(kind, {})[id.hex()] = is_new
    return found


def authors(view: View, done: United) -> list[str]:
    """Return the ids of those who made the actions that came."""
    found: dict[str, None] = {}
    for start, end in done.ranges:
        rows = view.db.execute(
            "SELECT DISTINCT record.id FROM action a JOIN record ON record.r = a.reviewer"
            " WHERE a.n BETWEEN ? AND ? ORDER BY record.id",
            (start, end),
        )
        found.update(dict.fromkeys(id.hex() for (id,) in rows))
    return list(found)


def shown_facts(view: View, article: str) -> tuple[object, ...] | None:
    """Return what an article (id) shows of where it came from, or None where it is not there."""
    row = view.db.execute(
        "SELECT title, outlet, author, published, url, language FROM article WHERE r = ? AND alive",
        (view.record("article", article),),
    ).fetchone()
    return tuple(row) if row else None


def undone(db: sqlite3.Connection, done: United) -> tuple[str, ...]:
    """Return the judgements (ids) that were here and that their own reviewers undid since.

    Whoever takes note of an extract lets what it repeats count no longer, which undoes nothing.
    """
    found: dict[str, None] = {}
    for start, end in done.ranges:
        rows = db.execute(
            "SELECT DISTINCT record.id FROM switch s JOIN action a ON a.n = s.n"
            " JOIN action t ON t.n = s.target AND t.reviewer = a.reviewer"
            " JOIN change c ON c.n = t.n AND c.ops > 1 JOIN record ON record.r = c.r"
            " JOIN kind k ON k.k = record.kind AND k.name = 'judgement'"
            " JOIN record w ON w.r = a.reviewer AND w.id = substr(record.id, 17)"
            " WHERE s.n BETWEEN ? AND ? AND record.r <= ? AND t.is_off AND instr(a.body, ?) = 0",
            (start, end, done.first_record, _REPEATS),
        )
        found.update(dict.fromkeys(id.hex() for (id,) in rows))
    return tuple(found)


def _living(db: sqlite3.Connection, after: int) -> set[int]:
    """Return the records with a higher number that live; of judgements there are no others."""
    tables = ("article", "capture", "claim", "other")
    queries = [f"SELECT r FROM {table} WHERE r > :after AND alive" for table in tables]
    queries.append("SELECT r FROM judgement WHERE r > :after")
    return {r for (r,) in db.execute(" UNION ALL ".join(queries), {"after": after})}


def contributors(
    view: View, done: United, judgements: list[str], agreed: list[str]
) -> tuple[Contributor, ...]:
    """Return who the actions of a union are from, those with most first.

    Args:
        view: The review that it came into.
        done: The union.
        judgements: Ids of the judgements that it wrote to.
        agreed: Ids of the agreed judgements that it wrote to.
    """
    actions: Counter[int] = Counter()
    for start, end in done.ranges:
        actions.update(
            dict(
                view.db.execute(
                    "SELECT reviewer, count(*) FROM action WHERE n BETWEEN ? AND ? GROUP BY 1",
                    (start, end),
                ).fetchall()
            )
        )
    judged, settled = (Counter(id[32:] for id in ids) for ids in (judgements, agreed))
    found = []
    for r, count in actions.most_common():
        (id,) = view.db.execute("SELECT id FROM record WHERE r = ?", (r,)).fetchone()
        who = id.hex()
        is_new = r > done.first_record
        name = view.person_name(who)
        found.append(Contributor(who, name, count, judged[who], is_new, settled[who]))
    return tuple(found)


def names_of_several(view: View) -> list[str]:
    """Return the names that more than one person of this review goes by."""
    names: dict[str, list[str]] = {}
    for _, fields in view.others("reviewer"):
        name = str(fields.get("name") or "")
        names.setdefault(fold_name(name), []).append(name)
    return sorted(same[0] for same in names.values() if len(same) > 1)


def set_aside_among(db: sqlite3.Connection, ids: list[str]) -> bool:
    """Return whether one of these actions (hex) is set aside here."""
    return any(
        db.execute(
            f"SELECT 1 FROM action a WHERE id = ? AND {IS_ASIDE}", (bytes.fromhex(id),)
        ).fetchone()
        for id in ids
    )
