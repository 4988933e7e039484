"""One open review and one reviewer: the only way anything is written."""

import logging
import secrets
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from credreview import environment
from credreview.domain.errors import UserError
from credreview.domain.identity import REVIEW
from credreview.domain.journal import Action, Change
from credreview.domain.model import Changed, Person
from credreview.domain.vocabulary import Vocabulary
from credreview.domain.work import Ticker, silent
from credreview.review import words
from credreview.review.actions import Deed, Plan
from credreview.store import health, history, texts, verify
from credreview.store.file import SUFFIX, ReviewFile, driver
from credreview.store.journal import Journal
from credreview.store.passage import Findings
from credreview.store.reader import Reader
from credreview.store.view import View
from credreview.text import tr

if TYPE_CHECKING:
    import sqlite3

T = TypeVar("T")
_log = logging.getLogger(__name__)

#: Actions that only say who and what; undo passes over them.
_PERMANENT = frozenset({"begin", "introduce"})
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
        self.reader = Reader(file, reviewer.id, lambda: self.vocabulary)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The terms of this review and this user, as they were at the first question."""
        with self.reader.view() as view:
            return words.of_review(view)

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
                journal = Journal(db)
                journal.append(
                    reviewer=reviewer.id,
                    label="begin",
                    wall=environment.now(),
                    changes=[Change("review", REVIEW, "new", fields), _introduction(reviewer)],
                )
                journal.finish()
            return cls(file, reviewer)
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
        """Close the file; a small one is backed up first if anything was done."""
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
        with self.file.writing() as connection:
            view = View(connection, self.reviewer.id)
            journal = Journal(view.db)
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
                results.append(self._append(view, journal, deed.label, plan))
        self._introduced = introduced
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
        return Changed(action, label, plan.articles, plan.claims, answers=plan.answers)

    def introduce(self, view: View, journal: Journal) -> None:
        """Say who this is before the first action in this review, and after a change of name."""
        if self._introduced:
            return
        known = view.fields("reviewer", self.reviewer.id)
        if known is None or known.get("name") != self.reviewer.name:
            op = _introduction(self.reviewer, known=known is not None)
            journal.append(
                reviewer=self.reviewer.id,
                label="introduce",
                wall=environment.now(),
                changes=[op],
            )
            journal.finish()

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
        with self.file.writing() as connection:
            view = View(connection, self.reviewer.id)
            standing = history.own_standing(view)
            target = next((a for a in standing if a.label not in _PERMANENT), None)
            if target is None:
                return None
            changed = self._switch(view, history.batch_of(view, target), "off")
        self.tell(changed)
        return changed

    def redo(self) -> Changed | None:
        """Turn on again what was undone last, until something new is done; None without one."""
        with self.file.writing() as connection:
            view = View(connection, self.reviewer.id)
            targets = _undone_last(view)
            if not targets:
                return None
            changed = self._switch(view, targets, "on")
        self.tell(changed)
        return changed

    def _switch(self, view: View, targets: Sequence[Action], op: str) -> Changed:
        claims = sorted({c.record for a in targets for c in a.changes if c.kind == "claim"})
        before = _shown(view, targets[-1])
        journal = Journal(view.db)
        assert op in ("on", "off")
        action = journal.append(
            reviewer=self.reviewer.id,
            label="undo" if op == "off" else "redo",
            wall=environment.now(),
            changes=[
                Change("action", target.id, "off" if op == "off" else "on", {})
                for target in targets
            ],
        )
        journal.finish()
        who = history.later_writer(view, targets[-1])
        message = ""
        if who and before == _shown(view, targets[-1]):
            message = tr("Nothing changes to see: what {name} set later shows.", name=who)
        articles = {c.record for a in targets for c in a.changes if c.kind == "article"}
        with suppress(UserError):
            articles.update(view.article_of(claim) for claim in claims)
        return Changed(
            action,
            targets[-1].label,
            frozenset(articles),
            frozenset(claims),
            goto=claims[0] if claims else None,
            answers={"claim": claims[0]} if claims else {},
            everything=len(targets) > 1 or targets[-1].label == "import",
            message=message,
        )

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
        return found


def _tidy(title: str) -> str:
    """Return a title that can be stored, whatever a file name or a shell made of it."""
    sound = title.encode("utf-8", "replace").decode("utf-8").replace("\0", "\ufffd")
    return sound[:_LONGEST_TITLE]


def new_batch() -> str:
    """Return a name for actions that are one step; it begins with the time, see `batch_of`."""
    return f"{environment.now()}-{secrets.token_hex(8)}"


def _introduction(person: Person, *, known: bool = False) -> Change:
    return Change("reviewer", person.id, "set" if known else "new", {"name": person.name})


def _shown(view: View, action: Action) -> list[object]:
    """Return what the screens show of the claims and articles that an action changed."""
    shown: list[object] = []
    for change in action.changes[:8]:
        if change.kind == "claim":
            shown.append(view.claim(change.record))
        elif change.kind == "article" and change.fields:
            alive = view.is_alive("article", change.record)
            shown.append(view.article(change.record).facts if alive else None)
    return shown


def _undone_last(view: View) -> list[Action]:
    """Return what the last undo turned off that is still off and not followed by new work."""
    for action in history.own_actions(view):
        if not action.is_switch and action.label not in _PERMANENT:
            break
        if action.changes[0].op == "off":
            targets = history.switched_off(view, [change.record for change in action.changes])
            if targets:
                return targets
    return []
