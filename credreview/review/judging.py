"""Judgements: what may be said of a claim, and the deeds that say it."""

from collections.abc import Mapping
from typing import Any

from credreview.domain import identity
from credreview.domain.errors import UserError
from credreview.domain.journal import Change
from credreview.domain.progress import NOT_CHECKABLE
from credreview.domain.vocabulary import Vocabulary
from credreview.review.actions import (
    Deed,
    Plan,
    bad_value,
    check_words,
    claims_article,
    private,
    touches,
)
from credreview.store.blindness import shows_others, undone_verdict
from credreview.store.view import View
from credreview.text import tr

_PLAIN = ("provenance", "directness", "confidence")
_FIELDS = (*_PLAIN, "attributed_to", "reliability", "credibility", "not_checkable", "rationale")


def judge(claim: str, vocabulary: Vocabulary, /, **given: Any) -> Deed:  # noqa: ANN401
    """Give some of a judgement's values; what is not named stays as it is.

    Args:
        claim: The claim's id.
        vocabulary: The terms that may be chosen.
        given: provenance, attributed_to, directness, reliability ("A" to
            "F"), credibility ("1" to "6"), not_checkable (a bool),
            confidence, rationale (Markdown), flags (ids). None clears.

    Raises:
        UserError: A field is unknown, or a value not among its terms.
    """
    check_judgement(vocabulary, given)

    def plan(view: View) -> Plan:
        article = claims_article(view, claim)
        changes = touches(article, claim)
        fields: dict[str, Any] = {name: given[name] for name in _PLAIN if name in given}
        if "attributed_to" in given:
            fields["attributed_to"], named = source_of(view, given["attributed_to"])
            changes += named
        grade = _grade(view, claim, given)
        if grade is not None:
            fields["grade"] = grade
        if "rationale" in given:
            fields["rationale"] = private(view, given["rationale"])
        if "flags" in given:
            fields["flags"] = sorted(set(given["flags"] or ()))
        changes += new_terms(view, vocabulary, given)
        blind = _blind(view, claim)
        if blind is not None:
            fields["blind"] = blind
        record = identity.judgement_id(claim, view.reviewer)
        changes.append(Change("judgement", record, "set", fields))
        return Plan(changes, {"claim": claim}, frozenset({article}), frozenset({claim}))

    return Deed("judge", plan)


def source_of(view: View, name: str | None) -> tuple[str | None, list[Change]]:
    """Return the id of who asserts something, and the changes that name or touch them."""
    name = " ".join((name or "").split())
    if not name:
        return None, []
    source = identity.source_id(name)
    if view.is_alive("source", source):
        return source, [Change("source", source, "set", {})]
    return source, [Change("source", source, "new", {"name": name})]


def _blind(view: View, claim: str) -> bool | None:
    """Return what a judgement says now of blind mode; None where it says nothing new.

    True while others' judgements are hidden from its reviewer, False for a
    change after some were shown: who is the first to judge a claim stays
    blind. Whoever undoes a verdict has seen them.
    """
    own = view.own_judgement(claim)
    said = own.blind if own else None
    if not view.hides_others(own):
        return False if said and shows_others(view, claim) else None
    if said is not None:
        return None
    return not undone_verdict(view, claim)


def _grade(view: View, claim: str, given: Mapping[str, Any]) -> list[str | None] | None:
    """Return the whole grade where a part of it is given: what belongs together is one field."""
    if not given.keys() & {"reliability", "credibility", "not_checkable"}:
        return None
    own = view.own_judgement(claim)
    reliability = given.get("reliability", own.reliability if own else None)
    before = NOT_CHECKABLE if own and own.not_checkable else (own.credibility if own else None)
    credibility = given.get("credibility", before)
    if given.get("not_checkable") or (
        credibility is None and "not_checkable" not in given and before == NOT_CHECKABLE
    ):
        credibility = NOT_CHECKABLE
    elif "not_checkable" in given and credibility == NOT_CHECKABLE:
        credibility = None
    return [reliability, credibility]


def new_terms(view: View, vocabulary: Vocabulary, given: Mapping[str, Any]) -> list[Change]:
    """Return records of the user's own terms, which the review's readers must know as well."""
    used = [("provenance", given.get("provenance"))]
    used += [("flags", flag) for flag in given.get("flags") or ()]
    changes = []
    for scale, key in used:
        term = vocabulary.find(scale, key) if key and key.startswith("own_") else None
        record = identity.term_id(scale, key) if term and key else ""
        if term is None:
            continue
        if view.is_alive("term", record):
            changes.append(Change("term", record, "set", {}))
        else:
            words = {"label": term.label, "short": term.short, "definition": term.definition}
            changes.append(Change("term", record, "new", {"scale": scale, "key": key, **words}))
    return changes


def check_judgement(vocabulary: Vocabulary, given: Mapping[str, Any]) -> None:
    """Refuse what no judgement can say; raises UserError."""
    unknown = sorted(given.keys() - {*_FIELDS, "flags"})
    if unknown or not given:
        raise UserError(
            "action.unknown_field",
            tr("A judgement has no “{name}”.", name=", ".join(unknown))
            if unknown
            else tr("This judgement says nothing."),
            tr("It takes {allowed}.", allowed=", ".join((*_FIELDS, "flags"))),
        )
    for name in (*_PLAIN, "reliability", "credibility"):
        scale = name
        if given.get(name) is not None and not (
            isinstance(given[name], str) and vocabulary.find(scale, given[name])
        ):
            allowed = ", ".join(term.id for term in getattr(vocabulary, scale))
            raise bad_value(name, given[name], allowed)
    for name in ("attributed_to", "rationale"):
        if given.get(name) is not None:
            check_words(name, given[name])
    if given.get("attributed_to") is not None and len(given["attributed_to"]) > 500:
        raise bad_value("attributed_to", given["attributed_to"], tr("at most 500 characters"))
    if not isinstance(given.get("not_checkable"), bool | None):
        raise bad_value("not_checkable", given["not_checkable"], "true, false")
    if given.get("not_checkable") and given.get("credibility") is not None:
        raise UserError(
            "action.contradiction",
            tr("A claim that is not checkable has no credibility."),
            tr("Give one or the other."),
        )
    flags = given.get("flags")
    if flags is not None and not (
        isinstance(flags, (list, tuple))
        and all(isinstance(flag, str) and vocabulary.find("flags", flag) for flag in flags)
    ):
        allowed = ", ".join(term.id for term in vocabulary.flags)
        raise bad_value("flags", flags, tr("a list of {allowed}", allowed=allowed))


def flag(claim: str, vocabulary: Vocabulary, name: str, *, on: bool = True) -> Deed:
    """Put a flag on a claim, or take it off again; other flags stay."""
    check_judgement(vocabulary, {"flags": [name]})

    def plan(view: View) -> Plan:
        own = view.own_judgement(claim)
        flags = set(own.flags if own else ())
        flags = flags | {name} if on else flags - {name}
        return judge(claim, vocabulary, flags=sorted(flags)).plan(view)

    return Deed("flag", plan)
