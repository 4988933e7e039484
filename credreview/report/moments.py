"""Times and dates in a report: the same words in every renderer and on every machine."""

import re
from datetime import UTC, date, datetime, timedelta

from credreview.text import tr

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T.*)?")


def moment_words(ms: int) -> str:
    """Return a time such as "22 Nov 2026, 10:02 UTC"; one past the calendar's end as it stands.

    Args:
        ms: Milliseconds since 1970, UTC.
    """
    try:
        moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=ms)
    except OverflowError:
        return str(ms)
    day = _day_words(moment.year, moment.month, moment.day)
    return tr("{day}, {time} UTC", day=day, time=f"{moment.hour:02}:{moment.minute:02}")


def date_words(stated: str) -> str:
    """Return a date such as "29 Oct 2025", "Oct 2025" or "2025"; what is no date as it stands.

    Args:
        stated: ISO 8601, as far as it goes; a time of day in it is left out.
    """
    found = _ISO.fullmatch(stated)
    if not found:
        return stated
    year, month, day = (int(part) if part else 0 for part in found.groups())
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return stated
    if day:
        return _day_words(year, month, day)
    if month:
        return tr("{month} {year}", month=_month(month), year=f"{year:04}")
    return f"{year:04}"


def _day_words(year: int, month: int, day: int) -> str:
    # The order of day, month and year belongs to the language, so it is translated.
    return tr("{day} {month} {year}", day=day, month=_month(month), year=f"{year:04}")


def _month(number: int) -> str:
    # Not by `strftime`: its words follow the locale of the machine, not the language.
    return (
        tr("Jan"),
        tr("Feb"),
        tr("Mar"),
        tr("Apr"),
        tr("May"),
        tr("Jun"),
        tr("Jul"),
        tr("Aug"),
        tr("Sep"),
        tr("Oct"),
        tr("Nov"),
        tr("Dec"),
    )[number - 1]
