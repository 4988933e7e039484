"""The head of the reader: the article's title and where it came from."""

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from credreview.domain.model import Article
from credreview.text import tr
from credreview.ui.articles.article_words import published_words
from credreview.ui.look import painting, theme
from credreview.ui.look.buttons import PushButton
from credreview.ui.look.flow_layout import FlowLayout
from credreview.ui.look.plain_label import PlainLabel
from credreview.ui.reader.bidi import reads_right_to_left, show_controls

# Longer titles are cut; the tool tip has 2,000 characters of them.
_LONGEST = 240


class TitleBlock(QWidget):
    """Title, outlet, author, dates and hash; in a narrow reader one line that opens.

    What a reviewer supplied stands in brackets, what was guessed from the text
    bears the word "guessed", what is unknown is "not stated".

    Attributes:
        facts_requested: The user wants to change title, outlet, author or date.
    """

    facts_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("title_block")
        self._article: Article | None = None
        self._compact = False
        self._title = PlainLabel(font="article_title", wrap=True)
        self._title.setObjectName("article_title")
        self._small_title = PlainLabel(font="article_title_small", wrap=True)
        self._facts = {
            "outlet": _Fact(tr("Outlet")),
            "author": _Fact(tr("Author")),
            "published": _Fact(tr("Published")),
            "imported": _Fact(tr("Imported")),
            "hash": _Fact(tr("SHA-256"), value_font="mono"),
        }
        self._copy = PushButton(kind="quiet", icon="copy", name=tr("Copy SHA-256"))
        self._copy.setObjectName("copy_hash")
        self._copy.clicked.connect(self._copy_hash)
        self._edit = PushButton(kind="quiet", icon="pencil", name=tr("Edit facts"))
        self._edit.setObjectName("edit_facts")
        self._edit.clicked.connect(self.facts_requested)
        # Both with the last fact: a button that breaks onto a line of its own looks lost.
        self._facts["hash"].add(self._copy)
        self._facts["hash"].add(self._edit)
        self._line = PlainLabel(colour="ink2", wrap=True)
        self._toggle = PushButton(tr("Facts"), "quiet", icon="chevron-down")
        self._toggle.setObjectName("show_facts")
        self._toggle.setCheckable(True)
        self._toggle.toggled.connect(self._arrange)
        self._lay_out()
        self.restyle()

    def _lay_out(self) -> None:
        self._flow = QWidget()
        flow = FlowLayout(self._flow, gap=0)
        for fact in self._facts.values():
            flow.addWidget(fact)
        self._summary = QWidget()
        summary = QHBoxLayout(self._summary)
        summary.setContentsMargins(0, 0, 0, 0)
        summary.addWidget(self._line, 1)
        summary.addWidget(self._toggle)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        for part in (self._title, self._small_title, self._summary, self._flow):
            self._column.addWidget(part)
        # Its margins follow the text column; they must not keep the reader from being narrowed.
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_article(self, article: Article) -> None:
        """Show the facts of an article."""
        if self._article is None or self._article.id != article.id:
            self._toggle.setChecked(False)
        self._article = article
        facts, first = article.facts, article.captures[0] if article.captures else None
        title = show_controls(facts.title or "")
        words = title if len(title) <= _LONGEST else title[: _LONGEST - 1] + "…"
        for label in (self._title, self._small_title):
            label.setText(self._marked("title", words) if words else tr("Title not stated"))
            label.set_colour("ink" if words else "ink2")
            label.setToolTip(painting.plain_tip(title[:2000]))
            mirrored = reads_right_to_left(title)
            direction = (
                Qt.LayoutDirection.RightToLeft if mirrored else Qt.LayoutDirection.LeftToRight
            )
            label.setLayoutDirection(direction)
        shown = {
            "outlet": show_controls(facts.outlet or ""),
            "author": show_controls(facts.author or ""),
            "published": published_words(facts.published) if facts.published else "",
        }
        for name, value in shown.items():
            guessed = name in article.guessed and name not in article.supplied
            self._facts[name].show_value(self._marked(name, value), guessed=guessed)
        imported = datetime.fromtimestamp(first.captured_at / 1000).date() if first else None
        words = published_words(imported.isoformat()) if imported else ""
        self._facts["imported"].show_value(words)
        digest = article.text_sha256
        self._facts["hash"].show_value(f"{digest[:8]} {digest[8:16]} …", tip=digest)
        self._copy.icon_name = "copy"
        self._line.setText(self._summary_words(shown))
        self._arrange()

    def set_compact(self, compact: bool) -> None:  # noqa: FBT001 - a state, named by the method
        """Show the small title and one line of facts, or all of them."""
        if compact != self._compact:
            self._compact = compact
            self._arrange()

    def set_column(self, left: int, right: int) -> None:
        """Stand above the text: pixels from this widget's edges to the text column."""
        u = theme.u()
        self._column.setContentsMargins(left, 4 * u, right, 3 * u)

    def restyle(self) -> None:
        """Take over the theme and text size that are on now."""
        u = theme.u()
        for button in (self._copy, self._edit):
            button.setFixedSize(6 * u, 6 * u)
        for fact in self._facts.values():
            fact.restyle()

    def _arrange(self) -> None:
        opened = self._toggle.isChecked()
        self._title.setVisible(not self._compact)
        self._small_title.setVisible(self._compact)
        self._summary.setVisible(self._compact)
        self._flow.setVisible(not self._compact or opened)

    def _marked(self, name: str, value: str) -> str:
        supplied = self._article is not None and name in self._article.supplied
        return f"[{value}]" if value and supplied else value

    def _summary_words(self, shown: dict[str, str]) -> str:
        outlet = self._marked("outlet", shown["outlet"]) or tr("outlet not stated")
        published = self._marked("published", shown["published"]) or tr("date not stated")
        # The line runs in the window's direction, whatever script the outlet's name begins with.
        mark = "\u200f" if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else "\u200e"
        begins = reads_right_to_left(outlet) != (mark == "\u200f")
        return f"{mark if begins else ''}{outlet} · {published}"

    def _copy_hash(self) -> None:
        if self._article is not None:
            QGuiApplication.clipboard().setText(self._article.text_sha256)
            self._copy.icon_name = "check"
            self._copy.update()


class _Fact(QWidget):
    """A name and a value, such as "Outlet Sample Wire"."""

    def __init__(self, name: str, value_font: str = "medium") -> None:
        super().__init__()
        self._name = name
        self._value = PlainLabel(font=value_font)
        self._guessed = PlainLabel(tr("guessed"), "caption", "ink2")
        self._row = QHBoxLayout(self)
        for label in (PlainLabel(name, "small", "ink2"), self._value, self._guessed):
            self._row.addWidget(label)

    def add(self, widget: QWidget) -> None:
        self._row.addWidget(widget)

    def show_value(self, value: str, *, guessed: bool = False, tip: str = "") -> None:
        self._value.setText(value or tr("not stated"))
        self._value.set_colour("ink" if value else "ink2")
        self._value.setToolTip(tip)
        self._guessed.setVisible(guessed and bool(value))

    def restyle(self) -> None:
        u = theme.u()
        self._row.setContentsMargins(0, 0, 3 * u, 0)
        self._row.setSpacing(round(1.25 * u))
        self.setMinimumHeight(6 * u)
