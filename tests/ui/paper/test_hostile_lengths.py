"""Texts of any length and shape: all of it comes onto pages, and nothing lies beyond an edge."""

import random
from collections import Counter
from itertools import count

import paper_examples as examples
import pytest
from paper_examples import grade, verdict
from paper_prints import Print

from credreview.domain.summary import Paper
from credreview.report.model import (
    Beside,
    ClaimCard,
    Figure,
    FigureRow,
    Footnotes,
    Key,
    KeyEntry,
    LinkLine,
    Masthead,
    Record,
    Section,
    Statement,
    StatementPart,
    Verdict,
)
from credreview.report.tables import Cell, Column, Row, Table
from credreview.report.words import Paragraph, Role, Run, words
from credreview.ui.paper import compose
from credreview.ui.paper.blocks import PaintContext
from credreview.ui.paper.pages import paginate
from credreview.ui.paper.sheet import geometry

LENGTHS = (0, 1, 1, 2, 3, 8, 20, 60, 250, 900)
ROLES = (Role.BODY, Role.BODY, Role.LIST_ITEM, Role.QUOTATION, Role.CODE, Role.NOTE)


class Maker:
    """Makes parts of reports by chance; each word of them is one of a kind."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self._numbers = count(1)
        self.words: list[str] = []

    def text(self, most: int = 900) -> str:
        length = min(self.chance.choice(LENGTHS), most)
        made = [f"z{next(self._numbers):x}z" for _ in range(length)]
        self.words += made
        return " ".join(made)

    def paragraphs(self) -> tuple[Paragraph, ...]:
        made = []
        for _ in range(self.chance.choice((0, 1, 2, 5))):
            role = self.chance.choice(ROLES)
            level = self.chance.randint(1, 4) if role in (Role.LIST_ITEM, Role.QUOTATION) else 0
            runs = (Run(self.text(250)), Run(" "), Run(self.text(20), bold=True))
            made.append(Paragraph(runs, role, level, "•" if role is Role.LIST_ITEM else ""))
        return tuple(made)

    def verdict(self) -> Verdict:
        pair = (grade(self.chance.choice("ABF")), grade(self.chance.choice(("1", "6", "n.c."))))
        return verdict(
            (pair[0].sign, pair[1].sign or "n.c."),
            by=self.text(20), how=self.text(20), when=self.text(3), provenance=self.text(20),
            attributed_to=self.text(60), directness=self.text(3), confidence=self.text(8),
            rationale=self.paragraphs(), flags=(self.text(8), self.text(8)),
        )  # fmt: skip

    def card(self, number: int) -> ClaimCard:
        links = tuple(
            LinkLine(self.text(8), "C2", "", self.text(20), self.text(20))
            for _ in range(self.chance.choice((0, 0, 1, 4, 60)))
        )
        return examples.card(
            number, self.text(), *(self.verdict() for _ in range(self.chance.randint(1, 5))),
            place=self.text(8) or "¶ 1", descriptor=self.text(20), links=links,
            notes=self.paragraphs(), hint=self.text(20),
        )  # fmt: skip

    def table(self) -> Table:
        columns = tuple(Column(self.text(2) or "Head", width) for width in (30, 100, 44))
        rows = tuple(
            Row(tuple(Cell((Paragraph(words(self.text(250))),)) for _ in columns))
            for _ in range(self.chance.choice((1, 2, 9)))
        )
        return Table(columns, rows, note=self.text(60))

    def statement(self) -> Statement:
        heads = (StatementPart(self.text(2) or "Head", self.paragraphs()) for _ in range(6))
        return Statement(self.text(8), tuple(heads), self.text(20))

    def record(self) -> Record:
        rows = tuple(
            (self.text(3), tuple(self.text(60) for _ in range(self.chance.randint(1, 3))))
            for _ in range(5)
        )
        return Record(self.text(8), rows, self.text(20))

    def blocks(self) -> tuple:
        entries = tuple(KeyEntry("A", self.text(8), self.text(60), at == 3) for at in range(4))
        figures = tuple(Figure(str(at), self.text(8)) for at in range(self.chance.randint(1, 9)))
        return (
            Masthead(self.text(8), self.text(), lead=self.text(250)),
            FigureRow(figures),
            Beside(self.statement(), self.record()),
            self.record(),
            *(self.card(number) for number in range(1, 7)),
            self.table(),
            Key(((self.text(20), entries), (self.text(20), entries[:0])), self.paragraphs()),
            Footnotes(self.paragraphs()),
        )


@pytest.mark.parametrize("seed", range(12))
def test_all_of_it_is_printed_once_and_inside_the_edges(qapp, tmp_path, seed):
    maker = Maker(seed)
    report = examples.report(
        Section("", "top", maker.blocks()), paper=random.Random(seed).choice(list(Paper))
    )
    sheet = geometry(report.request.paper)
    pages = paginate(compose.blocks(report, PaintContext()), sheet.text_width, sheet.text_height)
    for page in pages:
        for block, y in page.placed:
            assert y + block.measure(sheet.text_width) <= sheet.text_height + 1, block

    found = Counter(Print(report, tmp_path).text.lower().split())
    # Brackets, quotation marks, commas stand around some of them.
    bare = Counter()
    for word, times in found.items():
        bare[word.strip("“”[]().,;:»«")] += times
    heads = {column.title for block in report.sections[0].blocks if isinstance(block, Table)
             for column in block.columns}  # fmt: skip
    repeated = {word for head in heads for word in head.split()}
    wrong = {word: bare[word] for word in maker.words if bare[word] != 1}
    assert {word for word, times in wrong.items() if not (times and word in repeated)} == set()
    assert len(maker.words) == len(set(maker.words)) > 1_000
