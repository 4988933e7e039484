"""Units of an article on their way to become blocks: what is one thing, and what kind it is.

Plain text and Markdown both come here, once they know where their units lie.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from credreview.domain.model import Block, BlockKind
from credreview.intake import cues
from credreview.intake.boilerplate import is_boilerplate

_LONGEST_DOUBLED = 300
_MOST_REPEATS = 3


@dataclass(slots=True)
class Unit:
    """A stretch of the text that becomes one block.

    Attributes:
        words: Its text.
        group: Units that share it stand together in the source: between two
            blank lines, or in one Markdown quotation.
        settled: Its kind is known; no guess may change it.
    """

    start: int
    end: int
    words: str
    group: int
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    settled: bool = False
    author: str | None = None
    handle: str | None = None
    posted: str | None = None

    def settle(self, kind: BlockKind, level: int = 0) -> None:
        """Make this unit's kind final."""
        self.kind, self.level, self.settled = kind, level, True


def mark_lines(units: Iterable[Unit]) -> None:
    """Settle units that show by themselves that they are boilerplate, byline or caption.

    Bylines are looked for before the first paragraph only.
    """
    at_top = True
    for unit in units:
        if unit.settled or "\n" in unit.words:
            at_top = at_top and unit.settled
            continue
        if is_boilerplate(unit.words):
            unit.settle(BlockKind.BOILERPLATE)
        elif cues.is_caption(unit.words):
            unit.settle(BlockKind.CAPTION)
        elif at_top:
            if cues.byline(unit.words):
                unit.settle(BlockKind.BYLINE)
            elif unit.kind is not BlockKind.HEADING and not could_be_heading(unit.words):
                at_top = False


def merge_doubled(text: str, units: list[Unit]) -> list[Unit]:
    """Make one caption of a line that stands twice (or three times) in a row, as pages print them.

    At the very start it is a title printed twice, and stays as it is.
    """
    merged: list[Unit] = []
    first = next((unit for unit in units if unit.kind is not BlockKind.BOILERPLATE), None)
    position = 0
    while position < len(units):
        unit = units[position]
        after = position + 1
        while after < len(units) and units[after].words == unit.words:
            after += 1
        repeats = after - position
        if (
            1 < repeats <= _MOST_REPEATS
            and unit is not first
            and (not unit.settled or unit.kind is BlockKind.CAPTION)
            and 4 <= len(unit.words) <= _LONGEST_DOUBLED
            and any(character.isalpha() for character in unit.words)
        ):
            unit.end = units[after - 1].end
            unit.words = text[unit.start : unit.end]
            unit.settle(BlockKind.CAPTION)
            merged.append(unit)
        else:
            merged.extend(units[position:after])
        position = after
    return merged


def merge_posts(text: str, units: list[Unit], *, whole_groups: bool) -> list[Unit]:
    """Make one embedded post of a signature line and the words above it.

    Args:
        text: What the units' positions refer to.
        units: In the order of the text.
        whole_groups: The source sets posts apart, so that all units of a group
            belong to the post; else the nearest unit alone does.
    """
    merged: list[Unit] = []
    for unit in units:
        signature = None
        if not unit.settled or unit.kind is BlockKind.QUOTATION:
            signature = cues.post_signature(unit.words.rsplit("\n", 1)[-1])
        if signature is None:
            merged.append(unit)
            continue
        if signature.alone and "\n" not in unit.words:
            _absorb(merged, unit, whole_groups)
        elif whole_groups:
            while merged and merged[-1].group == unit.group and _is_words(merged[-1]):
                unit.start = merged.pop().start
        unit.words = text[unit.start : unit.end]
        unit.settle(BlockKind.EMBEDDED_POST)
        unit.author, unit.handle, unit.posted = (
            signature.author,
            signature.handle,
            signature.posted,
        )
        merged.append(unit)
    for unit in merged:
        if not unit.settled and cues.ends_with_post_link(unit.words):
            unit.settle(BlockKind.EMBEDDED_POST)
    return merged


def _absorb(before: list[Unit], signature: Unit, whole_groups: bool) -> None:
    """Let the unit above a signature, and with `whole_groups` its group, become part of it."""
    if not before or not _is_words(before[-1]):
        return
    nearest = before.pop()
    signature.start = nearest.start
    while whole_groups and before and before[-1].group == nearest.group and _is_words(before[-1]):
        signature.start = before.pop().start


def _is_words(unit: Unit) -> bool:
    return unit.kind is BlockKind.QUOTATION or (
        unit.kind is BlockKind.PARAGRAPH and not unit.settled
    )


_LONGEST_HEADING = 120
_MOST_HEADING_WORDS = 18
_LONGEST_WITHOUT_SPACES = 40
_NOT_AT_END = frozenset(".,;:…-–—،؛。，；：、")
_SENTENCE_END = frozenset(".!?…")


def could_be_heading(line: str) -> bool:
    """Say whether a line reads like a heading: short, without a full stop at its end or inside."""
    if not 2 <= len(line) <= _LONGEST_HEADING or line[-1] in _NOT_AT_END:
        return False
    words = line.split()
    if len(words) > _MOST_HEADING_WORDS or (
        len(words) == 1 and (len(line) > _LONGEST_WITHOUT_SPACES or "/" in line or "@" in line)
    ):
        return False
    if line[0].islower() or not any(character.isalpha() for character in line):
        return False
    # "How will the U.S. react?" holds no end of a sentence, "It rained. He left" does.
    return not any(
        word[-1] in _SENTENCE_END and (len(word) > 4 or word[-1] in "!?") and "." not in word[:-1]
        for word in words[:-1]
    )


def to_blocks(units: Iterable[Unit]) -> tuple[Block, ...]:
    """Return the units as blocks."""
    return tuple(
        Block(
            unit.kind,
            unit.start,
            unit.end,
            level=unit.level,
            author=unit.author,
            handle=unit.handle,
            posted=unit.posted,
        )
        for unit in units
    )
