"""Who judges: by number, in which order, and whose judgement counts first."""

from typing import NamedTuple

from credreview.domain.identity import fold_name
from credreview.store.differences import DECIDED
from credreview.store.view import View, no_such


class Judge(NamedTuple):
    """A reviewer's id, and the rank by name."""

    id: str
    rank: tuple[str, str]


class People(dict[int, Judge]):
    """Each reviewer by number, looked up once."""

    def __init__(self, view: View) -> None:
        self._view = view

    def __missing__(self, r: int) -> Judge:
        (id,) = self._view.db.execute("SELECT id FROM record WHERE r = ?", (r,)).fetchone()
        name = fold_name(self._view.person_name(id.hex()))
        self[r] = made = Judge(id.hex(), (name, id.hex()))
        return made


def lead_of(view: View, wanted: str) -> str:
    """Return whose judgement counts first: the one asked for, who looks, or who judged most.

    Whoever looks must have judged something; where blind mode hides all from
    them, nobody leads ("").

    Raises:
        UserError: There is no reviewer of the id that was asked for.
    """
    if wanted:
        if view.record("reviewer", wanted) is None:
            raise no_such("reviewer", wanted)
        return wanted
    judged = view.db.execute(
        "SELECT 1 FROM judgement WHERE reviewer = ? LIMIT 1", (view.number,)
    ).fetchone()
    if judged:
        return view.reviewer
    if view.hides_others(None):
        return ""
    rows = view.db.execute(
        "SELECT w.id, count(*) FROM judgement j JOIN claim ON claim.r = j.claim AND claim.alive"
        f" JOIN record w ON w.r = j.reviewer WHERE {DECIDED.format('j')} GROUP BY 1"
    )
    ranked = [(-count, fold_name(view.person_name(id.hex())), id.hex()) for id, count in rows]
    return min(ranked)[2] if ranked else ""
