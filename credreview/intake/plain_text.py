"""Blocks of a plain text, told from its lines; offsets refer to the text as it is.

Plain text has no marks to rely on, so each rule names what it goes by; what no
rule recognises is a paragraph.
"""

import re

from credreview.domain.model import Block, BlockKind
from credreview.intake import cues
from credreview.intake.outline import (
    Unit,
    could_be_heading,
    mark_lines,
    merge_doubled,
    merge_posts,
    to_blocks,
)

_BULLET = re.compile(r"(?:[•‣◦▪●○■□⁃∙·]\s*|[-*+]\s+)(?=\S)")
_NUMBER = re.compile(r"(\d{1,3})[.)]\s+(?=\S)")
_HASHES = re.compile(r"(#{1,6})[ \t]+\S")
_UNDERLINE = re.compile(r"={3,}|-{3,}|~{3,}")

_NARROWEST_WRAP = 40
_WIDEST_WRAP = 110
_FEW_LINES = 4
_SENTENCE_ENDS = (".", "!", "?", ".”", '."', "…", ":")
_LONGEST_TIGHT_HEADING = 100
_LEAST_LEAD = 1.5


def find_blocks(text: str) -> tuple[Block, ...]:
    """Return the blocks of a normalised plain text.

    They are in order and do not overlap; between them lies white space only.
    """
    units, indents = _lines(text)
    _mark_marked_lines(units, indents)
    mark_lines(units)
    units = merge_doubled(text, units)
    units = _join_lines(text, units, indents)
    units = merge_posts(text, units, whole_groups=_is_spaced(units))
    _mark_headings(units)
    for unit in units:
        if not unit.settled and cues.is_quotation(unit.words):
            unit.settle(BlockKind.QUOTATION)
    return to_blocks(units)


def _lines(text: str) -> tuple[list[Unit], dict[int, int]]:
    """Return a unit for each line that is not blank, and the indentation of each, by its start."""
    units: list[Unit] = []
    indents: dict[int, int] = {}
    position = 0
    group = 0
    for line in text.split("\n"):
        words = line.strip()
        if words:
            indent = line.index(words[0])
            start = position + indent
            indents[start] = indent
            units.append(Unit(start, start + len(words), words, group))
        else:
            group += 1
        position += len(line) + 1
    return units, indents


def _mark_marked_lines(units: list[Unit], indents: dict[int, int]) -> None:
    """Settle list items, quoted lines and headings that carry a mark of their own."""
    numbers = [int(found[1]) if (found := _NUMBER.match(unit.words)) else None for unit in units]
    listed: list[int] = []
    last_number: int | None = None
    for position, unit in enumerate(units):
        number = numbers[position]
        words = unit.words
        # A number begins a list only beside its neighbour: "10. Mai" is a day.
        counted = number is not None and (
            number - 1 == last_number
            or next((n for n in numbers[position + 1 : position + 6] if n is not None), None)
            == number + 1
        )
        if counted or _BULLET.match(words):
            indent = indents[unit.start]
            while listed and listed[-1] > indent:
                listed.pop()
            if not listed or listed[-1] < indent:
                listed.append(indent)
            unit.settle(BlockKind.LIST_ITEM, len(listed))
            last_number = number if counted else last_number
            continue
        if not indents[unit.start]:
            listed.clear()
        if words.startswith(">"):
            unit.settle(BlockKind.QUOTATION)
        elif found := _HASHES.match(words):
            unit.settle(BlockKind.HEADING, len(found[1]))
        elif (
            position
            and _UNDERLINE.fullmatch(words)
            and units[position - 1].group == unit.group
            and not units[position - 1].settled
            and could_be_heading(units[position - 1].words)
        ):
            units[position - 1].settle(BlockKind.HEADING, 1 if words[0] == "=" else 2)
            unit.settle(BlockKind.HEADING, units[position - 1].level)


def _join_lines(text: str, units: list[Unit], indents: dict[int, int]) -> list[Unit]:
    """Join lines that one block was broken into: wrapped paragraphs, list items, quoted lines."""
    widths = _wrap_widths(units)
    joined: list[Unit] = []
    last: Unit | None = None  # the line before, as it stood alone
    for position, unit in enumerate(units):
        before = joined[-1] if joined else None
        if (
            before is not None
            and last is not None
            and last.group == unit.group
            and _continues(before, last, unit, widths[position], indents)
        ):
            before.end = unit.end
        else:
            joined.append(
                Unit(
                    unit.start,
                    unit.end,
                    unit.words,
                    unit.group,
                    unit.kind,
                    unit.level,
                    unit.settled,
                )
            )
        last = unit
    for unit in joined:
        if unit.end - unit.start != len(unit.words):
            unit.words = text[unit.start : unit.end]
    return joined


def _continues(before: Unit, last: Unit, unit: Unit, width: int, indents: dict[int, int]) -> bool:
    """Say whether a line goes on with the block of the line before it."""
    if unit.settled:
        # A quotation's next line, or the line drawn under a heading.
        return unit.kind is last.kind and (
            unit.kind is BlockKind.QUOTATION
            or (unit.kind is BlockKind.HEADING and _UNDERLINE.fullmatch(unit.words) is not None)
        )
    if cues.post_signature(unit.words):
        return False
    if before.kind is BlockKind.LIST_ITEM:
        return indents[unit.start] > indents[before.start] or unit.words[0].islower()
    if before.settled or not width:
        return False
    if indents[unit.start] > indents[last.start]:
        return False
    first_word = len(unit.words.split(None, 1)[0])
    return unit.words[0].islower() or len(last.words) + 1 + first_word > width


def _wrap_widths(units: list[Unit]) -> list[int]:
    """Return for each line the width its run was wrapped to, or 0 where lines are paragraphs.

    A run is what lies between blank or settled lines. It was wrapped if its
    lines are of a page's width, and if they (or those of the whole text) mostly
    break off within a sentence; a wrapper breaks a line only where the next
    word does not fit.
    """
    runs: list[tuple[int, int, int, int]] = []  # start, end, width, lines that break off
    start = 0
    for position in range(1, len(units) + 1):
        if position < len(units) and (
            units[position].group == units[start].group
            and units[position].settled == units[start].settled
        ):
            continue
        run = units[start:position]
        if not run[0].settled and len(run) > 1:
            width = max(len(unit.words) for unit in run)
            if _NARROWEST_WRAP <= width <= _WIDEST_WRAP:
                broken_off = sum(not unit.words.endswith(_SENTENCE_ENDS) for unit in run[:-1])
                runs.append((start, position, width, broken_off))
        start = position
    inner = sum(end - start - 1 for start, end, _, _ in runs)
    everywhere = inner >= _FEW_LINES and sum(run[3] for run in runs) * 2 >= inner
    widths = [0] * len(units)
    for start, end, width, broken_off in runs:
        if everywhere or broken_off * 2 >= end - start - 1:
            widths[start:end] = [width] * (end - start)
    return widths


def _is_spaced(units: list[Unit]) -> bool:
    """Say whether the text sets its paragraphs apart by blank lines."""
    groups = len({unit.group for unit in units})
    return groups >= 3 and len(units) <= groups * 2


def _mark_headings(units: list[Unit]) -> None:
    """Settle short lines that stand over something as headings; the first one as the title.

    Where they would outnumber the paragraphs (verse, tables, lists of names)
    only the title is one.
    """
    content = [unit for unit in units if unit.kind is not BlockKind.BOILERPLATE]
    found: list[Unit] = []
    for position, unit in enumerate(content[:-1]):
        if unit.settled or "\n" in unit.words or not could_be_heading(unit.words):
            continue
        following = content[position + 1 : position + 4]
        after = next((other for other in following if other.words != unit.words), following[0])
        tight = after.group == unit.group or (
            position > 0 and content[position - 1].group == unit.group
        )
        if tight and (
            len(unit.words) > _LONGEST_TIGHT_HEADING
            or len(after.words) < len(unit.words) * _LEAST_LEAD
        ):
            continue
        found.append(unit)
    paragraphs = sum(not unit.settled for unit in content) - len(found)
    if not paragraphs and not any(unit.kind is BlockKind.LIST_ITEM for unit in content):
        return
    title = next((unit for unit in content if unit.kind is not BlockKind.BYLINE), None)
    too_many = len(found) > paragraphs * 1.5 + 2
    for unit in found:
        if unit is title or not too_many:
            unit.settle(BlockKind.HEADING, 1 if unit is title else 2)
