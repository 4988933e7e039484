"""The kinds of files that a report can be saved as, and what they are proposed to be called."""

import re
from datetime import datetime
from typing import Final, NamedTuple

from credreview.text import tr

_LONGEST: Final = 60
#: What some file system does not take in a name, and signs that nobody sees.
_NOT_IN_NAMES: Final = re.compile(
    r'[\\/:*?"<>|\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]+'
)


class Format(NamedTuple):
    """A kind of file.

    Attributes:
        suffix: Its name's ending.
        words: What it is, for the list of a file dialog.
    """

    suffix: str
    words: str


def formats() -> tuple[Format, ...]:
    """Return all kinds of files, the one for most people first."""
    return (
        Format(".pdf", tr("PDF (*.pdf)")),
        Format(".html", tr("Web page (*.html)")),
        Format(".docx", tr("Word document (*.docx)")),
        Format(".md", tr("Markdown (*.md)")),
    )


def proposed_name(review: str, subject: str, kind: str) -> str:
    """Return a name without ending: what it is about, what kind of report, and the day."""
    day = datetime.now().astimezone().date().isoformat()
    about = " ".join(_NOT_IN_NAMES.sub(" ", subject).split())[:_LONGEST].strip(" .")
    name = tr("{about} {kind} {day}", about=about or review, kind=kind, day=day)
    return " ".join(_NOT_IN_NAMES.sub(" ", name).split())
