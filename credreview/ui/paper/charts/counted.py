"""How the claims of a field are written: their numbers while these are few, else how many."""

from typing import Final

from credreview.report.charts import ClaimRefs
from credreview.text import tr
from credreview.ui.paper.charts.canvas import Box, Canvas, Words
from credreview.ui.paper.charts.ink import DIGIT, HEAD, SMALL, STRONG, TINY, Ink
from credreview.ui.paper.faces import Style

#: Of more claims than these, a field says how many.
_MOST_NUMBERS: Final = 4
#: In fields that are as high as their claims need, more of these are told.
_MOST_IN_LINES: Final = 8
#: A width that no line needs.
_ENDLESS: Final = 10_000.0


def claims_words(count: int) -> str:
    """Return a number of claims in words."""
    if not count:
        return tr("no claims")
    return tr("1 claim") if count == 1 else tr("{count} claims", count=f"{count:,}")


def write_claims(canvas: Canvas, refs: ClaimRefs, box: Box) -> None:
    """Write the claims of a field in the middle of a box; nothing where there are none."""
    if refs.count:
        text, style = _shown(canvas.ink, refs, box.width - 6)
        canvas.write(text, style, Box(box.x + 1, box.y, box.width - 2, box.height))


def in_lines(ink: Ink, refs: ClaimRefs, room: float) -> Words:
    """Return the claims of a narrow field, in as many lines as they need; no number is broken."""
    numbers = "\u2002".join(map(str, refs.numbers))
    told = claims_words(refs.count) if refs.count else ""
    choices = [(told, SMALL), (told, TINY)]
    if refs.count <= _MOST_IN_LINES and len(refs.numbers) == refs.count:
        choices = [(numbers, DIGIT), (numbers, HEAD), (numbers, TINY), *choices]

    def is_whole(text: str, style: Style) -> bool:
        return all(Words(word, style, ink, _ENDLESS).width <= room for word in text.split())

    text, style = next((choice for choice in choices if is_whole(*choice)), choices[-1])
    return Words(text, style, ink, room, "middle")


def _shown(ink: Ink, refs: ClaimRefs, room: float) -> tuple[str, Style]:
    """Return the most telling words that stand on one line of the room."""
    choices: list[tuple[str, Style]] = []
    if refs.count <= _MOST_NUMBERS and len(refs.numbers) == refs.count:
        numbers = "\u2002".join(map(str, refs.numbers))
        choices += [(numbers, DIGIT), (numbers, HEAD)]
    choices += [(claims_words(refs.count), style) for style in (STRONG, SMALL)]
    choices.append((f"{refs.count:,}", HEAD))
    fitting = (c for c in choices if Words(c[0], c[1], ink, _ENDLESS).width <= room)
    return next(fitting, choices[-1])
