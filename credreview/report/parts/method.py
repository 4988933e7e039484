"""What a reader has to know: remarks, method and limits, and the fingerprint."""

from collections.abc import Iterator, Sequence

from credreview.domain.model import ArticleQuery
from credreview.domain.summary import Kind
from credreview.report.model import Block, Hashes
from credreview.report.moments import moment_words
from credreview.report.parts.context import Context
from credreview.report.words import Paragraph, Role, Run, words
from credreview.text import tr


def remarks(context: Context) -> Sequence[Block]:
    """Return what has to be known first; nothing inside an article's part of a longer report."""
    if context.article is not None:
        return ()
    return tuple(Paragraph(words(said), Role.NOTE) for said in remark_words(context))


def remark_words(context: Context) -> Iterator[str]:
    """Yield what is not in the report though it might be expected, and why; a sentence each."""
    scope = context.whole
    about_all = context.request.kind in (Kind.REVIEW, Kind.EVIDENCE)
    if about_all and not scope.whole:
        yield _filter_words(context.request.query, len(scope.articles))
    if scope.hidden == 1:
        yield tr("Blind mode hides others' judgements of 1 claim; they are not in this report.")
    elif scope.hidden:
        yield tr(
            "Blind mode hides others' judgements of {n} claims; they are not in this report.",
            n=scope.hidden,
        )
    if scope.aside == 1:
        yield tr("1 entry that came with a merge is set aside and counts for nothing here.")
    elif scope.aside:
        yield tr(
            "{n} entries that came with merges are set aside and count for nothing here.",
            n=scope.aside,
        )
    yield from context.remarks


def _filter_words(query: ArticleQuery, count: int) -> str:
    articles = tr("1 article") if count == 1 else tr("{n} articles", n=count)
    if query.text:
        return tr(
            "Not all articles: a part of the review, {articles} found by “{words}” and the other"
            " filters in force.",
            articles=articles,
            words=query.text,
        )
    return tr("Not all articles: a part of the review, {articles} chosen by filters.",
              articles=articles)  # fmt: skip


def method(context: Context) -> Sequence[Block]:
    """Return how the figures come about and what they do not say; an article's in few lines."""
    if context.is_brief:
        return (_brief(context),)
    return tuple(
        Paragraph((Run(tr("{head}.", head=head), bold=True), Run(f" {said}")), Role.SMALL)
        for head, said in _method(context)
    )


def _brief(context: Context) -> Paragraph:
    lead = context.name(context.whole.lead) if context.whole.lead else tr("nobody")
    said = tr(
        "Each claim counts once: by the agreed judgement, else by that of the lead reviewer"
        " ({lead}), if decided, else by that of the first other reviewer by name. All others stand"
        " beneath it; what they say of source and provenance, where it differs. Nothing is added"
        " up or averaged. F, 6, “not judged yet” and “not checkable” are no low grades. Claims of"
        " one origin count as one source; links are what reviewers have linked. Times are the wall"
        " clocks of the reviewers' machines, in UTC. A checksum shows that a file, a text or a"
        " review is the same as then; not that a text is true, nor that a reviewer is who the"
        " name says. The fingerprint names the state of the review that this was made from; its"
        " short form stands on each page.",
        lead=lead,
    )
    return Paragraph((Run(tr("Method."), bold=True), Run(f" {said}")), Role.SMALL)


def _method(context: Context) -> Iterator[tuple[str, str]]:
    if context.request.kind is not Kind.EVIDENCE:
        yield from _of_judgements(context)
    yield (
        tr("Dates"),
        tr(
            "Times are the wall clocks of the reviewers' machines, in UTC. Dates of publication"
            " are what the file states, or what a reviewer supplied."
        ),
    )
    yield (
        tr("Checksums and seals"),
        tr(
            "A checksum shows that a file, a text or a review is the same as then. It does not"
            " show that a text is true, who wrote an article, or that a reviewer is who the name"
            " says; only a key compared in person does the last."
        ),
    )


def _of_judgements(context: Context) -> Iterator[tuple[str, str]]:
    lead = context.name(context.whole.lead) if context.whole.lead else tr("nobody")
    yield (
        tr("Which judgement counts"),
        tr(
            "Each claim is counted once: by the agreed judgement; else by that of the lead"
            " reviewer ({lead}), if decided; else by the decided one of the first other reviewer"
            " by name; else by what the lead reviewer has given so far. Each card says whose it"
            " is and shows all the others; what these say of source and provenance stands there"
            " where it differs.",
            lead=lead,
        ),
    )
    yield (
        tr("No total"),
        tr(
            "Reliability and credibility are judged apart and stay apart. Nothing is added up or"
            " averaged, and no figure here is a score of a source, an article or a review."
        ),
    )
    yield (
        tr("F and 6"),
        tr(
            "They say that there is no basis for a grade. They are no low grades and stand outside"
            " both scales, as do “not judged yet” and “not checkable”."
        ),
    )
    yield (
        tr("Provenance and links"),
        tr(
            "Provenance is who asserts a claim, as a reviewer read it. Claims of one origin count"
            " as one source; a repeat confirms nothing. Links are what reviewers have linked;"
            " others may exist."
        ),
    )


def _how_to_check(context: Context) -> str:
    if context.is_brief:
        return tr("To check this against the review:")
    return tr("To check a saved or printed report against the review:")


def fingerprint(context: Context) -> Sequence[Block]:
    """Return all digits of the review's fingerprint, and how it is checked."""
    scope = context.whole
    facts = [
        tr("1 action in the journal")
        if scope.actions == 1
        else tr("{n} actions in the journal", n=scope.actions)  # fmt: skip
    ]
    if scope.as_of:
        facts.append(tr("the latest of {when}", when=moment_words(scope.as_of)))
    return (
        Hashes(((tr("Review fingerprint"), scope.fingerprint),)),
        # One paragraph: it is the last of a report, and two would leave a line on a page alone.
        Paragraph(
            (
                Run(tr("{facts}.", facts=", ".join(facts)) + " "),
                Run(_how_to_check(context)),
                Run(" credreview verify REVIEW FILE.pdf", code=True),
            ),
            Role.SMALL,
        ),
    )
