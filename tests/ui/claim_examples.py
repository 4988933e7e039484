"""Claims and judgements that the side panel's tests share."""

import json
from functools import cache

from credreview.domain.model import Claim, ClaimState, Judgement
from credreview.domain.progress import is_decided
from credreview.domain.vocabulary import Vocabulary, parse
from credreview.resources import resource


@cache
def vocabulary() -> Vocabulary:
    return parse(json.loads(resource("vocabularies", "credreview-1.json").read_text("utf-8")))


def judgement(claim="c1", reviewer="me", name="A. Reader", **given) -> Judgement:
    return Judgement(claim=claim, reviewer=reviewer, reviewer_name=name, **given)


def claim(number=1, quote="", state=None, deleted_by=(), others=0, **own) -> Claim:
    """One claim; what is given of `own` is this reviewer's judgement."""
    id = f"c{number}"
    mine = judgement(id, **own) if own else None
    if state is None:
        state = ClaimState.JUDGED if is_decided(mine) else ClaimState.OPEN
        if mine is not None and mine.not_checkable:
            state = ClaimState.NOT_CHECKABLE
    words = quote or f"lamp number {number} was lit before the storm"
    start = number * 1000
    return Claim(
        id=id, article="a", start=start, end=start + len(words), part=0, number=number,
        quote=words, state=state, own=mine, others=others, deleted_by=tuple(deleted_by),
    )  # fmt: skip


def other(name="M. Okafor", **given) -> Judgement:
    return judgement(reviewer=f"id of {name}", name=name, **given)
