"""The key to the scales, in the vocabulary's own words, and where the scales come from."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from credreview.domain.counted_claims import alike
from credreview.domain.vocabulary import Term, Vocabulary
from credreview.report.model import Block, Key, KeyEntry
from credreview.report.parts.context import Context
from credreview.report.words import Paragraph, Role, Run
from credreview.text import tr

_OUTSIDE = frozenset("F6")
_STANDARDS = frozenset({"reliability", "credibility", "confidence", "provenance"})


def key(context: Context) -> Sequence[Block]:
    """Return the key: both scales of grades, then all else that is printed as a word or a sign.

    That of an article's summary, which is one or two pages, is brief: each definition's first
    sentence, and no list of what names itself.
    """
    vocabulary = context.labels.vocabulary
    if context.is_brief:
        return (_brief(vocabulary),)
    columns = (
        (tr("Source reliability: how good has this source been?"), vocabulary.reliability),
        (tr("Information credibility: how likely is this statement?"), vocabulary.credibility),
    )
    entries = tuple((title, tuple(map(_entry, terms))) for title, terms in columns)
    return (Key(entries, tuple(_lines(context))),)


def _entry(term: Term) -> KeyEntry:
    return KeyEntry(term.id, term.label, term.definition, term.id in _OUTSIDE)


def _brief(vocabulary: Vocabulary) -> Key:
    columns = (
        (tr("Source reliability"), vocabulary.reliability),
        (tr("Information credibility"), vocabulary.credibility),
    )
    entries = tuple(
        (title, tuple(_entry(_shortened(term)) for term in terms)) for title, terms in columns
    )
    levels = [_shortened(term) for term in vocabulary.confidence]
    standards: dict[str, list[str]] = {}
    for scale, note in vocabulary.sources:
        if scale in _STANDARDS - {"provenance"}:
            standard, _, words = _first_sentence(note).removesuffix(".").rpartition(", ")
            standards.setdefault(standard, []).append(words)
    named = [", ".join(filter(None, (one, *scales))) + "." for one, scales in standards.items()]
    own = tr("Definitions: vocabulary {name}, version {version}.",
             name=vocabulary.name, version=vocabulary.version)  # fmt: skip
    confidence = _line(
        tr("Confidence"), tr("How well founded a judgement is; it is no likelihood."), levels
    )
    lines = (
        confidence,
        _brief_signs(),
        _line(tr("Source of the scales"), " ".join([*named, own])),
    )
    return Key(entries, lines)


def _shortened(term: Term) -> Term:
    """Return a term with the first sentence of its definition."""
    return replace(term, definition=_first_sentence(term.definition))


def _first_sentence(text: str) -> str:
    first, stop, _ = text.partition(". ")
    return first + stop.rstrip()


def _brief_signs() -> Paragraph:
    signs = (
        ("¶", tr("paragraph of the captured text")),
        ("[ ]", tr("supplied by a reviewer; it does not stand in the file")),
        ("–", tr("not judged yet")),
        (tr("n.c."), tr("not checkable: an opinion or a forecast")),
        (tr("Blind"), tr("nobody else's judgement of the claim had been shown")),
    )
    runs = [run for sign, said in signs for run in (Run(sign, bold=True), Run(f" {said}. "))]
    return Paragraph(tuple(runs), Role.NOTE)


def _lines(context: Context) -> Iterator[Paragraph]:
    vocabulary = context.labels.vocabulary
    yield _line(
        tr("Confidence"),
        tr(
            "How well founded a judgement is. It is no likelihood, and stands in a sentence of"
            " its own."
        ),
        vocabulary.confidence,
    )
    used = {claim.provenance for claim in alike(context.part.claims)}
    yield _line(
        tr("Provenance"),
        tr("Who asserts a claim, not who prints it."),
        [term for term in vocabulary.provenance if term.id in used],
    )
    yield _line(
        tr("Directness"), tr("How the text passes a source's words on."), vocabulary.directness
    )
    yield from _signs()
    for scale, note in vocabulary.sources:
        if scale in _STANDARDS:
            yield _line(_scale_words(scale), note)


def _signs() -> Iterator[Paragraph]:
    yield _line(
        tr("n.c."),
        tr("Not checkable: an opinion or a forecast, so there is no fact to grade."),
    )
    yield _line("–", tr("Not judged yet."))
    yield _line(
        "¶",
        tr(
            "The paragraph of the captured text. Headings, list items, quotations, captions and"
            " embedded posts are not counted."
        ),
    )
    yield _line("[ ]", tr("Supplied by a reviewer; it does not stand in the file."))
    yield _line(
        tr("Blind"),
        tr("The reviewer had not been shown anybody else's judgement of that claim."),
    )


def _scale_words(scale: str) -> str:
    return {
        "reliability": tr("Source of the reliability scale"),
        "credibility": tr("Source of the credibility scale"),
        "confidence": tr("Source of the confidence levels"),
        "provenance": tr("Source of the provenance types"),
    }[scale]


def _line(head: str, text: str, terms: Sequence[Term] = ()) -> Paragraph:
    # A sign is no sentence, and would be another one with a full stop behind it.
    shown = tr("{head}.", head=head) if head.isalpha() or " " in head else head
    said = [Run(shown, bold=True), Run(f" {text}")]
    for term in terms:
        said += [Run(f" {term.label}:", bold=True), Run(f" {term.definition}")]
    return Paragraph(tuple(said), Role.NOTE)
