"""What the scripts in this folder have in common: how they speak, and how they give up.

All of them need the standard library only, and can be read by Python 3.8, so that an older Python
gets a sentence and not a syntax error. What they say goes to stderr: stdout belongs to the
programs that they start.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from argparse import ArgumentParser

_OLDEST_PYTHON = (3, 11)


class SetupError(Exception):
    """The set-up cannot go on; the text says why and what to do, for the person at the keyboard."""


def say(text: str) -> None:
    """Tell the person what happens now."""
    print("credreview: " + text, file=sys.stderr, flush=True)


def give_up(error: object) -> NoReturn:
    """End with exit code 2 and the sentence that says why."""
    say(str(error))
    raise SystemExit(2)


def require_python() -> None:
    """End with a sentence if this Python is older than credreview needs.

    To be called first by every script; afterwards the output can hold any path.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    if sys.version_info[:2] >= _OLDEST_PYTHON:
        return
    oldest = ".".join(map(str, _OLDEST_PYTHON))
    this = f"Python {sys.version.split()[0]} ({sys.executable})"
    give_up(
        f"credreview needs Python {oldest} or newer, but this is {this}. Start this script with "
        f"a newer one, for example: python{oldest} {sys.argv[0]}"
    )


def split_at_dashes(argv: list[str]) -> tuple[list[str], list[str]]:
    """Return the arguments before the first `--`, and those after it."""
    if "--" not in argv:
        return argv, []
    dashes = argv.index("--")
    return argv[:dashes], argv[dashes + 1 :]


def add_wheels_option(parser: ArgumentParser) -> None:
    """Let the script take `--wheels FOLDER`."""
    parser.add_argument(
        "--wheels",
        metavar="FOLDER",
        type=Path,
        help="install from this folder, without a network; packaging/wheels.py fills it",
    )
