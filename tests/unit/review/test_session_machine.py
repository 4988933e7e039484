"""A state machine over real sessions: two people, one file, every deed, reopened at any moment.

After each step the tables equal the pure fold of all bodies, the list's
figures (SQL) equal those reckoned from the claims, and the search finds what
titles and texts hold.
"""

import shutil
import tempfile
from pathlib import Path
from typing import Any

import histories
import pytest
import sessions
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sessions import BRIDGE, HARBOUR, XENIA, YORICK

from credreview.domain import progress
from credreview.domain.errors import UserError
from credreview.domain.model import ArticleQuery, ClaimState, Progress
from credreview.review import actions, judging
from credreview.review.session import ReviewSession
from credreview.store.file import driver

WORDS = ("harbour", "ministry", "corrected", "early", "ten ships", "nowhere")
TITLES = st.sampled_from(["Corrected harbour", "Corrected bridge", None])
#: No place of the texts has three spaces in a row: each span holds a word.
SPANS = st.tuples(st.integers(0, 40), st.integers(3, 30))
GIVEN: dict[str, st.SearchStrategy[Any]] = {
    "provenance": st.sampled_from(["social_post", "news_report", None]),
    "attributed_to": st.sampled_from(["Fictional Ministry", "fictional  ministry", "", None]),
    "directness": st.sampled_from(["paraphrase", None]),
    "reliability": st.sampled_from(["A", "F", None]),
    "credibility": st.sampled_from(["1", "6", None]),
    "confidence": st.sampled_from(["low", "high", None]),
    "rationale": st.sampled_from(["Because *so*.", "Ünd so wéiter \U0001f426", "", None]),
    "flags": st.sampled_from([[], ["retracted"], ["retracted", "misleading_context"], None]),
}


class Sessions(RuleBasedStateMachine):
    """Two people at one file, in turns."""

    @initialize()
    def begin(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        first = sessions.begin(self.folder, [HARBOUR, BRIDGE])
        self.path = first.file.path
        self.sessions = [first, ReviewSession.open(self.path, YORICK)]
        self.acknowledged: set[str] = set()

    def teardown(self) -> None:
        if hasattr(self, "sessions"):
            for session in self.sessions:
                session.file.close()
            shutil.rmtree(self.folder)

    def claims(self, session: ReviewSession) -> list[str]:
        return [c.id for a in sessions.articles(session) for c in session.reader.claims(a)]

    def do(self, who: int, deed: actions.Deed) -> None:
        changed = self.sessions[who].do(deed)
        assert changed.action is not None
        self.acknowledged.add(changed.action)

    # Deeds

    @rule(who=st.integers(0, 1), span=SPANS, part=st.integers(0, 1), which=st.integers(0, 1))
    def mark(self, who: int, span: tuple[int, int], part: int, which: int) -> None:
        ids = sessions.articles(self.sessions[who])
        if ids:
            start, length = span
            deed = actions.mark_claim(ids[which % len(ids)], start, start + length, part)
            self.do(who, deed)

    def some_claim(self, who: int, which: int) -> str | None:
        claims = self.claims(self.sessions[who])
        return claims[which % len(claims)] if claims else None

    @rule(who=st.integers(0, 1), which=st.integers(0, 9), data=st.data())
    def judge(self, who: int, which: int, data: st.DataObject) -> None:
        claim = self.some_claim(who, which)
        if claim:
            names = data.draw(st.sets(st.sampled_from(sorted(GIVEN)), min_size=1, max_size=3))
            given = {name: data.draw(GIVEN[name]) for name in sorted(names)}
            session = self.sessions[who]
            before = next((j for j in session.reader.judgements(claim)), None)
            before = before if before and before.reviewer == session.reviewer.id else None
            self.do(who, judging.judge(claim, session.vocabulary, **given))
            self.check_judged(session, claim, given, before)

    def check_judged(
        self, session: ReviewSession, claim: str, given: dict[str, Any], before: Any
    ) -> None:
        """What was given shows, what was not named stays."""
        own = session.reader.judgements(claim)[0]
        assert own.reviewer == session.reviewer.id
        for name in GIVEN:
            shows = getattr(own, name)
            if name == "flags":
                wanted: Any = tuple(sorted(given.get(name) or ()))
            elif name == "attributed_to" and given.get(name):
                assert shows is not None
                continue  # the name under which the source is known
            else:
                wanted = given.get(name) or None
            if name not in given:
                wanted = getattr(before, name) if before else ((), None)[name != "flags"]
            assert shows == wanted, name

    @rule(who=st.integers(0, 1), which=st.integers(0, 9), on=st.booleans())
    def not_checkable(self, who: int, which: int, on: bool) -> None:
        claim = self.some_claim(who, which)
        if claim:
            vocabulary = self.sessions[who].vocabulary
            self.do(who, judging.judge(claim, vocabulary, not_checkable=on))
            own = self.sessions[who].reader.judgements(claim)[0]
            assert own.not_checkable is on
            assert not (on and own.credibility)

    @rule(who=st.integers(0, 1), which=st.integers(0, 9), on=st.booleans())
    def flag(self, who: int, which: int, on: bool) -> None:
        claim = self.some_claim(who, which)
        if claim:
            vocabulary = self.sessions[who].vocabulary
            self.do(who, judging.flag(claim, vocabulary, "retracted", on=on))
            own = self.sessions[who].reader.judgements(claim)[0]
            assert ("retracted" in own.flags) is on

    @rule(who=st.integers(0, 1), which=st.integers(0, 9))
    def unmark(self, who: int, which: int) -> None:
        claim = self.some_claim(who, which)
        if claim:
            self.do(who, actions.unmark_claim(claim))
            assert self.sessions[who].reader.claim(claim) is None

    @rule(who=st.integers(0, 1), which=st.integers(0, 1), title=TITLES, outlet=TITLES)
    def set_article(self, who: int, which: int, title: str | None, outlet: str | None) -> None:
        ids = sessions.articles(self.sessions[who])
        if ids:
            article = ids[which % len(ids)]
            self.do(who, actions.set_article(article, title=title, outlet=outlet))
            facts = self.sessions[who].reader.article(article).facts
            assert (facts.title, facts.outlet) == (title, outlet)

    @rule(
        who=st.integers(0, 1),
        one=st.integers(0, 9),
        other=st.integers(0, 9),
        relation=st.sampled_from(["confirms", "contradicts"]),
        note=st.sampled_from([None, "Both from one wire report."]),
    )
    def link(self, who: int, one: int, other: int, relation: str, note: str | None) -> None:
        first, second = self.some_claim(who, one), self.some_claim(who, other)
        if first and second and first != second:
            vocabulary = self.sessions[who].vocabulary
            self.do(who, actions.link(first, second, relation, vocabulary, note))

    @rule(who=st.integers(0, 1), which=st.integers(0, 9))
    def note(self, who: int, which: int) -> None:
        claim = self.some_claim(who, which)
        if claim:
            self.do(who, actions.write_note("claim", claim, "Ask the harbour office."))

    @rule(who=st.integers(0, 1))
    def bad_deed(self, who: int) -> None:
        before = self.sessions[who].reader.fingerprint()
        with pytest.raises(UserError):
            self.sessions[who].do(actions.unmark_claim("ab" * 16))
        assert self.sessions[who].reader.fingerprint() == before, "nothing has changed then"

    @precondition(lambda self: len(sessions.articles(self.sessions[0])) < 4)
    @rule(who=st.integers(0, 1), number=st.integers(0, 2))
    def bring(self, who: int, number: int) -> None:
        texts = [HARBOUR, f"Harbour notes {number}\n\nA third article says nothing early.\n"]
        sessions.bring(self.sessions[who], self.folder / f"more{number}", texts)

    # Undo and redo

    def machine(self, session: ReviewSession) -> histories.Machine:
        machine = histories.Machine(histories.Graph(), session.reviewer.id)
        for body in sessions.bodies(session).values():
            machine.take(body)
        return machine

    @rule(who=st.integers(0, 1))
    def undo(self, who: int) -> None:
        session = self.sessions[who]
        wanted = {a.id for a in self.machine(session).undo_targets()}
        self.check_switch(session, session.undo(), wanted, "off")

    @rule(who=st.integers(0, 1))
    def redo(self, who: int) -> None:
        session = self.sessions[who]
        wanted = {a.id for a in self.machine(session).redo_targets()}
        self.check_switch(session, session.redo(), wanted, "on")

    def check_switch(self, session: ReviewSession, changed: Any, wanted: set[str], op: str) -> None:
        assert (changed is None) == (not wanted)
        if changed:
            last = self.machine(session).actions[changed.action]
            assert {(c.kind, c.record, c.op) for c in last.changes} == {
                ("action", id, op) for id in wanted
            }
            self.acknowledged.add(changed.action)

    @rule(who=st.integers(0, 1), times=st.integers(1, 4))
    def undo_then_redo_is_nothing(self, who: int, times: int) -> None:
        session = self.sessions[who]
        before = self.everything_shown()
        undone = sum(session.undo() is not None for _ in range(times))
        assert sum(session.redo() is not None for _ in range(undone)) == undone
        assert self.everything_shown() == before

    def everything_shown(self) -> list[Any]:
        shown: list[Any] = []
        for session in self.sessions:
            reader = session.reader
            ids = sessions.articles(session)
            shown += [reader.article(id) for id in ids]
            shown += [reader.claims(id) for id in ids]
            shown += [reader.judgements(c.id) for id in ids for c in reader.claims(id)]
            shown += [reader.outlets(), reader.provenances(), reader.sources()]
        return shown

    @rule(who=st.integers(0, 1))
    def reopen(self, who: int) -> None:
        session = self.sessions[who]
        before, heads = self.everything_shown(), session.reader.fingerprint()
        session.file.close()
        self.sessions[who] = ReviewSession.open(self.path, (XENIA, YORICK)[who])
        assert self.everything_shown() == before
        assert self.sessions[who].reader.fingerprint() == heads

    # What holds after every step

    @invariant()
    def the_tables_are_the_fold_and_nothing_acknowledged_is_lost(self) -> None:
        if hasattr(self, "sessions"):
            sessions.check(self.sessions[0])
            assert self.acknowledged <= sessions.bodies(self.sessions[0]).keys()

    @invariant()
    def the_lists_figures_are_those_of_the_claims(self) -> None:
        for session in getattr(self, "sessions", ()):
            reader = session.reader
            keys = list(reader.article_keys(ArticleQuery()))
            rows = reader.article_rows(keys)
            for row in rows:
                claims = reader.claims(row.id)
                states = [
                    progress.state(
                        claim.own,
                        [
                            j
                            for j in reader.judgements(claim.id)
                            if j.reviewer != session.reviewer.id
                        ],
                    )
                    for claim in claims
                ]
                assert [claim.state for claim in claims] == states
                decided = [c.own for c in claims if c.own and progress.is_decided(c.own)]
                assert row.claims == len(claims)
                assert row.judged == sum(not own.not_checkable for own in decided)
                assert row.not_checkable == sum(own.not_checkable for own in decided)
                assert row.differing == states.count(ClaimState.DIFFERING)
                mix = [own.credibility for own in decided]
                assert row.mix == tuple(mix.count(digit) for digit in "123456")
            for wanted in Progress:
                found = reader.article_keys(ArticleQuery(progress=frozenset({wanted})))
                assert set(found) == {row.key for row in rows if row.progress is wanted}

    @invariant()
    def the_search_finds_what_titles_and_texts_hold(self) -> None:
        if not hasattr(self, "sessions"):
            return
        reader = self.sessions[0].reader
        rows = reader.article_rows(list(reader.article_keys(ArticleQuery())))
        held = {row.key: f"{row.title}\n{reader.article(row.key).text}".lower() for row in rows}
        for words in WORDS:
            found = set(reader.article_keys(ArticleQuery(text=f'"{words}"')))
            assert found == {key for key, text in held.items() if words in text}, words

    @invariant()
    def a_claim_read_alone_is_the_claim_of_its_article(self) -> None:
        for session in getattr(self, "sessions", ()):
            for article in sessions.articles(session):
                for claim in session.reader.claims(article)[-2:]:
                    assert session.reader.claim(claim.id) == claim


def test_what_was_built_step_by_step_is_what_is_built_anew(tmp_path: Path) -> None:
    session = sessions.begin(tmp_path)
    claim = sessions.mark(session, "ten ships")
    sessions.judge(session, claim, attributed_to="Fictional Ministry", reliability="A")
    session.undo()
    before = sessions.check(session)
    assert session.check(rebuild=True).problems == []
    assert sessions.check(session) == before
    with session.file.writing() as connection:
        driver(connection).execute("UPDATE claim SET start = 1")
    assert session.check(rebuild=True).problems, "a wrong row is told"
    assert sessions.check(session) == before
    assert session.check(rebuild=True).problems == []
    session.close()


TestSessions = pytest.mark.timeout(3600 if histories.SLOW else 300)(Sessions.TestCase)
TestSessions.settings = settings(
    max_examples=1000 if histories.SLOW else 40,
    stateful_step_count=25,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
