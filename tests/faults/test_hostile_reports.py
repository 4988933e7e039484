"""Reviews full of hostile words are rendered in one watched process: nothing else is touched.

2,000 of them with `CREDREVIEW_SLOW=1`, a part of these otherwise; each tenth is a real file.
"""

import html
import json
import os
import re
import shutil
import subprocess
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hostile_reviews import ALPHABETS
from render_hostile import BEGUN

from credreview.report.html import ATTRIBUTES, TAGS
from credreview.report.visible import visible
from tests.unit.report.reading import Seen, markdown_words, squashed

SLOW = os.environ.get("CREDREVIEW_SLOW") == "1"
REVIEWS = 2_000 if SLOW else 40
#: The first one with a text of a megabyte is number 399.
FIRST = 0 if SLOW else 370
#: No form may take longer, in seconds; a page of paper neither, however many there are.
LONGEST = 2.0
PROGRAM = Path(__file__).with_name("render_hostile.py")
ROOT = PROGRAM.parents[2]
CALLS = "openat,open,connect,sendto,socket"
#: What may be opened while rendering: fonts, what Python loads when it is first needed.
ALLOWED = (
    *("/usr/share/fonts/", "/usr/local/share/fonts/", "/var/cache/fontconfig", "/etc/fonts"),
    *(str(ROOT / "credreview"), str(ROOT / "resources"), sys.prefix, sys.base_prefix + "/lib"),
)
LETTERS = frozenset("".join(ALPHABETS[1:]))
#: What a page of ours holds besides what stands in its body.
FRAME = frozenset(["html", "head", "meta", "title", "style", "body", "header", "main", "footer"])


def run(folder: Path, first: int, count: int, how: str = "") -> list[dict[str, Any]]:
    """Render under strace; return what the program told of each review."""
    if shutil.which("strace") is None:
        if os.environ.get("CI") == "true":
            pytest.fail("there is no strace")
        pytest.skip("there is no strace")
    folder.mkdir()
    command = [
        "strace",
        "-f",
        "-qq",
        "--seccomp-bpf",
        "-o",
        folder / "calls",
        "-e",
        f"trace={CALLS}",
    ]
    command += [sys.executable, PROGRAM, folder, first, count, *([how] if how else [])]
    environ = {**os.environ, "CREDREVIEW_HOME": str(folder / "home"),
               "QT_QPA_PLATFORM": "offscreen", "TMPDIR": str(folder)}  # fmt: skip
    done = subprocess.run(
        [str(part) for part in command], env=environ, capture_output=True, timeout=30 + 5 * count
    )
    assert done.returncode == 0, done.stderr.decode()[-3000:]
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["number"] for one in told] == list(range(first, first + count))
    return told


def touched(folder: Path) -> list[str]:
    """Return calls, made since all was loaded, that no renderer has to make."""
    calls = (folder / "calls").read_text(encoding="utf-8", errors="replace")
    begun = calls.index(BEGUN)
    found = []
    for call in calls[begun:].splitlines()[1:]:
        path = re.search(r'open(?:at)?\((?:AT_FDCWD, )?"(.*?)"', call)
        if path is None or not as_named(path[1]).startswith((str(folder), *ALLOWED)):
            found.append(call)
    return found


def as_named(path: str) -> str:
    """Return a path of which strace tells the bytes beyond ASCII as octal numbers."""
    octal = re.compile(rb"\\([0-7]{3})")
    return octal.sub(lambda m: bytes([int(m[1], 8)]), path.encode()).decode("utf-8", "replace")


def letters(text: str) -> str:
    """Return what no Markdown takes away."""
    return "".join(filter(str.isalnum, text.casefold()))


def unescaped(text: str) -> str:
    """Return text without entities, however often they are escaped.

    In Markdown those inside of code are as they were typed, those outside are escaped once more.
    """
    text = re.sub(r"&#?\w*$", "", text)  # it would be one with what comes next
    while (less := html.unescape(text)) != text:
        text = less
    return text


def lost(told: dict[str, Any], words: str, read: Callable[[str], str] = str) -> list[str]:
    """Return texts of which something is missing in the words of a page."""
    bare = letters(read(words))
    found = [text for text in told["plain"] if squashed(visible(text)) not in words]
    return found + [
        text for text in told["parsed"] if letters(read(squashed(visible(text)))) not in bare
    ]


def alive(page: Seen) -> list[str]:
    """Return what in a page of HTML is none of ours."""
    found = [tag for tag in page.tags if tag not in TAGS | FRAME]
    for tag, names in page.attributes.items():
        allowed = ATTRIBUTES["*"] | ATTRIBUTES.get(tag, set())
        if tag in TAGS:
            found += [f"{tag} {name}" for name in names - allowed]
    found += [to for to in page.of("href") if not to.startswith("#")]
    found += [to for to in page.of("src") if not to.startswith("data:image/")]
    return found + page.unbalanced


def unprinted(told: dict[str, Any], pdf: Path) -> list[str]:
    """Return which letters are on paper less often than in the review, and words that are not."""
    text = subprocess.run(
        ["pdftotext", "-raw", pdf, "-"], capture_output=True, check=True, timeout=120
    ).stdout.decode()
    printed = unicodedata.normalize("NFKC", text)
    given = unicodedata.normalize("NFKC", visible("\n".join([*told["plain"], *told["parsed"]])))
    want = Counter(sign for sign in given if sign in LETTERS)
    have = Counter(sign for sign in printed if sign in LETTERS)
    found = [
        f"{sign}: {have[sign]} of {times}" for sign, times in want.items() if have[sign] < times
    ]
    flat = squashed(printed)
    latin = set(re.findall(r"(?<![^\W\d_])[a-zßøñ]{7}(?![^\W\d_])", given))
    pieces = set(re.findall(r"[^\W\d_]+", printed.casefold()))
    return found + [
        word for word in latin if word.casefold() not in flat and not broken(word, pieces)
    ]


def broken(word: str, pieces: set[str]) -> bool:
    """Tell whether a word goes on in another line, with words from right to left between."""
    word = word.casefold()
    return any(
        any(piece.endswith(word[:at]) for piece in pieces)
        and any(piece.startswith(word[at:]) for piece in pieces)
        for at in range(1, len(word))
    )


def problems(told: dict[str, Any], folder: Path) -> list[str]:
    """Return what is wrong with what became of a review."""
    base = folder / str(told["number"])
    forms = ("markdown_file", "html_file", "docx_file")
    found = [f"{form} took {told[form]:.1f} s" for form in forms if told[form] > LONGEST]
    is_huge = max(map(len, told["plain"] + told["parsed"])) > 100_000
    if told["silent"] > LONGEST or (told["pdf_file"] > LONGEST and not is_huge):
        found.append(f"paper took {told['pdf_file']:.1f} s, {told['silent']:.1f} s without a word")
    page = Seen(base.with_suffix(".html").read_text("utf-8"))
    found += [f"HTML: {what!r} is alive" for what in alive(page)]
    found += [f"HTML: {text[:200]!r} is lost" for text in lost(told, page.words)]
    written = markdown_words(base.with_suffix(".md").read_text("utf-8"))
    found += [f"Markdown: {text[:200]!r} is lost" for text in lost(told, written, unescaped)]
    found += [f"paper: {what}" for what in unprinted(told, base.with_suffix(".pdf"))]
    return [f"{told['number']}: {what}" for what in found]


@pytest.mark.timeout(3600 if SLOW else 300)
def test_hostile_reviews_are_rendered_whole_and_touch_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    told = run(folder, FIRST, REVIEWS)
    assert touched(folder) == []
    with ThreadPoolExecutor(2) as pool:
        found = [
            what for some in pool.map(lambda one: problems(one, folder), told) for what in some
        ]
    assert found == []
    assert any(max(map(len, one["plain"] + one["parsed"])) >= 900_000 for one in told)
    assert any(4_900 < len(text) <= 5_000 for one in told for text in one["plain"])


@pytest.mark.parametrize("how", ["unescaped", "drops", "opens", "calls"])
def test_a_careless_renderer_is_noticed(tmp_path: Path, how: str) -> None:
    """The control."""
    folder = tmp_path / "out"
    told = run(folder, 3, 4, how)
    found = [what for one in told for what in problems(one, folder)]
    seen = touched(folder)
    if how in ("opens", "calls"):
        assert len(seen) >= 8
        assert all(("/etc/hostname" if how == "opens" else "socket") in call for call in seen)
        assert found == []
    else:
        assert seen == []
        assert any(("alive" if how == "unescaped" else "lost") in what for what in found)
