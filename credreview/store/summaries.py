"""What a summary's figures are told from, of one state of a review."""

import hashlib
import json
from collections.abc import Collection, Iterable

from credreview.domain.counted_claims import Claims
from credreview.domain.identity import REVIEW, fold_name, source_id
from credreview.domain.model import Person
from credreview.domain.summary import (
    ClaimLink,
    CountedArticle,
    CountedClaim,
    Kind,
    Participant,
    Request,
    Scope,
    SourceFacts,
    WrittenStatement,
)
from credreview.store import links, statements
from credreview.store.chosen import (
    DISMISSED,
    ArticleRow,
    choose,
    count_some,
    may_be_seen,
    numbers,
)
from credreview.store.counted import Counted, Counting
from credreview.store.judged import text
from credreview.store.judges import lead_of
from credreview.store.setaside import IS_ASIDE
from credreview.store.view import View

#: Kinds of summaries that are about a part of the review, whatever stands in it.
_PARTS = frozenset({Kind.ARTICLE, Kind.CLAIM, Kind.SOURCE, Kind.OUTLET})
_ABOUT_PEOPLE = ("organisation", "role")


def scope(view: View, request: Request) -> Scope:
    """Return everything that the figures of a summary are told from.

    A review's summary, and the evidence, tell of the articles of the request's
    query; agreement and merges of all. A claim's tells of the claim, which is
    number 1, and of those that are linked with it; a source's of all claims whose
    counted judgement is attributed to it; an outlet's of the articles that state it.
    Articles are in the order in which they came into the review; in a claim's
    summary its own is first.

    Raises:
        UserError: There is no such article, claim, source, outlet or lead.
    """
    lead = lead_of(view, request.lead)
    counting = Counting(view, lead)
    articles, counted = choose(view, counting, request)
    claims = Claims.joined(counted.claims[row[0]] for row in articles if row[0] in counted.claims)
    linked, beyond = _links(view, counting, counted, claims.ids)
    named = {claim.source for claim in (*claims.alike, *beyond.values())}
    said = view.fields("review", REVIEW) or {}
    clock, actions, aside = _journal(view)
    (living,) = view.db.execute("SELECT count(*) FROM article WHERE alive = 1").fetchone()
    whole = len(articles) == living and request.kind not in _PARTS
    return Scope(
        title=text(said.get("title")) or "",
        fingerprint=view.fingerprint(),
        as_of=clock,
        actions=actions,
        handling=text(said.get("handling")) or "",
        is_blind=view.is_blind(),
        hidden=sum(claim.hidden for claim in claims.alike),
        aside=aside,
        lead=lead,
        participants=_participants(view, counted),
        articles=_articles_of(articles, counted),
        claims=claims,
        links=linked,
        sources=_sources(view, request, named),
        statement=_statement(view, request, whole=whole),
        whole=whole,
        beyond=beyond,
        aside_digest=_aside_digest(view) if aside else "",
    )


def _aside_digest(view: View) -> str:
    ids = view.db.execute(f"SELECT id FROM action a WHERE {IS_ASIDE} ORDER BY id")
    return hashlib.sha256(b"".join(id for (id,) in ids)).hexdigest()[:16]


def _links(
    view: View, counting: Counting, counted: Counted, claims: Collection[str]
) -> tuple[tuple[ClaimLink, ...], dict[str, CountedClaim]]:
    """Return the links of some claims, and the claims at their other ends."""
    here = set(claims)
    found = [
        both
        for both in links.with_fields(view)
        if both[0].relation not in DISMISSED and (both[0].one in here or both[0].other in here)
    ]
    outside = ({link.one for link, _ in found} | {link.other for link, _ in found}) - here
    _, others = count_some(view, counting, numbers(view, outside))
    beyond = {c.claim: c for claims in others.claims.values() for c in claims}
    lost = outside - beyond.keys()
    noted = {link.id for link, fields in found if "note" in fields}
    undecided = counted.undecided | others.undecided
    living = [link for link, _ in found if link.one not in lost and link.other not in lost]
    shown = [
        ClaimLink(
            link.relation,
            link.one,
            link.other,
            links.note(view, link.id, hides=link.one in undecided or link.other in undecided)
            if link.id in noted
            else "",
        )
        for link in may_be_seen(view, living, undecided)
    ]
    ends = {end for link in shown if beyond for end in (link.one, link.other)}
    return tuple(shown), {
        id: claim._replace(article=-1) for id, claim in beyond.items() if id in ends
    }


def _articles_of(rows: Iterable[ArticleRow], counted: Counted) -> tuple[CountedArticle, ...]:
    made, number = [], 1
    for r, id, title, given, outlet, author, published, language, file_name, captures in rows:
        claims = len(counted.claims.get(r, ()))
        made.append(
            CountedArticle(
                key=r,
                id=id.hex(),
                title=title or "",
                is_supplied="title" in json.loads(given or "{}"),
                file_name=str(file_name or ""),
                outlet=outlet,
                author=author,
                published=published,
                first=number if claims else 0,
                claims=claims,
                captures=captures,
                language=language,
            )
        )
        number += claims
    return tuple(made)


def _participants(view: View, counted: Counted) -> tuple[Participant, ...]:
    """Return all reviewers of the review, by name."""
    said = dict(view.others("reviewer"))
    for id in counted.decided:
        said.setdefault(id, {})
    people = [
        Person(id, view.person_name(id), *(text(fields.get(n)) or "" for n in _ABOUT_PEOPLE))
        for id, fields in said.items()
    ]
    people.sort(key=lambda person: (fold_name(person.name), person.id))
    return tuple(Participant(p, counted.decided[p.id], counted.blind[p.id]) for p in people)


def _journal(view: View) -> tuple[int, int, int]:
    """Return when the latest action was done, how many there are, and how many are set aside."""
    # Whatever saw nothing later than itself is a head, and so is the latest.
    row = view.db.execute(
        "SELECT body FROM head JOIN action USING (n) ORDER BY clock DESC, id DESC LIMIT 1"
    ).fetchone()
    latest = json.loads(row[0].decode())["wall"] if row else 0
    (actions,) = view.db.execute("SELECT count(*) FROM action").fetchone()
    (aside,) = view.db.execute(f"SELECT count(*) FROM action a WHERE {IS_ASIDE}").fetchone()
    return latest, actions, aside


def _sources(view: View, request: Request, named: Collection[str | None]) -> dict[str, SourceFacts]:
    """Return what was said of those that assert claims, and of what a profile is about."""
    found = {name: facts for name, facts in statements.source_facts(view).items() if name in named}
    if request.kind in (Kind.SOURCE, Kind.OUTLET):
        facts = statements.described(view, source_id(request.about))
        if facts.kind or facts.descriptor:
            found[request.about] = facts
    return found


def _statement(view: View, request: Request, *, whole: bool) -> WrittenStatement | None:
    """Return what was written of just that which the summary tells of, or None."""
    if request.kind is Kind.ARTICLE:
        return statements.read(view, "article", request.about)
    if request.kind is Kind.SOURCE:
        return statements.read(view, "source", source_id(request.about))
    of_review = whole and request.kind is Kind.REVIEW
    return statements.read(view, "review", REVIEW) if of_review else None
