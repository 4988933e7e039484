"""Fill a folder of wheels for a machine without a network: `python3 packaging/wheels.py FOLDER`.

Carry the folder over, and give it to run.py (or, with --dev, to test.py) as --wheels FOLDER.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import console
import environment
import system_packages


def main(argv: list[str]) -> int:
    """Download every wheel that a lock names, checked against its hashes."""
    console.require_python()
    own, pip_arguments = console.split_at_dashes(argv)
    parser = argparse.ArgumentParser(
        prog="wheels.py",
        description="Download the packages of credreview into a folder, for --wheels.",
        epilog="They fit this system and this Python. For another (not with --dev), say so to "
        "pip, for example: wheels.py FOLDER -- --platform win_amd64 --python-version 3.12",
    )
    parser.add_argument("folder", metavar="FOLDER", type=Path)
    parser.add_argument("--dev", action="store_true", help="also what packaging/test.py needs")
    options = parser.parse_args(own)
    lock = environment.TEST_LOCK if options.dev else environment.RUN_LOCK
    folder = options.folder.resolve()
    try:
        system_packages.install(environment.missing_modules())
        environment.make()
        folder.mkdir(parents=True, exist_ok=True)
    except (console.SetupError, OSError) as error:
        console.give_up(error)
    console.say(f"downloading the packages of {lock.relative_to(environment.ROOT)} to {folder}")
    # The lock names every dependency; looked for again, they would be those of this system.
    command = ["download", "--require-hashes", "--only-binary=:all:", "--no-deps"]
    if environment.run_pip([*command, "-r", str(lock), "--dest", str(folder), *pip_arguments]) != 0:
        console.give_up(f"{folder} is not complete (see above)")
    console.say(f"{folder} is complete: give it to run.py or test.py with --wheels")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
