"""Characters that act unseen, or that no font shows, written out as "⟦U+202E⟧".

Summaries go to people who never see the program, so what a text holds must be
on the page: controls, bidirectional controls, lone surrogates, zero-width
characters, private-use and unassigned ones. Where the window has room for one
sign only it shows U+21C4 (`ui.reader.bidi`); on both sides the same
characters are caught, and the marks U+200E, U+200F and U+061C, which only
settle where neutral characters belong, stay as they are.
"""

import re
import unicodedata
from typing import Final

_MOST_KEPT: Final = 20_000
#: Cf characters that letters need or that do no harm: soft hyphen, the three marks, signs
#: that enclose digits in Arabic and Syriac, joiners (which `_STRAY_JOINER` looks at first).
_HARMLESS: Final = frozenset(
    [0xAD, 0x200E, 0x200F, 0x61C, *range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2]
    + [0x200C, 0x200D, 0x110BD, 0x110CD]
)
# Joiners shape Arabic, Indic and other letters and hold emoji together; after anything else
# (Latin, Greek, Cyrillic, digits, Chinese) they are there to make two words look like one.
_STRAY_JOINER: Final = re.compile(
    "(?<![\u0590-\u1cff\u2190-\u2bff\ua800-\uabff\ufe0f\ufb1d-\ufdff\ufe70-\ufefc"
    "\U00010a00-\U00011fff\U0001f000-\U0001fbff])[\u200c\u200d]"
)
_LINE_END: Final = re.compile("\r\n?|\n")


def _sign(code: int) -> str:
    return f"\u27e6U+{code:04X}\u27e7"


_JOINERS: Final = {joiner: _sign(ord(joiner)) for joiner in ("\u200c", "\u200d")}


def _sign_of_joiner(found: re.Match[str]) -> str:
    return _JOINERS[found[0]]


class _Shown(dict[int, int | str]):
    """What stands for each code point; asked once for each, as far as it pays to keep it."""

    def __missing__(self, code: int) -> int | str:
        shown: int | str = code
        category = unicodedata.category(chr(code))
        if category in ("Cc", "Cs", "Co", "Cn", "Zl", "Zp") or (
            category == "Cf" and code not in _HARMLESS
        ):
            shown = _sign(code)
        if len(self) < _MOST_KEPT:
            self[code] = shown
        return shown


_SHOWN: Final = _Shown({0x0A: 0x0A, 0x09: 0x09})


def visible(text: str) -> str:
    """Return the text with each character that would not be seen written out.

    Line ends (LF, CR, CR LF, all as LF) and tabs stay, for renderers to make
    something of. Doing it twice changes nothing more. Takes time in
    proportion to the text.
    """
    if text.isprintable():
        return text
    if "\r" in text:
        text = _LINE_END.sub("\n", text)
    if "\u200c" in text or "\u200d" in text:
        text = _STRAY_JOINER.sub(_sign_of_joiner, text)
    return text.translate(_SHOWN)


def one_line(text: str) -> str:
    """Return the text as `visible` does, its line ends and tabs as spaces."""
    return visible(text).replace("\n", " ").replace("\t", " ")
