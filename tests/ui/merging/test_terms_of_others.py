"""Own terms of somebody else that come with a merge can be chosen at once, and go with its undo."""

from pathlib import Path

from merge_examples import claim_at, copy_of, dialog, merged, press
from PySide6.QtWidgets import QRadioButton, QWidget
from window_examples import BORIS, Driver, opened

from credreview.review.judging import judge
from credreview.review.session import ReviewSession

_OWN = '{"terms": {"provenance": [{"id": "own_leaflet", "label": "Leaflet", "short": "Leaflet"}]}}'


def from_boris(path: Path, monkeypatch, tmp_path: Path) -> Path:
    """Return a review that Boris judged, on his machine, with a term of his own."""
    target = copy_of(path, "from-boris")
    with monkeypatch.context() as there:
        there.setenv("CREDREVIEW_HOME", str(tmp_path / "boris"))
        terms = tmp_path / "boris" / "config" / "vocabulary.json"
        terms.parent.mkdir(parents=True)
        terms.write_text(_OWN, encoding="utf-8")
        session = ReviewSession.open(target, BORIS)
        claim = claim_at(session, "the port is closed")
        session.do(judge(claim, session.vocabulary, provenance="own_leaflet"))
        session.close()
    return target


def offered(driver: Driver) -> tuple[bool, bool]:
    """Tell whether the menu and the side panel offer the term."""
    menus, panel = driver.window.menus, driver.window.parts.panel
    listed = [
        action.text()
        for inner in menus.menus["claim"].findChildren(QWidget)
        for action in inner.actions()
    ]
    cells = [cell.accessibleName() for cell in panel.findChildren(QRadioButton) if cell.isEnabled()]
    return any("Leaflet" in words for words in listed), any("Leaflet" in name for name in cells)


def test_they_are_offered_in_menu_and_panel_and_gone_with_the_merge(
    qtbot, path: Path, tmp_path: Path, monkeypatch
) -> None:
    other = from_boris(path, monkeypatch, tmp_path)
    with opened(qtbot, path) as driver:
        driver.article("Port closed")
        driver.window.parts.reader.setFocus()
        driver.keys("j")
        assert offered(driver) == (False, False)
        merged(driver, other)
        qtbot.waitUntil(lambda: offered(driver) == (True, True))
        assert driver.window.desk.current is not None
        driver.window.parts.reader.setFocus()
        driver.keys("r", "b", "2")
        assert driver.own().reliability == "B", "the new form writes what is chosen in it"
        driver.window.judging.undo()
        driver.settle()
        press(driver, "Undo this merge…")
        question = dialog(driver, "undo_merge")
        answers = [question.findChild(QWidget, name) for name in ("take_out", "set_aside")]
        next(answer for answer in answers if answer is not None).click()
        qtbot.waitUntil(lambda: offered(driver) == (False, False))
