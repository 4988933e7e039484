"""How a judgement is said: the pair, its words, and the sentence a screen reader speaks."""

from credreview.domain.field_words import lower_first
from credreview.domain.model import Claim, ClaimState, Judgement
from credreview.domain.progress import is_decided
from credreview.domain.vocabulary import Term, Vocabulary
from credreview.text import tr
from credreview.ui.reader.bidi import show_controls

#: Stands for the grade that is missing in a pair; a dash is not a grade.
MISSING = "–"


def state_word(state: ClaimState) -> str:
    """Return the word for a claim's state."""
    return {
        ClaimState.DIFFERING: tr("differing"),
        ClaimState.OPEN: tr("open"),
        ClaimState.JUDGED: tr("judged"),
        ClaimState.NOT_CHECKABLE: tr("not checkable"),
    }[state]


def pair(judgement: Judgement | None) -> str:
    """Return "B2", "n/c", a half pair such as "B–", or "" where neither grade is given."""
    if judgement is None:
        return ""
    if judgement.not_checkable:
        return tr("n/c")
    if not judgement.reliability and not judgement.credibility:
        return ""
    return (judgement.reliability or MISSING) + (judgement.credibility or MISSING)


def pair_in_list(claim: Claim) -> str:
    """Return what the claim list shows at the right: the pair, or what is missing in a word."""
    own = claim.own
    if own is not None and is_decided(own):
        return pair(own)
    return tr("open")


def pair_words(vocabulary: Vocabulary, judgement: Judgement | None) -> str:
    """Return the words of a pair, such as "Usually reliable, probably true".

    A missing half is named, never guessed; without either grade: "Not judged".
    """
    if judgement is None:
        return tr("Not judged")
    if judgement.not_checkable:
        return tr("Not checkable: an opinion or a forecast")
    reliability = _label(vocabulary.find("reliability", judgement.reliability or ""))
    credibility = _label(vocabulary.find("credibility", judgement.credibility or ""))
    if reliability and credibility:
        return tr(
            "{reliability}, {credibility}",
            reliability=reliability,
            credibility=lower_first(credibility),
        )
    if reliability:
        return tr("{reliability}, credibility not judged", reliability=reliability)
    if credibility:
        return tr("{credibility}, reliability not judged", credibility=credibility)
    return tr("Not judged")


def spoken_claim(vocabulary: Vocabulary | None, claim: Claim) -> str:
    """Return a claim as one spoken sentence: number, state, quote, provenance, grades."""
    parts = [
        tr(
            "Claim {number}, {state}: {quote}",
            number=claim.number,
            state=state_word(claim.state),
            quote=show_controls(claim.quote),
        )
    ]
    own = claim.own
    if vocabulary is not None and own is not None:
        if term := vocabulary.find("provenance", own.provenance or ""):
            parts.append(term.label)
        parts.append(_spoken_pair(vocabulary, own))
    else:
        parts.append(tr("Not judged"))
    return "; ".join(parts)


def _spoken_pair(vocabulary: Vocabulary, judgement: Judgement) -> str:
    words = pair_words(vocabulary, judgement)
    if judgement.not_checkable or not is_decided(judgement):
        return words
    return f"{pair(judgement)} {words}"


def _label(term: Term | None) -> str:
    return term.label if term is not None else ""
