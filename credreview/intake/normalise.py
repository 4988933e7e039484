"""Normaliser 1: the one form of a text from which an article's id is made.

It never changes: another rule would be normaliser 2, with other ids. Line
ends are those of the Unicode Standard, section 5.8 (CR, LF, CRLF, NEL, VT, FF,
LS, PS).
"""

import re
import unicodedata

from credreview.text import tr

#: What stands in for a character that a text cannot carry.
REPLACEMENT = "\ufffd"

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# NUL hides the rest of a text from SQL functions, lone surrogates cannot be stored,
# U+0001 and U+0002 mark search hits, and ESC speaks to terminals.
_UNSOUND = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff]")
_BLANK_HEAD = re.compile(r"(?:\ufeff|[^\S\n]*\n)*")
_BLANK_LINES = re.compile(r"\n{3,}")

# Canonical ordering is quadratic in a run of combining marks (100,000 take 7 s);
# UAX 15 holds 30 to be more than any language needs.
_MARKS_IN_A_RUN = 1000
_MAYBE_MARKS = re.compile(rf"[^\w\s\x00-\x7f]{{{_MARKS_IN_A_RUN + 1},}}")


def sound(text: str) -> tuple[str, tuple[str, ...]]:
    """Unify the line ends of `text` and replace visibly what a text cannot carry.

    Replaced by U+FFFD: NUL and the other C0 controls except tab and line ends,
    lone surrogates, and what exceeds 1,000 combining marks in a row.

    Returns:
        The text, with LF as its only line end, and a remark for each kind of
        replacement made; a second call changes nothing.
    """
    remarks: list[str] = []
    text = _LINE_ENDS.sub("\n", text)
    text, count = _UNSOUND.subn(REPLACEMENT, text)
    if count:
        remarks.append(
            tr("Control characters or broken characters replaced by \ufffd: {count}.", count=count)
        )
    if not text.isascii():
        shorter = _MAYBE_MARKS.sub(_shorten_marks, text)
        if shorter != text:
            text = shorter
            remarks.append(tr("Long runs of combining marks were cut short."))
    return text, tuple(remarks)


def normalise(text: str) -> str:
    """Return `text` in the form of normaliser 1.

    Afterwards: no byte order mark at the start, LF as the only line end, NFC,
    no white space (U+00A0 included) at the end of a line, at most one blank
    line in a row, and none at the ends. U+00A0 and indentation within a line
    stay. Idempotent.
    """
    text, _ = sound(text)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    head = _BLANK_HEAD.match(text)
    text = text[head.end() if head else 0 :]
    text = "\n".join([line.rstrip() for line in text.split("\n")])
    return _BLANK_LINES.sub("\n\n", text).strip("\n")


def _shorten_marks(run: re.Match[str]) -> str:
    kept: list[str] = []
    marks = 0
    for character in run.group():
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks <= _MARKS_IN_A_RUN:
            kept.append(character)
        elif marks == _MARKS_IN_A_RUN + 1:
            kept.append(REPLACEMENT)
    return "".join(kept)
