"""A screen reader of the system's own reviews a claim: AT-SPI, on buses and a screen of its own."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
READER = Path(__file__).with_name("screen_reader.py")
PYTHON = "/usr/bin/python3"
SECONDS = 20

TEXT = "The harbour office of Corvana said the port is closed since Monday.\n"
QUOTE = "the port is closed"
PARTS = {
    "Articles": "table",
    "Article text": "label",
    "Claims": "list",
    "Provenance": "panel",
    "Attributed to": "text",
    "Directness": "panel",
    "Source reliability": "panel",
    "Information credibility": "panel",
    "Confidence": "panel",
    "Rationale": "text",
    "Reviewer": "push button",
}

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="AT-SPI is what screen readers of Linux use"
)


def missing() -> list[str]:
    """Return the packages that this test lacks (packaging/system_packages.py names them all)."""
    bindings = [PYTHON, "-I", "-c", "import pyatspi"]
    there = {
        "xvfb": shutil.which("Xvfb"),
        "dbus": shutil.which("dbus-run-session"),
        "at-spi2-core": shutil.which("/usr/libexec/at-spi-bus-launcher"),
        "python3-pyatspi": Path(PYTHON).exists()
        and subprocess.run(bindings, stderr=subprocess.DEVNULL).returncode == 0,
    }
    return [package for package, found in there.items() if not found]


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Give a screen that nothing else is on: the bus of AT-SPI leaves its address there."""
    if packages := missing():
        said = f"a screen reader cannot be run; install {' '.join(packages)}"
        if os.environ.get("CI") == "true":
            pytest.fail(said)
        pytest.skip(said)
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
    import virtual_screen

    with virtual_screen.shown() as display:
        yield display


def credreview(*arguments: object, given: str = "") -> list[dict]:
    answer = subprocess.run(
        [sys.executable, "-m", "credreview", *map(str, arguments)],
        input=given, capture_output=True, encoding="utf-8", timeout=60, check=True,
    )  # fmt: skip
    return [json.loads(line) for line in answer.stdout.splitlines() if line.startswith("{")]


def of_kind(review: Path, kind: str) -> list[dict]:
    return [entry for entry in credreview("show", review, "--json") if entry["kind"] == kind]


@pytest.fixture
def review(tmp_path: Path) -> Path:
    """Return a review of one article with one claim, made without a window."""
    path = tmp_path / "harbour.credreview"
    (tmp_path / "first.md").write_text(f"# Port closed to foreign ships\n\n{TEXT}", "utf-8")
    credreview("new", path, "--reviewer", "Sample Anna")
    credreview("import", path, tmp_path / "first.md")
    (article,) = of_kind(path, "article")
    start = article["text"].index(QUOTE)
    deed = {"do": "mark_claim", "article": article["id"], "start": start, "end": start + len(QUOTE)}
    credreview("act", path, "--reviewer", "Sample Anna", given=json.dumps(deed))
    return path


def read_aloud(report: Path, display: str, seconds: int, *command: object) -> tuple[int, str]:
    """Run a screen reader with a program; whatever becomes of it, nothing of it goes on.

    Returns:
        Its exit code, and what was said on stderr.
    """
    # A short name: sockets have paths of at most 108 bytes.
    with tempfile.TemporaryDirectory(prefix="cr-", ignore_cleanup_errors=True) as runtime:
        os.chmod(runtime, 0o700)
        inherited = ("WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "AT_SPI_BUS_ADDRESS")
        environ = {name: value for name, value in os.environ.items() if name not in inherited}
        environ |= {
            "DISPLAY": display,
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "XDG_RUNTIME_DIR": runtime,
        }
        reading = [PYTHON, "-I", READER, report, str(seconds), *map(str, command)]
        running = subprocess.Popen(
            ["dbus-run-session", "--", *reading],
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, encoding="utf-8",
            env=environ, start_new_session=True,
        )  # fmt: skip
        try:
            _, said = running.communicate(timeout=2 * SECONDS)
        finally:
            if running.poll() is None:
                os.killpg(running.pid, signal.SIGKILL)
                running.wait()
        return running.returncode, said


def test_a_screen_reader_finds_reads_and_judges(screen: str, review: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "credreview", review, "--reviewer", "Sample Anna"]
    code, said = read_aloud(tmp_path / "report.json", screen, SECONDS, *command)
    assert code == 0, said
    report = json.loads((tmp_path / "report.json").read_text("utf-8"))
    assert dict(report["parts"]) == PARTS
    assert report["row"] == f"Claim 1, open: {QUOTE}; Not judged"
    assert report["reviewer"] == "Sample Anna"
    assert TEXT.strip() in report["text"]
    assert report["chosen"] == "Eyewitness or first-hand account"
    assert report["judged"] == (
        f"Claim 1, judged: {QUOTE}; "
        "Eyewitness or first-hand account; B2 Usually reliable, probably true"
    )
    assert report["page"]["name"].startswith("Page 1 of ")
    assert "Seen from the hill." in report["page"]["words"]
    (judgement,) = of_kind(review, "judgement")
    told = {name: judgement[name] for name in ("provenance", "reliability", "credibility")}
    assert told == {"provenance": "eyewitness", "reliability": "B", "credibility": "2"}
    assert (judgement["flags"], judgement["rationale"]) == (["retracted"], "Seen from the hill.")


# A control: it waits for what is not there, and says so.
def test_a_screen_reader_misses_a_program_that_shows_nothing(screen: str, tmp_path: Path) -> None:
    command = [sys.executable, "-c", "import time; time.sleep(60)"]
    code, said = read_aloud(tmp_path / "report.json", screen, 2, *command)
    assert code == 1
    assert "not found: the program" in said
    assert not (tmp_path / "report.json").exists()
