"""What a text itself says about where it came from: guesses, and shown as such."""

from credreview.domain.model import Block, BlockKind, Facts
from credreview.intake import cues
from credreview.intake.language import SAMPLE, guess_language

_LONGEST_TITLE = 300
_AT_TOP = 12
_LANGUAGE_KINDS = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTATION})


def guess_facts(text: str, blocks: tuple[Block, ...]) -> Facts:
    """Return the facts that an article's own text gives away; what it does not say is None.

    The title is the heading before the first paragraph, or the first one of
    level 1; a first sentence is no title. Author and day come from lines
    over the text and from a dateline, the language from the words.
    """
    author = published = None
    first_paragraph = ""
    for block in blocks[:_AT_TOP]:
        words = text[block.start : block.end]
        if block.kind is BlockKind.BYLINE and (line := cues.byline(words)):
            author = author or line.author
            published = published or line.published
        elif block.kind is BlockKind.PARAGRAPH and not first_paragraph:
            first_paragraph = words
    return Facts(
        title=_title(text, blocks),
        author=author,
        published=published or cues.dateline(first_paragraph),
        language=_language(text, blocks),
    )


def _title(text: str, blocks: tuple[Block, ...]) -> str | None:
    before_words = True
    for block in blocks:
        if block.kind is BlockKind.HEADING and (before_words or block.level == 1):
            words = text[block.start : block.end].splitlines()[0].lstrip("#")
            title = " ".join(words.split())
            return title if 0 < len(title) <= _LONGEST_TITLE else None
        if block.kind in _LANGUAGE_KINDS or block.kind is BlockKind.EMBEDDED_POST:
            before_words = False
    return None


def _language(text: str, blocks: tuple[Block, ...]) -> str | None:
    """The article's own words decide, not a post in another language or a page's buttons."""
    sample: list[str] = []
    length = 0
    for block in blocks:
        if block.kind in _LANGUAGE_KINDS:
            sample.append(text[block.start : min(block.end, block.start + SAMPLE)])
            length += len(sample[-1])
            if length >= SAMPLE:
                break
    return guess_language(" ".join(sample) or text)
