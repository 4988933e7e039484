"""Which reviewer of a review is meant by a name, and with whose eyes a command looks."""

import argparse

from credreview.domain.errors import UserError
from credreview.domain.identity import ONLOOKER, fold_name
from credreview.domain.model import Person
from credreview.review import people
from credreview.review.session import ReviewSession
from credreview.text import tr


def add_eyes(parser: argparse.ArgumentParser) -> None:
    """Add the option that says with whose eyes a command looks; see `looker`."""
    parser.add_argument(
        "--as", dest="looker", metavar="NAME", help=tr("who looks, where blind mode is on")
    )


def looker(name: str | None) -> Person:
    """Return with whose eyes a command looks: blind mode hides others' judgements from some.

    Args:
        name: The name or id of a person of this machine. None: the one person of this
            machine; where there are several, or none, somebody who has judged nothing.

    Raises:
        UserError: This machine knows nobody of that name.
    """
    known = people.everyone()
    if name is None:
        return known[0] if len(known) == 1 else Person(ONLOOKER, "")
    if not any(person.id == name or people.is_called(person, name) for person in known):
        raise people.no_such_person(name)
    return people.named(name)


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
