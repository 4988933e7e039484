"""Start credreview from this checkout: `python3 packaging/run.py [--wheels FOLDER] [-- ARGUMENTS]`.

Makes the environment and installs Qt's system libraries where they are missing, then starts the
program; its exit code is this script's. The program runs in the folder where it was called.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import console
import environment
import system_packages

if TYPE_CHECKING:
    from pathlib import Path


def main(argv: list[str]) -> int:
    """Prepare all that is needed, then become the program."""
    console.require_python()
    own, program_arguments = console.split_at_dashes(argv)
    parser = argparse.ArgumentParser(
        prog="run.py",
        description="Start credreview; the first time, make its environment.",
        epilog="What follows -- goes to the program; '-- --help' shows what it knows.",
    )
    console.add_wheels_option(parser)
    options = parser.parse_args(own)
    try:
        _install_packages(window=not program_arguments)
        python = environment.prepare(environment.RUN_LOCK, options.wheels)
    except console.SetupError as error:
        console.give_up(error)
    return _start(python, program_arguments)


def _install_packages(*, window: bool) -> None:
    """Get what the system lacks; the commands that open no window can do without the libraries."""
    modules = environment.missing_modules()
    try:
        system_packages.install({**modules, **system_packages.missing_libraries()})
    except console.SetupError as error:
        if modules or window:
            raise
        console.say(f"no window can be opened: {error}")


def _start(python: Path, arguments: list[str]) -> int:
    console.say("starting")
    environ = environment.environ()
    environ["PYTHONPATH"] = str(environment.ROOT)
    # -P: a file in the folder of the caller must not stand in for a module of the program.
    command = [str(python), "-P", "-m", "credreview", *arguments]
    if os.name == "posix":
        os.execve(python, command, environ)
    return subprocess.run(command, env=environ).returncode


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
