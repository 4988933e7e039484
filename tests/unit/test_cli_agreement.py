"""`credreview agreement`: a table for people, one documented object for programs."""

import re
from contextlib import closing
from typing import Any

import commands
import pytest
import sessions
from commands import ARTICLE, Commands
from sessions import HARBOUR

from credreview.domain.model import Person
from credreview.resources import resource
from credreview.review.session import ReviewSession


@pytest.fixture
def cmd(tmp_path, capsys) -> Commands:
    return commands.begin(tmp_path, capsys)


def judged(cmd: Commands, words: str, **by: dict[str, Any]) -> None:
    """Mark words, and judge them for some reviewers."""
    start = HARBOUR.index(words)
    deed = {"do": "mark_claim", "article": ARTICLE, "start": start, "end": start + len(words)}
    (answer,) = cmd.act(deed).lines
    for name, given in by.items():
        done = cmd.act({"do": "judge", "claim": answer["claim"], **given}, reviewer=name)
        assert done.code == 0


def pair(value: str) -> dict[str, str]:
    return {"reliability": value[0], "credibility": value[1]}


@pytest.fixture
def three(cmd: Commands) -> Commands:
    judged(cmd, "ten ships", Xenia=pair("A1"), Yorick=pair("A1"), Zoe=pair("B1"))
    judged(cmd, "twenty", Xenia=pair("B2"), Yorick=pair("C2"), Zoe=pair("F6"))
    judged(cmd, "a week", Xenia=pair("C3"), Yorick=pair("C5"), Zoe={"not_checkable": True})
    judged(cmd, "A repair", Xenia=pair("E5"))
    return cmd


def compared(cmd: Commands, *more: str) -> dict[str, Any]:
    (found,) = cmd.run("agreement", cmd.review, "--json", *more).lines
    return found


def test_the_object_holds_what_the_claims_say(three: Commands) -> None:
    found = compared(three)
    ids = [person["id"] for person in found["reviewers"]]
    assert [person["name"] for person in found["reviewers"]] == ["Xenia", "Yorick", "Zoe"]
    assert [p["reviewers"] for p in found["pairs"]] == [ids[:2], ids[::2], ids[1:]]
    first, second, _ = found["pairs"]
    assert [p["judged"] for p in found["pairs"]] == [3, 3, 3]
    _, reliability, credibility, confidence = first["dimensions"]
    counts = {name: reliability[name] for name in ("n", "same", "one_step", "more")}
    assert counts == {"n": 3, "same": 2, "one_step": 1, "more": 0}
    # By hand: 1 step observed. Rows A B C, columns A C C; by chance (0+2+2 + 1+1+1 + 2+0+0) / 3.
    assert reliability["kappa"]["value"] == pytest.approx(1 - 1 / 3)
    assert credibility["more"] == 1
    assert confidence["from_both"] == {"missing": 3}
    assert confidence["kappa"] == {"value": None, "low": None, "high": None, "left_out": "no_case"}
    _, reliability, credibility, _ = second["dimensions"]
    assert reliability["from_one"] == {"F": 1, "not_checkable": 1, "missing": 0}
    assert credibility["kappa"]["left_out"] == "one_case"
    assert [t["claims"] for t in found["together"]] == [0, 3, 3, 0]
    assert first["spans"]["exact"] is None, "Yorick marked nothing"


def test_reviewers_can_be_chosen_and_one_alone_is_refused(three: Commands) -> None:
    found = compared(three, "--reviewer", "zoe", "--reviewer", "Xenia")
    assert [person["name"] for person in found["reviewers"]] == ["Xenia", "Zoe"]
    assert len(found["pairs"]) == 1
    for names in (["Zoe"], ["Zoe", "ZOE"], ["Zoe", "Nobody Known"]):
        options = [word for name in names for word in ("--reviewer", name)]
        assert three.run("agreement", three.review, *options).code == 2


def test_people_read_a_table_with_one_column_under_the_other(three: Commands) -> None:
    done = three.run("agreement", three.review)
    assert done.code == 0
    lines = done.out.splitlines()
    assert lines[0] == "Xenia and Yorick: 3 claims judged by both"
    assert re.search(r"^Source reliability  3  67 %  0\.67 ", lines[3])
    assert "one step apart 1" in lines[3]
    assert lines[1].index("kappa") == lines[3].index("0.67")
    assert "not checkable: from one 1, from both 0" in done.out
    assert "All together: Xenia, Yorick, Zoe" in lines
    assert "\x1b" not in done.out


def test_a_review_that_nobody_or_one_judged_says_so(cmd: Commands) -> None:
    assert cmd.run("agreement", cmd.review).out == "No two reviewers have judged claims here.\n"
    judged(cmd, "ten ships", Xenia=pair("A1"))
    assert cmd.run("agreement", cmd.review).out == "No two reviewers have judged claims here.\n"
    assert compared(cmd)["pairs"] == []


def test_control_characters_of_a_name_do_not_reach_the_terminal(cmd: Commands) -> None:
    judged(cmd, "ten ships", Xenia=pair("A1"))
    stranger = Person("bb" * 16, "Yor\x1b[31mick")  # as a file from elsewhere may name them
    with closing(ReviewSession.open(cmd.review, stranger)) as session:
        sessions.judge(session, cmd.claim(), **pair("B1"))
    out = cmd.run("agreement", cmd.review).out
    assert "Yor" in out
    assert "\x1b" not in out


def test_every_field_that_is_printed_stands_in_the_manual(three: Commands) -> None:
    manual = resource("help", "command-line.md").read_text("utf-8")
    chapter = manual[manual.index("## `agreement --json`") :].partition("\n## ")[0]
    (found,) = three.run("agreement", three.review, "--json").lines

    def names(value: Any) -> set[str]:
        if isinstance(value, list):
            return set().union(*map(names, value))
        if isinstance(value, dict):
            return set(value).union(*map(names, value.values()))
        return set()

    told = names(found) - {"F", "6"}
    assert len(told) > 30
    assert [name for name in sorted(told) if f"`{name}`" not in chapter] == []
