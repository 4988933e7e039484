"""From the command to a painted, usable window, beside a bare window with an empty table."""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from large_review import REVIEWER, with_articles
from measuring import ROOT, heading, report

_BARE = """
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView
from PySide6.QtGui import QStandardItemModel
app = QApplication([])
window = QMainWindow()
view = QTableView()
view.setModel(QStandardItemModel(0, 7))
window.setCentralWidget(view)
window.resize(1440, 900)
window.show()
while not window.windowHandle().isExposed():
    app.processEvents()
app.processEvents()
window.grab()
"""

# The program itself, but for its event loop, which ends when the first screen
# stands: the rows are there, an article is shown, and all of it is painted.
_OURS = """
import os, sys, time
from PySide6.QtWidgets import QApplication

def until_usable(*_):
    app = QApplication.instance()
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        app.processEvents()
        window = next((w for w in app.topLevelWidgets() if w.isWindow() and w.isVisible()), None)
        if window is None:
            continue
        list_view = window.findChild(object, "articles")
        text = window.findChild(object, "article_text")
        if list_view.model().rowCount() and text.document().characterCount() > 100:
            app.processEvents()
            window.grab()
            os._exit(0)  # closing is not part of the start
    os._exit(1)

QApplication.exec = until_usable
from credreview import app
sys.exit(app.main(sys.argv[1:]))
"""


def timed(code: str, *arguments: str) -> tuple[float, float]:
    """Return wall and CPU seconds of one process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", code, *arguments], check=True, cwd=ROOT, timeout=90)
    wall = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=7)
    options = parser.parse_args()
    if not os.environ.get("DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["PYTHONPATH"] = str(ROOT)
    # As a user starts it: compiled modules are kept from the first run on.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as name:
        os.environ["CREDREVIEW_HOME"] = str(Path(name) / "home")
        review = Path(name) / "start.credreview"
        with_articles(review, options.articles)
        heading(f"Start on a review of {options.articles:,} articles")
        bare, ours = [], []
        for _ in range(options.runs + 1):
            bare.append(timed(_BARE))
            ours.append(timed(_OURS, str(review), "--reviewer", REVIEWER.name))
        for what, at in (("wall", 0), ("CPU", 1)):
            # The first run of each filled the caches.
            mine = statistics.median(run[at] for run in ours[1:])
            base = statistics.median(run[at] for run in bare[1:])
            report(f"start to a usable window, {what}", mine, "s", bare=base, goal="4 times")


if __name__ == "__main__":
    main()
