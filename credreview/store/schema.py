"""The tables of a review file, format 2.

`action` (id, body), `text` and `signature` hold what is true; all else is
derived from them and can be rebuilt. The projection has no foreign keys,
CHECKs or UNIQUEs beyond its keys, so that every legal union of journals fits.
`n` and `r` are local numbers, never exported; `n` is parents-first.
"""

import sqlite3
from collections import Counter
from contextlib import closing
from functools import cache
from pathlib import Path

from sqlalchemy import Column, Index, Integer, LargeBinary, MetaData, Table, Text

#: "CRdV"; stands in the file header so that a review is known as one.
APPLICATION_ID = 0x43526456
FORMAT = 2
PAGE_SIZE = 8192

metadata = MetaData()


def _table(
    name: str, *columns: Column[int] | Column[str] | Column[bytes], by_key: bool = False
) -> Table:
    """Return a STRICT table; `by_key` stores it in the order of its key, without a rowid."""
    return Table(name, metadata, *columns, sqlite_strict=True, sqlite_with_rowid=not by_key)


def _integer(name: str, *, key: bool = False, null: bool = True) -> Column[int]:
    return Column(name, Integer, primary_key=key, nullable=null and not key, autoincrement=False)


def _text(name: str) -> Column[str]:
    return Column(name, Text)


def _blob(name: str, *, key: bool = False, unique: bool = False) -> Column[bytes]:
    return Column(
        name, LargeBinary, primary_key=key, nullable=not (key or unique), unique=unique or None
    )


# The journal. `is_off` is NULL for switches; `ops` holds the bits of store/journal.py.
action = _table(
    "action",
    _integer("n", key=True),
    _blob("id", unique=True),
    _integer("clock"),
    _integer("reviewer"),
    _integer("chain"),
    _integer("pos"),
    _integer("seen"),
    _integer("is_off"),
    _blob("body"),
)
change = _table(
    "change", _integer("r", key=True), _integer("n", key=True), _integer("ops"), by_key=True
)
switch = _table("switch", _integer("target", key=True), _integer("n", key=True), by_key=True)
seen = _table(
    "seen", _integer("seen", key=True), _integer("chain", key=True), _integer("pos"), by_key=True
)
chain = _table("chain", _integer("chain", key=True), _integer("tail"), _integer("reviewer"))
head = _table("head", _integer("n", key=True))
kind = _table("kind", _integer("k", key=True), _text("name"))
record = _table("record", _integer("r", key=True), _integer("kind"), _blob("id"))
signature = _table(
    "signature", _integer("n", key=True), _blob("key", key=True), _blob("sig"), by_key=True
)
aside = _table("aside", _integer("n_from", key=True), _integer("n_to", key=True), _integer("since"))
text = _table(
    "text",
    _integer("b", key=True),
    _blob("sha", unique=True),
    _integer("codec"),
    _integer("size"),
    _blob("salt"),
    _integer("purged"),
    _blob("data"),
)
# What was merged into this copy of the file: a local matter, never shared.
merged = _table(
    "merged",
    _integer("m", key=True),
    _integer("wall"),
    _text("name"),
    _blob("fingerprint"),
    _integer("state"),
    _text("ranges"),
    _text("prior"),
    _text("report"),
)
# The heads of each state that was printed, exported or sealed, by fingerprint.
kept = _table(
    "kept",
    _blob("fingerprint", key=True),
    _text("why"),
    _integer("wall"),
    _integer("n"),
    _text("heads"),
    by_key=True,
)
# Settings of this copy of the file; never shared.
local = _table("local", Column("name", Text, primary_key=True), _text("value"), by_key=True)

# The projection.
article = _table(
    "article",
    _integer("r", key=True),
    _integer("alive"),
    _integer("b"),
    _text("title"),
    _text("outlet"),
    _text("author"),
    _text("published"),
    _text("url"),
    _text("language"),
    _text("title_key"),
    _text("outlet_key"),
    _text("given"),
    _text("guessed"),
    _integer("capture"),
    _integer("changed"),
    _text("diff"),
)
capture = _table(
    "capture",
    _integer("r", key=True),
    _integer("alive"),
    _integer("article"),
    _integer("clock"),
    _text("fields"),
    _text("diff"),
)
claim = _table(
    "claim",
    _integer("r", key=True),
    _integer("alive"),
    _integer("article"),
    _integer("start"),
    _integer("stop"),
    _integer("part"),
    _text("contested"),
    _integer("settled"),
    _text("diff"),
)
judgement = _table(
    "judgement",
    _integer("claim", key=True),
    _integer("reviewer", key=True),
    _integer("r"),
    _text("provenance"),
    _integer("source"),
    _text("directness"),
    _text("reliability"),
    _text("credibility"),
    _text("confidence"),
    _blob("rationale"),
    _text("flags"),
    _integer("blind"),
    _integer("wall"),
    _text("diff"),
    by_key=True,
)
other = _table(
    "other",
    _integer("r", key=True),
    _integer("kind"),
    _integer("alive"),
    _text("fields"),
    _text("diff"),
)

Index("record_id", record.c.id, record.c.kind, unique=True)
# Undo needs a reviewer's newest action even when a merge has put many others above it.
Index("action_reviewer", action.c.reviewer, action.c.clock)
Index("claim_article", claim.c.article, claim.c.start)
Index("capture_article", capture.c.article)
Index("judgement_source", judgement.c.source, sqlite_where=judgement.c.source.is_not(None))
Index("other_kind", other.c.kind)
for _name in ("changed", "title_key", "outlet_key", "published"):
    Index(f"article_{_name}", article.c[_name], article.c.r, sqlite_where=article.c.alive == 1)
for _table_with_diff in (article, claim, judgement):
    Index(
        f"{_table_with_diff.name}_diff",
        *_table_with_diff.primary_key.columns,
        sqlite_where=_table_with_diff.c.diff.is_not(None),
    )


@cache
def statements(number: int = FORMAT) -> list[str]:
    """Return the SQL that makes an empty review of a format, in order.

    The words stand in a file of their own: files must have the same schema
    for ever, whatever a library makes of the tables above. A test holds the
    two together.
    """
    path = Path(__file__).with_name(f"format-{number}.sql")
    return path.read_text(encoding="utf-8").removesuffix(";\n").split(";\n\n")


def deviations(connection: sqlite3.Connection, number: int = FORMAT) -> list[tuple[object, ...]]:
    """Return what a file has beyond the schema of a format, and what it lacks of it.

    Each is a row of `sqlite_schema` (type, name, table, SQL); tables of the
    full-text index and automatic indexes are compared like all others, since
    a view or a trigger from elsewhere could alter what a reviewer decides.
    """
    found = Counter(connection.execute(f"{_SCHEMA_ROWS} LIMIT 1000").fetchall())
    known = _schema_rows(number)
    return [*(found - known), *(known - found)]


_SCHEMA_ROWS = "SELECT type, name, tbl_name, sql FROM sqlite_schema"


@cache
def _schema_rows(number: int) -> Counter[tuple[object, ...]]:
    with closing(sqlite3.connect(":memory:")) as empty:
        for statement in statements(number):
            empty.execute(statement)
        return Counter(empty.execute(_SCHEMA_ROWS).fetchall())
