"""People: one permanent id for one name, and a sentence where a name is not enough."""

import json
import multiprocessing
import os
from dataclasses import replace
from pathlib import Path

import pytest

from credreview.domain.errors import UserError
from credreview.domain.model import Person
from credreview.review import people


def test_a_name_is_the_same_person_ever_after() -> None:
    one = people.named("Xenia Example")
    assert people.named("Xenia Example") == one
    assert people.named("  xenia\texample ") == one
    assert people.named(one.id) == one
    assert people.named("Yorick Example").id != one.id
    assert [person.name for person in people.everyone()] == ["Xenia Example", "Yorick Example"]


def test_a_name_that_fits_two_asks_for_an_id() -> None:
    one, other = people.named("Xenia"), people.another("xenia")
    assert one.id != other.id
    with pytest.raises(UserError) as caught:
        people.named("XENIA")
    assert caught.value.id == "people.ambiguous"
    assert one.id in caught.value.hint
    assert people.named(other.id) == other


@pytest.mark.parametrize("name", ["", " ", "\n", "a\x07b", "\udc80", "x" * 201, "\u202e"])
def test_a_name_that_cannot_be_signed_with_is_refused(name: str) -> None:
    with pytest.raises(UserError) as caught:
        people.named(name)
    assert caught.value.id == "people.bad_name"
    assert people.everyone() == []


@pytest.mark.parametrize(
    "name", ["Ünïcode Ñame", "名前", "O'Brien; DROP TABLE", "../../etc", "A/B"]
)
def test_any_other_name_is_one(name: str, home: Path) -> None:
    person = people.named(name)
    assert person.name == name
    assert people.named(name) == person
    assert len(list((home / "people").iterdir())) == 1
    assert sorted(os.listdir(home)) == ["people"]


def test_only_one_person_needs_no_name() -> None:
    with pytest.raises(UserError):
        people.only_one()
    one = people.named("Xenia")
    assert people.only_one() == one
    people.named("Yorick")
    with pytest.raises(UserError) as caught:
        people.only_one()
    assert caught.value.id == "people.unclear"


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "{}",
        '{"id": 5, "name": "X"}',
        '{"id": "zz", "name": "X"}',
        json.dumps({"id": "aa" * 16}),
        json.dumps({"id": "aa" * 16, "name": 5}),
        json.dumps({"id": "aa" * 15, "name": "X"}),
        json.dumps({"id": "aa" * 16, "name": ""}),
    ],
)
def test_a_damaged_person_is_told_and_never_made_anew(content: str, home: Path) -> None:
    people.named("Xenia")
    (file,) = (home / "people").iterdir()
    file.write_text(content, encoding="utf-8")
    with pytest.raises(UserError) as caught:
        people.named("Xenia")
    assert caught.value.id == "people.damaged"
    assert file.read_text(encoding="utf-8") == content


def _meet(home: str, ready: object, answers: object) -> None:
    os.environ["CREDREVIEW_HOME"] = home
    ready.wait()  # type: ignore[attr-defined]
    answers.put(people.named("Entirely New").id)  # type: ignore[attr-defined]


def test_processes_that_meet_a_new_name_at_once_agree_on_one_person(home: Path) -> None:
    context = multiprocessing.get_context("spawn")
    ready, answers = context.Barrier(4), context.Queue()
    running = [context.Process(target=_meet, args=(str(home), ready, answers)) for _ in range(4)]
    for process in running:
        process.start()
    ids = {answers.get(timeout=60) for _ in running}
    for process in running:
        process.join()
    assert len(ids) == 1
    assert [person.id for person in people.everyone()] == list(ids)


def test_somebody_who_is_renamed_stays_the_same_person(home: Path) -> None:
    one = people.named("Xenia")
    changed = people.change(replace(one, name="Xenia Second", organisation=" An  Institute "))
    assert changed == Person(one.id, "Xenia Second", organisation="An Institute")
    assert people.named("xenia second") == changed
    assert people.everyone() == [changed]
    other = people.named("Xenia")
    assert other.id != one.id, "the name is free again"
    assert people.named("Xenia") == other
    assert {person.name for person in people.everyone()} == {"Xenia", "Xenia Second"}


def test_two_people_of_a_machine_cannot_become_one_name() -> None:
    one, other = people.named("Xenia"), people.named("Yorick")
    for taken in (lambda: people.change(replace(one, name="YORICK")),
                  lambda: people.adopt(Person("ab" * 16, "yorick"))):  # fmt: skip
        with pytest.raises(UserError) as caught:
            taken()
        assert caught.value.id == "people.name_taken"
    assert people.everyone() == [one, other]


@pytest.mark.parametrize("words", ["x" * 201, "a\x07b", "\u202e"])
def test_an_organisation_that_cannot_be_shown_is_refused(words: str) -> None:
    one = people.named("Xenia")
    with pytest.raises(UserError):
        people.change(replace(one, organisation=words))
    with pytest.raises(UserError):
        people.change(replace(one, role=words))
    assert people.everyone() == [one]


def test_what_a_person_wants_of_seals_is_kept_beside_all_else() -> None:
    one = people.named("Xenia")
    assert not people.signs_each(one.id)
    people.change(one, signs_each=True)
    people.change(replace(one, role="Analyst"))
    assert people.signs_each(one.id)
    people.change(one, signs_each=False)
    assert not people.signs_each(one.id)
    assert not people.signs_each("ab" * 16)


def test_somebody_from_another_machine_keeps_their_id() -> None:
    person = Person("ab" * 16, "Xenia", "An Institute", "Analyst")
    assert people.adopt(person) == person
    assert people.adopt(replace(person, name="Another")) == person, "known already"
    assert people.named("xenia") == person


def test_changing_a_stranger_is_refused() -> None:
    with pytest.raises(UserError) as caught:
        people.change(Person("ab" * 16, "Xenia"))
    assert caught.value.id == "people.unknown"
