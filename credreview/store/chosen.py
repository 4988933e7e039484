"""Which articles and claims a summary is about: chosen, counted, in order."""

import json
from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any, Final

from credreview.domain.counted_claims import Claims
from credreview.domain.identity import NO_PERSONS, source_id
from credreview.domain.links import NOT_CONTINUED, NOT_SAME, Link
from credreview.domain.model import ArticleQuery
from credreview.domain.summary import Kind, Request
from credreview.store import adjudications, article_list, links, statements
from credreview.store.counted import Counted, Counting
from credreview.store.view import View, no_such

#: By when the articles came into the review: the clock of the first finding that stands, which
#: is the same in every copy; what one action brought, in the order in which it did.
_ARTICLES = (
    "SELECT article.r, record.id, title, given, outlet, author, published, language,"
    " json_extract(first.fields, '$.file_name'),"
    " (SELECT count(*) FROM capture c WHERE c.article = article.r AND c.alive)"
    " FROM article JOIN record USING (r) LEFT JOIN capture first ON first.r = article.capture"
    " WHERE article.alive {0} ORDER BY first.clock IS NULL, first.clock, first.r, article.r"
)
_AMONG = "AND article.r IN (SELECT value FROM json_each(?))"
#: What was said of two claims only so that nobody is asked again.
DISMISSED = frozenset({NOT_SAME, NOT_CONTINUED})
_ANY: Final = ArticleQuery()
#: A row of `_ARTICLES`.
ArticleRow = tuple[Any, ...]


def choose(view: View, counting: Counting, request: Request) -> tuple[list[ArticleRow], Counted]:
    """Return the rows of the articles, in order, and their counted claims."""
    if request.kind is Kind.CLAIM:
        return _of_claim(view, counting, request.about)
    if request.kind is Kind.SOURCE:
        return _of_source(view, counting, request.about)
    if request.kind is Kind.ARTICLE:
        r = view.record("article", request.about)
        if r is None or not view.is_alive("article", request.about):
            raise no_such("article", request.about)
        rows = _rows(view, [r])
    elif request.kind is Kind.OUTLET:
        rows = _rows(view, _of_outlet(view, request.about))
    else:
        rows = _rows(view, _keys(view, counting, request))
    return rows, counting.claims(_places(rows))


def _keys(view: View, counting: Counting, request: Request) -> Collection[int] | None:
    """Return the numbers of the articles that are asked for; None: all."""
    query = request.query
    plain = replace(query, sort=_ANY.sort, descending=_ANY.descending, ranked=_ANY.ranked)
    if request.kind not in (Kind.REVIEW, Kind.EVIDENCE) or plain == _ANY:
        return None
    # The list asks what one has judged oneself. Nobody judges anything: there the lead is asked.
    who = counting.lead if view.reviewer in NO_PERSONS else view.number
    return article_list.keys(view.connection, plain, who)


def _of_outlet(view: View, name: str) -> Collection[int]:
    """Return the numbers of an outlet's articles, which are those that the list's filter keeps."""
    wanted = ArticleQuery(outlets=frozenset({name}))
    # "" would be those whose outlet is not stated: that is nobody's profile.
    found = article_list.keys(view.connection, wanted, view.number) if name else ()
    if not found:
        raise no_such("outlet", name)
    return found


def _rows(view: View, keys: Collection[int] | None) -> list[ArticleRow]:
    if keys is None:
        return view.db.execute(_ARTICLES.format("")).fetchall()
    among = _ARTICLES.format(_AMONG)
    return view.db.execute(among, (json.dumps(list(keys)),)).fetchall()


def _places(rows: Iterable[ArticleRow]) -> dict[int, int]:
    return {row[0]: place for place, row in enumerate(rows)}


def count_some(
    view: View, counting: Counting, claims: Collection[int]
) -> tuple[list[ArticleRow], Counted]:
    """Count some claims (numbers); return the rows of their articles as well, in order."""
    articles = view.db.execute(
        "SELECT DISTINCT article FROM claim WHERE alive"
        " AND r IN (SELECT value FROM json_each(?)) AND article IS NOT NULL",
        (json.dumps(list(claims)),),
    )
    rows = _rows(view, [article for (article,) in articles])
    return rows, counting.claims(_places(rows), claims)


def _of_source(view: View, counting: Counting, name: str) -> tuple[list[ArticleRow], Counted]:
    """Count the claims whose counted judgement is attributed to a source."""
    id = source_id(name)
    r = view.record("source", id)
    shown = statements.source_name(view, id)
    if r is None or shown is None:
        raise no_such("source", name)
    judged = view.db.execute("SELECT claim FROM judgement WHERE source = ?", (r,))
    candidates = {claim for (claim,) in judged}
    for claim, agreed in adjudications.fields_by_claim(view.db).items():
        if any(fields.get("attributed_to") == id for fields in agreed.values()):
            candidates.add(view.record("claim", claim) or -1)
    _, counted = count_some(view, counting, candidates)
    named = [c for claims in counted.claims.values() for c in claims if c.source == shown]
    return count_some(view, counting, numbers(view, (claim.claim for claim in named)))


def _of_claim(view: View, counting: Counting, id: str) -> tuple[list[ArticleRow], Counted]:
    """Count a claim, and those that are linked with it; it and its article come first."""
    own = view.article_of(id) if view.is_alive("claim", id) else ""
    if not view.is_alive("article", own):
        raise no_such("claim", id)
    found = [link for link in links.everywhere(view) if id in (link.one, link.other)]
    ends = {id, *(link.end_beside(id) for link in found if link.relation not in DISMISSED)}
    rows, counted = count_some(view, counting, numbers(view, ends))
    shown = may_be_seen(view, found, counted.undecided)
    kept = {id, *(link.end_beside(id) for link in shown if link.relation not in DISMISSED)}
    if kept != ends:
        rows, counted = count_some(view, counting, numbers(view, kept))
    rows.sort(key=lambda row: row[1].hex() != own)
    for place, row in enumerate(rows):
        claims = [claim._replace(article=place) for claim in counted.claims.get(row[0], ())]
        counted.claims[row[0]] = Claims.of(sorted(claims, key=lambda claim: claim.claim != id))
    return rows, counted


def numbers(view: View, claims: Iterable[str]) -> list[int]:
    """Return the numbers of claims (ids); those that nobody ever wrote to are left out."""
    found = (view.record("claim", claim) for claim in claims)
    return [r for r in found if r is not None]


def may_be_seen(view: View, found: Iterable[Link], undecided: Collection[str]) -> list[Link]:
    """Return the links that may be seen: others' tell what they think of both ends."""
    return [
        link
        for link in found
        if (link.one not in undecided and link.other not in undecided)
        or view.own_undisputed("link", link.id) is not None
    ]
