"""Without a window, an application that needs no screen is made; with one, that one serves."""

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from credreview.ui.paper import application

ROOT = Path(__file__).parents[3]

_ALONE = """
import os
from credreview.ui.paper import application
kept = application.ensure()
assert application.ensure() is kept
print(kept.platformName(), os.environ.get("QT_QPA_PLATFORM"))
"""


def alone(**environment: str) -> str:
    """Return what a new process tells of its application."""
    usual = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }
    return subprocess.run(
        [sys.executable, "-c", _ALONE], cwd=ROOT, env=usual | environment, check=True,
        capture_output=True, text=True, timeout=60,
    ).stdout.strip()  # fmt: skip


def test_without_a_screen_it_needs_none():
    assert alone() == "offscreen None"


def test_the_environment_stays_as_it_was():
    assert alone(QT_QPA_PLATFORM="xcb") == "offscreen xcb"


def test_the_one_that_runs_is_used(qapp):
    assert application.ensure() is QCoreApplication.instance()
