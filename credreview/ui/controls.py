"""All controls in one place, for those who put windows together."""

from credreview.ui.buttons import Chip, PushButton
from credreview.ui.choices import ChoiceGroup
from credreview.ui.combo_box import ComboBox
from credreview.ui.fields import FieldNote, SearchField, set_invalid
from credreview.ui.key_hint import KeyHint, caps_of
from credreview.ui.message_bar import MessageBar
from credreview.ui.pickers import GradePicker, SegmentedControl
from credreview.ui.provenance_picker import ProvenancePicker
from credreview.ui.tips import Tip
from credreview.ui.toggles import CheckBox, RadioButton

__all__ = [
    "CheckBox",
    "Chip",
    "ChoiceGroup",
    "ComboBox",
    "FieldNote",
    "GradePicker",
    "KeyHint",
    "MessageBar",
    "ProvenancePicker",
    "PushButton",
    "RadioButton",
    "SearchField",
    "SegmentedControl",
    "Tip",
    "caps_of",
    "set_invalid",
]
