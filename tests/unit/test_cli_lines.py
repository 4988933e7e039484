"""`credreview act`: each line is answered, whatever it holds, and the rest goes on."""

import json
from pathlib import Path

import commands
import pytest
import sessions
from commands import ARTICLE, Commands

from credreview.review.session import ReviewSession
from credreview.store.file import driver


@pytest.fixture
def cmd(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Commands:
    return commands.begin(tmp_path, capsys)


def test_every_deed_is_answered_with_its_action_and_what_it_made(cmd: Commands) -> None:
    span = {"do": "mark_claim", "article": ARTICLE, "start": 0, "end": 7}
    done = cmd.act(span, {**span, "part": 1}, {**span, "start": 8, "end": 20})
    assert done.code == 0
    one, part, other = done.lines
    assert len({one["claim"], part["claim"], other["claim"]}) == 3
    given = {"claim": one["claim"]}
    deeds = [
        {"do": "judge", **given, "provenance": "social_post", "reliability": "B"},
        {"do": "judge", **given, "credibility": "2", "attributed_to": "Fictional Ministry"},
        {"do": "judge", **given, "rationale": "Because *so*.", "confidence": "low"},
        {"do": "not_checkable", "claim": other["claim"]},
        {"do": "flag", **given, "flag": "retracted"},
        {"do": "set_article", "article": ARTICLE, "title": "A title"},
        {"do": "link", **given, "to": other["claim"], "relation": "confirms", "note": "Same wire."},
        {"do": "note", **given, "text": "Ask."},
        {"do": "note", "article": ARTICLE, "text": "Ask."},
        {"do": "unmark_claim", "claim": part["claim"]},
        {"do": "undo"},
        {"do": "redo"},
    ]
    done = cmd.act(*deeds)
    assert done.code == 0, done.out
    assert all(answer["ok"] for answer in done.lines)
    ids = [answer["action"] for answer in done.lines]
    shown = cmd.run("show", cmd.review, "--json").lines
    assert set(ids) <= {entry["id"] for entry in shown if entry["kind"] == "action"}
    (judgement,) = [e for e in shown if e["kind"] == "judgement" and e["claim"] == one["claim"]]
    told = ("provenance", "reliability", "credibility", "attributed_to", "rationale", "flags")
    assert {name: judgement[name] for name in told} == {
        "provenance": "social_post",
        "reliability": "B",
        "credibility": "2",
        "attributed_to": "Fictional Ministry",
        "rationale": "Because *so*.",
        "flags": ["retracted"],
    }


def test_a_known_span_answers_its_known_claim(cmd: Commands) -> None:
    span = {"do": "mark_claim", "article": ARTICLE, "start": 0, "end": 7}
    one, again = cmd.act(span, span).lines
    assert one == again


C = "__claim__"
BAD: list[object] = [
    b"",
    b"nonsense",
    b"{",
    b"[]",
    b"null",
    b"5",
    b'"undo"',
    b"{}",
    b'{"do":',
    b'{"do":null}',
    b'{"do":["undo"]}',
    b'{"do":"dance"}',
    b'{"do":"\\ud800"}',
    b'{"do":"undo"} trailing',
    b"\xff\xfe\x00",
    b"\xef\xbb\xbf{}",
    b"[" * 100_000,
    b'{"do":"mark_claim","start":' + b"9" * 10_000 + b"}",
    b'{"do":"undo","x":"' + b"y" * 5_000_000 + b'"}',
    {"do": "undo", "times": 2},
    {"do": "redo", "claim": C},
    {"do": "mark_claim"},
    {"do": "mark_claim", "article": ARTICLE},
    {"do": "mark_claim", "article": ARTICLE, "start": 0},
    *[
        {"do": "mark_claim", "article": ARTICLE, "start": start, "end": end}
        for start, end in [
            (5, 5),
            (5, 4),
            (-1, 4),
            (0, 10**6),
            (0, 2**70),
            (-(2**70), 5),
            (0.0, 5),
            ("0", 5),
            (True, 5),
            (None, 5),
            (26, 28),  # white space
        ]
    ],
    *[
        {"do": "mark_claim", "article": ARTICLE, "start": 0, "end": 5, "part": part}
        for part in (-1, 1000, 2**70, "1", 0.5, True, [])
    ],
    *[
        {"do": "mark_claim", "article": article, "start": 0, "end": 5}
        for article in ("", "ab" * 16, ARTICLE.upper(), ARTICLE[:-2], 5, None, [], "\0", "\ud800")
    ],
    {"do": "mark_claim", "article": ARTICLE, "start": 0, "end": 5, "stop": 6},
    *[
        {"do": do, "claim": claim}
        for do in ("unmark_claim", "not_checkable", "judge")
        for claim in ("", "ab" * 16, 5, None, {}, "\ud800", C + " ")
    ],
    {"do": "judge", "claim": "ab" * 16, "confidence": "low"},
    {"do": "judge", "claim": C},
    {"do": "judge", "claim": C, "do2": 1},
    {"do": "judge", "claim": C, "vocabulary": {}},
    {"do": "judge", "claim": C, "provenance": "gossip"},
    {"do": "judge", "claim": C, "provenance": ""},
    {"do": "judge", "claim": C, "provenance": 5},
    {"do": "judge", "claim": C, "provenance": ["social_post"]},
    {"do": "judge", "claim": C, "reliability": "G"},
    {"do": "judge", "claim": C, "reliability": "a"},
    {"do": "judge", "claim": C, "credibility": 1},
    {"do": "judge", "claim": C, "credibility": "-"},
    {"do": "judge", "claim": C, "credibility": "7"},
    {"do": "judge", "claim": C, "confidence": "sure"},
    {"do": "judge", "claim": C, "directness": {}},
    {"do": "judge", "claim": C, "not_checkable": 1},
    {"do": "judge", "claim": C, "not_checkable": "yes"},
    {"do": "judge", "claim": C, "not_checkable": True, "credibility": "1"},
    {"do": "judge", "claim": C, "rationale": 5},
    {"do": "judge", "claim": C, "rationale": ["x"]},
    {"do": "judge", "claim": C, "rationale": "a\0b"},
    {"do": "judge", "claim": C, "rationale": "\ud800"},
    {"do": "judge", "claim": C, "rationale": "x" * 1_000_001},
    {"do": "judge", "claim": C, "attributed_to": "a\0b"},
    {"do": "judge", "claim": C, "attributed_to": "\udfff"},
    {"do": "judge", "claim": C, "attributed_to": "x" * 501},
    {"do": "judge", "claim": C, "attributed_to": {}},
    {"do": "judge", "claim": C, "flags": "retracted"},
    {"do": "judge", "claim": C, "flags": ["x"]},
    {"do": "judge", "claim": C, "flags": [["retracted"]]},
    {"do": "judge", "claim": C, "flags": {"retracted": 1}},
    {"do": "not_checkable", "claim": C, "on": 1},
    {"do": "flag", "claim": C},
    {"do": "flag", "claim": C, "flag": "x"},
    {"do": "flag", "claim": C, "flag": ["retracted"]},
    {"do": "flag", "claim": "ab" * 16, "flag": "retracted"},
    {"do": "set_article"},
    {"do": "set_article", "article": ARTICLE},
    {"do": "set_article", "article": ARTICLE, "text": "other words"},
    {"do": "set_article", "article": ARTICLE, "title": 5},
    {"do": "set_article", "article": ARTICLE, "title": "a\0b"},
    {"do": "set_article", "article": ARTICLE, "title": "\ud800"},
    {"do": "set_article", "article": ARTICLE, "title": "x" * 10_001},
    {"do": "set_article", "article": "ab" * 16, "title": "x"},
    {"do": "set_article", "article": ARTICLE, "self": "x"},
    {"do": "link", "claim": C, "to": C, "relation": "confirms"},
    {"do": "link", "claim": C, "to": "ab" * 16, "relation": "confirms"},
    {"do": "link", "claim": C, "to": "ab" * 16, "relation": "likes"},
    {"do": "link", "claim": C, "to": "ab" * 16, "relation": ["confirms"]},
    {"do": "link", "claim": C, "to": "ab" * 16, "relation": "confirms", "note": 5},
    {"do": "note", "claim": C, "text": ""},
    {"do": "note", "claim": C, "text": "  "},
    {"do": "note", "claim": C, "text": "\0"},
    {"do": "note", "claim": C, "article": ARTICLE, "text": "x"},
    {"do": "note", "text": "x"},
    {"do": "note", "article": "ab" * 16, "text": "x"},
]


def test_whatever_a_line_holds_it_is_answered_and_the_rest_goes_on(cmd: Commands) -> None:
    claim = cmd.claim()
    named = [
        json.dumps(bad).replace(C, claim).encode() if isinstance(bad, dict) else bad for bad in BAD
    ]
    good = {"do": "judge", "claim": claim, "confidence": "low"}
    done = cmd.act(*named, good)
    assert done.code == 1
    answers = done.lines
    lines = [bad for bad in named if bad]  # empty lines are passed over
    wrongly = [bad[:120] for bad, answer in zip(lines, answers, strict=False) if answer["ok"]]
    assert wrongly == []
    assert len(answers) == len(lines) + 1
    assert all(set(answer) == {"ok", "error", "error_id"} for answer in answers[:-1])
    assert all(len(answer["error"]) < 600 for answer in answers[:-1])
    assert answers[-1]["ok"]
    assert cmd.run("check", cmd.review).code == 0


@pytest.mark.parametrize("batch", [2, 7, 1000])
def test_a_batch_answers_the_same_in_the_same_order(cmd: Commands, batch: int) -> None:
    claim = cmd.claim()
    deeds: list[object] = []
    for number in range(20):
        deeds.append({"do": "judge", "claim": claim, "rationale": f"Reason {number}"})
        if number % 3 == 0:
            deeds.append({"do": "judge", "claim": claim, "reliability": "Z"})
        if number == 10:
            deeds.append({"do": "undo"})
    done = cmd.act(*deeds, batch=batch)
    assert done.code == 1
    wanted = ["Z" not in json.dumps(deed) for deed in deeds]
    assert [answer["ok"] for answer in done.lines] == wanted
    session = ReviewSession.open(cmd.review, sessions.XENIA)
    with session.file.reading() as connection:
        held = {id.hex() for (id,) in driver(connection).execute("SELECT id FROM action")}
    session.file.close()
    assert {a["action"] for a in done.lines if a["ok"]} <= held


def test_nothing_to_undo_or_redo_is_an_answer(cmd: Commands) -> None:
    done = cmd.act({"do": "redo"}, {"do": "undo"}, reviewer="Somebody New")
    assert done.code == 1
    assert [answer["ok"] for answer in done.lines] == [False, False]


def test_only_bad_lines_write_nothing(cmd: Commands) -> None:
    before = cmd.run("show", cmd.review).out
    cmd.act({"do": "dance"}, {"do": "unmark_claim", "claim": "ab" * 16}, reviewer="Somebody New")
    assert cmd.run("show", cmd.review).out == before


@pytest.mark.parametrize("batch", [0, -1])
def test_a_batch_of_nothing_is_refused(cmd: Commands, batch: int) -> None:
    assert cmd.act({"do": "undo"}, batch=batch).code == 2
