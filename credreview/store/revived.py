"""What an extract brings back that was withdrawn since it was made.

A review takes note of the extracts that are made of it, and then nothing comes
back. An extract that it could not take note of (made of a read-only file, by an
earlier version, or on a copy that this file has not met) has not seen what was
undone or deleted here: what it says again stands.
"""

import json
from collections import Counter
from collections.abc import Iterator

from credreview.domain.journal import REPEATED
from credreview.store.union import United
from credreview.store.view import View

# Quotes inside of texts are escaped, so that no text looks like the label.
_LABEL = f'"label":"{REPEATED}"'.encode()
_KINDS = ("article", "claim", "judgement", "link", "note")
_ID = 32
_JUDGED = "provenance, source, directness, reliability, credibility, confidence, rationale, flags"


def revived(before: View, after: View, done: United) -> Counter[str]:
    """Return how many records that were withdrawn an extract brings back, by kind.

    Args:
        before: The review as it was.
        after: A copy of it, with what a union brought.
        done: What the union did there.
    """
    found = Counter[str]()
    for kind, id in dict.fromkeys(_repeated(after, done)):
        if kind not in _KINDS or before.record(kind, id) is None:
            continue
        shown, showed = _shown(after, kind, id), _shown(before, kind, id)
        found[kind] += any(new and not old for new, old in zip(shown, showed, strict=True))
    return +found


def _repeated(view: View, done: United) -> Iterator[tuple[str, str]]:
    for start, end in done.ranges:
        for (body,) in view.db.execute(
            "SELECT body FROM action WHERE n BETWEEN ? AND ? AND is_off = 0 AND instr(body, ?)",
            (start, end, _LABEL),
        ):
            yield from ((kind, id) for kind, id, *_ in json.loads(body)["changes"])


def _shown(view: View, kind: str, id: str) -> tuple[bool, ...]:
    """Return whether a record shows; of a judgement, each of its values."""
    if kind != "judgement":
        return (view.is_alive(kind, id),)
    claim, reviewer = id[:_ID], id[_ID:]
    row = view.db.execute(
        f"SELECT {_JUDGED} FROM judgement JOIN claim ON claim.r = judgement.claim AND claim.alive"
        " WHERE judgement.claim = ? AND judgement.reviewer = ?",
        (view.record("claim", claim), view.record("reviewer", reviewer)),
    ).fetchone()
    return tuple(value is not None for value in row or [None] * (_JUDGED.count(",") + 1))
