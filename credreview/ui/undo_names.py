"""The Edit menu says what Undo and Redo would switch, when it is opened."""

from functools import partial
from typing import Final

from PySide6.QtCore import QObject

from credreview.review.session import ReviewSession
from credreview.text import tr
from credreview.ui.judging_controller import deed_words
from credreview.ui.menus import Menus
from credreview.ui.parts import Parts
from credreview.ui.review_controller import ReviewController

_ACTIONS: Final = ("edit.undo", "edit.redo")


class UndoNames(QObject):
    """Asks the review while the menu is already there; until it answers the names stay plain."""

    def __init__(self, parts: Parts, review: ReviewController, menus: Menus) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._review = review
        self._actions = [menus.actions[id] for id in _ACTIONS]
        self._plain = [action.text() for action in self._actions]
        self._menu = menus.menus["edit"]
        self._menu.aboutToShow.connect(self._ask)

    def _ask(self) -> None:
        for action, words in zip(self._actions, self._plain, strict=True):
            action.setText(words)
        session = self._review.session
        # What is on its way to the disk is undone first, and the file does not know of it.
        if session is not None and not session.file.read_only and not self._parts.saver.pending:
            self._parts.reading.run(session.undo_and_redo, partial(self._name, session), "undo")

    def _name(self, session: ReviewSession, labels: tuple[str, str]) -> None:
        if session is not self._review.session or self._parts.saver.pending:
            return
        said = tr("&Undo {what}"), tr("&Redo {what}")
        for action, words, label in zip(self._actions, said, labels, strict=True):
            if label:
                action.setText(words.format(what=deed_words(label)))
