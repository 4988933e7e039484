"""How parts of a report say numbers, shares, grades and long quotes, on made-up figures."""

import json
from collections.abc import Sequence
from dataclasses import replace

import pytest

from credreview.analysis.agreement import compare
from credreview.analysis.ratings import ratings
from credreview.domain.agreement import Verdict
from credreview.domain.model import BlockKind, Claim, ClaimState, Judgement, Person
from credreview.domain.summary import (
    ClaimDetail,
    CountedArticle,
    CountedClaim,
    Kind,
    Participant,
    Request,
    Scope,
)
from credreview.domain.vocabulary import parse
from credreview.report.charts import AgreementChart, GradeMatrix, ProvenanceMix, Timeline
from credreview.report.model import Heading
from credreview.report.parts import BUILDERS
from credreview.report.parts.cards import place_words, shortened
from credreview.report.parts.cells import claims_words
from credreview.report.parts.context import Compared, Context, Fetch, Index
from credreview.report.parts.labels import Labels
from credreview.report.parts.provenance import share_words
from credreview.report.words import GradeKind, pair_text
from credreview.review.words import shipped_bytes

LABELS = Labels(parse(json.loads(shipped_bytes())))
PEOPLE = [Person(f"{number:032x}", f"Reviewer {number} Example") for number in range(1, 9)]


def article(place: int, first: int, claims: int, published: str | None) -> CountedArticle:
    """Return an article of a made-up review."""
    id = f"{place + 1:032x}"
    title = f"Article {place + 1}"
    return CountedArticle(place + 1, id, title, False, "", None, None, published, first, claims, 1)


def scope_of(
    claims: Sequence[CountedClaim], dates: Sequence[str | None] = (None,), judges: int = 1
) -> Scope:
    """Return a made-up review; its claims go to its articles by their place."""
    of_article = [sum(claim.article == place for claim in claims) for place in range(len(dates))]
    firsts = [sum(of_article[:place]) + 1 for place in range(len(dates))]
    return Scope(
        title="Made up", fingerprint="ab" * 32, as_of=0, actions=1, handling="", is_blind=False,
        hidden=0, aside=0, lead=PEOPLE[0].id,
        participants=tuple(Participant(person, 1, 0) for person in PEOPLE[:judges]),
        articles=tuple(
            article(place, firsts[place] if of_article[place] else 0, of_article[place], date)
            for place, date in enumerate(dates)
        ),
        claims=list(claims), links=(), sources={},
    )  # fmt: skip


def claims_of(count: int, article: int = 0, **given) -> list[CountedClaim]:
    """Return claims that were all judged alike."""
    return [
        CountedClaim(f"{article:04x}{number:028x}", article, is_decided=True,
                     reviewer=PEOPLE[0].id, **given)
        for number in range(count)
    ]  # fmt: skip


def context_of(scope: Scope, fetch: Fetch | None = None, kind: Kind = Kind.REVIEW) -> Context:
    """Return the context of a made-up review."""
    return Context(LABELS, Request(kind=kind), Index(scope), fetch or Fetch())


def details(ids: Sequence[str]) -> list[ClaimDetail]:
    """Return details of any claims."""
    return [
        ClaimDetail(
            Claim(id, "a" * 32, 0, 5, 0, 1, f"Quote {id}", ClaimState.JUDGED),
            "Article", 1, "paragraph", (Judgement(id, PEOPLE[0].id, "R", reliability="A",
                                                  credibility="1"),),
        )
        for id in ids
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        ([7], "claim 7"),
        ([3, 4], "claims 3 and 4"),
        ([3, 4, 9], "claims 3, 4 and 9"),
        (range(1, 21), "claims 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 and 8 more"),
    ],
)
def test_numbers_of_claims_are_told_as_people_tell_them(numbers: list[int], told: str) -> None:
    assert claims_words(list(numbers)) == told


@pytest.mark.parametrize(
    ("count", "of", "told"),
    [(0, 7, "0 %"), (7, 7, "100 %"), (1, 5000, "1 %"), (4999, 5000, "99 %"), (1, 3, "33 %")],
)
def test_a_share_of_none_or_all_is_no_other_share(count: int, of: int, told: str) -> None:
    assert share_words(count, of) == told


@pytest.mark.parametrize(
    ("reliability", "credibility", "not_checkable", "text", "words"),
    [
        ("C", "2", False, "C2", "Fairly reliable; probably true"),
        ("F", "6", False, "F6", "Reliability cannot be judged; truth cannot be judged"),
        ("C", None, False, "C–", "Fairly reliable; credibility not judged yet"),
        (None, "2", False, "–2", "Reliability not judged yet; probably true"),
        ("D", None, True, "D n.c.",
         "Not usually reliable; not checkable: an opinion or a forecast"),
        (None, None, True, "n.c.",
         "Reliability not given; not checkable: an opinion or a forecast"),
        (None, None, False, "–", "Not judged yet"),
        ("Z", "9", False, "Z9", "Z; 9"),
    ],
)  # fmt: skip
def test_a_pair_says_what_was_given_and_what_was_not(
    reliability: str | None, credibility: str | None, not_checkable: bool, text: str, words: str
) -> None:
    pair = LABELS.pair(reliability, credibility, not_checkable=not_checkable)
    assert (pair_text(*pair), LABELS.pair_words(pair)) == (text, words)
    for half, sign in zip(pair, (reliability, credibility), strict=True):
        assert (half.step is None) == (sign is None or sign in "F6Z9")
        assert (half.kind is GradeKind.GRADED) == (sign is not None and sign not in "F6")


def test_a_long_quote_is_cut_behind_a_word() -> None:
    assert shortened("one\n two  three", 80) == "one two three"
    assert shortened("word " * 30, 22) == "word word word word …"
    assert shortened("x" * 50, 20) == "x" * 20 + " …"


def test_every_kind_of_block_has_a_word_for_a_place() -> None:
    (detail,) = details(["b" * 32])
    assert place_words(detail) == "¶ 1"
    told = {place_words(replace(detail, paragraph=None, block=kind.value)) for kind in BlockKind}
    assert len(told) == len(BlockKind)
    assert "" not in told
    assert place_words(replace(detail, paragraph=None, block="newer")) == ""


def test_many_claims_in_a_field_are_counted_not_listed() -> None:
    scope = scope_of(claims_of(1234, reliability="B", credibility="2", provenance="news_report"))
    (matrix,) = BUILDERS["grades"](context_of(scope))
    assert isinstance(matrix, GradeMatrix)
    assert matrix.cells["B", "2"].count == 1234
    said = "".join(run.text for run in matrix.table.rows[0].cells[2].paragraphs[0].words)
    assert said == "1234 claims"
    (mix,) = BUILDERS["provenance"](context_of(scope))
    assert isinstance(mix, ProvenanceMix)
    assert mix.rows[0].boxes == ()
    assert mix.rows[0].family == "report"


def test_cards_are_read_in_windows_and_none_of_them_twice() -> None:
    asked: list[int] = []

    def counting(ids: Sequence[str]) -> Sequence[ClaimDetail]:
        if ids:
            asked.append(len(ids))
        return details(ids)

    claims = [*claims_of(100, 0, reliability="A", credibility="1"), *claims_of(50, 1)]
    context = context_of(scope_of(claims, (None, None)), Fetch(details=counting))
    found = BUILDERS["claims"](context)
    assert asked == [], "nothing is read before it is wanted"
    assert len(found) == 152, "two headings and 150 cards"
    assert [at for at, block in enumerate(found) if isinstance(block, Heading)] == [0, 101]
    numbers = [block.number for block in found if not isinstance(block, Heading)]
    assert numbers == list(range(1, 151))
    assert sum(asked) == 150, "the second walk found all windows at hand"
    assert max(asked) <= 64


@pytest.mark.parametrize(
    ("first", "last", "period", "label"),
    [
        ("2025-10-01", "2025-10-02", "2025-10-01", "1 Oct 2025"),
        ("2025-01-01", "2025-12-31", "2025-01", "Jan 2025"),
        ("2022-01-01", "2025-12-31", "2022-01 2022-02 2022-03", "Jan 2022 – Mar 2022"),
        ("2010-01-01", "2025-12-31", "2010", "2010"),
        ("1920-01-01", "2025-12-31", "192", "1920 – 1929"),
        ("1100-01-01", "2025-12-31", "11", "1100 – 1199"),
        ("0001-01-01", "3000-12-31", "0", "0001 – 0999"),
    ],
)
def test_a_stretch_of_time_names_its_dates_by_how_they_begin(
    first: str, last: str, period: str, label: str
) -> None:
    claims = [*claims_of(2, 0), *claims_of(3, 1)]
    (found,) = BUILDERS["timeline"](context_of(scope_of(claims, (first, last))))
    assert isinstance(found, Timeline)
    bucket, end = found.buckets[0], found.buckets[-1]
    assert (bucket.period, bucket.label) == (period, label)
    assert (sum(bucket.counts), sum(end.counts)) == (2, 3)
    assert any(first.startswith(beginning) for beginning in bucket.period.split(" "))
    assert any(last.startswith(beginning) for beginning in end.period.split(" "))


@pytest.mark.parametrize("judges", [2, 3, 6, 7])
def test_agreement_has_the_length_that_it_says_before_it_is_reckoned(judges: int) -> None:
    claims = [claim._replace(judges=judges) for claim in claims_of(4)]
    given = [
        Verdict(claim.claim, person.id, "news_report", "ABCD"[(at + n) % 4], "1", False, "low")
        for at, claim in enumerate(claims)
        for n, person in enumerate(PEOPLE[:judges])
    ]
    ids = [person.id for person in PEOPLE[:judges]]
    names = {person.id: person.name for person in PEOPLE}
    reckoned: list[bool] = []

    def compared() -> Compared:
        reckoned.append(True)
        return Compared(compare(ratings(given, ids, {})), names, 0)

    fetch = Fetch(compared=compared)
    found = BUILDERS["agreement"](context_of(scope_of(claims, judges=judges), fetch))
    assert not reckoned
    blocks = list(found)
    assert len(blocks) == len(found)
    charts = sum(isinstance(block, AgreementChart) for block in blocks)
    pairs = judges * (judges - 1) // 2
    assert charts == {2: 1, 3: pairs + 1, 6: pairs + 1, 7: 1}[judges]


def test_a_negative_figure_has_a_dash_that_the_typefaces_have() -> None:
    claims = [claim._replace(judges=2) for claim in claims_of(40)]
    given = [
        Verdict(claim.claim, person.id, None, "AB"[(at + n) % 2], "1", False, None)
        for at, claim in enumerate(claims)
        for n, person in enumerate(PEOPLE[:2])
    ]
    names = {person.id: person.name for person in PEOPLE}
    fetch = Fetch(compared=lambda: Compared(compare(ratings(given, list(names)[:2], {})), names, 3))
    found = list(BUILDERS["agreement"](context_of(scope_of(claims, judges=2), fetch)))
    (chart,) = [block for block in found if isinstance(block, AgreementChart)]
    assert chart.rows[1].kappa.words.startswith("–1.00")
    assert "\u2212" not in repr(found)
    assert "3 claims are left out: blind mode hides judgements of them." in repr(found[-1])
