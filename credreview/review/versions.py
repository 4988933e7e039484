"""What a person decides about same claims and versions of an article: deeds that link them.

What is dismissed is kept as a link too, so that nobody is asked twice. Who
decides otherwise later takes the contrary link away in the same action, and
undoing that brings it back. Whoever links two records touches both.
"""

from collections.abc import Iterable

from credreview.domain import identity
from credreview.domain.errors import UserError
from credreview.domain.journal import Change
from credreview.domain.links import (
    CONTINUES,
    NOT_CONTINUED,
    NOT_SAME,
    NOT_VERSION_OF,
    SAME,
    VERSION_OF,
)
from credreview.review.actions import (
    Deed,
    Plan,
    bad_value,
    claims_article,
    mark_claim,
    touches,
)
from credreview.store.view import View, no_such
from credreview.text import tr

_Ends = tuple[str, str, str]


def same_claim(one: str, other: str) -> Deed:
    """Say that two claims assert one thing: their judgements show through, each on its words."""
    _need_two(one, other, tr("another claim"))
    return Deed(
        "same_claim", lambda view: _link_claims(view, (SAME, one, other), [(NOT_SAME, one, other)])
    )


def not_same(one: str, other: str) -> Deed:
    """Say that two claims assert different things, though their words overlap."""
    _need_two(one, other, tr("another claim"))
    contrary = [(SAME, one, other), (CONTINUES, one, other), (CONTINUES, other, one)]
    return Deed("not_same", lambda view: _link_claims(view, (NOT_SAME, one, other), contrary))


def version_of(newer: str, older: str) -> Deed:
    """Say that an article is a later version of another, so that its claims can go on there."""
    _need_two(newer, older, tr("another article"))
    contrary = [(NOT_VERSION_OF, newer, older), (VERSION_OF, older, newer)]
    return Deed(
        "version_of", lambda view: _link_articles(view, (VERSION_OF, newer, older), contrary)
    )


def not_version_of(one: str, other: str) -> Deed:
    """Say that two articles are no versions of each other."""
    _need_two(one, other, tr("another article"))
    contrary = [(VERSION_OF, one, other), (VERSION_OF, other, one)]
    return Deed(
        "not_version_of", lambda view: _link_articles(view, (NOT_VERSION_OF, one, other), contrary)
    )


def continue_claim(claim: str, article: str, start: int, end: int) -> Deed:
    """Mark the code points [start, end) of another version, and link the claim there to this one.

    They are the same claim if the words are identical; else the new one
    continues the old one. No judgement is copied: each shows through the link
    with the words that it was given on.
    """

    def plan(view: View) -> Plan:
        origin = claims_article(view, claim)
        if origin == article:
            raise UserError(
                "claim.same_version",
                tr("The claim stands in this article already."),
                tr("Choose its place in another version."),
            )
        old = view.claim(claim)
        if old is None:
            raise no_such("claim", claim)
        made = mark_claim(article, start, end, old.part).plan(view)
        new = made.answers["claim"]
        relation = SAME if view.text(article)[start:end] == old.quote else CONTINUES
        contrary = [(NOT_SAME, new, claim), (NOT_CONTINUED, claim, article)]
        link = _planned(view, (relation, new, claim), contrary)
        if made.changes or link.changes:
            seen = [] if made.changes else touches(article, new)  # a mark touches its article
            link.changes = [*made.changes, *link.changes, *touches(origin, claim), *seen]
        link.answers["claim"] = new
        link.articles, link.claims = frozenset({origin, article}), frozenset({claim, new})
        return link

    return Deed("continue_claim", plan)


def not_continued(claim: str, article: str) -> Deed:
    """Say that a claim does not stand in another version; it is listed as without a place."""

    def plan(view: View) -> Plan:
        origin = claims_article(view, claim)
        _need_article(view, article)
        made = _planned(view, (NOT_CONTINUED, claim, article), ())
        if made.changes:
            made.changes += [*touches(origin, claim), Change("article", article, "set", {})]
        made.articles, made.claims = frozenset({origin, article}), frozenset({claim})
        return made

    return Deed("not_continued", plan)


def link_again(relation: str, one: str, other: str) -> Deed | None:
    """Return the deed that makes a link of one of these relations anew, or None for others."""
    make = {
        SAME: same_claim,
        NOT_SAME: not_same,
        VERSION_OF: version_of,
        NOT_VERSION_OF: not_version_of,
        NOT_CONTINUED: not_continued,
    }.get(relation)
    if relation == CONTINUES:
        ends = (CONTINUES, one, other)
        contrary = [(NOT_SAME, one, other)]
        return Deed("continue_claim", lambda view: _link_claims(view, ends, contrary))
    return make(one, other) if make else None


def _need_two(one: str, other: str, allowed: str) -> None:
    if one == other:
        raise bad_value("to", other, allowed)


def _need_article(view: View, article: str) -> None:
    if not view.is_alive("article", article):
        raise no_such("article", article)


def _link_claims(view: View, ends: _Ends, contrary: Iterable[_Ends]) -> Plan:
    claims = ends[1:]
    articles = [claims_article(view, claim) for claim in claims]
    made = _planned(view, ends, contrary)
    if made.changes:
        for article, claim in zip(articles, claims, strict=True):
            made.changes += touches(article, claim)
    made.articles, made.claims = frozenset(articles), frozenset(claims)
    return made


def _link_articles(view: View, ends: _Ends, contrary: Iterable[_Ends]) -> Plan:
    articles = ends[1:]
    for article in articles:
        _need_article(view, article)
    made = _planned(view, ends, contrary)
    if made.changes:
        made.changes += [Change("article", article, "set", {}) for article in articles]
    made.articles = frozenset(articles)
    return made


def _planned(view: View, ends: _Ends, contrary: Iterable[_Ends]) -> Plan:
    """Plan a link without its touches; where one's own stands already, nothing is written."""
    id = identity.link_id(*ends)
    gone = {identity.link_id(*other) for other in contrary}
    gone = {other for other in gone if view.is_alive("link", other)}
    made = Plan([], {"link": id})
    if not gone and view.is_alive("link", id):
        made.standing = view.own_undisputed("link", id)
    if made.standing is None:
        relation, one, other = ends
        if relation in identity.SYMMETRIC:
            one, other = sorted((one, other))
        fields = {"relation": relation, "from": one, "to": other}
        made.changes = [
            Change("link", id, "new", fields),
            *(Change("link", other, "del", {}) for other in sorted(gone)),
        ]
    return made
