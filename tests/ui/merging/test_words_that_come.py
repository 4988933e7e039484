"""A file that brings words alone says so, brings them, and offers nothing that cannot be."""

import pytest
from merge_examples import backups, copy_of, previewed, told
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from window_examples import ANNA, opened

from credreview.review.session import ReviewSession
from credreview.store import texts
from credreview.store.file import driver


@pytest.fixture
def genuine(path):
    """Return a copy of Anna's review; in her own file every text is without its words then."""
    made = copy_of(path, "genuine")
    session = ReviewSession.open(path, ANNA)
    with session.file.writing() as connection:
        driver(connection).execute(
            "UPDATE text SET purged = ?, data = NULL, salt = NULL, codec = 0, size = 0",
            (texts.NEVER_CAME,),
        )
    session.file.close()
    return made


def test_words_alone_are_news(qtbot, path, genuine):
    with opened(qtbot, path) as desk:
        window = desk.window
        article = window.parts.articles.keys()
        preview = previewed(desk, genuine)
        words = " | ".join(label.text() for label in preview.findChildren(QLabel))
        assert "the words of 2 articles, " in words
        assert "No new entries." in words
        assert "undoes this merge" not in words
        assert preview.foot.cancel.text() == "Cancel"
        assert preview.foot.merge.isVisible()
        QTest.keyClick(preview.foot.merge, Qt.Key.Key_Return)
        said = told(desk)
        assert said.startswith("Merged “genuine.credreview”: the words of 2 articles, ")
        assert "Undo this merge" not in said
        desk.settle()
        assert len(backups()) == 1
        assert len(window.parts.articles.keys()) == len(article)
        with window.review.session.reader.view() as view:
            ids = view.db.execute("SELECT id FROM article JOIN record USING (r)").fetchall()
            assert all(view.text(id.hex()) for (id,) in ids)
