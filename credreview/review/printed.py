"""Takes the fingerprint off a summary that was printed or saved: PDF, Markdown, HTML, DOCX, paper.

Whatever a file says of itself is what somebody wrote into it; `verifying`
holds it against the review.
"""

import html
import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from credreview.domain.errors import UserError
from credreview.report.stamp import Stamp, read_stamp
from credreview.review import printed_pdf
from credreview.text import tr

#: Bytes of a file that is read, and of what a DOCX unpacks to.
MOST_BYTES: Final = 500_000_000
_MOST_TEXT: Final = 200_000_000
SHORT: Final = 16
FULL: Final = 64

#: Pages that one sentence names.
_MOST_NAMED = 12
#: Short forms at each end of a text whose whole is looked for.
_MOST_TRIED = 5
_GROUPED = re.compile(r"(?<![0-9a-f])[0-9a-f]{4}(?:\s?[0-9a-f]{4}){3}(?![0-9a-f])")
_MOMENT = re.compile(r"\b\d{1,2} \w{1,5} \d{4} \d\d:\d\d\b")
_IN_MARKDOWN = re.compile(r"<!-- credreview (\{[^<>]*\}) -->")
_IN_HTML = re.compile(r'<meta\s+name="credreview"\s+content="([^"<>]*)"')
_BODY = "word/document.xml"
_PROPERTY = re.compile(r"<vt:lpwstr>([^<]*)</vt:lpwstr>")


@dataclass(frozen=True, slots=True)
class Printed:
    """What a printed or saved summary says of itself.

    Attributes:
        form: "pdf", "md", "html", "docx"; "" for digits that were typed.
        fingerprint: 64 hex digits, or the 16 that stand on each page.
        stamp: What it says for programs, or None.
        words: What can be compared: the Markdown (of a PDF the attached one), the HTML, the
            text of a DOCX; None where there is nothing.
        pages: The text of each page of a PDF without its foot; none where not all were read.
        feet: What stands at the foot of each of these, but for the time of printing.
        drawn: For each of these a digest of where its words stand and what else is drawn.
        misfits: Where it contradicts itself, one sentence each.
        remarks: What could not be looked at, one sentence each.
    """

    form: str
    fingerprint: str
    stamp: Stamp | None = None
    words: str | None = None
    pages: tuple[str, ...] = ()
    feet: tuple[str, ...] = ()
    drawn: tuple[str, ...] = ()
    misfits: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


def typed(words: str) -> Printed:
    """Return digits that somebody typed off paper: 16 as on each page, or all 64.

    Raises:
        UserError: They are no such digits.
    """
    digits = re.sub(r"[\s:-]", "", words).lower()
    if len(digits) not in (SHORT, FULL) or set(digits) - set("0123456789abcdef"):
        raise UserError(
            "verify.digits",
            tr("“{words}” is no fingerprint of a review.", words=words[:100]),
            tr("Type the 16 digits from the foot of a page, or all 64."),
        )
    return Printed("", digits)


def read_printed(path: Path) -> Printed:
    """Return what a summary in a file says of itself; nothing in it is executed or followed.

    Raises:
        UserError: It cannot be read, is no such file, or bears no fingerprint.
    """
    readers = {".pdf": _pdf, ".md": _markdown, ".html": _html, ".htm": _html, ".docx": _docx}
    read = readers.get(path.suffix.lower())
    if read is None:
        raise UserError(
            "verify.form",
            tr("“{name}” is no summary that can be verified.", name=path.name),
            tr("Files that end in .pdf, .md, .html or .docx can."),
        )
    try:
        if path.exists() and not path.is_file():  # a pipe would never end
            raise _unreadable(path, tr("It is no file."))
        if path.stat().st_size > MOST_BYTES:
            raise _unreadable(path, tr("It is larger than any summary."))
        return read(path)
    except FileNotFoundError:
        raise UserError(
            "file.missing",
            tr("There is no file “{path}”.", path=str(path)),
            tr("Check the name."),
        ) from None
    except OSError as error:
        raise _unreadable(path, str(error.strerror or "")) from error


def _unreadable(path: Path, why: str = "") -> UserError:
    return UserError(
        "verify.unreadable",
        tr("“{name}” cannot be read as a summary.", name=path.name),
        why or tr("Type the fingerprint that stands at the foot of a page: --fingerprint."),
    )


def _nothing(path: Path) -> UserError:
    return UserError(
        "verify.no_fingerprint",
        tr("“{name}” bears no fingerprint of a review.", name=path.name),
        tr("Is it a summary that credreview made? If so, type the digits: --fingerprint."),
    )


def _pdf(path: Path) -> Printed:
    found = printed_pdf.read(path)
    pages = tuple(str(text) for text in found["pages"])
    stamp = read_stamp(found["stamp"]) if found["stamp"] else None
    if not any(text.strip() for text in (*pages, *found["feet"])) and stamp is None:
        raise UserError(
            "verify.scan",
            tr("“{name}” holds pictures of pages, and no text.", name=path.name),
            tr("It was scanned. Type the 16 digits from the foot of a page: --fingerprint."),
        )
    feet = [_short_forms(foot) for foot in found["feet"]]
    shorts = dict.fromkeys(short for foot in feet for short in foot)
    full = stamp.fingerprint if stamp else _full("\n".join(pages), list(shorts))
    fingerprint = full or next(iter(shorts), "")
    if not fingerprint:
        raise _nothing(path)
    remarks = []
    if len(pages) < found["count"]:
        remarks.append(
            tr("Only the first {n} of {pages} pages were read.", n=len(pages), pages=found["count"])
        )
    is_whole = not remarks
    if found["noted"]:
        remarks.append(
            tr(
                "Something was put onto page {pages} that is no part of the summary: a comment,"
                " a stamp or a field.",
                pages=page_numbers(found["noted"]),
            )
        )
    return Printed(
        form="pdf",
        fingerprint=fingerprint,
        stamp=stamp,
        words=found["words"],
        pages=pages if is_whole else (),
        feet=tuple(_MOMENT.sub("", foot, count=1) for foot in found["feet"]) if is_whole else (),
        drawn=tuple(found["drawn"]) if is_whole else (),
        misfits=tuple(_misfits(feet, pages, fingerprint[:SHORT])),
        remarks=tuple(remarks),
    )


def page_numbers(numbers: Sequence[int]) -> str:
    """Return numbers of pages in a row: the first ones, if they are many."""
    told = ", ".join(map(str, numbers[:_MOST_NAMED]))
    return f"{told}, …" if len(numbers) > _MOST_NAMED else told


def _misfits(feet: list[list[str]], pages: tuple[str, ...], expected: str) -> Iterator[str]:
    """Yield where the feet of pages name another state than the file does, or none."""
    strange: dict[str | None, list[int]] = {}
    for number, (foot, text) in enumerate(zip(feet, pages, strict=True), 1):
        for short in dict.fromkeys(foot):
            if short != expected:
                strange.setdefault(short, []).append(number)
        if not foot:
            missing = "" if text.strip() else None
            strange.setdefault(missing, []).append(number)
    for named, numbers in strange.items():
        which = page_numbers(numbers)
        if named is None:
            yield tr("No text can be read on page {pages}.", pages=which)
        elif not named:
            yield tr("No fingerprint stands at the foot of page {pages}.", pages=which)
        else:
            digits = " ".join(named[at : at + 4] for at in range(0, SHORT, 4))
            yield tr(
                "Another fingerprint stands at the foot of page {pages}: {digits}.",
                pages=which,
                digits=digits,
            )


def _short_forms(text: str) -> list[str]:
    return [re.sub(r"\s", "", found) for found in _GROUPED.findall(text)]


def _full(text: str, shorts: list[str]) -> str:
    """Return the whole fingerprint that stands somewhere in a text, by how it begins."""
    for short in dict.fromkeys([*shorts[:_MOST_TRIED], *shorts[-_MOST_TRIED:]]):
        digits = r"\s{0,3}".join(short) + rf"(?:\s{{0,3}}[0-9a-f]){{{FULL - SHORT}}}(?![0-9a-f])"
        found = re.search(digits, text)
        if found:
            return re.sub(r"\s", "", found.group())
    return ""


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8", "replace")


def _markdown(path: Path) -> Printed:
    text = _text(path)
    found = _IN_MARKDOWN.findall(text)
    plain = _IN_MARKDOWN.sub("", text)
    return _of_text(path, "md", plain, read_stamp(found[-1]) if found else None, text)


def _html(path: Path) -> Printed:
    text = _text(path)
    found = _IN_HTML.search(text)
    stamp = read_stamp(html.unescape(found.group(1))) if found else None
    plain = html.unescape(re.sub(r"<[^<>]*>", " ", text))
    return _of_text(path, "html", plain, stamp, text)


def _docx(path: Path) -> Printed:
    try:
        with zipfile.ZipFile(path) as package:
            names = set(package.namelist())
            body = _unpacked(package, _BODY)
            feet = [_unpacked(package, name) for name in sorted(names) if "word/footer" in name]
            noted = _PROPERTY.search(
                _unpacked(package, "docProps/custom.xml") if "docProps/custom.xml" in names else ""
            )
    except (zipfile.BadZipFile, zlib.error, KeyError, NotImplementedError, RuntimeError, ValueError,
            EOFError) as error:  # fmt: skip
        raise _unreadable(path) from error
    words = _words(body)
    stamp = read_stamp(html.unescape(noted.group(1))) if noted else None
    plain = "\n".join([words, *map(_words, feet)])
    return _of_text(path, "docx", plain, stamp, words)


def _unpacked(package: zipfile.ZipFile, name: str) -> str:
    with package.open(name) as part:
        data = part.read(_MOST_TEXT + 1)
    if len(data) > _MOST_TEXT:
        raise ValueError(name)
    return data.decode("utf-8", "replace")


def words_of_docx(data: bytes) -> str:
    """Return the words of a DOCX that was made here, as they are read off a file."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return _words(_unpacked(package, _BODY))


def _words(xml: str) -> str:
    """Return the words of a DOCX part, a line a paragraph; by pattern, as XML may be a trap."""
    lines = []
    for paragraph in xml.split("</w:p>"):
        pieces = re.findall(r"<w:t(?: [^<>]*)?>([^<]*)</w:t>|<w:(br|tab)/>", paragraph)
        marks = {"br": "\n", "tab": "\t"}
        lines.append("".join(marks.get(mark, html.unescape(words)) for words, mark in pieces))
    return "\n".join(line for line in lines if line)


def _of_text(path: Path, form: str, text: str, stamp: Stamp | None, words: str) -> Printed:
    """Return what a text says; without a stamp the fingerprint is what its digits begin with."""
    shorts = list(dict.fromkeys(_short_forms(text)))
    if stamp is not None:
        whole = _full(text, [stamp.fingerprint[:SHORT]])
        misfits = (
            ()
            if whole == stamp.fingerprint or stamp.fingerprint[:SHORT] in shorts
            else (tr("What it says for programs names another fingerprint than its words do."),)
        )
        return Printed(form, stamp.fingerprint, stamp, words, misfits=misfits)
    fingerprint = _full(text, shorts) or (shorts[0] if len(shorts) == 1 else "")
    if not fingerprint:
        raise _nothing(path)
    return Printed(form, fingerprint, None, words)
