"""Links between claims: asked for, shown, taken away."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from shiboken6 import isValid

from credreview.domain.links import FoundClaim
from credreview.domain.model import Claim
from credreview.review.actions import Deed, link, unlink
from credreview.review.session import ReviewSession
from credreview.text import tr
from credreview.ui.desk_controller import DeskController
from credreview.ui.dialogs.keyboard import open_over
from credreview.ui.parts import Parts
from credreview.ui.pending import Write
from credreview.ui.review_controller import ReviewController

if TYPE_CHECKING:
    from credreview.ui.links.link_dialog import LinkDialog


class LinkingController(QObject):
    """Opens the dialog for a new link, and writes what is decided there."""

    def __init__(self, parts: Parts, review: ReviewController, desk: DeskController) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._review = review
        self._desk = desk
        parts.panel.link_asked.connect(self.ask)
        parts.panel.unlink_requested.connect(self._unlink)
        parts.panel.linked_claim_asked.connect(self._go)

    def ask(self) -> None:
        """Ask which claim bears on the current one, and how."""
        session, claim = self._review.session, self._desk.claim()
        if session is None or claim is None:
            return
        if session.file.read_only:
            self._parts.status.hint(tr("This review is open read-only."))
            return
        from credreview.ui.links.link_dialog import LinkDialog

        dialog = LinkDialog(claim, session.vocabulary, self._parts.window)
        dialog.search_asked.connect(partial(self._search, session, dialog, claim))
        dialog.accepted.connect(lambda: self._link(session, dialog, claim))
        self._search(session, dialog, claim, "")
        open_over(self._parts.window, dialog)

    def _search(
        self, session: ReviewSession, dialog: "LinkDialog", claim: Claim, searched: str
    ) -> None:
        def show(found: list[FoundClaim]) -> None:
            if isValid(dialog):
                dialog.show_found(searched, found)

        work = partial(session.reader.find_claims, searched, claim.article, claim.id)
        self._parts.reading.run(work, show, "claims")

    def _link(self, session: ReviewSession, dialog: "LinkDialog", claim: Claim) -> None:
        other, relation = dialog.chosen(), dialog.relation.value()
        if other is None or relation is None:
            return
        note = " ".join(dialog.note.text().split()) or None
        deed = link(claim.id, other.claim.id, relation, session.vocabulary, note)
        self._write(deed, claim)

    def _unlink(self, link_id: str) -> None:
        claim = self._desk.claim()
        if claim is not None:
            self._write(unlink(link_id), claim)
            self._parts.status.hint(tr("The link is taken away. Ctrl+Z brings it back."))

    def _write(self, deed: Deed, claim: Claim) -> None:
        session = self._review.session
        if session is None:
            return
        if session.file.read_only:
            self._parts.status.hint(tr("This review is open read-only."))
            return
        self._parts.saver.submit(Write(deed, claim.article, claim.id))

    def _go(self, claim_id: str) -> None:
        session = self._review.session
        claim = session.reader.claim(claim_id) if session is not None else None
        if claim is not None:
            self._desk.show_article(claim.article, claim.id)
