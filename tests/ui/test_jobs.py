"""The lanes: order, answers in the window's thread, progress, cancelling, errors, the end."""

import sys
import threading
import time

import pytest

from credreview.domain.errors import UserError
from credreview.ui.jobs import Lane


@pytest.fixture
def lane(qapp):
    made = Lane("test")
    yield made
    made.close()
    assert "test" not in {thread.name for thread in threading.enumerate()}


def test_answers_come_in_order_and_in_the_window_s_thread(qtbot, lane):
    here, told = threading.current_thread(), []
    for number in range(20):
        lane.run(
            lambda number=number: (number, threading.current_thread()),
            lambda answer: told.append((*answer, threading.current_thread())),
        )
    qtbot.waitUntil(lambda: len(told) == 20)
    assert [number for number, _, _ in told] == list(range(20))
    assert all(there is not here for _, there, _ in told)
    assert all(back is here for _, _, back in told)


def test_an_answer_never_comes_before_run_has_returned(qtbot, lane):
    told = []
    lane.run(lambda: 1, told.append)
    time.sleep(0.05)
    assert told == []
    qtbot.waitUntil(lambda: told == [1])


def test_a_failure_of_the_world_goes_to_who_is_named(qtbot, lane):
    def fail():
        raise UserError("file.locked", "It is locked.")

    named, lanes = [], []
    lane.failed.connect(lanes.append)
    lane.run(fail, pytest.fail, "a", named.append)
    lane.run(fail, pytest.fail, "b")
    qtbot.waitUntil(lambda: len(named) == len(lanes) == 1)
    assert named[0].id == lanes[0].id == "file.locked"


def test_a_bug_reaches_the_hook_and_the_lane_goes_on(qtbot, lane, monkeypatch):
    caught, told = [], []
    monkeypatch.setattr(sys, "excepthook", lambda *args: caught.append(args))
    lane.run(lambda: 1 / 0, pytest.fail)
    lane.run(lambda: 5, told.append)
    qtbot.waitUntil(lambda: told == [5])
    assert caught[0][0] is ZeroDivisionError


def test_a_job_tells_of_its_progress_and_its_end(qtbot, lane):
    def work(tick):
        for done in range(4):
            tick(done, 4, f"file {done}")
            time.sleep(0.06)
        tick(4, 4)
        return "all"

    job, seen, ended = lane.start("Adding", work), [], []
    job.progressed.connect(lambda *args: seen.append(args))
    job.finished.connect(ended.append)
    assert lane.is_busy()
    qtbot.waitUntil(lambda: ended == ["all"])
    assert seen[0] == (0, 4, "file 0")
    assert seen[-1] == (4, 4, "")
    assert not lane.is_busy()


def test_a_job_stops_at_its_next_step_when_it_is_cancelled(qtbot, lane):
    begun, gone_on = threading.Event(), []

    def work(tick):
        begun.set()
        for done in range(1000):
            time.sleep(0.01)
            tick(done, 1000)
        gone_on.append(True)

    job, ended = lane.start("Long", work), []
    job.cancelled.connect(lambda: ended.append("cancelled"))
    job.finished.connect(lambda _: ended.append("finished"))
    assert begun.wait(5)
    job.cancel()
    qtbot.waitUntil(lambda: ended == ["cancelled"])
    assert gone_on == []


def test_closing_stops_long_work_and_waits_for_what_is_short(qapp):
    lane, steps = Lane("closing"), []
    begun = threading.Event()

    def work(tick):
        begun.set()
        while True:
            time.sleep(0.01)
            tick(0, 0)

    lane.start("Endless", work)
    lane.run(lambda: steps.append("short"), lambda _: None)
    assert begun.wait(5)
    lane.close()
    assert steps == ["short"]
    lane.run(lambda: steps.append("late"), lambda _: None)
    assert "closing" not in {thread.name for thread in threading.enumerate()}
