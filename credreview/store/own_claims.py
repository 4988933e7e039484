"""The claims of a summary by the judgements of whoever looks, as the article list counts them."""

from collections.abc import Iterable
from dataclasses import replace

import sqlalchemy as sa

from credreview.domain.model import ArticleQuery
from credreview.domain.progress import NOT_CHECKABLE
from credreview.domain.summary import CountedClaim, Request, Scope
from credreview.store import article_filters, summaries
from credreview.store.schema import claim, judgement, record
from credreview.store.view import View


def scope(view: View, query: ArticleQuery) -> Scope:
    """Return what `summaries.scope` does of some articles, each claim by the own judgement alone.

    Claims have the same numbers as in a summary of the same articles. What is
    agreed, and what only others judged, counts as the own judgement says: as
    in the article list and its filters.
    """
    counted = summaries.scope(view, Request(query=query))
    return replace(counted, claims=list(_own(view, counted.claims)), hidden=0)


def _own(view: View, claims: Iterable[CountedClaim]) -> Iterable[CountedClaim]:
    own = judgement.alias("own")
    columns = (record.c.id, own.c.provenance, own.c.reliability, own.c.credibility)
    differs = article_filters.differs(own, view.number).label("differs")
    tables = own.join(claim, claim.c.r == own.c.claim).join(record, record.c.r == claim.c.r)
    statement = (
        sa.select(*columns, differs)
        .select_from(tables)
        .where(claim.c.alive == 1, own.c.reviewer == view.number)
    )
    given = {row.id.hex(): row for row in view.connection.execute(statement)}
    for each in claims:
        row = given.get(each.claim)
        bare = CountedClaim(each.claim, each.article)
        if row is None:
            yield bare
            continue
        not_checkable = row.credibility == NOT_CHECKABLE
        yield bare._replace(
            provenance=row.provenance,
            reliability=row.reliability,
            credibility=None if not_checkable else row.credibility,
            not_checkable=not_checkable,
            reviewer=view.reviewer,
            is_decided=not_checkable or None not in (row.reliability, row.credibility),
            differs=bool(row.differs),
        )
