"""The same work without a window, in a documented, stable form.

The commands' modules are loaded when a command is asked for: the window's
start does not wait for them.
"""

import argparse
import io
import logging
import sys

from credreview import __version__, environment
from credreview.cli.commands import CANNOT, PROBLEMS, Commands, plain
from credreview.domain.errors import UserError
from credreview.text import tr

COMMANDS = (
    "new",
    "import",
    "act",
    "show",
    "check",
    "sample",
    "people",
    "history",
    "agreement",
    "report",
    "verify",
    "merge",
    "merges",
    "share",
    "decrypt",
    "unseal",
    "receive",
)

_log = logging.getLogger(__name__)


def main(arguments: list[str]) -> int:
    """Run one subcommand; return 0 fine, 1 problems found, 2 cannot do it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    parser, commands = _parser()
    options = parser.parse_args(_options_first(commands, arguments))
    if sys.stdout is None or sys.stderr is None:  # closed by whoever started us
        return CANNOT
    try:
        code: int = options.run(options)
        sys.stdout.flush()
    except UserError as error:
        print(f"credreview: {plain(str(error))}", file=sys.stderr)
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
        print(f"credreview: {plain(what)} {hint}", file=sys.stderr)
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
    print(f"credreview: {words} {plain(hint)}", file=sys.stderr)


def _options_first(commands: Commands, arguments: list[str]) -> list[str]:
    """Return the arguments with the options before the names.

    argparse gives up on `act REVIEW --reviewer NAME FILE`: it decides how many
    names there are at the first one.
    """
    with_value = commands.takes_value(arguments[0]) if arguments else set()
    options: list[str] = []
    names: list[str] = []
    rest = iter(arguments[1:])
    for argument in rest:
        if argument == "--":
            names += rest
        elif argument.startswith("-") and argument != "-":
            options.append(argument)
            if argument in with_value:
                options.extend(value for _, value in zip(range(1), rest, strict=False))
        else:
            names.append(argument)
    return [*arguments[:1], *options, *(["--", *names] if names else [])]


def _parser() -> tuple[argparse.ArgumentParser, Commands]:
    from credreview.cli import (
        act,
        agreement,
        basic,
        history,
        merging,
        people,
        report,
        sharing,
        verify,
    )

    parser = argparse.ArgumentParser(
        prog="credreview",
        description=tr("Review the credibility of sources."),
        epilog=tr("Without a command, `credreview [REVIEW] [--reviewer NAME]` opens the window."),
    )
    parser.add_argument("--version", action="version", version=f"credreview {__version__}")
    commands = Commands(parser)
    for module in (basic, act, people, history, agreement, report, verify, merging, sharing):
        module.add(commands)
    return parser, commands
