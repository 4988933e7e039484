"""The sample review: built from the articles in seeds/ and a file of actions.

The actions name spans by their words and claims by a name of their own, so
that the articles can be edited without counting characters.
"""

import json
from pathlib import Path
from typing import Any

from credreview.domain.identity import article_id
from credreview.domain.model import Changed, Person
from credreview.intake import files
from credreview.resources import seed
from credreview.review import actions, lines
from credreview.review.bulk import import_files
from credreview.review.session import ReviewSession

#: Fixed, so that samples made apart are the same two fictional people.
_PEOPLE = {
    "Sample Reviewer": Person("5a" * 16, "Sample Reviewer"),
    "Second Sample Reviewer": Person("5b" * 16, "Second Sample Reviewer"),
}
TITLE = "Sample review"


def reviewer() -> Person:
    """Return the fictional person in whose name the sample review opens."""
    return _PEOPLE["Sample Reviewer"]


def build(path: Path) -> None:
    """Make the sample review at `path`; raises UserError where it cannot be."""
    articles = sorted(seed("articles").iterdir())
    by_name = {a.name: files.read_article(a).text for a in articles}
    claims: dict[str, str] = {}
    script = [json.loads(line) for line in _lines(seed("actions.jsonl"))]
    first = reviewer()
    session = ReviewSession.create(path, first, title=TITLE)
    try:
        list(import_files(session, articles))
        for person, part in _by_person(script, first):
            session.file.close()
            session = ReviewSession.open(path, person)
            _play(session, part, by_name, claims)
    finally:
        session.file.close()


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _by_person(
    script: list[dict[str, Any]], person: Person
) -> list[tuple[Person, list[dict[str, Any]]]]:
    parts: list[tuple[Person, list[dict[str, Any]]]] = [(person, [])]
    for line in script:
        if line["do"] == "reviewer":
            parts.append((_PEOPLE[line["name"]], []))
        else:
            parts[-1][1].append(line)
    return [part for part in parts if part[1]]


def _play(
    session: ReviewSession,
    script: list[dict[str, Any]],
    by_name: dict[str, str],
    claims: dict[str, str],
) -> None:
    """Do a reviewer's lines: the marks first, since the others name their claims."""
    marks = [line for line in script if line["do"] == "mark_claim"]
    deeds = []
    for mark in marks:
        text = by_name[mark["article"]]
        start = -1
        for _ in range(mark.get("occurrence", 1)):
            start = text.index(mark["quote"], start + 1)
        end = start + len(mark["quote"])
        deeds.append(actions.mark_claim(article_id(text), start, end))
    done = session.do_all(deeds)
    for mark, result in zip(marks, done, strict=True):
        assert isinstance(result, Changed), result
        claims[mark["ref"]] = result.answers["claim"]
    others = []
    for entry in script:
        if entry["do"] != "mark_claim":
            named: dict[str, str] = {k: claims[entry[k]] for k in ("claim", "to") if k in entry}
            deed = lines.deed_of({**entry, **named}, session.vocabulary)
            assert not isinstance(deed, str)
            others.append(deed)
    for result in session.do_all(others):
        assert isinstance(result, Changed), result
