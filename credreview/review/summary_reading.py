"""Reads what a report is made from: in windows as it is needed, or all of one state at once."""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from itertools import islice
from typing import TypeVar

from credreview.analysis.agreement import compare
from credreview.analysis.ratings import ratings
from credreview.domain.agreement import AgreementData
from credreview.domain.errors import UserError
from credreview.domain.summary import (
    ClaimDetail,
    Evidence,
    Kind,
    Request,
    Scope,
    WrittenStatement,
)
from credreview.domain.vocabulary import Vocabulary
from credreview.domain.work import Ticker
from credreview.report.moments import moment_words
from credreview.report.parts.context import ArticleRecord, Compared, Fetch, Told
from credreview.review import merging, words
from credreview.review.last_scope import LastScope, State
from credreview.review.merge_words import report_sections
from credreview.review.packed import Packed
from credreview.review.session import ReviewSession
from credreview.store import claim_details, evidence, statements, summaries, verdicts
from credreview.store.view import View
from credreview.text import tr

T = TypeVar("T")
_WINDOW = 64
#: Languages that put no spaces between words; of their texts the characters are counted.
_WITHOUT_SPACES = frozenset({"zh", "ja", "th", "lo", "km", "my"})


#: Which words a report is written in.
Terms = Callable[[View], Vocabulary]


def in_windows(
    session: ReviewSession, request: Request, last: LastScope
) -> tuple[Scope, Fetch, Vocabulary]:
    """Return a summary, answers that are read when they are asked for, and the review's terms.

    An answer raises UserError("report.stale") once the review says anything else
    than the summary does.

    Args:
        session: An open review.
        request: What is wanted.
        last: What was counted before; it is not counted again if it is the same.
    """

    def begin(view: View) -> tuple[Scope, State, Vocabulary]:
        return last.scope(view, request), State.of(view), words.of_state(view)

    scope, state, terms = _look(session, begin)

    @contextmanager
    def same() -> Iterator[View]:
        with session.reader.view() as view:
            if State.of(view) != state:
                raise stale()
            yield view

    def details(ids: Sequence[str]) -> Sequence[ClaimDetail]:
        with same() as view:
            return _each_of(claim_details.of(view, ids, scope.lead), ids)

    def found(keys: Sequence[int]) -> Sequence[Evidence]:
        with same() as view:
            return evidence.of(view, keys)

    def record(key: int) -> ArticleRecord:
        with same() as view:
            return _record(view, key)

    def statement(article: str) -> WrittenStatement | None:
        with same() as view:
            return statements.read(view, "article", article)

    @cache
    def compared() -> Compared | None:
        with same() as view:

            def make() -> Compared | None:
                return _compared(scope, _agreement_data(view, scope), terms)

            return last.compared(state, request, make)

    fetch = Fetch(details, found, record, statement, compared, _merged(session, request))
    return scope, fetch, terms


def at_once(
    session: ReviewSession, request: Request, tick: Ticker, terms: Terms = words.of_state
) -> tuple[Scope, Fetch, Vocabulary]:
    """Return a summary with all answers, read in one look at one state of the review, and terms.

    Args:
        session: An open review.
        request: What is wanted.
        tick: Told of each claim and article; it may stop the work.
        terms: Which terms it is written in.
    """
    return _look(session, lambda view: _all_of(session, view, request, tick, terms(view)))


def _all_of(
    session: ReviewSession, view: View, request: Request, tick: Ticker, terms: Vocabulary
) -> tuple[Scope, Fetch, Vocabulary]:
    tick(0, 0)
    scope = summaries.scope(view, request)
    ids = [*(claim.claim for claim in scope.claims), *scope.beyond]
    total = len(ids) + len(scope.articles)
    details: Packed[ClaimDetail] = Packed()
    for some in _windows(ids):
        tick(len(details), total)
        found = _each_of(claim_details.of(view, some, scope.lead), some)
        details.put(dict(zip(some, found, strict=True)))
    records: dict[int, ArticleRecord] = {}
    findings: dict[int, Evidence] = {}
    written: dict[str, WrittenStatement] = {}
    for articles in _windows(scope.articles):
        tick(len(details) + len(records), total)
        keys = [article.key for article in articles]
        findings.update(zip(keys, evidence.of(view, keys), strict=True))
        for article in articles:
            records[article.key] = _record(view, article.key)
            said = statements.read(view, "article", article.id)
            if said is not None:
                written[article.id] = said
    data = _agreement_data(view, scope)

    @cache
    def compared() -> Compared | None:
        return _compared(scope, data, terms)

    fetch = Fetch(
        details=details.get,
        evidence=lambda wanted: [findings[key] for key in wanted],
        record=records.get,
        statement=written.get,
        compared=compared,
        merged=_merged(session, request),
    )
    return scope, fetch, terms


def _look(session: ReviewSession, work: Callable[[View], T]) -> T:
    return session.file.read_patiently(lambda c: work(View(c, session.reviewer.id)))


def _windows(items: Sequence[T]) -> Iterator[list[T]]:
    rest = iter(items)
    while some := list(islice(rest, _WINDOW)):
        yield some


def _each_of(found: Sequence[ClaimDetail], ids: Sequence[str]) -> Sequence[ClaimDetail]:
    if [detail.claim.id for detail in found] != list(ids):
        raise stale()
    return found


def stale() -> UserError:
    """Return what to say where the review is not as it was when a report was begun."""
    return UserError(
        "report.stale",
        tr("The review has changed since this report was begun."),
        tr("Make it again: it will tell of the review as it stands now."),
    )


def _record(view: View, key: int) -> ArticleRecord:
    article = view.article(key)
    language = (article.facts.language or "").split("-")[0].lower()
    whole = language not in _WITHOUT_SPACES
    return ArticleRecord(
        facts=article.facts,
        supplied=article.supplied,
        guessed=article.guessed,
        words=len(article.text.split()) if whole else len("".join(article.text.split())),
        counts_characters=not whole,
    )


def _agreement_data(view: View, scope: Scope) -> AgreementData | None:
    """Return what agreement on the claims of a summary is told from; None without two to agree."""
    if sum(one.decided > 0 for one in scope.participants) < 2:
        return None
    data = verdicts.agreement_data(view)
    if scope.whole:
        return data
    inside = _inside(data, {claim.claim for claim in scope.claims})
    rows = [verdict.claim in inside for verdict in data.verdicts()]
    return replace(
        data,
        verdict_rows=[row for row, is_in in zip(data.verdict_rows, rows, strict=True) if is_in],
        mark_rows=[],
        hidden=scope.hidden,
    )


def _inside(data: AgreementData, claims: Collection[str]) -> Collection[str]:
    """Return the claims that are, or are the same as, one of these."""
    tops = {data.same[claim] for claim in claims if claim in data.same}
    return {*claims, *(claim for claim, top in data.same.items() if top in tops)}


def _compared(scope: Scope, data: AgreementData | None, vocabulary: Vocabulary) -> Compared | None:
    if data is None:
        return None
    names = {one.person.id: one.person.name for one in scope.participants if one.decided}
    terms = [term.id for term in vocabulary.provenance]
    given = ratings(data.verdicts(), list(names), data.same, terms)
    return Compared(compare(given), names, data.hidden)


def _merged(session: ReviewSession, request: Request) -> Callable[[], Sequence[Told] | None]:
    """Return what tells of the merge that a report is about; of none, nothing."""
    if request.kind is not Kind.MERGE:
        return lambda: None

    @cache
    def told() -> Sequence[Told]:
        entries = merging.merges(session)
        entry = next((one for one in entries if request.about in ("", str(one.number))), None)
        if entry is None:
            raise UserError(
                "merge.unknown",
                tr("There is no such merge in this file."),
                tr("`credreview merges` lists them."),
            )
        begun = Told(tr("When"), (tr("Begun {when}", when=moment_words(entry.when)),))
        report = merging.report_of(session, entry.number)
        if report is None:
            return (begun, Told(tr("What came"), (tr("It was not finished."),)))
        return (begun, *(Told(part.heading, part.lines) for part in report_sections(report)))

    return told
