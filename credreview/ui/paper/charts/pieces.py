"""Any chart as its pieces, from top to bottom."""

from collections.abc import Callable
from typing import Any, Final

from credreview.report import charts
from credreview.report.charts import Chart
from credreview.ui.paper.charts import (
    agreement_chart,
    agreement_matrix,
    grade_matrix,
    progress,
    provenance_mix,
    timeline,
)
from credreview.ui.paper.charts.ink import Ink
from credreview.ui.paper.charts.ledger import Piece

_MAKERS: Final[dict[type, Callable[[Any, Ink, float], list[Piece]]]] = {
    charts.GradeMatrix: grade_matrix.pieces,
    charts.ProvenanceMix: provenance_mix.pieces,
    charts.ProgressChart: progress.pieces,
    charts.Timeline: timeline.pieces,
    charts.AgreementMatrix: agreement_matrix.pieces,
    charts.AgreementChart: agreement_chart.pieces,
}


def pieces(chart: Chart, ink: Ink, width: float) -> list[Piece]:
    """Return the parts of a chart in a width in points; a head, where there is one, comes first."""
    return _MAKERS[type(chart)](chart, ink, width)
