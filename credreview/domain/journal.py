"""Actions: what a reviewer did, as immutable bytes named by their hash.

Only (id, body) is truth. The clock is computed from the parents, never
stated; undo is a switch on an earlier action, never an inverse.
"""

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from credreview.domain import canonical

VERSION = 1
MAX_BODY = 1_000_000
MAX_PARENTS = 64
#: 9999-12-31T23:59:59.999Z; no wall clock says more.
MAX_WALL = 253_402_300_799_999

Op = Literal["new", "set", "del", "on", "off"]
_OPS = {"new", "set", "del"}
_SWITCH_OPS = {"on", "off"}
_HEX = "0123456789abcdef"
_LABEL = re.compile(r"[a-z][a-z0-9_]{0,63}\Z")
_HEADER = {"changes", "label", "parents", "reviewer", "v", "wall"}
_OPTIONAL = {"batch", "key"}
#: The label of what an extract says again, and of the switch by which the review
#: it was made of lets that count for nothing.
REPEATED = "extract"
#: Records of these kinds are a claim's and a reviewer's: both ids in one.
OF_ONE_REVIEWER = frozenset({"judgement", "adjudication"})


class Change(NamedTuple):
    """What an action does to one record, or which action it switches.

    Attributes:
        kind: "claim", "judgement", ...; "action" for a switch.
        record: The record's id, hex; for a switch the action's.
        op: "new" (creation), "set", "del"; "off" or "on" for a switch.
        fields: Values by name; None means emptied on purpose.
    """

    kind: str
    record: str
    op: Op
    fields: Mapping[str, Any]

    @property
    def is_switch(self) -> bool:
        """Whether this turns an action off or on."""
        return self.kind == "action"


@dataclass(frozen=True, slots=True)
class Action:
    """One entry of the journal; `id` is the SHA-256 of its body, hex.

    Attributes:
        key: The public key (hex) that has to have signed it, or None.
    """

    id: str
    reviewer: str
    label: str
    wall: int
    parents: tuple[str, ...]
    changes: tuple[Change, ...]
    batch: str | None = None
    key: str | None = None

    @property
    def is_switch(self) -> bool:
        """Whether it turns other actions off or on; such an action has no writes."""
        return self.changes[0].is_switch


def action_id(body: bytes) -> str:
    """Return the id of the action with this body."""
    return hashlib.sha256(b"credreview action 1\n" + body).hexdigest()


def fingerprint(heads: Sequence[str]) -> str:
    """Return the fingerprint of a review: 64 hex digits over its sorted heads."""
    text = "credreview heads 1\n" + "\n".join(sorted(heads))
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def bounded(wall: int) -> int:
    """Return a wall time that an action may state, whatever the PC's clock says."""
    return min(max(wall, 0), MAX_WALL)


def write_body(
    *,
    reviewer: str,
    label: str,
    wall: int,
    parents: Sequence[str],
    changes: Sequence[Change],
    batch: str | None = None,
    key: str | None = None,
) -> bytes:
    """Return the canonical body of an action.

    Raises:
        ValueError: A value has no canonical form, or a cap is passed.
    """
    header: dict[str, Any] = {
        "changes": [[c.kind, c.record, c.op, dict(c.fields)] for c in changes],
        "label": label,
        "parents": sorted(parents),
        "reviewer": reviewer,
        "v": VERSION,
        "wall": bounded(wall),
    }
    if batch is not None:
        header["batch"] = batch
    if key is not None:
        header["key"] = key
    body = canonical.dump(header)
    _check_header(header, len(body))
    return body


def read_body(body: bytes) -> Action:
    """Return the action of a body from anywhere, completely validated.

    Raises:
        ValueError: It is not the canonical body of a version 1 action.
    """
    _need(len(body) <= MAX_BODY, "the action is larger than 1 MB")
    header = canonical.load(body)
    _check_header(header, len(body))
    return trusted_action(action_id(body), header)


def trusted_action(id: str, header: Mapping[str, Any]) -> Action:
    """Return the action of a header that was validated when it came in."""
    return Action(
        id=id,
        reviewer=header["reviewer"],
        label=header["label"],
        wall=header["wall"],
        parents=tuple(header["parents"]),
        changes=tuple(map(Change._make, header["changes"])),
        batch=header.get("batch"),
        key=header.get("key"),
    )


def _is_hex(value: object, size: int) -> bool:
    # Quicker than a pattern, and asked for every record of every action.
    return isinstance(value, str) and len(value) == 2 * size and not value.strip(_HEX)


def _need(holds: bool, problem: str) -> None:  # noqa: FBT001 - reads as an assertion
    if not holds:
        raise ValueError(problem)


def _check_header(header: Any, size: int) -> None:  # noqa: ANN401 - from anywhere
    _need(isinstance(header, dict), "an action is an object")
    _need(size <= MAX_BODY, "the action is larger than 1 MB")
    names = header.keys()
    _need(names >= _HEADER and names <= _HEADER | _OPTIONAL, "unknown or missing header fields")
    _need(header["v"] == VERSION and header["v"] is not True, "unknown version")
    _need(_is_hex(header["reviewer"], 16), "reviewer is not an id")
    label, wall, parents = header["label"], header["wall"], header["parents"]
    _need(isinstance(label, str) and bool(_LABEL.match(label)), "bad label")
    _need(type(wall) is int and 0 <= wall <= MAX_WALL, "bad wall time")
    _need(isinstance(parents, list) and len(parents) <= MAX_PARENTS, "bad parents")
    _need(all(_is_hex(parent, 32) for parent in parents), "a parent is not an action id")
    _need(parents == sorted(set(parents)), "parents are not sorted or doubled")
    for name in _OPTIONAL & names:
        _need(isinstance(header[name], str) and len(header[name]) <= 256, f"bad {name}")
    changes = header["changes"]
    _need(isinstance(changes, list) and bool(changes), "an action without a change")
    for change in changes:
        _check_change(change)
    switches = [change[0] == "action" for change in changes]
    _need(all(switches) or not any(switches), "a switch beside other changes")


def _check_change(change: Any) -> None:  # noqa: ANN401 - from anywhere
    _need(isinstance(change, list) and len(change) == 4, "a change has four parts")
    kind, record, op, fields = change
    _need(isinstance(kind, str) and bool(_LABEL.match(kind)), "bad kind")
    _need(isinstance(fields, dict), "fields are no object")
    if kind == "action":
        known = isinstance(op, str) and op in _SWITCH_OPS
        _need(_is_hex(record, 32) and known and not fields, "bad switch")
    else:
        _need(_is_hex(record, 32 if kind in OF_ONE_REVIEWER else 16), "bad record id")
        _need(isinstance(op, str) and op in _OPS, "unknown operation")
        _need(op != "del" or not fields, "a deletion with fields")
