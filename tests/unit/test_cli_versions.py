"""`credreview act` links same claims and versions, as its manual says."""

from pathlib import Path

import commands
import pytest
from commands import ARTICLE, Commands
from sessions import BRIDGE

from credreview.domain.identity import article_id

OTHER = article_id(BRIDGE.rstrip("\n"))


@pytest.fixture
def cmd(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Commands:
    return commands.begin(tmp_path, capsys)


def test_each_line_is_answered_and_shown_as_a_link(cmd: Commands) -> None:
    one = cmd.claim()
    span = {"do": "mark_claim", "article": ARTICLE, "start": 0, "end": 7}
    (answer,) = cmd.act(span).lines
    two = answer["claim"]
    place = BRIDGE.index("the bridge opened")
    done = cmd.act(
        {"do": "same_claim", "claim": one, "to": two},
        {"do": "not_same", "claim": one, "to": two},
        {"do": "not_version_of", "article": OTHER, "to": ARTICLE},
        {"do": "version_of", "article": OTHER, "to": ARTICLE},
        {"do": "continue_claim", "claim": one, "article": OTHER, "start": place, "end": place + 17},
        {"do": "not_continued", "claim": two, "article": OTHER},
    )
    assert done.code == 0, done.out
    shown = cmd.run("show", cmd.review, "--json").lines
    links = {(e["relation"], e["from"], e["to"]) for e in shown if e["kind"] == "link"}
    assert links == {
        ("not_same", *sorted((one, two))),
        ("version_of", OTHER, ARTICLE),
        ("continues", done.lines[4]["claim"], one),
        ("not_continued", two, OTHER),
    }
    (made,) = [e for e in shown if e["kind"] == "claim" and e["article"] == OTHER]
    assert made["quote"] == "the bridge opened"


@pytest.mark.parametrize(
    "line",
    [
        {"do": "same_claim", "claim": "ab" * 16},
        {"do": "same_claim", "claim": "ab" * 16, "to": "cd" * 16},
        {"do": "same_claim", "claim": "ab" * 16, "to": "ab" * 16},
        {"do": "not_same", "claim": 5, "to": "cd" * 16},
        {"do": "version_of", "article": ARTICLE, "to": ARTICLE},
        {"do": "version_of", "article": ARTICLE, "to": OTHER, "note": "x"},
        {"do": "not_version_of", "article": ARTICLE, "to": "\ud800"},
        {"do": "continue_claim", "claim": "", "article": OTHER, "start": 0, "end": 5},
        {"do": "continue_claim", "claim": "ab" * 16, "article": OTHER, "start": "0", "end": 5},
        {"do": "not_continued", "claim": "ab" * 16, "article": OTHER},
    ],
)
def test_what_names_nothing_or_too_much_is_refused_and_the_rest_goes_on(
    cmd: Commands, line: dict[str, object]
) -> None:
    done = cmd.act(line, {"do": "version_of", "article": OTHER, "to": ARTICLE})
    assert done.code == 1
    assert [answer["ok"] for answer in done.lines] == [False, True]
