"""`credreview agreement`: how far reviewers agree on the claims that they judged."""

import argparse
import json
import sys
from contextlib import closing
from dataclasses import asdict
from typing import Any

from credreview.analysis.agreement import Comparison, Pair, Together
from credreview.analysis.coefficients import DRAWS, SEED, Coefficient
from credreview.analysis.ratings import MISSING
from credreview.analysis.spans import SpanAgreement
from credreview.cli.commands import FINE, Commands, plain
from credreview.cli.reviewers import add_eyes, looker, reviewer_id
from credreview.domain.errors import UserError
from credreview.domain.progress import NOT_CHECKABLE
from credreview.review import agreement, agreement_words
from credreview.review.agreement import Figures
from credreview.review.session import ReviewSession
from credreview.text import tr

#: What stands for values without a name of their own.
_NAMES = {MISSING: "missing", NOT_CHECKABLE: "not_checkable"}


def add(commands: Commands) -> None:
    """Add the command."""
    told = commands.add(
        "agreement", tr("Tell how far reviewers agree on claims that they judged."), _agreement
    )
    add_eyes(told)
    told.add_argument("--json", action="store_true", help=tr("one JSON object"))
    told.add_argument(
        "--reviewer",
        action="append",
        default=[],
        metavar="NAME",
        help=tr("compare this one; give it for each of two or more"),
    )


def _agreement(options: argparse.Namespace) -> int:
    with closing(
        ReviewSession.open(options.review, looker(options.looker), read_only=True)
    ) as session:
        chosen = {reviewer_id(session, name) for name in options.reviewer}
        if len(chosen) == 1:
            raise UserError(
                "agreement.alone",
                tr("One reviewer alone cannot be compared."),
                tr("Give --reviewer for each of two or more, or not at all."),
            )
        found = agreement.figures(session, chosen)
        vocabulary = session.vocabulary
    if options.json:
        sys.stdout.write(json.dumps(_object(found)) + "\n")
    else:
        for line in agreement_words.lines(found, vocabulary):
            print(plain(line))
    return FINE


def _object(figures: Figures) -> dict[str, Any]:
    return {
        "reviewers": [{"id": person.id, "name": person.name} for person in figures.people],
        "pairs": [_pair(pair, spans) for pair, spans in figures.with_spans()],
        "together": [_together(of) for of in figures.agreement.together],
        "blind": figures.agreement.any_blind,
        "hidden": figures.hidden,
        "interval": {"method": "percentile bootstrap by claim", "draws": DRAWS, "seed": SEED},
    }


def _pair(pair: Pair, spans: SpanAgreement) -> dict[str, Any]:
    return {
        "reviewers": [pair.one, pair.other],
        "judged": pair.judged,
        "blind": pair.blind,
        "dimensions": [_comparison(of) for of in pair.comparisons],
        "spans": asdict(spans)
        | {name: getattr(spans, name) for name in ("exact", "overlap", "dice", "jaccard")},
    }


def _comparison(of: Comparison) -> dict[str, Any]:
    return {
        "dimension": of.scale.dimension,
        "n": of.n,
        "same": of.same,
        "one_step": of.one_step,
        "more": of.more,
        "from_one": {_name(value): of.from_one(value) for value in of.scale.apart},
        "from_both": {_name(value): of.from_both(value) for value in of.scale.apart},
        "kappa": _coefficient(of.kappa),
        "weights": "linear" if of.scale.is_ordered else None,
        "values": [_name(value) for value in of.scale.all],
        "matrix": of.matrix,
    }


def _together(of: Together) -> dict[str, Any]:
    return {
        "dimension": of.dimension,
        "claims": of.units,
        "values": of.values,
        "alpha": _coefficient(of.alpha),
    }


def _coefficient(of: Coefficient) -> dict[str, Any]:
    return {"value": of.value, "low": of.low, "high": of.high, "left_out": of.why}


def _name(value: str) -> str:
    return _NAMES.get(value, value)
