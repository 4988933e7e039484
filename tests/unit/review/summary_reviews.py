"""Reviews for tests of reports, and ways to look into a report."""

from collections.abc import Iterator

from sessions import HARBOUR, XENIA, YORICK, articles, begin, copy_for, judge, mark, meet

from credreview.domain.model import Person
from credreview.domain.summary import Kind, Request
from credreview.report.lazy import held
from credreview.report.model import Beside, ClaimCard, Report, Statement
from credreview.report.tables import Table
from credreview.review import summaries
from credreview.review.session import ReviewSession

ZOE = Person("cc" * 16, "Zoe Example")
SHIPS, FISHERMEN, REPAIR = (
    "ten ships were turned away",
    "Fishermen counted twenty",
    "A repair is expected to last a week",
)
BRIDGE_OPENED, FINEST = "the bridge opened on Monday", "It is the finest bridge of all"
FINANCE = (
    "---\ntitle: Harbour dues rise\noutlet: Fictional Gazette\nauthor: A. Fictional\n"
    "published: 2024-05-29\n---\n\nThe harbour office raised its dues.\n"
)

__all__ = [
    "BRIDGE_OPENED", "FINANCE", "FINEST", "FISHERMEN", "HARBOUR", "REPAIR", "SHIPS", "XENIA",
    "YORICK", "ZOE", "articles", "begin", "blocks", "card", "cards", "copy_for", "judge", "made",
    "mark", "meet", "of_kind", "statement_of", "table_with", "two_reviewers", "words_in",
]  # fmt: skip


def made(session: ReviewSession, kind: Kind = Kind.REVIEW, about: str = "", **wanted) -> Report:
    """Return a report with everything in memory; the lazy one must say the same."""
    request = Request(kind=kind, about=about, **wanted)
    report = held(summaries.held_report(session, request))
    assert held(summaries.report(session, request)) == report
    return report


def blocks(report: Report) -> Iterator[object]:
    """Yield all blocks, those that stand side by side one by one."""
    for section in report.sections:
        for block in section.blocks:
            yield from (block.left, block.right) if isinstance(block, Beside) else (block,)


def of_kind(report: Report, kind: type) -> list:
    """Return the blocks of a type."""
    return [block for block in blocks(report) if isinstance(block, kind)]


def cards(report: Report) -> list[ClaimCard]:
    """Return all claim cards."""
    return of_kind(report, ClaimCard)


def card(report: Report, quote: str) -> ClaimCard:
    """Return the one card with these words."""
    (found,) = [one for one in cards(report) if one.quote == quote]
    return found


def words_in(paragraphs) -> str:
    """Return the plain words of paragraphs, a line each."""
    return "\n".join("".join(run.text for run in one.words) for one in paragraphs)


def two_reviewers(folder) -> tuple[ReviewSession, dict[str, str]]:
    """Return Xenia's session on a review that Yorick has judged as well, and its claims by words.

    They differ on the ships, agree on the fishermen; one half of a pair stands on the repair.
    """
    xenia = begin(folder)
    claims = {words: mark(xenia, words) for words in (SHIPS, FISHERMEN, REPAIR, FINEST)}
    judge(
        xenia,
        claims[SHIPS],
        provenance="government_statement",
        attributed_to="Harbour Office",
        directness="paraphrase",
        reliability="C",
        credibility="2",
        confidence="moderate",
        rationale="It **says** so.\n\nNobody else does.",
    )
    judge(xenia, claims[FISHERMEN], reliability="F", credibility="6", confidence="low")
    judge(xenia, claims[REPAIR], reliability="B")
    yorick = copy_for(xenia, YORICK, "yorick")
    judge(
        yorick,
        claims[SHIPS],
        provenance="news_report",
        attributed_to="Harbour Office",
        reliability="C",
        credibility="4",
    )
    judge(yorick, claims[FISHERMEN], reliability="F", credibility="6")
    judge(yorick, claims[FINEST], reliability="D", not_checkable=True)
    meet(xenia, yorick)
    yorick.close()
    return xenia, claims


def table_with(report: Report, title: str) -> list[list[str]]:
    """Return the words of the one table that has a column of this title."""
    (found,) = [t for t in of_kind(report, Table) if title in [c.title for c in t.columns]]
    return [[words_in(cell.paragraphs) for cell in row.cells] for row in found.rows]


def statement_of(report: Report) -> dict[str, str]:
    """Return the words of the first statement by head."""
    return {part.head: words_in(part.paragraphs) for part in of_kind(report, Statement)[0].parts}
