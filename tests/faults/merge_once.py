"""Merges one review into another, as a program that a test kills.

`merge_once.py OWN OTHER` merges in many small transactions; with `at_once` as a
third word in one, taking over what was tried out. With `careless` it commits
actions before their texts; a test has to catch that.
"""

import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from credreview.domain.model import Person  # noqa: E402 - the path comes first
from credreview.review import merging  # noqa: E402
from credreview.review.session import ReviewSession  # noqa: E402
from credreview.store import union  # noqa: E402
from credreview.store.file import driver  # noqa: E402
from credreview.store.gate import admitted  # noqa: E402

XENIA = Person("aa" * 16, "Xenia Example")
STEP = 6


def merge_carelessly(session: ReviewSession, path: Path) -> None:
    """Merge as one would who thinks of the texts last."""
    right, waiting = union.bring_texts, []

    def put_off(db: Any, incoming: Any, actions: Any, named: Any) -> Any:
        waiting.append((incoming, actions, named))
        return right(db, incoming, [], named)

    union.bring_texts = put_off
    with admitted(path) as incoming:
        union.unite(session.file, incoming)
        with session.file.writing() as connection:
            for given in waiting:
                right(driver(connection), *given)


def main(own: Path, other: Path, *how: str) -> None:
    """Merge; nothing is answered."""
    union.STEP = union.MOST_A_STEP = STEP
    merging.Prepared._is_quick_to_adopt = lambda _: how == ("at_once",)  # type: ignore[method-assign]
    session = ReviewSession.open(own, XENIA)
    if how == ("careless",):
        merge_carelessly(session, other)
    else:
        merging.merge(session, other)
    session.file.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:])
