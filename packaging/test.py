"""Run every check and every test: `python3 packaging/test.py [--wheels FOLDER] [-- ARGUMENTS]`.

Makes the environment first, and a virtual screen for the tests that need one. All steps run even
if one fails; the exit code is 1 then. The last line counts as pytest does, a check like a test.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

import console
import environment
import system_packages
import virtual_screen

_TESTS = environment.ROOT / "tests"
_PARALLEL = ["-n", "auto", "--maxprocesses", "4", "--durations", "5"]
_NO_TESTS_COLLECTED = 5


@dataclass(frozen=True)
class Step:
    """One command, and what its environment variables have besides the usual ones.

    Attributes:
        name: What the person reads.
        command: What the environment's Python is started with.
        folders: For pytest: folders under tests/; those without a test yet are left out.
        variables: Environment variables.
        screen: Whether windows are shown, on a virtual screen.
        offline: Whether the network is cut off, where this system allows that.
    """

    name: str
    command: tuple[str, ...]
    folders: tuple[str, ...] = ()
    variables: dict[str, str] = field(default_factory=dict)
    screen: bool = False
    offline: bool = False


@dataclass
class Outcome:
    """What became of a step."""

    name: str
    seconds: float = 0.0
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    verdict: str = ""


_CONTRACTS = (
    "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_logo=True))"
)
_WITHOUT_QT = {"PYTHONPATH": os.pathsep.join([str(_TESTS / "without_qt"), str(environment.ROOT)])}
# A screen for each process, without a display: they run side by side, and none steals the focus.
_OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}

STEPS = (
    Step("ruff check", ("-m", "ruff", "check")),
    Step("ruff format", ("-m", "ruff", "format", "--check")),
    Step("mypy credreview", ("-m", "mypy")),
    Step("mypy packaging", ("-m", "mypy", "packaging")),
    Step("import contracts", ("-c", _CONTRACTS)),
    Step("unit tests, without Qt", ("-m", "pytest", *_PARALLEL), ("unit",), _WITHOUT_QT),
    Step(
        "packaging, migrations and faults",
        ("-m", "pytest", *_PARALLEL),
        ("packaging", "migrations", "faults"),
        _OFFSCREEN,
    ),
    Step("widgets", ("-m", "pytest", *_PARALLEL), ("ui",), _OFFSCREEN),
    Step("end to end", ("-m", "pytest"), ("e2e",), screen=True, offline=True),
)


def main(argv: list[str]) -> int:
    """Prepare all that is needed, run the steps, and sum up."""
    console.require_python()
    own, pytest_arguments = console.split_at_dashes(argv)
    parser = argparse.ArgumentParser(
        prog="test.py",
        description="Run every check and every test of credreview.",
        epilog="What follows -- goes to pytest, for example: test.py -- -k undo",
    )
    console.add_wheels_option(parser)
    options = parser.parse_args(own)
    started = time.monotonic()
    try:
        system_packages.install(
            {
                **environment.missing_modules(),
                **system_packages.missing_libraries(),
                **system_packages.missing_programs(),
            }
        )
        python = environment.prepare(environment.TEST_LOCK, options.wheels)
    except console.SetupError as error:
        console.give_up(error)
    outcomes = [_run(step, python, pytest_arguments) for step in STEPS]
    return _sum_up(outcomes, time.monotonic() - started)


def _run(step: Step, python: Path, pytest_arguments: list[str]) -> Outcome:
    print(f"\n===== {step.name}", flush=True)
    folders = [folder for folder in step.folders if any((_TESTS / folder).rglob("test_*.py"))]
    for folder in step.folders:
        if folder not in folders:
            print(f"tests/{folder} holds no tests yet")
    if step.folders and not folders:
        return Outcome(step.name, verdict="no tests yet")
    command = [str(python), *step.command, *(f"tests/{folder}" for folder in folders)]
    if folders:
        command += pytest_arguments
    started = time.monotonic()
    outcome = Outcome(step.name)
    # A short name: sockets have paths of at most 108 bytes.
    with tempfile.TemporaryDirectory(prefix="cr-", ignore_cleanup_errors=True) as scratch:
        report = Path(scratch, "report.xml")
        if folders:
            command.append(f"--junit-xml={report}")
        code = _call(step, command, Path(scratch))
        if report.exists():
            _count(outcome, report)
    if code == _NO_TESTS_COLLECTED and pytest_arguments:
        code = 0
    if code != 0:
        outcome.failed = max(outcome.failed, 1)
    elif not folders:
        outcome.passed = 1
    outcome.seconds = time.monotonic() - started
    outcome.verdict = "FAILED" if outcome.failed else "ok"
    print(f"===== {step.name}: {outcome.verdict}, {outcome.seconds:.1f} s", flush=True)
    return outcome


def _call(step: Step, command: list[str], scratch: Path) -> int:
    environ = {**_environ(scratch), **step.variables}
    if step.offline:
        command = [*_cut_off(), *command]
    with ExitStack() as stack:
        if step.screen and sys.platform.startswith("linux"):
            try:
                environ["DISPLAY"] = stack.enter_context(virtual_screen.shown())
            except console.SetupError as error:
                console.say(str(error))
                return 1
            environ["QT_QPA_PLATFORM"] = "xcb"
        return subprocess.run(
            command, cwd=environment.ROOT, env=environ, stdin=subprocess.DEVNULL
        ).returncode


def _environ(scratch: Path) -> dict[str, str]:
    """Return variables under which a test sees nothing of the person's own settings and files."""
    environ = {
        name: value
        for name, value in environment.environ().items()
        if not name.startswith(("QT_", "CREDREVIEW_", "WAYLAND_", "LC_", "PYTEST_"))
        or name in ("CREDREVIEW_REAL_ARTICLES", "CREDREVIEW_SLOW")
    }
    for variable, folder in (("CREDREVIEW_HOME", "home"), ("XDG_RUNTIME_DIR", "runtime")):
        (scratch / folder).mkdir(mode=0o700)
        environ[variable] = str(scratch / folder)
    # What another run has left in the usual place must not stop this one.
    environ["PYTEST_DEBUG_TEMPROOT"] = str(scratch)
    # Qt warns of a locale that is not UTF-8.
    environ.update(PYTHONPATH=str(environment.ROOT), LC_ALL="C.UTF-8")
    environ.pop("DISPLAY", None)
    return environ


def _cut_off() -> list[str]:
    """Return what to put before a command to take its network away, here if that is possible."""
    for unshare in (["unshare", "--net"], ["unshare", "--net", "--map-root-user"]):
        try:
            if subprocess.run([*unshare, "true"], stderr=subprocess.DEVNULL).returncode == 0:
                return unshare
        except FileNotFoundError:
            break
    print("the network cannot be cut off on this system: this step runs with it", flush=True)
    return []


def _count(outcome: Outcome, report: Path) -> None:
    for suite in ElementTree.parse(report).getroot().iter("testsuite"):
        tests, skipped = int(suite.get("tests", 0)), int(suite.get("skipped", 0))
        failed = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
        outcome.failed += failed
        outcome.skipped += skipped
        outcome.passed += tests - failed - skipped


def _sum_up(outcomes: list[Outcome], seconds: float) -> int:
    print()
    for outcome in outcomes:
        print(f"{outcome.name:<34} {outcome.seconds:7.1f} s  {outcome.verdict}")
    counts = {
        word: sum(getattr(outcome, word) for outcome in outcomes)
        for word in ("failed", "passed", "skipped")
    }
    counted = ", ".join(f"{count} {word}" for word, count in counts.items() if count)
    print(f"===== {counted} in {seconds:.2f}s =====", flush=True)
    return 1 if counts["failed"] else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
