"""What stands behind the first page is made when it is read."""

from importlib import import_module
from pathlib import Path

import pytest
from summary_reviews import two_reviewers

from credreview.domain.summary import Request
from credreview.report.lazy import held
from credreview.review import summaries

LATE = {
    "the matrix": ("grades", "_matrix"),
    "provenance": ("provenance", "_mix"),
    "progress": ("progress", "_chart"),
    "sources": ("sources", "_rows"),
    "articles": ("articles", "_row"),
}


class TooEarlyError(Exception):
    """Something was made."""


@pytest.mark.parametrize("name", LATE)
def test_charts_and_tables_are_made_when_they_are_read(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, _ = two_reviewers(tmp_path)
    room, maker = LATE[name]

    def made(*_: object) -> None:
        raise TooEarlyError

    monkeypatch.setattr(import_module(f"credreview.report.parts.{room}"), maker, made)
    report = summaries.report(session, Request())
    assert len(report.sections) > 5
    with pytest.raises(TooEarlyError):
        held(report)
    session.close()
