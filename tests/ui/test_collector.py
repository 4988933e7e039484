"""Garbage is looked for in the window's thread, between two events, and nowhere else."""

import gc
import os
import subprocess
import sys
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from credreview.ui.collector import LATEST_MS, OLD, SOONEST_MS, YOUNG, Collector

# Widgets that are garbage while all others are listed, again and again.
_PROGRAM = """
import gc, sys
from PySide6.QtWidgets import QApplication, QFileDialog
from credreview.ui.collector import Collector

class Ring:
    pass

app = QApplication([])
gc.set_threshold(50)
if "collector" in sys.argv:
    Collector(app)
for _ in range(1000):
    ring = Ring()
    ring.itself, ring.widget = ring, QFileDialog()
    ring.widget.setOption(QFileDialog.Option.DontUseNativeDialog)
    del ring
    names = [widget.objectName() for widget in QApplication.allWidgets()]
    app.processEvents()
    if len(names) > 3000:
        break
print("fine")
"""


class _Ring:
    """Holds itself: only a look for garbage ends it."""

    def __init__(self, held: object = None) -> None:
        self.itself, self.held = self, held


@pytest.fixture
def collector(qapp: QApplication) -> Iterator[Collector]:
    owner = QObject()
    made = Collector(owner)
    yield made
    made.end()
    gc.unfreeze()
    gc.disable()


def _let_go_of_a_widget() -> "weakref.ref[QWidget]":
    ring = _Ring(QWidget())
    assert isinstance(ring.held, QWidget)
    return weakref.ref(ring.held)


def test_a_widget_that_is_garbage_outlives_what_a_thread_makes(collector, qtbot) -> None:
    widget = _let_go_of_a_widget()
    made: list[_Ring] = []
    thread = threading.Thread(target=lambda: made.extend(_Ring() for _ in range(YOUNG)))
    thread.start()
    thread.join()
    assert widget() is not None
    qtbot.waitUntil(lambda: widget() is None)
    assert len(made) == YOUNG


def test_what_is_garbage_for_long_goes_when_the_program_rests(collector, qtbot) -> None:
    widget = _let_go_of_a_widget()
    gc.collect(0)
    gc.collect(1)  # all that lives, and the ring's neighbours, are old now
    kept = [[] for _ in range(3 * OLD)]
    ring = _let_go_of_a_widget()
    assert ring() is not None
    qtbot.waitUntil(lambda: ring() is None, timeout=8 * LATEST_MS)
    assert widget() is None
    assert len(kept) == 3 * OLD


def test_at_rest_it_looks_seldom_and_soon_again_when_much_is_made(collector, qtbot) -> None:
    timer = collector._timer
    qtbot.waitUntil(lambda: timer.interval() == LATEST_MS, timeout=8 * LATEST_MS)
    kept = [[] for _ in range(YOUNG)]
    collector.look()
    assert timer.interval() == SOONEST_MS
    assert len(kept) == YOUNG


def test_in_the_end_it_is_python_s_again(collector) -> None:
    assert not gc.isenabled()
    collector.end()
    assert gc.isenabled()


@pytest.mark.parametrize("how", ["collector", "python"])
def test_a_list_of_all_widgets_stays_whole_while_others_become_garbage(how: str) -> None:
    environ = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, how],
        capture_output=True, encoding="utf-8", timeout=120, env=environ,
    )  # fmt: skip
    # The control: left to Python, the list holds widgets that are no more.
    assert (done.returncode == 0) == (how == "collector"), done.stderr
    assert (done.stdout == "fine\n") == (how == "collector")
