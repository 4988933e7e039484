"""The list of evidence: each article's files, when and by whom they were captured, checksums."""

from collections.abc import Iterator, Sequence

from credreview.domain.summary import CountedArticle, Evidence
from credreview.report.lazy import Lazy
from credreview.report.model import Block
from credreview.report.moments import moment_words
from credreview.report.parts.cells import cell
from credreview.report.parts.context import Context, title_of
from credreview.report.parts.record import file_words
from credreview.report.tables import Cell, Column, Row, Table
from credreview.report.words import Paragraph, Role, words
from credreview.text import tr


def evidence(context: Context) -> Sequence[Block]:
    """Return a table with a row an article, read as it is needed."""
    articles = context.part.articles

    def fetch(start: int, stop: int) -> Sequence[Row]:
        found = context.fetch.evidence([article.key for article in articles[start:stop]])
        both = zip(articles[start:stop], found, strict=True)
        return [_row(number, *one) for number, one in enumerate(both, start + 1)]

    columns = (
        Column(tr("No."), 8, is_number=True),
        Column(tr("Article"), 46),
        Column(tr("File, captured"), 50),
        Column(tr("SHA-256"), 70),
    )
    return (
        Table(
            columns,
            Lazy(len(articles), fetch),
            empty=tr("This review holds no article."),
            note=tr(
                "A checksum shows that a file or a text is the one that was captured. It does not"
                " show who wrote it, or that it is true."
            ),
        ),
    )


def _row(number: int, article: CountedArticle, found: Evidence) -> Row:
    return Row(
        (
            cell(str(number)),
            cell(title_of(article), article.outlet or tr("Outlet not stated"), bold=True),
            Cell(tuple(_findings(found)) or (Paragraph(words(tr("Not recorded"))),)),
            Cell(tuple(_digits(found))),
        )
    )


def _findings(found: Evidence) -> Iterator[Paragraph]:
    for finding in found.findings:
        yield Paragraph(words(file_words(finding)))
        when = moment_words(finding.capture.captured_at)
        by = finding.by or tr("a reviewer without a name")
        yield Paragraph(words(tr("{when}, by {name}", when=when, name=by)), Role.SMALL)


def _digits(found: Evidence) -> Iterator[Paragraph]:
    files = list(dict.fromkeys(finding.capture.bytes_sha256 for finding in found.findings))
    for digits in files:
        yield Paragraph(words(tr("File")), Role.SMALL)
        yield _hash(digits)
    yield Paragraph(words(tr("Normalised text")), Role.SMALL)
    if found.text_sha256 and found.text_sha256 in files:
        yield Paragraph(words(tr("the same: the file is in normal form")), Role.SMALL)
    else:
        yield _hash(found.text_sha256)


def _hash(digits: str) -> Paragraph:
    if digits:
        return Paragraph(words(digits), Role.HASH)
    return Paragraph(words(tr("Not recorded")), Role.SMALL)
