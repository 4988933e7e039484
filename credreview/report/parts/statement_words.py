"""Sentences for the heads of a source summary statement, from figures; claims by their numbers.

They say what was counted and pass no verdict: a reader who wants one asks a
reviewer, whose own words take the place of these.
"""

from collections.abc import Iterator, Sequence

from credreview.analysis.figures import StatementFigures
from credreview.domain.field_words import lower_first
from credreview.report.parts.cells import claims_words
from credreview.report.parts.context import Context
from credreview.text import tr

_MOST_KINDS = 5
_MOST_PAIRS = 6


def breadth(context: Context, figures: StatementFigures) -> Iterator[str]:
    """Yield how much there is and of how many kinds."""
    found = figures.breadth
    if not found.claims:
        yield tr("No claim has been marked yet.")
        return
    claims = tr("1 claim") if found.claims == 1 else tr("{n} claims", n=found.claims)
    articles = tr("1 article") if found.articles == 1 else tr("{n} articles", n=found.articles)
    if found.sources:
        sources = tr("1 source") if found.sources == 1 else tr("{n} sources", n=found.sources)
        yield tr("{claims} in {articles}; {sources} named.", claims=claims,
                 articles=articles, sources=sources)  # fmt: skip
    else:
        yield tr("{claims} in {articles}; no source named.", claims=claims, articles=articles)
    kinds = [context.labels.inside("provenance", term) for term in found.provenances]
    if kinds:
        yield tr("Kinds, most claims first: {kinds}.", kinds=_listed(kinds, _MOST_KINDS))
    if found.articles > 1 and found.outlets:
        outlets = tr("1 outlet") if found.outlets == 1 else tr("{n} outlets", n=found.outlets)
        yield tr("{outlets} named.", outlets=outlets)
    if len(found.languages) > 1:
        yield tr("Languages: {languages}.", languages=", ".join(found.languages))
    if found.empty_articles == 1 and found.articles > 1:
        yield tr("1 article has no claim.")
    elif found.empty_articles and found.articles > 1:
        yield tr("{n} articles have no claim.", n=found.empty_articles)


def weight(context: Context, figures: StatementFigures) -> Iterator[str]:
    """Yield which sources, and which claims, most of it rests on."""
    found = figures.weight
    sources = [
        tr("{source} ({claims})", source=source.name, claims=_claims(context, source.numbers))
        for source in found.sources
    ]
    if sources:
        yield tr("Sources with most claims: {sources}.", sources="; ".join(sources))
    else:
        yield tr("No source is named.")
    unattributed = figures.breadth.claims - found.attributed
    if sources and unattributed == 1:
        yield tr("For 1 claim no source is named.")
    elif sources and unattributed:
        yield tr("For {n} claims no source is named.", n=unattributed)
    for claim in found.linked[:1]:
        number = context.number(claim.number)
        count = claim.links
        yield tr("Claim {number} is linked with most others ({n}).", number=number, n=count)


def strengths(context: Context, figures: StatementFigures) -> Iterator[str]:
    """Yield what speaks for the claims."""
    found = figures.strengths
    if found.confirmed:
        yield tr(
            "Confirmed by a claim of another named source and another origin: {claims}.",
            claims=_claims(context, found.confirmed),
        )
    else:
        yield tr("No claim is confirmed by a claim of another named source.")
    if found.unproven:
        yield tr(
            "Confirmed, but not shown to be independent: {claims}.",
            claims=_claims(context, found.unproven),
        )
    if found.direct_quotes:
        yield tr("Direct quotes: {claims}.", claims=_claims(context, found.direct_quotes))
    if found.high_confidence:
        yield tr("Judged with high confidence: {claims}.",
                 claims=_claims(context, found.high_confidence))  # fmt: skip


def gaps(context: Context, figures: StatementFigures) -> Iterator[str]:
    """Yield what is missing, and what cannot be judged."""
    found = figures.gaps
    told = (
        (tr("Not judged yet"), found.not_judged),
        (tr("One grade of two given"), found.half),
        (tr("Reliability cannot be judged (F)"), found.reliability_f),
        (tr("Truth cannot be judged (6)"), found.credibility_6),
        (tr("Not checkable"), found.not_checkable),
        (tr("Source not named"), found.without_source),
        (tr("Provenance not given"), found.without_provenance),
    )
    said = [
        tr("{gap}: {claims}.", gap=gap, claims=_claims(context, numbers))
        for gap, numbers in told
        if numbers
    ]
    said += _unstated(context, figures)
    if found.hidden == 1:
        said.append(tr("Blind mode hides judgements of 1 claim."))
    elif found.hidden:
        said.append(tr("Blind mode hides judgements of {n} claims.", n=found.hidden))
    yield from said or [tr("Every claim is graded, with its source; no fact is missing.")]


def _unstated(context: Context, figures: StatementFigures) -> Iterator[str]:
    found = figures.gaps
    facts = (
        (tr("Outlet"), found.without_outlet),
        (tr("Author"), found.without_author),
        (tr("Date of publication"), found.undated),
    )
    if context.article is not None or len(context.part.articles) == 1:
        missing = [name for name, articles in facts if articles]
        if missing:
            yield tr("The file does not state: {facts}.",
                     facts=", ".join(map(lower_first, missing)))  # fmt: skip
        return
    for name, articles in facts:
        if len(articles) == 1:
            yield tr("{fact} not stated in 1 article.", fact=name)
        elif articles:
            yield tr("{fact} not stated in {n} articles.", fact=name, n=len(articles))


def dependence(context: Context, figures: StatementFigures) -> Iterator[str]:
    """Yield which claims trace to one origin: they count as one source."""
    found = figures.dependence
    for origin in found.origins:
        sources = _listed(origin.sources, _MOST_KINDS)
        claims = _claims(context, origin.numbers)
        if origin.by_links and sources:
            yield tr("Linked as of one origin: {claims} ({sources}).", claims=claims,
                     sources=sources)  # fmt: skip
        elif origin.by_links:
            yield tr("Linked as of one origin: {claims}.", claims=claims)
        else:
            yield tr("From one source, {source}: {claims}.", source=sources, claims=claims)
    if found.more == 1:
        yield tr("1 more origin has several claims.")
    elif found.more:
        yield tr("{n} more origins have several claims.", n=found.more)
    if not found.origins and found.traced:
        yield tr("No two claims are known to share an origin.")
    unknown = figures.breadth.claims - found.traced
    if unknown == 1:
        yield tr("Of 1 claim no origin is known.")
    elif unknown:
        yield tr("Of {n} claims no origin is known.", n=unknown)
    if len(found.repeated) == 1:
        yield tr("1 article was found more than once; it counts once.")
    elif found.repeated:
        yield tr("{n} articles were found more than once; each counts once.",
                 n=len(found.repeated))  # fmt: skip
    if not figures.breadth.claims and not found.repeated:
        yield tr("Nothing to trace yet.")


def contradictions(context: Context, figures: StatementFigures) -> Iterator[str]:
    """Yield which claims contradict each other, and on which reviewers differ."""
    pairs = figures.contradictions
    for pair in pairs[:_MOST_PAIRS]:
        one = context.number(pair.one)
        inside = context.number(pair.other) if pair.other else 0
        number = inside or context.index.numbers.get(pair.other_id, 0)
        if number:
            yield tr("Claim {one} contradicts claim {other}.", one=one, other=number)
        elif pair.other_source:
            yield tr("Claim {one} contradicts a claim of {source} outside this report.", one=one,
                     source=pair.other_source)  # fmt: skip
        else:
            yield tr("Claim {one} contradicts a claim outside this report.", one=one)
    more = len(pairs) - _MOST_PAIRS
    if more == 1:
        yield tr("1 more pair of claims contradicts each other.")
    elif more > 1:
        yield tr("{n} more pairs of claims contradict each other.", n=more)
    if not pairs:
        yield tr("No claims were linked as contradicting each other.")
    if figures.differing:
        yield tr("Reviewers differ on {claims}.", claims=_claims(context, figures.differing))


def _claims(context: Context, numbers: Sequence[int]) -> str:
    return claims_words(context.numbers_of(numbers))


def _listed(names: Sequence[str], most: int) -> str:
    told = "; ".join(names[:most])  # some have commas of their own
    if len(names) > most:
        return tr("{names}; {count} more", names=told, count=len(names) - most)
    return told
