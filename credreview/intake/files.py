"""Files and folders to drafts of articles, one file at a time.

A file that cannot be read is told as a `UserError`; the caller goes on with the
next one.
"""

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from credreview import environment
from credreview.domain.errors import UserError
from credreview.domain.model import FACT_NAMES, ArticleDraft
from credreview.intake import markdown_text, plain_text
from credreview.intake.decoding import decode
from credreview.intake.facts import guess_facts
from credreview.intake.front_matter import split_front_matter
from credreview.intake.normalise import normalise, sound
from credreview.text import tr

#: The largest file that is read, in bytes.
LARGEST = 50_000_000

#: The most lines that a file may have; each may become a block.
MOST_LINES = 1_000_000

#: Endings of the files that a folder is searched for.
MARKDOWN_ENDINGS = frozenset({".md", ".markdown"})
ENDINGS = MARKDOWN_ENDINGS | {".txt", ".text"}

_INVISIBLE = "\ufeff\u200b\u200c\u200d\u200e\u200f\u2060\u00ad"


# os.path.isdir below, because Path.is_dir raises where a folder on the way may not be entered.
def find_files(paths: Iterable[str | os.PathLike[str]]) -> Iterator[Path]:
    """Yield the files to read: those named, and those of text and Markdown in folders.

    Folders are searched with all their subfolders, by name in order, each one
    once even if links lead back to it; hidden files and folders in them are
    passed over. A path that is no folder, and a folder that cannot be read, are
    yielded as they are, so that reading them says what is wrong.
    """
    seen: set[tuple[int, int]] = set()
    for path in paths:
        start = Path(path)
        if not os.path.isdir(start):
            yield start
            continue
        pending = [start]
        while pending:
            current = pending.pop()
            if current is not start and not os.path.isdir(current):
                yield current
                continue
            try:
                about = current.stat()
                if (about.st_dev, about.st_ino) in seen:
                    continue
                seen.add((about.st_dev, about.st_ino))
                entries = sorted(current.iterdir(), key=lambda entry: entry.name, reverse=True)
            except OSError:
                yield current
                continue
            pending.extend(
                entry
                for entry in entries
                if not entry.name.startswith(".")
                and (entry.suffix.lower() in ENDINGS or os.path.isdir(entry))
            )


def read_article(path: str | os.PathLike[str]) -> ArticleDraft:
    """Read one file of plain text or Markdown into a draft.

    Raises:
        UserError: "intake.unreadable", "intake.not_a_file" (folders, pipes,
            devices: never opened), "intake.too_large", "intake.not_text" or
            "intake.empty"; the message names the file.
    """
    path = Path(path)
    name = shown_name(path)
    return draft_of(_read_bytes(path, name), name)


def draft_of(original: bytes, name: str) -> ArticleDraft:
    """Return the draft that a file's bytes make; Markdown if `name` ends like it.

    Raises:
        UserError: "intake.not_text", "intake.too_large" or "intake.empty".
    """
    decoded = decode(original, name) if original else None
    if decoded is None:
        raise _empty(name)
    text, remarks = sound(decoded.text)
    if text.count("\n") > MOST_LINES:
        raise UserError(
            "intake.too_large",
            tr("“{name}” has more than 1,000,000 lines.", name=name),
            tr("Split it into its articles."),
        )
    matter = split_front_matter(text)
    markdown = Path(name).suffix.lower() in MARKDOWN_ENDINGS
    left_out: tuple[str, ...] = ()
    if markdown:
        text, blocks, left_out = markdown_text.render(matter.body)
    else:
        text = normalise(matter.body)
        blocks = plain_text.find_blocks(text)
    if not text.strip().strip(_INVISIBLE):
        raise _empty(name)
    guesses = guess_facts(text, blocks)
    guessed = frozenset(
        fact
        for fact in FACT_NAMES
        if getattr(matter.facts, fact) is None and getattr(guesses, fact) is not None
    )
    return ArticleDraft(
        text=text,
        blocks=blocks,
        original=original,
        facts=replace(matter.facts, **{fact: getattr(guesses, fact) for fact in guessed}),
        guessed=guessed,
        method="markdown" if markdown else "text",
        file_name=name,
        remarks=decoded.remarks + remarks + matter.remarks + left_out,
    )


def shown_name(path: Path) -> str:
    """Return a file's own name as it can be shown and stored.

    Bytes that are no text, and control characters, become U+FFFD.
    """
    name = os.fsencode(path.name or str(path)).decode("utf-8", "replace")
    return "".join(c if c.isprintable() else "\ufffd" for c in name)


def _read_bytes(path: Path, name: str) -> bytes:
    try:
        with environment.open_checked(path, lambda about: _check(about, path, name)) as file:
            data = file.read(LARGEST + 1)
    except FileNotFoundError:
        raise UserError(
            "intake.unreadable",
            tr("“{name}” does not exist.", name=name),
            tr("It may have been moved or renamed."),
        ) from None
    except PermissionError:
        raise UserError(
            "intake.unreadable",
            tr("“{name}” may not be read.", name=name),
            tr("Ask its owner for permission to read it, or copy it to a folder of your own."),
        ) from None
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or str(problem)
        raise UserError(
            "intake.unreadable",
            tr("“{name}” cannot be read: {reason}.", name=name, reason=reason),
            tr("Check that the disk or network folder that holds it is there."),
        ) from problem
    if len(data) > LARGEST:
        raise _too_large(name)
    return data


def _check(about: os.stat_result, path: Path, name: str) -> None:
    """Refuse what is no regular file, or too large, before anything is read."""
    if stat.S_ISDIR(about.st_mode):
        os.listdir(path)  # a folder that may not be read says so itself
        raise UserError(
            "intake.not_a_file",
            tr("“{name}” is a folder.", name=name),
            tr("Import the files in it."),
        )
    if not stat.S_ISREG(about.st_mode):
        raise UserError(
            "intake.not_a_file",
            tr("“{name}” is a device or a pipe, not a file.", name=name),
            tr("Save what it holds to a file first."),
        )
    if about.st_size > LARGEST:
        raise _too_large(name)


def _too_large(name: str) -> UserError:
    return UserError(
        "intake.too_large",
        tr("“{name}” is larger than 50 MB.", name=name),
        tr("Split it into its articles."),
    )


def _empty(name: str) -> UserError:
    return UserError(
        "intake.empty",
        tr("“{name}” holds no text.", name=name),
        tr("Check that it was saved completely."),
    )
