"""Handling marks are those of the Traffic Light Protocol 2.0, and no others."""

import pytest

from credreview.domain import handling
from credreview.domain.errors import UserError


@pytest.mark.parametrize(
    ("typed", "mark"),
    [
        ("TLP:AMBER+STRICT", "TLP:AMBER+STRICT"),
        ("amber + strict", "TLP:AMBER+STRICT"),
        ("tlp: red", "TLP:RED"),
        ("green", "TLP:GREEN"),
        ("none", ""),
        (" ", ""),
    ],
)
def test_marks_are_read_as_people_type_them(typed: str, mark: str) -> None:
    assert handling.read_mark(typed) == mark


@pytest.mark.parametrize("typed", ["white", "TLP:", "secret", "AMBER STRICT"])
def test_what_is_no_mark_of_version_2_is_refused(typed: str) -> None:
    with pytest.raises(UserError) as refused:
        handling.read_mark(typed)
    assert refused.value.id == "handling.unknown"


def test_each_mark_has_a_meaning_of_its_own() -> None:
    assert len({handling.meaning(mark) for mark in handling.MARKS} - {""}) == len(handling.MARKS)
    assert handling.meaning("TLP:WHITE") == ""
