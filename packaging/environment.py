"""The environment in .venv that the scripts beside this file work in."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

import system_packages
from console import SetupError, say

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
RUN_LOCK = ROOT / "packaging" / "requirements.lock"
TEST_LOCK = ROOT / "packaging" / "requirements-dev.lock"

_STAMP = VENV / "credreview-environment.json"
# The user's own settings for these would put packages elsewhere, or find them elsewhere.
_FOREIGN_SETTINGS = (
    "PYTHONHOME",
    "PYTHONPATH",
    "PIP_PREFIX",
    "PIP_ROOT",
    "PIP_TARGET",
    "PIP_USER",
)


def own_python() -> Path:
    """Return the Python of the environment; it need not exist yet."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def environ() -> dict[str, str]:
    """Return a copy of the process environment for children that use the environment."""
    return {name: value for name, value in os.environ.items() if name not in _FOREIGN_SETTINGS}


def missing_modules() -> dict[str, str]:
    """Return what Python lacks to make the environment, if there is none yet."""
    return {} if own_python().exists() else system_packages.missing_modules()


def prepare(lock: Path, wheels: Path | None = None) -> Path:
    """Make sure that the environment holds all that `lock` names, and return its Python.

    The first time this takes a while; when nothing has changed, a few milliseconds. An
    environment that is broken, that another Python made, or whose lock has changed since, is made
    anew. Every package is checked against the hashes in the lock.

    Args:
        lock: RUN_LOCK or TEST_LOCK; the latter holds all that the former does.
        wheels: A folder of wheels to take the packages from; no network is used then.

    Raises:
        SetupError: The environment cannot be made, or a package is not to be had.
    """
    stamp = _read_stamp()
    if stamp is not None and _holds(stamp, lock):
        say("the environment is ready")
        return own_python()
    if wheels is not None and not wheels.is_dir():
        raise SetupError(f"the folder of wheels does not exist: {wheels}")
    make(anew=stamp is not None and not _is_current(stamp))
    _install(lock, wheels)
    held = (RUN_LOCK, TEST_LOCK) if lock == TEST_LOCK else (lock,)
    _write_stamp({held_lock.name: _fingerprint(held_lock) for held_lock in held})
    return own_python()


def make(*, anew: bool = False) -> None:
    """Make a bare environment with pip, unless a sound one is there and `anew` is not asked for.

    Raises:
        SetupError: Something else is in the way, or this Python cannot make environments.
    """
    if not anew and _is_sound():
        return
    if VENV.is_dir() and any(VENV.iterdir()) and not (VENV / "pyvenv.cfg").exists():
        raise SetupError(f"{VENV} is in the way: it is no environment. Move it elsewhere first.")
    say(f"making the environment in {VENV} with Python {sys.version.split()[0]}")
    # The base Python, because this one may be the very environment that is to be replaced.
    base = getattr(sys, "_base_executable", None) or sys.executable
    command = [base, "-m", "venv", "--clear", "--prompt", "credreview", str(VENV)]
    if subprocess.run(command, cwd=ROOT, env=environ(), stdout=sys.stderr).returncode != 0:
        raise SetupError(f"the environment could not be made in {VENV} (see above)")


def _install(lock: Path, wheels: Path | None) -> None:
    _STAMP.unlink(missing_ok=True)
    where = "" if wheels is None else f", from {wheels}, without a network"
    say(f"installing the packages of {lock.relative_to(ROOT)}{where} (once)")
    source = [] if wheels is None else ["--no-index", "--find-links", str(wheels.resolve())]
    arguments = ["install", "--require-hashes", "--only-binary=:all:", *source, "-r", str(lock)]
    if run_pip(arguments) == 0:
        return
    if wheels is None:
        raise SetupError(
            "the packages could not be installed (see above). For a machine without a network, "
            "fill a folder on one that has it: python3 packaging/wheels.py FOLDER, "
            "then give it here with --wheels FOLDER"
        )
    dev = " --dev" if lock == TEST_LOCK else ""
    raise SetupError(
        f"{wheels} does not hold all packages (see above). Fill it, with a Python "
        f"{sys.version_info[0]}.{sys.version_info[1]} on the same kind of system: "
        f"python3 packaging/wheels.py FOLDER{dev}"
    )


def run_pip(arguments: list[str]) -> int:
    """Run the environment's pip and return its exit code."""
    quiet = ["--disable-pip-version-check", "--no-input"]
    command = [str(own_python()), "-m", "pip", *quiet, *arguments]
    return subprocess.run(command, cwd=ROOT, env=environ(), stdout=sys.stderr).returncode


def _is_sound() -> bool:
    """Whether there is an environment of this very Python, with pip."""
    if not own_python().exists():
        return False
    ask = "import sys, pip; print(sys.base_prefix, *sys.version_info[:2], sep='\\n')"
    try:
        answer = subprocess.run(
            [str(own_python()), "-c", ask], env=environ(), capture_output=True, timeout=60
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    expected = [sys.base_prefix, *map(str, sys.version_info[:2])]
    return os.fsdecode(answer.stdout).splitlines() == expected


def _maker() -> str:
    """What an environment depends on besides its packages; another value: to be made anew."""
    python = ".".join(map(str, sys.version_info[:2]))
    return "\n".join([sys.implementation.name, python, sys.base_prefix, sys.platform, str(VENV)])


def _fingerprint(lock: Path) -> str:
    return hashlib.sha256(lock.read_bytes()).hexdigest()


def _packages() -> list[str]:
    base = {"base": str(VENV), "platbase": str(VENV), "installed_base": str(VENV)}
    site_packages = Path(sysconfig.get_path("purelib", scheme="venv", vars=base))
    return sorted(path.name for path in site_packages.glob("*.dist-info"))


def _is_current(stamp: dict[str, Any]) -> bool:
    """Whether what was installed still counts, so that more can be added to it."""
    current = {lock.name: _fingerprint(lock) for lock in (RUN_LOCK, TEST_LOCK)}
    return stamp["maker"] == _maker() and all(
        current.get(name) == fingerprint for name, fingerprint in stamp["locks"].items()
    )


def _holds(stamp: dict[str, Any], lock: Path) -> bool:
    """Whether the environment is as it was left, and holds what `lock` names."""
    return (
        stamp["locks"].get(lock.name) == _fingerprint(lock)
        and stamp["maker"] == _maker()
        and set(stamp["packages"]) <= set(_packages())
        and own_python().exists()
    )


def _read_stamp() -> dict[str, Any] | None:
    """Return what was installed; None where nothing was, or not to the end."""
    try:
        stamp = json.loads(_STAMP.read_text("utf-8"))
    except (OSError, ValueError):
        return None
    if isinstance(stamp, dict) and stamp.keys() >= {"maker", "locks", "packages"}:
        return stamp
    return None


def _write_stamp(locks: dict[str, str]) -> None:
    stamp = {"maker": _maker(), "locks": locks, "packages": _packages()}
    unfinished = _STAMP.with_suffix(".new")
    unfinished.write_text(json.dumps(stamp, indent=1), "utf-8")
    os.replace(unfinished, _STAMP)
