"""Summaries of the two real articles, printed and saved, lead from each judgement to the words.

What is read off the printed pages is compared with the files that the articles came in; nothing is
asked of the review that was printed.
"""

import hashlib
import re
import secrets
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import print_queue
import printed_cards
import pytest
import real_review
import sessions
from print_queue import Queue
from printed_cards import Judged, squeezed
from reviewing import Reviewer

from credreview.domain.model import BlockKind
from credreview.intake.files import read_article
from credreview.review.session import ReviewSession

#: No other job has them in its title.
EMBASSY, REVIEW = secrets.token_hex(4), secrets.token_hex(4)
FORMS = ("pdf", "html", "docx", "md")
PEOPLE = {"Xenia Example", "Yorick Example"}
WHEN = re.compile(r"\d{1,2} [A-Z][a-z]{2} \d{4}, \d\d:\d\d UTC")


@pytest.fixture
def review(tmp_path: Path, real_articles: Path) -> Path:
    """Return a review of the articles."""
    path = tmp_path / f"embassies-{REVIEW}.credreview"
    return real_review.made(path, real_articles, f"Embassy {EMBASSY} is closed")


def untraceable(judged: list[Judged], files: Path) -> list[str]:
    """Return what cannot be followed to an article's words, a person and a time; best nothing."""
    found = []
    drafts = {
        hashlib.sha256(path.read_bytes()).hexdigest(): read_article(path)
        for path in files.glob("*.txt")
    }
    for one in judged:
        draft = drafts.get(one.checksum)
        if draft is None:
            found.append(f"{one.number}: no file has the checksum {one.checksum}")
            continue
        blocks = draft.blocks
        if one.paragraph is not None:
            paragraphs = [block for block in blocks if block.kind is BlockKind.PARAGRAPH]
            blocks = tuple(paragraphs[one.paragraph - 1 : one.paragraph])
        raw = squeezed(draft.original.decode())
        places = [squeezed(draft.text[block.start : block.end]) for block in blocks]
        if not (one.quote in raw and any(one.quote in words for words in places)):
            found.append(f"{one.number}: “{one.quote}” is not there")
        if one.who not in PEOPLE or not WHEN.fullmatch(one.when):
            found.append(f"{one.number}: judged by {one.who}, {one.when}")
        if not one.grades or "onfidence" not in one.reason:
            found.append(f"{one.number}: {one.grades}, {one.reason}")
    return found


def of_articles(files: Path) -> dict[str, str]:
    """Return the names of the claims by the checksum of their file."""
    drafts = [read_article(path) for path in files.glob("*.txt")]
    return {
        name: hashlib.sha256(draft.original).hexdigest()
        for name, marked in real_review.CLAIMS.items()
        for draft in drafts
        if marked.begins in draft.text
    }


def expected(files: Path, checksum: str | None = None) -> Counter[tuple[str, str, str]]:
    """Return who gave what, how: of all claims, or of one article's."""
    made: Counter[tuple[str, str, str]] = Counter()
    inside = of_articles(files)
    for who, given in (("Xenia Example", {n: m.given for n, m in real_review.CLAIMS.items()}),
                       ("Yorick Example", real_review.SECOND)):  # fmt: skip
        for name, values in given.items():
            if values and checksum in (None, inside[name]):
                made[who, "blind", values["reliability"] + values.get("credibility", "")] += 1
    if checksum in (None, inside["alleged"]):
        made["Xenia Example", "agreed", "C5"] += 1
    return made


def given(judged: list[Judged]) -> Counter[tuple[str, str, str]]:
    return Counter((one.who, one.how, one.grades) for one in judged)


@pytest.mark.timeout(600)
def test_each_judgement_on_paper_leads_to_the_words_and_to_who_gave_it(
    person: Reviewer, review: Path, queue: Queue, real_articles: Path
) -> None:
    person.receive(review)
    person.open_article(EMBASSY, "Havana")
    person.key("ctrl+p")
    person.until(lambda: person.ask("rest")["window"] == "report_window", "the window that prints")
    pages = counted(person)
    article = saved(person, "article")
    of_article = printed(person, queue, EMBASSY)
    person.walk("Tab", "report_kind")
    person.key("Up")
    person.until(lambda: counted(person) != pages, "other pages")
    whole = saved(person, "review")
    of_review = printed(person, queue, REVIEW)
    person.close_window()
    assert person.quit() == 0

    judged = printed_cards.judged(of_review)
    assert untraceable(judged, real_articles) == []
    assert given(judged) == expected(real_articles)
    assert given(printed_cards.judged(whole["pdf"])) == expected(real_articles)
    (first,) = {one.checksum for one in printed_cards.judged(of_article)}
    assert untraceable(printed_cards.judged(of_article), real_articles) == []
    assert given(printed_cards.judged(of_article)) == expected(real_articles, first)
    controls(judged, real_articles)

    files = [*article.values(), *whole.values()]
    assert verified(person, review, files) == {"The review still says this.": len(files)}
    session = ReviewSession.open(review, sessions.YORICK)
    (claim,) = session.reader.claims(sessions.articles(session)[0])[:1]
    sessions.judge(session, claim.id, reliability="E", credibility="5")
    session.close()
    said = verified(person, review, files)
    assert sum(said.values()) == len(files)
    assert all("changed" in words for words in said), said


def controls(judged: list[Judged], files: Path) -> None:
    """What is wrong on paper would be noticed."""
    one = next(one for one in judged if one.paragraph == 3)
    sums = {other.checksum for other in judged}
    wrong = [
        replace(one, quote=one.quote.replace("Cubans", "Nubians")),
        replace(one, paragraph=4),
        replace(one, checksum=(sums - {one.checksum}).pop()),
        replace(one, checksum="0" * 64),
        replace(one, who="Zora Example"),
        replace(one, when="yesterday"),
    ]
    assert [len(untraceable([other], files)) for other in (one, *wrong)] == [0, 1, 1, 1, 1, 1, 1]
    assert given(judged[1:]) != expected(files)


def counted(person: Reviewer) -> str:
    """Wait for the number of pages; return what is said of it."""

    def look() -> str:
        said = str(person.see("page_total")["words"])
        return said if re.search(r"\d", said) else ""

    return str(person.until(look, "the number of pages"))


def saved(person: Reviewer, name: str) -> dict[str, Path]:
    """Save the report in every form through the window's dialog; return the files."""
    made = {form: person.folder / f"{name}.{form}" for form in FORMS}
    for path in made.values():
        person.click("report_save_as")
        person.name_file(path, "Save")
        person.until(path.exists, f"{path.name} saved")
    return made


def printed(person: Reviewer, queue: Queue, title: str) -> Path:
    """Print the report to the only printer; return what comes out."""
    person.click("report_print_now")
    person.until(lambda: person.ask("rest")["window"] == "print_dialog", "the print dialog")
    person.click("Print")
    person.until(
        lambda: f"Sent to “{print_queue.QUEUE}”" in person.said("report_window"), "that it is sent"
    )
    return queue.printed(title)


def verified(person: Reviewer, review: Path, files: list[Path]) -> Counter[str]:
    """Return the first sentence that the command says of each file."""

    def verify(path: Path) -> str:
        done = person.run("verify", review, path)
        first = done.stdout.splitlines()[0]
        assert (done.returncode == 0) == (first == "The review still says this."), done
        return first

    with ThreadPoolExecutor(2) as pool:
        return Counter(pool.map(verify, files))
