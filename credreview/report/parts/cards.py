"""Claim cards: quote, who asserts it, every judgement of it, how other claims bear on it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from credreview.domain.links import CONTINUES, RELATIONS, SAME
from credreview.domain.summary import ClaimDetail, ClaimLink, CountedClaim
from credreview.report.lazy import Lazy
from credreview.report.model import Block, ClaimCard, Heading, LinkLine, Verdict
from credreview.report.moments import date_words, moment_words
from credreview.report.parts import verdicts
from credreview.report.parts.context import Context, title_of
from credreview.report.quoting import quoted
from credreview.report.rationale import paragraphs
from credreview.report.words import Paragraph, Role, pair_text, words
from credreview.text import tr

#: Characters of another claim's quote, where it is named from outside its own report.
_LONGEST_QUOTE = 80


def claims(context: Context) -> Sequence[Block]:
    """Return a card for each claim, read as they are needed; under their articles, if several."""
    counted = context.part.claims
    entries = list(_entries(counted, with_headings=len(context.part.articles) > 1))

    def fetch(start: int, stop: int) -> Sequence[Block]:
        some = entries[start:stop]
        wanted = [entry for entry in some if isinstance(entry, int)]
        cards: Iterator[ClaimCard] = iter(())
        if wanted:
            first, last = wanted[0], wanted[-1] + 1
            cards = _cards(context, counted[first:last], context.number(first + 1))
        return [
            next(cards) if isinstance(entry, int) else _article_heading(context, entry.article)
            for entry in some
        ]

    return Lazy(len(entries), fetch) if entries else ()


class _OfArticle(NamedTuple):
    """Stands for the heading above the claims of an article."""

    article: int


def _entries(counted: Sequence[CountedClaim], *, with_headings: bool) -> Iterator[int | _OfArticle]:
    """Yield the places of the claims, each article's behind what stands for its heading."""
    above = -1
    for at, claim in enumerate(counted):
        if with_headings and claim.article != above:
            yield _OfArticle(claim.article)
        above = claim.article
        yield at


def _article_heading(context: Context, place: int) -> Heading:
    article = context.part.articles[place]
    published = date_words(article.published) if article.published else tr("date not stated")
    outlet = article.outlet or tr("outlet not stated")
    note = tr("{outlet}; {published}", outlet=outlet, published=published)
    return Heading(title_of(article), 2, note)


def _cards(context: Context, counted: Sequence[CountedClaim], first: int) -> Iterator[ClaimCard]:
    ids = [claim.claim for claim in counted]
    outside = dict.fromkeys(
        end
        for id in ids
        for link in context.index.links_of(id)
        for end in (link.one, link.other)
        if end not in context.index.numbers
    )
    found = context.fetch.details(list(outside)) if outside else ()
    beyond = {detail.claim.id: detail for detail in found}
    details = context.fetch.details(ids)
    for number, (claim, detail) in enumerate(zip(counted, details, strict=True), first):
        yield _card(context, claim, detail, number, beyond)


def _card(
    context: Context,
    counted: CountedClaim,
    detail: ClaimDetail,
    number: int,
    beyond: Mapping[str, ClaimDetail],
) -> ClaimCard:
    links = (
        _link_line(context, link, counted.claim, beyond)
        for link in context.index.links_of(counted.claim)
    )
    return ClaimCard(
        number=number,
        anchor=context.anchor_of(number, "claims"),
        claim=counted.claim,
        place=", ".join(filter(None, (place_words(detail), _part_words(detail.claim.part)))),
        quote=detail.claim.quote,
        descriptor=context.kind_of(counted.source),
        verdicts=tuple(_verdicts(context, counted, detail)),
        links=tuple(line for line in links if line is not None),
        notes=tuple(_notes(detail)),
        hint=_hint(counted, detail),
    )


def _verdicts(context: Context, counted: CountedClaim, detail: ClaimDetail) -> Iterator[Verdict]:
    """Yield the counted judgement, then what else was agreed, then each other reviewer's."""
    agreed = list(detail.adjudications)
    judged = list(detail.judgements)
    if counted.is_agreed:
        agreed.sort(key=lambda one: one.agreed.reviewer != counted.reviewer)
    judged.sort(key=lambda one: one.reviewer != counted.reviewer)
    first = [verdicts.of_judgement(context, one) for one in judged]
    settled = [verdicts.of_adjudication(context, one, counts=counted.is_agreed) for one in agreed]
    if not counted.reviewer:
        yield verdicts.nobody(context.labels)
    elif first and not counted.is_agreed:
        yield first.pop(0)
    yield from settled
    yield from first


def place_words(detail: ClaimDetail) -> str:
    """Return where a claim stands: "¶ 3", or what kind of block it stands in; "" if unknown."""
    if detail.paragraph is not None:
        return tr("¶ {number}", number=detail.paragraph)
    return {
        "heading": tr("heading"),
        "paragraph": tr("paragraph"),
        "list_item": tr("list item"),
        "quotation": tr("quotation"),
        "embedded_post": tr("embedded post"),
        "caption": tr("caption"),
        "byline": tr("byline"),
        "boilerplate": tr("beside the article's text"),
    }.get(detail.block, "")


def _part_words(part: int) -> str:
    """Return which assertion in the same words a claim is; "" for the first, often the only one."""
    return tr("assertion {number} in the same words", number=part + 1) if part else ""


def link_words(context: Context, link: ClaimLink, claim: str, other: str) -> str | None:
    """Return how a link reads from one of its claims; None for what says nothing of the other.

    Args:
        context: Of the report.
        link: The link.
        claim: The claim (id) on whose card it stands.
        other: What the other claim is called: "claim 12".
    """
    if link.relation == "confirms":
        return tr("Confirmed by {claim}", claim=other)
    if link.relation == "contradicts":
        return tr("Contradicted by {claim}", claim=other)
    if link.relation == "same_origin":
        return tr("Same origin as {claim}", claim=other)
    if link.relation == SAME:
        return tr("The same claim as {claim}", claim=other)
    if link.relation == CONTINUES:
        if link.one == claim:
            return tr("Continues {claim} of an earlier version", claim=other)
        return tr("Continued by {claim} of a later version", claim=other)
    if link.relation in RELATIONS:
        return None
    relation = context.labels.term("relations", link.relation)
    if link.one == claim:
        return tr("{relation}: {claim}", relation=relation, claim=other)
    return tr("{relation}: by {claim}", relation=relation, claim=other)


def _link_line(
    context: Context, link: ClaimLink, claim: str, beyond: Mapping[str, ClaimDetail]
) -> LinkLine | None:
    end = link.other if link.one == claim else link.one
    number = context.index.numbers.get(end)
    name = tr("claim {number}", number=number) if number else tr("a claim outside this report")
    said = link_words(context, link, claim, name)
    if said is None:
        return None
    counted = context.index.counted(end)
    pair = context.labels.pair_of(counted) if counted else context.labels.pair(None, None)
    return LinkLine(
        words=said,
        pair="" if pair[0] is pair[1] else pair_text(*pair),
        target=context.target_of(number) if number else "",
        elsewhere="" if number else _elsewhere(beyond.get(end)),
        note=link.note,
    )


def _elsewhere(detail: ClaimDetail | None) -> str:
    if detail is None:
        return tr("not in this review any more")
    quote = quoted(shortened(detail.claim.quote, _LONGEST_QUOTE))
    return tr("{quote} in “{title}”", quote=quote, title=detail.article_title)


def shortened(quote: str, longest: int) -> str:
    """Return a quote on one line, cut behind a word where it is long."""
    line = " ".join(quote.split())
    if len(line) <= longest:
        return line
    cut = line[:longest]
    return tr("{words} …", words=cut[: cut.rfind(" ")] if " " in cut[longest // 2 :] else cut)


def _notes(detail: ClaimDetail) -> Iterator[Paragraph]:
    for author, when, note in detail.notes:
        head = tr("Note by {name}, {when}:", name=author, when=moment_words(when))
        yield Paragraph(words(head, bold=True), Role.SMALL)
        yield from paragraphs(note)


def _hint(counted: CountedClaim, detail: ClaimDetail) -> str:
    said = []
    if counted.hidden:
        said.append(tr("Others' judgements of this claim are hidden by blind mode."))
    if counted.differs and detail.adjudications:
        said.append(tr("The reviewers differ on this claim; what was agreed does not settle it."))
    elif counted.differs:
        said.append(tr("The reviewers differ on this claim; nothing has been agreed."))
    if detail.claim.deleted_by:
        names = ", ".join(detail.claim.deleted_by)
        said.append(
            tr("{names} removed this claim, not having seen what stands here.", names=names)
        )
    return " ".join(said)
