"""Corrects what is known about an article: title, outlet, author, date, address, language."""

from PySide6.QtWidgets import QDialog, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from credreview.domain.model import FACT_NAMES, Article
from credreview.text import tr
from credreview.ui.dialogs.foot import foot
from credreview.ui.look import theme
from credreview.ui.look.buttons import PushButton
from credreview.ui.look.plain_label import PlainLabel


def fact_label(name: str) -> str:
    """Return what a fact is called."""
    return {
        "title": tr("Title"),
        "outlet": tr("Outlet"),
        "author": tr("Author"),
        "published": tr("Published"),
        "url": tr("Address"),
        "language": tr("Language"),
    }[name]


class FactsDialog(QDialog):
    """One field for each fact, with a word on where it comes from."""

    def __init__(self, article: Article, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("facts_dialog")
        self.setWindowTitle(tr("About this article"))
        u = theme.u()
        self._before = {name: getattr(article.facts, name) or "" for name in FACT_NAMES}
        self.fields: dict[str, QLineEdit] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(3 * u)
        grid.setVerticalSpacing(2 * u)
        for row, name in enumerate(FACT_NAMES):
            field = QLineEdit(self._before[name])
            field.setObjectName(f"fact_{name}")
            field.setAccessibleName(fact_label(name))
            field.setPlaceholderText(tr("not stated"))
            field.setMaxLength(10_000)
            field.setMinimumHeight(7 * u)
            field.setCursorPosition(0)
            self.fields[name] = field
            label = PlainLabel(fact_label(name), "label")
            label.setBuddy(field)
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
            grid.addWidget(PlainLabel(_origin(article, name), "small", "ink2"), row, 2)
        self.fields["published"].setPlaceholderText(tr("not stated; such as 2025-10-30"))
        column = QVBoxLayout(self)
        column.setContentsMargins(6 * u, 6 * u, 6 * u, 5 * u)
        column.setSpacing(3 * u)
        column.addWidget(PlainLabel(tr("About this article"), "panel_head"))
        words = tr(
            "The article itself stays as it was found. What you set here is shown in brackets,"
            " and your name stands beside it in the history."
        )
        column.addWidget(PlainLabel(words, colour="ink2", wrap=True))
        column.addLayout(grid)
        save = PushButton(tr("Save"), "primary")
        save.setObjectName("save_facts")
        save.setDefault(True)
        save.clicked.connect(self.accept)
        column.addLayout(foot(self, save))
        self.setMinimumWidth(150 * u)

    def changes(self) -> dict[str, str | None]:
        """Return the facts that were changed; None says "not stated"."""
        typed = {name: " ".join(field.text().split()) for name, field in self.fields.items()}
        return {
            name: words or None
            for name, words in typed.items()
            if words != " ".join(self._before[name].split())
        }


def _origin(article: Article, name: str) -> str:
    if name in article.supplied:
        return tr("set by a reviewer")
    if getattr(article.facts, name) is None:
        return ""
    return tr("guessed from the text") if name in article.guessed else tr("from the file")
