"""All controls in one place, for those who put windows together."""

from credreview.ui.look.buttons import Chip, PushButton
from credreview.ui.look.choices import ChoiceGroup
from credreview.ui.look.combo_box import ComboBox
from credreview.ui.look.fields import FieldNote, SearchField, set_invalid
from credreview.ui.look.key_hint import KeyHint, caps_of
from credreview.ui.look.message_bar import MessageBar
from credreview.ui.look.pickers import GradePicker, SegmentedControl
from credreview.ui.look.provenance_picker import ProvenancePicker
from credreview.ui.look.tips import Tip
from credreview.ui.look.toggles import CheckBox, RadioButton

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
