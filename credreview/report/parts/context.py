"""What the parts of a report are made from: one state of a review, and how to ask it for more."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from credreview.analysis.agreement import Agreement
from credreview.analysis.figures import Progress, progress
from credreview.domain.counted_claims import ids
from credreview.domain.model import Facts
from credreview.domain.summary import (
    ClaimDetail,
    ClaimLink,
    CountedArticle,
    CountedClaim,
    Evidence,
    Kind,
    Request,
    Scope,
    WrittenStatement,
)
from credreview.report.parts.labels import Labels


@dataclass(frozen=True, slots=True)
class ArticleRecord:
    """What a report says of an article itself, without its text.

    Attributes:
        facts: As they show: a reviewer's corrections over what the file states.
        supplied: Names of the facts that a reviewer gave.
        guessed: Names of the facts that were guessed from the text.
        words: How many words its text has; characters where its language has no spaces.
        counts_characters: Whether `words` are characters.
    """

    facts: Facts
    supplied: frozenset[str]
    guessed: frozenset[str]
    words: int
    counts_characters: bool = False


@dataclass(frozen=True, slots=True)
class Compared:
    """How far the reviewers agree.

    Attributes:
        names: By id.
        hidden: Claims that blind mode keeps out.
    """

    agreement: Agreement
    names: Mapping[str, str]
    hidden: int


@dataclass(frozen=True, slots=True)
class Told:
    """A heading and its lines: a part of a merge's report."""

    heading: str
    lines: tuple[str, ...]


def _nothing(*_: object) -> None:
    return None


def _none_of(ids: Sequence[str]) -> Sequence[ClaimDetail]:
    return ()


def _no_evidence(keys: Sequence[int]) -> Sequence[Evidence]:
    return ()


@dataclass(frozen=True, slots=True)
class Fetch:
    """Answers about details, each of the same state as the scope.

    Attributes:
        details: Of claims by id, in the order asked.
        evidence: Of articles by key, in the order asked.
        record: Of an article by key.
        statement: What a reviewer wrote on an article (id), or None.
        compared: How far reviewers agree on the claims of the scope.
        merged: What a merge brought, in words.
    """

    details: Callable[[Sequence[str]], Sequence[ClaimDetail]] = _none_of
    evidence: Callable[[Sequence[int]], Sequence[Evidence]] = _no_evidence
    record: Callable[[int], ArticleRecord | None] = _nothing
    statement: Callable[[str], WrittenStatement | None] = _nothing
    compared: Callable[[], Compared | None] = _nothing
    merged: Callable[[], Sequence[Told] | None] = _nothing


#: Where claims stand in the built-in outlines, the fullest place first.
_STANDS_IN = {
    Kind.REVIEW: ("claims", "claim_table", "differences"),
    Kind.ARTICLE: ("claims", "differences"),
    Kind.CLAIM: ("claims", "differences"),
    Kind.SOURCE: ("claims", "profile"),
    Kind.OUTLET: ("claims", "profile"),
    Kind.AGREEMENT: ("differences",),
    Kind.MERGE: ("differences",),
}


class Index:
    """Finds the claims of a summary by their ids; made once for all of its parts."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The number of each claim (id) of the summary, from 1."""
        return {id: number for number, id in enumerate(ids(self.scope.claims), 1)}

    @cached_property
    def _links(self) -> Mapping[str, Sequence[ClaimLink]]:
        found: dict[str, list[ClaimLink]] = {}
        for link in self.scope.links:
            for end in {link.one, link.other}:
                found.setdefault(end, []).append(link)
        return found

    def links_of(self, claim: str) -> Sequence[ClaimLink]:
        """Return the links of a claim (id)."""
        return self._links.get(claim, ())

    def counted(self, claim: str) -> CountedClaim | None:
        """Return a claim of the summary, or one that is linked with it, as it is counted."""
        number = self.numbers.get(claim)
        return self.scope.claims[number - 1] if number else self.scope.beyond.get(claim)


@dataclass(frozen=True)
class Context:
    """A summary, or one article of it, and what its parts are told from.

    A claim has the same number in every part: its place in the whole summary, from 1.

    Attributes:
        index: Of the whole summary.
        article: Place of the article in the whole, from 0, where this is one article's summary.
        remarks: What else a reader has to know first, a sentence each.
    """

    labels: Labels
    request: Request
    index: Index
    fetch: Fetch = field(default_factory=Fetch)
    article: int | None = None
    remarks: tuple[str, ...] = ()

    def of_article(self, place: int) -> "Context":
        """Return the context of one article's summary inside this one."""
        return replace(self, article=place)

    @property
    def is_brief(self) -> bool:
        """Whether it is an article's summary, to be handed on as one or two pages."""
        return self.request.kind is Kind.ARTICLE

    @property
    def whole(self) -> Scope:
        """The whole summary."""
        return self.index.scope

    @property
    def before(self) -> int:
        """How many claims of the whole stand before the first one of `part`."""
        return 0 if self.article is None else max(self.whole.articles[self.article].first - 1, 0)

    @cached_property
    def claims(self) -> Sequence[CountedClaim]:
        """The claims of `part`; their places are those of the whole."""
        if self.article is None:
            return self.whole.claims
        first = self.before
        return self.whole.claims[first : first + self.whole.articles[self.article].claims]

    @cached_property
    def progress(self) -> Progress:
        """How far the judging of `claims` is."""
        return progress(self.claims)

    @cached_property
    def part(self) -> Scope:
        """What the parts speak of: the whole, or one article of it."""
        if self.article is None:
            return self.whole
        about = self.whole.articles[self.article]
        claims = [claim._replace(article=0) for claim in self.claims]
        links = dict.fromkeys(link for c in claims for link in self.index.links_of(c.claim))
        inside = {c.claim for c in claims}
        ends = {end for link in links for end in (link.one, link.other)} - inside
        beyond = {end: self.index.counted(end) for end in sorted(ends)}
        return replace(
            self.whole,
            articles=(replace(about, first=1 if claims else 0),),
            claims=claims,
            links=tuple(links),
            beyond={id: c._replace(article=-1) for id, c in beyond.items() if c is not None},
            statement=self.fetch.statement(about.id),
            hidden=sum(claim.hidden for claim in claims),
        )

    def number(self, place: int) -> int:
        """Return the number in the whole summary of a claim of `part` (its number there)."""
        return place + self.before

    def numbers_of(self, places: Sequence[int]) -> Sequence[int]:
        """Return the numbers in the whole summary of claims of `part` (their numbers there)."""
        return [self.number(place) for place in places] if self.before else places

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The names of the reviewers, by id."""
        return {one.person.id: one.person.name for one in self.whole.participants}

    def name(self, reviewer: str) -> str:
        """Return what a reviewer (id) is called."""
        return self.names.get(reviewer) or reviewer[:8]

    @cached_property
    def anchors_in(self) -> str:
        """The part whose entries references to claims lead to; "" where there is none."""
        places = _STANDS_IN.get(self.request.kind, ())
        return next((name for name in places if name not in self.request.left_out), "")

    def anchor_of(self, number: int, part: str) -> str:
        """Return the anchor that a claim's entry in a part bears, or ""."""
        return claim_anchor(number) if self.anchors_in == part else ""

    def target_of(self, number: int, part: str = "") -> str:
        """Return where a reference to a claim leads from inside a part, or ""."""
        return claim_anchor(number) if self.anchors_in not in ("", part) else ""

    def kind_of(self, source: str | None) -> str:
        """Return what a source is ("Government; party to the war"), or ""."""
        facts = self.whole.sources.get(source or "")
        return facts.kind if facts else ""


def claim_anchor(number: int) -> str:
    """Return the anchor of a claim's card."""
    return f"claim-{number}"


def article_anchor(place: int) -> str:
    """Return the anchor of an article's summary; its place is from 0."""
    return f"article-{place + 1}"


def title_of(article: CountedArticle, *, bracketed: bool = True) -> str:
    """Return an article's title; in square brackets where a reviewer gave it; else its file."""
    if not article.title:
        return article.file_name or article.id[:8]
    return f"[{article.title}]" if article.is_supplied and bracketed else article.title
