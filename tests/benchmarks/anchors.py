"""Claims looked for in a later version of a long text; the baseline only looks for exact words."""

import random

from measuring import heading, report, wall_and_cpu

from credreview.analysis.anchors import place_all
from credreview.domain.proposals import Anchored, NoPlace, quoted

WORDS, CLAIMS = 200_000, 100


def main() -> None:
    """Measure a version with edits, one in which nothing stands any more, and one moved along."""
    heading(f"{CLAIMS} claims in a text of {WORDS:,} words")
    chance = random.Random(1)
    known = ["".join(chance.choices("aeiounrtslm", k=chance.randrange(2, 10))) for _ in range(6000)]
    words = chance.choices(known, weights=[1 / n for n in range(1, len(known) + 1)], k=WORDS)
    text = " ".join(words)
    spans = []
    for _ in range(CLAIMS):
        start = text.index(" ", chance.randrange(len(text) - 400)) + 1
        spans.append((start, text.index(" ", start + chance.randrange(20, 250))))
    quotes = [quoted(text, *span) for span in spans]
    edited = [f"{word} moreover" if n % 23 == 0 else word for n, word in enumerate(words)]
    versions = {
        "a sentence inserted before": "Something new. " + text,
        "every 23rd word followed by a new one": " ".join(edited),
        "all words in another order": " ".join(reversed(words)),
    }
    for what, version in versions.items():
        found = list(place_all(quotes, version))
        exact = sum(isinstance(each, Anchored) for each in found)
        none = sum(isinstance(each, NoPlace) for each in found)
        seconds, _ = wall_and_cpu(lambda version=version: list(place_all(quotes, version)), 3)
        bare, _ = wall_and_cpu(lambda version=version: [version.find(q.quote) for q in quotes], 3)
        report(f"{what}: {exact} exact, {none} none", seconds, "s", bare=bare, goal="some s")


if __name__ == "__main__":
    main()
