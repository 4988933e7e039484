"""Hints at a claim's provenance from the words around it; the reviewer decides."""

import re
from functools import lru_cache

from credreview.domain.vocabulary import Vocabulary


def suggest(vocabulary: Vocabulary, text: str) -> list[str]:
    """Return the ids of the provenance terms whose cues stand in `text`, most cues first.

    A cue counts once however often it stands there, as whole words and in
    either case; a cue in capitals ("AP", "WHO") counts in capitals only. Terms
    with equally many cues keep the vocabulary's order. Empty when there is no cue.

    Args:
        vocabulary: Whose provenance terms, own ones included, are asked.
        text: The claim's sentence.
    """
    found = [
        (sum(_pattern(cue).search(text) is not None for cue in term.cues), term.id)
        for term in vocabulary.provenance
    ]
    found.sort(key=lambda pair: -pair[0])
    return [id_ for count, id_ in found if count]


# More than any vocabulary in use has; the bound is for strangers' vocabularies.
@lru_cache(maxsize=4096)
def _pattern(cue: str) -> re.Pattern[str]:
    words = r"\s+".join(re.escape(word) for word in cue.split())
    before = r"(?<!\w)" if cue[0].isalnum() else ""
    after = r"(?!\w)" if cue[-1].isalnum() else ""
    return re.compile(before + words + after, 0 if cue.isupper() else re.IGNORECASE)
