"""The pin of PySide6: 6.12.0 aborts on Python 3.10 and 3.11, where None is counted."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import PySide6
import pytest

ROOT = Path(__file__).resolve().parents[2]
CALLS = 300_000

#: Each call gives None back; a reference too few for each, and None itself is freed.
CALLING = f"""
import sys
from PySide6.QtCore import QObject, QSize, QTimer
made, size, timer = QObject(), QSize(), QTimer()
before = sys.getrefcount(None)
for _ in range({CALLS}):
    made.setObjectName("x")
    size.setWidth(1)
    timer.setInterval(1)
print(abs(sys.getrefcount(None) - before))
"""


def test_calls_that_return_none_do_not_use_none_up():
    answer = subprocess.run(
        [sys.executable, "-c", CALLING], capture_output=True, encoding="utf-8", timeout=120
    )
    assert answer.returncode == 0, answer.stderr
    assert int(answer.stdout) < CALLS / 100


@pytest.fixture
def pin() -> str:
    """Return what pyproject.toml asks of PySide6, as "name>=a,<b"."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    (asked,) = (line for line in project["dependencies"] if line.startswith("PySide6"))
    return asked


def version(text: str) -> tuple[int, ...]:
    return tuple(map(int, text.split(".")))


def test_the_installed_pyside_is_within_the_pin(pin):
    _name, least, below = re.fullmatch(r"(PySide6-Essentials)>=([\d.]+),<([\d.]+)", pin).groups()
    assert version(least) <= version(PySide6.__version__)[:3] < version(below)


def test_the_pin_leaves_out_the_version_that_aborts(pin):
    assert version(pin.partition("<")[2]) <= (6, 12)
