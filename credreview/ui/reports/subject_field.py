"""What a report is about: the articles, one article, one claim, a source, an outlet or a merge."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from credreview.domain.model import ArticleQuery
from credreview.domain.summary import Kind
from credreview.text import tr
from credreview.ui.look import theme
from credreview.ui.look.buttons import PushButton
from credreview.ui.look.controls import ComboBox
from credreview.ui.look.fields import FieldNote
from credreview.ui.look.plain_label import PlainLabel
from credreview.ui.reader.bidi import show_controls
from credreview.ui.reports.kinds import OF_ARTICLES, OF_ONE
from credreview.ui.reports.name_field import NameField
from credreview.ui.reports.offer import Named, Offer
from credreview.ui.sharing.options import Options

#: How much of a title or quote is shown: the preview shows all of it.
_LONGEST = 160


class SubjectField(QWidget):
    """Shows what the report is about, and lets another subject be chosen."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = Kind.REVIEW
        self._offer: Offer | None = None
        self._taken: dict[Kind, Named] = {}
        self._merge = ""
        self.articles = Options(
            "report_articles", tr("Articles"), [("all", tr("All")), ("shown", tr("Shown"))]
        )
        self.all = PlainLabel("", colour="ink2", wrap=True)
        self.all.setObjectName("report_all")
        self.title = PlainLabel("", "quote", wrap=True)
        self.title.setObjectName("report_subject")
        self.take = PushButton("")
        self.take.setObjectName("report_take")
        self.names = {
            Kind.SOURCE: NameField("report_source", tr("Source"), tr("Name of a source")),
            Kind.OUTLET: NameField("report_outlet", tr("Outlet"), tr("Name of an outlet")),
        }
        self.merges = ComboBox(tr("Merge"))
        self.merges.setObjectName("report_merge")
        self.merges.set_most(60)
        self._note = FieldNote("info")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for widget in (
            self.articles, self.all, self.title, *self.names.values(), self.merges, self.take,
            self._note,
        ):  # fmt: skip
            self._column.addWidget(widget)
        self.articles.changed.connect(self.changed)
        self.take.clicked.connect(self._take)
        for field in self.names.values():
            field.chosen.connect(self._name_typed)
        self.merges.activated.connect(self.changed)
        theme.notifier().changed.connect(self._retheme)
        self._retheme()

    def show_offer(self, offer: Offer) -> None:
        """Offer these subjects; what was chosen stays, if it is still there."""
        self._offer = offer
        current = offer.current
        self._fill_articles(offer)
        for kind, names, first in (
            (Kind.SOURCE, offer.sources, current.source),
            (Kind.OUTLET, offer.outlets, current.outlet),
        ):
            self.names[kind].offer(names, first or (names[0] if names else ""))
        self._fill_merges(offer)
        for kind, named in ((Kind.ARTICLE, current.article), (Kind.CLAIM, current.claim)):
            if named is not None:
                self._taken.setdefault(kind, named)
        self.show_kind(self._kind)

    def _fill_articles(self, offer: Offer) -> None:
        buttons = self.articles.buttons
        all_words = tr("All {n}", n=offer.articles)
        shown = tr("Those that the list shows now: {n}", n=offer.current.shown)
        for button, words in ((buttons["all"], all_words), (buttons["shown"], shown)):
            button.setText(words)
            button.setAccessibleName(words)
            button.updateGeometry()
        self.all.setText(tr("All articles of the review: {n}", n=offer.articles))
        if not self._is_part():
            self.articles.choose("all")

    def _is_part(self) -> bool:
        """Tell whether the list shows other articles than all, so that there is a choice."""
        return self._offer is not None and self._offer.current.shown != self._offer.articles

    def _fill_merges(self, offer: Offer) -> None:
        before = self._merge or self.merges.currentData()
        self.merges.clear()
        for merge in offer.merges:
            self.merges.addItem(merge.words, merge.id)
        self.merges.setCurrentIndex(max(0, self.merges.findData(before)) if offer.merges else -1)
        self._merge = ""

    def choose_merge(self, number: str) -> None:
        """Choose a merge by its number, now or when it is offered."""
        at = self.merges.findData(number)
        if at >= 0:
            self.merges.setCurrentIndex(at)
        else:
            self._merge = number

    def show_kind(self, kind: Kind) -> None:
        """Show the subject of this kind of report."""
        self._kind = kind
        offer, taken = self._offer, self._taken.get(kind)
        has_choice = kind in OF_ARTICLES and self._is_part()
        self.articles.setVisible(has_choice)
        self.all.setVisible(kind not in OF_ONE and not has_choice and offer is not None)
        self.title.setVisible(taken is not None)
        self.title.setText(_shortened(taken.words) if taken is not None else "")
        for of, field in self.names.items():
            field.setVisible(kind is of)
        self.merges.setVisible(kind is Kind.MERGE and bool(offer and offer.merges))
        open_now = self._open_now()
        self.take.setVisible(open_now is not None and open_now != taken)
        is_article = kind is Kind.ARTICLE
        self.take.setText(tr("Take the open article") if is_article else tr("Take the open claim"))
        self._note.set_text(self.missing())
        self._note.setVisible(bool(self.missing()))

    def _open_now(self) -> Named | None:
        if self._offer is None:
            return None
        current = self._offer.current
        return {Kind.ARTICLE: current.article, Kind.CLAIM: current.claim}.get(self._kind)

    def _take(self) -> None:
        found = self._open_now()
        if found is not None:
            self._taken[self._kind] = found
            self.show_kind(self._kind)
            self.changed.emit()

    def _name_typed(self) -> None:
        self.show_kind(self._kind)
        self.changed.emit()

    def missing(self) -> str:
        """Return what is missing for a report of this kind, in words; "" where nothing is."""
        offer = self._offer
        if offer is None or self.about() or self._kind not in OF_ONE:
            return ""
        if self._kind is Kind.ARTICLE:
            return tr("No article is open. Choose one in the list of articles.")
        if self._kind is Kind.CLAIM:
            return tr("No claim is chosen. Choose one in the main window.")
        if self._kind is Kind.MERGE:
            return tr("Nothing was merged into this review.")
        if self._kind is Kind.OUTLET:
            return (
                tr("No article states its outlet by this name.")
                if offer.outlets
                else tr("No article states its outlet.")
            )
        if not offer.sources:
            return tr("No claim is attributed to anybody yet.")
        return tr("No claim is attributed to a source of this name.")

    def about(self) -> str:
        """Return the id, name or number of the subject; "" for the whole review, or for none."""
        if self._kind in self.names:
            return self.names[self._kind].name()
        if self._kind is Kind.MERGE:
            return str(self.merges.currentData() or "")
        taken = self._taken.get(self._kind)
        return taken.id if taken is not None else ""

    def query(self) -> ArticleQuery:
        """Return which articles the report is about."""
        if self._offer is None or self.articles.value() == "all":
            return ArticleQuery()
        return self._offer.current.query if self._kind in OF_ARTICLES else ArticleQuery()

    def name(self) -> str:
        """Return the subject in words, for the name of a file; "" for the whole review."""
        if self._kind is Kind.MERGE:
            return self.merges.currentText()
        if self._kind in self.names:
            return self.about()
        taken = self._taken.get(self._kind)
        return taken.words if taken is not None else ""

    def _retheme(self) -> None:
        self._column.setSpacing(theme.u())


def _shortened(words: str) -> str:
    """Return words on one line, cut where they are long."""
    shown = show_controls(words)
    return shown if len(shown) <= _LONGEST else shown[: _LONGEST - 1].rstrip() + "…"
