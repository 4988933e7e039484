"""Long texts by their hash: article texts, blocks, originals, rationales, notes.

They lie in a table of their own that is never scanned. `codec` says how a row
is stored: 0 as it is, 1 zstd.
"""

import secrets
import sqlite3
import threading
from collections.abc import Iterator, Mapping
from typing import Any

import zstandard

from credreview.domain.identity import text_hash

#: Bytes of one text, unpacked; twice the largest file that is read. A row that
#: states more comes from elsewhere and is there to fill the memory.
LARGEST = 100_000_000
#: Values of `purged`: a text was erased here on purpose, or came without its words.
ERASED, NEVER_CAME = 1, 2
_RAW, _ZSTD = 0, 1
_WORTH_PACKING = 200
#: Fields that refer to a text by its bare hash, by kind of record.
_BARE_REFERENCES = {"article": ("text",), "capture": ("original", "blocks")}
# Compressors may not be used by two threads at once.
_per_thread = threading.local()


def _pack(data: bytes) -> tuple[int, bytes]:
    if len(data) < _WORTH_PACKING:
        return _RAW, data
    packer = getattr(_per_thread, "packer", None)
    if packer is None:
        packer = _per_thread.packer = zstandard.ZstdCompressor(level=3)
    packed: bytes = packer.compress(data)
    return (_ZSTD, packed) if len(packed) < len(data) else (_RAW, data)


def put(db: sqlite3.Connection, data: bytes) -> str:
    """Keep data that equal data elsewhere must meet; return its SHA-256, hex."""
    sha = text_hash(data)
    known = db.execute(
        "SELECT data IS NOT NULL OR purged = ? FROM text WHERE sha = ?",
        (ERASED, bytes.fromhex(sha)),
    ).fetchone()
    if known is None:
        _insert(db, sha, data, None)
    elif not known[0]:
        codec, packed = _pack(data)
        fill(db, sha, (codec, len(data), None, packed))
    return sha


def fill(db: sqlite3.Connection, sha: str, row: tuple[int, int, bytes | None, bytes]) -> list[int]:
    """Give a text its words that never came here; return the articles (numbers) that have it.

    These articles count as not indexed yet; folding them anew does that.

    Args:
        db: A connection in a write transaction.
        sha: The text's hash, hex; the words were checked against it.
        row: Codec, size, salt and data, as they are stored.
    """
    key = bytes.fromhex(sha)
    db.execute(
        "UPDATE text SET codec = ?, size = ?, salt = ?, data = ?, purged = 0 WHERE sha = ?",
        (*row, key),
    )
    rows = db.execute("SELECT r FROM article JOIN text USING (b) WHERE sha = ?", (key,)).fetchall()
    db.executemany("UPDATE article SET title_key = NULL WHERE r = ?", rows)
    return [r for (r,) in rows]


def put_private(db: sqlite3.Connection, text: str) -> str:
    """Keep a reviewer's own words behind a random salt; return the hash, hex."""
    salt = secrets.token_bytes(16)
    data = text.encode("utf-8")
    sha = text_hash(data, salt)
    _insert(db, sha, data, salt)
    return sha


def _insert(db: sqlite3.Connection, sha: str, data: bytes, salt: bytes | None) -> None:
    codec, packed = _pack(data)
    db.execute(
        "INSERT INTO text (sha, codec, size, salt, purged, data) VALUES (?, ?, ?, ?, 0, ?)",
        (bytes.fromhex(sha), codec, len(data), salt, packed),
    )


def unpack(codec: int, size: int, data: bytes) -> bytes:
    """Return the bytes of a stored row; never more than the `size` it states.

    Raises:
        ValueError: The row is none that was written here, or states too much.
        zstandard.ZstdError: The packed bytes are damaged.
    """
    if not 0 <= size <= LARGEST:
        raise ValueError(f"{size} bytes are more than any text has")
    if codec == _RAW and len(data) == size:
        return data
    if codec != _ZSTD:
        raise ValueError(f"codec {codec} of {size} bytes is none that is written")
    if zstandard.frame_content_size(data) != size:
        raise ValueError("the packed text has another size than stated")
    return zstandard.ZstdDecompressor().decompress(data, max_output_size=size)


def get(db: sqlite3.Connection, sha: str | bytes | None) -> bytes | None:
    """Return the text of that hash, or None if it was erased or is not here."""
    if sha is None:
        return None
    key = bytes.fromhex(sha) if isinstance(sha, str) else sha
    row = db.execute("SELECT codec, size, data FROM text WHERE sha = ?", (key,)).fetchone()
    return None if row is None or row[2] is None else unpack(*row)


def words(db: sqlite3.Connection, sha: str | bytes | None) -> str | None:
    """Return somebody's words of that hash, or None if they were erased or are not here.

    What is no UTF-8, in a file from elsewhere, is replaced visibly: it must not
    hide what stands beside it.
    """
    data = get(db, sha)
    return None if data is None else data.decode("utf-8", "replace")


def references(kind: str, fields: Mapping[str, Any]) -> Iterator[str]:
    """Yield the texts that the fields of a change refer to, as they are written: hashes in hex."""
    for name in _BARE_REFERENCES.get(kind, ()):
        if isinstance(fields.get(name), str):
            yield fields[name]
    for value in fields.values():
        if isinstance(value, dict) and isinstance(value.get("text"), str):
            yield value["text"]
