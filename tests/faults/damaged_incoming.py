"""Damaged copies of a review as they come in from elsewhere; run as a program, it takes them in.

`damaged_incoming.py SOUND EMPTY FOLDER FIRST LAST` prints one line of JSON for
each copy, so that a crash or a hang of the process is seen from outside.
"""

import json
import random
import sqlite3
import sys
import time
from contextlib import closing, suppress
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[1]), str(HERE.parent / "unit")]

from hostile_files import interrupt  # noqa: E402 - the paths come first in a process of its own

from credreview.domain.errors import UserError  # noqa: E402
from credreview.store import schema, texts  # noqa: E402
from credreview.store.file import ReviewFile  # noqa: E402
from credreview.store.gate import admitted  # noqa: E402
from credreview.store.gate_checks import check_whole  # noqa: E402
from credreview.store.union import unite  # noqa: E402

#: Actions by id, and texts by hash; None where the words are gone.
Held = tuple[dict[str, bytes], dict[str, bytes | None]]


def held(db: sqlite3.Connection) -> Held:
    """Return all actions and texts that a file hands out."""
    actions = {id.hex(): body for id, body in db.execute("SELECT id, body FROM action")}
    rows = db.execute("SELECT sha, codec, size, data FROM text")
    return actions, {
        sha.hex(): None if data is None else texts.unpack(codec, size, data)
        for sha, codec, size, data in rows
    }


def held_by(path: Path) -> Held:
    """Return all actions and texts of a closed file."""
    with closing(sqlite3.connect(path)) as db:
        return held(db)


def is_part_of(some: Held, whole: Held) -> bool:
    """Return whether all that is held is as it was written."""
    return all(part.items() <= all_.items() for part, all_ in zip(some, whole, strict=True))


def damage(sound: Path, target: Path, seed: int) -> None:
    """Write a copy with damage of one kind; the same for a seed at all times."""
    chance = random.Random(seed)
    beside = target.with_name(target.name + "-journal")
    beside.unlink(missing_ok=True)
    target.write_bytes(sound.read_bytes())
    kind = chance.choice(("bytes", "bytes", "bytes", "zeros", "lost", "pages", "cut", "side file"))
    if kind == "side file":
        interrupt(target)
        target = chance.choice((target, beside, beside))
        kind = chance.choice(("bytes", "bytes", "zeros", "cut"))
    data = bytearray(target.read_bytes())
    size, length = schema.PAGE_SIZE, len(data)
    if kind == "bytes":
        for _ in range(chance.choice((1, 1, 2, 5, 30))):
            data[chance.randrange(length)] ^= chance.randrange(1, 256)
    elif kind in ("zeros", "lost"):
        at = chance.randrange(length)
        stop = min(length, at + chance.choice((4, 64, 512, size)))
        data[at:stop] = bytes(stop - at) if kind == "zeros" else b""
        data += bytes(length - len(data))
    elif kind == "pages":
        one, other = (size * chance.randrange(length // size) for _ in range(2))
        data[one : one + size], data[other : other + size] = (
            data[other : other + size],
            data[one : one + size],
        )
    else:
        del data[chance.choice((chance.randrange(length), length - 1, size)) :]
    target.write_bytes(data)


def take(incoming: Path, empty: Path, whole: Held) -> dict[str, object]:
    """Let a copy in, check all of it, and bring it to an empty review; say what came of each."""
    told: dict[str, object] = {"let in": False, "checked": False, "taken": False, "wrong": ""}
    own = incoming.with_name("own.credreview")
    own.write_bytes(empty.read_bytes())
    with suppress(UserError), admitted(incoming) as came:
        told["let in"] = True
        with suppress(UserError):
            check_whole(came)
            told["checked"] = True
            if not is_part_of(held(came.db), whole):
                told["wrong"] = "check_whole passed other words"
        with closing(ReviewFile.open(own)) as file, suppress(UserError):
            unite(file, came)
            told["taken"] = True
    if told["let in"] and not is_part_of(held_by(own), whole):
        told["wrong"] = "unite took other words"
    return told


def main(sound: Path, empty: Path, folder: Path, first: int, last: int) -> None:
    """Take in the copies of these seeds."""
    whole = held_by(sound)
    path = folder / "came in.credreview"
    for seed in range(first, last):
        damage(sound, path, seed)
        start = time.monotonic()
        told = take(path, empty, whole)
        line = {"seed": seed, "seconds": time.monotonic() - start, **told}
        sys.stdout.write(json.dumps(line) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]), *map(int, sys.argv[4:6]))
