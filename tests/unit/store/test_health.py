"""Backups: complete or not there, and the right ones kept."""

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sessions

from credreview.domain.errors import UserError
from credreview.review.session import ReviewSession
from credreview.store import health


@pytest.fixture
def session(tmp_path: Path) -> ReviewSession:
    return sessions.begin(tmp_path)


def test_a_backup_is_the_whole_review(session: ReviewSession) -> None:
    sessions.mark(session, "ten ships")
    path = health.back_up(session.file.path, reason="test")
    kept = ReviewSession.open(path, sessions.XENIA, read_only=True)
    assert sessions.check(kept) == sessions.check(session)
    assert kept.check().problems == []
    kept.file.close()
    session.file.close()


def test_backups_of_one_second_do_not_replace_each_other(session: ReviewSession) -> None:
    made = {health.back_up(session.file.path, reason="test") for _ in range(5)}
    assert len(made) == 5
    assert all(path.exists() for path in made)
    session.file.close()


def test_two_reviews_of_one_name_have_folders_of_their_own(tmp_path: Path) -> None:
    one, other = tmp_path / "a" / "r.credreview", tmp_path / "b" / "r.credreview"
    assert health.backup_folder(one) != health.backup_folder(other)


def test_a_backup_of_a_file_that_is_gone_is_told_and_removes_none(session: ReviewSession) -> None:
    kept = health.back_up(session.file.path, reason="test")
    session.file.close()
    session.file.path.unlink()
    with pytest.raises(UserError):
        health.back_up(session.file.path, reason="test")
    assert list(kept.parent.iterdir()) == [kept]


def test_a_copy_that_cannot_be_written_leaves_what_was_there(
    session: ReviewSession, tmp_path: Path
) -> None:
    target = tmp_path / "copy.credreview"
    target.write_text("what was there")
    with pytest.raises(UserError):
        session.save_copy(tmp_path / "no" / "folder" / "copy.credreview")
    with closing(sqlite3.connect(":memory:")) as broken:
        broken.close()
        with pytest.raises(sqlite3.Error):
            health.copy_to(broken, target)
    assert target.read_text() == "what was there"
    assert not list(tmp_path.glob("*.unfinished"))
    session.file.close()


def named(moment: datetime) -> Path:
    return Path(f"{moment.strftime('%Y%m%dT%H%M%S')}-edits.credreview")


def test_recent_daily_weekly_and_monthly_backups_are_kept_and_no_others() -> None:
    now = datetime(2026, 11, 22, 12, tzinfo=UTC)
    every = [named(now - timedelta(hours=hours)) for hours in range(0, 24 * 500, 3)]
    gone = set(health._superfluous(every))
    kept = [path for path in every if path not in gone]
    assert kept[:10] == every[:10], "the newest ten"
    days = {path.name[:8] for path in kept}
    assert {(now - timedelta(days=back)).strftime("%Y%m%d") for back in range(7)} <= days
    months = {path.name[:6] for path in kept}
    assert len(months) == 12
    assert len(kept) <= 10 + 7 + 4 + 12
    weeks = {datetime.strptime(p.name[:8], "%Y%m%d").strftime("%G%V") for p in kept}
    assert {(now - timedelta(weeks=back)).strftime("%G%V") for back in range(4)} <= weeks
    assert health._superfluous(kept) == [], "what was kept once is not dropped at once"


def test_a_few_backups_are_all_kept() -> None:
    now = datetime(2026, 11, 22, 12, tzinfo=UTC)
    assert health._superfluous([named(now - timedelta(days=400 * n)) for n in range(10)]) == []


def test_what_a_killed_backup_left_is_cleared_away_later(session: ReviewSession) -> None:
    first = health.back_up(session.file.path, reason="test")
    left = first.with_name("20200101T000000-close.credreview.unfinished")
    left.write_bytes(b"half")
    os.utime(left, (1, 1))
    health.back_up(session.file.path, reason="test")
    assert not left.exists()
    session.file.close()
