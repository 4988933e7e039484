"""The first start: what the sample is for, and four tips on the real controls."""

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QTableView, QWidget

from credreview.text import tr
from credreview.ui.desk_controller import DeskController
from credreview.ui.look import theme
from credreview.ui.look.controls import Tip
from credreview.ui.parts import Parts
from credreview.ui.review_controller import ReviewController


class Welcome(QObject):
    """Shows the bar over the sample review, and the tips until they are hidden."""

    def __init__(self, parts: Parts, review: ReviewController, desk: DeskController) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._review = review
        self._tips: list[Tip] = []
        self._row: QWidget | None = None
        review.opened.connect(self._greet)
        review.closing.connect(self._take_tips)
        review.closed.connect(self._offer)
        self._desk = desk
        desk.moved.connect(self._put_away)

    def _greet(self) -> None:
        if not self._review.is_sample():
            self._parts.messages.take_away("welcome")
            return
        self._say()
        if self._parts.settings.get("tips", bool, True):
            # When list and panel have their rows: the tips look for free room beside them.
            self._parts.reading.run(lambda: None, lambda _: self._show_later(), "tips")

    def _offer(self) -> None:
        """Say what can be done where no review is open."""
        self._parts.messages.show_message(
            "welcome",
            "info",
            tr("No review is open."),
            tr("A review is one file; everything you do in it is saved there at once."),
            [
                (tr("Open the sample"), "quiet", self._review.open_sample),
                (tr("Open a review…"), "normal", self._review.ask_open),
                (tr("Start my own review…"), "normal", self._review.ask_new),
            ],
        )

    def _show_later(self) -> None:
        QTimer.singleShot(0, self, self._show_if_free)

    def _show_if_free(self) -> None:
        # Whoever comes back to a claim needs its form, not tips on top of it.
        if self._review.is_sample() and self._desk.current is None:
            self.show_tips()

    def _say_if_sample(self) -> None:
        if self._review.is_sample() and self._parts.messages.bar("welcome") is not None:
            self._say()

    def _say(self) -> None:
        self._parts.messages.show_message(
            "welcome",
            "info",
            tr("This is a sample review to try things on."),
            tr("Its states, people and outlets are invented. Your own work never mixes with it."),
            [
                (tr("Hide tips"), "quiet", self.hide_tips)
                if self._tips
                else (tr("Show tips"), "quiet", self.show_tips),
                (tr("Open a review…"), "normal", self._review.ask_open),
                (tr("Start my own review…"), "normal", self._review.ask_new),
            ],
        )

    def show_tips(self) -> None:
        """Show the tips where there is room beside the article's text."""
        self._take_tips()
        parts, window = self._parts, self._parts.window
        self._parts.settings.set("tips", True)
        find = parts.panel.findChild
        rows = self._cover_rows()
        words = (
            (
                rows, tr("Your articles"),
                tr("+ adds files. Rows show progress and grades."), (),
            ),
            (
                find(QWidget, "empty_icon"), tr("Mark a claim"),
                tr("Select words that assert something, with the mouse or with the caret (F7,"
                   " then Shift and arrows). Press C."), ("C",),
            ),
            (
                find(QWidget, "empty_keys"), tr("Judge it with keys"),
                tr("Provenance: 1–9, 0, X N T U. Grades: R, then A–F, then 1–6. Ctrl+Enter goes"
                   " on to the next claim."), (),
            ),
            (
                parts.status.keys, tr("All is saved at once"),
                tr("There is no Save button. Ctrl+Z takes back anything, even tomorrow."
                   " All keys stand under one key."), ("?",),
            ),
        )  # fmt: skip
        avoid = [
            parts.reader,
            parts.messages,
            parts.status,
            *parts.articles.findChildren(QWidget, "search"),
            *parts.panel.findChildren(QWidget, "empty_words"),
        ]
        for number, (target, title, text, keys) in enumerate(words, 1):
            tip = Tip(window, number, title, text, keys)
            tip.closed.connect(self._count)
            self._tips.append(tip)
            there = target is None or tip.point_at(target, [*avoid, rows])
            if not there and target is rows:
                # The list fills its pane: the tip lies over rows rather than nowhere.
                tip.point_at(self._cover_rows(only_last=True), avoid)
        self._say_if_sample()

    def hide_tips(self) -> None:
        """Show no tips, also next time."""
        self._take_tips()
        self._parts.settings.set("tips", False)
        self._parts.settings.save()
        self._say_if_sample()

    def _cover_rows(self, *, only_last: bool = False) -> QWidget:
        """Return a place over the rows in sight, or the last of them: a tip points at widgets."""
        view = self._parts.articles.findChild(QTableView, "articles")
        assert view is not None
        if self._row is None:
            self._row = QWidget(view.viewport())
            self._row.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inside = view.viewport().rect()
        last = view.visualRect(view.model().index(view.model().rowCount() - 1, 0))
        in_sight = last.isValid() and inside.contains(last.center())
        end = last.bottom() if in_sight else inside.bottom()
        height = 10 * theme.u() if only_last else end + 1
        self._row.setGeometry(0, end + 1 - height, inside.width(), height)
        self._row.show()
        return self._row

    def _put_away(self) -> None:
        """Make room for the form of a claim; the tips come again with the next start."""
        if self._tips and self._desk.current is not None:
            self._take_tips()
            self._say_if_sample()

    def _count(self) -> None:
        if not any(tip.isVisible() for tip in self._tips):
            self.hide_tips()

    def _take_tips(self) -> None:
        for tip in self._tips:
            tip.hide()
            tip.deleteLater()
        self._tips = []
