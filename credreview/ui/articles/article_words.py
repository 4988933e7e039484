"""How a row of the article list is worded: dates, progress, and the sentence that is spoken."""

import re
from datetime import date, datetime

from PySide6.QtCore import QDate, QLocale

from credreview.domain.model import (
    HALF_GRADE,
    NO_GRADE,
    ArticleRow,
    ClaimState,
    Progress,
    SortKey,
)
from credreview.domain.progress import NOT_CHECKABLE
from credreview.text import tr
from credreview.ui.look.glyphs import spoken_mix, spoken_progress
from credreview.ui.reader.bidi import show_controls

# The marks round a hit are control characters; these two never stand in a text (noncharacters).
_MARKS = {1: "\ufdd0", 2: "\ufdd1"}
_HIT = re.compile("\ufdd0([^\ufdd0\ufdd1]*)\ufdd1")


def hits(snippet: str) -> tuple[str, list[tuple[int, int]]]:
    """Return a snippet as one line without its marks, and where the hits lie in it.

    Args:
        snippet: Words with hits between U+0001 and U+0002.

    Returns:
        The line, and spans [start, end) in code points, in order.
    """
    shown, spans, seen = "", [], 0
    line = show_controls(snippet.translate(_MARKS))
    for match in _HIT.finditer(line):
        shown += line[seen : match.start()]
        spans.append((len(shown), len(shown) + len(match[1])))
        shown += match[1]
        seen = match.end()
    return shown + line[seen:], spans


def title_words(row: ArticleRow) -> str:
    """Return the title in one line, or words for a missing one."""
    if row.title:
        return show_controls(row.title)
    if row.file_name:
        return tr("Untitled ({file})", file=show_controls(row.file_name))
    return tr("Untitled")


def outlet_words(outlet: str | None) -> str:
    """Return the outlet in one line; "not stated" where there is none."""
    return show_controls(outlet or "") or tr("not stated")


def published_words(published: str | None) -> str:
    """Return a short date such as "30 Oct 2025"; what is not a date is shown as it is."""
    if not published:
        return tr("not stated")
    try:
        day = date.fromisoformat(published[:10])
    except ValueError:
        return show_controls(published)
    return _short(day)


def changed_words(changed: int) -> str:
    """Return when something changed: the time if it was today, else the date.

    Args:
        changed: Milliseconds since 1970, UTC; shown in local time. 0 is "never".
    """
    if not changed:
        return ""
    when = datetime.fromtimestamp(changed / 1000)
    if when.date() == date.today():
        return when.strftime("%H:%M")
    return _short(when.date())


def count_words(row: ArticleRow) -> str:
    """Return how many claims are done of how many, such as "8/11", or "no claims"."""
    if not row.claims:
        return tr("no claims")
    return tr("{done}/{claims}", done=done(row), claims=row.claims)


def done(row: ArticleRow) -> int:
    """Return how many claims need nothing more from this reviewer."""
    return row.judged + row.not_checkable


def spoken_work(row: ArticleRow) -> str:
    """Return progress and grades, such as "8 of 11 judged; one 1, two 2; 1 differing"."""
    parts = [spoken_progress(done(row), row.claims)]
    if any(row.mix):
        parts.append(spoken_mix(row.mix))
    if row.not_checkable:
        parts.append(tr("{count} not checkable", count=row.not_checkable))
    if row.differing:
        parts.append(tr("{count} differing", count=row.differing))
    return "; ".join(parts)


def spoken_facts(row: ArticleRow) -> tuple[str, str]:
    """Return outlet and date, each with its name."""
    return (
        tr("Outlet {outlet}", outlet=outlet_words(row.outlet)),
        tr("Published {date}", date=published_words(row.published)),
    )


def spoken_row(row: ArticleRow) -> str:
    """Return the whole row as one spoken line."""
    return ". ".join((title_words(row), *spoken_facts(row), spoken_work(row)))


def progress_words(progress: Progress) -> str:
    """Return a progress state as a filter names it."""
    return {
        Progress.NO_CLAIMS: tr("No claims"),
        Progress.NOT_STARTED: tr("Not started"),
        Progress.IN_PROGRESS: tr("In progress"),
        Progress.FINISHED: tr("Finished"),
        Progress.DIFFERING: tr("Differing"),
    }[progress]


def state_words(state: ClaimState) -> str:
    """Return a state of claims as a filter names it."""
    return {
        ClaimState.OPEN: tr("Open claims"),
        ClaimState.JUDGED: tr("Judged claims"),
        ClaimState.DIFFERING: tr("Differing claims"),
        ClaimState.NOT_CHECKABLE: tr("Claims not checkable"),
    }[state]


def grade_filter_words(grade: str) -> str:
    """Return a value of `ArticleQuery.grades` as a filter names it."""
    special = {
        NOT_CHECKABLE: tr("not checkable"),
        HALF_GRADE: tr("half a pair"),
        NO_GRADE: tr("none yet"),
    }
    return special.get(grade, grade)


def sort_words(sort: SortKey) -> str:
    """Return what the list is sorted by, as the button and the column heads name it."""
    return {
        SortKey.CHANGED: tr("Last change"),
        SortKey.TITLE: tr("Title"),
        SortKey.OUTLET: tr("Outlet"),
        SortKey.PUBLISHED: tr("Published"),
        SortKey.CLAIMS: tr("Claims"),
        SortKey.PROGRESS: tr("Progress"),
    }[sort]


def _short(day: date) -> str:
    # The order of day, month and year belongs to the language, so it is translated.
    return QLocale().toString(QDate(day.year, day.month, day.day), tr("d MMM yyyy"))
