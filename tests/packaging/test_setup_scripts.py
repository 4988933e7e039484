"""run.py on a small checkout of its own, without a network: a real environment, a real pip."""

import ast
import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

SCRIPTS = Path(__file__).resolve().parents[2] / "packaging"
PROGRAM = """
import json, os, sys, probe_package
print(json.dumps([sys.argv[1:], os.getcwd(), probe_package.VERSION]))
sys.exit(7)
"""


@dataclass
class Checkout:
    """A program with one dependency, of which there is a wheel."""

    root: Path
    wheels: Path

    def release(self, version: str) -> None:
        """Make the wheel of this version, and lock it."""
        info = f"probe_package-{version}.dist-info"
        wheel = self.wheels / f"probe_package-{version}-py3-none-any.whl"
        with zipfile.ZipFile(wheel, "w") as archive:
            archive.writestr("probe_package.py", f"VERSION = {version!r}\n")
            archive.writestr(
                f"{info}/METADATA",
                f"Metadata-Version: 2.1\nName: probe-package\nVersion: {version}\n",
            )
            archive.writestr(
                f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
            )
            archive.writestr(f"{info}/RECORD", "")
        self.lock(version, hashlib.sha256(wheel.read_bytes()).hexdigest())

    def lock(self, version: str, sha256: str) -> None:
        line = f"probe-package=={version} --hash=sha256:{sha256}\n"
        for name in ("requirements.lock", "requirements-dev.lock"):
            (self.root / "packaging" / name).write_text(line, "utf-8")

    def start(self, *arguments: str, wheels: bool = True) -> subprocess.CompletedProcess[str]:
        """Call run.py from elsewhere; without `wheels` it has nothing to install from."""
        source = ["--wheels", str(self.wheels)] if wheels else []
        return subprocess.run(
            [sys.executable, str(self.root / "packaging" / "run.py"), *source, *arguments],
            cwd=self.root.parent,
            env={**os.environ, "PIP_NO_INDEX": "1", "PIP_CONFIG_FILE": os.devnull},
            capture_output=True,
            encoding="utf-8",
            timeout=120,
        )


@pytest.fixture
def checkout(tmp_path):
    root = tmp_path / "ein Ordner éß" / "credreview"
    (root / "credreview").mkdir(parents=True)
    (root / "credreview" / "__main__.py").write_text(PROGRAM, "utf-8")
    (root / "packaging").mkdir()
    for script in SCRIPTS.glob("*.py"):
        shutil.copy(script, root / "packaging")
    made = Checkout(root, tmp_path / "räder hier")
    made.wheels.mkdir()
    made.release("1.0")
    return made


def test_the_first_start_sets_up_and_the_second_goes_straight_to_the_program(checkout):
    for wheels, says in ((True, "installing the packages"), (False, "the environment is ready")):
        answer = checkout.start("--", "show", "ein Wort", "--wheels", wheels=wheels)
        assert says in answer.stderr
        # Nothing but the program's own output on stdout, and its exit code.
        assert json.loads(answer.stdout) == [
            ["show", "ein Wort", "--wheels"],
            str(checkout.root.parent),
            "1.0",
        ]
        assert answer.returncode == 7


def test_a_changed_lock_and_a_lost_package_are_made_good(checkout):
    assert checkout.start().returncode == 7
    checkout.release("2.0")
    answer = checkout.start()
    assert json.loads(answer.stdout)[2] == "2.0"
    assert "making the environment" in answer.stderr
    (lost,) = checkout.root.glob(".venv/**/probe_package-2.0.dist-info")
    shutil.rmtree(lost)
    assert json.loads(checkout.start().stdout)[2] == "2.0"
    assert next(checkout.root.glob(".venv/**/probe_package-2.0.dist-info")).is_dir()


def test_a_broken_environment_is_made_anew(checkout):
    assert checkout.start().returncode == 7
    folder = "Scripts" if os.name == "nt" else "bin"
    for python in (checkout.root / ".venv" / folder).glob("python*"):
        python.unlink()
    answer = checkout.start()
    assert "making the environment" in answer.stderr
    assert answer.returncode == 7


def test_a_package_with_another_hash_is_refused_now_and_the_next_time(checkout):
    checkout.lock("1.0", "0" * 64)
    for _ in range(2):
        answer = checkout.start()
        assert answer.returncode == 2
        assert "THESE PACKAGES DO NOT MATCH THE HASHES" in answer.stderr
        assert answer.stdout == ""


def test_something_else_in_the_place_of_the_environment_is_left_alone(checkout):
    (checkout.root / ".venv").mkdir()
    (checkout.root / ".venv" / "notes.txt").write_text("mine", "utf-8")
    answer = checkout.start()
    assert answer.returncode == 2
    assert "is in the way" in answer.stderr
    assert (checkout.root / ".venv" / "notes.txt").read_text("utf-8") == "mine"


def test_a_folder_of_wheels_that_is_not_there_is_named(checkout):
    shutil.rmtree(checkout.wheels)
    answer = checkout.start()
    assert answer.returncode == 2
    assert str(checkout.wheels) in answer.stderr
    assert "Traceback" not in answer.stderr


def test_arguments_for_the_program_need_the_dashes(checkout):
    answer = checkout.start("show")
    assert answer.returncode == 2
    assert not (checkout.root / ".venv").exists()


@pytest.mark.parametrize("script", ["run.py", "test.py", "wheels.py", "lock.py"])
def test_an_older_python_gets_a_sentence(script):
    older = (
        "import runpy, sys; sys.version_info = (3, 8, 10, 'final', 0); sys.argv = sys.argv[1:];"
        "sys.path.insert(0, sys.argv[1]); runpy.run_path(sys.argv[0], run_name='__main__')"
    )
    answer = subprocess.run(
        [sys.executable, "-c", older, str(SCRIPTS / script), str(SCRIPTS)],
        capture_output=True,
        encoding="utf-8",
    )
    assert answer.returncode == 2
    assert answer.stderr.startswith("credreview: credreview needs Python 3.11 or newer")


@pytest.mark.parametrize("script", sorted(SCRIPTS.glob("*.py")), ids=lambda path: path.name)
def test_an_older_python_can_read_the_scripts(script):
    assert ast.parse(script.read_text("utf-8"), feature_version=(3, 8)).body
