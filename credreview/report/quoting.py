"""Quotation marks around the source's words, those of its own language."""

import unicodedata

#: The usual marks, and those that are used around words that hold the usual ones.
_PLAIN, _AROUND = "“”", "‘’"
_ANGLED, _HEBREW = ("«»", "“”"), ("””", "’’")
# By the first letter: most languages in these letters quote so, and of the language a claim's
# words say nothing.
_MARKS = (("CYRILLIC", _ANGLED), ("ARABIC", _ANGLED), ("ARMENIAN", _ANGLED), ("HEBREW", _HEBREW))
_DOUBLE = frozenset('“”„"«»')


def quoted(words: str) -> str:
    """Return words between the quotation marks of the letters they begin with.

    The words themselves stay as they are, inner quotation marks included:
    what is quoted is the source's, to the letter. Where these are of the same
    kind, other marks go around the whole, so that no two stand side by side.
    """
    letter = next((char for char in words[:500] if char.isalpha()), "")
    name = unicodedata.name(letter, "") if letter else ""
    usual, around = next(
        (pair for script, pair in _MARKS if name.startswith(script)), (_PLAIN, _AROUND)
    )
    same = set(usual) if usual == _ANGLED[0] else _DOUBLE
    marks = usual if same.isdisjoint(words) else around
    return f"{marks[0]}{words}{marks[1]}"
