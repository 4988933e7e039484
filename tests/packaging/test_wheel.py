"""`pip install .` gives a program that finds its resources."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def pip(*arguments: str) -> None:
    subprocess.run(
        [sys.executable, "-m", "pip", "--disable-pip-version-check", *arguments],
        env={**os.environ, "PIP_NO_INDEX": "1"},
        check=True,
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    pip("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(ROOT))
    (built,) = folder.glob("*.whl")
    return built


def test_a_wheel_holds_the_program_and_its_data_and_nothing_else(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    for folder in ("resources", "seeds"):
        files = [path for path in (ROOT / folder).rglob("*") if path.is_file()]
        assert files
        for path in files:
            assert f"credreview/_data/{path.relative_to(ROOT).as_posix()}" in names
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"credreview"}
    assert any(name.endswith("/licenses/LICENSE") for name in names)


def test_the_installed_command_starts_and_finds_its_resources(wheel, tmp_path):
    pip("install", "--no-deps", "--target", str(tmp_path), str(wheel))
    environ = {**os.environ, "PYTHONPATH": str(tmp_path)}
    ask = "from credreview.resources import resource, seed; print(resource(), seed(), sep='\\n')"
    answer = subprocess.run(
        [sys.executable, "-P", "-c", ask], env=environ, capture_output=True, check=True
    )
    data = tmp_path / "credreview" / "_data"
    expected = [str(data / "resources"), str(data / "seeds")]
    assert os.fsdecode(answer.stdout).splitlines() == expected
    (command,) = tmp_path.glob("*/credreview")
    answer = subprocess.run(
        [sys.executable, "-P", str(command), "--help"], env=environ, capture_output=True
    )
    assert answer.returncode == 0, answer.stderr
    assert b"credreview" in answer.stdout
