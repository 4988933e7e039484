"""Words, paragraphs and grades: the smallest pieces of a report."""

from dataclasses import dataclass
from enum import StrEnum

from credreview.text import tr


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one style.

    Attributes:
        target: Name of an anchor of this report that the words lead to, or "".
    """

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    target: str = ""


Words = tuple[Run, ...]


def words(text: str, *, bold: bool = False, target: str = "") -> Words:
    """Return words in one style."""
    return (Run(text, bold=bold, target=target),) if text else ()


class Role(StrEnum):
    """What a paragraph is; the type scale of each renderer follows it."""

    BODY = "body"
    LEAD = "lead"
    #: Small print beneath a heading or a table.
    NOTE = "note"
    LIST_ITEM = "list_item"
    #: A quotation inside a rationale; not a claim's words.
    QUOTATION = "quotation"
    CODE = "code"
    #: The source's own words: the source's voice.
    SOURCE = "source"
    SMALL = "small"
    #: Hexadecimal digits, in groups.
    HASH = "hash"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words that stand together.

    Attributes:
        level: Nesting of list items and quotations, from 1; else 0.
        mark: What stands before a list item ("•", "1.").
    """

    words: Words
    role: Role = Role.BODY
    level: int = 0
    mark: str = ""


class GradeKind(StrEnum):
    """The four states of a grade, which look different in every renderer."""

    GRADED = "graded"
    #: F or 6: it was judged that it cannot be judged. No low grade.
    CANNOT = "cannot"
    NOT_JUDGED = "not_judged"
    NOT_CHECKABLE = "not_checkable"


@dataclass(frozen=True, slots=True)
class Grade:
    """One half of a pair.

    Attributes:
        sign: "A" to "F", "1" to "6", or "" where there is none.
        step: Place in its order from 0 (A, 1) to 4 (E, 5); None outside of it.
        label: The standard's words: "Fairly reliable", "Not judged yet".
    """

    kind: GradeKind
    sign: str
    step: int | None
    label: str


def pair_text(reliability: Grade, credibility: Grade) -> str:
    """Return a pair as people write it: "C2", "F6", "D n.c.", half of one "C–"; "–" for nothing."""
    if credibility.kind is GradeKind.NOT_CHECKABLE:
        return tr("{reliability} n.c.", reliability=reliability.sign).strip()
    if not reliability.sign and not credibility.sign:
        return "–"
    return f"{reliability.sign or '–'}{credibility.sign or '–'}"
