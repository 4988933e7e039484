"""Dates as articles and posts print them, read into ISO 8601; what is ambiguous stays unread."""

import re
from datetime import date, datetime

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar januari janvier enero gennaio janeiro stycznia січня января",
            "february feb februar février febrero febbraio fevereiro lutego лютого февраля",
            "march mar märz mars marzo março marca березня марта",
            "april apr avril abril aprile kwietnia квітня апреля",
            "may mai mayo maggio maio maja травня мая",
            "june jun juni juin junio giugno junho czerwca червня июня",
            "july jul juli juillet julio luglio julho lipca липня июля",
            "august aug août agosto sierpnia серпня августа",
            "september sep sept septembre septiembre settembre setembro września вересня сентября",
            "october oct oktober okt octobre octubre ottobre outubro października жовтня октября",
            "november nov novembre noviembre novembro listopada листопада ноября",
            "december dec dezember dez décembre diciembre dicembre dezembro grudnia грудня декабря",
        ),
        start=1,
    )
    for name in names.split()
}

_WEEKDAY = r"(?:[^\W\d_]{2,12}\.?,\s*)?"
_ZONE = r"(?:\s*(?:Z|[A-Z]{2,5}|[+-]\d{2}:?\d{2}))?"
_TIME = (
    r"(?:\s*[,·|-]?\s*(?:at|um|à|о|в)?\s*\d{1,2}[:.h]\d{2}(?::\d{2})?"
    rf"(?:\s*[AaPp]\.?[Mm]\.?)?{_ZONE})?"
)
_YEAR_WORD = r"(?:\s*(?:р|г|року|года)\.?)?"
_FORMS = tuple(
    re.compile(rf"{_WEEKDAY}{form}{_YEAR_WORD}{_TIME}")
    for form in (
        r"(?P<month>[^\W\d_]{3,10})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})",
        r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.|er)?\s+(?:de\s+)?(?P<month>[^\W\d_]{3,12})\.?,?"
        r"\s+(?:de\s+)?(?P<year>\d{4})",
        r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?:T[\d:.]{4,15}(?:Z|[+-]\d{2}:?\d{2})?)?",
        r"(?P<year>\d{4})/(?P<month>\d{1,2})/(?P<day>\d{1,2})",
        r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})",
        r"(?P<year>\d{4})\s?年\s?(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?日",
    )
)
_SLASHES = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")

_LONGEST = 60


def parse_date(text: str) -> str | None:
    """Return the calendar date that is all `text` says (a time may follow it), or None.

    Day and month in figures with slashes are read only where one of them is
    above 12, because their order differs between countries.

    Returns:
        ISO 8601, "YYYY-MM-DD".
    """
    text = text.strip()
    if not 6 <= len(text) <= _LONGEST:
        return None
    for form in _FORMS:
        if found := form.fullmatch(text):
            month = found["month"]
            number = int(month) if month.isdecimal() else _MONTHS.get(month.casefold())
            return _iso(int(found["year"]), number, int(found["day"]))
    if found := _SLASHES.fullmatch(text):
        first, second, year = (int(part) for part in found.groups())
        if first > 12 or first == second:
            return _iso(year, second, first)
        if second > 12:
            return _iso(year, first, second)
    return None


def parse_moment(text: str) -> str | None:
    """Return the date, or the date with its time, that `text` states in ISO 8601, or None.

    A date in words is read too; its time of day is left out.
    """
    text = text.strip()
    if "T" in text or ":" in text:
        try:
            return datetime.fromisoformat(text).isoformat()
        except ValueError:
            pass
    return parse_date(text)


def _iso(year: int, month: int | None, day: int) -> str | None:
    if month is None:
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
