"""Merging in the window: looking first, bringing in, one file after the other, being refused."""

from dataclasses import replace

import pytest
from merge_examples import (
    CARLA,
    backups,
    dated_by_anna,
    dialog,
    digest,
    from_boris,
    from_carla,
    judged_by_anna,
    merged,
    next_preview,
    previewed,
    told,
)
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from window_examples import ANNA, BORIS, opened

from credreview import environment
from credreview.domain.model import ClaimState
from credreview.exchange import manifest
from credreview.review import sharing, trust
from credreview.review.handover import Terms
from credreview.review.session import ReviewSession
from credreview.store import local, union
from credreview.store.file import driver
from credreview.ui.differences.comparison import ComparedCell
from credreview.ui.look import theme
from credreview.ui.look.plain_label import PlainLabel
from credreview.ui.merging.figure_card import FigureCard


@pytest.fixture
def boris(path):
    """Return Boris's file, on which Anna's review differs afterwards."""
    made = from_boris(path)
    judged_by_anna(path)
    dated_by_anna(path)
    return made


@pytest.fixture
def desk(qtbot, path, boris):
    """Give a driver of the window on Anna's review."""
    with opened(qtbot, path) as driver:
        driver.article("Port closed")
        yield driver


def words_in(widget: QWidget) -> str:
    return " | ".join(label.text() for label in widget.findChildren(QLabel) if label.text())


def figure(preview: QWidget, card: str) -> int:
    return int(preview.findChild(QWidget, card).findChild(PlainLabel, "figure").text())


def in_small_steps(monkeypatch) -> None:
    """Let a merge of some actions take a second, so that there is time to do something."""
    for name, value in (("STEP", 1), ("MOST_A_STEP", 1), ("_BREATH_S", 0.15)):
        monkeypatch.setattr(union, name, value)


def test_the_preview_counts_what_comes_and_what_differs(desk, path, boris):
    before = digest(path)
    preview = previewed(desk, boris)
    assert figure(preview, "card_new") == 5
    assert "1 article, 1 claim, 3 judgements" in words_in(preview)
    assert figure(preview, "card_differences") == 3
    assert figure(preview, "card_same") == 5
    assert figure(preview, "card_warnings") == 0
    assert preview.foot.merge.text() == "Merge 5 new, keep 3 differences"
    origin = preview.findChild(PlainLabel, "merge_origin")
    assert "From Sample Boris." in origin.text()
    assert "Nothing has been changed yet" in origin.text()
    assert digest(path) == before
    preview.reject()


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_no_words_of_head_and_foot_are_squeezed_on_a_small_screen(desk, boris, scale):
    theme.set_text_scale(scale)
    preview = previewed(desk, boris)
    preview.resize(760, 600)
    desk.qtbot.wait(50)
    words = preview.foot._words
    assert words.height() < 4 * words.fontMetrics().lineSpacing()
    for card in preview.findChildren(FigureCard):
        assert card.width() >= card.least()
    preview.reject()


def test_differences_stand_side_by_side_and_arrows_move_among_them(desk, boris):
    preview = previewed(desk, boris)
    assert preview.list.hasFocus()
    quote = preview.findChild(PlainLabel, "compared_quote")
    assert "the port is closed" in quote.text()
    cells = [words_in(cell) for cell in preview.findChildren(ComparedCell)]
    assert cells[:4] == ["B  Usually reliable", "C  Fairly reliable",
                         "2  Probably true", "3  Possibly true"]  # fmt: skip
    QTest.keyClick(preview.list, Qt.Key.Key_Down)
    assert "forty ships are waiting" in quote.text()
    QTest.keyClick(preview.list, Qt.Key.Key_Down)
    assert "Port closed" in quote.text()
    cells = [words_in(cell) for cell in preview.findChildren(ComparedCell)]
    assert cells[:2] == ["2026-03-03", "2026-03-02"]
    preview.reject()


def test_escape_changes_nothing(desk, path, boris):
    before, theirs = digest(path), digest(boris)
    preview = previewed(desk, boris)
    QTest.keyClick(preview.list, Qt.Key.Key_Escape)
    desk.settle()
    assert digest(path) == before
    assert digest(boris) == theirs
    assert desk.window.parts.messages.bar("merge") is None
    assert not backups()


def test_enter_merges_after_a_backup_and_all_panes_show_it(desk, path, boris):
    theirs = digest(boris)
    preview = previewed(desk, boris)
    QTest.keyClick(preview.list, Qt.Key.Key_Return)
    words = told(desk)
    assert words == (
        "Merged “from-boris.credreview”: 1 article, 1 claim, 3 judgements."
        " From Sample Boris. 3 differences to settle."
    )
    desk.settle()
    window = desk.window
    assert len(backups()) == 1
    assert digest(boris) == theirs
    desk.qtbot.waitUntil(lambda: len(window.parts.articles.keys()) == 3)
    states = {claim.quote: claim.state for claim in window.desk.claims}
    assert states == {
        "the port is closed": ClaimState.DIFFERING,
        "since Monday": ClaimState.OPEN,
        "forty ships are waiting": ClaimState.DIFFERING,
        "counted twelve ships": ClaimState.JUDGED,
    }


def test_several_files_come_one_after_the_other_each_with_its_preview(desk, path, boris):
    carla = from_carla(path)
    preview = previewed(desk, boris, carla)
    assert "File 1 of 2" in words_in(preview)
    preview.foot.merge.click()
    told(desk)
    second = next_preview(desk)
    assert "from-carla" in second.windowTitle()
    assert "File 2 of 2" in words_in(second)
    assert "Sample Carla" in words_in(second)
    second.foot.merge.click()
    desk.qtbot.waitUntil(lambda: "from-carla" in told(desk))
    reader = desk.window.review.session.reader
    names = {person.name for person in reader.reviewers()}
    assert names == {"Sample Anna", "Sample Boris", "Sample Carla"}


def test_a_file_with_nothing_new_says_so_and_can_only_be_closed(desk, path, boris):
    merged(desk, boris)
    before = digest(path)
    preview = previewed(desk, boris)
    assert "Nothing new." in words_in(preview)
    assert not preview.foot.merge.isVisible()
    assert preview.foot.cancel.text() == "Close"
    QTest.keyClick(preview.focusWidget(), Qt.Key.Key_Return)
    desk.qtbot.waitUntil(lambda: not preview.isVisible())
    assert digest(path) == before


def test_damaged_files_are_refused_in_a_sentence_and_never_stop_the_rest(desk, path, boris):
    damaged = boris.with_name("damaged.credreview")
    damaged.write_bytes(boris.read_bytes()[:-5000])
    none = boris.with_name("none.credreview")
    none.write_text("This is no review.")
    before = digest(path)
    preview = previewed(desk, damaged, boris, none)
    assert "from-boris" in preview.windowTitle()
    preview.reject()
    assert "2 files were not merged. Nothing was changed by them." in told(desk, "merge-refused")
    assert digest(path) == before


def test_one_damaged_file_is_told_by_its_own_sentence(desk, path, boris):
    none = boris.with_name("none.credreview")
    none.write_text("This is no review.")
    desk.window.merging.merge([none])
    words = told(desk, "merge-refused")
    assert "“none.credreview” is not a review." in words
    assert "Nothing was changed by it." in words


def test_a_merge_that_is_stopped_leaves_a_sound_review_and_goes_on_later(
    desk, path, boris, monkeypatch
):
    in_small_steps(monkeypatch)
    window = desk.window
    preview = previewed(desk, boris)
    window.parts.writing.job_started.connect(
        lambda job: job.progressed.connect(lambda done, *_: done and job.cancel())
    )
    preview.foot.merge.click()
    assert "was stopped" in told(desk)
    session = window.review.session
    assert not session.check().problems
    some = session.reader.newest_action()
    window.merging.show_merges()
    listed = dialog(desk, "merges_dialog")
    assert "not finished" in listed.list.model().index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    listed.accept()
    window.parts.writing.job_started.disconnect()
    merged(desk, boris)
    assert session.reader.newest_action() > some
    assert len(session.reader.judgements(window.desk.claims[0].id)) == 2


def test_own_work_goes_on_while_a_merge_runs(desk, path, boris, monkeypatch):
    in_small_steps(monkeypatch)
    window = desk.window
    window.parts.reader.setFocus()
    previewed(desk, boris).foot.merge.click()
    desk.qtbot.waitUntil(window.parts.writing.is_busy)
    window.activateWindow()
    window.parts.reader.setFocus()
    desk.keys("J", "9")
    assert window.parts.writing.is_busy(), "the merge ended before it could be worked beside it"
    assert desk.own().provenance is not None
    told(desk)
    assert not window.review.session.check().problems


def test_a_review_open_read_only_takes_nothing_in(desk, path, boris):
    window = desk.window
    window.review.open_path(path, ANNA, read_only=True)
    desk.qtbot.waitUntil(lambda: window.review.session.file.read_only)
    window.merging.merge([boris])
    assert "read-only" in window.parts.status.hint_words()
    assert not window.parts.writing.is_busy()


def test_closing_the_review_closes_the_preview_and_lets_go_of_the_copy(desk, boris):
    previewed(desk, boris)
    tried = desk.window.merging._held[0]
    copy = tried.prepared._incoming.path
    assert copy.exists()
    desk.window.review.close_by_hand()
    desk.qtbot.waitUntil(lambda: not copy.exists())
    left = desk.window.findChildren(QWidget, "merge_window")
    assert not [one for one in left if one.isVisible()]


def drop(window: QWidget, *paths) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(window.rect().center()),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    window.dropEvent(event)


def test_a_review_dropped_on_an_open_one_asks_and_cancel_does_nothing(desk, path, boris):
    before = digest(path)
    drop(desk.window, boris)
    question = dialog(desk, "dropped_review")
    assert "from-boris.credreview" in words_in(question)
    QTest.keyClick(question, Qt.Key.Key_Escape)
    desk.settle()
    assert desk.window.review.path() == path
    assert digest(path) == before


def test_a_dropped_review_is_merged_where_that_is_the_answer(desk, path, boris):
    drop(desk.window, boris)
    question = dialog(desk, "dropped_review")
    QTest.keyClick(question, Qt.Key.Key_Return)
    preview = next_preview(desk)
    assert "from-boris" in preview.windowTitle()
    preview.reject()
    assert desk.window.review.path() == path


def test_a_dropped_review_is_opened_where_that_is_the_answer(desk, boris):
    drop(desk.window, boris)
    dialog(desk, "dropped_review").findChild(QWidget, "open_instead").click()
    desk.qtbot.waitUntil(lambda: desk.window.review.path() == boris)


def test_a_clock_ahead_is_announced_before_everything_else(desk, path, monkeypatch):
    real = environment.now
    with monkeypatch.context() as ahead:
        ahead.setattr(environment, "now", lambda: real() + 400 * 24 * 3600 * 1000)
        carla = from_carla(path)
    preview = previewed(desk, carla)
    told_first = preview.findChild(QWidget, "announcement_clock.ahead")
    assert "A clock was wrong" in words_in(told_first)
    assert figure(preview, "card_warnings") == 1
    above = told_first.mapTo(preview, told_first.rect().bottomLeft()).y()
    card = preview.findChild(QWidget, "card_new")
    assert above < card.mapTo(preview, card.rect().topLeft()).y()
    preview.reject()


def test_what_a_shared_file_says_of_itself_is_shown(desk, boris):
    session = ReviewSession.open(boris, BORIS)
    shared = boris.with_name("shared.credreview")
    sharing.share(session, shared, Terms(mark="TLP:AMBER"))
    session.close()
    preview = previewed(desk, shared)
    assert "The whole review, shared by Sample Boris" in words_in(preview)
    assert "Not signed" not in words_in(preview)
    mark = preview.findChild(QWidget, "handling_mark")
    assert mark.accessibleName() == "TLP:AMBER"
    assert "within one's organisation" in mark.accessibleDescription()
    preview.reject()


@pytest.mark.parametrize("way", ["replayed", "of an unknown key", "not signed"])
def test_what_a_file_says_of_itself_is_not_taken_for_more_than_it_is(desk, boris, path, way):
    shared, other = boris.with_name("shared.credreview"), from_carla(path)
    session = ReviewSession.open(boris, BORIS)
    told = sharing.share(session, shared).manifest
    session.close()
    if way == "replayed":
        trust.add(BORIS.id, bytes.fromhex(told.key), trust.How.COMPARED)
    file = shared if way == "not signed" else other
    text = replace(told, key="", signature="").text() if way == "not signed" else told.text()
    session = ReviewSession.open(file, CARLA)
    with session.file.writing() as connection:
        local.put(driver(connection), manifest.NAME, text)
    session.close()
    preview = previewed(desk, file)
    line = preview.findChild(PlainLabel, "merge_manifest")
    wanted = {
        "replayed": "does not fit what it holds",
        "of an unknown key": "does not count",
        "not signed": "Not signed: anybody may have written this.",
    }[way]
    assert wanted in line.text()
    assert ("shared by" in line.text()) is (way == "not signed")
    assert "shared by Sample Boris" in line.toolTip(), "the control: that is what it says"
    warned = preview.findChild(QWidget, "announcement_manifest.key")
    assert (warned is not None) is (way == "of an unknown key")
    preview.reject()


def test_the_preview_names_everything_for_a_screen_reader(desk, boris):
    preview = previewed(desk, boris)
    for name in ("card_new", "card_differences", "difference_list", "compared_side"):
        assert preview.findChild(QWidget, name).accessibleName()
    assert preview.findChild(QWidget, "card_new").accessibleName().startswith("5 new: ")
    spoken = preview.list.model().index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "the port is closed" in spoken
    assert "B2 and C3" in spoken
    preview.reject()
