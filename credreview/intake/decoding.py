"""Bytes to text: byte order marks first, then UTF-8, then what the bytes look most like."""

import codecs
import re
from dataclasses import dataclass

from credreview.domain.errors import UserError
from credreview.intake.language import plausibility
from credreview.intake.normalise import REPLACEMENT
from credreview.text import tr


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, and what had to be assumed or replaced to read it, one sentence each."""

    text: str
    remarks: tuple[str, ...] = ()


# Longer marks first: UTF-32's begins with UTF-16's.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
#: What is tried where a file is not Unicode, with the name that people know it by.
_LEGACY = {
    "cp1252": "windows-1252",
    "cp1251": "windows-1251",
    "cp1250": "windows-1250",
    "cp1253": "windows-1253",
    "cp1254": "windows-1254",
    "cp1255": "windows-1255",
    "cp1256": "windows-1256",
    "koi8_r": "KOI8-R",
    "koi8_u": "KOI8-U",
    "cp866": "CP866",
    "mac_roman": "Mac Roman",
    "iso8859_5": "ISO 8859-5",
    "iso8859_2": "ISO 8859-2",
    "gb18030": "GB 18030",
    "big5": "Big5",
    "shift_jis": "Shift JIS",
    "euc_jp": "EUC-JP",
    "euc_kr": "EUC-KR",
}
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "office"),
    (b"{\\rtf", "office"),
    (b"\x89PNG\r\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"RIFF", "media"),
    (b"ID3", "media"),
    (b"OggS", "media"),
    (b"\x1aE\xdf\xa3", "media"),
    (b"SQLite format 3\x00", "database"),
    (b"\x7fELF", "program"),
    (b"MZ\x90\x00", "program"),
    (b"\xcf\xfa\xed\xfe", "program"),
    (b"\x1f\x8b\x08", "archive"),
    (b"BZh", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!\x1a\x07", "archive"),
    (b"\xfd7zXZ\x00", "archive"),
    (b"\x28\xb5\x2f\xfd", "archive"),
)
_HTML = re.compile(rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!doctype\s+html|<html[\s>])", re.IGNORECASE)
_NOT_ASCII = re.compile(rb"[\x80-\xff]")
_CONTROLS = bytes({*range(32)} - {*b"\t\n\x0b\x0c\r\x1b"})

_SAMPLE = 65_536
_LEAD_IN = 200
_MOST_CONTROLS = 0.02
_MOST_CONTROLS_IN_UTF8 = 0.2
_MOST_BROKEN = 0.02
_LIKE_WORDS = 0.1
_CLEARLY_BETTER = 1.15


def decode(data: bytes, name: str) -> Decoded:
    """Return the text that a file's bytes stand for.

    Args:
        data: The whole file.
        name: The file's name, for the message.

    Raises:
        UserError: "intake.not_text": an image, an archive or another kind of
            file, or bytes that are no text in any known encoding.
    """
    for mark, encoding, shown in _MARKS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], encoding, shown)
    if kind := _kind(data):
        raise _refusal(name, kind)
    if (wide := _wide_encoding(data)) is not None:
        return _assumed(data, wide, "UTF-16")
    controls = _share_of_controls(data)
    try:
        # surrogatepass: halves of pairs become visible later, the rest stays readable.
        text = data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        if controls > _MOST_CONTROLS:
            raise _refusal(name, "binary") from None
        return _damaged_utf8(data) or _legacy(data, name)
    if controls > _MOST_CONTROLS_IN_UTF8:
        raise _refusal(name, "binary")
    return Decoded(text)


def _marked(data: bytes, encoding: str, shown: str) -> Decoded:
    text = data.decode(encoding, "replace")
    broken = text.count(REPLACEMENT) - data.count(REPLACEMENT.encode(encoding))
    if broken <= 0:
        return Decoded(text)
    return Decoded(text, (_broken_remark(shown),))


def _assumed(data: bytes, encoding: str, shown: str) -> Decoded:
    text = data.decode(encoding, "replace")
    remarks = [tr("The file is not UTF-8; it was read as {encoding}.", encoding=shown)]
    if REPLACEMENT in text and encoding != "gb18030":
        remarks.append(_broken_remark(shown))
    return Decoded(text, tuple(remarks))


def _broken_remark(shown: str) -> str:
    return tr("Bytes that are not {encoding} were replaced by \ufffd.", encoding=shown)


def _kind(data: bytes) -> str | None:
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            if kind == "zip" and (b"word/" in data[:4096] or b"mimetypeapplication/" in data[:100]):
                return "office"
            return kind
    return "html" if _HTML.match(data[:1024]) else None


def _share_of_controls(data: bytes) -> float:
    """Return the share of control characters in the beginning; a few do not count."""
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return controls / len(sample) if controls > 2 else 0.0


def _wide_encoding(data: bytes) -> str | None:
    """Return the byte order of UTF-16 without a mark, or None.

    Text in UTF-16 has zero bytes, and on one side only: those of the spaces,
    line ends and ASCII letters.
    """
    sample = data[: _SAMPLE & ~1]
    if len(data) % 2 or len(sample) < 8 or b"\x00" not in sample:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    encoding, zeros, others = ("utf-16-le", odd, even) if odd > even else ("utf-16-be", even, odd)
    if zeros * 20 < len(sample) // 2 or others * 2 > zeros:
        return None
    text = sample.decode(encoding, "replace")
    fine = sum(character.isprintable() or character.isspace() for character in text)
    return encoding if fine >= len(text) * 0.95 else None


def _damaged_utf8(data: bytes) -> Decoded | None:
    """Read UTF-8 in which few bytes are broken, such as a file cut off within a letter."""
    text = data.decode("utf-8", "replace")
    broken = text.count(REPLACEMENT)
    letters = sum(character > "\x7f" for character in text[:_SAMPLE]) - broken
    cut_off = broken == 1 and text.endswith(REPLACEMENT)
    if letters < 2 or (broken > letters * _MOST_BROKEN and not cut_off):
        return None
    return Decoded(text, (_broken_remark("UTF-8"),))


def _legacy(data: bytes, name: str) -> Decoded:
    """Read bytes of an encoding from before Unicode, the likeliest one."""
    # Loaded here alone: most files are UTF-8, and the first window must not wait for it.
    from charset_normalizer import from_bytes

    sample = _telling_lines(data)
    readings = _readings(sample)
    guess = from_bytes(sample, cp_isolation=list(_LEGACY)).best()
    chosen = guess.encoding if guess is not None and guess.encoding in readings else None
    # Its statistics confuse neighbours such as windows-1250 and 1252; words tell them apart.
    score = plausibility(readings[chosen]) if chosen else 0.0
    for encoding, text in readings.items():
        found = plausibility(text)
        if found > max(score * _CLEARLY_BETTER, _LIKE_WORDS):
            chosen, score = encoding, found
    if chosen is None:
        raise _refusal(name, "binary")
    chosen = next(encoding for encoding, text in readings.items() if text == readings[chosen])
    return _assumed(data, chosen, _LEGACY[chosen])


def _telling_lines(data: bytes) -> bytes:
    """Return the first lines that hold more than ASCII; the others would only dilute them."""
    lines: list[bytes] = []
    size = end = 0
    while size < _SAMPLE and (found := _NOT_ASCII.search(data, end)):
        # From the line before on all is ASCII, so that no letter of two bytes is cut.
        start = max(end, data.rfind(b"\n", end, found.start()) + 1, found.start() - _LEAD_IN)
        end = data.find(b"\n", found.start()) + 1 or len(data)
        lines.append(data[start : min(end, start + _SAMPLE)])
        size += len(lines[-1])
    return b"".join(lines)


def _readings(sample: bytes) -> dict[str, str]:
    """Return the texts that a sample can be, by encoding; a letter cut off at its end may lack."""
    readings = {}
    for encoding in _LEGACY:
        try:
            readings[encoding] = codecs.getincrementaldecoder(encoding)("strict").decode(sample)
        except UnicodeDecodeError:
            continue
    return readings


def _refusal(name: str, kind: str) -> UserError:
    hints = {
        "pdf": tr("It is a PDF: save its text from a PDF viewer, then import that."),
        "office": tr("It is a document of a word processor: save it as plain text or Markdown."),
        "html": tr("It is a web page: save its text from a browser, then import that."),
        "image": tr("It is a picture: type or paste its text into a text file."),
        "media": tr("It is a picture, sound or film: write down its words in a text file."),
        "database": tr("It is a database; a review is opened, not imported."),
        "program": tr("It is a program."),
        "archive": tr("It is an archive: unpack it, then import the texts in it."),
        "zip": tr("It is an archive: unpack it, then import the texts in it."),
    }
    return UserError(
        "intake.not_text",
        tr("“{name}” is no text.", name=name),
        hints.get(kind, tr("Plain text and Markdown can be imported.")),
    )
