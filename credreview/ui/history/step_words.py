"""How a step is worded in the window: its day, its time, and the sentence that is spoken."""

from datetime import UTC, date, datetime

from PySide6.QtCore import QDate, QDateTime, QLocale

from credreview.domain.history import Step
from credreview.domain.history_words import marks, seal_word, sentence
from credreview.domain.vocabulary import Vocabulary
from credreview.text import tr
from credreview.ui.reader.bidi import show_controls

_OPENING = ("“", "„", "«", "‘", "‚", "‹", "「", '"', "'")


def day_of(step: Step) -> date:
    """Return the local day of a step."""
    moment = datetime.fromtimestamp(step.when / 1000, UTC)
    try:
        return moment.astimezone().date()
    except (ValueError, OverflowError, OSError):  # the last day of the year 9999, in the east
        return moment.date()


def day_words(step: Step) -> str:
    """Return the day, such as "30 Oct 2025"."""
    day = day_of(step)
    # The order of day, month and year belongs to the language, so it is translated.
    return QLocale().toString(QDate(day.year, day.month, day.day), tr("d MMM yyyy"))


def time_words(step: Step) -> str:
    """Return the local time of day, such as "14:05"."""
    return _local(step.when, tr("HH:mm"))


def moment_words(wall: int) -> str:
    """Return a moment in full, such as "30 Oct 2025, 14:05:11"."""
    return _local(wall, tr("d MMM yyyy, HH:mm:ss"))


def _local(wall: int, form: str) -> str:
    return QLocale().toString(QDateTime.fromMSecsSinceEpoch(wall), form)


def name_words(step: Step) -> str:
    """Return who did it, on one line."""
    return show_controls(step.reviewer_name) or tr("Unnamed reviewer")


def place_words(step: Step) -> str:
    """Return the claim's words in quotation marks, else the article's title, else nothing."""
    quote = show_controls(step.place.quote)
    if quote.startswith(_OPENING):
        return quote  # it brings its own
    return tr("“{words}”", words=quote) if quote else show_controls(step.place.title)


def spoken_step(step: Step, vocabulary: Vocabulary) -> str:
    """Return a step as one spoken line: when, who, what, about what, and what else to know."""
    parts = [
        tr("{day}, {time}", day=day_words(step), time=time_words(step)),
        name_words(step),
        show_controls(sentence(step, vocabulary)),
        place_words(step),
        *marks(step),
        seal_word(step.seal) if step.seal else "",
    ]
    return "; ".join(part for part in parts if part)
