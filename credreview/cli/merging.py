"""`credreview merge` and `credreview merges`: bring reviews together, and undo that."""

import argparse
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from credreview.cli.commands import CANNOT, FINE, NOBODY, Commands, plain
from credreview.domain.errors import UserError
from credreview.domain.merging import MergeEntry, MergeState
from credreview.domain.model import Person
from credreview.review import merging, people
from credreview.review.merge_words import report_lines
from credreview.review.session import ReviewSession
from credreview.text import tr


def add(commands: Commands) -> None:
    """Add the commands."""
    merge = commands.add("merge", tr("Bring what other reviews hold into this one."), _merge)
    merge.add_argument("others", nargs="+", type=Path, metavar="OTHER")
    merge.add_argument("--dry-run", action="store_true", help=tr("tell only, change nothing"))
    merge.add_argument("--reviewer", metavar="NAME", help=tr("for whom"))
    merges = commands.add("merges", tr("List the merges of this file, and undo one."), _merges)
    merges.add_argument("--undo", type=int, metavar="NUMBER", help=tr("remove it, or set it aside"))
    merges.add_argument("--lift", type=int, metavar="NUMBER", help=tr("let it count again"))
    merges.add_argument("--report", type=int, metavar="NUMBER", help=tr("what it brought"))


def _person(name: str | None) -> Person:
    """Return for whom a merge is done: it tells them of work under their name."""
    if name:
        return people.named(name)
    known = people.everyone()
    return known[0] if len(known) == 1 else NOBODY


def _merge(options: argparse.Namespace) -> int:
    code = FINE
    person = _person(options.reviewer)
    with closing(ReviewSession.open(options.review, person, read_only=options.dry_run)) as session:
        for other in options.others:
            # One that is refused keeps none of the rest out.
            try:
                _merge_one(session, other, dry_run=options.dry_run)
            except UserError as error:
                print(plain(str(error)), flush=True)
                code = CANNOT
    return code


def _merge_one(session: ReviewSession, other: Path, *, dry_run: bool) -> None:
    with closing(merging.prepare(session, other)) as prepared:
        report = prepared.report if dry_run else prepared.carry_out()
    for line in report_lines(report):
        print(plain(line))
    if dry_run:
        print(tr("Nothing was changed."), flush=True)


def _merges(options: argparse.Namespace) -> int:
    writes = options.undo is not None or options.lift is not None
    with closing(ReviewSession.open(options.review, NOBODY, read_only=not writes)) as session:
        if options.undo is not None:
            left = merging.undo_merge(session, options.undo)
            print(tr("Removed.") if left is None else tr("Set aside; --lift lets it count again."))
        if options.lift is not None:
            merging.lift(session, options.lift)
            print(tr("It counts again."))
        if options.report is not None:
            report = merging.report_of(session, options.report)
            for line in report_lines(report) if report else [tr("It was not finished.")]:
                print(plain(line))
        elif not writes:
            for entry in merging.merges(session):
                print(plain(_line(entry)))
    return FINE


def _line(entry: MergeEntry) -> str:
    when = datetime.fromtimestamp(entry.when / 1000, UTC).strftime("%Y-%m-%d %H:%M")
    states = {
        MergeState.UNFINISHED: tr("not finished; merge it again to go on"),
        MergeState.DONE: tr("done"),
        MergeState.ASIDE: tr("set aside"),
    }
    return tr(
        "{number}  {when} UTC  {name}  {actions} entries  {state}",
        number=entry.number,
        when=when,
        name=entry.name,
        actions=entry.actions,
        state=states[entry.state],
    )
