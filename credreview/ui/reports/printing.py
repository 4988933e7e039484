"""One review's printing: the window, the room where pages are made, and what leaves it."""

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QSizeF, QTimer

from credreview.domain.summary import Kind, Request
from credreview.review.last_scope import LastScope
from credreview.review.session import ReviewSession
from credreview.text import tr
from credreview.ui.desk_controller import DeskController
from credreview.ui.parts import Parts
from credreview.ui.reports import offer
from credreview.ui.reports.kept_choices import KeptChoices
from credreview.ui.reports.offer import Current, Named, Offer
from credreview.ui.reports.output import Output
from credreview.ui.reports.page_image import Target
from credreview.ui.reports.preview_room import PreviewRoom
from credreview.ui.reports.report_window import ReportWindow
from credreview.ui.reports.statement_editing import StatementEditing

if TYPE_CHECKING:
    from credreview.ui.reports.preview_room import Sheets

#: How long the review rests before the report is made anew, in milliseconds.
REST: Final = 500
#: As long choices may follow each other before a report is made, in milliseconds.
_CHOOSING: Final = 40
#: What is said of an organisation's templates.
_TEMPLATES: Final = "templates"


class Printing(QObject):
    """Has the wanted report made and painted, and keeps it in step with the review.

    Args:
        parts: Of the main window.
        session: The review.
        desk: What lies on it is proposed as a report's subject.
    """

    def __init__(self, parts: Parts, session: ReviewSession, desk: DeskController) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._session = session
        self._desk = desk
        self.request: Request | None = None
        self._offer: Offer | None = None
        self._last = LastScope()  # used in the preview's lane alone
        self._keeps_place = False
        self._then_save = False
        kept = KeptChoices(parts.settings, session.file.path)
        self.window = ReportWindow(kept, parts.window)
        self.window.set_review(session.file.path.stem)
        self.room = PreviewRoom(self)
        self.output = Output(parts, session, self.window, self.room.report)
        self.editing = StatementEditing(
            parts, session, self.window, partial(self.window.messages.show_error, "statement")
        )
        self._rest = QTimer(self, singleShot=True)
        self._rest.timeout.connect(self._begin)
        self._connect()
        is_open = desk.article is not None
        self.window.choices.choose(Kind.ARTICLE if is_open else Kind.REVIEW)

    def _connect(self) -> None:
        room, window, preview = self.room, self.window, self.window.preview
        room.began.connect(self._show_pages)
        room.counted.connect(self._show_count)
        room.painted.connect(preview.show_page)
        room.missed.connect(preview.no_page)
        room.stale.connect(lambda: self._rest.start(REST))
        room.failed.connect(window.say_error)
        preview.wanted.connect(room.paint)
        preview.activated.connect(self._go_where)
        window.choices.changed.connect(self._choose)
        window.activated.connect(self._read_offer)
        self._desk.moved.connect(self._look_at_desk)
        window.choices.statement_wanted.connect(self._edit_statement)
        window.choices.source_wanted.connect(self._describe_source)

    def show(self, kind: Kind | None = None, about: str = "", *, then_save: bool = False) -> None:
        """Show the window.

        Args:
            kind: The kind of report; None leaves the one that is chosen.
            about: Its subject, where it is a merge.
            then_save: Ask at once where it is to be saved.
        """
        self._then_save = then_save
        window = self.window
        if kind is not None:
            window.choices.choose(kind, about)
            self._keeps_place = False
        self._read_offer()
        window.show()
        window.activateWindow()
        window.choices.kind.setFocus()

    def follow(self) -> None:
        """Make the report anew in a moment: something has changed in the review."""
        if self.window.isVisible():
            self._rest.start(REST)

    def end(self) -> None:
        """Close the window, and stop what is under way for it."""
        self._rest.stop()
        self.output.end()
        self.room.close()
        self.window.close()
        self.window.preview.clear()
        self.window.deleteLater()
        self.deleteLater()

    # What it can be about

    def _current(self) -> Current:
        article, claim, listed = self._desk.article, self._desk.claim(), self._parts.articles
        own = claim.own if claim is not None else None
        title = ""
        if article is not None:
            files = [capture.file_name for capture in article.captures]
            title = article.facts.title or (files[0] if files else "") or tr("Untitled")
        return Current(
            listed.query(),
            len(listed.keys()),
            Named(article.id, title) if article is not None else None,
            Named(claim.id, claim.quote) if claim is not None else None,
            (own.attributed_to if own is not None else None) or "",
            (article.facts.outlet if article is not None else None) or "",
        )

    def _look_at_desk(self) -> None:
        if self.window.isVisible():
            self._read_offer()

    def _read_offer(self) -> None:
        read = partial(offer.read, self._session, self._current())
        self._parts.reading.run(read, self._show_offer, "offer", self.window.say_error)

    def _show_offer(self, found: Offer) -> None:
        # Somebody may have written an own outline meanwhile: the pages go with the ticks.
        is_same = self._offer is None or self._offer.contents == found.contents
        self._offer = found
        self.window.choices.show_offer(found)
        if self.request is None or self.window.choices.request() != self.request or not is_same:
            self._begin()
        if self._then_save:
            self._then_save = False
            self.window.save_wanted.emit()

    # The report

    def _choose(self, about_other: bool) -> None:  # noqa: FBT001 - as the signal tells it
        if about_other:
            self._keeps_place = False
        self._rest.start(_CHOOSING)

    def _begin(self) -> None:
        """Make the report that is wanted, from its first page on."""
        window, session, last = self.window, self._session, self._last
        request = self.request = window.choices.request()
        if request is None:
            self.room.leave()
            self._keeps_place = False
            window.say(window.choices.subject.missing())
            return

        def make() -> "Sheets":
            from credreview.ui.reports import engine_sheets

            return engine_sheets.make(session, request, last)

        self.room.open(make)

    def _show_pages(self, size: QSizeF) -> None:
        self.window.preview.begin(size, keep_place=self._keeps_place)
        self._keeps_place = True
        self.window.show_pages()

    def _show_count(self, known: int, is_final: bool) -> None:  # noqa: FBT001 - as it is told
        self.window.preview.set_count(known, is_final=is_final)
        self.window.show_ways()
        self._say_broken()

    def _say_broken(self) -> None:
        """Say which own templates were not used, as far as the report has been read."""
        report, messages = self.room.report(), self.window.messages
        if report is None or not report.broken:
            messages.take_away(_TEMPLATES)
            return
        title = tr("The report does not look as your organisation wants it.")
        messages.show_message(_TEMPLATES, "warn", title, "\n".join(report.broken))

    # Words of one's own

    def _edit_statement(self) -> None:
        request = self.window.choices.request()
        if request is not None:
            self.editing.edit(request)

    def _describe_source(self) -> None:
        name = self.window.choices.subject.about()
        if name:
            self.editing.describe(name)

    def _go_where(self, target: Target) -> None:
        """Follow what was clicked on a page: to a page, to a claim, or to what the list shows."""
        if target[0] == "page":
            self.window.preview.go_to(int(target[1]))
            return
        if target[0] == "claim":
            self._desk.go_to_claim(target[1])
            return
        from credreview.ui.figures.targets import chosen, filter_of

        if filter_of(target) is not None:
            listed = self._parts.articles
            listed.set_query(chosen(target, listed.query()))
            self._parts.window.activateWindow()
            listed.setFocus()
