"""Agreed judgements, how a difference between two values is settled, and blind mode."""

from collections.abc import Callable
from typing import Any

from credreview.domain import identity
from credreview.domain.errors import UserError
from credreview.domain.identity import REVIEW
from credreview.domain.journal import OF_ONE_REVIEWER, Change
from credreview.domain.model import Judgement
from credreview.domain.progress import NOT_CHECKABLE, is_decided, stand
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
from credreview.review.judging import check_judgement, new_terms, source_of
from credreview.store import field_differences
from credreview.store.view import View
from credreview.text import tr

#: Traffic Light Protocol 2.0 (FIRST, 2022), from free to restricted.
HANDLING_MARKS = ("CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED")


def adjudicate(claim: str, vocabulary: Vocabulary, /, *, reason: str, **given: Any) -> Deed:  # noqa: ANN401
    """Record an agreed judgement of a claim, beside the reviewers' own, which stay.

    It says all at once: what is not named is not given. It keeps which
    judgements the adjudicator had before them, so that a later one, or a
    changed one, is not covered by it. A second one by the same person takes
    the place of their first.

    Args:
        claim: The claim's id.
        vocabulary: The terms that may be chosen.
        reason: Why this was agreed (Markdown).
        given: As for `judging.judge`, but for the rationale.

    Raises:
        UserError: There is no reason, no full grade, or a value is not among
            its terms.
    """
    check_reason(reason)
    if "rationale" in given:
        raise bad_value("rationale", given["rationale"], tr("a “reason” in its place"))
    check_judgement(vocabulary, {"reliability": None, **given})
    agreed = agreed_values(claim, given)

    def plan(view: View) -> Plan:
        return agreement(view, agreed, vocabulary, lambda: private(view, reason.strip()))

    return Deed("adjudicate", plan)


def check_reason(reason: object) -> None:
    """Refuse an agreed judgement without words that say why; raises UserError."""
    if not isinstance(reason, str) or not reason.strip():
        raise UserError(
            "adjudication.no_reason",
            tr("An agreed judgement needs a reason."),
            tr("Say in a few words why this was agreed."),
        )
    check_words("reason", reason)


def agreement(
    view: View, agreed: Judgement, vocabulary: Vocabulary, reason: Callable[[], Any]
) -> Plan:
    """Return the plan that records an agreed judgement as the reviewer's own.

    Args:
        view: The review.
        agreed: What was agreed on which claim.
        vocabulary: The terms that were chosen from.
        reason: Called once all else is in order: the reference to the words that say why.

    Raises:
        UserError: Blind mode hides the claim's judgements, or there are none.
    """
    claim, article = agreed.claim, claims_article(view, agreed.claim)
    if view.hides_others(view.own_judgement(claim)):
        raise UserError(
            "adjudication.blind",
            tr("Others' judgements of this claim are hidden from you: blind mode."),
            tr("Judge the claim first."),
        )
    over = [j for j in view.judgements(claim) if is_decided(j)]
    if not over:
        raise UserError(
            "adjudication.nothing",
            tr("Nobody has judged this claim yet, so there is nothing to agree on."),
            tr("Judge it first."),
        )
    source, named = source_of(view, agreed.attributed_to)
    credibility = NOT_CHECKABLE if agreed.not_checkable else agreed.credibility
    terms = {"provenance": agreed.provenance, "flags": agreed.flags}
    changes = [*touches(article, claim), *named, *new_terms(view, vocabulary, terms)]
    fields = {
        "provenance": agreed.provenance,
        "attributed_to": source,
        "directness": agreed.directness,
        "grade": [agreed.reliability, credibility],
        "confidence": agreed.confidence,
        "flags": list(agreed.flags),
        "reason": reason(),
        "over": sorted([j.reviewer, list(stand(j))] for j in over),
    }
    record = identity.judgement_id(claim, view.reviewer)
    changes.append(Change("adjudication", record, "set", fields))
    return Plan(changes, {"claim": claim}, frozenset({article}), frozenset({claim}))


def agreed_values(claim: str, given: dict[str, Any]) -> Judgement:
    """Return what is to be agreed as a judgement; raises UserError where they decide nothing."""
    values = {**given, "flags": tuple(sorted(set(given.get("flags") or ())))}
    values["not_checkable"] = bool(given.get("not_checkable"))
    agreed = Judgement(claim=claim, reviewer="", **values)
    if not is_decided(agreed):
        raise UserError(
            "adjudication.undecided",
            tr("An agreed judgement needs both grades, or “not checkable”."),
            tr("Give source reliability and information credibility."),
        )
    return agreed


def withdraw_adjudication(claim: str) -> Deed:
    """Take one's own agreed judgement of a claim back; what others recorded stays."""

    def plan(view: View) -> Plan:
        article = claims_article(view, claim)
        record = identity.judgement_id(claim, view.reviewer)
        if not view.is_alive("adjudication", record):
            raise UserError(
                "adjudication.none",
                tr("You have recorded no agreed judgement of this claim."),
                tr("Only who recorded one can take it back."),
            )
        changes = [*touches(article, claim), Change("adjudication", record, "del", {})]
        return Plan(changes, {"claim": claim}, frozenset({article}), frozenset({claim}))

    return Deed("withdraw_adjudication", plan)


def settle_field(kind: str, record: str, field: str, action: str) -> Deed:
    """Settle a field with two values that did not know of each other: write one of them again.

    Args:
        kind: The record's kind, such as "article".
        record: Its id.
        field: The field's name.
        action: The action (id) whose value is chosen.
    """

    def plan(view: View) -> Plan:
        choices = dict(field_differences.standing(view, kind, record, field))
        if action not in choices:
            raise UserError(
                "difference.gone",
                tr("This value is not among those that differ any more."),
                tr("The list of differences shows what stands now."),
            )
        if kind in OF_ONE_REVIEWER and record[32:] != view.reviewer:
            raise UserError(
                "difference.not_own",
                tr("These are two values of one reviewer."),
                tr("Only this reviewer can choose between them."),
            )
        changes = [Change(kind, record, "set", {field: choices[action]})]
        place = field_differences.place_of(view, kind, record)
        if place.claim and kind != "claim":
            changes += touches(place.article, place.claim)
        elif place.article and kind != "article":
            changes.append(Change("article", place.article, "set", {}))
        return Plan(
            changes,
            {"record": record},
            frozenset({place.article} - {""}),
            frozenset({place.claim} - {""}),
            everything=not place.article,
        )

    return Deed("settle", plan)


def set_blind(on: bool) -> Deed:  # noqa: FBT001 - it is what the deed is about
    """Hide others' judgements from each reviewer until their own is given, or no longer."""
    return _of_review("set_blind", "blind", bool(on))


def set_handling(mark: str | None) -> Deed:
    """Say how the review is to be handled: a mark of the Traffic Light Protocol, or None.

    Raises:
        UserError: It is no such mark.
    """
    if mark is not None and mark not in HANDLING_MARKS:
        raise bad_value("handling", mark, ", ".join(HANDLING_MARKS))
    return _of_review("set_handling", "handling", mark)


def _of_review(label: str, field: str, value: str | bool | None) -> Deed:
    def plan(view: View) -> Plan:
        fields = view.fields("review", REVIEW) or {}
        # An extract may be blind without having been switched to it itself.
        stands = view.is_blind() if field == "blind" else fields.get(field)
        if (stands or None) == (value or None):
            return Plan([])
        return Plan([Change("review", REVIEW, "set", {field: value})], everything=True)

    return Deed(label, plan)
