"""Which terms a review chooses from: the version it began with, and own terms."""

import json
from collections.abc import Iterator
from contextlib import suppress
from functools import cache

from credreview import environment
from credreview.domain.errors import UserError
from credreview.domain.identity import REVIEW
from credreview.domain.vocabulary import Term, Vocabulary, parse, parse_own_terms, with_terms
from credreview.resources import resource
from credreview.store import texts
from credreview.store.projected import text_reference
from credreview.store.view import View
from credreview.text import tr

SHIPPED = "credreview-1.json"


@cache
def shipped_bytes() -> bytes:
    """Return the shipped vocabulary as its file holds it; a new review keeps it."""
    return resource("vocabularies", SHIPPED).read_bytes()


def of_review(view: View) -> Vocabulary:
    """Return what can be chosen from: the version a review keeps, its own terms, then this user's.

    Raises:
        UserError: This user's terms cannot be read.
    """
    return with_terms(of_state(view), _of_user())


def of_state(view: View) -> Vocabulary:
    """Return the terms that a review itself holds: the same on every machine.

    Every own term that was used is among them. Reports are written in these, so
    that they can be made again wherever the review is.
    """
    vocabulary = _kept(view)
    for terms in _of_review(view):
        with suppress(UserError):  # from a merged file; a bad term is left out, never the rest
            vocabulary = with_terms(vocabulary, terms)
    return vocabulary


def _kept(view: View) -> Vocabulary:
    sha = text_reference((view.fields("review", REVIEW) or {}).get("vocabulary"))
    data = texts.get(view.db, sha) if sha else None
    if data:
        # A merged file may have put anything there; nobody could work on without any terms.
        with suppress(UserError, ValueError, RecursionError):
            return parse(json.loads(data))
    return parse(json.loads(shipped_bytes()))


def _of_review(view: View) -> Iterator[dict[str, tuple[Term, ...]]]:
    for _, fields in view.others("term"):
        scale, key, label = (fields.get(name) for name in ("scale", "key", "label"))
        if scale in ("provenance", "flags") and isinstance(key, str) and isinstance(label, str):
            short = fields.get("short")
            term = Term(
                id=key,
                label=label,
                short=short if isinstance(short, str) else label,
                definition=str(fields.get("definition") or ""),
            )
            yield {scale: (term,)}


def _of_user() -> dict[str, tuple[Term, ...]]:
    path = environment.config_folder() / "vocabulary.json"
    if not path.exists():
        return {}
    try:
        return parse_own_terms(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, RecursionError) as error:
        raise UserError(
            "vocabulary.unreadable",
            tr(
                "Your own terms in “{path}” cannot be read: {reason}.", path=str(path), reason=error
            ),
            tr("Correct the file, or move it away."),
        ) from error
