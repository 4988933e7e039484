"""Sharing the review or an extract, and one's own key for encrypted files."""

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from credreview.domain.work import Ticker
from credreview.review.session import ReviewSession
from credreview.text import tr
from credreview.ui.desk_controller import DeskController
from credreview.ui.dialogs import file_dialogs
from credreview.ui.dialogs.keyboard import open_over
from credreview.ui.jobs import Job
from credreview.ui.parts import Parts
from credreview.ui.review_controller import ReviewController

# What it takes to share is loaded when somebody shares: the window starts without it.
if TYPE_CHECKING:
    from credreview.domain.errors import UserError
    from credreview.review.sharing import Choice, Manifest, Shared
    from credreview.ui.sharing.share_dialog import Offer, ShareDialog, Wish

_SUBJECT: Final = "share"


def _show_folder(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


class SharingController(QObject):
    """Asks what is to be shared, makes the file as a job, and says what became of it."""

    def __init__(self, parts: Parts, review: ReviewController, desk: DeskController) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._review = review
        self._desk = desk
        self._folder: Path | None = None
        self._asked = 0

    def ask_share(self) -> None:
        """Ask what is to be shared; then where the file is to be."""
        session = self._review.session
        if session is None:
            return
        articles, article = self._parts.articles, self._desk.article
        query, shown = articles.query(), len(articles.keys())
        open_one = article.id if article is not None else None

        def work() -> "Offer":
            from credreview.review import sharing
            from credreview.ui.sharing.share_dialog import Offer

            with session.reader.view() as view:
                is_blind = view.is_blind()
            count, mark = session.reader.article_count(), sharing.proposed_mark(session)
            return Offer(query, shown, count, open_one, mark, is_blind)

        show = partial(self._open_dialog, session)
        self._parts.reading.run(work, show, "share", self._say_failed)

    def _open_dialog(self, session: ReviewSession, offer: "Offer") -> None:
        from credreview.ui.sharing.share_dialog import ShareDialog

        if session is not self._review.session:
            return
        dialog = ShareDialog(offer, self._parts.window)
        dialog.reckon.connect(partial(self._reckon, session, dialog))
        dialog.accepted.connect(lambda: self._ask_target(session, dialog.wish))
        dialog.begin()
        open_over(self._parts.window, dialog)

    def _reckon(
        self, session: ReviewSession, dialog: "ShareDialog", choice: "Choice | None"
    ) -> None:
        """Find out what the file would hold; only the answer to the latest question counts."""
        from shiboken6 import isValid

        from credreview.review import sharing

        self._asked += 1
        number = self._asked

        def show(told: "Manifest | UserError") -> None:
            if number == self._asked and isValid(dialog):
                dialog.show_contents(told)

        self._parts.reading.run(lambda: sharing.reckon(session, choice), show, "reckon", show)

    def _ask_target(self, session: ReviewSession, wish: "Wish | None") -> None:
        if wish is None:
            return
        suffix = file_dialogs.SUFFIX + (file_dialogs.ENCRYPTED if wish.lock else "")
        stem, day = session.file.path.stem, datetime.now().astimezone().date().isoformat()
        if wish.choice is None:
            name = tr("{name} {day}{suffix}", name=stem, day=day, suffix=suffix)
        else:
            name = tr("{name} extract {day}{suffix}", name=stem, day=day, suffix=suffix)
        folder = self._folder or session.file.path.parent
        target = file_dialogs.ask_shared(self._parts.window, folder / name, suffix)
        if target is not None:
            self._folder = target.parent
            self.share(session, target, wish)

    def share(self, session: ReviewSession, target: Path, wish: "Wish") -> Job:
        """Make the file in the background; one that is there is replaced: that was asked."""
        from credreview.review import sharing

        terms = sharing.Terms(mark=wish.mark, lock=wish.lock, chosen=wish.chosen, replace=True)

        def work(tick: Ticker) -> "Shared":
            if wish.choice is None:
                return sharing.share(session, target, terms, tick)
            return sharing.extract(session, target, wish.choice, terms, tick)

        self._parts.messages.take_away(_SUBJECT)
        job = self._parts.writing.start(tr("Sharing"), work)
        job.finished.connect(self._say)
        job.failed.connect(self._say_failed)
        job.cancelled.connect(self._say_stopped)
        return job

    def _say(self, shared: "Shared") -> None:
        title = tr("Shared as “{name}”.", name=shared.path.name)
        words = [shared.manifest.contents()]
        if shared.manifest.handling:
            words.append(shared.manifest.handling)
        words.append(tr("encrypted") if shared.is_encrypted else tr("readable by whoever has it"))
        if not shared.manifest.key:
            words.append(tr("not signed: your key cannot be used now"))
        self._parts.messages.show_message(
            _SUBJECT,
            "info",
            title,
            "; ".join(words),
            [(tr("Show folder"), "normal", partial(_show_folder, shared.path.parent))],
        )

    def _say_failed(self, error: "UserError") -> None:
        self._parts.messages.show_error(_SUBJECT, error)

    def _say_stopped(self) -> None:
        words = tr("Stopped. No file was made.")
        self._parts.messages.show_message(_SUBJECT, "info", words)

    def show_own_key(self) -> None:
        """Show the public key to give to senders; it is made on first use."""
        session = self._review.session
        if session is None:
            return
        from credreview.exchange import receiving

        self._parts.reading.run(
            lambda: receiving.recipient(session.reviewer.id),
            self._show_key,
            "own_key",
            self._say_failed,
        )

    def _show_key(self, public: str) -> None:
        from credreview.ui.dialogs.details_dialog import DetailsDialog

        words = tr(
            "Give this to whoever wants to encrypt a file for you; it is no secret. Only this"
            " machine can open what is encrypted for it."
        )
        heading = tr("Your key for encrypted files")
        dialog = DetailsDialog(heading, words, [public], self._parts.window)
        open_over(self._parts.window, dialog)
