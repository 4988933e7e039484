"""The history of a claim, an article or the whole review, in a window beside the main one."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAction

from credreview.domain.errors import UserError
from credreview.domain.history import Cursor, HistoryPage, HistoryQuery, Step
from credreview.domain.model import Changed, Person
from credreview.review import history
from credreview.review.restoring import restore
from credreview.review.session import ReviewSession
from credreview.text import tr
from credreview.ui.desk_controller import DeskController
from credreview.ui.dialogs.keyboard import open_over
from credreview.ui.history.history_filter_bar import Scope
from credreview.ui.parts import Parts
from credreview.ui.pending import Write
from credreview.ui.review_controller import ReviewController

if TYPE_CHECKING:
    from credreview.ui.history.history_window import HistoryWindow

#: How long to wait before reading anew what somebody goes on changing, in milliseconds.
_REST = 120


class HistoryController(QObject):
    """Opens the window, feeds it through the reading lane, and keeps it in step."""

    def __init__(self, parts: Parts, review: ReviewController, desk: DeskController) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._review = review
        self._desk = desk
        self.window: HistoryWindow | None = None
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self._refresh)
        self._follow = QTimer(self, singleShot=True, interval=_REST)
        self._follow.timeout.connect(self._follow_desk)
        review.changed.connect(self._on_changed)
        review.closing.connect(self._close)
        desk.moved.connect(self._follow.start)
        parts.saver.refused.connect(self._on_refused)

    def show_review(self) -> None:
        """Show the history of the whole review."""
        self._show("review")

    def show_article(self) -> None:
        """Show the history of the article on the desk."""
        self._show("article")

    def show_claim(self) -> None:
        """Show the history of the current claim."""
        self._show("claim")

    def _show(self, scope: Scope) -> None:
        if self._review.session is None:
            return
        if self.window is None:
            self.window = self._make()
        self._take_review()
        self.window.filters.set_scope(scope)
        self.window.filters.set_subject(*self._subject())
        self.window.ask_anew()
        self.window.show()
        self.window.activateWindow()
        self.window.list.setFocus()

    def _make(self) -> "HistoryWindow":
        from credreview.ui.history.history_window import HistoryWindow  # not at the start

        made = HistoryWindow(self._ask, self._parts.window)
        made.restore_asked.connect(self._restore)
        made.agree_asked.connect(self._agree_again)
        made.go_asked.connect(self._go)
        for name in ("edit.undo", "edit.redo"):
            action = self._parts.window.findChild(QAction, name)
            if action is not None:
                made.addAction(action)  # their keys act in this window too
        return made

    def _subject(self) -> tuple[str | None, str | None]:
        article = self._desk.article
        return self._desk.current, article.id if article else None

    def _take_review(self) -> None:
        session = self._review.session
        if session is None or self.window is None:
            return
        reviewer = None if session.file.read_only else session.reviewer.id
        self.window.set_review(session.file.path.stem, session.vocabulary, reviewer)
        self._read_people(session)

    def _read_people(self, session: ReviewSession) -> None:
        def put(people: list[Person]) -> None:
            if self.window is not None and session is self._review.session:
                self.window.filters.set_people(people)

        self._parts.reading.run(session.reader.reviewers, put, "history", lambda _: None)

    def _ask(
        self,
        query: HistoryQuery,
        after: Cursor | None,
        limit: int,
        put: Callable[[HistoryPage], None],
    ) -> None:
        session = self._review.session
        if session is None:
            return

        def done(page: HistoryPage) -> None:
            if self.window is not None and session is self._review.session:
                put(page)

        self._parts.reading.run(
            partial(history.page, session, query, after, limit), done, "history", self._failed
        )

    def _failed(self, error: UserError) -> None:
        if self.window is not None:
            self.window.say_error(error)

    # What is asked for in the window

    def _agree_again(self, action: str, record: str, what: str, reason: str) -> None:
        from credreview.ui.history.agree_again_dialog import AgreeAgainDialog  # not at the start

        if self.window is None:
            return
        dialog = AgreeAgainDialog(what, reason, self.window)
        dialog.recorded.connect(lambda said: self._restore(action, record, "", said))
        open_over(self.window, dialog)

    def _restore(self, action: str, record: str, field: str, reason: str | None = None) -> None:
        session = self._review.session
        if session is None:
            return
        deed = restore(action, record, field, session.vocabulary, reason)
        self._parts.saver.submit(Write(deed, done=self._say_restored))

    def _say_restored(self, changed: Changed | None) -> None:
        if changed is not None and self.window is not None:
            self.window.say(tr("{what} Ctrl+Z takes it back.", what=changed.message))

    def _on_refused(self, write: Write, error: UserError | None) -> None:
        if write.label == "restore" and error is not None and self.window is not None:
            self.window.say_error(error)

    def _go(self, step: Step) -> None:
        session, place = self._review.session, step.place
        if session is None or self.window is None:
            return
        gone = place.claim and session.reader.claim(place.claim) is None
        if place.article and session.reader.key_of(place.article) is None:
            self.window.say(tr("The article is not there any more."))
            return
        self._desk.show_article(place.article, None if gone else place.claim or None)
        if gone:
            self.window.say(tr("The mark was deleted; its article is shown."))
            return
        self._parts.window.activateWindow()
        self._parts.reader.setFocus()

    # What happens outside of it

    def _on_changed(self, _changed: Changed) -> None:
        if self._open_window() is not None:
            self._rest.start()

    def _refresh(self) -> None:
        session, window = self._review.session, self._open_window()
        if window is not None and session is not None:
            self._read_people(session)
            window.model.refresh()

    def _follow_desk(self) -> None:
        window = self._open_window()
        if window is not None and window.filters.set_subject(*self._subject()):
            window.ask_anew()

    def _open_window(self) -> "HistoryWindow | None":
        return self.window if self.window is not None and self.window.isVisible() else None

    def _close(self) -> None:
        if self.window is not None:
            self.window.close()
            self.window.deleteLater()
            self.window = None
