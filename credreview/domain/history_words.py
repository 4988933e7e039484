"""Says what a step of the history did: one sentence, and each value in words."""

from collections.abc import Iterator, Sequence

from credreview.domain.field_words import (
    SOURCE_FIELDS,
    field_words,
    label,
    link_words,
    names,
    pair,
    pair_words,
    value_words,
)
from credreview.domain.history import ERASED, Step, Value
from credreview.domain.journal import REPEATED
from credreview.domain.model import FACT_NAMES
from credreview.domain.progress import NOT_CHECKABLE
from credreview.domain.seals import SealState
from credreview.domain.summary import HEADS
from credreview.domain.vocabulary import Vocabulary
from credreview.text import tr

#: Fields whose values are too long for a sentence.
_LONG = frozenset({"rationale", "words", "note", "reason", "descriptor", *HEADS})
#: What is written along with something else that says more.
_BESIDE = frozenset({"source", "term"})
#: Told in this order, whatever order the fields were written in.
_ORDER = (
    "name",
    "provenance",
    "attributed_to",
    "directness",
    "grade",
    "confidence",
    "rationale",
    "flags",
)
#: What people typed stands in quotation marks.
_TYPED = frozenset({*FACT_NAMES, "attributed_to", "name", "organisation", "role", "type"})


def sentence(step: Step, vocabulary: Vocabulary) -> str:
    """Return what a step did, in one sentence without its full stop; never empty.

    Whose words it quotes is not checked: it is plain text, and may be long.
    """
    if step.undoes is not None or step.label in ("undo", "redo"):
        return _switch_words(step, vocabulary)
    if step.label == "begin":
        return tr("Began an extract") if step.off else tr("Began the review")
    if step.label == REPEATED:
        return tr("Repeated in an extract")
    telling = [value for value in step.values if says_something(value)] or step.values
    parts = list(dict.fromkeys(_parts(telling, vocabulary)))
    words = "; ".join(parts) or tr(
        "Something that this version does not know ({label})", label=step.label
    )
    if step.label == "restore":
        words = tr("Restored: {what}", what=words)
    elif step.label == "settle":
        words = tr("Settled: {what}", what=words)
    if step.values and not any(value.counts for value in step.values):
        words = tr("{what} (does not count: it is another reviewer's own)", what=words)
    return words


def says_something(value: Value) -> bool:
    """Tell whether a value is worth a word beside others of its step."""
    if value.kind == "adjudication":
        return value.op == "del" or bool(value.field != "over" and (value.value or value.over))
    if value.kind == "statement":
        return value.field != "about"
    return value.kind not in _BESIDE or value.field in SOURCE_FIELDS


def marks(step: Step) -> list[str]:
    """Return a word or two for each reason why a step does not count."""
    found = []
    if step.off and step.label not in ("begin", REPEATED):  # an extract's, noted where it was made
        found.append(tr("undone"))
    if step.aside:
        found.append(tr("set aside"))
    return found


def seal_word(seal: SealState) -> str:
    """Return a word or two for the state of a step's seals."""
    return {
        SealState.VERIFIED: tr("sealed"),
        SealState.UNKNOWN_KEY: tr("unknown key"),
        SealState.UNSEALED: tr("not sealed"),
        SealState.FORGED: tr("FORGED"),
    }[seal]


def _switch_words(step: Step, vocabulary: Vocabulary) -> str:
    what = sentence(step.undoes, vocabulary) if step.undoes else tr("something hidden here")
    if not step.counts:
        return tr("{what}: an undo that does not count, of another reviewer's entry", what=what)
    if step.label == "redo":
        words = tr("Did again: {what}", what=what)
    else:
        words = tr("Undid: {what}", what=what)
    if step.others:
        words = tr("{words}; and {count} entries more", words=words, count=step.others)
    return words


def _parts(values: Sequence[Value], vocabulary: Vocabulary) -> Iterator[str]:
    found = sum(value.kind == "capture" and value.op == "new" for value in values)
    known = found and not any(v.kind == "article" and v.op == "new" for v in values)
    if found > 1:
        yield tr("Added {count} articles", count=found)
    elif found:
        yield tr("Found the article once more") if known else tr("Added the article")
    for value in sorted(values, key=_rank):
        if value.kind == "capture" or (value.kind == "article" and value.op == "new"):
            if not found:
                yield tr("Added the article")
        elif value.op == "del" or not value.field:
            yield _whole(value, vocabulary)
        elif value.field == "grade":
            yield _graded(value)
        elif value.field == "flags":
            yield from _flagged(value, vocabulary)
        elif value.field != "blind" or value.kind == "review":
            yield _set(value, vocabulary)


def _rank(value: Value) -> int:
    if value.kind == "adjudication" and value.field == "grade":
        return -1  # that something was agreed comes first, whatever a row cuts off
    return _ORDER.index(value.field) if value.field in _ORDER else len(_ORDER)


def _whole(value: Value, vocabulary: Vocabulary) -> str:
    """Say that a record was made or deleted."""
    gone = value.op == "del"
    fields = value.value if isinstance(value.value, dict) else {}
    if value.kind == "claim":
        return tr("Deleted the mark") if gone else tr("Marked the claim")
    if value.kind == "link":
        if gone:
            return tr("Took a link away")
        relation = str(fields.get("relation") or "")
        return tr("Linked: {relation}", relation=link_words(relation, vocabulary))
    if value.kind == "adjudication":
        return tr("Took the agreed judgement back")
    if value.kind == "note":
        return tr("Deleted a note") if gone else tr("Wrote a note")
    if value.kind == "statement":
        whole = tr("Source summary statement")
        return tr("{what} taken away", what=whole) if gone else tr("{what} begun", what=whole)
    if value.kind in _BESIDE:
        name = str(fields.get("name") or fields.get("label") or "")
        return tr("Named “{name}”", name=name)
    if value.kind == "article":
        return tr("Removed the article")
    return tr("Deleted: {what}", what=value.kind) if gone else tr("Made: {what}", what=value.kind)


def _graded(value: Value) -> str:
    before, after = pair(value.over), pair(value.value)
    agreed = value.kind == "adjudication"
    if after[1] == NOT_CHECKABLE:
        return tr("Agreed: not checkable") if agreed else tr("Called not checkable")
    if before[1] == NOT_CHECKABLE or agreed or (before[0] != after[0] and before[1] != after[1]):
        name = tr("Agreed grade") if agreed else tr("Grade")
        return _changed(name, pair_words(value.over), pair_words(value.value))
    if before[1] != after[1]:
        return _changed(tr("Information credibility"), before[1] or "", after[1] or "")
    return _changed(tr("Source reliability"), before[0] or "", after[0] or "")


def _flagged(value: Value, vocabulary: Vocabulary) -> Iterator[str]:
    before, after = names(value.over), names(value.value)
    for flag in after:
        if flag not in before:
            yield tr("Flag “{name}” set", name=label(vocabulary, "flags", flag))
    for flag in before:
        if flag not in after:
            yield tr("Flag “{name}” taken off", name=label(vocabulary, "flags", flag))
    if before == after:
        yield _set(value, vocabulary)


def _set(value: Value, vocabulary: Vocabulary) -> str:
    name = field_words(value.kind, value.field)
    if value.field in _LONG:
        if value.value is None:
            return tr("{field} cleared", field=name)
        if value.value is ERASED:
            return tr("{field} written, erased since", field=name)
        if value.over is None:
            return tr("{field} written", field=name)
        return tr("{field} changed", field=name)
    if value.field.startswith("key_"):
        return tr("Announced a key")
    if (value.kind, value.field) == ("review", "vocabulary"):
        return tr("Took a vocabulary over")
    if (value.kind, value.field) == ("reviewer", "name") and value.value:
        return tr("Goes by the name “{name}”", name=value.value)
    before, after = (
        ""
        if given is None
        else tr("“{words}”", words=given)
        if value.field in _TYPED
        else value_words(value.field, given, vocabulary)
        for given in (value.over, value.value)
    )
    return _changed(name, before, after)


def _changed(name: str, before: str, after: str) -> str:
    if not after:
        return tr("{field} cleared", field=name)
    if not before or before == after:
        return tr("{field}: {value}", field=name, value=after)
    return tr("{field} {before} → {after}", field=name, before=before, after=after)
