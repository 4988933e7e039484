"""Merging: what another review holds comes into this one; nothing that was here changes its owner.

A merge is tried out first, in a scratch copy of the own review. So the
preview is what really comes about, and a file that is not sound is refused
before the own review is touched.
"""

import json
import tempfile
from contextlib import ExitStack, suppress
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from credreview.domain.errors import UserError
from credreview.domain.merging import (
    Announcement,
    Contributor,
    MergeEntry,
    MergeReport,
    MergeState,
)
from credreview.domain.model import Changed
from credreview.domain.work import Ticker, silent
from credreview.review import merge_announcements
from credreview.review.session import ReviewSession
from credreview.store import adopting, gate, health, union, united, unmerge
from credreview.store.file import ReviewFile, driver
from credreview.store.union import United
from credreview.store.union_texts import wordless
from credreview.store.view import View
from credreview.text import tr

_DAY_MS = 24 * 3600 * 1000
#: Bytes that are brought in one transaction at the most: some two seconds of work.
MOST_AT_ONCE = 128_000_000
#: How much of a review may be looked through for a byte that comes.
_WORTH_A_LOOK = 10
_STATES = {
    union.UNFINISHED: MergeState.UNFINISHED,
    union.DONE: MergeState.DONE,
    union.ASIDE: MergeState.ASIDE,
}


class Prepared:
    """A merge that was tried out; the own review is as it was.

    Attributes:
        name: The other file's own name.
        manifest: What the other file says of itself; anybody may have written that.
        report: What the merge brings.
        reader: Answers questions about the review as it would be.
        is_empty: Everything is here already.
    """

    def __init__(self, session: ReviewSession, path: Path, tick: Ticker) -> None:
        self._session = session
        with ExitStack() as stack:
            with suppress(OSError):
                if path.samefile(session.file.path):
                    raise UserError(
                        "merge.same_file",
                        tr("“{name}” is this review itself.", name=path.name),
                        tr("Choose a copy, or somebody else's review."),
                    )
            self._incoming = stack.enter_context(gate.admitted(path, tick))
            self.name, self.manifest = self._incoming.name, self._incoming.manifest
            with session.file.reading() as connection:
                lost = wordless(driver(connection), self._incoming)
            brings_words = bool(lost.articles or lost.texts)
            self.is_empty = not brings_words and union.holds_all(session.file, self._incoming)
            scratch, done = session, United(known=self._incoming.actions)
            if not self.is_empty:
                self._is_untouched = stack.enter_context(session.file.watching())
                scratch = self._scratch(stack)
                done = union.unite(scratch.file, self._incoming, tick)
            self._tried, self._done = scratch.file, done
            self.reader = scratch.reader
            report = _report(scratch, self._incoming, done)
            told = merge_announcements.all_of(session, scratch, report, self._incoming.heads, done)
            told += merge_announcements.about_erased(lost.erased_articles, lost.erased_texts)
            self.report = replace(
                report, announcements=told, filled=lost.articles, filled_texts=lost.texts
            )
            self._incoming.report_to(silent)  # its reader may be asked until it is closed
            self._stack = stack.pop_all()

    def _scratch(self, stack: ExitStack) -> ReviewSession:
        """Return a session on a copy of the own review."""
        session = self._session
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="credreview-"))
        copy = Path(folder) / session.file.path.name
        session.save_copy(copy)
        file = ReviewFile.open(copy)
        stack.callback(file.close)
        return ReviewSession(file, session.reviewer)

    def carry_out(self, tick: Ticker = silent) -> MergeReport:
        """Back up the own review, then bring everything into it.

        Raises:
            UserError: The review cannot be written; what came before is valid and stays.
            Cancelled: From `tick`; likewise, and merging again goes on.
        """
        session = self._session
        if session.file.read_only:
            raise UserError(
                "file.read_only",
                tr("“{name}” cannot be written: it is read-only.", name=session.file.path.name),
                tr("Open it to work in it, then merge."),
            )
        if not self.is_empty:
            health.back_up(session.file.path, reason="merge")
        try:
            if self._is_quick_to_adopt() and self._adopt(tick):
                return self.report
            done = union.unite(session.file, self._incoming, tick)
        finally:
            session.forget_vocabulary()
            session.tell(Changed(None, "merge", everything=True))
        report = _report(session, self._incoming, done)
        told = self.report
        report = replace(
            report,
            announcements=told.announcements,
            filled=told.filled,
            filled_texts=told.filled_texts,
        )
        if done.number is not None:
            with session.file.writing() as connection:
                union.note_report(driver(connection), done.number, json.dumps(asdict(report)))
        return report

    def _is_quick_to_adopt(self) -> bool:
        """Return whether taking all rows over from the scratch copy is the quicker way.

        It is one transaction, for which others wait, and it compares whole
        tables: little is united as quickly, and much in several transactions.
        """
        if self._done.actions <= union.STEP:
            return False
        try:
            here, there = (file.path.stat().st_size for file in (self._session.file, self._tried))
        except OSError:
            return False  # it was moved away; writing tells that
        return here < (there - here) * _WORTH_A_LOOK and there - here <= MOST_AT_ONCE

    def _adopt(self, tick: Ticker) -> bool:
        """Take over what the scratch copy became; return whether the review was still as copied."""
        file, number = self._session.file, self._done.number
        assert number is not None
        with file.writing(beside=self._tried.path) as connection:
            if not self._is_untouched():
                return False
            db = driver(connection)
            adopting.adopt(db, number, tick)
            union.note_report(db, number, json.dumps(asdict(self.report)))
        return True

    def close(self) -> None:
        """Take the scratch copy and the private copy away."""
        self._stack.close()


def prepare(session: ReviewSession, path: Path, tick: Ticker = silent) -> Prepared:
    """Let a file in through the gate, and try the merge out; close what is returned.

    Raises:
        UserError: It is no sound review, or this review itself.
        Cancelled: From `tick`.
    """
    return Prepared(session, path, tick)


def merge(session: ReviewSession, path: Path, tick: Ticker = silent) -> MergeReport:
    """Prepare a merge and carry it out; see `Prepared`."""
    prepared = prepare(session, path, tick)
    try:
        return prepared.carry_out(tick)
    finally:
        prepared.close()


def _report(session: ReviewSession, incoming: gate.Incoming, done: United) -> MergeReport:
    with session.reader.view() as view:
        found = united.brought(view.db, done)

        def ids(kind: str, *, new: bool) -> tuple[str, ...]:
            return tuple(id for id, is_new in found.get(kind, {}).items() if is_new is new)

        judgements = [*ids("judgement", new=True), *ids("judgement", new=False)]
        agreed = [*ids("adjudication", new=True), *ids("adjudication", new=False)]
        words = (id[:32] for id in (*judgements, *agreed))
        about = dict.fromkeys([*found.get("claim", {}), *words])
        return MergeReport(
            name=incoming.name,
            fingerprint=incoming.fingerprint,
            result=view.fingerprint(),
            actions=done.actions,
            known=done.known,
            articles=ids("article", new=True),
            claims=ids("claim", new=True),
            judgements=ids("judgement", new=True),
            touched_articles=ids("article", new=False),
            touched_claims=tuple(about),
            changed_judgements=ids("judgement", new=False),
            contributors=united.contributors(view, done, judgements, agreed),
            undone_judgements=united.undone(view.db, done),
            latest=done.latest_wall,
            agreed=ids("adjudication", new=True),
            changed_agreed=ids("adjudication", new=False),
        )


def merges(session: ReviewSession) -> list[MergeEntry]:
    """Return the merges of this file, newest first."""
    with session.reader.view() as view:
        return [_entry(merged) for merged in unmerge.merges(view.db)]


def _entry(merged: unmerge.Merged) -> MergeEntry:
    return MergeEntry(
        number=merged.number,
        name=merged.name,
        fingerprint=merged.fingerprint,
        when=merged.wall,
        state=_STATES[merged.state],
        actions=sum(end - start + 1 for start, end in merged.ranges),
        can_be_removed=merged.can_be_removed,
    )


def report_of(session: ReviewSession, number: int) -> MergeReport | None:
    """Return what a merge of the log brought, or None where it was not finished."""
    with session.reader.view() as view:
        merged = _find(view, number)
    if not merged.report:
        return None
    data: dict[str, Any] = json.loads(merged.report)
    for name, value in data.items():
        if isinstance(value, list):
            data[name] = tuple(value)
    data["contributors"] = tuple(Contributor(**entry) for entry in data["contributors"])
    data["announcements"] = tuple(Announcement(**entry) for entry in data["announcements"])
    return MergeReport(**data)


def undo_merge(session: ReviewSession, number: int, tick: Ticker = silent) -> MergeEntry | None:
    """Undo a merge of the log, after a backup.

    Returns:
        None where what came was removed, since nothing had been done after
        it; else the entry, which is set aside now and can be lifted.

    Raises:
        UserError: There is no such merge, it is set aside already, or the
            file cannot be written.
    """
    tick(0, 0)
    health.back_up(session.file.path, reason="unmerge")
    with session.file.writing() as connection:
        view = View(connection, session.reviewer.id)
        merged = _find(view, number)
        if merged.state == union.ASIDE:
            raise UserError("merge.is_aside", tr("This merge is undone already: it is set aside."))
        if merged.can_be_removed:
            unmerge.remove(view.db, merged)
        else:
            unmerge.set_aside(view.db, merged)
        left = None if merged.can_be_removed else _entry(_find(view, number))
    session.forget_vocabulary()
    session.tell(Changed(None, "unmerge", everything=True))
    return left


def lift(session: ReviewSession, number: int, tick: Ticker = silent) -> MergeEntry:
    """Let a merge count again that was set aside.

    Raises:
        UserError: There is no such merge, it is not set aside, or the file
            cannot be written.
    """
    tick(0, 0)
    with session.file.writing() as connection:
        view = View(connection, session.reviewer.id)
        merged = _find(view, number)
        if merged.state != union.ASIDE:
            raise UserError("merge.not_aside", tr("This merge is not set aside."))
        unmerge.lift(view.db, merged)
        entry = _entry(_find(view, number))
    session.forget_vocabulary()
    session.tell(Changed(None, "lift", everything=True))
    return entry


def _find(view: View, number: int) -> unmerge.Merged:
    for merged in unmerge.merges(view.db):
        if merged.number == number:
            return merged
    raise UserError(
        "merge.unknown",
        tr("There is no merge {number} in this file.", number=number),
        tr("`credreview merges` lists them."),
    )
