"""What is to be known before a merge, told from the own review and the merged scratch copy."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from credreview import environment
from credreview.domain.identity import REVIEW
from credreview.domain.merging import Announcement, MergeReport
from credreview.domain.model import Person
from credreview.review import made, people, trust
from credreview.review.merge_words import words_of
from credreview.review.session import ReviewSession
from credreview.store import united
from credreview.store.revived import revived
from credreview.store.union import United
from credreview.store.view import View
from credreview.text import tr

_DAY_MS = 24 * 3600 * 1000
#: Fields of the review itself that a merge may change for everybody.
_OF_REVIEW = ("title", "handling", "blind", "vocabulary")


def all_of(
    own: ReviewSession,
    merged: ReviewSession,
    report: MergeReport,
    heads: Sequence[str],
    done: United,
) -> tuple[Announcement, ...]:
    """Return what is to be known first, the gravest first.

    No key is learned by it: a file that is only looked at teaches nothing.

    Args:
        own: The review as it is.
        merged: The review as it would be.
        report: What comes.
        heads: The latest actions of the file that comes, hex.
        done: What uniting the scratch copy did.
    """
    with own.reader.view() as before, merged.reader.view() as after:
        return (
            *_about_people(after, own.reviewer, done),
            *_about_review(before, after),
            *_about_articles(before, after, report),
            *_about_extracts(before, after, done),
            *_about_file(after, heads, done),
        )


def about_erased(articles: int, texts: int) -> tuple[Announcement, ...]:
    """Tell of words that were erased here, and that the file that comes still holds.

    Args:
        articles: How many articles' words.
        texts: How many other texts: rationales, notes, files.
    """
    if not articles and not texts:
        return ()
    what = ", ".join(words_of(articles, texts))
    message = tr("Erased here on purpose, and held by this file: {what}.", what=what)
    return (Announcement("erased.here", message, tr("They stay erased here.")),)


def _about_people(view: View, reviewer: Person, done: United) -> Iterator[Announcement]:
    """Tell of work under a name that none of its bearer's machines is known to have made."""
    unvouched = trust.unvouched(view)
    if done.ranges:
        before = done.ranges[0][0] - 1
        trusted = trust.trusted(view, keep=False)
        here = {person.id: person.name for person in (*people.everyone(), reviewer)}
        for person, name in here.items():
            if strange := made.strangers(view, person, trusted, after=before):
                yield Announcement(
                    "name.stranger",
                    tr(
                        "{count} entries are under the name {name}, and no machine of theirs"
                        " sealed them.",
                        count=len(strange),
                        name=name,
                    ),
                    tr(
                        "If you did not make them, do not merge;"
                        " if you have merged, undo it before you go on."
                    ),
                )
        for who in united.authors(view, done):
            if who in here or who in unvouched or not trusted.get(who):
                continue
            if unsealed := made.strangers(view, who, trusted, after=before):
                yield Announcement(
                    "name.unsealed",
                    tr(
                        "{count} entries are under the name {name}, and no key of theirs that you"
                        " know sealed them.",
                        count=len(unsealed),
                        name=view.person_name(who),
                    ),
                    tr("They may have handed it on while it was open. If in doubt, ask them."),
                )
    for who in unvouched:
        name = view.person_name(who)
        yield Announcement(
            "key.unknown",
            tr("{name} comes with a key that nobody vouched for.", name=name),
            tr("Ask {name} for its fingerprint, and compare it in “People and keys”.", name=name),
        )


def _about_review(before: View, after: View) -> Iterator[Announcement]:
    was, becomes = (
        {**(view.fields("review", REVIEW) or {}), "blind": view.is_blind()}
        for view in (before, after)
    )
    for name in _OF_REVIEW:
        if name not in becomes or was.get(name) == becomes[name]:
            continue
        if name == "title" and not was.get(name):
            continue  # an extract has none
        value = tr("none") if becomes[name] is None else str(becomes[name])[:200]
        words = {
            "title": tr("The title of the review becomes “{value}”.", value=value),
            "handling": tr("The handling mark becomes “{value}”.", value=value),
            "blind": tr("Blind mode is switched on.")
            if becomes[name] is True
            else tr("Blind mode is switched off: others' judgements show at once."),
            "vocabulary": tr("The terms to choose from become others, or are called otherwise."),
        }
        yield Announcement(
            f"review.{name}",
            words[name],
            tr("It concerns everybody. “Differences” and “History” say who set it."),
        )


def _about_articles(before: View, after: View, report: MergeReport) -> Iterator[Announcement]:
    changed = sum(
        united.shown_facts(before, id) != united.shown_facts(after, id)
        for id in report.touched_articles
    )
    if changed:
        yield Announcement(
            "article.facts",
            tr(
                "{count} articles that are here show another title, outlet, date or address.",
                count=changed,
            ),
            tr("Somebody found them earlier, or corrected them. “History” says who."),
        )


def _about_extracts(before: View, after: View, done: United) -> Iterator[Announcement]:
    found = revived(before, after, done)
    if not found:
        return
    n = found.total()
    yield Announcement(
        "extract.revived",
        tr("1 entry that was undone or deleted here comes back: {what}.", what=_kinds(found))
        if n == 1
        else tr(
            "{n} entries that were undone or deleted here come back: {what}.",
            n=n,
            what=_kinds(found),
        ),
        tr(
            "An extract in this file repeats them, and was made before that, out of sight of this"
            " review. If they are to stay away, do not merge, or withdraw them again afterwards."
        ),
    )


def _kinds(found: Counter[str]) -> str:
    words = {
        "article": (tr("1 article"), tr("{n} articles", n=found["article"])),
        "claim": (tr("1 claim"), tr("{n} claims", n=found["claim"])),
        "judgement": (tr("1 judgement"), tr("{n} judgements", n=found["judgement"])),
        "link": (tr("1 link"), tr("{n} links", n=found["link"])),
        "note": (tr("1 note"), tr("{n} notes", n=found["note"])),
    }
    return ", ".join(words[kind][found[kind] != 1] for kind in words if found[kind])


def _about_file(view: View, heads: Sequence[str], done: United) -> list[Announcement]:
    told: list[Announcement] = []

    def tell(id: str, message: str, hint: str = "") -> None:
        told.append(Announcement(id, message, hint))

    if done.latest_wall > environment.now() + _DAY_MS:
        day = datetime.fromtimestamp(done.latest_wall / 1000, UTC).date().isoformat()
        tell(
            "clock.ahead",
            tr("A clock was wrong: some entries say that they were made on {day}.", day=day),
            tr("Their order is right all the same; the times shown are not."),
        )
    if done.forged:
        tell(
            "seal.forged",
            tr("{n} seals do not verify; they were left out.", n=done.forged),
            tr("Somebody altered the file, or made a seal up. Ask whom it is from."),
        )
    if done.newer:
        tell(
            "newer",
            tr("{n} entries need a newer version of credreview.", n=done.newer),
            tr("They are kept, and show once you have that version."),
        )
    if done.erased:
        tell(
            "erased",
            tr("{n} texts were erased before the file was shared.", n=done.erased),
            tr("What they belong to is here, without the words."),
        )
    for name in united.names_of_several(view):
        tell(
            "name.several",
            tr("More than one person here is called “{name}”.", name=name),
            tr("They are kept apart by their ids. If they are one, go on as one of them."),
        )
    if united.set_aside_among(view.db, list(heads)):
        tell(
            "aside",
            tr("What this file brings was set aside here earlier."),
            tr("“Merges” lets it count again."),
        )
    return told
