"""What the rooms hand to each other: articles, claims, judgements, as frozen data.

Positions are Unicode code points, half open [start, end). Ids are lower-case
hex of 16 bytes. Times are milliseconds since 1970, UTC.
"""

from dataclasses import dataclass, field
from enum import StrEnum


class BlockKind(StrEnum):
    """What a stretch of an article's text is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    QUOTATION = "quotation"
    EMBEDDED_POST = "embedded_post"
    CAPTION = "caption"
    BYLINE = "byline"
    BOILERPLATE = "boilerplate"


@dataclass(frozen=True, slots=True)
class Block:
    """One block of an article's text; blocks are in order and do not overlap.

    Attributes:
        level: 1 to 6 for headings, nesting from 1 for list items, else 0.
        author: Who wrote an embedded post, as the text names them.
        handle: The poster's account without "@".
        posted: The post's date, ISO 8601, or None.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    author: str | None = None
    handle: str | None = None
    posted: str | None = None


#: What is known about where an article came from, in the order shown.
FACT_NAMES = ("title", "outlet", "author", "published", "url", "language")


@dataclass(frozen=True, slots=True)
class Facts:
    """Where an article came from; None means "not stated".

    Attributes:
        published: ISO 8601, a date or a date with time, where it could be read.
        language: A BCP 47 tag such as "en".
    """

    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class ArticleDraft:
    """One article as intake read it from a file, not yet in a review.

    Attributes:
        text: The normalised text (normaliser 1).
        original: The file's bytes as they were.
        guessed: Names of the facts that were guessed from the text, not stated by the file.
        method: How it was read: "text" or "markdown".
        file_name: The file's own name, without its folder.
        remarks: What was replaced or dropped visibly, one sentence each.
    """

    text: str
    blocks: tuple[Block, ...]
    original: bytes
    facts: Facts
    guessed: frozenset[str]
    method: str
    file_name: str
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Capture:
    """One finding of an article's text: when, by whom, from what file."""

    id: str
    article: str
    facts: Facts
    guessed: frozenset[str]
    captured_at: int
    reviewer: str
    method: str
    file_name: str
    bytes_sha256: str


@dataclass(frozen=True, slots=True)
class Article:
    """An article as the reader sees it: a person's corrections over the first capture.

    Attributes:
        key: Local number of the article in this file; never exported.
        supplied: Names of the facts that a reviewer set; shown in brackets.
        guessed: Names of the facts guessed from the text; shown as guessed.
    """

    key: int
    id: str
    text: str
    text_sha256: str
    facts: Facts
    supplied: frozenset[str]
    guessed: frozenset[str]
    blocks: tuple[Block, ...]
    captures: tuple[Capture, ...]


class ClaimState(StrEnum):
    """What a claim needs from this reviewer; the attention order is that of look.md."""

    DIFFERING = "differing"
    OPEN = "open"
    JUDGED = "judged"
    NOT_CHECKABLE = "not_checkable"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one reviewer thinks of one claim; None means "not given".

    Attributes:
        provenance: A term's id, such as "government_statement".
        attributed_to: The name of who asserts it.
        reliability: "A" to "F"; F is "cannot be judged", not a low grade.
        credibility: "1" to "6"; 6 is "cannot be judged", not a low grade.
        not_checkable: An opinion or forecast: there is no fact to grade.
        confidence: "low", "moderate" or "high".
        rationale: Markdown.
        flags: Ids of flags, sorted.
        when: Wall time of the last action that shows in it, ms UTC.
        blind: True if it was given in blind mode, before others' judgements
            were shown; False if anything of it was given after that; None outside of it.
        after_reveal: Of what is False there: the names of the fields ("grade", "confidence",
            ...) whose value was given after others' judgements were shown; none where
            that is not known, as in an extract.
    """

    claim: str
    reviewer: str
    reviewer_name: str = ""
    provenance: str | None = None
    attributed_to: str | None = None
    directness: str | None = None
    reliability: str | None = None
    credibility: str | None = None
    not_checkable: bool = False
    confidence: str | None = None
    rationale: str | None = None
    flags: tuple[str, ...] = ()
    when: int = 0
    blind: bool | None = None
    after_reveal: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Adjudication:
    """An agreed judgement, recorded beside the reviewers' own, which stay.

    Attributes:
        agreed: The values that were agreed; its `reviewer` is the adjudicator,
            its `rationale` the reason.
        over: Per reviewer (id, hex) the (provenance, reliability, credibility,
            not checkable) that the adjudicator had before them.
    """

    agreed: Judgement
    over: tuple[tuple[str, tuple[str | None, str | None, str | None, bool]], ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """A span of an article that asserts something, as one reviewer sees it.

    Attributes:
        part: 0, or a higher number for another assertion in the same words.
        number: Place in the article's order, from 1.
        own: This reviewer's judgement, or None.
        others: How many other reviewers have judged it.
        deleted_by: Names of reviewers whose deletion did not see this claim's later work.
        is_settled: An adjudication covers all judgements that differ.
    """

    id: str
    article: str
    start: int
    end: int
    part: int
    number: int
    quote: str
    state: ClaimState
    own: Judgement | None = None
    others: int = 0
    deleted_by: tuple[str, ...] = ()
    is_settled: bool = False


class Progress(StrEnum):
    """How far an article is, for this reviewer."""

    NO_CLAIMS = "no_claims"
    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    FINISHED = "finished"
    DIFFERING = "differing"


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """One row of the article list.

    Attributes:
        judged: Claims this reviewer has judged, differing ones included.
        mix: How many own credibility grades of 1, 2, 3, 4, 5 and 6.
        changed: When the article or its claims last changed, ms UTC.
        snippet: Words around a search hit, hits between U+0001 and U+0002; else empty.
        file_name: The file that an article without a title came from, else empty.
    """

    key: int
    id: str
    title: str
    outlet: str | None
    published: str | None
    claims: int
    judged: int
    not_checkable: int
    differing: int
    mix: tuple[int, int, int, int, int, int]
    changed: int
    snippet: str = ""
    file_name: str = ""

    @property
    def progress(self) -> Progress:
        """How far this article is."""
        if not self.claims:
            return Progress.NO_CLAIMS
        if self.differing:
            return Progress.DIFFERING
        done = self.judged + self.not_checkable
        if not done:
            return Progress.NOT_STARTED
        return Progress.FINISHED if done == self.claims else Progress.IN_PROGRESS


class SortKey(StrEnum):
    """What the article list can be sorted by."""

    CHANGED = "changed"
    TITLE = "title"
    OUTLET = "outlet"
    PUBLISHED = "published"
    CLAIMS = "claims"
    PROGRESS = "progress"


#: What `ArticleQuery.grades` calls one half of a pair, and neither half.
HALF_GRADE = "half"
NO_GRADE = "none"


@dataclass(frozen=True, slots=True)
class ArticleQuery:
    """What the article list shows, and in which order.

    Attributes:
        text: Words to find in titles and texts; a phrase stands in double quotes.
        ranked: Order by relevance instead of `sort`; slow for common words.
        outlets: Outlets to keep; "" stands for "not stated"; empty keeps all.
        provenance: Term ids; keeps articles with a claim of one of them, "" stands for
            "not given"; empty keeps all.
        progress: States to keep; empty keeps all.
        states: Keeps articles with a claim in one of these states; empty keeps all.
        grades: Keeps articles with a claim of one of these own grades: "C2",
            NOT_CHECKABLE, HALF_GRADE, NO_GRADE; empty keeps all.
        published: Beginnings of dates ("2025", "2025-10"), "" for no date that can be
            read; keeps articles published then; empty keeps all.
    """

    text: str = ""
    ranked: bool = False
    progress: frozenset[Progress] = frozenset()
    outlets: frozenset[str] = frozenset()
    provenance: frozenset[str] = frozenset()
    sort: SortKey = SortKey.CHANGED
    descending: bool = True
    states: frozenset[ClaimState] = frozenset()
    grades: frozenset[str] = frozenset()
    published: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who reviews; the id is random and permanent, all else may change."""

    id: str
    name: str
    organisation: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Changed:
    """What one action touched, told to listeners after its commit.

    Attributes:
        action: The action's id, or None where nothing was written.
        label: What was done, such as "judge".
        articles, claims: Ids whose rows are to be read again.
        goto: The claim to show (after undo and redo), or None.
        answers: What the action made, such as {"claim": id}.
        everything: Too much changed to list; read all again.
    """

    action: str | None
    label: str
    articles: frozenset[str] = frozenset()
    claims: frozenset[str] = frozenset()
    goto: str | None = None
    answers: dict[str, str] = field(default_factory=dict)
    everything: bool = False
    message: str = ""
