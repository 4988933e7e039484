"""What is proposed: versions of an article, claims that may be one; and what is not asked again."""

from pathlib import Path

import pytest
import sessions
from hypothesis import given
from hypothesis import strategies as st
from sessions import BRIDGE, HARBOUR, YORICK

from credreview.domain.identity import link_id
from credreview.domain.journal import Change
from credreview.domain.links import Groups
from credreview.review import actions, versions
from credreview.review.session import ReviewSession
from credreview.store.file import driver
from credreview.store.journal import Journal
from credreview.store.matches import address

NEW = HARBOUR.replace("ten ships", "eleven ships")
LONG = " ".join(f"The {word} lay at the quay all day long." for word in "abcdefghijklmnopqrst")


@pytest.fixture
def session(tmp_path: Path) -> ReviewSession:
    return sessions.begin(tmp_path, [])


def add(session: ReviewSession, *texts: str) -> list[str]:
    folder = session.file.path.parent / f"articles {len(sessions.articles(session))}"
    return [str(result.article) for result in sessions.bring(session, folder, texts)]


def pairs(session: ReviewSession, articles: list[str] | None = None) -> list[tuple[str, str]]:
    return [(each.older, each.newer) for each in session.reader.proposals(articles).versions]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.outlet.example/a/1/", "http://OUTLET.example/a/1"),
        ("https://outlet.example/a?id=1&utm_source=x", "https://outlet.example/a?id=1#top"),
        ("https://outlet.example/a?fbclid=2", "https://outlet.example/a"),
    ],
)
def test_spellings_of_one_address_are_one(one: str, other: str) -> None:
    assert address(one) == address(other) != ""


@pytest.mark.parametrize("url", ["", "  ", "https://outlet.example/", "https://outlet.example"])
def test_a_front_page_is_no_articles_address(url: str) -> None:
    assert address(url) == ""


def test_an_address_that_makes_no_sense_is_compared_as_it_is() -> None:
    assert address("http://[broken/a") == "http://[broken/a"
    assert address("https://outlet.example/a?id=1") != address("https://outlet.example/a?id=2")


def test_two_texts_under_one_address_are_proposed_the_dated_older_one_first(
    session: ReviewSession,
) -> None:
    one, other = add(session, HARBOUR, BRIDGE)
    assert pairs(session) == []
    session.do(actions.set_article(one, url="https://outlet.example/p/7", published="2025-03-02"))
    session.do(
        actions.set_article(other, url="http://www.outlet.example/p/7/", published="2025-03-01")
    )
    (found,) = session.reader.proposals().versions
    assert (found.older, found.newer) == (other, one)
    assert found.titles == ("Bridge opens early", "Harbour closed for repairs")
    assert "address" in found.why


def test_one_title_from_one_outlet_is_proposed_from_two_outlets_it_is_not(
    session: ReviewSession,
) -> None:
    one, other = add(session, HARBOUR, NEW)
    for article in (one, other):
        session.do(actions.set_article(article, outlet="Corvana Gazette"))
    session.do(actions.set_article(other, title="HARBOUR closed for repairs"))
    (found,) = session.reader.proposals().versions
    assert {found.older, found.newer} == {one, other}
    assert "Corvana Gazette" in found.why
    session.do(actions.set_article(other, outlet="Kordavia Times"))
    assert pairs(session) == []


def test_one_document_read_in_two_ways_is_proposed(session: ReviewSession) -> None:
    one, other = add(session, HARBOUR, BRIDGE)
    with session.reader.view() as view:
        (original,) = view.originals(one)
    capture = {"article": other, "original": original, "title": "Bridge"}
    write(session, Change("capture", "cd" * 16, "new", capture))
    (found,) = session.reader.proposals().versions
    assert {found.older, found.newer} == {one, other}
    assert "document" in found.why


def write(session: ReviewSession, *changes: Change) -> None:
    """Append an action as no deed of ours would write it."""
    with session.file.writing() as connection:
        journal = Journal(driver(connection))
        who = "ee" * 16
        journal.append(reviewer=who, label="other", wall=1_700_000_000_000, changes=changes)
        journal.finish()


def test_of_many_versions_each_is_asked_for_once(session: ReviewSession) -> None:
    found = add(session, *(HARBOUR + f"\nAs of {n} o'clock.\n" for n in range(9)))
    chain = pairs(session)
    assert len(chain) == 8
    assert {id for pair in chain for id in pair} == set(found)
    for older, newer in chain[:4]:
        session.do(versions.version_of(newer, older))
    assert pairs(session) == chain[4:]
    session.do(versions.not_version_of(*chain[4]))
    left = pairs(session)
    assert chain[4] not in left
    assert len(left) == 4, "the next older one is asked for in its place"


def test_a_title_that_very_many_articles_share_says_nothing(session: ReviewSession) -> None:
    add(session, *(HARBOUR + f"\nAs of {n} o'clock.\n" for n in range(13)))
    assert pairs(session) == []


def test_texts_are_compared_for_given_articles_only(session: ReviewSession) -> None:
    """The titles differ; most words agree."""
    one, other, third = add(
        session, f"A first title\n\n{LONG}\n", f"Another\n\nNews. {LONG}\n", BRIDGE
    )
    assert pairs(session) == []
    (found,) = session.reader.proposals([one]).versions
    assert {found.older, found.newer} == {one, other}
    assert "%" in found.why
    assert pairs(session, [third]) == []
    session.do(versions.not_version_of(one, other))
    assert pairs(session, [one]) == []


def same(session: ReviewSession, articles: list[str] | None = None) -> list[tuple[str, str]]:
    return [each.quotes for each in session.reader.proposals(articles).same]


@pytest.fixture
def other(session: ReviewSession) -> ReviewSession:
    """Return somebody else's session on a copy with the same article."""
    add(session, HARBOUR)
    return sessions.copy_for(session, YORICK, "other")


@pytest.mark.parametrize(
    ("mine", "theirs", "asked"),
    [
        ("ten ships were turned away", "that ten ships were turned away", True),
        ("ten ships were turned away", "ships were turned away. Fishermen", True),
        ("The harbour office said that ten ships were turned away", "ten ships", True),
        ("ten ships were turned away", "turned away. Fishermen counted twenty", False),
        ("ten ships were turned away", "Fishermen counted twenty", False),
        ("ten ships were turned away", "ten ships were turned away", False),
    ],
)
def test_overlapping_unequal_spans_of_two_people_are_proposed(
    session: ReviewSession, other: ReviewSession, mine: str, theirs: str, asked: bool
) -> None:
    sessions.mark(session, mine)
    sessions.mark(other, theirs)
    sessions.meet(session, other)
    first = sorted((mine, theirs), key=lambda words: (HARBOUR.index(words), len(words)))
    for each in (session, other):
        assert same(each) == ([tuple(first)] if asked else [])


def test_two_spans_of_one_person_are_meant_so(session: ReviewSession, other: ReviewSession) -> None:
    one = sessions.mark(session, "ten ships were turned away")
    sessions.mark(session, "ten ships")
    assert same(session) == []
    sessions.exchange(session, other)
    sessions.mark(other, "ten ships")
    sessions.meet(session, other)
    assert same(session) == [], "the first marked both"
    session.do(actions.unmark_claim(one))
    assert same(session) == []


def test_what_was_said_of_two_claims_is_not_asked_again_until_it_is_undone(
    session: ReviewSession, other: ReviewSession
) -> None:
    one = sessions.mark(session, "ten ships were turned away")
    two = sessions.mark(other, "ten ships")
    sessions.meet(session, other)
    for deed in (versions.same_claim(one, two), versions.not_same(two, one)):
        session.do(deed)
        assert same(session) == []
        session.undo()
        assert len(same(session)) == 1
    (article,) = sessions.articles(session)
    assert len(same(session, [article])) == 1
    assert same(session, []) == []


def test_links_whose_ends_are_missing_or_make_no_sense_are_passed_over(
    session: ReviewSession, other: ReviewSession
) -> None:
    one = sessions.mark(session, "ten ships were turned away")
    sessions.mark(other, "ten ships")
    sessions.meet(session, other)
    (article,) = sessions.articles(session)
    for relation, ends in (
        ("same", (one, "ab" * 16)),
        ("same", ("zz", "\u2603")),
        ("version_of", (article, "cd" * 16)),
        ("version_of", (article, article)),
        ("version_of", (one, article)),
        ("not_continued", (article, one)),
    ):
        fields = {"relation": relation, "from": ends[0], "to": ends[1]}
        touch = Change("claim", one, "set", {}), Change("article", article, "set", {})
        write(session, Change("link", link_id(relation, *ends), "new", fields), *touch)
    odd = {"relation": ["same"], "from": {"a": 1}, "to": None}
    write(session, Change("link", "ab" * 16, "new", odd), Change("claim", one, "set", {}))
    found = session.reader.proposals()
    assert len(found.same) == 1
    assert (found.versions, found.placed, found.unplaced) == ((), (), ())
    assert session.reader.same_claims(one) == []
    assert session.reader.linked_judgements(one) == []
    assert session.reader.versions(article) == []


IDS = st.integers(0, 30).map(str)


@given(st.lists(st.tuples(IDS, IDS), max_size=60))
def test_groups_are_what_can_be_reached_along_pairs(links: list[tuple[str, str]]) -> None:
    groups = Groups(links)
    for start in "0", "7", "30":
        reached = {start}
        while more := {
            end for pair in links if reached & {*pair} for end in pair if end not in reached
        }:
            reached |= more
        assert {id for id in map(str, range(31)) if groups.are_joined(start, id)} == reached
