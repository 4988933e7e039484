"""Keys and seals of reviewers: what is signed, how a key is named and compared, what a seal means.

A seal is an Ed25519 signature over an action's id. Since the id is a hash that
covers the action's parents, one seal covers the action and its whole past.
Pure words and bytes; the signatures themselves are made and verified where a
library for them may be loaded.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from credreview.domain.errors import UserError
from credreview.text import tr

KEY_BYTES, SIGNATURE_BYTES = 32, 64
#: Fields of a reviewer's record that announce a public key begin so.
KEY_FIELD = "key_"

#: Reviewer (id, hex) -> the public keys that are trusted here to be theirs.
Trusted = Mapping[str, frozenset[bytes]]


class SealState(StrEnum):
    """What is known of who wrote an action; of several the last that applies in this order."""

    UNSEALED = "unsealed"
    """No key of its reviewer covers it: the name on it is only a name."""
    UNKNOWN_KEY = "unknown_key"
    """Covered by a key that is announced as its reviewer's, but is not trusted here."""
    VERIFIED = "verified"
    """At or in the past of a valid seal by a trusted key of its reviewer."""
    FORGED = "forged"
    """A signature stored for it does not fit, or it names a key that has not signed it."""


class How(StrEnum):
    """How a public key came to be trusted on this machine."""

    OWN = "own"
    FIRST_USE = "first_use"
    VOUCHED = "vouched"
    COMPARED = "compared"


@dataclass(frozen=True, slots=True)
class Announced:
    """A public key that stands in a reviewer's record.

    Attributes:
        voucher, vouch: An earlier key of the same reviewer and its signature
            over this one, or None.
    """

    public: bytes
    voucher: bytes | None = None
    vouch: bytes | None = None


@dataclass
class SealCounts:
    """How many actions are in which state.

    Attributes:
        of: The counts.
        unknown: Reviewers (ids, hex) with actions under an unknown key, and how many.
        forged: Ids of forged actions, hex; the first hundred.
    """

    of: Counter[SealState] = field(default_factory=Counter)
    unknown: Counter[str] = field(default_factory=Counter)
    forged: list[str] = field(default_factory=list)


def seal_bytes(action: str) -> bytes:
    """Return what a seal of an action (id, hex) signs."""
    return b"credreview seal 1\n" + action.encode("ascii")


def vouch_bytes(reviewer: str, public: bytes) -> bytes:
    """Return what a reviewer's earlier key signs to vouch for a further one."""
    return f"credreview key 1\n{reviewer}\n{public.hex()}".encode("ascii")


def key_id(public: bytes) -> str:
    """Return the name of a public key, 32 hex digits of its SHA-256."""
    return hashlib.sha256(public).hexdigest()[:32]


def key_field(public: bytes) -> str:
    """Return the field of the reviewer's record that announces a key."""
    return KEY_FIELD + key_id(public)


def fingerprint_words(public: bytes) -> str:
    """Return a key's name to be read out and compared: eight groups of four hex digits."""
    name = key_id(public)
    return " ".join(name[at : at + 4] for at in range(0, len(name), 4))


def announcement(key: Announced) -> dict[str, str]:
    """Return the value of the field that announces a key."""
    value = {"public": key.public.hex()}
    if key.voucher is not None and key.vouch is not None:
        value |= {"vouched_by": key.voucher.hex(), "vouch": key.vouch.hex()}
    return value


def announced(fields: Mapping[str, Any]) -> list[Announced]:
    """Return the keys that the fields of a reviewer's record announce; nonsense is passed over."""
    found = []
    for name, value in sorted(fields.items()):
        if not name.startswith(KEY_FIELD) or not isinstance(value, dict):
            continue
        public = _bytes(value.get("public"), KEY_BYTES)
        if public is None or key_field(public) != name:
            continue
        voucher = _bytes(value.get("vouched_by"), KEY_BYTES)
        vouch = _bytes(value.get("vouch"), SIGNATURE_BYTES)
        found.append(Announced(public, voucher, vouch if voucher else None))
    return found


def read_public(words: str) -> bytes:
    """Return a public key that somebody typed or pasted; raises UserError for anything else."""
    public = _bytes(re.sub(r"[\s:]", "", words).lower(), KEY_BYTES)
    if public is None:
        raise UserError(
            "keys.no_key",
            tr("This is no public key."),
            tr("A public key has 64 hexadecimal digits; the other machine shows it."),
        )
    return public


def _bytes(value: object, size: int) -> bytes | None:
    if not isinstance(value, str) or len(value) != 2 * size:
        return None
    try:
        found = bytes.fromhex(value)
    except ValueError:
        return None
    return found if len(found) == size else None  # spaces among the digits are passed over
