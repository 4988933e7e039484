"""Every question the other rooms ask of a review; each answer is one short look at it."""

import itertools
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import sqlalchemy as sa

from credreview.domain.agreement import AgreementData
from credreview.domain.differences import Difference, DifferenceKey, DifferenceQuery
from credreview.domain.history import Cursor, HistoryPage, HistoryQuery
from credreview.domain.identity import REVIEW, fold_name, source_id
from credreview.domain.links import SAME, FoundClaim, LinkedClaim
from credreview.domain.model import (
    Adjudication,
    Article,
    ArticleQuery,
    ArticleRow,
    Claim,
    Judgement,
    Person,
)
from credreview.domain.proposals import LinkedJudgement, PlaceAll, Proposals
from credreview.domain.summary import ClaimDetail, Evidence, Request, Scope, WrittenStatement
from credreview.domain.vocabulary import Vocabulary
from credreview.domain.work import Ticker, silent
from credreview.store import (
    article_list,
    claim_details,
    claim_search,
    differences,
    dump,
    evidence,
    history,
    links,
    local,
    matches,
    own_claims,
    since,
    statements,
    summaries,
    verdicts,
)
from credreview.store import proposals as proposing
from credreview.store.file import ReviewFile
from credreview.store.since import Since, State
from credreview.store.view import View, no_such
from credreview.text import tr

if TYPE_CHECKING:
    from array import array

T = TypeVar("T")
#: Articles that are looked at one by one for an open claim.
_NEAR = 100
_ABOUT_PEOPLE = ("organisation", "role")


class Reader:
    """Answers questions about a review; each answer is one short look at the file."""

    def __init__(
        self,
        file: ReviewFile,
        reviewer: str,
        vocabulary: Callable[[], Vocabulary],
        place_all: PlaceAll,
    ) -> None:
        self._file = file
        self._reviewer = reviewer
        self._vocabulary = vocabulary
        self._place_all = place_all

    def vocabulary(self) -> Vocabulary:
        """Return the terms that this review chooses from."""
        return self._vocabulary()

    @contextmanager
    def view(self) -> Iterator[View]:
        """Give one state of the review for several questions; keep it short."""
        with self._file.reading() as connection:
            yield View(connection, self._reviewer)

    def article_keys(self, query: ArticleQuery) -> "array[int]":
        """Return the numbers of all articles that match, in order; gives way to writes."""
        return self._file.read_patiently(
            lambda c: article_list.keys(c, query, View(c, self._reviewer).number)
        )

    def article_rows(self, keys: Sequence[int], searched: str = "") -> list[ArticleRow]:
        """Return some rows of the list, at most a few hundred; snippets where words are sought."""
        with self.view() as view:
            return article_list.rows(view.connection, keys, view.number, searched)

    def article_count(self) -> int:
        """Return how many articles the review holds."""
        with self.view() as view:
            row = view.db.execute("SELECT count(*) FROM article WHERE alive = 1").fetchone()
            return int(row[0])

    def key_of(self, article: str) -> int | None:
        """Return the number of a living article, or None."""
        with self.view() as view:
            return view.record("article", article) if view.is_alive("article", article) else None

    def article(self, article: int | str) -> Article:
        """Return an article with its text; raises UserError where there is none."""
        with self.view() as view:
            return view.article(article)

    def claims(self, article: str) -> list[Claim]:
        """Return the living claims of an article in text order."""
        with self.view() as view:
            return view.claims(article)

    def claim(self, claim: str) -> Claim | None:
        """Return one claim as it stands, or None where it is not there (any more)."""
        with self.view() as view:
            return view.claim(claim)

    def judgements(self, claim: str) -> list[Judgement]:
        """Return everyone's judgements of a claim, the own one first."""
        with self.view() as view:
            return view.judgements(claim)

    def adjudications(self, claim: str) -> list[Adjudication]:
        """Return what was agreed on a claim, by adjudicator; nothing where blind mode hides it."""
        with self.view() as view:
            return view.adjudications(claim)

    def is_blind(self) -> bool:
        """Return whether blind mode is on in this review."""
        with self.view() as view:
            return view.is_blind()

    def handling(self) -> str | None:
        """Return the mark (TLP) that says how the review is to be handled, or None."""
        with self.view() as view:
            mark = (view.fields("review", REVIEW) or {}).get("handling")
            return mark if isinstance(mark, str) else None

    def difference_keys(self, query: DifferenceQuery) -> list[DifferenceKey]:
        """Return the keys of all differences that match, in order; gives way to writes."""
        return self._file.read_patiently(lambda c: differences.keys(View(c, self._reviewer), query))

    def difference_rows(self, keys: Sequence[DifferenceKey]) -> list[Difference]:
        """Return some differences, at most a few hundred; what is gone since is left out."""
        with self.view() as view:
            return differences.rows(view, keys)

    def judges(self) -> list[tuple[str, str]]:
        """Return id and name of everybody who has judged something, oneself first."""
        with self.view() as view:
            return differences.judges(view)

    def same_claims(self, claim: str) -> list[str]:
        """Return the claims that people said are the same as one, directly or through others."""
        with self.view() as view:
            return links.group(view, "claim", claim, {SAME})

    def linked_judgements(self, claim: str) -> list[LinkedJudgement]:
        """Return others' judgements of claims that are the same as one, or that it continues.

        In blind mode there are none before the own judgement is decided, as
        of the claim itself.
        """
        with self.view() as view:
            return links.judgements(view, claim)

    def claim_links(self, claim: str) -> list[LinkedClaim]:
        """Return the claims that confirm one, contradict it, or share its origin."""
        with self.view() as view:
            return links.of_claim(view, claim)

    def find_claims(self, searched: str, near: str, besides: str) -> list[FoundClaim]:
        """Return claims to link one with; see `store.claim_search`. Gives way to writes."""
        return self._look(lambda view: claim_search.find(view, searched, near, besides))

    def versions(self, article: str) -> list[str]:
        """Return the other versions of an article, oldest first."""
        with self.view() as view:
            return matches.versions(view, article)

    def proposals(
        self, articles: Collection[str] | None = None, tick: Ticker = silent
    ) -> Proposals:
        """Return all that waits for a person's word about claims and versions; long work.

        Args:
            articles: Only what these articles (ids) are part of; their texts
                are compared with all others then, if they are at most 200.
            tick: Told how far it is; it may stop the work.
        """
        return proposing.gather(self._look, self._place_all, articles, tick)

    def _look(self, work: Callable[[View], T]) -> T:
        return self._file.read_patiently(lambda c: work(View(c, self._reviewer)))

    def outlets(self) -> list[tuple[str, int]]:
        """Return the outlets and how many articles each has; "" is "not stated"."""
        with self.view() as view:
            return view.db.execute(
                "SELECT coalesce(outlet, ''), count(*) FROM article WHERE alive = 1"
                " GROUP BY outlet ORDER BY min(outlet_key)"
            ).fetchall()

    def provenances(self) -> list[tuple[str, int]]:
        """Return the provenance terms this reviewer used and in how many articles."""
        with self.view() as view:
            return view.db.execute(
                "SELECT provenance, count(DISTINCT article) FROM judgement j"
                " JOIN claim ON claim.r = j.claim AND alive"
                " WHERE reviewer = ? AND provenance IS NOT NULL"
                " GROUP BY provenance ORDER BY 2 DESC, 1",
                (view.number,),
            ).fetchall()

    def sources(self, prefix: str = "", limit: int = 50) -> list[str]:
        """Return known names of sources that contain a word beginning so, by name."""
        folded = fold_name(prefix)
        with self.view() as view:
            names = [str(fields.get("name") or "") for _, fields in view.others("source")]
        found = [name for name in names if f" {folded}" in f" {fold_name(name)}"]
        return sorted(found, key=fold_name)[:limit]

    def earlier_grades(self, source: str, besides_claim: str = "") -> dict[str, int]:
        """Return how often this reviewer gave a source each reliability, another claim aside."""
        with self.view() as view:
            return dict(
                view.db.execute(
                    "SELECT reliability, count(*) FROM judgement j"
                    " JOIN claim ON claim.r = j.claim AND alive"
                    " WHERE source = ? AND j.reviewer = ? AND reliability IS NOT NULL"
                    " AND j.claim IS NOT ? GROUP BY 1 ORDER BY 1",
                    (
                        view.record("source", source_id(source)),
                        view.number,
                        view.record("claim", besides_claim),
                    ),
                ).fetchall()
            )

    def next_open(
        self, article: int | None, keys: Sequence[int], after_claim: str | None
    ) -> tuple[int, str] | None:
        """Return (article number, claim id) of the next claim without an own judgement.

        Looks behind `after_claim` in its article, then through `keys` from
        there on and round to the start.
        """
        with self.view() as view:
            here = view.first_open(article, after_claim) if article is not None else None
            if article is not None and here:
                return article, here
            at = keys.index(article) + 1 if article in keys else 0
            order = itertools.chain(keys[at:], keys[:at])
            # The next is near as a rule; to ask of the whole review takes longer.
            for key in itertools.islice(order, _NEAR):
                claim = view.first_open(key, None)
                if claim:
                    return key, claim
            f = article_list.figures(view.number)
            waiting = set(
                view.connection.execute(
                    sa.select(f.c.article).where(f.c.claims > f.c.judged + f.c.not_checkable)
                ).scalars()
            )
            for key in order:
                claim = view.first_open(key, None) if key in waiting else None
                if claim:
                    return key, claim
        return None

    def require(self, kind: str, id: str) -> None:
        """Raise UserError where nobody ever wrote to such a record, a claim or an article."""
        with self.view() as view:
            if view.record(kind, id) is None:
                raise no_such(kind, id)

    def reviewers(self) -> list[Person]:
        """Return all who are named in this review as reviewers, by name."""
        with self.view() as view:
            found = [
                Person(id, *(str(fields.get(name) or "") for name in ("name", *_ABOUT_PEOPLE)))
                for id, fields in view.others("reviewer")
            ]
        return sorted(found, key=lambda person: (fold_name(person.name), person.id))

    def agreement_data(self) -> AgreementData:
        """Return what figures of agreement are told from; gives way to writes."""
        return self._file.read_patiently(lambda c: verdicts.agreement_data(View(c, self._reviewer)))

    def summary_scope(self, request: Request) -> Scope:
        """Return what a summary's figures are told from; gives way to writes."""
        return self._look(lambda view: summaries.scope(view, request))

    def own_scope(self, query: ArticleQuery) -> Scope:
        """Return the same of some articles, told by the own judgements alone."""
        return self._look(lambda view: own_claims.scope(view, query))

    def claim_details(self, ids: Sequence[str], lead: str = "") -> list[ClaimDetail]:
        """Return some claims, at most a few hundred, with every judgement that may be seen.

        They are in the order asked for; claims that are gone are left out.
        """
        with self.view() as view:
            return claim_details.of(view, ids, lead)

    def evidence(self, articles: Sequence[int]) -> list[Evidence]:
        """Return the findings and hashes of some articles (numbers), at most a few hundred."""
        with self.view() as view:
            return evidence.of(view, articles)

    def statement(self, kind: str, about: str) -> WrittenStatement | None:
        """Return what a reviewer wrote as a source summary statement; see `statements.read`."""
        with self.view() as view:
            return statements.read(view, kind, about)

    def history(
        self, query: HistoryQuery, after: Cursor | None = None, limit: int = 100
    ) -> HistoryPage:
        """Return the next steps of a history, newest first; see `store.history.page`."""
        with self.view() as view:
            return history.page(view, query, after, limit)

    def states_named(self, digits: str) -> list[State]:
        """Return the states whose fingerprints begin with these digits; gives way to writes."""
        return self._look(lambda view: since.find(view.db, digits))

    def since(self, state: State) -> Since:
        """Return what makes the review say something else than it did; gives way to writes."""
        return self._look(lambda view: since.since(view, state))

    def everything(self) -> Iterator[dict[str, Any]]:
        """Yield the whole review, one object for each record; see `store.dump`."""
        with self.view() as view:
            yield from dump.review(view)

    def summary(self) -> list[str]:
        """Return some lines for people: what the review holds, and its fingerprint."""
        with self.view() as view:

            def count(what: str) -> int:
                return int(view.db.execute(f"SELECT count(*) FROM {what}").fetchone()[0])

            names = [str(fields.get("name") or "") for _, fields in view.others("reviewer")]
            return [
                str((view.fields("review", REVIEW) or {}).get("title") or ""),
                tr("{count} articles", count=count("article WHERE alive")),
                tr("{count} claims", count=count("claim WHERE alive")),
                tr("{count} judgements", count=count("judgement")),
                tr("{count} actions", count=count("action")),
                tr("Reviewers: {names}", names=", ".join(names)),
                tr("Fingerprint {fingerprint}", fingerprint=view.fingerprint()),
            ]

    def local(self, name: str) -> str | None:
        """Return what this file notes under a name, beside the journal; never merged."""
        with self.view() as view:
            return local.get(view.db, name)

    def newest_action(self) -> int:
        """Return the number of the action that came into this file last; 0 without any."""
        with self.view() as view:
            return int(view.db.execute("SELECT coalesce(max(n), 0) FROM action").fetchone()[0])

    def actions_after(self, number: int) -> list[tuple[int, str]]:
        """Return the number and id of each action that came into this file after that one."""
        with self.view() as view:
            rows = view.db.execute("SELECT n, id FROM action WHERE n > ? ORDER BY n", (number,))
            return [(n, id.hex()) for n, id in rows]

    def fingerprint(self) -> str:
        """Return the fingerprint of the whole review."""
        with self.view() as view:
            return view.fingerprint()
