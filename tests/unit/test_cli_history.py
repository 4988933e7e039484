"""`credreview history`: what it prints, what it takes, and that the manual names all of it."""

import re
from pathlib import Path

import commands
import pytest
from commands import Commands

from credreview.resources import resource


@pytest.fixture
def cmd(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Commands:
    made = commands.begin(tmp_path, capsys)
    claim = made.claim()
    done = made.act(
        {"do": "judge", "claim": claim, "reliability": "C", "rationale": "Why."},
        {"do": "judge", "claim": claim, "reliability": "B"},
        {"do": "undo"},
    )
    assert done.code == 0
    made.act({"do": "judge", "claim": claim, "reliability": "E"}, reviewer="Yorick")
    return made


def test_a_line_tells_when_who_what_about_what_and_what_else_to_know(cmd: Commands) -> None:
    lines = cmd.run("history", cmd.review, "--claim", cmd.claim()).out.splitlines()
    assert len(lines) == 5
    assert re.fullmatch(
        r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d  Yorick  Source reliability: E  “ten ships”  \[.+\]",
        lines[0],
    )
    assert "Undid: Source reliability C → B" in lines[1]
    assert "Source reliability C → B  “ten ships”  [undone]" in lines[2]
    assert "Marked the claim" in lines[4]


def test_the_newest_come_first_and_a_limit_cuts_the_rest(cmd: Commands) -> None:
    whole = cmd.run("history", cmd.review, "--json").lines
    assert [line["do"] for line in whole] == [
        "judge", "introduce", "undo", "judge", "judge", "mark_claim", "import", "begin",
    ]  # fmt: skip
    assert cmd.run("history", cmd.review, "--json", "--limit", 3).lines == whole[:3]


def test_json_tells_values_and_what_was_before(cmd: Commands) -> None:
    (_, undo, later, first, *_) = cmd.run(
        "history", cmd.review, "--json", "--claim", cmd.claim()
    ).lines
    assert undo["undoes"] == later["action"]
    assert later["off"]
    (switch,) = later["switches"]
    assert (switch["action"], switch["on"]) == (undo["action"], False)
    (grade,) = later["values"]
    assert (grade["field"], grade["value"], grade["over"]) == ("grade", ["B", None], ["C", None])
    assert {v["field"]: v["value"] for v in first["values"]}["rationale"] == "Why."
    assert {line["seal"] for line in (undo, later, first)} <= {"verified", "unsealed"}


def test_a_reviewer_is_known_by_the_name_in_the_review_or_the_id(cmd: Commands) -> None:
    by_name = cmd.run("history", cmd.review, "--json", "--reviewer", "YORICK").lines
    assert [line["do"] for line in by_name] == ["judge", "introduce"]
    id = by_name[0]["reviewer"]
    assert cmd.run("history", cmd.review, "--json", "--reviewer", id).lines == by_name
    refused = cmd.run("history", cmd.review, "--reviewer", "Zora")
    assert refused.code == 2
    assert "Xenia, Yorick" in refused.err


def test_a_period_is_of_days(cmd: Commands) -> None:
    assert cmd.run("history", cmd.review, "--from", "2001-01-01").out.count("\n") == 8
    assert cmd.run("history", cmd.review, "--to", "2001-01-01").out == ""
    assert cmd.run("history", cmd.review, "--from", "01.01.2001").code == 2


@pytest.mark.parametrize(
    "wrong",
    [("--claim", "00" * 16), ("--article", "zz"), ("--limit", "0"), ("--claim", "")],
)
def test_what_is_not_there_is_refused(cmd: Commands, wrong: tuple[str, str]) -> None:
    assert cmd.run("history", cmd.review, *wrong).code == 2


def test_restore_is_a_line_of_act(cmd: Commands) -> None:
    claim = cmd.claim()
    lines = cmd.run("history", cmd.review, "--json", "--claim", claim).lines
    theirs = lines[0]
    (value,) = theirs["values"]
    deed = {"do": "restore", "action": theirs["action"], "record": value["record"],
            "field": "grade"}  # fmt: skip
    done = cmd.act(deed, deed, {"do": "restore", "action": theirs["action"]})
    first, second, third = done.lines
    assert first["ok"]
    assert (second["ok"], second["error_id"]) == (False, "restore.shows")
    assert (third["ok"], third["error_id"]) == (False, "line.bad_field")
    newest = cmd.run("history", cmd.review, "--json", "--limit", 1).lines[0]
    assert (newest["do"], newest["reviewer_name"]) == ("restore", "Xenia")
    assert newest["values"][0]["value"] == ["E", None]


def test_control_characters_of_a_review_do_not_reach_the_terminal(cmd: Commands) -> None:
    cmd.act({"do": "judge", "claim": cmd.claim(), "attributed_to": "Harbour\x1b[2J Office"})
    out = cmd.run("history", cmd.review, "--limit", 1).out
    assert "\x1b" not in out
    assert "Harbour" in out


def test_every_field_stands_in_the_manual(cmd: Commands) -> None:
    manual = resource("help", "command-line.md").read_text("utf-8")
    chapter = manual.partition("## `history`")[2].partition("\n## ")[0]
    named = set(re.findall(r"`(\w+)`", chapter))
    lines = cmd.run("history", cmd.review, "--json").lines
    printed = {name for line in lines for name in line}
    printed |= {
        n for line in lines for part in ("values", "switches") for v in line[part] for n in v
    }
    assert printed <= named
    table = {name for row in chapter.splitlines() if row.startswith("| `")
             for name in re.findall(r"`(\w+)`", row.split("|")[1])}  # fmt: skip
    assert table <= printed
