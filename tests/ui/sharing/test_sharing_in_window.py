"""Sharing from the window: a job with progress and Cancel, and a message at its end."""

import threading
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from credreview.domain.model import ArticleQuery
from credreview.exchange import envelope, receiving
from credreview.exchange.envelope import Key, Lock
from credreview.review import people, sharing
from credreview.review.session import ReviewSession
from credreview.ui.dialogs import file_dialogs
from credreview.ui.merging.encrypted_dialog import EncryptedDialog
from credreview.ui.sharing.share_dialog import ShareDialog, Wish


@pytest.fixture
def target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Answer the desktop's dialog with a file."""
    path = tmp_path / "out" / "for-zoe.credreview"
    path.parent.mkdir()

    def answer(_parent, proposal: Path, suffix: str) -> Path:
        assert proposal.name.startswith("harbour ")
        assert proposal.name.endswith(suffix)
        return path if suffix == file_dialogs.SUFFIX else path.with_name(path.name + ".age")

    monkeypatch.setattr(file_dialogs, "ask_shared", answer)
    return path


def open_dialog(driver) -> ShareDialog:
    """Open the dialog by its menu entry, and wait until it knows what would be shared."""
    driver.window.menus.trigger("file.share")
    found: list[ShareDialog] = []

    def is_ready() -> bool:
        found[:] = [w for w in QApplication.topLevelWidgets() if isinstance(w, ShareDialog)]
        return bool(found) and found[0].findChild(object, "share_now").isEnabled()

    driver.qtbot.waitUntil(is_ready)
    return found[0]


def click(dialog, name: str) -> None:
    QTest.mouseClick(dialog.findChild(object, name), Qt.MouseButton.LeftButton)


def shared(driver) -> str:
    """Wait for the message at the end; return its words."""
    messages = driver.window.parts.messages
    driver.qtbot.waitUntil(lambda: messages.bar("share") is not None, timeout=20_000)
    return f"{messages.bar('share').title()} {messages.bar('share').text()}"


def ready(driver, dialog) -> None:
    button = dialog.findChild(object, "share_now")
    driver.qtbot.waitUntil(button.isEnabled)


def test_the_whole_review_becomes_a_file(driver, target: Path) -> None:
    click(open_dialog(driver), "share_now")
    words = shared(driver)
    assert "for-zoe.credreview" in words
    assert "2 articles, 3 claims, no judgements, with originals" in words
    session = driver.window.review.session
    with closing(ReviewSession.open(target, session.reviewer, read_only=True)) as copy:
        assert copy.reader.fingerprint() == session.reader.fingerprint()


def test_an_extract_holds_what_the_list_shows(driver, target: Path) -> None:
    driver.window.parts.articles.set_query(ArticleQuery(text="ministry"))
    driver.settle()
    driver.qtbot.waitUntil(lambda: len(driver.window.parts.articles.keys()) == 1)
    dialog = open_dialog(driver)
    click(dialog, "share_what_extract")
    ready(driver, dialog)
    assert dialog.findChild(object, "share_contents").text().startswith("1 article, no claims")
    click(dialog, "share_now")
    assert "1 article, no claims, no judgements" in shared(driver)
    with closing(ReviewSession.open(target, driver.window.review.person)) as part:
        assert part.reader.article_count() == 1
        assert "those that hold “ministry”" in sharing.shared_as(part).lines()[-3]


def test_for_a_recipient_the_file_is_encrypted(driver, target: Path) -> None:
    public = receiving.recipient("cc" * 16)
    dialog = open_dialog(driver)
    click(dialog, "share_lock_recipients")
    dialog.findChild(QPlainTextEdit, "share_recipients").setPlainText(public)
    click(dialog, "share_now")
    assert "encrypted" in shared(driver)
    encrypted, opened = target.with_name(target.name + ".age"), target.with_name("opened")
    envelope.open_encrypted(encrypted, opened, Key(receiving.identities("cc" * 16)))
    assert opened.stat().st_size > 10_000


def test_cancel_in_the_midst_leaves_no_file(driver, target: Path, monkeypatch) -> None:
    reached, go_on = threading.Event(), threading.Event()
    copy = sharing.health.copy_to

    def slow(source, path, tick):
        reached.set()
        assert go_on.wait(10)
        copy(source, path, tick)

    monkeypatch.setattr(sharing.health, "copy_to", slow)
    window = driver.window
    job = window.sharing.share(window.review.session, target, Wish(None, "", "", None))
    driver.qtbot.waitUntil(reached.is_set)
    job.cancel()
    go_on.set()
    assert "No file was made" in shared(driver)
    assert list(target.parent.iterdir()) == []


def test_what_goes_wrong_is_said(driver, target: Path) -> None:
    window = driver.window
    missing = target.parent / "missing" / "out.credreview"
    window.sharing.share(window.review.session, missing, Wish(None, "", "", None))
    assert "cannot be used" in shared(driver)


def test_one_finds_ones_own_key_for_encrypted_files(driver) -> None:
    driver.window.menus.trigger("review.own_key")

    def dialogs() -> list:
        return [w for w in QApplication.topLevelWidgets() if w.objectName() == "details_dialog"]

    driver.qtbot.waitUntil(lambda: bool(dialogs()))
    (dialog,) = dialogs()
    words = dialog.findChild(QPlainTextEdit, "details").toPlainText()
    assert words == receiving.recipient(driver.window.review.person.id)
    dialog.close()


def test_a_encrypted_review_opens_in_the_window_with_ones_own_key(
    driver, target: Path, monkeypatch
) -> None:
    window = driver.window
    person = people.another("Sample Zoe")
    lock = Lock(recipients=(receiving.recipient(person.id),))
    encrypted = target.with_name(target.name + ".age")
    window.sharing.share(window.review.session, encrypted, Wish(None, "", "", lock))
    shared(driver)
    monkeypatch.setattr(file_dialogs, "ask_encrypted", lambda *_: encrypted)
    monkeypatch.setattr(file_dialogs, "ask_new_review", lambda _w, _t, proposal: proposal)
    before = window.review.session.reader.fingerprint()
    window.menus.trigger("file.decrypt")
    driver.qtbot.waitUntil(lambda: window.review.path() == target, timeout=20_000)
    assert window.review.session.reader.fingerprint() == before


def test_a_passphrase_is_asked_for_until_it_is_right_or_one_gives_up(
    driver, target: Path, monkeypatch
) -> None:
    window = driver.window
    encrypted = target.with_name(target.name + ".age")
    lock = Lock(passphrase="four plain words here")
    window.sharing.share(window.review.session, encrypted, Wish(None, "", "", lock))
    shared(driver)
    monkeypatch.setattr(file_dialogs, "ask_new_review", lambda _w, _t, proposal: proposal)
    window.decrypting.open_path(encrypted)
    for words in ("wrong", "four plain words here"):
        dialog = encrypted_dialog(driver)
        dialog.findChild(QLineEdit).setText(words)
        dialog.accept()
    driver.qtbot.waitUntil(lambda: window.review.path() == target, timeout=30_000)


def encrypted_dialog(driver):
    """Wait for the question what opens a file."""

    def found() -> list[EncryptedDialog]:
        shown = [w for w in QApplication.topLevelWidgets() if isinstance(w, EncryptedDialog)]
        return [w for w in shown if w.isVisible()]

    driver.qtbot.waitUntil(lambda: bool(found()), timeout=30_000)
    return found()[0]
