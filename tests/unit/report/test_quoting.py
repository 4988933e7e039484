"""Quotation marks: those of the letters, and never two of a kind side by side."""

import pytest

from credreview.report.quoting import quoted


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("the port is closed", "“the port is closed”"),
        ("", "“”"),
        ("порт закрыт", "«порт закрыт»"),
        ("הנמל סגור", "”הנמל סגור”"),
        ("الميناء مغلق", "«الميناء مغلق»"),
        ("港口关闭了", "“港口关闭了”"),
        ("the number was “three or four”", "‘the number was “three or four”’"),
        ('he said "never"', '‘he said "never"’'),
        ("он сказал «никогда»", "“он сказал «никогда»”"),
        ('он сказал "никогда"', '«он сказал "никогда"»'),
    ],
)
def test_words_stand_between_the_marks_of_their_letters(words, expected):
    assert quoted(words) == expected
    assert words in quoted(words)
