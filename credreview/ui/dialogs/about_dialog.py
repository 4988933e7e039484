"""Which version this is, and where it keeps its files."""

import platform

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QWidget

from credreview import __version__, environment
from credreview.text import tr
from credreview.ui.dialogs.details_dialog import DetailsDialog


def about_dialog(parent: QWidget) -> DetailsDialog:
    """Return a dialog with versions and folders, ready to be copied into a report."""
    lines = [
        f"credreview {__version__}",
        f"Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}",
        tr("Data, backups, drafts: {path}", path=environment.data_folder()),
        tr("Settings, own terms: {path}", path=environment.config_folder()),
        tr("Log: {path}", path=environment.state_folder()),
    ]
    words = tr(
        "Review the credibility of sources, offline. It opens no network connection, ever."
        " Licence: Apache-2.0."
    )
    return DetailsDialog(tr("About credreview"), words, lines, parent)
