"""What is compared, as plain data: rows of words, and which of them are the same."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from credreview.domain.blind_words import blind_words
from credreview.domain.differences import Difference
from credreview.domain.field_words import field_words, value_words
from credreview.domain.model import Judgement
from credreview.domain.vocabulary import Vocabulary
from credreview.text import tr
from credreview.ui.claims.judgement_words import when_words
from credreview.ui.reader.bidi import show_controls

_Words = Callable[[Judgement], str]


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One line of a comparison.

    Attributes:
        label: What is compared; "" needs no words.
        cells: What each side says; "" where it says nothing.
        same: For each side after the first, whether it says the same as the
            nearest one before it that says something, between which the sign
            stands; None where there is nothing to compare.
    """

    label: str
    cells: tuple[str, ...]
    same: tuple[bool | None, ...]

    @property
    def differs(self) -> bool:
        """Whether some side says something else than another."""
        return False in self.same


def compared(label: str, cells: Sequence[str]) -> ComparedRow:
    """Return a row in which words are compared; what one side leaves out is not."""
    same: list[bool | None] = []
    before = ""
    for cell in cells:
        same.append(cell == before if cell and before else None)
        before = cell or before
    return ComparedRow(label, tuple(cells), tuple(same[1:]))


def stated(label: str, cells: Sequence[str]) -> ComparedRow:
    """Return a row that stands beside the comparison, such as the time."""
    return ComparedRow(label, tuple(cells), (None,) * (len(cells) - 1))


def judgement_rows(
    vocabulary: Vocabulary, judgements: Sequence[Judgement]
) -> tuple[ComparedRow, ...]:
    """Return the lines of judgements of one claim, one column each."""

    def term(scale: str) -> _Words:
        def words(judgement: Judgement) -> str:
            value = getattr(judgement, scale)
            found = vocabulary.find(scale, value or "")
            return found.label if found else show_controls(value or "")

        return words

    def grade(scale: str) -> _Words:
        def words(judgement: Judgement) -> str:
            value = getattr(judgement, scale)
            found = vocabulary.find(scale, value or "")
            return f"{value}  {found.label}" if found else show_controls(value or "")

        return words

    def credibility(judgement: Judgement) -> str:
        if judgement.not_checkable:
            return tr("Not checkable")
        return grade("credibility")(judgement)

    def flags(judgement: Judgement) -> str:
        found = [vocabulary.find("flags", flag) for flag in judgement.flags]
        words = [
            term.label if term else flag for term, flag in zip(found, judgement.flags, strict=True)
        ]
        return ", ".join(words)

    fields: tuple[tuple[str, _Words], ...] = (
        (tr("Source reliability"), grade("reliability")),
        (tr("Credibility"), credibility),
        (tr("Provenance"), term("provenance")),
        (tr("Attributed to"), lambda j: show_controls(j.attributed_to or "")),
        (tr("Directness"), term("directness")),
        (tr("Confidence"), term("confidence")),
        (tr("Flags"), flags),
        (tr("Rationale"), lambda j: j.rationale or ""),
    )
    rows = [compared(label, [words(j) for j in judgements]) for label, words in fields]
    always = (tr("Source reliability"), tr("Credibility"), tr("Provenance"))
    shown = [row for row in rows if row.label in always or any(row.cells)]
    return (*shown, stated(tr("Judged"), [judged_words(j) for j in judgements]))


def value_columns(
    vocabulary: Vocabulary, difference: Difference, mine: str
) -> tuple[tuple[str, ...], tuple[ComparedRow, ...]]:
    """Return heads and lines of a field that was given several values, one column each.

    Args:
        vocabulary: The words of the terms.
        difference: Of the kind `FIELD`.
        mine: The id of who looks.
    """
    values = difference.values
    words = [show_controls(value_words(difference.field, v.value, vocabulary)) for v in values]
    shows = [tr("shows now") if v.shows else tr("in the history") for v in values]
    heads = _heads([(v.reviewer, v.reviewer_name) for v in values], mine)
    return heads, (
        compared(field_words(difference.record_kind, difference.field), words),
        stated(tr("Written"), [when_words(v.when) for v in values]),
        stated(tr("Where"), shows),
    )


def judged_words(judgement: Judgement) -> str:
    """Return when a judgement was given, and whether in blind mode."""
    when = when_words(judgement.when)
    how = tr("judged blind") if judgement.blind else blind_words(judgement)
    if not how:
        return when
    return tr("{when}, {how}", when=when, how=how) if when else how


def names(judgements: Sequence[Judgement], mine: str) -> tuple[str, ...]:
    """Return the columns' heads: "Yours: A", and the others' names.

    Args:
        judgements: In the order of the columns.
        mine: The id of who looks.
    """
    return _heads([(j.reviewer, j.reviewer_name) for j in judgements], mine)


def _heads(people: Sequence[tuple[str, str]], mine: str) -> tuple[str, ...]:
    """Return a head for each id and name."""
    theirs = len(people) == 2 and [id for id, _ in people].count(mine) == 1
    found = []
    for id, given in people:
        name = show_controls(given) or tr("Unnamed reviewer")
        if id == mine:
            name = tr("Yours: {name}", name=name)
        elif theirs:
            name = tr("Theirs: {name}", name=name)
        found.append(name)
    return tuple(found)
