"""Three people with a machine each review two real articles apart, share, merge, settle, compare.

Each has a data folder and a screen of their own and the real program on it, driven by keys and
mouse. One of them works blind. Merged in all six orders, three files end as one and the same.
"""

import json
import os
import re
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from itertools import permutations
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import tables
from reviewing import Reviewer

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="keys and mouse of X11 are what a test can press"
)

#: What the list of articles calls each, and a word that its text begins with.
CLOSURE, WAGING = ("Untitled", "Havana"), ("Waging", "Waging")

Work = tuple[tuple[str, str], str, str, str]

# Article, words of the claim, keys of the judgement, what the list of claims says of it then.
ANNAS: tuple[Work, ...] = (
    (CLOSURE, "tallied at least 1,076 Cuban citizens", "2RB2VH", "B2"),
    (CLOSURE, "close to a hundred Cubans", "2RB3VM", "B3"),
    (CLOSURE, "thousands of Cubans had", "1RC4VM", "C4"),
    (WAGING, "military delegation visited Minsk", "1RC3VM", "C3"),
    (WAGING, "director of Innovative Company", "5RA1VH", "A1"),
    (WAGING, "is no coincidence", "0Y", "Not checkable"),
)
CLARAS: tuple[Work, ...] = (
    (CLOSURE, "tallied at least 1,076 Cuban citizens", "2RB2VM", "B2"),
    (CLOSURE, "a hundred Cubans are reported missing", "2RB3VM", "B3"),
    (CLOSURE, "thousands of Cubans had", "1RE5VM", "E5"),
    (CLOSURE, "20,000 North Koreans", "7RF6VL", "F6"),
    (WAGING, "military delegation visited Minsk", "1RC3VM", "C3"),
    (WAGING, "is no coincidence", "XRC3VL", "C3"),
)
BORISS: tuple[Work, ...] = (
    (CLOSURE, "at over 10,000", "URF3VL", "F3"),
    (CLOSURE, "promising construction jobs", "2RB3VM", "B3"),
    (WAGING, "could supply military products", "XRC2VM", "C2"),
    (WAGING, "with a range of 300 km", "1RB2VM", "B2"),
    (WAGING, "Sanctions Evasion", "0RD4VL", "D4"),
)
#: Claims of Anna's that Boris judges too, blind: the grades last, after which hers show.
BLIND: tuple[Work, ...] = (
    (CLOSURE, "tallied at least 1,076 Cuban citizens", "2VHRC3", "C3"),
    (WAGING, "military delegation visited Minsk", "1VMRC3", "C3"),
)
#: Where they differ, and whose judgement is taken for the agreed one.
AGREED = (
    ("tallied at least 1,076 Cuban citizens", "Mine", "One source, and it has an interest."),
    ("thousands of Cubans had", "Sample Clara", "No contract was shown."),
    ("is no coincidence", "Mine", "A motive cannot be checked."),
)
FIGURES = "agreement_figures"
#: Why a coefficient or its interval is left out.
LEFT_OUT = {
    "no_case": "no claim to compare",
    "one_case": "one claim only",
    "no_variation": "all values are the same",
    "no_interval": "too few claims for an interval",
}
HIDDEN = "Hidden until you have judged: blind mode."


class Three(NamedTuple):
    """The people, in the order in which they come into the story."""

    anna: Reviewer
    boris: Reviewer
    clara: Reviewer


@pytest.fixture
def three(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Three]:
    """Give each of three people a data folder and a screen."""
    missing = [program for program in ("Xvfb", "xdotool") if shutil.which(program) is None]
    if missing:
        said = f"nobody can press keys; install {' '.join(missing).lower()}"
        if os.environ.get("CI") == "true":
            pytest.fail(said)
        pytest.skip(said)
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    import virtual_screen

    with ExitStack() as stack:
        people = []
        for name in Three._fields:
            display = stack.enter_context(virtual_screen.shown())
            person = Reviewer(f"Sample {name.title()}", tmp_path / name, display)
            stack.callback(person.end)
            people.append(person)
        yield Three(*people)


def do(person: Reviewer, work: tuple[Work, ...]) -> None:
    """Mark and judge claim by claim."""
    here = None
    for article, words, keys, said in work:
        if article != here:
            person.open_article(*article)
            here = article
        person.mark(words)
        person.judge(keys, said)


def review_of(person: Reviewer) -> Path:
    return person.folder / "own.credreview"


def fingerprint(person: Reviewer, path: Path) -> str:
    """Return a file's fingerprint; `credreview check` must find it sound."""
    checked = person.run("check", path)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert "All is sound." in checked.stdout
    assert re.search(r" 0 under an unknown key,.* 0 forged\.", checked.stdout), checked.stdout
    found = re.search(r"fingerprint ([0-9a-f]{64})", checked.stdout)
    assert found
    return found[1]


def judgements(path: Path) -> dict[str, object]:
    return {id: row for (kind, id), row in tables.held(path).items() if kind == "judgement"}


def begin_first(anna: Reviewer, articles: Path, handed: Path) -> None:
    """Anna begins the review; she hands on an extract without judgements, and all of it."""
    anna.begin(review_of(anna))
    anna.add_folder(articles, "2 added")
    do(anna, ANNAS)
    said = anna.share(handed / "extract.credreview", choose=["share_what_extract"])
    assert "2 articles, 6 claims, no judgements" in said
    anna.share(handed / "anna.credreview")


def begin_apart(clara: Reviewer, articles: Path, handed: Path) -> None:
    """Clara begins a review of her own."""
    clara.begin(review_of(clara))
    clara.add_folder(articles, "2 added")
    do(clara, CLARAS)
    clara.share(handed / "clara.credreview")


def begin_with_an_extract(boris: Reviewer, handed: Path) -> None:
    """Boris gets Anna's extract, and works blind from then on."""
    shutil.copy(handed / "extract.credreview", review_of(boris))
    boris.receive(review_of(boris))
    boris.choose("review", "review.blind")
    boris.told("This review is in blind mode.")
    do(boris, BORISS)


def judge_blind(boris: Reviewer, handed: Path) -> None:
    """Boris has Anna's judgements in his file, and does not see them before his own."""
    preview = boris.merge(handed / "anna.credreview")
    for word in ("B2", "C3"):
        assert word not in preview
    for article, words, keys, said in BLIND:
        boris.open_article(*article)
        boris.go_to(words)
        assert "open" in boris.claim()
        others = boris.until(lambda: boris.said("other_judgements"), "that others are hidden")
        assert HIDDEN in others
        assert "Anna" not in others
        boris.judge(keys, said)
        boris.until(lambda: "Sample Anna" in boris.said("other_judgements"), "Anna's judgement")
        assert HIDDEN not in boris.said("other_judgements")
    own = [row["blind"] for row in judgements(review_of(boris)).values()]
    assert sorted(own, key=str) == [1] * 7 + [None] * 6
    boris.share(handed / "boris.credreview")


def merge_in_all_orders(three: Three, handed: Path) -> None:
    """Three orders are merged in the windows, one by each person; three by the command."""
    in_windows = (
        ("anna", "boris", "clara"), ("boris", "anna", "clara"), ("clara", "anna", "boris")
    )  # fmt: skip

    def by_hand(order: tuple[str, ...]) -> tuple[Reviewer, Path]:
        person = getattr(three, order[0])
        # What Anna did came to Boris before he judged blind.
        for other in order[1:] if person is not three.boris else order[2:]:
            person.merge(handed / f"{other}.credreview")
        return person, review_of(person)

    def by_command(order: tuple[str, ...]) -> tuple[Reviewer, Path]:
        person = getattr(three, order[0])
        path = person.folder / f"{'-'.join(order)}.credreview"
        shutil.copy(handed / f"{order[0]}.credreview", path)
        done = person.run("merge", path, *(handed / f"{name}.credreview" for name in order[1:]))
        assert done.returncode == 0, done.stdout + done.stderr
        return person, path

    rest = [order for order in permutations(Three._fields) if order not in in_windows]
    with ThreadPoolExecutor(2) as pool:
        results = [*pool.map(by_hand, in_windows), *pool.map(by_command, rest)]
        found = list(pool.map(lambda result: fingerprint(*result), results))
    assert len(results) == 6
    assert len(set(found)) == 1, found
    one, *others = (tables.held(path) for _, path in results)
    assert all(other == one for other in others)
    with closing(sqlite3.connect(review_of(three.anna))) as db:
        assert tables.demanded(tables.actions(db)) == one
    # A control: what was handed on before is another review.
    assert tables.held(handed / "boris.credreview") != one


def settle(anna: Reviewer, handed: Path) -> None:
    """Anna ends blind mode, settles what differs, and confirms that two claims are the same."""
    before = judgements(review_of(anna))
    anna.choose("review", "review.blind")
    anna.until(lambda: "blind mode" not in anna.said("message_bar"), "the end of blind mode")
    anna.open_window("review", "review.differences", "differences_window")
    anna.until(lambda: len(anna.rows("difference_list")) == 4, "3 differences and 1 proposal")
    for words, start, reason in AGREED:
        anna.agree(words, start, reason)
    anna.choose_row("difference_list", "close to a hundred Cubans")
    anna.click("same_claim")
    anna.until(lambda: nothing_differs(anna), "nothing that differs")
    anna.close_window()
    assert judgements(review_of(anna)) == before
    anna.share(handed / "settled.credreview")


def nothing_differs(person: Reviewer) -> bool:
    return "Nothing is left to settle." in person.said("differences_window")


def take_the_settlement(person: Reviewer, handed: Path) -> None:
    """Merge what Anna settled: no difference is left, and the originals are there."""
    person.merge(handed / "settled.credreview")
    person.open_window("review", "review.differences", "differences_window")
    person.until(lambda: nothing_differs(person), "nothing that differs")
    person.close_window()
    words, _, reason = AGREED[0]
    person.open_article(*CLOSURE)
    person.go_to(words)
    said = person.until(lambda: person.said("other_judgements"), "the other judgements")
    others = {"Sample Anna", "Sample Boris", "Sample Clara"} - {person.name}
    for part in (*others, "Agreed", reason):
        assert part in said


def look_at_the_history(person: Reviewer) -> None:
    """The history says who did what, and that seals were verified."""
    person.open_window("review", "review.history", "history_window")

    def whole() -> list[str]:
        rows = [cells[0] for cells in person.rows("history_steps")]
        return rows if rows and all(rows) else []

    steps = person.until(whole, "all steps")
    assert {step.rpartition("; ")[2] for step in steps} == {"sealed"}
    for name, what, about in (
        ("Anna", "Called not checkable", "is no coincidence"),
        ("Boris", "Source reliability: F", "at over 10,000"),
        ("Clara", "Marked the claim", "20,000 North Koreans"),
        ("Anna", "Agreed grade: E5", "thousands of Cubans had"),
        ("Anna", "Agreed: not checkable", "is no coincidence"),
    ):
        told = [step for step in steps if f"Sample {name}" in step and what in step]
        assert any(about in step for step in told), (name, what, steps)
    person.close_window()


def look_at_the_agreement(person: Reviewer) -> None:
    """The window of agreement shows, pair by pair, what `credreview agreement --json` tells."""
    told = json.loads(person.run("agreement", "--json", review_of(person)).stdout)
    names = {one["id"]: one["name"] for one in told["reviewers"]}
    assert len(told["pairs"]) == 3
    assert told["blind"]
    person.open_window("review", "review.agreement", "agreement_window")
    person.click("agreement_pairs")
    person.until(lambda: person.ask("rest")["popup"], "the list of pairs")
    person.key("Home", "Return")
    for number, pair in enumerate(told["pairs"]):
        if number:
            person.key("Down")
        one, other = (names[id] for id in pair["reviewers"])
        person.see("agreement_pairs", f"{one} and {other}")
        person.rest()
        assert f"{pair['judged']} claims judged by both" in person.see("agreement_judged")["words"]
        rows = zip(pair["dimensions"], told["together"], strict=True)
        wanted = [figures(of, together) for of, together in rows]
        shown = [[cell.rpartition(": ")[2] for cell in row[1:]] for row in person.rows(FIGURES)]
        assert shown == wanted
    person.close_window()


def figures(of: dict[str, Any], together: dict[str, Any]) -> list[str]:
    """Return a row of the window's table: claims, same, kappa, alpha."""
    share = f"{round(100 * of['same'] / of['n'])} %" if of["n"] else "–"
    return [str(of["n"]), share, coefficient(of["kappa"]), coefficient(together["alpha"])]


def coefficient(of: dict[str, Any]) -> str:
    def number(value: float) -> str:
        return f"{round(value, 2) + 0.0:.2f}".replace("-", "\u2212")

    parts = [number(of["value"])] if of["value"] is not None else []
    parts += [f"[{number(of['low'])}, {number(of['high'])}]"] if of["low"] is not None else []
    if of["left_out"] is not None:
        parts.append(f"({LEFT_OUT[of['left_out']]})" if parts else LEFT_OUT[of["left_out"]])
    return " ".join(parts)


def test_three_people_review_apart_merge_in_any_order_and_agree(
    three: Three, real_articles: Path, tmp_path: Path
) -> None:
    anna, boris, clara = three
    handed = tmp_path / "handed"
    handed.mkdir()
    with ThreadPoolExecutor(2) as pool:
        apart = pool.submit(begin_apart, clara, real_articles, handed)
        begin_first(anna, real_articles, handed)
        begin_with_an_extract(boris, handed)
        apart.result()
    judge_blind(boris, handed)
    merge_in_all_orders(three, handed)

    settle(anna, handed)
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda person: take_the_settlement(person, handed), (boris, clara)))
    look_at_the_history(clara)
    look_at_the_agreement(anna)

    found = {fingerprint(person, review_of(person)) for person in three}
    assert len(found) == 1
    one, *others = (tables.held(review_of(person)) for person in three)
    assert all(other == one for other in others)
    assert [person.quit() for person in three] == [0, 0, 0]
