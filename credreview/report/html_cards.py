"""Claim cards as HTML: grade, what was said, why, side by side as on paper."""

from collections.abc import Iterator

from credreview.report import html_words as words
from credreview.report.model import ClaimCard, LinkLine, Verdict
from credreview.report.quoting import quoted
from credreview.text import tr


def card(told: ClaimCard, level: int) -> str:
    """Return a card; its number is a heading of this level."""
    return "".join(_pieces(told, min(level, 6)))


def _pieces(told: ClaimCard, level: int) -> Iterator[str]:
    first, *others = told.verdicts
    said = tr("Claim {number}", number=told.number)
    yield f'<article class="card"{words.id_of(told.anchor)} aria-label="{words.text(said)}">'
    place = f' <small class="place">{words.text(told.place)}</small>' if told.place else ""
    number = f'<h{level} class="number">{told.number}{place}</h{level}>'
    middle = (
        f'<blockquote class="source" dir="auto">{words.several(quoted(told.quote))}</blockquote>'
    )
    middle += _asserted(first, told.descriptor)
    if told.links:
        middle += f'<ul class="links">{"".join(map(_link, told.links))}</ul>'
    middle += words.small(told.hint)
    yield _row(number + _judged(first), middle, first)
    for verdict in others:
        yield _row(_judged(verdict), _asserted(verdict, ""), verdict)
    if told.notes:
        yield f'<div class="notes">{words.paragraphs(told.notes, tr("Notes."))}</div>'
    yield "</article>"


def _row(rail: str, middle: str, verdict: Verdict) -> str:
    why = ""
    if verdict.confidence:
        why = f'<p class="confidence" dir="auto">{words.text(verdict.confidence)}</p>'
    why += words.paragraphs(verdict.rationale)
    why += "".join(words.small(flag, "flag") for flag in verdict.flags)
    columns = (("rail", rail), ("said", middle), ("why", why))
    cells = "".join(f'<div class="{kind}">{made}</div>' for kind, made in columns)
    return f'<div class="verdict">{cells}</div>'


def _judged(verdict: Verdict) -> str:
    """Return the squares, the standard's words for them, whose they are and since when."""
    grades = (verdict.reliability, verdict.credibility)
    made = words.squares(grades)
    labels = dict.fromkeys(grade.label for grade in grades if grade.label)
    made += "".join(words.small(label, "small") for label in labels)
    who = ", ".join(part for part in (verdict.by, verdict.how) if part)
    return made + words.small(who) + words.small(verdict.when)


def _asserted(verdict: Verdict, descriptor: str) -> str:
    made = ""
    if verdict.attributed_to or descriptor:
        who = f"<strong>{words.text(verdict.attributed_to)}</strong>"
        rest = f" ({descriptor})" if verdict.attributed_to and descriptor else descriptor
        made = f'<p class="small" dir="auto">{who if verdict.attributed_to else ""}'
        made += f"{words.text(rest)}</p>"
    how = ", ".join(part for part in (verdict.provenance, verdict.directness) if part)
    return made + words.small(how, "small")


def _link(link: LinkLine) -> str:
    said = words.link(f"<strong>{words.text(link.words)}</strong>", link.target)
    rest = "".join(f", {words.text(part)}" for part in (link.pair, link.elsewhere) if part)
    note = f"; {words.text(link.note)}" if link.note else ""
    return f'<li class="small" dir="auto">{said}{rest}{note}</li>'
