"""The words a reviewer chooses from: parsed from data that resources/ hands over."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from credreview.domain import vocabulary_checks as check
from credreview.text import tr


@dataclass(frozen=True, slots=True)
class Term:
    """One value that can be chosen; its id is permanent.

    Attributes:
        label: The standard's own words.
        short: A shorter label for narrow rows.
        definition: What it means, in this project's words.
        key: The keyboard key that sets it, or "".
        icon: Name of a file in resources/icons without its ending, or "".
        cues: Words in a text that may hint at it; they suggest, never decide.
        family: For charts: official, party, record, report, analysis or none.
    """

    id: str
    label: str
    short: str
    definition: str = ""
    key: str = ""
    icon: str = ""
    cues: tuple[str, ...] = ()
    family: str = ""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All scales of a review, in the order shown; `find` looks a term up by id.

    Attributes:
        sources: Pairs of a scale's name and a note on the standard behind it.
    """

    name: str
    version: int
    provenance: tuple[Term, ...]
    directness: tuple[Term, ...]
    reliability: tuple[Term, ...]
    credibility: tuple[Term, ...]
    confidence: tuple[Term, ...]
    flags: tuple[Term, ...]
    relations: tuple[Term, ...]
    sources: tuple[tuple[str, str], ...] = ()

    def find(self, scale: str, id: str) -> Term | None:
        """Return the term of that id on a scale ("provenance", "reliability", ...), or None."""
        terms: tuple[Term, ...] = getattr(self, scale)
        return next((term for term in terms if term.id == id), None)

    def source(self, scale: str) -> str:
        """Return the note on the standard behind a scale, or ""."""
        return dict(self.sources).get(scale, "")


SCALES = (
    "provenance",
    "directness",
    "reliability",
    "credibility",
    "confidence",
    "flags",
    "relations",
)

#: Scales that a user can add terms to; the others belong to standards or to the program.
OPEN_SCALES = ("provenance", "flags")

#: Keys that an own term may take: no shipped term and no action of the panel has them.
OWN_KEYS = frozenset("BFHILMOPQSWZ")

# Grades are stored by these ids in every review and counted by place, so no
# vocabulary may add to them, leave one out or change their order.
_CLOSED = {
    "reliability": ("A", "B", "C", "D", "E", "F"),
    "credibility": ("1", "2", "3", "4", "5", "6"),
    "confidence": ("low", "moderate", "high"),
}
_FAMILIES = ("official", "party", "record", "report", "analysis", "none")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_]{0,63}")
_OWN_ID = re.compile(r"own_[a-z0-9_]{1,40}")
_NAME = re.compile(r"[a-z][a-z0-9_.-]{0,63}")
_KEY = re.compile(r"[A-Z0-9]?")
# A plain name, so that it cannot lead out of the folder of icons.
_ICON = re.compile(r"([a-z][a-z0-9-]{0,39})?")
_MAX_TERMS = 200
_MAX_OWN = 50
_MAX_CUES = 100
_MAX_LINE = 120
_MAX_TEXT = 1000
_OWN_FIELDS = frozenset({"id", "label", "short", "definition", "key", "cues"})


def parse(data: Mapping[str, Any]) -> Vocabulary:
    """Return the vocabulary that `data` describes; fields of later versions are passed over.

    Args:
        data: A parsed JSON object of the form of resources/vocabularies/credreview-1.json;
            it may come from a stranger's review.

    Raises:
        UserError: "vocabulary.invalid"; the message names the place, such as "provenance[3].key".
    """
    whole = check.object_at(data, "vocabulary")
    name = whole.get("name")
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise check.invalid("name", tr("a short lower-case name is needed"))
    version = whole.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or not 1 <= version < 2**31:
        raise check.invalid("version", tr("a whole number from 1 is needed"))
    scales = {scale: _terms(whole.get(scale), scale) for scale in SCALES}
    for scale, ids in _CLOSED.items():
        if tuple(term.id for term in scales[scale]) != ids:
            raise check.invalid(scale, tr("its terms must be {ids}", ids=", ".join(ids)))
    notes = check.object_at(whole.get("sources", {}), "sources")
    sources = tuple(
        (scale, check.text_at(notes[scale], f"sources.{scale}", _MAX_TEXT))
        for scale in SCALES
        if scale in notes
    )
    return Vocabulary(name, version, **scales, sources=sources)


def to_data(vocabulary: Vocabulary) -> dict[str, Any]:
    """Return the data that `parse` turns back into an equal vocabulary.

    It holds strings, one whole number, lists and objects with plain keys, four
    levels deep, so it fits into one field of an action of the journal.
    """
    data: dict[str, Any] = {"name": vocabulary.name, "version": vocabulary.version}
    if vocabulary.sources:
        data["sources"] = dict(vocabulary.sources)
    for scale in SCALES:
        data[scale] = [_term_data(term) for term in getattr(vocabulary, scale)]
    return data


def parse_own_terms(data: Mapping[str, Any]) -> dict[str, tuple[Term, ...]]:
    """Return a user's own terms by scale, from the data of their `vocabulary.json`.

    The form is described in resources/vocabularies/README.md. Unknown names are
    refused here, unlike in `parse`: they are slips of somebody who types.

    Raises:
        UserError: "vocabulary.invalid"; the message names the place.
    """
    whole = check.object_at(data, "vocabulary")
    check.only_names(whole, {"terms"}, "vocabulary")
    by_scale = check.object_at(whole.get("terms"), "terms")
    check.only_names(by_scale, OPEN_SCALES, "terms")
    own: dict[str, tuple[Term, ...]] = {}
    for scale, items in by_scale.items():
        place = f"terms.{scale}"
        for index, item in enumerate(check.list_at(items, place, _MAX_OWN)):
            check.only_names(
                check.object_at(item, f"{place}[{index}]"), _OWN_FIELDS, f"{place}[{index}]"
            )
        terms = _terms(items, place)
        for index, term in enumerate(terms):
            _check_own(term, scale, f"{place}[{index}]")
        family = "none" if scale == "provenance" else ""
        own[scale] = tuple(replace(term, family=family) for term in terms)
    return own


def with_terms(vocabulary: Vocabulary, terms: Mapping[str, Iterable[Term]]) -> Vocabulary:
    """Return the vocabulary with own terms (by scale) added behind its own, in their order.

    A term whose id the vocabulary already holds is left as the vocabulary has
    it: the review's meaning of an id stands. A key that is taken is left out.

    Raises:
        UserError: "vocabulary.invalid" for an id that is not an own one, or a
            scale that takes no own terms.
    """
    added: dict[str, tuple[Term, ...]] = {}
    for scale, own in terms.items():
        if scale not in OPEN_SCALES:
            raise check.invalid(scale, tr("no terms can be added to it"))
        standing: tuple[Term, ...] = getattr(vocabulary, scale)
        known = {term.id for term in standing}
        taken = {term.key for term in standing}
        for term in own:
            _check_own(term, scale, f"{scale}.{term.id}")
            if term.id in known:
                continue
            standing += (replace(term, key="") if term.key in taken else term,)
            known.add(term.id)
            taken.add(term.key)
        if len(standing) > _MAX_TERMS:
            raise check.invalid(scale, tr("at most {most} terms are allowed", most=_MAX_TERMS))
        added[scale] = standing
    return replace(vocabulary, **added)  # type: ignore[arg-type]


def _terms(value: object, place: str) -> tuple[Term, ...]:
    items = check.list_at(value, place, _MAX_TERMS)
    terms = tuple(_term(item, f"{place}[{index}]") for index, item in enumerate(items))
    for name in ("id", "key"):
        seen: set[str] = set()
        for index, term in enumerate(terms):
            given: str = getattr(term, name)
            if given and given in seen:
                why = tr("“{given}” is there twice", given=given)
                raise check.invalid(f"{place}[{index}].{name}", why)
            seen.add(given)
    return terms


def _term(value: object, place: str) -> Term:
    item = check.object_at(value, place)
    id_ = check.matching(
        item.get("id"), _ID, f"{place}.id", tr("up to 64 letters, digits and “_” are needed")
    )
    label = check.text_at(item.get("label"), f"{place}.label", _MAX_LINE, empty=False)
    family = item.get("family", "")
    cues = check.list_at(item.get("cues", []), f"{place}.cues", _MAX_CUES)
    if family not in ("", *_FAMILIES):
        why = tr("it must be one of {names}", names=", ".join(_FAMILIES))
        raise check.invalid(f"{place}.family", why)
    key_rule = tr("one capital letter or digit is needed, or nothing")
    return Term(
        id=id_,
        label=label,
        short=check.text_at(item.get("short", ""), f"{place}.short", _MAX_LINE) or label,
        definition=check.text_at(item.get("definition", ""), f"{place}.definition", _MAX_TEXT),
        key=check.matching(item.get("key", ""), _KEY, f"{place}.key", key_rule),
        icon=check.matching(
            item.get("icon", ""), _ICON, f"{place}.icon", tr("a file name is needed")
        ),
        cues=tuple(
            check.text_at(cue, f"{place}.cues[{index}]", _MAX_LINE, empty=False)
            for index, cue in enumerate(cues)
        ),
        family=family,
    )


def _check_own(term: Term, scale: str, place: str) -> None:
    rule = tr("own ids are “own_” and up to 40 small letters, digits and “_”")
    check.matching(term.id, _OWN_ID, f"{place}.id", rule)
    if term.key and (scale != "provenance" or term.key not in OWN_KEYS):
        free = ", ".join(sorted(OWN_KEYS))
        why = tr("free keys are {free}, for provenance only", free=free)
        raise check.invalid(f"{place}.key", why)


def _term_data(term: Term) -> dict[str, Any]:
    """Leave out what `_term` would fill in again."""
    data: dict[str, Any] = {}
    for field in fields(Term):
        value = getattr(term, field.name)
        if value and not (field.name == "short" and value == term.label):
            data[field.name] = list(value) if isinstance(value, tuple) else value
    return data
