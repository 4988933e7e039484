"""Ids that two people reach apart: the same thing gets the same id everywhere.

What has no content of its own to name it by (captures, notes, people) gets a
random id. Ids are 16 bytes as 32 lower-case hex digits; a judgement's is its
claim's id followed by its reviewer's.
"""

import hashlib
import secrets
import unicodedata

#: The review's own record: there is one in every review, and they must meet.
REVIEW = "0" * 32

SYMMETRIC = frozenset({"confirms", "contradicts", "same_origin", "same"})


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
    """Return the id of one reviewer's judgement of one claim."""
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


def text_hash(data: bytes, salt: bytes = b"") -> str:
    """Return the SHA-256 (64 hex digits) by which a text is referred to.

    Free text of reviewers is hashed behind a random salt, so that it can be
    erased later and not be guessed back from its hash.
    """
    return hashlib.sha256(salt + data).hexdigest()
