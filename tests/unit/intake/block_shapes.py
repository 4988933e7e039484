"""What holds for the blocks of any text; shared by the tests of this folder."""

from itertools import pairwise

from credreview.domain.model import Block


def assert_blocks_fit(text: str, blocks: tuple[Block, ...]) -> None:
    """Blocks are in order, do not overlap, hold words, and leave out white space only."""
    position = 0
    for block in blocks:
        assert position <= block.start < block.end <= len(text)
        assert not text[position : block.start].strip()
        words = text[block.start : block.end]
        assert words == words.strip()
        assert words
        position = block.end
    assert not text[position:].strip()
    for one, other in pairwise(blocks):
        assert "\n" in text[one.end : other.start]


def outline(text: str, blocks: tuple[Block, ...]) -> list[tuple[str, str]]:
    """Return kind and words of each block."""
    return [(block.kind.value, text[block.start : block.end]) for block in blocks]
