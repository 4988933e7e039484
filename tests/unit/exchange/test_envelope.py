"""Encrypted files open for whom they are meant, with any age program, and for nobody else."""

import os
import shutil
import subprocess
import time
from pathlib import Path

import pyrage
import pytest
from pyrage import x25519

from credreview.domain.errors import Cancelled, UserError
from credreview.domain.work import silent
from credreview.exchange import age_keys, envelope
from credreview.exchange.envelope import Key, Lock

#: More than one chunk of the format, and no multiple of it.
WORDS = b"A review, or what stands for one here.\n" * 5000
#: With a passphrase, encrypting takes the library seconds and a gigabyte: few tests do it.
PASSPHRASE = "caf\u00e9 au lait, encore"


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    path = tmp_path / "plain.credreview"
    path.write_bytes(WORDS)
    return path


@pytest.fixture
def identity():
    return x25519.Identity.generate()


@pytest.fixture
def encrypted(plain: Path, identity) -> Path:
    path = plain.with_name("plain.credreview.age")
    envelope.encrypt(plain, path, Lock(recipients=(str(identity.to_public()),)))
    return path


def text_of(identity) -> bytes:
    return f"# a comment\n\n{identity}\n".encode()


def test_what_was_encrypted_for_a_key_opens_with_it(
    encrypted: Path, identity, tmp_path: Path
) -> None:
    assert encrypted.read_bytes().startswith(b"age-encryption.org/v1\n-> X25519 ")
    assert envelope.is_encrypted(encrypted)
    assert envelope.asks_for(encrypted) == "identity"
    opened = tmp_path / "opened"
    envelope.open_encrypted(encrypted, opened, Key((text_of(identity),)))
    assert opened.read_bytes() == WORDS


def test_for_several_recipients_each_opens_it_alone(plain: Path, tmp_path: Path) -> None:
    several = [x25519.Identity.generate() for _ in range(3)]
    encrypted = tmp_path / "encrypted.age"
    envelope.encrypt(plain, encrypted, Lock(recipients=tuple(str(i.to_public()) for i in several)))
    for number, one in enumerate(several):
        opened = tmp_path / f"opened{number}"
        envelope.open_encrypted(encrypted, opened, Key((text_of(one),)))
        assert opened.read_bytes() == WORDS


def test_another_key_does_not_open_it(encrypted: Path, tmp_path: Path) -> None:
    assert refusal(encrypted, tmp_path, Key((text_of(x25519.Identity.generate()),))) == (
        "envelope.not_for_you"
    )


def refusal(encrypted: Path, folder: Path, key: Key) -> str:
    """Return why a file does not open; nothing of it is left then."""
    before = sorted(folder.iterdir())
    with pytest.raises(UserError) as refused:
        envelope.open_encrypted(encrypted, folder / "opened", key)
    assert refused.value.hint
    assert sorted(folder.iterdir()) == before
    return refused.value.id


def test_a_passphrase_opens_it_however_it_is_typed_and_another_does_not(plain, tmp_path) -> None:
    encrypted = tmp_path / "encrypted.credreview.age"
    envelope.encrypt(plain, encrypted, Lock(passphrase=PASSPHRASE))
    assert encrypted.read_bytes().startswith(b"age-encryption.org/v1\n-> scrypt ")
    assert envelope.asks_for(encrypted) == "passphrase"
    assert refusal(encrypted, tmp_path, Key(passphrase="wrong")) == "envelope.wrong_passphrase"
    assert refusal(encrypted, tmp_path, Key()) == "envelope.needs_passphrase"
    opened = tmp_path / "opened"
    envelope.open_encrypted(encrypted, opened, Key(passphrase="cafe\u0301 au lait, encore"))
    assert opened.read_bytes() == WORDS


@pytest.mark.parametrize("cut", ["body", "tail", "header"])
def test_a_damaged_file_is_said_to_be_damaged(
    encrypted: Path, identity, tmp_path, cut: str
) -> None:
    data = bytearray(encrypted.read_bytes())
    if cut == "body":
        data[len(data) // 2] ^= 1
    elif cut == "tail":
        del data[-1:]
    else:
        del data[60:]
    encrypted.write_bytes(data)
    assert refusal(encrypted, tmp_path, Key((text_of(identity),))) == "envelope.damaged"


def test_a_thousand_damaged_bytes_never_give_wrong_words(
    encrypted: Path, identity, tmp_path
) -> None:
    data = encrypted.read_bytes()
    for number in range(60):
        at = number * len(data) // 60
        encrypted.write_bytes(data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :])
        assert refusal(encrypted, tmp_path, Key((text_of(identity),))).startswith("envelope.")


def test_what_is_not_encrypted_is_told_from_what_is(plain: Path, tmp_path: Path) -> None:
    assert not envelope.is_encrypted(plain)
    assert not envelope.is_encrypted(tmp_path / "missing")
    with pytest.raises(UserError) as refused:
        envelope.asks_for(plain)
    assert refused.value.id == "envelope.not_encrypted"


def test_a_file_that_grows_without_end_is_stopped(
    encrypted, identity, tmp_path, monkeypatch
) -> None:
    monkeypatch.setattr(envelope, "LARGEST", 100_000)
    assert refusal(encrypted, tmp_path, Key((text_of(identity),))) == "envelope.too_large"


def test_stopping_leaves_nothing(plain: Path, encrypted: Path, identity, tmp_path) -> None:
    def stop(done: int, total: int, what: str = "") -> None:
        if done > 100_000:
            raise Cancelled

    before = sorted(tmp_path.iterdir())
    with pytest.raises(Cancelled):
        envelope.open_encrypted(encrypted, tmp_path / "opened", Key((text_of(identity),)), stop)
    lock = Lock(recipients=(str(identity.to_public()),))
    with pytest.raises(Cancelled):
        envelope.encrypt(plain, tmp_path / "again.age", lock, stop)
    assert sorted(tmp_path.iterdir()) == before


def test_nothing_is_written_over(encrypted: Path, identity, tmp_path: Path) -> None:
    opened = tmp_path / "opened"
    opened.write_bytes(b"of value")
    with pytest.raises(UserError) as refused:
        envelope.open_encrypted(encrypted, opened, Key((text_of(identity),)))
    assert refused.value.id == "file.exists"
    assert opened.read_bytes() == b"of value"


def test_recipients_are_read_one_a_line() -> None:
    one, other = (str(x25519.Identity.generate().to_public()) for _ in range(2))
    assert age_keys.read_recipients(f"# Zoe\n{one}\n\n  {other}  \n{one}\n") == (one, other)


@pytest.mark.parametrize(
    ("words", "id"),
    [
        ("", "envelope.no_recipient"),
        ("# nobody\n", "envelope.no_recipient"),
        ("age1nonsense", "envelope.bad_recipient"),
        ("ssh-ed25519 AAAA zoe@example", "envelope.bad_recipient"),
        ("Zoe", "envelope.bad_recipient"),
    ],
)
def test_what_is_no_recipient_is_refused(words: str, id: str) -> None:
    with pytest.raises(UserError) as refused:
        age_keys.read_recipients(words)
    assert refused.value.id == id


def test_a_secret_key_in_place_of_a_public_one_is_refused_and_not_repeated() -> None:
    secret = str(x25519.Identity.generate())
    with pytest.raises(UserError) as refused:
        age_keys.read_recipients(secret)
    assert refused.value.id == "envelope.secret_key"
    assert secret[16:] not in str(refused.value)


def test_a_file_without_a_secret_key_opens_nothing(encrypted: Path, tmp_path: Path) -> None:
    for text in (b"", b"# nothing\n", b"AGE-SECRET-KEY-1NONSENSE", b"\xff\xfe", b"-----BEGIN x"):
        assert refusal(encrypted, tmp_path, Key((text,))) == "envelope.no_identity"


def needs(program: str) -> str:
    """Return a program's path, or skip where this system has none."""
    found = shutil.which(program)
    if not found:
        pytest.skip(f"{program} is not installed")
    return found


def run(*command: object) -> None:
    subprocess.run([str(part) for part in command], check=True, timeout=60, capture_output=True)


def test_the_age_program_opens_what_we_encrypt_and_we_what_it_encrypts(
    plain: Path, encrypted: Path, identity, tmp_path: Path
) -> None:
    age = needs("age")
    keys = tmp_path / "keys.txt"
    keys.write_bytes(text_of(identity))
    theirs = tmp_path / "theirs"
    run(age, "--decrypt", "--identity", keys, "--output", theirs, encrypted)
    assert theirs.read_bytes() == WORDS
    for number, armour in enumerate(([], ["--armor"])):
        from_age = tmp_path / f"from-age{number}"
        run(age, "--encrypt", *armour, "-r", identity.to_public(), "-o", from_age, plain)
        assert envelope.is_encrypted(from_age)
        assert envelope.asks_for(from_age) == "identity"
        opened = tmp_path / f"opened{number}"
        envelope.open_encrypted(from_age, opened, Key((keys.read_bytes(),)))
        assert opened.read_bytes() == WORDS


def test_an_ssh_key_receives_as_well(plain: Path, tmp_path: Path) -> None:
    run(needs("ssh-keygen"), "-q", "-t", "ed25519", "-N", "", "-f", tmp_path / "id")
    (recipient,) = age_keys.read_recipients((tmp_path / "id.pub").read_text())
    encrypted, opened = tmp_path / "encrypted.age", tmp_path / "opened"
    envelope.encrypt(plain, encrypted, Lock(recipients=(recipient,)))
    envelope.open_encrypted(encrypted, opened, Key((age_keys.read_key_file(tmp_path / "id"),)))
    assert opened.read_bytes() == WORDS


def test_a_disk_without_room_is_said_and_nothing_is_left(
    encrypted: Path, identity, tmp_path
) -> None:
    if not os.path.exists("/dev/full"):
        pytest.skip("there is no /dev/full")
    with encrypted.open("rb") as source, open("/dev/full", "wb", 0) as full:
        pipe = envelope._Pipe(source, full, silent, 1)
        with pytest.raises(OSError, match="No space"), pipe.failures(pyrage.DecryptError):
            pyrage.decrypt_io(pipe, pipe, [identity])


def test_a_header_without_end_is_refused_at_once(identity, tmp_path: Path) -> None:
    stanza = b"-> X25519 " + b"A" * 43 + b"\n" + b"A" * 43 + b"\n"
    path = tmp_path / "endless.credreview.age"
    path.write_bytes(b"age-encryption.org/v1\n" + stanza * 20_000 + b"--- " + b"A" * 43 + b"\n")
    began = time.monotonic()
    with pytest.raises(UserError) as told:
        envelope.open_encrypted(path, tmp_path / "out", Key((text_of(identity),)))
    assert told.value.id == "envelope.damaged"
    assert time.monotonic() - began < 2, "the library takes minutes"
