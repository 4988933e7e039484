"""Restores what the history shows: an earlier value is written again, as a new action."""

from dataclasses import replace
from typing import Any

from credreview.domain.field_words import SOURCE_FIELDS, field_words
from credreview.domain.identity import source_id
from credreview.domain.journal import Action, Change
from credreview.domain.links import RELATIONS
from credreview.domain.model import FACT_NAMES
from credreview.domain.progress import NOT_CHECKABLE
from credreview.domain.summary import HEADS
from credreview.domain.vocabulary import Vocabulary
from credreview.review import judging, versions
from credreview.review.actions import Deed, Plan, bad_value, link, mark_claim, set_article, touches
from credreview.review.adjudicating import check_reason
from credreview.review.agreed_again import plan_again
from credreview.review.restored_values import (
    impossible,
    judged_as_given,
    shows_already,
    words_of,
)
from credreview.store import history
from credreview.store.hidden import hides
from credreview.store.places import last_fields, span_of
from credreview.store.projected import text_reference
from credreview.store.view import View, no_such
from credreview.text import tr

_JUDGED = (
    "provenance",
    "attributed_to",
    "directness",
    "grade",
    "confidence",
    "rationale",
    "flags",
)
#: Kind and field of what else can be restored; no field stands for the whole record.
_SHARED = {
    ("adjudication", ""),
    *(("article", name) for name in FACT_NAMES),
    *(("capture", name) for name in FACT_NAMES),
    ("claim", ""),
    ("link", ""),
    ("link", "note"),
    ("note", ""),
    ("note", "words"),
    ("review", "title"),
    *(("statement", head) for head in HEADS),
    *(("source", name) for name in SOURCE_FIELDS),
}


def can_restore(kind: str, field: str) -> bool:
    """Return whether a field of a record of that kind can be restored; "" is the whole record."""
    return (kind == "judgement" and field in _JUDGED) or (kind, field) in _SHARED


def can_link(relation: str, vocabulary: Vocabulary) -> bool:
    """Return whether a link of that relation can be made again; "" stands for no link."""
    is_known = not relation or relation in RELATIONS
    return is_known or vocabulary.find("relations", relation) is not None


def restore(
    action: str, record: str, field: str, vocabulary: Vocabulary, reason: str | None = None
) -> Deed:
    """Write again what an action wrote to a field of a record.

    A value of somebody's judgement becomes the reviewer's own; what was agreed
    is recorded once more by the reviewer, over the judgements of now. A claim, a
    link or a note that was deleted is made again. Words are referred to and
    never copied, so that they can still be erased.

    Args:
        action: The id of the action, hex.
        record: The id of the record, hex.
        field: The field's name; "" for a claim, link, note or agreed judgement as a whole.
        vocabulary: The terms that may be chosen.
        reason: Why what was agreed is agreed again; None: for the reason given then.

    Raises:
        UserError: A reason is empty.
    """
    if reason is not None:
        check_reason(reason)

    def plan(view: View) -> Plan:
        source = history.action_of(view, action)
        change = _written(source, record, field)
        if hides(view, change, source.reviewer):
            raise no_such("action", action)
        if change.kind == "adjudication":
            made = plan_again(view, change, vocabulary, reason)
        elif reason is not None:
            raise bad_value("reason", reason, tr("nothing: only what was agreed is given one"))
        else:
            made = _plan(view, change, field, vocabulary)
        what = field_words(change.kind, field) if field else _whole_words(change.kind)
        return replace(made, message=tr("Restored: {what}.", what=what))

    return Deed("restore", plan)


def _whole_words(kind: str) -> str:
    return {
        "claim": tr("the mark"),
        "link": tr("the link"),
        "note": tr("the note"),
        "adjudication": tr("the agreed judgement"),
    }[kind]


def _written(source: Action, record: str, field: str) -> Change:
    """Return the change in which the action wrote there."""
    for change in source.changes:
        is_whole = change.op in ("new", "del") or change.kind == "adjudication"
        wrote = field in change.fields if field else is_whole
        if change.record == record and wrote and can_restore(change.kind, field):
            return change
    raise impossible()


def _plan(view: View, change: Change, field: str, vocabulary: Vocabulary) -> Plan:
    value, record = change.fields.get(field), change.record
    if change.kind == "judgement":
        return _judgement(view, record[:32], field, value, vocabulary)
    if change.kind in ("article", "capture"):
        return _fact(view, change, field)
    if change.kind == "claim":
        if view.is_alive("claim", record):
            raise shows_already()
        return mark_claim(*span_of(view, record)).plan(view)
    if change.kind == "link":
        return _link(view, record, value, vocabulary)
    if change.kind == "note":
        return _note(view, record, value)
    return _shared(view, change, field)


def _shared(view: View, change: Change, field: str) -> Plan:
    """Write a field of the review, of a source, or of a statement again."""
    value = change.fields[field]
    if text_reference(value) is not None:
        words_of(view, value)
    kind, record = change.kind, change.record
    if last_fields(view, kind, record).get(field) == value:
        raise shows_already()
    fields = {field: value}
    about = change.fields.get("about") if kind == "statement" else None
    changes = [Change(kind, record, "set", fields)]
    if about is not None:
        fields["about"] = about
    if isinstance(about, list) and view.is_alive("article", str(about[-1])):
        changes.append(Change("article", str(about[-1]), "set", {}))
        return Plan(changes, {"statement": record}, frozenset({str(about[-1])}))
    return Plan(changes, everything=kind != "review")


def _judgement(
    view: View,
    claim: str,
    field: str,
    value: Any,  # noqa: ANN401 - any JSON value
    vocabulary: Vocabulary,
) -> Plan:
    if field == "rationale" and value is not None:
        words = words_of(view, value)
        own = view.own_judgement(claim)
        if own is not None and own.rationale == words:
            raise shows_already()
        # Planned without words, so that they are not kept a second time.
        plan = judging.judge(claim, vocabulary, rationale=None).plan(view)
        return replace(plan, changes=[_with_rationale(change, value) for change in plan.changes])
    given = judged_as_given(view, field, value)
    if _stands(view, claim, field) == value:
        raise shows_already()
    return judging.judge(claim, vocabulary, **given).plan(view)


def _with_rationale(change: Change, reference: Any) -> Change:  # noqa: ANN401
    if change.kind != "judgement":
        return change
    return change._replace(fields={**change.fields, "rationale": reference})


def _stands(view: View, claim: str, field: str) -> Any:  # noqa: ANN401
    """Return what one's own judgement shows in a field, in the form in which it is stored."""
    own = view.own_judgement(claim)
    if own is None:
        return [] if field == "flags" else None
    if field == "grade":
        return [own.reliability, NOT_CHECKABLE if own.not_checkable else own.credibility]
    if field == "attributed_to":
        return source_id(own.attributed_to) if own.attributed_to else None
    return list(own.flags) if field == "flags" else getattr(own, field)


def _fact(view: View, change: Change, field: str) -> Plan:
    article = change.record
    if change.kind == "capture":
        article = str(change.fields.get("article"))
    value = change.fields[field]
    if getattr(view.article(article).facts, field) == value:
        raise shows_already()
    return set_article(article, **{field: value}).plan(view)


def _link(view: View, record: str, note: Any, vocabulary: Vocabulary) -> Plan:  # noqa: ANN401
    ends = last_fields(view, "link", record)
    one, other, relation = (str(ends.get(name)) for name in ("from", "to", "relation"))
    deed = versions.link_again(relation, one, other) or link(one, other, relation, vocabulary)
    plan = deed.plan(view)
    if note is not None:
        words_of(view, note)
        if view.is_alive("link", record) and ends.get("note") == note:
            raise shows_already()
        return replace(plan, changes=[*plan.changes, Change("link", record, "set", {"note": note})])
    if view.is_alive("link", record):
        raise shows_already()
    return plan


def _note(view: View, record: str, words: Any) -> Plan:  # noqa: ANN401
    stands = last_fields(view, "note", record)
    wanted = words if words is not None else stands.get("words")
    words_of(view, wanted)
    if view.is_alive("note", record) and stands.get("words") == wanted:
        raise shows_already()
    kind, about = stands.get("about") or ("", "")
    if not view.is_alive(kind, about):
        raise no_such(kind or "claim", about)
    article = about if kind == "article" else view.article_of(about)
    seen = touches(article, about) if kind == "claim" else [Change("article", about, "set", {})]
    change = Change("note", record, "set", {"words": wanted})
    return Plan([change, *seen], {"note": record}, frozenset({article}))
