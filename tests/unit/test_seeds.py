"""The sample articles and actions hold together, and are the project's own."""

import json
import os
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from credreview.domain.model import ArticleDraft, BlockKind
from credreview.domain.vocabulary import Vocabulary, parse
from credreview.intake.files import read_article
from credreview.resources import resource, seed

ARTICLES = sorted(path for path in seed("articles").iterdir() if path.is_file())
NAMES = [path.name for path in ARTICLES]
ACTIONS: list[dict[str, Any]] = [
    json.loads(line) for line in seed("actions.jsonl").read_text(encoding="utf-8").splitlines()
]
FIELDS = {
    "reviewer": ({"name"}, set()),
    "mark_claim": ({"ref", "article", "quote"}, {"occurrence"}),
    "judge": (
        {"claim", "provenance", "rationale"},
        {"attributed_to", "directness", "reliability", "credibility", "confidence"},
    ),
    "not_checkable": ({"claim"}, set()),
    "flag": ({"claim", "flag"}, set()),
    "link": ({"claim", "relation", "to"}, {"note"}),
}
MARKS = {action["ref"]: action for action in ACTIONS if action["do"] == "mark_claim"}
JUDGED = [action for action in ACTIONS if action["do"] == "judge"]
LINKS = [action for action in ACTIONS if action["do"] == "link"]
NOT_CHECKABLE = {action["claim"] for action in ACTIONS if action["do"] == "not_checkable"}


@cache
def draft(name: str) -> ArticleDraft:
    return read_article(seed("articles", name))


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    path = resource("vocabularies", "credreview-1.json")
    return parse(json.loads(path.read_text(encoding="utf-8")))


def linked(relation: str) -> set[str]:
    ends = [(link["claim"], link["to"]) for link in LINKS if link["relation"] == relation]
    return {ref for pair in ends for ref in pair}


def graded(digit: str) -> set[str]:
    return {action["claim"] for action in JUDGED if action.get("credibility") == digit}


# The articles


def test_there_are_at_least_eight_articles_of_two_file_types() -> None:
    assert len(ARTICLES) >= 8
    assert {path.suffix for path in ARTICLES} == {".md", ".txt"}


@pytest.mark.parametrize("name", NAMES)
def test_an_article_states_where_it_comes_from_and_nothing_is_guessed(name: str) -> None:
    article = draft(name)
    facts = article.facts
    assert facts.title
    assert facts.outlet
    assert facts.published is not None
    assert re.fullmatch(r"2025-10-\d\d", facts.published)
    assert facts.url is not None
    assert re.match(r"https://[a-z-]+\.example/", facts.url)
    assert facts.language == ("ar" if "averay-families" in name else "en")
    assert not article.guessed & {"title", "outlet", "published", "url", "language"}
    assert not article.remarks
    assert not article.text.startswith("---")


@pytest.mark.parametrize("name", NAMES)
def test_an_article_is_of_readable_length(name: str) -> None:
    least = 200 if draft(name).facts.language == "ar" else 340
    assert least <= len(draft(name).text.split()) <= 700


def test_no_article_holds_an_address_outside_the_reserved_name() -> None:
    for path in [*ARTICLES, seed("actions.jsonl"), seed("README.md")]:
        text = path.read_text(encoding="utf-8")
        for host in re.findall(r"https?://([^/\s)]+)", text):
            assert host.endswith(".example"), (path.name, host)
        assert not re.search(r"\bwww\.|\w\.(?:com|org|net)\b", text), path.name


def test_the_articles_show_every_kind_of_block_but_boilerplate() -> None:
    kinds = Counter(block.kind for name in NAMES for block in draft(name).blocks)
    assert set(kinds) >= set(BlockKind) - {BlockKind.BOILERPLATE}


def test_the_embedded_posts_have_their_handle_and_date() -> None:
    posts = {
        block.handle: block.posted
        for name in NAMES
        for block in draft(name).blocks
        if block.kind is BlockKind.EMBEDDED_POST
    }
    assert posts == {
        "voiceofaveray": "2025-10-09",
        "harbour_truth": "2025-10-07",
        "salim_averay": "2025-10-18",
    }


def test_two_outlets_print_one_wire_text() -> None:
    def paragraphs(number: str) -> list[str]:
        article = draft(next(name for name in NAMES if name.startswith(number)))
        return [article.text[block.start : block.end] for block in article.blocks]

    wire, reprint = paragraphs("02"), paragraphs("03")
    assert len(set(wire) & set(reprint)) >= 2
    assert draft(NAMES[1]).facts.outlet != draft(NAMES[2]).facts.outlet


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+(?:[’'.,]\w+)*", text.casefold())


def runs(words: list[str], length: int) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}


def real_articles() -> list[Path]:
    default = Path(__file__).resolve().parents[3] / "shared" / "seeds"
    folder = Path(os.environ.get("CREDREVIEW_REAL_ARTICLES", default))
    found = sorted(folder.glob("*.txt")) if folder.is_dir() else []
    if not found:
        if os.environ.get("CI") == "true":
            pytest.fail(f"no real articles in {folder}")
        pytest.skip(f"no real articles in {folder}")
    return found


def test_no_six_words_running_are_those_of_the_real_articles() -> None:
    real: set[tuple[str, ...]] = set()
    for path in real_articles():
        real |= runs(words_of(path.read_text(encoding="utf-8")), 6)
    assert len(real) > 500
    for path in [*ARTICLES, seed("actions.jsonl"), seed("README.md")]:
        shared = runs(words_of(path.read_text(encoding="utf-8")), 6) & real
        assert not shared, (path.name, shared)


# The actions


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action["do"])
def test_an_action_has_the_fields_that_its_kind_takes(action: dict[str, Any]) -> None:
    needed, allowed = FIELDS[action["do"]]
    names = action.keys() - {"do"}
    assert needed <= names <= needed | allowed


@pytest.mark.parametrize("ref", MARKS)
def test_the_words_of_a_claim_stand_in_its_article_exactly_once(ref: str) -> None:
    mark = MARKS[ref]
    assert mark["article"] in NAMES
    count = draft(mark["article"]).text.count(mark["quote"])
    assert count >= 1
    assert count == 1 or 1 <= mark["occurrence"] <= count


@pytest.mark.parametrize("ref", MARKS)
def test_a_claim_lies_within_one_block(ref: str) -> None:
    article = draft(MARKS[ref]["article"])
    start = article.text.index(MARKS[ref]["quote"])
    end = start + len(MARKS[ref]["quote"])
    assert any(block.start <= start and end <= block.end for block in article.blocks)


def test_every_ref_is_made_once_and_before_its_use() -> None:
    known: set[str] = set()
    assert ACTIONS[0]["do"] == "reviewer"
    for action in ACTIONS:
        if action["do"] == "mark_claim":
            assert action["ref"] not in known
            known.add(action["ref"])
        else:
            assert {action[name] for name in ("claim", "to") if name in action} <= known, action


def test_every_id_is_in_the_vocabulary(vocabulary: Vocabulary) -> None:
    scales = ("provenance", "directness", "reliability", "credibility", "confidence")
    for action in ACTIONS:
        given = [(scale, action[scale]) for scale in scales if scale in action]
        given += [("flags", action["flag"])] if "flag" in action else []
        given += [("relations", action["relation"])] if "relation" in action else []
        for scale, id_ in given:
            assert vocabulary.find(scale, id_), action


def test_the_samples_show_much_and_leave_something_to_do(vocabulary: Vocabulary) -> None:
    assert 45 <= len(MARKS) <= 60
    assert len({action["provenance"] for action in JUDGED}) >= 10
    share = len({action["claim"] for action in JUDGED}) / len(MARKS)
    assert 0.5 <= share <= 0.75
    assert NOT_CHECKABLE
    assert linked("confirms")
    assert linked("contradicts")
    assert linked("same_origin")
    used = {action["directness"] for action in JUDGED if "directness" in action}
    assert used == {term.id for term in vocabulary.directness}
    assert {action["flag"] for action in ACTIONS if action["do"] == "flag"}


def test_one_article_is_finished_one_not_begun_and_one_without_claims() -> None:
    marked = Counter(mark["article"] for mark in MARKS.values())
    done = Counter(MARKS[ref]["article"] for ref in {action["claim"] for action in JUDGED})
    assert any(done[name] == marked[name] for name in marked)
    assert any(not done[name] for name in marked)
    assert set(NAMES) - set(marked) == {"12-sorrel-straits-briefing.md"}


def test_two_fictional_reviewers_differ_on_some_claims_and_agree_on_others() -> None:
    reviewer = ""
    grades: dict[str, dict[str, str]] = {}
    for action in ACTIONS:
        if action["do"] == "reviewer":
            reviewer = action["name"]
        elif action["do"] == "judge" and "credibility" in action:
            grade = action["reliability"] + action["credibility"]
            grades.setdefault(action["claim"], {})[reviewer] = grade
    assert {name for by in grades.values() for name in by} == {
        "Sample Reviewer",
        "Second Sample Reviewer",
    }
    twice = [set(by.values()) for by in grades.values() if len(by) == 2]
    assert Counter(map(len, twice)) == {2: 4, 1: 3}


# Doctrine


def test_a_confirmed_claim_has_a_link_that_says_by_what() -> None:
    assert graded("1") <= linked("confirms")


def test_an_improbable_claim_has_a_link_that_says_against_what() -> None:
    assert graded("5") <= linked("contradicts")


def test_no_claim_is_confirmed_by_its_own_repeat() -> None:
    repeats = {
        frozenset((link["claim"], link["to"]))
        for link in LINKS
        if link["relation"] == "same_origin"
    }
    for link in LINKS:
        if link["relation"] == "confirms":
            assert frozenset((link["claim"], link["to"])) not in repeats
            assert MARKS[link["claim"]]["article"] != MARKS[link["to"]]["article"]


def test_what_is_not_checkable_has_no_grade_and_no_confidence() -> None:
    for action in JUDGED:
        graded_fields = {"reliability", "credibility", "confidence"} & action.keys()
        assert bool(graded_fields) == (action["claim"] not in NOT_CHECKABLE), action


def test_every_judgement_gives_its_reasons() -> None:
    for action in JUDGED:
        assert len(action["rationale"]) >= 60, action
        assert "attributed_to" in action or action["provenance"] == "unattributed", action
