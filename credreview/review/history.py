"""The history of a review with what is known of its seals."""

from dataclasses import replace

from credreview.domain.history import Cursor, HistoryPage, HistoryQuery
from credreview.review.session import ReviewSession


def page(
    session: ReviewSession, query: HistoryQuery, after: Cursor | None = None, limit: int = 100
) -> HistoryPage:
    """Return the next steps, newest first, each with the state of its seals.

    Args:
        session: The review, as its reviewer sees it.
        query: Which steps.
        after: Where the page before this one ended; None for the first page.
        limit: Steps at most.

    Raises:
        UserError: The file, or the list of known keys, cannot be read.
    """
    found = session.reader.history(query, after, limit)
    states = session.seal_states([step.action for step in found.steps])
    steps = tuple(replace(step, seal=states.get(step.action)) for step in found.steps)
    return replace(found, steps=steps)
