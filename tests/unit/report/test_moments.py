"""Times and dates in reports."""

import locale

import pytest

from credreview.report.moments import date_words, moment_words


def test_a_time_is_told_in_utc_to_the_minute() -> None:
    assert moment_words(1_795_341_720_000 + 59_999) == "22 Nov 2026, 10:02 UTC"
    assert moment_words(0) == "1 Jan 1970, 00:00 UTC"


def test_a_time_past_the_calendar_stands_as_it_is() -> None:
    assert moment_words(10**18) == "1000000000000000000"


@pytest.mark.parametrize(
    ("stated", "told"),
    [
        ("2025-10-29", "29 Oct 2025"),
        ("2025-10-29T23:59:00+09:00", "29 Oct 2025"),
        ("2025-10", "Oct 2025"),
        ("2025", "2025"),
        ("0042-01-01", "1 Jan 0042"),
        ("2025-02-30", "2025-02-30"),
        ("2025-13", "2025-13"),
        ("in spring", "in spring"),
    ],
)
def test_a_date_is_told_as_far_as_it_goes(stated: str, told: str) -> None:
    assert date_words(stated) == told


def test_months_do_not_follow_the_machine() -> None:
    before = locale.setlocale(locale.LC_TIME)
    others = [name for name in ("de_DE.UTF-8", "fr_FR.UTF-8", "C.UTF-8", "C") if _can(name)]
    try:
        for name in others:
            locale.setlocale(locale.LC_TIME, name)
            assert date_words("2025-05-01") == "1 May 2025"
    finally:
        locale.setlocale(locale.LC_TIME, before)


def _can(name: str) -> bool:
    before = locale.setlocale(locale.LC_TIME)
    try:
        locale.setlocale(locale.LC_TIME, name)
    except locale.Error:
        return False
    locale.setlocale(locale.LC_TIME, before)
    return True
