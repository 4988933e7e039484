"""Tells whether a review still says what a printed or saved summary says.

Three questions, each with its own answer: is the state known by its
fingerprint, does anything that came since make a difference, and are the
words in the file those that the review gives for that state.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from credreview.domain.history import Step
from credreview.domain.summary import Stood
from credreview.domain.work import Ticker, silent
from credreview.review import comparing
from credreview.review.printed import Printed, read_printed, typed
from credreview.review.session import ReviewSession
from credreview.store.since import Entry, Since
from credreview.text import tr

__all__ = ["Count", "Printed", "Standing", "Verification", "read_printed", "typed", "verify"]

#: What people count; whatever an action is called that is not here is "other".
_KINDS = {
    **dict.fromkeys(("judge", "flag"), "judgements"),
    **dict.fromkeys(("adjudicate", "withdraw_adjudication", "settle"), "agreements"),
    **dict.fromkeys(("mark_claim", "unmark_claim", "continue_claim"), "claims"),
    **dict.fromkeys(("import", "extract"), "articles"),
    **dict.fromkeys(
        ("link", "unlink", "same_claim", "not_same", "version_of", "not_version_of",
         "not_continued"),
        "links",
    ),
    **dict.fromkeys(("write_statement", "describe_source"), "statements"),
    "set_article": "corrections",
    "note": "notes",
}  # fmt: skip


class Standing(StrEnum):
    """How a summary stands to the review.

    Unproved: the review says nothing else than in the state that the file
    names, but nobody can tell whether the words in the file are of that state.
    """

    SAME = "same"
    UNPROVED = "unproved"
    CHANGED = "changed"
    UNKNOWN = "unknown"
    ALTERED = "altered"


@dataclass(frozen=True, slots=True)
class Count:
    """How many entries of a kind are of one reviewer.

    Attributes:
        kind: "judgements", "agreements", "claims", "articles", "links", "corrections",
            "notes", "statements", "restored" or "other".
    """

    reviewer: str
    kind: str
    count: int


@dataclass(frozen=True, slots=True)
class Verification:
    """What came of holding a summary against the review.

    Attributes:
        fingerprint: That it bears, as far as it is known: 64 hex digits or 16.
        current: Of the review as it stands.
        is_known: This file knows the state that it names.
        when: Time at which the state was kept here, ms UTC; 0 where it was not.
        why: "print", "export", "close", ...; "" where it was not.
        came: Entries since that count, by person and kind.
        undone, redone: Entries of that state that were undone since, or done again.
        aside, lifted: Entries of that state that this file sets aside now, or counts again.
        passed: How many entries came since and make no difference.
        claims: Ids of the claims that any of these concern.
        steps: The newest of them, as the history tells them.
        misfits: Why the file is not as it was made, one sentence each.
        compared: Its words were compared with those that the review gives for that state.
        remarks: What could not be looked at, and why, one sentence each.
        hidden: How many of what came, was undone, and so on say what blind mode hides: they
            are counted, and not told.
    """

    standing: Standing
    fingerprint: str
    current: str
    is_known: bool = True
    when: int = 0
    why: str = ""
    came: tuple[Count, ...] = ()
    undone: tuple[Count, ...] = ()
    redone: tuple[Count, ...] = ()
    aside: tuple[Count, ...] = ()
    lifted: tuple[Count, ...] = ()
    passed: int = 0
    claims: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    misfits: tuple[str, ...] = ()
    compared: bool = False
    remarks: tuple[str, ...] = ()
    hidden: int = 0


def verify(
    session: ReviewSession,
    printed: Printed,
    painted: comparing.Painted | None = None,
    tick: Ticker = silent,
) -> Verification:
    """Hold a summary against the review as it stands now; nothing is written.

    Args:
        session: The review. Its reviewer is told nothing that blind mode hides.
        printed: What the summary says of itself.
        painted: Paints a report and reads its pages back; None where there is no painter.
        tick: Told what is being done.

    Raises:
        UserError: The review cannot be read.
        Cancelled: From `tick`.
    """
    tick(0, 0, tr("Looking for the fingerprint"))
    current = session.reader.fingerprint()
    states = session.reader.states_named(printed.fingerprint)
    if not states:
        standing = Standing.ALTERED if printed.misfits else Standing.UNKNOWN
        return Verification(
            standing,
            printed.fingerprint,
            current,
            is_known=False,
            misfits=printed.misfits,
            remarks=printed.remarks,
        )
    state = max(states, key=lambda each: (each.is_current, each.kept.wall if each.kept else 0))
    tick(0, 0, tr("Looking at what came since"))
    since = session.reader.since(state)
    parts = [since.came, since.undone, since.redone, since.aside, since.lifted]
    has_changed = any(parts)
    compared, is_proved, misfits, remarks = (
        False,
        False,
        list(printed.misfits),
        list(printed.remarks),
    )
    if not has_changed:
        stood = None
        if not state.is_current:
            stood = Stood(current, state.fingerprint, since.actions, since.as_of)
        try:
            found = comparing.compared(session, printed, state, stood, painted, tick)
        except comparing.Incomparable as why:
            remarks.append(str(why))
        except comparing.Otherwise as why:
            has_changed = True
            remarks.append(str(why))
        else:
            compared = True
            misfits += found.misfits
            remarks += found.doubts
        # Of digits that were typed, nothing else is asked.
        is_proved = not printed.form or (compared and not remarks)
    return Verification(
        _standing(bool(misfits), has_changed, is_proved),
        state.fingerprint,
        current,
        when=state.kept.wall if state.kept else 0,
        why=state.kept.why if state.kept else "",
        came=_counted(since.came, since.names),
        undone=_counted(since.undone, since.names),
        redone=_counted(since.redone, since.names),
        aside=_counted(since.aside, since.names),
        lifted=_counted(since.lifted, since.names),
        passed=since.passed,
        claims=_claims(since),
        steps=since.steps,
        misfits=tuple(misfits),
        compared=compared,
        remarks=tuple(remarks),
        hidden=since.hidden,
    )


def _standing(is_altered: bool, has_changed: bool, is_proved: bool) -> Standing:
    if is_altered:
        return Standing.ALTERED
    if has_changed:
        return Standing.CHANGED
    return Standing.SAME if is_proved else Standing.UNPROVED


def _counted(entries: Iterable[Entry], names: dict[str, str]) -> tuple[Count, ...]:
    counts = Counter(
        (names.get(entry.reviewer) or entry.reviewer[:8], _kind(entry.label)) for entry in entries
    )
    return tuple(Count(*key, count) for key, count in sorted(counts.items()))


def _kind(label: str) -> str:
    return "restored" if label == "restore" else _KINDS.get(label, "other")


def _claims(since: Since) -> tuple[str, ...]:
    parts = (since.came, since.undone, since.redone, since.aside, since.lifted)
    return tuple(dict.fromkeys(claim for part in parts for e in part for claim in e.claims))
