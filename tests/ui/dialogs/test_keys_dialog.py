"""The list of keys: everything that a key does stands there."""

import pytest
from claim_examples import vocabulary

from credreview.ui.actions import table
from credreview.ui.dialogs.keys_dialog import KeysDialog, plain
from credreview.ui.look.plain_label import PlainLabel


@pytest.mark.parametrize("terms", [vocabulary(), None])
def test_every_action_and_term_stands_in_the_list_of_keys(qtbot, terms):
    dialog = KeysDialog(terms)
    qtbot.addWidget(dialog)
    shown = {label.text() for label in dialog.findChildren(PlainLabel)}
    assert {plain(action.text) for action in table()} <= shown
    if terms is not None:
        assert {term.label for term in terms.provenance} <= shown
