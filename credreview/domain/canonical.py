"""One JSON text for one value, so that equal values have equal hashes.

The form equals RFC 8785 for the values allowed here: UTF-8, no spaces, keys
sorted, `json.dumps(ensure_ascii=False)` escapes, integers only.
"""

import json
import re
from typing import Any

MAX_DEPTH = 8
_KEY = re.compile(r"[a-z][a-z0-9_]{0,63}\Z")
_LIMIT = 2**53
_encode = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
).encode


def _refuse(name: str) -> None:
    raise ValueError(f"{name} is not allowed")


_decode = json.JSONDecoder(parse_constant=_refuse).decode


def check(value: Any, depth: int = 0) -> None:  # noqa: ANN401 - any JSON value
    """Refuse a value that has no canonical form.

    Raises:
        ValueError: A float, a number of 2**53 or more, NUL or a lone surrogate
            in a string, a key other than `[a-z][a-z0-9_]{0,63}`, or nesting
            deeper than 8.
    """
    kind = type(value)
    if kind is str:
        if "\0" in value:
            raise ValueError("NUL in a string")
        if not value.isascii():
            value.encode("utf-8")  # UnicodeEncodeError is a ValueError
    elif kind is int:
        if not -_LIMIT < value < _LIMIT:
            raise ValueError("number too large")
    elif kind is dict or kind is list:
        if depth >= MAX_DEPTH:
            raise ValueError("nested too deeply")
        if kind is dict:
            for key, item in value.items():
                if type(key) is not str or not _KEY.match(key):
                    raise ValueError(f"key {key!r} is not allowed")
                check(item, depth + 1)
        else:
            for item in value:
                check(item, depth + 1)
    elif value is not None and kind is not bool:
        raise ValueError(f"{kind.__name__} is not allowed")


def dump(value: Any) -> bytes:  # noqa: ANN401 - any JSON value
    """Return the canonical bytes of a value; raises ValueError as `check` does."""
    check(value)
    return _encode(value).encode("utf-8")


def load(data: bytes) -> Any:  # noqa: ANN401 - any JSON value
    """Return the value of canonical bytes.

    Raises:
        ValueError: The bytes are not the canonical form of an allowed value;
            double keys and spacing are caught by writing it again.
    """
    try:
        value = _decode(data.decode("utf-8"))
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if dump(value) != data:
        raise ValueError("not in canonical form")
    return value
