"""Writes folded records into the projection's tables."""

import json
import sqlite3
import unicodedata
from collections.abc import Mapping
from typing import Any, NamedTuple

from credreview.domain.fold import Folded
from credreview.domain.model import FACT_NAMES
from credreview.store import texts
from credreview.store.bulk import insert_all, marks
from credreview.store.records import Records
from credreview.store.settlements import Settlements


class Row(NamedTuple):
    """A folded record on its way into a table; of a judgement also when it last changed."""

    r: int
    kind: str
    id: str
    folded: Folded
    wall: int


def sort_key(words: str | None) -> str:
    """Return the form by which titles and outlets are sorted: no case, no accents, no quotes."""
    folded = unicodedata.normalize("NFKD", (words or "").casefold())
    plain = "".join(c for c in folded if not unicodedata.combining(c))
    return plain.lstrip(" \"'“”„«»‘’([{¿¡…-–—")


#: Writes a value in one form, whatever order its parts came in.
_json = json.JSONEncoder(sort_keys=True).encode


def _text(value: object) -> str | None:
    """Return a value as text; what a newer version wrote in another shape stays visible."""
    return value if value is None or isinstance(value, str) else _json(value)


def _number(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _id(value: object, size: int = 16) -> str | None:
    try:
        return value if isinstance(value, str) and len(bytes.fromhex(value)) == size else None
    except ValueError:
        return None


def text_reference(value: object) -> bytes | None:
    """Return the hash that a {"text": hash} value refers to, or None."""
    id = _id(value.get("text"), 32) if isinstance(value, dict) else None
    return bytes.fromhex(id) if id else None


def _diff(folded: Folded) -> str | None:
    if not folded.differences:
        return None
    return _json(
        {
            name: [[write.reviewer, write.id, value] for write, value in others]
            for name, others in folded.differences.items()
        }
    )


class Tables:
    """The projection's tables inside one write transaction."""

    def __init__(self, db: sqlite3.Connection, records: Records) -> None:
        self._db = db
        self._records = records
        self._stale: set[int] = set()
        self._settlements = Settlements(db, records)
        self._changed: dict[int, int] = {}
        #: The articles of captures and claims, by record number.
        self._places: dict[int, int | None] = {}
        #: Rows on their way, by the two parts of the statement that writes them.
        self._waiting: dict[tuple[str, str], list[tuple[object, ...]]] = {}
        self._writers = {
            "article": self._article,
            "capture": self._capture,
            "claim": self._claim,
            "judgement": self._judgement,
        }

    def settled(self, named: Mapping[int, tuple[str, str]]) -> set[int]:
        """Return the records for which a touch changes nothing: they live, and nobody deleted them.

        Args:
            named: (kind, id) by record number, a batch of them.
        """
        found: set[int] = set()
        by_table: dict[str, list[int]] = {}
        for r, (kind, _) in named.items():
            table = kind if kind in ("article", "capture", "claim") else "other"
            by_table.setdefault(table, []).append(r)
        for table, numbers in by_table.items():
            beside = " AND contested IS NULL" if table == "claim" else ""
            rows = self._db.execute(
                f"SELECT r FROM {table} WHERE r IN ({marks(numbers)}) AND alive{beside}", numbers
            )
            found.update(r for (r,) in rows)
        return found

    def write(self, row: Row) -> None:
        """Put one folded record in its table; it is there when `settle` was called."""
        self._writers.get(row.kind, self._other)(row)

    def _put(self, insertion: str, *values: object, otherwise: str = "") -> None:
        self._waiting.setdefault((insertion, otherwise), []).append(values)

    def settle(self, clocks: Mapping[int, tuple[str, str, int]]) -> None:
        """Derive what articles show from the records written since; note when they changed.

        Args:
            clocks: (kind, id, greatest clock of new actions) by record number.
        """
        for (insertion, otherwise), rows in self._waiting.items():
            insert_all(self._db, insertion, rows, otherwise)
        self._waiting.clear()
        for r in sorted(self._stale):
            self._derive_article(r)
        self._stale.clear()
        self._settlements.derive()
        places = self._articles_of(clocks)
        for r, (_, _, clock) in clocks.items():
            article = places.get(r)
            if article and clock > self._changed.get(article, 0):
                self._changed[article] = clock

    def finish(self) -> None:
        """Write when the articles last changed."""
        self._db.executemany(
            "UPDATE article SET changed = ? WHERE r = ? AND changed < ?",
            [(clock, article, clock) for article, clock in self._changed.items()],
        )
        self._changed.clear()

    def _articles_of(self, named: Mapping[int, tuple[str, str, int]]) -> dict[int, int | None]:
        """Return which article each record of a batch belongs to, where it does."""
        found: dict[int, int | None] = {}
        within: dict[str, dict[int, int]] = {"capture": {}, "claim": {}}
        for r, (kind, id, _) in named.items():
            if kind == "article":
                found[r] = r
            elif kind == "judgement":
                claim = self._records.find("claim", id[:32])
                if claim is not None:
                    within["claim"][r] = claim
            elif kind in within:
                within[kind][r] = r
        places = self._places
        for table, wanted in within.items():
            numbers = [*{number for number in wanted.values() if number not in places}]
            rows = self._db.execute(
                f"SELECT r, article FROM {table} WHERE r IN ({marks(numbers)})", numbers
            )
            places.update(rows.fetchall())
            found.update((r, places.get(number)) for r, number in wanted.items())
        return found

    def _article(self, row: Row) -> None:
        fields, winners = row.folded.fields, row.folded.winners
        sha = _id(fields.get("text"), 32)
        found = (
            sha
            and self._db.execute(
                "SELECT b FROM text WHERE sha = ?", (bytes.fromhex(sha),)
            ).fetchone()
        )
        given = {name: _text(fields[name]) for name in FACT_NAMES if name in winners}
        self._put(
            "INSERT INTO article (r, alive, b, given, diff, changed)",
            row.r,
            int(row.folded.alive),
            found[0] if found else None,
            _json(given) if given else None,
            _diff(row.folded),
            0,
            otherwise="ON CONFLICT (r) DO UPDATE SET alive = excluded.alive, b = excluded.b,"
            " given = excluded.given, diff = excluded.diff,"
            # Words that came after the article are not in the index yet.
            " title_key = CASE WHEN b IS NOT NULL THEN title_key END",
        )
        self._stale.add(row.r)

    def _capture(self, row: Row) -> None:
        fields = row.folded.fields
        article = _id(fields.get("article"))
        number = self._records.number("article", article) if article else None
        before = self._db.execute("SELECT article FROM capture WHERE r = ?", (row.r,)).fetchone()
        if before and before[0] is not None:
            self._stale.add(before[0])  # a file from elsewhere may say that it was found there
        self._places[row.r] = number
        self._put(
            "INSERT OR REPLACE INTO capture (r, alive, article, clock, fields, diff)",
            row.r,
            int(row.folded.alive),
            number,
            row.folded.since,
            _json(fields),
            _diff(row.folded),
        )
        if number is not None:
            self._stale.add(number)

    def _claim(self, row: Row) -> None:
        fields = row.folded.fields
        article = _id(fields.get("article"))
        span = [_number(fields.get(name)) for name in ("start", "stop", "part")]
        whole = article is not None and None not in span
        contested = [write.reviewer for write in row.folded.contested]
        place = self._records.number("article", article) if article else None
        self._places[row.r] = place
        self._put(
            "INSERT OR REPLACE INTO claim (r, alive, article, start, stop, part, contested, diff)",
            row.r,
            int(row.folded.alive and whole),
            place,
            *span,
            _json(contested) if contested else None,
            _diff(row.folded),
        )
        self._settlements.touch(row.id)

    def _judgement(self, row: Row) -> None:
        self._settlements.touch(row.id[:32])
        claim = self._records.number("claim", row.id[:32])
        reviewer = self._records.number("reviewer", row.id[32:])
        if not row.folded.alive:
            self._db.execute(
                "DELETE FROM judgement WHERE claim = ? AND reviewer = ?", (claim, reviewer)
            )
            return
        fields = row.folded.fields
        grade = fields.get("grade")
        reliability, credibility = (
            grade if isinstance(grade, list) and len(grade) == 2 else (None, None)
        )
        source = _id(fields.get("attributed_to"))
        flags, blind = fields.get("flags"), fields.get("blind")
        self._put(
            "INSERT OR REPLACE INTO judgement (claim, reviewer, r, provenance, source, directness,"
            " reliability, credibility, confidence, rationale, flags, blind, wall, diff)",
            claim,
            reviewer,
            row.r,
            _text(fields.get("provenance")),
            self._records.number("source", source) if source else None,
            _text(fields.get("directness")),
            _text(reliability),
            _text(credibility),
            _text(fields.get("confidence")),
            text_reference(fields.get("rationale")),
            _json(flags) if isinstance(flags, list) and flags else None,
            int(blind) if isinstance(blind, bool) else None,
            row.wall,
            _diff(row.folded),
        )

    def _other(self, row: Row) -> None:
        if row.kind == "adjudication":
            self._settlements.touch(row.id[:32])
        self._put(
            "INSERT OR REPLACE INTO other (r, kind, alive, fields, diff)",
            row.r,
            self._records.kind(row.kind),
            int(row.folded.alive),
            _json(row.folded.fields),
            _diff(row.folded),
        )

    def _derive_article(self, r: int) -> None:
        """Let a person's corrections show over the first living capture; index the words."""
        row = self._db.execute(
            "SELECT b, given, title, title_key FROM article WHERE r = ?", (r,)
        ).fetchone()
        if row is None:
            return
        b, given, old_title, old_key = row
        first = self._db.execute(
            "SELECT capture.r, fields FROM capture JOIN record USING (r)"
            " WHERE article = ? AND alive ORDER BY clock, record.id LIMIT 1",
            (r,),
        ).fetchone()
        fields: dict[str, Any] = json.loads(first[1]) if first else {}
        facts = {name: _text(fields.get(name)) for name in FACT_NAMES}
        corrected: dict[str, str | None] = json.loads(given) if given else {}
        facts.update(corrected)
        guessed = fields.get("guessed")
        listed = guessed if isinstance(guessed, list) else []
        shown = sorted(name for name in FACT_NAMES if name in listed and name not in corrected)
        self._db.execute(
            "UPDATE article SET title = ?, outlet = ?, author = ?, published = ?, url = ?,"
            " language = ?, title_key = ?, outlet_key = ?, guessed = ?, capture = ? WHERE r = ?",
            (
                *(facts[name] for name in FACT_NAMES),
                sort_key(facts["title"]),
                sort_key(facts["outlet"]),
                _json(shown) if shown else None,
                first[0] if first else None,
                r,
            ),
        )
        if b is not None and (old_key is None or old_title != facts["title"]):
            self._index(r, b, old_title, facts["title"], known=old_key is not None)

    def _index(self, r: int, b: int, old: str | None, new: str | None, *, known: bool) -> None:
        packed = self._db.execute("SELECT codec, size, data FROM text WHERE b = ?", (b,)).fetchone()
        if packed[2] is None:
            return
        body = texts.unpack(*packed).decode("utf-8")
        if known:
            # A contentless index forgets words only when they are named again.
            self._db.execute(
                "INSERT INTO words (words, rowid, title, body) VALUES ('delete', ?, ?, ?)",
                (r, old or "", body),
            )
        self._db.execute(
            "INSERT INTO words (rowid, title, body) VALUES (?, ?, ?)", (r, new or "", body)
        )
