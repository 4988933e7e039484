"""Restores an agreed judgement of the history: it is recorded once more, as the reviewer's own."""

from typing import Any

from credreview.domain.identity import judgement_id
from credreview.domain.journal import Change
from credreview.domain.vocabulary import Vocabulary
from credreview.review.actions import Plan, private
from credreview.review.adjudicating import agreed_values, agreement
from credreview.review.judging import check_judgement
from credreview.review.restored_values import (
    judged_as_given,
    shows_already,
    words_of,
)
from credreview.store.places import last_fields
from credreview.store.view import View

#: What stands in it beside the reason and what it was made over.
_VALUES = ("provenance", "attributed_to", "directness", "grade", "confidence", "flags")


def plan_again(view: View, change: Change, vocabulary: Vocabulary, reason: str | None) -> Plan:
    """Return the plan that records what was agreed once more, over the judgements of now.

    Args:
        view: The review.
        change: What an action wrote to an agreed judgement; of one that was taken
            back, what it said last.
        vocabulary: The terms that may be chosen.
        reason: Why it is agreed again; None: for the reason that was given then, whose words are
            referred to.

    Raises:
        UserError: It shows already, its reason was erased, a term is not known
            any more, or nothing can be agreed on the claim.
    """
    fields = change.fields or last_fields(view, change.kind, change.record)
    given: dict[str, Any] = {}
    for name in _VALUES:
        given |= judged_as_given(view, name, fields.get(name))
    check_judgement(vocabulary, {"reliability": None, **given})
    old = fields.get("reason")
    if reason is None:
        words_of(view, old)
    agreed = agreed_values(change.record[:32], given)
    plan = agreement(
        view, agreed, vocabulary, lambda: old if reason is None else private(view, reason.strip())
    )
    record = judgement_id(agreed.claim, view.reviewer)
    (made,) = (c for c in plan.changes if c.kind == "adjudication")
    stands = view.fields("adjudication", record)
    if stands is not None and all(stands.get(name) == made.fields[name] for name in made.fields):
        raise shows_already()
    return plan
