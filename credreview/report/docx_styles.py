"""The styles of a DOCX report: what each kind of paragraph looks like, and is called."""

import re
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from docx.document import Document

# What every word processor has, or has a face of the same widths for: the serif is the source's
# voice, the other the reviewer's. Right-to-left letters have a face of their own.
_SERIF, _SANS, _MONO = "Cambria", "Calibri", "Consolas"
_RIGHT = {_SERIF: "Times New Roman", _SANS: "Arial", _MONO: "Courier New"}

#: Style: face, points, "b" bold "i" italic "n" no proofreading, points above and below.
_STYLES: Final = {
    "Normal": (_SANS, 9.5, "", 0, 3),
    "Title": (_SERIF, 21, "b", 0, 4),
    "Heading 1": (_SERIF, 14, "b", 14, 3),
    "Heading 2": (_SERIF, 11, "b", 8, 2),
    "Heading 3": (_SERIF, 10, "b", 6, 2),
    "Header": (_SANS, 9, "", 0, 0),
    "Footer": (_SANS, 9, "", 0, 0),
    "Kicker": (_SANS, 8.5, "b", 0, 2),
    "Lead": (_SERIF, 11, "", 0, 6),
    "Claim Quote": (_SERIF, 10.5, "n", 0, 3),
    "Quotation": (_SANS, 9.5, "i", 0, 3),
    "Small": (_SANS, 8.5, "", 0, 1),
    "Note": (_SANS, 8, "", 0, 3),
    "Label": (_SANS, 8, "b", 2, 0),
    "Table Head": (_SANS, 8, "b", 0, 1),
    "List Item": (_SANS, 9.5, "", 0, 2),
    "Code Block": (_MONO, 8.5, "n", 0, 3),
    "Hash": (_MONO, 8, "n", 0, 1),
    "Claim Number": (_SERIF, 13, "b", 0, 0),
    "Figure": (_SERIF, 20, "b", 2, 0),
    "Grade": (_SANS, 13, "", 0, 0),
    "Gap": (_SANS, 2, "", 0, 0),
}


def dress(document: "Document", language: str) -> None:
    """Give a document our styles, and the language of its own words (BCP 47)."""
    from docx.enum.style import WD_STYLE_TYPE

    for name, (face, points, how, before, after) in _STYLES.items():
        known = name in [style.name for style in document.styles]
        style: Any = (
            document.styles[name]
            if known
            else document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        )
        if not known:
            style.base_style = document.styles["Normal"]
            style.quick_style = True
        _type(style.element, face, points, how)
        form = style.paragraph_format
        form.space_before, form.space_after = _points(before), _points(after)
        form.line_spacing = 1.0
        form.keep_with_next = name in ("Title", "Kicker") or name.startswith("Heading")
        form.widow_control = True
    code: Any = document.styles.add_style("Code", WD_STYLE_TYPE.CHARACTER)
    _type(code.element, _MONO, 8.5, "n")
    (defaults,) = document.styles.element.xpath("w:docDefaults/w:rPrDefault/w:rPr")
    language = re.sub(r"[^A-Za-z0-9-]", "", language) or "en"
    _replace(defaults, "w:rFonts", _fonts(_SANS))
    _replace(defaults, "w:lang", f'<w:lang w:val="{language}" w:eastAsia="zh-CN" w:bidi="ar-SA"/>')


def _points(points: float) -> int:
    # In the unit of python-docx, 914,400 to the inch.
    return round(points * 12700)


def _fonts(face: str) -> str:
    return f'<w:rFonts w:ascii="{face}" w:hAnsi="{face}" w:cs="{_RIGHT[face]}"/>'


def _type(style: Any, face: str, points: float, how: str) -> None:  # noqa: ANN401 - lxml
    """Give a style its type: black, in one face, without what the template had there."""
    for old in style.xpath("w:rPr | w:pPr/w:pBdr | w:pPr/w:contextualSpacing"):
        old.getparent().remove(old)
    said = _fonts(face)
    said += "<w:b/><w:bCs/>" if "b" in how else ""
    said += "<w:i/><w:iCs/>" if "i" in how else ""
    said += "<w:noProof/>" if "n" in how else ""
    size = round(points * 2)
    said += f'<w:color w:val="000000"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    made = element(f"<w:rPr>{said}</w:rPr>")
    after = style.xpath("w:tblPr | w:trPr | w:tcPr | w:tblStylePr")
    if after:
        after[0].addprevious(made)
    else:
        style.append(made)


def element(fragment: str) -> Any:  # noqa: ANN401 - lxml
    """Return a fragment as an element, to be put into what python-docx holds."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    found: Any = parse_xml(re.sub(r"^<([\w:]+)", rf"<\1 {nsdecls('w')}", fragment))
    return found


def _replace(parent: Any, name: str, fragment: str) -> None:  # noqa: ANN401 - lxml
    (old,) = parent.xpath(name)
    parent.replace(old, element(fragment))
