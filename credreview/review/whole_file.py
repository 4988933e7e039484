"""Files that appear when they are whole and on disk; until then there is what was there before."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from credreview.store.failures import explained


@contextmanager
def written_whole(target: Path) -> Iterator[Path]:
    """Give the path of a file to be written; after the block it stands at the target.

    It lies in a folder of its own beside the target, which goes in any case.
    If the block raises, nothing has changed.

    Raises:
        UserError: Something cannot be written.
    """
    with (
        explained(target),
        tempfile.TemporaryDirectory(".unfinished", f".{target.name[:40]}.", target.parent) as name,
    ):
        unfinished = Path(name) / target.name
        yield unfinished
        with unfinished.open("rb+") as file:
            os.fsync(file.fileno())
        os.replace(unfinished, target)
