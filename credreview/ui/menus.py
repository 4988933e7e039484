"""The menu bar, made from the table of actions."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QIcon, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from credreview.domain.vocabulary import Vocabulary
from credreview.text import tr
from credreview.ui.actions import MENUS, Action, menu_title, table
from credreview.ui.look import theme


def _scheme_words(scheme: str) -> str:
    return {
        "system": tr("As the &system"),
        "light": tr("&Light"),
        "dark": tr("&Dark"),
        "contrast_black": tr("High contrast, &black"),
        "contrast_white": tr("High contrast, &white"),
    }[scheme]


class Menus(QObject):
    """Builds menus and shortcuts, and says which of them can be used.

    Args:
        window: Gets the menu bar and the shortcuts.
        call: Called with an action's handler, and its state if it is checkable.
    """

    recent_chosen = Signal(object)
    """The path of a review."""
    scheme_chosen = Signal(str)
    provenance_chosen = Signal(str)

    def __init__(self, window: QMainWindow, call: Callable[[str, bool | None], None]) -> None:
        super().__init__(window)
        self._call = call
        self._table = {action.id: action for action in table()}
        self._tinted = False
        self.actions: dict[str, QAction] = {}
        self.menus: dict[str, QMenu] = {}
        for name in MENUS:
            menu = window.menuBar().addMenu(menu_title(name))
            menu.setObjectName(f"menu_{name}")
            menu.setToolTipsVisible(True)
            menu.aboutToShow.connect(self._tint)
            self.menus[name] = menu
            group = 0
            for action in self._table.values():
                if action.menu == name:
                    if action.group != group:
                        group = action.group
                        menu.addSeparator()
                    menu.addAction(self._make(action, window))
        self._add_recent()
        self._add_themes()
        self._provenance = QMenu(tr("&Provenance"), self.menus["claim"])
        self.menus["claim"].insertMenu(self.actions["claim.grades"], self._provenance)
        theme.notifier().changed.connect(self._forget_icons)

    def _make(self, action: Action, window: QMainWindow) -> QAction:
        made = QAction(action.text, window)
        made.setObjectName(action.id)
        made.setCheckable(action.checkable)
        if action.keys:
            made.setShortcuts([QKeySequence(keys) for keys in action.keys])
            made.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        elif action.letter:
            # Shown, but not taken: single keys act only where nobody types (`key_router`).
            shown = QKeySequence(action.letter).toString(QKeySequence.SequenceFormat.NativeText)
            made.setText(f"{action.text}\t{shown}")
        if action.id == "file.quit":
            made.setMenuRole(QAction.MenuRole.QuitRole)
        if action.checkable:
            made.triggered.connect(lambda on: self._call(action.handler, on))
        else:
            made.triggered.connect(lambda: self._call(action.handler, None))
        self.actions[action.id] = made
        return made

    def _forget_icons(self) -> None:
        self._tinted = False

    def _tint(self) -> None:
        """Give the actions their icons, in the colours that are on, when a menu is opened."""
        if self._tinted:
            return
        self._tinted = True
        for id, made in self.actions.items():
            icon = self._table[id].icon
            if icon:
                shown = QIcon(theme.icon(icon, "ink2"))
                shown.addPixmap(theme.icon(icon, "ink3"), QIcon.Mode.Disabled)
                made.setIcon(shown)
                made.setIconVisibleInMenu(True)

    def trigger(self, id: str) -> bool:
        """Do an action of the table if it can be done now; tell whether it was."""
        action = self.actions[id]
        if not action.isEnabled():
            return False
        action.trigger()
        return True

    def enable(self, *, review: bool, article: bool, claim: bool) -> None:
        """Say what is open, and so what can be done."""
        there = {"": True, "review": review, "article": article, "claim": claim}
        for id, made in self.actions.items():
            made.setEnabled(there[self._table[id].needs])
        self._provenance.setEnabled(claim)

    def set_vocabulary(self, vocabulary: Vocabulary | None) -> None:
        """Offer these kinds of provenance."""
        self._provenance.clear()
        for term in vocabulary.provenance if vocabulary else ():
            words = term.label.replace("&", "&&")
            made = self._provenance.addAction(f"{words}\t{term.key}" if term.key else words)
            made.setToolTip(term.definition)
            made.triggered.connect(partial(self._choose_provenance, term.id))

    def _choose_provenance(self, term: str) -> None:
        self.provenance_chosen.emit(term)

    def _add_recent(self) -> None:
        self._recent = QMenu(tr("Open &recent"), self.menus["file"])
        self._recent.setObjectName("menu_recent")
        after = self.actions["file.add_files"]
        at = self.menus["file"].actions().index(after) - 1
        self.menus["file"].insertMenu(self.menus["file"].actions()[at], self._recent)

    def set_recent(self, paths: list[Path]) -> None:
        """Offer these reviews."""
        self._recent.clear()
        self._recent.setEnabled(bool(paths))
        for path in paths:
            made = self._recent.addAction(path.stem.replace("&", "&&"))
            made.setToolTip(str(path))
            made.setStatusTip(str(path))
            made.triggered.connect(lambda _=False, path=path: self.recent_chosen.emit(path))
        self._recent.setToolTipsVisible(True)

    def _add_themes(self) -> None:
        menu = QMenu(tr("&Theme"), self.menus["view"])
        menu.setObjectName("menu_theme")
        group = QActionGroup(menu)
        for scheme in theme.SCHEMES:
            made = menu.addAction(_scheme_words(scheme))
            made.setCheckable(True)
            made.setObjectName(f"scheme_{scheme}")
            made.setChecked(scheme == theme.scheme())
            made.triggered.connect(lambda _=False, scheme=scheme: self.scheme_chosen.emit(scheme))
            group.addAction(made)
        self.menus["view"].insertMenu(self.menus["view"].actions()[0], menu)
