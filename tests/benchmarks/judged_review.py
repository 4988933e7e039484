"""Reviews whose claims are judged as reviewers judge them, made by the code that imports."""

import itertools
import random
from collections.abc import Iterator
from pathlib import Path
from sqlite3 import Connection
from typing import Any

from large_review import REVIEWER, article_changes

from credreview.domain import canonical, identity
from credreview.domain.journal import Change
from credreview.domain.model import Person
from credreview.review.actions import touches
from credreview.review.session import ReviewSession
from credreview.store import texts
from credreview.store.file import driver
from credreview.store.journal import Journal

SECOND = Person("cd" * 16, "Second Benchmark")
_SAID = (  # noqa: SIM905 - easier to read
    "the of minister said forces official identified confirmed report office that in a to and by"
    " from was claims figures military source evidence agency document recruitment contract first"
).split()
_SOURCES = ("Ministry of Sources", "Harbour Office", "An officer", "Fictional Gazette", "A witness")
_PROVENANCE = ("government_statement", "anonymous_official", "news_report", "eyewitness")
_GRADES = [[*pair] for pair in itertools.product("ABCDEF", "123456")] + [["C", "not_checkable"]]
_RELATIONS = ("confirms", "contradicts", "same_origin")
_BEGUN = 1_763_800_000_000
_PER_PARAGRAPH = 4


def sentence(pick: random.Random, count: int) -> str:
    """Return so many words."""
    return " ".join(pick.choice(_SAID) for _ in range(count)).capitalize() + "."


def rationale(pick: random.Random) -> str:
    """Return what reviewers write in Markdown: two paragraphs or a list, some of it bold."""
    first = f"The source is **{pick.choice(_SAID)} {pick.choice(_SAID)}** here."
    if pick.randrange(3):
        return f"{first} {sentence(pick, 8)}\n\n{sentence(pick, 24)}"
    return "\n".join([first, "", *(f"- {sentence(pick, 9)}" for _ in range(3))])


def with_judgements(path: Path, articles: int, claims: int) -> list[str]:
    """Make a review of so many articles, and so many claims in all; return the articles' ids.

    Each claim has a whole judgement with a rationale, every tenth a second one by
    somebody else, every second a link to the claim before it.
    """
    session = ReviewSession.create(path, REVIEWER, "Harbours of the north")
    wall = itertools.count(_BEGUN, 1000)
    ids = []
    for number in range(articles):
        with session.file.writing() as connection:
            db = driver(connection)
            journal = Journal(db)
            deeds = _introduced() if number == 0 else iter(())
            id, spans, imported = _imported(db, number, len(range(number, claims, articles)))
            ids.append(id)
            judged = _judged(db, id, spans, random.Random(number))
            for person, label, changes in itertools.chain(deeds, [imported], judged):
                journal.append(
                    reviewer=person.id, label=label, wall=next(wall), changes=changes
                )  # fmt: skip
            journal.finish()
    session.close()
    return ids


#: Who did something, its label, and what it changes.
_Deed = tuple[Person, str, list[Change]]


def _introduced() -> Iterator[_Deed]:
    for person in (REVIEWER, SECOND):
        yield person, "introduce", [Change("reviewer", person.id, "new", {"name": person.name})]
    facts = {"type": "government; party to the war"}
    yield REVIEWER, "judge", [
        Change("source", identity.source_id(name), "new", {"name": name, **facts})
        for name in _SOURCES
    ]  # fmt: skip


def _imported(
    db: Connection, number: int, sentences: int
) -> tuple[str, list[tuple[int, int]], _Deed]:
    """Return an article's id, where its sentences stand, and its import."""
    pick = random.Random(-number)
    text = f"Article {number}"
    spans: list[tuple[int, int]] = []
    blocks: list[dict[str, Any]] = [{"kind": "heading", "start": 0, "end": len(text), "level": 1}]
    for at in range(sentences):
        text += " " if at % _PER_PARAGRAPH else "\n\n"
        spans.append((len(text), len(text)))
        text += sentence(pick, 18)
        spans[-1] = (spans[-1][0], len(text) - 1)
        if at % _PER_PARAGRAPH == 0:
            blocks.append({"kind": "paragraph", "start": spans[-1][0]})
        blocks[-1]["end"] = len(text)
    id = identity.article_id(text)
    new, capture = article_changes(number, texts.put(db, text.encode()), id)
    found = {**capture.fields, "blocks": texts.put(db, canonical.dump(blocks))}
    deed = (REVIEWER, "import", [new, capture._replace(fields=found)])
    return id, spans, deed


def _judged(
    db: Connection, article: str, spans: list[tuple[int, int]], pick: random.Random
) -> Iterator[_Deed]:
    before = ""
    for at, (start, stop) in enumerate(spans):
        claim = identity.claim_id(article, start, stop, 0)
        span = {"article": article, "start": start, "stop": stop, "part": 0}
        touched = Change("article", article, "set", {})
        yield REVIEWER, "mark_claim", [Change("claim", claim, "new", span), touched]
        for person in (REVIEWER, SECOND)[: 1 if at % 10 else 2]:
            record = identity.judgement_id(claim, person.id)
            given = Change("judgement", record, "set", _given(db, pick))
            source = Change("source", given.fields["attributed_to"], "set", {})
            yield person, "judge", [*touches(article, claim), source, given]
        if at % 2:
            relation = pick.choice(_RELATIONS)
            one, other = sorted((claim, before))
            ends = {"relation": relation, "from": one, "to": other}
            link = Change("link", identity.link_id(relation, one, other), "new", ends)
            yield (
                REVIEWER,
                "link",
                [link, *touches(article, claim), Change("claim", before, "set", {})],
            )
        before = claim


def _given(db: Connection, pick: random.Random) -> dict[str, Any]:
    return {
        "provenance": pick.choice(_PROVENANCE),
        "attributed_to": identity.source_id(pick.choice(_SOURCES)),
        "directness": "direct_quote",
        "grade": pick.choice(_GRADES),
        "confidence": pick.choice(("low", "moderate", "high")),
        "rationale": {"text": texts.put_private(db, rationale(pick))},
    }
