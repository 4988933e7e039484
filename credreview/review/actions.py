"""What a reviewer can do: each function checks its words and returns a deed.

A deed is planned inside the write transaction, against the review as it
stands at that moment, and becomes one action.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from credreview.domain import canonical, identity
from credreview.domain.errors import UserError
from credreview.domain.journal import MAX_BODY, Change
from credreview.domain.links import RELATIONS
from credreview.domain.model import FACT_NAMES
from credreview.domain.vocabulary import Vocabulary
from credreview.store import texts
from credreview.store.view import View, no_such
from credreview.text import tr

MAX_WORDS = 1_000_000


@dataclass
class Plan:
    """The changes of one action, and what the caller wants to know of it.

    Attributes:
        standing: The id of an earlier action that already did all of this;
            then nothing is written.
        articles, claims: What listeners have to read again.
        message: What was done, in a sentence, where that is not plain to see.
        everything: It shows in more than can be listed.
    """

    changes: list[Change]
    answers: dict[str, str] = field(default_factory=dict)
    articles: frozenset[str] = frozenset()
    claims: frozenset[str] = frozenset()
    standing: str | None = None
    message: str = ""
    everything: bool = False


@dataclass(frozen=True)
class Deed:
    """Something to do, by its label, and how to plan it."""

    label: str
    plan: Callable[[View], Plan]


def in_parts(changes: Iterable[Change]) -> Iterator[list[Change]]:
    """Yield changes in parts that each fit into the body of one action."""
    part: list[Change] = []
    size = 0
    for change in changes:
        weight = len(canonical.dump([change.record, dict(change.fields)])) + 100
        if part and size + weight > MAX_BODY - 10_000:
            yield part
            part, size = [], 0
        part.append(change)
        size += weight
    if part:
        yield part


def bad_value(name: str, value: object, allowed: str) -> UserError:
    """Return the failure for a value that a field cannot take."""
    return UserError(
        "action.bad_value",
        tr("“{name}” cannot be {value}.", name=name, value=repr(value)[:80]),
        tr("It takes {allowed}.", allowed=allowed),
    )


def check_words(name: str, words: object) -> None:
    """Refuse what is no text, too long, or cannot be stored; raises UserError."""
    if not isinstance(words, str) or len(words) > MAX_WORDS:
        raise bad_value(name, words, tr("a text of at most a million characters"))
    if "\0" in words or any("\ud800" <= c <= "\udfff" for c in words):
        raise bad_value(name, words, tr("a text without NUL and half characters"))


def mark_claim(article: str, start: int, end: int, part: int = 0) -> Deed:
    """Mark the code points [start, end) of an article as a claim.

    A known span answers its known claim; `part` above 0 is another assertion
    in the same words.
    """

    def plan(view: View) -> Plan:
        if not view.is_alive("article", article):
            raise no_such("article", article)
        text = view.text(article)
        length = len(text)
        if not 0 <= start < end <= length:
            raise UserError(
                "action.bad_span",
                tr("There are no words from {start} to {end}.", start=start, end=end),
                tr("The text has {length} characters.", length=length),
            )
        if not text[start:end].strip():
            raise UserError(
                "action.empty_span",
                tr("The selection holds no words."),
                tr("Select the words that assert something."),
            )
        id = identity.claim_id(article, start, end, part)
        made = Plan([], {"claim": id}, frozenset({article}), frozenset({id}))
        if view.is_alive("claim", id):
            made.standing = view.own_undisputed("claim", id)
        if made.standing is None:
            span = {"article": article, "start": start, "stop": end, "part": part}
            made.changes = [Change("claim", id, "new", span), Change("article", article, "set", {})]
        return made

    if type(part) is not int or not 0 <= part < 1000:
        raise bad_value("part", part, tr("a number from 0 to 999"))
    return Deed("mark_claim", plan)


def unmark_claim(claim: str) -> Deed:
    """Delete a claim; work of others that this reviewer had not seen keeps it alive."""

    def plan(view: View) -> Plan:
        article = claims_article(view, claim)
        return Plan(
            [Change("claim", claim, "del", {})],
            {"claim": claim},
            frozenset({article}),
            frozenset({claim}),
        )

    return Deed("unmark_claim", plan)


def private(view: View, words: str | None) -> dict[str, str] | None:
    """Return the value that refers to a reviewer's own words, which are kept apart."""
    return {"text": texts.put_private(view.db, words)} if words else None


def touches(article: str, claim: str) -> list[Change]:
    """Return the touches by which work on a claim keeps it and its article from vanishing.

    Somebody's later undo of the mark, or of the import, hides what only they
    wrote, never what others built on it.
    """
    return [Change("claim", claim, "set", {}), Change("article", article, "set", {})]


def claims_article(view: View, claim: str) -> str:
    """Return the article of a living claim; raises UserError where there is none."""
    if not view.is_alive("claim", claim):
        raise no_such("claim", claim)
    return view.article_of(claim)


def set_article(article: str, **given: str | None) -> Deed:
    """Correct what is known about an article; None says "not stated"."""
    unknown = sorted(given.keys() - set(FACT_NAMES))
    if unknown or not given:
        raise bad_value("article", unknown, ", ".join(FACT_NAMES))
    for name, words in given.items():
        if words is not None:
            check_words(name, words)
            if len(words) > 10_000 or not " ".join(words.split()).isprintable():
                raise bad_value(name, words, tr("at most 10,000 visible characters"))

    def plan(view: View) -> Plan:
        from credreview.intake.dates import parse_moment

        if not view.is_alive("article", article):
            raise no_such("article", article)
        fields = {
            name: (" ".join(words.split()) or None) if words else None
            for name, words in given.items()
        }
        if moment := parse_moment(fields.get("published") or ""):
            fields["published"] = moment  # so that articles sort by it, and periods find it
        change = Change("article", article, "set", fields)
        return Plan([change], {"article": article}, frozenset({article}))

    return Deed("set_article", plan)


def link(
    one: str, other: str, relation: str, vocabulary: Vocabulary, note: str | None = None
) -> Deed:
    """Say how two claims stand to each other: confirms, contradicts, same_origin."""
    if not isinstance(relation, str) or not vocabulary.find("relations", relation):
        allowed = ", ".join(term.id for term in vocabulary.relations)
        raise bad_value("relation", relation, allowed)
    if one == other:
        raise bad_value("to", other, tr("another claim"))
    if note is not None:
        check_words("note", note)

    def plan(view: View) -> Plan:
        ends_articles = claims_article(view, one), claims_article(view, other)
        id = identity.link_id(relation, one, other)
        ends = {"relation": relation, "from": one, "to": other}
        if relation in identity.SYMMETRIC:
            ends["from"], ends["to"] = sorted((one, other))
        changes = [
            Change("link", id, "new", ends),
            *touches(ends_articles[0], one),
            *touches(ends_articles[1], other),
        ]
        if note:
            changes.append(Change("link", id, "set", {"note": private(view, note)}))
        return Plan(changes, {"link": id}, frozenset(ends_articles), frozenset({one, other}))

    return Deed("link", plan)


def unlink(link_id: str) -> Deed:
    """Take a link between two claims away, whoever made it; undo brings it back."""

    def plan(view: View) -> Plan:
        fields = view.fields("link", link_id) or {}
        ends = [end for end in (fields.get("from"), fields.get("to")) if isinstance(end, str)]
        if fields.get("relation") in RELATIONS or len(ends) != 2:
            raise no_such("link", link_id)
        claims = {end: view.article_of(end) for end in ends if view.is_alive("claim", end)}
        seen = [touch for claim, article in claims.items() for touch in touches(article, claim)]
        return Plan(
            [Change("link", link_id, "del", {}), *seen],
            {"link": link_id},
            frozenset(claims.values()),
            frozenset(claims),
        )

    return Deed("unlink", plan)


def write_note(kind: str, about: str, words: str) -> Deed:
    """Write a note about a claim or an article."""
    check_words("note", words)
    if kind not in ("claim", "article") or not words.strip():
        raise bad_value("note", words, tr("some words about a claim or an article"))

    def plan(view: View) -> Plan:
        if not view.is_alive(kind, about):
            raise no_such(kind, about)
        article = about if kind == "article" else view.article_of(about)
        id = identity.new_id()
        fields = {"about": [kind, about], "by": view.reviewer, "words": private(view, words)}
        seen = touches(article, about) if kind == "claim" else [Change(kind, about, "set", {})]
        changes = [Change("note", id, "new", fields), *seen]
        return Plan(changes, {"note": id}, frozenset({article}))

    return Deed("note", plan)
