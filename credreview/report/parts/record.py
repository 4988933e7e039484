"""Where an article came from: facts with what is not stated, and checksums."""

from collections.abc import Sequence

from credreview.domain.summary import Evidence, Finding, Kind
from credreview.report.model import Block, Hashes, Record
from credreview.report.moments import date_words, moment_words
from credreview.report.parts.context import ArticleRecord, Context
from credreview.text import tr


def record(context: Context) -> Sequence[Block]:
    """Return the record of the one article of this summary."""
    about = _about(context)
    if about is None:
        return ()
    facts, evidence = about
    rows = (
        (tr("Outlet"), (_fact(facts, "outlet"),)),
        (tr("Author"), (_fact(facts, "author"),)),
        (tr("Published"), (_fact(facts, "published"),)),
        (tr("Address"), (_fact(facts, "url"),)),
        (tr("Captured"), tuple(map(_captured, evidence.findings)) or (tr("Not recorded"),)),
        (tr("File"), _files(facts, evidence)),
    )
    return (Record(tr("Record"), rows, _note(facts)),)


def hashes(context: Context) -> Sequence[Block]:
    """Return the checksums of the article's file and of its normalised text."""
    about = _about(context)
    return (Hashes(tuple(hash_rows(about[1]))),) if about else ()


def hash_rows(evidence: Evidence) -> list[tuple[str, str]]:
    """Return (label, digits or words) for each file an article was found in, and for its text."""
    files = dict.fromkeys(finding.capture.bytes_sha256 for finding in evidence.findings)
    rows = [(tr("SHA-256 of the file"), digits or tr("Not recorded")) for digits in files]
    text = evidence.text_sha256
    if text and text in files:
        said = tr("identical: the file is already in normal form")
    else:
        said = text or tr("Not recorded")
    return [*rows, (tr("of the normalised text"), said)]


def _about(context: Context) -> tuple[ArticleRecord, Evidence] | None:
    articles = context.part.articles
    if not articles or (len(articles) > 1 and context.request.kind is not Kind.CLAIM):
        return None
    key = articles[0].key  # a claim's own article is the first one of its dossier
    facts = context.fetch.record(key)
    found = context.fetch.evidence([key])
    return (facts, found[0]) if facts and found else None


def _fact(about: ArticleRecord, name: str) -> str:
    stated: str | None = getattr(about.facts, name)
    if stated is None:
        return tr("Not stated in the file")
    said = date_words(stated) if name == "published" else stated
    if name in about.supplied:
        return f"[{said}]"
    return tr("{fact} (read from the text)", fact=said) if name in about.guessed else said


def _captured(finding: Finding) -> str:
    when = moment_words(finding.capture.captured_at)
    return tr("{when}, by {name}", when=when, name=finding.by) if finding.by else when


def _files(about: ArticleRecord, evidence: Evidence) -> tuple[str, ...]:
    files = dict.fromkeys(map(file_words, evidence.findings))
    return (*files, _length(about))


def file_words(finding: Finding) -> str:
    """Return a file's name and size."""
    name = finding.capture.file_name or tr("without a name")
    if finding.size is None:
        return tr("{name}, not kept in this review", name=name)
    return tr("{name}, {size} bytes", name=name, size=f"{finding.size:,}")


def _length(about: ArticleRecord) -> str:
    count = f"{about.words:,}"
    if about.counts_characters:
        length = tr("{count} characters", count=count)
    else:
        length = tr("1 word") if about.words == 1 else tr("{count} words", count=count)
    language = about.facts.language
    if language is None:
        return tr("{length}; language not stated", length=length)
    return tr("{length}; language: {language}", length=length, language=language)


def _note(about: ArticleRecord) -> str:
    if about.supplied:
        return tr("[ ] supplied by a reviewer; it does not stand in the file.")
    return ""
