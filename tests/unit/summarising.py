"""Reads what summaries are told from, of sessions of several people that met."""

from sessions import copy_for, meet

from credreview.domain.model import Person
from credreview.domain.summary import CountedClaim, Kind, Request, Scope
from credreview.review import adjudicating
from credreview.review.session import ReviewSession

#: Before Xenia and Yorick by name, after them by id.
ANTON = Person("ee" * 16, "Anton Example")
TEN, TWENTY, BRIDGE_OPEN = "ten ships were turned away", "counted twenty", "the bridge opened"
OFFICE, MINISTRY = "Harbour Office", "Fictional Ministry"


def others(xenia: ReviewSession, *people: Person) -> list[ReviewSession]:
    """Return sessions of others on copies of a review."""
    return [copy_for(xenia, person, person.name[:5]) for person in people]


def meet_all(xenia: ReviewSession, *sessions: ReviewSession) -> None:
    """Let all have what all did, and close the others' sessions."""
    for session in (*sessions, *sessions):
        meet(xenia, session)
    for session in sessions:
        session.close()


def scope(session: ReviewSession, kind: Kind = Kind.REVIEW, about: str = "", **given) -> Scope:
    """Return what a summary is told from."""
    return session.reader.summary_scope(Request(kind, about, **given))


def counted(found: Scope, claim: str) -> CountedClaim:
    """Return one claim of a summary."""
    (one,) = (c for c in found.claims if c.claim == claim)
    return one


def agree(session: ReviewSession, claim: str, **given) -> None:
    """Record an agreed judgement, D4 where nothing else is given."""
    values = {"reliability": "D", "credibility": "4", "reason": "Read again.", **given}
    session.do(adjudicating.adjudicate(claim, session.vocabulary, **values))
