"""The two real articles, reviewed by two people who do not exist; no sentence of them stands here.

A claim is found by a few words that it begins and ends with.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sessions
from sessions import XENIA, YORICK

from credreview.domain.identity import REVIEW
from credreview.review import actions, adjudicating
from credreview.review.bulk import import_files
from credreview.review.session import ReviewSession
from credreview.review.statements import describe_source, write_statement

INTELLIGENCE, MINISTRY = "Military intelligence service", "Foreign ministry"
DEFENCE, WRITER, REGISTER = "Defence ministry", "The article's author", "Company register"


@dataclass(frozen=True)
class Marked:
    """A claim: the words that it begins and ends with, and what the first reviewer gave it."""

    begins: str
    ends: str
    given: dict[str, Any] = field(default_factory=dict)


def _given(
    provenance: str, by: str, pair: str, confidence: str, rationale: str, **more: Any
) -> dict[str, Any]:
    values = {"provenance": provenance, "attributed_to": by, "confidence": confidence}
    return {**values, "reliability": pair[0], "credibility": pair[1], "rationale": rationale} | more


CLAIMS = {
    "alleged": Marked("thousands of Cubans", "soil.”", _given(
        "government_statement", MINISTRY, "C4", "low",
        "The minister says **thousands**; the service of the same government has counted about a"
        " thousand.\n\n- no list was shown;\n- nothing says which years are meant.",
        directness="direct_quote")),
    "counted": Marked("tallied at least", "Russian forces", _given(
        "intelligence_estimate", INTELLIGENCE, "B2", "moderate",
        "A count to the last digit, by a service that has an interest in it. How it was counted is"
        " not said.", directness="paraphrase", flags=["misleading_context"])),
    "missing": Marked("close to a hundred", "presumed dead", _given(
        "intelligence_estimate", INTELLIGENCE, "B3", "low",
        "“Missing” and “presumed dead” are added up; nobody else says so.")),
    "foreigners": Marked("at over 10,000", "made public", _given(
        "unattributed", "", "F3", "low", "Nobody is named: “believed to be”, by whom?")),
    "twenty": Marked("20,000 North", "defense sector", _given(
        "news_report", WRITER, "F6", "low", "No source and no way to tell.")),
    "post": Marked("supplicant US", "lifting the Cuba embargo", {
        "provenance": "social_post", "attributed_to": "A poster", "reliability": "D",
        "not_checkable": True, "rationale": "A value judgement in an embedded post."}),
    "visit": Marked("Cuban military delegation visited", "Ministry of Defense", _given(
        "government_statement", DEFENCE, "C3", "moderate",
        "Visits are announced by both sides; the announcement itself is not linked.")),
    "director": Marked("listed as the director", "automation systems", _given(
        "legal_record", REGISTER, "A1", "high",
        "A register can be looked up, and was: the entry stands there.")),
    "coincidence": Marked("appointment as ambassador", "no coincidence"),
    "supply": Marked("Belarus could supply", "to Cuba", _given(
        "expert_analysis", WRITER, "C2", "moderate", "It follows from the agreement as told.")),
    "researchers": Marked("Researchers estimate", "Russia’s side", _given(
        "unattributed", "Unnamed researchers", "F4", "low",
        "No name, institute, method or date. Five times what the service has counted.")),
}  # fmt: skip

#: What the second reviewer gave: one difference that stays open, one that was settled.
SECOND = {
    "counted": _given("intelligence_estimate", INTELLIGENCE, "C2", "moderate",
                      "A party to the war; it has been wrong before."),
    "alleged": _given("government_statement", MINISTRY, "C5", "moderate",
                      "Its own service says otherwise."),
    "director": _given("legal_record", REGISTER, "A1", "high", "Looked up as well."),
}  # fmt: skip
REASON = "Read together: the words are the minister's, and the service contradicts them."


def span(text: str, marked: Marked) -> tuple[int, int]:
    """Return where a claim stands in an article."""
    start = text.index(marked.begins)
    return start, text.index(marked.ends, start) + len(marked.ends)


def made(path: Path, files: Path, title: str = "An embassy is closed") -> Path:
    """Return a new review of the two articles, judged by both.

    Args:
        path: Its file, which is not there yet.
        files: The folder of the articles.
        title: Given to the article that has none.
    """
    xenia = ReviewSession.create(path, XENIA)
    list(import_files(xenia, [files]))
    xenia.do(adjudicating.set_blind(on=True))
    claims = {name: _marked(xenia, marked) for name, marked in CLAIMS.items()}
    for name, marked in CLAIMS.items():
        if marked.given:
            sessions.judge(xenia, claims[name], **marked.given)
    _describe(xenia, claims, title)
    yorick = sessions.copy_for(xenia, YORICK, "yorick")
    for name, given in SECOND.items():
        sessions.judge(yorick, claims[name], **given)
    sessions.meet(xenia, yorick)
    yorick.close()
    agreed = {"provenance": "government_statement", "attributed_to": MINISTRY,
              "reliability": "C", "credibility": "5", "confidence": "moderate"}  # fmt: skip
    xenia.do(adjudicating.adjudicate(claims["alleged"], xenia.vocabulary, reason=REASON, **agreed))
    xenia.do(adjudicating.set_blind(on=False))
    xenia.close()
    return path


def _marked(session: ReviewSession, marked: Marked) -> str:
    for article in sessions.articles(session):
        text = session.reader.article(article).text
        if marked.begins in text:
            deed = actions.mark_claim(article, *span(text, marked))
            return str(session.do(deed).answers["claim"])
    raise AssertionError(marked.begins)


def _describe(session: ReviewSession, claims: dict[str, str], title: str) -> None:
    links = (
        ("alleged", "counted", "contradicts", "Thousands against about one thousand."),
        ("researchers", "counted", "contradicts", None),
        ("missing", "counted", "same_origin", None),
    )
    for one, other, relation, note in links:
        session.do(actions.link(claims[one], claims[other], relation, session.vocabulary, note))
    session.do(actions.write_note("claim", claims["twenty"], "Ask the editors for their source."))
    session.do(describe_source(INTELLIGENCE, kind="Government; party to the war",
                               descriptor="Access likely; strong interest."))  # fmt: skip
    session.do(write_statement("review", REVIEW, gaps="No document, list or record was *seen*."))
    for article in sessions.articles(session):
        if session.reader.article(article).facts.title is None:
            session.do(actions.set_article(article, title=title))
