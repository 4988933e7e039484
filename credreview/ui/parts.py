"""What the controllers of the main window work with."""

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from credreview.ui.articles.article_list import ArticleListPane
from credreview.ui.claims.claim_panel import ClaimPanel
from credreview.ui.jobs import Lane
from credreview.ui.messages import Messages
from credreview.ui.panes import Panes
from credreview.ui.reader.reader import ReaderPane
from credreview.ui.saving import Saver
from credreview.ui.settings import Settings
from credreview.ui.status_line import StatusLine


@dataclass(frozen=True)
class Parts:
    """The panes of one window, and what reads, writes and remembers for it.

    Attributes:
        saver: Writes decisions, one by one.
        writing: The lane of long work that writes.
        reading: The lane of questions that may take long.
    """

    window: QWidget
    articles: ArticleListPane
    reader: ReaderPane
    panel: ClaimPanel
    panes: Panes
    messages: Messages
    status: StatusLine
    settings: Settings
    saver: Saver
    writing: Lane
    reading: Lane
