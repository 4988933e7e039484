"""About oneself, about others and about keys, by hand in the window."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMenu, QPushButton, QWidget
from shiboken6 import isValid
from window_examples import ANNA, BORIS, Driver, make_review, opened

from credreview.domain.model import Changed
from credreview.domain.seals import How, fingerprint_words
from credreview.review import keys, people, seals, trust
from credreview.review.actions import mark_claim
from credreview.review.session import ReviewSession
from credreview.ui.dialogs.people_dialog import PeopleDialog
from credreview.ui.dialogs.person_dialog import PersonDialog
from credreview.ui.look.buttons import PushButton
from credreview.ui.look.toggles import CheckBox

W = TypeVar("W", bound=QWidget)


@pytest.fixture
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a passphrase cost little."""
    monkeypatch.setattr(keys, "_OPERATIONS", 1)
    monkeypatch.setattr(keys, "_MEMORY", 8192)


def dialog(driver: Driver, name: str) -> QDialog:
    """Return the dialog of this name as soon as it is there."""
    found: list[QDialog] = []

    def look() -> bool:
        found[:] = [w for w in driver.window.findChildren(QDialog, name) if w.isVisible()]
        return bool(found)

    driver.qtbot.waitUntil(look)
    return found[0]


def part(of: QWidget, kind: type[W], name: str) -> W:
    """Return a part of a dialog."""
    found = of.findChild(kind, name)
    assert found is not None, name
    return found


def click(of: QWidget, name: str) -> None:
    """Click a button of a dialog."""
    QTest.mouseClick(part(of, PushButton, name), Qt.MouseButton.LeftButton)


def fill(of: QWidget, name: str, words: str) -> None:
    """Type into a field of a dialog, in place of what is there."""
    field = part(of, QLineEdit, name)
    field.selectAll()
    QTest.keyClicks(field, words)


def gone(driver: Driver, of: QDialog) -> None:
    """Wait until a dialog is closed, and what it asked for is done."""
    driver.qtbot.waitUntil(lambda: not isValid(of) or not of.isVisible())
    driver.settle()


def about_me(driver: Driver) -> QDialog:
    """Open the dialog from the menu."""
    assert driver.window.menus.trigger("review.about_me")
    return dialog(driver, "person_dialog")


def everybody(driver: Driver) -> QDialog:
    """Open "People and keys" from the menu."""
    assert driver.window.menus.trigger("review.people")
    return dialog(driver, "people_dialog")


def record(driver: Driver) -> dict[str, object]:
    """Return what the review says of Anna."""
    session = driver.window.review.session
    assert session is not None
    with session.reader.view() as view:
        return view.fields("reviewer", ANNA.id) or {}


def test_what_one_says_of_oneself_is_on_disk_and_in_the_review(driver: Driver) -> None:
    shown = about_me(driver)
    assert part(shown, QLineEdit, "person_name").text() == ANNA.name
    fill(shown, "person_name", "Sample Anna Second")
    fill(shown, "person_role", "Analyst")
    click(shown, "save_person")
    gone(driver, shown)
    assert people.everyone() == [replace(ANNA, name="Sample Anna Second", role="Analyst")]
    assert record(driver)["name"] == "Sample Anna Second"
    assert record(driver)["role"] == "Analyst"
    assert driver.window.parts.status.reviewer.text() == "Sample Anna Second"


def test_the_status_line_leads_to_it_too(driver: Driver, monkeypatch) -> None:
    monkeypatch.setattr(QMenu, "popup", lambda *_: None)  # the screenless platform has none
    driver.window.parts.status.reviewer.click()
    menu = part(driver.window, QMenu, "menu_reviewer")
    (entry,) = [a for a in menu.actions() if a.objectName() == "about_person"]
    entry.trigger()
    shown = dialog(driver, "person_dialog")
    assert part(shown, QLineEdit, "person_name").text() == ANNA.name
    shown.reject()
    menu.deleteLater()


def test_a_name_that_cannot_be_used_is_said_beside_it(driver: Driver) -> None:
    people.adopt(BORIS)
    shown = about_me(driver)
    for name in ("", BORIS.name):
        part(shown, QLineEdit, "person_name").clear()
        fill(shown, "person_name", name)
        click(shown, "save_person")
        save = part(shown, PushButton, "save_person")
        driver.qtbot.waitUntil(save.isEnabled)
        assert shown.isVisible()
        assert part(shown, QLineEdit, "person_name").property("invalid")
    shown.reject()
    assert record(driver)["name"] == ANNA.name


def test_the_fingerprint_is_shown_and_the_key_can_be_copied(driver: Driver) -> None:
    shown = about_me(driver)
    public = keys.public_key(ANNA.id)
    label = part(shown, QWidget, "fingerprint")
    assert label.text() == fingerprint_words(public)  # type: ignore[attr-defined]
    assert fingerprint_words(public) in label.accessibleName()
    click(shown, "copy_key")
    assert QGuiApplication.clipboard().text() == public.hex()
    shown.reject()


def test_each_action_is_signed_once_it_is_asked_for(driver: Driver) -> None:
    session = driver.window.review.session
    assert session is not None
    before = session.reader.newest_action()
    shown = about_me(driver)
    part(shown, CheckBox, "signs_each").setChecked(True)
    click(shown, "save_person")
    gone(driver, shown)
    assert people.signs_each(ANNA.id)
    driver.keys("j", "3")
    with session.reader.view() as view:
        signed = {n for (n,) in view.db.execute("SELECT n FROM signature")}
    assert session.reader.newest_action() > before
    assert session.reader.newest_action() in signed


def test_a_passphrase_is_set_and_asked_for(driver: Driver, cheap: None) -> None:
    shown = about_me(driver)
    assert isinstance(shown, PersonDialog)
    click(shown, "passphrase")
    asked = dialog(driver, "passphrase_dialog")
    fill(asked, "passphrase_new", "one")
    fill(asked, "passphrase_again", "two")
    click(asked, "use_passphrase")
    assert asked.isVisible()
    assert not keys.has_passphrase(ANNA.id)
    fill(asked, "passphrase_again", "one")
    click(asked, "use_passphrase")
    gone(driver, asked)
    assert keys.has_passphrase(ANNA.id)
    keys.lock(ANNA.id)
    driver.window.persons.unlock(ANNA.id)
    asked = dialog(driver, "passphrase_dialog")
    fill(asked, "passphrase_old", "wrong")
    click(asked, "use_passphrase")
    field = part(asked, QLineEdit, "passphrase_old")
    driver.qtbot.waitUntil(lambda: bool(field.property("invalid")))
    assert keys.unlocked(ANNA.id) is None
    fill(asked, "passphrase_old", "one")
    click(asked, "use_passphrase")
    gone(driver, asked)
    assert keys.unlocked(ANNA.id) is not None
    shown.reject()


def test_a_locked_key_is_told_when_a_review_is_opened(qtbot, tmp_path: Path, cheap: None) -> None:
    path = make_review(tmp_path)
    keys.set_passphrase(ANNA.id, "", "one")
    keys.lock(ANNA.id)
    with opened(qtbot, path) as driver:
        messages = driver.window.parts.messages
        qtbot.waitUntil(lambda: messages.bar("locked") is not None)
        driver.keys("j", "3")
        assert driver.own().provenance is not None, "work goes on"
        driver.window.persons.unlock(ANNA.id)
        asked = dialog(driver, "passphrase_dialog")
        fill(asked, "passphrase_old", "one")
        click(asked, "use_passphrase")
        gone(driver, asked)
        assert messages.bar("locked") is None


def elsewhere(
    path: Path, home: Path, monkeypatch: pytest.MonkeyPatch, work: Callable[[], None]
) -> None:
    """Do something in another data folder."""
    home.mkdir(exist_ok=True)
    with monkeypatch.context() as patch:
        patch.setenv("CREDREVIEW_HOME", str(home))
        work()


@pytest.fixture
def met(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a review in which Boris, and Anna on another machine, have worked as well."""
    path = make_review(tmp_path)

    def work(person) -> None:
        session = ReviewSession.open(path, person)
        (article, _) = sorted(
            (session.reader.article(key) for key in (1, 2, 3, 4, 5) if _is_article(session, key)),
            key=lambda a: a.key,
        )
        session.do(mark_claim(article.id, 3, 9 + len(person.name)))
        session.close()

    elsewhere(path, tmp_path / "boris", monkeypatch, lambda: work(BORIS))
    elsewhere(path, tmp_path / "laptop", monkeypatch, lambda: work(ANNA))
    return path


def _is_article(session: ReviewSession, key: int) -> bool:
    with session.reader.view() as view:
        row = view.db.execute("SELECT 1 FROM article WHERE r = ? AND alive", (key,))
        return row.fetchone() is not None


def hows(driver: Driver, reviewer: str) -> list[How | None]:
    session = driver.window.review.session
    assert session is not None
    with session.reader.view() as view:
        return [k.known.how if k.known else None for k in trust.keys_of(view, reviewer)]


def test_a_key_under_ones_own_name_is_vouched_for_by_a_click(qtbot, met: Path) -> None:
    with opened(qtbot, met) as driver:
        assert hows(driver, ANNA.id) == [How.OWN, None]
        shown = everybody(driver)
        (button,) = [
            b
            for b in shown.findChildren(QPushButton) + shown.findChildren(PushButton)
            if b.objectName().startswith("vouch_")
        ][:1]
        button.click()
        qtbot.waitUntil(lambda: hows(driver, ANNA.id) == [How.OWN, How.VOUCHED])
        qtbot.waitUntil(
            lambda: (
                not any(
                    b.objectName().startswith("vouch_") and b.isVisible()
                    for b in shown.findChildren(PushButton)
                )
            )
        )
        shown.accept()


def test_an_unknown_key_is_shouted_until_it_is_vouched_for(qtbot, met: Path) -> None:
    with opened(qtbot, met) as driver:
        messages = driver.window.parts.messages
        qtbot.waitUntil(lambda: messages.bar("keys") is not None)
        session = driver.window.review.session
        assert session is not None
        with session.reader.view() as view:
            (mine, _) = trust.people_of(view)
        session.do(seals.vouch_for(mine.unknown[0]))
        driver.window.review.changed.emit(Changed(None, "merge", everything=True))
        qtbot.waitUntil(lambda: messages.bar("keys") is None)


def test_without_an_unknown_key_nothing_is_shouted(driver: Driver) -> None:
    driver.settle()
    assert driver.window.parts.messages.bar("keys") is None


def test_a_fingerprint_is_said_to_be_compared_by_a_click(qtbot, met: Path) -> None:
    with opened(qtbot, met) as driver:
        shown = everybody(driver)
        assert hows(driver, BORIS.id) == [How.FIRST_USE]
        buttons = [
            b for b in shown.findChildren(PushButton) if b.objectName().startswith("compared_")
        ]
        assert len(buttons) == 1
        buttons[0].click()
        qtbot.waitUntil(lambda: hows(driver, BORIS.id) == [How.COMPARED])
        shown.accept()


def test_a_key_that_is_none_is_told(qtbot, met: Path) -> None:
    with opened(qtbot, met) as driver:
        shown = everybody(driver)
        fill(shown, "other_key", "no key at all")
        QApplication.sendPostedEvents()
        click(shown, "vouch")
        field = part(shown, QLineEdit, "other_key")
        qtbot.waitUntil(lambda: bool(field.property("invalid")))
        shown.accept()


def test_who_reviews_elsewhere_too_joins_and_goes_on_as_the_same_person(qtbot, met: Path) -> None:
    with opened(qtbot, met) as driver:
        shown = everybody(driver)
        assert isinstance(shown, PeopleDialog)
        click(shown, f"join_{BORIS.id}")
        gone(driver, shown)
        qtbot.waitUntil(lambda: driver.window.review.person == BORIS)
        assert BORIS in people.everyone()
        assert hows(driver, BORIS.id)[0] is How.FIRST_USE, "the first machine's key stays trusted"


def test_the_sample_person_has_no_papers(qtbot, driver: Driver) -> None:
    from credreview.review import sample

    driver.window.review.person = sample.reviewer()
    driver.window.persons.show_person()
    assert driver.window.parts.status.hint_words()
