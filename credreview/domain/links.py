"""Links between claims, and between articles: what people said of two of them.

A link is a record that names its ends; the ends may be missing in a file from
elsewhere. What was dismissed is a link as well, so that nobody is asked twice.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, NamedTuple

from credreview.domain.model import Claim
from credreview.text import tr

#: Two claims assert one thing; they may be words of one article or of two.
SAME: Final = "same"
NOT_SAME: Final = "not_same"
#: A claim of the newer version (from) goes on with one of the older (to), in other words.
CONTINUES: Final = "continues"
#: A claim (from) does not stand in another version (to, an article).
NOT_CONTINUED: Final = "not_continued"
#: An article is a version (from, newer) of another (to, older).
VERSION_OF: Final = "version_of"
NOT_VERSION_OF: Final = "not_version_of"

#: All of them; a link of another relation is named by a term of the vocabulary.
RELATIONS: Final = frozenset({SAME, NOT_SAME, CONTINUES, NOT_CONTINUED, VERSION_OF, NOT_VERSION_OF})

#: Judgements show through links of these relations.
SHOWS_THROUGH: Final = frozenset({SAME, CONTINUES})


def relation_words(relation: str) -> str:
    """Return what a link of this relation says, in words; an unknown one stays as it is."""
    return {
        SAME: tr("Same claim"),
        NOT_SAME: tr("Not the same claim"),
        CONTINUES: tr("Continued in another version"),
        NOT_CONTINUED: tr("Not in that version"),
        VERSION_OF: tr("Version of one article"),
        NOT_VERSION_OF: tr("No versions of one article"),
    }.get(relation, relation)


class Link(NamedTuple):
    """A living link; `one` and `other` are what its fields "from" and "to" name."""

    id: str
    relation: str
    one: str
    other: str

    def end_beside(self, id: str) -> str:
        """Return the end that is not this one."""
        return self.other if self.one == id else self.one


@dataclass(frozen=True, slots=True)
class LinkedClaim:
    """The claim at the other end of a link, as it is shown beside one.

    Attributes:
        title: Of its article; "" where none is known.
        note: What was said of the link, or "".
    """

    link: Link
    claim: Claim
    title: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class FoundClaim:
    """A claim that was looked for, with the title of its article ("" where none is known)."""

    claim: Claim
    title: str


class Groups:
    """Which ids hang together through links, directly or through others."""

    def __init__(self, pairs: Iterable[tuple[str, str]] = ()) -> None:
        self._above: dict[str, str] = {}
        for one, other in pairs:
            self.join(one, other)

    def top(self, id: str) -> str:
        """Return the id that stands for the group of this one."""
        top = id
        while (above := self._above.get(top, top)) != top:
            top = above
        while (above := self._above.get(id, id)) != top:
            self._above[id], id = top, above
        return top

    def join(self, one: str, other: str) -> None:
        """Put two groups together."""
        self._above[self.top(one)] = self.top(other)

    def are_joined(self, one: str, other: str) -> bool:
        """Return whether both are of one group."""
        return self.top(one) == self.top(other)


class Said:
    """What people have said of claims and versions: it is not asked again."""

    def __init__(self, links: Iterable[Link]) -> None:
        self.links = tuple(links)
        self.claims = Groups(self._pairs(SAME, CONTINUES))
        self.versions = Groups(self._pairs(VERSION_OF))
        self._dismissed = {frozenset(pair) for pair in self._pairs(NOT_SAME, NOT_VERSION_OF)}
        self._without_place = set(self._pairs(NOT_CONTINUED))

    def _pairs(self, *names: str) -> list[tuple[str, str]]:
        return [(link.one, link.other) for link in self.links if link.relation in names]

    def is_dismissed(self, one: str, other: str) -> bool:
        """Return whether somebody said that two claims, or two articles, are not the same."""
        return frozenset((one, other)) in self._dismissed

    def has_no_place(self, claim: str, article: str) -> bool:
        """Return whether somebody said that a claim does not stand in another version."""
        return (claim, article) in self._without_place

    def confirmed_versions(self) -> list[tuple[str, str]]:
        """Return (older, newer) of each link between versions; the articles may be missing."""
        return [(older, newer) for newer, older in self._pairs(VERSION_OF)]
