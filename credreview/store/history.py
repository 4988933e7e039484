"""Who did what: pages of the history, and what a reviewer can undo and redo.

The whole review is told in the order in which its actions came into this file
(`n`, where parents come first): an order by time would need an index of its
own, and what a merge brought stands together. One reviewer, a claim or an
article are told in the order of (clock, id).
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Any

from credreview.domain import journal
from credreview.domain.history import Cursor, HistoryPage, HistoryQuery, Step
from credreview.domain.journal import OF_ONE_REVIEWER, Action
from credreview.store.earlier import batches, marks
from credreview.store.places import Record
from credreview.store.setaside import IS_ASIDE
from credreview.store.telling import COLUMNS, Telling
from credreview.store.view import View, no_such

#: Actions that one look passes at most: some 30 ms, in which nobody can commit.
_SCAN = 10_000
# A body is canonical, so that its wall time is what it ends with: "wall":1700000000000}.
_TAIL = "CAST(substr(body, -23) AS TEXT)"
_WALL = f"CAST(substr({_TAIL}, instr({_TAIL}, '\"wall\":') + 7) AS INTEGER)"


def page(
    view: View, query: HistoryQuery, after: Cursor | None = None, limit: int = 100
) -> HistoryPage:
    """Return the next steps of a history, newest first.

    Args:
        view: The state of the review.
        query: Which steps.
        after: Where the page before this one ended; None for the first page.
        limit: Steps at most.
    """
    if query.claim is not None or query.article is not None:
        return _of_records(view, query, after, limit)
    if query.reviewer is not None:
        return _of_reviewer(view, query, after, limit)
    newest = view.db.execute("SELECT coalesce(max(n), 0) FROM action").fetchone()[0]
    before = after[0] if after else newest + 1
    first = max(1, before - _SCAN)
    where, values = _filters(query)
    rows = view.db.execute(
        f"SELECT {COLUMNS} FROM action WHERE n >= ? AND n < ?{where} ORDER BY n DESC LIMIT ?",
        (first, before, *values, limit),
    ).fetchall()
    end: Cursor | None = (first, "") if first > 1 else None
    if len(rows) == limit:
        end = (rows[-1][0], "")
    return _told(view, query, rows, end)


def _told(
    view: View,
    query: HistoryQuery,
    rows: Iterable[Sequence[Any]],
    end: Cursor | None,
    scope: set[Record] | None = None,
) -> HistoryPage:
    telling = Telling(view, scope)
    steps = telling.steps(rows)
    if query.kinds:
        steps = [step for step in steps if query.kinds & _kinds(step)]
    return HistoryPage(tuple(steps), end, telling.hidden)


def _kinds(step: Step) -> set[str]:
    """Return the kinds of records that a step wrote to; what it only touched is none."""
    return {value.kind for value in step.values} or {"action" if step.undoes else ""}


def _of_reviewer(view: View, query: HistoryQuery, after: Cursor | None, limit: int) -> HistoryPage:
    who = view.record("reviewer", query.reviewer or "")
    clock, id = (after[0], bytes.fromhex(after[1])) if after else (2**63 - 1, b"\xff" * 33)
    behind = "reviewer = ? AND clock BETWEEN ? AND ? AND (clock, id) < (?, ?)"
    order = "ORDER BY clock DESC, id DESC"
    place = (who, query.since or 0, clock, clock, id)
    where, values = _filters(query)
    reach = _SCAN if where else limit
    rows = view.db.execute(
        f"SELECT * FROM (SELECT {COLUMNS} FROM action WHERE {behind} {order} LIMIT {reach})"
        f" WHERE 1{where} {order} LIMIT ?",
        (*place, *values, limit),
    ).fetchall()
    last = rows[-1] if len(rows) == limit else None
    if last is None:
        last = view.db.execute(
            f"SELECT n, id, clock FROM action WHERE {behind} {order} LIMIT 1 OFFSET {reach - 1}",
            place,
        ).fetchone()
    end = (last[2], last[1].hex()) if last else None
    return _told(view, query, rows, end)


def _filters(query: HistoryQuery) -> tuple[str, list[Any]]:
    """Return what the period and the kinds ask for, in SQL, and its values."""
    where, values = "", list[Any]()
    if query.since is not None:
        # No clock is behind its wall time; this needs no look at the body.
        where += f" AND clock >= ? AND {_WALL} >= ?"
        values += [query.since, query.since]
    if query.until is not None:
        where += f" AND {_WALL} < ?"
        values.append(query.until)
    if query.kinds:
        where += f" AND ({' OR '.join(['instr(body, ?)'] * len(query.kinds))})"
        # Quotes inside of texts are escaped, so that no text looks like a change.
        values += [f'["{kind}","'.encode() for kind in sorted(query.kinds)]
    return where, values


def _of_records(view: View, query: HistoryQuery, after: Cursor | None, limit: int) -> HistoryPage:
    scope = dict(_of_claim(view, query.claim) if query.claim else _of_article(view, query.article))
    actions = set(_actions_on(view, list(scope)))
    places: list[tuple[int, bytes, int]] = []
    where, values = _filters(query)
    if query.reviewer is not None:
        where += " AND reviewer = ?"
        values.append(view.record("reviewer", query.reviewer))
    for batch in batches(sorted(actions)):
        found = f"SELECT clock, id, n FROM action WHERE n IN ({marks(batch)}){where}"
        places += view.db.execute(found, (*batch, *values)).fetchall()
    places.sort(reverse=True)
    if after is not None:
        place = (after[0], bytes.fromhex(after[1]))
        places = [one for one in places if one[:2] < place]
    rows = [
        view.db.execute(f"SELECT {COLUMNS} FROM action WHERE n = ?", (n,)).fetchone()
        for _, _, n in places[:limit]
    ]
    last = places[limit - 1] if len(places) > limit else None
    end = (last[0], last[1].hex()) if last else None
    return _told(view, query, rows, end, set(scope.values()))


def _actions_on(view: View, records: Sequence[int]) -> Iterator[int]:
    """Yield the numbers of the actions on some records, and of the switches of those."""
    for batch in batches(sorted(records)):
        found = f"SELECT n FROM change WHERE r IN ({marks(batch)})"
        yield from (n for (n,) in view.db.execute(found, batch))
        switches = f"SELECT n FROM switch WHERE target IN ({found})"
        yield from (n for (n,) in view.db.execute(switches, batch))


def _of_claim(view: View, claim: str) -> Iterator[tuple[int, Record]]:
    """Yield number, kind and id of a claim and of what is a reviewer's word on it."""
    r = view.record("claim", claim)
    if r is not None:
        yield r, ("claim", claim)
        yield from _words_on(view, claim)


def _words_on(view: View, claim: str) -> Iterator[tuple[int, Record]]:
    key = bytes.fromhex(claim)
    for r, kind, id in view.db.execute(
        "SELECT r, k.name, id FROM record JOIN kind k ON k.k = record.kind"
        " WHERE id BETWEEN ? AND ?",
        (key + bytes(16), key + b"\xff" * 16),
    ):
        if kind in OF_ONE_REVIEWER:
            yield r, (kind, id.hex())


def _of_article(view: View, article: str | None) -> Iterator[tuple[int, Record]]:
    """Yield number, kind and id of an article, its captures, its claims and the words on those."""
    r = view.record("article", article or "")
    if r is None:
        return
    yield r, ("article", article or "")
    for kind in ("capture", "claim"):
        for number, id in view.db.execute(
            f"SELECT r, id FROM {kind} JOIN record USING (r) WHERE article = ?", (r,)
        ).fetchall():
            yield number, (kind, id.hex())
            if kind == "claim":
                yield from _words_on(view, id.hex())


def action_of(view: View, id: str) -> Action:
    """Return an action by its id, hex; raises UserError where this review has none."""
    with suppress(ValueError):
        row = view.db.execute(
            "SELECT body FROM action WHERE id = ?", (bytes.fromhex(id),)
        ).fetchone()
        if row:
            return journal.trusted_action(id, json.loads(row[0]))
    raise no_such("action", id)


def own_standing(view: View) -> Iterator[Action]:
    """Yield what the reviewer did and has not undone, newest first."""
    for id, body in view.db.execute(
        "SELECT id, body FROM action a WHERE reviewer = ? AND is_off = 0"
        f" AND NOT {IS_ASIDE} ORDER BY clock DESC, id DESC",
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
