"""What the window remembers, and that a damaged file is no error."""

import pytest

from credreview.ui.drafts import Drafts
from credreview.ui.settings import Settings


@pytest.fixture
def file(tmp_path):
    return tmp_path / "window.json"


def test_values_survive_saving(file, tmp_path):
    settings = Settings(file)
    settings.set("scheme", "dark")
    settings.set("size", [360, 225.5])
    settings.set_place(tmp_path / "a.credreview", {"article": "x", "scroll": 12})
    settings.save()
    again = Settings(file)
    assert again.get("scheme", str) == "dark"
    assert again.numbers("size", 2) == [360.0, 225.5]
    assert again.place(tmp_path / "a.credreview") == {"article": "x", "scroll": 12}
    assert again.place(tmp_path / "b.credreview") == {}


@pytest.mark.parametrize("content", ["", "{", "[]", '{"size": "x", "recent": 3, "reviews": []}'])
def test_a_damaged_file_counts_as_none(file, content):
    file.write_text(content)
    settings = Settings(file)
    assert settings.numbers("size", 2) is None
    assert settings.last() is None


def test_values_of_another_type_count_as_none(file):
    settings = Settings(file)
    settings.set("size", [1, "2"])
    settings.set("scheme", 5)
    assert settings.numbers("size", 2) is None
    assert settings.get("scheme", str, "system") == "system"


def test_recent_reviews_are_those_still_there_latest_first(file, tmp_path):
    settings = Settings(file)
    paths = [tmp_path / f"{name}.credreview" for name in "abc"]
    for path in paths:
        path.touch()
        settings.opened(path)
    settings.opened(paths[0])
    paths[1].unlink()
    assert settings.recent() == [paths[0], paths[2]]
    assert settings.last() == paths[0]


def test_a_folder_that_cannot_be_written_is_no_reason_to_complain(tmp_path):
    settings = Settings(tmp_path / "missing" / "window.json")
    settings.set("scheme", "dark")
    settings.save()
    assert not (tmp_path / "missing").exists()


def test_a_draft_is_kept_until_it_is_dropped(tmp_path, monkeypatch):
    monkeypatch.setenv("CREDREVIEW_HOME", str(tmp_path))
    drafts = Drafts(tmp_path / "a.credreview", "anna")
    drafts.keep("c1", "Because “ü” \n said so")
    assert Drafts(tmp_path / "a.credreview", "anna").of("c1", None) == "Because “ü” \n said so"
    assert Drafts(tmp_path / "a.credreview", "boris").of("c1", None) is None
    assert drafts.claims() == ["c1"]
    drafts.drop("c1")
    assert drafts.of("c1", None) is None
    drafts.drop("c1")


def test_a_draft_never_goes_over_newer_words(tmp_path, monkeypatch):
    monkeypatch.setenv("CREDREVIEW_HOME", str(tmp_path))
    drafts = Drafts(tmp_path / "a.credreview", "anna")
    drafts.keep("c1", "half a sen", "Old words.")
    assert drafts.of("c1", "Newer words.") is None
    assert drafts.of("c1", None) is None
    assert drafts.of("c1", "Old words.") == "half a sen", (
        "it comes back with what it was typed over"
    )
    drafts.keep("c1", "", None)
    assert drafts.of("c1", None) is None, "nothing typed over nothing is no draft"
    assert drafts.claims() == []
