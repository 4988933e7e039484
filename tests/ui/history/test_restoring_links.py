"""A link that was taken away can be restored from the history, unless nobody knows its relation."""

import pytest
from window_examples import Driver

from credreview.domain.identity import link_id
from credreview.domain.journal import Change
from credreview.review.actions import Deed, Plan
from credreview.ui.look.buttons import PushButton


@pytest.mark.parametrize(("relation", "offered"), [("same", True), ("own_of_elsewhere", False)])
@pytest.mark.parametrize("told", ["Linked", "Took a link away"])
def test_a_link_is_restored_where_its_relation_is_known(
    driver: Driver, relation: str, offered: bool, told: str
) -> None:
    session, (one, other, *_) = driver.window.review.session, driver.window.desk.claims
    assert session is not None
    id = link_id(relation, one.id, other.id)
    ends = {"relation": relation, "from": one.id, "to": other.id}
    session.do(Deed("link", lambda _: Plan([Change("link", id, "new", ends)])))
    session.do(Deed("unlink", lambda _: Plan([Change("link", id, "del", {})])))
    driver.settle()
    driver.window.menus.trigger("review.history")
    window = driver.window.history.window
    assert window is not None
    driver.qtbot.waitUntil(lambda: window.list.currentIndex().isValid())
    driver.settle()
    row = 1 if told == "Linked" else 0
    window.list.setCurrentIndex(window.model.index(row))
    driver.settle()
    head = window.detail.findChild(type(window.said), "step_head")
    assert head is not None
    assert head.text().startswith(told)
    button = window.detail.findChild(PushButton, "restore_link")
    assert (button is not None) is offered
