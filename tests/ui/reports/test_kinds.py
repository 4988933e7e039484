"""What can be ticked is what the built-in templates place, and everything has words."""

import re

import pytest

from credreview.domain.summary import EACH_ARTICLE, Kind
from credreview.report.outline import PARTS
from credreview.resources import resource
from credreview.ui.reports.kinds import CONTENTS, INSIDE, KINDS, kind_words, part_words

#: What a reader must know stands there in any case, and so does what a kind is all about.
ALWAYS = {"masthead", "remarks", "fingerprint"}
CORE = {Kind.CLAIM: {"claims"}, Kind.MERGE: {"merge"}, Kind.EVIDENCE: {"evidence"}}


def placed(name: str) -> set[str]:
    """Return the parts that a built-in outline places."""
    text = resource(f"templates/{name}.md").read_text(encoding="utf-8")
    found = set()
    for line in re.findall(r"^@(.*)$", text, re.MULTILINE):
        found |= set(line.split()) & set(PARTS)
    return found


def test_every_kind_is_offered_and_named() -> None:
    assert set(KINDS) == set(Kind) == set(CONTENTS)
    assert len({kind_words(kind) for kind in KINDS}) == len(KINDS)


@pytest.mark.parametrize("kind", list(Kind))
def test_what_can_be_left_out_is_what_the_outline_places(kind: Kind) -> None:
    wanted = placed(kind.value)
    if kind is Kind.REVIEW:
        wanted |= (placed("article") - wanted) | {EACH_ARTICLE}
    assert set(CONTENTS[kind]) == wanted - ALWAYS - CORE.get(kind, set())


@pytest.mark.parametrize("kind", list(Kind))
def test_no_two_ticks_say_the_same(kind: Kind) -> None:
    words = [part_words(part, kind) for part in CONTENTS[kind]]
    assert len(set(words)) == len(words)
    assert all(CONTENTS[kind].index(INSIDE[part]) < CONTENTS[kind].index(part)
               for part in CONTENTS[kind] if INSIDE.get(part) in CONTENTS[kind])  # fmt: skip
