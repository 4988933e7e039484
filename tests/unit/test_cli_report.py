"""`credreview report` and `credreview verify`, run in this process, without Qt."""

import re
from pathlib import Path

import commands
import pytest
from commands import ARTICLE, Commands

from credreview import cli
from credreview.domain.summary import Kind
from credreview.resources import resource


@pytest.fixture
def cmd(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Commands:
    made = commands.begin(tmp_path, capsys)
    judged = {"reliability": "C", "credibility": "2", "provenance": "government_statement"}
    done = made.act(
        {"do": "judge", "claim": made.claim(), "attributed_to": "Harbour Office", **judged},
        {"do": "set_article", "article": ARTICLE, "outlet": "Example Times"},
    )
    assert done.code == 0, done.out
    return made


def saved(cmd: Commands, name: str, *options: object) -> Path:
    target = cmd.folder / name
    done = cmd.run("report", cmd.review, "-o", target, *options)
    assert done.code == 0, done.err
    assert str(target) in done.out
    return target


@pytest.mark.parametrize("form", ["md", "html", "docx"])
def test_a_saved_summary_is_verified_until_somebody_judges(cmd: Commands, form: str) -> None:
    file = saved(cmd, f"summary.{form}")
    found = cmd.run("verify", cmd.review, file)
    assert (found.code, found.out.splitlines()[0]) == (0, "The review still says this.")
    cmd.act({"do": "judge", "claim": cmd.claim(), "reliability": "E"}, reviewer="Yorick")
    found = cmd.run("verify", cmd.review, file)
    assert found.code == 1
    assert "Came since: Yorick: 1 judgement." in found.out
    assert "“ten ships”" in found.out
    cmd.act({"do": "undo"}, reviewer="Yorick")
    assert cmd.run("verify", cmd.review, file).code == 0


def test_verify_in_json_has_the_fields_of_the_manual(cmd: Commands) -> None:
    file = saved(cmd, "summary.md")
    cmd.act({"do": "judge", "claim": cmd.claim(), "reliability": "E"}, reviewer="Yorick")
    (found,) = cmd.run("verify", cmd.review, file, "--json").lines
    assert found["standing"] == "changed"
    assert found["came"] == [{"reviewer": "Yorick", "kind": "judgements", "count": 1}]
    assert found["claims"] == [cmd.claim()]
    (step,) = found["steps"]
    assert (step["do"], step["words"]) == ("judge", "Source reliability: E")
    manual = resource("help", "command-line.md").read_text("utf-8")
    chapter = manual.partition("## Verifying")[2].partition("\n## ")[0]
    table = [row for row in chapter.splitlines() if re.match(r"\| `\w+`[,`\w ]* \| ", row)]
    named = {n for row in table for n in re.findall(r"`(\w+)`", row.split("|")[1])}
    assert found.keys() <= named
    named_inside = set(re.findall(r"`(\w+)`", chapter))
    assert {*step, *found["came"][0]} <= named_inside


def test_digits_are_verified_without_a_file(cmd: Commands) -> None:
    out = cmd.run("report", cmd.review, "-o", cmd.folder / "summary.md").out
    (digits,) = re.findall(r"(?:[0-9a-f]{4} ){3}[0-9a-f]{4}", out)
    assert cmd.run("verify", cmd.review, "--fingerprint", digits).code == 0
    assert cmd.run("verify", cmd.review, "--fingerprint", "0" * 64).code == 1
    assert cmd.run("verify", cmd.review, "--fingerprint", "hello").code == 2
    assert cmd.run("verify", cmd.review).code == 2
    file = cmd.folder / "summary.md"
    assert cmd.run("verify", cmd.review, file, "--fingerprint", digits).code == 2


def test_markdown_goes_to_the_terminal_and_is_the_same_as_in_a_file(cmd: Commands) -> None:
    file = saved(cmd, "summary.md")
    done = cmd.run("report", cmd.review, "-o", "-")
    assert done.code == 0
    assert done.out == file.read_text("utf-8")
    assert file.read_bytes() == saved(cmd, "again.md").read_bytes()


def test_what_it_is_about_gives_the_kind(cmd: Commands) -> None:
    whole = saved(cmd, "whole.md").read_text("utf-8")
    article = saved(cmd, "article.md", "--article", ARTICLE).read_text("utf-8")
    claim = saved(cmd, "claim.md", "--claim", cmd.claim()).read_text("utf-8")
    source = saved(cmd, "source.md", "--source", "Harbour Office").read_text("utf-8")
    outlet = saved(cmd, "outlet.md", "--outlet", "Example Times").read_text("utf-8")
    evidence = saved(cmd, "evidence.md", "--kind", "evidence").read_text("utf-8")
    assert len({whole, article, claim, source, outlet, evidence}) == 6
    for kind, text in zip(("article", "claim", "source", "outlet", "evidence"),
                          (article, claim, source, outlet, evidence), strict=True):  # fmt: skip
        assert f'"kind": "{kind}"' in text
    assert "bridge.md" in whole
    assert "bridge.md" not in article
    assert "bridge.md" not in outlet
    assert "| Asserted by |" in outlet


WRONG: tuple[tuple[str, ...], ...] = (
    ("--kind", "claim"),
    ("--kind", "evidence", "--article", ARTICLE),
    ("--article", "00" * 16),
    ("--claim", "no claim"),
    ("--source", "Nobody at all"),
    ("--source", "\udcff"),
    ("--kind", "outlet"),
    ("--outlet", "Nobody at all"),
    ("--outlet", "example times"),
    ("--outlet", ""),
    ("--outlet", "Example\udcff"),
    ("--filter", "outlet:\udcff"),
    ("--merge", "7"),
    ("--merge", "x"),
    ("--tlp", "PURPLE"),
    ("--lead", "Zora"),
    ("--filter", "provenance:gossip"),
)


def test_what_cannot_be_is_refused_in_a_sentence_and_nothing_is_written(cmd: Commands) -> None:
    target = cmd.folder / "summary.md"
    for options in WRONG:
        done = cmd.run("report", cmd.review, "-o", target, *options)
        assert done.code == 2, options
        assert not target.exists()


def test_a_filter_takes_words_outlets_and_kinds_of_provenance(cmd: Commands) -> None:
    def titles(words: str) -> set[str]:
        text = saved(cmd, "filtered.md", "--replace", "--filter", words).read_text("utf-8")
        return {t for t in ("Harbour closed for repairs", "bridge.md") if t in text}

    both = {"Harbour closed for repairs", "bridge.md"}
    assert titles("fishermen") == {"Harbour closed for repairs"}
    assert titles('outlet:"Example Times"') == {"Harbour closed for repairs"}
    assert titles('outlet:"Example Times" outlet:""') == both
    assert titles("provenance:government_statement ships") == {"Harbour closed for repairs"}
    assert titles("said") == both


def test_options_are_heard(cmd: Commands) -> None:
    text = saved(cmd, "a.md", "--tlp", "red", "--without", "key").read_text("utf-8")
    assert text.startswith("**TLP:RED**")
    assert "Key to the scales" not in text
    assert "Key to the scales" in saved(cmd, "b.md").read_text("utf-8")
    import docx

    sheet = docx.Document(str(saved(cmd, "c.docx", "--paper", "letter"))).sections[0]
    assert round(sheet.page_width.inches, 1) == 8.5


def test_a_file_that_is_there_stays_unless_it_is_to_be_replaced(cmd: Commands) -> None:
    target = saved(cmd, "summary.md")
    target.write_text("mine", "utf-8")
    assert cmd.run("report", cmd.review, "-o", target).code == 2
    assert target.read_text("utf-8") == "mine"
    saved(cmd, "summary.md", "--replace")
    assert target.read_text("utf-8") != "mine"
    before = cmd.review.read_bytes()
    assert cmd.run("report", cmd.review, "-o", cmd.review, "--replace").code == 2
    link = cmd.folder / "link.md"
    link.symlink_to(cmd.review)
    assert cmd.run("report", cmd.review, "-o", link, "--replace").code == 2
    assert cmd.review.read_bytes() == before
    assert cmd.run("report", cmd.review, "-o", cmd.folder / "summary.xls").code == 2
    assert cmd.run("report", cmd.review, "-o", cmd.folder / "no folder" / "summary.md").code == 2
    assert sorted(path.name for path in cmd.folder.iterdir() if "unfinished" in path.name) == []


def test_without_qt_a_pdf_is_refused_with_a_way_out(cmd: Commands) -> None:
    done = cmd.run("report", cmd.review, "-o", cmd.folder / "summary.pdf")
    assert done.code == 2
    assert ".docx" in done.err
    assert not (cmd.folder / "summary.pdf").exists()


def test_every_kind_can_be_asked_for() -> None:
    manual = resource("help", "command-line.md").read_text("utf-8")
    (row,) = [line for line in manual.splitlines() if line.startswith("| `--kind KIND`")]
    assert {kind.value for kind in Kind} <= set(re.findall(r"`(\w+)`", row))


def test_a_broken_template_is_said(cmd: Commands) -> None:
    own = cmd.folder / "own"
    own.mkdir()
    (own / "review.md").write_text("# Title\n\n@no_such_part\n", "utf-8")
    done = cmd.run("report", cmd.review, "-o", cmd.folder / "summary.md", "--templates", own)
    assert done.code == 0
    assert "review.md" in done.out


def test_a_template_that_is_broken_for_one_article_alone_is_said(
    cmd: Commands, capsys: pytest.CaptureFixture[str]
) -> None:
    own = cmd.folder / "own"
    own.mkdir()
    outline = "# {{ title }}\n{% if number == 2 %}\n@no_such_part\n{% endif %}\n@claims\n"
    (own / "article.md").write_text(outline, "utf-8")
    for name in ("summary.md", "summary.html", "-"):
        target = name if name == "-" else str(cmd.folder / name)
        made = ["report", str(cmd.review), "-o", target, "--templates", str(own)]
        assert cli.main(made) == 0
        out, err = capsys.readouterr()
        said = err if name == "-" else out
        (line,) = [line for line in said.splitlines() if "article.md" in line]
        assert "there is no part “no_such_part”" in line
        assert line.endswith("the built-in template is used.")


def test_in_blind_mode_a_reviewer_gets_what_they_may_see(cmd: Commands) -> None:
    claim = cmd.claim()
    cmd.act(
        {"do": "judge", "claim": claim, "rationale": "Secret reasons."},
        {"do": "set_blind", "on": True},
    )
    whole = saved(cmd, "whole.md", "--reviewer", "Xenia").read_text("utf-8")
    assert "Secret reasons." in whole
    theirs = saved(cmd, "theirs.md", "--reviewer", "Yorick").read_text("utf-8")
    assert "Secret reasons." not in theirs
    assert cmd.run("verify", cmd.review, cmd.folder / "theirs.md").code == 0
