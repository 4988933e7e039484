"""Sharing: the whole review, or an extract, as a new, checked and signed file for others."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from credreview import __version__, environment
from credreview.domain import handling
from credreview.domain.errors import UserError
from credreview.domain.identity import REVIEW
from credreview.domain.work import Ticker, silent
from credreview.exchange import manifest
from credreview.exchange.manifest import Manifest
from credreview.review import extracts, seals
from credreview.review.handover import Shared, Terms, check_target, hand_over, labelled, workshop
from credreview.review.session import ReviewSession
from credreview.store import excerpt, health, local, unmerge
from credreview.store.excerpt import Choice, Counts
from credreview.store.file import SUFFIX, ReviewFile, driver
from credreview.store.seals import seal_heads
from credreview.store.view import View
from credreview.text import tr

if TYPE_CHECKING:
    import sqlite3

__all__ = ["Choice", "Manifest", "Shared", "Terms", "extract", "reckon", "share"]

#: Of a review that others write to at the same moment, what was sealed is looked for again.
_TRIES = 5
_EXPORT = "export"
_LONGEST_WORDS = 500


def reckon(session: ReviewSession, choice: Choice | None) -> Manifest:
    """Return what a shared file would say of itself now, unsigned.

    Args:
        session: The review.
        choice: What an extract is to hold; None for the whole review.

    Raises:
        UserError: An article is not there.
    """
    with session.reader.view() as view:
        counts = excerpt.count(view, choice) if choice else excerpt.count_all(view)
        return _manifest(session, choice, counts, Terms(), view.fingerprint())


def shared_as(session: ReviewSession) -> Manifest | None:
    """Return what a file says of itself that somebody shared, or None for any other file.

    It tells what was there when it was shared.

    Raises:
        UserError: What stands there is no manifest.
    """
    text = session.reader.local(manifest.NAME)
    return None if text is None else manifest.parse(text)


def proposed_mark(session: ReviewSession) -> str:
    """Return the handling mark that the review itself bears, or ""."""
    with session.reader.view() as view:
        mark = (view.fields("review", REVIEW) or {}).get("handling")
    return mark if mark in handling.MARKS else ""


def share(
    session: ReviewSession, target: Path, terms: Terms | None = None, tick: Ticker = silent
) -> Shared:
    """Make a file that holds all actions of the review, and nothing that is this file's alone.

    The heads are sealed first. What was set aside here counts in the copy, and
    there is no trace in it of what was deleted from this file.

    Raises:
        UserError: The target is the review itself or is there already, it
            cannot be written, or the copy is not sound.
        Cancelled: From `tick`; nothing is at the target then, and the review
            is unchanged but for its seal.
    """
    terms = terms or Terms()
    check_target(session.file.path, target, terms)
    with workshop(target, terms) as (folder, beside):
        copy = folder / "copy"
        made = _copy(session, copy, terms, tick)
        return hand_over(copy, target, beside, made, terms, tick)


def extract(
    session: ReviewSession,
    target: Path,
    choice: Choice,
    terms: Terms | None = None,
    tick: Ticker = silent,
) -> Shared:
    """Make a new review that holds a part of this one, for an independent second opinion.

    Its first action names the fingerprint of the review it came from. Articles,
    captures, claims and one's own judgements (with one's own links, notes and words
    on sources) keep their ids, and are written as creations: merged back, an extract
    makes no difference to settle. The review takes note of it, so that what is
    withdrawn later does not come back with it.

    Raises:
        UserError: Nothing was chosen, or as `share`.
        Cancelled: As `share`, but that some of the extract may be noted.
    """
    terms = terms or Terms()
    if choice.own and not choice.claims:
        raise UserError(
            "share.no_claims",
            tr("Judgements cannot be shared without their claims."),
            tr("Share the claims as well, or no judgements."),
        )
    check_target(session.file.path, target, terms)
    with workshop(target, terms) as (folder, beside):
        found = _read(session, choice)
        if not found.counts.articles:
            raise UserError(
                "share.nothing",
                tr("No article was chosen."),
                tr("Choose the articles that are to be shared."),
            )
        made = _manifest(session, choice, found.counts, terms, found.fingerprint)
        new = folder / f"extract{SUFFIX}"
        extracts.write(session, new, found, labelled(tick, tr("Writing")))
        with closing(ReviewFile.open(new)) as file, file.writing() as connection:
            view = View(connection, session.reviewer.id)
            key = seals.signer(session.reviewer.id)
            if key:
                seal_heads(view.db, key)
            made = _note(view.db, session, replace(made, fingerprint=view.fingerprint()))
        extracts.take_note(session, new, labelled(tick, tr("Taking note")))
        return hand_over(new, target, beside, made, terms, tick)


def _read(session: ReviewSession, choice: Choice) -> excerpt.Excerpt:
    """Return what was chosen, of a state that was sealed and is kept."""
    for _ in range(_TRIES):
        sealed = _sealed(session)
        found = session.file.read_patiently(
            lambda connection: excerpt.read(View(connection, session.reviewer.id), choice)
        )
        if found.fingerprint == sealed:
            break
    return found


def _copy(session: ReviewSession, copy: Path, terms: Terms, tick: Ticker) -> Manifest:
    """Copy the review as it was sealed, and leave out what is this file's alone."""
    for left in reversed(range(_TRIES)):
        sealed = _sealed(session)
        with session.reader.view() as view:
            if view.fingerprint() == sealed or not left:
                health.copy_to(view.db, copy, labelled(tick, tr("Copying")))
                break
    with closing(ReviewFile.open(copy)) as file, file.writing() as connection:
        db = driver(connection)
        unmerge.lift_all(db)
        local.clear(db)
        view = View(connection, session.reviewer.id)
        counts = excerpt.count_all(view)
        return _note(db, session, _manifest(session, None, counts, terms, view.fingerprint()))


def _sealed(session: ReviewSession) -> str:
    """Seal the heads where that can be; return the fingerprint that is shared."""
    if session.file.read_only:
        return session.reader.fingerprint()
    return session.seal(_EXPORT).fingerprint


def _manifest(
    session: ReviewSession,
    choice: Choice | None,
    counts: Counts,
    terms: Terms,
    fingerprint: str,
) -> Manifest:
    person = session.reviewer
    return Manifest(
        whole=choice is None,
        reviewer=person.id,
        name=person.name,
        organisation=person.organisation,
        origin=fingerprint,
        fingerprint=fingerprint,
        made=environment.now(),
        program=__version__,
        handling=terms.mark,
        articles=counts.articles,
        claims=counts.claims,
        judgements=counts.judgements,
        reviewers=counts.reviewers,
        originals=choice is None or choice.originals,
        whose="all" if choice is None else "own" if choice.own else "none",
        chosen=terms.chosen[:_LONGEST_WORDS],
        links=counts.links,
        notes=counts.notes,
        described=counts.described,
    )


def _note(db: "sqlite3.Connection", session: ReviewSession, made: Manifest) -> Manifest:
    """Write a manifest into the file that it is about; return it as it stands there."""
    key = seals.signer(session.reviewer.id)
    whole = made.signed(key) if key else made
    local.put(db, manifest.NAME, whole.text())
    return whole
