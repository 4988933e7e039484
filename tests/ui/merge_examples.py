"""Review files of other people, to be merged into the small review of the window's tests."""

import hashlib
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QDialog, QPushButton
from window_examples import ANNA, BORIS, Driver, span

from credreview import environment
from credreview.domain.model import Person
from credreview.review.actions import mark_claim, set_article
from credreview.review.bulk import import_files
from credreview.review.judging import judge
from credreview.review.session import ReviewSession
from credreview.ui.merging.merge_window import MergeWindow

CARLA = Person("c3" * 16, "Sample Carla")

THIRD = """# Fishermen go out again

Three boats left the small harbour on Thursday, the fishermen's union said.
"""

#: Words of the first article that are claims already, and what Anna and Boris give them.
GRADES = {
    "the port is closed": (("B", "2"), ("C", "3")),
    "forty ships are waiting": (("C", "4"), ("D", "4")),
    "counted twelve ships": (("A", "1"), ("A", "1")),
}


def digest(path: Path) -> str:
    """Return what a file holds, for comparing."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def copy_of(path: Path, name: str) -> Path:
    """Return a copy of a review, as somebody would be given it."""
    folder = path.parent / "from elsewhere"
    folder.mkdir(exist_ok=True)
    target = folder / f"{name}.credreview"
    session = ReviewSession.open(path, ANNA)
    session.save_copy(target)
    session.close()
    return target


def first_article(session: ReviewSession) -> str:
    """Return the id of the article that has claims from the beginning."""
    with session.reader.view() as view:
        rows = view.db.execute(
            "SELECT id FROM record JOIN article USING (r) WHERE alive ORDER BY r"
        ).fetchall()
    ids = [id.hex() for (id,) in rows]
    return next(id for id in ids if "harbour office" in session.reader.article(id).text)


def claim_at(session: ReviewSession, words: str) -> str:
    """Return the claim on these words of the first article."""
    claims = session.reader.claims(first_article(session))
    return next(claim.id for claim in claims if claim.quote == words)


def give(session: ReviewSession, side: int) -> None:
    """Judge the three claims as Anna (0) or Boris (1) does."""
    for words, grades in GRADES.items():
        reliability, credibility = grades[side]
        given = {
            "reliability": reliability,
            "credibility": credibility,
            "provenance": "government_statement",
            "confidence": ("moderate", "low")[side],
            "rationale": ("One origin, repeated by two outlets.", "No second source.")[side],
        }
        session.do(judge(claim_at(session, words), session.vocabulary, **given))


def judged_by_anna(path: Path) -> None:
    """Let Anna judge the three claims."""
    session = ReviewSession.open(path, ANNA)
    give(session, 0)
    session.close()


def from_boris(path: Path) -> Path:
    """Return Boris's file: his judgements, a claim, an article and a fact of his own."""
    target = copy_of(path, "from-boris")
    session = ReviewSession.open(target, BORIS)
    give(session, 1)
    article = first_article(session)
    text = session.reader.article(article).text
    session.do(mark_claim(article, *span(text, "since Monday")))
    session.do(set_article(article, published="2026-03-02"))
    more = path.parent / "more"
    more.mkdir(exist_ok=True)
    (more / "third.md").write_text(THIRD, encoding="utf-8")
    list(import_files(session, [more]))
    session.close()
    return target


def dated_by_anna(path: Path) -> None:
    """Let Anna give the first article another date than Boris does."""
    session = ReviewSession.open(path, ANNA)
    session.do(set_article(first_article(session), published="2026-03-03"))
    session.close()


def from_carla(path: Path) -> Path:
    """Return Carla's file: she agrees with Boris on one claim."""
    target = copy_of(path, "from-carla")
    session = ReviewSession.open(target, CARLA)
    claim = claim_at(session, "the port is closed")
    session.do(judge(claim, session.vocabulary, reliability="C", credibility="3"))
    session.close()
    return target


def previewed(driver: Driver, *paths: Path) -> MergeWindow:
    """Begin to merge files, and return the preview of the first when it is shown."""
    driver.window.merging.merge(list(paths))
    return next_preview(driver)


def next_preview(driver: Driver) -> MergeWindow:
    """Wait for a preview."""
    return dialog(driver, "merge_window")


def dialog(driver: Driver, name: str) -> Any:
    """Wait for a dialog of this name, and return it."""

    def shown() -> list[QDialog]:
        found = driver.window.findChildren(QDialog, name)
        return [one for one in found if one.isVisible()]

    driver.qtbot.waitUntil(lambda: bool(shown()))
    return shown()[0]


def merged(driver: Driver, *paths: Path) -> None:
    """Merge files, and wait until they are in."""
    for path in paths:
        driver.window.parts.messages.take_away("merge")
        previewed(driver, path).foot.merge.click()
        told(driver)
    driver.settle()


def told(driver: Driver, subject: str = "merge") -> str:
    """Wait for a message, and return all that it says."""
    messages = driver.window.parts.messages
    driver.qtbot.waitUntil(lambda: messages.bar(subject) is not None)
    bar = messages.bar(subject)
    assert bar is not None
    return f"{bar.title()} {bar.text()}"


def press(driver: Driver, words: str, subject: str = "merge") -> None:
    """Press a button of a message."""
    bar = driver.window.parts.messages.bar(subject)
    assert bar is not None
    buttons = bar.findChildren(QPushButton)
    next(button for button in buttons if button.text() == words).click()


def backups() -> list[Path]:
    """Return the backups that merges made."""
    return sorted((environment.data_folder() / "backups").glob("*/*-merge*.credreview"))
