"""What would not be seen is written out, and nothing else is touched."""

import sys
import time
import unicodedata

import pytest

from credreview.report.visible import one_line, visible


def test_each_character_is_there_or_written_out():
    for code in (*range(0x10000), *range(0x10000, sys.maxunicode + 1, 11)):
        char = chr(code)
        shown = visible(f"a{char}b")
        kind = unicodedata.category(char)
        if char == "\r":
            assert shown == "a\nb"
        elif shown == f"a{char}b":
            assert kind not in ("Cs", "Co", "Cn", "Zl", "Zp")
            assert kind != "Cc" or char in "\n\t"
        else:
            assert shown == f"a\u27e6U+{code:04X}\u27e7b"
            assert kind[0] == "C" or kind in ("Zl", "Zp")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\u202egnp.exe", "⟦U+202E⟧gnp.exe"),
        ("\u2066a\u2069", "⟦U+2066⟧a⟦U+2069⟧"),
        ("\ud800", "⟦U+D800⟧"),
        ("\x00\x1b[31m", "⟦U+0000⟧⟦U+001B⟧[31m"),
        ("zero\u200bwidth", "zero⟦U+200B⟧width"),
        ("\U000e0041", "⟦U+E0041⟧"),
        ("a\r\nb\rc", "a\nb\nc"),
    ],
)
def test_what_acts_unseen_is_named(text, shown):
    assert visible(text) == shown


def test_joiners_stay_where_letters_need_them_and_are_shown_where_they_fool():
    assert visible("क्‍ष می‌خواهم 👩‍🚀") == "क्‍ष می‌خواهم 👩‍🚀"
    assert visible("pay\u200dpal \u200cx") == "pay⟦U+200D⟧pal ⟦U+200C⟧x"


def test_twice_is_as_once_and_the_result_can_be_written():
    text = "".join(map(chr, range(0, sys.maxunicode + 1, 31)))
    assert visible(visible(text)) == visible(text)
    visible(text).encode()


def test_a_line_stays_one():
    assert one_line("a\r\nb\tc\u2028d") == "a b c⟦U+2028⟧d"


@pytest.mark.parametrize("sign", ["a", "ж\n", "\u202e", "\u200d", "\x00", "文\t"])
def test_a_megabyte_takes_no_time(sign):
    begun = time.process_time()
    visible((sign * 1_000_000)[:1_000_000])
    assert time.process_time() - begun < 2
