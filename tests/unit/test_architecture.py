"""The rules of ARCHITECTURE.md that a machine can check."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted(
    path
    for folder in ("credreview", "packaging", "tests")
    for path in (ROOT / folder).rglob("*.py")
)
TEXTS = [
    *SOURCES,
    *(
        path
        for folder in ("resources", "seeds", "packaging", ".ci")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".md", ".json", ".jsonl", ".toml", ".lock", ".svg", ".txt", ".ini", ""}
        and path.is_file()
    ),
    *ROOT.glob("*.md"),
    ROOT / "pyproject.toml",
]
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"][
    "contracts"
]
# One import that breaks each contract, and the module that it is planted in.
BREACHES = {
    "rooms are layers, data flows one way": ("domain/model.py", "import credreview.review"),
    "only the window knows Qt": ("review/__init__.py", "import PySide6.QtCore"),
    "only the store knows SQL and compresses": ("intake/__init__.py", "import sqlite3"),
    "the window and the command line act through the session": (
        "ui/__init__.py",
        "import credreview.store",
    ),
    "only review writes": ("exchange/__init__.py", "import credreview.store.union"),
    "intake and report never see a review's file": (
        "intake/__init__.py",
        "import credreview.store",
    ),
}


def lint(root: Path) -> tuple[int, str]:
    """Return the exit code and the report of import-linter over the package in `root`."""
    command = (
        "import sys; from importlinter.cli import lint_imports;"
        "sys.exit(lint_imports(no_logo=True, no_cache=True))"
    )
    answer = subprocess.run(
        [sys.executable, "-P", "-c", command],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root), "COLUMNS": "200"},
        capture_output=True,
        encoding="utf-8",
    )
    return answer.returncode, answer.stdout + answer.stderr


@pytest.fixture
def copy(tmp_path):
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    leave_out = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "credreview", tmp_path / "credreview", ignore=leave_out)
    return tmp_path


def test_the_import_contracts_hold(copy):
    code, report = lint(copy)
    assert code == 0, report


@pytest.mark.parametrize("contract", [contract["name"] for contract in CONTRACTS])
def test_an_import_contract_notices_a_breach(copy, contract):
    module, line = BREACHES[contract]
    with (copy / "credreview" / module).open("a", encoding="utf-8") as source:
        source.write(f"\n{line}\n")
    code, report = lint(copy)
    assert code != 0
    assert re.search(rf"^{re.escape(contract)} BROKEN", report, re.MULTILINE), report


def test_every_room_has_its_place_among_the_layers():
    (layers,) = (contract["layers"] for contract in CONTRACTS if contract["type"] == "layers")
    placed = {name.strip() for layer in layers for name in layer.split("|")}
    rooms = {
        f"credreview.{path.stem}"
        for path in (ROOT / "credreview").iterdir()
        if path.suffix == ".py" or (path / "__init__.py").exists()
    } - {"credreview.__init__"}
    assert rooms == placed


def test_the_unit_tests_run_without_qt():
    for name in ("PySide6", "shiboken6"):
        with pytest.raises(ModuleNotFoundError):
            __import__(name)


def test_no_file_is_longer_than_400_lines():
    lines = {path: len(path.read_text("utf-8").splitlines()) for path in SOURCES}
    assert {str(path): count for path, count in lines.items() if count > 400} == {}


def test_no_module_is_named_after_nothing():
    nothing = {"utils", "util", "misc", "common", "helpers", "helper"}
    named = {path for path in SOURCES if nothing & {path.stem, path.parent.name}}
    assert named == set()


@pytest.mark.parametrize(
    "trace",
    [
        pytest.param(r"(?<![\w.])/(?:root|work|home/\w+|Users/\w+)/", id="folder of one machine"),
        pytest.param(r"py" r"pi\.|python" r"hosted", id="host of a registry"),
    ],
)
def test_no_file_holds_an_address_that_only_its_author_has(trace):
    found = {
        f"{path.relative_to(ROOT)}: {hit.group()}"
        for path in TEXTS
        for hit in re.finditer(trace, path.read_text("utf-8"))
    }
    assert found == set()
