"""What stands around a DOCX report: sheet, styles, header and footer, properties, the package."""

import io
import re
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import escape, quoteattr

from credreview.domain.summary import Paper
from credreview.report.docx_styles import dress, element
from credreview.report.docx_xml import (
    Field,
    Frame,
    Line,
    begins_right,
    paragraph,
    row,
    run,
    table,
    twips,
)
from credreview.report.model import Report
from credreview.report.stamp import stamp
from credreview.report.visible import one_line
from credreview.text import tr

if TYPE_CHECKING:
    from docx.document import Document

#: Width and height, side margins, top and bottom of the text, header and footer, millimetres.
SHEETS: Final = {Paper.A4: (210.0, 297.0), Paper.LETTER: (215.9, 279.4)}
SIDE, TOP, BOTTOM, HEADER, FOOTER = 18.0, 23.0, 22.0, 9.0, 9.0

#: Colours of the marks on black (FIRST, TLP 2.0); the only colours of a report.
_COLOURS = {
    "TLP:RED": "FF2B2B",
    "TLP:AMBER": "FFC000",
    "TLP:AMBER+STRICT": "FFC000",
    "TLP:GREEN": "33FF00",
    "TLP:CLEAR": "FFFFFF",
}
_MIRRORED = {"ar", "dv", "fa", "he", "ps", "ur", "yi"}
#: How high a logo is, in millimetres.
_LOGO = 14.0
#: What a running header can hold of a title.
_SUBJECT = 90


def is_mirrored(report: Report) -> bool:
    """Tell whether the program's own words in a report are written from right to left."""
    return report.language.partition("-")[0].lower() in _MIRRORED


def text_width(report: Report) -> float:
    """Return how wide the text of a report is, in millimetres."""
    return SHEETS[report.request.paper][0] - 2 * SIDE


def chip(mark: str) -> str:
    """Return a handling mark as a run: bold in its colour on black."""
    if not mark:
        return ""
    more = f'<w:color w:val="{_COLOURS.get(mark, "FFFFFF")}"/><w:sz w:val="24"/>'
    more += '<w:szCs w:val="24"/><w:shd w:val="clear" w:color="auto" w:fill="000000"/>'
    return run(f"\u00a0{mark}\u00a0", bold=True, more=more)


class Package:
    """A DOCX file that is being made.

    Args:
        report: What it is of: sheet, mark, title, language.
    """

    def __init__(self, report: Report) -> None:
        import docx

        self._document = docx.Document()
        _leave_out(self._document)
        dress(self._document, report.language)
        _sheet(self._document, report)
        _properties(self._document, report)
        _stamp(self._document, report)

    def picture(self, data: bytes) -> str:
        """Return a logo as a run; "" where the bytes are no picture."""
        from docx.image.exceptions import (
            InvalidImageStreamError,
            UnexpectedEndOfFileError,
            UnrecognizedImageError,
        )

        broken = (InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError)
        try:
            part = self._document.part
            made = part.new_pic_inline(io.BytesIO(data), None, docx_mm(_LOGO))
        except (*broken, ZeroDivisionError):
            return ""
        return f"<w:r><w:drawing>{made.xml}</w:drawing></w:r>"

    def finished(self, body: Iterable[str]) -> bytes:
        """Return the file with these fragments, which are written as they come; not held."""
        made = io.BytesIO()
        self._document.save(made)
        return _with_body(made, body)


def _sheet(document: "Document", report: Report) -> None:
    section: Any = document.sections[0]
    width, height = SHEETS[report.request.paper]
    section.page_width, section.page_height = docx_mm(width), docx_mm(height)
    section.left_margin = section.right_margin = docx_mm(SIDE)
    section.top_margin, section.bottom_margin = docx_mm(TOP), docx_mm(BOTTOM)
    section.header_distance, section.footer_distance = docx_mm(HEADER), docx_mm(FOOTER)
    for grid in section._sectPr.xpath("w:docGrid"):  # noqa: SLF001 - lines are no grid here
        section._sectPr.remove(grid)  # noqa: SLF001
    if is_mirrored(report):
        section._sectPr.append(element("<w:bidi/>"))  # noqa: SLF001
    _fill(section.header, _running(report, _header(report), "bottom", "Header"))
    _fill(section.footer, _running(report, _footer(report), "top", "Footer"))


def docx_mm(millimetres: float) -> int:
    """Return millimetres in the unit of python-docx, 914,400 to the inch."""
    return round(millimetres * 36000)


def _fill(part: Any, fragments: Iterable[str]) -> None:  # noqa: ANN401 - python-docx has no types
    part.is_linked_to_previous = False
    held = part._element  # noqa: SLF001 - a header's own element has no other name
    for old in list(held):
        held.remove(old)
    for made in element(f"<w:hdr>{''.join(fragments)}</w:hdr>"):
        held.append(made)


def _running(report: Report, words: str, ruled: str, style: str) -> Iterable[str]:
    """Return the words at one side and the mark at the other, with a rule towards the text."""
    wide = twips(text_width(report))
    mark = twips(44) if report.mark else 0
    widths = [wide - mark, mark] if mark else [wide]
    right = is_mirrored(report)
    cells = [Field(paragraph(words, style, right=right), middle=True)]
    if mark:
        place = '<w:jc w:val="right"/>'
        cells.append(
            Field(paragraph(chip(report.mark), style, right=right, after=place), middle=True)
        )
    lines = ((ruled, Line("single", 0.6)),)
    frame = Frame(widths, lines, gutter=0, mirrored=right)
    return table(frame, [row(cells, widths)])


def _header(report: Report) -> str:
    name = " – ".join(part for part in (report.organisation, report.name) if part)
    subject = one_line(report.subject).strip()
    if len(subject) > _SUBJECT:
        subject = subject[: _SUBJECT - 1].rstrip() + "…"
    base = begins_right(name)
    return run(name, bold=True, base=base) + run("\u2002" + subject, base=base)


def _footer(report: Report) -> str:
    """Return the page's number and the short fingerprint, the words around them translated."""
    words = tr("Page {page} of {pages}", page="\ue000", pages="\ue001")
    fields = {"\ue000": "PAGE", "\ue001": "NUMPAGES"}
    counted = "".join(
        _counter(fields[part]) if part in fields else run(part, bold=True)
        for part in re.split("([\ue000\ue001])", words)
    )
    short = tr("Review fingerprint {digits}", digits=report.short_fingerprint)
    return counted + run("\u2003" + short)


def _counter(name: str) -> str:
    return f"<w:fldSimple w:instr={quoteattr(f' {name} ')}>{run('1', bold=True)}</w:fldSimple>"


def _properties(document: "Document", report: Report) -> None:
    core = document.core_properties
    title = " – ".join(part for part in (report.name, report.subject) if part)
    core.title, core.author = _short(title), _short(report.author)
    core.last_modified_by, core.comments = "", ""
    core.language = _short(report.language)
    # The time of the latest action in it: the clock would make each file another one.
    moment = datetime.fromtimestamp(max(report.moment, 0) / 1000, UTC).replace(microsecond=0)
    core.created = core.modified = moment.replace(tzinfo=None)
    core.revision = 1


def _short(words: str) -> str:
    """Return words as a property can hold them."""
    return one_line(words)[:255]


def _stamp(document: "Document", report: Report) -> None:
    """Note what the report says of itself as a property; word processors keep those."""
    from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    said = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties'
        ' xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"'
        ' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="credreview">'
        f"<vt:lpwstr>{escape(stamp(report))}</vt:lpwstr></property></Properties>"
    )
    package: Any = document.part.package
    kind = CONTENT_TYPE.OFC_CUSTOM_PROPERTIES
    part = Part(PackURI("/docProps/custom.xml"), kind, said.encode(), package)
    package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)


def _leave_out(document: "Document") -> None:
    """Take out of the template what tells of another program, or of nothing."""
    from docx.oxml.ns import qn

    package = document.part.package
    for rels in (package.rels, document.part.rels):
        for id, rel in list(rels.items()):
            kind = rel.reltype.rpartition("/")[2]
            if kind in ("thumbnail", "stylesWithEffects", "customXml", "extended-properties"):
                del rels[id]
    settings = document.settings.element
    for old in settings.xpath("w:rsids | w:savePreviewPicture | w:zoom | w:proofState"):
        settings.remove(old)
    for mode in settings.xpath("w:compat/w:compatSetting[@w:name='compatibilityMode']"):
        mode.set(qn("w:val"), "15")


_BODY = "word/document.xml"


def _with_body(made: io.BytesIO, body: Iterable[str]) -> bytes:
    """Write the package anew: with the fragments, and without the time at which it was made."""
    whole = io.BytesIO()
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(whole, "w") as new:
        for name in old.namelist():
            with new.open(_entry(name), "w", force_zip64=True) as target:
                if name != _BODY:
                    target.write(old.read(name))
                    continue
                head, end, tail = old.read(name).decode().partition("<w:sectPr")
                target.write(head.encode())
                for fragment in body:
                    target.write(fragment.encode())
                target.write((end + tail).encode())
    return whole.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 3
    entry.external_attr = 0o644 << 16
    return entry
