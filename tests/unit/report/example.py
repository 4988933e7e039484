"""A small report, built by hand, in which every block and every state of a grade occurs.

Nothing and nobody in it exists.
"""

from dataclasses import replace

from credreview.domain.summary import Request
from credreview.report.charts import (
    AgreementChart,
    AgreementMatrix,
    AgreementRow,
    Box,
    Bucket,
    ClaimRefs,
    GradeMatrix,
    Interval,
    MixRow,
    ProgressChart,
    ProgressRow,
    ProvenanceMix,
    Timeline,
)
from credreview.report.model import (
    Beside,
    ChartRow,
    ClaimCard,
    Contents,
    Figure,
    FigureRow,
    Footnotes,
    Hashes,
    Heading,
    Key,
    KeyEntry,
    LinkLine,
    Masthead,
    Record,
    Report,
    Section,
    Statement,
    StatementPart,
    Verdict,
)
from credreview.report.rationale import paragraphs
from credreview.report.tables import Cell, Column, Row, Table
from credreview.report.words import Grade, GradeKind, Paragraph, Role, Run, words

FINGERPRINT = "e58fd10d5c1385cd" + "0123456789abcdef" * 3
PICTURE = b"\x89PNG\r\n\x1a\n" + b"not quite a picture"
RATIONALE = "It would be *denied* at once. **But:**\n\n- one source;\n- no list."
WHEN = "22 Nov 2026, 10:02 UTC"

RELIABILITY = (
    ("A", "Completely reliable"), ("B", "Usually reliable"), ("C", "Fairly reliable"),
    ("D", "Not usually reliable"), ("E", "Unreliable"), ("F", "Cannot be judged"),
)  # fmt: skip
CREDIBILITY = (
    ("1", "Confirmed by other sources"), ("2", "Probably true"), ("3", "Possibly true"),
    ("4", "Doubtful"), ("5", "Improbable"), ("6", "Cannot be judged"),
)  # fmt: skip
STATES = (
    ("judged", "Judged"), ("differing", "Differing"),
    ("not_checkable", "Not checkable"), ("open", "Open"),
)  # fmt: skip
NOT_JUDGED = Grade(GradeKind.NOT_JUDGED, "", None, "Not judged yet")
NOT_CHECKABLE = Grade(GradeKind.NOT_CHECKABLE, "", None, "Not checkable: value judgement")


def grade(sign: str) -> Grade:
    """Return the grade of a sign."""
    label = dict((*RELIABILITY, *CREDIBILITY))[sign]
    if sign in "F6":
        return Grade(GradeKind.CANNOT, sign, None, label)
    return Grade(GradeKind.GRADED, sign, "ABCDE12345".index(sign) % 5, label)


def table(*rows: tuple[str, ...], note: str = "") -> Table:
    """Return a table of plain words, figures at the right in the second column."""
    columns = (Column("Grade", 120), Column("Claims", 54, is_number=True))
    made = tuple(Row(tuple(Cell((Paragraph(words(text)),)) for text in row)) for row in rows)
    return Table(columns, made, empty="There are none.", note=note)


def verdict(one: Grade, other: Grade, by: str = "R. Examiner", **more: object) -> Verdict:
    """Return a judgement that says everything it can."""
    told = {
        "how": "blind", "when": WHEN, "provenance": "Government or military statement",
        "attributed_to": "Government of Norland", "directness": "paraphrase",
        "confidence": "Confidence in this judgement is moderate.",
        "rationale": paragraphs(RATIONALE),
        **more,
    }  # fmt: skip
    return Verdict(one, other, by, **told)


def card(number: int, quote: str, *verdicts: Verdict, **more: object) -> ClaimCard:
    """Return a claim's card."""
    told = {"place": f"¶ {number}", "descriptor": "Government; party to the dispute", **more}
    return ClaimCard(
        number=number, anchor=f"claim-{number}", claim=f"{number:032x}", quote=quote,
        verdicts=verdicts, **told,
    )  # fmt: skip


def cards() -> tuple[ClaimCard, ...]:
    """Return a card for each state of a grade, with and without everything else."""
    nobody = Verdict(NOT_JUDGED, NOT_JUDGED, "", "", "", "", "", "", "", ())
    links = (
        LinkLine("Contradicted by claim 3", "F6", "claim-3"),
        LinkLine("Supported by claim 40", "B2", "", "Harbour reopens", "to be checked"),
    )
    return (
        card(1, "Norland has closed its harbour", verdict(grade("C"), grade("2")), links=links),
        card(
            2, "Министерство сообщило, что порт закрыт",
            verdict(grade("F"), grade("2"), is_agreed=True, by="", how="agreed", flags=("Figure",)),
            verdict(grade("B"), grade("2"), by="M. Second", how="", rationale=()),
            notes=paragraphs("Ask the harbour master."),
            hint="1 judgement is hidden by blind mode.",
        ),
        card(3, "There could be 20,000 of them", verdict(grade("F"), grade("6"), confidence="")),
        card(4, "Norland is a reliable friend", verdict(grade("D"), NOT_CHECKABLE)),
        card(5, "First line\nsecond line", nobody, place="", descriptor=""),
    )  # fmt: skip


def matrix() -> GradeMatrix:
    """Return the chart of grades."""
    none = ClaimRefs(0, ())
    return GradeMatrix(
        {("C", "2"): ClaimRefs(2, (1, 6)), ("F", "6"): ClaimRefs(1, (3,)),
         ("D", "3"): ClaimRefs(1204, ())},
        ClaimRefs(1, (5,)), ClaimRefs(1, (4,)), none,
        ("Not judged yet", "Not checkable", "One grade of two"),
        RELIABILITY, CREDIBILITY, table(("C2", "2"), ("D3", "1,204"), ("F6", "1")),
    )  # fmt: skip


def mix() -> ProvenanceMix:
    """Return the chart of provenances: one row of boxes, one bar."""
    boxes = (Box(1, True, True), Box(2, False, True), Box(5, True, False))
    rows = (
        MixRow("", "Not given", 1204, "99 %", (1200, 4), ()),
        MixRow(
            "statement", "Government or military statement", 3, "1 %", (2, 1), boxes, "official"
        ),
    )
    return ProvenanceMix(
        rows, 1207, ("One", "Two"), table(("Not given", "1,204")), "12 do not occur."
    )


def agreed() -> AgreementMatrix:
    """Return a matrix of what two reviewers gave."""
    return AgreementMatrix(
        "Source reliability", "R. Examiner", "M. Second", tuple("ABCDE"), ("F",),
        {("C", "C"): 2, ("C", "B"): 1, ("F", "F"): 3},
        ((2, "same grade"), (1, "one step apart"), (3, "F from both")), table(("C C", "2")),
    )  # fmt: skip


def coefficients() -> AgreementChart:
    """Return the chart of coefficients, one left out."""
    left_out = Interval(None, None, None, "no difference")
    rows = (
        AgreementRow("Source reliability, A–E", 9, "3 of 9", Interval(0.04, -0.4, 0.4, "0.04"),
                     Interval(0.19, -0.62, 0.58, "0.19")),
        AgreementRow("Reliability: graded, or F", 12, "12 of 12", left_out, left_out),
    )  # fmt: skip
    heads = ("Scale", "Claims", "Same", "Kappa, 95 %", "Alpha, 95 %")
    return AgreementChart(heads, rows, table(("A–E", "9")), "Kappa: Cohen, linear weights.")


def sections() -> tuple[Section, ...]:
    """Return the sections: the summary's own, an article's, the key."""
    told = (StatementPart("Breadth", paragraphs("Nine sources.")), StatementPart("Gaps", ()))
    statement = Statement("Source summary statement", told, f"Written by R. Examiner, {WHEN}.")
    record = Record("Record", (("Outlet", ("Not stated",)), ("File", ("a.txt", "9 bytes"))), "[ ]")
    pair = Cell((Paragraph(words("Fairly reliable")), Paragraph(words("blind"), Role.SMALL)),
                (grade("C"), grade("2")))  # fmt: skip
    linked = Cell((Paragraph((Run("see "), Run("1", bold=True, target="claim-1"))),))
    progress = (ProgressRow("All claims", (3, 1, 1, 1)), ProgressRow("a|b.txt", (0, 0, 0, 0)))
    buckets = (Bucket("2025-10", "Oct 2025", (2, 1, 0, 0)), Bucket("2025-11", "Nov 2025", (0,) * 4))
    key = (KeyEntry("A", "Completely reliable", "No doubt."),
           KeyEntry("F", "Cannot be judged", "No basis.", is_apart=True))  # fmt: skip
    return (
        Section("", "section-masthead", (
            Masthead("Review summary", "The harbour", lead="Who says what of it.", logo=PICTURE),
            FigureRow((Figure("2", "Articles"), Figure("1,207", "Claims"))),
            Paragraph(words("Merged actions were set aside."), Role.NOTE),
            Beside(statement, Contents("Contents")),
        ), is_listed=False, has_masthead=True),
        Section("Charts", "section-grades", (
            matrix(), mix(), ProgressChart(STATES, progress, table(("All", "6"))),
            Timeline(buckets, 2, "2 claims without a date", STATES, table(("Oct 2025", "3"))),
            Heading("Agreement", 1, "No verdict word."), coefficients(),
            ChartRow((agreed(), agreed())),
        ), "No cell is a score."),
        Section("Claims", "section-claims", (
            Table((Column("No.", 10, is_number=True), Column("Grade", 30)),
                  (Row((linked, pair), "row-1"),), note="F and 6 are no low grades."),
            table(),
        )),
        Section("Article 1: Ships", "article-1", (
            Masthead("Article credibility summary", "Ships", is_supplied=True, anchor="article-1"),
            Beside(statement, record), record,
            Hashes((("SHA-256 of the file", FINGERPRINT), ("of the text", "identical"))),
            Heading("Claims"), *cards(),
        ), is_new_page=True, has_masthead=True),
        Section("Key to the scales", "section-key", (
            Key((("Source reliability", key), ("Information credibility", key)),
                paragraphs("n.c.: *not checkable*.")),
            Footnotes((Paragraph(words("The first remark.")),)),
            Beside(record, replace(matrix(), title="Grades beside", note="Judged apart.")),
        )),
    )  # fmt: skip


def report() -> Report:
    """Return the report."""
    return Report(
        Request(), "Credibility summary", "The harbour", "en", "TLP:AMBER", "Institute of Ships",
        FINGERPRINT, WHEN, "R. Examiner", sections(),
    )  # fmt: skip
