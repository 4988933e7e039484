"""`credreview verify`: does the review still say what a printed or saved summary says?"""

import argparse
import json
import sys
import tempfile
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Any

from credreview.cli import painting
from credreview.cli.commands import FINE, PROBLEMS, Commands, plain
from credreview.cli.reviewers import add_eyes, looker
from credreview.domain.errors import UserError
from credreview.domain.history_words import sentence
from credreview.domain.vocabulary import Vocabulary
from credreview.report.model import Report
from credreview.review import verification_words
from credreview.review.session import ReviewSession
from credreview.review.verifying import (
    Printed,
    Standing,
    Verification,
    read_printed,
    typed,
    verify,
)
from credreview.text import tr


def add(commands: Commands) -> None:
    """Add the command."""
    told = commands.add(
        "verify", tr("Tell whether the review still says what a summary says."), _verify
    )
    told.add_argument("file", nargs="?", type=Path, metavar="FILE")
    told.add_argument("--fingerprint", metavar="HEX", help=tr("digits off a printed page"))
    add_eyes(told)
    told.add_argument("--json", action="store_true", help=tr("one JSON object"))


def _verify(options: argparse.Namespace) -> int:
    printed = _printed(options.file, options.fingerprint)
    with closing(
        ReviewSession.open(options.review, looker(options.looker), read_only=True)
    ) as session:
        found = verify(session, printed, _painted if printed.pages else None)
        vocabulary = session.vocabulary
    if options.json:
        sys.stdout.write(json.dumps(_object(found, vocabulary)) + "\n")
    else:
        for line in verification_words.lines(found, vocabulary):
            print(plain(line))
    return FINE if found.standing is Standing.SAME else PROBLEMS


def _printed(file: Path | None, digits: str | None) -> Printed:
    if (file is None) == (digits is None):
        raise UserError(
            "verify.what",
            tr("What is to be verified?"),
            tr("Name a file, or type the digits of a page after --fingerprint."),
        )
    return read_printed(file) if file is not None else typed(digits or "")


def _painted(report: Report) -> Printed | None:
    """Return what the pages of a report say, painted and read back; None without Qt."""
    paint = painting.painter()
    if paint is None:
        return None
    with tempfile.TemporaryDirectory(prefix="credreview-") as folder:
        target = Path(folder) / "again.pdf"
        paint(report, target)
        return read_printed(target)


def _object(found: Verification, vocabulary: Vocabulary) -> dict[str, Any]:
    told = asdict(found)
    told["steps"] = [
        {
            "action": step.action,
            "when": step.when,
            "reviewer": step.reviewer,
            "reviewer_name": step.reviewer_name,
            "do": step.label,
            "claim": step.place.claim or None,
            "article": step.place.article or None,
            "words": sentence(step, vocabulary),
        }
        for step in found.steps
    ]
    return told | {"when": found.when or None, "why": found.why or None}
