"""Files become articles of a review: in batches, one undo step, stoppable."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from credreview import environment
from credreview.domain import canonical, identity
from credreview.domain.errors import UserError
from credreview.domain.journal import Change
from credreview.domain.model import FACT_NAMES, ArticleDraft, Block, Changed
from credreview.domain.work import Ticker, silent
from credreview.intake import files
from credreview.review.actions import in_parts
from credreview.review.session import ReviewSession, new_batch
from credreview.store import health, texts
from credreview.store.file import driver
from credreview.store.view import View
from credreview.text import tr

BATCH_FILES = 200
#: A transaction must stay in memory.
BATCH_BYTES = 20_000_000
_FACTS_CAP = 2_000
_BACKUP_FROM = 100


class Outcome(StrEnum):
    """What became of a file."""

    ADDED = "added"
    FOUND_AGAIN = "found_again"
    ALREADY_THERE = "already_there"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class FileResult:
    """What became of one file; it is on disk when this is told.

    Attributes:
        article: The article's id, or None where the file was refused.
        remarks: What the reader should know, one sentence each.
    """

    path: Path
    outcome: Outcome
    article: str | None = None
    remarks: tuple[str, ...] = ()

    def line(self) -> str:
        """Return this result as one line for people."""
        words = {
            Outcome.ADDED: tr("added"),
            Outcome.FOUND_AGAIN: tr("known text, found again"),
            Outcome.ALREADY_THERE: tr("already there"),
            Outcome.REFUSED: tr("refused"),
        }
        return ": ".join([words[self.outcome], str(self.path), *self.remarks])


def import_files(
    session: ReviewSession, paths: Sequence[Path], tick: Ticker = silent
) -> Iterator[FileResult]:
    """Import files and folders; yield what became of each after its commit.

    Each batch is one transaction; all batches together are one undo step. A
    file that cannot be read never stops the rest.

    Raises:
        UserError: The review cannot be written.
        Cancelled: From `tick`; what was yielded stays.
    """
    found = list(files.find_files(paths))
    if len(found) > _BACKUP_FROM and session.reader.article_count():
        health.back_up(session.file.path, reason="import")
    batch = new_batch()
    waiting: list[tuple[Path, ArticleDraft | UserError]] = []
    size = 0
    for done, path in enumerate(found):
        tick(done, len(found), path.name)
        try:
            draft = files.read_article(path)
            size += len(draft.original) + len(draft.text)
            waiting.append((path, draft))
        except UserError as error:
            waiting.append((path, error))
        if len(waiting) >= BATCH_FILES or size >= BATCH_BYTES:
            yield from _write(session, waiting, batch)
            waiting, size = [], 0
    if waiting:
        yield from _write(session, waiting, batch)
    tick(len(found), len(found))


def _write(
    session: ReviewSession, drafts: Sequence[tuple[Path, ArticleDraft | UserError]], batch: str
) -> list[FileResult]:
    results: list[FileResult] = []
    changes: list[Change] = []
    with session.file.writing() as connection:
        db = driver(connection)
        view = View(connection, session.reviewer.id)
        journal = session.journal(db)
        made: set[str] = set()
        for path, draft in drafts:
            if isinstance(draft, UserError):
                results.append(FileResult(path, Outcome.REFUSED, remarks=(str(draft),)))
                continue
            outcome, article, new = _changes_for(view, draft, made)
            changes += new
            results.append(FileResult(path, outcome, article, draft.remarks))
        if changes:
            session.introduce(view, journal)
        for part in in_parts(changes):
            action = journal.append(
                reviewer=session.reviewer.id,
                label="import",
                wall=max(environment.now(), int(batch.partition("-")[0])),
                changes=part,
                batch=batch,
            )
        if changes:
            journal.finish()
    if changes:
        session.note_made(action)
        session.tell(Changed(action, "import", everything=True))
    return results


def _changes_for(
    view: View, draft: ArticleDraft, made: set[str]
) -> tuple[Outcome, str, list[Change]]:
    """Return what a draft changes; `made` holds what this action brought already."""
    article = identity.article_id(draft.text)
    original = identity.text_hash(draft.original)
    seen = f"{article} {original}"
    known = article in made or view.is_alive("article", article)
    is_whole = known and (article in made or view.text(article) == draft.text)
    if seen in made or (is_whole and original in view.originals(article)):
        return Outcome.ALREADY_THERE, article, []
    texts.put(view.db, draft.original)
    capture: dict[str, Any] = {
        "article": article,
        "by": view.reviewer,
        "captured_at": environment.now(),
        "method": draft.method,
        "file_name": draft.file_name[:_FACTS_CAP],
        "original": original,
        "blocks": texts.put(view.db, canonical.dump([_block(block) for block in draft.blocks])),
    }
    for name in FACT_NAMES:
        value = getattr(draft.facts, name)
        if value is not None:
            capture[name] = value[:_FACTS_CAP]
    if draft.guessed:
        capture["guessed"] = sorted(draft.guessed)
    changes = [Change("capture", identity.new_id(), "new", capture)]
    sha = texts.put(view.db, draft.text.encode("utf-8"))
    if known:
        if article not in made:
            changes.append(Change("article", article, "set", {}))
    else:
        changes.insert(0, Change("article", article, "new", {"normaliser": 1, "text": sha}))
    made.update((article, seen))
    return (Outcome.FOUND_AGAIN if known else Outcome.ADDED), article, changes


def _block(block: Block) -> dict[str, Any]:
    values: dict[str, Any] = {"kind": block.kind.value, "start": block.start, "end": block.end}
    if block.level:
        values["level"] = block.level
    for name in ("author", "handle", "posted"):
        if getattr(block, name) is not None:
            values[name] = getattr(block, name)
    return values
