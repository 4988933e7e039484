"""The kind of file that is chosen gives a report's name its ending."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from credreview.ui.dialogs import file_dialogs
from credreview.ui.reports.formats import formats, proposed_name


@pytest.fixture
def ask(monkeypatch, show, tmp_path):
    """Return a function that opens the dialog, lets somebody act in it, and presses Save."""
    parent = show(QWidget())

    def asked(act, name: str = "Summary of 1.2", chosen: str = ".pdf") -> Path | None:
        def answer(dialog: QFileDialog) -> int:
            return QDialog.DialogCode.Rejected if act(dialog) is False else 1

        monkeypatch.setattr(QFileDialog, "exec", answer)
        return file_dialogs.ask_report(parent, tmp_path / name, formats(), chosen)

    yield asked
    parent.close()


def filter_of(suffix: str) -> str:
    return next(kind.words for kind in formats() if kind.suffix == suffix)


def test_the_proposal_has_the_ending_of_the_kind_that_is_proposed(ask, tmp_path) -> None:
    assert ask(lambda _: None) == tmp_path / "Summary of 1.2.pdf"
    assert ask(lambda _: None, chosen=".md") == tmp_path / "Summary of 1.2.md"


def test_another_kind_changes_the_ending_and_nothing_else_of_the_name(ask, tmp_path) -> None:
    def act(dialog: QFileDialog) -> None:
        dialog.selectNameFilter(filter_of(".docx"))
        dialog.filterSelected.emit(filter_of(".docx"))

    assert ask(act) == tmp_path / "Summary of 1.2.docx"


def test_a_name_without_ending_gets_the_one_of_the_kind(ask, tmp_path) -> None:
    def act(dialog: QFileDialog) -> None:
        dialog.filterSelected.emit(filter_of(".html"))
        dialog.selectFile("mine")

    assert ask(act) == tmp_path / "mine.html"


def test_nothing_is_chosen_where_it_is_left(ask) -> None:
    assert ask(lambda _: False) is None


@pytest.mark.parametrize(
    ("subject", "begins"),
    [
        ("", "harbour Summary"),
        ("a/b\\c: <d>|e?", "a b c d e Summary"),
        ("\u202egnp.x\u200b\n", "gnp.x Summary"),
        ("..", "harbour Summary"),
        ("word " * 60, "word word"),
        ("الميناء مغلق", "الميناء مغلق Summary"),
    ],
)
def test_a_proposed_name_is_one_that_every_disk_takes(subject: str, begins: str) -> None:
    name = proposed_name("harbour", subject, "Summary")
    assert name.startswith(begins)
    assert len(name) < 90
    assert not set(name) & set('\\/:*?"<>|\n\u202e\u200b')
