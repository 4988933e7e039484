"""Bodies of actions: what is written is read, and nothing that is no action is let in."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credreview.domain import canonical, journal
from credreview.domain.journal import Change

X = "aa" * 16
PARENT, OTHER = "0b" * 32, "0a" * 32
CLAIM = "cc" * 16


def header(**given: Any) -> dict[str, Any]:
    usual = {
        "changes": [["claim", CLAIM, "set", {"note": "x"}]],
        "label": "judge",
        "parents": [],
        "reviewer": X,
        "v": 1,
        "wall": 7,
    }
    return {**usual, **given}


def body(**given: Any) -> bytes:
    return canonical.dump(header(**given))


def test_what_is_written_is_read() -> None:
    written = journal.write_body(
        reviewer=X,
        label="judge",
        wall=1234,
        parents=[PARENT, OTHER],
        changes=[Change("claim", CLAIM, "set", {"grade": ["A", "1"]})],
        batch="12-ab",
    )
    action = journal.read_body(written)
    assert action == journal.Action(
        id=journal.action_id(written),
        reviewer=X,
        label="judge",
        wall=1234,
        parents=(OTHER, PARENT),
        changes=(Change("claim", CLAIM, "set", {"grade": ["A", "1"]}),),
        batch="12-ab",
    )


def test_ids_and_fingerprints_once_given_never_change() -> None:
    fixed = (
        b'{"changes":[["claim","' + CLAIM.encode() + b'","set",{"note":"x"}]],"label":"judge",'
        b'"parents":[],"reviewer":"' + X.encode() + b'","v":1,"wall":7}'
    )
    assert body() == fixed
    assert journal.action_id(fixed) == ACTION
    assert journal.fingerprint([PARENT, OTHER]) == FINGERPRINT
    assert journal.fingerprint([OTHER, PARENT]) == FINGERPRINT


ACTION = "61efab46c18863c5bbf34bc17b77d9edb2c6c663a6714db630b5aaf8bc3639f5"
FINGERPRINT = "61e09604937e0a9e536f1cfdc4f8bd4af3eb6d847e3af4349c1c9d72953beda0"


@pytest.mark.parametrize("wall", [-1, -(2**70), 2**63 - 1, 2**70])
def test_a_wrong_wall_clock_is_written_as_the_nearest_that_a_clock_can_say(wall: int) -> None:
    written = journal.write_body(
        reviewer=X, label="mark", wall=wall, parents=[], changes=[Change("claim", CLAIM, "new", {})]
    )
    assert journal.read_body(written).wall == (0 if wall < 0 else journal.MAX_WALL)


SWITCH = ["action", PARENT, "off", {}]


@pytest.mark.parametrize(
    "given",
    [
        {"v": 2},
        {"v": True},
        {"v": "1"},
        {"reviewer": "aa" * 15},
        {"reviewer": "AA" * 16},
        {"reviewer": "zz" * 16},
        {"reviewer": 5},
        {"reviewer": None},
        {"label": ""},
        {"label": "Judge"},
        {"label": "a b"},
        {"label": 5},
        {"label": "a" * 65},
        {"wall": -1},
        {"wall": journal.MAX_WALL + 1},
        {"wall": True},
        {"wall": "7"},
        {"wall": None},
        {"parents": None},
        {"parents": {}},
        {"parents": [5]},
        {"parents": [[]]},
        {"parents": ["0a"]},
        {"parents": [PARENT.upper()]},
        {"parents": [PARENT, OTHER]},
        {"parents": [OTHER, OTHER]},
        {"parents": [f"{number:064x}" for number in range(65)]},
        {"changes": []},
        {"changes": {}},
        {"changes": None},
        {"changes": [None]},
        {"changes": ["abcd"]},
        {"changes": [{}]},
        {"changes": [["claim", CLAIM, "set"]]},
        {"changes": [["claim", CLAIM, "set", {}, 1]]},
        {"changes": [["claim", CLAIM, "set", None]]},
        {"changes": [["claim", CLAIM, "set", []]]},
        {"changes": [["claim", CLAIM, "off", {}]]},
        {"changes": [["claim", CLAIM, [], {}]]},
        {"changes": [["claim", CLAIM, {}, {}]]},
        {"changes": [["claim", CLAIM, None, {}]]},
        {"changes": [["claim", CLAIM, "del", {"note": "x"}]]},
        {"changes": [["claim", CLAIM * 2, "set", {}]]},
        {"changes": [["claim", 5, "set", {}]]},
        {"changes": [["claim", [], "set", {}]]},
        {"changes": [["judgement", CLAIM, "set", {}]]},
        {"changes": [["Claim", CLAIM, "set", {}]]},
        {"changes": [[5, CLAIM, "set", {}]]},
        {"changes": [[[], CLAIM, "set", {}]]},
        {"changes": [["action", PARENT, "set", {}]]},
        {"changes": [["action", PARENT, "del", {}]]},
        {"changes": [["action", PARENT, [], {}]]},
        {"changes": [["action", PARENT, {}, {}]]},
        {"changes": [["action", PARENT, "off", {"a": 1}]]},
        {"changes": [["action", CLAIM, "off", {}]]},
        {"changes": [SWITCH, ["claim", CLAIM, "set", {}]]},
        {"batch": 5},
        {"batch": None},
        {"batch": "b" * 257},
        {"key": []},
        {"extra": 1},
    ],
    ids=lambda given: json.dumps(given)[:70],
)
def test_a_body_that_is_no_action_is_refused(given: dict[str, Any]) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - which one is all that callers know
        journal.read_body(body(**given))


@pytest.mark.parametrize("name", sorted(header()))
def test_a_header_lacks_nothing(name: str) -> None:
    short = header()
    del short[name]
    with pytest.raises(ValueError, match="header"):
        journal.read_body(canonical.dump(short))


@pytest.mark.parametrize("value", [None, [], "text", 5, {}])
def test_what_is_no_header_is_refused(value: Any) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        journal.read_body(canonical.dump(value))


def test_64_parents_and_a_megabyte_are_allowed_and_no_more() -> None:
    journal.read_body(body(parents=[f"{number:064x}" for number in range(64)]))
    room = journal.MAX_BODY - len(body(changes=[["claim", CLAIM, "set", {"note": ""}]]))
    journal.read_body(body(changes=[["claim", CLAIM, "set", {"note": "x" * room}]]))
    with pytest.raises(ValueError, match="1 MB"):
        journal.read_body(body(changes=[["claim", CLAIM, "set", {"note": "x" * (room + 1)}]]))


def test_kinds_fields_and_labels_of_a_newer_version_are_kept() -> None:
    newer = body(label="dance", changes=[["quaver", CLAIM, "set", {"tempo": [1, {"a": None}]}]])
    action = journal.read_body(newer)
    assert action.changes[0] == Change("quaver", CLAIM, "set", {"tempo": [1, {"a": None}]})


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.just(CLAIM),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from([*header(), "batch", "x"]), inner, max_size=6)
    ),
    max_leaves=12,
)


@given(
    st.dictionaries(st.sampled_from(sorted(header())), ANYTHING, max_size=3),
    st.lists(ANYTHING, max_size=5),
)
def test_whatever_a_file_holds_is_an_action_or_a_value_error(
    spoilt: dict[str, Any], change: list[Any]
) -> None:
    for value in (header(**spoilt), header(changes=[change]), spoilt):
        try:
            data = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
            action = journal.read_body(data.encode("utf-8", "surrogatepass"))
        except ValueError:
            continue
        assert action.id == journal.action_id(data.encode("utf-8"))
        assert action.is_switch in (True, False)
