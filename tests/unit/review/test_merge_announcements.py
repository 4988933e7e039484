"""What a merge says first: whose work is under which name, and who came with which key."""

from pathlib import Path

import pytest
import sessions
from machines import Machine
from sessions import XENIA, YORICK

from credreview.domain.model import Person
from credreview.review import merging, trust
from credreview.review.session import ReviewSession

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
