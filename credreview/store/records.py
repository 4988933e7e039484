"""Local numbers for records, which keep every other index small."""

import json
import sqlite3
from collections.abc import Iterable
from typing import Any

_ASKED_AT_ONCE = 500


class Records:
    """The numbers of records and kinds, cached for the length of one transaction."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._kinds: dict[str, int] = {}
        self._numbers: dict[tuple[str, str], int] = {}

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
        return found

    def number_all(self, wanted: Iterable[tuple[str, str]]) -> None:
        """Have the numbers of many records (kind, id) at hand, given out where they were not."""
        unknown = [key for key in dict.fromkeys(wanted) if key not in self._numbers]
        names = {k: name for name, k in self.kinds().items()}
        for start in range(0, len(unknown), _ASKED_AT_ONCE):
            ids = list({bytes.fromhex(id) for _, id in unknown[start : start + _ASKED_AT_ONCE]})
            marks = ",".join("?" * len(ids))
            rows = self._db.execute(f"SELECT r, kind, id FROM record WHERE id IN ({marks})", ids)
            self._numbers.update(((names[kind], id.hex()), r) for r, kind, id in rows)
        new = [key for key in unknown if key not in self._numbers]
        (last,) = self._db.execute("SELECT coalesce(max(r), 0) FROM record").fetchone()
        given = {key: r for r, key in enumerate(new, last + 1)}
        self._db.executemany(
            "INSERT INTO record (r, kind, id) VALUES (?, ?, ?)",
            [(r, self.kind(kind), bytes.fromhex(id)) for (kind, id), r in given.items()],
        )
        self._numbers |= given

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
        header: dict[str, Any] = json.loads(body.decode())
        return header
