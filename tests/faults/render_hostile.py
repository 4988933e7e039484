"""Renders hostile reviews in every form, in one process that a test watches.

`render_hostile.py FOLDER FIRST COUNT` writes each report, and a line on stdout of what was in it
and how long it took. A fourth word makes it careless in one way; a test has to notice that.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "unit")]

from hostile_reviews import Words, in_file, in_memory  # noqa: E402 - paths come first

from credreview.domain.vocabulary import Vocabulary, parse  # noqa: E402
from credreview.report import docx, html, markdown  # noqa: E402
from credreview.report.model import Report  # noqa: E402
from credreview.review.words import shipped_bytes  # noqa: E402
from credreview.ui.paper import application, pdf  # noqa: E402

#: Every so many-th is a real file, and every so many-th goes to a word processor too.
IN_FILE, AS_DOCX = 10, 10
#: What the watcher sees when all is loaded.
BEGUN = "rendering-begins"
_PRINTED = 1_795_347_600_000


class Ticks:
    """Finds the longest time without a word of a work that tells where it is, in s of CPU."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._last = time.process_time()

    def __call__(self, done: int, total: int, what: str = "") -> None:
        now = time.process_time()
        self.longest, self._last = max(self.longest, now - self._last), now


def careless(how: str) -> Callable[[str], str]:
    """Return what a careless renderer makes of a page."""

    def opens(page: str) -> str:
        Path("/etc/hostname").exists()
        open("/etc/hostname").close()  # noqa: PTH123, SIM115 - as a renderer of pictures would
        return page

    def calls(page: str) -> str:
        import socket

        socket.socket().close()
        return page

    return {
        "unescaped": lambda page: page.replace("&lt;", "<"),
        "drops": lambda page: page.replace("я", "").replace("人", ""),
        "opens": opens,
        "calls": calls,
    }.get(how, lambda page: page)


def rendered(
    report: Report, base: Path, number: int, change: Callable[[str], str]
) -> dict[str, Any]:
    """Write a report in every form; return how long each took, in seconds of CPU.

    What the machine does besides says nothing of a hang; whoever runs this does not wait for ever.
    """
    ticks = Ticks()

    def markdown_file() -> None:
        base.with_suffix(".md").write_text(change(markdown.render(report)), encoding="utf-8")

    def html_file() -> None:
        base.with_suffix(".html").write_text(change(html.render(report)), encoding="utf-8")

    def docx_file() -> None:
        if number % AS_DOCX == 0:
            docx.render(report)

    def pdf_file() -> None:
        pdf.write_pdf(report, base.with_suffix(".pdf"), b"", _PRINTED, ticks)

    took = {}
    for work in (markdown_file, html_file, docx_file, pdf_file):
        begun = time.process_time()
        work()
        took[work.__name__] = time.process_time() - begun
    return {**took, "silent": ticks.longest}


def load(folder: Path, terms: Vocabulary) -> None:
    """Load what every report needs: libraries, templates, fonts of all letters."""
    words = Words(0)
    folder.mkdir()
    in_file(Words(1), folder / "first.credreview")
    for _ in range(2):
        rendered(in_memory(words, terms), folder / "first", 0, str)


def main(folder: Path, first: int, count: int, how: str = "") -> None:
    """Render; what goes wrong ends the process."""
    running = application.ensure()
    terms = parse(json.loads(shipped_bytes()))
    load(folder / "first", terms)
    change = careless(how)
    (folder / BEGUN).touch()
    for number in range(first, first + count):
        words, base = Words(number), folder / str(number)
        begun = time.process_time()
        if number % IN_FILE == 0:
            report = in_file(words, base.with_suffix(".credreview"))
        else:
            report = in_memory(words, terms)
        told = {"number": number, "made": time.process_time() - begun}
        told |= rendered(report, base, number, change)
        # Surrogates are no UTF-8: JSON escapes them.
        told |= {"plain": words.plain, "parsed": words.parsed}
        sys.stdout.write(json.dumps(told) + "\n")
        sys.stdout.flush()
    del running


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), *sys.argv[4:])
