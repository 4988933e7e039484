"""Reviews of any number of claims, each of which says words that no other claim says."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import sessions

from credreview.domain import identity
from credreview.domain.journal import Change
from credreview.review.actions import Deed, Plan, private, touches
from credreview.review.judging import source_of
from credreview.review.session import ReviewSession
from credreview.store.view import View

#: Words of each claim: of its quote the first and the last, of its source, of its rationale.
MARKS = "abcde"
_AT_ONCE = 500
#: Words of a rationale; some take more than a page.
_LENGTHS = (3, 3, 12, 30, 30, 60)
_LONG, _EVERY = 1200, 401
_COMMON = ("the", "office", "counted", "ships", "boats", "of", "north", "in", "that", "year")


def mark(kind: str, number: int) -> str:
    """Return a word that stands in one place of one claim alone."""
    return f"{kind}x{number:05}x"


@dataclass(frozen=True)
class Told:
    """What is claimed, by whom, and what a reviewer says of it."""

    quote: str
    source: str
    rationale: str


def told(number: int) -> Told:
    """Return what is said of a claim; the same for the same number."""
    chance = random.Random(number)
    first, last, source, begin, end = (mark(kind, number) for kind in MARKS)
    length = _LONG if number % _EVERY == _EVERY - 1 else chance.choice(_LENGTHS)
    some = " ".join(chance.choices(_COMMON, k=chance.randrange(1, 20)))
    more = " ".join(chance.choices(_COMMON, k=length))
    return Told(f"{first} {some} {last}", f"Office {source}", f"{begin} {more} {end}")


def made(path: Path, claims: int, articles: int = 1) -> Path:
    """Make a review of so many claims, judged by one reviewer, spread over its articles."""
    session = ReviewSession.create(path, sessions.XENIA)
    shares = [range(at, claims, articles) for at in range(articles)]
    texts = ["\n\n".join(f"Told: {told(number).quote}." for number in own) for own in shares]
    sessions.bring(session, path.with_name(f"{path.stem}-articles"), texts)
    by_text = {session.reader.article(id).text: id for id in sessions.articles(session)}
    deeds = [
        _judged(by_text[text], start, number)
        for text, own in zip(texts, shares, strict=True)
        for start, number in zip(_starts(text), own, strict=True)
    ]
    for at in range(0, len(deeds), _AT_ONCE):
        session.do_all(deeds[at : at + _AT_ONCE])
    session.close()
    return path


def _starts(text: str) -> Iterator[int]:
    start = 0
    for paragraph in text.split("\n\n"):
        yield start + len("Told: ")
        start += len(paragraph) + 2


def _judged(article: str, start: int, number: int) -> Deed:
    """Return a deed that marks and judges at once: two for each claim take twice as long."""
    said = told(number)
    stop = start + len(said.quote)
    claim = identity.claim_id(article, start, stop, 0)

    def plan(view: View) -> Plan:
        source, named = source_of(view, said.source)
        span = {"article": article, "start": start, "stop": stop, "part": 0}
        judgement = {
            "provenance": "news_report", "attributed_to": source, "confidence": "low",
            "grade": ["ABCDEF"[number % 6], "123456"[number % 7 % 6]],
            "rationale": private(view, said.rationale),
        }  # fmt: skip
        record = identity.judgement_id(claim, view.reviewer)
        return Plan(
            [Change("claim", claim, "new", span), *touches(article, claim), *named,
             Change("judgement", record, "set", judgement)]
        )  # fmt: skip

    return Deed("judge", plan)
