"""The foot of a dialog that asks for something: Cancel, and at the end what the dialog is for."""

from PySide6.QtWidgets import QDialog, QHBoxLayout

from credreview.text import tr
from credreview.ui.look import theme
from credreview.ui.look.buttons import PushButton


def foot(dialog: QDialog, act: PushButton) -> QHBoxLayout:
    """Return the row of both buttons; Cancel rejects the dialog, and is never Return's."""
    cancel = PushButton(tr("Cancel"))
    cancel.setObjectName("cancel")
    cancel.setAutoDefault(False)
    cancel.clicked.connect(dialog.reject)
    row = QHBoxLayout()
    row.setSpacing(2 * theme.u())
    row.addStretch(1)
    row.addWidget(cancel)
    row.addWidget(act)
    return row
