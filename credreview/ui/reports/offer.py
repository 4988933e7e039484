"""What a report can be about now: what is open, what the list shows, who judged, what was merged.

Read in the reading lane; the choices beside the preview are filled with it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from credreview.domain.merging import MergeEntry
from credreview.domain.model import ArticleQuery
from credreview.domain.summary import Kind
from credreview.report.placed import Placed, placed
from credreview.review import merging
from credreview.review.session import ReviewSession
from credreview.review.summaries import templates_folder
from credreview.text import tr
from credreview.ui.reader.bidi import show_controls
from credreview.ui.reports.kinds import contents

#: More names than anybody looks through.
_SOURCES: Final = 10_000


class Named(NamedTuple):
    """Something with the words that a person knows it by."""

    id: str
    words: str


@dataclass(frozen=True, slots=True)
class Current:
    """What lies on the desk while somebody asks for a report.

    Attributes:
        shown: How many articles the list shows, by `query`.
    """

    query: ArticleQuery
    shown: int
    article: Named | None = None
    claim: Named | None = None
    source: str = ""
    outlet: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """What there is to choose from.

    Attributes:
        articles: How many the review has.
        people: Who has judged something, oneself first.
        merges: Number and name of each merge, the latest first.
        mark: The review's handling mark, or "".
        contents: By kind, what can be left out: parts of the outlines that are used here.
        read_only: Nothing can be written.
    """

    current: Current
    articles: int
    sources: tuple[str, ...]
    outlets: tuple[str, ...]
    people: tuple[Named, ...]
    merges: tuple[Named, ...]
    mark: str
    contents: Mapping[Kind, Sequence[Placed]]
    read_only: bool = False


def _merge_words(entry: MergeEntry) -> str:
    return tr("{number}: {name}", number=entry.number, name=show_controls(entry.name))


def read(session: ReviewSession, current: Current) -> Offer:
    """Return what there is to choose from in a review."""
    reader = session.reader
    merges = (Named(str(entry.number), _merge_words(entry)) for entry in merging.merges(session))
    return Offer(
        current,
        reader.article_count(),
        tuple(reader.sources(limit=_SOURCES)),
        tuple(name for name, _ in reader.outlets() if name),
        tuple(Named(id, show_controls(name)) for id, name in reader.judges()),
        tuple(merges),
        reader.handling() or "",
        {kind: contents(kind, placed(kind, templates_folder())) for kind in Kind},
        session.file.read_only,
    )
