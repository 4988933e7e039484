"""What a saved report says of itself for programs: which state it tells of, and what was asked.

It rides along in PDF and DOCX, so that the same report can be made again and
compared. Anybody may have written it: what it says is checked, never obeyed.
"""

import hashlib
import json
import re
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from pathlib import Path
from types import UnionType
from typing import Any, Final, get_args, get_origin, get_type_hints

from credreview import __version__
from credreview.domain.canonical import dump
from credreview.domain.summary import Request
from credreview.domain.vocabulary import Vocabulary, to_data
from credreview.report.model import Report

#: By these names in a PDF.
NAME: Final = "credreview.json"
WORDS_NAME: Final = "summary.md"
_FORMAT = 1
_TEMPLATES = frozenset({".md", ".html", ".png", ".jpg", ".jpeg"})
_MOST_FILES, _LONGEST_FILE = 100, 10_000_000
#: A stamp is a few hundred characters; a source's name may be long.
LONGEST: Final = 100_000
_LONGEST_VALUE = 20_000
_FINGERPRINT = re.compile(r"[0-9a-f]{64}")
_ID = re.compile(r"[0-9a-f]{32}|")


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a saved report says of itself.

    Attributes:
        fingerprint: Of the state it tells of, 64 hex digits.
        request: What was asked; None where this version does not understand it.
        reviewer: Id of whose eyes it was made for, or "".
        program: Version of the program.
        templates: Digest of the own templates that it was made with, "" for none.
        aside: Digest of the actions that its file had set aside, "" for none.
        vocabulary: Digest of the terms that it is written in; "" in files of old, which were
            written in the terms of whoever made them.
    """

    fingerprint: str
    request: Request | None
    reviewer: str
    program: str
    templates: str = ""
    aside: str = ""
    vocabulary: str = ""


def digest(folder: Path) -> str:
    """Return what stands for the templates in a folder, 16 hex digits; "" where there are none."""
    whole = hashlib.sha256()
    try:
        files = sorted(path for path in folder.iterdir() if path.suffix.lower() in _TEMPLATES)
        for path in files[:_MOST_FILES]:
            whole.update(f"{path.name} {path.stat().st_size}\n".encode())
            with path.open("rb") as file:
                whole.update(file.read(_LONGEST_FILE))
    except OSError:
        return ""
    return whole.hexdigest()[:16] if files else ""


def terms_digest(vocabulary: Vocabulary) -> str:
    """Return what stands for the terms of a vocabulary, with their words: 16 hex digits."""
    return hashlib.sha256(dump(to_data(vocabulary))).hexdigest()[:16]


def stamp(report: Report) -> str:
    """Return what a report says of itself: JSON in ASCII, the same for the same report.

    It holds none of < > &, so that it can stand in a comment or an attribute.
    """
    told = {
        "credreview": _FORMAT,
        "program": __version__,
        "fingerprint": report.fingerprint,
        "reviewer": report.reviewer,
        "templates": report.templates,
        "aside": report.aside,
        "request": _written(report.request),
    }
    if report.vocabulary:
        told["vocabulary"] = report.vocabulary
    text = json.dumps(told, sort_keys=True)
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return text


def read_stamp(text: str) -> Stamp | None:
    """Return what a stamp says, or None where it is none."""
    if len(text) > LONGEST:
        return None
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(told, dict) or told.get("credreview") != _FORMAT:
        return None
    names = ("fingerprint", "reviewer", "program", "templates", "aside")
    fingerprint, reviewer, program, templates, aside = (
        value if isinstance(value := told.get(name), str) else "?" for name in names
    )
    vocabulary = told.get("vocabulary", "")
    if not _FINGERPRINT.fullmatch(fingerprint) or not _ID.fullmatch(reviewer):
        return None
    try:
        request = _read(Request, told.get("request"))
    except (ValueError, TypeError, RecursionError):
        request = None
    return Stamp(
        fingerprint,
        request,
        reviewer,
        program[:40],
        templates[:40],
        aside[:40],
        vocabulary[:40] if isinstance(vocabulary, str) else "?",
    )


def _written(value: Any) -> Any:  # noqa: ANN401 - any field of a request
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: _written(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, frozenset):
        return sorted(map(_written, value))
    return value.value if isinstance(value, Enum) else value


def _read(kind: Any, value: Any) -> Any:  # noqa: ANN401 - the type says what comes back
    """Return a value of a type, from JSON; raises ValueError or TypeError where it is not one."""
    if is_dataclass(kind) and isinstance(kind, type):
        hints = get_type_hints(kind)
        # What a newer version asks for besides is not understood: a guess would compare wrongly.
        if not isinstance(value, dict) or value.keys() - hints.keys():
            raise ValueError(kind.__name__)
        return kind(**{name: _read(hints[name], each) for name, each in value.items()})
    if get_origin(kind) is frozenset:
        if not isinstance(value, list):
            raise ValueError("list")
        return frozenset(_read(get_args(kind)[0], each) for each in value)
    if get_origin(kind) is UnionType:
        first, *_ = get_args(kind)
        return None if value is None else _read(first, value)
    if issubclass(kind, Enum):
        return kind(value)
    if not isinstance(value, kind) or (isinstance(value, str) and len(value) > _LONGEST_VALUE):
        raise ValueError(kind.__name__)
    if isinstance(value, str):
        value.encode()  # half a character can be looked for nowhere: UnicodeError, a ValueError
    return value
