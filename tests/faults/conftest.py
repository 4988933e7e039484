"""Keeps the data folder of every fault test apart; lends them the support modules of tests/unit."""

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "unit")]


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the data folder of this test."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("CREDREVIEW_HOME", str(folder))
    return folder
