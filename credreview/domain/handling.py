"""Handling marks: how far something may be passed on, by the Traffic Light Protocol 2.0.

Source: FIRST, "Traffic Light Protocol, standards definitions and usage
guidance", version 2.0, 2022. The marks are written as the standard writes them.
"""

from credreview.domain.errors import UserError
from credreview.text import tr

#: From the freest to the strictest.
MARKS = ("TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED")


def meaning(mark: str) -> str:
    """Return what a mark allows, in one sentence; empty for one that is not known."""
    known = {
        "TLP:CLEAR": tr("It may be passed on without limit."),
        "TLP:GREEN": tr("It may be passed on within the community, not in public."),
        "TLP:AMBER": tr(
            "It may be passed on within one's organisation and to its clients, to those who need"
            " to know."
        ),
        "TLP:AMBER+STRICT": tr(
            "It may be passed on within one's organisation only, to those who need to know."
        ),
        "TLP:RED": tr("It is for the eyes of its recipients alone."),
    }
    return known.get(mark, "")


def read_mark(words: str) -> str:
    """Return a mark as the standard writes it, "" for none; raises UserError for anything else."""
    tidy = "".join(words.upper().split())
    if tidy in ("", "NONE"):
        return ""
    mark = tidy if tidy.startswith("TLP:") else f"TLP:{tidy}"
    if mark not in MARKS:
        raise UserError(
            "handling.unknown",
            tr("“{words}” is no handling mark.", words=words[:80]),
            tr("Marks are {marks}, or none.", marks=", ".join(MARKS)),
        )
    return mark
