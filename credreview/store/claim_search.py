"""Finds claims by words of theirs: through the articles that hold these words."""

import itertools
from collections.abc import Iterator

from credreview.domain.identity import fold_name
from credreview.domain.links import FoundClaim
from credreview.domain.model import ArticleQuery
from credreview.store import article_list
from credreview.store.view import View

#: More than these are not listed; more articles are not looked through.
MOST_CLAIMS = 200
_MOST_ARTICLES = 300


def find(view: View, searched: str, near: str, besides: str) -> list[FoundClaim]:
    """Return at most `MOST_CLAIMS` claims whose words hold all that is searched.

    Args:
        view: The review.
        searched: Words; none finds the claims of `near`, then of articles changed last.
        near: The article (id) whose claims come first.
        besides: A claim (id) that is left out.
    """
    wanted = fold_name(searched).split()
    found = (
        one
        for one in _claims(view, searched.strip(), near)
        if one.claim.id != besides and all(w in fold_name(one.claim.quote) for w in wanted)
    )
    return list(itertools.islice(found, MOST_CLAIMS))


def _claims(view: View, searched: str, near: str) -> Iterator[FoundClaim]:
    first = view.record("article", near) if view.is_alive("article", near) else None
    keys = article_list.keys(view.connection, ArticleQuery(text=searched), view.number)
    others = (key for key in keys if key != first)
    for key in itertools.islice(itertools.chain([first] if first else [], others), _MOST_ARTICLES):
        article = view.article(key)
        title = article.facts.title or ""
        for claim in view.claims(article.id):
            yield FoundClaim(claim, title)
