"""Opening a review that somebody encrypted: the file beside it is an ordinary review then."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from credreview.domain.errors import UserError
from credreview.domain.work import Ticker
from credreview.review import people
from credreview.text import tr
from credreview.ui.dialogs import file_dialogs
from credreview.ui.parts import Parts
from credreview.ui.review_controller import ReviewController

# Loaded when somebody opens an encrypted file: the window starts without it.
if TYPE_CHECKING:
    from credreview.exchange.envelope import Key

_SUBJECT: Final = "decrypt"


class DecryptingController(QObject):
    """Asks which file, where to, and what opens it; then opens the review in it."""

    def __init__(self, parts: Parts, review: ReviewController) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._review = review

    def ask(self) -> None:
        """Ask for an encrypted file, and where the review in it is to be."""
        here = self._review.path()
        folder = here.parent if here is not None else Path.home()
        path = file_dialogs.ask_encrypted(self._parts.window, folder)
        if path is not None:
            self.open_path(path)

    def open_path(self, path: Path) -> None:
        """Ask where the review in a file is to be; open it with the keys of this machine."""
        proposal = path.with_suffix("")
        if proposal.suffix != file_dialogs.SUFFIX:
            proposal = proposal.with_name(proposal.name + file_dialogs.SUFFIX)
        words = tr("Open the encrypted review as")
        target = file_dialogs.ask_new_review(self._parts.window, words, proposal)
        if target is not None:
            self._try(path, target, None)

    def _try(self, path: Path, target: Path, key: "Key | None") -> None:
        def work(tick: Ticker) -> Path:
            from credreview.exchange import envelope

            envelope.open_encrypted(path, target, key or _own_keys(), tick)
            return target

        self._parts.messages.take_away(_SUBJECT)
        job = self._parts.writing.start(tr("Opening an encrypted file"), work)
        job.finished.connect(self._review.open_path)
        job.failed.connect(partial(self._cannot, path, target, key))

    def _cannot(self, path: Path, target: Path, key: "Key | None", error: UserError) -> None:
        """Ask for what opens it, or say what else is in the way."""
        from credreview.ui.merging.preparing import wanted_by

        kind = wanted_by(error)
        if kind is None:
            self._parts.messages.show_error(_SUBJECT, error)
            return
        from credreview.ui.merging.encrypted_dialog import ask_key

        ask_key(
            self._parts,
            path,
            kind,
            "" if key is None else str(error),
            partial(self._try, path, target),
            partial(self._parts.messages.show_error, _SUBJECT),
        )


def _own_keys() -> "Key":
    """Return the keys for encrypted files of all who review on this machine."""
    from credreview.exchange import receiving
    from credreview.exchange.envelope import Key

    found = (receiving.identity(person.id) for person in people.everyone())
    return Key(tuple(text for text in found if text is not None))
