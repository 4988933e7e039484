"""A file appears when it is whole; until then, and when it fails, there is what was there."""

import errno
import os
import sys

import pytest

from credreview.domain.errors import Cancelled, UserError
from credreview.review.whole_file import written_whole


def test_it_appears_when_it_is_whole(tmp_path):
    target = tmp_path / "a.pdf"
    with written_whole(target) as unfinished:
        unfinished.write_bytes(b"whole")
        assert not target.exists()
        assert unfinished.parent.parent == tmp_path
    assert target.read_bytes() == b"whole"
    assert list(tmp_path.iterdir()) == [target]


def test_what_was_there_stays_until_then(tmp_path):
    target = tmp_path / "a.pdf"
    target.write_bytes(b"before")
    with written_whole(target) as unfinished:
        unfinished.write_bytes(b"after")
        assert target.read_bytes() == b"before"
    assert target.read_bytes() == b"after"


@pytest.mark.parametrize("error", [Cancelled(), ValueError("a bug")])
def test_what_was_there_stays_if_it_is_never_finished(tmp_path, error):
    target = tmp_path / "a.pdf"
    target.write_bytes(b"before")

    def stop_half_way():
        with written_whole(target) as unfinished:
            unfinished.write_bytes(b"half")
            raise error

    with pytest.raises(type(error)):
        stop_half_way()
    assert target.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [target]


def test_the_worlds_failures_name_the_file(tmp_path):
    with pytest.raises(UserError) as caught, written_whole(tmp_path / "a.pdf"):
        raise OSError(errno.ENOSPC, "No space left on device")
    assert "a.pdf" in caught.value.message
    assert caught.value.id == "file.disk_full"
    assert list(tmp_path.iterdir()) == []


def test_a_block_that_writes_nothing_is_a_failure(tmp_path):
    with pytest.raises(UserError), written_whole(tmp_path / "a.pdf"):
        pass
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="names are shorter there")
def test_the_longest_name_can_be_written(tmp_path):
    target = tmp_path / ("x" * 251 + ".pdf")
    with written_whole(target) as unfinished:
        unfinished.write_bytes(b"whole")
    assert os.listdir(tmp_path) == [target.name]
