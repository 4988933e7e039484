"""What can be printed, and of which parts each kind of report consists, in words."""

from typing import Final

from credreview.domain.summary import EACH_ARTICLE, Kind
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

#: Parts that may be left out, by kind, in the order of the report. What a reader must know
#: (what it is, remarks, the fingerprint) always stands there.
CONTENTS: Final[dict[Kind, tuple[str, ...]]] = {
    Kind.REVIEW: (
        "figures", "statement", "contents", "provenance", "grades", "progress", "articles",
        "timeline", "claim_table", "sources", "agreement", "differences", EACH_ARTICLE, "record",
        "hashes", "claims", "key", "method",
    ),
    Kind.ARTICLE: ("statement", "record", "hashes", "grades", "claims", "key", "method"),
    Kind.CLAIM: ("differences", "record", "hashes", "sources", "key", "method"),
    Kind.SOURCE: (
        "figures", "sources", "profile", "grades", "provenance", "timeline", "claims", "key",
        "method",
    ),
    Kind.OUTLET: (
        "figures", "sources", "provenance", "profile", "grades", "timeline", "progress", "articles",
        "claims", "key", "method",
    ),
    Kind.AGREEMENT: ("figures", "agreement", "differences", "progress", "key", "method"),
    Kind.MERGE: ("figures", "differences"),
    Kind.EVIDENCE: ("figures", "method"),
}  # fmt: skip
#: Parts that stand inside another, and go with it.
INSIDE: Final = {"record": EACH_ARTICLE, "hashes": EACH_ARTICLE, "claims": EACH_ARTICLE}


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
        }[part]
    )
