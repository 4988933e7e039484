"""Charts of a report: the figures they show, each with its table; nothing of how they are drawn."""

from dataclasses import dataclass

from credreview.report.tables import Table


@dataclass(frozen=True, slots=True)
class ClaimRefs:
    """Claims that fall into one field of a chart.

    Attributes:
        count: All of them.
        numbers: Their numbers in this report, at most `MOST_NUMBERS` of them.
    """

    count: int
    numbers: tuple[int, ...]


#: Of more claims than these, a chart shows the count alone.
MOST_NUMBERS = 30


@dataclass(frozen=True, slots=True)
class GradeMatrix:
    """Source reliability by information credibility; F, 6 and what has no pair stand apart.

    Attributes:
        cells: Per (reliability, credibility), "F" and "6" included; missing ones are empty.
        half: Claims with one half of a pair only.
        reliability, credibility: (sign, label) in order, F and 6 last.
        not_judged, not_checkable, half: With `words` for the three, in this order.
        title, note: What stands above it where no heading of the outline does: beside a statement.
    """

    cells: dict[tuple[str, str], ClaimRefs]
    not_judged: ClaimRefs
    not_checkable: ClaimRefs
    half: ClaimRefs
    words: tuple[str, str, str]
    reliability: tuple[tuple[str, str], ...]
    credibility: tuple[tuple[str, str], ...]
    table: Table
    title: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """One claim in a chart: its number, whether it is the first article's, whether it is judged."""

    number: int
    is_filled: bool
    is_judged: bool


@dataclass(frozen=True, slots=True)
class MixRow:
    """One provenance type: its id ("" for not given), label, claims, share and claims an article.

    Attributes:
        boxes: A box a claim where there are few; empty where a bar is to be drawn.
        family: official, party, record, report, analysis or none.
    """

    id: str
    label: str
    count: int
    share: str
    per_article: tuple[int, ...]
    boxes: tuple[Box, ...]
    family: str = "none"


@dataclass(frozen=True, slots=True)
class ProvenanceMix:
    """Who asserts the claims: by count, then in the order of the vocabulary."""

    rows: tuple[MixRow, ...]
    total: int
    article_titles: tuple[str, ...]
    table: Table
    note: str


@dataclass(frozen=True, slots=True)
class ProgressRow:
    """How far something is: counts in the order of `Progress.states`."""

    label: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ProgressChart:
    """How many claims are judged, differ, are not checkable, are open.

    Attributes:
        states: (id, label): "judged", "differing", "not_checkable", "open".
        rows: All together first; then by article, if these are at most 20.
    """

    states: tuple[tuple[str, str], ...]
    rows: tuple[ProgressRow, ...]
    table: Table


@dataclass(frozen=True, slots=True)
class Bucket:
    """Claims of articles published in one period.

    Attributes:
        period: "2025", "2025-10" or "2025-10-29".
        counts: As in `ProgressChart.states`.
    """

    period: str
    label: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """Claims by the date their article was published; without gaps, oldest first.

    Attributes:
        undated: Claims of articles without a date that could be read; they stand apart.
    """

    buckets: tuple[Bucket, ...]
    undated: int
    words: str
    states: tuple[tuple[str, str], ...]
    table: Table


@dataclass(frozen=True, slots=True)
class AgreementMatrix:
    """Which values two reviewers gave the same claims.

    Attributes:
        title: The scale: "Source reliability".
        rows, columns: The reviewers' names.
        values: Ordered values in order; `apart`: values outside the order (F, 6, missing).
        counts: Per (row value, column value).
        summary: (count, words): same, one step apart, ...
    """

    title: str
    rows: str
    columns: str
    values: tuple[str, ...]
    apart: tuple[str, ...]
    counts: dict[tuple[str, str], int]
    summary: tuple[tuple[int, str], ...]
    table: Table


@dataclass(frozen=True, slots=True)
class Interval:
    """A coefficient with its 95 % interval; None where it is left out."""

    value: float | None
    low: float | None
    high: float | None
    words: str


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """One scale: how many claims, how many the same, and the coefficients."""

    scale: str
    claims: int
    same: str
    kappa: Interval
    alpha: Interval


@dataclass(frozen=True, slots=True)
class AgreementChart:
    """Agreement by scale, as points with whiskers on -0.5 to 1; no verdict word anywhere."""

    columns: tuple[str, str, str, str, str]
    rows: tuple[AgreementRow, ...]
    table: Table
    note: str


Chart = GradeMatrix | ProvenanceMix | ProgressChart | Timeline | AgreementMatrix | AgreementChart
