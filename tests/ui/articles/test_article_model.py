"""The article list's model: keys in order, windows of rows, what is spoken."""

import random
from array import array
from collections.abc import Sequence

import pytest
from PySide6.QtCore import QLocale, Qt

from credreview.domain.errors import UserError
from credreview.domain.model import ArticleRow
from credreview.ui.articles.article_model import (
    HELD,
    SEARCH_WINDOW,
    WINDOW,
    ArticleModel,
    Column,
    Role,
)


def article_row(key: int, **other) -> ArticleRow:
    facts = {
        "id": f"{key:032x}",
        "title": f"Article {key}",
        "outlet": "Sample Wire",
        "published": "2025-10-30",
        "claims": 0,
        "judged": 0,
        "not_checkable": 0,
        "differing": 0,
        "mix": (0, 0, 0, 0, 0, 0),
        "changed": 0,
    }
    return ArticleRow(key=key, **{**facts, **other})


class Shelf:
    """Rows by key, made when they are asked for; remembers what was asked."""

    def __init__(self) -> None:
        self.asked: list[list[int]] = []
        self.other: dict[int, dict] = {}
        self.gone: set[int] = set()
        self.broken = False
        self.searched = ""

    def article_rows(self, keys: Sequence[int], searched: str = "") -> list[ArticleRow]:
        self.asked.append(list(keys))
        self.searched = searched
        if self.broken:
            raise UserError("file.locked", "The file is locked.")
        return [article_row(key, **self.other.get(key, {})) for key in keys if key not in self.gone]


@pytest.fixture
def shelf():
    return Shelf()


@pytest.fixture
def model(qapp, shelf):
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    made = ArticleModel()
    made.set_reader(shelf)
    yield made
    QLocale.setDefault(before)


def title(model: ArticleModel, row: int) -> str | None:
    return model.data(model.index(row, 0), Role.TITLE)


def spoken(model: ArticleModel, row: int, column: Column = Column.TITLE) -> str:
    return model.data(model.index(row, column), Qt.ItemDataRole.AccessibleTextRole)


def test_a_million_keys_are_shown_without_reading_a_row(model, shelf):
    model.set_keys(array("q", range(1_000_000)))
    assert model.rowCount() == 1_000_000
    assert model.key_at(999_999) == 999_999
    assert shelf.asked == []


def test_a_row_that_is_seen_brings_its_window_of_256_once(model, shelf):
    model.set_keys(array("q", range(1_000_000)))
    assert title(model, 600_100) == "Article 600100"
    for row in range(600_064, 600_320):
        assert title(model, row) == f"Article {row}"
    assert len(shelf.asked) == 1
    assert shelf.asked[0] == list(range(600_064, 600_320))
    assert len(shelf.asked[0]) == WINDOW


def test_the_last_window_is_as_short_as_the_list(model, shelf):
    model.set_keys(range(300))
    assert title(model, 299) == "Article 299"
    assert shelf.asked == [list(range(256, 300))]


def test_only_the_windows_seen_last_are_held(model, shelf):
    model.set_keys(array("q", range(1_000_000)))
    windows = HELD // WINDOW + 1
    for window in range(windows):
        title(model, window * WINDOW)
        title(model, 0)  # seen again and again: it is not let go
    assert len(shelf.asked) == windows
    title(model, WINDOW)
    assert shelf.asked[-1] == list(range(WINDOW, 2 * WINDOW))


def test_a_search_asks_for_snippets_in_smaller_windows(model, shelf):
    model.set_keys(range(1000), "harbour")
    title(model, 500)
    assert shelf.asked == [list(range(480, 512))]
    assert len(shelf.asked[0]) == SEARCH_WINDOW
    assert shelf.searched == "harbour"
    model.refresh([f"{500:032x}"])
    assert shelf.searched == "harbour"
    model.set_keys(range(1000))
    title(model, 500)
    assert (len(shelf.asked[-1]), shelf.searched) == (WINDOW, "")


def test_random_jumps_cost_one_window_each_and_never_more(model, shelf):
    model.set_keys(array("q", range(1_000_000)))
    rows = random.Random(7).sample(range(1_000_000), 50)
    for row in rows:
        title(model, row)
    assert len(shelf.asked) <= len(rows)
    assert max(map(len, shelf.asked)) == WINDOW


def test_a_key_finds_its_row_and_a_strange_key_none(model):
    model.set_keys(array("q", range(1_000_000, 0, -1)))
    assert model.row_of(1) == 999_999
    assert model.row_of(1_000_000) == 0
    assert model.row_of(5_000_000) is None


def test_refresh_reads_the_named_rows_alone_and_only_where_they_are_held(model, shelf, qtbot):
    model.set_keys(array("q", range(1_000_000)))
    title(model, 10)
    shelf.asked.clear()
    shelf.other[10] = {"title": "Corrected"}
    shelf.other[900_000] = {"title": "Corrected too"}
    told: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
    model.refresh([f"{10:032x}", f"{900_000:032x}"])
    assert shelf.asked == [[10]]
    assert told == [(10, 10)]
    assert title(model, 10) == "Corrected"
    assert title(model, 900_000) == "Corrected too"


def test_refreshing_what_nobody_saw_reads_nothing(model, shelf):
    model.set_keys(range(1000))
    model.refresh([f"{5:032x}"])
    assert shelf.asked == []


def test_refreshing_more_than_a_window_reads_rows_when_they_are_seen(model, shelf):
    model.set_keys(range(1000))
    for row in (0, 256, 512):
        title(model, row)
    shelf.asked.clear()
    model.refresh({f"{key:032x}" for key in range(600)})
    assert shelf.asked == []
    title(model, 0)
    assert shelf.asked == [list(range(256))]


def test_an_article_that_is_gone_leaves_a_blank_row_and_its_neighbours_stay(model, shelf):
    shelf.gone.add(1)
    model.set_keys(range(3))
    assert [title(model, row) for row in range(3)] == ["Article 0", None, "Article 2"]
    assert model.data(model.index(1, 0), Role.KEY) == 1


def test_a_window_that_cannot_be_read_is_told_once_and_not_tried_at_every_painting(
    model, shelf, qtbot
):
    model.set_keys(range(3))
    shelf.broken = True
    with qtbot.waitSignal(model.failed) as told:
        assert title(model, 0) is None
    assert told.args[0].id == "file.locked"
    assert title(model, 1) is None
    assert len(shelf.asked) == 1
    shelf.broken = False
    model.forget()
    assert title(model, 1) == "Article 1"


def test_a_row_is_spoken_with_progress_and_grades(model, shelf):
    shelf.other[0] = {
        "title": "Harbour closed",
        "claims": 11,
        "judged": 7,
        "not_checkable": 1,
        "differing": 2,
        "mix": (1, 2, 2, 1, 0, 1),
    }
    model.set_keys([0])
    work = (
        "8 of 11 judged; one 1, two 2, two 3, one 4; one cannot be judged; "
        "1 not checkable; 2 differing"
    )
    assert spoken(model, 0) == (
        f"Harbour closed. Outlet Sample Wire. Published 30 Oct 2025. {work}"
    )
    assert spoken(model, 0, Column.PROGRESS) == work


def test_what_is_not_stated_is_said_so(model, shelf):
    shelf.other[0] = {"outlet": None, "published": None, "title": ""}
    model.set_keys([0])
    assert spoken(model, 0) == "Untitled. Outlet not stated. Published not stated. no claims"


@pytest.mark.parametrize(
    ("published", "shown"),
    [
        ("2025-10-30", "30 Oct 2025"),
        ("2025-02-04T23:10:00+01:00", "4 Feb 2025"),
        ("last spring", "last spring"),
        (None, "not stated"),
    ],
)
def test_dates_are_short_and_what_is_no_date_stays(model, shelf, published, shown):
    shelf.other[0] = {"published": published}
    model.set_keys([0])
    assert model.data(model.index(0, Column.PUBLISHED)) == shown


def test_a_title_is_one_line_of_plain_text_with_direction_overrides_marked(model, shelf):
    shelf.other[0] = {"title": "Invoice\n\u202egnp.exe"}
    model.set_keys([0])
    assert model.data(model.index(0, 0)) == "Invoice ⇄gnp.exe"


def test_a_tool_tip_never_takes_a_title_for_markup(model, shelf):
    shelf.other[0] = {"title": "<b>Bold</b> & more"}
    model.set_keys([0])
    tip = model.data(model.index(0, 0), Qt.ItemDataRole.ToolTipRole)
    assert "&lt;b&gt;Bold&lt;/b&gt; &amp; more" in tip


def test_every_column_has_a_head(model):
    heads = [model.headerData(column, Qt.Orientation.Horizontal) for column in Column]
    assert all(heads)
    assert len(set(heads)) == len(Column)
