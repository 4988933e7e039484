"""Commands in blind mode: each tells what the person of this machine may see, and what it hides."""

import json
from pathlib import Path

import commands
import pytest
from commands import ARTICLE, Commands

from credreview import cli

#: Words and values that only Xenia's work on the claim holds.
SECRETS = (
    *("Secret reasons", "Secret note", "Secret weight", "Secret accord", "Secret link"),
    "Secret source",
)
GRADES = ('"C"', '"4"', "C4", "Source reliability: C")


@pytest.fixture
def cmd(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Commands:
    """Give a blind review on which Xenia said all that can be said, seen from a new machine."""
    made = commands.begin(tmp_path, capsys)
    claim = made.claim()
    (other,) = made.act({"do": "mark_claim", "article": ARTICLE, "start": 0, "end": 7}).lines
    grades = {"reliability": "C", "credibility": "4"}
    done = made.act(
        {"do": "set_blind", "on": True},
        {"do": "judge", "claim": claim, **grades, "rationale": "Secret reasons.",
         "attributed_to": "Secret source"},
        {"do": "adjudicate", "claim": claim, **grades, "reason": "Secret accord."},
        {"do": "link", "claim": claim, "to": other["claim"], "relation": "contradicts",
         "note": "Secret link."},
        {"do": "note", "claim": claim, "text": "Secret note."},
        {"do": "write_statement", "weight": "Secret weight."},
    )  # fmt: skip
    assert done.code == 0, done.out
    monkeypatch.setenv("CREDREVIEW_HOME", str(tmp_path / "another machine"))
    return made


def seen(cmd: Commands, *arguments: object) -> tuple[str, str]:
    """Return what a command says, on standard output and beside it."""
    cmd.capsys.readouterr()
    assert cli.main([str(argument) for argument in arguments]) in (0, 1)
    said = cmd.capsys.readouterr()
    return said.out, said.err


def reads(cmd: Commands, *eyes: str) -> list[tuple[str, str]]:
    return [
        seen(cmd, what, cmd.review, *eyes, *form)
        for what in ("show", "history", "agreement")
        for form in ((), ("--json",))
    ]


def claim_of(cmd: Commands) -> str:
    out, _ = seen(cmd, "show", cmd.review, "--json")
    entries = map(json.loads, out.splitlines())
    (claim,) = [e["id"] for e in entries if e["kind"] == "claim" and e["quote"] == "ten ships"]
    return str(claim)


def tells(said: tuple[str, str]) -> list[str]:
    return [secret for secret in (*SECRETS, *GRADES) if secret in "".join(said)]


def test_on_a_machine_that_knows_nobody_all_judgements_are_hidden(cmd: Commands) -> None:
    for said in reads(cmd):
        assert tells(said) == []
    out, _ = seen(cmd, "history", cmd.review)
    assert out.splitlines()[-1] == (
        "5 entries by others are hidden: blind mode tells them to those who have judged their"
        " claims."
    )
    _, err = seen(cmd, "history", cmd.review, "--json")
    assert err.startswith("5 entries by others are hidden")
    out, err = seen(cmd, "show", cmd.review, "--json")
    first, *rest = map(json.loads, out.splitlines())
    assert first["hidden"] == 2, "a judgement and what was agreed"
    assert err.startswith("2 judgements by others are hidden: blind mode")
    kinds = {entry["kind"] for entry in rest}
    assert not kinds & {"judgement", "adjudication", "link", "note", "statement"}
    actions = [entry for entry in rest if entry["kind"] == "action"]
    assert sum(entry["hidden"] for entry in actions) == 5
    assert all(bool(entry["changes"]) is not entry["hidden"] for entry in actions)
    out, _ = seen(cmd, "agreement", cmd.review, "--json")
    assert json.loads(out)["hidden"] == 1


def test_the_control_nothing_is_hidden_where_blind_mode_is_off(cmd: Commands) -> None:
    cmd.act({"do": "set_blind", "on": False}, reviewer="Zoe")
    show, history = seen(cmd, "show", cmd.review, "--json"), seen(cmd, "history", cmd.review)
    assert set(tells(show)) >= {*SECRETS, '"C"', '"4"'}
    assert "hidden: blind" not in "".join((*show, *history))
    assert "Agreed grade: C4" in history[0]


def test_the_one_person_of_this_machine_sees_what_they_may(cmd: Commands) -> None:
    claim = claim_of(cmd)
    cmd.act({"do": "judge", "claim": claim, "reliability": "E"}, reviewer="Zoe")
    for said in reads(cmd):
        assert tells(said) == []
    assert "Source reliability: E" in seen(cmd, "history", cmd.review)[0]
    cmd.act({"do": "judge", "claim": claim, "credibility": "5"}, reviewer="Zoe")
    shown = seen(cmd, "show", cmd.review, "--json")
    assert set(tells(shown)) >= {"Secret reasons", "Secret accord", "Secret note", '"C"', '"4"'}
    assert "Secret weight" not in shown[0], "the other claim waits for a judgement"
    assert shown[1] == ""


def test_where_several_people_work_one_is_named_and_nobody_is_made(cmd: Commands) -> None:
    claim = claim_of(cmd)
    given = {"do": "judge", "claim": claim, "reliability": "E", "credibility": "5"}
    cmd.act(given, reviewer="Zoe")
    cmd.act({"do": "flag", "claim": claim, "flag": "retracted"}, reviewer="Yorick")
    assert tells(seen(cmd, "history", cmd.review)) == []
    assert tells(seen(cmd, "history", cmd.review, "--as", "Yorick")) == []
    assert "Agreed grade: C4" in seen(cmd, "history", cmd.review, "--as", "zoe")[0]
    refused = cmd.run("history", cmd.review, "--as", "Quentin")
    assert refused.code == 2
    assert "Quentin" not in cmd.run("people").out


def test_the_history_of_a_reviewer_hides_as_much(cmd: Commands) -> None:
    out, _ = seen(cmd, "history", cmd.review, "--reviewer", "Xenia", "--claim", claim_of(cmd))
    assert tells((out, "")) == []
    assert "4 entries by others are hidden" in out, "the statement is about the whole review"


def test_verify_counts_what_came_and_tells_no_more_than_may_be_seen(cmd: Commands) -> None:
    file = cmd.folder / "before.md"
    assert cmd.run("report", cmd.review, "-o", file).code == 0
    claim = claim_of(cmd)
    with pytest.MonkeyPatch.context() as at_home:
        at_home.setenv("CREDREVIEW_HOME", str(cmd.folder / "a third machine"))
        cmd.act(
            {"do": "judge", "claim": claim, "reliability": "D", "rationale": "Secret reasons too."},
            reviewer="Yorick",
        )
    out, _ = seen(cmd, "verify", cmd.review, file)
    assert out.startswith("The review has changed since.")
    assert "Came since: Yorick: 1 judgement." in out
    assert "1 entry by others is hidden: blind mode" in out
    assert "Source reliability" not in out
    out, _ = seen(cmd, "verify", cmd.review, file, "--json")
    told = json.loads(out)
    assert (told["hidden"], told["steps"], told["claims"]) == (1, [], [])


def test_a_summary_for_other_eyes_is_compared_and_its_words_stay_hidden(
    cmd: Commands, home: Path
) -> None:
    file = cmd.folder / "xenias.md"
    with pytest.MonkeyPatch.context() as at_home:
        at_home.setenv("CREDREVIEW_HOME", str(home))
        assert cmd.run("report", cmd.review, "-o", file, "--reviewer", "Xenia").code == 0
    words = file.read_text("utf-8")
    assert "Secret reasons." in words
    out, _ = seen(cmd, "verify", cmd.review, file)
    assert out.startswith("The review still says this.")
    file.write_text(words.replace("Secret reasons.", "A guess."), "utf-8")
    out, _ = seen(cmd, "verify", cmd.review, file)
    assert out.startswith("This is not what the review gave")
    assert "Secret" not in out
    assert "Which, is not told" in out
