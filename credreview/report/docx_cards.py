"""Claim cards as WordprocessingML: a table each, a row for each judgement."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from credreview.report.docx_xml import (
    Anchors,
    Field,
    Frame,
    Line,
    begins_right,
    paragraph,
    row,
    run,
    table,
    twips,
)
from credreview.report.model import ClaimCard, LinkLine, Verdict
from credreview.report.quoting import quoted
from credreview.report.words import Grade, GradeKind, Paragraph, pair_text
from credreview.text import tr

#: A judgement with more words than these may be longer than a page.
_MOST_WHOLE = 2500
_SQUARE, _BETWEEN = twips(8.6), twips(3)

#: How the four states of a grade are drawn: they differ without colour.
_LINES = {
    GradeKind.GRADED: Line("single", 1.1),
    GradeKind.CANNOT: Line("dotted", 0.75),
    GradeKind.NOT_JUDGED: Line("single", 0.25),
    GradeKind.NOT_CHECKABLE: Line("single", 0.5),
}
_STROKE = Line("single", 0.5)
_NO_LINE = Line("nil", 0)
_SIDES = ("top", "left", "bottom", "right")


def pair_run(pair: Sequence[Grade]) -> str:
    """Return a pair as runs, worded as `pair_text`: heavy where judged, light for F and 6."""
    reliability, credibility = pair
    size = '<w:sz w:val="24"/><w:szCs w:val="24"/>'

    def half(grade: Grade, sign: str) -> str:
        return run(sign, bold=grade.kind is GradeKind.GRADED, more=size)

    if credibility.kind is GradeKind.NOT_CHECKABLE:
        rest = pair_text(replace(reliability, sign=""), credibility)
        return half(reliability, reliability.sign) + run(f" {rest}" if reliability.sign else rest)
    if not reliability.sign and not credibility.sign:
        return half(reliability, "–")
    return "".join(half(grade, grade.sign or "–") for grade in pair)


class Cards:
    """Writes the claim cards of one report.

    Args:
        anchors: Its anchors.
        wide: How wide its text is, twips.
        mirrored: Its own words are written from right to left.
        told: Writes a paragraph of the report.
    """

    def __init__(
        self, anchors: Anchors, wide: int, mirrored: bool, told: Callable[[Paragraph], str]
    ) -> None:
        self._anchors, self._mirrored, self._told = anchors, mirrored, told
        rail = twips(36)
        middle = (wide - rail) // 2
        self._widths = [rail, middle, wide - rail - middle]

    def card(self, card: ClaimCard) -> Iterator[str]:
        """Yield a card: grade, what was said, why; one row for each judgement."""
        frame = Frame(
            self._widths, (("top", Line("single", 0.6)),), twips(3), mirrored=self._mirrored
        )
        yield from table(frame, self._rows(card))

    def _rows(self, card: ClaimCard) -> Iterator[str]:
        first, *others = card.verdicts
        rail = self._number(card) + self._judged(first)
        middle = self._quote(card.quote) + self._asserted(first, card.descriptor)
        middle += "".join(map(self._link, card.links))
        middle += self._line(card.hint, "Note") if card.hint else ""
        yield self._row(rail, middle, first)
        for verdict in others:
            yield self._row(self._judged(verdict), self._asserted(verdict, ""), verdict)
        if card.notes:
            words = "".join(map(self._told, card.notes))
            cells = [Field(paragraph("", "Gap")), Field(words, span=2)]
            yield row(cells, self._widths, whole=_length(card.notes) <= _MOST_WHOLE)

    def _row(self, rail: str, middle: str, verdict: Verdict) -> str:
        right = self._line(verdict.confidence, "Normal", bold=True) if verdict.confidence else ""
        right += "".join(map(self._told, verdict.rationale))
        right += "".join(self._line(flag, "Small") for flag in verdict.flags)
        empty = paragraph("", "Gap")
        cells = [Field(rail), Field(middle or empty), Field(right or empty)]
        whole = len(middle) <= 2 * _MOST_WHOLE and _length(verdict.rationale) <= _MOST_WHOLE
        return row(cells, self._widths, whole=whole)

    def _number(self, card: ClaimCard) -> str:
        place = f"\u2002{card.place}" if card.place else ""
        small = '<w:b w:val="0"/><w:sz w:val="16"/><w:szCs w:val="16"/>'
        runs = self._anchors.mark(card.anchor) + run(str(card.number)) + run(place, more=small)
        return paragraph(runs, "ClaimNumber", right=self._mirrored, keep_next=True)

    def _judged(self, verdict: Verdict) -> str:
        """Return the squares, the standard's words for them, whose they are and since when."""
        grades = [verdict.reliability, verdict.credibility]
        labels = dict.fromkeys(grade.label for grade in grades if grade.label)
        words = "".join(self._line(label, "Small") for label in labels)
        who = ", ".join(part for part in (verdict.by, verdict.how) if part)
        words += "".join(self._line(part, "Note") for part in (who, verdict.when) if part)
        return self._squares(grades) + words

    def _squares(self, grades: Sequence[Grade]) -> str:
        widths = [_SQUARE, _BETWEEN, _SQUARE]
        nothing = Field(paragraph("", "Gap"))
        cells = [_square(grades[0]), nothing, _square(grades[1])]
        frame = Frame(widths, gutter=0, mirrored=self._mirrored)
        return "".join(table(frame, [row(cells, widths, height=_SQUARE)]))

    def _quote(self, quote: str) -> str:
        right = begins_right(quote, self._mirrored)
        return paragraph(run(quoted(quote), base=right), "ClaimQuote", right=right)

    def _asserted(self, verdict: Verdict, descriptor: str) -> str:
        made = ""
        if verdict.attributed_to or descriptor:
            right = begins_right(verdict.attributed_to, self._mirrored)
            runs = run(verdict.attributed_to, bold=True, base=right)
            said = f" ({descriptor})" if verdict.attributed_to and descriptor else descriptor
            made += paragraph(runs + run(said, base=right), "Small", right=right)
        how = ", ".join(part for part in (verdict.provenance, verdict.directness) if part)
        return made + (self._line(how, "Small") if how else "")

    def _link(self, line: LinkLine) -> str:
        right = begins_right(line.words, self._mirrored)
        runs = self._anchors.link(run(line.words, bold=True, base=right), line.target)
        runs += run(f", {line.pair}") if line.pair else ""
        runs += run(f", {line.elsewhere}", base=right) if line.elsewhere else ""
        page = self._anchors.page(line.target) if line.target else ""
        if page:
            before, _, after = tr(", page {number}", number="\0").partition("\0")
            runs += run(before) + page + (run(after) if after else "")
        runs += run(f"; {line.note}", base=right) if line.note else ""
        return paragraph(runs, "Small", right=right)

    def _line(self, text: str, style: str, *, bold: bool = False) -> str:
        right = begins_right(text, self._mirrored)
        return paragraph(run(text, bold=bold, base=right), style, right=right)


def _length(told: Sequence[Paragraph]) -> int:
    return sum(len(piece.text) for each in told for piece in each.words)


def _square(grade: Grade) -> Field:
    line = _LINES[grade.kind]
    lines = [(side, line) for side in _SIDES]
    if grade.kind is GradeKind.NOT_CHECKABLE:
        lines.append(("tr2bl", _STROKE))
    sign = run(grade.sign, bold=grade.kind is GradeKind.GRADED)
    content = paragraph(sign, "Grade", after='<w:jc w:val="center"/>')
    return Field(content, tuple(lines), middle=True)
