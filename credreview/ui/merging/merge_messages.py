"""What the message bar says after a merge, or where there was none."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from credreview.domain.errors import UserError
from credreview.domain.merging import MergeEntry, MergeReport
from credreview.review import merge_words
from credreview.text import tr
from credreview.ui.dialogs.keyboard import open_over
from credreview.ui.merging.merge_log import SUBJECT, MergeLog
from credreview.ui.parts import Parts
from credreview.ui.reader.bidi import show_controls

if TYPE_CHECKING:
    from credreview.ui.messages import Choice

#: The subject of the message about files that were not merged.
REFUSED = "merge-refused"


class MergeMessages:
    """Says how merges ended.

    Args:
        parts: The window's.
        log: Shows and undoes what was merged.
        differences: Called where somebody wants to see the differences.
    """

    def __init__(self, parts: Parts, log: MergeLog, differences: Callable[[], None]) -> None:
        self._parts = parts
        self._log = log
        self._differences = differences

    def clear(self) -> None:
        """Say no more about merges."""
        for subject in (SUBJECT, REFUSED):
            self._parts.messages.take_away(subject)

    def merged(self, report: MergeReport, entry: MergeEntry | None, differences: int) -> None:
        """Say what came."""
        title = tr(
            "Merged “{name}”: {what}.",
            name=show_controls(report.name),
            what=merge_words.new_words(report),
        )
        parts = []
        if names := show_controls(merge_words.from_whom(report)):
            parts.append(tr("From {names}.", names=names))
        if differences == 1:
            parts.append(tr("1 difference to settle."))
        elif differences:
            parts.append(tr("{n} differences to settle.", n=differences))
        choices: list[Choice] = []
        if entry is not None:
            choices = [
                (tr("Show report"), "normal", partial(self._log.show_report, entry)),
                (tr("Undo this merge…"), "normal", partial(self._log.ask_undo, entry)),
            ]
        if differences:
            choices.insert(1, (tr("Differences…"), "normal", self._differences))
        self._parts.messages.take_away(SUBJECT)  # its buttons are another merge's
        self._parts.messages.show_message(
            SUBJECT, "info", title, " ".join(parts), choices, icon="merge"
        )

    def stopped(self, name: str) -> None:
        """Say that a merge was stopped, and what is safe."""
        text = tr(
            "What came so far is sound and stays. Merging the file again goes on;"
            " Review > Merges… undoes it."
        )
        self._warn(tr("The merge of “{name}” was stopped.", name=name), text)

    def failed(self, name: str, error: UserError) -> None:
        """Say why a merge came to no end, and what is safe."""
        safe = tr("What came so far is sound and stays; merging the file again goes on.")
        title = tr("“{name}” was not merged to its end. {why}", name=name, why=error.message)
        self._warn(title, f"{error.hint} {safe}".strip())

    def _warn(self, title: str, text: str) -> None:
        choice: Choice = (tr("Merges…"), "normal", self._log.show_merges)
        self._parts.messages.show_message(SUBJECT, "warn", title, text, [choice])

    def refused(self, errors: Sequence[UserError]) -> None:
        """Say why files were not let in."""
        messages = self._parts.messages
        if len(errors) == 1:
            words = f"{errors[0].hint} {tr('Nothing was changed by it.')}".strip()
            messages.show_message(REFUSED, "warn", errors[0].message, words)
            return
        title = tr("{n} files were not merged. Nothing was changed by them.", n=len(errors))
        details = partial(self._show_refused, title, [str(error) for error in errors])
        messages.take_away(REFUSED)
        messages.show_message(REFUSED, "warn", title, "", [(tr("Details…"), "normal", details)])

    def _show_refused(self, title: str, lines: Sequence[str]) -> None:
        from credreview.ui.dialogs.details_dialog import DetailsDialog

        window = self._parts.window
        open_over(window, DetailsDialog(tr("Why they were not merged"), title, lines, window))
