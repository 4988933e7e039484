"""What came of holding a summary against the review, in lines of plain text."""

from collections.abc import Iterator, Sequence

from credreview.domain.history_words import marks, sentence
from credreview.domain.vocabulary import Vocabulary
from credreview.report.moments import moment_words
from credreview.review.merge_words import grouped
from credreview.review.verifying import Count, Standing, Verification
from credreview.text import tr


def lines(found: Verification, vocabulary: Vocabulary) -> Iterator[str]:
    """Yield what a person has to know: the answer first, then why."""
    yield _answer(found)
    yield from found.misfits
    if not found.is_known:
        yield from _what_to_do(found)
        return
    yield _state(found)
    for part, words in (
        (found.came, tr("Came since: {who}.")),
        (found.undone, tr("Undone since: {who}.")),
        (found.redone, tr("Done again since: {who}.")),
        (found.aside, tr("Set aside since, in this file: {who}.")),
        (found.lifted, tr("No longer set aside in this file: {who}.")),
    ):
        if part:
            yield words.format(who=_by_person(part))
    if found.claims:
        n = len(found.claims)
        yield tr("One claim is concerned.") if n == 1 else tr("{n} claims are concerned.", n=n)
    yield from (f"  {line}" for line in steps(found, vocabulary))
    if found.hidden:
        yield hidden_words(found.hidden)
    if found.passed:
        yield _passed(found.passed)
    if found.compared:
        yield (
            tr("Its words are those that the review gives.")
            if not found.misfits
            else tr("Compared with what the review gives for the same state.")
        )
    yield from found.remarks


def hidden_words(n: int) -> str:
    """Return the sentence that entries by others are not told, in blind mode."""
    if n == 1:
        return tr("1 entry by others is hidden: blind mode tells it to those who have judged its"
                  " claim.")  # fmt: skip
    return tr(
        "{n} entries by others are hidden: blind mode tells them to those who have judged their"
        " claims.",
        n=n,
    )


def steps(found: Verification, vocabulary: Vocabulary) -> Iterator[str]:
    """Yield a line for each of the newest entries that make the difference."""
    for step in found.steps:
        parts = [moment_words(step.when), step.reviewer_name, sentence(step, vocabulary)]
        place = step.place.quote or step.place.title
        if place:
            parts.append(tr("“{words}”", words=place))
        yield "  ".join([*parts, *(f"[{mark}]" for mark in marks(step))])


def _answer(found: Verification) -> str:
    return {
        Standing.SAME: tr("The review still says this."),
        Standing.UNPROVED: tr(
            "The review still is as in the state that the file names. That these are its words"
            " is not proved."
        ),
        Standing.CHANGED: tr("The review has changed since."),
        Standing.UNKNOWN: tr("This review does not know that fingerprint."),
        Standing.ALTERED: tr("This is not what the review gave: the file was altered."),
    }[found.standing]


def _what_to_do(found: Verification) -> Iterator[str]:
    digits = grouped(found.fingerprint)
    yield tr("It is {digits}; the review's own is now {own}.", digits=digits,
             own=grouped(found.current, 4))  # fmt: skip
    yield tr(
        "Either it was made of another review, or of a copy that holds work which is not here:"
        " merge that copy, then verify again. An older backup does not know it either."
    )


def _state(found: Verification) -> str:
    digits = grouped(found.fingerprint, 4)
    if found.when:
        when = moment_words(found.when)
        if found.why in ("print", "export"):
            return tr(
                "It was printed, saved or shared on {when}, of state {digits}.",
                when=when,
                digits=digits,
            )
        return tr("The review was in that state, {digits}, on {when}.", when=when, digits=digits)
    return tr("Its state {digits} was not kept in this file, but is known by its last entry.",
              digits=digits)  # fmt: skip


def _passed(n: int) -> str:
    if n == 1:
        return tr("One entry came since that makes no difference: it is undone, set aside, or"
                  " only says who somebody is.")  # fmt: skip
    return tr(
        "{n} entries came since that make no difference: they are undone, set aside, or only say"
        " who somebody is.",
        n=n,
    )


def _by_person(counts: Sequence[Count]) -> str:
    people: dict[str, list[str]] = {}
    for count in counts:
        people.setdefault(count.reviewer, []).append(_count_words(count))
    return "; ".join(
        tr("{name}: {what}", name=name, what=", ".join(what)) for name, what in people.items()
    )


def _count_words(count: Count) -> str:
    one, many = {
        "judgements": (tr("1 judgement"), tr("{n} judgements", n=count.count)),
        "agreements": (tr("1 agreed judgement"), tr("{n} agreed judgements", n=count.count)),
        "claims": (tr("1 mark of a claim"), tr("{n} marks of claims", n=count.count)),
        "articles": (tr("1 import"), tr("{n} imports", n=count.count)),
        "links": (tr("1 link"), tr("{n} links", n=count.count)),
        "corrections": (tr("1 correction"), tr("{n} corrections", n=count.count)),
        "notes": (tr("1 note"), tr("{n} notes", n=count.count)),
        "statements": (tr("1 statement"), tr("{n} statements", n=count.count)),
        "restored": (tr("1 restored entry"), tr("{n} restored entries", n=count.count)),
        "other": (tr("1 other entry"), tr("{n} other entries", n=count.count)),
    }[count.kind]
    return one if count.count == 1 else many
