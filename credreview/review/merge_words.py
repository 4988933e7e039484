"""A merge in words: a few for a card or a button, and the whole report for paper or a terminal."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from credreview.domain.merging import Contributor, MergeReport
from credreview.text import tr

_GROUP = 4


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report: its heading, and lines of plain text."""

    heading: str
    lines: tuple[str, ...]


def grouped(fingerprint: str, groups: int = 0) -> str:
    """Return a fingerprint in groups of four, to be read out and compared.

    Args:
        fingerprint: Hex.
        groups: How many groups to show; 0 shows all.
    """
    parts = [fingerprint[at : at + _GROUP] for at in range(0, len(fingerprint), _GROUP)]
    return " ".join(parts[:groups] if groups else parts)


def new_things(report: MergeReport) -> int:
    """Return how much is new, in what people count: articles, claims, judgements, agreed ones too.

    Where none of these is new, but entries are (corrections, links, undone
    work), the entries count.
    """
    found = (report.articles, report.claims, report.judgements, report.changed_judgements,
             report.agreed, report.changed_agreed, report.filled)  # fmt: skip
    return (sum(len(ids) for ids in found) + report.filled_texts) or report.actions


def new_words(report: MergeReport) -> str:
    """Return what is new in a few words, such as "3 articles, 9 claims"; "" for nothing."""
    words = [
        _articles(len(report.articles)),
        _claims(len(report.claims)),
        _judgements(len(report.judgements)),
        _changed(len(report.changed_judgements)),
        _agreed(len(report.agreed)),
        _changed_agreed(len(report.changed_agreed)),
        *words_of(len(report.filled), report.filled_texts),
    ]
    told = [word for word in words if word]
    if not told and report.actions:
        told = [tr("corrections, links, undone work")]
    return ", ".join(told)


def words_of(articles: int, texts: int) -> list[str]:
    """Return whose words are meant: of articles, and of so many other texts."""
    told = []
    if articles:
        several = tr("the words of {n} articles", n=articles)
        told.append(tr("the words of 1 article") if articles == 1 else several)
    if texts:
        several = tr("{n} rationales, notes or files", n=texts)
        told.append(tr("1 rationale, note or file") if texts == 1 else several)
    return told


def from_whom(report: MergeReport) -> str:
    """Return the names of whose work is new, those with most of it first."""
    ranked = sorted(report.contributors, key=lambda who: -who.actions)
    return ", ".join(_name(who) for who in ranked)


def contributions(report: MergeReport) -> tuple[str, ...]:
    """Return a line for each of those whose work is new."""
    return tuple(map(_contribution, report.contributors))


def report_sections(report: MergeReport, when: int | None = None) -> list[Section]:
    """Return the whole report.

    Args:
        report: What a merge brought.
        when: When it began, ms UTC; None where that is not to be said.
    """
    found = [Section(tr("Merge of “{name}”", name=report.name), tuple(_head(report, when)))]
    if report.announcements:
        lines = (f"{one.message} {one.hint}".strip() for one in report.announcements)
        found.append(Section(tr("To know"), tuple(lines)))
    found.append(Section(tr("What came"), tuple(_what(report))))
    if report.contributors:
        found.append(Section(tr("From whom"), contributions(report)))
    fingerprints = (
        tr("Of what came: {id}", id=grouped(report.fingerprint)),
        tr("Of this review afterwards: {id}", id=grouped(report.result)),
    )
    found.append(Section(tr("Fingerprints"), fingerprints))
    return found


def report_lines(report: MergeReport, when: int | None = None) -> list[str]:
    """Return the whole report as lines of plain text."""
    lines: list[str] = []
    for section in report_sections(report, when):
        lines += ["", section.heading] if lines else [section.heading]
        lines += [f"  {line}" for line in section.lines]
    return lines


def _head(report: MergeReport, when: int | None) -> Iterator[str]:
    if when is not None:
        moment = datetime.fromtimestamp(when / 1000).astimezone()
        yield tr("Begun on {when}", when=moment.strftime("%Y-%m-%d %H:%M %z"))
    if not report.is_complete:
        yield tr("It was stopped on the way. Merging the same file again goes on.")
    elif report.actions and not report.undone_judgements:
        yield tr("Nothing that was here was replaced: each judgement stays its reviewer's own.")


def _what(report: MergeReport) -> Iterator[str]:
    if not report.has_news:
        yield tr("Nothing new: everything in that file is here already.")
        return
    for words in words_of(len(report.filled), report.filled_texts):
        yield tr("Came here without their words, which come now: {what}", what=words)
    if not report.actions:
        return
    yield _entries(report.actions)
    known = report.known
    yield tr("1 entry was here already") if known == 1 else tr("{n} were here already", n=known)
    articles, claims = len(report.articles), len(report.claims)
    if articles:
        yield tr("1 new article") if articles == 1 else tr("{n} new articles", n=articles)
    if claims:
        yield tr("1 new claim") if claims == 1 else tr("{n} new claims", n=claims)
    judgements, changed = len(report.judgements), len(report.changed_judgements)
    if judgements:
        yield tr("1 new judgement") if judgements == 1 else tr("{n} new judgements", n=judgements)
    if changed:
        yield (
            tr("1 judgement was changed by its reviewer")
            if changed == 1
            else tr("{n} judgements were changed by their reviewers", n=changed)
        )
    agreed, changed = len(report.agreed), len(report.changed_agreed)
    if agreed:
        yield (
            tr("1 new agreed judgement")
            if agreed == 1
            else tr("{n} new agreed judgements", n=agreed)
        )
    if changed:
        yield (
            tr("1 agreed judgement was changed or taken back by who recorded it")
            if changed == 1
            else tr(
                "{n} agreed judgements were changed or taken back by who recorded them", n=changed
            )
        )
    if undone := len(report.undone_judgements):
        yield (
            tr("1 judgement was undone by its reviewer")
            if undone == 1
            else tr("{n} judgements were undone by their reviewers", n=undone)
        )
    if touched := len(report.touched_articles):
        yield (
            tr("1 article that was here has something new")
            if touched == 1
            else tr("{n} articles that were here have something new", n=touched)
        )


def _contribution(who: Contributor) -> str:
    parts = [_entries(who.actions)]
    if who.judgements:
        parts.append(
            tr("judged 1 claim")
            if who.judgements == 1
            else tr("judged {n} claims", n=who.judgements)
        )
    if who.agreed:
        parts.append(
            tr("agreed judgement of 1 claim")
            if who.agreed == 1
            else tr("agreed judgements of {n} claims", n=who.agreed)
        )
    if who.is_new:
        parts.append(tr("new in this review"))
    return tr("{name}: {what}", name=_name(who), what=", ".join(parts))


def _name(who: Contributor) -> str:
    return who.name or tr("Unnamed reviewer")


def _entries(n: int) -> str:
    return tr("1 new entry") if n == 1 else tr("{n} new entries", n=n)


def _articles(n: int) -> str:
    return tr("1 article") if n == 1 else tr("{n} articles", n=n) if n else ""


def _claims(n: int) -> str:
    return tr("1 claim") if n == 1 else tr("{n} claims", n=n) if n else ""


def _judgements(n: int) -> str:
    return tr("1 judgement") if n == 1 else tr("{n} judgements", n=n) if n else ""


def _changed(n: int) -> str:
    if not n:
        return ""
    return tr("1 judgement changed") if n == 1 else tr("{n} judgements changed", n=n)


def _agreed(n: int) -> str:
    return tr("1 agreed judgement") if n == 1 else tr("{n} agreed judgements", n=n) if n else ""


def _changed_agreed(n: int) -> str:
    if not n:
        return ""
    return tr("1 agreed judgement changed") if n == 1 else tr("{n} agreed judgements changed", n=n)
