"""Reports as DOCX, read back by python-docx: all of it once, harmless, and the same each time."""

import re
from dataclasses import replace

import pytest
from docx_examples import (
    FINGERPRINT,
    NOT_CHECKABLE,
    OPEN,
    SIX,
    C,
    F,
    Read,
    W,
    card,
    report,
    said,
    table,
    verdict,
)

from credreview.domain.summary import Paper, Request
from credreview.report.model import (
    Beside,
    Contents,
    Figure,
    FigureRow,
    Footnotes,
    Hashes,
    Heading,
    Key,
    KeyEntry,
    LinkLine,
    Masthead,
    Record,
    Section,
    Statement,
    StatementPart,
)
from credreview.report.words import Paragraph, Role, Run, words

RTL = "המשרד אמר שנספרו 20 ספינות"
#: A picture of one pixel.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001"
    "a5f645400000000049454e44ae426082"
)


@pytest.mark.parametrize("count", [1, 100, 1000])
def test_every_claim_and_every_row_stands_there_once(count: int) -> None:
    cards = [card(n) for n in range(1, count + 1)]
    text = Read(report(*cards, table(count))).text
    for n in range(1, count + 1):
        assert len(re.findall(rf"“words of claim {n}”$", text, re.MULTILINE)) == 1
        assert len(re.findall(rf"^row {n} of the table$", text, re.MULTILINE)) == 1


def test_the_same_report_gives_the_same_bytes_whenever_it_is_made() -> None:
    made = report(card(1), table(2))
    first, again = Read(made), Read(replace(made))
    assert first.data == again.data
    assert first.data != Read(replace(made, subject="Another")).data, "control"
    core = first.document.core_properties
    assert core.created == core.modified
    assert str(core.created).startswith("2026-11-22 10:02")


def test_its_properties_name_title_and_author_and_no_program_or_machine() -> None:
    made = Read(report(card(1)))
    core = made.document.core_properties
    assert (core.title, core.author) == (
        "Credibility summary – Ships at the harbour",
        "Xenia Example",
    )
    told = b" ".join(data for name, data in made.parts.items() if name.startswith("docProps/"))
    assert b"python" not in told.lower()
    assert b"macintosh" not in told.lower()
    assert not any("thumbnail" in name for name in made.parts)


@pytest.mark.parametrize(
    ("paper", "width", "height"), [(Paper.A4, 210.0, 297.0), (Paper.LETTER, 215.9, 279.4)]
)
def test_the_sheet_is_the_one_that_was_asked_for(paper: Paper, width: float, height: float) -> None:
    made = Read(report(table(1), request=Request(paper=paper)))
    (section,) = made.document.sections
    assert (round(section.page_width.mm, 1), round(section.page_height.mm, 1)) == (width, height)
    assert (round(section.left_margin.mm), round(section.top_margin.mm)) == (18, 23)
    for grid in re.findall(r"<w:tblGrid>(.*?)</w:tblGrid>", made.xml):
        wide = sum(map(int, re.findall(r'w:w="(\d+)"', grid)))
        assert wide <= (width - 36) / 25.4 * 1440 + 3, "no table reaches over the margin"


def test_each_page_bears_name_subject_mark_number_and_fingerprint() -> None:
    made = Read(report(card(1)))
    head, foot = (made.parts[f"word/{name}1.xml"].decode() for name in ("header", "footer"))
    for part in (head, foot):
        assert part.count("TLP:AMBER") == 1
        assert 'w:fill="000000"' in part
        assert 'w:color w:val="FFC000"' in part
    assert "Credibility summary" in head
    assert "Ships at the harbour" in head
    assert [f.strip() for f in re.findall(r'w:instr="([^"]*)"', foot)] == ["PAGE", "NUMPAGES"]
    assert "e58f d10d 5c13 85cd" in foot


def test_without_a_mark_there_is_no_chip_and_a_long_subject_is_cut_in_the_header() -> None:
    made = Read(report(card(1), mark="", subject="Long " * 1000))
    head = made.parts["word/header1.xml"].decode()
    assert "TLP" not in head
    assert len(re.sub("<[^>]*>", "", head)) < 200


def test_the_four_states_of_a_grade_look_different() -> None:
    pairs = ((C, SIX), (F, OPEN), (C, NOT_CHECKABLE))
    cards = [card(n, "", verdict(*pair)) for n, pair in enumerate(pairs, 1)]
    made = Read(report(*cards))
    drawn = {}
    for outer in made.document.tables:
        (squares,) = outer.rows[0].cells[0].tables
        for cell in (squares.rows[0].cells[0], squares.rows[0].cells[2]):
            borders = cell._tc.find(f"{W}tcPr/{W}tcBorders")
            kinds = {side.tag.removeprefix(W): dict(side.items()) for side in borders}
            drawn[cell.text] = (
                kinds["top"][f"{W}val"],
                int(kinds["top"][f"{W}sz"]),
                "tr2bl" in kinds,
                bool(cell._tc.findall(f".//{W}b")),
            )
    assert drawn["C"] == ("single", 9, False, True)
    assert drawn["6"] == drawn["F"] == ("dotted", 6, False, False)
    assert drawn[""] == ("single", 4, True, False), "the last is not checkable"
    text = made.text
    assert "Not judged yet" in text
    assert "Not checkable: an opinion" in text


def test_no_row_breaks_over_a_page_unless_it_may_be_longer_than_one() -> None:
    long = verdict(rationale=said("Because. " * 1000))
    made = Read(report(card(1), card(2, "", long), table(3)))
    *cards, rows = made.document.tables
    whole = [bool(t._tbl.findall(f"{W}tr/{W}trPr/{W}cantSplit")) for t in cards]
    assert whole == [True, False]
    head, *rest = rows._tbl.findall(f"{W}tr")
    assert head.find(f"{W}trPr/{W}tblHeader") is not None
    assert all(row.find(f"{W}trPr/{W}tblHeader") is None for row in rest)
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in (head, *rest))


def test_links_lead_to_bookmarks_that_are_there() -> None:
    link = LinkLine("Contradicted by claim 2", "F6", "claim-2")
    gone = LinkLine("Confirmed by claim 9", "C2", "claim-9", "Another article")
    made = Read(report(card(1, links=(link, gone)), card(2), table(2)))
    names = made.bookmarks()
    assert len(set(names)) == len(names) == 5
    assert all(re.fullmatch(r"_\w{1,39}", name) for name in names)
    targets = re.findall(r'<w:hyperlink w:anchor="([^"]*)"', made.xml)
    paged = re.findall(r"PAGEREF (\S+)", made.xml)
    assert targets == ["_claim_2"]
    assert paged == ["_claim_2", "_claim_1", "_claim_2"]
    assert set(targets) | set(paged) <= set(names)
    assert "Confirmed by claim 9, C2, Another article" in made.text
    leads = made.document.part.rels.values()
    assert not any(rel.is_external for rel in leads), "nothing leads out of the document"


def test_anchors_that_are_alike_get_names_of_their_own() -> None:
    anchors = ["a-b", "a_b", "A-b", "x" * 90 + "1", "x" * 90 + "2", "δ", "ε"]
    made = Read(report(*(Heading("Words", anchor=anchor) for anchor in anchors)))
    names = made.bookmarks()
    assert len({name.lower() for name in names}) == len(anchors) + 1
    assert max(map(len, names)) <= 40


def test_every_kind_of_block_says_all_it_has_in_styles_of_the_word_processor() -> None:
    statement = Statement("Source summary statement", (StatementPart("Gaps", said("None seen.")),),
                          "Written by Xenia")  # fmt: skip
    record = Record("Record", (("Outlet", ("Not stated in the file",)),), "Supplied")
    key = Key((("Reliability", (KeyEntry("A", "Completely reliable", "No doubt"),
                                KeyEntry("F", "Cannot be judged", "No basis", True))),),
              said("n.c.: not checkable"))  # fmt: skip
    item = Paragraph(words("an item"), Role.LIST_ITEM, 2, "•")
    styled = Paragraph(
        (Run("heavy", bold=True), Run("slanted", italic=True), Run("x=1", code=True))
    )
    section = Section(
        "Top",
        "top",
        (
            Masthead("Review summary", "Ships", True, "Who says so", PNG, "mast"),
            FigureRow((Figure("13", "Claims"),)),
            Beside(statement, Contents("Contents")),
            record,
            Hashes((("SHA-256", FINGERPRINT), ("Text", "identical"))),
            key,
            Footnotes(said("A remark")),
            item,
            styled,
        ),
        has_masthead=True,
    )
    other = Section("Claims", "claims", (Heading("Grades", 2, "Small"), card(1)), "Note", True)
    made = Read(report(sections=(section, other)))
    text = made.text
    for line in (
        "Review summary", "[Ships]", "Who says so", "13", "Gaps. None seen.", "Written by Xenia",
        "Outlet", "Not stated in the file", "e58fd10d 5c1385cd 01234567", "identical", "Supplied",
        "A\tCompletely reliable – No doubt", "F\tCannot be judged – No basis",
        "n.c.: not checkable", "1\u2002A remark", "•\tan item", "heavyslantedx=1", "Note", "Small",
    ):  # fmt: skip
        assert line in text, line
    styles = {p.text: p.style.name for p in made.document.paragraphs}
    assert styles["[Ships]"] == "Title"
    assert (styles["Claims"], styles["Grades"]) == ("Heading 1", "Heading 3")
    claim = made.document.tables[-1].rows[0].cells[1].paragraphs[0]
    assert claim.style.name == "Claim Quote"
    assert len(made.document.inline_shapes) == 1
    assert '<w:pStyle w:val="Heading1"/><w:pageBreakBefore/>' in made.xml
    contents = made.document.tables[1].rows[0].cells[1]
    assert [p.text for p in contents.paragraphs][1:] == ["Top\u2003", "Claims\u2003"]


def test_a_picture_that_is_none_is_left_out() -> None:
    made = Read(report(Masthead("Review summary", "Ships", logo=b"no picture")))
    assert len(made.document.inline_shapes) == 0


def test_right_to_left_words_are_marked_so() -> None:
    made = Read(report(card(1, f"{RTL} (ABC)"), card(2)))
    quote, plain = (t.rows[0].cells[1].paragraphs[0]._p for t in made.document.tables)
    assert quote.find(f"{W}pPr/{W}bidi") is not None
    sides = {
        run.find(f"{W}t").text: run.find(f"{W}rPr/{W}rtl") is not None
        for run in quote.findall(f"{W}r")
    }
    assert sides == {f"”{RTL} (": True, "ABC": False, ")”": True}
    assert plain.find(f"{W}pPr/{W}bidi") is None
    assert plain.find(f".//{W}rtl") is None


def test_a_report_in_a_right_to_left_language_is_mirrored() -> None:
    made = Read(report(card(1), table(1), language="he"))
    tables = made.document.element.body.findall(f".//{W}tbl")
    assert all(t.find(f"{W}tblPr/{W}bidiVisual") is not None for t in tables)
    assert made.document.sections[0]._sectPr.find(f"{W}bidi") is not None


HOSTILE = {
    "markup": "<w:p/>&amp;<script>alert(1)</script> ]]> <!-- -->",
    "controls": "a\x00b\x0bc\x1b[2Jd\x7f",
    "bidi": "abc\u202edef\u2066ghi",
    "surrogate": "a\ud800b",
    "no character": "a\ufffeb\uffff",
    "fields": "{ INCLUDETEXT \\\\server\\x } MERGEFIELD \x13 DDEAUTO \x14",
    "lines": "one\ntwo\r\nthree\tfour",
    "spaces": "  two  spaces  ",
    "quotes": "\"'“”«»",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_words_are_words_and_all_of_them_are_there(name: str) -> None:
    from credreview.report.visible import visible

    given = HOSTILE[name]
    flags = (given,)
    made = Read(
        report(
            Masthead(given, given, lead=given),
            card(
                1, given, verdict(by=given, attributed_to=given, rationale=said(given), flags=flags)
            ),
            subject=given,
            author=given,
            organisation=given,
        )
    )
    shown = visible(given)
    assert made.text.count(shown) >= 6
    assert "INCLUDETEXT" not in " ".join(re.findall(r'w:instr="([^"]*)"', made.xml))
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\u202a-\u202e\u2066-\u2069]", made.xml)


def test_words_of_a_million_letters_are_written_in_time_and_whole() -> None:
    made = Read(report(card(1, "x" * 1_000_000)))
    assert "x" * 1_000_000 in made.text


ORDER = {
    "pPr": ("pStyle", "keepNext", "pageBreakBefore", "pBdr", "tabs", "bidi", "ind", "jc"),
    "rPr": ("rStyle", "b", "bCs", "i", "iCs", "caps", "color", "sz", "szCs", "shd", "rtl"),
    "tblPr": ("bidiVisual", "tblW", "tblBorders", "tblLayout", "tblCellMar"),
    "tcPr": ("tcW", "gridSpan", "tcBorders", "vAlign"),
    "tcBorders": ("top", "left", "bottom", "right", "tl2br", "tr2bl"),
}


def test_properties_stand_in_the_order_of_the_schema_which_word_insists_on() -> None:
    rtl = verdict(C, NOT_CHECKABLE, attributed_to=RTL, rationale=said(RTL))
    made = Read(
        report(
            Masthead("Kicker", "Title"),
            card(
                1,
                RTL,
                rtl,
                rtl,
                notes=said("A note"),
                links=(LinkLine("See claim 1", "", "claim-1"),),
            ),
            table(2),
            Paragraph(words(RTL), Role.LIST_ITEM, 1, "•"),
            language="ar",
        )
    )
    roots = [made.document.element]
    roots += [getattr(made.document.sections[0], part)._element for part in ("header", "footer")]
    seen = set()
    for root in roots:
        for name, order in ORDER.items():
            for found in root.iter(f"{W}{name}"):
                names = [child.tag.removeprefix(W) for child in found]
                assert names == sorted(names, key=order.index), (name, names)
                assert len(set(names)) == len(names)
                seen.add(name)
        for cell in root.iter(f"{W}tc"):
            assert cell[-1].tag == f"{W}p", "a cell ends with a paragraph"
        for tbl in root.iter(f"{W}tbl"):
            after = tbl.getnext()
            assert after is not None
            assert after.tag == f"{W}p", "two tables would be one"
    assert seen == set(ORDER)


def test_the_stamp_rides_along() -> None:
    from html import unescape

    from credreview.report.stamp import read_stamp

    told = Request(about="<b>&\"'", left_out=frozenset({"key"}))
    made = Read(report(card(1), request=told, reviewer="ab" * 16))
    custom = made.parts["docProps/custom.xml"].decode()
    (text,) = re.findall("<vt:lpwstr>(.*)</vt:lpwstr>", custom)
    stamp = read_stamp(unescape(text))
    assert stamp is not None
    assert (stamp.request, stamp.fingerprint, stamp.reviewer) == (told, FINGERPRINT, "ab" * 16)
