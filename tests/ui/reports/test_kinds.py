"""What can be ticked is what the outlines place, and everything has words."""

import pytest

from credreview.domain.summary import EACH_ARTICLE, Kind
from credreview.report.outline import PARTS
from credreview.report.placed import Placed, placed
from credreview.ui.reports.kinds import KINDS, contents, kind_words, part_words


def test_every_kind_is_offered_and_named() -> None:
    assert set(KINDS) == set(Kind)
    assert len({kind_words(kind) for kind in KINDS}) == len(KINDS)


@pytest.mark.parametrize("kind", list(Kind))
def test_what_is_always_there_can_not_be_left_out(kind: Kind) -> None:
    every = [Placed(name) for name in (*PARTS, EACH_ARTICLE)]
    offered = {part.name for part in contents(kind, every)}
    core = {Kind.CLAIM: "claims", Kind.MERGE: "merge", Kind.EVIDENCE: "evidence"}.get(kind)
    assert {*PARTS, EACH_ARTICLE} - offered == {"masthead", "remarks", "fingerprint"} | (
        {core} if core else set()
    )


@pytest.mark.parametrize("kind", list(Kind))
def test_every_part_has_words_and_no_two_ticks_say_the_same(kind: Kind) -> None:
    assert all(part_words(part.name, kind) for part in contents(kind, map(Placed, PARTS)))
    words = [part_words(part.name, kind) for part in contents(kind, placed(kind))]
    assert len(set(words)) == len(words)
