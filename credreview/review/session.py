"""One open review and one reviewer: the only way anything is written."""

import logging
import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from credreview import environment
from credreview.domain.errors import UserError
from credreview.domain.identity import REVIEW
from credreview.domain.journal import Change
from credreview.domain.model import Changed, Person
from credreview.domain.seals import SealState
from credreview.domain.vocabulary import Vocabulary
from credreview.domain.work import Ticker, silent
from credreview.review import made, people, seals, trust, undoing, words
from credreview.review.actions import Deed, Plan
from credreview.store import audit, health, texts, verify
from credreview.store.file import SUFFIX, ReviewFile, driver
from credreview.store.journal import Journal
from credreview.store.passage import Findings
from credreview.store.reader import Reader
from credreview.store.view import View
from credreview.text import tr

if TYPE_CHECKING:
    import sqlite3

    from credreview.domain.proposals import Placement, Quoted

T = TypeVar("T")
_log = logging.getLogger(__name__)

_BACKUP_EVERY_MS = 30 * 60 * 1000
#: Larger reviews are backed up while they are open only, so that closing is quick.
_LONGEST_TITLE = 10_000
_QUICK_TO_BACK_UP = 20_000_000

Listener = Callable[[Changed], None]


class ReviewSession:
    """A review that one person works on.

    Whatever `do`, `undo` and `redo` return is on disk. Listeners are told
    after the commit, in the thread that wrote.
    """

    def __init__(self, file: ReviewFile, reviewer: Person) -> None:
        self.file = file
        self.reviewer = reviewer
        self._listeners: list[Listener] = []
        self._introduced = False
        self._backed_up = environment.now()
        self._edited = False
        self._unsealed = False
        self._signs_each = people.signs_each(reviewer.id)
        self.reader = Reader(file, reviewer.id, lambda: self.vocabulary, _place_all)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The terms of this review and this user, as they were at the first question."""
        with self.reader.view() as view:
            return words.of_review(view)

    def forget_vocabulary(self) -> None:
        """Read the terms anew at the next question: own terms of others may have come."""
        self.__dict__.pop("vocabulary", None)

    @classmethod
    def create(cls, path: Path, reviewer: Person, title: str = "") -> "ReviewSession":
        """Make a new review file and open it.

        Raises:
            UserError: The name does not end in .credreview, is taken, or
                cannot be written.
        """
        if path.suffix != SUFFIX:
            raise UserError(
                "file.bad_name",
                tr("“{name}” is no name for a review.", name=path.name),
                tr("Let it end in {suffix}.", suffix=SUFFIX),
            )
        file = ReviewFile.create(path)
        try:
            with file.writing() as connection:
                db = driver(connection)
                vocabulary = {"text": texts.put(db, words.shipped_bytes())}
                fields = {"title": _tidy(title or path.stem), "vocabulary": vocabulary}
                session = cls(file, reviewer)
                journal = session.journal(db)
                who = seals.introduction(View(connection, reviewer.id), reviewer)
                changes = [Change("review", REVIEW, "new", fields), *([who] if who else [])]
                began = journal.append(
                    reviewer=reviewer.id, label="begin", wall=environment.now(), changes=changes
                )
                journal.finish()
            session.note_made(began)
            return session
        except BaseException:
            file.close()
            path.unlink(missing_ok=True)
            raise

    @classmethod
    def open(cls, path: Path, reviewer: Person, *, read_only: bool = False) -> "ReviewSession":
        """Open a review file; raises UserError where it cannot be."""
        file = ReviewFile.open(path, read_only=read_only)
        try:
            return cls(file, reviewer)
        except BaseException:
            file.close()
            raise

    def close(self) -> None:
        """Close the file; what was done is sealed first, and a small one backed up."""
        if self._unsealed:
            try:
                self.seal(seals.CLOSE)
            except Exception:  # noqa: BLE001 - whatever it is, as a lost disk, closing goes on
                _log.warning("not sealed", exc_info=True)
        with suppress(UserError, OSError):
            if self._edited and self.file.path.stat().st_size < _QUICK_TO_BACK_UP:
                health.back_up(self.file.path, reason="close")
        self.file.close()

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` after each commit until the returned function is called."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def do(self, deed: Deed) -> Changed:
        """Do one thing; it is on disk when this returns.

        Raises:
            UserError: It cannot be done, or the file cannot be written;
                nothing has changed then.
        """
        return self._told(self.do_all([deed])[0])

    def do_all(self, deeds: Sequence[Deed]) -> list[Changed | UserError]:
        """Do several things in one transaction; a deed that fails is left out.

        Returns:
            What became of each, in order; all of it is on disk.
        """
        results: list[Changed | UserError] = []
        written: str | None = None
        with self.file.writing() as connection:
            view = View(connection, self.reviewer.id)
            journal = self.journal(view.db)
            introduced = self._introduced
            for deed in deeds:
                try:
                    plan = deed.plan(view)
                except UserError as error:
                    results.append(error)
                    continue
                if plan.changes and not introduced:
                    self.introduce(view, journal)
                    introduced = True
                done = self._append(view, journal, deed.label, plan)
                results.append(done)
                written = done.action if plan.changes else written
        self._introduced = introduced
        self.note_made(written)
        for result in results:
            if isinstance(result, Changed) and result.action:
                self.tell(result)
        return results

    def _told(self, result: Changed | UserError) -> Changed:
        if isinstance(result, UserError):
            raise result
        return result

    def _append(self, view: View, journal: Journal, label: str, plan: Plan) -> Changed:
        action = plan.standing
        if plan.changes:
            action = journal.append(
                reviewer=self.reviewer.id,
                label=label,
                wall=environment.now(),
                changes=plan.changes,
            )
            journal.finish()
        return Changed(
            action,
            label,
            plan.articles,
            plan.claims,
            answers=plan.answers,
            everything=plan.everything,
            message=plan.message,
        )

    def introduce(self, view: View, journal: Journal) -> str | None:
        """Say who this is before the first action in this review, and after any change of that.

        Returns:
            The action's id, or None where there is nothing new to say.
        """
        change = None if self._introduced else seals.introduction(view, self.reviewer)
        if change is None:
            return None
        id = journal.append(
            reviewer=self.reviewer.id, label="introduce", wall=environment.now(), changes=[change]
        )
        journal.finish()
        return id

    def became(self, person: Person) -> None:
        """Go on as the same person under another name, organisation or role, and say so here.

        Nothing is written where they have not worked in this review.

        Raises:
            UserError: The file cannot be written; it is said with the next action then.
        """
        assert person.id == self.reviewer.id
        self.reviewer, self._signs_each = person, people.signs_each(person.id)
        self._introduced = False
        if self.file.read_only:
            return
        with self.file.writing() as connection:
            view = View(connection, person.id)
            is_here = view.fields("reviewer", person.id) is not None
            said = self.introduce(view, self.journal(view.db)) if is_here else None
        self.note_made(said)
        if said is not None:
            self.tell(Changed(said, "introduce", everything=True))

    def journal(self, db: "sqlite3.Connection") -> Journal:
        """Return the journal in a write transaction; it signs each action where that is wanted."""
        return Journal(db, seals.signer(self.reviewer.id) if self._signs_each else None)

    def note_made(self, action: str | None) -> None:
        """Note the last action of a transaction of this session, after its commit."""
        if action is not None:
            self._unsealed = True
            made.note(self.reviewer.id, action)

    def seal(self, why: str) -> seals.Sealed:
        """Seal all heads with this person's key, and keep their fingerprint; it is on disk then.

        Args:
            why: What happens: "export", "print", "close".

        Returns:
            Its `key` is None where there is no key that can be used now.

        Raises:
            UserError: The file cannot be written.
        """
        with self.file.writing() as connection:
            view = View(connection, self.reviewer.id)
            said = self.introduce(view, self.journal(view.db))
            sealed = seals.put(view, self.reviewer.id, why)
        self.note_made(said)
        self._introduced, self._unsealed = True, False
        return sealed

    def seal_states(self, actions: Sequence[str]) -> dict[str, SealState]:
        """Return what is known of who wrote some actions (ids, hex); keys new here are learned."""
        with self.reader.view() as view:
            return audit.states(view, actions, trust.trusted(view))

    def tell(self, changed: Changed) -> None:
        """Tell the listeners of something that is committed."""
        self._edited = True
        for listener in list(self._listeners):
            try:
                listener(changed)
            except Exception:  # noqa: BLE001
                # The deed is done and on disk, whatever a screen makes of it;
                # to the caller an exception would say the contrary.
                _log.exception("a listener failed")

    def undo(self) -> Changed | None:
        """Undo this reviewer's latest standing action, whenever it was; None without one."""
        return self._switch(undoing.undo)

    def redo(self) -> Changed | None:
        """Turn on again what was undone last, until something new is done; None without one."""
        return self._switch(undoing.redo)

    def undo_and_redo(self) -> tuple[str, str]:
        """Return the labels of what undo and redo would switch now; empty without such."""
        with self.reader.view() as view:
            return undoing.named(view)

    def _switch(self, switch: Callable[[View, Journal], Changed | None]) -> Changed | None:
        with self.file.writing() as connection:
            view = View(connection, self.reviewer.id)
            changed = switch(view, self.journal(view.db))
        if changed is not None:
            self.note_made(changed.action)
            self.tell(changed)
        return changed

    def back_up_if_due(self) -> Path | None:
        """Make a backup if half an hour of edits has passed since the last; long work."""
        if not self._edited or environment.now() - self._backed_up < _BACKUP_EVERY_MS:
            return None
        self._backed_up, self._edited = environment.now(), False
        return health.back_up(self.file.path, reason="edits")

    def save_copy(self, target: Path) -> None:
        """Copy the whole review to another file, even if its own was moved away.

        Raises:
            UserError: The target is the review itself, or cannot be written.
        """
        with suppress(OSError):
            if target.samefile(self.file.path):
                raise UserError(
                    "copy.same_file",
                    tr("“{name}” is the review itself.", name=target.name),
                    tr("Choose another name for the copy."),
                )
        with self.reader.view() as view:
            health.copy_to(view.db, target)

    def quick_check(self) -> list[str]:
        """Return what SQLite finds wrong with the file's pages; gives way to writes.

        A thorough look follows a close that left an unfinished transaction.
        """
        thorough = self.file.was_left_unfinished
        return [
            line
            for table in verify.tables()
            for line in self._look(partial(verify.pages, table=table, thorough=thorough))
        ]

    def _look(self, work: Callable[["sqlite3.Connection"], T]) -> T:
        return self.file.read_patiently(lambda connection: work(driver(connection)))

    def check(self, tick: Ticker = silent, *, rebuild: bool = False) -> Findings:
        """Recompute every hash of the review; build the projection anew where asked."""
        found = verify.check(self._look, tick, thorough=self.file.was_left_unfinished)
        if rebuild:
            with self.file.writing() as connection:
                index_is_wrong = bool(found.problems)
                wrong = verify.rebuild(driver(connection), tick, journal=index_is_wrong)
            if wrong:
                found.problem(tr("{count} rows of the projection were wrong; mended.", count=wrong))
            self.tell(Changed(None, "rebuild", everything=True))
        if not found.problems:  # of a damaged journal, seals say nothing
            seals.look_into(self.file, self.reader, found, tick)
        return found


def _place_all(quotes: "Sequence[Quoted]", text: str) -> "Iterator[Placement]":
    from credreview.analysis import anchors  # not before claims are looked for in other texts

    return anchors.place_all(quotes, text)


def _tidy(title: str) -> str:
    """Return a title that can be stored, whatever a file name or a shell made of it."""
    sound = title.encode("utf-8", "replace").decode("utf-8").replace("\0", "\ufffd")
    return sound[:_LONGEST_TITLE]


def new_batch() -> str:
    """Return a name for actions that are one step; it begins with the time, see `batch_of`."""
    return f"{environment.now()}-{secrets.token_hex(8)}"
