"""What goes into an extract: chosen articles, their claims, one's own words, as creations.

Everything is written as `new`, never `set`: what an extract repeats yields to
the originals when it comes back, and equal values are no difference.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import Any

from credreview.domain.identity import REVIEW
from credreview.domain.journal import Change
from credreview.domain.model import ArticleQuery
from credreview.domain.seals import KEY_FIELD
from credreview.store import article_list, blind_mode, texts
from credreview.store.own_words import OwnWords
from credreview.store.view import View, no_such

#: Articles that are read with one statement.
_STEP = 200
#: Links and notes in one action, with what they touch some 500 kB.
_LINKS = 500
_OTHERS = "SELECT count(*) FROM other WHERE kind = (SELECT k FROM kind WHERE name = '{}') AND alive"
_IS_DESCRIBED = (
    " AND coalesce(json_extract(fields, '$.type'), json_extract(fields, '$.descriptor')) NOT NULL"
)


@dataclass(frozen=True, slots=True)
class Choice:
    """What an extract is to hold.

    Attributes:
        articles: Ids, or what the list of articles shows.
        originals: The files in which they were found; else their hashes only.
        claims: What was marked in them.
        own: The judgements of whoever makes the extract, and what else they said of it
            all: links, notes, what sources are; not without claims.
    """

    articles: Sequence[str] | ArticleQuery
    originals: bool = True
    claims: bool = True
    own: bool = False


@dataclass(frozen=True, slots=True)
class Counts:
    """How much is there; `reviewers` have judged, of `described` sources something is said."""

    articles: int
    claims: int
    judgements: int
    reviewers: int
    links: int = 0
    notes: int = 0
    described: int = 0


@dataclass
class Excerpt:
    """What an extract is written from, read in one look.

    Attributes:
        fingerprint: Of the review at that moment.
        review: Fields for the extract's own record of the review.
        keys: Which public keys the reviewer has announced, as fields of their record.
        parts: Creations, in the order in which they have to be written.
    """

    fingerprint: str
    review: dict[str, Any]
    keys: dict[str, Any]
    counts: Counts
    parts: list[list[Change]] = field(default_factory=list)


def count_all(view: View) -> Counts:
    """Return how much the whole review holds."""

    def one(sql: str) -> int:
        return int(view.db.execute(sql).fetchone()[0])

    living = "FROM judgement j JOIN claim ON claim.r = j.claim AND claim.alive"
    return Counts(
        one("SELECT count(*) FROM article WHERE alive"),
        one("SELECT count(*) FROM claim WHERE alive"),
        one(f"SELECT count(*) {living}"),
        one(f"SELECT count(DISTINCT j.reviewer) {living}"),
        one(_OTHERS.format("link")),
        one(_OTHERS.format("note")),
        one(_OTHERS.format("source") + _IS_DESCRIBED),
    )


def count(view: View, choice: Choice) -> Counts:
    """Return how much an extract would hold; raises UserError for an unknown article."""
    return _count(view, choice, list(_numbers(view, choice.articles)))


def _count(view: View, choice: Choice, numbers: Sequence[int]) -> Counts:
    wanted = (json.dumps(numbers),)
    among = "article IN (SELECT value FROM json_each(?)) AND alive"
    claims = judgements = 0
    own = Counter[str]()
    if choice.claims:
        (claims,) = view.db.execute(f"SELECT count(*) FROM claim WHERE {among}", wanted).fetchone()
    if choice.claims and choice.own:
        (judgements,) = view.db.execute(
            f"SELECT count(*) FROM claim JOIN judgement j ON j.claim = claim.r"
            f" WHERE {among} AND j.reviewer = ?",
            (*wanted, view.number),
        ).fetchone()
        own = OwnWords(view).count(*wanted)
    judged = (judgements, int(judgements > 0))
    return Counts(len(numbers), claims, *judged, own["link"], own["note"], own["source"])


def read(view: View, choice: Choice) -> Excerpt:
    """Return what goes into an extract; raises UserError for an unknown article."""
    numbers = list(_numbers(view, choice.articles))
    began = view.fields("review", REVIEW) or {}
    kept = {name: began[name] for name in ("vocabulary",) if began.get(name)}
    # The mode in which a second opinion is asked for goes along: it says of
    # each judgement that comes back how it was given.
    kept |= blind_mode.for_extract(view)
    said = view.fields("reviewer", view.reviewer) or {}
    keys = {name: value for name, value in said.items() if name.startswith(KEY_FIELD)}
    found = Excerpt(view.fingerprint(), kept, keys, _count(view, choice, numbers))
    own = OwnWords(view)
    for start in range(0, len(numbers), _STEP):
        wanted = json.dumps(numbers[start : start + _STEP])
        first, *further = _findings(view.db, wanted, originals=choice.originals)
        part = [*_articles(view.db, wanted), *first]
        if choice.claims:
            part += _claims(view.db, wanted)
        if choice.claims and choice.own:
            part += [*own.judgements(wanted), *own.outlets(wanted)]
        # A further finding of an article is created later than the one that shows.
        found.parts += [part, *further]
    if choice.claims and choice.own:
        # A link is found by what its ends are touched by: both stand in one action.
        about = own.about(json.dumps(numbers))
        while some := list(islice(about, _LINKS)):
            found.parts.append(list(chain.from_iterable(some)))
    return found


def _numbers(view: View, articles: Sequence[str] | ArticleQuery) -> Iterable[int]:
    if isinstance(articles, ArticleQuery):
        return article_list.keys(view.connection, articles, view.number)
    found: dict[int, None] = {}
    for id in articles:
        r = view.record("article", id)
        if r is None or not view.is_alive("article", id):
            raise no_such("article", id)
        found[r] = None
    return found


def _articles(db: sqlite3.Connection, wanted: str) -> Iterator[Change]:
    for id, given, sha in db.execute(
        "SELECT record.id, given, text.sha FROM article JOIN record USING (r)"
        " LEFT JOIN text USING (b) WHERE article.r IN (SELECT value FROM json_each(?))",
        (wanted,),
    ):
        fields: dict[str, Any] = json.loads(given) if given else {}
        if sha is not None:
            fields["text"] = sha.hex()
        yield Change("article", id.hex(), "new", fields)


def _findings(db: sqlite3.Connection, wanted: str, *, originals: bool) -> list[list[Change]]:
    """Return the first captures of these articles, then the second ones, and so on."""
    layers: list[list[Change]] = [[]]
    before, depth = -1, 0
    for article, id, text in db.execute(
        "SELECT article, record.id, fields FROM capture JOIN record USING (r)"
        " WHERE article IN (SELECT value FROM json_each(?)) AND alive"
        " ORDER BY article, clock, record.id",
        (wanted,),
    ):
        depth = depth + 1 if article == before else 0
        before = article
        fields: dict[str, Any] = json.loads(text)
        if not originals and "original" in fields:
            # Another field: it refers to no text that would have to be here, and
            # competes with nothing where the original is at hand.
            fields["original_sha256"] = fields.pop("original")
        if depth == len(layers):
            layers.append([])
        layers[depth].append(Change("capture", id.hex(), "new", fields))
    return layers


def _claims(db: sqlite3.Connection, wanted: str) -> Iterator[Change]:
    for id, article, start, stop, part in db.execute(
        "SELECT c.id, a.id, start, stop, part FROM claim JOIN record c ON c.r = claim.r"
        " JOIN record a ON a.r = claim.article"
        " WHERE article IN (SELECT value FROM json_each(?)) AND alive ORDER BY claim.r",
        (wanted,),
    ):
        span = {"article": article.hex(), "start": start, "stop": stop, "part": part}
        yield Change("claim", id.hex(), "new", span)


def entries(db: sqlite3.Connection) -> Iterator[tuple[bytes, bytes]]:
    """Yield id and body of each action of a finished extract, parents first."""
    yield from db.execute("SELECT id, body FROM action ORDER BY n")


def references(part: Iterable[Change]) -> list[str]:
    """Return the hashes (hex) of all texts that changes refer to, each once."""
    found = (sha for c in part for sha in texts.references(c.kind, c.fields))
    return list(dict.fromkeys(found))


def raw_texts(db: sqlite3.Connection, hashes: Sequence[str]) -> list[tuple[Any, ...]]:
    """Return texts as they are stored; what is not there is left out."""
    return db.execute(
        "SELECT sha, codec, size, salt, purged, data FROM text WHERE sha IN"
        f" ({','.join('?' * len(hashes))})",
        [bytes.fromhex(sha) for sha in hashes],
    ).fetchall()


def take_texts(db: sqlite3.Connection, rows: Iterable[tuple[Any, ...]]) -> None:
    """Store texts as another file holds them."""
    db.executemany(
        "INSERT OR IGNORE INTO text (sha, codec, size, salt, purged, data)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        rows,
    )
