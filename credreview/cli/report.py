"""`credreview report`: a summary as a file, without a window."""

import argparse
import os
import re
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from credreview.cli import painting
from credreview.cli.commands import FINE, Commands, plain
from credreview.cli.reviewers import looker, reviewer_id
from credreview.domain import handling
from credreview.domain.errors import UserError
from credreview.domain.model import ArticleQuery
from credreview.domain.summary import Kind, Paper, Request
from credreview.report.outline import PARTS
from credreview.review import people
from credreview.review.session import ReviewSession
from credreview.text import tr

if TYPE_CHECKING:
    from credreview.report.model import Report

#: Option -> the kind of report that is about what it names.
_ABOUT = {
    "article": Kind.ARTICLE,
    "claim": Kind.CLAIM,
    "source": Kind.SOURCE,
    "outlet": Kind.OUTLET,
    "merge": Kind.MERGE,
}
_NARROWED = re.compile(r'(?<!\S)(outlet|provenance):("[^"]*"|\S*)')
_STDOUT = Path("-")


def add(commands: Commands) -> None:
    """Add the command."""
    told = commands.add("report", tr("Save a summary as a file."), _report)
    told.add_argument("-o", dest="target", type=Path, required=True, metavar="FILE",
                      help=tr("its ending says in which form; - prints Markdown"))  # fmt: skip
    told.add_argument("--kind", choices=[kind.value for kind in Kind])
    about = told.add_mutually_exclusive_group()
    about.add_argument("--article", metavar="ID", help=tr("of this article"))
    about.add_argument("--claim", metavar="ID", help=tr("of this claim"))
    about.add_argument("--source", metavar="NAME", help=tr("of who asserts claims"))
    about.add_argument("--outlet", metavar="NAME", help=tr("of an outlet, which prints claims"))
    about.add_argument("--merge", metavar="NUMBER", help=tr("of this merge, as listed by merges"))
    about.add_argument("--filter", metavar="WORDS", help=tr("of articles that hold these words"))
    told.add_argument("--tlp", metavar="MARK", help=tr("how far it may be passed on"))
    told.add_argument("--reviewer", metavar="NAME", help=tr("who makes it"))
    told.add_argument("--lead", metavar="NAME", help=tr("whose judgement counts"))
    told.add_argument("--paper", choices=[paper.value for paper in Paper], default=Paper.A4.value)
    told.add_argument("--without", action="append", default=[], choices=PARTS, metavar="PART",
                      help=tr("leave this part out"))  # fmt: skip
    told.add_argument("--templates", type=Path, metavar="DIR", help=tr("own templates"))
    told.add_argument("--replace", action="store_true", help=tr("over a file that is there"))


def _report(options: argparse.Namespace) -> int:
    # Loaded here: what renders reports is slow to load, and `--help` needs none of it.
    from credreview.review import report_files, summaries

    kind, about = _kind(options)
    to_file = options.target != _STDOUT
    is_pdf = to_file and options.target.suffix.lower() == ".pdf"
    # Asked for first: a report of thousands of claims is not made in vain.
    paint = painting.required() if is_pdf else _no_painter
    page: tuple[str, ...] = ()
    read_only = not os.access(options.review, os.W_OK)
    person = people.named(options.reviewer) if options.reviewer else looker(None)
    with closing(ReviewSession.open(options.review, person, read_only=read_only)) as session:
        if to_file:
            report_files.check_target(session, options.target, replace=options.replace)
        request = _request(session, kind, about, options)
        kept = summaries.record_print(session, "export")
        made = summaries.held_report(session, request, templates=options.templates)
        if to_file:
            page = report_files.save(made, options.target, paint, options.templates)
    if to_file:
        digits = made.short_fingerprint
        print(tr("Made {path}, of state {digits}.", path=plain(str(options.target)), digits=digits))
    else:
        sys.stdout.write(report_files.rendered(made, ".md").decode())
    for remark in (*made.remarks, *made.broken, *page, *kept.remarks):
        print(plain(remark), file=sys.stdout if to_file else sys.stderr)
    return FINE


def _kind(options: argparse.Namespace) -> tuple[Kind, str]:
    """Return which kind of report is wanted, and about what."""
    named = {name: getattr(options, name) for name in _ABOUT if getattr(options, name) is not None}
    asked = Kind(options.kind) if options.kind else None
    if named:
        ((name, about),) = named.items()
        if asked not in (None, _ABOUT[name]):
            raise UserError(
                "report.kind",
                tr("A report of the kind {kind} is not about --{name}.", kind=asked, name=name),
                tr("Leave --kind out."),
            )
        return _ABOUT[name], str(about)
    kind = asked or Kind.REVIEW
    needed = next((name for name, of in _ABOUT.items() if of is kind), None)
    if needed:
        raise UserError(
            "report.about",
            tr("A report of the kind {kind} is about something.", kind=kind),
            tr("Name it with --{name}.", name=needed),
        )
    return kind, ""


def _request(
    session: ReviewSession, kind: Kind, about: str, options: argparse.Namespace
) -> Request:
    _check_words(about, options.filter or "")
    return Request(
        kind=kind,
        about=about,
        query=_query(session, options.filter),
        left_out=frozenset(options.without),
        lead="" if options.lead is None else reviewer_id(session, options.lead),
        mark=None if options.tlp is None else handling.read_mark(options.tlp),
        paper=Paper(options.paper),
    )


def _check_words(*given: str) -> None:
    """Refuse what a terminal could not read as text: it is nobody's name."""
    for words in given:
        try:
            words.encode()
        except UnicodeError:
            raise UserError(
                "report.words",
                tr("“{words}” is not text in UTF-8.", words=plain(words)),
                tr("Look at the terminal's encoding."),
            ) from None


def _query(session: ReviewSession, words: str | None) -> ArticleQuery:
    """Return what a filter asks for: words as in the list, `outlet:NAME`, `provenance:TERM`."""
    if words is None:
        return ArticleQuery()
    found: dict[str, set[str]] = {"outlet": set(), "provenance": set()}
    for name, value in _NARROWED.findall(words):
        found[name].add(value.strip('"'))
    terms = {
        key.casefold(): term.id
        for term in session.vocabulary.provenance
        for key in (term.id, term.label)
    }
    unknown = [name for name in found["provenance"] if name and name.casefold() not in terms]
    if unknown:
        raise UserError(
            "report.provenance",
            tr("“{name}” is no kind of provenance.", name=sorted(unknown)[0]),
            tr("Known are {names}.", names=", ".join(sorted(set(terms.values())))),
        )
    return ArticleQuery(
        text=" ".join(_NARROWED.sub(" ", words).split()),
        outlets=frozenset(found["outlet"]),
        provenance=frozenset(terms.get(name.casefold(), "") for name in found["provenance"]),
    )


def _no_painter(report: "Report", target: Path) -> None:
    raise AssertionError("only a PDF is painted")
