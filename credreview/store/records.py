"""Local numbers for records, which keep every other index small."""

import json
import sqlite3
from typing import Any


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
