"""Which articles may be versions of one another: proposed, for people to decide."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar
from urllib.parse import urlsplit

from credreview.domain.links import VERSION_OF, Groups, Said
from credreview.domain.proposals import VersionProposal
from credreview.store import links
from credreview.store.view import View
from credreview.text import tr

#: More articles of one title are a column; more of one address are nothing to ask about.
_MOST_OF_A_TITLE, _MOST_OF_AN_ADDRESS = 12, 1000
#: What part of the shorter text's word sequences makes two texts versions of each other.
_SHARED = 0.6
_SHINGLE = 5
_PROBES, _MOST_HITS = 6, 30
_TRACKING = re.compile(r"(?:^|&)(?:utm_\w+|fbclid|gclid)=[^&]*")
_WORD = re.compile(r"\w+")


class _Found(NamedTuple):
    id: str
    title: str
    title_key: str
    outlet: str
    outlet_key: str
    url: str
    published: str
    clock: int


T = TypeVar("T")
_Group = tuple[str, list[_Found]]


def _age(article: _Found) -> tuple[bool, str, int, str]:
    """Return the key by which versions are ordered, oldest first; undated ones come last."""
    return (not article.published, article.published, article.clock, article.id)


def versions(view: View, article: str) -> list[str]:
    """Return the other living versions of an article, oldest first."""
    ids = links.group(view, "article", article, {VERSION_OF})
    numbers = [view.record("article", id) for id in ids]
    marks = ",".join("?" * len(numbers))
    found = [_Found(*row[1:]) for row in _articles(view, f"AND a.r IN ({marks})", numbers)]
    return [a.id for a in sorted(found, key=_age)]


def version_candidates(
    view: View, said: Said, articles: Collection[str] | None = None
) -> list[VersionProposal]:
    """Return pairs of articles that may be versions of one another, and are not linked.

    They have one address, one original document, or one title from one
    outlet. Each article is paired with the next older one that was not
    dismissed, so that a group of n makes n - 1 pairs.

    Args:
        view: The review.
        said: What people said already.
        articles: Of each pair one is among these ids; None asks of all.
    """
    joined = Groups((link.one, link.other) for link in said.links if link.relation == VERSION_OF)
    wanted = None if articles is None else set(articles)
    found: list[VersionProposal] = []
    for why, members in _groups(view):
        for older, newer in _next_pairs(members, said, joined):
            if wanted is None or wanted & {older.id, newer.id}:
                joined.join(older.id, newer.id)
                found.append(_proposal(older, newer, why))
    return found


def _proposal(older: _Found, newer: _Found, why: str) -> VersionProposal:
    return VersionProposal(older.id, newer.id, (older.title, newer.title), why)


def _next_pairs(
    members: Sequence[_Found], said: Said, joined: Groups
) -> Iterator[tuple[_Found, _Found]]:
    for at, newer in enumerate(members):
        for older in reversed(members[:at]):
            if joined.are_joined(older.id, newer.id):
                break
            if not said.is_dismissed(older.id, newer.id):
                yield older, newer
                break


def _groups(view: View) -> Iterator[_Group]:
    """Yield why, and the articles that may be versions of one another, oldest first."""
    found = {row[0]: _Found(*row[1:]) for row in _articles(view)}
    by_address: dict[str, set[int]] = {}
    by_document: dict[str, set[int]] = {}
    by_title: dict[tuple[str, str], set[int]] = {}
    for r, article in found.items():
        by_address.setdefault(address(article.url), set()).add(r)
        if article.title_key:
            by_title.setdefault((article.title_key, article.outlet_key), set()).add(r)
    for r, original, url in view.db.execute(
        "SELECT article, json_extract(fields, '$.original'),"
        " json_extract(fields, '$.url') FROM capture WHERE alive"
    ):
        if r in found:
            by_document.setdefault(str(original or ""), set()).add(r)
            by_address.setdefault(address(str(url or "")), set()).add(r)

    def alike(groups: Mapping[T, set[int]], most: int) -> Iterator[list[_Found]]:
        for key, members in groups.items():
            if key and 1 < len(members) <= most:
                articles = (found[r] for r in members)
                yield sorted(articles, key=_age)

    for members in alike(by_document, _MOST_OF_AN_ADDRESS):
        yield tr("Both were read from one document."), members
    for members in alike(by_address, _MOST_OF_AN_ADDRESS):
        yield tr("Both have the same address."), members
    for members in alike(by_title, _MOST_OF_A_TITLE):
        if outlet := members[0].outlet:
            yield tr("Both have the same title, from {outlet}.", outlet=outlet), members
        else:
            yield tr("Both have the same title."), members


def _articles(
    view: View, where: str = "", values: Sequence[object] = ()
) -> list[tuple[int, str, str, str, str, str, str, str, int]]:
    return view.db.execute(
        "SELECT a.r, lower(hex(record.id)), coalesce(a.title, ''), coalesce(title_key, ''),"
        " coalesce(outlet, ''), coalesce(outlet_key, ''), coalesce(url, ''),"
        " coalesce(published, ''), coalesce(c.clock, 0)"
        " FROM article a JOIN record USING (r) LEFT JOIN capture c ON c.r = a.capture"
        f" WHERE a.alive {where} ORDER BY a.r",
        values,
    ).fetchall()


def address(url: str) -> str:
    """Return what an article's address names, however it is spelt; "" for none, or a front page."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return url.strip()
    path = parts.path.rstrip("/")
    query = _TRACKING.sub("", parts.query).lstrip("&")
    return f"{host}{path}?{query}" if path or query else ""


def alike_texts(view: View, said: Said, article: str) -> list[VersionProposal]:
    """Return pairs of one article with those that share most of its words in their order.

    At least 0.6 of the sequences of five words of the shorter text stand in
    the other. What is neither linked nor dismissed is returned.
    """
    r = view.record("article", article)
    own = next((_Found(*row[1:]) for row in _articles(view, "AND a.r = ?", (r,))), None)
    words = _WORD.findall(view.text(article))
    sequences = _shingles(words)
    if own is None or not sequences:
        return []
    pairs = []
    for number in sorted(_with_words_of(view, words) - {r}):
        for row in _articles(view, "AND a.r = ?", (number,)):
            other = _Found(*row[1:])
            theirs = _shingles(_WORD.findall(view.text(other.id)))
            shared = len(sequences & theirs) / max(1, min(len(sequences), len(theirs)))
            known = said.versions.are_joined(article, other.id)
            if shared >= _SHARED and not known and not said.is_dismissed(article, other.id):
                older, newer = sorted((own, other), key=_age)
                why = tr("{share} % of the words agree.", share=int(100 * shared))
                pairs.append(_proposal(older, newer, why))
    return pairs


def _shingles(words: Sequence[str]) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + _SHINGLE]) for at in range(len(words) - _SHINGLE + 1)}


def _with_words_of(view: View, words: Sequence[str]) -> set[int]:
    """Return the articles in which one of some sequences of words stands."""
    found: set[int] = set()
    last = len(words) - _SHINGLE
    for probe in range(_PROBES):
        at = last * probe // (_PROBES - 1)
        phrase = '"' + " ".join(words[at : at + _SHINGLE]) + '"'
        rows = view.db.execute(
            "SELECT rowid FROM words WHERE body MATCH ? LIMIT ?", (phrase, _MOST_HITS)
        )
        found.update(number for (number,) in rows)
    return found
