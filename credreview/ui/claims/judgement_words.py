"""A judgement of somebody else in words."""

from PySide6.QtCore import QDate, QDateTime, QLocale

from credreview.domain.blind_words import blind_words
from credreview.domain.field_words import lower_first
from credreview.domain.model import Judgement
from credreview.domain.vocabulary import Vocabulary
from credreview.text import tr
from credreview.ui.claims.grade_words import pair_words
from credreview.ui.reader.bidi import show_controls


def judgement_sentence(vocabulary: Vocabulary, judgement: Judgement) -> str:
    """Return grades, provenance, source, confidence, and whether it was given blind."""
    parts = [pair_words(vocabulary, judgement) + "."]
    details = []
    if term := vocabulary.find("provenance", judgement.provenance or ""):
        details.append(term.short)
    if judgement.attributed_to:
        details.append(show_controls(judgement.attributed_to))
    if term := vocabulary.find("confidence", judgement.confidence or ""):
        details.append(tr("{level} confidence", level=lower_first(term.label)))
    if details:
        parts.append("; ".join(details) + ".")
    if judgement.blind is not None:
        words = tr("judged blind") if judgement.blind else blind_words(judgement)
        parts.append(f"{words[:1].upper()}{words[1:]}.")
    return " ".join(parts)


def when_words(milliseconds: int) -> str:
    """Return local date and time, such as "14 Nov, 16:20", with the year where it is another."""
    if not milliseconds:
        return ""
    when = QDateTime.fromMSecsSinceEpoch(milliseconds)
    this_year = when.date().year() == QDate.currentDate().year()
    return QLocale().toString(when, "d MMM, HH:mm" if this_year else "d MMM yyyy, HH:mm")
