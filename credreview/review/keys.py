"""The Ed25519 key that each person has on each machine, in the data folder.

The private key never leaves its file, which its owner alone can read. A file is
made once and never gives way to another key; a passphrase may be put around the
same key later (Argon2id, then XSalsa20-Poly1305).
"""

import json
import os
import secrets
import stat
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from credreview import environment
from credreview.domain.errors import UserError
from credreview.domain.identity import NO_PERSONS
from credreview.review import people
from credreview.store import health
from credreview.text import tr

if TYPE_CHECKING:
    from nacl.signing import SigningKey

_FORM = 1
_OWNER_ONLY = 0o600
_SALT, _SEED = 16, 32
#: Argon2id as libsodium's "moderate" names it: about 0.5 s and 256 MB a try.
_OPERATIONS, _MEMORY = 3, 268_435_456
_MOST_OPERATIONS, _MOST_MEMORY = 20, 1 << 30


@dataclass(frozen=True, slots=True)
class Signing:
    """A private key that can be used now; it shows itself nowhere."""

    public: bytes
    _key: "SigningKey"

    def sign(self, message: bytes) -> bytes:
        """Return the signature over a message, 64 bytes."""
        return self._key.sign(message).signature

    def __repr__(self) -> str:
        return f"Signing({self.public.hex()[:8]})"


#: Keys whose passphrase was given in this process, by their file.
_unlocked: dict[Path, Signing] = {}


def path_of(person: str) -> Path:
    """Return where the key of a person (id) lies, whether or not it is there."""
    return environment.data_folder() / "keys" / f"{person}.json"


def has_keys(person: str) -> bool:
    """Return whether a person of this id may have keys: the fictional ones of the sample do not.

    They are the same two on every machine, so that each would have many.
    """
    return person not in people.FICTIONAL | NO_PERSONS


def public_key(person: str) -> bytes:
    """Return the public key of a person on this machine; made on first use.

    Raises:
        UserError: The key file is damaged, or cannot be made.
    """
    return bytes.fromhex(_data(person)["public"])


def has_passphrase(person: str) -> bool:
    """Return whether the key file is protected by a passphrase; raises UserError."""
    return isinstance(_data(person)["secret"], dict)


def unlocked(person: str) -> Signing | None:
    """Return the key of a person if it can be used now; made on first use.

    Returns:
        None where its passphrase was not given, in this process or in its
        environment (CREDREVIEW_PASSPHRASE).

    Raises:
        UserError: The key file is damaged, or cannot be made, or the
            passphrase in the environment is wrong.
    """
    data = _data(person)
    if isinstance(data["secret"], str):
        return _signing(person, data, bytes.fromhex(data["secret"]))
    held = _unlocked.get(path_of(person))
    if held and held.public.hex() == data["public"]:
        return held
    given = os.environ.get(environment.PASSPHRASE_VARIABLE)
    return unlock(person, given) if given else None


def unlock(person: str, passphrase: str) -> Signing:
    """Open a protected key for this process; takes about half a second.

    Raises:
        UserError: The passphrase is wrong, or the file damaged.
    """
    data = _data(person)
    key = _signing(person, data, _seed(person, data, passphrase))
    _unlocked[path_of(person)] = key
    return key


def lock(person: str) -> None:
    """Forget an opened key; a key without a passphrase stays usable."""
    _unlocked.pop(path_of(person), None)


def set_passphrase(person: str, old: str, new: str) -> None:
    """Put a passphrase around the key, another one, or none where `new` is empty.

    Takes up to a second. The key stays the same.

    Raises:
        UserError: The old passphrase is wrong, or the file cannot be written.
    """
    data = _data(person)
    seed = _seed(person, data, old)
    key = _signing(person, data, seed)
    made = {**data, "secret": _boxed(seed, new) if new else seed.hex()}
    target = path_of(person)
    with _told(target):
        written = _written(made)
        try:
            written.replace(target)
        finally:
            written.unlink(missing_ok=True)
        health.to_disk(target.parent)
    if new:
        _unlocked[target] = key
    else:
        lock(person)


def is_exposed(person: str) -> bool:
    """Return whether others on this machine may read the key file; False where that is unknown."""
    if os.name != "posix":
        return False  # there the profile's folder keeps others out
    try:
        return bool(path_of(person).stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))
    except OSError:
        return False


def _data(person: str) -> dict[str, Any]:
    path = path_of(person)
    if not path.exists():
        return _make(person)
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        _check(person, data)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _damaged(path) from error
    return dict(data)


def _check(person: str, data: Any) -> None:  # noqa: ANN401 - from a file
    sizes = {"public": _SEED}
    if data["form"] != _FORM or data["person"] != person:
        raise ValueError("another form or person")
    secret = data["secret"]
    if isinstance(secret, str):
        sizes["secret"] = _SEED
    else:
        operations, memory = secret["operations"], secret["memory"]
        for value, most in ((operations, _MOST_OPERATIONS), (memory, _MOST_MEMORY)):
            if type(value) is not int or not 0 < value <= most:
                raise ValueError("a cost out of bounds")
        if len(bytes.fromhex(secret["salt"])) != _SALT:
            raise ValueError("bad salt")
        bytes.fromhex(secret["box"])
    for name, size in sizes.items():
        if len(bytes.fromhex(data[name])) != size:
            raise ValueError(f"bad {name}")


def _damaged(path: Path) -> UserError:
    return UserError(
        "keys.damaged",
        tr("The key in “{path}” cannot be read.", path=str(path)),
        tr(
            "Bring the file back from a backup. Without one, move it away: a new key is made then,"
            " which others have to trust anew."
        ),
    )


def _make(person: str) -> dict[str, Any]:
    """Make a person's key, or return the one that another program made just now."""
    from nacl.signing import SigningKey

    if not has_keys(person):
        raise UserError("keys.fictional", tr("The people of the sample review have no keys."))
    seed = secrets.token_bytes(_SEED)
    public = bytes(SigningKey(seed).verify_key)
    data = {
        "form": _FORM,
        "person": person,
        "public": public.hex(),
        "secret": seed.hex(),
        "made": environment.now(),
    }
    target = path_of(person)
    with _told(target):
        target.parent.mkdir(mode=0o700, exist_ok=True)
        written = _written(data)
        try:
            try:
                os.link(written, target)  # complete at once, and never over another key
            except FileExistsError:
                return _data(person)
            except OSError:  # a file system without links
                if target.exists():
                    return _data(person)
                os.rename(written, target)
        finally:
            written.unlink(missing_ok=True)
        health.to_disk(target.parent)
    return data


def _written(data: dict[str, Any]) -> Path:
    """Write a new file beside the keys, owner-only from its first moment, and sync it."""
    path = path_of(f"new-{secrets.token_hex(8)}")
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _OWNER_ONLY)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(data, file)
        file.flush()
        os.fsync(file.fileno())
    return path


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turn what the system refuses into a sentence."""
    try:
        yield
    except OSError as error:
        raise UserError(
            "keys.cannot_write",
            tr(
                "The key in “{path}” cannot be written: {reason}.",
                path=str(path),
                reason=error.strerror,
            ),
            tr("Check that folder and the disk. Until then, nothing is sealed."),
        ) from error


def _signing(person: str, data: dict[str, Any], seed: bytes) -> Signing:
    from nacl.signing import SigningKey

    key = SigningKey(seed)
    if bytes(key.verify_key).hex() != data["public"]:
        raise _damaged(path_of(person))
    return Signing(bytes(key.verify_key), key)


def _seed(person: str, data: dict[str, Any], passphrase: str) -> bytes:
    from nacl.exceptions import CryptoError
    from nacl.secret import SecretBox

    secret = data["secret"]
    if isinstance(secret, str):
        return bytes.fromhex(secret)
    salt = bytes.fromhex(secret["salt"])
    derived = _derived(passphrase, salt, secret["operations"], secret["memory"])
    try:
        return SecretBox(derived).decrypt(bytes.fromhex(secret["box"]))
    except (CryptoError, ValueError) as error:
        raise UserError(
            "keys.wrong_passphrase",
            tr("This is not the passphrase of the key."),
            tr("Without it the key is of no use; it stands nowhere else."),
        ) from error


def _boxed(seed: bytes, passphrase: str) -> dict[str, Any]:
    from nacl.secret import SecretBox

    salt = secrets.token_bytes(_SALT)
    box = SecretBox(_derived(passphrase, salt, _OPERATIONS, _MEMORY)).encrypt(seed)
    return {
        "salt": salt.hex(),
        "operations": _OPERATIONS,
        "memory": _MEMORY,
        "box": bytes(box).hex(),
    }


def _derived(passphrase: str, salt: bytes, operations: int, memory: int) -> bytes:
    from nacl.pwhash import argon2id

    # Composed: keyboards differ in how they type an accent.
    words = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
    return argon2id.kdf(_SEED, words, salt, opslimit=operations, memlimit=memory)
