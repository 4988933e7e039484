"""What each person did on this machine: the ids of their actions, one after the other.

An action under one's own name that is neither here nor in the past of one that
is, and that no own key sealed, was made by somebody else or on another machine.
"""

import os
from contextlib import suppress
from pathlib import Path

from credreview import environment
from credreview.domain.seals import Trusted
from credreview.review import people
from credreview.store import coverage
from credreview.store.view import View

_ID = 32


def _path(person: str) -> Path:
    return environment.data_folder() / "made" / person


def note(person: str, action: str) -> None:
    """Remember an action (id, hex) that a person has just made on this machine.

    The last one of a transaction is enough: each stands for its past. It is
    not synced, and a failure is passed over: the action is on disk, and at worst
    it is asked about later.
    """
    if person in people.FICTIONAL:
        return
    with suppress(OSError):
        path = _path(person)
        path.parent.mkdir(mode=0o700, exist_ok=True)
        handle = os.open(path, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
        try:
            # An id that a crash cut short is filled up, so that this one stands in its place.
            gap = -os.fstat(handle).st_size % _ID
            os.write(handle, bytes(gap) + bytes.fromhex(action))
        finally:
            os.close(handle)


def made_here(person: str) -> frozenset[bytes]:
    """Return the ids of a person's actions that were made on this machine."""
    try:
        data = _path(person).read_bytes()
    except OSError:
        return frozenset()
    whole = len(data) - len(data) % _ID
    return frozenset(data[at : at + _ID] for at in range(0, whole, _ID))


def strangers(view: View, person: str, trusted: Trusted, after: int = 0) -> list[str]:
    """Return the actions under a person's name that none of their machines is known to have made.

    Args:
        view: The review; at a merge, as it stands after it.
        person: Somebody of this machine, by id.
        trusted: See `trust.trusted`.
        after: Only actions with a greater number in this file, such as those
            that a merge brought.

    Returns:
        Ids, hex, oldest first: neither this machine made them, nor does a
        trusted key of the person cover them.
    """
    if person in people.FICTIONAL:
        return []
    return coverage.strangers(view, person, trusted, made_here(person), after)
