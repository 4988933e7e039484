import pytest

from credreview.ui.reader.article_search import ArticleSearch


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("The port. the Port", "the port", ["The port", "the Port"]),
        ("40\u00a0ships wait", "40 ships", ["40\u00a0ships"]),
        ("Álvaro and Alvaro", "alvaro", ["Álvaro", "Alvaro"]),
        ("A\u0301lvaro!", "álvaro", ["A\u0301lvaro"]),
        ("cafe\u0301, cafe", "cafe", ["cafe\u0301", "cafe"]),
        ("in der Straße", "STRASSE", ["Straße"]),
        ("the ministry’s “plan”", 'ministry\'s "plan"', ["ministry’s “plan”"]),
        ("North–South", "north-south", ["North–South"]),
        ("co\u00adope\u200brate", "cooperate", ["co\u00adope\u200brate"]),
        ("😀 port 😀", "port", ["port"]),
        ("aaaa", "aa", ["aa", "aa"]),
        ("port", "ship", []),
        ("a b", " ", []),
        ("a b", "", []),
        ("wrapped\nhere", "wrapped here", ["wrapped\nhere"]),
    ],
)
def test_words_are_found_as_a_reader_means_them(text, words, found):
    assert [text[start:end] for start, end in ArticleSearch(text).find(words)] == found
