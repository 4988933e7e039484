"""The lock files fit pyproject.toml, each other, and any index."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
RUN_LOCK = ROOT / "packaging" / "requirements.lock"
TEST_LOCK = ROOT / "packaging" / "requirements-dev.lock"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def entries(lock: Path) -> dict[str, tuple[Requirement, list[str]]]:
    """Return name -> (pinned requirement, hashes)."""
    found = {}
    for entry in re.split(r"\n(?=\S)", lock.read_text("utf-8").strip()):
        requirement, *hashes = re.split(r"\s*\\\n\s*", entry)
        pinned = Requirement(requirement)
        found[canonicalize_name(pinned.name)] = (pinned, hashes)
    return found


@pytest.mark.parametrize("lock", [RUN_LOCK, TEST_LOCK], ids=lambda lock: lock.name)
def test_every_package_is_pinned_with_hashes_and_without_an_address(lock):
    for pinned, hashes in entries(lock).values():
        assert re.fullmatch(r"==[^*,]+", str(pinned.specifier)), pinned
        assert pinned.url is None
        assert hashes, f"{pinned} has no hash"
        for line in hashes:
            assert re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", line), line


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        (RUN_LOCK, PROJECT["project"]["dependencies"]),
        (TEST_LOCK, PROJECT["project"]["dependencies"]),
        (TEST_LOCK, PROJECT["dependency-groups"]["dev"]),
        (TEST_LOCK, PROJECT["build-system"]["requires"]),
    ],
    ids=["to run", "to run, tested", "to test", "to build"],
)
def test_a_lock_holds_what_the_project_asks_for(lock, wanted):
    held = entries(lock)
    for text in wanted:
        requirement = Requirement(text)
        name = canonicalize_name(requirement.name)
        assert name in held, f"{lock.name} lacks {name}: run packaging/lock.py"
        (pin,) = held[name][0].specifier
        assert requirement.specifier.contains(pin.version), f"{text} is locked as {pin}"


def test_the_tests_run_with_the_very_packages_of_the_program():
    tested = entries(TEST_LOCK)
    for name, entry in entries(RUN_LOCK).items():
        assert tested.get(name) == entry
