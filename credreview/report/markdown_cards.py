"""Claim cards as Markdown: what was said, by whom, what was judged, why, and what bears on it."""

from collections.abc import Iterator

from credreview.domain.field_words import lower_first
from credreview.report import markdown_words as md
from credreview.report.model import ClaimCard, LinkLine, Verdict
from credreview.report.quoting import quoted
from credreview.text import tr


def card(told: ClaimCard, level: int) -> Iterator[str]:
    """Yield a card as paragraphs, its number and pair as a heading of this level."""
    first = told.verdicts[0]
    yield md.heading(level, tr("Claim {number}: {pair}", number=told.number, pair=first.pair))
    if told.place:
        yield md.emphasised(md.line(told.place))
    yield md.quotation(quoted(told.quote))
    for at, verdict in enumerate(told.verdicts):
        if at:
            yield md.bold(tr("Another judgement of claim {number}", number=told.number))
        yield "\n".join(_facts(verdict, told.descriptor if at == 0 else ""))
        if verdict.rationale:
            yield md.run_in(tr("Rationale."), verdict.rationale)
    if told.links:
        yield md.bold(tr("Links"))
        yield "\n".join(md.item(_link(link)) for link in told.links)
    if told.notes:
        yield md.run_in(tr("Notes."), told.notes)
    if told.hint:
        yield md.emphasised(md.line(told.hint))


def _facts(verdict: Verdict, descriptor: str) -> Iterator[str]:
    one, other = verdict.reliability.label, verdict.credibility.label
    words = one if one == other else "; ".join(filter(None, (one, lower_first(other))))
    yield md.item(f"{md.bold(verdict.pair)} {md.inline(words)}")
    whose = ", ".join(part for part in (verdict.by, verdict.how, verdict.when) if part)
    if whose:
        yield _labelled(tr("Judged by") if verdict.by else tr("Judgement"), whose)
    if verdict.attributed_to or descriptor:
        told = f" ({descriptor})" if verdict.attributed_to and descriptor else descriptor
        yield _labelled(tr("Asserted by"), f"{verdict.attributed_to}{told}")
    how = ", ".join(part for part in (verdict.provenance, verdict.directness) if part)
    if how:
        yield _labelled(tr("Provenance"), how)
    if verdict.confidence:
        yield md.item(md.bold(verdict.confidence))
    if verdict.flags:
        yield _labelled(tr("Flags"), ", ".join(verdict.flags))


def _labelled(label: str, words: str) -> str:
    return md.item(f"{md.inline(label)}: {md.inline(words)}")


def _link(link: LinkLine) -> str:
    parts = (link.words, link.pair, link.elsewhere)
    note = f"; {md.inline(link.note)}" if link.note else ""
    return ", ".join(md.inline(part) for part in parts if part) + note
