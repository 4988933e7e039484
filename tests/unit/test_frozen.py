"""A frozen program is its own Python: a process that it starts must not become a second window."""

import multiprocessing
import sys

import pytest

from credreview import __main__ as program


def begun(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    """Start the program as its own child is started; return what it prints as a program."""

    def support() -> None:
        raise SystemExit("a child")

    monkeypatch.setattr(multiprocessing, "freeze_support", support)
    monkeypatch.setattr(sys, "argv", ["credreview", "--version"])
    with pytest.raises(SystemExit):
        program.main()
    return capsys.readouterr().out


def test_a_child_of_a_frozen_program_is_no_program(monkeypatch, capsys) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert begun(monkeypatch, capsys) == ""


def test_the_control_one_that_is_not_frozen_runs(monkeypatch, capsys) -> None:
    assert "credreview" in begun(monkeypatch, capsys)
