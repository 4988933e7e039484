"""How a finished file becomes one for others: checked, encrypted, in its place, or not at all."""

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from credreview.domain.errors import UserError
from credreview.domain.work import Ticker
from credreview.exchange import envelope
from credreview.exchange.envelope import Lock
from credreview.exchange.manifest import Manifest
from credreview.store import gate, gate_checks, health, verify
from credreview.store.failures import explained
from credreview.store.file import SUFFIX, ReviewFile, driver
from credreview.text import tr

if TYPE_CHECKING:
    import sqlite3

T = TypeVar("T")

_UNFINISHED = ".unfinished"
_ABANDONED_S = 24 * 3600


@dataclass(frozen=True, slots=True)
class Shared:
    """A file that was made for others; it is on disk.

    Attributes:
        path: Where it is.
        manifest: What it says of itself.
        size: Bytes.
        is_encrypted: It opens only with the passphrase, or for its recipients.
    """

    path: Path
    manifest: Manifest
    size: int
    is_encrypted: bool


@dataclass(frozen=True, slots=True)
class Terms:
    """How a file is handed on.

    Attributes:
        mark: One of `handling.MARKS`, or "".
        lock: How it is encrypted, or None.
        chosen: How the articles of an extract were chosen, for people.
        replace: A file of that name may be replaced.
    """

    mark: str = ""
    lock: Lock | None = None
    chosen: str = ""
    replace: bool = False


def check_target(review: Path, target: Path, terms: Terms) -> None:
    """Refuse early what cannot be, before long work is done in vain.

    Raises:
        UserError: The name has another ending, or is taken; the review itself is never replaced.
    """
    ending = envelope.SUFFIX if terms.lock else SUFFIX
    if target.suffix != ending:
        raise UserError(
            "share.bad_name",
            tr("“{name}” is no name for this file.", name=target.name),
            tr("Let it end in {suffix}.", suffix=SUFFIX + (ending if terms.lock else "")),
        )
    check_place(review, target, replace=terms.replace)


def check_place(review: Path, target: Path, *, replace: bool) -> None:
    """Refuse a place where something lies that is not to be replaced.

    Raises:
        UserError: The name is taken; the review itself is never replaced.
    """
    with suppress(OSError):
        if target.samefile(review):
            raise UserError(
                "copy.same_file",
                tr("“{name}” is the review itself.", name=target.name),
                tr("Choose another name for the copy."),
            )
    if target.exists() and not replace:
        raise UserError(
            "file.exists",
            tr("“{name}” is already there.", name=target.name),
            tr("Choose another name."),
        )


class Workshop(NamedTuple):
    """Two folders, for their owner only, that go with all in them; often they are one.

    Attributes:
        private: Where the review is made.
        beside: Beside the target; what is finished lies here before it gets its name.
    """

    private: Path
    beside: Path


@contextmanager
def workshop(target: Path, terms: Terms) -> Iterator[Workshop]:
    """Give a place to make a file for others in.

    What is to be encrypted never lies beside the target readable: others may
    read there, and a program that is killed cannot take it away.
    """
    with ExitStack() as stack:
        with explained(target):
            _sweep(target.parent)
            folder = TemporaryDirectory(_UNFINISHED, f".{target.name[:100]}.", target.parent)
            beside = private = Path(stack.enter_context(folder))
            if terms.lock:
                private = Path(stack.enter_context(TemporaryDirectory(prefix="credreview-")))
        yield Workshop(private, beside)


def _sweep(folder: Path) -> None:
    """Remove what programs that were killed left in a folder."""
    for left in folder.glob(f".*{SUFFIX}*{_UNFINISHED}"):
        with suppress(OSError):  # another's, or gone
            if time.time() - left.lstat().st_mtime > _ABANDONED_S:
                shutil.rmtree(left)


def hand_over(
    made: Path, target: Path, beside: Path, told: Manifest, terms: Terms, tick: Ticker
) -> Shared:
    """Check a finished review, encrypt it where that is wanted, and give it its name.

    There is no trace in it of what was deleted while it was made.

    Args:
        made: The review, in a folder of our own.
        target: Where it is to be.
        beside: A folder of our own on the target's disk.
        told: What it says of itself.
        terms: How it is handed on.
        tick: Told how far it is.

    Raises:
        UserError: It is not sound, or a file cannot be written.
        Cancelled: From `tick`; nothing is at the target then.
    """
    whole = made.with_name(f"whole{SUFFIX}")
    tick(0, 0, tr("Tidying"))
    health.compact(made, whole)
    _check(whole, told.fingerprint, tick)
    if terms.lock:
        encrypted = beside / (whole.name + envelope.SUFFIX)
        envelope.encrypt(whole, encrypted, terms.lock, labelled(tick, tr("Encrypting")))
        whole = encrypted
    size = whole.stat().st_size
    health.place(whole, target, replace=terms.replace)
    return Shared(target, told, size, terms.lock is not None)


def _check(path: Path, fingerprint: str, tick: Ticker) -> None:
    """Open a new file as its receiver will, and recompute every hash in it."""
    with closing(ReviewFile.open(path, read_only=True)) as file:

        def look(work: Callable[["sqlite3.Connection"], T]) -> T:
            with file.reading() as connection:
                return work(driver(connection))

        found = verify.check(look, labelled(tick, tr("Checking")), thorough=True)
    problems = found.problems or ([] if found.fingerprint == fingerprint else [tr("other heads")])
    if problems:
        raise UserError(
            "share.unsound",
            tr("What would be shared is not sound: {problem}", problem=problems[0]),
            tr("Nothing was made. File > Check this review says more."),
        )
    with gate.admitted(path, tick) as incoming:
        gate_checks.check_whole(incoming, labelled(tick, tr("Checking")))


def labelled(tick: Ticker, deed: str) -> Ticker:
    """Return a ticker that says what is being done."""

    def told(done: int, total: int, what: str = "") -> None:  # noqa: ARG001 - as a Ticker
        tick(done, total, deed)

    return told
