"""Are the pages of a PDF those that are painted here for the same state of a review?

Where the same fonts painted them, every word stands at the same place, and
other words were put there. In other fonts lines and pages break elsewhere,
even inside of words: then only a word that stands nowhere in the review's
pages was surely put there, and whatever else differs is left in doubt.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

from credreview.review.printed import Printed, page_numbers
from credreview.text import tr


def misfits(printed: Printed, again: Printed) -> list[str]:
    """Return which words on the pages are not the review's, a sentence for each page.

    Args:
        printed: As it was read.
        again: The same report, painted and read here.
    """
    found: list[str] = []
    pairs = ((printed.pages, again.pages), (printed.feet, again.feet))
    for given, made in pairs:
        if _in_same_fonts(printed, again):
            both = enumerate(zip(given, made, strict=True), 1)
            found += [said for number, each in both for said in _strange(_page(number), *each)]
        else:
            found += _unheard_of(given, made)
    return found


def doubts(printed: Printed, again: Printed) -> list[str]:
    """Return how pages look otherwise than they are painted here, though the words are there."""
    if len(printed.pages) != len(again.pages):
        return [tr("Its pages break elsewhere than those that are made here: in other fonts?")]
    both = enumerate(zip(printed.drawn, again.drawn, strict=True), 1)
    strange = [number for number, (drawn, redrawn) in both if drawn != redrawn]
    if not strange:
        return []
    return [
        tr(
            "Page {pages} does not look as it is painted here: made with other fonts, or words"
            " were moved or covered.",
            pages=page_numbers(strange),
        )
    ]


def _in_same_fonts(printed: Printed, again: Printed) -> bool:
    """Return whether any page is just the same: then the others are of the same hand."""
    drawn = zip(printed.drawn, again.drawn, strict=False)
    return len(printed.pages) == len(again.pages) and any(one == other for one, other in drawn)


def _page(number: int) -> str:
    return tr("Page {page}", page=number)


def _strange(where: str, given: str, made: str) -> Iterator[str]:
    one, other = Counter(given.split()), Counter(made.split())
    strange, gone = list(one - other), list(other - one)
    if strange or gone:
        yield tr(
            "{where}: {given} stands there, where the review has {made}.",
            where=where,
            given=_listed(strange),
            made=_listed(gone),
        )


def _unheard_of(given: Sequence[str], made: Sequence[str]) -> Iterator[str]:
    """Yield words of pages, numbers aside, that are no part of any page painted here."""
    known = "".join("".join(_folded(text).split()) for text in made)
    for number, text in enumerate(given, 1):
        words = dict.fromkeys(word for word in _folded(text).split() if not word.isdigit())
        # The running header is cut to the room that its font leaves.
        strange = [w for w in words if not all(part in known for part in w.split("…"))]
        if strange:
            yield tr(
                "{where}: {given} stands there, and nowhere in the review.",
                where=_page(number),
                given=_listed(strange),
            )


def _folded(text: str) -> str:
    """Return a text without the forms that letters take in one font and not in another."""
    # NFKC would make three full stops of the sign for what was left out.
    return "…".join(unicodedata.normalize("NFKC", part) for part in text.split("…"))


def _listed(found: list[str]) -> str:
    shown = ", ".join(tr("“{word}”", word=word[:40]) for word in found[:5])
    return shown + ("…" if len(found) > 5 else "") if shown else tr("nothing")
