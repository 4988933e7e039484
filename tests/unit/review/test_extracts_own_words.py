"""With its maker's own judgements, an extract holds their links, notes and words on sources."""

from contextlib import closing
from pathlib import Path

import pytest
import sessions
from sessions import YORICK, articles, begin, copy_for, judge, mark

from credreview.domain.identity import source_id
from credreview.domain.model import Person
from credreview.review import merging, sharing, versions
from credreview.review.actions import link, set_article, write_note
from credreview.review.session import ReviewSession
from credreview.review.sharing import Choice, extract
from credreview.review.statements import describe_source

ZOE = Person("cc" * 16, "Zoe Example")
OFFICE, OUTLET = "Harbour Office", "The Example Gazette"


@pytest.fixture
def review(tmp_path: Path):
    """Give Xenia's review, in which she and Yorick linked, noted and described."""
    session = begin(tmp_path / "own")
    ten, twenty, bridge = (mark(session, w) for w in ("ten ships", "counted twenty", "opened on"))
    harbour = session.reader.claim(ten).article
    judge(session, ten, attributed_to=OFFICE, credibility="2")
    session.do(set_article(harbour, outlet=OUTLET))
    session.do(link(ten, twenty, "contradicts", session.vocabulary, "Ownlinkremark"))
    session.do(link(ten, bridge, "confirms", session.vocabulary))
    session.do(write_note("claim", ten, "Ownclaimnote"))
    session.do(write_note("article", harbour, "Ownarticlenote"))
    session.do(describe_source(OFFICE, kind="Public office", descriptor="Ownsourcewords"))
    session.do(describe_source(OUTLET, kind="Newspaper"))
    guest = copy_for(session, YORICK, "yorick")
    guest.do(link(ten, twenty, "contradicts", guest.vocabulary, "Otherslinkremark"))
    guest.do(link(ten, twenty, "same_origin", guest.vocabulary))
    guest.do(write_note("claim", ten, "Othersnote"))
    guest.do(describe_source(OUTLET, descriptor="Othersoutletwords"))
    guest.close()
    merging.merge(session, guest.file.path)
    yield session
    session.close()


def held(path: Path, kind: str) -> dict[str, dict]:
    """Return the living records of a kind in a file, by id, as somebody else finds them."""
    with closing(ReviewSession.open(path, ZOE)) as part, part.reader.view() as view:
        return dict(view.others(kind))


def harbour(session: ReviewSession) -> str:
    return session.reader.claim(mark(session, "ten ships")).article


def test_own_links_notes_and_descriptions_go_along_and_others_words_do_not(
    review, tmp_path
) -> None:
    shared = extract(review, tmp_path / "part.credreview", Choice(articles(review), own=True))
    links = held(shared.path, "link")
    assert sorted(said["relation"] for said in links.values()) == ["confirms", "contradicts"]
    assert len(held(shared.path, "note")) == 2
    sources = held(shared.path, "source")
    assert sources[source_id(OFFICE)].keys() == {"name", "type", "descriptor"}
    assert sources[source_id(OUTLET)] == {"name": OUTLET, "type": "Newspaper"}
    data = shared.path.read_bytes()
    for words in ("Ownclaimnote", "Ownarticlenote", "Ownsourcewords"):
        assert words.encode() in data, words
    for words in ("Otherslinkremark", "Othersnote", "Othersoutletwords"):
        assert words.encode() not in data, words
    told = shared.manifest
    assert (told.links, told.notes, told.described) == (2, 2, 2)
    assert told.contents() == (
        "2 articles, 3 claims, 1 judgement of the sharer's own, 2 links, 2 notes,"
        " 2 sources described, with originals"
    )
    assert sharing.reckon(review, Choice(articles(review), own=True)).contents() == told.contents()


def test_without_judgements_none_of_it_goes_along(review, tmp_path) -> None:
    shared = extract(review, tmp_path / "part.credreview", Choice(articles(review)))
    assert [held(shared.path, kind) for kind in ("link", "note", "source")] == [{}, {}, {}]
    told = shared.manifest
    assert (told.links, told.notes, told.described) == (0, 0, 0)
    assert "described" not in told.text(), "as versions read it that do not know of this"


def test_a_link_goes_along_where_both_its_ends_do(review, tmp_path) -> None:
    choice = Choice([harbour(review)], own=True)
    shared = extract(review, tmp_path / "part.credreview", choice)
    assert [said["relation"] for said in held(shared.path, "link").values()] == ["contradicts"]
    assert shared.manifest.links == sharing.reckon(review, choice).links == 1


def test_whoever_reads_the_extract_finds_the_link_at_the_claim(review, tmp_path) -> None:
    shared = extract(review, tmp_path / "part.credreview", Choice(articles(review), own=True))
    claim = mark(review, "ten ships")
    with closing(ReviewSession.open(shared.path, ZOE)) as part:
        found = part.reader.claim_links(claim)
        assert sorted(linked.link.relation for linked in found) == ["confirms", "contradicts"]
        assert part.check(rebuild=True).problems == []


def test_what_the_maker_undid_or_somebody_wrote_over_stays_behind(review, tmp_path) -> None:
    review.do(write_note("claim", mark(review, "ten ships"), "Undonenote"))
    review.undo()
    guest = copy_for(review, YORICK, "again")
    guest.do(describe_source(OFFICE, descriptor="Otherssourcewords"))
    guest.close()
    merging.merge(review, guest.file.path)
    shared = extract(review, tmp_path / "part.credreview", Choice(articles(review), own=True))
    assert held(shared.path, "source")[source_id(OFFICE)].keys() == {"name", "type"}
    assert len(held(shared.path, "note")) == 2
    for words in ("Undonenote", "Ownsourcewords", "Otherssourcewords"):
        assert words.encode() not in shared.path.read_bytes(), words


def test_links_between_articles_go_along(review, tmp_path) -> None:
    one, other = articles(review)
    review.do(versions.version_of(one, other))
    shared = extract(review, tmp_path / "part.credreview", Choice(articles(review), own=True))
    assert "version_of" in [said["relation"] for said in held(shared.path, "link").values()]


def test_it_comes_back_without_a_difference_where_nobody_has_heard_of_it(review, tmp_path) -> None:
    copy = copy_for(review, YORICK, "copy")
    shared = extract(review, tmp_path / "part.credreview", Choice(articles(review), own=True))
    before = [e for e in copy.reader.everything() if e["kind"] not in ("review", "action")]
    report = merging.merge(copy, shared.path)
    assert report.actions > 0
    assert before == [e for e in copy.reader.everything() if e["kind"] not in ("review", "action")]
    with copy.reader.view() as view:
        assert view.db.execute("SELECT count(*) FROM other WHERE diff NOT NULL").fetchone() == (0,)
    sessions.check(copy)
    copy.close()


def test_of_the_whole_review_everybodys_are_counted(review, tmp_path) -> None:
    told = sharing.share(review, tmp_path / "whole.credreview").manifest
    assert (told.links, told.notes, told.described) == (3, 3, 2)
