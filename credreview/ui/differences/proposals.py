"""What the program proposes about claims and versions, for a person to confirm or dismiss."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QTextEdit, QVBoxLayout, QWidget

from credreview.domain.proposals import PlacedClaim, SameClaimProposal, VersionProposal
from credreview.review import versions
from credreview.review.actions import Deed
from credreview.text import tr
from credreview.ui.claims.form_section import Hairline
from credreview.ui.claims.quote_card import in_quotation_marks
from credreview.ui.differences.compared import compared
from credreview.ui.differences.comparison import Comparison
from credreview.ui.differences.entries import Proposal
from credreview.ui.look import theme
from credreview.ui.look.buttons import PushButton
from credreview.ui.look.flow_layout import FlowLayout
from credreview.ui.look.plain_label import PlainLabel
from credreview.ui.reader.bidi import show_controls

#: How many characters around found words are shown, on each side.
SURROUNDINGS = 160
_ALMOST = 0.97
_LONGEST = 300

#: A text's words before, on, and after a place.
Excerpt = tuple[str, str, str]


def excerpt(text: str, start: int, end: int) -> Excerpt:
    """Return the words on [start, end) of a text with some of what stands around them."""
    before, after = text[max(0, start - SURROUNDINGS) : start], text[end : end + SURROUNDINGS]
    # Cut between words, where the script has spaces between them.
    if start > SURROUNDINGS:
        before = "…" + (before.partition(" ")[2] or before)
    if end + SURROUNDINGS < len(text):
        after = (after.rpartition(" ")[0] or after) + "…"
    return before, text[start:end], after


def score_words(score: float, *, exact: bool) -> str:
    """Return how like found words are to a quote, in words; never a number."""
    if exact:
        return tr("The same words between the same words.")
    if score >= 1:
        return tr("The same words.")
    return tr("Almost the same words.") if score >= _ALMOST else tr("Similar words.")


class ProposalPage(QWidget):
    """One proposal with what speaks for it, and the buttons that decide; it writes nothing itself.

    Args:
        proposal: What is proposed.
        titles: Titles of articles by id.
        place: Where words of the proposal stand in the other version, or None.
        read_only: The review cannot be written.
        parent: Its parent.
    """

    decided = Signal(object)
    """A `Deed`."""
    go_there = Signal(str, str)
    """An article and a claim ("" for none) to show in the main window."""

    def __init__(
        self,
        proposal: Proposal,
        titles: dict[str, str],
        place: Excerpt | None = None,
        *,
        read_only: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("proposal_page")
        self._titles = titles
        self._read_only = read_only
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        u = theme.u()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(5 * u, 4 * u, 4 * u, 4 * u)
        self._column.setSpacing(2 * u)
        if isinstance(proposal, SameClaimProposal):
            self._show_same(proposal)
        elif isinstance(proposal, VersionProposal):
            self._show_version(proposal)
        else:
            self._show_place(proposal, place)
        self._column.addStretch(1)

    def _show_same(self, proposal: SameClaimProposal) -> None:
        self._say(tr("Do these two claims assert the same thing?"), "panel_head")
        self._say(tr("in {title}", title=self._title(proposal.article)), "small", "ink2")
        for name, quote in zip((tr("One claim"), tr("The other")), proposal.quotes, strict=True):
            self._say(name, "label")
            self._say(in_quotation_marks(quote, _LONGEST), "quote")
        self._say(
            tr(
                "Then the judgements of each are shown with the other, each with the words that it"
                " was given on. Both marks stay."
            ),
            "small",
            "ink2",
        )
        one, other = proposal.one, proposal.other
        self._offer(
            [
                (tr("Same claim"), "same_claim", versions.same_claim(one, other)),
                (tr("Not the same"), "not_same", versions.not_same(one, other)),
            ],
            (proposal.article, one),
        )

    def _show_version(self, proposal: VersionProposal) -> None:
        self._say(tr("Are these two versions of one article?"), "panel_head")
        comparison = Comparison()
        titles = [show_controls(title) or tr("Without a title") for title in proposal.titles]
        comparison.show_rows((tr("Older"), tr("Newer")), (compared(tr("Title"), titles),))
        self._column.addWidget(comparison)
        self._say(proposal.why, "body", "ink2")
        self._say(
            tr("Then the claims of the older one are proposed at their place in the newer one."),
            "small",
            "ink2",
        )
        older, newer = proposal.older, proposal.newer
        self._offer(
            [
                (tr("Another version"), "version_of", versions.version_of(newer, older)),
                (tr("Not a version"), "not_version_of", versions.not_version_of(newer, older)),
            ],
            (newer, ""),
        )

    def _show_place(self, proposal: Proposal, place: Excerpt | None) -> None:
        assert not isinstance(proposal, SameClaimProposal | VersionProposal)
        placed = isinstance(proposal, PlacedClaim)
        head = tr("Is this the same claim in the other version?")
        if not placed:
            head = tr("This claim has no place in the other version.")
        self._say(head, "panel_head")
        self._say(in_quotation_marks(proposal.quote, _LONGEST), "quote")
        self._say(tr("in {title}", title=self._title(proposal.origin)), "small", "ink2")
        self._column.addWidget(Hairline())
        if isinstance(proposal, PlacedClaim):
            said = score_words(proposal.score, exact=proposal.exact)
            self._say(f"{said} {proposal.why}".rstrip(), "body", "ink2")
        else:
            self._say(proposal.why, "body", "ink2")
        if place is not None:
            self._say(tr("in {title}", title=self._title(proposal.target)), "small", "ink2")
            self._column.addWidget(FoundWords(place))
        choices: list[tuple[str, str, Deed]] = []
        if isinstance(proposal, PlacedClaim):
            here = versions.continue_claim(
                proposal.claim, proposal.target, proposal.start, proposal.end
            )
            leave = versions.not_continued(proposal.claim, proposal.target)
            choices = [
                (tr("Place it here"), "place_here", here),
                (tr("Not in this version"), "leave", leave),
            ]
        else:
            self._say(
                tr("To place it by hand, mark its words there, as any claim."), "small", "ink2"
            )
        self._offer(choices, (proposal.target, ""))

    def _say(self, words: str, font: str, colour: str = "ink") -> None:
        if words:
            self._column.addWidget(PlainLabel(words, font, colour, wrap=True))

    def _title(self, article: str) -> str:
        return show_controls(self._titles.get(article, "")) or tr("an article without a title")

    def _offer(self, choices: Sequence[tuple[str, str, Deed]], place: tuple[str, str]) -> None:
        row = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        row.setSizePolicy(policy)
        flow = FlowLayout(row)
        for words, name, deed in choices:
            button = PushButton(words)
            button.setObjectName(name)
            button.setEnabled(not self._read_only)
            button.clicked.connect(partial(self.decided.emit, deed))
            flow.addWidget(button)
        go = PushButton(tr("Show in the article"), "quiet", icon="article")
        go.setObjectName("go_there")
        go.clicked.connect(partial(self.go_there.emit, *place))
        flow.addWidget(go)
        self._column.addWidget(row)


class FoundWords(QPlainTextEdit):
    """Some words of an article as plain text, those in question marked among them."""

    def __init__(self, place: Excerpt, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("found_words")
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        before, found, after = (_one_line(part) for part in place)
        self._start, self._end = _utf16(before), _utf16(before) + _utf16(found)
        self.setPlainText(before + found + after)
        self.setAccessibleName(tr("The words there: {words}", words=found))
        theme.notifier().changed.connect(self._retheme)
        self._retheme()

    def marked(self) -> str:
        """Return the words that are marked."""
        return self._cursor.selectedText()

    def _retheme(self) -> None:
        of = theme.tokens()
        self.setFont(theme.font("quote"))
        mark = QTextEdit.ExtraSelection()
        form = QTextCharFormat()
        form.setBackground(of.current)
        form.setForeground(of.ink)
        form.setFontUnderline(True)
        form.setUnderlineColor(of.current_edge)
        mark.format = form
        self._cursor = QTextCursor(self.document())
        self._cursor.setPosition(self._start)
        self._cursor.setPosition(self._end, QTextCursor.MoveMode.KeepAnchor)
        mark.cursor = self._cursor
        self.setExtraSelections([mark])
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as high as the words need."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        lines = round(self.document().documentLayout().documentSize().height())
        around = 2 * (self.document().documentMargin() + theme.u() + 1) + 1
        self.setFixedHeight(round(lines * QFontMetricsF(self.font()).lineSpacing() + around))

    def sizeHint(self) -> QSize:
        """Return a width to begin with."""
        return QSize(60 * theme.u(), self.height())


def _one_line(text: str) -> str:
    """Return words on one line; blanks at the ends stay, controls show their mark."""
    core = show_controls(text)
    lead = " " if text[:1].isspace() else ""
    tail = " " if text[-1:].isspace() and core else ""
    return lead + core + tail


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
