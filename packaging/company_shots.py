"""Pictures of what concerns several reviewers: merging, differences, history, agreement, sharing.

Taken by `screenshots.py`. Each window is shown in every look, the large text
on the small screen, where room is scarce.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import company
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QWidget
from screenshots import Photographer, until, wait

from credreview.domain.differences import DifferenceKind
from credreview.domain.errors import UserError
from credreview.domain.proposals import (
    PlacedClaim,
    SameClaimProposal,
    UnplacedClaim,
    VersionProposal,
)
from credreview.review.adjudicating import set_blind
from credreview.review.session import ReviewSession
from credreview.ui.claims.section_scroll import SectionScroll
from credreview.ui.main_window import MainWindow

#: Name of a look: theme, text size, width and height of the main window, its screen.
LOOKS = {
    "light": ("light", 1.0, (1440, 900), "usual"),
    "dark": ("dark", 1.0, (1440, 900), "usual"),
    "contrast-black": ("contrast_black", 1.0, (1440, 900), "usual"),
    "contrast-white": ("contrast_white", 1.0, (1440, 900), "usual"),
    "200": ("light", 2.0, (1280, 720), "small"),
}


@dataclass
class Scene:
    """One look at a copy of the review of three.

    Attributes:
        by: Who keeps the pictures.
        look: Its name, the end of each picture's.
        window: The main window.
        files: The files of the three.
    """

    by: Photographer
    look: str
    window: MainWindow
    files: company.Company

    def shoot(self, name: str, widget: QWidget) -> None:
        """Keep a picture of this look."""
        self.rest()
        self.by.shoot(f"{name}-{self.look}", widget)

    def rest(self) -> None:
        """Wait until nothing is under way."""
        parts = self.window.parts
        wait(60)
        until(lambda: not parts.reading.is_busy() and not parts.writing.is_busy())
        wait(60)

    def dialog(self, name: str) -> Any:  # noqa: ANN401 - each has its own parts
        """Wait for a dialog, and return it."""

        def shown() -> list[QDialog]:
            found = self.window.findChildren(QDialog, name)
            return [dialog for dialog in found if dialog.isVisible()]

        until(shown)
        return shown()[-1]

    def take(self, name: str, dialog: str) -> None:
        """Keep a picture of a dialog that comes, and close it."""
        found = self.dialog(dialog)
        self.shoot(name, found)
        found.reject()
        self.rest()


@contextmanager
def scene(by: Photographer, look: str, files: company.Company, path: Path) -> Iterator[Scene]:
    """Open a copy of a review in a look."""
    scheme, scale, (width, height), screen = LOOKS[look]
    copy = path.with_name(f"Harbours and straits {look}.credreview")
    shutil.copy(path, copy)
    session = ReviewSession.open(copy, files.me)
    (found,) = [one for one in QApplication.screens() if one.name() == screen]
    corner = found.geometry().topLeft()
    with by.window(width, height, scheme, scale, session, corner) as window:
        made = Scene(by, look, window, files)
        made.rest()
        yield made


def company_pictures(by: Photographer, home: Path) -> None:
    """Keep pictures of every window that concerns several reviewers, in every look."""
    folder = home / "company"
    folder.mkdir()
    files = company.make(folder)
    for look in LOOKS:
        with scene(by, look, files, files.mine) as here:
            merging(here)
        with scene(by, look, files, files.merged) as here:
            side_panel(here)
            differences(here)
            history(here)
            agreement(here)
            people(here)
            sharing(here)
            menus(here)


def merging(here: Scene) -> None:
    """Show the question at a drop, preview, message, report, list of merges, an undo."""
    control = here.window.merging
    control.take_dropped([here.files.theirs])
    here.take("drop", "dropped_review")
    control.merge([here.files.theirs])
    preview = here.dialog("merge_window")
    here.shoot("merge-preview", preview)
    facts = [n for n, key in enumerate(preview._keys) if key.kind is DifferenceKind.FIELD]  # noqa: SLF001
    preview.list.setCurrentIndex(preview.list.model().index(facts[0], 0))
    here.shoot("merge-preview-fact", preview)
    preview.accept()
    until(lambda: here.window.parts.messages.bar("merge"))
    here.shoot("merged", here.window)
    control.show_merges()
    merges = here.dialog("merges_dialog")
    here.shoot("merges", merges)
    merges.report.click()
    here.take("merge-report", "merge_report")
    merges.undo.click()
    here.take("merge-undo", "undo_merge")
    control.merge([here.files.theirs])
    here.take("merge-nothing-new", "merge_window")


def side_panel(here: Scene) -> None:
    """Show others' judgements and what was agreed, beside the text."""
    window, session = here.window, here.window.review.session
    assert session is not None
    settled = [
        key
        for key in session.reader.difference_keys(_everything())
        if key.kind is DifferenceKind.SETTLED
    ]
    (agreed,) = session.reader.difference_rows(settled[:1])
    window.desk.show_article(agreed.article, agreed.claim)
    here.rest()
    _scroll_down(window)
    here.shoot("others", window)
    window.parts.saver.submit(_blind(on=True))
    here.rest()
    _scroll_down(window)
    here.shoot("blind", window)
    window.parts.saver.submit(_blind(on=False))
    here.rest()


def _scroll_down(window: MainWindow) -> None:
    scroll = window.parts.panel.findChild(SectionScroll)
    if scroll is not None:
        scroll.verticalScrollBar().setValue(scroll.verticalScrollBar().maximum())


def _everything() -> Any:  # noqa: ANN401
    from credreview.domain.differences import DifferenceQuery

    return DifferenceQuery(kinds=frozenset(DifferenceKind))


def _blind(*, on: bool) -> Any:  # noqa: ANN401
    from credreview.ui.pending import Write

    return Write(set_blind(on))


def differences(here: Scene) -> None:
    """Show a page for each kind of difference and proposal, and the form of an agreement."""
    here.window.differences.show()
    until(lambda: here.window.differences.window)
    room = here.window.differences.window
    assert room is not None
    here.rest()
    room.filters.chips["settled"].click()
    here.rest()
    until(lambda: room._proposals)  # noqa: SLF001
    wanted: dict[str, Any] = {kind.value: kind for kind in DifferenceKind}
    wanted |= {
        "same": SameClaimProposal,
        "version": VersionProposal,
        "placed": PlacedClaim,
        "unplaced": UnplacedClaim,
    }
    for name, what in wanted.items():
        for row, item in enumerate(room._items):  # noqa: SLF001
            fits = isinstance(item, what) if isinstance(what, type) else _kind(item) is what
            if fits:
                room.list.setCurrentIndex(room.list.model().index(row, 0))
                here.shoot(f"difference-{name}", room)
                if name == "judgement":
                    _form(here, room)
                break
        else:
            raise LookupError(name)
    room.close()


def _kind(item: object) -> object:
    return getattr(item, "kind", None)


def _form(here: Scene, room: Any) -> None:  # noqa: ANN401
    button = room.page().findChild(QAbstractButton, "agree")
    button.click()
    here.shoot("adjudication", room)
    form = room.page().form
    form.record.click()
    here.rest()
    bar = room.page().parentWidget().parentWidget().verticalScrollBar()
    bar.setValue(bar.maximum())
    here.shoot("adjudication-end", room)
    form.cancel.click()
    here.rest()


def history(here: Scene) -> None:
    """Show the history of the review and of a claim."""
    control = here.window.history
    for name, show in (("review", control.show_review), ("claim", control.show_claim)):
        show()
        until(lambda: control.window and control.window.list.currentIndex().isValid())
        assert control.window is not None
        here.shoot(f"history-{name}", control.window)
        control.window.close()


def agreement(here: Scene) -> None:
    """Show how far the reviewers agree."""
    control = here.window.agreement
    control.show()
    here.rest()
    assert control.window is not None
    here.shoot("agreement", control.window)
    control.window.close()


def people(here: Scene) -> None:
    """Show oneself, everybody with their keys, the fields for passphrases."""
    from credreview.ui.dialogs.passphrase_dialog import PassphraseDialog

    here.window.persons.show_person()
    person = here.dialog("person_dialog")
    here.shoot("person", person)
    asked = PassphraseDialog(
        "Passphrase of your key", "It protects the key from whoever can read your files.",
        asks_old=True, asks_new=True, parent=here.window,
    )  # fmt: skip
    asked.open()
    asked.show_error(UserError("keys.wrong_passphrase", "The passphrase is not the right one.", ""))
    here.take("passphrase", "passphrase_dialog")
    person.reject()
    here.window.persons.show_people()
    here.take("people", "people_dialog")
    here.window.sharing.show_own_key()
    here.take("own-key", "details_dialog")


def sharing(here: Scene) -> None:
    """Show what is to be shared, and what opens a sealed file."""
    from credreview.ui.merging.encrypted_dialog import EncryptedDialog

    here.window.sharing.ask_share()
    dialog = here.dialog("share_dialog")
    here.shoot("share", dialog)
    dialog.what.choose("extract")
    dialog.protection.kind.choose("passphrase")
    dialog.protection.first.setText("correct horse")
    here.shoot("share-extract", dialog)
    dialog.reject()
    here.rest()
    for kind in ("passphrase", "identity"):
        name = "a sealed review with a long name from the regional desk.credreview.age"
        wrong = "This passphrase does not open it." if kind == "passphrase" else ""
        sealed = EncryptedDialog(name, kind, wrong, here.window)
        sealed.open()
        here.take(f"sealed-{kind}", "encrypted_dialog")


def menus(here: Scene) -> None:
    """Show the menus that concern several reviewers."""
    for name in ("file", "review"):
        menu = here.window.menus.menus[name]
        menu.popup(here.window.mapToGlobal(here.window.rect().topLeft()))
        here.shoot(f"menu-{name}", menu)
        menu.close()
