"""A fictional report in which every block, state and script occurs, and pieces to make others from.

No person, place or outlet in it exists.
"""

from credreview.domain.summary import Paper, Request
from credreview.report.model import (
    ClaimCard,
    LinkLine,
    Report,
    Section,
    Verdict,
)
from credreview.report.words import Grade, GradeKind, Paragraph, Role, Run, words

RELIABILITY = (
    ("A", "Completely reliable"),
    ("B", "Usually reliable"),
    ("C", "Fairly reliable"),
    ("D", "Not usually reliable"),
    ("E", "Unreliable"),
    ("F", "Reliability cannot be judged"),
)
CREDIBILITY = (
    ("1", "Confirmed by other sources"),
    ("2", "Probably true"),
    ("3", "Possibly true"),
    ("4", "Doubtful"),
    ("5", "Improbable"),
    ("6", "Truth cannot be judged"),
)
FINGERPRINT = "e58fd10d5c1385cd" + "0123456789abcdef" * 3


def grade(sign: str) -> Grade:
    """Return the grade of a sign; "" is not judged yet, "n.c." not checkable."""
    if not sign:
        return Grade(GradeKind.NOT_JUDGED, "", None, "Not judged yet")
    if sign == "n.c.":
        return Grade(GradeKind.NOT_CHECKABLE, "", None, "Not checkable: value judgement")
    label = dict((*RELIABILITY, *CREDIBILITY))[sign]
    if sign in "F6":
        return Grade(GradeKind.CANNOT, sign, None, label)
    return Grade(GradeKind.GRADED, sign, "ABCDE12345".index(sign) % 5, label)


def body(text: str) -> tuple[Paragraph, ...]:
    """Return plain paragraphs, one a line."""
    return tuple(Paragraph(words(line)) for line in text.split("\n") if line)


def verdict(
    pair: tuple[str, str],
    *,
    by: str = "R. Examiner",
    how: str = "blind",
    when: str = "22 Nov 2026, 10:02 UTC",
    provenance: str = "Government or military statement",
    attributed_to: str = "Government of Norland",
    directness: str = "paraphrase",
    confidence: str = "Confidence in this judgement is moderate.",
    rationale: tuple[Paragraph, ...] = (),
    flags: tuple[str, ...] = (),
    is_agreed: bool = False,
) -> Verdict:
    """Return a judgement that is complete unless told otherwise."""
    return Verdict(
        grade(pair[0]), grade(pair[1]), by, how, when, provenance, attributed_to, directness,
        confidence, rationale, flags, is_agreed,
    )  # fmt: skip


#: The state "nobody has judged it".
NOBODY = verdict(("", ""), by="", how="", when="", provenance="", attributed_to="",
                 directness="", confidence="")  # fmt: skip


def card(number: int, quote: str, *verdicts: Verdict, place: str = "", **more: object) -> ClaimCard:
    """Return a claim's card; without a verdict it is nobody's."""
    made = {"descriptor": "", **more}
    return ClaimCard(
        number=number, anchor=f"claim-{number}", claim=f"{number:032x}",
        place=place or f"¶ {number}", quote=quote, verdicts=verdicts or (NOBODY,), **made,
    )  # fmt: skip


RICH = (
    Paragraph(words("The office counts ships, not cargo. Two things speak for the figure:")),
    Paragraph(words("it is exact and has an owner;"), Role.LIST_ITEM, 1, "•"),
    Paragraph((Run("it was given "), Run("before", italic=True), Run(" the dispute began.")),
              Role.LIST_ITEM, 1, "•"),
    Paragraph(words("so no party had a reason to bend it"), Role.LIST_ITEM, 2, "–"),
    Paragraph(words("We publish what we count and nothing else."), Role.QUOTATION, 1),
    Paragraph(words("count = berth_log[2025].sum()"), Role.CODE),
    Paragraph((Run("Claim 12", target="claim-12"), Run(" gives another figure; "),
               Run("see there", bold=True), Run("."))),
)  # fmt: skip

LONG = body(
    "\n".join(
        f"Reason {at}: the ministry repeats what its own press office wrote in spring, the agency"
        " repeats the ministry, and the paper repeats the agency. Three mentions, one origin; what"
        " is needed is somebody who stood on the quay and counted."
        for at in range(1, 31)
    )
)

ARABIC = "قال متحدث باسم وزارة الدفاع إن السفن «غادرت الميناء» قبل الفجر ولم يبق فيه أحد"
HEBREW = "שר החוץ אמר כי הנמל נסגר ביום שני וכי ”אין מקום לדאגה”"
CHINESE = "研究人员估计约有五千人仍在港口工作，但没有说明这一数字的来源"
RUSSIAN = "Министерство сообщило, что «порт закрыт» с понедельника и откроется не раньше весны"
DEVANAGARI = "मंत्रालय ने कहा कि बंदरगाह सोमवार से बंद है"


def cards() -> tuple[ClaimCard, ...]:
    """Return twelve cards: every state of a grade, scripts, no to three judges, links, notes."""
    return (
        card(
            1,
            "Norland has announced the closure of its harbour amid rising tensions",
            verdict(("C", "2"), rationale=body(
                "A government is the best source on its own decision, and the step would be denied"
                " at once if untrue. No second source is in the file, so not 1."
            )),
            descriptor="Government; party to the dispute",
        ),
        card(
            2,
            "Observers said the “grey fleet” was ready, and that it was interested in Polonez-M"
            " missile systems from Sudland",
            verdict(
                ("F", "2"), attributed_to="Unnamed observers", provenance="Unattributed",
                confidence="Confidence in this judgement is high.", rationale=RICH,
                flags=("Loaded words", "Figure without a source"),
            ),
            links=(
                LinkLine("Contradicted by claim 12", "F3", "claim-12"),
                LinkLine("Same origin as claim 6", "C2", "claim-6", note="to be checked"),
                LinkLine("Supported by claim 40", "B2", "", "Harbour reopens after a week"),
            ),
        ),
        card(
            3,
            "In total there could be 20,000 dockers assisting the northern fleet",
            verdict(("F", "6"), attributed_to="", provenance="", directness="", confidence="",
                    how="", by="M. Second"),
            place="heading",
        ),
        card(
            4,
            "Our neighbours have always been a reliable friend, ready to lend a helping hand",
            verdict(("D", "n.c."), confidence="", rationale=body(
                "A declaration of friendship: a value judgement, not a statement of fact."
            ), directness="direct quote"),
            descriptor="Head of state of Sudland",
        ),
        card(5, "in 2022, trade with the islands amounted to just under 13 million crowns",
             hint="2 judgements are hidden by blind mode until you have judged it yourself"),
        card(
            6,
            "At least 1,076 dockers have signed contracts with the northern fleet",
            verdict(("C", "2"), by="M. Second", how="agreed",
                    is_agreed=True, rationale=body("The list of names settles it.")),
            verdict(("C", "3"), rationale=body(
                "An exact count with an owner suggests names on a list, and “at least” leaves room"
                " above."
            ), flags=("Figure without a source",)),
            verdict(("B", "2"), by="M. Second", how="changed after others were shown",
                    confidence="Confidence in this judgement is low.",
                    attributed_to="Norland military intelligence",
                    provenance="Intelligence estimate"),
            verdict(("F", "6"), by="T. Third", how="", rationale=body("No basis.")),
            notes=(Paragraph((Run("T. Third, 21 Nov 2026: ", bold=True),
                              Run("Ask the registry for the list."))),),
        ),
        card(7, ARABIC, verdict(("B", "3"), attributed_to="وزارة الدفاع",
                                rationale=body("Spoken on the record; no second source."))),
        card(8, HEBREW, verdict(("C", "4"), attributed_to="Foreign minister")),
        card(9, CHINESE, verdict(("E", "5"), attributed_to="研究人员", provenance="Unattributed")),
        card(10, RUSSIAN, verdict(("A", "1"), attributed_to="Министерство транспорта",
                                  rationale=body("Решение опубликовано в бюллетене."))),
        card(11, DEVANAGARI, verdict(("D", "3"))),
        card(12, "Researchers estimate that around 5,000 dockers are on strike",
             verdict(("F", "3"), rationale=LONG, attributed_to="Unnamed researchers")),
    )  # fmt: skip


def report(
    *sections: Section,
    title: str = "The closing of the harbour",
    paper: Paper = Paper.A4,
    language: str = "en",
) -> Report:
    """Return a report of sections; without any, of one that holds all cards."""
    return Report(
        request=Request(paper=paper),
        name="Credibility summary",
        subject=title,
        language=language,
        mark="TLP:AMBER",
        organisation="",
        fingerprint=FINGERPRINT,
        as_of="22 Nov 2026, 11:21 UTC",
        author="R. Examiner",
        sections=sections or (Section("Claims", "section-claims", cards()),),
    )
