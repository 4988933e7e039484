"""Are the words in a saved summary those that the review gives for its own state?

The same report is made again and held against the file, word by word.
"""

from collections.abc import Callable
from dataclasses import replace
from itertools import zip_longest
from typing import Final, NamedTuple

from credreview import __version__
from credreview.domain.errors import UserError
from credreview.domain.identity import ONLOOKER
from credreview.domain.model import Person
from credreview.domain.summary import Request, Stood
from credreview.domain.work import Ticker
from credreview.report.model import Report
from credreview.report.stamp import Stamp, digest
from credreview.review import comparing_pages, summaries, words
from credreview.review.printed import Printed, words_of_docx
from credreview.review.report_files import rendered
from credreview.review.session import ReviewSession
from credreview.store.since import State
from credreview.text import tr

_LONGEST_SHOWN: Final = 160
#: Paints a report to a PDF and reads its pages back; None where nothing can paint.
Painted = Callable[[Report], Printed | None]


class Incomparable(Exception):  # noqa: N818 - an answer, not an error
    """Why words could not be compared, in a sentence for people."""


class Otherwise(Exception):  # noqa: N818 - an answer, not an error
    """Why the review does not say the same in this file, in a sentence for people."""


class Found(NamedTuple):
    """What came of comparing, a sentence each.

    Attributes:
        misfits: Words that the review does not give.
        doubts: What differs, or was not compared, though nobody need have altered anything.
    """

    misfits: list[str]
    doubts: list[str]


def compared(
    session: ReviewSession,
    printed: Printed,
    state: State,
    stood: Stood | None,
    painted: Painted | None,
    tick: Ticker,
) -> Found:
    """Return where the words in a file are not those that the review gives for its own state.

    Args:
        session: The review.
        printed: What the file says.
        state: The one that it names.
        stood: What of that differs, where the review has come further since and says the same.
        painted: Paints a report and reads it back.
        tick: Told what is being done.

    Raises:
        Incomparable: They cannot be compared.
        Otherwise: What was set aside is not what is set aside in this file.
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
    report = _again(session, stamp, stamp.request, stood)
    if report.fingerprint != state.fingerprint:
        raise Incomparable(tr("The review was written to meanwhile: its words stay unproved."))
    if report.aside != stamp.aside and stood is None:
        raise Otherwise(tr("Other entries were set aside in the file that it was made of."))
    if stamp.vocabulary not in ("", report.vocabulary):
        raise Incomparable(tr("It is written in other terms: its words stay unproved."))
    report = replace(report, vocabulary=stamp.vocabulary)  # a file of old does not say it
    if printed.words is None and printed.form == "pdf":
        misfits = [tr("The words that were attached to it are gone.")]
    else:
        misfits = _misfit(printed, report)
    found = Found(misfits, [])
    if printed.form == "pdf":
        tick(0, 0, tr("Painting the pages again"))
        again = painted(report) if painted is not None and printed.pages else None
        if again is None:
            found.doubts.append(tr("The words on its pages were not compared."))
        else:
            found.misfits.extend(comparing_pages.misfits(printed, again))
            found.doubts.extend(comparing_pages.doubts(printed, again))
    if found.misfits and _shows_more(session, stamp.reviewer):
        found.misfits[:] = [
            tr(
                "Words in it differ from those of the review. Which, is not told: it was made for"
                " eyes that see what blind mode hides from you."
            )
        ]
    if stood is not None and found.misfits:
        # Names may have changed, or what is set aside: nobody need have altered the file.
        raise Incomparable(" ".join([tr("What came since may change its words."), *found.misfits]))
    return found


def _shows_more(session: ReviewSession, reviewer: str) -> bool:
    """Return whether a summary for some eyes may show what blind mode hides from whoever looks."""
    is_own = reviewer in ("", ONLOOKER, session.reviewer.id)
    return not is_own and session.reader.is_blind()


def _again(session: ReviewSession, stamp: Stamp, request: Request, stood: Stood | None) -> Report:
    """Return the report as it is made now for the eyes for which the printed one was made."""
    as_then, reviewer = session, stamp.reviewer
    terms = words.of_state if stamp.vocabulary else words.of_review
    if reviewer and reviewer != session.reviewer.id:
        as_then = ReviewSession(session.file, Person(reviewer, ""))
    try:
        return summaries.held_report(as_then, request, stood=stood, terms=terms)
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
