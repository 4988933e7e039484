"""The head of the side panel: how many claims, or which one, and the mode that keys are in."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from credreview.domain.model import Claim
from credreview.domain.vocabulary import Term, Vocabulary
from credreview.text import tr
from credreview.ui.claims.state_glyph import StateGlyph
from credreview.ui.look import painting, theme
from credreview.ui.look.buttons import PushButton
from credreview.ui.look.key_hint import KeyHint
from credreview.ui.look.plain_label import PlainLabel


class ClaimHead(QWidget):
    """One line in two forms: "Claims 11, 3 open", or "Claim 5 of 10" with buttons to move."""

    step = Signal(int)
    """The claim before (-1) or after (1) is wanted."""
    list_requested = Signal()
    """The list is to be opened."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("claim_head")
        self._one_line = False
        self._count = 0
        self._number = 0
        self._title = PlainLabel(font="panel_head")
        self._title.setObjectName("claim_head_title")
        self._counts = PlainLabel(font="small", colour="ink2")
        self._counts.setObjectName("claim_counts")
        self._glyph = StateGlyph()
        self._mode = ModeBadge()
        self._hints = KeyHint("J", "K")
        self._hints.setToolTip(tr("Next and previous claim"))
        self._previous = PushButton(kind="quiet", icon="chevron-left", name=tr("Previous claim"))
        self._next = PushButton(kind="quiet", icon="chevron-right", name=tr("Next claim"))
        self.list_button = PushButton(kind="quiet", icon="list", name=tr("All claims"))
        self._previous.setObjectName("previous_claim")
        self._next.setObjectName("next_claim")
        self.list_button.setObjectName("all_claims")
        self._previous.clicked.connect(lambda: self.step.emit(-1))
        self._next.clicked.connect(lambda: self.step.emit(1))
        self.list_button.clicked.connect(self.list_requested)

        self._row = QHBoxLayout(self)
        before: tuple[QWidget, ...] = (self._title, self._counts, self._glyph)
        after = (self._mode, self._hints, self._previous, self._next, self.list_button)
        for widget in before:
            self._row.addWidget(widget)
        self._row.addStretch(1)
        for widget in after:
            self._row.addWidget(widget)
        theme.notifier().changed.connect(self._retheme)
        self._retheme()
        self.show_counts(0, 0)

    def show_counts(self, claims: int, still_open: int) -> None:
        """Show how many claims there are and how many of them are open."""
        self._count = claims
        self._counts.setText(
            tr("{count}, {open} open", count=claims, open=still_open) if claims else tr("none")
        )
        self._arrange()

    def show_claim(self, claim: Claim | None) -> None:
        """Show which claim is the current one."""
        self._number = claim.number if claim is not None else 0
        if claim is not None:
            self._glyph.set_state(claim.state)
        self._arrange()

    def set_one_line(self, one_line: bool) -> None:
        """Stand for the list, which has no room; else stand above it."""
        self._one_line = one_line
        self._arrange()

    def set_mode(self, words: str) -> None:
        """Show the mode that the next key is read in; "" shows none."""
        news = words != self._mode.words()
        self._mode.set_words(words)
        self._arrange()
        if news and words:
            # Nothing gets the focus in a mode, so a screen reader is told.
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def mode(self) -> str:
        """Return the words of the mode shown, or ""."""
        return self._mode.words()

    def _arrange(self) -> None:
        one_line = self._one_line and self._count > 0
        single = one_line and self._number > 0
        self._title.setText(
            tr("Claim {number} of {count}", number=self._number, count=self._count)
            if single
            else tr("Claims")
        )
        free = not self._mode.words()
        self._counts.setVisible(free and not single)
        self._glyph.setVisible(single)
        self._hints.setVisible(free and not one_line and self._count > 0)
        for button in (self._previous, self._next, self.list_button):
            button.setVisible(free and one_line)
        self._previous.setEnabled(self._number > 1)
        self._next.setEnabled(self._number < self._count)

    def set_margins(self, left: int, right: int) -> None:
        """Keep this far from the panel's edges, in pixels."""
        u = theme.u()
        # A quiet button has room inside itself; its icon, not its box, meets the margin.
        inside = round(1.5 * u) if self._one_line else 0
        self._row.setContentsMargins(left, round(1.5 * u), right - inside, round(1.5 * u))

    def _retheme(self) -> None:
        self._row.setSpacing(2 * theme.u())
        self.setMinimumHeight(10 * theme.u())


class ModeBadge(QWidget):
    """The mode that the next key is read in, in the accent: it says where one is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ""
        self.setObjectName("mode")
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        theme.notifier().changed.connect(self.updateGeometry)
        self.setVisible(False)

    def words(self) -> str:
        """Return the words shown."""
        return self._words

    def set_words(self, words: str) -> None:
        """Show these words; "" hides the badge."""
        self._words = words
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.setVisible(bool(words))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: D102
        width = painting.width_of(self._words, theme.font("small")) + 4 * theme.u()
        return QSize(round(width), 6 * theme.u())

    def minimumSizeHint(self) -> QSize:  # noqa: D102
        return QSize(20 * theme.u(), 6 * theme.u())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: D102
        tokens, u = theme.tokens(), theme.u()
        painter = QPainter(self)
        rect = QRectF(self.rect())
        painting.box(painter, rect, u, fill=tokens.accent_tint, border=tokens.accent)
        inside = rect.adjusted(1.5 * u, 0, -1.5 * u, 0)
        painting.write(
            painter,
            inside,
            self._words,
            theme.font("small"),
            tokens.ink,
            Qt.AlignmentFlag.AlignCenter,
        )


def mode_words(mode: str | None, vocabulary: Vocabulary) -> str:
    """Return what the head shows while a mode lasts; "" for no mode.

    Args:
        mode: "reliability", "credibility", "confidence", "directness", or None.
        vocabulary: The terms whose keys are awaited.
    """
    if mode is None:
        return ""
    name, keys = {
        "reliability": (tr("Reliability"), tr("A–F")),
        "credibility": (tr("Credibility"), tr("1–6")),
        "confidence": (tr("Confidence"), _keys(vocabulary.confidence)),
        "directness": (tr("Directness"), _keys(vocabulary.directness)),
    }[mode]
    return tr("{name}: {keys}, Esc leaves", name=name, keys=keys)


def _keys(terms: Sequence[Term]) -> str:
    return " ".join(term.key for term in terms)
