"""What the program stands in: a file is checked before it is opened, and again when it is open."""

import os
import stat
from pathlib import Path

import pytest

from credreview.environment import open_checked


class NotRegularError(Exception):
    """The test's own."""


def regular(about: os.stat_result) -> None:
    if not stat.S_ISREG(about.st_mode):
        raise NotRegularError


def test_a_file_is_read_through_a_link_as_well(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"words")
    (tmp_path / "link").symlink_to("file")
    for name in ("file", "link"):
        with open_checked(tmp_path / name, regular) as file:
            assert file.read() == b"words"


def test_what_the_check_refuses_is_never_opened(tmp_path: Path, monkeypatch) -> None:
    os.mkfifo(tmp_path / "pipe")
    monkeypatch.setattr(os, "open", lambda *given: pytest.fail("it was opened"))
    with pytest.raises(NotRegularError):
        open_checked(tmp_path / "pipe", regular)


@pytest.mark.parametrize("is_checked", [True, False])
def test_what_took_a_files_place_is_refused_without_waiting(
    tmp_path: Path, *, is_checked: bool
) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"words")

    def swap(about: os.stat_result) -> None:
        regular(about) if is_checked or path.is_file() else None
        if path.is_file():
            path.unlink()
            os.mkfifo(path)

    before = len(os.listdir("/proc/self/fd")) if Path("/proc/self/fd").is_dir() else 0
    if is_checked:
        with pytest.raises(NotRegularError):
            open_checked(path, swap)
    else:
        open_checked(path, swap).close()  # the control: a pipe was opened, and nobody waited
    after = len(os.listdir("/proc/self/fd")) if before else 0
    assert after == before
