"""Which actions are covered by valid seals, and by whose: one answer for each action.

A seal covers its action and all of that action's past. So for each key there
is, on each chain of the journal, a greatest place that it reaches; asking of an
action compares two numbers.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from credreview.domain.seals import Announced, SealState, Trusted, announced, key_field
from credreview.store.seals import holds
from credreview.store.view import View

#: Chain -> the greatest position on it that is covered.
Reach = dict[int, int]


def announced_by(view: View, reviewer: str) -> list[Announced]:
    """Return all that a reviewer's own actions ever announced as their keys, oldest first.

    Not only what shows now: a later write must not take back a vouch.
    """
    found: dict[Announced, None] = {}
    for (body,) in view.db.execute(
        "SELECT a.body FROM change c JOIN action a ON a.n = c.n"
        " WHERE c.r = ? AND a.reviewer = c.r AND c.ops & 2 ORDER BY c.n",
        (view.record("reviewer", reviewer),),
    ):
        for kind, record, _, fields in json.loads(body)["changes"]:
            if kind == "reviewer" and record == reviewer:
                found |= dict.fromkeys(announced(fields))
    return list(found)


def reviewers(view: View) -> list[str]:
    """Return the ids of all who are named in this review as reviewers."""
    rows = view.db.execute(
        "SELECT id FROM record JOIN kind k ON k.k = record.kind WHERE k.name = 'reviewer'"
        " ORDER BY r"
    )
    return [id.hex() for (id,) in rows]


def used_keys(view: View, keys: Iterable[bytes]) -> list[bytes]:
    """Return those of some keys, in their order, that have made a valid seal in this review."""
    return [key for key, reach in reaches(view.db, {key: {} for key in keys}).items() if reach]


def is_announced_beside(view: View, reviewer: str, key: bytes) -> bool:
    """Return whether somebody else's record announces a key as theirs as well."""
    name = key_field(key)
    return any(name in fields for id, fields in view.others("reviewer") if id != reviewer)


def reaches(
    db: sqlite3.Connection, wanted: Mapping[bytes, Reach], since: int = 0
) -> dict[bytes, Reach]:
    """Return how far the valid seals of some keys reach.

    The latest come first, so that of a line of seals, each in the past of the
    next, one is verified; and none is looked at for a key that reaches all
    that is wanted.

    Args:
        db: The review.
        wanted: Of each key the places that are asked about.
        since: The least number of an action asked about; a seal of an earlier
            one does not cover it, since numbers are parents-first.
    """
    found: dict[bytes, Reach] = {key: {} for key in wanted}
    open_keys = set(found)
    if not open_keys:
        return found
    for key, sig, id, chain, pos, seen in db.execute(
        "SELECT key, sig, id, chain, pos, seen FROM signature s JOIN action USING (n)"
        " WHERE s.n >= ? ORDER BY s.n DESC",
        (since,),
    ):
        if key not in open_keys or found[key].get(chain, -1) >= pos or not holds(id, key, sig):
            continue
        reach = found[key]
        _widen(db, reach, chain, pos, seen)
        if all(reach.get(other, -1) >= upto for other, upto in wanted[key].items()):
            open_keys.discard(key)
            if not open_keys:
                break
    return found


def _widen(db: sqlite3.Connection, reach: Reach, chain: int, pos: int, seen: int) -> None:
    """Let a reach cover the action at a place, and what that had seen."""
    past = db.execute("SELECT chain, pos FROM seen WHERE seen = ?", (seen,)).fetchall()
    for other, upto in (*past, (chain, pos)):
        reach[other] = max(reach.get(other, -1), upto)


@dataclass
class Coverage:
    """How far the seals of some reviewers reach, at one moment.

    Attributes:
        trusted: Reviewer (number in this file) -> the reach of keys trusted to be theirs.
        unknown: The same of keys that are only announced as theirs.
    """

    trusted: dict[int, Reach] = field(default_factory=dict)
    unknown: dict[int, Reach] = field(default_factory=dict)

    def state(self, reviewer: int, chain: int, pos: int) -> SealState:
        """Return the state of an action, signatures stored for it itself aside."""
        if self.trusted.get(reviewer, {}).get(chain, -1) >= pos:
            return SealState.VERIFIED
        if self.unknown.get(reviewer, {}).get(chain, -1) >= pos:
            return SealState.UNKNOWN_KEY
        return SealState.UNSEALED


def coverage(view: View, trusted: Trusted, wanted: Mapping[str, Reach], since: int = 0) -> Coverage:
    """Return how far the seals of some reviewers reach in this review.

    Args:
        view: The review.
        trusted: Whose keys are trusted.
        wanted: Of each reviewer (id, hex) the places that are asked about.
        since: The least number of an action asked about.
    """
    made = Coverage()
    keys: dict[str, tuple[frozenset[bytes], frozenset[bytes]]] = {}
    wanted_of: dict[bytes, Reach] = {}
    for reviewer, places in wanted.items():
        known = trusted.get(reviewer, frozenset())
        others = frozenset(key.public for key in announced_by(view, reviewer)) - known
        keys[reviewer] = known, others
        for key in known | others:
            wanted_of[key] = union([wanted_of.get(key, {}), places])
    reach = reaches(view.db, wanted_of, since)
    for reviewer, (known, others) in keys.items():
        number = view.record("reviewer", reviewer)
        if number is not None:
            made.trusted[number] = union(reach[key] for key in known)
            made.unknown[number] = union(reach[key] for key in others)
    return made


def union(several: Iterable[Reach]) -> Reach:
    """Return what several cover together."""
    whole: Reach = {}
    for reach in several:
        for chain, pos in reach.items():
            whole[chain] = max(whole.get(chain, -1), pos)
    return whole


def strangers(
    view: View, reviewer: str, trusted: Trusted, made: Iterable[bytes], after: int = 0
) -> list[str]:
    """Return a reviewer's actions that no trusted key of theirs sealed and nobody made here.

    Args:
        view: The review.
        reviewer: Whose name stands on the actions, an id.
        trusted: Whose keys are trusted.
        made: Ids of actions that were made here; each stands for its past as well.
        after: Only actions with a greater number are asked about.

    Returns:
        Their ids, hex, oldest first.
    """
    number = view.record("reviewer", reviewer)
    asked = view.db.execute(
        "SELECT id, chain, pos, n FROM action WHERE +reviewer = ? AND n > ? ORDER BY n",
        (number, after),
    ).fetchall()
    if not asked or number is None:
        return []
    wanted = {reviewer: union({chain: pos} for _, chain, pos, _ in asked)}
    sealed = coverage(view, trusted, wanted, asked[0][3]).trusted[number]
    open_ones = [row for row in asked if sealed.get(row[1], -1) < row[2]]
    if not open_ones:
        return []
    here = _reach_of(view.db, number, frozenset(made))
    return [id.hex() for id, chain, pos, _ in open_ones if here.get(chain, -1) < pos]


def _reach_of(db: sqlite3.Connection, reviewer: int, made: frozenset[bytes]) -> Reach:
    """Return how far a reviewer's actions that were made here reach."""
    reach: Reach = {}
    for id, chain, pos, seen in db.execute(
        "SELECT id, chain, pos, seen FROM action WHERE reviewer = ? ORDER BY n DESC", (reviewer,)
    ):
        if reach.get(chain, -1) >= pos or id not in made:
            continue
        _widen(db, reach, chain, pos, seen)
    return reach
