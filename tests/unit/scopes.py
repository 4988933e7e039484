"""Scopes of summaries for tests, made by hand: a few articles and claims in short."""

from typing import Any

from credreview.domain.summary import ClaimLink, CountedArticle, CountedClaim, Scope


def article(place: int, **given: Any) -> CountedArticle:
    """Return an article without claims; `scope` counts them."""
    facts: dict[str, Any] = {
        "title": f"Article {place}",
        "is_supplied": False,
        "file_name": f"{place}.txt",
        "outlet": None,
        "author": None,
        "published": None,
        "captures": 1,
    }
    return CountedArticle(key=place + 1, id=f"{place:032x}", first=0, claims=0, **(facts | given))


def claim(name: str, place: int = 0, grades: str = "", **given: Any) -> CountedClaim:
    """Return a claim by somebody's judgement: "B2", "B-" not checkable, "B?", "" not judged."""
    values: dict[str, Any] = {"reviewer": "aa" * 16} if grades or given else {}
    if grades:
        values["reliability"] = None if grades[0] == "?" else grades[0]
        values["credibility"] = None if grades[1] in "?-" else grades[1]
        values["not_checkable"] = grades[1] == "-"
        values["is_decided"] = grades[1] == "-" or "?" not in grades
        values["judges"] = int(values["is_decided"])
    return CountedClaim(name, place, **(values | given))


def scope(
    claims: list[CountedClaim],
    articles: list[CountedArticle] | None = None,
    links: tuple[tuple[str, str, str], ...] = (),
    beyond: tuple[CountedClaim, ...] = (),
) -> Scope:
    """Return a scope of claims that are in the order of their articles."""
    last = max((claim.article for claim in claims), default=0)
    given = [article(place) for place in range(last + 1)] if articles is None else articles
    made = []
    for place, one in enumerate(given):
        numbers = [n for n, c in enumerate(claims, 1) if c.article == place]
        facts = {name: getattr(one, name) for name in CountedArticle.__slots__}
        facts |= {"first": min(numbers, default=0), "claims": len(numbers)}
        made.append(CountedArticle(**facts))
    return Scope(
        title="A review",
        fingerprint="0" * 64,
        as_of=0,
        actions=1,
        handling="",
        is_blind=False,
        hidden=sum(claim.hidden for claim in claims),
        aside=0,
        lead="",
        participants=(),
        articles=tuple(made),
        claims=claims,
        links=tuple(ClaimLink(*link) for link in links),
        sources={},
        beyond={claim.claim: claim for claim in beyond},
    )
