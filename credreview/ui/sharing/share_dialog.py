"""Asks what is to be shared, how far it may be passed on, and how it is protected."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QScrollArea, QVBoxLayout, QWidget

from credreview.domain import handling
from credreview.domain.errors import UserError
from credreview.domain.model import ArticleQuery
from credreview.exchange.envelope import Lock
from credreview.review.sharing import Choice, Manifest
from credreview.text import tr
from credreview.ui.dialogs.foot import foot
from credreview.ui.look import theme
from credreview.ui.look.buttons import PushButton
from credreview.ui.look.plain_label import PlainLabel
from credreview.ui.look.toggles import CheckBox
from credreview.ui.sharing.options import Options
from credreview.ui.sharing.protection import Protection


@dataclass(frozen=True, slots=True)
class Offer:
    """What there is to choose from.

    Attributes:
        query: What the list of articles shows.
        shown: How many articles it shows, of `all`.
        article: The id of the open article, or None.
        mark: The handling mark that is proposed.
        is_blind: The review is in blind mode.
    """

    query: ArticleQuery
    shown: int
    all: int
    article: str | None
    mark: str
    is_blind: bool = False


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for: an extract of `choice`, or the whole review where that is None."""

    choice: Choice | None
    chosen: str
    mark: str
    lock: Lock | None


class ShareDialog(QDialog):
    """Options on a page that scrolls; below it, in words, what the file will hold."""

    reckon = Signal(object)
    """A `Choice`, or None: whoever opens the dialog answers with `show_contents`."""

    def __init__(self, offer: Offer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("share_dialog")
        self.setWindowTitle(tr("Share"))
        self.wish: Wish | None = None
        self._offer = offer
        self.what = Options(
            "share_what",
            tr("What"),
            [
                ("whole", tr("The whole review, with everybody's judgements")),
                ("extract", tr("An extract, for an independent second opinion")),
            ],
        )
        self.articles = Options("share_articles", tr("Articles"), self._articles_offered())
        self.claims = CheckBox(tr("With the claims that are marked"))
        self.claims.setObjectName("share_claims")
        self.claims.setChecked(True)
        self.originals = CheckBox(tr("With the files the articles came from"))
        self.originals.setObjectName("share_originals")
        self.originals.setChecked(True)
        self.whose = Options(
            "share_judgements",
            tr("Judgements, links and notes"),
            [("none", tr("None")), ("own", tr("Mine only"))],
            in_lines=True,
        )
        marks = [("", tr("None"))] + [(m, m.removeprefix("TLP:")) for m in handling.MARKS]
        self.mark = Options("share_mark", tr("Handling mark (TLP 2.0)"), marks, in_lines=True)
        self.mark.choose(offer.mark)
        self._meaning = PlainLabel("", "small", "ink2", wrap=True)
        self.protection = Protection()
        self._contents = PlainLabel("", "strong", wrap=True)
        self._contents.setObjectName("share_contents")
        self._origin = PlainLabel("", "small", "ink2", wrap=True)
        self._trouble = False
        self._share = PushButton(tr("Share…"), "primary")
        self._arrange()
        for options in (self.what, self.articles, self.whose):
            options.changed.connect(self._changed)
        for box in (self.claims, self.originals):
            box.toggled.connect(self._changed)
        self.mark.changed.connect(self._show_meaning)
        self.protection.kind.changed.connect(lambda: QTimer.singleShot(0, self, self._to_fields))
        self._show_meaning()
        self.resize(self.sizeHint())  # Qt alone would take two thirds of a small screen at most

    def _articles_offered(self) -> list[tuple[str, str]]:
        offer = self._offer
        found = [("all", tr("All {n}", n=offer.all))]
        if offer.shown != offer.all:
            found.insert(0, ("shown", tr("Those that the list shows now: {n}", n=offer.shown)))
        if offer.article is not None:
            found.append(("open", tr("The open article")))
        return found

    def _arrange(self) -> None:
        u = theme.u()
        page = QWidget()
        column = self._column = QVBoxLayout(page)
        column.setContentsMargins(6 * u, 0, 6 * u, 2 * u)
        column.setSpacing(4 * u)
        self._extract = QWidget()
        inner = QVBoxLayout(self._extract)
        inner.setContentsMargins(7 * u, 0, 0, 0)
        inner.setSpacing(3 * u)
        boxes = QVBoxLayout()
        boxes.setSpacing(u // 2)
        boxes.addWidget(self.claims)
        boxes.addWidget(self.originals)
        inner.addWidget(self.articles)
        inner.addLayout(boxes)
        inner.addWidget(self.whose)
        marks = QVBoxLayout()
        marks.setSpacing(u)
        marks.addWidget(self.mark)
        marks.addWidget(self._meaning)
        column.addWidget(self.what)
        column.addWidget(self._extract)
        column.addLayout(marks)
        column.addWidget(self.protection)
        column.addStretch(1)
        scroll = self._page = QScrollArea()
        scroll.setObjectName("share_page")
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what it holds takes the keys
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 6 * u, 0, 0)
        whole.setSpacing(3 * u)
        head = PlainLabel(tr("Share this review"), "panel_head")
        head.setContentsMargins(6 * u, 0, 6 * u, 0)
        whole.addWidget(head)
        whole.addWidget(scroll, 1)
        scroll.installEventFilter(self)
        whole.addLayout(self._foot())

    def _foot(self) -> QVBoxLayout:
        u = theme.u()
        column = QVBoxLayout()
        column.setContentsMargins(6 * u, u, 6 * u, 5 * u)
        column.setSpacing(u)
        column.addWidget(self._contents)
        column.addWidget(self._origin)
        column.addSpacing(2 * u)
        self._share.setObjectName("share_now")
        self._share.setDefault(True)
        self._share.clicked.connect(self._take)
        column.addLayout(foot(self, self._share))
        return column

    def sizeHint(self) -> QSize:  # noqa: D102
        u, room = theme.u(), self.screen().availableSize()
        return QSize(
            min(150 * u, round(room.width() * 0.95)), min(205 * u, round(room.height() * 0.9))
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line below which nothing scrolls."""
        super().paintEvent(event)
        y = self._page.geometry().bottom() + 1
        QPainter(self).fillRect(0, y, self.width(), 1, theme.tokens().line)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: D102
        if watched is self._page and event.type() == QEvent.Type.Resize:
            self.update()  # the line below the page has moved
        return super().eventFilter(watched, event)

    def _to_fields(self) -> None:
        """Show the fields of the protection, which have just come or are to be mended."""
        self._column.activate()
        self._page.ensureWidgetVisible(self.protection.field(), 0, 18 * theme.u())

    def begin(self) -> None:
        """Ask what the file would hold; to be called when `reckon` is connected."""
        self._changed()

    def _changed(self) -> None:
        is_extract = self.what.value() == "extract"
        self._extract.setVisible(is_extract)
        self.whose.setEnabled(self.claims.isChecked())
        if not self.claims.isChecked():
            self.whose.choose("none")
        self._share.setEnabled(False)  # until the answer is here
        self.reckon.emit(self.choice())

    def choice(self) -> Choice | None:
        """Return what an extract is to hold, or None for the whole review."""
        if self.what.value() == "whole":
            return None
        wanted: list[str] | ArticleQuery = ArticleQuery()
        if self.articles.value() == "shown":
            wanted = self._offer.query
        elif self.articles.value() == "open" and self._offer.article is not None:
            wanted = [self._offer.article]
        return Choice(
            wanted,
            originals=self.originals.isChecked(),
            claims=self.claims.isChecked(),
            own=self.whose.value() == "own",
        )

    def _chosen(self) -> str:
        if self.what.value() == "whole" or self.articles.value() == "all":
            return ""
        if self.articles.value() == "open":
            return tr("one, chosen by itself")
        words = self._offer.query.text.strip()
        return tr("those that hold “{words}”", words=words) if words else tr("a part, by a filter")

    def show_contents(self, told: Manifest | UserError) -> None:
        """Show what the file would hold, or why there can be none."""
        if isinstance(told, UserError):
            self._contents.setText(told.message)
            self._origin.setText(told.hint)
            return
        nothing = told.articles == 0 and not told.whole
        words = tr("No article is chosen.") if nothing else told.contents()
        self._contents.setText(words)
        self._contents.setAccessibleName(words)
        line = tr("From fingerprint {fingerprint}", fingerprint=told.origin[:16])
        if self._offer.is_blind and told.whole:
            line = tr("{line}. It holds judgements that blind mode hides from you.", line=line)
        self._origin.setText(line)
        self._share.setEnabled(not nothing)

    def _show_meaning(self) -> None:
        words = handling.meaning(self.mark.value())
        self._meaning.setText(words or tr("Nothing is said of how far it may be passed on."))

    def _take(self) -> None:
        try:
            lock = self.protection.lock()
        except UserError:  # said beside the field
            QTimer.singleShot(0, self, self._to_fields)
            return
        self.wish = Wish(self.choice(), self._chosen(), self.mark.value(), lock)
        self.accept()
