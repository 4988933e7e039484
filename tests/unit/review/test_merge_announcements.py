"""What a merge says first: whose work is under which name, and who came with which key."""

from pathlib import Path

import pytest
import sessions
import tables
from machines import Machine
from sessions import XENIA, YORICK

from credreview.domain.journal import Change
from credreview.domain.model import Person
from credreview.review import actions, adjudicating, merging, trust
from credreview.review.merge_words import report_lines
from credreview.review.session import ReviewSession
from credreview.store.file import driver
from credreview.store.journal import Journal

TEN, TWENTY = "ten ships were turned away", "Fishermen counted twenty"


@pytest.fixture
def machines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Machine]:
    return [Machine(tmp_path / name, monkeypatch) for name in ("one", "two", "three")]


def told(session: ReviewSession, other: Path) -> list[str]:
    prepared = merging.prepare(session, other)
    prepared.close()
    return [announcement.id for announcement in prepared.report.announcements]


def test_work_of_this_machine_under_the_own_name_is_no_stranger(machines: list[Machine]) -> None:
    own = sessions.begin(machines[0].here().folder / "own")
    copy = sessions.copy_for(own, XENIA, "copy")
    sessions.mark(copy, TEN)
    copy.close()
    assert told(own, copy.file.path) == []
    own.close()


def test_work_under_the_own_name_from_elsewhere_is_announced(machines: list[Machine]) -> None:
    own = sessions.begin(machines[0].here().folder / "own")
    forged = machines[1].take(own, XENIA)
    sessions.mark(forged, TEN)
    forged.close()
    machines[0].here()
    assert told(own, forged.file.path) == ["name.stranger", "key.unknown"]
    own.close()


def test_a_further_key_that_nobody_vouched_for_is_announced(machines: list[Machine]) -> None:
    own = sessions.begin(machines[0].here().folder / "own")
    first = machines[1].take(own, YORICK)
    sessions.mark(first, TEN)
    first.close()
    machines[0].here()
    assert told(own, first.file.path) == []
    merging.merge(own, first.file.path)
    with own.reader.view() as view:
        trust.trusted(view)  # as opening the review does: on first use
    second = machines[2].take(own, YORICK)
    sessions.mark(second, TWENTY)
    second.close()
    machines[0].here()
    assert told(own, second.file.path) == ["key.unknown"]
    own.close()


def test_a_preview_teaches_no_key(machines: list[Machine]) -> None:
    own = sessions.begin(machines[0].here().folder / "own")
    other = machines[1].take(own, YORICK)
    sessions.mark(other, TEN)
    other.close()
    machines[0].here()
    told(own, other.file.path)
    assert YORICK.id not in trust.known_keys()
    own.close()


def test_two_people_of_one_name_are_announced(machines: list[Machine]) -> None:
    own = sessions.begin(machines[0].here().folder / "own")
    namesake = Person("ee" * 16, XENIA.name.upper())
    other = sessions.copy_for(own, namesake, "namesake")
    sessions.mark(other, TEN)
    assert told(own, other.file.path) == ["name.several"]
    own.close()
    other.close()


def test_what_changes_for_everybody_is_announced(machines: list[Machine]) -> None:
    own = sessions.begin(machines[0].here().folder / "own")
    own.do(adjudicating.set_blind(True))
    own.do(adjudicating.set_handling("RED"))
    other = sessions.copy_for(own, YORICK, "other")
    other.do(adjudicating.set_blind(False))
    other.do(adjudicating.set_handling("CLEAR"))
    assert told(own, other.file.path) == ["review.handling", "review.blind"]
    own.close()
    other.close()


def test_work_of_a_known_person_that_no_key_of_theirs_sealed_is_announced(
    machines: list[Machine],
) -> None:
    own = sessions.begin(machines[0].here().folder / "own")
    claim = sessions.mark(own, TEN)
    first = machines[1].take(own, YORICK)
    sessions.judge(first, claim, reliability="B", credibility="2")
    first.close()
    machines[0].here()
    merging.merge(own, first.file.path)
    with own.reader.view() as view:
        trust.trusted(view)
    forged = machines[2].take(own, XENIA)
    with forged.file.writing() as connection:
        journal = Journal(driver(connection))
        target = next(
            action
            for action in tables.actions(driver(connection)).values()
            if action.label == "judge" and action.reviewer == YORICK.id
        )
        off = Change("action", target.id, "off", {})
        journal.append(reviewer=YORICK.id, label="undo", wall=2 * 10**12, changes=[off])
        journal.finish()
    forged.file.close()
    machines[0].here()
    prepared = merging.prepare(own, forged.file.path)
    prepared.close()
    assert "name.unsealed" in [a.id for a in prepared.report.announcements]
    assert prepared.report.undone_judgements == (claim + YORICK.id,)
    assert not any("Nothing that was here" in line for line in report_lines(prepared.report))
    own.close()


def test_articles_that_show_other_facts_are_announced(machines: list[Machine]) -> None:
    own = sessions.begin(machines[0].here().folder / "own")
    other = sessions.copy_for(own, YORICK, "other")
    other.do(actions.set_article(sessions.articles(own)[0], title="Another title"))
    assert told(own, other.file.path) == ["article.facts"]
    own.close()
    other.close()
