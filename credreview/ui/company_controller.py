"""Who else works in the open review, and the backups that are made beside all work."""

from PySide6.QtCore import QObject, QTimer

from credreview.domain.errors import UserError
from credreview.domain.model import Changed
from credreview.review.others import News, Opener, Presence
from credreview.text import tr
from credreview.ui.parts import Parts
from credreview.ui.review_controller import ReviewController
from credreview.ui.status_line import clock_time

_LOOK_EVERY = 2_000
_BACKUP_EVERY = 60_000


class CompanyController(QObject):
    """Tells of others, and shows what other programs write into the file."""

    def __init__(self, parts: Parts, review: ReviewController) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._review = review
        self._presence: Presence | None = None
        self._news: News | None = None
        self._looking = False
        review.opened.connect(self._meet)
        review.closing.connect(self._leave)
        for every, act in ((_LOOK_EVERY, self.look_around), (_BACKUP_EVERY, self._back_up)):
            timer = QTimer(self, interval=every)
            timer.timeout.connect(act)
            timer.start()

    def _meet(self) -> None:
        session = self._review.session
        if session is None:
            return
        self._news = News(session)
        if not session.file.read_only:
            self._presence = Presence(session.file.path, session.reviewer.name)
            other = self._presence.announce()
            if other is not None:
                self._introduce(session.file.path.name, other)

    def _introduce(self, review: str, other: Opener) -> None:
        self._parts.messages.show_message(
            "presence",
            "info",
            tr(
                "“{name}” is also open by {who} on {host}, since {time}.",
                name=review,
                who=other.name,
                host=other.host,
                time=clock_time(other.since),
            ),
            tr("Both of you can write; nothing gets lost. What the other one does appears here."),
            [
                (tr("Open read-only"), "normal", self._review.reopen_read_only),
                (tr("Save a copy…"), "normal", self._review.ask_save_copy),
            ],
        )

    def _leave(self) -> None:
        if self._news is not None:
            self._news.stop()
        if self._presence is not None:
            self._presence.leave()
        self._news = self._presence = None

    def look_around(self) -> None:
        """Ask whether another program wrote into the file, and show what it wrote."""
        news = self._news
        # Long work of one's own tells at its end what it wrote; until then it would look like
        # somebody else's.
        if news is None or self._looking or self._parts.writing.is_busy():
            return
        self._looking = True

        def done(changed: Changed | None) -> None:
            self._looking = False
            if changed is not None and news is self._news:
                self._review.changed.emit(changed)

        def failed(_error: UserError) -> None:
            self._looking = False  # the next write says what is wrong

        self._parts.reading.run(news.look, done, "news", failed)

    def _back_up(self) -> None:
        session = self._review.session
        if session is not None and not self._parts.writing.is_busy():
            self._parts.writing.run(session.back_up_if_due, lambda _: None, "backup")
