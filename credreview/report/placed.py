"""Which parts an outline holds, whatever it is filled with: what can be left out of a report."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from credreview.domain.errors import UserError
from credreview.domain.summary import EACH_ARTICLE, Kind
from credreview.report.outline import PARTS, VARIABLES
from credreview.report.outline_grammar import Grammar, Plan
from credreview.report.templating import Filled, built_in, own, read

_COMMENT: Final = re.compile(r"\{#.*?#\}", re.DOTALL)
_TAG: Final = re.compile(r"\{%.*?%\}", re.DOTALL)
_PRINTED: Final = re.compile(r"\{\{.*?\}\}", re.DOTALL)


class Placed(NamedTuple):
    """A part that an outline holds.

    Attributes:
        name: Of `outline.PARTS`, or `EACH_ARTICLE`.
        of_article: It stands in the summaries of the articles alone, and goes with them.
    """

    name: str
    of_article: bool = False


def placed(kind: Kind, folder: Path | None = None) -> tuple[Placed, ...]:
    """Return the parts of reports of a kind, in their order: by the outline that is used for them.

    What stands in any branch of an outline counts. An own one that is broken is passed over,
    as it is when a report is made.
    """
    return tuple(dict.fromkeys(_parts(f"{kind}.md", folder)))


def _parts(name: str, folder: Path | None) -> Iterator[Placed]:
    plan = _plan(name, folder)
    whole = {part for draft in plan.drafts for group in draft.groups for part in group.parts}
    for draft in plan.drafts:
        for group in draft.groups:
            yield from map(Placed, group.parts)
        if draft.is_each:
            yield Placed(EACH_ARTICLE)
            inside = _parts(f"{Kind.ARTICLE}.md", folder)
            yield from (Placed(part, True) for part, _ in inside if part not in whole)


def _plan(name: str, folder: Path | None) -> Plan:
    path = own(name, folder)
    if path is not None:
        try:
            Filled(path, VARIABLES)
            return _all_branches(path)
        except UserError:
            pass  # whoever makes the report says so
    return _all_branches(built_in(name))


def _all_branches(path: Path) -> Plan:
    source = read(path)
    bare = _PRINTED.sub("value", _TAG.sub("\n", _COMMENT.sub("", source)))
    return Grammar(path, source, PARTS).read(bare, [])
