"""How long the real window stands still while two large reviews are merged in it."""

import argparse
import os
import shutil
import tempfile
import time
from itertools import pairwise
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from large_review import REVIEWER  # noqa: E402
from measuring import heading, report  # noqa: E402
from merge import build  # noqa: E402
from PySide6.QtCore import Qt, QTimer  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from credreview.review.session import ReviewSession  # noqa: E402
from credreview.ui.main_window import MainWindow  # noqa: E402
from credreview.ui.merging.merge_window import MergeWindow  # noqa: E402

#: Milliseconds between two beats of the window's event loop.
BEAT_MS = 2


class Pulse:
    """Notes when the window's event loop came round."""

    def __init__(self) -> None:
        self.beats = [time.perf_counter()]
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(lambda: self.beats.append(time.perf_counter()))
        self._timer.start(BEAT_MS)

    def tell(self, what: str) -> None:
        """Print how long it took, and the longest stalls in it; begin anew."""
        stalls = sorted((after - before for before, after in pairwise(self.beats)), reverse=True)
        report(what, self.beats[-1] - self.beats[0], "s")
        report(f"  its longest stall; over 50 ms: {sum(s > 0.05 for s in stalls)}",
               1e3 * stalls[0], "ms", goal="100 ms")  # fmt: skip
        self.beats = [time.perf_counter()]


def until(app: QApplication, is_so: object) -> None:
    """Let the window live until something is so, or ten minutes are over."""
    assert callable(is_so)
    deadline = time.monotonic() + 600
    while not is_so():
        assert time.monotonic() < deadline, "it takes too long"
        app.processEvents()
        time.sleep(0.0005)


def merge(app: QApplication, window: MainWindow, pulse: Pulse, other: Path) -> None:
    """Merge a file as a person does: look at the preview, then bring it in."""
    window.merging.merge([other])

    def preview() -> MergeWindow | None:
        shown = [w for w in window.findChildren(MergeWindow) if w.isVisible()]
        return shown[0] if shown else None

    until(app, preview)
    pulse.tell("looking at what comes")
    shown = preview()
    assert shown is not None
    pulse.beats = [time.perf_counter()]
    shown.foot.merge.click()
    until(app, lambda: not preview() and not window.parts.writing.is_busy())
    until(app, lambda: time.perf_counter() - pulse.beats[0] > 1)
    pulse.tell("merging, with its backup and what is shown of it")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--keep", type=Path, help="a folder that keeps the reviews for next time")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        os.environ["CREDREVIEW_HOME"] = str(Path(temporary) / "home")
        own, other = build(options.keep or Path(temporary), options.articles, options.claims)
        path = Path(temporary) / "merged.credreview"
        shutil.copy(own, path)
        app = QApplication([])
        from credreview.ui.collector import Collector
        from credreview.ui.settings import Settings
        from credreview.ui.start import make_window, open_first

        heading(f"The window while {options.claims:,} claims are merged")
        window = make_window(app, Settings())
        window.resize(1440, 900)
        window.show()
        open_first(window, None, None, ReviewSession.open(path, REVIEWER))
        collector = Collector(app)  # as in the program
        deadline = time.monotonic() + 3
        until(app, lambda: time.monotonic() > deadline)
        pulse = Pulse()
        merge(app, window, pulse, other)
        window.close()
        window.end()
        collector.end()


if __name__ == "__main__":
    main()
