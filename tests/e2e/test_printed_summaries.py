"""Summaries as PDF: saved and verified; PDFs that somebody changed, broke or scanned."""

import os
import random
import subprocess
import sys
import time
from io import BytesIO
from pathlib import Path
from typing import Any

import commands
import pytest
from commands import ARTICLE, Commands
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject
from PySide6.QtWidgets import QApplication

from credreview.domain.errors import UserError
from credreview.report import stamp
from credreview.review import printed_pdf
from credreview.review.printed import read_printed

SLOW = os.environ.get("CREDREVIEW_SLOW") == "1"
SHORT = ("--without", "key", "--without", "method", "--without", "hashes")


@pytest.fixture
def cmd(tmp_path: Path, capsys: pytest.CaptureFixture[str], qapp: QApplication) -> Commands:
    """Give commands on a review with a judged claim; Qt's application is there for the painter."""
    made = commands.begin(tmp_path, capsys)
    judged = {"reliability": "C", "credibility": "2", "attributed_to": "Harbour Office"}
    assert made.act({"do": "judge", "claim": made.claim(), **judged}).code == 0
    return made


@pytest.fixture
def pdf(cmd: Commands) -> Path:
    """Return a short summary."""
    target = cmd.folder / "summary.pdf"
    done = cmd.run(
        "report", cmd.review, "-o", target, "--article", ARTICLE, "--tlp", "amber", *SHORT
    )
    assert done.code == 0
    return target


def standing(cmd: Commands, file: Path) -> dict[str, Any]:
    done = cmd.run("verify", cmd.review, file, "--json")
    (found,) = done.lines
    assert done.code == (found["standing"] != "same")
    return dict(found)


def test_a_pdf_is_verified_until_somebody_judges(cmd: Commands, pdf: Path) -> None:
    found = standing(cmd, pdf)
    assert (found["standing"], found["compared"], found["misfits"]) == ("same", True, [])
    cmd.act({"do": "judge", "claim": cmd.claim(), "reliability": "E"}, reviewer="Yorick")
    found = standing(cmd, pdf)
    assert found["standing"] == "changed"
    assert found["came"] == [{"reviewer": "Yorick", "kind": "judgements", "count": 1}]
    assert found["claims"] == [cmd.claim()]
    cmd.act({"do": "undo"}, reviewer="Yorick")
    assert standing(cmd, pdf)["standing"] == "same"


def test_another_review_does_not_know_it(cmd: Commands, pdf: Path) -> None:
    other = cmd.folder / "other.credreview"
    cmd.run("new", other, "--reviewer", "Xenia")
    done = cmd.run("verify", other, pdf)
    assert done.code == 1
    assert "does not know" in done.out


def rewritten(pdf: Path, change: Any) -> Path:
    """Write a PDF anew after a change of what pypdf holds."""
    writer = PdfWriter(clone_from=BytesIO(pdf.read_bytes()))
    change(writer)
    target = pdf.with_name("changed.pdf")
    writer.write(target)
    writer.close()
    return target


def attached(writer: PdfWriter, name: str) -> DecodedStreamObject:
    for file in writer.attachment_list:
        if file.name == name:
            return file._embedded_file
    raise AssertionError(name)


def test_other_words_in_the_attachment_are_noticed(cmd: Commands, pdf: Path) -> None:
    def change(writer: PdfWriter) -> None:
        held = attached(writer, stamp.WORDS_NAME)
        text = held.get_data()
        assert b"Fairly reliable" in text
        held.set_data(text.replace(b"Fairly reliable", b"Completely reliable", 1))

    found = standing(cmd, rewritten(pdf, change))
    assert found["standing"] == "altered"
    assert any("Completely reliable" in misfit for misfit in found["misfits"])
    unchanged = rewritten(pdf, lambda writer: None)
    assert standing(cmd, unchanged)["standing"] == "same", "control"


def painted_over(pdf: Path, page: int, words: str, x: float, y: float) -> Path:
    """Write words onto a page, as a PDF editor does."""

    def change(writer: PdfWriter) -> None:
        from pypdf.generic import DictionaryObject

        font = DictionaryObject(
            {NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1"),
             NameObject("/BaseFont"): NameObject("/Helvetica")}
        )  # fmt: skip
        sheet = writer.pages[page]
        sheet["/Resources"]["/Font"][NameObject("/Forged")] = writer._add_object(font)
        stream = DecodedStreamObject()
        before = sheet.get_contents().get_data()
        forged = f"BT /Forged 9 Tf 1 0 0 1 {x} {y} Tm ({words}) Tj ET".encode()
        stream.set_data(b"q " + before + b" Q " + forged)
        sheet[NameObject("/Contents")] = writer._add_object(stream)

    return rewritten(pdf, change)


def test_other_words_on_a_page_are_noticed(cmd: Commands, pdf: Path) -> None:
    found = standing(cmd, painted_over(pdf, 0, "Completely-reliable", 200, 500))
    assert found["standing"] == "altered"
    (misfit,) = found["misfits"]
    assert "Page 1" in misfit
    assert "Completely-reliable" in misfit


def test_another_fingerprint_at_the_foot_of_a_page_is_noticed(cmd: Commands, pdf: Path) -> None:
    file = painted_over(pdf, 0, "Review fingerprint dead beef dead beef", 200, 30)
    found = standing(cmd, file)
    assert found["standing"] == "altered"
    assert any("dead beef dead beef" in misfit for misfit in found["misfits"])
    elsewhere = painted_over(pdf, 0, "dead beef dead beef", 200, 500)
    printed = read_printed(elsewhere)
    assert printed.misfits == (), "an article may say so; only the foot is ours"


def test_a_page_of_another_review_among_ours_is_noticed(cmd: Commands, pdf: Path) -> None:
    cmd.act({"do": "judge", "claim": cmd.claim(), "reliability": "A"})
    later = cmd.folder / "later.pdf"
    assert cmd.run("report", cmd.review, "-o", later, *SHORT).code == 0
    strange = PdfReader(BytesIO(later.read_bytes())).pages[0]
    found = standing(cmd, rewritten(pdf, lambda writer: writer.add_page(strange)))
    assert found["standing"] == "altered"
    assert "Another fingerprint" in found["misfits"][0]


def test_without_attachments_the_state_is_still_known(cmd: Commands, pdf: Path) -> None:
    def change(writer: PdfWriter) -> None:
        del writer.root_object["/Names"]["/EmbeddedFiles"]

    found = standing(cmd, rewritten(pdf, change))
    assert (found["standing"], found["is_known"]) == ("unproved", True)
    assert not found["compared"]
    assert found["remarks"]


def redrawn(pdf: Path, before: bytes, after: bytes) -> Path:
    """Change how the first page is drawn."""

    def change(writer: PdfWriter) -> None:
        sheet = writer.pages[0]
        drawing = sheet.get_contents().get_data()
        assert before in drawing
        stream = DecodedStreamObject()
        stream.set_data(drawing.replace(before, after, 1))
        sheet[NameObject("/Contents")] = writer._add_object(stream)

    return rewritten(pdf, change)


def test_words_that_were_covered_or_moved_are_noticed(cmd: Commands, pdf: Path) -> None:
    drawing = PdfReader(BytesIO(pdf.read_bytes())).pages[0].get_contents().get_data()
    end = drawing[-40:]
    covered = redrawn(pdf, end, end + b" q 1 1 1 rg 60 400 200 90 re f Q ")
    for file in (covered, None):
        # Both have one name.
        found = standing(cmd, file or redrawn(pdf, b" Tm", b" Tm 0 9 Td"))
        assert (found["standing"], found["compared"], found["misfits"]) == ("unproved", True, [])
        assert "Page 1 does not look" in found["remarks"][0]
    unchanged = redrawn(pdf, end, end)
    assert standing(cmd, unchanged)["standing"] == "same", "control"


def test_a_comment_on_a_page_is_no_part_of_the_summary(cmd: Commands, pdf: Path) -> None:
    from pypdf.annotations import FreeText

    note = FreeText(text="A1", rect=(60, 400, 200, 450))
    found = standing(cmd, rewritten(pdf, lambda writer: writer.add_annotation(0, note)))
    assert found["standing"] == "unproved"
    assert "put onto page 1" in found["remarks"][0]


OTHER_FONTS = """
import sys
from credreview import cli
from credreview.ui.paper import faces
faces._FACES.update(serif=(("DejaVu Serif",),) * 3, sans=(("DejaVu Sans",),) * 3)
sys.exit(cli.main(sys.argv[1:]))
"""


def test_a_print_of_a_machine_with_other_fonts_is_not_called_altered(cmd: Commands) -> None:
    file = cmd.folder / "fonts.pdf"
    asked = ["report", str(cmd.review), "-o", str(file), "--reviewer", "Xenia"]
    subprocess.run([sys.executable, "-c", OTHER_FONTS, *asked], check=True, timeout=60)
    found = standing(cmd, file)
    assert (found["standing"], found["misfits"], found["compared"]) == ("unproved", [], True)
    assert "other fonts" in found["remarks"][0]
    found = standing(cmd, painted_over(file, 0, "All-confirmed", 200, 500))
    assert found["standing"] == "altered", "control"


def test_other_words_at_the_foot_of_a_page_are_noticed(cmd: Commands, pdf: Path) -> None:
    found = standing(cmd, painted_over(pdf, 0, "All-confirmed", 60, 50))
    assert found["standing"] == "altered"
    assert "All-confirmed" in found["misfits"][0]


def test_a_scan_says_so_and_names_the_way_out(cmd: Commands, pdf: Path) -> None:
    picture = pdf.with_name("scan")
    command = ["pdftoppm", "-r", "40", "-jpeg", "-f", "1", "-l", "1", str(pdf), str(picture)]
    subprocess.run(command, check=True, timeout=60)
    scan = pdf.with_name("scan.pdf")
    from PySide6.QtGui import QImage, QPainter, QPdfWriter

    (jpeg,) = pdf.parent.glob("scan*.jpg")
    writer = QPdfWriter(str(scan))
    painter = QPainter(writer)
    painter.drawImage(0, 0, QImage(str(jpeg)))
    painter.end()
    done = cmd.run("verify", cmd.review, scan)
    assert done.code == 2
    assert "scanned" in done.err
    assert "--fingerprint" in done.err


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Return a PDF as a broken disk, a broken mail or a nasty person makes it."""
    made = bytearray(data)
    for _ in range(chance.randrange(1, 6)):
        at, length = chance.randrange(len(made)), chance.randrange(1, 400)
        match chance.randrange(6):
            case 0:
                del made[at:]
            case 1:
                del made[at : at + length]
            case 2:
                made[at : at + length] = chance.randbytes(length)
            case 3:
                made[at:at] = made[chance.randrange(len(made)) :][:length]
            case 4:
                made = made.replace(b"/Length", b"/Width", chance.randrange(1, 5))
            case _:
                digits = [i for i in range(len(made)) if 48 <= made[i] <= 57]
                for i in chance.sample(digits, min(len(digits), 5)):
                    made[i] = chance.randrange(48, 58)
        if not made:
            return b""
    return bytes(made)


def test_damaged_pdfs_neither_crash_nor_hold_up_their_reader(pdf: Path) -> None:
    """In this process: what stands between us and them otherwise is a process of its own."""
    chance = random.Random(20261122)
    data = pdf.read_bytes()
    file = pdf.with_name("damaged.pdf")
    refused = 0
    for _ in range(500 if SLOW else 120):
        file.write_bytes(damaged(data, chance))
        began = time.monotonic()
        try:
            found = printed_pdf.contents(file, patience=5)
        except Exception:  # noqa: BLE001 - any is well: its process tells of it and ends
            refused += 1
        else:
            assert len(found["pages"]) == len(found["feet"]) <= found["count"]
        assert time.monotonic() - began < 10
    assert 0 < refused < (500 if SLOW else 120), "some could be read"


def test_what_cannot_be_read_is_told_in_one_sentence(cmd: Commands, pdf: Path) -> None:
    for data in (b"", b"no pdf", pdf.read_bytes()[:300]):
        file = cmd.folder / "broken.pdf"
        file.write_bytes(data)
        assert cmd.run("verify", cmd.review, file).code == 2
    assert cmd.run("verify", cmd.review, cmd.folder / "none.pdf").code == 2
    assert cmd.run("verify", cmd.review, cmd.folder).code == 2


@pytest.mark.skipif(os.name == "nt", reason="it has no pipes with names")
def test_a_reader_that_never_ends_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printed_pdf, "PATIENCE_S", 0.5)
    monkeypatch.setattr(printed_pdf, "GRACE_S", 0.5)
    pipe = tmp_path / "pipe.pdf"
    os.mkfifo(pipe)
    began = time.monotonic()
    with pytest.raises(UserError, match="cannot be read"):
        printed_pdf.read(pipe)
    assert time.monotonic() - began < 10
    with pytest.raises(UserError, match="cannot be read"):
        read_printed(pipe)
