"""Are the words in a saved summary those that the review gives for its own state?

The same report is made again and held against the file, word by word.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import zip_longest
from typing import Final

from credreview import __version__
from credreview.domain.errors import UserError
from credreview.domain.model import Person
from credreview.domain.summary import Request
from credreview.domain.work import Ticker
from credreview.report.model import Report
from credreview.report.stamp import digest
from credreview.review import summaries
from credreview.review.printed import Printed, words_of_docx
from credreview.review.report_files import rendered
from credreview.review.session import ReviewSession
from credreview.store.since import State
from credreview.text import tr

#: Of more pages only the attached words are compared, and the foot of each page.
MOST_PAINTED: Final = 200
_LONGEST_SHOWN = 160
#: Paints a report to a PDF and returns the text of its pages; None where nothing can paint.
Painted = Callable[[Report], tuple[str, ...] | None]


class Incomparable(Exception):  # noqa: N818 - an answer, not an error
    """Why words could not be compared, in a sentence for people."""


def compared(
    session: ReviewSession,
    printed: Printed,
    state: State,
    painted: Painted | None,
    tick: Ticker,
) -> list[str]:
    """Return where the words in a file are not those that the review gives for its own state.

    Raises:
        Incomparable: They cannot be compared.
    """
    stamp = printed.stamp
    if not printed.form:
        raise Incomparable(tr("Digits say nothing of the words beside them."))
    if stamp is None or stamp.request is None:
        raise Incomparable(tr("The file does not say how it was made: its words stay unproved."))
    if stamp.program != __version__:
        raise Incomparable(
            tr("Version {version} made it: its words stay unproved.", version=stamp.program)
        )
    if stamp.templates != digest(summaries.templates_folder()):
        raise Incomparable(tr("Other templates made it: its words stay unproved."))
    tick(0, 0, tr("Making the summary again"))
    report = _again(session, stamp.reviewer, stamp.request)
    if report.fingerprint != state.fingerprint:
        raise Incomparable(tr("The review was written to meanwhile: its words stay unproved."))
    if printed.words is None and printed.form == "pdf":
        found = [tr("The words that were attached to it are gone.")]
    else:
        found = _misfit(printed, report)
    if printed.pages and painted is not None and len(printed.pages) <= MOST_PAINTED:
        tick(0, 0, tr("Painting the pages again"))
        again = painted(report)
        found += _page_misfits(printed.pages, again) if again else []
    return found


def _again(session: ReviewSession, reviewer: str, request: Request) -> Report:
    """Return the report as it is made now for the eyes for which the printed one was made."""
    as_then = session
    if reviewer and reviewer != session.reviewer.id:
        as_then = ReviewSession(session.file, Person(reviewer, ""))
    try:
        return summaries.held_report(as_then, request)
    except UserError as error:
        raise Incomparable(tr("It cannot be made again: {reason}", reason=error.message)) from error


def _misfit(printed: Printed, report: Report) -> list[str]:
    made = rendered(report, ".md" if printed.form == "pdf" else f".{printed.form}")
    words = words_of_docx(made) if printed.form == "docx" else made.decode()
    given = printed.words or ""
    return [] if given == words else [_first_difference(given, words)]


def _first_difference(given: str, made: str) -> str:
    """Say in one sentence where words begin to differ from those of the review."""
    lines = zip_longest(given.split("\n"), made.split("\n"), fillvalue="")
    for number, (one, other) in enumerate(lines, 1):
        if one != other:
            return tr(
                "Line {number} says “{given}”, where the review says “{made}”.",
                number=number,
                given=_around(one, other),
                made=_around(other, one),
            )
    raise AssertionError("they are the same")


def _around(one: str, other: str) -> str:
    """Return so much of a line that it shows where it differs from another."""
    at = next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )
    start = max(0, at - _LONGEST_SHOWN // 2)
    cut = one[start : start + _LONGEST_SHOWN]
    return ("…" if start else "") + cut + ("…" if start + _LONGEST_SHOWN < len(one) else "")


def _page_misfits(pages: tuple[str, ...], painted: tuple[str, ...]) -> list[str]:
    """Return which words on the pages are not those that are painted for the same state.

    Where there are as many pages, they are compared one by one. Other fonts on
    another machine break lines and pages elsewhere; then all words are
    compared together, without the numbers: some are of pages.
    """
    if len(pages) == len(painted):
        return [
            found
            for number, (one, other) in enumerate(zip(pages, painted, strict=True), 1)
            for found in _strange(tr("Page {page}", page=number), one.split(), other.split())
        ]
    one, other = (
        [word for text in texts for word in text.split() if not word.isdigit()]
        for texts in (pages, painted)
    )
    return _strange(tr("The pages"), one, other)


def _strange(where: str, given: Sequence[str], made: Sequence[str]) -> list[str]:
    one, other = Counter(given), Counter(made)
    strange, gone = list(one - other), list(other - one)
    if not strange and not gone:
        return []
    return [
        tr(
            "{where}: {given} stands there, where the review has {made}.",
            where=where,
            given=_listed(strange),
            made=_listed(gone),
        )
    ]


def _listed(found: list[str]) -> str:
    shown = ", ".join(tr("“{word}”", word=word[:40]) for word in found[:5])
    return shown + ("…" if len(found) > 5 else "") if shown else tr("nothing")
