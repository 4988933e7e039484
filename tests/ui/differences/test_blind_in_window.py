"""Blind mode in the window: it is known, it hides, and what was hidden is shown afterwards."""

from pathlib import Path

import pytest
from difference_examples import GRADES, bring, differing_review
from window_examples import ANNA, BORIS, make_review, opened

from credreview.domain.model import ClaimState
from credreview.review import adjudicating, judging
from credreview.review.session import ReviewSession
from credreview.ui.claims.agreed_card import AgreedCard
from credreview.ui.claims.other_judgements import JudgementCard, OtherJudgements


@pytest.fixture
def blind(tmp_path: Path) -> Path:
    """Make a review in blind mode in which Boris has judged the first claim."""
    path = make_review(tmp_path)
    boris = ReviewSession.open(path, BORIS)
    boris.do(adjudicating.set_blind(True))
    from credreview.domain.model import ArticleQuery

    keys = list(boris.reader.article_keys(ArticleQuery()))
    for row in boris.reader.article_rows(keys):
        for claim in boris.reader.claims(row.id)[:1]:
            boris.do(judging.judge(claim.id, boris.vocabulary, **GRADES))
    boris.close()
    return path


def others(driver) -> OtherJudgements:
    return driver.window.parts.panel.findChild(OtherJudgements)


def show_first(driver) -> None:
    driver.article("Port closed")
    driver.window.desk.show_claim(driver.window.desk.claims[0].id)
    driver.settle()


def test_whoever_opens_it_is_told_and_others_judgements_are_hidden(qtbot, blind: Path) -> None:
    with opened(qtbot, blind, ANNA) as driver:
        bar = driver.window.parts.messages.bar("blind")
        assert bar is not None
        assert "blind mode" in bar.accessibleName() + " ".join(_words(bar))
        assert driver.window.menus.actions["review.blind"].isChecked()
        show_first(driver)
        box = others(driver)
        assert box.isVisible()
        assert box._folded.text() == "Hidden until you have judged: blind mode."
        assert box.findChildren(JudgementCard) == []
        driver.window.judging.judge(driver.window.desk.current, {"reliability": "C"})
        driver.settle()
        assert box.findChildren(JudgementCard) == []
        driver.window.judging.judge(driver.window.desk.current, {"credibility": "3"})
        driver.settle()
        (card,) = box.cards()
        assert "Judged blind." in card.accessibleName()
        assert driver.own().blind is True
        assert driver.window.desk.claim().state is ClaimState.DIFFERING


def _words(widget) -> list[str]:
    from PySide6.QtWidgets import QLabel

    return [label.text() for label in widget.findChildren(QLabel)]


def test_the_menu_turns_it_off_and_on_for_the_review(qtbot, blind: Path) -> None:
    with opened(qtbot, blind, ANNA) as driver:
        action = driver.window.menus.actions["review.blind"]
        action.trigger()
        driver.settle()
        assert not driver.window.review.session.reader.is_blind()
        assert not action.isChecked()
        assert driver.window.parts.messages.bar("blind") is None
        show_first(driver)
        assert "1 other has judged" in others(driver)._folded.text()
        driver.window.judging.undo()
        driver.settle()
        assert action.isChecked()
        assert driver.window.parts.messages.bar("blind") is not None


def test_read_only_it_cannot_be_turned_off(qtbot, blind: Path) -> None:
    with opened(qtbot, blind, ANNA) as driver:
        driver.window.review.reopen_read_only()
        qtbot.waitUntil(lambda: driver.window.review.session.file.read_only)
        action = driver.window.menus.actions["review.blind"]
        action.trigger()
        assert action.isChecked()
        assert driver.window.review.session.reader.is_blind()


def test_the_agreed_judgement_stands_above_the_others_in_the_side_panel(
    qtbot, tmp_path: Path
) -> None:
    with opened(qtbot, differing_review(tmp_path), ANNA) as driver:
        desk = driver.window.desk
        driver.article("shut")
        settled = next(c for c in desk.claims if c.is_settled)
        assert settled.state is ClaimState.JUDGED
        desk.show_claim(settled.id)
        driver.settle()
        (agreed,) = others(driver).agreed_cards()
        (card,) = others(driver).cards()
        assert isinstance(agreed, AgreedCard)
        assert agreed.y() < card.y()
        assert "Agreed: B3" in agreed.accessibleName()
        differing = next(c for c in desk.claims if c.state is ClaimState.DIFFERING)
        desk.show_claim(differing.id)
        driver.settle()
        assert list(others(driver).agreed_cards()) == []


def test_what_another_program_wrote_is_shown(qtbot, tmp_path: Path) -> None:
    path = make_review(tmp_path)
    other = tmp_path / "other.credreview"
    with opened(qtbot, path, ANNA) as driver:
        session = driver.window.review.session
        session.save_copy(other)
        boris = ReviewSession.open(other, BORIS)
        boris.do(adjudicating.set_blind(True))
        boris.close()
        bring(other, session)
        driver.window.company.look_around()
        action = driver.window.menus.actions["review.blind"]
        qtbot.waitUntil(action.isChecked)
