import codecs
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from credreview.domain.errors import UserError
from credreview.intake.decoding import decode

_UKRAINIAN = "Посольство закрили минулого тижня, і це було очікувано, бо її посол поїхав."
_RUSSIAN = "Посольство закрыли на прошлой неделе, и это было не так важно."
_FRENCH = "L’ambassade a été fermée à la fin de la semaine, où rien n’était prévu."


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
@pytest.mark.parametrize("text", ["Plain words.", _UKRAINIAN, "大使馆 🙂"])
def test_a_byte_order_mark_says_how_to_read(mark, encoding, text):
    decoded = decode(mark + text.encode(encoding), "a.txt")
    assert decoded.text == text
    assert decoded.remarks == ()


@pytest.mark.parametrize("text", ["Plain words.", _UKRAINIAN, "大使馆 🙂", "a\x00b", "x"])
def test_utf_8_needs_no_remark(text):
    assert decode(text.encode(), "a.txt") == type(decode(b"x", "x"))(text)


@pytest.mark.parametrize(
    ("encoding", "text", "named"),
    [
        ("cp1252", _FRENCH, "windows-1252"),
        (
            "cp1252",
            "Der Präsident erklärte, daß die Gespräche über Öl weitergehen.",
            "windows-1252",
        ),
        ("cp1252", "El ministro dijo que la reunión será mañana en la capital.", "windows-1252"),
        ("cp1252", "She said “no” – and that was the end of it.", "windows-1252"),
        ("cp1252", "café", "windows-1252"),
        ("cp1250", "Ambasada została zamknięta w zeszłym tygodniu, źródła mówią.", "windows-1250"),
        ("cp1251", _RUSSIAN, "windows-1251"),
        ("cp1251", _UKRAINIAN, "windows-1251"),
        ("koi8-r", _RUSSIAN, "KOI8-R"),
        ("koi8-u", _UKRAINIAN, "KOI8-U"),
        ("cp866", _RUSSIAN, "CP866"),
        ("cp1253", "Η πρεσβεία έκλεισε την περασμένη εβδομάδα", "windows-1253"),
        ("cp1254", "Büyükelçilik geçen hafta kapatıldı ve bu şaşırtıcı değil.", "windows-1254"),
        ("cp1255", "השגרירות נסגרה בשבוע שעבר על ידי הממשלה", "windows-1255"),
        ("cp1256", "السفارة أغلقت الأسبوع الماضي في العاصمة", "windows-1256"),
        ("gb18030", "大使馆上周关闭，据报道这是第一次。", "GB 18030"),
        ("big5", "大使館上週關閉，據報導這是第一次。", "Big5"),
        ("shift_jis", "大使館は先週閉鎖されました。", "Shift JIS"),
        ("euc_kr", "대사관은 지난주 문을 닫았습니다.", "EUC-KR"),
        ("utf-16-le", "The embassy closed last week.", "UTF-16"),
        ("utf-16-be", _RUSSIAN, "UTF-16"),
        ("utf-16-le", "大使馆上周关闭，\n据报道 这是第一次。\n\n第二 次。\n\n", "UTF-16"),
    ],
)
def test_other_encodings_are_found_and_named(encoding, text, named):
    decoded = decode(text.encode(encoding), "a.txt")
    assert decoded.text == text
    assert len(decoded.remarks) == 1
    assert named in decoded.remarks[0]


def test_one_accent_far_down_decides_about_a_long_file():
    text = "the cat sat on the mat\n" * 20_000 + _FRENCH
    assert decode(text.encode("cp1252"), "a.txt").text == text


def test_a_file_cut_off_within_a_letter_stays_utf_8():
    decoded = decode(_UKRAINIAN.encode()[:-2], "a.txt")
    assert decoded.text == _UKRAINIAN[:-2] + "\ufffd"
    assert "UTF-8" in decoded.remarks[0]


def test_surrogates_written_as_utf_8_do_not_spoil_the_rest():
    assert (
        decode(f"{_UKRAINIAN}\ud800".encode("utf-8", "surrogatepass"), "a").text[:-1] == _UKRAINIAN
    )


def test_broken_utf_16_is_told():
    decoded = decode(codecs.BOM_UTF16_LE + "words".encode("utf-16-le") + b"\x00", "a.txt")
    assert decoded.text == "words\ufffd"
    assert "UTF-16" in decoded.remarks[0]


@pytest.mark.parametrize(
    ("data", "hint"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "picture"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "picture"),
        (b"%PDF-1.7\nplain enough so far", "PDF"),
        (b"PK\x03\x04" + b"\x00" * 26 + b"word/document.xml", "word processor"),
        (b"PK\x03\x04" + b"\x00" * 26 + b"a/b.bin", "archive"),
        (b"{\\rtf1\\ansi Words.}", "word processor"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "word processor"),
        (b"\x7fELF\x02\x01\x01", "program"),
        (b"SQLite format 3\x00", "database"),
        (b"\x1f\x8b\x08\x00", "archive"),
        (b"<!DOCTYPE html>\n<html><body>Words</body></html>", "web page"),
        (b"\n<html lang='en'>", "web page"),
        (bytes(range(256)) * 4, "Plain text"),
        (b"\x00" * 400, "Plain text"),
        (b"\x01\x02\x03\x04\x05\x06ab", "Plain text"),
    ],
)
def test_what_is_no_text_is_refused_with_a_hint(data, hint):
    with pytest.raises(UserError) as refusal:
        decode(data, "thing.txt")
    assert refusal.value.id == "intake.not_text"
    assert "thing.txt" in refusal.value.message
    assert hint in refusal.value.hint


@given(st.binary(max_size=400))
@settings(deadline=None)
def test_any_bytes_are_read_or_refused(data):
    try:
        outcome = type(decode(data, "a.txt").text).__name__
    except UserError as refusal:
        outcome = refusal.id
    assert outcome in {"str", "intake.not_text"}


@given(st.text(max_size=300))
@settings(deadline=None)
def test_utf_8_is_read_back_unless_it_looks_binary(text):
    try:
        decoded = decode(text.encode(), "a.txt")
    except UserError:
        assert any(character < " " for character in text) or text[:4] in {"%PDF", "{\\rt", "GIF8"}
    else:
        if not text.startswith("\ufeff") and "\x00" not in text:
            assert decoded.text == text


def test_the_detector_is_loaded_only_when_a_file_needs_it():
    program = (
        "import sys; from credreview.intake.files import draft_of\n"
        "draft_of('Привіт'.encode(), 'a.md')\n"
        "raise SystemExit('charset_normalizer' in sys.modules)"
    )
    assert (
        subprocess.run(
            [sys.executable, "-c", program], env={"PYTHONPATH": ":".join(sys.path)}
        ).returncode
        == 0
    )
