"""Front matter: simple "key: value" lines between lines of three hyphens, at a file's start.

Not YAML: no types, anchors or nesting, so that nothing in a file can surprise.
Unknown keys are passed over; what cannot be read is told in a remark.
"""

import re
from dataclasses import dataclass

from credreview.domain.model import Facts
from credreview.intake.dates import parse_moment
from credreview.text import tr

_KEYS = {
    alias: fact
    for fact, aliases in {
        "title": "title headline",
        "outlet": "outlet site publisher source site_name website publication",
        "author": "author authors byline by creator",
        "published": "published date pubdate published_at date_published publication_date",
        "url": "url link source_url permalink canonical canonical_url",
        "language": "language lang locale",
    }.items()
    for alias in aliases.split()
}
_LANGUAGES = {
    name: tag
    for tag, names in {
        "en": "english",
        "uk": "ukrainian українська",
        "ru": "russian русский",
        "fr": "french français",
        "de": "german deutsch",
        "es": "spanish español",
        "pl": "polish polski",
        "ar": "arabic العربية",
        "he": "hebrew עברית",
        "zh": "chinese 中文",
    }.items()
    for name in names.split()
}
_KEY_LINE = re.compile(r"(?P<key>[^\W\d][\w -]{0,40}?)\s*:(?:\s+(?P<value>\S.*))?$")
_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_ITEM = re.compile(r"\s*-\s+(?P<value>\S.*)")

_MOST_LINES = 500
_LONGEST_VALUE = 2000


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stood before the text, and the text after it."""

    facts: Facts
    body: str
    remarks: tuple[str, ...] = ()


def split_front_matter(text: str) -> FrontMatter:
    """Take the front matter off a text, if it has one.

    A block that does not close, or of which less than half can be read, is kept
    as text.

    Args:
        text: Line ends as `normalise.sound` leaves them.
    """
    start = text.lstrip("\ufeff\n")
    if not start.startswith("---"):
        return FrontMatter(Facts(), text)
    head = start.split("\n", _MOST_LINES)
    if head[0].rstrip() != "---":
        return FrontMatter(Facts(), text)
    head = head[:_MOST_LINES]
    close = next((n for n, line in enumerate(head) if n and line.rstrip() in {"---", "..."}), None)
    entries, unread, read = _entries(head[1:close])
    if close is None or (read <= unread and (read or unread)):
        known = [key for key, _ in entries if key in _KEYS]
        kept = (tr("The front matter is incomplete and was kept as text."),) if known else ()
        return FrontMatter(Facts(), text, kept)
    if not read:
        return FrontMatter(Facts(), text)
    facts, remarks = _facts(entries)
    if unread:
        remarks.append(tr("Lines of the front matter that could not be read: {n}.", n=unread))
    body = start.split("\n", close + 1)[close + 1 :]
    return FrontMatter(facts, body[0] if body else "", tuple(remarks))


def _entries(lines: list[str]) -> tuple[list[tuple[str, list[str]]], int, int]:
    """Return keys with their raw values, how many lines were not read, and how many were."""
    entries: list[tuple[str, list[str]]] = []
    unread = read = 0
    for line in lines:
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        item = _ITEM.fullmatch(line)
        if item and entries:
            entries[-1][1].append(item["value"])
        elif line[0] in " \t" and entries:
            entries[-1][1].append(line.strip())
        elif found := _KEY_LINE.fullmatch(line.rstrip()):
            key = re.sub(r"[\s-]+", "_", found["key"].casefold())
            entries.append((key, [found["value"]] if found["value"] else []))
        else:
            unread += 1
            continue
        read += 1
    return entries, unread, read


def _facts(entries: list[tuple[str, list[str]]]) -> tuple[Facts, list[str]]:
    stated: dict[str, str] = {}
    remarks: list[str] = []
    for key, values in entries:
        fact = _KEYS.get(key)
        value = _joined(values, ", " if fact == "author" else " ") if fact else ""
        if not fact or not value:
            continue
        if fact == "outlet" and _ADDRESS.fullmatch(value):
            fact = "url"
        if fact == "published":
            value = parse_moment(value) or value
        elif fact == "language":
            tag = _language(value)
            if tag is None:
                remarks.append(tr("The language “{value}” is not known.", value=value[:40]))
                continue
            value = tag
        stated.setdefault(fact, value)
    return Facts(**stated), remarks


def _joined(values: list[str], separator: str) -> str:
    """Return a value as one line: unquoted, lists joined."""
    if values and values[0] in {"|", ">", "|-", ">-"}:
        values = values[1:]
        separator = " "
    if len(values) == 1 and values[0].startswith("[") and values[0].endswith("]"):
        values = re.findall(r"\"[^\"]*\"|'[^']*'|[^,]+", values[0][1:-1])
    parts = (_unquoted(value.strip().removeprefix("name:").strip()) for value in values)
    joined = separator.join(part for part in parts if part)
    joined = " ".join(joined.split())[:_LONGEST_VALUE]
    return "" if joined in {"null", "~"} else joined


def _unquoted(value: str) -> str:
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        inner = value[1:-1]
        return inner.replace("''", "'") if value[0] == "'" else re.sub(r"\\([\"\\])", r"\1", inner)
    return value


def _language(value: str) -> str | None:
    if name := _LANGUAGES.get(value.casefold()):
        return name
    tag = value.replace("_", "-").split(".")[0]
    if not _TAG.fullmatch(tag):
        return None
    first, *rest = tag.split("-")
    return "-".join([first.lower(), *(part.upper() if len(part) == 2 else part for part in rest)])
