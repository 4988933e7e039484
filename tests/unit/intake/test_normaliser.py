import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from credreview.intake.normalise import normalise, sound

_TRICKY = st.text(
    st.sampled_from(
        list(
            "ab é\u00a0\t\r\n\x0b\x0c\x85\u2028\u2029\ufeff\x00\x1b\x7f\ud800e\u0301\u0323가\u1100"
        )
    )
)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("a\u2028b\u2029c\x85d\x0be\x0cf", "a\nb\nc\nd\ne\nf"),
        ("\ufeffa", "a"),
        ("\ufeff\n \n\ufeffa", "a"),
        ("a\ufeffb", "a\ufeffb"),
        ("cafe\u0301", "café"),
        ("a\u00a0b", "a\u00a0b"),
        ("a \u00a0\t\nb\u3000", "a\nb"),
        ("a\n \u00a0 \n\n\nb", "a\n\nb"),
        ("\n\n a\n\n", " a"),
        ("  • a", "  • a"),
        ("a\tb", "a\tb"),
        (" \u00a0\n", ""),
        ("", ""),
    ],
)
def test_normaliser_1_gives_exactly_this(raw, expected):
    assert normalise(raw) == expected


@given(st.one_of(st.text(), _TRICKY))
@settings(deadline=None)
def test_a_second_pass_changes_nothing(raw):
    once = normalise(raw)
    assert normalise(once) == once
    assert sound(once) == (once, ())


@given(st.one_of(st.text(), _TRICKY))
@settings(deadline=None)
def test_what_comes_out_has_the_promised_form(raw):
    text = normalise(raw)
    text.encode("utf-8")
    assert not set(text) & {"\r", "\x00", "\x01", "\x1b", "\x85", "\u2028", "\u2029"}
    assert unicodedata.is_normalized("NFC", text)
    assert not text.startswith(("\n", "\ufeff"))
    assert not text.endswith("\n")
    assert "\n\n\n" not in text
    assert all(line == line.rstrip() for line in text.split("\n"))


@given(st.text())
@settings(deadline=None)
def test_no_visible_character_is_lost(raw):
    def shown(text):
        return [
            c
            for c in unicodedata.normalize("NFC", sound(text)[0])
            if not c.isspace() and c != "\ufeff"
        ]

    assert shown(normalise(raw)) == shown(raw)


@pytest.mark.parametrize(
    "bad", ["\x00", "\x01", "\x1b", "\x1f", chr(0xD800), chr(0xDFFF)], ids=ascii
)
def test_what_a_text_cannot_carry_is_replaced_visibly_and_told(bad):
    text, remarks = sound(f"be{bad}fore")
    assert text == "be\ufffdfore"
    assert len(remarks) == 1
    assert "1" in remarks[0]


def test_clean_text_gives_no_remark():
    assert sound("plain\r\ntext") == ("plain\ntext", ())


def test_endless_combining_marks_are_cut_and_told():
    text, remarks = sound("x" + "\u0301\u0323" * 5000 + "y")
    assert len(text) == 1003
    assert text.endswith("\ufffdy")
    assert remarks


def test_marks_within_reason_stay():
    vietnamese = "ệ" * 3000 + "e\u0323\u0302"
    assert sound(vietnamese) == (vietnamese, ())
