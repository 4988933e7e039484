"""Keeps every test's data folder apart, and lets tests import the support modules beside it."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the data folder of this test: people, backups, own terms."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("CREDREVIEW_HOME", str(folder))
    return folder
