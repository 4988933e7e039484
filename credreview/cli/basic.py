"""Making, filling, showing and checking a review."""

import argparse
import json
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from credreview.cli.commands import FINE, NOBODY, PROBLEMS, Commands, plain
from credreview.cli.reviewers import add_eyes, looker
from credreview.domain.errors import UserError
from credreview.domain.seals import SealState
from credreview.review import manifests, people, sample, sharing
from credreview.review.bulk import Outcome, import_files
from credreview.review.session import ReviewSession
from credreview.text import tr


def add(commands: Commands) -> None:
    """Add the commands."""
    new = commands.add("new", tr("Make a new review."), _new)
    new.add_argument("--reviewer", required=True, metavar="NAME")
    new.add_argument("--title", default="")
    bring = commands.add(
        "import", tr("Import text and Markdown files, and folders of them."), _import
    )
    bring.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    bring.add_argument("--reviewer", metavar="NAME", help=tr("who brings them"))
    show = commands.add("show", tr("Print what a review holds."), _show)
    add_eyes(show)
    show.add_argument("--json", action="store_true", help=tr("one JSON object a line"))
    check = commands.add("check", tr("Recompute every hash of a review."), _check)
    check.add_argument("--rebuild", action="store_true", help=tr("build all that is derived anew"))
    commands.add("sample", tr("Make the sample review."), _sample)


def _new(options: argparse.Namespace) -> int:
    session = ReviewSession.create(
        options.review, people.named(options.reviewer), title=options.title
    )
    session.close()
    print(tr("Made {path}.", path=plain(str(options.review))))
    return FINE


def _import(options: argparse.Namespace) -> int:
    person = people.named(options.reviewer) if options.reviewer else people.only_one()
    code = FINE
    with closing(ReviewSession.open(options.review, person)) as session:
        for result in import_files(session, options.paths):
            print(plain(result.line()), flush=True)
            if result.outcome is Outcome.REFUSED:
                code = PROBLEMS
    return code


def _show(options: argparse.Namespace) -> int:
    person = looker(options.looker)
    with closing(ReviewSession.open(options.review, person, read_only=True)) as session:
        if not options.json:
            for line in (*session.reader.summary(), *_shared_as(session)):
                print(plain(line))
            return FINE
        # From a copy: neither a long look at a large review nor a slow reader
        # of our output may hold up those who write it.
        with tempfile.TemporaryDirectory(prefix="credreview-") as folder:
            copy = Path(folder) / options.review.name
            session.save_copy(copy)
            with closing(ReviewSession.open(copy, person, read_only=True)) as still:
                for entry in still.reader.everything():
                    sys.stdout.write(json.dumps(entry) + "\n")
                    if entry.get("kind") == "review" and entry["hidden"]:
                        print(_hidden_words(entry["hidden"]), file=sys.stderr)
    return FINE


def _hidden_words(n: int) -> str:
    if n == 1:
        return tr("1 judgement by others is hidden: blind mode shows it to those who have judged"
                  " its claim.")  # fmt: skip
    return tr(
        "{n} judgements by others are hidden: blind mode shows them to those who have judged"
        " their claims.",
        n=n,
    )


def _shared_as(session: ReviewSession) -> list[str]:
    """Return what a file that somebody shared says of itself."""
    try:
        told = sharing.shared_as(session)
    except UserError as error:
        return [str(error)]
    if told is None:
        return []
    with session.reader.view() as view:
        found = manifests.fit(view, told, view.fingerprint())
    misfit = manifests.misfit_words(told, found)
    head = [misfit, tr("It says:")] if misfit else [tr("As it was shared:")]
    return [*head, *(f"  {line}" for line in told.lines())]


def _check(options: argparse.Namespace) -> int:
    with closing(
        ReviewSession.open(options.review, NOBODY, read_only=not options.rebuild)
    ) as session:
        found = session.check(rebuild=options.rebuild)
    for problem in found.problems:
        print(plain(problem))
    print(
        tr(
            "{actions} actions and {texts} texts checked; fingerprint {fingerprint}.",
            actions=found.actions,
            texts=found.texts,
            fingerprint=found.fingerprint,
        )
    )
    if found.seals is not None:
        print(
            tr(
                "Seals: {verified} actions verified, {unknown} under an unknown key,"
                " {unsealed} unsealed, {forged} forged.",
                verified=found.seals.of[SealState.VERIFIED],
                unknown=found.seals.of[SealState.UNKNOWN_KEY],
                unsealed=found.seals.of[SealState.UNSEALED],
                forged=found.seals.of[SealState.FORGED],
            )
        )
    print(tr("Problems found.") if found.problems else tr("All is sound."))
    return PROBLEMS if found.problems else FINE


def _sample(options: argparse.Namespace) -> int:
    sample.build(options.review)
    print(tr("Made {path}.", path=plain(str(options.review))))
    return FINE
