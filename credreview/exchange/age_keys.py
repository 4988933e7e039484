"""Public keys that files are encrypted for, and secret ones that open them: age's own, and SSH."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from credreview.domain.errors import UserError
from credreview.store.failures import explained
from credreview.text import tr

if TYPE_CHECKING:
    from pyrage import ssh, x25519

_MOST_RECIPIENTS: Final = 100
_LARGEST_KEY_FILE: Final = 100_000


def read_recipients(words: str) -> tuple[str, ...]:
    """Return the public keys in a text, one a line; lines that begin with "#" are passed over.

    Raises:
        UserError: A line is no public key, or there is none.
    """
    lines = [" ".join(line.split()) for line in words.splitlines()]
    keys = tuple(dict.fromkeys(line for line in lines if line and not line.startswith("#")))
    for key in keys:
        recipient(key)
    if not 0 < len(keys) <= _MOST_RECIPIENTS:
        raise UserError(
            "envelope.no_recipient",
            tr("There is no recipient."),
            tr("Give one to a hundred public keys, such as age1…, one a line."),
        )
    return keys


def recipient(words: str) -> "x25519.Recipient | ssh.Recipient":
    """Return a public key as the library takes it; raises UserError for anything else."""
    from pyrage import RecipientError, ssh, x25519

    if words.upper().startswith("AGE-SECRET-KEY-"):
        raise UserError(
            "envelope.secret_key",
            tr("This is a secret key, which nobody but its owner should have."),
            tr("Ask the recipient for the public key that begins with age1."),
        )
    try:
        if words.startswith("age1"):
            return x25519.Recipient.from_str(words)
        return ssh.Recipient.from_str(words)
    except RecipientError as error:
        raise UserError(
            "envelope.bad_recipient",
            tr("“{words}” is no public key.", words=words[:80]),
            tr("Public keys begin with age1 or ssh-ed25519."),
        ) from error


def read_identities(text: bytes) -> "list[x25519.Identity | ssh.Identity]":
    """Return the secret keys in the text of a file: age's own form, or an SSH key.

    Raises:
        UserError: There is none.
    """
    from pyrage import IdentityError, ssh, x25519

    try:
        if b"-----BEGIN" in text[:200]:
            return [ssh.Identity.from_buffer(text)]
        lines = [line.strip() for line in text.decode("utf-8").splitlines()]
        found = [x25519.Identity.from_str(s) for s in lines if s and not s.startswith("#")]
    except (IdentityError, ValueError) as error:
        raise _no_identity() from error
    if not found:
        raise _no_identity()
    return list(found)


def read_key_file(path: Path) -> bytes:
    """Return the text of a small file of keys; raises UserError where it cannot be read."""
    with explained(path), path.open("rb") as file:
        text = file.read(_LARGEST_KEY_FILE + 1)
    if len(text) > _LARGEST_KEY_FILE:
        raise _no_identity()
    return text


def _no_identity() -> UserError:
    return UserError(
        "envelope.no_identity",
        tr("This file holds no secret key."),
        tr("Choose a file of age identities, or an SSH key without a passphrase."),
    )
