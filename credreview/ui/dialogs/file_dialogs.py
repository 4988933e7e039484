"""The desktop's own dialogs for files and folders."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from credreview.text import tr
from credreview.ui.dialogs.keyboard import keyboard_kept

SUFFIX = ".credreview"
#: Ends the name of a file that is encrypted for its recipients.
ENCRYPTED = ".age"


def _review_filter() -> str:
    return tr("Reviews (*{suffix})", suffix=SUFFIX)


def _answer(parent: QWidget, dialog: QFileDialog) -> Path | None:
    with keyboard_kept(parent):
        names = dialog.selectedFiles() if dialog.exec() else []
    dialog.deleteLater()  # else it stays, unseen, as long as its window
    return Path(names[0]) if names else None


def ask_review(parent: QWidget, folder: Path) -> Path | None:
    """Ask for a review to open."""
    with keyboard_kept(parent):
        name, _ = QFileDialog.getOpenFileName(
            parent, tr("Open a review"), str(folder), _review_filter()
        )
    return Path(name) if name else None


def ask_reviews_to_merge(parent: QWidget, folder: Path) -> list[Path]:
    """Ask for reviews that are to come into the open one; they may be encrypted."""
    kinds = tr(
        "Reviews, also encrypted ones (*{suffix} *{encrypted})", suffix=SUFFIX, encrypted=ENCRYPTED
    )
    with keyboard_kept(parent):
        names, _ = QFileDialog.getOpenFileNames(
            parent, tr("Merge reviews"), str(folder), f"{kinds};;{tr('All files')} (*)"
        )
    return [Path(name) for name in names]


def ask_new_review(parent: QWidget, title: str, proposal: Path) -> Path | None:
    """Ask where a review file is to be made; the ending is added where it is missing."""
    dialog = QFileDialog(parent, title, str(proposal.parent), _review_filter())
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(SUFFIX)
    dialog.selectFile(proposal.name)
    return _answer(parent, dialog)


def ask_encrypted(parent: QWidget, folder: Path) -> Path | None:
    """Ask for an encrypted file to open."""
    kind = tr("Encrypted reviews (*{encrypted})", encrypted=ENCRYPTED)
    with keyboard_kept(parent):
        name, _ = QFileDialog.getOpenFileName(
            parent, tr("Open an encrypted file"), str(folder), f"{kind};;{tr('All files')} (*)"
        )
    return Path(name) if name else None


def ask_shared(parent: QWidget, proposal: Path, suffix: str) -> Path | None:
    """Ask where a file for others is to be made; asks before one that is there is replaced.

    Args:
        parent: The window.
        proposal: Its name, and the folder to begin in.
        suffix: What its name has to end in; added where it is missing.
    """
    kind = tr("Shared reviews (*{suffix})", suffix=suffix)
    dialog = QFileDialog(parent, tr("Share as"), str(proposal.parent), kind)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(suffix)
    dialog.selectFile(proposal.name)
    return _answer(parent, dialog)


def ask_report(
    parent: QWidget, proposal: Path, kinds: Sequence[tuple[str, str]], chosen: str
) -> Path | None:
    """Ask where a report is to be saved; the kind of file chosen gives a name its ending.

    Args:
        parent: The window.
        proposal: Its name without ending, and the folder to begin in.
        kinds: Ending and words of each kind of file.
        chosen: The ending of the kind that is proposed.
    """
    words = dict(kinds)
    dialog = QFileDialog(parent, tr("Save summary as"), str(proposal.parent))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters(list(words.values()))
    suffixes = {said: suffix for suffix, said in kinds}

    def follow(said: str) -> None:
        suffix = suffixes.get(said, chosen)
        dialog.setDefaultSuffix(suffix)
        typed = Path(dialog.selectedFiles()[0]) if dialog.selectedFiles() else proposal
        if typed.suffix in words and typed.suffix != suffix:
            dialog.selectFile(typed.with_suffix(suffix).name)

    dialog.filterSelected.connect(follow)
    dialog.selectNameFilter(words[chosen])
    dialog.setDefaultSuffix(chosen)
    dialog.selectFile(proposal.name + chosen)
    return _answer(parent, dialog)


def ask_articles(parent: QWidget, folder: Path) -> list[Path]:
    """Ask for text and Markdown files."""
    texts = tr("Texts (*.txt *.text *.md *.markdown)")
    with keyboard_kept(parent):
        names, _ = QFileDialog.getOpenFileNames(
            parent, tr("Add articles"), str(folder), f"{texts};;{tr('All files')} (*)"
        )
    return [Path(name) for name in names]


def ask_folder(parent: QWidget, folder: Path) -> Path | None:
    """Ask for a folder of articles."""
    with keyboard_kept(parent):
        name = QFileDialog.getExistingDirectory(parent, tr("Add a folder of articles"), str(folder))
    return Path(name) if name else None
