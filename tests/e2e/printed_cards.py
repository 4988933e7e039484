"""Reads claim cards off printed pages with poppler alone: it knows nothing of a review.

It reads as a person does: a number at the left of each judgement, squares beside it, and the
article's words, which are set larger than what is said of them.
"""

import html
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

_WORD = re.compile(
    r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">(.*?)</word>'
)
#: Where the second column begins, as a part of the sheet's width.
_SECOND = 0.25
#: Where the squares begin; how far from a number nothing else stands; a line.
_SIGNS, _ALONE, _LINE = 0.14, 0.055, 0.008
#: Header and footer, as parts of the sheet's height.
_TOP, _BOTTOM = 0.06, 0.93
_WHO = re.compile(
    r"(?P<who>[A-Z]\w+ [A-Z]\w+), (?P<how>agreed|blind),?\s(?P<when>\d+ \w{3} \d{4}, \d\d:\d\d UTC)"
)
_PLACE = re.compile(r"¶ (\d+)|embedded post|list item|heading|quotation|caption")
#: Taller than this part of the sheet is a title.
_TITLE = 0.022


class Word(NamedTuple):
    """A word of a page; places as parts of the sheet."""

    x: float
    top: float
    height: float
    text: str


@dataclass(frozen=True)
class Judged:
    """A judgement as it is printed.

    Attributes:
        checksum: Of the file of the article in whose summary it stands.
        number: Of its claim.
        quote: The claim's words, white space aside.
        paragraph: Its number, None where the claim stands in something else.
        grades: The letters in the squares.
        who: The name of who gave it.
        how: Such as "blind".
        when: Date and time.
        reason: What stands beside the squares.
    """

    checksum: str
    number: int
    quote: str
    paragraph: int | None
    grades: str
    who: str
    how: str
    when: str
    reason: str


def squeezed(text: str) -> str:
    """Return text without white space: lines are broken where the column ends."""
    return "".join(text.split())


def pages(pdf: Path) -> list[list[Word]]:
    """Return the words of each page, in the order in which poppler tells them."""
    told = subprocess.run(
        ["pdftotext", "-bbox", pdf, "-"], capture_output=True, check=True, timeout=60
    ).stdout.decode()
    found = []
    for page in told.split("<page ")[1:]:
        width, height = map(float, re.findall(r'(?:width|height)="([\d.]+)"', page)[:2])
        found.append(
            [
                Word(float(x) / width, float(top) / height, (float(bottom) - float(top)) / height,
                     html.unescape(text))
                for x, top, bottom, text in _WORD.findall(page)
            ]
        )  # fmt: skip
    return [[word for word in page if _TOP < word.top < _BOTTOM] for page in found]


def _checksums(page: list[Word]) -> Iterator[tuple[float, str]]:
    """Yield the checksums of files on a page, 64 digits, and where they stand."""
    for word in page:
        if word.text == "SHA-256":
            beside = sorted(one for one in page if abs(one.top - word.top) < _LINE / 2)
            digits = "".join(one.text for one in beside if re.fullmatch("[0-9a-f]{8}", one.text))
            yield word.top, digits


class Row(NamedTuple):
    """What stands beside a number: at the left, and to the right of the squares.

    Attributes:
        checksum: The last one before it, or "".
    """

    checksum: str
    number: int
    rail: list[Word]
    told: list[Word]


def judged(pdf: Path) -> list[Judged]:
    """Return all judgements of all claim cards of a printed summary."""
    made: list[Judged] = []
    for row in rows(pdf):
        left = _said(row.rail)
        quote = _quote(row)
        who = _WHO.search(left) or _WHO.search(_said(row.told))
        place = _PLACE.search(left)
        if quote:
            assert place, f"claim {row.number} does not say where it stands: {left}"
            paragraph = int(place[1]) if place[1] else None
            card = (row.checksum, row.number, quote, paragraph)
        if who is None:
            continue  # nobody has judged it, or this is a note
        assert card[1] == row.number, "later rows of a card bear its number"
        signs = [word.text for word in row.rail if word.x > _SIGNS]
        grades = "".join(sign for sign in signs if re.fullmatch("[A-F1-6]", sign))
        made.append(Judged(*card, grades, who["who"], who["how"], who["when"], _said(row.told)))
    return made


def rows(pdf: Path) -> Iterator[Row]:
    """Yield the rows of all cards."""
    checksum = ""
    for page in pages(pdf):
        margin = min((word.x for word in page), default=0)
        edge = [word for word in page if word.x < margin + 0.01]
        numbers = {word.top: word.text for word in edge if _is_number(word, page)}
        titles = [word.top for word in edge if word.height > _TITLE]
        ends = sorted([*numbers, *titles, 1.0])
        checksums = sorted(_checksums(page))
        for top, number in sorted(numbers.items()):
            checksum = next((one for at, one in reversed(checksums) if at < top), checksum)
            end = next(at for at in ends if at > top)
            inside = [word for word in page if top - _LINE < word.top < end - _LINE]
            inside.remove(next(word for word in inside if word.top == top and word in edge))
            rail = [word for word in inside if word.x < _SECOND]
            told = [word for word in inside if word.x > _SECOND]
            yield Row(checksum, int(number), rail, told)
        checksum = checksums[-1][1] if checksums else checksum


def _is_number(word: Word, page: list[Word]) -> bool:
    """Tell whether it is a number that stands alone at the edge."""
    beside = (
        one for one in page if abs(one.top - word.top) < _LINE / 2 and 0 < one.x - word.x < _ALONE
    )
    return word.text.isdigit() and word.height < _TITLE and not any(beside)


def _quote(row: Row) -> str:
    """Return the article's words, which are set larger than all else in the middle."""
    least = min((word.height for word in row.rail), default=1)
    said = "".join(word.text for word in row.told if word.height > 1.2 * least)
    return said[1:-1] if f"{said[:1]}{said[-1:]}" in ("“”", "‘’") else ""


def _said(words: list[Word]) -> str:
    """Return words line by line."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda word: word.top):
        if not lines or word.top - lines[-1][0].top > _LINE / 2:
            lines.append([])
        lines[-1].append(word)
    return " ".join(word.text for line in lines for word in sorted(line))
