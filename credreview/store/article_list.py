"""The article list: which articles, in which order, and what their rows show."""

import itertools
import re
from array import array
from collections.abc import Sequence
from functools import cache
from typing import Any

import sqlalchemy as sa

from credreview.domain.model import ArticleQuery, ArticleRow, Progress, SortKey
from credreview.domain.progress import NOT_CHECKABLE
from credreview.store import article_filters, search, texts
from credreview.store.schema import article, capture, claim, judgement, record, text

# A literal: SQLite uses the partial indexes only where it can read the 1 in the statement.
_ALIVE = article.c.alive == sa.literal_column("1")
_SORT_COLUMNS = {
    SortKey.CHANGED: article.c.changed,
    SortKey.TITLE: article.c.title_key,
    SortKey.OUTLET: article.c.outlet_key,
    SortKey.PUBLISHED: article.c.published,
}


def figures(
    reviewer: int | sa.BindParameter[int], keys: sa.BindParameter[Sequence[int]] | None = None
) -> sa.Subquery:
    """Return one row an article with living claims: how far the reviewer is with them."""
    own = judgement.alias("own")
    decided, differs = article_filters.decided(own), article_filters.differs(own, reviewer)
    not_checkable = sa.and_(decided, own.c.credibility == NOT_CHECKABLE)
    count = sa.func.count
    columns = [
        claim.c.article.label("article"),
        count().label("claims"),
        count().filter(decided, own.c.credibility != NOT_CHECKABLE).label("judged"),
        count().filter(not_checkable).label("not_checkable"),
        count().filter(differs).label("differing"),
    ]
    columns += [
        count().filter(decided, own.c.credibility == str(digit)).label(f"mix{digit}")
        for digit in range(1, 7)
    ]
    statement = (
        sa.select(*columns)
        .select_from(
            claim.outerjoin(own, sa.and_(own.c.claim == claim.c.r, own.c.reviewer == reviewer))
        )
        .where(claim.c.alive == 1)
        .group_by(claim.c.article)
    )
    if keys is not None:
        statement = statement.where(claim.c.article.in_(keys))
    return statement.subquery("figures")


def _progress_filter(f: sa.Subquery, wanted: frozenset[Progress]) -> sa.ColumnElement[bool]:
    """`ArticleRow.progress` in SQL."""
    done = f.c.judged + f.c.not_checkable
    calm = f.c.differing == 0
    forms = {
        Progress.NO_CLAIMS: f.c.article.is_(None),
        Progress.DIFFERING: f.c.differing > 0,
        Progress.NOT_STARTED: sa.and_(calm, done == 0),
        Progress.IN_PROGRESS: sa.and_(calm, done > 0, done < f.c.claims),
        Progress.FINISHED: sa.and_(calm, done == f.c.claims),
    }
    return sa.or_(*(forms[progress] for progress in sorted(wanted)))


def keys_statement(query: ArticleQuery, reviewer: int) -> sa.Select[tuple[int]]:
    """Return the SELECT of all matching article numbers, in order."""
    statement = sa.select(article.c.r).where(_ALIVE)
    by_figures = query.progress or query.sort in (SortKey.CLAIMS, SortKey.PROGRESS)
    f = figures(reviewer) if by_figures else None
    if f is not None:
        statement = statement.outerjoin(f, f.c.article == article.c.r)
        if query.progress:
            statement = statement.where(_progress_filter(f, query.progress))
    statement = statement.where(*article_filters.conditions(query, reviewer))
    expression = search.match(query.text) if query.text.strip() else None
    if query.text.strip():
        words = sa.table("words", sa.column("rowid"), sa.column("rank"))
        hit = sa.text("words MATCH :match").bindparams(match=expression or '""')
        if query.ranked:
            return statement.join(words, words.c.rowid == article.c.r).where(hit).order_by("rank")
        statement = statement.where(
            article.c.r.in_(sa.select(words.c.rowid).select_from(words).where(hit))
        )
    column: sa.ColumnElement[Any]
    if query.sort in _SORT_COLUMNS:
        column = _SORT_COLUMNS[query.sort]
    else:
        assert f is not None
        done = sa.cast(f.c.judged + f.c.not_checkable, sa.Float) / f.c.claims
        column = f.c.claims if query.sort is SortKey.CLAIMS else done
    order = [column.desc(), article.c.r.desc()] if query.descending else [column, article.c.r]
    return statement.order_by(*order)


def keys(connection: sa.Connection, query: ArticleQuery, reviewer: int) -> "array[int]":
    """Return the numbers of all matching articles in order, 8 bytes each."""
    result = connection.execute(keys_statement(query, reviewer))
    # The driver's own rows: a million SQLAlchemy rows would cost a second.
    return array("q", itertools.chain.from_iterable(result.cursor))  # type: ignore[arg-type]


@cache
def _rows_statement() -> sa.Select[Any]:
    """Return the SELECT of a window of rows; putting it together costs more than running it."""
    keys: sa.BindParameter[Sequence[int]] = sa.bindparam("keys", expanding=True)
    f = figures(sa.bindparam("reviewer"), keys)
    a = article.c
    name = sa.func.json_extract(capture.c.fields, "$.file_name").label("file_name")
    tables = (
        article.join(record, record.c.r == a.r)
        .outerjoin(f, f.c.article == a.r)
        .outerjoin(capture, sa.and_(capture.c.r == a.capture, a.title.is_(None)))
    )
    columns = (a.r, record.c.id, a.title, a.outlet, a.published, a.changed, a.b, name, f)
    return sa.select(*columns).select_from(tables).where(a.r.in_(keys))


def rows(
    connection: sa.Connection, wanted: Sequence[int], reviewer: int, searched: str = ""
) -> list[ArticleRow]:
    """Return the rows of some articles, in the order asked for; unknown numbers are left out."""
    found = connection.execute(_rows_statement(), {"reviewer": reviewer, "keys": list(wanted)})
    hits = search.hits(searched)
    mix = [f"mix{digit}" for digit in range(1, 7)]
    made: dict[int, ArticleRow] = {}
    for row in found:
        made[row.r] = ArticleRow(
            key=row.r,
            id=row.id.hex(),
            title=row.title or "",
            outlet=row.outlet,
            published=row.published,
            claims=row.claims or 0,
            judged=row.judged or 0,
            not_checkable=row.not_checkable or 0,
            differing=row.differing or 0,
            mix=_six([getattr(row, name) or 0 for name in mix]),
            changed=row.changed,
            snippet=_snippet(connection, row.b, hits) if hits else "",
            file_name=str(row.file_name or ""),
        )
    return [made[key] for key in wanted if key in made]


def _six(counts: Sequence[int]) -> tuple[int, int, int, int, int, int]:
    one, two, three, four, five, six = counts
    return one, two, three, four, five, six


def _snippet(connection: sa.Connection, b: int | None, hits: re.Pattern[str]) -> str:
    row = connection.execute(
        sa.select(text.c.codec, text.c.size, text.c.data).where(text.c.b == b)
    ).one_or_none()
    if row is None or row.data is None:
        return ""
    return search.snippet(texts.unpack(row.codec, row.size, row.data).decode("utf-8"), hits)
