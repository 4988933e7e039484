"""What steps of the history are about, and by whom: claims in their words, titles, names."""

import json
from collections.abc import Collection, Sequence
from contextlib import suppress
from typing import Any

from credreview.domain.errors import UserError
from credreview.domain.history import Place
from credreview.domain.journal import OF_ONE_REVIEWER, Change
from credreview.store.journal import WRITE
from credreview.store.setaside import IS_ASIDE
from credreview.store.view import View, no_such

#: A record's kind, and its id in hex.
Record = tuple[str, str]

_LONGEST_QUOTE = 300


def last_fields(view: View, kind: str, id: str) -> dict[str, Any]:
    """Return what a record of a kind without a table of its own shows, or showed before it died."""
    row = view.db.execute(
        "SELECT fields FROM other WHERE r = ?", (view.record(kind, id),)
    ).fetchone()
    return dict(json.loads(row[0])) if row else {}


def own_fields(view: View, kind: str, id: str) -> dict[str, Any]:
    """Return what shows of a record and was written so by whoever looks.

    Several people write to a link, a note or a source; what anybody else said is not in it.
    """
    shown = view.fields(kind, id) or {}
    own: dict[str, Any] = {}
    for (body,) in view.db.execute(
        "SELECT a.body FROM change c JOIN action a ON a.n = c.n"
        f" WHERE c.r = ? AND c.ops & {WRITE} AND a.reviewer = ? AND a.is_off = 0"
        f" AND NOT {IS_ASIDE}",
        (view.record(kind, id), view.number),
    ):
        for its_kind, record, _, fields in json.loads(body)["changes"]:
            if (its_kind, record) == (kind, id):
                own |= {n: said for n, said in fields.items() if n in shown and shown[n] == said}
    return own


def span_of(view: View, claim: str) -> tuple[str, int, int, int]:
    """Return article, start, stop and part of a claim, also of a deleted one.

    Raises:
        UserError: There never was such a claim.
    """
    row = view.db.execute(
        "SELECT record.id, start, stop, part FROM claim JOIN record ON record.r = claim.article"
        " WHERE claim.r = ?",
        (view.record("claim", claim),),
    ).fetchone()
    if row is None or None in row:
        raise no_such("claim", claim)
    return row[0].hex(), row[1], row[2], row[3]


class Places:
    """Looks each claim, article and reviewer up once.

    Args:
        view: The state of the review.
        scope: The records that are asked for; None: all.
    """

    def __init__(self, view: View, scope: Collection[Record] | None) -> None:
        self._view = view
        self._scope = scope
        self._names: dict[str, str] = {}
        self._texts: dict[str, str] = {}
        self._places: dict[str, Place] = {}

    def name(self, reviewer: str) -> str:
        """Return the name a reviewer goes by in this review."""
        if reviewer not in self._names:
            self._names[reviewer] = self._view.person_name(reviewer)
        return self._names[reviewer]

    def of(self, changes: Sequence[Change]) -> Place:
        """Return what changes are about: one claim, article or source, else nothing in special."""
        claims = {c.record for c in changes if c.kind == "claim"}
        claims |= {c.record[:32] for c in changes if c.kind in OF_ONE_REVIEWER}
        articles = {c.record for c in changes if c.kind == "article"}
        if self._scope is not None:
            # A link is work on two claims; in the history of one it is about that one.
            claims = {c for c in claims if ("claim", c) in self._scope} or claims
            articles = {a for a in articles if ("article", a) in self._scope} or articles
        if len(claims) == 1:
            return self._of_claim(claims.pop())
        if len(articles) == 1:
            return self._of_article(articles.pop())
        sources = {c.record for c in changes if c.kind == "source"}
        if articles or len(sources) != 1:
            return Place()
        return Place(title=str(last_fields(self._view, "source", sources.pop()).get("name") or ""))

    def _of_claim(self, claim: str) -> Place:
        if claim not in self._places:
            found = Place(claim=claim)
            with suppress(UserError):
                id, start, stop, _ = span_of(self._view, claim)
                article = self._of_article(id)
                words = self._text(id)[start:stop]
                found = Place(claim, words[:_LONGEST_QUOTE], id, article.title)
            self._places[claim] = found
        return self._places[claim]

    def _of_article(self, article: str) -> Place:
        if article not in self._places:
            row = self._view.db.execute(
                "SELECT title, capture.fields FROM article"
                " LEFT JOIN capture ON capture.r = article.capture WHERE article.r = ?",
                (self._view.record("article", article),),
            ).fetchone()
            title, found_in = row or (None, None)
            if not title and found_in:
                title = json.loads(found_in).get("file_name")
            self._places[article] = Place(article=article, title=str(title or ""))
        return self._places[article]

    def _text(self, article: str) -> str:
        if article not in self._texts:
            self._texts[article] = self._view.text(article)
        return self._texts[article]
