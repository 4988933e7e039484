"""The key under which a person receives encrypted files: an age identity, made on request.

It lies beside the signing keys in the data folder, in age's own form, so that
any age program can use it: `age --decrypt --identity FILE`.
"""

import os
import secrets
from pathlib import Path

from credreview import environment
from credreview.domain.errors import UserError
from credreview.exchange import age_keys
from credreview.store import health
from credreview.store.failures import explained
from credreview.text import tr

_OWNER_ONLY = 0o600


def path_of(person: str) -> Path:
    """Return where the identity of a person (id) lies, whether or not it is there."""
    return environment.data_folder() / "keys" / f"{person}.age-identity"


def identity(person: str) -> bytes | None:
    """Return the text of a person's identity file, or None where there is none yet."""
    path = path_of(person)
    return age_keys.read_key_file(path) if path.exists() else None


def identities(person: str) -> tuple[bytes, ...]:
    """Return the identity with which a person opens what they were sent.

    Raises:
        UserError: They have none, so that nothing can be encrypted for it either.
    """
    text = identity(person)
    if text is None:
        raise UserError(
            "receiving.no_key",
            tr("You have no key yet for files that are encrypted for you."),
            tr("Make one, send its public part to the sender, and ask for the file anew."),
        )
    return (text,)


def recipient(person: str) -> str:
    """Return the public key, "age1...", to give to senders; it is made on first use.

    Raises:
        UserError: The file is damaged, or cannot be made.
    """
    path = path_of(person)
    if not path.exists():
        _make(path)
    text = age_keys.read_key_file(path)
    try:
        (found,) = age_keys.read_identities(text)
        return str(found.to_public())
    except (UserError, ValueError, AttributeError) as error:
        raise UserError(
            "receiving.damaged",
            tr("The key in “{path}” cannot be read.", path=str(path)),
            tr("Bring the file back from a backup: what was encrypted for it opens with no other."),
        ) from error


def _make(path: Path) -> None:
    from pyrage import x25519

    made = x25519.Identity.generate()
    text = f"# public key: {made.to_public()}\n{made}\n"
    with explained(path):
        path.parent.mkdir(mode=0o700, exist_ok=True)
        new = path.with_name(f"{secrets.token_hex(8)}.new")
        handle = os.open(new, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _OWNER_ONLY)
        try:
            with os.fdopen(handle, "w", encoding="ascii") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            if not path.exists():
                health.place(new, path)
        except UserError as error:
            if error.id != "file.exists":  # another program has just made it
                raise
        finally:
            new.unlink(missing_ok=True)
