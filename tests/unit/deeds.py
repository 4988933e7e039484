"""What the people of a random history do: few articles, claims and names, so that they meet."""

from typing import Any

from credreview.domain import identity
from credreview.domain.journal import Change

X, Y = "aa" * 16, "bb" * 16
TEXTS = ("One said so. Another denied it.", "They counted ten. We counted twenty.")
ARTICLES = tuple(identity.article_id(text) for text in TEXTS)
SPANS = ((0, 4), (5, 12))
CLAIMS = tuple(identity.claim_id(a, *span) for a in ARTICLES for span in SPANS)
SOURCES = tuple(identity.source_id(name) for name in ("Fictional Ministry", "Harbour Office"))


def create(article: int, number: int, title: str) -> list[Change]:
    """Return the changes of an import: the article, and a capture of it."""
    capture = {
        "article": ARTICLES[article],
        "title": title,
        "guessed": ["title"],
        "outlet": f"Outlet {number % 2}",
    }
    return [
        Change("article", ARTICLES[article], "new", {"text": text_sha(article), "title": title}),
        Change("capture", f"{number:032x}", "new", capture),
    ]


def text_sha(article: int) -> str:
    """Return the hash of an article's text."""
    return identity.text_hash(TEXTS[article].encode())


def mark(claim: str) -> list[Change]:
    """Return the changes of marking a claim of the pool."""
    number = CLAIMS.index(claim)
    start, stop = SPANS[number % len(SPANS)]
    article = ARTICLES[number // len(SPANS)]
    span = {"article": article, "start": start, "stop": stop, "part": 0}
    return [Change("claim", claim, "new", span), Change("article", article, "set", {})]


def judge(claim: str, reviewer: str, what: int, value: int) -> list[Change]:
    """Return the changes of a judgement of one field."""
    source = SOURCES[value % len(SOURCES)]
    fields: tuple[dict[str, Any], ...] = (
        {"grade": ["ABCDEF"[value % 6], "123456-"[value % 7]]},
        {"provenance": ("social_post", "news_report", None)[value % 3]},
        {"attributed_to": source},
        {"confidence": ("low", "high", None)[value % 3], "directness": "paraphrase"},
        {"rationale": {"text": f"{value:064x}"}},
        {"flags": ["retracted"][: value % 2]},
    )
    given = fields[what % len(fields)]
    changes = [Change("claim", claim, "set", {})]
    if "attributed_to" in given:
        changes.append(Change("source", source, "new", {"name": f"Name {value % 2}"}))
    return [*changes, Change("judgement", claim + reviewer, "set", given)]
