"""The saver: order, refusals, failures that are tried again, taking back, waiting."""

from pathlib import Path

import pytest

from credreview.domain.errors import UserError
from credreview.domain.model import Changed
from credreview.ui.pending import Write
from credreview.ui.saving import Saver


class Disk:
    """A session that does what it is told to: write, refuse, or be full."""

    def __init__(self, path: Path) -> None:
        path.touch()
        self.file = type("File", (), {"path": path})
        self.done: list[str] = []
        self.failure: Exception | None = None

    def do(self, deed):
        if self.failure is not None:
            raise self.failure
        if deed.label == "refused":
            raise UserError("action.bad_span", "There are no such words.")
        self.done.append(deed.label)
        return Changed(None, deed.label)

    def undo(self):
        self.done.append("undo")

    def redo(self):
        self.done.append("redo")


def write(label: str, **fields) -> Write:
    deed = label if label in ("undo", "redo") else type("Deed", (), {"label": label})
    return Write(deed, "article", label, fields)


FULL = UserError("file.disk_full", "The disk is full.")


@pytest.fixture
def disk(tmp_path):
    return Disk(tmp_path / "a.credreview")


@pytest.fixture
def saver(qapp, disk):
    made = Saver()
    made.set_session(disk)
    yield made
    made.close()


def test_everything_is_written_in_the_order_it_was_decided(qtbot, saver, disk):
    labels = [f"deed{number}" for number in range(30)] + ["undo", "redo"]
    for label in labels:
        saver.submit(write(label))
    assert saver.settle()
    assert disk.done == labels


def test_it_says_what_is_on_disk_only_after_the_commit(qtbot, saver, disk):
    told = []
    saver.submit(Write(write("a").deed, done=lambda changed: told.append(changed.label)))
    assert told == []
    assert len(saver.pending) == 1
    assert saver.settle()
    assert told == ["a"]


def test_what_cannot_be_done_is_dropped_and_the_rest_goes_on(qtbot, saver, disk):
    refused = []
    saver.refused.connect(lambda write, error: refused.append((write.label, error.id)))
    for label in ("a", "refused", "b"):
        saver.submit(write(label))
    assert saver.settle()
    assert refused == [("refused", "action.bad_span")]
    assert disk.done == ["a", "b"]


def test_a_full_disk_keeps_the_queue_until_it_can_be_written(qtbot, saver, disk):
    failed, recovered, slow = [], [], []
    saver.failed.connect(failed.append)
    saver.recovered.connect(lambda: recovered.append(True))
    saver.slow_changed.connect(slow.append)
    disk.failure = FULL
    for label in ("a", "b"):
        saver.submit(write(label))
    assert not saver.settle()
    assert failed == [FULL]
    assert saver.error is FULL
    assert [one.label for one in saver.pending] == ["a", "b"]
    assert slow[-1] is True
    disk.failure = None
    saver.retry()
    assert saver.settle()
    assert disk.done == ["a", "b"]
    assert recovered == [True]
    assert saver.error is None
    assert slow[-1] is False


def test_it_tries_again_by_itself_and_counts_down(qtbot, saver, disk, monkeypatch):
    monkeypatch.setattr("credreview.ui.saving.RETRY", 2)
    saver._clock.setInterval(10)
    told = []
    saver.failed.connect(lambda _: told.append(saver.countdown))
    disk.failure = FULL
    saver.submit(write("a"))
    qtbot.waitUntil(lambda: told[:2] == [2, 1])
    disk.failure = None
    qtbot.waitUntil(lambda: disk.done == ["a"])


def test_the_latest_decision_that_failed_can_be_taken_back(qtbot, saver, disk):
    disk.failure = FULL
    for label in ("a", "b"):
        saver.submit(write(label))
    saver.settle()
    assert saver.take_back().label == "b"
    assert saver.take_back().label == "a"
    assert saver.error is None
    assert saver.take_back() is None


def test_nothing_is_taken_back_while_writing_works(qtbot, saver, disk):
    saver.submit(write("a"))
    assert saver.take_back() is None
    assert saver.settle()
    assert disk.done == ["a"]


def test_another_session_takes_over_what_waits(qtbot, saver, disk, tmp_path):
    disk.failure = FULL
    saver.submit(write("a"))
    saver.settle()
    other = Disk(tmp_path / "b.credreview")
    saver.set_session(other)
    assert saver.settle()
    assert other.done == ["a"]
    assert saver.error is None


def test_a_bug_is_raised_in_the_window_and_the_queue_goes_on(qtbot, saver, disk):
    disk.failure = ZeroDivisionError("ours")
    with qtbot.captureExceptions() as caught:
        saver.submit(write("a"))
        qtbot.waitUntil(lambda: not saver.pending)
    assert caught[0][0] is ZeroDivisionError
    disk.failure = None
    saver.submit(write("b"))
    assert saver.settle()
    assert disk.done == ["b"]
