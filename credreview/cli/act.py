"""`credreview act`: one JSON object a line in, one answer a line out."""

import argparse
import json
import sys
from collections.abc import Iterator
from contextlib import closing
from typing import IO, Any

from credreview.cli.commands import FINE, PROBLEMS, Commands
from credreview.domain.errors import UserError
from credreview.domain.model import Changed
from credreview.review import lines, people
from credreview.review.actions import Deed
from credreview.review.session import ReviewSession
from credreview.text import tr

_LONGEST_LINE = 4_000_000


def add(commands: Commands) -> None:
    """Add the command."""
    act = commands.add("act", tr("Do what JSON lines say, one action a line."), _act)
    act.add_argument("--reviewer", required=True, metavar="NAME")
    act.add_argument("--batch", type=int, default=1, metavar="N", help=tr("actions a transaction"))
    act.add_argument("file", nargs="?", default="-", metavar="FILE")


def _act(options: argparse.Namespace) -> int:
    person = people.named(options.reviewer)
    if options.batch < 1:
        raise UserError("act.batch", tr("--batch needs a number above 0."))
    with (
        _opened(options.file) as file,
        closing(ReviewSession.open(options.review, person)) as session,
    ):
        return _act_on(session, file, options.batch)


def _opened(name: str) -> IO[bytes]:
    try:
        if name == "-":
            return open(0, "rb", closefd=False)
        return open(name, "rb")
    except OSError as error:
        raise UserError(
            "act.unreadable",
            tr("“{name}” cannot be read: {reason}.", name=name, reason=error.strerror),
            tr("Give a file of JSON lines, or - for standard input."),
        ) from error


def _act_on(session: ReviewSession, file: IO[bytes], batch: int) -> int:
    code = FINE
    waiting: list[Deed | UserError] = []

    def answer(results: list[Changed | UserError | None]) -> None:
        nonlocal code
        for result in results:
            if isinstance(result, Changed):
                line: dict[str, Any] = {"ok": True, "action": result.action, **result.answers}
            else:
                code = PROBLEMS
                words = str(result) if result else tr("There is nothing to undo or redo.")
                line = {"ok": False, "error": words}
                if result:
                    line["error_id"] = result.id
            sys.stdout.write(json.dumps(line) + "\n")
        sys.stdout.flush()

    def write() -> None:
        done = iter(session.do_all([deed for deed in waiting if isinstance(deed, Deed)]))
        answer([next(done) if isinstance(entry, Deed) else entry for entry in waiting])
        waiting.clear()

    for line in _lines(file):
        try:
            entry = lines.deed_of(_parsed(line), session.vocabulary)
        except UserError as error:
            waiting.append(error)
        else:
            if isinstance(entry, str):
                write()
                answer([session.undo() if entry == "undo" else session.redo()])
                continue
            waiting.append(entry)
        if len(waiting) >= batch:
            write()
    write()
    return code


def _lines(file: IO[bytes]) -> Iterator[bytes]:
    while line := file.readline(_LONGEST_LINE):
        if len(line) == _LONGEST_LINE and not line.endswith(b"\n"):
            while (rest := file.readline(_LONGEST_LINE)) and not rest.endswith(b"\n"):
                pass
            line = b"!"  # too long to be read: answered as no JSON
        if line.strip():
            yield line


def _parsed(line: bytes) -> object:
    try:
        return json.loads(line.decode("utf-8-sig"), object_pairs_hook=_single)
    except (ValueError, RecursionError) as error:
        raise UserError(
            "line.no_json",
            tr("This line is no JSON: {reason}.", reason=str(error)[:120]),
            tr("Write one object a line, in UTF-8, of at most 4 MB."),
        ) from error


def _single(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object; refuse one that says a thing twice."""
    if len(dict(pairs)) != len(pairs):
        raise ValueError(tr("a name stands twice"))
    return dict(pairs)
