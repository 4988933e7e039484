"""Counts claims by one judgement each, without any free text.

There may be a hundred thousand claims, but people say the same few things of
them: what counts is told once for each of these.
"""

import itertools
import json
import operator
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple

from credreview.domain import progress
from credreview.domain.counted_claims import Claims
from credreview.domain.progress import NOT_CHECKABLE, Stand, covers
from credreview.domain.summary import CountedClaim
from credreview.store import adjudications
from credreview.store.differences import DECIDED
from credreview.store.judged import text
from credreview.store.judges import People
from credreview.store.settlements import agreement
from credreview.store.view import View

#: By article and text order.
_CLAIMS = (
    "SELECT claim.article, claim.r, record.id, claim.settled"
    " FROM claim JOIN record ON record.r = claim.r WHERE claim.alive {0}"
    " ORDER BY claim.article, claim.start, -claim.stop, claim.part, record.id"
)
#: What each judgement says, as one text: the same for all that say the same, and read far
#: faster than its columns one by one.
_SAID = (
    "SELECT j.claim, json_array(j.reviewer, j.provenance, j.source, j.reliability, j.credibility,"
    f" j.confidence, j.directness, j.blind, {DECIDED.format('j')})"
    " FROM judgement j {0}"
)
_OF_SOME = "JOIN claim ON claim.r = j.claim AND claim.alive {0}"
#: Places in what a judgement says.
(
    _REVIEWER,
    _PROVENANCE,
    _SOURCE,
    _RELIABILITY,
    _CREDIBILITY,
    _CONFIDENCE,
    _DIRECTNESS,
    _BLIND,
    _IS_DECIDED,
) = range(9)
_AMONG = "AND {0} IN (SELECT value FROM json_each(?))"
#: Of at most so many articles the claims are looked up; of more, all are read.
_FEW = 200

_Row = Sequence[Any]
_NO_PLACE = -1


@dataclass(frozen=True, slots=True)
class Counted:
    """Some claims, counted.

    Attributes:
        claims: By the number of their article, in text order.
        decided: How many decided judgements of them each reviewer (id) gave; only what
            may be seen.
        blind: How many of these were given in blind mode.
        undecided: Those that whoever looks has not decided, where blind mode is on.
    """

    claims: dict[int, Claims] = field(default_factory=dict)
    decided: Counter[str] = field(default_factory=Counter)
    blind: Counter[str] = field(default_factory=Counter)
    undecided: set[str] = field(default_factory=set)


class Counting:
    """Counts claims of one state of a review for whoever looks at it.

    Args:
        view: The state, and whose eyes see it.
        lead: Id of the reviewer whose judgement counts where none was agreed, or "".
    """

    def __init__(self, view: View, lead: str) -> None:
        self._view = view
        self._guarded = view.hides_others(None)
        self._lead = view.record("reviewer", lead)
        self._people = People(view)
        self._sources = _Sources(view)
        self._agreed = adjudications.fields_by_claim(view.db)

    @property
    def lead(self) -> int:
        """The lead's number; -1 where there is none."""
        return -1 if self._lead is None else self._lead

    def claims(self, places: Mapping[int, int], only: Collection[int] | None = None) -> Counted:
        """Count the living claims of some articles.

        Args:
            places: The place of each article (number) in the summary.
            only: Numbers of the claims to count; None: all of these articles.
        """
        where, values = "", list[str]()
        if only is not None:
            where, values = _AMONG.format("claim.r"), [json.dumps(list(only))]
        elif len(places) <= _FEW:
            where, values = _AMONG.format("claim.article"), [json.dumps(list(places))]
        found = Counted()
        said = self._said(where, values)
        ways = self._ways({"", *said.values()})
        times: Counter[str] = Counter()
        rows = self._view.db.execute(_CLAIMS.format(where), values)
        for article, same in itertools.groupby(rows, operator.itemgetter(0)):
            place = places.get(article)
            if place is None:
                continue
            claims = list(same)
            given = [said.get(r, "") for _, r, _, _ in claims]
            ids = [id.hex() for _, _, id, _ in claims]
            alike = [ways[words].alike for words in given]
            settled = [at for at, (_, _, _, is_settled) in enumerate(claims) if is_settled]
            for at in settled:
                way = ways[given[at]]
                if not way.hides:
                    alike[at] = self._count(ids[at], 1, way.given, way.decided)
            if self._guarded:
                found.undecided.update(
                    id for id, words in zip(ids, given, strict=True) if ways[words].hides
                )
            times.update(given)
            found.claims[article] = Claims(ids, [place] * len(ids), alike)
        for words, count in times.items():
            for row in ways[words].decided:
                who = self._people[row[_REVIEWER]].id
                found.decided[who] += count
                if row[_BLIND]:
                    found.blind[who] += count
        return found

    def _said(self, where: str, values: Sequence[str]) -> dict[int, str]:
        """Return what was said of each claim (number): its judgements, as JSON one by one."""
        of = _OF_SOME.format(where) if where else ""
        said: dict[int, str] = {}
        for claim, words in self._view.db.execute(_SAID.format(of), values):
            said[claim] = f"{said[claim]},{words}" if claim in said else words
        return said

    def _ways(self, said: Collection[str]) -> dict[str, "_Way"]:
        """Return how the claims count of which just this was said; see `_said`."""
        told = json.loads(f"[{','.join([f'[{words}]' for words in said])}]")
        return {words: self._way(given) for words, given in zip(said, told, strict=True)}

    def _way(self, given: list[_Row]) -> "_Way":
        """Return how all claims with these judgements count where nothing was agreed."""
        decided = [row for row in given if row[_IS_DECIDED]]
        hides = self._hides(decided)
        hidden = hides and bool(decided)
        if hides:
            decided = []
            given = [row for row in given if row[_REVIEWER] == self._view.number]
        alike = self._count("", None, given, decided)
        return _Way(given, decided, hides, alike._replace(hidden=True) if hidden else alike)

    def _hides(self, decided: Sequence[_Row]) -> bool:
        """Return whether blind mode keeps others' judgements of a claim from whoever looks."""
        return self._guarded and all(row[_REVIEWER] != self._view.number for row in decided)

    def _count(
        self,
        id: str,
        settled: int | None,
        given: Sequence[_Row],
        decided: Sequence[_Row],
    ) -> CountedClaim:
        """Return a claim, of no article, by its counted judgement; see `CountedClaim`."""
        judges = len(decided)
        if settled and (agreed := self._agreement(id, decided)):
            return CountedClaim(id, _NO_PLACE, **agreed, judges=judges)
        differs = not settled and judges > 1 and _differ(decided)
        row = self._counted(given, decided)
        if row is None:
            return CountedClaim(id, _NO_PLACE)
        not_checkable = row[_CREDIBILITY] == NOT_CHECKABLE
        return CountedClaim(
            claim=id,
            article=_NO_PLACE,
            provenance=row[_PROVENANCE],
            source=self._sources.by_number.get(row[_SOURCE]),
            reliability=row[_RELIABILITY],
            credibility=None if not_checkable else row[_CREDIBILITY],
            not_checkable=not_checkable,
            confidence=row[_CONFIDENCE],
            reviewer=self._people[row[_REVIEWER]].id,
            is_decided=bool(row[_IS_DECIDED]),
            judges=judges,
            differs=differs,
            directness=row[_DIRECTNESS],
        )

    def _counted(self, given: Sequence[_Row], decided: Sequence[_Row]) -> _Row | None:
        """Return the judgement that counts where none was agreed; see `CountedClaim`."""
        leads = None
        for row in given:
            if row[_REVIEWER] == self._lead:
                leads = row
        if leads is not None and leads[_IS_DECIDED]:
            return leads
        if decided:
            return min(decided, key=lambda row: self._people[row[_REVIEWER]].rank)
        return leads if leads is not None and any(leads[_PROVENANCE:_BLIND]) else None

    def _agreement(self, claim: str, decided: Sequence[_Row]) -> dict[str, Any] | None:
        """Return what was agreed on a claim that is settled: the latest that settles it."""
        listed = self._agreed.get(claim, {})
        if len(listed) > 1:
            stands = {
                self._people[row[_REVIEWER]].id: _stand(
                    row[_PROVENANCE], row[_RELIABILITY], row[_CREDIBILITY]
                )
                for row in decided
            }
            covering = {who for who, f in listed.items() if covers(stands, *agreement(f))}
            found = adjudications.of_claim(self._view.db, claim)
            latest = max(
                (a.agreed for a in found if a.agreed.reviewer in covering),
                key=lambda agreed: (agreed.when, agreed.reviewer),
                default=None,
            )
            listed = {latest.reviewer: listed[latest.reviewer]} if latest else {}
        for who, fields in listed.items():  # at most one is left
            values, _ = agreement(fields)
            return {
                "provenance": text(values.provenance),
                "source": self._sources.by_id.get(text(fields.get("attributed_to"))),
                "reliability": text(values.reliability),
                "credibility": text(values.credibility),
                "not_checkable": values.not_checkable,
                "confidence": text(fields.get("confidence")),
                "directness": text(fields.get("directness")),
                "reviewer": who,
                "is_agreed": True,
                "is_decided": True,
            }
        return None


class _Way(NamedTuple):
    """How some claims count: those of which the same was said, by the same people.

    Attributes:
        given: Judgements that may be seen.
        decided: Those of them that are decided.
        hides: Whether blind mode keeps others' judgements of them from whoever looks.
        alike: One of them, of no article, where nothing was agreed.
    """

    given: list[_Row]
    decided: list[_Row]
    hides: bool
    alike: CountedClaim


class _Sources:
    """The name of each source, by its number and by its id."""

    def __init__(self, view: View) -> None:
        self.by_number: dict[int | None, str] = {}
        self.by_id: dict[str | None, str] = {}
        for r, id, fields in view.db.execute(
            "SELECT record.r, record.id, fields FROM other JOIN record USING (r)"
            " WHERE other.kind = (SELECT k FROM kind WHERE name = 'source')"
        ):
            name = json.loads(fields).get("name")
            if isinstance(name, str) and name:
                self.by_number[r] = self.by_id[id.hex()] = name


def _stand(provenance: str | None, reliability: str | None, credibility: str | None) -> Stand:
    not_checkable = credibility == NOT_CHECKABLE
    return Stand(provenance, reliability, None if not_checkable else credibility, not_checkable)


def _differ(decided: Sequence[_Row]) -> bool:
    return _say_different_things(
        frozenset([(row[_PROVENANCE], row[_RELIABILITY], row[_CREDIBILITY]) for row in decided])
    )


@lru_cache(maxsize=10_000)  # people say the same few things of many claims
def _say_different_things(said: frozenset[tuple[str | None, str | None, str | None]]) -> bool:
    stands = [_stand(*values) for values in said]
    return any(progress.differ(*pair) for pair in itertools.combinations(stands, 2))
