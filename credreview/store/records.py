"""Local numbers for records, which keep every other index small."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from credreview.store.bulk import insert_all, marks, some_of

_decoder = json.JSONDecoder()


class Records:
    """The numbers of records and kinds, cached for the length of one transaction."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._kinds: dict[str, int] = {}
        self._numbers: dict[tuple[str, str], int] = {}
        self._names: dict[int, tuple[str, str]] = {}

    def kind(self, name: str) -> int:
        """Return the number of a kind, given out on first use."""
        if name not in self.kinds():
            cursor = self._db.execute("INSERT INTO kind (name) VALUES (?)", (name,))
            self._kinds[name] = int(cursor.lastrowid or 0)
        return self._kinds[name]

    def kinds(self) -> dict[str, int]:
        """Return the numbers of all kinds given out so far."""
        if not self._kinds:
            self._kinds = {name: k for k, name in self._db.execute("SELECT k, name FROM kind")}
        return self._kinds

    def number(self, kind: str, id: str) -> int:
        """Return the number of a record, given out on first use."""
        key = (kind, id)
        found = self._numbers.get(key)
        if found is None:
            found = self.find(kind, id)
            if found is None:
                cursor = self._db.execute(
                    "INSERT INTO record (kind, id) VALUES (?, ?)",
                    (self.kind(kind), bytes.fromhex(id)),
                )
                found = int(cursor.lastrowid or 0)
            self._numbers[key] = found
            self._names[found] = key
        return found

    def names(self, numbers: Sequence[int]) -> dict[int, tuple[str, str]]:
        """Return (kind, id) of each of these records, by number."""
        known = self._names
        found = {r: known[r] for r in numbers if r in known}
        for some in some_of([r for r in numbers if r not in known]):
            rows = self._db.execute(
                "SELECT r, k.name, id FROM record JOIN kind k ON k.k = record.kind"
                f" WHERE r IN ({marks(some)})",
                some,
            )
            found.update((r, (kind, id.hex())) for r, kind, id in rows)
        return found

    def next_number(self) -> int:
        """Return the number that the next record gets; whatever has one below it has it already."""
        (last,) = self._db.execute("SELECT coalesce(max(r), 0) FROM record").fetchone()
        return int(last) + 1

    def number_all(self, wanted: Iterable[tuple[str, str]]) -> None:
        """Have the numbers of many records (kind, id) at hand, given out where they were not."""
        unknown = [key for key in dict.fromkeys(wanted) if key not in self._numbers]
        names = {k: name for name, k in self.kinds().items()}
        for some in some_of(unknown):
            ids = list({bytes.fromhex(id) for _, id in some})
            rows = self._db.execute(
                f"SELECT r, kind, id FROM record WHERE id IN ({marks(ids)})", ids
            )
            here = {r: (names[kind], id.hex()) for r, kind, id in rows}
            self._names |= here
            self._numbers.update((key, r) for r, key in here.items())
        new = [key for key in unknown if key not in self._numbers]
        given = dict(enumerate(new, self.next_number()))
        kinds = {kind: self.kind(kind) for kind in dict.fromkeys(kind for kind, _ in new)}
        insert_all(
            self._db,
            "INSERT INTO record (r, kind, id)",
            [(r, kinds[kind], bytes.fromhex(id)) for r, (kind, id) in given.items()],
        )
        self._names |= given
        self._numbers.update((key, r) for r, key in given.items())

    def find(self, kind: str, id: str) -> int | None:
        """Return the number of a record that somebody wrote to, or None."""
        if (kind, id) in self._numbers:
            return self._numbers[kind, id]
        row = self._db.execute(
            "SELECT r FROM record WHERE id = ? AND kind = ?",
            (bytes.fromhex(id), self.kinds().get(kind)),
        ).fetchone()
        return int(row[0]) if row else None

    @staticmethod
    def header(body: bytes) -> dict[str, Any]:
        """Return the header of a body that was validated when it came into this file."""
        # As text: json would sniff at bytes for their encoding each time.
        header: dict[str, Any] = _decoder.raw_decode(body.decode())[0]
        return header
