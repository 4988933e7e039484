"""Reviews whose every word tries something: as data of one state, and as real files.

The same seed gives the same review.
"""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import sessions

from credreview.domain.identity import REVIEW
from credreview.domain.model import Capture, Claim, ClaimState, Facts, Judgement, Person
from credreview.domain.summary import (
    HEADS,
    ClaimDetail,
    ClaimLink,
    CountedArticle,
    CountedClaim,
    Evidence,
    Finding,
    Kind,
    Participant,
    Request,
    Scope,
    SourceFacts,
    WrittenStatement,
)
from credreview.domain.vocabulary import Vocabulary
from credreview.report.build import build
from credreview.report.model import Report
from credreview.report.parts.context import ArticleRecord, Context, Fetch, Index
from credreview.report.parts.labels import Labels
from credreview.review import actions, summaries
from credreview.review.bulk import import_files
from credreview.review.session import ReviewSession
from credreview.review.statements import describe_source, write_statement
from tests.unit.report.hostile import TEXTS, hostile_rationale, hostile_text, long_text

#: Letters that have to come out on paper: Latin, Cyrillic, Greek, Hebrew, Chinese.
ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyzßøñ",
    "абвгдежзиклмнопрстуфхцчшщыьэюя",
    "αβγδεζηθικλμνξοπρστυφχψω",
    "אבגדהוזחטיכלמנסעפצקרשת",
    "研究人员估计约有五千在北方港口说三十艘船",
)
#: What no review can hold.
_UNSTORED = re.compile("[\x00\ud800-\udfff]")
#: Each so many-th review has a text of a megabyte, titles of 5,000 characters, the key.
_HUGE, _LONG_TITLE, _WITH_KEY = 400, 5, 20
_WHEN = 1_760_000_000_000


@dataclass
class Words:
    """Makes the texts of a review and keeps them.

    Attributes:
        plain: Texts that stand on the pages to the letter.
        parsed: Those that are read as Markdown.
        is_stored: They go into a file, which does not hold all that Python calls a text.
    """

    number: int
    is_stored: bool = False
    plain: list[str] = field(default_factory=list)
    parsed: list[str] = field(default_factory=list)
    chance: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self.chance = random.Random(self.number)
        # Which of its long texts is huge, a rationale or a quote; -1: none of them.
        is_huge = self.number % _HUGE == _HUGE - 1
        self._until_huge = self.number // _HUGE % 3 if is_huge else -1

    def text(self, longest: int = 200) -> str:
        """Return a text that is no Markdown."""
        self.plain.append(self._any(hostile_text, longest).strip() or "x")
        return self.plain[-1]

    def markdown(self) -> str:
        """Return what somebody wrote as a reason."""
        self.parsed.append(self._any(hostile_rationale, 300).strip() or "x")
        return self.parsed[-1]

    def title(self) -> str:
        """Return a title, now and then of 5,000 characters."""
        if self.number % _LONG_TITLE:
            return self.text()
        long = " ".join(self._letters() for _ in range(700))
        self.plain.append((f"<title>{long}")[:5_000].strip())
        return self.plain[-1]

    def visible(self) -> str:
        """Return a title in signs that a title may have."""
        self.title()
        made = "".join(sign if sign.isprintable() else "?" for sign in self.plain[-1])
        self.plain[-1] = made
        return made

    def long(self, make: Callable[[], str], into: list[str]) -> str:
        """Return a text, and in one review of four hundred one of a megabyte."""
        self._until_huge -= 1
        if self._until_huge != -1:
            return make()
        into.append(long_text(self.chance).strip() or "x")
        return into[-1]

    def _any(self, make: Callable[[random.Random, int], str], longest: int) -> str:
        if self.chance.random() < 0.4:
            pieces = ("<b>", "**", " ", "](", "&lt;", "\n", "“", "’", "{{", "\u202e", "|", " - ")
            made = "".join(self._letters() + self.chance.choice(pieces) for _ in range(12))
        else:
            made = make(self.chance, longest)
        return _UNSTORED.sub("?", made) if self.is_stored else made

    def _letters(self) -> str:
        return "".join(self.chance.choices(self.chance.choice(ALPHABETS), k=7))


def in_memory(words: Words, vocabulary: Vocabulary) -> Report:
    """Return the report of a review that is data alone."""
    number, chance = words.number, words.chance
    people = [Person(f"{at:032x}", words.text()) for at in range(2)]
    spread = [0, *sorted(chance.choices((0, 1), k=chance.randrange(3)))]
    ids = [f"{number:016x}{at:016x}" for at in range(len(spread))]
    names = [words.text(60) for _ in ids[:2]]
    if len(set(names)) < len(names):
        names[1] = words.plain[-1] = f"{names[0]} II"
    details = {
        id: _detail(words, id, people, names[at % 2], vocabulary) for at, id in enumerate(ids)
    }
    claims = [
        CountedClaim(id, at, given.provenance, given.attributed_to, given.reliability,
                     given.credibility, confidence=given.confidence, reviewer=given.reviewer,
                     is_decided=True, judges=2, differs=True, directness=given.directness)
        for id, at in zip(ids, spread, strict=True)
        for given in details[id].judgements[:1]
    ]  # fmt: skip
    articles = [_article(words, at, spread) for at in sorted(set(spread))]
    written = {head: words.markdown() for head in HEADS}
    links = [ClaimLink("contradicts", ids[0], ids[-1], words.text())] if len(ids) > 1 else []
    scope = Scope(
        title=words.title(), fingerprint=f"{chance.getrandbits(256):064x}", as_of=_WHEN, actions=9,
        handling="", is_blind=False, hidden=0, aside=0, lead=people[0].id,
        participants=(Participant(people[0], 1, 0), Participant(people[1], 0, 0)),
        articles=tuple(articles),
        claims=claims, links=tuple(links),
        sources={name: SourceFacts(name, words.text(), words.markdown()) for name in names},
        statement=WrittenStatement(written, words.text(), _WHEN),
    )  # fmt: skip
    fetch = Fetch(
        details=lambda wanted: [details[id] for id in wanted],
        evidence=lambda keys: [_evidence(words, articles[key - 1]) for key in keys],
        record=lambda key: _record(articles[key - 1]),
    )
    context = Context(Labels(vocabulary), _request(number), Index(scope), fetch)
    return build(context, author=people[0].name)


def _request(number: int) -> Request:
    # Key and method say nothing of a review, and take a page and a half.
    left_out = frozenset(("key", "method") if number % _WITH_KEY else ())
    return Request(Kind.REVIEW, left_out=left_out)


def _detail(
    words: Words, id: str, people: list[Person], source: str, vocabulary: Vocabulary
) -> ClaimDetail:
    chance = words.chance
    judgements = tuple(
        Judgement(
            id, one.id, one.name, chance.choice(vocabulary.provenance).id, source, "paraphrase",
            chance.choice("ABCDEF"), chance.choice("123456"), confidence="low",
            rationale=words.long(words.markdown, words.parsed), when=_WHEN,
        )
        for one in people
    )  # fmt: skip
    quote = words.long(words.text, words.plain)
    claim = Claim(id, "00" * 16, 0, 1, 0, 1, quote, ClaimState.JUDGED,
                  deleted_by=(words.text(),))  # fmt: skip
    notes = ((words.text(), _WHEN, words.markdown()),)
    return ClaimDetail(claim, "", 1, "paragraph", judgements, (), notes)


def _article(words: Words, at: int, spread: list[int]) -> CountedArticle:
    return CountedArticle(
        key=at + 1, id=f"{at:032x}", title=words.title(), is_supplied=at == 1,
        file_name=words.text(), outlet=words.text(), author=words.text(), published="2024-05-29",
        first=spread.index(at) + 1, claims=spread.count(at), captures=1,
    )  # fmt: skip


def _facts(of: CountedArticle) -> Facts:
    return Facts(of.title, of.outlet, of.author, of.published, "https://news.example/<b>", "en")


def _record(of: CountedArticle) -> ArticleRecord:
    return ArticleRecord(_facts(of), frozenset({"outlet"}), frozenset(), 7)


def _evidence(words: Words, of: CountedArticle) -> Evidence:
    capture = Capture("00" * 16, of.id, _facts(of), frozenset(), _WHEN, "00" * 16, "text",
                      of.file_name, "11" * 32)  # fmt: skip
    return Evidence(of.id, "22" * 32, (Finding(capture, words.plain[0], 9),))


def in_file(words: Words, path: Path) -> Report:
    """Return the report of a review in a real file."""
    words.is_stored = True
    session = ReviewSession.create(
        path, Person("aa" * 16, words.text()), words.chance.choice(TEXTS)
    )
    article = path.with_suffix(".txt")
    article.write_text(words.long(words.text, words.plain), encoding="utf-8")
    words.plain.pop()  # what becomes of it is the claim's quote
    list(import_files(session, [article]))
    for about in sessions.articles(session):
        text = session.reader.article(about).text
        words.plain.append(text)
        claim = session.do(actions.mark_claim(about, 0, len(text))).answers["claim"]
        # A name is kept on one line.
        name = words.plain[-1] = " ".join(words.text()[:200].split()) or "x"
        sessions.judge(
            session, claim, reliability="C", credibility="3", attributed_to=name,
            rationale=words.long(words.markdown, words.parsed),
        )  # fmt: skip
        for deed in (
            actions.write_note("claim", claim, words.markdown()),
            actions.set_article(about, title=words.visible(), outlet=words.visible()),
            describe_source(name, descriptor=words.markdown()),
            write_statement("review", REVIEW, gaps=words.markdown()),
        ):
            session.do(deed)
    report = summaries.held_report(session, _request(words.number))
    session.close()
    return report
