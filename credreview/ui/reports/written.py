"""A report that goes out of the house: read from one state that the review keeps, then written."""

from pathlib import Path

from credreview import environment
from credreview.domain.summary import Request
from credreview.domain.work import Ticker
from credreview.report.model import Report
from credreview.review import report_files, summaries
from credreview.review.session import ReviewSession
from credreview.text import tr


def final_report(
    session: ReviewSession, request: Request, why: str, tick: Ticker
) -> tuple[Report, tuple[str, ...]]:
    """Return a report, all of it read from one state, and what could not be kept of that.

    The state is sealed and kept in the review first, so that the fingerprint
    on each page can be compared later.

    Args:
        session: The review.
        request: Which report.
        why: "print" or "export".
        tick: Told what is done.
    """
    tick(0, 0, tr("Reading"))
    recorded = summaries.record_print(session, why)
    return summaries.held_report(session, request, tick), recorded.remarks


def save(session: ReviewSession, request: Request, target: Path, tick: Ticker) -> tuple[str, ...]:
    """Write a report in the form that the name's ending says; one that is there is replaced.

    Returns:
        What could not be kept of its state, a sentence each.

    Raises:
        UserError: The name has another ending, or it cannot be written.
        Cancelled: By `tick`; nothing has changed then.
    """
    report_files.check_target(session, target, replace=True)
    report, remarks = final_report(session, request, "export", tick)

    def paint(report: Report, path: Path) -> None:
        from credreview.ui.paper.pdf import write_pdf

        words = report_files.rendered(report, ".md")
        write_pdf(report, path, words, environment.now(), tick)

    tick(0, 0, tr("Writing"))
    page = report_files.save(report, target, paint)
    return (*remarks, *report.broken, *page)
