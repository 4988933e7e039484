"""The command line shares reviews and extracts, encrypts them, and opens what was encrypted."""

import sys
from pathlib import Path

import commands
import pytest
from commands import ARTICLE, Commands

from credreview import environment


@pytest.fixture
def cmd(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Commands:
    made = commands.begin(tmp_path, capsys)
    claim = made.claim()
    done = made.act({"do": "judge", "claim": claim, "credibility": "2", "rationale": "Ownwords"})
    assert done.code == 0
    done = made.act({"do": "judge", "claim": claim, "credibility": "4"}, reviewer="Yorick")
    assert done.code == 0
    return made


def kinds(cmd: Commands, path: Path) -> dict[str, int]:
    """Return how many records of each kind a file shows."""
    found: dict[str, int] = {}
    for line in cmd.run("show", path, "--json").lines:
        found[line["kind"]] = found.get(line["kind"], 0) + 1
    return found


def share(cmd: Commands, name: str, *options: str) -> Path:
    """Share as Xenia to a file; return it."""
    path = cmd.folder / name
    done = cmd.run("share", cmd.review, path, "--reviewer", "Xenia", *options)
    assert done.code == 0, done.err
    assert f"Made {path}" in done.out
    return path


def test_the_whole_review_is_shared_where_nothing_else_is_said(cmd: Commands) -> None:
    path = share(cmd, "whole.credreview")
    own, copy = (cmd.run("check", file).out for file in (cmd.review, path))
    assert own == copy
    assert "All is sound." in copy
    assert kinds(cmd, path) == kinds(cmd, cmd.review)


@pytest.mark.parametrize(
    ("options", "articles", "claims", "judgements"),
    [
        (["--articles", ARTICLE], 1, 1, 0),
        (["--filter", "bridge"], 1, 0, 0),
        (["--judgements", "own"], 2, 1, 1),
        (["--judgements", "none"], 2, 1, 0),
        (["--no-claims"], 2, 0, 0),
        (["--no-originals", "--judgements", "own"], 2, 1, 1),
    ],
)
def test_an_extract_holds_what_was_chosen(
    cmd: Commands, options: list[str], articles: int, claims: int, judgements: int
) -> None:
    path = share(cmd, "part.credreview", *options)
    found = kinds(cmd, path)
    held = [found.get(kind, 0) for kind in ("article", "claim", "judgement")]
    assert held == [articles, claims, judgements]
    assert found["reviewer"] == 1
    assert "An extract, made by Xenia" in cmd.run("show", path).out


def test_show_prints_what_a_shared_file_says_of_itself(cmd: Commands) -> None:
    path = share(cmd, "part.credreview", "--judgements", "none", "--tlp", "amber+strict")
    told = cmd.run("show", path).out
    assert "As it was shared:" in told
    assert "TLP:AMBER+STRICT: " in told
    assert "2 articles, 1 claim, no judgements, with originals" in told
    assert "Signed with the key" in told
    assert "shared" not in cmd.run("show", cmd.review).out
    deed = {"do": "note", "article": ARTICLE, "text": "Seen."}
    cmd.review = path
    assert cmd.act(deed, reviewer="Zoe").code == 0
    told = cmd.run("show", path).out
    assert "does not fit what it holds: somebody worked in it since, or" in told
    assert "As it was shared:" not in told


def test_what_cannot_be_is_refused_in_a_sentence(cmd: Commands) -> None:
    target = cmd.folder / "part.credreview"
    for options in (
        ["--articles", "ab" * 16],
        ["--filter", "nosuchwordanywhere"],
        ["--articles", ARTICLE, "--judgements", "all"],
        ["--no-claims", "--judgements", "own"],
        ["--tlp", "PURPLE"],
        ["--for", "nobody"],
        ["--passphrase", "--for", "age1x"],
    ):
        done = cmd.run("share", cmd.review, target, "--reviewer", "Xenia", *options)
        assert (done.code, done.out) == (2, ""), options
        assert not target.exists()
    assert cmd.run("share", cmd.review, cmd.review, "--reviewer", "Xenia", "--replace").code == 2


def test_a_file_that_is_there_needs_the_word_replace(cmd: Commands) -> None:
    share(cmd, "whole.credreview")
    again = cmd.run("share", cmd.review, cmd.folder / "whole.credreview", "--reviewer", "Xenia")
    assert again.code == 2
    assert "already there" in again.err
    share(cmd, "whole.credreview", "--replace")


def test_what_is_encrypted_for_a_person_opens_with_their_key(cmd: Commands) -> None:
    public = cmd.run("receive", "--reviewer", "Yorick").out.strip()
    assert public.startswith("age1")
    (cmd.folder / "yorick.keys").write_text(f"# Yorick\n{public}\n")
    for recipient in (public, str(cmd.folder / "yorick.keys")):
        encrypted = share(cmd, "whole.credreview.age", "--for", recipient, "--replace")
        assert b"Ownwords" not in encrypted.read_bytes()
        opened = cmd.folder / "opened.credreview"
        opened.unlink(missing_ok=True)
        refused = cmd.run("decrypt", encrypted, opened, "--reviewer", "Xenia")
        assert refused.code == 2
        assert cmd.run("decrypt", encrypted, opened, "--reviewer", "Yorick").code == 0
        assert cmd.run("check", opened).code == 0


def test_a_passphrase_comes_from_the_environment_and_never_from_the_arguments(
    cmd: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(environment.SHARE_PASSPHRASE_VARIABLE, "four plain words here")
    encrypted = share(cmd, "whole.credreview.age", "--passphrase")
    opened = cmd.folder / "opened.credreview"
    monkeypatch.setenv(environment.SHARE_PASSPHRASE_VARIABLE, "other words")
    assert "not the passphrase" in cmd.run("decrypt", encrypted, opened).err
    monkeypatch.delenv(environment.SHARE_PASSPHRASE_VARIABLE)
    monkeypatch.setattr(sys, "stdin", None)
    assert "no terminal" in cmd.run("decrypt", encrypted, opened).err
    monkeypatch.setenv(environment.SHARE_PASSPHRASE_VARIABLE, "four plain words here")
    assert cmd.run("unseal", encrypted, opened).code == 0, "as it was called first"
    assert cmd.run("check", opened).code == 0
