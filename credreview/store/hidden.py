"""What blind mode keeps from whoever looks: entries that say what others think of claims."""

from collections.abc import Collection, Iterator
from typing import Any, TypeGuard

from credreview.domain.journal import OF_ONE_REVIEWER, Change
from credreview.domain.links import RELATIONS
from credreview.domain.model import Adjudication
from credreview.store import adjudications, statements
from credreview.store.differences import DECIDED
from credreview.store.places import last_fields, own_fields
from credreview.store.view import View

#: What statements are about.
_SUMMARISED = ("review", "article", "source")


def hides(view: View, change: Change, reviewer: str) -> bool:
    """Return whether blind mode keeps what was written from whoever looks.

    Args:
        view: The state of the review, and whose eyes see it.
        change: A change of the journal.
        reviewer: Whose action it is part of.
    """
    if not view.hides_others(None):
        return False
    if change.kind in OF_ONE_REVIEWER:
        claim, of = change.record[:32], change.record[32:]
        return of != view.reviewer and _waits(view, claim)
    if reviewer == view.reviewer:
        return False
    if change.kind == "statement":
        about = last_fields(view, "statement", change.record).get("about")
        return _is_place(about, _SUMMARISED) and statements.is_hidden(view, about[0], about[1])
    return any(_waits(view, claim) for claim in _judged_by(view, change))


def hides_record(view: View, kind: str, id: str) -> bool:
    """Return whether blind mode keeps a link, note or statement as it stands from whoever looks."""
    is_own = kind != "statement" and view.own_undisputed(kind, id) is not None
    return not is_own and hides(view, Change(kind, id, "set", {}), "")


def shown_fields(view: View, kind: str, id: str, fields: dict[str, Any]) -> dict[str, Any]:
    """Return what may be seen of a record that is not hidden as a whole: of a link, words are."""
    if kind != "link" or not hides(view, Change(kind, id, "set", {}), ""):
        return fields
    own = own_fields(view, kind, id)
    return {name: said for name, said in fields.items() if name != "note" or name in own}


def sources(view: View) -> set[str]:
    """Return the sources that are there only because a hidden judgement names them."""
    if not view.hides_others(None):
        return set()
    rows = view.db.execute(
        "SELECT s.id, max(c.id) FROM judgement j JOIN record s ON s.r = j.source"
        " JOIN record c ON c.r = j.claim WHERE j.reviewer != ? GROUP BY s.id, c.id",
        (view.number,),
    ).fetchall()
    kept_back: set[str] = set()
    seen: set[str] = set()
    for source, claim in rows:
        (kept_back if _waits(view, claim.hex()) else seen).add(source.hex())
    return {id for id in kept_back - seen if view.own_undisputed("source", id) is None}


def _waits(view: View, claim: str) -> bool:
    """Return whether the own judgement of a claim is not decided yet."""
    return view.hides_others(view.own_judgement(claim))


def _judged_by(view: View, change: Change) -> Iterator[str]:
    """Yield the claims of which a note, or a link between two, says what somebody thinks."""
    if change.kind == "note":
        about = last_fields(view, "note", change.record).get("about")
        if _is_place(about, ("claim",)):
            yield about[1]
    elif change.kind == "link":
        ends = last_fields(view, "link", change.record)
        if ends.get("relation") not in RELATIONS:
            yield from (str(ends[name]) for name in ("from", "to") if name in ends)


def _is_place(about: object, kinds: Collection[str]) -> TypeGuard[list[str]]:
    """Return whether this names a record of one of these kinds; a file from elsewhere may not."""
    if not isinstance(about, list) or len(about) != 2:
        return False
    return about[0] in kinds and isinstance(about[1], str)


def agreed(view: View) -> Iterator[Adjudication]:
    """Yield what was agreed on living claims and may be seen, by claim and adjudicator."""
    for adjudication in adjudications.of_review(view.db):
        about = adjudication.agreed
        if about.reviewer == view.reviewer or not _waits(view, about.claim):
            yield adjudication


def count(view: View) -> int:
    """Return how many judgements of living claims, and agreed ones, are kept from whoever looks."""
    if not view.hides_others(None):
        return 0
    waiting = (
        "SELECT count(*) FROM judgement j JOIN claim ON claim.r = j.claim WHERE claim.alive"
        " AND j.reviewer != :own AND NOT EXISTS (SELECT 1 FROM judgement own WHERE"
        f" own.claim = claim.r AND own.reviewer = :own AND {DECIDED.format('own')})"
    )
    (judged,) = view.db.execute(waiting, {"own": view.number}).fetchone()
    everything = sum(1 for _ in adjudications.of_review(view.db))
    return int(judged) + everything - sum(1 for _ in agreed(view))
