"""Which parts an outline holds: the built-in ones, and an organisation's own."""

import re

import pytest

from credreview.domain.summary import EACH_ARTICLE, Kind
from credreview.report.outline import PARTS
from credreview.report.placed import Placed, placed
from credreview.resources import resource


def written(name: str) -> list[str]:
    """Return the parts that a built-in outline names, in order."""
    text = resource(f"templates/{name}.md").read_text(encoding="utf-8")
    lines = re.findall(r"^@(.*)$", text, re.MULTILINE)
    return [word for line in lines for word in line.split() if word in PARTS]


@pytest.mark.parametrize("kind", set(Kind) - {Kind.REVIEW})
def test_a_built_in_outline_holds_what_it_names(kind):
    assert placed(kind) == tuple(map(Placed, written(kind)))


def test_a_review_holds_what_its_articles_hold():
    names = [part.name for part in placed(Kind.REVIEW)]
    assert set(names) == {*written("review"), *written("article"), EACH_ARTICLE}
    assert len(set(names)) == len(names)
    inside = [part.name for part in placed(Kind.REVIEW) if part.of_article]
    assert inside == ["record", "hashes", "claims"]
    assert names[names.index(EACH_ARTICLE) + 1 :][:3] == inside


def test_an_own_outline_counts_with_all_its_branches(tmp_path):
    (tmp_path / "review.md").write_text(
        "{# @progress #}\n# One\n{% if judged %}\n@claims\n{% elif title %}@grades\n{% endif %}"
        "{{ title }}\n\n@beside statement contents\nSee @key\n@claims\n"
    )
    names = [part.name for part in placed(Kind.REVIEW, tmp_path)]
    assert names == ["claims", "grades", "statement", "contents"]
    assert placed(Kind.CLAIM, tmp_path) == placed(Kind.CLAIM)


def test_an_own_outline_of_articles_counts_in_a_review(tmp_path):
    (tmp_path / "article.md").write_text("# {{ title }}\n@timeline\n@method\n")
    (tmp_path / "review.md").write_text("@each article\n\n# Method\n@method\n")
    assert placed(Kind.REVIEW, tmp_path) == (
        Placed(EACH_ARTICLE), Placed("timeline", True), Placed("method"),
    )  # fmt: skip


@pytest.mark.parametrize("text", ["@no_such_part\n", "{% for a in b %}", "{{ nothing }}", b"\xff"])
def test_a_broken_outline_is_passed_over(tmp_path, text):
    raw = text if isinstance(text, bytes) else text.encode()
    (tmp_path / "merge.md").write_bytes(raw)
    assert placed(Kind.MERGE, tmp_path) == placed(Kind.MERGE)
