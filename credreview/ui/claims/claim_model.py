"""The claims of one article as a Qt model; a row is read when it is painted or spoken."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from credreview.domain.model import Claim, ClaimState
from credreview.domain.vocabulary import Vocabulary
from credreview.ui.claims.grade_words import spoken_claim
from credreview.ui.look.painting import plain_tip
from credreview.ui.reader.bidi import show_controls

Index = QModelIndex | QPersistentModelIndex

#: The claim behind a row.
CLAIM_ROLE = Qt.ItemDataRole.UserRole + 1


class ClaimListModel(QAbstractListModel):
    """Claims in text order; a row is read when it is painted or spoken, not before."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._claims: list[Claim] = []
        self._rows: dict[str, int] = {}
        self._vocabulary: Vocabulary | None = None

    def set_vocabulary(self, vocabulary: Vocabulary) -> None:
        """Speak grades and provenance in these words from now on."""
        self._vocabulary = vocabulary
        self._tell_changed()

    def vocabulary(self) -> Vocabulary | None:
        """Return the words in use, or None before the first `set_vocabulary`."""
        return self._vocabulary

    def set_claims(self, claims: Sequence[Claim]) -> None:
        """Show these claims; the same ids in the same order keep selection and scrolling."""
        claims = list(claims)
        rows = {claim.id: row for row, claim in enumerate(claims)}
        if rows == self._rows:
            self._claims = claims
            self._tell_changed()
            return
        self.beginResetModel()
        self._claims, self._rows = claims, rows
        self.endResetModel()

    def claims(self) -> Sequence[Claim]:
        """Return the claims shown, in text order."""
        return self._claims

    def row_of(self, claim_id: str) -> int:
        """Return the row of a claim, or -1."""
        return self._rows.get(claim_id, -1)

    def open_count(self) -> int:
        """Return how many claims still need this reviewer."""
        return sum(claim.state is ClaimState.OPEN for claim in self._claims)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, D102
        return 0 if parent.isValid() else len(self._claims)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:  # noqa: D102
        if not index.isValid():
            return None
        claim = self._claims[index.row()]
        if role == CLAIM_ROLE:
            return claim
        if role == Qt.ItemDataRole.DisplayRole:
            return show_controls(claim.quote)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken_claim(self._vocabulary, claim)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(spoken_claim(self._vocabulary, claim))
        return None

    def _tell_changed(self) -> None:
        if self._claims:
            self.dataChanged.emit(self.index(0), self.index(len(self._claims) - 1))
