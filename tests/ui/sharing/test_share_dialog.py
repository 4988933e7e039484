"""The dialog asks what is to be shared, says in words what that is, and lets nothing slip."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from credreview.domain.errors import UserError
from credreview.domain.model import ArticleQuery
from credreview.exchange import receiving
from credreview.review.sharing import Choice
from credreview.ui.sharing.protection import strength
from credreview.ui.sharing.share_dialog import Offer, ShareDialog

QUERY = ArticleQuery(text="harbour")
OPEN = "ab" * 16


@pytest.fixture
def dialog(show):
    made = ShareDialog(Offer(QUERY, shown=2, all=9, article=OPEN, mark="TLP:AMBER"))
    asked = made.asked_for = []
    made.reckon.connect(asked.append)
    made.begin()
    yield show(made)
    made.close()


def part(dialog, name: str):
    """Return a child by its objectName."""
    (found,) = dialog.findChildren(object, name)
    return found


def pick(dialog, name: str) -> None:
    """Click an option or a box."""
    QTest.mouseClick(part(dialog, name), Qt.MouseButton.LeftButton)


def test_the_whole_review_is_what_is_offered_first(dialog) -> None:
    assert dialog.asked_for == [None]
    assert dialog.choice() is None
    assert not part(dialog, "share_articles").isVisible()
    assert part(dialog, "share_mark_TLP:AMBER").isChecked(), "the mark of the review"


def test_an_extract_begins_with_what_the_list_shows_and_holds_no_judgement(dialog) -> None:
    pick(dialog, "share_what_extract")
    assert dialog.choice() == Choice(QUERY, originals=True, claims=True, own=False)
    pick(dialog, "share_articles_all")
    assert dialog.choice().articles == ArticleQuery()
    pick(dialog, "share_articles_open")
    assert dialog.choice().articles == [OPEN]
    pick(dialog, "share_judgements_own")
    pick(dialog, "share_originals")
    assert dialog.choice() == Choice([OPEN], originals=False, claims=True, own=True)
    assert dialog.asked_for[-1] == dialog.choice()


def test_without_claims_there_are_no_judgements(dialog) -> None:
    pick(dialog, "share_what_extract")
    pick(dialog, "share_judgements_own")
    pick(dialog, "share_claims")
    assert not dialog.choice().own
    assert not part(dialog, "share_judgements").isEnabled()


def test_nothing_can_be_shared_before_it_is_known_what_that_is(dialog) -> None:
    share = part(dialog, "share_now")
    assert not share.isEnabled()
    dialog.show_contents(UserError("x", "It is damaged.", "Look."))
    assert part(dialog, "share_contents").text() == "It is damaged."
    assert not share.isEnabled()


def answered(dialog) -> None:
    """Answer the dialog's question, so that it can be left."""
    from credreview.review.sharing import Manifest

    told = Manifest(
        whole=True, reviewer=OPEN, name="X", organisation="", origin="3f" * 32,
        fingerprint="3f" * 32, made=0, program="0", handling="", articles=9, claims=4,
        judgements=7, reviewers=2, originals=True, whose="all",
    )  # fmt: skip
    dialog.show_contents(told)


def test_it_says_in_words_what_the_file_will_hold(dialog) -> None:
    answered(dialog)
    words = part(dialog, "share_contents").text()
    assert words == "9 articles, 4 claims, 7 judgements of 2 reviewers, with originals"
    assert part(dialog, "share_now").isEnabled()


def test_a_passphrase_is_typed_twice_alike(dialog) -> None:
    answered(dialog)
    pick(dialog, "share_lock_passphrase")
    first, again = part(dialog, "share_passphrase"), part(dialog, "share_passphrase_again")
    assert first.echoMode() == QLineEdit.EchoMode.Password
    for one, other, passes in (("", "", False), ("harbour", "harbor", False), ("a b", "a b", True)):
        for field, words in ((first, one), (again, other)):
            field.clear()
            QTest.keyClicks(field, words)
        QTest.mouseClick(part(dialog, "share_now"), Qt.MouseButton.LeftButton)
        assert (dialog.wish is not None) is passes
    assert dialog.wish.lock.passphrase == "a b"
    assert "a b" not in repr(dialog.wish), "it stands in no log"


def test_in_a_low_window_the_fields_that_come_are_scrolled_to(dialog, qtbot) -> None:
    dialog.resize(dialog.width(), 400)
    pick(dialog, "share_what_extract")
    field = part(dialog, "share_passphrase")
    assert field.visibleRegion().isEmpty()
    part(dialog, "share_lock_passphrase").click()
    qtbot.waitUntil(lambda: field.visibleRegion().boundingRect().height() == field.height())


def test_recipients_are_pasted_or_come_from_a_file(dialog, tmp_path: Path) -> None:
    answered(dialog)
    pick(dialog, "share_lock_recipients")
    keys = part(dialog, "share_recipients")
    keys.setPlainText("Zoe")
    QTest.mouseClick(part(dialog, "share_now"), Qt.MouseButton.LeftButton)
    assert dialog.wish is None
    assert keys.property("invalid")
    one, other = (receiving.recipient(who * 16) for who in ("a1", "b2"))
    keys.setPlainText(one)
    assert not keys.property("invalid")
    (tmp_path / "keys").write_text(f"# Zoe\n{other}\n{one}\n")
    dialog.protection.add_from(tmp_path / "keys")
    QTest.mouseClick(part(dialog, "share_now"), Qt.MouseButton.LeftButton)
    assert dialog.wish.lock.recipients == (one, other)


def test_a_file_without_keys_is_said_and_changes_nothing(dialog, tmp_path: Path) -> None:
    pick(dialog, "share_lock_recipients")
    (tmp_path / "keys").write_bytes(b"\xff\xfe nothing")
    dialog.protection.add_from(tmp_path / "keys")
    assert part(dialog, "share_recipients").toPlainText() == ""
    assert part(dialog, "share_recipients").property("invalid")


def test_the_handling_mark_is_explained(dialog) -> None:
    pick(dialog, "share_mark_TLP:RED")
    shown = [label.text() for label in dialog.findChildren(object) if hasattr(label, "text")]
    assert any("eyes of its recipients alone" in str(words) for words in shown if words)


def test_everything_is_reached_by_tab_and_has_a_name(dialog) -> None:
    pick(dialog, "share_what_extract")
    pick(dialog, "share_lock_passphrase")
    answered(dialog)
    dialog.what.buttons["whole"].setFocus()
    reached = []
    for _ in range(40):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        widget = QApplication.focusWidget()
        if widget in reached:
            break
        reached.append(widget)
    names = {widget.objectName() for widget in reached}
    assert {"share_claims", "share_originals", "share_passphrase", "share_now"} <= names
    for widget in reached:
        assert QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


@pytest.mark.parametrize(
    ("passphrase", "word"),
    [
        ("", "Four or five words"),
        ("harbour", "Weak"),
        ("aaaaaaaaaaaaaaaaaaaaaaaaaaaa", "Weak"),
        ("harbour ships", "Fair"),
        ("harbour ships witness hill", "Strong"),
    ],
)
def test_a_hint_says_how_long_a_passphrase_holds(passphrase: str, word: str) -> None:
    assert strength(passphrase).startswith(word)
