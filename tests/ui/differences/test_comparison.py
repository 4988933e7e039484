"""The comparison and the list: plain data in, what is seen and spoken out."""

from claim_examples import judgement, vocabulary
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from credreview.domain.model import ClaimState
from credreview.ui.differences.compared import compared, judgement_rows, names, stated
from credreview.ui.differences.comparison import Comparison
from credreview.ui.differences.difference_list import DifferenceList, Entry
from credreview.ui.look import theme
from credreview.ui.look.plain_label import PlainLabel

MINE = judgement(reviewer="me", name="A. Reader", reliability="B", credibility="2", blind=True)
THEIRS = judgement(reviewer="you", name="O. Other", reliability="B", credibility="3",
                   rationale="One source.", directness="paraphrase")  # fmt: skip
THIRD = judgement(reviewer="third", name="T. Third", not_checkable=True)


def row(rows, label):
    return next(row for row in rows if row.label == label)


def test_what_one_side_leaves_out_is_not_compared() -> None:
    rows = judgement_rows(vocabulary(), [MINE, THEIRS])
    assert row(rows, "Source reliability").same == (True,)
    assert row(rows, "Credibility").same == (False,)
    assert row(rows, "Rationale").same == (None,)
    assert row(rows, "Directness").cells == ("", "Paraphrase")
    assert "Confidence" not in [row.label for row in rows], "nobody gave any"
    assert row(rows, "Judged").cells[0] == "judged blind"


def test_a_sign_compares_the_two_sides_that_it_stands_between() -> None:
    assert compared("x", ["", "B", "C", "B"]).same == (None, False, False)
    assert compared("x", ["B", "", "B", "C"]).same == (None, True, False)
    assert compared("x", ["", "", ""]).same == (None, None)
    assert not stated("x", ["1", "2"]).differs


def test_not_checkable_is_another_credibility() -> None:
    rows = judgement_rows(vocabulary(), [MINE, THEIRS, THIRD])
    assert row(rows, "Credibility").cells[2] == "Not checkable"
    assert row(rows, "Credibility").same == (False, False)
    assert row(rows, "Source reliability").same == (True, None)


def test_two_sides_are_yours_and_theirs_three_go_by_name() -> None:
    assert names([MINE, THEIRS], "me") == ("Yours: A. Reader", "Theirs: O. Other")
    assert names([THEIRS, THIRD], "me") == ("O. Other", "T. Third")
    assert names([MINE, THEIRS, THIRD], "me")[1:] == ("O. Other", "T. Third")


def test_more_sides_than_there_is_room_for_are_reached_by_scrolling(show) -> None:
    shown = Comparison()
    shown.resize(120 * theme.u(), 10)
    everyone = [judgement(reviewer=str(n), name=f"Nr {n}", reliability="ABC"[n % 3],
                          credibility="2") for n in range(6)]  # fmt: skip
    shown.show_rows(names(everyone, ""), judgement_rows(vocabulary(), everyone))
    show(shown)
    assert shown.horizontalScrollBar().maximum() > 0
    shown.show_rows(names(everyone[:2], ""), judgement_rows(vocabulary(), everyone[:2]))
    QTest.qWait(50)
    assert shown.horizontalScrollBar().maximum() == 0
    assert len(shown.findChildren(PlainLabel, "compared_head")) == 2


def test_words_from_files_stay_plain(show) -> None:
    shown = Comparison()
    shown.show_rows(("<b>A</b>", "B"), (compared("x", ["<i>one</i>", "two"]),))
    show(shown)
    for label in shown.findChildren(PlainLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText


ENTRIES = [
    Entry(ClaimState.DIFFERING, "the port is closed", "Judgement: B2 and C3", is_quote=True),
    Entry(ClaimState.JUDGED, "A title", "Agreed: B2"),
    Entry(None, "words", "The same claim?", is_quote=True),
]


def test_the_list_tells_what_is_chosen_and_what_is_opened(show) -> None:
    shown = DifferenceList("Differences")
    chosen, opened = [], []
    shown.chosen.connect(chosen.append)
    shown.opened.connect(opened.append)
    show(shown)
    shown.show_entries(ENTRIES)
    shown.setFocus()
    QTest.keyClick(shown, Qt.Key.Key_Down)
    QTest.keyClick(shown, Qt.Key.Key_Return)
    assert (chosen, opened, shown.current()) == ([0, 1], [1], 1)
    shown.show_entries([])
    assert chosen[-1] == -1


def test_a_row_is_spoken_as_one_sentence(show) -> None:
    shown = show(DifferenceList("Differences"))
    shown.show_entries(ENTRIES)
    spoken = shown.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "“the port is closed”; differing; Judgement: B2 and C3"


def test_only_what_is_seen_is_fetched(show) -> None:
    asked = []

    def fetch(start: int, end: int) -> list[Entry]:
        asked.append((start, end))
        return [Entry(None, f"row {n}", "") for n in range(start, end)]

    shown = DifferenceList("Differences")
    shown.resize(300, 400)
    shown.show_lazily(100_000, fetch)
    show(shown)
    assert sum(end - start for start, end in asked) <= 150
    shown.scrollToBottom()
    QTest.qWait(50)
    assert asked[-1][1] == 100_000
    assert len(asked) < 8


def test_signs_are_painted_in_every_theme(show, picture, qapp) -> None:
    pictures = set()
    for scheme in ("light", "dark", "contrast_black", "contrast_white"):
        theme.apply(qapp, scheme)
        shown = DifferenceList("Differences")
        shown.resize(300, 200)
        shown.show_entries(ENTRIES)
        show(shown)
        pictures.add(picture(shown))
        shown.close()
    assert len(pictures) == 4
