"""What the tests of the whole program share: a screen if there is one, and a home of their own.

What tests/unit knows of tables is lent to them.
"""

import os
import sys
from collections.abc import Iterator

if not os.environ.get("DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from pathlib import Path

import print_queue
import pytest
from reviewing import Reviewer

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "tests" / "unit"))


def pytest_configure(config: pytest.Config) -> None:
    # Said by the screenless platform for every window that has a smallest size.
    config.addinivalue_line("qt_log_ignore", "propagateSizeHints")


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CREDREVIEW_HOME", str(tmp_path / "home"))


@pytest.fixture
def queue() -> Iterator[print_queue.Queue]:
    """Run a printer of cups, of this test alone."""
    with print_queue.running() as made:
        yield made


@pytest.fixture
def person(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, queue: print_queue.Queue
) -> Iterator[Reviewer]:
    """Give somebody a screen and a machine whose only printer is the queue."""
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    import virtual_screen

    with virtual_screen.shown() as display:
        made = Reviewer("Sample Anna", tmp_path / "anna", display)
        made.environ |= queue.environ
        yield made
        made.end()


@pytest.fixture
def real_articles() -> Path:
    """Return the folder of the two real articles; they are no part of the project."""
    default = Path(__file__).resolve().parents[2].parent / "shared" / "seeds"
    folder = Path(os.environ.get("CREDREVIEW_REAL_ARTICLES", default))
    if len(list(folder.glob("*.txt"))) < 2:
        if os.environ.get("CI") == "true":
            pytest.fail(f"the two real articles are not in {folder}")
        pytest.skip(f"the two real articles are not in {folder}; set CREDREVIEW_REAL_ARTICLES")
    return folder
