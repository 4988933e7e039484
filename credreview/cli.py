"""The same work without a window, in a documented, stable form."""

import argparse
import io
import json
import logging
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import IO, Any

from credreview import __version__, environment
from credreview.domain.errors import UserError
from credreview.domain.model import Changed, Person
from credreview.review import lines, people, sample
from credreview.review.actions import Deed
from credreview.review.bulk import Outcome, import_files
from credreview.review.session import ReviewSession
from credreview.text import tr

_log = logging.getLogger(__name__)

FINE, PROBLEMS, CANNOT = 0, 1, 2
COMMANDS = ("new", "import", "act", "show", "check", "sample")

#: Reading needs no reviewer; nobody's judgements are "own" then.
_NOBODY = Person("0" * 32, "")
_LONGEST_LINE = 4_000_000


def main(arguments: list[str]) -> int:
    """Run one subcommand; return 0 fine, 1 problems found, 2 cannot do it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    options = _parser().parse_args(_options_first(arguments))
    if sys.stdout is None or sys.stderr is None:  # closed by whoever started us
        return CANNOT
    try:
        code: int = options.run(options)
        sys.stdout.flush()
    except UserError as error:
        print(f"credreview: {_plain(str(error))}", file=sys.stderr)
        return CANNOT
    except BrokenPipeError:
        # The reader of our output is gone; what was acknowledged is on disk.
        sys.stdout = None
        return PROBLEMS
    except KeyboardInterrupt:
        print(tr("credreview: stopped; what was answered is saved."), file=sys.stderr)
        return CANNOT
    except OSError as error:
        what = tr("“{path}” cannot be used: {reason}.", path=error.filename, reason=error.strerror)
        hint = tr(
            "Check that folder and disk; {variable} names another data folder.",
            variable=environment.HOME_VARIABLE,
        )
        print(f"credreview: {_plain(what)} {hint}", file=sys.stderr)
        return CANNOT
    except Exception as error:  # noqa: BLE001 - our bug; what was answered is saved all the same
        _note_bug(error)
        return CANNOT
    return code


def _note_bug(error: Exception) -> None:
    """Put what we did not foresee into the log, and tell where that is."""
    try:
        place = str(environment.start_log())
        _log.error("unforeseen", exc_info=error)
    except OSError:
        place = tr("(no log can be written)")
    words = tr("This was not foreseen: {kind}.", kind=type(error).__name__)
    hint = tr("The log says more: {place}", place=place)
    print(f"credreview: {words} {_plain(hint)}", file=sys.stderr)


_WITH_VALUE = ("--reviewer", "--title", "--batch")


def _options_first(arguments: list[str]) -> list[str]:
    """Return the arguments with the options before the names.

    argparse gives up on `act REVIEW --reviewer NAME FILE`: it decides how many
    names there are at the first one.
    """
    options: list[str] = []
    names: list[str] = []
    rest = iter(arguments[1:])
    for argument in rest:
        if argument == "--":
            names += rest
        elif argument.startswith("-") and argument != "-":
            options.append(argument)
            if argument in _WITH_VALUE:
                options.extend(value for _, value in zip(range(1), rest, strict=False))
        else:
            names.append(argument)
    return [*arguments[:1], *options, *(["--", *names] if names else [])]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="credreview",
        description=tr("Review the credibility of sources."),
        epilog=tr("Without a command, `credreview [REVIEW] [--reviewer NAME]` opens the window."),
    )
    parser.add_argument("--version", action="version", version=f"credreview {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, help: str, run: Any) -> argparse.ArgumentParser:  # noqa: ANN401
        made = commands.add_parser(name, help=help, description=help)
        made.add_argument("review", type=Path, metavar="REVIEW")
        made.set_defaults(run=run)
        return made

    new = command("new", tr("Make a new review."), _new)
    new.add_argument("--reviewer", required=True, metavar="NAME")
    new.add_argument("--title", default="")
    bring = command("import", tr("Import text and Markdown files, and folders of them."), _import)
    bring.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    bring.add_argument("--reviewer", metavar="NAME", help=tr("who brings them"))
    act = command("act", tr("Do what JSON lines say, one action a line."), _act)
    act.add_argument("--reviewer", required=True, metavar="NAME")
    act.add_argument("--batch", type=int, default=1, metavar="N", help=tr("actions a transaction"))
    act.add_argument("file", nargs="?", default="-", metavar="FILE")
    show = command("show", tr("Print what a review holds."), _show)
    show.add_argument("--json", action="store_true", help=tr("one JSON object a line"))
    check = command("check", tr("Recompute every hash of a review."), _check)
    check.add_argument("--rebuild", action="store_true", help=tr("build all that is derived anew"))
    command("sample", tr("Make the sample review."), _sample)
    return parser


def _plain(words: str) -> str:
    """Return words from files without control characters that a terminal would obey."""
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in words)


def _new(options: argparse.Namespace) -> int:
    session = ReviewSession.create(
        options.review, people.named(options.reviewer), title=options.title
    )
    session.close()
    print(tr("Made {path}.", path=_plain(str(options.review))))
    return FINE


def _import(options: argparse.Namespace) -> int:
    person = people.named(options.reviewer) if options.reviewer else people.only_one()
    code = FINE
    with closing(ReviewSession.open(options.review, person)) as session:
        for result in import_files(session, options.paths):
            print(_plain(result.line()), flush=True)
            if result.outcome is Outcome.REFUSED:
                code = PROBLEMS
    return code


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


def _show(options: argparse.Namespace) -> int:
    with closing(ReviewSession.open(options.review, _NOBODY, read_only=True)) as session:
        if not options.json:
            for line in session.reader.summary():
                print(_plain(line))
            return FINE
        # From a copy: neither a long look at a large review nor a slow reader
        # of our output may hold up those who write it.
        with tempfile.TemporaryDirectory(prefix="credreview-") as folder:
            copy = Path(folder) / options.review.name
            session.save_copy(copy)
            with closing(ReviewSession.open(copy, _NOBODY, read_only=True)) as still:
                for entry in still.reader.everything():
                    sys.stdout.write(json.dumps(entry) + "\n")
    return FINE


def _check(options: argparse.Namespace) -> int:
    with closing(
        ReviewSession.open(options.review, _NOBODY, read_only=not options.rebuild)
    ) as session:
        found = session.check(rebuild=options.rebuild)
    for problem in found.problems:
        print(_plain(problem))
    print(
        tr(
            "{actions} actions and {texts} texts checked; fingerprint {fingerprint}.",
            actions=found.actions,
            texts=found.texts,
            fingerprint=found.fingerprint,
        )
    )
    print(tr("Problems found.") if found.problems else tr("All is sound."))
    return PROBLEMS if found.problems else FINE


def _sample(options: argparse.Namespace) -> int:
    sample.build(options.review)
    print(tr("Made {path}.", path=_plain(str(options.review))))
    return FINE
