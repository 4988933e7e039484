"""One person's judgement of a claim, or the agreed one, as it is printed."""

from credreview.domain.blind_words import blind_words
from credreview.domain.model import Adjudication, Judgement
from credreview.domain.progress import is_decided
from credreview.report.model import Verdict
from credreview.report.moments import moment_words
from credreview.report.parts.context import Context
from credreview.report.parts.labels import Labels
from credreview.report.rationale import paragraphs
from credreview.report.words import Paragraph, Role, words
from credreview.text import tr


def nobody(labels: Labels) -> Verdict:
    """Return the verdict of a claim that nobody has judged."""
    one, other = labels.pair(None, None)
    return Verdict(one, other, "", "", "", "", "", "", "", ())


def of_judgement(context: Context, judgement: Judgement) -> Verdict:
    """Return a reviewer's judgement."""
    return _verdict(context, judgement, blind_words(judgement), is_agreed=False)


def of_adjudication(context: Context, agreed: Adjudication, *, counts: bool) -> Verdict:
    """Return an agreed judgement, with its reason.

    Args:
        context: Of the report: whose words, and who goes by which name.
        agreed: What was agreed.
        counts: Whether it settles the claim: nobody judged differently since.
    """
    how = tr("agreed") if counts else tr("agreed; judgements have changed since")
    return _verdict(context, agreed.agreed, how, is_agreed=True)


def _verdict(context: Context, given: Judgement, how: str, *, is_agreed: bool) -> Verdict:
    labels = context.labels
    one, other = labels.pair_of(given)
    return Verdict(
        reliability=one,
        credibility=other,
        by=context.name(given.reviewer),
        how=how,
        when=moment_words(given.when),
        provenance=provenance_words(labels, given.provenance),
        attributed_to=given.attributed_to or tr("Source not named"),
        directness=labels.inside("directness", given.directness) if given.directness else "",
        confidence=confidence_words(labels, given),
        rationale=rationale(given),
        flags=tuple(labels.term("flags", flag) for flag in given.flags),
        is_agreed=is_agreed,
    )


def rationale(given: Judgement) -> tuple[Paragraph, ...]:
    """Return what the judge wrote; of a decided judgement without a word, that there is none."""
    written = paragraphs(given.rationale or "")
    if written or not is_decided(given):
        return written
    return (Paragraph(words(tr("No rationale was written.")), Role.SMALL),)


def provenance_words(labels: Labels, term: str | None) -> str:
    """Return a provenance; what is not given is said."""
    return labels.term("provenance", term) if term else tr("Provenance not given")


def confidence_words(labels: Labels, given: Judgement) -> str:
    """Return the sentence on a judgement's confidence; "" where nothing is decided yet."""
    if given.confidence:
        level = labels.inside("confidence", given.confidence)
        return tr("Confidence in this judgement is {level}.", level=level)
    return tr("Confidence in this judgement was not stated.") if is_decided(given) else ""


def who_judged(reviewer: str, *, is_agreed: bool) -> str:
    """Return whose judgement it is, in few words."""
    return tr("agreed, {name}", name=reviewer) if is_agreed else reviewer
