"""Full-text search: what the user typed becomes a match; hits become snippets."""

import re
import unicodedata
from collections.abc import Sequence

#: Around a hit in a snippet; neither occurs in a normalised text.
HIT_START, HIT_END = "\x01", "\x02"
_AROUND = 60
_TERM = re.compile(r'"([^"]*)"?|(\S+)')
_WORD = re.compile(r"\w+")


def terms(typed: str) -> list[str]:
    """Return the words and quoted phrases of a search, all of which must be found."""
    # NUL would end the expression early, and half characters are no text.
    sound = typed.encode("utf-8", "replace").decode("utf-8").replace("\0", " ")
    found = [quoted or word for quoted, word in _TERM.findall(sound)]
    return [term for term in found if _WORD.search(term)]


def match(typed: str) -> str | None:
    """Return the FTS5 expression for a search, or None where nothing is to be found.

    Each term is quoted, so nothing typed has a meaning of its own; the last
    word also matches as a beginning while it is being typed.
    """
    parts = [f'"{term.replace(chr(34), "")}"' for term in terms(typed)]
    if not parts:
        return None
    unfinished = not typed.endswith((" ", '"'))
    return " ".join(parts) + ("*" if unfinished else "")


def fold(text: str) -> str:
    """Return the text without case and accents, with as many characters as before."""
    folded = []
    for c in text:
        base = unicodedata.normalize("NFD", c)[0].casefold()
        folded.append(base if len(base) == 1 else c)
    return "".join(folded)


def snippet(text: str, searched: Sequence[str]) -> str:
    """Return words around the first hit on one line, hits marked.

    Without a hit in the text (it was found by its title) the text's beginning.
    """
    pattern = _pattern(searched)
    folded = text.lower() if text.isascii() else fold(text)
    first = pattern.search(folded) if pattern else None
    if pattern is None or first is None:
        return re.sub(r"\s+", " ", text[: 3 * _AROUND])
    start = max(0, first.start() - _AROUND)
    end = min(len(text), first.end() + 2 * _AROUND)
    if start:
        start = min(folded.find(" ", start, first.start()) + 1 or start, first.start())
    pieces = ["… " if start else ""]
    at = start
    for hit in pattern.finditer(folded, start, end):
        pieces += (text[at : hit.start()], HIT_START, text[hit.start() : hit.end()], HIT_END)
        at = hit.end()
    pieces += (text[at:end], " …" if end < len(text) else "")
    return re.sub(r"\s+", " ", "".join(pieces))


def _pattern(searched: Sequence[str]) -> re.Pattern[str] | None:
    words = [
        r"\W+".join(re.escape(word) for word in _WORD.findall(fold(term))) for term in searched
    ]
    words = [word for word in words if word]
    if not words:
        return None
    return re.compile(r"\b(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")")
