"""A person's own key for encrypted files is made once, for its owner's eyes, in a common form."""

import os
import stat
from pathlib import Path

import pytest

from credreview.domain.errors import UserError
from credreview.exchange import envelope, receiving
from credreview.exchange.envelope import Key, Lock

PERSON = "ab" * 16


def test_it_is_made_on_request_and_stays_the_same() -> None:
    assert receiving.identity(PERSON) is None
    public = receiving.recipient(PERSON)
    assert public.startswith("age1")
    assert receiving.recipient(PERSON) == public
    assert receiving.recipient("cd" * 16) != public
    left = [path.name for path in receiving.path_of(PERSON).parent.iterdir()]
    assert sorted(left) == sorted(f"{p}.age-identity" for p in (PERSON, "cd" * 16))


def test_what_was_encrypted_for_it_opens_with_its_file(tmp_path: Path) -> None:
    plain, encrypted, opened = tmp_path / "plain", tmp_path / "encrypted.age", tmp_path / "opened"
    plain.write_bytes(b"words")
    envelope.encrypt(plain, encrypted, Lock(recipients=(receiving.recipient(PERSON),)))
    text = receiving.identity(PERSON)
    assert text is not None
    envelope.open_encrypted(encrypted, opened, Key((text,)))
    assert opened.read_bytes() == b"words"


@pytest.mark.skipif(os.name != "posix", reason="Windows keeps others out by the folder")
def test_nobody_else_may_read_it() -> None:
    receiving.recipient(PERSON)
    assert stat.S_IMODE(receiving.path_of(PERSON).stat().st_mode) == 0o600


def test_a_damaged_file_is_told_and_not_replaced() -> None:
    receiving.recipient(PERSON)
    path = receiving.path_of(PERSON)
    for text in (b"nonsense", b"", b"AGE-SECRET-KEY-1"):
        path.write_bytes(text)
        with pytest.raises(UserError) as refused:
            receiving.recipient(PERSON)
        assert refused.value.id == "receiving.damaged"
        assert path.read_bytes() == text
