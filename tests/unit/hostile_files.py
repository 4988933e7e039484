"""Review files that somebody made to do harm, or that are damaged: name -> builder(path).

`FILE_LEVEL` must be stopped by the gate before a row is read; `ROW_LEVEL` and
`LISTS` (see hostile_rows.py) pass it.
"""

import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path

from altered_files import Builder, altered, sound, sound_bytes, sql
from hostile_rows import LISTS, ROW_LEVEL

from credreview.store import schema

__all__ = [
    "FILE_LEVEL",
    "LISTS",
    "ROW_LEVEL",
    "endless",
    "interrupt",
    "leave_unfinished",
    "name_third_file",
]


def _schema_text(old: str, new: str, name: str = "action") -> Builder:
    return sql(
        f"UPDATE sqlite_schema SET sql = replace(sql, '{old}', '{new}') WHERE name = '{name}'"
    )


def _bytes(at: int, new: bytes) -> Builder:
    def build(path: Path) -> None:
        data = bytearray(sound_bytes())
        data[at : at + len(new)] = new
        path.write_bytes(data)

    return build


def _content(content: bytes) -> Builder:
    return lambda path: path.write_bytes(content) and None


def _page_count(path: Path) -> None:
    data = bytearray(sound_bytes())
    data[28:32] = (len(data) // schema.PAGE_SIZE + 3).to_bytes(4, "big")
    path.write_bytes(data)


def _wal_beside(path: Path) -> None:
    sound(path)
    path.with_name(path.name + "-wal").write_bytes(b"\0" * 32)


def _link_loop(path: Path) -> None:
    path.symlink_to(path.name)


def _link_to_device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def _link_to_pipe(path: Path) -> None:
    os.mkfifo(path.with_name("pipe"))
    path.symlink_to("pipe")


def _journal_is_a_pipe(path: Path) -> None:
    sound(path)
    os.mkfifo(path.with_name(path.name + "-journal"))


def leave_unfinished(path: Path) -> None:
    """Make a review of which a program was killed in the middle of a write."""
    sound(path)
    interrupt(path)


def interrupt(path: Path) -> None:
    """Leave a review as a program does that is killed in the middle of a write."""
    journal_path = path.with_name(path.name + "-journal")
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA cache_size=2")  # so that pages reach the file before the end
        db.execute("BEGIN IMMEDIATE")
        db.execute("UPDATE text SET data = zeroblob(50000)")
        db.execute("UPDATE action SET body = x'00'")
        unfinished = path.read_bytes(), journal_path.read_bytes()
        db.execute("ROLLBACK")
    path.write_bytes(unfinished[0])
    journal_path.write_bytes(unfinished[1])


def name_third_file(path: Path) -> None:
    """Let the unfinished write name a file of the reader's, which SQLite would delete."""
    leave_unfinished(path)
    victim = os.fsencode(path.with_name("victim"))
    path.with_name("victim").write_text("dear diary")
    sizes = len(victim).to_bytes(4, "big") + (sum(victim) & 0xFFFFFFFF).to_bytes(4, "big")
    lock_page = (2**30 // schema.PAGE_SIZE + 1).to_bytes(4, "big")
    with path.with_name(path.name + "-journal").open("ab") as side:
        side.write(lock_page + victim + sizes + bytes.fromhex("d9d505f920a163d7"))


def _schema_flood(path: Path) -> None:
    with altered(path) as db:
        db.execute("BEGIN")
        rows = ((f"t{n}", f"t{n}", f"CREATE TABLE t{n} (x)") for n in range(20_000))
        db.executemany("INSERT INTO sqlite_schema VALUES ('table', ?, ?, 2, ?)", rows)
        db.execute("COMMIT")


def endless(table: str) -> Builder:
    """Let the pages of a table hang together so that its rows never end."""

    def build(path: Path) -> None:
        sound(path)
        size = schema.PAGE_SIZE
        data = bytearray(path.read_bytes())
        with closing(sqlite3.connect(path)) as db:
            (root,) = db.execute(
                "SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,)
            ).fetchone()
        leaf = data[(root - 1) * size : root * size]
        pages = len(data) // size
        levels = 8
        data[(root - 1) * size : root * size] = _inner_page(pages + 1)
        for level in range(2, levels):
            data += _inner_page(pages + level)
        data += leaf
        data[28:32] = (len(data) // size).to_bytes(4, "big")
        path.write_bytes(data)

    return build


def _inner_page(child: int) -> bytes:
    """Return an inner page of a table whose 500 children are all the same page."""
    cell = child.to_bytes(4, "big") + b"\x01"  # the key 1, as a variable-length number
    count = 500
    page = bytearray(schema.PAGE_SIZE)
    start = schema.PAGE_SIZE - count * len(cell)
    page[:12] = b"\x05\0\0" + count.to_bytes(2, "big") + start.to_bytes(2, "big") + b"\0" + cell[:4]
    for number in range(count):
        at = start + number * len(cell)
        page[12 + 2 * number : 14 + 2 * number] = at.to_bytes(2, "big")
        page[at : at + len(cell)] = cell
    return bytes(page)


def _manifest(value: str) -> Builder:
    def build(path: Path) -> None:
        with altered(path) as db:
            db.execute("INSERT INTO local (name, value) VALUES ('manifest', ?)", (value,))

    return build


_BOMB = "WITH RECURSIVE b(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM b)"

FILE_LEVEL: dict[str, Builder] = {
    "trigger": sql("CREATE TRIGGER t AFTER INSERT ON action BEGIN DELETE FROM text; END"),
    "view_bomb": sql("DROP TABLE head", f"CREATE VIEW head AS {_BOMB} SELECT count(*) AS n FROM b"),
    "view_of_actions": sql(
        "ALTER TABLE action RENAME TO real_action",
        "CREATE VIEW action AS SELECT * FROM real_action",
    ),
    "extra_table": sql("CREATE TABLE notes (x)"),
    "missing_table": sql("DROP TABLE aside"),
    "check_with_function": _schema_text(
        "UNIQUE (id)", "UNIQUE (id), CHECK (load_extension(body) = 0)"
    ),
    "generated_column": _schema_text("body BLOB", "body BLOB, g AS (hex(body))"),
    "index_on_expression": sql("CREATE INDEX i ON action (hex(zeroblob(n * 100000)))"),
    "not_strict": _schema_text("STRICT", ""),
    "without_rowid_swapped": _schema_text("STRICT", "WITHOUT ROWID, STRICT"),
    "shared_root": sql(
        "UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema"
        " WHERE name = 'article') WHERE name = 'claim'"
    ),
    "statistics": sql("PRAGMA writable_schema=OFF", "ANALYZE"),
    "shadow_table_is_a_view": sql(
        "UPDATE sqlite_schema SET type = 'view', rootpage = 0,"
        " sql = 'CREATE VIEW words_data AS SELECT 1 AS id, 2 AS block' WHERE name = 'words_data'"
    ),
    "virtual_table": sql("CREATE VIRTUAL TABLE more USING fts5(x)"),
    "schema_flood": _schema_flood,
    "schema_of_no_text": sql(
        "UPDATE sqlite_schema SET sql = CAST(x'43524541fffe' AS TEXT) WHERE name = 'aside'"
    ),
    "wrong_page_count": _page_count,
    "cut_off": lambda path: _content(sound_bytes()[: -schema.PAGE_SIZE])(path),
    "cut_within_a_page": lambda path: _content(sound_bytes()[:-1])(path),
    "grown": lambda path: _content(sound_bytes() + bytes(schema.PAGE_SIZE))(path),
    "newer_format": _bytes(60, (schema.FORMAT + 1).to_bytes(4, "big")),
    "format_that_never_was": _bytes(60, bytes(4)),
    "foreign_application": _bytes(68, b"GPKG"),
    "utf_16": _bytes(56, (2).to_bytes(4, "big")),
    "reserved_bytes": _bytes(20, b"\x40"),
    "wal_mode": _bytes(18, b"\x02\x02"),
    "wal_beside": _wal_beside,
    "journal_is_a_pipe": _journal_is_a_pipe,
    "journal_names_third_file": name_third_file,
    "not_sqlite": _content(b"dear diary " * 5000),
    "empty": _content(b""),
    "zeros": _content(bytes(8192)),
    "header_alone": lambda path: _content(sound_bytes()[:100])(path),
    "missing": lambda path: None,
    "folder": lambda path: path.mkdir(),
    "pipe": lambda path: os.mkfifo(path),
    "link_to_pipe": _link_to_pipe,
    "link_to_device": _link_to_device,
    "link_loop": _link_loop,
    "endless_actions": endless("action"),
    "endless_heads": endless("head"),
    "head_without_action": sql("INSERT INTO head VALUES (999)"),
    "no_heads": sql("DELETE FROM head"),
    "manifest_too_large": _manifest(json.dumps({"a": "x" * 100_000})),
    "manifest_too_deep": _manifest("[" * 50_000),
    "manifest_nested": _manifest('{"a":' * 20 + "1" + "}" * 20),
    "manifest_no_object": _manifest("[1]"),
    "manifest_half_character": _manifest('{"a":"\\ud800"}'),
}
