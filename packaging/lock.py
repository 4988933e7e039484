"""Write both lock files anew from pyproject.toml: `python3 packaging/lock.py [--upgrade]`.

The locks fit Linux, Windows and macOS and every Python from 3.11 on, hold the hashes of all files
of each package, and no address: the same lock installs from any index, mirror or folder.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from typing import TYPE_CHECKING

import console
import environment
import system_packages

if TYPE_CHECKING:
    from pathlib import Path


def main(argv: list[str]) -> int:
    """Resolve what pyproject.toml asks for; versions stay as they are unless it asks for others."""
    console.require_python()
    parser = argparse.ArgumentParser(
        prog="lock.py",
        description="Write packaging/*.lock anew from pyproject.toml, keeping versions that fit.",
        epilog="Which index uv asks is set in its own way, for example by UV_DEFAULT_INDEX.",
    )
    parser.add_argument("--upgrade", action="store_true", help="take the newest versions that fit")
    upgrade = ["--upgrade"] if parser.parse_args(argv).upgrade else []
    try:
        system_packages.install(environment.missing_modules())
        python = environment.prepare(environment.TEST_LOCK)
        _compile(python, environment.TEST_LOCK, ["--group", "dev", *upgrade])
        # The same versions in both, so that the tests run with what the program runs with.
        _compile(python, environment.RUN_LOCK, ["--constraints", str(environment.TEST_LOCK)])
    except console.SetupError as error:
        console.give_up(error)
    return 0


def _compile(python: Path, lock: Path, options: list[str]) -> None:
    console.say(f"resolving {lock.relative_to(environment.ROOT)}")
    command = [str(python), "-m", "uv", "pip", "compile", "pyproject.toml", "--quiet"]
    command += ["--universal", "--python-version", "3.11", "--generate-hashes"]
    command += ["--no-header", "--no-annotate", "--output-file", str(lock), *options]
    if subprocess.run(command, cwd=environment.ROOT, env=environment.environ()).returncode != 0:
        raise console.SetupError("uv could not resolve the packages (see above)")
    text = lock.read_text("utf-8")
    if "://" in text or " @ " in text:
        raise console.SetupError(f"{lock} holds an address: it must fit any index")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
