"""Undo and redo: switches on one's own actions, inside a write transaction."""

from collections.abc import Sequence
from contextlib import suppress
from typing import Literal

from credreview import environment
from credreview.domain.errors import UserError
from credreview.domain.journal import REPEATED, Action, Change
from credreview.domain.model import Changed
from credreview.store import history
from credreview.store.journal import Journal
from credreview.store.view import View
from credreview.text import tr

#: Actions that only say who and what; undo passes over them.
_PERMANENT = frozenset({"begin", "introduce", "vouch", REPEATED})
#: Actions whose undoing shows in more than the claims and articles they name.
_WIDE = frozenset({"import", "set_blind", "settle", "write_statement", "describe_source"})


def undo(view: View, journal: Journal) -> Changed | None:
    """Turn off the reviewer's latest standing action with its batch; None without one."""
    target = _standing_last(view)
    if target is None:
        return None
    return _switch(view, journal, history.batch_of(view, target), "off")


def redo(view: View, journal: Journal) -> Changed | None:
    """Turn on again what the reviewer undid last; None without such, or after new work."""
    targets = _undone_last(view)
    return _switch(view, journal, targets, "on") if targets else None


def named(view: View) -> tuple[str, str]:
    """Return the labels of what undo and redo would switch now; empty without such."""
    standing, undone = _standing_last(view), _undone_last(view)
    return standing.label if standing else "", undone[-1].label if undone else ""


def _standing_last(view: View) -> Action | None:
    standing = history.own_standing(view)
    return next((a for a in standing if a.label not in _PERMANENT), None)


def _switch(
    view: View, journal: Journal, targets: Sequence[Action], op: Literal["on", "off"]
) -> Changed:
    claims = sorted({c.record for a in targets for c in a.changes if c.kind == "claim"})
    before = _shown(view, targets[-1])
    action = journal.append(
        reviewer=view.reviewer,
        label="undo" if op == "off" else "redo",
        wall=environment.now(),
        changes=[Change("action", target.id, op, {}) for target in targets],
    )
    journal.finish()
    who = history.later_writer(view, targets[-1])
    message = ""
    if who and before == _shown(view, targets[-1]):
        message = tr("Nothing changes to see: what {name} set later shows.", name=who)
    articles = {c.record for a in targets for c in a.changes if c.kind == "article"}
    with suppress(UserError):
        articles.update(view.article_of(claim) for claim in claims)
    return Changed(
        action,
        targets[-1].label,
        frozenset(articles),
        frozenset(claims),
        goto=claims[0] if claims else None,
        answers={"claim": claims[0]} if claims else {},
        everything=len(targets) > 1 or targets[-1].label in _WIDE,
        message=message,
    )


def _shown(view: View, action: Action) -> list[object]:
    """Return what the screens show of the claims and articles that an action changed."""
    shown: list[object] = []
    for change in action.changes[:8]:
        if change.kind == "claim":
            shown.append(view.claim(change.record))
        elif change.kind == "article" and change.fields:
            alive = view.is_alive("article", change.record)
            shown.append(view.article(change.record).facts if alive else None)
        elif change.kind in ("statement", "source") and change.fields:
            shown.append(view.fields(change.kind, change.record))
    return shown


def _undone_last(view: View) -> list[Action]:
    """Return what the last undo turned off that is still off and not followed by new work."""
    for action in history.own_actions(view):
        if action.label in _PERMANENT:
            continue
        if not action.is_switch:
            break
        if action.changes[0].op == "off":
            targets = history.switched_off(view, [change.record for change in action.changes])
            if targets:
                return targets
    return []
