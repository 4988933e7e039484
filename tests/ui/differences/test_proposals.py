"""Proposals about claims and versions: what is shown of them, and that a person decides."""

import shutil
from pathlib import Path

from difference_examples import Settler, bring
from PySide6.QtWidgets import QAbstractButton
from window_examples import ANNA, BORIS, make_review, opened, span

from credreview.domain.model import ArticleQuery
from credreview.domain.proposals import PlacedClaim, UnplacedClaim, VersionProposal
from credreview.review import actions
from credreview.review.session import ReviewSession
from credreview.ui.differences.proposals import (
    FoundWords,
    ProposalPage,
    excerpt,
    score_words,
)
from credreview.ui.look.plain_label import PlainLabel

TITLES = {"a": "The older one", "b": "The newer one"}


def words_of(widget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(PlainLabel))


def buttons(page) -> dict[str, QAbstractButton]:
    return {button.objectName(): button for button in page.findChildren(QAbstractButton)}


def placed(**given) -> PlacedClaim:
    fields = {
        "claim": "1" * 32, "quote": "forty ships", "origin": "a", "target": "b", "start": 10,
        "end": 22, "found": "about forty", "exact": False, "score": 0.93, "why": "One word more.",
    }  # fmt: skip
    return PlacedClaim(**(fields | given))


def test_found_words_are_marked_in_their_surroundings(show) -> None:
    text = "😀 " * 200 + "the found words" + " and more" * 100
    start = text.index("the found")
    before, found, after = excerpt(text, start, start + 15)
    assert found == "the found words"
    assert before.startswith("…")
    assert after.endswith("…")
    shown = show(FoundWords((before, found, after)))
    assert shown.marked() == "the found words"
    assert shown.isReadOnly()


def test_a_text_without_spaces_is_cut_and_not_lost() -> None:
    before, found, after = excerpt("港" * 1000, 500, 504)
    assert (len(before), len(found), len(after)) == (161, 4, 161)


def test_likeness_is_told_in_words() -> None:
    said = [score_words(score, exact=exact) for score, exact in ((1, True), (1, False))]
    said += [score_words(score, exact=False) for score in (0.98, 0.91)]
    assert len(set(said)) == 4
    assert not any(char.isdigit() for words in said for char in words)


def test_a_claim_with_a_place_can_be_placed_or_left(show, qtbot) -> None:
    page = show(ProposalPage(placed(), TITLES, ("They said ", "about forty", " wait.")))
    shown = words_of(page)
    for words in ("“forty ships”", "The older one", "The newer one", "One word more."):
        assert words in shown
    told = []
    page.decided.connect(lambda deed: told.append(deed.label))
    buttons(page)["place_here"].click()
    buttons(page)["leave"].click()
    assert told == ["continue_claim", "not_continued"]


def test_a_claim_without_a_place_is_listed_and_nothing_is_decided(show) -> None:
    lost = UnplacedClaim("1" * 32, "forty ships", "a", "b", None, "", "Nothing is like it.")
    page = show(ProposalPage(lost, TITLES))
    assert "Nothing is like it." in words_of(page)
    assert set(buttons(page)) == {"go_there"}
    gone = []
    page.go_there.connect(lambda *place: gone.append(place))
    buttons(page)["go_there"].click()
    assert gone == [("b", "")]


def test_read_only_nothing_can_be_decided(show) -> None:
    version = VersionProposal("a", "b", ("One", "Two"), "Like words.")
    page = show(ProposalPage(version, TITLES, read_only=True))
    found = buttons(page)
    assert [found[name].isEnabled() for name in ("version_of", "not_version_of", "go_there")] == [
        False,
        False,
        True,
    ]


def test_words_that_two_people_marked_unequally_are_proposed_and_linked(
    qtbot, tmp_path: Path
) -> None:
    path = make_review(tmp_path)
    copy = tmp_path / "boris.credreview"
    shutil.copy(path, copy)
    boris = ReviewSession.open(copy, BORIS)
    for row in boris.reader.article_rows(list(boris.reader.article_keys(ArticleQuery()))):
        if "Port" in row.title:
            text = boris.reader.article(row.id).text
            boris.do(actions.mark_claim(row.id, *span(text, "said forty ships are waiting")))
    boris.close()
    anna = ReviewSession.open(path, ANNA)
    bring(copy, anna)
    anna.close()
    with opened(qtbot, path, ANNA) as driver:
        settler = Settler(qtbot, driver.window)
        settler.window.differences.show()
        qtbot.waitUntil(lambda: settler.room.list.count() == 1)
        assert settler.rows() == ["The same claim? Words overlap"]
        assert settler.room.filters.chips["proposals"].words() == "Proposals 1"
        settler.press("same_claim")
        qtbot.waitUntil(lambda: settler.room.list.count() == 0)
        with settler.window.review.session.reader.view() as view:
            (link,) = [fields for _, fields in view.others("link")]
        assert link["relation"] == "same"
        settler.window.judging.undo()
        qtbot.waitUntil(lambda: settler.room.list.count() == 1)
