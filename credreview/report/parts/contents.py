"""The list of a report's sections; the renderer fills it."""

from collections.abc import Sequence

from credreview.report.model import Block, Contents
from credreview.report.parts.context import Context
from credreview.text import tr


def contents(context: Context) -> Sequence[Block]:
    """Return the place of the contents; an article's part of a report has none."""
    return () if context.article is not None else (Contents(tr("Contents")),)
