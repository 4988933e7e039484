"""Which review is open, and for whom: making, opening, leaving, copying, checking."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from credreview import environment
from credreview.domain.errors import UserError
from credreview.domain.model import Person
from credreview.domain.seals import SealState
from credreview.domain.work import Ticker
from credreview.review import people
from credreview.review.session import ReviewSession
from credreview.text import tr
from credreview.ui.bridge import Bridge
from credreview.ui.dialogs import file_dialogs
from credreview.ui.parts import Parts

if TYPE_CHECKING:
    from credreview.ui.messages import Choice

#: Failures that may be over by the next try, or after a remedy outside of the program.
_PASSING: Final = ("file.locked", "file.cannot_open", "file.disk_full", "file.disk_error",
                   "file.interrupted", "file.read_only", "file.missing")  # fmt: skip
_MENDED_BY_BACKUP: Final = ("file.damaged", "file.unknown_format")


def _show_folder(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))


def sample_path() -> Path:
    """Return where the sample review lies."""
    return environment.data_folder() / "Sample review.credreview"


class ReviewController(QObject):
    """Holds the session of the window, and looks after the file beside the person's work."""

    opened = Signal()
    """`session` is another one now."""
    closing = Signal()
    """The session goes in a moment; it can still be read."""
    closed = Signal()
    refused = Signal(object)
    """The `UserError` for which a review could not be opened or made."""
    changed = Signal(object)
    """A `Changed`: something was committed, here or by another program."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self.session: ReviewSession | None = None
        self.person: Person | None = None
        self.may_leave: Callable[[], bool] = lambda: True
        self._bridge = Bridge(self)
        self._bridge.changed.connect(self.changed)

    def path(self) -> Path | None:
        """Return the open review's file."""
        return self.session.file.path if self.session else None

    def is_sample(self) -> bool:
        """Tell whether the sample review is open."""
        return self.path() == sample_path()

    # Opening

    def ask_new(self) -> None:
        """Ask for a file, and make a new review there."""
        person = self._reviewer_for(None)
        if person is None:
            return
        proposal = self._folder() / tr("My review{suffix}", suffix=file_dialogs.SUFFIX)
        path = file_dialogs.ask_new_review(self._parts.window, tr("New review"), proposal)
        if path is not None:
            self._open_by(partial(ReviewSession.create, path, person))

    def ask_open(self) -> None:
        """Ask for a review, and open it."""
        path = file_dialogs.ask_review(self._parts.window, self._folder())
        if path is not None:
            self.open_path(path)

    def open_path(
        self, path: Path, person: Person | None = None, *, read_only: bool = False
    ) -> None:
        """Open a review in the background; what is in the way is said in a message."""
        person = person or self._reviewer_for(path)
        if person is not None:
            self._open_by(partial(ReviewSession.open, path, person, read_only=read_only))

    def _open_by(self, open_it: Callable[[], ReviewSession]) -> None:
        self._parts.messages.take_away("open")
        again = partial(self._open_by, open_it)
        self._parts.reading.run(
            open_it, self.attach, "open", lambda error: self._cannot_open(error, again)
        )

    def _cannot_open(self, error: UserError, again: Callable[[], None] | None = None) -> None:
        """Say why; where nothing is open, also what else can be opened."""
        self.tell("open", error, again)
        if self.session is None:
            self.closed.emit()
        self.refused.emit(error)

    def tell(self, subject: str, error: UserError, again: Callable[[], None] | None = None) -> None:
        """Say what is wrong with a file, and offer what helps."""
        choices: list[Choice] = []
        backups = environment.data_folder() / "backups"
        if error.id in _MENDED_BY_BACKUP and backups.is_dir():
            choices.append((tr("Show backups"), "normal", partial(_show_folder, backups)))
        elif again is not None and error.id in _PASSING:
            choices.append((tr("Try again"), "normal", again))
        self._parts.messages.show_message(subject, "warn", error.message, error.hint, choices)

    def open_sample(self) -> None:
        """Open the sample review; it is made first if it is not there."""
        path = sample_path()
        if path.exists():
            self.open_path(path)
            return

        def build(_tick: Ticker) -> None:
            from credreview.review import sample  # with all of intake; needed once in a life

            unfinished = path.with_name("Sample review.unfinished.credreview")
            unfinished.unlink(missing_ok=True)
            sample.build(unfinished)
            unfinished.replace(path)

        job = self._parts.writing.start(tr("Making the sample review"), build)
        job.finished.connect(lambda _: self.open_path(path))
        job.failed.connect(lambda error: self._cannot_open(error, self.open_sample))

    def attach(self, session: ReviewSession, *, keep_pending: bool = False) -> None:
        """Show this session from now on; it was opened for the person who sits here.

        Args:
            session: The session.
            keep_pending: What is not on disk yet is to be written there, instead of before.
        """
        if self.session is not None and not keep_pending and not self.may_leave():
            self._parts.writing.run(session.close, lambda _: None, "close")
            return
        before = self.path()
        self._detach()
        if before is not None and keep_pending:
            settings = self._parts.settings
            settings.set_place(session.file.path, settings.place(before))
        self.session, self.person = session, session.reviewer
        self._bridge.attach(session)
        self._parts.settings.opened(session.file.path)
        if not self.is_sample():
            self._parts.settings.set("reviewer", session.reviewer.id)
        self._parts.saver.set_session(session)
        self.opened.emit()

    def reopen_read_only(self) -> None:
        """Open the same review again, to read it only."""
        if path := self.path():
            self.open_path(path, self.person, read_only=True)

    # Who reviews

    def change_person(self, person: Person) -> None:
        """Go on in the same review as somebody else."""
        path = self.path()
        if path is not None and person != self.person:
            self.open_path(path, person)

    def _reviewer_for(self, path: Path | None) -> Person | None:
        """Return who reviews in a file: who did so last, else who did elsewhere, else ask."""
        if path == sample_path():
            from credreview.review import sample

            return sample.reviewer()
        settings = self._parts.settings
        wanted = [settings.get("reviewer", str)]
        if path is not None:
            wanted.insert(0, settings.place(path).get("reviewer"))
        try:
            known = people.everyone()
        except UserError as error:
            self._cannot_open(error)
            return None
        if self.person is not None and not self.is_sample():
            known.append(self.person)
            wanted.insert(1, self.person.id)
        for id in wanted:
            for person in known:
                if person.id == id:
                    return person
        from credreview.ui.dialogs.name_dialog import ask_name

        return ask_name(self._parts.window)

    # Leaving

    def close_by_hand(self) -> None:
        """Close the review, unless something is not on disk and the person wants to stay."""
        if self.session is not None and self.may_leave():
            self._parts.settings.set("last", None)
            self._detach()
            self.closed.emit()

    def shut(self) -> None:
        """Close the review without asking; the program ends."""
        self._detach()

    def _detach(self) -> None:
        session = self.session
        if session is None:
            return
        self.closing.emit()
        self._bridge.attach(None)
        self.session = None
        self._parts.saver.set_session(None)
        for subject in ("presence", "import", "check", "save", "file", "welcome"):
            self._parts.messages.take_away(subject)
        # Closing makes a backup, which may take long; it waits for an import that is stopping.
        self._parts.writing.run(session.close, lambda _: None, "close")

    # Copies and checks

    def ask_save_copy(self) -> None:
        """Ask for a file, and copy the whole review there; one goes on in this one."""
        session, target = self.session, self.ask_copy_target()
        if session is None or target is None:
            return

        def done(_: None) -> None:
            title = tr("Saved a copy as “{name}”.", name=target.name)
            self._parts.messages.show_message("copy", "info", title, str(target.parent))

        self._parts.reading.run(
            lambda: session.save_copy(target), done, "copy",
            lambda error: self._parts.messages.show_error("copy", error),
        )  # fmt: skip

    def ask_copy_target(self) -> Path | None:
        """Ask where a copy is to go; never the file itself."""
        path = self.path()
        if path is None:
            return None
        proposal = self._folder() / tr(
            "{name} copy{suffix}", name=path.stem, suffix=file_dialogs.SUFFIX
        )
        title = tr("Save a copy")
        target = file_dialogs.ask_new_review(self._parts.window, title, proposal)
        if target is not None and target.absolute() == path.absolute():
            self._parts.status.hint(tr("A copy needs another name than the review itself."))
            return None
        return target

    def check(self) -> None:
        """Recompute every hash of the review, and say what was found."""
        session = self.session
        if session is None:
            return
        messages = self._parts.messages
        job = self._parts.reading.start(tr("Checking the review"), session.check)

        def done(found: Any) -> None:  # noqa: ANN401 - the store's, which has no name here
            if found.problems:
                title = tr("Problems found in this review: {n}.", n=len(found.problems))
                words = " ".join(found.problems[:3])
                messages.show_message("check", "warn", title, words)
                return
            words = tr(
                "{actions} actions and {texts} texts agree with their hashes. Fingerprint {id}.",
                actions=found.actions,
                texts=found.texts,
                id=found.fingerprint[:16],
            )
            if found.seals is not None:
                words += " " + tr(
                    "{verified} actions are sealed and verified, {unsealed} are not sealed.",
                    verified=found.seals.of[SealState.VERIFIED],
                    unsealed=found.seals.of[SealState.UNSEALED],
                )
            messages.show_message("check", "info", tr("This review is sound."), words)

        job.finished.connect(done)
        job.failed.connect(partial(messages.show_error, "check"))

    def _folder(self) -> Path:
        """Return the folder that file dialogs begin in."""
        for path in self._parts.settings.recent():
            if path != sample_path():
                return path.parent
        return Path.home()
