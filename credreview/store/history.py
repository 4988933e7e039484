"""Who did what: the actions on a claim, and what a reviewer can undo and redo."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from credreview.domain import journal
from credreview.domain.journal import Action
from credreview.store import texts
from credreview.store.projected import text_reference
from credreview.store.view import View


@dataclass(frozen=True, slots=True)
class Entry:
    """One field that one action wrote.

    Attributes:
        value: What was written; a reviewer's own words are resolved, a source
            is named.
        off: The action was undone and does not count.
    """

    action: str
    when: int
    reviewer: str
    reviewer_name: str
    label: str
    kind: str
    field: str
    value: Any
    off: bool


def of_claim(view: View, claim: str) -> list[Entry]:
    """Return everything that was written to a claim and to judgements of it, oldest first."""
    r = view.record("claim", claim)
    if r is None:
        return []
    key = bytes.fromhex(claim)
    records = {r: ("claim", claim)}
    for judgement, id in view.db.execute(
        "SELECT r, id FROM record JOIN kind k ON k.k = record.kind"
        " WHERE id BETWEEN ? AND ? AND k.name = 'judgement'",
        (key, key + b"\xff" * 16),
    ):
        records[judgement] = ("judgement", id.hex())
    return _entries(view, records)


def of_article(view: View, article: str) -> list[Entry]:
    """Return everything that was written to an article and its captures, oldest first."""
    r = view.record("article", article)
    if r is None:
        return []
    records = {r: ("article", article)}
    for capture, id in view.db.execute(
        "SELECT r, id FROM capture JOIN record USING (r) WHERE article = ?", (r,)
    ):
        records[capture] = ("capture", id.hex())
    return _entries(view, records)


def _entries(view: View, records: Mapping[int, tuple[str, str]]) -> list[Entry]:
    marks = ",".join("?" * len(records))
    entries: list[Entry] = []
    for id, is_off, body in view.db.execute(
        "SELECT a.id, a.is_off, a.body FROM action a WHERE a.n IN"
        f" (SELECT n FROM change WHERE r IN ({marks})) ORDER BY a.clock, a.id",
        list(records),
    ):
        action = journal.trusted_action(id.hex(), json.loads(body))
        for change in action.changes:
            if (change.kind, change.record) not in records.values():
                continue
            fields = change.fields or ({"": change.op} if change.op == "del" else {})
            entries.extend(
                Entry(
                    action.id,
                    action.wall,
                    action.reviewer,
                    view.person_name(action.reviewer),
                    action.label,
                    change.kind,
                    name,
                    _resolved(view, name, value),
                    bool(is_off),
                )
                for name, value in fields.items()
            )
    return entries


def _resolved(view: View, name: str, value: Any) -> Any:  # noqa: ANN401 - any JSON value
    if name == "attributed_to" and isinstance(value, str):
        return (view.fields("source", value) or {}).get("name", value)
    sha = text_reference(value)
    if sha is not None:
        words = texts.get(view.db, sha)
        return None if words is None else words.decode("utf-8")
    return value


def own_standing(view: View) -> Iterator[Action]:
    """Yield what the reviewer did and has not undone, newest first."""
    for id, body in view.db.execute(
        "SELECT id, body FROM action WHERE reviewer = ? AND is_off = 0"
        " ORDER BY clock DESC, id DESC",
        (view.number,),
    ):
        yield journal.trusted_action(id.hex(), json.loads(body))


def own_actions(view: View) -> Iterator[Action]:
    """Yield all that the reviewer did, switches included, newest first."""
    for id, body in view.db.execute(
        "SELECT id, body FROM action WHERE reviewer = ? ORDER BY clock DESC, id DESC",
        (view.number,),
    ):
        yield journal.trusted_action(id.hex(), json.loads(body))


def batch_of(view: View, action: Action) -> list[Action]:
    """Return the standing actions that are one step with this one, such as one import's.

    A batch's name begins with the time it began, and none of its actions has
    an earlier clock.
    """
    if action.batch is None:
        return [action]
    began = action.batch.partition("-")[0]
    since = int(began) if began.isascii() and began.isdecimal() and len(began) < 16 else 0
    rows = view.db.execute(
        "SELECT id, body FROM action WHERE reviewer = ? AND clock >= ? AND is_off = 0"
        " ORDER BY clock, id",
        (view.number, since),
    )
    found = (journal.trusted_action(id.hex(), json.loads(body)) for id, body in rows)
    return [other for other in found if other.batch == action.batch]


def later_writer(view: View, action: Action) -> str | None:
    """Return the name of whoever's later standing value shows in place of an action's."""
    for change in action.changes:
        if not change.fields:
            continue
        for who, body in view.db.execute(
            "SELECT w.id, a.body FROM action mine, change c JOIN action a ON a.n = c.n"
            " JOIN record w ON w.r = a.reviewer WHERE mine.id = ? AND c.r = ? AND c.ops & 2"
            " AND a.is_off = 0 AND (a.clock, a.id) > (mine.clock, mine.id)"
            " ORDER BY a.clock DESC, a.id DESC LIMIT 20",
            (bytes.fromhex(action.id), view.record(change.kind, change.record)),
        ):
            later = journal.trusted_action("", json.loads(body))
            if any(
                c.record == change.record and c.fields.keys() & change.fields.keys()
                for c in later.changes
            ):
                return view.person_name(who.hex())
    return None


def switched_off(view: View, ids: Sequence[str]) -> list[Action]:
    """Return those of some actions of this reviewer that are off, in the order given."""
    found = []
    for id in ids:
        row = view.db.execute(
            "SELECT body FROM action WHERE id = ? AND is_off = 1 AND reviewer = ?",
            (bytes.fromhex(id), view.number),
        ).fetchone()
        if row:
            found.append(journal.trusted_action(id, json.loads(row[0])))
    return found
