"""A report as a file: in its form, whole, under its name, or not at all."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from credreview.domain.errors import UserError
from credreview.report.model import Report
from credreview.review.handover import check_place
from credreview.review.session import ReviewSession
from credreview.review.summaries import templates_folder
from credreview.review.whole_file import written_whole
from credreview.text import tr

#: Writes a report to a PDF of that name, whole or not at all.
Painter = Callable[[Report, Path], None]

FORMS: Final = (".md", ".html", ".pdf", ".docx")


def check_target(session: ReviewSession, target: Path, *, replace: bool) -> None:
    """Refuse early what cannot be, before long work is done in vain.

    Raises:
        UserError: The name has another ending, or is taken; the review itself is never replaced.
    """
    if target.suffix.lower() not in FORMS:
        raise UserError(
            "report.bad_name",
            tr("“{name}” is no name for a report.", name=target.name),
            tr("Let it end in {forms}.", forms=", ".join(FORMS)),
        )
    check_place(session.file.path, target, replace=replace)


def save(
    report: Report, target: Path, paint: Painter, templates: Path | None = None
) -> tuple[str, ...]:
    """Write a report in the form that its name asks for; it is on disk when this returns.

    It takes the place of what was there: see `check_target`.

    Args:
        report: Best held.
        target: Where it is to stand.
        paint: Used for a PDF alone.
        templates: Folder of templates; None: `summaries.templates_folder`.

    Returns:
        What to tell of the page that frames it, if an organisation's own is broken.

    Raises:
        UserError: It cannot be written.
        Cancelled: From the painter; nothing has changed then.
    """
    form = target.suffix.lower()
    if form == ".pdf":
        paint(report, target)
        return ()
    data, told = _rendered(report, form, templates)
    with written_whole(target) as unfinished:
        unfinished.write_bytes(data)
    return told


def rendered(report: Report, form: str, templates: Path | None = None) -> bytes:
    """Return a report as ".md", ".html" or ".docx"."""
    return _rendered(report, form, templates)[0]


def _rendered(report: Report, form: str, templates: Path | None) -> tuple[bytes, tuple[str, ...]]:
    if form == ".docx":
        from credreview.report import docx

        return docx.render(report), ()
    if form == ".html":
        from credreview.report import html

        page, told = html.render_told(report, templates or templates_folder())
        return page.encode(), told
    from credreview.report import markdown

    return markdown.render(report).encode(), ()
