"""Says whether a judgement was given in blind mode, and what of it."""

from credreview.domain.field_words import field_words
from credreview.domain.model import Judgement
from credreview.domain.progress import is_decided
from credreview.text import tr


def blind_words(judgement: Judgement) -> str:
    """Return in a few words whether a judgement was given blind; "" outside of blind mode."""
    if judgement.blind is None:
        return ""
    if judgement.blind:
        return tr("blind")
    later = judgement.after_reveal
    if later and "grade" not in later and is_decided(judgement):
        names = [field_words("judgement", name).lower() for name in later]
        listed = " and ".join([", ".join(names[:-1]), names[-1]]) if names[1:] else names[0]
        return tr("graded blind; {fields} came after others were shown", fields=listed)
    return tr("changed after others were shown")
