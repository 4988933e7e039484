"""Writing direction: of whole texts, and of characters that could turn words around unseen."""

import re
import unicodedata
from itertools import islice
from typing import Final

#: Stands for a bidirectional control where one would act unseen: on labels and in the text.
CONTROL_MARK: Final = "\u21c4"

# Embeddings, overrides and isolates (UAX 9). The marks U+200E, U+200F and U+061C only settle
# where neutral characters belong, and stay.
_CONTROLS: Final = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)], CONTROL_MARK)
_BREAKS: Final = re.compile(r"[\s\x00-\x1f\x7f\x85\u2028\u2029]+")


def show_controls(text: str) -> str:
    """Return a title or name on one line, with U+21C4 in place of each bidirectional control.

    A name with a right-to-left override can read as another name (UTS 55); it
    is shown with a mark, never blocked.
    """
    return _BREAKS.sub(" ", text).strip().translate(_CONTROLS)


def reads_right_to_left(text: str) -> bool:
    """Return whether most of the first 400 letters of a text are of a right-to-left script."""
    directions = (unicodedata.bidirectional(character) for character in text[:20_000])
    strong = list(islice((d for d in directions if d in ("L", "R", "AL")), 400))
    return strong.count("L") * 2 < len(strong)
