"""The texts that a union brings: each is what it is named by, and an article's is its own."""

import json
import re
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from zstandard import ZstdError

from credreview.domain import identity
from credreview.domain.errors import UserError
from credreview.domain.journal import Action
from credreview.store import texts
from credreview.store.bulk import marks, some_of
from credreview.store.gate import Incoming
from credreview.text import tr

_HASH = re.compile(r"[0-9a-f]{64}")


def unsound(incoming: Incoming, reason: str) -> UserError:
    """Return the failure for a file with rows that are not what they say."""
    return UserError(
        "gate.unsound",
        tr("“{name}” holds something that is not what it is named by: {reason}.",
           name=incoming.name, reason=reason),
        tr("It was damaged, or altered on purpose. Ask for a new copy."),
    )  # fmt: skip


@dataclass
class Named:
    """What earlier actions of the same transaction referred to.

    Attributes:
        texts: All texts, by hash.
        articles: The text that each article was said to have; not yet in the tables.
    """

    texts: set[str] = field(default_factory=set)
    articles: dict[str, object] = field(default_factory=dict)


def bring_texts(
    db: sqlite3.Connection, incoming: Incoming, actions: Sequence[Action], named: Named
) -> tuple[int, list[int]]:
    """Bring the texts that these actions refer to.

    Args:
        db: In a write transaction.
        incoming: The review that they come from.
        actions: A slice of what comes in this transaction.
        named: By the slices before; it is added to.

    Returns:
        How many were erased there, and the articles (numbers) that were here
        without their words and have them now.
    """
    erased = 0
    filled: list[int] = []
    wanted: dict[str, None] = {}
    # Most changes only touch a record, and have no fields.
    changes = [c for action in actions for c in action.changes if c.fields]
    for change in changes:
        wanted.update(dict.fromkeys(texts.references(change.kind, change.fields)))
    for sha in named.texts & wanted.keys():
        del wanted[sha]
    named.texts.update(wanted)
    if not all(_HASH.fullmatch(sha) for sha in wanted):
        raise unsound(incoming, tr("it refers to a text by no hash"))
    here = _known_texts(db, list(wanted))
    for sha in wanted:
        if sha not in here:
            is_erased, articles = _bring(db, incoming, sha, is_proven=incoming.is_proven)
            erased += is_erased
            filled += articles
    if not incoming.is_proven:
        for change in changes:
            if change.kind == "article" and "text" in change.fields:
                sha = change.fields["text"]
                _check_article(db, incoming, change.record, sha)
                if (
                    named.articles.setdefault(change.record, sha) != sha
                ):  # of two one is not its own
                    raise _other_text(incoming, change.record)
    return erased, filled


def bring_lacking(db: sqlite3.Connection, incoming: Incoming) -> list[int]:
    """Bring words of texts that came here without them; return the articles that have them now.

    A mark of erasure from elsewhere must not keep the words of the next file out.
    """
    filled: list[int] = []
    rows = db.execute("SELECT sha FROM text WHERE purged = ?", (texts.NEVER_CAME,)).fetchall()
    for (sha,) in rows:
        row = incoming.db.execute("SELECT data IS NULL FROM text WHERE sha = ?", (sha,)).fetchone()
        if row and not row[0]:
            filled += _bring(db, incoming, sha.hex(), is_proven=False)[1]
    return filled


class Wordless(NamedTuple):
    """Texts that are here without their words, which another file holds.

    Attributes:
        articles: Ids of articles whose words never came here, and come now.
        texts: How many other texts likewise.
        erased_articles, erased_texts: How many were erased here on purpose; they stay so.
    """

    articles: tuple[str, ...]
    texts: int
    erased_articles: int
    erased_texts: int


def wordless(db: sqlite3.Connection, incoming: Incoming) -> Wordless:
    """Return whose words a union would bring, and whose stay erased all the same."""
    rows = db.execute("SELECT b, sha, purged FROM text WHERE purged").fetchall()
    if not rows:
        return Wordless((), 0, 0, 0)
    of_articles = dict(
        db.execute(
            "SELECT b, record.id FROM article JOIN record USING (r)"
            " WHERE alive AND b IN (SELECT value FROM json_each(?))",
            (json.dumps([b for b, _, _ in rows]),),
        ).fetchall()
    )
    held: dict[int, list[int]] = {texts.ERASED: [], texts.NEVER_CAME: []}
    for b, sha, purged in rows:
        row = incoming.db.execute("SELECT data IS NULL FROM text WHERE sha = ?", (sha,)).fetchone()
        if row and not row[0]:
            held[purged].append(b)
    erased, come = held[texts.ERASED], held[texts.NEVER_CAME]
    filled = tuple(of_articles[b].hex() for b in come if b in of_articles)
    gone = sum(b in of_articles for b in erased)
    return Wordless(filled, len(come) - len(filled), gone, len(erased) - gone)


def _known_texts(db: sqlite3.Connection, hashes: Sequence[str]) -> set[str]:
    known: set[str] = set()
    for some in some_of(hashes):
        rows = db.execute(
            f"SELECT sha FROM text WHERE sha IN ({marks(some)}) AND purged != ?",
            (*map(bytes.fromhex, some), texts.NEVER_CAME),
        )
        known.update(sha.hex() for (sha,) in rows)
    return known


def _bring(
    db: sqlite3.Connection, incoming: Incoming, sha: str, *, is_proven: bool
) -> tuple[bool, list[int]]:
    """Bring one text; return whether it was erased there, and which articles have it now."""
    row = incoming.db.execute(
        "SELECT codec, size, salt, purged, data FROM text WHERE sha = ?", (bytes.fromhex(sha),)
    ).fetchone()
    if row is None:
        raise unsound(incoming, tr("the text {id} is not there", id=sha[:12]))
    codec, size, salt, purged, data = row
    if data is None:
        if not purged:
            raise unsound(incoming, tr("the text {id} is not there", id=sha[:12]))
        db.execute(
            "INSERT OR IGNORE INTO text (sha, codec, size, purged) VALUES (?, 0, 0, ?)",
            (bytes.fromhex(sha), texts.NEVER_CAME),
        )
        return True, []
    try:
        if not is_proven:
            words = texts.unpack(codec, size, data)
            if identity.text_hash(words, salt or b"") != sha:
                raise ValueError
    except (ValueError, TypeError, ZstdError) as error:
        raise unsound(incoming, tr("the text {id}", id=sha[:12])) from error
    made = db.execute(
        "INSERT OR IGNORE INTO text (sha, codec, size, salt, purged, data)"
        " VALUES (?, ?, ?, ?, 0, ?)",
        (bytes.fromhex(sha), codec, size, salt, data),
    )
    filled = [] if made.rowcount else texts.fill(db, sha, (codec, size, salt, data))
    return False, filled


def _check_article(db: sqlite3.Connection, incoming: Incoming, article: str, sha: object) -> None:
    """Refuse an article that names another text than the one its id is made of.

    Its claims would point at words that nobody marked. Of an erased text
    nothing can be said but that it is not in the place of one that is here.
    """
    words = texts.get(db, sha) if isinstance(sha, str) else None
    here = db.execute(
        "SELECT t.sha FROM record JOIN article USING (r) JOIN text t USING (b)"
        " WHERE record.id = ? AND record.kind = (SELECT k FROM kind WHERE name = 'article')",
        (bytes.fromhex(article),),
    ).fetchone()
    try:
        if words is None:
            is_its_text = isinstance(sha, str) and (here is None or here[0].hex() == sha)
        else:
            is_its_text = identity.article_id(words.decode("utf-8")) == article
    except UnicodeDecodeError:
        is_its_text = False
    if not is_its_text:
        raise _other_text(incoming, article)


def _other_text(incoming: Incoming, article: str) -> UserError:
    return unsound(incoming, tr("the article {id} has another text", id=article[:12]))
