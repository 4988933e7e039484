"""Judgements of linked claims show through in the side panel, each with its own words."""

from claim_examples import claim, other
from form_examples import GRADED, click, words_of
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from window_examples import ANNA, BORIS, opened, span

from credreview.domain.proposals import LinkedJudgement
from credreview.review.actions import mark_claim
from credreview.review.judging import judge
from credreview.review.session import ReviewSession
from credreview.review.versions import same_claim
from credreview.ui.look import theme

VANCE = LinkedJudgement(
    other("T. Vance", reliability="C", credibility="2", rationale="their words"),
    "the lamps on the quay were lit",
)


def given_on(form):
    labels = form.others.findChildren(QLabel, "given_on")
    return [label.text() for label in labels if label.isVisible()]


def test_a_linked_judgement_is_folded_like_others_until_both_own_grades_are_given(qtbot, form):
    form.show_claim(claim(1), [other("M. Okafor", **GRADED)], {}, linked=[VANCE])
    folded = form.others.findChild(QLabel, "others_folded")
    assert folded.text().split("\n") == [
        "1 other has judged this claim; shown when you have graded it.",
        "1 judgement of a linked claim; shown once you have graded.",
    ]
    held = [label.text() for label in form.others.findChildren(QLabel)]
    assert not any(word in text for text in held for word in ("Vance", "quay", "their words"))
    click(qtbot, form.reliability, "B")
    assert form.others.cards() == []
    click(qtbot, form.credibility, "2")
    assert len(form.others.cards()) == 2
    assert given_on(form) == ["on “the lamps on the quay were lit”"]
    assert {"T. Vance", "C2", "their words", "1 differs"} <= {*words_of(form.others)}


def test_a_claim_that_only_a_link_judges_shows_that_alone(form):
    form.show_claim(claim(1), [], {}, linked=[VANCE, VANCE])
    assert form.others.isVisible()
    folded = form.others.findChild(QLabel, "others_folded")
    assert folded.text() == "2 judgements of linked claims; shown once you have graded."
    form.show_claim(claim(1, **GRADED), [], {}, linked=[VANCE])
    (card,) = form.others.cards()
    assert "on “the lamps on the quay were lit”" in card.accessibleName()
    form.show_claim(claim(2, **GRADED), [], {})
    assert not form.others.isVisible()


def test_ones_own_words_of_a_claim_are_not_repeated_on_cards_of_others(form):
    form.show_claim(claim(1, **GRADED), [other("M. Okafor", **GRADED)], {}, linked=[VANCE])
    assert len(form.others.cards()) == 2
    assert len(given_on(form)) == 1


def test_a_long_name_breaks_and_widens_nothing(form):
    before = form.minimumSizeHint().width()
    long = "Department for Harbours, Straits and Islands, Regional Desk, Night Shift " * 2
    form.show_claim(claim(1, **GRADED), [other(long, **GRADED)], {})
    (card,) = form.others.cards()
    assert long.strip() in card.accessibleName()
    assert form.minimumSizeHint().width() <= before


def test_words_of_a_linked_claim_are_plain_on_one_line_and_cut(form):
    quote = "<b>bold</b>\n\u202eturned\u202c " + "long " * 80
    form.show_claim(claim(1, **GRADED), [], {}, linked=[LinkedJudgement(VANCE.judgement, quote)])
    (shown,) = given_on(form)
    assert shown.startswith("on “<b>bold</b> \u21c4turned\u21c4 long")
    assert shown.endswith("long…”")
    assert len(shown) < 200
    for label in form.others.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText or not label.text()


def test_the_words_stay_within_the_card_at_200_percent(form):
    form.show_claim(claim(1, **GRADED), [], {}, linked=[VANCE])
    theme.set_text_scale(2.0)
    form.resize(84 * theme.u(), 1000)
    (card,) = form.others.cards()
    label = card.findChild(QLabel, "given_on")
    assert card.rect().contains(label.geometry())
    assert label.heightForWidth(label.width()) <= label.height()


def test_in_the_window_a_colleagues_judgement_shows_through_after_ones_own(qtbot, path):
    session = ReviewSession.open(path, BORIS)
    article = session.reader.claims(
        next(row.id for row in session.reader.article_rows([1, 2, 3, 4, 5, 6, 7, 8]) if row.claims)
    )[0].article
    text = session.reader.article(article).text
    first = session.reader.claims(article)[0].id
    longer = session.do(mark_claim(article, *span(text, "said the port is closed since Monday")))
    theirs = longer.answers["claim"]
    session.do(judge(theirs, session.vocabulary, reliability="C", credibility="3"))
    session.do(same_claim(first, theirs))
    session.close()
    with opened(qtbot, path, ANNA) as driver:
        driver.article("Port closed")
        driver.window.desk.show_claim(first)
        driver.window.parts.reader.setFocus()
        others = driver.window.parts.panel.findChild(object, "other_judgements")
        assert others.cards() == []
        driver.keys("R", "B", "2")
        assert driver.own().reliability == "B"
        (card,) = others.cards()
        shown = {label.text() for label in card.findChildren(QLabel)}
        assert {"Sample Boris", "C3", "on “said the port is closed since Monday”"} <= shown
        assert driver.window.desk.claim().state == "judged"
