"""A summary goes from the real window through a real print queue, and all its words arrive."""

import re
import secrets
import subprocess
import unicodedata
from collections import Counter
from pathlib import Path

import print_queue
import pytest
import sessions
from print_queue import Queue
from reviewing import Reviewer

#: No other job has it in its title.
TOKEN = secrets.token_hex(4)
ARTICLE = (
    f"Harbour {TOKEN} closed\n\n"
    "The harbour office said that ten ships were identified.\n\n"
    "Портовое управление насчитало двадцать судов.\n\n"
    "港口办公室说有三十艘船。\n\n"
    "Η λιμενική αρχή μέτρησε σαράντα πλοία.\n"
)
CLAIMS = (
    "ten ships were identified",
    "насчитало двадцать судов",
    "有三十艘船",
    "μέτρησε σαράντα πλοία",
)
RATIONALE = "The office counts the ships itself; its list was **not** shown."


@pytest.fixture
def review(tmp_path: Path) -> Path:
    """Return a judged review."""
    session = sessions.begin(tmp_path / "made", [ARTICLE])
    for words in CLAIMS:
        sessions.judge(
            session, sessions.mark(session, words), provenance="government_statement",
            reliability="C", credibility="3", confidence="low", rationale=RATIONALE,
            attributed_to="Harbour office",
        )  # fmt: skip
    session.close()
    return session.file.path


def words_of(pdf: Path) -> str:
    """Return the text of a PDF; radicals and ligatures are the letters that they stand for."""
    text = subprocess.run(
        ["pdftotext", "-layout", pdf, "-"], capture_output=True, check=True, timeout=60
    ).stdout.decode()
    return unicodedata.normalize("NFKC", text)


def pages_of(pdf: Path) -> int:
    said = subprocess.run(["pdfinfo", pdf], capture_output=True, check=True, timeout=60).stdout
    found = re.search(rb"Pages:\s+(\d+)", said)
    assert found
    return int(found[1])


def counted(text: str) -> Counter[str]:
    """Count words; fingerprints and times differ from print to print."""
    undated = re.sub(r"Printed \d+ \w+ \d+", "Printed", text)
    kept = (word for word in undated.split() if not re.fullmatch(r"[0-9a-f]{4,}|\d\d:\d\d", word))
    return Counter(kept)


def sheet_of(pdf: Path) -> tuple[float, float]:
    """Return the size of the pages in points."""
    said = subprocess.run(["pdfinfo", pdf], capture_output=True, check=True, timeout=60).stdout
    found = re.search(rb"Page size:\s+([\d.]+) x ([\d.]+)", said)
    assert found
    return float(found[1]), float(found[2])


def ask_for_paper(person: Reviewer, review: Path) -> None:
    """Open the review, ask for its article's summary, and for the dialog of the system."""
    person.receive(review)
    person.until(lambda: person.ask("rest")["article"], "the article")
    person.key("ctrl+p")
    person.until(lambda: person.ask("rest")["window"] == "report_window", "the window that prints")
    person.until(lambda: "of 2" in person.said("page_bar"), "the number of pages")
    person.click("report_print_now")
    person.until(lambda: person.ask("rest")["window"] == "print_dialog", "the print dialog")
    assert print_queue.QUEUE in person.said("print_dialog")


def set_paper(person: Reviewer, name: str) -> None:
    """Choose another paper in the properties of the printer."""
    person.click("Properties")
    person.see("pageSizeCombo")
    person.click("pageSizeCombo")
    person.until(lambda: person.ask("rest")["popup"], "the sizes of paper")
    person.type(name)
    person.key("Return")
    person.until(lambda: name in person.see("pageSizeCombo")["words"], name)
    person.click("OK")
    person.until(lambda: not person.sees("pageSizeCombo"), "the properties closed")


def sent(person: Reviewer, queue: Queue) -> Path:
    """Print, and wait for what comes out."""
    person.click("Print")
    person.until(
        lambda: f"Sent to “{print_queue.QUEUE}”" in person.said("report_window"), "that it is sent"
    )
    return queue.printed(TOKEN)


def test_pages_are_laid_out_for_the_paper_that_is_chosen_in_the_dialog(
    person: Reviewer, review: Path, queue: Queue
) -> None:
    ask_for_paper(person, review)
    set_paper(person, "A5")
    person.click("Print")
    person.until(
        lambda: "a report is laid out for A4 or Letter" in person.said("report_window"),
        "that there is no such report",
    )
    person.click("report_print_now")
    person.until(lambda: person.ask("rest")["window"] == "print_dialog", "the print dialog")
    set_paper(person, "US Letter")
    printed = sent(person, queue)
    assert sheet_of(printed) == (612, 792)
    reference = person.folder / "reference.pdf"
    done = person.run("report", review, "-o", reference, "--kind", "article",
                      "--article", _article(review), "--paper", "letter")  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert pages_of(printed) == pages_of(reference)
    assert not counted(words_of(reference)) - counted(words_of(printed))
    assert lowest(printed) == pytest.approx(lowest(reference), abs=2)
    assert person.see("report_paper_letter")["checked"] is False, "the choice is for this print"
    person.key("Escape")
    assert person.quit() == 0


def lowest(pdf: Path) -> float:
    """Return where the footer of the first page stands, in points."""
    said = subprocess.run(
        ["pdftotext", "-bbox", "-l", "1", pdf, "-"], capture_output=True, check=True, timeout=60
    ).stdout.decode()
    return max(float(bottom) for bottom in re.findall(r'yMax="([\d.]+)"', said))


def test_all_words_of_a_summary_come_out_of_a_real_print_queue(
    person: Reviewer, review: Path, queue: Queue
) -> None:
    ask_for_paper(person, review)
    printed = sent(person, queue)
    said = words_of(printed)

    reference = person.folder / "reference.pdf"
    done = person.run("report", review, "-o", reference, "--kind", "article",
                      "--article", _article(review))  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert pages_of(printed) == pages_of(reference)
    missing = counted(words_of(reference)) - counted(said)
    assert not missing
    for words in (*CLAIMS, "list was not shown"):
        assert unicodedata.normalize("NFKC", words).replace(" ", "") in "".join(said.split())
    digits = re.search(r"fingerprint ((?:[0-9a-f]{4} ?){4})", said)
    assert digits
    verified = person.run("verify", review, "--fingerprint", digits[1].strip())
    assert verified.returncode == 0, verified.stdout + verified.stderr
    person.key("Escape")
    assert person.quit() == 0


def _article(review: Path) -> str:
    from credreview.review.session import ReviewSession

    session = ReviewSession.open(review, sessions.XENIA, read_only=True)
    try:
        (article,) = sessions.articles(session)
        return article
    finally:
        session.close()
