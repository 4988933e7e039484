"""Articles and claims for tests of the reader."""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from credreview.domain.model import Article, Block, BlockKind, Capture, Claim, ClaimState, Facts
from credreview.ui.reader.reader import ReaderPane

#: Kind, words, level, in the order of the text.
PIECES = [
    (BlockKind.BOILERPLATE, "top of page", 0),
    (BlockKind.HEADING, "Harbour of Novaria closed", 1),
    (BlockKind.BYLINE, "By Nobody Atall", 0),
    (BlockKind.PARAGRAPH, "The ministry says that 40 ships wait. The port 😀 denies it.", 0),
    (BlockKind.LIST_ITEM, "first demand", 1),
    (BlockKind.LIST_ITEM, "• second demand", 1),
    (BlockKind.QUOTATION, "“Nothing will move,” the harbour master said.", 0),
    (BlockKind.EMBEDDED_POST, "Ships everywhere!\n— Example (@example) 1 May 2025", 0),
    (BlockKind.CAPTION, "Ships in the harbour", 0),
    (BlockKind.PARAGRAPH, "The end of it.", 0),
]


def article(pieces: Iterable[tuple[BlockKind, str, int]] = PIECES, **facts: str) -> Article:
    """Return an article with these blocks, a blank line between them."""
    text, blocks = "", []
    for kind, words, level in pieces:
        text += "\n\n" if text else ""
        blocks.append(Block(kind, len(text), len(text) + len(words), level))
        text += words
    return of_text(text, blocks, **facts)


def of_text(text: str, blocks: Iterable[Block] = (), **facts: str) -> Article:
    """Return an article with this text."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    told = Facts(**facts)
    found = Capture(
        "c" * 32,
        digest[:32],
        told,
        frozenset(),
        1_750_000_000_000,
        "r" * 32,
        "text",
        "a.txt",
        digest,
    )
    return Article(
        1, digest[:32], text, digest, told, frozenset(), frozenset(), tuple(blocks), (found,)
    )


def prose(paragraphs: int, words: int = 60) -> Article:
    """Return an article of numbered words in plain paragraphs."""
    lines = (" ".join(f"word{nth}-{place}" for place in range(words)) for nth in range(paragraphs))
    return article((BlockKind.PARAGRAPH, line, 0) for line in lines)


def claim(
    of: Article, words: str, state: ClaimState = ClaimState.OPEN, *, number: int = 1, part: int = 0
) -> Claim:
    """Return a claim on the first place of these words; its id is made of its span."""
    start = of.text.index(words)
    end = start + len(words)
    name = f"{start:015x}{end:015x}{part:02x}"
    return Claim(name, of.id, start, end, part, number, words, state)


@contextmanager
def open_reader() -> Iterator[ReaderPane]:
    """A reader that is laid out and painted but on no screen; gone at the end."""
    pane = ReaderPane()
    pane.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    pane.resize(700, 500)
    pane.show()
    QApplication.processEvents()
    try:
        yield pane
    finally:
        shiboken6.delete(pane)
