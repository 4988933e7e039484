"""The named parts of a report: an outline template says which of them stand where."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from credreview.report.model import Block
from credreview.report.parts.agreement import agreement
from credreview.report.parts.articles import articles
from credreview.report.parts.cards import claims
from credreview.report.parts.claim_table import claim_table
from credreview.report.parts.contents import contents
from credreview.report.parts.context import Context
from credreview.report.parts.differences import differences
from credreview.report.parts.evidence import evidence
from credreview.report.parts.grades import grades
from credreview.report.parts.key import key
from credreview.report.parts.masthead import figures, masthead
from credreview.report.parts.merge import merge
from credreview.report.parts.method import fingerprint, method, remarks
from credreview.report.parts.profile import profile
from credreview.report.parts.progress import progress
from credreview.report.parts.provenance import provenance
from credreview.report.parts.record import hashes, record
from credreview.report.parts.sources import sources
from credreview.report.parts.statement import statement
from credreview.report.parts.timeline import timeline

Builder = Callable[[Context], Sequence[Block]]

#: What makes each part; a part that has nothing to say has no blocks, and is left out.
BUILDERS: Mapping[str, Builder] = {
    "masthead": masthead,
    "figures": figures,
    "statement": statement,
    "contents": contents,
    "record": record,
    "hashes": hashes,
    "remarks": remarks,
    "provenance": provenance,
    "grades": grades,
    "progress": progress,
    "timeline": timeline,
    "articles": articles,
    "claims": claims,
    "claim_table": claim_table,
    "sources": sources,
    "agreement": agreement,
    "differences": differences,
    "profile": profile,
    "merge": merge,
    "evidence": evidence,
    "key": key,
    "method": method,
    "fingerprint": fingerprint,
}


def makers(context: Context) -> Mapping[str, Callable[[], Sequence[Block]]]:
    """Return what makes each part of a summary, but for those that the request leaves out."""
    return {
        name: partial(build, context)
        for name, build in BUILDERS.items()
        if name not in context.request.left_out
    }
