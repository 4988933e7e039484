"""Who did what, when, over what: the steps of a review's history, as frozen data.

A step is one action, or what of it concerns the claim or article that was
asked for. `domain.history_words` says it in sentences.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Any, Final

from credreview.domain.errors import UserError
from credreview.domain.seals import SealState
from credreview.text import tr


class Missing(Enum):
    """What stands in place of words that cannot be shown."""

    ERASED = "erased"


#: The reviewer's own words were erased, as the law may demand; the step stays.
ERASED: Final = Missing.ERASED

#: Where a page ended; only `store.history` knows what it means.
Cursor = tuple[int, str]


@dataclass(frozen=True, slots=True)
class HistoryQuery:
    """Which steps to tell.

    Attributes:
        claim: The steps of this claim alone: its mark, judgements, links, notes.
        article: The steps of this article and all its claims.
        reviewer: The steps of this reviewer (id).
        since, until: Wall times in ms UTC; `until` is not included.
        kinds: Kinds of records; keeps steps that wrote to one of them. "action"
            stands for undo and redo. Empty keeps all.
    """

    claim: str | None = None
    article: str | None = None
    reviewer: str | None = None
    since: int | None = None
    until: int | None = None
    kinds: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Value:
    """What a step did to one field of one record, or to the record as a whole.

    Attributes:
        kind, record: The record; its id in hex.
        op: "new", "set" or "del".
        field: The field's name; empty where a record was made or deleted. The
            value of a record that was made is all its fields.
        value: What was written: own words resolved (or `ERASED`), a source by
            its name, terms by their ids. None: emptied.
        over: What showed there before, in the order of (clock, id), told
            likewise; None: nothing.
        counts: False where it is another reviewer's own record: such a write
            changes nothing.
        shows: It is what the review shows now.
    """

    kind: str
    record: str
    op: str
    field: str = ""
    value: Any = None
    over: Any = None
    counts: bool = True
    shows: bool = False


@dataclass(frozen=True, slots=True)
class Switched:
    """A step was undone, or done again, by its own reviewer.

    Attributes:
        action: The id of the action that did it.
        on: True for redo.
    """

    action: str
    when: int
    reviewer_name: str
    on: bool


@dataclass(frozen=True, slots=True)
class Came:
    """The merge that brought a step into this file: the other file's name, and when (ms UTC)."""

    name: str
    when: int


@dataclass(frozen=True, slots=True)
class Place:
    """What a step is about.

    Attributes:
        claim: Id, or empty where it is about no claim, or about several.
        quote: The claim's words, at most 300 characters; empty where they were erased.
        article: Id, or empty where it is about no article, or about several.
        title: The article's title, or its file's name; of what is about a source, its name.
    """

    claim: str = ""
    quote: str = ""
    article: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One action as the history tells it.

    Attributes:
        action: Its id, hex.
        when: Its wall time, ms UTC.
        label: What kind of deed it was, such as "judge".
        values: What it wrote, as far as it was asked for.
        off: It was undone and does not count.
        switches: Its undoing and redoing that count, by age.
        undoes: For undo and redo: the first step that was switched.
        others: For undo and redo: how many steps more were switched with it.
        counts: False where it switched another reviewer's action: that changes nothing.
        aside: It is set aside in this file by an undone merge.
        came: The merge that brought it, or None.
        seal: What its seals say, or None where that was not asked for.
    """

    action: str
    when: int
    reviewer: str
    reviewer_name: str
    label: str
    values: tuple[Value, ...] = ()
    place: Place = Place()
    off: bool = False
    switches: tuple[Switched, ...] = ()
    undoes: "Step | None" = None
    others: int = 0
    counts: bool = True
    aside: bool = False
    came: Came | None = None
    seal: SealState | None = None


@dataclass(frozen=True, slots=True)
class HistoryPage:
    """Some steps, newest first, and where to go on; None after the last.

    A page may be short, even empty, and yet not the last: one call looks at
    a bounded part of the journal, so that nobody's writing has to wait.

    Attributes:
        hidden: How many steps more stand there, which blind mode hides.
    """

    steps: tuple[Step, ...]
    after: Cursor | None
    hidden: int = 0


def since(words: str) -> int:
    """Return when a day or moment begins that somebody typed, ms UTC.

    Args:
        words: ISO 8601, such as "2025-10-30" or "2025-10-30T14:00"; local time
            where it names no other.

    Raises:
        UserError: It is no date.
    """
    return round(_moment(words)[0].timestamp() * 1000)


def until(words: str) -> int:
    """Return when a day or moment is over, ms UTC; as `since`, but a day counts to its end."""
    moment, is_day = _moment(words)
    return round((moment + timedelta(days=is_day)).timestamp() * 1000)


def _moment(words: str) -> tuple[datetime, bool]:
    try:
        moment = datetime.fromisoformat(words.strip())
        moment.timestamp()  # some years have none
        (moment + timedelta(days=1)).timestamp()
    except (ValueError, OverflowError, OSError) as error:
        raise UserError(
            "history.date",
            tr("“{words}” is no date.", words=words[:40]),
            tr("Write year, month and day, such as 2025-10-30."),
        ) from error
    return moment, len(words.strip()) <= 10
