"""What stands beside each other after a merge: the differences that it brings or touches."""

from credreview.domain.differences import DifferenceKey, DifferenceKind, DifferenceQuery
from credreview.domain.merging import MergeReport
from credreview.store.reader import Reader

_OF_CLAIMS = frozenset({DifferenceKind.JUDGEMENT, DifferenceKind.DELETED})
_OF_FIELDS = frozenset({DifferenceKind.FIELD})


def differences(before: Reader, after: Reader, report: MergeReport) -> list[DifferenceKey]:
    """Return the differences for `after`, in the order of the texts.

    Of claims that something new was written about, all are told: a third
    opinion concerns an old difference too. Of other fields, such as an
    article's date, only those with values that met in this merge.

    Args:
        before: The review without what came.
        after: A copy of it, with what came.
        report: What came.
    """
    claims = frozenset(report.touched_claims)
    found = after.difference_keys(
        DifferenceQuery(kinds=_OF_CLAIMS, claims=claims, articles=frozenset())
    )
    whole = DifferenceQuery(kinds=_OF_FIELDS)
    known = set(before.difference_keys(whole))  # local numbers are the same in a copy
    return found + [key for key in after.difference_keys(whole) if key not in known]
