"""Encrypting a file for its recipients, or with a passphrase: the age format, through pyrage.

Any age program opens what is encrypted here, and what one of them encrypted is
opened here: https://age-encryption.org/v1.
"""

import base64
import binascii
import os
import tempfile
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Final, Literal

from credreview.domain.errors import UserError
from credreview.domain.work import Ticker, silent
from credreview.exchange import age_keys
from credreview.store import health
from credreview.store.failures import explained
from credreview.text import tr

#: Ends the name of an encrypted file.
SUFFIX: Final = ".age"
_MAGIC: Final = b"age-encryption.org/v1\n"
_HEADER_END: Final = b"\n--- "
_ARMOUR: Final = b"-----BEGIN AGE ENCRYPTED FILE-----"
#: A header for a hundred recipients is smaller; the time to read one grows with its square.
_LARGEST_HEADER: Final = 150_000
#: Bytes that come out of an encrypted file at the most.
LARGEST: Final = 20_000_000_000
#: The library encrypts with a passphrase in memory only.
LARGEST_IN_MEMORY: Final = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Lock:
    """How a file is encrypted: for recipients, or with a passphrase; exactly one of them.

    Attributes:
        recipients: Public keys, "age1..." or "ssh-ed25519 ...".
    """

    recipients: tuple[str, ...] = ()
    passphrase: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Key:
    """What opens an encrypted file: the text of identity files, or a passphrase."""

    identities: tuple[bytes, ...] = field(default=(), repr=False)
    passphrase: str = field(default="", repr=False)


def is_encrypted(path: Path) -> bool:
    """Return whether a file is encrypted, by how it begins; False for one that cannot be read."""
    try:
        with path.open("rb") as file:
            start = file.read(len(_ARMOUR))
    except OSError:
        return False
    return start.startswith((_MAGIC, _ARMOUR))


def asks_for(path: Path) -> Literal["passphrase", "identity"]:
    """Return what opens an encrypted file.

    Raises:
        UserError: It cannot be read, or is not encrypted.
    """
    start = _start(path)
    if not start.startswith(_MAGIC):
        raise UserError(
            "envelope.not_encrypted",
            tr("“{name}” is not encrypted.", name=path.name),
            tr("Encrypted files end in {suffix}.", suffix=SUFFIX),
        )
    return "passphrase" if start.removeprefix(_MAGIC).startswith(b"-> scrypt ") else "identity"


def _start(path: Path) -> bytes:
    """Return how an encrypted file begins, without armour; b"" where that makes no sense."""
    with explained(path), path.open("rb") as file:
        start = file.read(2 * _LARGEST_HEADER)
    if not start.startswith(_ARMOUR):
        return start
    body = b"".join(line for line in start.splitlines() if not line.startswith(b"-----"))
    try:
        return base64.b64decode(body[: len(body) // 4 * 4])
    except binascii.Error:
        return b""


def encrypt(plain: Path, target: Path, lock: Lock, tick: Ticker = silent) -> None:
    """Encrypt a file into another, which must not be there yet; it is on disk then.

    Raises:
        UserError: A file cannot be read or written, or is too large for a passphrase.
        Cancelled: From `tick`; nothing is left then.
    """
    import pyrage

    size = plain.stat().st_size
    with explained(target), plain.open("rb") as source, target.open("xb") as written:
        try:
            if lock.passphrase:
                _require_memory(plain)
                tick(0, size)
                data = pyrage.passphrase.encrypt(source.read(), composed(lock.passphrase))
                written.write(data)
            else:
                pipe = _Pipe(source, written, tick, size)
                with pipe.failures(pyrage.EncryptError):
                    recipients = [age_keys.recipient(words) for words in lock.recipients]
                    pyrage.encrypt_io(pipe, pipe, recipients)
            written.flush()
            os.fsync(written.fileno())
        except BaseException:
            target.unlink(missing_ok=True)
            raise
    tick(size, size)


def open_encrypted(path: Path, target: Path, key: Key, tick: Ticker = silent) -> None:
    """Open an encrypted file into another one; the target appears when it is whole and on disk.

    Raises:
        UserError: The passphrase is wrong, it is not for this key, it is
            damaged or too large, or something is at the target already.
        Cancelled: From `tick`; nothing is at the target then.
    """
    kind = asks_for(path)
    if _HEADER_END not in _start(path)[:_LARGEST_HEADER]:
        raise _damaged(path)
    with (
        explained(target),
        tempfile.TemporaryDirectory(".unfinished", f".{target.name}.", target.parent) as folder,
    ):
        opened = Path(folder) / "opened"
        with explained(path), path.open("rb") as source, opened.open("xb") as written:
            try:
                if kind == "passphrase":
                    _open_with_words(path, source, written, key.passphrase)
                else:
                    _open_with_key(path, source, written, key.identities, tick)
            finally:
                written.flush()
                os.fsync(written.fileno())
        health.place(opened, target)


def _open_with_words(path: Path, source: IO[bytes], written: IO[bytes], passphrase: str) -> None:
    import pyrage

    if not passphrase:
        raise UserError(
            "envelope.needs_passphrase",
            tr("“{name}” is encrypted with a passphrase.", name=path.name),
            tr("Ask the sender for it, by another way than the file came."),
        )
    _require_memory(path)
    try:
        written.write(pyrage.passphrase.decrypt(source.read(), composed(passphrase)))
    except pyrage.DecryptError as error:
        if str(error) == "Decryption failed":
            raise UserError(
                "envelope.wrong_passphrase",
                tr("This is not the passphrase of “{name}”.", name=path.name),
                tr("Capitals and spaces matter."),
            ) from error
        raise _damaged(path) from error


def _open_with_key(
    path: Path, source: IO[bytes], written: IO[bytes], identities: Sequence[bytes], tick: Ticker
) -> None:
    import pyrage

    if not identities:
        raise UserError(
            "envelope.needs_identity",
            tr("“{name}” is encrypted for a key.", name=path.name),
            tr("Choose the file that holds the secret part of the key."),
        )
    keys = [found for text in identities for found in age_keys.read_identities(text)]
    pipe = _Pipe(source, written, tick, path.stat().st_size, most=LARGEST)
    try:
        with pipe.failures(pyrage.DecryptError):
            pyrage.decrypt_io(pipe, pipe, keys)
    except pyrage.DecryptError as error:
        if "No matching keys" in str(error):
            raise UserError(
                "envelope.not_for_you",
                tr("“{name}” is not encrypted for your key.", name=path.name),
                tr("Send your public key to the sender, and ask for the file anew."),
            ) from error
        raise _damaged(path) from error
    except OSError as error:
        if error.errno is not None:  # the disk's; the library's own has no number
            raise
        raise _damaged(path) from error


def composed(passphrase: str) -> str:
    """Return a passphrase as every keyboard gives it: accents are typed in two ways."""
    return unicodedata.normalize("NFC", passphrase)


class _Pipe:
    """Reads and writes for the library, counts, and keeps the failure that it would hide."""

    def __init__(
        self,
        source: IO[bytes],
        target: IO[bytes],
        tick: Ticker,
        size: int,
        most: int | None = None,
    ) -> None:
        self._source, self._target = source, target
        self._tick, self._size, self._most = tick, size, most
        self._read = self._written = 0
        self._failure: BaseException | None = None

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes."""
        with self._kept():
            data = self._source.read(size)
            self._read += len(data)
            self._tick(min(self._read, self._size), self._size)
            return data

    def write(self, data: bytes) -> int:
        """Take the next bytes."""
        with self._kept():
            self._written += len(data)
            if self._most is not None and self._written > self._most:
                raise _too_large()
            return self._target.write(data)

    def flush(self) -> None:
        """Pass on what was taken."""
        with self._kept():
            self._target.flush()

    @contextmanager
    def _kept(self) -> Iterator[None]:
        try:
            yield
        except BaseException as error:
            self._failure = error
            raise

    @contextmanager
    def failures(self, wrapped: type[Exception]) -> Iterator[None]:
        """Raise what failed in here itself, where the library raises its own in its place."""
        try:
            yield
        except (wrapped, OSError):
            if self._failure is not None:
                raise self._failure from None
            raise


def _require_memory(path: Path) -> None:
    if path.stat().st_size > LARGEST_IN_MEMORY:
        raise UserError(
            "envelope.too_large_for_passphrase",
            tr("“{name}” is too large for a passphrase.", name=path.name),
            tr("Above 1 GB, encrypt for the recipient's key."),
        )


def _too_large() -> UserError:
    return UserError(
        "envelope.too_large",
        tr("More comes out of this file than any review has."),
        tr("It was made to fill your disk. Do not open it."),
    )


def _damaged(path: Path) -> UserError:
    return UserError(
        "envelope.damaged",
        tr("“{name}” is damaged, or was cut short.", name=path.name),
        tr("Ask the sender for it anew."),
    )
