"""A report as a DOCX file, with the styles of a word processor, to be edited further."""

from collections.abc import Iterator

from credreview.report.docx_blocks import Blocks
from credreview.report.docx_frame import Package, is_mirrored, text_width
from credreview.report.docx_xml import Anchors, twips
from credreview.report.model import ClaimCard, Heading, Masthead, Report, Section
from credreview.report.tables import Table


def render(report: Report) -> bytes:
    """Return a report as an Office Open XML document (ISO/IEC 29500, transitional).

    Equal reports give equal bytes. Charts stand in it as their tables; pages
    in the contents and beside references are fields, which the word
    processor counts. Nothing in it leads outside of the document.

    Args:
        report: Best one that holds all of it: it is gone through twice.
    """
    package = Package(report)
    known: set[str] = set()
    pictures: dict[bytes, str] = {}
    for section in report.sections:
        known.update(_anchors(section))
        for block in section.blocks:
            if isinstance(block, Masthead) and block.logo and block.logo not in pictures:
                pictures[block.logo] = package.picture(block.logo)
    blocks = Blocks(
        Anchors(known - {""}),
        twips(text_width(report)),
        is_mirrored(report),
        [section for section in report.sections if section.is_listed and section.title],
        pictures,
        report.subject or report.name,
    )

    def body() -> Iterator[str]:
        for section in report.sections:
            yield from blocks.section(section)

    return package.finished(body())


def _anchors(section: Section) -> Iterator[str]:
    yield section.anchor
    for block in section.blocks:
        if isinstance(block, Heading | Masthead | ClaimCard):
            yield block.anchor
        elif isinstance(block, Table):
            yield from (row.anchor for row in block.rows)
