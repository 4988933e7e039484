"""`credreview history`: who did what, when, over what, newest first."""

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import closing, suppress
from datetime import UTC, datetime
from typing import Any

from credreview.cli.commands import FINE, Commands, plain
from credreview.cli.reviewers import add_eyes, looker, reviewer_id
from credreview.domain.errors import UserError
from credreview.domain.history import (
    ERASED,
    HistoryPage,
    HistoryQuery,
    Step,
    Value,
    since,
    until,
)
from credreview.domain.history_words import marks, seal_word, sentence
from credreview.review import history
from credreview.review.session import ReviewSession
from credreview.review.verification_words import hidden_words
from credreview.text import tr


def add(commands: Commands) -> None:
    """Add the command."""
    told = commands.add("history", tr("Tell who did what, newest first."), _history)
    about = told.add_mutually_exclusive_group()
    about.add_argument("--claim", metavar="ID", help=tr("of this claim alone"))
    about.add_argument("--article", metavar="ID", help=tr("of this article and its claims alone"))
    told.add_argument("--reviewer", metavar="NAME", help=tr("by this reviewer alone"))
    told.add_argument("--from", dest="since", metavar="DATE", help=tr("from this day on"))
    told.add_argument("--to", dest="until", metavar="DATE", help=tr("up to the end of this day"))
    add_eyes(told)
    told.add_argument("--json", action="store_true", help=tr("one JSON object a line"))
    told.add_argument("--limit", type=int, metavar="N", help=tr("at most so many steps"))


def _history(options: argparse.Namespace) -> int:
    if options.limit is not None and options.limit < 1:
        raise UserError("history.limit", tr("--limit needs a number above 0."))
    person = looker(options.looker)
    hidden = 0
    with closing(ReviewSession.open(options.review, person, read_only=True)) as session:
        for page in _pages(session, _query(session, options), options.limit):
            hidden += page.hidden
            for step in page.steps:
                if options.json:
                    sys.stdout.write(json.dumps(_object(step), default=_erased) + "\n")
                else:
                    print(plain(_line(session, step)))
    if hidden:
        # Beside the objects, where a program that reads them does not stumble over it.
        print(hidden_words(hidden), file=sys.stderr if options.json else sys.stdout)
    return FINE


def _query(session: ReviewSession, options: argparse.Namespace) -> HistoryQuery:
    if options.claim is not None:
        session.reader.require("claim", options.claim)
    if options.article is not None:
        session.reader.require("article", options.article)
    return HistoryQuery(
        claim=options.claim,
        article=options.article,
        reviewer=None if options.reviewer is None else reviewer_id(session, options.reviewer),
        since=None if options.since is None else since(options.since),
        until=None if options.until is None else until(options.until),
    )


def _pages(session: ReviewSession, query: HistoryQuery, limit: int | None) -> Iterator[HistoryPage]:
    """Yield the steps page by page: a slow reader of our output holds up nobody who writes."""
    after, left = None, limit
    while left is None or left > 0:
        page = history.page(session, query, after, min(left or 200, 200))
        yield page
        after = page.after
        if after is None:
            return
        left = None if left is None else left - len(page.steps)


def _line(session: ReviewSession, step: Step) -> str:
    place = step.place.quote or step.place.title
    parts = [_when(step.when), step.reviewer_name, sentence(step, session.vocabulary)]
    if place:
        parts.append(tr("“{words}”", words=place))
    known = [*marks(step), *([seal_word(step.seal)] if step.seal else [])]
    parts += [f"[{mark}]" for mark in known]
    return "  ".join(parts)


def _when(wall: int) -> str:
    moment = datetime.fromtimestamp(wall / 1000, UTC)
    with suppress(ValueError, OverflowError, OSError):  # the end of the year 9999, in the east
        moment = moment.astimezone()
    return moment.strftime("%Y-%m-%d %H:%M:%S")


def _object(step: Step) -> dict[str, Any]:
    return {
        "action": step.action,
        "when": step.when,
        "reviewer": step.reviewer,
        "reviewer_name": step.reviewer_name,
        "do": step.label,
        "claim": step.place.claim or None,
        "article": step.place.article or None,
        "quote": step.place.quote or None,
        "values": [_value(value) for value in step.values],
        "off": step.off,
        "switches": [
            {"action": s.action, "when": s.when, "reviewer_name": s.reviewer_name, "on": s.on}
            for s in step.switches
        ],
        "undoes": step.undoes.action if step.undoes else None,
        "others": step.others,
        "counts": step.counts,
        "aside": step.aside,
        "merged": {"name": step.came.name, "when": step.came.when} if step.came else None,
        "seal": step.seal.value if step.seal else None,
    }


def _value(value: Value) -> dict[str, Any]:
    return {
        "kind": value.kind,
        "record": value.record,
        "op": value.op,
        "field": value.field,
        "value": value.value,
        "over": value.over,
        "erased": value.value is ERASED,
        "counts": value.counts,
        "shows": value.shows,
    }


def _erased(value: object) -> None:
    """Words that were erased are null in JSON."""
    assert value is ERASED
