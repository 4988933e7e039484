"""What blind mode has to know of the past of a judgement."""

import json

from credreview.domain.identity import judgement_id
from credreview.domain.progress import NOT_CHECKABLE
from credreview.store import links
from credreview.store.view import View


def shows_others(view: View, claim: str) -> bool:
    """Return whether this reviewer sees what anybody else thinks of a claim."""
    if any(judgement.reviewer != view.reviewer for judgement in view.judgements(claim)):
        return True
    return bool(view.adjudications(claim) or links.judgements(view, claim))


def undone_verdict(view: View, claim: str) -> bool:
    """Return whether the reviewer had decided on a claim and undid it.

    Others' judgements were shown then, whatever the own judgement says now.
    """
    record = judgement_id(claim, view.reviewer)
    for (body,) in view.db.execute(
        "SELECT a.body FROM change c JOIN action a ON a.n = c.n"
        " WHERE c.r = ? AND c.ops > 1 AND a.is_off = 1 AND a.reviewer = ?",
        (view.record("judgement", record), view.number),
    ):
        for kind, changed, _, fields in json.loads(body.decode())["changes"]:
            if (kind, changed) == ("judgement", record) and _is_verdict(fields.get("grade")):
                return True
    return False


def _is_verdict(grade: object) -> bool:
    if not isinstance(grade, list) or len(grade) != 2:
        return False
    reliability, credibility = grade
    return credibility == NOT_CHECKABLE or None not in (reliability, credibility)
