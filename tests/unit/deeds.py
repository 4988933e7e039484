"""What the people of a random history do: few articles, claims and names, so that they meet."""

from typing import Any

from credreview.domain import identity
from credreview.domain.journal import Change

X, Y = "aa" * 16, "bb" * 16
TEXTS = ("One said so. Another denied it.", "They counted ten. We counted twenty.")
ARTICLES = tuple(identity.article_id(text) for text in TEXTS)
SPANS = ((0, 4), (5, 12))
CLAIMS = tuple(identity.claim_id(a, *span) for a in ARTICLES for span in SPANS)
NAMES = ("Fictional Ministry", "Harbour Office")
SOURCES = tuple(identity.source_id(name) for name in NAMES)
#: What people write behind a salt: (salt, words) by hash.
OWN_WORDS = {
    identity.text_hash(f"Because {n}. ".encode() * 40, bytes([n] * 16)): (
        bytes([n] * 16),
        f"Because {n}. ".encode() * 40,
    )
    for n in range(5)
}
#: Decided judgements: provenance, reliability, credibility.
WHOLE = (("news_report", "B", "2"), ("social_post", "D", "4"), ("news_report", None, "-"))


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


def own_words(value: int) -> str:
    """Return the hash of somebody's own words."""
    return tuple(OWN_WORDS)[value % len(OWN_WORDS)]


def _whole(value: int) -> dict[str, Any]:
    """Return the fields of a decided judgement; there are three."""
    provenance, *grade = WHOLE[value % len(WHOLE)]
    return {"provenance": provenance, "grade": grade}


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
        {"rationale": {"text": own_words(value)}},
        {"flags": ["retracted"][: value % 2]},
        {**_whole(value), "blind": value % 3 == 0},
        {**_whole(value), "blind": False},
    )
    given = fields[what % len(fields)]
    changes = [Change("claim", claim, "set", {})]
    if "attributed_to" in given:
        name = NAMES[value % len(NAMES)]  # two spellings of one name
        changes.append(
            Change("source", source, "new", {"name": (name, name.upper())[value % 3 // 2]})
        )
    return [*changes, Change("judgement", claim + reviewer, "set", given)]


def adjudicate(claim: str, adjudicator: str, value: int) -> list[Change]:
    """Return the changes of an agreement that has seen a judgement of each reviewer."""
    seen = zip((X, Y), (WHOLE[value % 3], WHOLE[value // 2 % 3]), strict=True)
    over = [[who, [p, r, None if c == "-" else c, c == "-"]] for who, (p, r, c) in seen]
    fields = {**_whole(value // 3), "over": over, "reason": {"text": own_words(value)}}
    return [
        Change("claim", claim, "set", {}),
        Change("adjudication", claim + adjudicator, "set", fields),
    ]


def link(one: str, other: str, value: int) -> list[Change]:
    """Return the changes of a link between two claims, with a note."""
    relation = ("confirms", "same", "continues")[value % 3]
    if relation in identity.SYMMETRIC:
        one, other = sorted((one, other))
    id = identity.link_id(relation, one, other)
    return [
        Change("link", id, "new", {"relation": relation, "from": one, "to": other}),
        Change("claim", one, "set", {}),
        Change("claim", other, "set", {}),
        Change("link", id, "set", {"note": f"Note {value % 2}"}),
    ]


def write_statement(article: int, value: int) -> list[Change]:
    """Return the changes of words under a head of a statement on an article or the review."""
    about = ["review", identity.REVIEW] if article % 3 == 2 else ["article", ARTICLES[article % 2]]
    head = ("breadth", "gaps")[value % 2]
    words = None if value % 5 == 4 else {"text": own_words(value)}
    touched = [] if about[0] == "review" else [Change("article", about[1], "set", {})]
    fields = {"about": about, head: words}
    return [Change("statement", identity.statement_id(*about), "set", fields), *touched]


def describe_source(value: int) -> list[Change]:
    """Return the changes of naming a source and saying what it is."""
    source = SOURCES[value % len(SOURCES)]
    fields = ({"type": f"Office {value % 3}"}, {"descriptor": {"text": own_words(value)}})
    return [
        Change("source", source, "new", {"name": NAMES[value % len(NAMES)]}),
        Change("source", source, "set", fields[value // 2 % 2]),
    ]
