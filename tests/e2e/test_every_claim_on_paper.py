"""Every claim and every table row of a summary is on its pages, once in each place, up to 11,000.

The command writes the PDF, and poppler reads it back. What it takes in time and memory is
measured by the benchmark of printed summaries. With 11,000 claims the cards alone are printed
here; `CREDREVIEW_SLOW=1` prints the table of claims and that of sources as well.
"""

import os
import re
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import many_claims
import pytest
import sessions
from many_claims import MARKS, mark, told
from PySide6.QtWidgets import QApplication

from credreview import cli
from credreview.report.model import ClaimCard
from credreview.report.tables import Table
from credreview.review.session import ReviewSession
from credreview.ui.paper import brief_cards, compose, render
from credreview.ui.paper.blocks import Block, PaintContext, Place
from credreview.ui.paper.pages import Page

SLOW = os.environ.get("CREDREVIEW_SLOW") == "1"
#: How often each kind of word stands in cards; in cards and tables: first and last word of a
#: quote, source, begin and end of a rationale. Sources have a table as well.
IN_CARDS = dict.fromkeys(MARKS, 1)
IN_ALL = {"a": 2, "b": 2, "c": 3, "d": 1, "e": 1}
#: What names sources or claims besides; only a few of them, where there are many.
NAMING = ("--without", "statement")


def printed(review: Path, target: Path, *options: object) -> list[str]:
    """Write a PDF with the command; return the words of each page."""
    given = ("report", review, "-o", target, *NAMING, *options)
    assert cli.main([str(option) for option in given]) == 0
    command = ["pdftotext", "-raw", target, "-"]
    text = subprocess.run(command, capture_output=True, check=True, timeout=120).stdout.decode()
    return text.split("\f")[:-1]


def wrong(pages: list[str], claims: int, times: dict[str, int]) -> list[str]:
    """Return what is not as often on the pages as it has to be, and what pages lack."""
    found = Counter(word for page in pages for word in re.findall(r"\b[a-e]x\d{5}x\b", page))
    said = [
        f"{mark(kind, number)}: {found[mark(kind, number)]}"
        for number in range(claims)
        for kind in MARKS
        if found.pop(mark(kind, number), 0) != times[kind]
    ]
    said += [f"{word} is no claim's" for word in found]
    digits = set()
    for number, page in enumerate(pages, 1):
        if page.count(f"Page {number} of {len(pages)} ") != 1:
            said.append(f"page {number} is not numbered")
        short = re.findall(r"Review fingerprint ((?:[0-9a-f]{4} ){3}[0-9a-f]{4})\b", page)
        digits.update(short)
        if len(short) != 1:
            said.append(f"page {number} has {len(short)} fingerprints")
    if len(digits) != 1:
        said.append(f"these fingerprints: {digits}")
    return said


def one_article(review: Path) -> str:
    session = ReviewSession.open(review, sessions.XENIA, read_only=True)
    try:
        (article,) = sessions.articles(session)
        return article
    finally:
        session.close()


@pytest.mark.parametrize("claims", [1, 100, 1_000, 11_000])
def test_every_claim_of_an_article_is_on_its_cards_once(
    qapp: QApplication, tmp_path: Path, claims: int
) -> None:
    review = many_claims.made(tmp_path / "many.credreview", claims)
    pages = printed(review, tmp_path / "many.pdf", "--article", one_article(review))
    assert wrong(pages, claims, IN_CARDS) == []
    assert len(pages) > claims / 20
    if claims > 400:  # some rationales take more than a page
        assert any(len(told(number).rationale) > 6_000 for number in range(claims))


@pytest.mark.parametrize("claims", [1, 100, 1_000, *([11_000] if SLOW else [])])
def test_every_claim_of_many_articles_is_on_its_card_and_in_each_table_once(
    qapp: QApplication, tmp_path: Path, claims: int
) -> None:
    review = many_claims.made(tmp_path / "many.credreview", claims, -(-claims // 40))
    pages = printed(review, tmp_path / "many.pdf")
    assert wrong(pages, claims, IN_ALL) == []
    if claims > 1:
        heads = sum("Claim, as printed in the article" in " ".join(page.split()) for page in pages)
        assert heads > 2, "the table takes several pages, each with its head"


@pytest.fixture
def review(tmp_path: Path) -> Path:
    return many_claims.made(tmp_path / "few.credreview", 40)


@pytest.mark.parametrize("times", [0, 2])
def test_a_card_that_is_lost_or_doubled_is_noticed(
    qapp: QApplication, review: Path, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    """The control of the composer."""
    right = brief_cards.card

    def careless(told: ClaimCard, ctx: PaintContext) -> Iterator[Block]:
        for _ in range(times if told.number == 7 else 1):
            yield from right(told, ctx)

    monkeypatch.setattr(brief_cards, "card", careless)
    pages = printed(review, review.with_suffix(".pdf"), "--article", one_article(review))
    assert len(wrong(pages, 40, IN_CARDS)) == len(MARKS)


@pytest.mark.parametrize("times", [0, 2])
def test_a_row_that_is_lost_or_doubled_is_noticed(
    qapp: QApplication, review: Path, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    """The control of tables: the seventh row of each."""
    right = compose.tables.table

    def careless(told: Table, ctx: PaintContext, start: int = 0) -> Iterator[Block]:
        for at, block in enumerate(right(told, ctx, start), start):
            yield from [block] * (times if at == 7 else 1)

    monkeypatch.setattr(compose.tables, "table", careless)
    pages = printed(review, review.with_suffix(".pdf"))
    assert len(wrong(pages, 40, IN_ALL)) >= 2


@pytest.mark.parametrize("times", [0, 2])
def test_a_block_that_is_lost_or_doubled_where_a_page_ends_is_noticed(
    qapp: QApplication, review: Path, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    """The control of the paginator."""
    right = render.paginate

    def careless(blocks: Iterable[tuple[Place, Block]], *size: float) -> Iterator[Page]:
        for page in right(blocks, *size):
            yield replace(page, placed=[*page.placed[:-1], *(page.placed[-1:] * times)])

    monkeypatch.setattr(render, "paginate", careless)
    pages = printed(review, review.with_suffix(".pdf"), "--article", one_article(review))
    assert wrong(pages, 40, IN_CARDS)


def test_a_page_without_its_number_or_its_fingerprint_is_noticed() -> None:
    """The control of the foot."""
    foot = "Page {} of 2 Printed now\nReview fingerprint 0123 4567 89ab {}\n"
    assert wrong([foot.format(1, "cdef"), foot.format(2, "cdef")], 0, IN_CARDS) == []
    assert len(wrong([foot.format(1, "cdef"), foot.format(1, "cdef")], 0, IN_CARDS)) == 1
    assert len(wrong([foot.format(1, "cdef"), foot.format(2, "cdee")], 0, IN_CARDS)) == 1
    assert len(wrong([foot.format(1, "cdef"), foot.format(2, "")], 0, IN_CARDS)) == 1
