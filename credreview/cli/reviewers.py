"""Which reviewer of a review is meant by a name."""

from credreview.domain.errors import UserError
from credreview.domain.identity import fold_name
from credreview.review.session import ReviewSession
from credreview.text import tr


def reviewer_id(session: ReviewSession, name: str) -> str:
    """Return the id of a reviewer of this review, by name or id.

    Raises:
        UserError: Nobody is called so, or several are.
    """
    known = session.reader.reviewers()
    fitting = [p.id for p in known if name == p.id or fold_name(p.name) == fold_name(name)]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        raise UserError(
            "reviewer.ambiguous",
            tr("The name “{name}” fits {count} reviewers.", name=name, count=len(fitting)),
            tr("Give the id instead: {ids}.", ids=", ".join(fitting)),
        )
    raise UserError(
        "reviewer.unknown",
        tr("Nobody called “{name}” reviews here.", name=name),
        tr("Known are {names}.", names=", ".join(person.name for person in known)),
    )
