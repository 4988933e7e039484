"""What the commands have in common: exit codes, how they are added, safe output."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from credreview.domain import identity
from credreview.domain.model import Person

FINE, PROBLEMS, CANNOT = 0, 1, 2

#: For work that shows nobody's judgements: it needs no reviewer.
NOBODY = Person(identity.NOBODY, "")


class Commands:
    """The commands of a parser; each has the review as its first name."""

    def __init__(self, parser: argparse.ArgumentParser) -> None:
        self._commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(
        self,
        name: str,
        help: str,
        run: Callable[[argparse.Namespace], int],
        *,
        on_review: bool = True,
    ) -> argparse.ArgumentParser:
        """Add a command and return its parser.

        Args:
            name: What is typed.
            help: One sentence.
            run: Does it, and returns the exit code.
            on_review: Whether its first argument is a review's file.
        """
        made = self._commands.add_parser(name, help=help, description=help)
        if on_review:
            made.add_argument("review", type=Path, metavar="REVIEW")
        made.set_defaults(run=run)
        return made

    def also(self, name: str, parser: argparse.ArgumentParser) -> None:
        """Let a command be called by an earlier name as well, which the help does not list."""
        self._commands.add_parser(name, parents=[parser], add_help=False)

    def takes_value(self, name: str) -> set[str]:
        """Return the options of a command that are followed by a value."""
        parser: Any = self._commands.choices.get(name)
        if parser is None:
            return set()
        actions = parser._actions  # noqa: SLF001 - argparse has no other way to ask
        found = (a for a in actions if a.option_strings and a.nargs != 0)
        return {option for action in found for option in action.option_strings}


def plain(words: str) -> str:
    """Return words from files without control characters that a terminal would obey."""
    return "".join(c if c.isprintable() else repr(c)[1:-1] for c in words)
