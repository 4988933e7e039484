"""An encrypted file is opened first, with a passphrase, the own key, or another key's file."""

import pytest
from merge_examples import backups, dialog, digest, from_boris, next_preview, told
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from window_examples import ANNA, opened

from credreview.exchange import envelope, receiving


@pytest.fixture
def boris(path):
    return from_boris(path)


@pytest.fixture
def desk(qtbot, path, boris):
    with opened(qtbot, path) as driver:
        yield driver


def encrypted(boris, **lock):
    target = boris.with_name(boris.name + ".age")
    envelope.encrypt(boris, target, envelope.Lock(**lock))
    return target


def answer(desk, words: str) -> None:
    asked = dialog(desk, "encrypted_dialog")
    asked.field.setText(words)
    QTest.keyClick(asked.field, Qt.Key.Key_Return)


def test_a_passphrase_is_asked_for_and_a_wrong_one_may_be_mended(desk, path, boris):
    before = digest(path)
    desk.window.merging.merge([encrypted(boris, passphrase="open sesame")])
    asked = dialog(desk, "encrypted_dialog")
    assert asked.field.echoMode() == asked.field.EchoMode.Password
    answer(desk, "wrong")
    desk.qtbot.waitUntil(lambda: not asked.isVisible())
    again = dialog(desk, "encrypted_dialog")
    assert "This is not the passphrase" in again.note.text()
    answer(desk, "open sesame")
    preview = next_preview(desk)
    assert preview.windowTitle() == "Merge “from-boris.credreview”"
    assert digest(path) == before
    preview.foot.merge.click()
    assert "Merged “from-boris.credreview”" in told(desk)
    assert len(backups()) == 1


def test_the_own_key_opens_without_a_question(desk, boris):
    public = receiving.recipient(ANNA.id)
    desk.window.merging.merge([encrypted(boris, recipients=(public,))])
    preview = next_preview(desk)
    assert preview.windowTitle() == "Merge “from-boris.credreview”"
    preview.reject()


def test_another_key_is_read_from_its_file(desk, boris, tmp_path):
    public = receiving.recipient("d4" * 16)
    key = receiving.path_of("d4" * 16)
    desk.window.merging.merge([encrypted(boris, recipients=(public,))])
    answer(desk, str(key))
    preview = next_preview(desk)
    assert preview.windowTitle() == "Merge “from-boris.credreview”"
    preview.reject()


def test_who_gives_no_answer_leaves_the_file_and_goes_on(desk, path, boris):
    before = digest(path)
    desk.window.merging.merge([encrypted(boris, passphrase="open sesame"), boris])
    QTest.keyClick(dialog(desk, "encrypted_dialog"), Qt.Key.Key_Escape)
    preview = next_preview(desk)
    preview.reject()
    desk.settle()
    assert digest(path) == before
