"""The other parts of the fictional report: masthead, statement, tables, charts, key, footnotes."""

from dataclasses import replace

import paper_examples
from paper_examples import CREDIBILITY, RELIABILITY, body, cards

from credreview.report.charts import (
    AgreementChart,
    AgreementMatrix,
    AgreementRow,
    Box,
    ClaimRefs,
    GradeMatrix,
    Interval,
    MixRow,
    ProgressChart,
    ProgressRow,
    ProvenanceMix,
)
from credreview.report.model import (
    Beside,
    ChartRow,
    Contents,
    Figure,
    FigureRow,
    Footnotes,
    Hashes,
    Heading,
    Key,
    KeyEntry,
    Masthead,
    Record,
    Section,
    Statement,
    StatementPart,
)
from credreview.report.tables import Cell, Column, Row, Table
from credreview.report.words import Paragraph, Role, Run, words

STATEMENT = Statement(
    "Source summary statement",
    (
        StatementPart("Breadth", body(
            "Nine sources in two articles: a government and its intelligence service on one side;"
            " a ministry and a head of state on the other; two groups without names."
        )),
        StatementPart("Most weight", body("Claims 6 and 12, the only two counts of dockers.")),
        StatementPart("Strengths", body("Opposed governments describe the same recruitment.")),
        StatementPart("Gaps", body("No document, list or record was seen.\nNothing from Sudland.")),
        StatementPart("Dependence", body("Every count traces to one office.")),
        StatementPart("Contradictions", (Paragraph((
            Run("At least 1,076 ("), Run("claim 6", target="claim-6"),
            Run(") against around 5,000 ("), Run("claim 12", target="claim-12"), Run(").")),),)),
    ),
    "Written by R. Examiner, 22 Nov 2026, 11:21 UTC.",
)  # fmt: skip

RECORD = Record(
    "Record",
    (
        ("Outlet", ("Not stated in the file",)),
        ("Author", ("P. Writer", "T. Translator")),
        ("Published", ("Not stated. After 29 October 2025 (embedded post)",)),
        ("Captured", ("Not recorded. Imported 22 Nov 2026, 09:40 UTC, by R. Examiner",)),
        ("File", ("004_harbour_closing_final_version_of_the_second_desk.txt, 10,322 bytes",)),
    ),
    "[ ] supplied by the reviewer; the file has no title.",
)

HASHES = Hashes(
    (
        ("SHA-256 of the file", "ea8c5f6c" * 8),
        ("of the normalised text", "identical: the file is already in normal form"),
    )
)

MASTHEAD = Masthead(
    "Review summary",
    "The closing of the harbour",
    lead="How many dockers sail with the northern fleet, how they were hired, and who says so.",
)

FIGURES = FigureRow(
    tuple(
        Figure(value, label)
        for value, label in (
            ("2", "Articles"), ("1,213", "Claims"), ("11", "Graded"), ("1", "Not checkable"),
            ("1", "Open"), ("2", "Reviewers"),
        )
    )
)  # fmt: skip


def claim_table(rows: int = 12) -> Table:
    """Return the claims as a table, the twelve again and again with new numbers."""
    columns = (
        Column("No.", 6), Column("Claim, as printed in the article", 58),
        Column("Asserted by; provenance", 40), Column("Grade", 31), Column("Confidence", 17),
        Column("Page", 10, is_number=True),
    )  # fmt: skip
    made = []
    for number in range(1, rows + 1):
        claim = cards()[(number - 1) % 12]
        first = claim.verdicts[0]
        made.append(
            Row(
                (
                    Cell((Paragraph((Run(str(number), bold=True, target=f"claim-{number}"),)),)),
                    Cell((Paragraph(words(claim.quote), Role.SOURCE),)),
                    Cell((Paragraph(words(first.attributed_to or "Not stated", bold=True)),
                          Paragraph(words(first.provenance or "Not given")))),
                    Cell((Paragraph(words(f"{first.reliability.label}; "
                                          f"{first.credibility.label.lower()}"), Role.NOTE),),
                         pair=(first.reliability, first.credibility)),
                    Cell(body("Moderate" if first.confidence else "–")),
                    Cell(page_of=f"claim-{number}"),
                ),
                anchor=f"row-{number}",
            )
        )  # fmt: skip
    return Table(columns, tuple(made), note="F and 6, in light type, are no low grades.")


def sources() -> Table:
    """Return a table with figures and one without rows."""
    return Table(
        (Column("Source", 50), Column("Claims", 11, is_number=True), Column("Grade", 37),
         Column("Descriptor", 76)),
        (
            Row((Cell((Paragraph(words("Government of Norland", bold=True)),
                       Paragraph(words("Government; party to the dispute")))),
                 Cell(body("12")), Cell(body("C Fairly reliable")),
                 Cell(body("Named ministers on the record. Strong interest.")))),
            Row((Cell((Paragraph(words("Unnamed observers (article 1)", bold=True)),)),
                 Cell(body("1,203")), Cell(body("F Reliability cannot be judged")),
                 Cell(body("“Are believed”: no person, body or document to judge.")))),
            Row((Cell((Paragraph(words("وزارة الدفاع", bold=True)),)),
                 Cell(body("7")), Cell(body("B Usually reliable")),
                 Cell(body("No name, institute, method or date.")))),
        ),
    )  # fmt: skip


EMPTY = Table((Column("Source", 100), Column("Claims", 74)), (), empty="No sources are named.")


def matrix() -> GradeMatrix:
    """Return a matrix with a field of many claims and all margins."""
    return GradeMatrix(
        cells={
            ("C", "2"): ClaimRefs(2, (1, 6)), ("D", "3"): ClaimRefs(1, (11,)),
            ("F", "2"): ClaimRefs(1, (2,)), ("F", "6"): ClaimRefs(1, (3,)),
            ("B", "3"): ClaimRefs(31, ()),
        },
        not_judged=ClaimRefs(1, (5,)), not_checkable=ClaimRefs(1, (4,)), half=ClaimRefs(0, ()),
        words=("Not judged yet", "Not checkable", "One half only"),
        reliability=RELIABILITY, credibility=CREDIBILITY, table=EMPTY,
    )  # fmt: skip


def mix() -> ProvenanceMix:
    """Return a provenance mix with boxes."""
    return ProvenanceMix(
        rows=(
            MixRow("official", "Government or military statement", 3, "60 %", (2, 1),
                   (Box(1, True, True), Box(4, True, True), Box(5, False, False)), "official"),
            MixRow("", "Not given", 2, "40 %", (0, 2), (Box(7, False, True), Box(8, False, True))),
        ),
        total=5, article_titles=("Article 1", "Article 2"), table=EMPTY,
        note="Nine of the fourteen provenance types do not occur.",
    )  # fmt: skip


def agreement_matrix(title: str) -> AgreementMatrix:
    """Return a confusion matrix of two reviewers."""
    return AgreementMatrix(
        title, "R. Examiner", "M. Second", tuple("ABCDE"), ("F",),
        {("C", "C"): 2, ("C", "B"): 2, ("D", "C"): 3, ("F", "F"): 3},
        ((2, "same grade"), (5, "one step apart"), (0, "two or more"), (3, "F from both")), EMPTY,
    )  # fmt: skip


AGREEMENT = AgreementChart(
    ("Scale", "Claims", "Same", "Kappa, 95 %", "Alpha, 95 %"),
    (
        AgreementRow("Source reliability, A–E", 9, "3 of 9",
                     Interval(0.04, -0.4, 0.4, "0.04 [–0.40, 0.40]"),
                     Interval(0.19, -0.42, 0.58, "0.19 [–0.42, 0.58]")),
        AgreementRow("Reliability: graded, or F", 12, "12 of 12",
                     Interval(None, None, None, "no difference"),
                     Interval(None, None, None, "no difference")),
    ),
    EMPTY,
    "Kappa: Cohen, linear weights (filled). Alpha: Krippendorff, ordinal (open).",
)  # fmt: skip

PROGRESS = ProgressChart(
    (("judged", "Judged"), ("differing", "Reviewers differ"), ("not_checkable", "Not checkable"),
     ("open", "Open")),
    (ProgressRow("All articles", (8, 2, 1, 1)), ProgressRow("Harbour closed", (3, 1, 1, 0))),
    EMPTY,
)  # fmt: skip

KEY = Key(
    (
        ("Source reliability: how good has this source been?", tuple(
            KeyEntry(sign, label, "Some doubt; has been right before.", sign == "F")
            for sign, label in RELIABILITY)),
        ("Information credibility: how likely is this statement?", tuple(
            KeyEntry(sign, label, "Not confirmed; logical, fits the rest.", sign == "6")
            for sign, label in CREDIBILITY)),
    ),
    (
        Paragraph((Run("Confidence", bold=True), Run(" is low, moderate or high: how well founded"
                   " the judgement is. It is not a likelihood."))),
        Paragraph(words("¶: paragraph of the captured text. Blind: no other judgement was seen.")),
    ),
)  # fmt: skip


def sections() -> tuple[Section, ...]:
    """Return a section for every kind of block, cards and charts between them."""
    return (
        Section("", "section-top", (
            MASTHEAD, FIGURES, Paragraph(words("Sample review."), Role.NOTE),
            Beside(STATEMENT, Contents("Contents")),
        ), is_listed=False),
        Section("Provenance of the claims", "section-provenance", (mix(),),
                note="Who asserts it, not who prints it."),
        Section("Claims", "section-table", (claim_table(),), note="Grades by R. Examiner."),
        Section("Sources", "section-sources", (
            sources(), Heading("Sources that are not named", 2, note="Empty on purpose."), EMPTY,
            Footnotes(body("The list is that of the review.\nA second remark, longer than the first"
                           " one, so that it takes more than a line when it is set in small print"
                           " across the sheet.")),
        )),
        Section("Agreement", "section-agreement", (
            AGREEMENT, ChartRow((agreement_matrix("Source reliability"),
                                 agreement_matrix("Information credibility"))), PROGRESS,
        )),
        Section("Article 1: Harbour closed", "article-1", (
            Masthead("Article credibility summary", "Harbour closed", is_supplied=True),
            Beside(STATEMENT, RECORD), HASHES, Heading("Grades", note="12 claims, 9 judged."),
            matrix(), Heading("Claims"), *cards(),
        ), is_new_page=True, has_masthead=True),
        Section("Key to the scales", "section-key", (KEY,),
                note="Labels: Admiralty code (STANAG 2511); definitions in our own words."),
    )  # fmt: skip


def brief_sections(*claims: object) -> tuple[Section, ...]:
    """Return an article's summary, which is set close; without claims it has all of the cards."""
    chart = replace(matrix(), title="Grades", note="12 claims, 9 judged.")
    method = Paragraph(words("Each claim counts once. Nothing is added up. " * 10), Role.SMALL)
    return (
        Section("Article", "article-1", (
            Masthead("Article credibility summary", "Harbour closed", is_supplied=True),
            Beside(STATEMENT, chart), RECORD, HASHES, Heading("Claims"), *(claims or cards()),
        ), has_masthead=True, is_brief=True),
        Section("Key to the scales", "section-key", (KEY, method, HASHES), is_brief=True),
    )  # fmt: skip


def full_report(**more: object):
    """Return the report with all of it."""
    return paper_examples.report(*sections(), **more)
