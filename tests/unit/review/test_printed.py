"""What is read off a saved summary; files that are none, or were made to do harm."""

import os
import random
import time
import zipfile
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from docx_examples import FINGERPRINT, card, report

from credreview.domain.errors import UserError
from credreview.domain.model import ArticleQuery, Progress
from credreview.domain.summary import Kind, Paper, Request
from credreview.report.model import Report
from credreview.report.stamp import digest, read_stamp, stamp
from credreview.review import printed
from credreview.review.printed import read_printed
from credreview.review.report_files import rendered

REQUEST = Request(
    kind=Kind.SOURCE,
    about="Harbour “Office” --> </script> \u202e",
    query=ArticleQuery(
        text='"ten ships"', outlets=frozenset({"", "Example"}), progress=frozenset(Progress)
    ),
    left_out=frozenset({"key"}),
    mark="TLP:RED",
    paper=Paper.LETTER,
)


def made() -> Report:
    return report(card(1), request=REQUEST, reviewer="ab" * 16, templates="0123456789abcdef")


def written(folder: Path, form: str) -> Path:
    target = folder / f"summary{form}"
    target.write_bytes(rendered(made(), form))
    return target


@pytest.mark.parametrize("form", [".md", ".html", ".docx"])
def test_a_saved_summary_says_its_state_and_what_was_asked(tmp_path: Path, form: str) -> None:
    found = read_printed(written(tmp_path, form))
    assert (found.form, found.fingerprint, found.misfits) == (form[1:], FINGERPRINT, ())
    assert found.stamp is not None
    assert found.stamp.request == REQUEST
    assert (found.stamp.reviewer, found.stamp.templates) == ("ab" * 16, "0123456789abcdef")
    assert "words of claim 1" in (found.words or "")


@pytest.mark.parametrize("form", [".md", ".html"])
def test_without_its_stamp_the_fingerprint_on_it_is_enough(tmp_path: Path, form: str) -> None:
    file = written(tmp_path, form)
    text = file.read_text("utf-8").replace("credreview", "another")
    file.write_text(text, "utf-8")
    found = read_printed(file)
    assert found.stamp is None
    assert found.fingerprint in (FINGERPRINT, FINGERPRINT[:16])


@pytest.mark.parametrize("form", [".md", ".html"])
def test_a_stamp_of_another_state_is_a_misfit(tmp_path: Path, form: str) -> None:
    file = written(tmp_path, form)
    text = file.read_text("utf-8")
    at = text.index(FINGERPRINT) if form == ".md" else text.index("credreview")
    other = "f" * 64
    file.write_text(text[:at] + text[at:].replace(FINGERPRINT, other, 1), "utf-8")
    found = read_printed(file)
    assert found.fingerprint == other
    assert len(found.misfits) == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "{}",
        '{"credreview": 2}',
        '{"credreview": 1, "fingerprint": "ab"}',
        f'{{"credreview": 1, "fingerprint": "{FINGERPRINT}", "reviewer": 7}}',
        '{"credreview": 1, "fingerprint": ' + "[" * 50_000,
        "9" * 6000,
        "x" * 200_000,
    ],
    ids=lambda text: text[:20],
)
def test_what_is_no_stamp_is_none(text: str) -> None:
    assert read_stamp(text) is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('"kind": "source"', '"kind": "gossip"'),
        ('"about": ', '"colour": "red", "about": '),
        ('"left_out": ["key"]', '"left_out": "key"'),
        ('"descending": true', '"descending": 1'),
        ('"query": {', '"query": 7, "x": {'),
        ('"about": "', '"about": "\\ud800'),
    ],
)
def test_a_request_that_is_not_understood_is_none_never_guessed(before: str, after: str) -> None:
    text = stamp(made())
    assert before in text
    found = read_stamp(text.replace(before, after, 1))
    assert found is not None
    assert found.request is None
    assert found.fingerprint == FINGERPRINT


def test_a_stamp_can_stand_in_a_comment_and_in_an_attribute() -> None:
    assert not set("<>&") & set(stamp(made()))
    assert stamp(made()).isascii()


def test_the_digest_of_templates_changes_with_them(tmp_path: Path) -> None:
    assert digest(tmp_path / "none") == ""
    assert digest(tmp_path) == ""
    (tmp_path / "review.md").write_text("# Title", "utf-8")
    first = digest(tmp_path)
    assert len(first) == 16
    (tmp_path / "notes.bak").write_text("not a template", "utf-8")
    assert digest(tmp_path) == first
    (tmp_path / "review.md").write_text("# Other", "utf-8")
    assert digest(tmp_path) != first


def docx_with(body: bytes) -> bytes:
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", body)
    return whole.getvalue()


BOMB = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.md", b""),
        ("words.md", b"Only words."),
        ("binary.md", bytes(range(256)) * 100),
        ("hashes.md", b"ab" * 32 + b" " + b"cd" * 32),
        ("empty.html", b""),
        ("open.html", b"<" * 100_000),
        ("no-zip.docx", b"PK\x03\x04 nothing"),
        ("empty.docx", b""),
        ("no-body.docx", BytesIO(b"PK\x05\x06" + bytes(18)).getvalue()),
        ("entities.docx", docx_with(BOMB + b"<w:t>&b;&b;</w:t>")),
        ("open.docx", docx_with(b"<w:t>" * 200_000)),
        ("text.txt", b"e58f d10d 5c13 85cd"),
        ("none", b""),
    ],
)
def test_what_is_no_summary_is_told_in_a_sentence_with_a_hint(
    tmp_path: Path, name: str, data: bytes
) -> None:
    (tmp_path / name).write_bytes(data)
    began = time.monotonic()
    with pytest.raises(UserError) as told:
        read_printed(tmp_path / name)
    assert told.value.hint
    assert time.monotonic() - began < 2


def test_what_unpacks_to_more_than_any_summary_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printed, "_MOST_TEXT", 100_000)
    file = tmp_path / "large.docx"
    file.write_bytes(docx_with(b"e58f d10d 5c13 85cd" + b" " * 1_000_000))
    with pytest.raises(UserError, match="cannot be read"):
        read_printed(file)
    monkeypatch.setattr(printed, "MOST_BYTES", 10)
    with pytest.raises(UserError, match="cannot be read"):
        read_printed(file)


@pytest.mark.skipif(os.name == "nt", reason="it has no pipes with names")
@pytest.mark.parametrize("form", [".md", ".html", ".docx"])
def test_a_pipe_is_not_waited_for(tmp_path: Path, form: str) -> None:
    os.mkfifo(tmp_path / f"pipe{form}")
    with pytest.raises(UserError, match="cannot be read"):
        read_printed(tmp_path / f"pipe{form}")


def test_digits_without_end_are_searched_in_time(tmp_path: Path) -> None:
    file = tmp_path / "digits.md"
    for text in ("ab12" * 500_000, "ab12 " * 400_000, "a b " * 500_000, "abcd\n" * 400_000):
        file.write_text(text, "utf-8")
        began = time.monotonic()
        with suppress(UserError):
            read_printed(file)
        assert time.monotonic() - began < 5


def test_damaged_docx_files_are_read_or_refused_and_nothing_else(tmp_path: Path) -> None:
    chance = random.Random(7)
    data = written(tmp_path, ".docx").read_bytes()
    file = tmp_path / "damaged.docx"
    refused = 0
    for _ in range(200):
        broken = bytearray(data)
        for _ in range(chance.randrange(1, 8)):
            at = chance.randrange(len(broken))
            broken[at : at + chance.randrange(1, 60)] = chance.randbytes(chance.randrange(1, 60))
        file.write_bytes(broken)
        try:
            read_printed(file)
        except UserError:
            refused += 1
    assert 0 < refused < 200
