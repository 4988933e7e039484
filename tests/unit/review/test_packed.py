"""Things kept in little room until they are wanted."""

import pytest

from credreview.review.packed import Packed


def test_things_come_back_in_the_order_asked() -> None:
    packed: Packed[str] = Packed()
    for start in range(0, 2000, 64):
        packed.put({str(n): f"thing {n}" for n in range(start, min(start + 64, 2000))})
    assert len(packed) == 2000
    wanted = [str(n * 7 % 2000) for n in range(2000)]
    assert packed.get(wanted) == [f"thing {n}" for n in wanted]


def test_what_was_not_put_in_is_not_there() -> None:
    packed: Packed[int] = Packed()
    packed.put({"one": 1})
    with pytest.raises(KeyError):
        packed.get(["one", "two"])


def test_few_windows_are_open_at_a_time() -> None:
    packed: Packed[list[int]] = Packed()
    for n in range(100):
        packed.put({str(n): [n]})
    again = packed.get(["0"])[0]
    assert packed.get(["0"])[0] is again, "it is still open"
    packed.get([str(n) for n in range(1, 100)])
    assert packed.get(["0"]) == [[0]]
    assert packed.get(["0"])[0] is not again, "others took its place"
