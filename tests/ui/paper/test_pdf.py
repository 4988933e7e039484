"""The PDF read back by other programs: words, links, outline, attachments; and what goes wrong."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from paper_example_parts import full_report
from paper_examples import (
    ARABIC,
    CHINESE,
    FINGERPRINT,
    HEBREW,
    RUSSIAN,
    body,
    card,
    cards,
    report,
    verdict,
)
from pypdf import PdfReader

from credreview.domain.errors import Cancelled, UserError
from credreview.domain.summary import Paper
from credreview.report.model import Masthead, Section
from credreview.report.words import Paragraph, words
from credreview.ui.paper import pdf, pdf_catalogue
from credreview.ui.paper.sheet import geometry

PRINTED = 1_795_347_600_000
WORDS = "# The closing of the harbour\n\n研究人员 قال\n".encode()
ROOT = Path(__file__).parents[3]


# Qt says of each face that is asked in vain that it has no rules for Devanagari.
pytestmark = pytest.mark.qt_log_ignore("OpenType support missing")


def written(path: Path, told=None, **more):
    pdf.write_pdf(told or full_report(), path, WORDS, PRINTED, **more)
    return path


def text_of(path: Path, *options: str) -> str:
    """Return what poppler reads."""
    done = subprocess.run(
        ["pdftotext", *options, str(path), "-"], capture_output=True, check=True, timeout=60
    )
    return done.stdout.decode()


def test_words_are_found_as_they_are_written(tmp_path):
    said = "The office identified an efficient flow of affidavits; fjord, waffle, first."
    told = report(
        Section(
            "Fifty findings",
            "s",
            (
                Masthead("Review summary", f"Title: {said}"),
                Paragraph(words(said)),
                card(1, said, verdict(("C", "2"), rationale=body(said))),
            ),
        )
    )
    read = " ".join(text_of(written(tmp_path / "a.pdf", told)).split())
    for word in re.findall(r"\w+", said):
        assert read.count(word) >= 3, word
    assert "Fifty findings" in read


@pytest.mark.parametrize("said", [CHINESE, RUSSIAN, HEBREW, "Η Μόσχα μίλησε για μικρό λιμάνι"])
def test_every_word_of_these_scripts_is_found(tmp_path, said):
    told = report(Section("Claims", "s", (Paragraph(words(said)), card(1, said))))
    path = tmp_path / "a.pdf"
    pdf.write_pdf(told, path, said.encode(), PRINTED)
    read = " ".join(text_of(path).split())
    for word in re.findall(r"\w+", said):
        assert read.count(word) >= 2, word


def test_most_arabic_words_are_found(tmp_path):
    told = report(Section("Claims", "s", (Paragraph(words(ARABIC)),)))
    path = tmp_path / "a.pdf"
    pdf.write_pdf(told, path, ARABIC.encode(), PRINTED)
    read = text_of(path)
    # One glyph of lam and alef stands for two letters, which poppler gives in the wrong order.
    plain = [word for word in re.findall(r"\w+", ARABIC) if "لا" not in word and "لإ" not in word]
    assert [word for word in plain if word not in read] == []


def test_every_page_bears_name_subject_mark_number_time_and_fingerprint(tmp_path):
    path = written(tmp_path / "a.pdf")
    pages = text_of(path, "-layout").split("\f")[:-1]
    assert len(pages) == len(PdfReader(path).pages) > 2
    short = "e58f d10d 5c13 85cd"
    assert FINGERPRINT.startswith(short.replace(" ", ""))
    for number, page in enumerate(pages, 1):
        assert re.search(r"Credibility summary +The closing of the harbour", page)
        assert page.count("TLP:AMBER") == 2
        assert f"Page {number} of {len(pages)}" in page
        assert "Printed 22 Nov 2026 11:40 UTC" in page
        assert f"Review fingerprint {short}" in page


def test_a_report_without_a_mark_has_no_chip(tmp_path):
    from dataclasses import replace

    told = replace(full_report(), mark="", fingerprint="")
    read = text_of(written(tmp_path / "a.pdf", told))
    assert "TLP" not in read
    assert "fingerprint" not in read


def test_a_long_subject_is_left_out_in_its_middle(tmp_path):
    told = report(title="Beginning " + "of a very long\n subject " * 300 + " end of it")
    first = text_of(written(tmp_path / "a.pdf", told), "-layout", "-l", "1")
    head = first.split("\n")[1]
    assert "Beginning" in first
    assert "…" in first
    assert "end of it" in first
    assert first.count("TLP:AMBER") == 2
    assert "\n" not in head


def test_links_lead_to_the_claims_they_name(tmp_path):
    path = written(tmp_path / "a.pdf")
    reader = PdfReader(path)
    goals = reader.named_destinations
    assert {f"claim-{number}" for number in range(1, 13)} <= goals.keys()
    texts = [page.extract_text() for page in reader.pages]
    for told in cards():
        page = reader.get_destination_page_number(goals[told.anchor])
        assert told.place in texts[page], told.number
    links = [
        link.get_object()
        for page in reader.pages
        for link in page.get("/Annots", ())
        if link.get_object()["/Subtype"] == "/Link"
    ]
    assert len(links) > 10
    assert all("/URI" not in str(link) for link in links)


def test_outline_language_labels_and_information_are_there(tmp_path):
    path = written(tmp_path / "a.pdf")
    reader = PdfReader(path)
    titles = [entry["/Title"] for entry in reader.outline if not isinstance(entry, list)]
    assert titles == [section.title for section in full_report().sections if section.is_listed]
    for entry in reader.outline:
        page = reader.get_destination_page_number(entry)
        beginning = entry["/Title"].removeprefix("Article 1: ")
        assert beginning in " ".join(reader.pages[page].extract_text().split())
    assert reader.root_object["/Lang"] == "en"
    assert reader.root_object["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.page_labels == [str(at + 1) for at in range(len(reader.pages))]
    assert reader.metadata.title == "Credibility summary: The closing of the harbour"
    assert reader.metadata.author == "R. Examiner"
    assert reader.metadata.creator.startswith("credreview ")
    assert reader.metadata.subject == "The closing of the harbour"


def test_the_summary_as_text_and_what_was_asked_ride_along(tmp_path):
    attached = PdfReader(written(tmp_path / "a.pdf")).attachments
    assert attached["summary.md"] == [WORDS]
    (told,) = attached["credreview.json"]
    assert json.loads(told)["fingerprint"] == FINGERPRINT


def test_a_file_of_very_many_pages_has_all_but_the_outline(tmp_path, monkeypatch):
    monkeypatch.setattr(pdf_catalogue, "MOST_PAGES", 2)
    reader = PdfReader(written(tmp_path / "a.pdf"))
    assert len(reader.pages) > 2
    assert reader.outline == []
    assert reader.attachments["summary.md"] == [WORDS]
    assert "claim-3" in reader.named_destinations


@pytest.mark.parametrize("paper", Paper)
def test_the_sheet_has_the_size_that_was_asked_for(tmp_path, paper):
    page = PdfReader(written(tmp_path / "a.pdf", full_report(paper=paper))).pages[0]
    sheet = geometry(paper)
    assert float(page.mediabox.width) == pytest.approx(sheet.width / 10, abs=0.7)
    assert float(page.mediabox.height) == pytest.approx(sheet.height / 10, abs=0.7)


_ALONE = """
import sys
from pathlib import Path
sys.path[:0] = [{root!r}, {tests!r}]
from credreview.ui.paper import application
kept = application.ensure()
from paper_example_parts import full_report
from credreview.ui.paper import pdf, pdf_catalogue
pdf_catalogue.MOST_PAGES = {most}
pdf.write_pdf(full_report(), Path(sys.argv[1]), b"# words", 1_795_347_600_000)
"""


@pytest.mark.parametrize("most", [500, 0])
def test_two_runs_give_the_same_file_but_for_its_date(tmp_path, most):
    code = _ALONE.format(root=str(ROOT), tests=str(ROOT / "tests/ui"), most=most)
    made = []
    for name in ("a.pdf", "b.pdf"):
        subprocess.run(
            [sys.executable, "-c", code, str(tmp_path / name)],
            check=True, timeout=60, capture_output=True,
        )  # fmt: skip
        made.append(undated((tmp_path / name).read_bytes()))
    assert made[0] == made[1]
    assert len(made[0]) > 50_000


def undated(file: bytes) -> bytes:
    """Return a PDF with all its dates alike."""
    file = re.sub(rb"D(:|\\072)\d{14}", b"D:00000000000000", file)
    return re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", b"0000-00-00T00:00:00", file)


def test_another_report_has_another_document_id(tmp_path):
    one, other = (
        PdfReader(written(tmp_path / f"{title}.pdf", report(title=title))).trailer["/ID"]
        for title in ("a", "a")
    )
    assert one == other
    from dataclasses import replace

    changed = replace(report(), fingerprint="f" * 64)
    assert PdfReader(written(tmp_path / "c.pdf", changed)).trailer["/ID"] != one


@pytest.mark.parametrize("stop_at", ["Laying out pages", "Writing pages"])
def test_a_cancelled_file_leaves_what_was_there(tmp_path, stop_at):
    path = tmp_path / "a.pdf"
    path.write_text("before")

    def tick(done, total, what=""):
        if what == stop_at and done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        written(path, tick=tick)
    assert [each.name for each in tmp_path.iterdir() if each.is_file()] == ["a.pdf"]
    assert not [each for each in tmp_path.iterdir() if "unfinished" in each.name]
    assert path.read_text() == "before"
    written(path)
    assert len(PdfReader(path).pages) > 2


def test_progress_is_told_page_by_page(tmp_path):
    ticks = []
    written(tmp_path / "a.pdf", tick=lambda done, total, what="": ticks.append((done, total)))
    pages = ticks[-1][1]
    assert ticks[-1] == (pages, pages)
    assert [done for done, total in ticks if total] == list(range(pages + 1))


def test_a_folder_that_is_not_there_is_said(tmp_path):
    with pytest.raises(UserError):
        written(tmp_path / "none" / "a.pdf")


_FULL = """
import resource, signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, ({bytes}, {bytes}))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits of file sizes are Unix's")
@pytest.mark.parametrize(("size", "is_written"), [(40_000, False), (50_000_000, True)])
def test_a_disk_that_takes_no_more_is_said_and_nothing_is_left(tmp_path, size, is_written):
    code = _FULL.format(bytes=size) + _ALONE.format(
        root=str(ROOT), tests=str(ROOT / "tests/ui"), most=500
    )
    done = subprocess.run(
        [sys.executable, "-B", "-c", code, str(tmp_path / "a.pdf")],
        timeout=60, capture_output=True, check=False,
    )  # fmt: skip
    assert (b"UserError" in done.stderr) is not is_written
    assert [each.name for each in tmp_path.iterdir()] == (["a.pdf"] if is_written else [])


@pytest.mark.timeout(60)
def test_a_megabyte_is_printed_within_seconds(tmp_path):
    giant = verdict(("C", "2"), rationale=body("A long reason. " * 35_000 + "\n" + "y" * 500_000))
    told = report(Section("Claims", "s", (card(1, "x" * 300_000, giant),)))
    path = written(tmp_path / "a.pdf", told)
    read = "".join(text_of(path).split())
    assert read.count("y") > 500_000
    assert read.count("Alongreason.") > 34_000
