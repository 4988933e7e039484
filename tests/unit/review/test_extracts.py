"""An extract holds what was chosen and nobody else's words, and comes back without a difference."""

import json
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
import sessions
from sessions import HARBOUR, XENIA, YORICK, articles, begin, bring, copy_for, judge, mark

from credreview.domain.errors import Cancelled, UserError
from credreview.domain.identity import REVIEW
from credreview.domain.journal import Change
from credreview.domain.model import ArticleQuery, ArticleRow, Person, SortKey
from credreview.review import adjudicating, made, merging, sharing, trust
from credreview.review.actions import Deed, Plan, link, set_article, write_note
from credreview.review.session import ReviewSession
from credreview.review.sharing import Choice, extract
from credreview.store import excerpt

ZOE = Person("cc" * 16, "Zoe Example")
OTHERS_WORDS = ("Doubtfulrationale", "Secretnote", "Linkremark", "Hiddenministry", "Yorick Example")


@pytest.fixture
def review(tmp_path: Path):
    """Give Xenia's review with something of everything, by her and by Yorick."""
    session = begin(tmp_path / "own")
    claim, other = mark(session, "ten ships"), mark(session, "counted twenty")
    judge(session, claim, reliability="B", credibility="2", rationale="She was there.")
    judge(session, claim, attributed_to="Harbour Office", provenance="eyewitness")
    judge(session, claim, directness="paraphrase", confidence="high", flags=["retracted"])
    harbour = session.reader.claim(claim).article
    session.do(set_article(harbour, title="Harbour shut", author=None))
    guest = copy_for(session, YORICK, "yorick")
    judge(guest, claim, reliability="C", credibility="4", rationale=OTHERS_WORDS[0])
    judge(guest, claim, attributed_to=OTHERS_WORDS[3])
    judge(guest, other, reliability="A", credibility="1")
    guest.do(write_note("claim", claim, OTHERS_WORDS[1]))
    guest.do(link(claim, other, "confirms", guest.vocabulary, OTHERS_WORDS[2]))
    guest.close()
    merging.merge(session, guest.file.path)
    yield session
    session.close()


def shown(session: ReviewSession) -> list[dict]:
    """Return all that a review shows, as a list that compares; the journal itself aside."""
    left_out = ("review", "action")
    return [entry for entry in session.reader.everything() if entry["kind"] not in left_out]


def opened(path: Path, person: Person) -> closing:
    """Open a file for somebody, and close it after the block."""
    return closing(ReviewSession.open(path, person))


def differences(session: ReviewSession) -> list[str]:
    """Return where standing values differ, as the tables have it."""
    with session.reader.view() as view:
        return [
            f"{table} {diff}"
            for table in ("article", "capture", "claim", "judgement", "other")
            for (diff,) in view.db.execute(f"SELECT diff FROM {table} WHERE diff IS NOT NULL")
        ]


@pytest.mark.parametrize("originals", [True, False])
@pytest.mark.parametrize("own", [True, False])
@pytest.mark.parametrize("claims", [True, False])
def test_an_extract_that_comes_back_makes_no_difference_and_changes_nothing_that_shows(
    review, tmp_path, originals: bool, own: bool, claims: bool
) -> None:
    if own and not claims:
        return
    choice = Choice(articles(review), originals=originals, claims=claims, own=own)
    before, rows = shown(review), list_rows(review)
    # Taken before the extract was made: this file knows nothing of it.
    copy = copy_for(review, XENIA, "copy")
    made_of = extract(review, tmp_path / "part.credreview", choice).path
    for session, is_new in ((review, False), (copy, True)):
        report = merging.merge(session, made_of)
        assert (report.actions > 0) is is_new, "it is a review of its own, whose actions are new"
        assert (report.articles, report.claims, report.judgements) == ((), (), ())
        assert shown(session) == before
        assert differences(session) == []
        assert list_rows(session) == rows
        sessions.check(session)
    sessions.meet(review, copy)
    assert shown(copy) == before
    copy.close()


def list_rows(session: ReviewSession) -> list[ArticleRow]:
    """Return the rows of the list; when an article was last written to is another matter."""
    keys = session.reader.article_keys(ArticleQuery(sort=SortKey.TITLE))
    return [replace(row, changed=0) for row in session.reader.article_rows(keys)]


def test_the_control_an_extract_that_says_something_else_makes_a_difference(
    review, tmp_path, monkeypatch
) -> None:
    before = excerpt._articles

    def altered(*given):
        for change in before(*given):
            yield change
            yield Change("article", change.record, "set", {"title": "Another"})

    monkeypatch.setattr(excerpt, "_articles", altered)
    copy = copy_for(review, XENIA, "copy")
    path = extract(review, tmp_path / "part.credreview", Choice(articles(review))).path
    merging.merge(copy, path)
    assert len(differences(copy)) == 1
    copy.close()


def test_two_extracts_of_different_states_come_back_without_a_difference(review, tmp_path) -> None:
    paths = []
    for number in range(2):
        mark(review, ("Fishermen", "A repair")[number])
        choice = Choice(articles(review), own=bool(number), originals=not number)
        paths.append(extract(review, tmp_path / f"{number}.credreview", choice).path)
    before = shown(review)
    with closing(ReviewSession.create(tmp_path / "unaware.credreview", XENIA)) as other:
        for session in (review, other):
            for path in paths:
                merging.merge(session, path)
            assert differences(session) == []
    assert shown(review) == before


def test_what_was_corrected_since_stays_when_an_older_extract_comes_back(review, tmp_path) -> None:
    claim = mark(review, "ten ships")
    harbour = review.reader.claim(claim).article
    copy = copy_for(review, XENIA, "copy")  # it knows nothing of the extract
    part = extract(review, tmp_path / "part.credreview", Choice(articles(review), own=True))
    for session in (review, copy):
        session.do(set_article(harbour, title="Harbour shut for a week"))
        judge(session, claim, credibility="5", rationale="She was not there.")
        merging.merge(session, part.path)
        assert sessions.title_of(session, harbour) == "Harbour shut for a week"
        own = session.reader.claim(claim).own
        assert (own.credibility, own.rationale) == ("5", "She was not there.")
        assert differences(session) == []
    copy.close()


def test_the_first_of_two_findings_still_shows_when_an_extract_comes_back(tmp_path) -> None:
    session = begin(tmp_path / "own", [HARBOUR])
    bring(session, tmp_path / "again", [f"{HARBOUR}\n\n"])
    with session.reader.view() as view:
        (id,) = articles(session)
        first = view.article(id).captures
    assert len(first) == 2
    part = extract(session, tmp_path / "part.credreview", Choice([id]))
    with opened(part.path, ZOE) as copy:
        assert copy.reader.article(id).captures == first, "in their order"
    # A finding from elsewhere, later than the first and earlier than the extract.
    guest = copy_for(session, YORICK, "yorick")
    bring(guest, tmp_path / "third", [f"{HARBOUR}\n\n\n"])
    merging.merge(session, guest.file.path)
    merging.merge(session, part.path)
    assert session.reader.article(id).captures[0] == first[0]
    session.close()
    guest.close()


def test_a_second_opinion_on_an_extract_comes_back_to_the_same_claims(review, tmp_path) -> None:
    claim = mark(review, "ten ships")
    path = extract(review, tmp_path / "for-zoe.credreview", Choice(articles(review))).path
    with opened(path, ZOE) as part:
        assert part.reader.judgements(claim) == []
        judge(part, claim, reliability="D", credibility="3", rationale="Not seen by anybody.")
        judge(part, mark(part, "the bridge opened"), reliability="A", credibility="1")
    report = merging.merge(review, path)
    assert len(report.judgements) == 2
    assert len(report.claims) == 1
    found = {j.reviewer: j.credibility for j in review.reader.judgements(claim)}
    assert found == {XENIA.id: "2", YORICK.id: "4", ZOE.id: "3"}
    sessions.check(review)


@pytest.mark.parametrize("own", [True, False])
def test_no_word_of_anybody_else_is_in_any_byte_of_the_file(review, tmp_path, own: bool) -> None:
    whole = sharing.share(review, tmp_path / "whole.credreview").path.read_bytes()
    for words in OTHERS_WORDS:
        assert words.encode() in whole, "the control: it would be found"
    path = extract(review, tmp_path / "part.credreview", Choice(articles(review), own=own)).path
    held = path.read_bytes()
    for words in OTHERS_WORDS:
        assert words.encode() not in held, words
    assert (b"She was there." in held) is own
    assert (b"Harbour Office" in held) is own


def test_judgements_are_ones_own_or_none(review, tmp_path) -> None:
    for own, wanted in ((True, {XENIA.id}), (False, set())):
        path = tmp_path / f"{own}.credreview"
        shared = extract(review, path, Choice(articles(review), own=own))
        with opened(path, ZOE) as part, part.reader.view() as view:
            assert {j.reviewer for j in view.all_judgements()} == wanted
            assert {id for id, _ in view.others("reviewer")} == {XENIA.id}
            assert not list(view.others("note"))
            assert not list(view.others("link"))
        assert shared.manifest.judgements == len(wanted)
        assert shared.manifest.whose == ("own" if own else "none")


def test_it_names_the_fingerprint_it_came_from_and_keeps_the_vocabulary(review, tmp_path) -> None:
    origin = review.reader.fingerprint()
    shared = extract(review, tmp_path / "part.credreview", Choice(articles(review)))
    assert shared.manifest.origin == origin != shared.manifest.fingerprint
    with opened(shared.path, ZOE) as part, part.reader.view() as view:
        fields = view.fields("review", REVIEW)
        (began,) = view.db.execute("SELECT body FROM action ORDER BY n LIMIT 1").fetchone()
        assert part.vocabulary == review.vocabulary
        assert shared.manifest.fingerprint == view.fingerprint()
    assert origin in fields.values()
    assert "title" not in fields
    assert json.loads(began)["label"] == "begin"
    assert all(op == "new" for _, _, op, _ in json.loads(began)["changes"])


def test_everything_in_it_is_written_as_new(review, tmp_path) -> None:
    path = extract(review, tmp_path / "part.credreview", Choice(articles(review), own=True)).path
    with opened(path, ZOE) as part:
        bodies = [json.loads(body) for body in sessions.bodies(part).values()]
    assert {op for body in bodies for _, _, op, _ in body["changes"]} == {"new"}
    assert {body["reviewer"] for body in bodies} == {XENIA.id}


def test_without_originals_the_files_are_not_in_it_but_their_hashes_are(review, tmp_path) -> None:
    (harbour, *_rest) = articles(review)
    paths = {}
    for originals in (True, False):
        choice = Choice([harbour], originals=originals)
        paths[originals] = extract(review, tmp_path / f"{originals}.credreview", choice).path
    known = review.reader.article(harbour).captures[0].bytes_sha256
    held = {}
    for originals, path in paths.items():
        with opened(path, ZOE) as part, part.reader.view() as view:
            assert view.article(harbour).captures[0].bytes_sha256 == known
            sql = "SELECT sha FROM text WHERE NOT purged"
            held[originals] = {sha.hex() for (sha,) in view.db.execute(sql)}
            assert part.check().problems == []
    assert held[True] - held[False] == {known}
    with opened(paths[False], ZOE) as part:
        again = bring(part, tmp_path / "again", [HARBOUR])
        assert [result.outcome.value for result in again] == ["already_there"]


def test_the_extract_of_an_extract_comes_back_as_well(review, tmp_path) -> None:
    first = extract(review, tmp_path / "1.credreview", Choice(articles(review), originals=False))
    with opened(first.path, XENIA) as part:
        second = extract(part, tmp_path / "2.credreview", Choice(articles(part)))
    before = shown(review)
    merging.merge(review, second.path)
    assert shown(review) == before
    assert differences(review) == []


def test_only_what_was_chosen_is_in_it(review, tmp_path) -> None:
    query = ArticleQuery(text="bridge")
    shared = extract(review, tmp_path / "part.credreview", Choice(query))
    assert (shared.manifest.articles, shared.manifest.claims) == (1, 0)
    assert sharing.reckon(review, Choice(query)).articles == 1
    assert b"Fishermen" not in shared.path.read_bytes()
    for choice, id in ((Choice([]), "share.nothing"), (Choice(["ab" * 16]), "article.unknown")):
        with pytest.raises(UserError) as refused:
            extract(review, tmp_path / "none.credreview", choice)
        assert refused.value.id == id
    assert not (tmp_path / "none.credreview").exists()


def test_judgements_without_claims_are_refused(review, tmp_path) -> None:
    choice = Choice(articles(review), claims=False, own=True)
    with pytest.raises(UserError) as refused:
        extract(review, tmp_path / "part.credreview", choice)
    assert refused.value.id == "share.no_claims"


def test_undo_leaves_alone_what_an_extract_repeats(review, tmp_path) -> None:
    claim = mark(review, "ten ships")
    judge(review, claim, confidence="high")
    path = extract(review, tmp_path / "part.credreview", Choice(articles(review), own=True)).path
    merging.merge(review, path)
    undone = review.undo()
    assert undone is not None
    assert undone.label == "judge"


def test_what_comes_back_under_ones_own_name_is_known_as_ones_own(review, tmp_path) -> None:
    path = extract(review, tmp_path / "part.credreview", Choice(articles(review), own=True)).path
    merging.merge(review, path)
    with review.reader.view() as view:
        assert made.strangers(view, XENIA.id, {}) == []
        assert made.strangers(view, XENIA.id, trust.trusted(view)) == []


def test_stopped_at_any_step_nothing_is_there(review, tmp_path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    choice, target, steps = Choice(articles(review), own=True), folder / "part.credreview", 0

    def stop(done: int, total: int, what: str = "") -> None:
        nonlocal steps
        if not steps:
            raise Cancelled
        steps -= 1

    for allowed in range(100):
        steps = allowed
        try:
            extract(review, target, choice, tick=stop)
        except Cancelled:
            assert list(folder.iterdir()) == []
        else:
            break
    assert allowed > 4
    assert [path.name for path in folder.iterdir()] == [target.name]


def test_blind_mode_goes_along(review, tmp_path) -> None:
    on = Plan([Change("review", REVIEW, "set", {"blind": True})])
    review.do(Deed("set_blind", lambda view: on))
    path = extract(review, tmp_path / "part.credreview", Choice(articles(review))).path
    with opened(path, ZOE) as part, part.reader.view() as view:
        assert view.is_blind()


@pytest.mark.parametrize("through", [1, 2])
def test_an_extract_is_blind_as_its_origin_and_never_brings_that_back_there(
    review, tmp_path, *, through: int
) -> None:
    review.do(adjudicating.set_blind(True))  # noqa: FBT003 - as the deed has it
    path = extract(review, tmp_path / "1.credreview", Choice(articles(review))).path
    if through == 2:
        with opened(path, XENIA) as part:
            path = extract(part, tmp_path / "2.credreview", Choice(articles(part))).path
    review.undo()
    before = shown(review)
    report = merging.merge(review, path)
    assert not review.reader.is_blind()
    assert [told.id for told in report.announcements] == []
    assert (shown(review), differences(review)) == (before, [])
    with opened(path, ZOE) as part:
        assert part.reader.is_blind(), "the control: it is blind itself"
        part.do(adjudicating.set_blind(False))  # noqa: FBT003
        assert not part.reader.is_blind(), "whoever has it may end that"
        part.undo()
        assert part.reader.is_blind()


def test_a_blind_extract_makes_another_review_blind_and_says_so(review, tmp_path) -> None:
    review.do(adjudicating.set_blind(True))  # noqa: FBT003
    path = extract(review, tmp_path / "part.credreview", Choice(articles(review))).path
    with closing(ReviewSession.create(tmp_path / "of zoe.credreview", ZOE)) as other:
        report = merging.merge(other, path)
        assert "review.blind" in [told.id for told in report.announcements]
        assert other.reader.is_blind()
        merging.merge(other, review.file.path)
        merging.undo_merge(other, 2)
        assert other.reader.is_blind(), "what is set aside speaks for nothing"
