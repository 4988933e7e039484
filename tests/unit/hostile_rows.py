"""Reviews whose files are sound and whose rows are not: name -> builder(path).

`ROW_LEVEL` must be stopped by whoever takes the rows in, or by `check_pages`.
`LISTS` state something wrong beside sound rows.
"""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from altered_files import ARTICLE, XENIA, Builder, altered, header, put_action, sql

from credreview.domain import canonical, journal
from credreview.domain.identity import article_id, claim_id
from credreview.store import schema, texts


def _loose(value: object) -> bytes:
    """Return JSON in canonical spelling without any of its rules."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode(
        "utf-8", "surrogatepass"
    )


def _action(**changed: object) -> Builder:
    """Return a builder that adds an action with other header fields, its hash right."""

    def build(path: Path) -> None:
        with altered(path) as db:
            put_action(db, _loose(header(db) | changed))

    return build


def _value(value: object) -> Builder:
    return _action(changes=[["note", "0f" * 16, "new", {"about": value}]])


def _nested(depth: int) -> object:
    value: object = 1
    for _ in range(depth):
        value = [value]
    return value


def _body(spell: Callable[[bytes], bytes]) -> Builder:
    def build(path: Path) -> None:
        with altered(path) as db:
            put_action(db, spell(canonical.dump(header(db))))

    return build


def _unsorted_parents(path: Path) -> None:
    with altered(path) as db:
        parents = [id.hex() for (id,) in db.execute("SELECT id FROM action")]
        put_action(db, _loose(header(db) | {"parents": sorted(parents, reverse=True)}))


def _child_before_its_parent(path: Path) -> None:
    with altered(path) as db:
        db.execute("UPDATE action SET n = -5 WHERE n = 5")


def _bad_body_at_a_negative_number(path: Path) -> None:
    with altered(path) as db:
        db.execute("UPDATE action SET n = -5, body = x'00' WHERE n = 5")


def _wrong_hash(path: Path) -> None:
    with altered(path) as db:
        put_action(db, canonical.dump(header(db)), bytes(32))


def _other_body_under_a_known_name(path: Path) -> None:
    with altered(path) as db:
        db.execute("UPDATE action SET body = CAST(replace(body, 'low', 'new') AS BLOB) WHERE n = 5")


def _switch_of_what_it_has_not_seen(path: Path) -> None:
    with altered(path) as db:
        before = header(db)
        beside = put_action(db, canonical.dump(before)).hex()
        switch = [["action", beside, "off", {}]]
        last = put_action(db, canonical.dump(before | {"changes": switch, "label": "undo"}))
        db.execute("INSERT INTO head SELECT n FROM action WHERE hex(id) = upper(?)", (beside,))
        assert last


def text_bomb(size: int) -> bytes:
    """Return a zstd frame of zeros; it is four bytes for each 128 KB of them."""
    frame = bytes.fromhex("28b52ffde0") + size.to_bytes(8, "little")
    left = size
    while left:
        part = min(left, 128 * 1024)
        left -= part
        frame += ((part << 3) | 2 | (not left)).to_bytes(3, "little") + b"\0"
    return frame


def _new_text(codec: int, size: int, data: bytes | None, sha: bytes = b"\x11" * 32) -> Builder:
    """Return a builder of a review with a new action that refers to such a text."""

    def build(path: Path) -> None:
        with altered(path) as db:
            why = {"rationale": {"text": sha.hex()}}
            change = ["judgement", claim_id(article_id(ARTICLE), 0, 20) + XENIA, "set", why]
            put_action(db, canonical.dump(header(db) | {"changes": [change]}))
            db.execute(
                "INSERT INTO text (sha, codec, size, purged, data) VALUES (?, ?, ?, 0, ?)",
                (sha, codec, size, data),
            )

    return build


def _missing_text(path: Path) -> None:
    with altered(path) as db:
        why = {"rationale": {"text": "22" * 32}}
        put_action(db, canonical.dump(header(db) | {"changes": [["note", "0f" * 16, "new", why]]}))


def _article_of_other_words(path: Path) -> None:
    with altered(path) as db:
        sha = texts.put(db, b"Other words than those its name is made of.")
        change = ["article", "0d" * 16, "new", {"text": sha}]
        put_action(db, canonical.dump(header(db) | {"changes": [change]}))


def _type_lie(path: Path) -> None:
    with altered(path) as db:
        db.execute("UPDATE sqlite_schema SET sql = replace(sql, 'STRICT', '') WHERE name='action'")
        (words,) = db.execute("SELECT sql FROM sqlite_schema WHERE name='action'").fetchone()
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        put_action(db, canonical.dump(header(db)))
        db.execute("UPDATE action SET body = CAST(body AS TEXT) WHERE n = (SELECT n FROM head)")
        db.execute("PRAGMA writable_schema=ON")
        strict = words.rstrip() + "\n STRICT"
        (wanted,) = [s for s in schema.statements() if s.startswith("CREATE TABLE action")]
        assert strict.split() == wanted.split()
        db.execute("UPDATE sqlite_schema SET sql = ? WHERE name='action'", (wanted,))


ROW_LEVEL: dict[str, Builder] = {
    "body_over_1_mb": _value("x" * 1_000_001),
    "deep_json": _body(lambda body: b"[" * 100_000),
    "nested_too_deeply": _value(_nested(20)),
    "float": _value(1.5),
    "infinity": _body(lambda body: body.replace(b'"x"', b"Infinity")),
    "long_number": _body(lambda body: body.replace(b'"x"', b"9" * 5000)),
    "double_keys": _body(lambda body: body.replace(b'"about":"x"', b'"about":"x","about":"x"')),
    "spaces": _body(lambda body: body.replace(b":", b": ")),
    "no_object": _body(lambda body: b"[]"),
    "unsorted_parents": _unsorted_parents,
    "missing_parent": _action(parents=["ab" * 32]),
    "too_many_parents": _action(parents=[f"{n:064x}" for n in range(65)]),
    "child_before_its_parent": _child_before_its_parent,
    "bad_body_at_a_negative_number": _bad_body_at_a_negative_number,
    "wrong_hash": _wrong_hash,
    "other_body_under_a_known_name": _other_body_under_a_known_name,
    "switch_of_what_it_has_not_seen": _switch_of_what_it_has_not_seen,
    "switch_of_what_is_not_there": _action(changes=[["action", "cd" * 32, "off", {}]]),
    "switch_beside_a_change": _action(
        changes=[["action", "cd" * 32, "off", {}], ["note", "0f" * 16, "new", {}]]
    ),
    "wall_2_63": _action(wall=2**63),
    "wall_after_9999": _action(wall=journal.MAX_WALL + 1),
    "wall_is_true": _action(wall=True),
    "newer_version": _action(v=2),
    "no_changes": _action(changes=[]),
    "bad_record": _action(changes=[["claim", "../../x", "new", {}]]),
    "nul": _value("a\0b"),
    "half_character": _body(lambda body: body.replace(b'"x"', b'"\\ud800"')),
    "no_utf_8": _body(lambda body: body.replace(b'"x"', b'"\xff\xfe"')),
    "text_instead_of_bytes": _type_lie,
    "text_of_no_codec": _new_text(7, 5, b"hello"),
    "text_of_other_words": _new_text(0, 5, b"hello"),
    "text_damaged": _new_text(1, 500, b"\x28\xb5\x2f\xfd" + b"x" * 50),
    "text_neither_there_nor_erased": _new_text(0, 5, None),
    "text_bomb": _new_text(1, 2 * 10**9, text_bomb(2 * 10**9)),
    "text_bomb_that_states_little": _new_text(1, 100, text_bomb(2 * 10**9)),
    "text_that_states_2_62_bytes": _new_text(1, 2**62, text_bomb(1000)),
    "text_of_negative_size": _new_text(0, -1, b"hello"),
    "missing_text": _missing_text,
    "article_of_other_words": _article_of_other_words,
}


def _signature(n: int, key: bytes, sig: bytes) -> Builder:
    def build(path: Path) -> None:
        with altered(path) as db:
            db.execute("INSERT INTO signature VALUES (?, ?, ?)", (n, key, sig))

    return build


LISTS: dict[str, Builder] = {
    "head_left_out": sql("UPDATE head SET n = 3"),
    "head_too_many": sql("INSERT INTO head VALUES (3)"),
    "signature_of_no_action": _signature(999, bytes(32), bytes(64)),
    "signature_too_short": _signature(3, bytes(32), b"x"),
    "key_too_long": _signature(3, bytes(33), bytes(64)),
}
