"""Quotation marks around the source's words, those of its own language."""

import unicodedata

_PLAIN, _ANGLED, _HEBREW = "“”", "«»", "””"
# By the first letter: most languages in these letters quote so, and of the language a claim's
# words say nothing.
_MARKS = (("CYRILLIC", _ANGLED), ("ARABIC", _ANGLED), ("ARMENIAN", _ANGLED), ("HEBREW", _HEBREW))


def quoted(words: str) -> str:
    """Return words between the quotation marks of the letters they begin with.

    The words themselves stay as they are, inner quotation marks included:
    what is quoted is the source's, to the letter.
    """
    letter = next((char for char in words[:500] if char.isalpha()), "")
    name = unicodedata.name(letter, "") if letter else ""
    marks = next((pair for script, pair in _MARKS if name.startswith(script)), _PLAIN)
    return f"{marks[0]}{words}{marks[1]}"
