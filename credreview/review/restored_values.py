"""Values of the history as deeds take them again, and why some cannot be restored."""

from typing import Any

from credreview.domain.errors import UserError
from credreview.domain.progress import NOT_CHECKABLE
from credreview.store import texts
from credreview.store.places import last_fields
from credreview.store.projected import text_reference
from credreview.store.view import View, no_such
from credreview.text import tr


def impossible() -> UserError:
    """Return the failure for an entry that holds nothing to restore."""
    return UserError(
        "restore.impossible",
        tr("This entry holds nothing of that name that can be restored."),
        tr(
            "Values of judgements, agreed judgements, facts of articles, marks, links and notes can"
            " be restored."
        ),
    )


def shows_already() -> UserError:
    """Return the failure for what the review shows anyway."""
    return UserError(
        "restore.shows",
        tr("This is what the review shows already; nothing was changed."),
        tr("Choose another entry of the history."),
    )


def judged_as_given(view: View, field: str, value: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return a stored value as `judge` takes it."""
    if field == "grade":
        if not isinstance(value, list) or len(value) != 2:
            raise impossible()
        reliability, credibility = value
        if credibility == NOT_CHECKABLE:
            return {"reliability": reliability, "not_checkable": True}
        return {"reliability": reliability, "credibility": credibility, "not_checkable": False}
    if field == "attributed_to" and value is not None:
        name = last_fields(view, "source", value).get("name")
        if not name:
            raise no_such("source", str(value))
        return {field: name}
    return {field: value}


def words_of(view: View, value: Any) -> str:  # noqa: ANN401
    """Return the words that a value refers to; raises UserError where they were erased."""
    words = texts.words(view.db, text_reference(value))
    if words is None:
        raise UserError(
            "restore.erased",
            tr("These words were erased, and cannot come back."),
            tr("The history keeps that there were some, and by whom."),
        )
    return words
