"""What fields are called, and what their values say, in words."""

from typing import Any

from credreview.domain.history import ERASED
from credreview.domain.links import relation_words
from credreview.domain.model import FACT_NAMES
from credreview.domain.progress import NOT_CHECKABLE
from credreview.domain.vocabulary import Vocabulary
from credreview.text import tr

_SCALES = ("provenance", "directness", "confidence")
_MISSING = "–"
#: What reviewers say of a source as such.
SOURCE_FIELDS = frozenset({"type", "descriptor"})


def field_words(kind: str, field: str) -> str:
    """Return what a field is called, such as "Source reliability"; unknown ones by their name."""
    if (kind, field) == ("review", "blind"):
        return tr("Blind mode")
    if (kind, field) == ("review", "title"):
        return tr("Title of the review")
    if kind == "statement":
        return tr("Source summary statement: {head}", head=head_words(field).lower())
    if kind == "source" and field in SOURCE_FIELDS:
        return tr("Kind of source") if field == "type" else tr("Source descriptor")
    known = {
        "provenance": tr("Provenance"),
        "attributed_to": tr("Attributed to"),
        "directness": tr("Directness"),
        "grade": tr("Grade"),
        "confidence": tr("Confidence"),
        "rationale": tr("Rationale"),
        "reason": tr("Reason"),
        "relation": tr("Relation"),
        "flags": tr("Flags"),
        "words": tr("Note"),
        "note": tr("Note on the link"),
        "name": tr("Name"),
        "organisation": tr("Organisation"),
        "role": tr("Role"),
        "handling": tr("Handling mark"),
        "blind": tr("Given in blind mode"),
        "vocabulary": tr("Vocabulary"),
        "title": tr("Title"),
        "outlet": tr("Outlet"),
        "author": tr("Author"),
        "published": tr("Published"),
        "url": tr("Address"),
        "language": tr("Language"),
    }
    return known.get(field, field)


def head_words(head: str) -> str:
    """Return what a head of a source summary statement is called; unknown ones by their name."""
    return {
        "breadth": tr("Breadth"),
        "weight": tr("Most weight"),
        "strengths": tr("Strengths"),
        "gaps": tr("Gaps"),
        "dependence": tr("Dependence"),
        "contradictions": tr("Contradictions"),
    }.get(head, head)


def value_words(field: str, value: Any, vocabulary: Vocabulary) -> str:  # noqa: ANN401 - any JSON
    """Return a whole value in words: labels for terms, "B2" for a grade, own words in full."""
    if value is None:
        return tr("nothing")
    if value is ERASED:
        return tr("(these words were erased)")
    if isinstance(value, bool):
        return tr("on") if value else tr("off")
    if field == "grade":
        return _grade_words(value, vocabulary)
    if field in _SCALES and isinstance(value, str):
        return label(vocabulary, field, value)
    if field == "flags":
        return ", ".join(label(vocabulary, "flags", name) for name in names(value)) or tr("none")
    if isinstance(value, dict) and isinstance(value.get("relation"), str):
        return link_words(value["relation"], vocabulary)
    if isinstance(value, dict):
        facts = [(field_words("article", n), value.get(n)) for n in FACT_NAMES]
        return "\n".join(f"{name}: {fact}" for name, fact in facts if fact) or tr("(data)")
    return str(value)


def link_words(relation: str, vocabulary: Vocabulary) -> str:
    """Return what a link says, by the vocabulary's term or the program's own words."""
    term = vocabulary.find("relations", relation)
    return term.label if term else relation_words(relation)


def _grade_words(value: object, vocabulary: Vocabulary) -> str:
    reliability, credibility = pair(value)
    labels = [
        label(vocabulary, scale, given)
        for scale, given in (("reliability", reliability), ("credibility", credibility))
        if given and given != NOT_CHECKABLE
    ]
    grade = pair_words(value) or tr("no grade")
    return f"{grade} ({'; '.join(labels)})" if labels else grade


def label(vocabulary: Vocabulary, scale: str, id: str) -> str:
    """Return a term's label; an unknown term is shown by its id."""
    term = vocabulary.find(scale, id)
    return term.label if term else id


def lower_first(text: str) -> str:
    """Return a label as it stands inside a sentence; an all-capitals word stays."""
    if len(text) > 1 and text[1].isupper():
        return text
    return text[:1].lower() + text[1:]


def pair(grade: object) -> tuple[str | None, str | None]:
    """Return the two halves of a grade; of anything else, two times None."""
    if isinstance(grade, list) and len(grade) == 2:
        return (grade[0], grade[1])
    return (None, None)


def pair_words(grade: object) -> str:
    """Return "B2", a half pair such as "B–", or "" without a grade."""
    reliability, credibility = pair(grade)
    if credibility == NOT_CHECKABLE:
        return tr("not checkable")
    if reliability is None and credibility is None:
        return ""
    return f"{reliability or _MISSING}{credibility or _MISSING}"


def names(value: object) -> list[str]:
    """Return the ids in a list, such as flags; of anything else, none."""
    return [str(name) for name in value] if isinstance(value, list) else []
