"""What the tables of a review file hold, and what the pure fold says they should hold.

Both are plain dictionaries by (table, record id), with ids in place of the
file's own numbers, so that two files and the fold compare by `==`.
"""

import json
import sqlite3
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from credreview.domain import fold, journal
from credreview.domain.fold import Folded, Write
from credreview.domain.journal import Action
from credreview.domain.model import FACT_NAMES
from credreview.domain.progress import Stand, is_decided, is_settled
from credreview.store import schema
from credreview.store.journal import Journal
from credreview.store.projected import sort_key

Tables = dict[tuple[str, str], Any]


def empty_review() -> sqlite3.Connection:
    """Return a review in memory, of today's schema."""
    db = sqlite3.connect(":memory:", isolation_level=None)
    for statement in schema.statements():
        db.execute(statement)
    return db


def bodies(db: sqlite3.Connection) -> dict[str, bytes]:
    """Return all bodies by id, parents first."""
    return {id.hex(): body for id, body in db.execute("SELECT id, body FROM action ORDER BY n")}


def actions(db: sqlite3.Connection) -> dict[str, Action]:
    """Return all actions of a file, validated as if they came from elsewhere."""
    read = {id: journal.read_body(body) for id, body in bodies(db).items()}
    assert all(id == action.id for id, action in read.items())
    return read


def bring_texts(giver: sqlite3.Connection, taker: sqlite3.Connection) -> None:
    """Bring the texts that one file has and another lacks."""
    columns = "sha, codec, size, salt, purged, data"
    taker.executemany(
        f"INSERT OR IGNORE INTO text ({columns}) VALUES (?, ?, ?, ?, ?, ?)",
        giver.execute(f"SELECT {columns} FROM text").fetchall(),
    )


def exchange(giver: sqlite3.Connection, taker: sqlite3.Connection) -> int:
    """Bring all that one file holds to another, parents first; return how many were new."""
    bring_texts(giver, taker)
    taken = Journal(taker)
    new = sum(taken.accept(body) for body in bodies(giver).values())
    taken.finish()
    return new


def held(path: Path) -> Tables:
    """Return what the tables of a closed review file hold."""
    db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    try:
        return tables(db)
    finally:
        db.close()


def tables(db: sqlite3.Connection) -> Tables:
    """Return the projection of a file."""
    ids = {r: id.hex() for r, id in db.execute("SELECT r, id FROM record")}
    kinds = dict(db.execute("SELECT k, name FROM kind"))
    found: Tables = {}

    def rows(sql: str) -> list[dict[str, Any]]:
        cursor = db.execute(sql)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]

    for row in rows("SELECT a.*, t.sha FROM article a LEFT JOIN text t ON t.b = a.b"):
        article = ids[row["r"]]
        found["article", article] = {
            "alive": bool(row["alive"]),
            "text": row["sha"].hex() if row["sha"] else None,
            **{name: row[name] for name in (*FACT_NAMES, "title_key", "outlet_key", "changed")},
            "given": json.loads(row["given"] or "{}"),
            "guessed": json.loads(row["guessed"] or "[]"),
            "capture": ids.get(row["capture"]),
            "diff": json.loads(row["diff"] or "{}"),
        }
    for row in rows("SELECT * FROM capture"):
        found["capture", ids[row["r"]]] = {
            "alive": bool(row["alive"]),
            "article": ids.get(row["article"]),
            "clock": row["clock"],
            "fields": json.loads(row["fields"]),
            "diff": json.loads(row["diff"] or "{}"),
        }
    for row in rows("SELECT * FROM claim"):
        found["claim", ids[row["r"]]] = {
            "alive": bool(row["alive"]),
            "article": ids.get(row["article"]),
            "span": [row["start"], row["stop"], row["part"]],
            "contested": json.loads(row["contested"] or "[]"),
            "settled": bool(row["settled"]),
            "diff": json.loads(row["diff"] or "{}"),
        }
    for row in rows("SELECT * FROM judgement"):
        key = ids[row["claim"]] + ids[row["reviewer"]]
        assert ids[row["r"]] == key
        found["judgement", key] = {
            "provenance": row["provenance"],
            "attributed_to": ids.get(row["source"]),
            "directness": row["directness"],
            "grade": [row["reliability"], row["credibility"]],
            "confidence": row["confidence"],
            "rationale": row["rationale"].hex() if row["rationale"] else None,
            "flags": json.loads(row["flags"] or "[]"),
            "blind": row["blind"],
            "wall": row["wall"],
            "diff": json.loads(row["diff"] or "{}"),
        }
    for row in rows("SELECT * FROM other"):
        fields = json.loads(row["fields"])
        if fields or row["alive"]:  # a record that only others wrote to, in vain, shows nothing
            found[kinds[row["kind"]], ids[row["r"]]] = {
                "alive": bool(row["alive"]),
                "fields": fields,
                "diff": json.loads(row["diff"] or "{}"),
            }
    return found


def demanded(all_actions: Mapping[str, Action], aside: Collection[str] = ()) -> Tables:
    """Return what the projection of these actions is, by the pure fold.

    Args:
        all_actions: All that a file holds.
        aside: Those of them that the file sets aside.
    """
    folds = fold_beside(all_actions, aside) if aside else fold.fold_all(all_actions)
    when = _last_changes(all_actions, folds)
    wanted: Tables = {}
    for (kind, id), folded in folds.items():
        make = {"article": _article, "capture": _capture, "claim": _claim}.get(kind)
        if kind == "judgement":
            if folded.alive:
                wanted[kind, id] = _judgement(folded, all_actions)
        elif make:
            wanted[kind, id] = make(id, folded)
        elif folded.fields or folded.alive:
            fields = {"alive": folded.alive, "fields": folded.fields, "diff": _diff(folded)}
            wanted[kind, id] = fields
    captures = [
        (folded.since, id, folded.fields)
        for (kind, id), folded in folds.items()
        if kind == "capture" and folded.alive
    ]
    for (kind, id), row in wanted.items():
        if kind == "claim":
            row["settled"] = _is_settled(id, folds)
        if kind == "article":
            own = sorted(capture for capture in captures if capture[2].get("article") == id)
            _derive(row, own[0] if own else None)
            row["changed"] = when.get(id, 0)
    return wanted


def fold_beside(
    all_actions: Mapping[str, Action], aside: Collection[str]
) -> dict[tuple[str, str], Folded]:
    """Return the fold in which some actions are off, and the switches among them are not there.

    An action that is off still gives what it created its identity, if nothing else does.
    """
    clock = fold.clocks(all_actions)
    heard = {id: a for id, a in all_actions.items() if id not in aside or not a.is_switch}
    off = fold.switched_off(heard, clock) | set(aside)
    past: dict[str, frozenset[str]] = {}
    writes: dict[tuple[str, str], list[Write]] = {}
    for action in fold.parents_first(all_actions):
        past[action.id] = frozenset(action.parents).union(*(past[p] for p in action.parents))
        for c in action.changes:
            if not c.is_switch and fold.counts(c.kind, c.record, action.reviewer):
                who, is_off = action.reviewer, action.id in off
                write = Write(clock[action.id], action.id, is_off, c.op, c.fields, who)
                writes.setdefault((c.kind, c.record), []).append(write)
    return {
        key: fold.fold_record(key[0], found, lambda one, other: one.id in past[other.id])
        for key, found in writes.items()
    }


def _diff(folded: Folded) -> dict[str, Any]:
    return {
        name: [[write.reviewer, write.id, value] for write, value in others]
        for name, others in folded.differences.items()
    }


def _article(id: str, folded: Folded) -> dict[str, Any]:
    given = {name: folded.fields[name] for name in FACT_NAMES if name in folded.winners}
    return {
        "alive": folded.alive,
        "text": folded.fields.get("text"),
        "given": given,
        "diff": _diff(folded),
    }


def _derive(row: dict[str, Any], first: tuple[int, str, dict[str, Any]] | None) -> None:
    facts = {name: (first[2].get(name) if first else None) for name in FACT_NAMES}
    facts.update(row["given"])
    guessed = (first[2].get("guessed") or []) if first else []
    row.update(facts)
    row["title_key"], row["outlet_key"] = sort_key(facts["title"]), sort_key(facts["outlet"])
    row["guessed"] = sorted(set(guessed) - row["given"].keys())
    row["capture"] = first[1] if first else None


def _capture(id: str, folded: Folded) -> dict[str, Any]:
    return {
        "alive": folded.alive,
        "article": folded.fields.get("article"),
        "clock": folded.since,
        "fields": folded.fields,
        "diff": _diff(folded),
    }


def _claim(id: str, folded: Folded) -> dict[str, Any]:
    span = [folded.fields.get(name) for name in ("start", "stop", "part")]
    return {
        "alive": folded.alive and None not in (*span, folded.fields.get("article")),
        "article": folded.fields.get("article"),
        "span": span,
        "contested": [write.reviewer for write in folded.contested],
        "settled": False,
        "diff": _diff(folded),
    }


def _judgement(folded: Folded, all_actions: Mapping[str, Action]) -> dict[str, Any]:
    fields = folded.fields
    rationale = fields.get("rationale")
    latest = max(folded.winners.values(), key=lambda w: (w.clock, w.id), default=None)
    return {
        "provenance": fields.get("provenance"),
        "attributed_to": fields.get("attributed_to"),
        "directness": fields.get("directness"),
        "grade": fields.get("grade") or [None, None],
        "confidence": fields.get("confidence"),
        "rationale": rationale["text"] if rationale else None,
        "flags": fields.get("flags") or [],
        "blind": fields.get("blind"),
        "wall": all_actions[latest.id].wall if latest else 0,
        "diff": _diff(folded),
    }


def _is_settled(claim: str, folds: Mapping[tuple[str, str], Folded]) -> bool:
    """Return whether an agreement covers all decided judgements, as the fold shows them."""
    about = {
        (kind, id[32:]): folded.fields
        for (kind, id), folded in folds.items()
        if kind in ("judgement", "adjudication") and id[:32] == claim and folded.alive
    }

    def stand(fields: Mapping[str, Any]) -> Stand:
        reliability, credibility = fields.get("grade") or (None, None)
        not_checkable = credibility == "-"
        digit = None if not_checkable else credibility
        return Stand(fields.get("provenance"), reliability, digit, not_checkable)

    decided = {
        who: stand(fields)
        for (kind, who), fields in about.items()
        if kind == "judgement" and is_decided(stand(fields))
    }
    agreed = [
        (stand(fields), {who: Stand(*seen) for who, seen in fields.get("over", ())})
        for (kind, _), fields in about.items()
        if kind == "adjudication"
    ]
    return is_settled(decided, agreed)


def _last_changes(
    all_actions: Mapping[str, Action], folds: Mapping[tuple[str, str], Folded]
) -> dict[str, int]:
    """Return the greatest clock of what touched each article, its captures, claims, judgements."""
    clock = fold.clocks(all_actions)

    def article_of(kind: str, id: str) -> Any:
        if kind == "judgement":
            kind, id = "claim", id[:32]
        if kind == "article":
            return id
        if kind in ("capture", "claim") and (kind, id) in folds:
            return folds[kind, id].fields.get("article")
        return None

    last: dict[str, int] = {}
    for action in all_actions.values():
        for change in action.changes:
            touched = all_actions[change.record].changes if change.is_switch else (change,)
            for c in touched:
                article = article_of(c.kind, c.record)
                if article:
                    last[article] = max(last.get(article, 0), clock[action.id])
    return last


def found_by(db: sqlite3.Connection, expression: str) -> set[str]:
    """Return the ids of living articles that the index finds, in either of its columns."""
    return {
        id.hex()
        for (id,) in db.execute(
            "SELECT record.id FROM words JOIN article ON article.r = words.rowid"
            " JOIN record ON record.r = article.r WHERE words MATCH ? AND alive",
            (expression,),
        )
    }
