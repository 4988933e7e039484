"""Write the file of today's format that tests/migrations keeps for ever.

Run once when a format is released, as `python tests/migrations/make_kept_file.py TARGET`;
a file that was kept is never made anew.
"""

import os
import sys
import tempfile
from pathlib import Path

from credreview.domain.model import Person
from credreview.review import actions, adjudicating, judging, merging, versions
from credreview.review.bulk import import_files
from credreview.review.session import ReviewSession

ARTICLES = {
    "harbour.md": (
        "---\ntitle: Harbour closed\noutlet: Fictional Courier\npublished: 2024-05-06\n---\n"
        "# Harbour closed\n\nThe harbour office said that ten ships were turned away.\n\n"
        "> Fishermen counted twenty.\n\n- A repair lasts a week.\n"
    ),
    "bridge.txt": "Bridge opens early\n\nThe ministry said the bridge opened on Monday.\n",
}


def make(target: Path) -> None:
    """Write a small review with something of everything that a format holds."""
    folder = Path(tempfile.mkdtemp())
    os.environ["CREDREVIEW_HOME"] = str(folder / "home")
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    first = ReviewSession.create(target, Person("5c" * 16, "Kept Reviewer"), title="Kept review")
    results = list(import_files(first, [folder / name for name in ARTICLES]))
    claims = []
    for result, words in zip(
        results, ("ten ships were turned away", "opened on Monday"), strict=True
    ):
        text = first.reader.article(str(result.article)).text
        start = text.index(words)
        deed = actions.mark_claim(str(result.article), start, start + len(words))
        claims.append(first.do(deed).answers["claim"])
    terms = first.vocabulary
    first.do(
        judging.judge(
            claims[0],
            terms,
            provenance="government_statement",
            attributed_to="Fictional Harbour Office",
            directness="paraphrase",
            reliability="B",
            credibility="3",
            confidence="moderate",
            rationale="The office counted *its own* ships; é \U0001f426.",
            flags=["misleading_context"],
        )
    )
    first.do(actions.set_article(str(results[1].article), title="Bridge opens", outlet=None))
    first.do(actions.link(claims[0], claims[1], "contradicts", terms, "Not both on one day."))
    first.do(actions.write_note("article", str(results[0].article), "Ask the office."))
    first.do(judging.judge(claims[1], terms, confidence="low"))
    first.undo()
    first.do(actions.set_article(str(results[0].article), author="A. Fictional"))
    first.undo()
    first.redo()
    first.file.close()
    second = ReviewSession.open(target, Person("5d" * 16, "Second Kept Reviewer"))
    second.do(judging.judge(claims[0], terms, reliability="D", credibility="5"))
    second.do(judging.judge(claims[1], terms, not_checkable=True))
    second.do(actions.mark_claim(str(results[1].article), 0, 6, 1))
    second.undo()
    early = second.do(actions.mark_claim(str(results[1].article), 7, 12)).answers["claim"]
    _of_several(target, second, claims, early)


def _of_several(target: Path, second: ReviewSession, claims: list[str], early: str) -> None:
    """Add what several reviewers do: blind, agreed, linked, sealed, merged, set aside."""
    terms = second.vocabulary
    copy = target.with_name("kept-copy.credreview")
    second.save_copy(copy)
    second.do(adjudicating.set_blind(True))
    second.do(adjudicating.set_handling("AMBER"))
    second.do(judging.judge(early, terms, reliability="C", credibility="6"))
    second.do(
        adjudicating.adjudicate(
            claims[0], terms, reason="Talked over.", reliability="C", credibility="4"
        )
    )
    second.do(versions.same_claim(early, claims[1]))
    second.seal("export")
    third = ReviewSession.open(copy, Person("5e" * 16, "Third Kept Reviewer"))
    for claim in claims:
        third.do(judging.judge(claim, terms, reliability="A", credibility="2"))
    third.close()
    merging.merge(second, copy)
    fourth = ReviewSession.open(copy, Person("5f" * 16, "Fourth Kept Reviewer"))
    fourth.do(judging.judge(claims[0], terms, provenance="social_post"))
    fourth.close()
    merging.merge(second, copy)
    second.do(actions.write_note("claim", claims[0], "Ask again."))
    merging.undo_merge(second, 2)
    second.file.close()
    copy.unlink()


if __name__ == "__main__":
    make(Path(sys.argv[1]))
