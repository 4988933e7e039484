"""Signatures over actions: put, verified, united; and which actions the valid ones cover."""

import sqlite3
from collections.abc import Iterable, Iterator
from typing import Protocol

from credreview.domain.seals import KEY_BYTES, SIGNATURE_BYTES, seal_bytes

#: An action's id, a public key, and its signature.
Signature = tuple[bytes, bytes, bytes]


class Signer(Protocol):
    """A private key that can be used now."""

    @property
    def public(self) -> bytes:
        """Its public key."""

    def sign(self, message: bytes) -> bytes:
        """Return the signature over a message."""


def verify(key: bytes, message: bytes, sig: bytes) -> bool:
    """Return whether a signature over a message is by the key."""
    # Loaded here: the program starts without a signature to look at.
    from nacl.exceptions import CryptoError
    from nacl.signing import VerifyKey

    if len(key) != KEY_BYTES or len(sig) != SIGNATURE_BYTES:
        return False
    try:
        VerifyKey(key).verify(message, sig)
    except CryptoError:
        return False
    return True


def holds(id: bytes, key: object, sig: object) -> bool:
    """Return whether a seal of an action is valid; what is stored may be anything."""
    if not isinstance(key, bytes) or not isinstance(sig, bytes):
        return False
    return verify(key, seal_bytes(id.hex()), sig)


def put(db: sqlite3.Connection, n: int, id: str, signer: Signer) -> None:
    """Seal an action, by number and id (hex), inside a write transaction."""
    db.execute(
        "INSERT OR REPLACE INTO signature (n, key, sig) VALUES (?, ?, ?)",
        (n, signer.public, signer.sign(seal_bytes(id))),
    )


def seal_heads(db: sqlite3.Connection, signer: Signer) -> int:
    """Seal all heads that the key has not sealed; return how many there were."""
    rows = db.execute(
        "SELECT n, id FROM head JOIN action USING (n) WHERE NOT EXISTS"
        " (SELECT 1 FROM signature s WHERE s.n = head.n AND s.key = ?)",
        (signer.public,),
    ).fetchall()
    for n, id in rows:
        put(db, n, id.hex(), signer)
    return len(rows)


def signatures(db: sqlite3.Connection) -> Iterator[Signature]:
    """Yield all signatures as `unite` takes them."""
    yield from db.execute("SELECT id, key, sig FROM signature JOIN action USING (n) ORDER BY n")


def signatures_of(db: sqlite3.Connection, id: bytes) -> list[Signature]:
    """Return the signatures of one action as `unite` takes them."""
    sql = "SELECT id, key, sig FROM signature JOIN action USING (n) WHERE id = ?"
    return db.execute(sql, (id,)).fetchall()


def are_here(db: sqlite3.Connection, rows: Iterable[Signature]) -> bool:
    """Return whether a file holds just these signatures among its own."""
    return all(
        db.execute(
            "SELECT 1 FROM action JOIN signature USING (n) WHERE id = ? AND key = ? AND sig = ?",
            row,
        ).fetchone()
        for row in rows
    )


def unite(db: sqlite3.Connection, rows: Iterable[Signature]) -> tuple[int, int]:
    """Add the signatures of another file inside a write transaction.

    Valid ones alone are stored. Of two valid ones of a key over one action
    the smaller stays, so that the order of merges makes no difference.

    Args:
        db: A connection in a write transaction that holds the actions already.
        rows: From another file; anything may stand in them.

    Returns:
        How many came to what was here, and how many were dropped: not valid,
        or of an action that is not here.
    """
    kept = dropped = 0
    for id, key, sig in rows:
        place = db.execute("SELECT n FROM action WHERE id = ?", (id,)).fetchone()
        if place is None:
            dropped += 1
            continue
        here = db.execute(
            "SELECT sig FROM signature WHERE n = ? AND key = ?", (place[0], key)
        ).fetchone()
        if here and here[0] == sig:
            continue
        if not holds(id, key, sig):
            dropped += 1
        elif here is None or sig < here[0] or not holds(id, key, here[0]):
            db.execute(
                "INSERT OR REPLACE INTO signature (n, key, sig) VALUES (?, ?, ?)",
                (place[0], key, sig),
            )
            kept += 1
    return kept, dropped
