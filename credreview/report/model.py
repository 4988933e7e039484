"""A report as plain data: what is said and in which order; nothing of how it looks.

Every word for people stands in here, so that Markdown, HTML, paper and DOCX
say the same. What comes from files is unescaped text; each renderer makes it
harmless in its own way. Long parts are sequences that may be read as they
are needed (`lazy.py`); nothing here changes once it is built.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from credreview.domain.summary import Request
from credreview.report.charts import AgreementMatrix, Chart, GradeMatrix
from credreview.report.tables import Table
from credreview.report.words import Grade, Paragraph, pair_text


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section.

    Attributes:
        level: 1 stands as high as a section's title, 2 below it.
        note: Small print beneath, or "".
        anchor: Name that references lead to, or "".
    """

    text: str
    level: int = 1
    note: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Masthead:
    """What a report, or an article's summary in it, begins with.

    Attributes:
        kicker: What it is: "Review summary".
        title: Of the review, the article, ...; the source's words for an article.
        is_supplied: A reviewer gave the title; renderers put it in square brackets.
        lead: A line beneath, or "".
        logo: The bytes of a PNG or JPEG picture, or None.
        anchor: Name that references lead to, or "".
    """

    kicker: str
    title: str
    is_supplied: bool = False
    lead: str = ""
    logo: bytes | None = None
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and what it counts."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class FigureRow:
    """Some numbers in a row; no sum, no score."""

    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class StatementPart:
    """One head of a source summary statement and what is said under it."""

    head: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """A source summary statement, always with all its heads.

    Attributes:
        title: "Source summary statement".
        note: Who wrote it and when, or that the program put it together.
    """

    title: str
    parts: tuple[StatementPart, ...]
    note: str


@dataclass(frozen=True, slots=True)
class Record:
    """Facts with their labels: where an article came from."""

    title: str
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Contents:
    """Asks the renderer for a list of the report's sections, with pages on paper."""

    title: str


@dataclass(frozen=True, slots=True)
class Beside:
    """Two blocks side by side, the left the wider; one after the other where there is no room."""

    left: "Narrow"
    right: "Narrow"


#: What can stand in a column of half a sheet.
Narrow = Statement | Record | Contents | GradeMatrix


@dataclass(frozen=True, slots=True)
class Hashes:
    """Checksums and fingerprints with their labels.

    A value is hex digits, shown in groups of eight, or says in words why there are none.
    """

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """One person's judgement of a claim, or the agreed one.

    Attributes:
        by: The judge's name; "" for the state "nobody has judged it".
        how: What to know of it, in words: "agreed", "blind", "changed after others were
            shown", or "".
        when: Its time in words, UTC.
        provenance: Its label, "" where not given.
        attributed_to: Who asserts the claim, by this judge; "" where not given.
        directness: "direct quote", "" where not given.
        confidence: A sentence of its own ("Confidence in this judgement is moderate."), or "".
        rationale: What the judge wrote; for an agreed judgement, the reason.
        flags: Their labels.
    """

    reliability: Grade
    credibility: Grade
    by: str
    how: str
    when: str
    provenance: str
    attributed_to: str
    directness: str
    confidence: str
    rationale: tuple[Paragraph, ...]
    flags: tuple[str, ...] = ()
    is_agreed: bool = False

    @property
    def pair(self) -> str:
        """The pair as people write it: "C2", "F6", "D n.c.", half of one "C–"; "–" for nothing."""
        return pair_text(self.reliability, self.credibility)


@dataclass(frozen=True, slots=True)
class LinkLine:
    """How another claim bears on this one.

    Attributes:
        words: "Contradicted by claim 12".
        pair: That claim's pair, "F3"; "" where it has none.
        target: Its anchor where it stands in this report; renderers on paper add the page.
        elsewhere: Where it stands otherwise: its article's title; "" in this report.
        note: What the link's author said of it, or "".
    """

    words: str
    pair: str = ""
    target: str = ""
    elsewhere: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ClaimCard:
    """A claim with all that is known of it.

    Attributes:
        number: In this report, from 1, in the order of the text.
        anchor: Name that references lead to.
        place: Where it stands: "¶ 3", "heading", "caption"; "" where unknown.
        quote: The source's words, exactly.
        descriptor: What is said of who asserts it ("Government; party to the war"), or "".
        verdicts: The counted one first (agreed, else the lead reviewer's); at least one,
            which may be the empty one of nobody.
        links: How other claims bear on it.
        notes: Notes on the claim, each with its author.
        hint: What else to know ("2 judgements are hidden by blind mode"), or "".
    """

    number: int
    anchor: str
    claim: str
    place: str
    quote: str
    descriptor: str
    verdicts: tuple[Verdict, ...]
    links: tuple[LinkLine, ...] = ()
    notes: tuple[Paragraph, ...] = ()
    hint: str = ""


@dataclass(frozen=True, slots=True)
class ChartRow:
    """Charts side by side where there is room, such as two agreement matrices."""

    charts: tuple[AgreementMatrix, ...]


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """A line of the key to a scale."""

    sign: str
    label: str
    definition: str
    is_apart: bool = False


@dataclass(frozen=True, slots=True)
class Key:
    """The key to the scales: two columns of grades, then lines on what else is printed."""

    columns: tuple[tuple[str, tuple[KeyEntry, ...]], ...]
    lines: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Footnotes:
    """Numbered remarks at a section's end."""

    notes: tuple[Paragraph, ...]


Block = (
    Paragraph
    | Heading
    | Masthead
    | FigureRow
    | Statement
    | Record
    | Contents
    | Beside
    | Hashes
    | ClaimCard
    | Table
    | Chart
    | ChartRow
    | Key
    | Footnotes
)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report.

    Attributes:
        title: "" for the part before the first heading.
        anchor: Name that references and the contents lead to.
        is_new_page: It begins on a page of its own, to be handed on alone.
        is_listed: It stands in the contents and in the PDF's outline.
        has_masthead: Its title stands in a masthead of its own, and is not repeated above it.
        is_brief: It is set close on paper: an article's summary takes one or two pages.
    """

    title: str
    anchor: str
    blocks: Sequence[Block]
    note: str = ""
    is_new_page: bool = False
    is_listed: bool = True
    has_masthead: bool = False
    is_brief: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report.

    Attributes:
        name: "Credibility summary"; stands in the running header.
        subject: What it is about: the review's or the article's title.
        language: BCP 47 tag of the words of the program.
        mark: Handling mark ("TLP:AMBER"), "" for none.
        organisation: Stands beside the name where a template gives one, or "".
        fingerprint: Of the review's heads, 64 hex digits.
        as_of: Time of the latest action in it, in words; no time of printing is in a report.
        author: Who makes it, or "".
        remarks: What its reader has to know first (set aside, hidden, read-only, ...).
        moment: The time of `as_of`, ms UTC: files that bear a date bear this one.
        reviewer: Id of whose eyes it is made for: blind mode hides things from some.
        templates: Digest of an organisation's own templates, "" for none: see `stamp.digest`.
        broken: Messages about templates that are broken and were not used; more may come while
            the sections are read.
        aside: Digest of the actions that the file set aside, "" for none: see `Scope`.
        vocabulary: Digest of the terms that it is written in: see `stamp.terms_digest`.
    """

    request: Request
    name: str
    subject: str
    language: str
    mark: str
    organisation: str
    fingerprint: str
    as_of: str
    author: str
    sections: Sequence[Section]
    remarks: tuple[str, ...] = ()
    moment: int = 0
    reviewer: str = ""
    templates: str = ""
    aside: str = ""
    broken: Sequence[str] = ()
    vocabulary: str = ""

    @property
    def short_fingerprint(self) -> str:
        """The 16 digits of the fingerprint that stand on each page, in fours."""
        return " ".join(self.fingerprint[at : at + 4] for at in range(0, 16, 4))
