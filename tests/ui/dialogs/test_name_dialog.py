"""The question under which name somebody reviews, as it is first seen."""

import pytest
from PySide6.QtWidgets import QLineEdit

from credreview.ui.dialogs.name_dialog import NameDialog
from credreview.ui.look import theme


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_all_its_fields_are_seen_whole_at_every_text_size(show, scale):
    theme.set_text_scale(scale)
    dialog = show(NameDialog([]))
    fields = dialog.findChildren(QLineEdit)
    assert len(fields) == 3
    for field in fields:
        assert field.visibleRegion().boundingRect() == field.rect()
