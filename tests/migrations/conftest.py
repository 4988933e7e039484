"""Keeps the data folder of every migration test apart."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the data folder of this test."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("CREDREVIEW_HOME", str(folder))
    return folder
