"""Reads a PDF that may come from anybody, in a process of its own that can be stopped.

A PDF can be made so that reading it never ends or fills the memory. Nothing
in it is executed, no address is followed; only its text, the places where
that stands, and two attachments are read.
"""

import hashlib
import json
import multiprocessing
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from credreview.domain.errors import UserError
from credreview.report import stamp
from credreview.text import tr

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from pypdf import PdfReader

#: Our reports have some 2,000 pages for 11,000 claims.
MOST_PAGES: Final = 20_000
#: After so many seconds no further page is read; the process is ended a while later.
PATIENCE_S: Final = 60.0
#: More of them for a larger file, a megabyte of which holds some hundred pages; at most so many.
_PATIENCE_A_MB: Final = 12.0
_MOST_PATIENCE_S: Final = 400.0
GRACE_S: Final = 30.0
#: Bytes that the process may take.
_MOST_MEMORY = 2 << 30
_LONGEST_ATTACHMENT = 100_000_000
_LONGEST_PAGE = 2_000_000
#: How far the foot of a page reaches up from its edge: 22 mm, in points.
_FOOT = 22 / 25.4 * 72
#: What draws anything but words: paths, areas, pictures.
_DRAWS = frozenset(
    [b"m", b"l", b"c", b"v", b"y", b"h", b"re", b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b"]
    + [b"b*", b"W", b"W*", b"sh", b"Do", b"INLINE IMAGE"]
)


def read(path: Path) -> dict[str, Any]:
    """Return what a PDF holds.

    Returns:
        "pages", the text of each without its foot, as far as they were read;
        "feet", what stands at the foot of each; "drawn", for each a digest of
        where its words stand and of what else is drawn; "noted", the numbers of
        pages that somebody put comments, stamps or fields onto; "count", how many
        pages there are; and "stamp" and "words", the attachments, or None.

    Raises:
        UserError: It cannot be read, or not in time.
    """
    context = multiprocessing.get_context("spawn")  # a copy of this process could hang at a lock
    ours, theirs = context.Pipe(duplex=False)
    patience = _patience_for(path)
    child = context.Process(target=_child, args=(str(path), theirs, patience), daemon=True)
    child.start()
    theirs.close()
    found = None
    try:
        with suppress(EOFError, OSError):
            if ours.poll(patience + GRACE_S):
                found = json.loads(ours.recv_bytes())
    finally:
        ours.close()
        child.kill()
        child.join()
    if not isinstance(found, dict) or "error" in found:
        raise UserError(
            "verify.unreadable",
            tr("“{name}” cannot be read: it is damaged, locked, or no PDF.", name=path.name),
            tr("Type the fingerprint that stands at the foot of a page: --fingerprint."),
        )
    return found


def _patience_for(path: Path) -> float:
    try:
        size = path.stat().st_size / 1e6
    except OSError:
        size = 0.0
    return min(_MOST_PATIENCE_S, PATIENCE_S + _PATIENCE_A_MB * size)


def _child(path: str, answer: "Connection", patience: float) -> None:
    """Read in a process of its own, and answer in JSON: nothing else comes back from there."""
    with suppress(ImportError, ValueError, OSError):  # there is none on Windows
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    try:
        found: dict[str, Any] = contents(Path(path), patience)
    except Exception as error:  # noqa: BLE001 - whatever a damaged file does to its reader
        found = {"error": type(error).__name__}
    answer.send_bytes(json.dumps(found).encode())
    answer.close()


def contents(path: Path, patience: float = PATIENCE_S) -> dict[str, Any]:
    """Return what `read` does, in this process.

    Raises:
        Exception: Of any kind: a damaged file leads its reader anywhere.
    """
    import logging

    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its remarks on damage are for nobody
    until = time.monotonic() + patience
    with PdfReader(path) as reader:
        count = len(reader.pages)
        if not 0 < count <= MOST_PAGES:
            raise ValueError(count)
        attached = _attached(reader)
        found: dict[str, list[str]] = {"pages": [], "feet": [], "drawn": []}
        noted = []
        for number, page in enumerate(reader.pages, 1):
            if time.monotonic() > until:
                break
            for part, told in zip(found.values(), _page(page), strict=True):
                part.append(told)
            if _is_noted(page):
                noted.append(number)
    return {**found, "noted": noted, "count": count, **attached}


def _is_noted(page: Any) -> bool:  # noqa: ANN401 - a page of pypdf
    """Return whether anything but links was laid onto a page: its words do not hold that."""
    try:
        return any(each.get_object().get("/Subtype") != "/Link" for each in page.annotations or ())
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - whatever it is, it is no link of ours
        return True


def _page(page: Any) -> tuple[str, str, str]:  # noqa: ANN401 - a page of pypdf
    """Return the text of a page, apart from it what stands at its foot, and how it is drawn."""
    body: list[str] = []
    foot: list[str] = []
    drawn = hashlib.sha256()
    edge = float(page.mediabox.bottom)

    def draw(sign: bytes, given: Any, _outer: list[float], _inner: list[float]) -> None:  # noqa: ANN401
        if sign in _DRAWS:
            drawn.update(f"{sign!r} {given}\n".encode("utf-8", "replace"))

    def look(text: str, outer: list[float], inner: list[float], _font: Any, _size: Any) -> None:  # noqa: ANN401
        height = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
        is_foot = height - edge < _FOOT
        (foot if is_foot else body).append(text)
        if not is_foot and text.strip():
            side = inner[4] * outer[0] + inner[5] * outer[2] + outer[4]
            drawn.update(f"{text} {side:.1f} {height:.1f}\n".encode("utf-8", "replace"))

    try:
        page.extract_text(visitor_text=look, visitor_operand_before=draw)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - one page that cannot be read hides no other
        return "", "", ""
    return "".join(body)[:_LONGEST_PAGE], "".join(foot)[:_LONGEST_PAGE], drawn.hexdigest()


def _attached(reader: "PdfReader") -> dict[str, str | None]:
    found: dict[str, str | None] = {"stamp": None, "words": None}
    names = {stamp.NAME: "stamp", stamp.WORDS_NAME: "words"}
    for file in reader.attachment_list:
        kind = names.get(file.name)
        if kind is None or found[kind] is not None:
            continue
        data = file.content
        if len(data) > _LONGEST_ATTACHMENT:
            raise ValueError(len(data))
        found[kind] = data.decode("utf-8", "replace")
    return found
