"""Full-text search: what the user typed becomes a match; hits become snippets."""

import re
import unicodedata

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
    return " ".join(parts) + ("*" if _is_unfinished(typed) else "")


def _is_unfinished(typed: str) -> bool:
    return not typed.endswith((" ", '"'))


def fold(text: str) -> str:
    """Return the text without case and accents, with as many characters as before."""
    folded = []
    for c in text:
        base = unicodedata.normalize("NFD", c)[0].casefold()
        folded.append(base if len(base) == 1 else c)
    return "".join(folded)


def snippet(text: str, hits: re.Pattern[str]) -> str:
    """Return words around the first hit of a `hits` pattern on one line, hits marked.

    Without a hit in the text (it was found by its title) the text's beginning.
    """
    folded = text.lower() if text.isascii() else fold(text)
    first = hits.search(folded)
    if first is None:
        return re.sub(r"\s+", " ", text[: 3 * _AROUND])
    start = max(0, first.start() - _AROUND)
    end = min(len(text), first.end() + 2 * _AROUND)
    if start:
        start = min(folded.find(" ", start, first.start()) + 1 or start, first.start())
    pieces = ["… " if start else ""]
    at = start
    for hit in hits.finditer(folded, start, end):
        pieces += (text[at : hit.start()], HIT_START, text[hit.start() : hit.end()], HIT_END)
        at = hit.end()
    pieces += (text[at:end], " …" if end < len(text) else "")
    return re.sub(r"\s+", " ", "".join(pieces))


def hits(typed: str) -> re.Pattern[str] | None:
    """Return what finds the hits of a search in a folded text, as `match` finds its articles."""
    words = [
        r"\W+".join(re.escape(word) for word in _WORD.findall(fold(term))) for term in terms(typed)
    ]
    if not words:
        return None
    last = words.pop()
    whole = [word + r"\b" for word in words]
    whole.append(last if _is_unfinished(typed) else last + r"\b")
    return re.compile(r"\b(?:" + "|".join(sorted(whole, key=len, reverse=True)) + ")")
