"""Seals of a session: when they are put, what a record says of keys, what a check finds."""

import logging
from dataclasses import dataclass
from typing import Any

from credreview import environment
from credreview.domain.errors import UserError
from credreview.domain.identity import NO_PERSONS
from credreview.domain.journal import Change
from credreview.domain.model import Person
from credreview.domain.seals import (
    Announced,
    SealState,
    announcement,
    key_field,
    vouch_bytes,
)
from credreview.domain.work import Ticker
from credreview.review import keys, trust
from credreview.review.actions import Deed, Plan
from credreview.store import audit, coverage, kept, seals
from credreview.store.file import ReviewFile
from credreview.store.passage import Findings
from credreview.store.reader import Reader
from credreview.store.seals import Signer
from credreview.store.view import View
from credreview.text import tr

_log = logging.getLogger(__name__)

CLOSE = kept.CLOSE


@dataclass(frozen=True, slots=True)
class Sealed:
    """What sealing did.

    Attributes:
        fingerprint: Of the state that was kept, hex.
        key: The public key that sealed it, or None where none could be used.
    """

    fingerprint: str
    key: bytes | None


def signer(person: str) -> Signer | None:
    """Return the key of a person where it can be used now; what is wrong with it is logged."""
    if not keys.has_keys(person):
        return None
    try:
        return keys.unlocked(person)
    except UserError as error:
        _log.warning("no seal: %s", error.id)
        return None


def introduction(view: View, person: Person) -> Change | None:
    """Return what a person's record has to say that it does not say yet; None for nothing."""
    if person.id in NO_PERSONS:
        return None
    known = view.fields("reviewer", person.id)
    stands = known or {}
    fields: dict[str, Any] = {
        "name": person.name,
        "organisation": person.organisation or None,
        "role": person.role or None,
    }
    if keys.has_keys(person.id):
        try:
            public = keys.public_key(person.id)
        except UserError as error:  # the work goes on without a key
            _log.warning("no key: %s", error.id)
        else:
            name = key_field(public)
            fields[name] = stands.get(name) or announcement(Announced(public))
    new = {name: value for name, value in fields.items() if stands.get(name) != value}
    if not new:
        return None
    return Change("reviewer", person.id, "new" if known is None else "set", new)


def put(view: View, person: str, why: str) -> Sealed:
    """Seal all heads inside a write transaction, and keep their fingerprint."""
    key = signer(person)
    if key is not None:
        seals.seal_heads(view.db, key)
    return Sealed(kept.keep_state(view.db, why, environment.now()), key.public if key else None)


def vouch_for(public: bytes) -> Deed:
    """Say with the key of this machine that a further key is one's own as well.

    Raises, when done:
        UserError: The key of this machine is locked, or is the one vouched for.
    """

    def plan(view: View) -> Plan:
        key = keys.unlocked(view.reviewer)
        if key is None:
            raise locked()
        if key.public == public:
            raise UserError(
                "keys.same",
                tr("This is the key of this very machine."),
                tr("Vouch for the key that your other machine shows."),
            )
        vouch = key.sign(vouch_bytes(view.reviewer, public))
        said = Announced(public, key.public, vouch)
        if said in coverage.announced_by(view, view.reviewer):
            return Plan([])
        fields = {key_field(public): announcement(said)}
        return Plan([Change("reviewer", view.reviewer, "set", fields)])

    return Deed("vouch", plan)


def locked() -> UserError:
    """Return the failure for a key whose passphrase was not given."""
    return UserError(
        "keys.locked",
        tr("Your key is locked."),
        tr("Give its passphrase first."),
    )


def look_into(file: ReviewFile, reader: Reader, found: Findings, tick: Ticker) -> None:
    """Count all seals into the findings of a check; the worst is told first."""
    with reader.view() as view:
        trusted = trust.trusted(view)
        names = {reviewer: view.person_name(reviewer) for reviewer in coverage.reviewers(view)}
    counts = audit.audit(
        lambda work: file.read_patiently(lambda c: work(View(c, ""))), trusted, tick
    )
    found.seals = counts
    found.problems += [
        tr(
            "UNKNOWN KEY: {count} actions under the name {name} are sealed with a key that nobody"
            " vouched for. Compare its fingerprint with {name} before you rely on them.",
            count=number,
            name=names.get(reviewer, reviewer[:8]),
        )
        for reviewer, number in counts.unknown.most_common()
    ]
    forged = counts.of[SealState.FORGED]
    if forged > len(counts.forged):
        found.problem(tr("FORGED: the seals of {n} actions do not fit, or are missing.", n=forged))
    for id in counts.forged:
        found.problem(
            tr("FORGED: the seal of action {id} does not fit, or is missing.", id=id[:12])
        )
