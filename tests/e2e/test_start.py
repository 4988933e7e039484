"""The program as a process: what it says where it cannot start, and that it ends cleanly."""

import json
import os
import subprocess
import sys

import pytest

from credreview.review import people
from credreview.review.session import ReviewSession


def start(*arguments: object, code: str = "", **changes: str | None):
    environ = {**os.environ, "QT_QPA_PLATFORM": "offscreen", **changes}
    environ = {name: value for name, value in environ.items() if value is not None}
    run = ["-c", code, *map(str, arguments)] if code else ["-m", "credreview", *map(str, arguments)]
    return subprocess.run(
        [sys.executable, *run], capture_output=True, encoding="utf-8", timeout=60, env=environ
    )


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there is always a screen there")
def test_without_a_screen_it_says_so_in_one_sentence():
    answer = start(DISPLAY=None, WAYLAND_DISPLAY=None, QT_QPA_PLATFORM=None)
    assert answer.returncode == 2
    assert answer.stderr.startswith("credreview: There is no screen")
    assert "Traceback" not in answer.stderr


def test_a_missing_file_is_named_with_a_hint(tmp_path):
    answer = start(tmp_path / "gone.credreview")
    assert answer.returncode == 2
    assert "gone.credreview" in answer.stderr
    assert "Traceback" not in answer.stderr


#: Closes the window as soon as it is there; the program must then end by itself.
CLOSING = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from credreview import app
from credreview.ui import start

make = start.make_window
def make_and_close(*arguments):
    window = make(*arguments)
    def look():
        if window.review.session is not None and window.isVisible():
            print(window.windowTitle(), "|", window.parts.status.reviewer.text(), flush=True)
            window.close()
    timer = QTimer(window, interval=50)
    timer.timeout.connect(look)
    timer.start()
    return window
start.make_window = make_and_close
sys.exit(app.main(sys.argv[1:]))
"""


#: Closes the window as soon as it says why a review cannot be opened.
TOLD = CLOSING.replace(
    "if window.review.session is not None and window.isVisible():",
    "if window.parts.messages.bar('open') is not None and window.isVisible():",
).replace("window.windowTitle()", "window.parts.messages.bar('open').title()")


@pytest.mark.parametrize("reviewer", [(), ("--reviewer", "Sample Anna")])
def test_what_is_no_review_is_told_of_in_the_window_and_on_stderr(tmp_path, reviewer):
    people.named("Sample Anna")
    path = tmp_path / "text.credreview"
    path.write_text("This is no database.")
    settings = tmp_path / "home" / "config" / "window.json"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(json.dumps({"reviewer": people.everyone()[0].id}))
    answer = start(path, *reviewer, code=TOLD)
    assert answer.stdout.startswith("“text.credreview” is not a review."), answer.stderr
    assert answer.stderr.startswith("credreview: “text.credreview” is not a review.")
    assert "Traceback" not in answer.stderr


def test_the_process_ends_even_where_the_event_loop_fails(tmp_path):
    path = tmp_path / "own.credreview"
    ReviewSession.create(path, people.named("Sample Anna")).close()
    failing = """
import sys
from PySide6.QtWidgets import QApplication
from credreview import app
from credreview.ui.crash import CrashHook

CrashHook._show = lambda *_: None  # nobody is there to close the dialog
def fail(*_):
    window = next(w for w in QApplication.topLevelWidgets() if w.objectName() == "main_window")
    window.parts.reading.run(lambda: None, lambda _: None)
    raise MemoryError
QApplication.exec = fail
sys.exit(app.main(sys.argv[1:]))
"""
    answer = start(path, "--reviewer", "Sample Anna", code=failing)
    assert answer.returncode == 1
    assert "MemoryError" in answer.stderr


def test_the_window_opens_a_review_for_somebody_and_ends_with_0(tmp_path):
    path = tmp_path / "own.credreview"
    ReviewSession.create(path, people.named("Sample Anna")).close()
    answer = start(path, "--reviewer", "Sample Boris", code=CLOSING)
    assert (answer.returncode, answer.stdout.strip()) == (0, "own – credreview | Sample Boris")
    assert "Traceback" not in answer.stderr
    assert [p.name for p in people.everyone()] == ["Sample Anna", "Sample Boris"]


def test_the_first_start_shows_the_sample_and_the_next_one_the_last_review(tmp_path):
    first = start(code=CLOSING)
    assert first.stdout.strip() == "Sample review – credreview | Sample Reviewer", first.stderr
    path = tmp_path / "own.credreview"
    ReviewSession.create(path, people.named("Sample Anna")).close()
    start(path, "--reviewer", "Sample Anna", code=CLOSING)
    again = start(code=CLOSING)
    assert again.stdout.strip() == "own – credreview | Sample Anna", again.stderr


#: The window closes as soon as it has been told how the process before it ended.
TOLD_OF_THE_END = TOLD.replace("bar('open')", "bar('ended')")
NOT_TOLD = CLOSING.replace("print(", "print(window.parts.messages.bar('ended'), ")


def test_a_process_that_is_struck_down_is_told_of_by_the_next_one_and_by_no_other(tmp_path):
    path = tmp_path / "own.credreview"
    ReviewSession.create(path, people.named("Sample Anna")).close()
    blow = CLOSING.replace("window.close()", "__import__('faulthandler')._sigsegv()")
    struck = start(path, "--reviewer", "Sample Anna", code=blow)
    assert struck.returncode not in (0, 1, 2)
    told = start(path, "--reviewer", "Sample Anna", code=TOLD_OF_THE_END)
    assert told.stdout.startswith("credreview ended without warning the last time."), told.stderr
    logged = (tmp_path / "home" / "log" / "credreview.log").read_text("utf-8")
    assert 'File "app.py", line' in logged
    assert start(path, code=NOT_TOLD).stdout.startswith("None own")
    (last_words,) = (tmp_path / "home" / "log").glob("struck-down*")
    assert last_words.read_bytes() == b""


def test_a_process_that_is_ended_from_outside_is_not_told_of(tmp_path):
    path = tmp_path / "own.credreview"
    ReviewSession.create(path, people.named("Sample Anna")).close()
    ending = CLOSING.replace("window.close()", "import os; os._exit(9)")
    assert start(path, "--reviewer", "Sample Anna", code=ending).returncode == 9
    told = start(path, "--reviewer", "Sample Anna", code=NOT_TOLD)
    assert told.stdout.startswith("None own")
