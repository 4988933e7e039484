"""A merge in words: figures for a button, the report as plain text and as Markdown."""

from dataclasses import replace
from pathlib import Path

import pytest
import sessions
from sessions import YORICK

from credreview.domain.differences import DifferenceKind
from credreview.domain.merging import Announcement, Contributor, MergeReport
from credreview.review import actions, adjudicating, merge_preview, merge_words, merging
from credreview.review.session import ReviewSession

EMPTY = MergeReport("x.credreview", "ab" * 32, "cd" * 32, actions=0, known=41)
FULL = replace(
    EMPTY,
    actions=20,
    articles=("1",),
    claims=("2", "3"),
    judgements=("4", "5", "6"),
    changed_judgements=("7",),
    touched_articles=("8",),
    contributors=(
        Contributor("a", "Few", 2, 0, False),
        Contributor("b", "Many", 18, 4, True),
    ),
    announcements=(Announcement("clock.ahead", "A clock was wrong.", "Mind the times."),),
)


def test_what_is_new_is_counted_as_people_count_it():
    assert merge_words.new_things(FULL) == 7
    assert merge_words.new_words(FULL) == "1 article, 2 claims, 3 judgements, 1 judgement changed"


def test_entries_count_where_no_article_claim_or_judgement_is_new():
    only_links = replace(EMPTY, actions=4)
    assert merge_words.new_things(only_links) == 4
    assert merge_words.new_words(only_links) == "corrections, links, undone work"
    assert merge_words.new_things(EMPTY) == 0
    assert merge_words.new_words(EMPTY) == ""


def test_who_brings_most_is_named_first():
    assert merge_words.from_whom(FULL) == "Many, Few"
    nameless = replace(FULL, contributors=(Contributor("a", "", 2, 0, True),))
    assert merge_words.from_whom(nameless) == "Unnamed reviewer"


def test_a_fingerprint_is_shown_in_groups_that_lose_nothing():
    words = "0123456789abcdef" * 4
    assert merge_words.grouped(words, 2) == "0123 4567"
    assert merge_words.grouped(words).replace(" ", "") == words


def test_the_report_tells_what_to_know_first_then_what_came_and_from_whom():
    headings = [section.heading for section in merge_words.report_sections(FULL)]
    assert headings == [
        "Merge of “x.credreview”", "To know", "What came", "From whom", "Fingerprints",
    ]  # fmt: skip
    words = "\n".join(merge_words.report_lines(FULL, 1_700_000_000_000))
    for line in (
        "Begun on 2023-11-1",
        "A clock was wrong. Mind the times.",
        "20 new entries",
        "41 were here already",
        "2 new claims",
        "Many: 18 new entries, judged 4 claims, new in this review",
        "Few: 2 new entries",
    ):
        assert line in words
    assert "new in this review" not in words.split("Few:")[1].split("\n")[0]


def test_a_report_with_nothing_new_says_only_that():
    words = "\n".join(merge_words.report_lines(EMPTY))
    assert "Nothing new: everything in that file is here already." in words
    assert "0 new" not in words


def test_an_unfinished_merge_says_so():
    words = "\n".join(merge_words.report_lines(replace(FULL, is_complete=False)))
    assert "Merging the same file again goes on." in words


@pytest.fixture
def pair(tmp_path: Path):
    """Xenia's review with two judged claims, and Yorick's copy of it."""
    own = sessions.begin(tmp_path / "own")
    claims = [sessions.mark(own, words) for words in ("ten ships", "Fishermen counted twenty")]
    for claim in claims:
        sessions.judge(own, claim, reliability="B", credibility="2")
    other = sessions.copy_for(own, YORICK, "yorick")
    yield own, other, claims
    own.close()
    other.close()


def keys_of(own: ReviewSession, other: ReviewSession):
    prepared = merging.prepare(own, other.file.path)
    try:
        keys = merge_preview.differences(own.reader, prepared.reader, prepared.report)
        return [(key.kind, row.claim, row.field) for key, row in zip(
            keys, prepared.reader.difference_rows(keys), strict=True)]  # fmt: skip
    finally:
        prepared.close()


def test_differences_are_those_of_claims_that_something_new_was_written_about(pair):
    own, other, (one, two) = pair
    sessions.judge(other, one, reliability="D", credibility="4")
    assert keys_of(own, other) == [(DifferenceKind.JUDGEMENT, one, "")]
    merging.merge(own, other.file.path)
    # The first differs still, but what comes now is about the second.
    sessions.judge(other, two, reliability="E", credibility="5")
    assert keys_of(own, other) == [(DifferenceKind.JUDGEMENT, two, "")]


def test_values_that_differed_before_are_no_news(pair):
    own, other, _ = pair
    article = sessions.articles(own)[0]
    own.do(actions.set_article(article, published="2026-01-01"))
    other.do(actions.set_article(article, published="2026-01-02"))
    assert [(kind, field) for kind, _, field in keys_of(own, other)] == [
        (DifferenceKind.FIELD, "published")
    ]
    merging.merge(own, other.file.path)
    other.do(actions.set_article(article, outlet="Harbour Herald"))
    assert keys_of(own, other) == []


def test_agreed_judgements_are_named_and_counted() -> None:
    brought = replace(EMPTY, actions=3, agreed=("1", "2"), changed_agreed=("3",))
    assert merge_words.new_things(brought) == 3
    assert merge_words.new_words(brought) == "2 agreed judgements, 1 agreed judgement changed"
    lines = merge_words.report_lines(replace(brought, agreed=("1",)))
    assert "  1 new agreed judgement" in lines
    assert "  1 agreed judgement was changed or taken back by who recorded it" in lines
    who = Contributor("a", "Few", 3, 0, is_new=False, agreed=2)
    assert merge_words.contributions(replace(brought, contributors=(who,))) == (
        "Few: 3 new entries, agreed judgements of 2 claims",
    )


def test_a_merge_that_brings_what_was_agreed_says_so_and_names_who(tmp_path: Path) -> None:
    own = sessions.begin(tmp_path / "own")
    claim = sessions.mark(own, "ten ships")
    sessions.judge(own, claim, reliability="B", credibility="2")
    other = sessions.copy_for(own, YORICK, "yorick")
    agreed = {"reason": "So.", "reliability": "C", "credibility": "3"}
    other.do(adjudicating.adjudicate(claim, other.vocabulary, **agreed))
    prepared = merging.prepare(own, other.file.path)
    assert merge_words.new_words(prepared.report) == "1 agreed judgement"
    assert merge_words.new_things(prepared.report) == 1
    assert prepared.report.touched_claims == (claim,)
    prepared.close()
    done = merging.merge(own, other.file.path)
    assert merge_words.contributions(done) == (
        "Yorick Example: 2 new entries, agreed judgement of 1 claim, new in this review",
    )
    assert "1 new agreed judgement" in "\n".join(merge_words.report_lines(done))
    (entry,) = merging.merges(own)
    assert merging.report_of(own, entry.number) == done, "as the log keeps it"
    other.do(adjudicating.withdraw_adjudication(claim))
    taken_back = merging.merge(own, other.file.path)
    assert merge_words.new_words(taken_back) == "1 agreed judgement changed"
    own.close()
    other.close()
