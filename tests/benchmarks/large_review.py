"""Large reviews for benchmarks, made by the same code that imports and merges."""

from collections.abc import Iterator
from pathlib import Path

import measuring  # noqa: F401 - puts the project on the path

from credreview.domain import identity
from credreview.domain.journal import Change
from credreview.domain.model import Person
from credreview.review.actions import touches
from credreview.review.session import ReviewSession
from credreview.store import texts
from credreview.store.file import driver
from credreview.store.journal import Journal

REVIEWER = Person("ab" * 16, "Benchmark Reviewer")
_WORDS = tuple(
    """
    ministry harbour ship report official figure recruits border according statement witness
    evidence satellite image court ruling denied confirmed doubtful estimate spring autumn company
    vessel cargo island capital minister spokesman letter document
    """.split()  # noqa: SIM905 - easier to read and to extend
)
_PER_TRANSACTION = 1000


def text_of(number: int, words: int = 300) -> str:
    """Return a text of so many words that no other number has."""
    state = number * 2654435761 % 2**32
    chosen = [f"Article {number}."]
    for _ in range(words):
        state = (state * 1103515245 + 12345) % 2**31
        chosen.append(_WORDS[(state >> 16) % len(_WORDS)])
    return " ".join(chosen)


def article_changes(number: int, sha: str, article: str) -> list[Change]:
    """Return what an import writes for one article."""
    capture = {
        "article": article,
        "by": REVIEWER.id,
        "captured_at": 1_700_000_000_000 + number,
        "method": "text",
        "file_name": f"{number}.txt",
        "original": sha,
        "title": f"{_WORDS[number % len(_WORDS)].title()} {number}",
        "outlet": f"Outlet {number % 97}",
        "published": f"20{number % 25:02}-{number % 12 + 1:02}-{number % 28 + 1:02}",
    }
    return [
        Change("article", article, "new", {"normaliser": 1, "text": sha}),
        Change("capture", identity.new_id(), "new", capture),
    ]


def with_articles(path: Path, articles: int, words: int = 300) -> list[str]:
    """Make a review of so many articles, 200 an action; return their ids."""
    ids: list[str] = []
    session = ReviewSession.create(path, REVIEWER)
    wall = 1_700_000_000_000
    for start in range(0, articles, 2000):
        with session.file.writing() as connection:
            db = driver(connection)
            journal = Journal(db)
            for first in range(start, min(start + 2000, articles), 200):
                changes: list[Change] = []
                for number in range(first, min(first + 200, articles)):
                    text = text_of(number, words)
                    sha = texts.put(db, text.encode())
                    ids.append(identity.article_id(text))
                    changes += article_changes(number, sha, ids[-1])
                journal.append(reviewer=REVIEWER.id, label="import", wall=wall, changes=changes)
            journal.finish()
    session.close()
    return ids


def judging(
    articles: list[str], claims: int, actions: int, reviewer: str = REVIEWER.id
) -> Iterator[tuple[str, list[Change]]]:
    """Yield (label, changes): the marks, then judgements that go round the claims."""
    marked: list[str] = []
    for number in range(claims):
        article = articles[number % len(articles)]
        start = 10 * (number // len(articles))
        id = identity.claim_id(article, start, start + 25, 0)
        marked.append(id)
        span = {"article": article, "start": start, "stop": start + 25, "part": 0}
        yield (
            "mark_claim",
            [Change("claim", id, "new", span), Change("article", article, "set", {})],
        )
    fields: list[dict[str, object]] = [
        {"grade": ["B", "2"]},
        {"provenance": "government_statement"},
        {"confidence": "moderate"},
        {"directness": "paraphrase"},
    ]
    for number in range(actions - claims):
        claim = marked[number % claims]
        record = identity.judgement_id(claim, reviewer)
        change = Change("judgement", record, "set", fields[number // claims % len(fields)])
        yield "judge", [*touches(articles[number % claims % len(articles)], claim), change]


def with_actions(path: Path, articles: int, claims: int, actions: int) -> int:
    """Make a review of that many actions in safe transactions; return how many there are."""
    ids = with_articles(path, articles, words=60)
    session = ReviewSession.open(path, REVIEWER)
    work = judging(ids, claims, actions)
    wall = 1_700_000_100_000
    made = 0
    more = True
    while more:
        with session.file.writing() as connection:
            journal = Journal(driver(connection))
            more = False
            for label, changes in work:
                journal.append(reviewer=REVIEWER.id, label=label, wall=wall, changes=changes)
                made += 1
                if made % _PER_TRANSACTION == 0:
                    more = True
                    break
            journal.finish()
    session.close()
    return made
