"""Pages are made beside everything else: counted in slices, painted in between, begun anew."""

import threading

import pytest
from report_examples import FakeSheets

from credreview.domain.errors import UserError
from credreview.ui.reports.preview_room import STALE, PreviewRoom


@pytest.fixture
def room(qtbot):
    made = PreviewRoom()
    yield made
    made.close()


def test_a_page_is_painted_before_all_are_counted(room, qtbot) -> None:
    told = []
    room.counted.connect(lambda known, final: told.append((known, final)))
    room.painted.connect(lambda number, _: told.append(number))
    room.began.connect(lambda _: room.paint(1, 0.05))
    sheets = FakeSheets(400, delay=0.01)
    room.open(lambda: sheets)
    qtbot.waitUntil(lambda: (400, True) in told)
    assert told[0] == (1, False)
    assert told.index(1) < 5, "it need not wait for 400 pages"


def test_only_the_latest_report_counts(room, qtbot) -> None:
    sizes = []
    room.began.connect(lambda size: sizes.append(size.width()))
    gate = threading.Event()

    def slow() -> FakeSheets:
        gate.wait(5)
        return FakeSheets(1)

    from PySide6.QtCore import QSizeF

    room.open(slow)
    room.open(lambda: FakeSheets(3, QSizeF(100, 200)))
    gate.set()
    with qtbot.waitSignal(room.counted, check_params_cb=lambda known, final: final):
        pass
    assert sizes == [100]


def test_where_the_review_has_changed_meanwhile_it_says_so(room, qtbot) -> None:
    sheets = FakeSheets(3)

    def fails(_number: int) -> None:
        raise UserError(STALE, "The review has changed.")

    sheets.fails = fails
    failed = []
    room.failed.connect(failed.append)
    room.open(lambda: sheets)
    with qtbot.waitSignal(room.counted, check_params_cb=lambda known, final: final):
        pass
    with qtbot.waitSignals([room.missed, room.stale]):
        room.paint(2, 0.05)
    assert failed == []


def test_why_there_is_no_report_is_told(room, qtbot) -> None:
    def make() -> FakeSheets:
        raise UserError("claim.unknown", "There is no such claim.")

    with qtbot.waitSignal(room.failed) as told:
        room.open(make)
    assert told.args[0].message == "There is no such claim."
    assert room.report() is None


def test_what_was_asked_of_a_report_that_is_gone_is_not_answered(room, qtbot) -> None:
    painted = []
    room.painted.connect(lambda number, _: painted.append(number))
    with qtbot.waitSignal(room.counted, check_params_cb=lambda known, final: final):
        room.open(lambda: FakeSheets(3))
    room.paint(2, 0.05)
    with qtbot.waitSignal(room.counted, check_params_cb=lambda known, final: final):
        room.open(lambda: FakeSheets(3))
    assert painted == []
