"""Texts as they are put on paper: nothing in them is hidden, and short codes stay in one piece."""

import re
from typing import Final

from credreview.report.visible import visible

_WORD_JOINER: Final = "\u2060"
# "T-72", "Il-76", "Polonez-M": a hyphen beside one or two letters or digits joins a name.
_CODE: Final = re.compile(r"(?<![\w-])(\w{1,2}-)(?=\w)|(?<=\w)(-)(?=\w{1,2}(?![\w-]))")
_HEX: Final = re.compile(r"[0-9a-fA-F]{32,}")
_GROUP: Final = 8


def shown(text: str) -> str:
    """Return a text with what would not be seen written out, and no line end after such hyphens.

    What is added to hold them together has no width and is not copied out of a PDF.
    """
    said = visible(text)
    if "-" not in said:
        return said
    return _CODE.sub(lambda found: f"{found.group()}{_WORD_JOINER}", said)


def in_eights(digits: str) -> str:
    """Return hexadecimal digits in groups of eight; "" for what is no such number."""
    bare = digits.replace(" ", "")
    if not _HEX.fullmatch(bare):
        return ""
    return " ".join(bare[at : at + _GROUP] for at in range(0, len(bare), _GROUP))
