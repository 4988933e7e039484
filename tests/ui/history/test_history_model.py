"""The model of the history: pages come when they are seen, are let go, and follow what is done."""

from typing import TYPE_CHECKING

import pytest
from claim_examples import vocabulary
from PySide6.QtCore import QModelIndex, Qt

from credreview.domain.history import Cursor, HistoryPage, HistoryQuery, Place, Step
from credreview.ui.history import history_model
from credreview.ui.history.history_model import PAGE, HistoryModel

if TYPE_CHECKING:
    from collections.abc import Callable

DAY = 24 * 3600 * 1000
NOON = 1_700_049_600_000 - 1_700_049_600_000 % DAY + DAY // 2


def step(number: int, *, off: bool = False) -> Step:
    """Return the step of that number; ten to a day."""
    when = NOON + number // 10 * DAY + number % 10
    return Step(f"{number:064x}", when, "aa" * 16, "Anna", "judge", (), Place(), off=off)


class Journal:
    """Answers as the session does, at once or when it is told to."""

    def __init__(self, count: int) -> None:
        self.steps = [step(number) for number in range(count)]
        self.asked: list[Cursor | None] = []
        self.waiting: list[Callable[[], None]] = []
        self.holds = False

    def ask(self, _query: HistoryQuery, after: Cursor | None, limit: int, put) -> None:
        self.asked.append(after)
        answer = self.page(after, limit)
        if self.holds:
            self.waiting.append(lambda: put(answer))
        else:
            put(answer)

    def page(self, after: Cursor | None, limit: int) -> HistoryPage:
        before = len(self.steps) if after is None else after[0]
        first = max(0, before - limit)
        return HistoryPage(
            tuple(reversed(self.steps[first:before])), (first, "") if first else None
        )

    def answer(self) -> None:
        waiting, self.waiting = self.waiting, []
        for put in waiting:
            put()


def model_of(journal: Journal) -> HistoryModel:
    made = HistoryModel(journal.ask)
    made.set_query(HistoryQuery(), vocabulary())
    return made


def read_all(model: HistoryModel) -> None:
    while model.canFetchMore(QModelIndex()):
        model.fetchMore(QModelIndex())


def actions(model: HistoryModel) -> list[str | None]:
    found = (model.step(row) for row in range(model.rowCount()))
    return [one.action if one else None for one in found]


def test_the_first_page_comes_alone_and_more_at_the_end():
    journal = Journal(250)
    model = model_of(journal)
    assert (model.rowCount(), len(journal.asked)) == (PAGE, 1)
    read_all(model)
    assert actions(model) == [one.action for one in reversed(journal.steps)]
    assert len(journal.asked) == 3


def test_pages_seen_long_ago_are_let_go_and_read_again(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(history_model, "_HELD", 2)
    journal = Journal(1000)
    model = model_of(journal)
    read_all(model)
    journal.holds = True
    assert model.step(0) is None, "its page was let go"
    assert model.index(0).data() is None
    journal.answer()
    shown = model.step(0)
    assert shown is not None
    assert shown.action == journal.steps[-1].action
    assert model.rowCount() == 1000


def test_a_late_answer_to_an_earlier_question_is_nothing():
    journal = Journal(30)
    journal.holds = True
    model = model_of(journal)
    model.set_query(HistoryQuery(claim="cc" * 16), vocabulary())
    journal.answer()
    assert model.rowCount() == 30
    assert len(journal.asked) == 2


def test_new_steps_come_on_top_and_what_lies_below_stays():
    journal = Journal(250)
    model = model_of(journal)
    read_all(model)
    resets = []
    model.modelReset.connect(lambda: resets.append(1))
    journal.steps += [step(number) for number in range(250, 253)]
    model.refresh()
    assert model.rowCount() == 253
    assert actions(model) == [one.action for one in reversed(journal.steps)]
    assert not resets


def test_two_refreshes_at_once_put_new_steps_on_top_once():
    journal = Journal(30)
    model = model_of(journal)
    journal.holds = True
    journal.steps.append(step(30))
    model.refresh()
    journal.steps.append(step(31))
    model.refresh()
    while journal.waiting:
        journal.answer()
        model.step(0)
        model.step(5)
    assert actions(model) == [one.action for one in reversed(journal.steps)]


def test_an_answer_for_rows_that_moved_meanwhile_is_dropped():
    journal = Journal(30)
    model = model_of(journal)
    model._distrust()
    journal.holds = True
    model.step(0)  # asks again, from the top
    late, journal.waiting = journal.waiting, []
    journal.steps.append(step(30))
    resets = []
    model.modelReset.connect(lambda: resets.append(1))
    model.refresh()
    while journal.waiting:
        journal.answer()
    for put in late:
        put()
    assert actions(model) == [one.action for one in reversed(journal.steps)]
    assert not resets


def test_a_step_that_was_undone_since_is_read_again():
    journal = Journal(120)
    model = model_of(journal)
    read_all(model)
    journal.steps[-3] = step(117, off=True)
    journal.steps[2] = step(2, off=True)
    model.refresh()
    for row in (2, 117):
        model.step(row)
        shown = model.step(row)
        assert shown is not None
        assert shown.off


def test_when_more_is_to_be_seen_than_before_all_is_read_again():
    journal = Journal(30)
    model = model_of(journal)
    journal.steps = [step(number) for number in range(0, 60, 2)]
    journal.steps.append(step(29))
    model.refresh()
    model.step(0)  # as a view does that shows it
    assert actions(model) == [one.action for one in reversed(journal.steps)]


def test_an_empty_stretch_of_the_journal_is_passed_over():
    journal = Journal(5)
    pages = iter([HistoryPage((), (3, "")), HistoryPage((), (2, "")), journal.page(None, 5)])
    asked: list[Cursor | None] = []

    def ask(_query, after, _limit, put) -> None:
        asked.append(after)
        put(next(pages))

    model = HistoryModel(ask)
    model.set_query(HistoryQuery(), vocabulary())
    assert asked == [None, (3, ""), (2, "")]
    assert model.rowCount() == 5


def test_a_day_begins_where_the_one_before_ends_also_between_pages():
    model = model_of(Journal(205))
    read_all(model)
    begins = [row for row in range(model.rowCount()) if model.begins_day(row)]
    assert begins == [0, *range(5, 205, 10)]


def test_a_row_speaks_of_day_person_and_deed():
    model = model_of(Journal(3))
    spoken = str(model.index(0).data(Qt.ItemDataRole.AccessibleTextRole))
    assert "Anna" in spoken
    assert "2023" in spoken
