"""Ids that two people reach apart: the same thing gets the same id everywhere.

What has no content of its own to name it by (captures, notes, people) gets a
random id. Ids are 16 bytes as 32 lower-case hex digits; a judgement's is its
claim's id followed by its reviewer's.
"""

import hashlib
import secrets
import unicodedata
from collections.abc import Mapping
from typing import Any

#: The review's own record: there is one in every review, and they must meet.
REVIEW = "0" * 32
#: Stands for no reviewer where a review is read as a whole, whatever blind mode says.
NOBODY = "0" * 32
#: Stands for whoever looks at a review and is none of its reviewers: has judged nothing.
ONLOOKER = "0" * 31 + "1"
#: They write nothing, and have no keys.
NO_PERSONS = frozenset({NOBODY, ONLOOKER})

SYMMETRIC = frozenset(
    {"confirms", "contradicts", "same_origin", "same", "not_same", "not_version_of"}
)


def _derived(kind: str, *parts: str) -> str:
    text = "\n".join((f"credreview {kind} 1", *parts))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:32]


def new_id() -> str:
    """Return a random id."""
    return secrets.token_hex(16)


def article_id(text: str) -> str:
    """Return the id of the article with this normalised text."""
    return _derived("article", text)


def claim_id(article: str, start: int, end: int, part: int = 0) -> str:
    """Return the id of the claim on [start, end) code points of an article's text."""
    return _derived("claim", article, f"{start},{end},{part}")


def judgement_id(claim: str, reviewer: str) -> str:
    """Return the id of one reviewer's judgement, or adjudication, of one claim."""
    return claim + reviewer


def fold_name(name: str) -> str:
    """Return the form under which two spellings of a name are the same name."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def source_id(name: str) -> str:
    """Return the id of the source that people call by this name."""
    return _derived("source", fold_name(name))


def term_id(scale: str, key: str) -> str:
    """Return the id of a vocabulary term that users added."""
    return _derived("term", scale, key)


def link_id(relation: str, one: str, other: str) -> str:
    """Return the id of a link; for symmetric relations the ends may be swapped."""
    if relation in SYMMETRIC:
        one, other = sorted((one, other))
    return _derived("link", relation, one, other)


def statement_id(kind: str, about: str) -> str:
    """Return the id of the source summary statement about a record: the review, an article, ..."""
    return _derived("statement", kind, about)


def text_hash(data: bytes, salt: bytes = b"") -> str:
    """Return the SHA-256 (64 hex digits) by which a text is referred to.

    Free text of reviewers is hashed behind a random salt, so that it can be
    erased later and not be guessed back from its hash.
    """
    return hashlib.sha256(salt + data).hexdigest()


def names_itself(kind: str, record: str, fields: Mapping[str, Any]) -> bool:
    """Return whether a record that is named by its content has the id its content gives.

    Asked of actions from elsewhere: else a mark could be moved onto other
    words, by stating them for a known claim. An article's id is that of its
    text, which is checked where the text is at hand.
    """
    try:
        if kind == "claim" and fields:
            span = (fields["start"], fields["stop"], fields["part"])
            if any(type(number) is not int for number in span):
                return False
            return record == claim_id(fields["article"], *span)
        if kind == "source" and "name" in fields:
            return record == source_id(fields["name"])
        if kind == "term" and fields.keys() & {"scale", "key"}:
            return record == term_id(fields["scale"], fields["key"])
        if kind == "link" and fields.keys() & {"relation", "from", "to"}:
            return record == link_id(fields["relation"], fields["from"], fields["to"])
        if kind == "statement" and "about" in fields:
            about_kind, about = fields["about"]
            return record == statement_id(about_kind, about)
    except (KeyError, TypeError, ValueError, AttributeError):
        return False
    return True
