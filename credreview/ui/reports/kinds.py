"""What can be printed, and of which parts each kind of report consists, in words."""

from collections.abc import Iterable
from typing import Final

from credreview.domain.summary import EACH_ARTICLE, Kind
from credreview.report.placed import Placed
from credreview.text import tr

#: In the order in which they are offered.
KINDS: Final = (
    Kind.REVIEW,
    Kind.ARTICLE,
    Kind.CLAIM,
    Kind.SOURCE,
    Kind.OUTLET,
    Kind.AGREEMENT,
    Kind.MERGE,
    Kind.EVIDENCE,
)

#: Kinds that are about articles, all or those that the list shows.
OF_ARTICLES: Final = frozenset({Kind.REVIEW, Kind.EVIDENCE})
#: Kinds that are about something of the review, which has to be named.
OF_ONE: Final = frozenset({Kind.ARTICLE, Kind.CLAIM, Kind.SOURCE, Kind.OUTLET, Kind.MERGE})

#: What a reader must know stands there always, and so does what a kind is all about.
_ALWAYS: Final = frozenset({"masthead", "remarks", "fingerprint"})
_CORE: Final = {Kind.CLAIM: "claims", Kind.MERGE: "merge", Kind.EVIDENCE: "evidence"}


def contents(kind: Kind, parts: Iterable[Placed]) -> tuple[Placed, ...]:
    """Return which of the parts that an outline of a kind holds can be left out."""
    return tuple(
        part for part in parts if part.name not in _ALWAYS and part.name != _CORE.get(kind)
    )


def kind_words(kind: Kind) -> str:
    """Return what a kind of report is called."""
    return {
        Kind.REVIEW: tr("Summary of the review"),
        Kind.ARTICLE: tr("Summary of an article"),
        Kind.CLAIM: tr("Dossier of a claim"),
        Kind.SOURCE: tr("Profile of a source"),
        Kind.OUTLET: tr("Profile of an outlet"),
        Kind.AGREEMENT: tr("Differences and agreement"),
        Kind.MERGE: tr("Report of a merge"),
        Kind.EVIDENCE: tr("List of evidence"),
    }[kind]


def part_words(part: str, kind: Kind) -> str:
    """Return what a part of a report is called where its ticks stand."""
    special = {
        (Kind.SOURCE, "sources"): tr("Description"),
        (Kind.SOURCE, "claims"): tr("Its claims"),
        (Kind.OUTLET, "sources"): tr("Who asserts the claims"),
        (Kind.REVIEW, "claims"): tr("Its claims, with reasons"),
    }
    return (
        special.get((kind, part))
        or {
            "figures": tr("Figures"),
            "statement": tr("Source summary statement"),
            "contents": tr("Contents"),
            "record": tr("Where it came from"),
            "hashes": tr("Checksums"),
            "provenance": tr("Provenance of the claims"),
            "grades": tr("Grades"),
            "progress": tr("Progress"),
            "timeline": tr("Claims by date"),
            "articles": tr("Table of articles"),
            "claim_table": tr("Table of claims"),
            "claims": tr("Claims, with reasons"),
            EACH_ARTICLE: tr("A summary of each article"),
            "sources": tr("Sources"),
            "agreement": tr("Agreement"),
            "differences": tr("Differences"),
            "profile": tr("Grades over time"),
            "key": tr("Key to the scales"),
            "method": tr("Method and limits"),
            "merge": tr("What a merge brought"),
            "evidence": tr("List of evidence"),
        }[part]
    )
