"""What the preview is for a screen reader: a document, not a pane that scrolls."""

from functools import cache

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

_MARK = "spoken_document"


def speak_as_document(widget: QWidget) -> None:
    """Let a widget be told to screen readers as a document, from its name and description."""
    _install()
    widget.setProperty(_MARK, True)


@cache
def _install() -> None:
    """Have Qt ask us; once, and not before there is anything to say."""
    QAccessible.installFactory(_made)


def _made(_class: str, thing: QObject) -> QAccessibleInterface | None:
    if isinstance(thing, QWidget) and thing.property(_MARK):
        return QAccessibleWidget(thing, QAccessible.Role.Document)
    return None
