"""A review on which three fictional people worked, for pictures of what concerns several.

It begins as the sample review. Two people judge its claims unequally, one of
them edits a fact, marks words anew, brings a later version of an article and
an article in Arabic; both come together in one file.
"""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from credreview.domain.differences import DifferenceKind, DifferenceQuery
from credreview.domain.model import ArticleQuery, Claim, Judgement, Person
from credreview.review import actions, adjudicating, merging, people, sample, versions
from credreview.review.bulk import import_files
from credreview.review.judging import judge
from credreview.review.session import ReviewSession

_OTHER_GRADE = {"A": "B", "B": "C", "C": "B", "D": "D", "E": "D", "F": "F"}
_OTHER_FIGURE = {"1": "2", "2": "3", "3": "2", "4": "4", "5": "4", "6": "6"}
_RATIONALES = (
    "Same register, read again.",
    "The figure comes from one service that is a party to the war, and both outlets that repeat it"
    " name that service as their only source. No list was published, so nobody could count again.\n"
    "\nRead once more on Friday: the second outlet quotes the first one, word for word.",
    "Two witnesses who cannot have spoken to each other.",
)

_ARABIC = """---
title: إغلاق ميناء أفيراي أمام السفن الأجنبية حتى إشعار آخر
outlet: Sample Arabic Daily
published: 2025-10-04
url: https://arabic-daily.example/averay
language: ar
---

أعلنت هيئة الموانئ الكورفانية مساء الخميس إغلاق ميناء أفيراي أمام السفن الأجنبية حتى إشعار آخر.

وقال مدير الهيئة إن السبب هو تعميق الحوض التجاري إلى أحد عشر مترا.

وأكد وكيلان للشحن في أفيراي أن ثماني سفن تنتظر جنوب الجزيرة.
"""

_LATER = """---
title: Port of Averay closed to foreign ships, seven wait
outlet: Harbour Post
published: 2025-10-05
url: https://harbour-post.example/news/port-closed
---

"""
_AGAIN = """---
title: Corvana shuts its main port, again
outlet: Calder Ledger
published: 2025-10-06
url: https://calder-ledger.example/world/corvana-port
---

The port of Averay has been closed to foreign vessels for a second time.
"""


@dataclass(frozen=True)
class Company:
    """The files, and whose they are.

    Attributes:
        me: Who looks.
        mine: What I did, with nothing of the others.
        theirs: What the long-named colleague did.
        merged: Mine, with what the two others did.
    """

    me: Person
    mine: Path
    theirs: Path
    merged: Path


def make(folder: Path) -> Company:
    """Make the files in a folder."""
    me = _person("Sample Analyst", "Office of Sample Studies", "Maritime desk")
    here, os.environ["CREDREVIEW_HOME"] = os.environ["CREDREVIEW_HOME"], str(folder / "elsewhere")
    long = _person(
        "Sample Linguist, Regional Desk for Harbours, Straits and Islands",
        "Institute for Examples that are Longer than Usual",
        "Reads the original, writes the report and answers the telephone",
    )
    third = _person("Sample Third", "", "")
    base = folder / "base.credreview"
    sample.build(base)
    paths = [folder / f"{name}.credreview" for name in ("harbours", "harbours-linguist", "third")]
    for path in paths:
        shutil.copy(base, path)
    mine, theirs, other = paths
    with_session(theirs, long, _judge_otherwise)
    with_session(other, third, _judge_some)
    os.environ["CREDREVIEW_HOME"] = here
    with_session(mine, me, _judge_all)
    merged = folder / "harbours merged.credreview"
    shutil.copy(mine, merged)
    session = ReviewSession.open(merged, me)
    for path in (theirs, other):
        merging.merge(session, path)
    _settle(session)
    session.close()
    return Company(me, mine, theirs, merged)


def _person(name: str, organisation: str, role: str) -> Person:
    made = people.named(name)
    return people.change(replace(made, organisation=organisation, role=role))


def with_session(path: Path, person: Person, work: Any) -> None:  # noqa: ANN401
    """Let a person do some work in a file."""
    session = ReviewSession.open(path, person)
    work(session)
    session.close()


def _claims(session: ReviewSession) -> Iterator[tuple[Claim, Judgement]]:
    """Yield claims, each with what the sample's first reviewer says of it."""
    for key in session.reader.article_keys(ArticleQuery()):
        for claim in session.reader.claims(session.reader.article(key).id):
            for judgement in session.reader.judgements(claim.id):
                yield claim, judgement
                break


def _values(judgement: Judgement) -> dict[str, Any]:
    names = ("reliability", "provenance", "attributed_to", "directness", "confidence", "rationale")
    found = {name: getattr(judgement, name) for name in names}
    if judgement.not_checkable:
        return {**found, "not_checkable": True}
    return {**found, "credibility": judgement.credibility}


def _judge_all(session: ReviewSession) -> None:
    for number, (claim, judgement) in enumerate(list(_claims(session))[:40]):
        given = _values(judgement)
        if number % 6 == 3:
            given["reliability"] = _OTHER_GRADE.get(str(judgement.reliability), "B")
            given["provenance"] = "news_report"
        session.do(judge(claim.id, session.vocabulary, **given))
    article = _article(session, "Port of Averay")
    facts = {"author": "North Quay Agency, Averay", "published": "2025-10-04"}
    session.do(actions.set_article(article, **facts))


def _judge_otherwise(session: ReviewSession) -> None:
    for number, (claim, judgement) in enumerate(list(_claims(session))[:36]):
        given = _values(judgement)
        if number % 4 == 1:
            given["reliability"] = _OTHER_GRADE.get(str(judgement.reliability), "C")
            if judgement.credibility:
                given["credibility"] = _OTHER_FIGURE[judgement.credibility]
            given["confidence"] = "low"
            given["rationale"] = _RATIONALES[number % 3]
        session.do(judge(claim.id, session.vocabulary, **given))
    port = _article(session, "Port of Averay")
    session.do(actions.set_article(port, author="Agency", published="2025-10-02"))
    text = session.reader.article(port).text
    words = "The authority said the commercial basin would be dredged"
    start = text.index(words)
    session.do(actions.mark_claim(port, start, start + len(words)))
    more = session.file.path.parent / "more"
    more.mkdir()
    later = text.replace("lose two million crowns", "lose two and a half million crowns")
    later = later.replace("“I see floodlights, I see lorries, I do not see a dredger,”", "Nothing,")
    (more / "later.md").write_text(_LATER + later, "utf-8")
    for name in ("arabic", "later families"):
        (more / f"{name}.md").write_text(_ARABIC if name == "arabic" else _AGAIN, "utf-8")
    for done in import_files(session, [more]):
        if done.article and "أعلنت" in session.reader.article(done.article).text:
            _mark_arabic(session, done.article)


def _mark_arabic(session: ReviewSession, article: str) -> None:
    text = session.reader.article(article).text
    for words, grades in (("ثماني سفن تنتظر جنوب الجزيرة", "B2"), ("السبب هو تعميق الحوض", "C4")):
        start = text.index(words)
        made = session.do(actions.mark_claim(article, start, start + len(words)))
        given = {"reliability": grades[0], "credibility": grades[1]}
        session.do(judge(made.answers["claim"], session.vocabulary, **given))


def _judge_some(session: ReviewSession) -> None:
    for number, (claim, judgement) in enumerate(list(_claims(session))[:12]):
        given = _values(judgement)
        given["reliability"] = "D" if number % 3 == 1 else given["reliability"]
        session.do(judge(claim.id, session.vocabulary, **given))
    doomed = list(_claims(session))[14][0]
    session.do(actions.unmark_claim(doomed.id))


def _settle(session: ReviewSession) -> None:
    """Agree on one claim, and accept the version so that claims are proposed in it."""
    found = session.reader.proposals()
    for one in found.versions:
        if "seven" in "".join(one.titles):
            session.do(versions.version_of(one.newer, one.older))
    query = DifferenceQuery(kinds=frozenset({DifferenceKind.JUDGEMENT}))
    (differing,) = session.reader.difference_rows(session.reader.difference_keys(query)[:1])
    session.do(
        adjudicating.adjudicate(
            differing.claim,
            session.vocabulary,
            reason="Read together on Monday: the list of names was seen by neither of us.",
            reliability="C",
            credibility="3",
            provenance="intelligence_estimate",
            confidence="moderate",
        )
    )


def _article(session: ReviewSession, words: str) -> str:
    rows = session.reader.article_rows(list(session.reader.article_keys(ArticleQuery())))
    return next(row.id for row in rows if words in row.title)
