"""Checks of vocabulary data as it is read; a failure names the place in the data."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from credreview.domain.errors import UserError
from credreview.text import tr


def invalid(place: str, why: str) -> UserError:
    """Return the error that says what is wrong at a place such as "provenance[3].key"."""
    return UserError(
        "vocabulary.invalid",
        tr("The vocabulary cannot be used: {place}: {why}.", place=place, why=why),
        tr("Correct that place; the form is described beside the vocabularies of the program."),
    )


def object_at(value: object, place: str) -> Mapping[str, Any]:
    """Return `value` if it is an object whose names are strings."""
    if not isinstance(value, Mapping) or not all(isinstance(name, str) for name in value):
        raise invalid(place, tr("an object is needed"))
    return value


def list_at(value: object, place: str, most: int) -> list[Any]:
    """Return `value` if it is a list of at most `most` entries."""
    if not isinstance(value, list):
        raise invalid(place, tr("a list is needed"))
    if len(value) > most:
        raise invalid(place, tr("at most {most} entries are allowed", most=most))
    return value


def only_names(value: Mapping[str, Any], allowed: Iterable[str], place: str) -> None:
    """Refuse an object that has a name outside `allowed`."""
    for name in value:
        if name not in allowed:
            shown = "".join(char if char.isprintable() else "?" for char in name[:40])
            raise invalid(place, tr("the name “{name}” is not known", name=shown))


def text_at(value: object, place: str, most: int, *, empty: bool = True) -> str:
    """Return `value` without space around it, if it is one line of at most `most` characters.

    With `empty` False there must be more in it than space.
    """
    if not isinstance(value, str):
        raise invalid(place, tr("a text is needed"))
    if len(value) > most:
        raise invalid(place, tr("at most {most} characters are allowed", most=most))
    # Cs: a lone surrogate can be neither saved nor hashed. Cc: NUL, line ends, escape codes.
    if any(unicodedata.category(char) in ("Cc", "Cs") for char in value):
        raise invalid(place, tr("it contains control characters"))
    text = value.strip()
    if not text and not empty:
        raise invalid(place, tr("it is empty"))
    return text


def matching(value: object, pattern: re.Pattern[str], place: str, why: str) -> str:
    """Return `value` if it is a string that fits the pattern as a whole."""
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise invalid(place, why)
    return value
