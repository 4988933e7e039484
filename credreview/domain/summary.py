"""What a summary is told from: which part of a review, and its figures, as plain data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from credreview.domain.model import (
    Adjudication,
    ArticleQuery,
    Capture,
    Claim,
    Judgement,
    Person,
)


class Kind(StrEnum):
    """What a report is about."""

    REVIEW = "review"
    ARTICLE = "article"
    CLAIM = "claim"
    SOURCE = "source"
    OUTLET = "outlet"
    AGREEMENT = "agreement"
    MERGE = "merge"
    EVIDENCE = "evidence"


class Paper(StrEnum):
    """The size of a sheet."""

    A4 = "a4"
    LETTER = "letter"


#: In `Request.left_out`: no summary of each article in a review's.
EACH_ARTICLE = "each_article"


@dataclass(frozen=True, slots=True)
class Request:
    """Which report is wanted; two equal requests of one state give the same report.

    Attributes:
        about: Id of the article or claim, name of the source or outlet, number of the merge;
            "" for kinds that are about the whole review.
        query: Which articles of the review; the default takes all of them.
        left_out: Names of parts (see the templates) that are not wanted, or `EACH_ARTICLE`.
        lead: Id of the reviewer whose judgement counts where none was agreed;
            "" is whoever asks, or who judged most.
        mark: Handling mark; None takes the review's own, "" is none.
        paper: The sheet it is laid out for.
    """

    kind: Kind = Kind.REVIEW
    about: str = ""
    query: ArticleQuery = field(default_factory=ArticleQuery)
    left_out: frozenset[str] = frozenset()
    lead: str = ""
    mark: str | None = None
    paper: Paper = Paper.A4


class CountedClaim(NamedTuple):
    """One claim as the figures count it, by its counted judgement.

    The counted judgement is the agreed one; else the lead's, if decided; else
    the decided one of the first other reviewer by name; else the lead's as far
    as it goes; else nobody's (`reviewer` is "").

    Attributes:
        article: Place of its article in the summary, from 0.
        source: Name of who asserts it.
        judges: How many reviewers' decided judgements may be seen.
        differs: They differ, and no agreed judgement settles that.
        hidden: Blind mode hides others' judgements of it from whoever asks.
        directness: As in `Judgement`.
    """

    claim: str
    article: int
    provenance: str | None = None
    source: str | None = None
    reliability: str | None = None
    credibility: str | None = None
    not_checkable: bool = False
    confidence: str | None = None
    reviewer: str = ""
    is_agreed: bool = False
    is_decided: bool = False
    judges: int = 0
    differs: bool = False
    hidden: bool = False
    directness: str | None = None


@dataclass(frozen=True, slots=True)
class CountedArticle:
    """An article of a summary, without its text.

    Attributes:
        title: As it stands; "" where none is known, then `file_name` says what it came from.
        is_supplied: A reviewer gave the title.
        first: Number of its first claim in the summary, from 1; 0 without claims.
        captures: How often the text was found.
    """

    key: int
    id: str
    title: str
    is_supplied: bool
    file_name: str
    outlet: str | None
    author: str | None
    published: str | None
    first: int
    claims: int
    captures: int
    language: str | None = None


class ClaimLink(NamedTuple):
    """A link between two claims, at least one of which is in the summary; see `domain.links`."""

    relation: str
    one: str
    other: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Participant:
    """A reviewer of this review and how much of the summary's judging is theirs."""

    person: Person
    decided: int
    blind: int


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """What reviewers said of a source as such; "" where nothing was said.

    Attributes:
        kind: What it is: "Government; party to the war".
        descriptor: Access, past record, interest: the ICD 206 source descriptor.
    """

    name: str
    kind: str = ""
    descriptor: str = ""


#: The heads of a source summary statement, in order (after ICD 206 and ICS 206-01).
HEADS = ("breadth", "weight", "strengths", "gaps", "dependence", "contradictions")


@dataclass(frozen=True, slots=True)
class WrittenStatement:
    """What a reviewer wrote under the heads of a source summary statement.

    Attributes:
        words: Markdown by head; a missing head was left to the program.
        by: Name of who wrote last.
        when: ms UTC.
        changed_since: How many claims of its scope, judgements, agreed judgements and links of
            them were written or removed after it.
        is_hidden: Blind mode keeps its words, which are another reviewer's, from whoever asks.
    """

    words: Mapping[str, str]
    by: str
    when: int
    changed_since: int = 0
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Scope:
    """Everything a summary's figures are told from, of one state of a review.

    Attributes:
        title: The review's title.
        fingerprint: Of its heads, hex.
        as_of: Time of its latest action, ms UTC; 0 without any.
        actions: How many there are.
        handling: The review's handling mark, or "".
        is_blind: Blind mode is on.
        hidden: Claims some of whose judgements blind mode hides.
        aside: Actions of merges that were set aside and count for nothing here.
        aside_digest: Stands for just these, in whatever file they are; "" for none.
        lead: Id of the lead reviewer; "" where nobody has judged anything.
        claims: In the order of the summary: article by article, each in text order;
            a claim's number is its place from 1.
        whole: Whether these are all articles of the review.
        sources: What was said of those that assert its claims, by name; and of the source or
            outlet that it is about.
        beyond: Claims that are linked with one of the summary and are not in it themselves,
            by id; their `article` is -1.
    """

    title: str
    fingerprint: str
    as_of: int
    actions: int
    handling: str
    is_blind: bool
    hidden: int
    aside: int
    lead: str
    participants: tuple[Participant, ...]
    articles: tuple[CountedArticle, ...]
    claims: Sequence[CountedClaim]
    links: tuple[ClaimLink, ...]
    sources: Mapping[str, SourceFacts]
    statement: WrittenStatement | None = None
    whole: bool = True
    beyond: Mapping[str, CountedClaim] = field(default_factory=dict)
    aside_digest: str = ""


class Stood(NamedTuple):
    """A state of a review that said the same as the review does now.

    Attributes:
        now: The fingerprint that the review has now.
        fingerprint, actions, as_of: What was that state's; as in `Scope`.
    """

    now: str
    fingerprint: str
    actions: int
    as_of: int


@dataclass(frozen=True, slots=True)
class ClaimDetail:
    """One claim with every judgement that may be seen.

    Attributes:
        paragraph: Number of its paragraph in the captured text, from 1; None inside other
            blocks, whose kind `block` names.
        judgements: All that may be seen, the lead's first, then by name.
        adjudications: What was agreed, the latest last.
        notes: (author's name, ms UTC, words) of notes on it.
    """

    claim: Claim
    article_title: str
    paragraph: int | None
    block: str
    judgements: tuple[Judgement, ...]
    adjudications: tuple[Adjudication, ...] = ()
    notes: tuple[tuple[str, int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding of an article's text, as evidence.

    Attributes:
        by: Name of who brought it into the review.
        size: Bytes of the file; None where it is not in this review (any more).
    """

    capture: Capture
    by: str
    size: int | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What an article is and where it was found.

    Attributes:
        article: Its id.
        text_sha256: Of the normalised text; "" where it is not known.
        findings: By age.
    """

    article: str
    text_sha256: str
    findings: tuple[Finding, ...]
