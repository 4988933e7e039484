"""The canonical form: one text for one value, and nothing that has no such text."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credreview.domain import canonical

KEYS = st.from_regex(r"\A[a-z][a-z0-9_]{0,12}\Z")
STRINGS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
LEAVES = (
    st.none() | st.booleans() | st.integers(min_value=-(2**53) + 1, max_value=2**53 - 1) | STRINGS
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=20,
).filter(lambda value: depth(value) <= 8)


def depth(value: Any) -> int:
    if isinstance(value, dict):
        return 1 + max(map(depth, value.values()), default=0)
    if isinstance(value, list):
        return 1 + max(map(depth, value), default=0)
    return 0


def written(value: Any) -> str:
    """RFC 8785 for the values allowed here, written out from its text."""
    short = {8: "\\b", 9: "\\t", 10: "\\n", 12: "\\f", 13: "\\r", 34: '\\"', 92: "\\\\"}
    if isinstance(value, str):
        inner = (short.get(ord(c)) or (f"\\u{ord(c):04x}" if ord(c) < 32 else c) for c in value)
        return f'"{"".join(inner)}"'
    if isinstance(value, dict):
        # RFC 8785 sorts by UTF-16 code units.
        keys = sorted(value, key=lambda key: key.encode("utf-16-be"))
        return "{" + ",".join(f"{written(key)}:{written(value[key])}" for key in keys) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(written, value)) + "]"
    return (
        {None: "null", True: "true", False: "false"}.get(value, str(value))
        if (value is None or isinstance(value, bool))
        else str(value)
    )


@given(VALUES)
def test_the_form_is_that_of_rfc_8785(value: Any) -> None:
    assert canonical.dump(value) == written(value).encode("utf-8")


@given(VALUES)
def test_a_value_comes_back_from_its_form(value: Any) -> None:
    assert canonical.load(canonical.dump(value)) == value


# Bytes made once with orjson (OPT_SORT_KEYS).
VECTORS: list[tuple[Any, bytes]] = [
    ({}, b"{}"),
    ([], b"[]"),
    ("", b'""'),
    ({"b": 1, "a": [True, False, None]}, b'{"a":[true,false,null],"b":1}'),
    ("/ < > & '", b'"/ < > & \'"'),
    ('\b\t\n\f\r"\\', rb'"\b\t\n\f\r\"\\"'),
    ("\x01\x1f\x7f", b'"\\u0001\\u001f\x7f"'),
    ("\u2028\u2029\ufeff", b'"\xe2\x80\xa8\xe2\x80\xa9\xef\xbb\xbf"'),
    ("\U0001f426 e\u0301 \u00e9", b'"\xf0\x9f\x90\xa6 e\xcc\x81 \xc3\xa9"'),
    ("\ud7ff\ue000\uffff", b'"\xed\x9f\xbf\xee\x80\x80\xef\xbf\xbf"'),
    (2**53 - 1, b"9007199254740991"),
    (-(2**53) + 1, b"-9007199254740991"),
    ({"a_b": 1, "a": 2, "a1": 3, "ab": 4}, b'{"a":2,"a1":3,"a_b":1,"ab":4}'),
]


@pytest.mark.parametrize(("value", "form"), VECTORS)
def test_known_values_have_known_bytes(value: Any, form: bytes) -> None:
    assert canonical.dump(value) == form
    assert canonical.load(form) == value


def nested(levels: int, kind: type) -> Any:
    value: Any = 1
    for _ in range(levels):
        value = [value] if kind is list else {"a": value}
    return value


@pytest.mark.parametrize(
    "value",
    [
        1.0,
        0.5,
        float("nan"),
        float("inf"),
        2**53,
        -(2**53),
        "a\0b",
        "\ud800",
        "\udfff tail",
        b"bytes",
        (1, 2),
        {1, 2},
        {"A": 1},
        {"": 1},
        {"1a": 1},
        {"a-b": 1},
        {"a\n": 1},
        {"é": 1},
        {"a" * 65: 1},
        {1: 1},
        {None: 1},
        [[[{"a": 0.1}]]],
        {"a": ["\0"]},
        nested(9, list),
        nested(9, dict),
    ],
    ids=repr,
)
def test_a_value_without_a_form_is_refused(value: Any) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - which one is all that callers know
        canonical.dump(value)


@pytest.mark.parametrize("kind", [list, dict])
def test_eight_levels_are_allowed(kind: type) -> None:
    assert canonical.load(canonical.dump(nested(8, kind))) == nested(8, kind)


def test_a_key_may_have_64_characters() -> None:
    assert canonical.dump({"a" * 64: 1})


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"{} ",
        b" {}",
        b'{"a": 1}',
        b'{"a":1,}',
        b'{"b":1,"a":2}',
        b'{"a":1,"a":1}',
        b'{"a":1,"a":2}',
        b'{"a":1.0}',
        b'{"a":1e2}',
        b'{"a":-0}',
        b'{"a":01}',
        b'{"a":NaN}',
        b'{"a":Infinity}',
        b'{"a":-Infinity}',
        b'{"a":9007199254740992}',
        b'{"a":' + b"9" * 5000 + b"}",
        b'{"a":1e9999}',
        b'{"a":"\\u0000"}',
        b'{"a":"\\ud800"}',
        b'{"a":"\\u00e9"}',
        b'{"a":"\\/"}',
        b'{"a":"\t"}',
        b'{"a":"\xff"}',
        b'{"a":"\xed\xa0\x80"}',
        b"\xef\xbb\xbf{}",
        b"'a'",
        b"//\n1",
        b"[" * 9 + b"]" * 9,
        b"[" * 200_000,
        b"[" * 200_000 + b"]" * 200_000,
    ],
    ids=lambda data: repr(data[:24]),
)
def test_bytes_that_are_no_canonical_form_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        canonical.load(data)


@given(st.binary(max_size=30) | VALUES.map(lambda value: json.dumps(value).encode()))
def test_whatever_is_read_is_its_own_form(data: bytes) -> None:
    try:
        value = canonical.load(data)
    except ValueError:
        return
    assert canonical.dump(value) == data
