"""The one door from the command line to the painter of pages."""

from pathlib import Path

from credreview import environment
from credreview.domain.errors import UserError
from credreview.report.model import Report
from credreview.review.report_files import Painter, rendered
from credreview.text import tr


def painter() -> Painter | None:
    """Return what writes a report to a PDF, or None where there is no Qt."""
    try:
        from credreview.ui.paper import application
        from credreview.ui.paper.pdf import write_pdf
    except ImportError:
        return None
    running = application.ensure()

    def paint(report: Report, target: Path) -> None:
        assert running is not None  # it lives as long as this does: without it there are no fonts
        words = rendered(report, ".md")
        write_pdf(report, target, words, environment.now())

    return paint


def required() -> Painter:
    """Return what writes a report to a PDF.

    Raises:
        UserError: There is no Qt.
    """
    found = painter()
    if found is None:
        raise UserError(
            "report.no_painter",
            tr("A PDF cannot be made here: PySide6 is not installed."),
            tr("Save the report as .html, .docx or .md."),
        )
    return found
