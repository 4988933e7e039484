"""Who else has this review open, and what they wrote into it meanwhile.

Neither is needed to be correct: SQLite's locks keep writers apart, and heads
are read inside the write transaction. It only spares people surprises.
"""

import json
import os
import socket
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from credreview import environment
from credreview.domain.model import Changed
from credreview.review.session import ReviewSession


@dataclass(frozen=True, slots=True)
class Opener:
    """Somebody who has a review open, since a time in ms UTC."""

    name: str
    host: str
    process: int
    since: int


class Presence:
    """A note beside an open review that says who works on it; advice, never a lock."""

    def __init__(self, review: Path, name: str) -> None:
        self._path = review.with_name(review.name + ".lock")
        self._own = Opener(name, socket.gethostname(), os.getpid(), environment.now())
        self._written = False

    def announce(self) -> Opener | None:
        """Write the note, unless somebody else's stands there; return them then.

        A note of a process of this machine that is gone counts as none. Where
        the folder cannot be written, there is no note, and nobody is warned.
        """
        other = self._read()
        if other is not None and not _is_gone(other):
            here = (self._own.host, self._own.process)
            return other if (other.host, other.process) != here else None
        with suppress(OSError):
            words = {"name": self._own.name, "host": self._own.host}
            numbers = {"process": self._own.process, "since": self._own.since}
            self._path.write_text(json.dumps(words | numbers), encoding="utf-8")
            self._written = True
        return None

    def leave(self) -> None:
        """Take the own note away."""
        if self._written and self._read() == self._own:
            with suppress(OSError):
                self._path.unlink()
        self._written = False

    def _read(self) -> Opener | None:
        with suppress(OSError, ValueError, KeyError, TypeError):
            found = json.loads(self._path.read_text(encoding="utf-8"))
            name, host = str(found["name"])[:200], str(found["host"])[:200]
            return Opener(name, host, int(found["process"]), int(found["since"]))
        return None


def _is_gone(opener: Opener) -> bool:
    """Tell whether a process of this machine has ended; of other machines nobody knows."""
    if opener.host != socket.gethostname():
        return False
    if os.name != "posix":
        return opener.process == os.getpid()
    try:
        os.kill(opener.process, 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False


class News:
    """Notices what other programs wrote into an open review."""

    def __init__(self, session: ReviewSession) -> None:
        self._reader = session.reader
        self._own: set[str] = set()
        self._seen = self._reader.newest_action()
        self.stop = session.listen(self._note)

    def _note(self, changed: Changed) -> None:
        if changed.action:
            self._own.add(changed.action)

    def look(self) -> Changed | None:
        """Return that anything may be different if somebody else wrote since the last look.

        Once in a while the own first action counts as another's too: the
        introduction that goes before it is told to nobody. That costs one
        reading more, and nothing else.

        Raises:
            UserError: The file cannot be read.
        """
        written = self._reader.actions_after(self._seen)
        if not written:
            return None
        self._seen = written[-1][0]
        theirs = {action for _, action in written} - self._own
        self._own -= {action for _, action in written}
        return Changed(None, "elsewhere", everything=True) if theirs else None
