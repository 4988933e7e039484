"""Whether what a shared file says of itself fits it.

Anybody can write a manifest into a file, and copy a signed one from another
file: the signature says nothing until the fingerprint and the key fit as well.
"""

from enum import Enum

from credreview.domain.merging import Announcement
from credreview.exchange.manifest import Manifest
from credreview.review import trust
from credreview.store import coverage
from credreview.store.view import View
from credreview.text import tr


class Fit(Enum):
    """How what a file says of itself fits the file, the gravest first."""

    #: It was altered after it was signed.
    FORGED = "forged"
    #: It is signed, but with no key of the person who is named in it.
    ANOTHERS_KEY = "anothers_key"
    #: It tells of another state of the review, or of another file.
    ANOTHER_STATE = "another_state"
    #: It is not signed: anybody may have written it.
    UNSIGNED = "unsigned"
    #: It is of this file, and signed by the person who is named in it.
    WHOLE = "whole"


def fit(view: View, told: Manifest, fingerprint: str) -> Fit:
    """Return how what a file says of itself fits it.

    Nothing is learned by asking. Of somebody with known keys one of these
    counts; of anybody else one that is announced as theirs.

    Args:
        view: A review that holds what the file holds.
        told: What the file says of itself.
        fingerprint: Of what the file holds.

    Raises:
        UserError: The known keys cannot be read.
    """
    signed = told.is_signed()
    if signed == "forged":
        return Fit.FORGED
    if signed == "valid" and not _is_theirs(view, told.reviewer, bytes.fromhex(told.key)):
        return Fit.ANOTHERS_KEY
    if told.fingerprint != fingerprint:
        return Fit.ANOTHER_STATE
    return Fit.WHOLE if signed == "valid" else Fit.UNSIGNED


def _is_theirs(view: View, reviewer: str, key: bytes) -> bool:
    known = trust.trusted(view, keep=False).get(reviewer)
    return key in (known or {each.public for each in coverage.announced_by(view, reviewer)})


def doubt(told: Manifest, found: Fit) -> Announcement | None:
    """Return what has to be said of a misfit that bodes ill, or None.

    Another state does not: who works in a shared file, and sends it back, does
    that as well.
    """
    if found is Fit.FORGED:
        return Announcement(
            "manifest.forged",
            tr("What this file says of itself is signed, but the signature does not fit."),
            tr("Somebody altered it on the way. Ask whom it is from."),
        )
    if found is Fit.ANOTHERS_KEY:
        return Announcement(
            "manifest.key",
            tr(
                "What this file says of itself is signed with a key that is not known as {name}'s.",
                name=told.name,
            ),
            tr("Anybody could have signed it so. Ask {name} whether it is theirs.", name=told.name),
        )
    return None


def misfit_words(told: Manifest, found: Fit) -> str:
    """Return in one sentence that, and why, it does not fit the file; "" where it does."""
    said = doubt(told, found)
    if said is not None:
        return said.message
    if found is Fit.ANOTHER_STATE:
        return tr(
            "What this file says of itself does not fit what it holds:"
            " somebody worked in it since, or the words are of another file."
        )
    return ""
