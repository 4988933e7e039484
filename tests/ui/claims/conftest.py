"""What tests of the judgement form share: the form on one claim, and what it asked for."""

import pytest
from claim_examples import claim, vocabulary
from form_examples import Told

from credreview.ui.claims.judgement_form import JudgementForm


@pytest.fixture
def form(show):
    made = JudgementForm(vocabulary())
    made.resize(400, 1000)
    made.show_claim(claim(1), [], {})
    return show(made)


@pytest.fixture
def told(form):
    return Told(form)
