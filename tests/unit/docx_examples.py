"""Small reports for tests of DOCX files, and what stands in such a file, read back."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import docx

from credreview.domain.summary import Request
from credreview.report.docx import render
from credreview.report.model import Block, ClaimCard, Report, Section, Verdict
from credreview.report.tables import Cell, Column, Row, Table
from credreview.report.words import Grade, GradeKind, Paragraph, words

FINGERPRINT = "e58fd10d5c1385cd" + "0123456789abcdef" * 3
C = Grade(GradeKind.GRADED, "C", 2, "Fairly reliable")
TWO = Grade(GradeKind.GRADED, "2", 1, "Probably true")
F = Grade(GradeKind.CANNOT, "F", None, "Reliability cannot be judged")
SIX = Grade(GradeKind.CANNOT, "6", None, "Truth cannot be judged")
OPEN = Grade(GradeKind.NOT_JUDGED, "", None, "Not judged yet")
NOT_CHECKABLE = Grade(GradeKind.NOT_CHECKABLE, "", None, "Not checkable: an opinion")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def said(text: str) -> tuple[Paragraph, ...]:
    return (Paragraph(words(text)),)


def verdict(reliability: Grade = C, credibility: Grade = TWO, **other: Any) -> Verdict:
    given: dict[str, Any] = {
        "by": "Xenia Example",
        "how": "blind",
        "when": "22 Nov 2026, 10:02 UTC",
        "provenance": "Government or military statement",
        "attributed_to": "Harbour Office",
        "directness": "paraphrase",
        "confidence": "Confidence in this judgement is moderate.",
        "rationale": said("Nobody else counted."),
    }
    return Verdict(reliability, credibility, **{**given, **other})


def card(number: int, quote: str = "", *verdicts: Verdict, **other: Any) -> ClaimCard:
    return ClaimCard(
        number,
        f"claim-{number}",
        f"{number:032x}",
        f"¶ {number}",
        quote or f"words of claim {number}",
        "government",
        verdicts or (verdict(),),
        **other,
    )


def table(count: int) -> Table:
    rows = tuple(
        Row(
            (
                Cell((Paragraph(words(str(n))),)),
                Cell((Paragraph(words(f"row {n} of the table")),), pair=(C, TWO)),
                Cell(page_of=f"claim-{n}"),
            ),
            anchor=f"row-{n}",
        )
        for n in range(1, count + 1)
    )
    columns = (Column("No.", 10, True), Column("What", 150), Column("Page", 14, True))
    return Table(columns, rows, note="Small print")


def report(*blocks: Block, **other: Any) -> Report:
    section = Section("Claims", "section-claims", blocks)
    made = Report(
        request=Request(),
        name="Credibility summary",
        subject="Ships at the harbour",
        language="en",
        mark="TLP:AMBER",
        organisation="",
        fingerprint=FINGERPRINT,
        as_of="22 Nov 2026, 10:02 UTC",
        author="Xenia Example",
        sections=(section,),
        moment=1_795_341_720_000,
    )
    return replace(made, **other)


class Read:
    """What stands in a DOCX file, as python-docx and a look into the package find it."""

    def __init__(self, made: Report) -> None:
        self.data = render(made)
        self.document = docx.Document(io.BytesIO(self.data))
        self.parts = {}
        with zipfile.ZipFile(io.BytesIO(self.data)) as package:
            assert package.testzip() is None
            self.parts = {name: package.read(name) for name in package.namelist()}

    @property
    def xml(self) -> str:
        return self.parts["word/document.xml"].decode()

    @property
    def text(self) -> str:
        """All words of the body, a line a paragraph, those of nested tables too."""
        return "\n".join(self.paragraphs())

    def paragraphs(self) -> Iterator[str]:
        for paragraph in self.document.element.body.iter(f"{W}p"):
            yield "".join(
                {f"{W}br": "\n", f"{W}tab": "\t"}.get(piece.tag, piece.text or "")
                for piece in paragraph.iter(f"{W}t", f"{W}br", f"{W}tab")
                if piece.getparent().tag == f"{W}r"
            )

    def bookmarks(self) -> list[str]:
        return re.findall(r'<w:bookmarkStart w:id="\d+" w:name="([^"]*)"', self.xml)
