"""What tests of the judgement form write down, click and read."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

GRADED = {"reliability": "B", "credibility": "2"}


class Told:
    """Everything a form asked for, in order."""

    def __init__(self, form):
        self.deeds, self.drafts, self.left, self.done = [], [], 0, 0
        form.judge_requested.connect(lambda id, fields: self.deeds.append((id, fields)))
        form.rationale_drafted.connect(lambda id, text: self.drafts.append((id, text)))
        form.leave_requested.connect(lambda: setattr(self, "left", self.left + 1))
        form.done_requested.connect(lambda: setattr(self, "done", self.done + 1))


def click(qtbot, group, value):
    qtbot.mouseClick(group.cell(value), Qt.MouseButton.LeftButton)


def words_of(widget):
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]
