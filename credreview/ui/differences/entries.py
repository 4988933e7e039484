"""Differences and proposals in the few words of a list's row."""

from collections.abc import Callable

from credreview.domain.differences import Difference, DifferenceKind
from credreview.domain.field_words import field_words, value_words
from credreview.domain.model import ClaimState, Judgement
from credreview.domain.progress import is_decided
from credreview.domain.proposals import (
    PlacedClaim,
    SameClaimProposal,
    UnplacedClaim,
    VersionProposal,
)
from credreview.domain.vocabulary import Vocabulary
from credreview.text import tr
from credreview.ui.claims.grade_words import pair
from credreview.ui.differences.difference_list import Entry
from credreview.ui.reader.bidi import show_controls

Proposal = SameClaimProposal | VersionProposal | PlacedClaim | UnplacedClaim


def difference_entry(vocabulary: Vocabulary, difference: Difference) -> Entry:
    """Return the row of a difference."""
    title, is_quote = difference.quote, True
    if not title:
        title, is_quote = difference.title or tr("This review"), False
    if difference.kind is DifferenceKind.FIELD:
        return Entry(ClaimState.DIFFERING, title, _field_detail(vocabulary, difference), is_quote)
    if difference.kind is DifferenceKind.DELETED:
        who = _listed([show_controls(name) for name in difference.deleted_by])
        return Entry(ClaimState.DIFFERING, title, tr("Deleted by {who}", who=who), is_quote)
    over = judgement_words(vocabulary, difference)
    if difference.kind is DifferenceKind.SETTLED and difference.agreed:
        agreed = pair(difference.agreed[-1].agreed)
        return Entry(
            ClaimState.JUDGED, title, tr("Agreed: {pair}. {over}", pair=agreed, over=over), is_quote
        )
    return Entry(ClaimState.DIFFERING, title, over, is_quote)


def judgement_words(vocabulary: Vocabulary, difference: Difference) -> str:
    """Return what two judgements say, in what they differ most: "Judgement: B2 and C3"."""
    decided = [j for j in difference.judgements if is_decided(j)]
    names: dict[str, Callable[[Judgement], str]] = {
        tr("Judgement"): pair,
        tr("Provenance"): _labels(vocabulary, "provenance"),
        tr("Directness"): _labels(vocabulary, "directness"),
        tr("Confidence"): _labels(vocabulary, "confidence"),
        tr("Attributed to"): lambda j: show_controls(j.attributed_to or ""),
    }
    for name, words in names.items():
        found = list(dict.fromkeys(words(j) for j in decided if words(j)))
        if len(found) > 1:
            return tr("{name}: {words}", name=name, words=_listed(found))
    return ""


def _labels(vocabulary: Vocabulary, scale: str) -> Callable[[Judgement], str]:
    def label(judgement: Judgement) -> str:
        term = vocabulary.find(scale, getattr(judgement, scale) or "")
        return term.short if term else ""

    return label


def _listed(words: list[str]) -> str:
    """Return "B2", "B2 and C3", "B2, C3 and D4"."""
    if len(words) < 2:
        return "".join(words)
    return tr("{some} and {last}", some=", ".join(words[:-1]), last=words[-1])


def _field_detail(vocabulary: Vocabulary, difference: Difference) -> str:
    kind, field = difference.record_kind, difference.field
    values = [value_words(field, v.value, vocabulary) for v in difference.values]
    shown = [show_controls(words[:60]) for words in values]
    where = {
        "article": tr("Article fact"),
        "judgement": tr("Your own judgement"),
        "adjudication": tr("Your own agreed judgement"),
        "reviewer": tr("About you"),
        "source": tr("Source"),
        "link": tr("Link"),
        "note": tr("Note"),
    }.get(kind, tr("Review"))
    return tr(
        "{where}, {field}: {values}",
        where=where,
        field=field_words(kind, field).lower(),
        values=_listed(shown),
    )


def proposal_entry(proposal: Proposal) -> Entry:
    """Return the row of a proposal."""
    if isinstance(proposal, SameClaimProposal):
        said = tr("The same claim? Words overlap")
        return Entry(None, proposal.quotes[0], said, is_quote=True, icon="link")
    if isinstance(proposal, VersionProposal):
        title = next((title for title in reversed(proposal.titles) if title), "")
        said = tr("Another version of an article?")
        return Entry(None, title or tr("Without a title"), said, icon="article")
    if isinstance(proposal, PlacedClaim):
        said = tr("Its place in another version?")
    else:
        said = tr("No place in another version")
    return Entry(None, proposal.quote, said, is_quote=True, icon="article")
