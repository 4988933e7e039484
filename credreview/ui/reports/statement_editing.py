"""Writing the source summary statement, and what a source is, in words of one's own."""

import hashlib
from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from credreview.domain.errors import UserError
from credreview.domain.identity import REVIEW
from credreview.domain.summary import HEADS, Kind, Request, SourceFacts
from credreview.report.moments import moment_words
from credreview.report.parts.statement import head_words
from credreview.review.actions import Deed
from credreview.review.session import ReviewSession
from credreview.review.statement_texts import StatementTexts, source_texts, statement_texts
from credreview.review.statements import describe_source, write_statement
from credreview.text import tr
from credreview.ui.dialogs.keyboard import open_over
from credreview.ui.drafts import Drafts
from credreview.ui.parts import Parts
from credreview.ui.pending import Write
from credreview.ui.reader.bidi import show_controls
from credreview.ui.reports.words_dialog import Entry, Heading, WordsDialog, drop_drafts

_NAME: Final = "statement"


class StatementEditing(QObject):
    """Opens the dialogs, and has what was written in them saved like every decision.

    Args:
        parts: Of the main window.
        session: The review.
        window: The dialogs open over it.
        failed: Called with the `UserError` why something cannot be shown.
    """

    def __init__(
        self,
        parts: Parts,
        session: ReviewSession,
        window: QWidget,
        failed: Callable[[UserError], None],
    ) -> None:
        super().__init__(window)
        self._parts = parts
        self._session = session
        self._window = window
        self._failed = failed
        # Apart from the drafts of rationales, which are found by a claim's id.
        self._drafts = Drafts(session.file.path, f"{session.reviewer.id}/statements")

    def edit(self, request: Request) -> None:
        """Let the statement of the review, or of an article, be written."""
        read = partial(statement_texts, self._session, request)
        kind = "article" if request.kind is Kind.ARTICLE else "review"
        show = partial(self._show_statement, kind, request.about or REVIEW)
        self._parts.reading.run(read, show, _NAME, self._failed)

    def _show_statement(self, kind: str, about: str, texts: StatementTexts) -> None:
        own = texts.written.words if texts.written is not None else {}
        heading = Heading(tr("Source summary statement"), texts.title, _who_wrote(texts))
        hint = tr("Left to the program. Markdown.")
        entries = [
            Entry(head, head_words(head), own.get(head, ""), texts.program[head], hint)
            for head in HEADS
        ]
        write = partial(write_statement, kind, about)
        self._open("statement_dialog", heading, entries, f"{kind}-{_short(about)}", write)

    def describe(self, name: str) -> None:
        """Let it be said what a source or an outlet is."""
        read = partial(source_texts, self._session, name)
        self._parts.reading.run(read, self._show_source, _NAME, self._failed)

    def _show_source(self, facts: SourceFacts) -> None:
        note = tr(
            "Of the source or outlet as such; it does not settle the grade of any claim. It is"
            " printed wherever that is named as a source, and in the profile of the outlet."
        )
        heading = Heading(tr("Description of a source or outlet"), show_controls(facts.name), note)
        entries = [
            Entry(
                "kind", tr("Kind"), facts.kind,
                hint=tr("In a few words, such as: government; party to the war"), is_line=True,
            ),
            Entry(
                "descriptor", tr("Descriptor"), facts.descriptor,
                hint=tr("Access, past record, interest. Markdown."),
            ),
        ]  # fmt: skip
        write = partial(describe_source, facts.name)
        self._open("source_dialog", heading, entries, f"source-{_short(facts.name)}", write)

    def _open(
        self,
        name: str,
        heading: Heading,
        entries: list[Entry],
        key: str,
        write: Callable[..., Deed],
    ) -> None:
        dialog = WordsDialog(heading, entries, self._drafts, key, self._window)
        dialog.setObjectName(name)

        def take() -> None:
            given = dialog.changes()
            if not given:
                return
            try:
                deed = write(**{field: words or None for field, words in given.items()})
            except UserError as error:
                self._failed(error)
                return
            done = partial(self._drop_drafts, key, given)
            self._parts.saver.submit(Write(deed, done=done))

        dialog.accepted.connect(take)
        open_over(self._window, dialog)

    def _drop_drafts(self, key: str, written: Mapping[str, str], _changed: object) -> None:
        drop_drafts(self._drafts, key, written)


def _who_wrote(texts: StatementTexts) -> str:
    written = texts.written
    if written is None:
        return tr(
            "The program puts it together from the figures. What you write under a head is printed"
            " in place of the program's words; an empty field leaves the head to the program."
        )
    if written.is_hidden:
        return tr(
            "{name} wrote a statement. Blind mode hides it until you have judged all its claims;"
            " what you write takes its place, and the history keeps it.",
            name=show_controls(written.by),
        )
    said = tr(
        "Last written by {name}, {when}.",
        name=show_controls(written.by),
        when=moment_words(written.when),
    )
    if not written.changed_since:
        return said
    return tr(
        "{said} Claims, judgements, agreed judgements or links written or removed since: {count}.",
        said=said,
        count=written.changed_since,
    )


def _short(words: str) -> str:
    """Return a name that a file can have, for any words."""
    return hashlib.sha256(words.encode(errors="surrogatepass")).hexdigest()[:24]
