"""Words of two texts beside each other: their plain form, their edges, and what changed."""

import unicodedata
from collections.abc import Iterator

from credreview.text import tr

_SPACES, _DASHES = "\n\t\u00a0\u2007\u2009\u202f", "\u2010\u2011\u2012\u2013\u2014\u2212"
_SINGLE, _DOUBLE = "\u2018\u2019\u201a\u201b\u2032", "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033"
# One for one, so that places in the plain form are places in the text.
_PLAIN = {
    ord(c): plain
    for signs, plain in ((_SPACES, " "), (_DASHES, "-"), (_SINGLE, "'"), (_DOUBLE, '"'))
    for c in signs
}
_JOINERS = "\u200c\u200d" + "".join(map(chr, range(0x1F3FB, 0x1F400)))


def plain(text: str) -> str:
    """Return a text with one kind of space, dash and quotation mark, as long as before."""
    return text.translate(_PLAIN)


def goes_through_a_word(left: str, right: str) -> bool:
    """Return whether a cut between two characters goes through a word, or through a character."""
    if not left or not right:
        return False
    if _extends(right) or left == "\u200d":
        return True
    return right.isalnum() and (left.isalnum() or _extends(left))


def _extends(c: str) -> bool:
    return c in _JOINERS or unicodedata.category(c).startswith("M")


def changes(old: str, new: str) -> Iterator[str]:
    """Yield which words became others, at most three of them."""
    from rapidfuzz.distance import Levenshtein

    was, now = old.split(), new.split()
    steps = [step for step in Levenshtein.opcodes(was, now) if step.tag != "equal"]
    for step in steps[:3]:
        gone = _short(" ".join(was[step.src_start : step.src_end]))
        came = _short(" ".join(now[step.dest_start : step.dest_end]))
        if gone and came:
            yield tr("“{old}” is “{new}” there", old=gone, new=came)
        elif gone:
            yield tr("“{old}” is missing", old=gone)
        else:
            yield tr("“{new}” is added", new=came)
    if len(steps) > 3:
        yield tr("and more")


def _short(words: str) -> str:
    return words if len(words) <= 40 else words[:39].rstrip() + "…"
