"""The command line: its exit codes and forms, and a sentence for whatever is wrong."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import commands
import pytest
import sessions
from commands import ARTICLE, Commands

from credreview import cli
from credreview.domain.summary import HEADS
from credreview.review.session import ReviewSession
from credreview.store.file import driver

ROOT = Path(__file__).resolve().parents[2]
REAL = Path(os.environ.get("CREDREVIEW_REAL_ARTICLES", ROOT.parent / "shared" / "seeds"))


@pytest.fixture
def cmd(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Commands:
    return commands.begin(tmp_path, capsys)


# new and import


def test_new_refuses_what_is_there_already(cmd: Commands) -> None:
    before = cmd.review.read_bytes()
    assert cmd.run("new", cmd.review, "--reviewer", "Xenia").code == 2
    assert cmd.review.read_bytes() == before


@pytest.mark.parametrize("name", ["review", "no/such/folder/r.credreview", "r.db"])
def test_new_refuses_a_path_that_cannot_be(cmd: Commands, name: str) -> None:
    assert cmd.run("new", cmd.folder / name, "--reviewer", "Xenia").code == 2


@pytest.mark.parametrize("name", ["", "  ", "a\nb\x00".replace("\x00", "\x07"), "x" * 201])
def test_a_name_that_is_none_is_refused(cmd: Commands, name: str) -> None:
    assert cmd.run("new", cmd.folder / "other.credreview", "--reviewer", name).code == 2


def test_a_file_that_cannot_be_read_is_told_and_the_rest_goes_on(cmd: Commands) -> None:
    (cmd.folder / "empty.txt").write_bytes(b"")
    (cmd.folder / "image.txt").write_bytes(bytes(range(256)) * 100)
    (cmd.folder / "third.txt").write_text("A third article.\n\nIt says something.\n")
    names = ("empty.txt", "missing.txt", "image.txt", "third.txt", "harbour.txt")
    done = cmd.run("import", cmd.review, *[cmd.folder / name for name in names])
    assert done.code == 1
    assert [line.split(":")[0] for line in done.out.splitlines()] == [
        *["refused"] * 3,
        "added",
        "already there",
    ]


def test_import_without_a_name_needs_one_person(cmd: Commands) -> None:
    cmd.run("new", cmd.folder / "other.credreview", "--reviewer", "Yorick")
    assert cmd.run("import", cmd.review, cmd.folder / "harbour.txt").code == 2


# What cannot be done


@pytest.mark.parametrize("command", ["import", "act", "show", "check"])
@pytest.mark.parametrize("content", [None, b"", b"no database", b"SQLite format 3\0" + b"x" * 99])
def test_a_review_that_is_none_is_refused_with_a_sentence(
    cmd: Commands, command: str, content: bytes | None
) -> None:
    path = cmd.folder / "other.credreview"
    if content is not None:
        path.write_bytes(content)
    more = {
        "import": [cmd.folder / "harbour.txt", "--reviewer", "Xenia"],
        "act": [cmd.folder / "harbour.txt", "--reviewer", "Xenia"],
    }
    assert cmd.run(command, path, *more.get(command, [])).code == 2
    assert (path.read_bytes() if path.exists() else None) == content


@pytest.mark.parametrize("given", ["missing.jsonl", "."])
def test_a_file_of_deeds_that_cannot_be_read_is_told(cmd: Commands, given: str) -> None:
    done = cmd.run("act", cmd.review, "--reviewer", "Xenia", cmd.folder / given)
    assert done.code == 2


def test_a_data_folder_that_cannot_be_is_told(
    cmd: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CREDREVIEW_HOME", str(cmd.review / "home"))
    assert cmd.run("act", cmd.review, "--reviewer", "Xenia", os.devnull).code == 2


def test_a_name_that_fits_two_people_is_refused(cmd: Commands, home: Path) -> None:
    (person,) = (home / "people").glob("*.json")
    other = {"id": "12" * 16, "name": "xenia"}
    (home / "people" / "other.json").write_text(json.dumps(other))
    done = cmd.run("act", cmd.review, "--reviewer", "XENIA", os.devnull)
    assert done.code == 2
    assert other["id"] in done.err
    by_id = json.loads(person.read_text())["id"]
    assert cmd.run("act", cmd.review, "--reviewer", by_id, os.devnull).code == 0


@pytest.mark.parametrize(
    "arguments", [[], ["dance"], ["act"], ["show", "--jason", "x"], ["act", "r", "--batch", "x"]]
)
def test_a_wrong_command_ends_with_2(cmd: Commands, arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        cli.main(arguments)
    assert caught.value.code == 2


# show and check

KEYS = {
    "review": {"id", "format", "fingerprint", "title", "handling", "blind", "hidden"},
    "article": {
        *("id", "title", "outlet", "author", "published", "url", "language"),
        *("text", "text_sha256", "bytes_sha256", "blocks", "supplied", "guessed"),
    },
    "capture": {
        *("id", "article", "title", "outlet", "author", "published", "url", "language"),
        *("guessed", "captured_at", "reviewer", "method", "file_name", "bytes_sha256"),
    },
    "claim": {"id", "article", "start", "end", "part", "quote", "deleted_by", "settled"},
    "judgement": {
        *("claim", "reviewer", "provenance", "attributed_to", "directness", "reliability"),
        *("credibility", "not_checkable", "confidence", "rationale", "flags", "when", "blind"),
        "after_reveal",
    },
    "adjudication": {
        *("claim", "reviewer", "provenance", "attributed_to", "directness", "reliability", "over"),
        *("credibility", "not_checkable", "confidence", "reason", "flags", "when"),
    },
    "source": {"id", "name", "type", "descriptor"},
    "statement": {"id", "about", *HEADS},
    "reviewer": {"id", "name", "organisation", "role", "keys"},
    "link": {"id", "relation", "from", "to", "note"},
    "note": {"id", "about", "by", "words"},
    "action": {"id", "reviewer", "do", "when", "clock", "parents", "changes", "off", "hidden"},
}


def test_the_form_of_show_is_stable(cmd: Commands) -> None:
    claim = cmd.claim()
    (other,) = cmd.act({"do": "mark_claim", "article": ARTICLE, "start": 0, "end": 7}).lines
    cmd.act(
        {"do": "judge", "claim": claim, "attributed_to": "Fictional Ministry", "rationale": "So."},
        {"do": "link", "claim": claim, "to": other["claim"], "relation": "confirms", "note": "x"},
        {"do": "note", "claim": claim, "text": "A note."},
        {"do": "describe_source", "source": "Fictional Ministry", "kind": "Government"},
        {"do": "write_statement", **dict.fromkeys(HEADS, "Words.")},
        {"do": "judge", "claim": claim, "reliability": "B", "credibility": "2"},
        {"do": "adjudicate", "claim": claim, "reason": "Agreed.", "not_checkable": True},
    )
    shown = cmd.run("show", cmd.review, "--json")
    assert shown.out.isascii(), "safe in any terminal and pipe"
    kinds: dict[str, list[dict[str, Any]]] = {}
    for entry in shown.lines:
        kinds.setdefault(entry["kind"], []).append(entry)
    assert kinds.keys() == KEYS.keys()
    for kind, entries in kinds.items():
        for entry in entries:
            assert KEYS[kind] | {"kind"} == entry.keys(), kind
    assert shown.lines[0]["kind"] == "review"
    for entry in kinds["claim"]:
        (article,) = [a for a in kinds["article"] if a["id"] == entry["article"]]
        assert article["text"][entry["start"] : entry["end"]] == entry["quote"]
    for entry in kinds["article"]:
        assert {block["kind"] for block in entry["blocks"]} <= {
            *("heading", "paragraph", "list_item", "quotation"),
            *("embedded_post", "caption", "byline", "boilerplate"),
        }
    assert kinds["note"][0]["words"] == "A note."
    assert kinds["review"][0]["fingerprint"] in cmd.run("check", cmd.review).out


def test_words_that_a_terminal_would_obey_are_shown_and_not_obeyed(cmd: Commands) -> None:
    (cmd.folder / "evil\x1b[31m.txt").write_text("")
    done = cmd.run("import", cmd.review, cmd.folder / "evil\x1b[31m.txt")
    assert "\x1b" not in done.out
    path = cmd.folder / "no\x1b]0;title\x07.credreview"
    assert "\x1b" not in cmd.run("show", path).err


def test_check_tells_and_mends_a_wrong_projection(cmd: Commands) -> None:
    cmd.claim()
    session = ReviewSession.open(cmd.review, sessions.XENIA)
    with session.file.writing() as connection:
        driver(connection).execute("DELETE FROM claim")
    session.file.close()
    assert cmd.run("check", cmd.review, "--rebuild").code == 1
    assert cmd.run("check", cmd.review, "--rebuild").code == 0


# As processes


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "credreview", *map(str, arguments)]


@pytest.fixture
def acting(cmd: Commands) -> Iterator[subprocess.Popen[bytes]]:
    """Return a running `act` that reads from a pipe."""
    process = subprocess.Popen(
        command("act", cmd.review, "--reviewer", "Xenia", "-"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
    )
    yield process
    if process.poll() is None:
        process.kill()
    process.wait()
    for pipe in (process.stdin, process.stdout, process.stderr):
        assert pipe
        pipe.close()


def test_each_line_is_answered_at_once_and_after_its_commit(
    cmd: Commands, acting: subprocess.Popen[bytes]
) -> None:
    assert acting.stdin
    assert acting.stdout
    assert acting.stderr
    for number in range(5):
        span = {"do": "mark_claim", "article": ARTICLE, "start": number, "end": 20 + number}
        acting.stdin.write(json.dumps(span).encode() + b"\n")
        acting.stdin.flush()
        answer = json.loads(acting.stdout.readline())
        reader = ReviewSession.open(cmd.review, sessions.YORICK, read_only=True)
        assert answer["action"] in sessions.bodies(reader), "another connection sees it"
        reader.file.close()
    acting.stdin.write(b'{"do":"dance"}')  # no line end: the last line all the same
    acting.stdin.close()
    assert json.loads(acting.stdout.read())["ok"] is False
    assert acting.stderr.read() == b""
    assert acting.wait() == 1


def test_a_reader_of_the_answers_that_goes_away_is_no_error_to_shout_about(
    cmd: Commands, acting: subprocess.Popen[bytes]
) -> None:
    assert acting.stdin
    assert acting.stdout
    assert acting.stderr
    acting.stdout.close()
    deed = {"do": "mark_claim", "article": ARTICLE, "start": 0, "end": 5}
    acting.stdin.write(json.dumps(deed).encode() + b"\n")
    acting.stdin.close()
    assert acting.stderr.read() == b""
    assert acting.wait() == 1
    assert cmd.run("check", cmd.review).code == 0


def test_streams_that_are_closed_are_told_in_a_sentence(cmd: Commands) -> None:
    words = " ".join(f"'{word}'" for word in command("act", cmd.review, "--reviewer", "Xenia"))
    done = subprocess.run(
        ["/bin/sh", "-c", f"{words} - <&-"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_two_processes_that_meet_a_new_name_at_once_make_one_person(cmd: Commands) -> None:
    running = [
        subprocess.Popen(
            command("act", cmd.review, "--reviewer", "Entirely New", "-"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
        )
        for _ in range(4)
    ]
    deed = {"do": "set_article", "article": ARTICLE, "author": "Fictional"}
    for process in running:
        assert process.stdin
        process.stdin.write(json.dumps(deed).encode() + b"\n")
        process.stdin.close()
    for process in running:
        assert process.stdout
        assert json.loads(process.stdout.read())["ok"]
        process.stdout.close()
        assert process.wait() == 0
    shown = cmd.run("show", cmd.review, "--json").lines
    names = [entry["name"] for entry in shown if entry["kind"] == "reviewer"]
    assert sorted(names) == ["Entirely New", "Xenia"]


# The real documents


def test_the_real_documents_are_reviewed_from_import_to_show(cmd: Commands) -> None:
    if not REAL.is_dir():
        assert os.environ.get("CI") != "true", "the real documents are missing"
        pytest.skip(f"no real documents in {REAL}")
    assert cmd.run("import", cmd.review, REAL).code == 0
    shown = cmd.run("show", cmd.review, "--json").lines
    found = {e["article"] for e in shown if e["kind"] == "capture" and e["file_name"][0].isdigit()}
    articles = [e for e in shown if e["kind"] == "article" and e["id"] in found]
    deeds: list[object] = []
    for article in articles:
        paragraph = next(b for b in article["blocks"] if b["kind"] == "paragraph")
        span = {"start": paragraph["start"], "end": paragraph["end"]}
        deeds.append({"do": "mark_claim", "article": article["id"], **span})
    marked = cmd.act(*deeds)
    assert marked.code == 0
    judged = cmd.act(
        *[
            {"do": "judge", "claim": answer["claim"], "provenance": "news_report"}
            for answer in marked.lines
        ]
    )
    assert judged.code == 0
    again = cmd.run("show", cmd.review, "--json").lines
    assert sum(entry["kind"] == "judgement" for entry in again) == len(deeds) >= 2
    assert cmd.run("check", cmd.review).code == 0
