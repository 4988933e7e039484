"""The manual of the command line names everything that the command line takes and prints."""

import argparse
import json
import re
from pathlib import Path
from typing import Any

import commands
import pytest
from commands import ARTICLE, Commands

from credreview import cli
from credreview.domain.model import FACT_NAMES
from credreview.domain.summary import HEADS
from credreview.resources import resource
from credreview.review import lines

MANUAL = resource("help", "command-line.md").read_text("utf-8")
PRINTED = (
    *("article", "capture", "claim", "judgement", "adjudication", "source"),
    *("link", "note", "statement", "term"),
)


def chapter(head: str) -> str:
    """Return the chapter whose heading begins with these words."""
    (found,) = re.findall(rf"^## {head}.*?(?=^## |\Z)", MANUAL, re.MULTILINE | re.DOTALL)
    return str(found)


def rows(text: str) -> dict[str, str]:
    """Return what each row of a table is about, in its first `code`, and the whole row."""
    found = re.findall(r"^\| (.*)$", text, re.MULTILINE)
    return {row.split("`")[1]: row for row in found if "`" in row}


COMMANDS = {name.split()[1]: row for name, row in rows(MANUAL).items() if "credreview" in name}
DEEDS = {
    name: row
    for row in chapter("`act`").splitlines()
    for name in re.findall(r'\{"do":"(\w+)"', row)
}
KINDS = rows(chapter("`show --json`"))


def parsers() -> dict[str, argparse.ArgumentParser]:
    (sub,) = (
        action
        for action in cli._parser()[0]._actions
        if isinstance(action, argparse._SubParsersAction)
    )
    return dict(sub.choices)


def test_every_command_stands_in_the_manual_and_no_other() -> None:
    assert set(cli.COMMANDS) == set(parsers()) == set(COMMANDS)


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_a_command_stands_there_with_all_its_options(name: str) -> None:
    usage = COMMANDS[name].split("`")[1]
    options = {
        option for action in parsers()[name]._actions for option in action.option_strings
    } - {"-h", "--help"}
    assert set(re.findall(r"(?<=[ \[])-{1,2}[\w-]+", usage)) == options
    for action in parsers()[name]._actions:
        if action.required and action.option_strings:
            assert f"[{action.option_strings[0]}" not in usage, "it is not optional"
        elif action.option_strings and action.dest != "help":
            assert f"[{action.option_strings[0]}" in usage, "it is optional"


def test_every_deed_stands_in_the_manual_and_no_other() -> None:
    assert set(DEEDS) == {*lines._DEEDS, "undo", "redo"}


def test_a_judgement_and_the_facts_of_an_article_stand_there_with_all_their_fields(
    cmd: Commands,
) -> None:
    """The program names what it takes in the hint of a refusal."""
    for deed, about in (("judge", {"claim": cmd.claim()}), ("set_article", {"article": ARTICLE})):
        (answer,) = cmd.act({"do": deed, **about, "colour": "red"}).lines
        taken = re.findall(r"\b[a-z_]+\b", answer["error"].partition("It takes ")[2])
        taken = taken or list(FACT_NAMES)
        missing = [field for field in taken if f"`{field}`" not in DEEDS[deed]]
        assert missing == [], answer["error"]


def test_an_example_of_each_deed_is_understood(cmd: Commands) -> None:
    claim = cmd.claim()
    (other,) = cmd.act({"do": "mark_claim", "article": ARTICLE, "start": 0, "end": 7}).lines
    given = {"ID": claim, "S": 8, "E": 12, "F": "retracted", "R": "confirms", "...": "Words."}
    for name in ("mark_claim", "not_checkable", "flag", "link", "note", "undo", "redo"):
        (form,) = re.findall(rf'\{{"do":"{name}".*?\}}', DEEDS[name])
        for sign, value in given.items():
            form = re.sub(rf":{re.escape(sign)}(?=[,}}])", f":{json.dumps(value)}", form)
        deed = json.loads(form)
        if "article" in deed:
            deed["article"] = ARTICLE
        if "to" in deed:
            deed["to"] = other["claim"]
        (answer,) = cmd.act(deed).lines
        assert answer["ok"], answer


@pytest.fixture
def cmd(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Commands:
    return commands.begin(tmp_path, capsys)


@pytest.fixture
def shown(cmd: Commands, home: Path) -> dict[str, set[str]]:
    """Return what `show --json` prints of a review that holds something of everything."""
    own = home / "config" / "vocabulary.json"
    own.parent.mkdir(parents=True, exist_ok=True)
    term = {"id": "own_rumour", "label": "Rumour", "short": "Rum", "definition": "Heard somewhere"}
    own.write_text(json.dumps({"terms": {"provenance": [term]}}), "utf-8")
    claim = cmd.claim()
    (other,) = cmd.act({"do": "mark_claim", "article": ARTICLE, "start": 0, "end": 7}).lines
    graded = {"reliability": "B", "credibility": "2"}
    done = cmd.act(
        {"do": "judge", "claim": claim, "provenance": "own_rumour", "attributed_to": "Fiction"},
        {"do": "judge", "claim": claim, **graded},
        {"do": "adjudicate", "claim": claim, "reason": "We agreed.", **graded},
        {"do": "link", "claim": claim, "to": other["claim"], "relation": "confirms", "note": "x"},
        {"do": "note", "claim": claim, "text": "A note."},
        {"do": "describe_source", "source": "Fiction", "kind": "Office", "descriptor": "Near."},
        {"do": "write_statement", **dict.fromkeys(HEADS, "Words.")},
    )
    assert done.code == 0, done.out
    printed: dict[str, set[str]] = {}
    for entry in cmd.run("show", cmd.review, "--json").lines:
        printed.setdefault(entry["kind"], set()).update(entry.keys() - {"kind"})
        for block in entry.get("blocks", ()):
            printed.setdefault("blocks", set()).update(block)
    return printed


def documented(row: str) -> set[str]:
    """Return the fields that a row of the manual names; its first `code` is the kind."""
    fields = set(re.findall(r"`(\w+)`", row)[1:])
    return fields | set(FACT_NAMES) if "the same facts" in row else fields


def test_every_kind_that_is_printed_stands_in_the_manual_with_its_fields(
    shown: dict[str, Any],
) -> None:
    assert set(shown) == set(KINDS)
    for kind, fields in shown.items():
        assert fields <= documented(KINDS[kind]), kind


@pytest.mark.parametrize("kind", PRINTED)
def test_no_field_stands_in_the_manual_that_is_not_printed(
    shown: dict[str, Any], kind: str
) -> None:
    assert documented(KINDS[kind]) <= shown[kind]
