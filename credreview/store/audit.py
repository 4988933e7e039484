"""What the seals say of single actions, and of all of them: verified, unknown, unsealed, forged."""

import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple, Protocol, TypeVar

from credreview.domain.seals import SealCounts, SealState, Trusted
from credreview.domain.work import Ticker, silent
from credreview.store.coverage import Coverage, coverage, reviewers, union
from credreview.store.seals import holds
from credreview.store.view import View

_STEP = 5000
#: A header that names a key holds these bytes; so may a change, which is looked at closely then.
_NAMES_KEY = b'"key":"'
_T = TypeVar("_T")


class Look(Protocol):
    """Gives work one short look at the file and returns what it found."""

    def __call__(self, work: Callable[[View], _T], /) -> _T:
        """Return `work(view)`."""


class _Place(NamedTuple):
    n: int
    id: bytes
    reviewer: int
    chain: int
    pos: int
    body: bytes | None
    """None where it certainly names no key."""


_PLACE = (
    f"SELECT n, id, reviewer, chain, pos, CASE WHEN instr(body, x'{_NAMES_KEY.hex()}')"
    " THEN body END FROM action WHERE "
)


def states(view: View, ids: Sequence[str], trusted: Trusted) -> dict[str, SealState]:
    """Return the state of each of some actions (ids, hex); unknown ids are left out."""
    found: list[_Place] = []
    for id in ids:
        row = view.db.execute(_PLACE + "id = ?", (bytes.fromhex(id),)).fetchone()
        if row:
            found.append(_Place(*row))
    names = {place.reviewer: _reviewer_id(view, place.reviewer) for place in found}
    wanted = {
        id: union({place.chain: place.pos} for place in found if place.reviewer == number)
        for number, id in names.items()
    }
    since = min((place.n for place in found), default=0)
    reach = coverage(view, trusted, wanted, since)
    own = _signatures(view.db, [place.n for place in found])
    return {
        place.id.hex(): _state(place, own.get(place.n, ()), reach, trusted, names)
        for place in found
    }


def _reviewer_id(view: View, number: int) -> str:
    return str(view.db.execute("SELECT id FROM record WHERE r = ?", (number,)).fetchone()[0].hex())


def _signatures(db: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for n in numbers:
        rows = db.execute("SELECT key, sig FROM signature WHERE n = ?", (n,)).fetchall()
        if rows:
            found[n] = rows
    return found


def _state(
    place: _Place,
    own: Sequence[tuple[object, object]],
    reach: Coverage,
    trusted: Trusted,
    names: Mapping[int, str],
) -> SealState:
    """Return the state of an action, given the signatures stored for it."""
    valid = {key for key, sig in own if holds(place.id, key, sig)}
    named = json.loads(place.body).get("key") if place.body else None
    if len(valid) < len(own) or (named is not None and named not in map(_hex, valid)):
        return SealState.FORGED
    state = reach.state(place.reviewer, place.chain, place.pos)
    if named is not None and state is SealState.UNSEALED:
        is_known = bytes.fromhex(named) in trusted.get(names.get(place.reviewer, ""), ())
        return SealState.VERIFIED if is_known else SealState.UNKNOWN_KEY
    return state


def _hex(key: object) -> str:
    return key.hex() if isinstance(key, bytes) else ""


def audit(look: Look, trusted: Trusted, tick: Ticker = silent) -> SealCounts:
    """Return how many actions of a review are in which state; every signature is verified.

    Looks at the file in slices, so that a write meanwhile need not wait.
    """
    counts = SealCounts()

    def prepare(view: View) -> tuple[Coverage, dict[int, str], int]:
        ids = reviewers(view)
        names = {view.record("reviewer", id) or 0: id for id in ids}
        total = view.db.execute("SELECT coalesce(max(n), 0) FROM action").fetchone()[0]
        tails = dict(
            view.db.execute(
                "SELECT c.chain, a.pos FROM chain c JOIN action a ON a.n = c.tail"
            ).fetchall()
        )
        return coverage(view, trusted, dict.fromkeys(ids, tails)), names, total

    reach, names, total = look(prepare)
    last = 0
    while last < total:
        upto = min(last + _STEP, total)
        places, own = look(partial(_slice, after=last, upto=upto))
        for place in places:
            state = _state(place, own.get(place.n, ()), reach, trusted, names)
            counts.of[state] += 1
            if state is SealState.UNKNOWN_KEY:
                counts.unknown[names[place.reviewer]] += 1
            elif state is SealState.FORGED and len(counts.forged) < 100:
                counts.forged.append(place.id.hex())
        last = upto
        tick(last, total)
    return counts


def _slice(view: View, *, after: int, upto: int) -> tuple[list[_Place], dict[int, list[Any]]]:
    db = view.db
    places = [_Place(*row) for row in db.execute(_PLACE + "n > ? AND n <= ?", (after, upto))]
    own: dict[int, list[Any]] = {}
    for n, key, sig in db.execute(
        "SELECT n, key, sig FROM signature WHERE n > ? AND n <= ?", (after, upto)
    ):
        own.setdefault(n, []).append((key, sig))
    return places, own
