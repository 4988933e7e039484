"""Files made to do harm, brought to a merge: refused in a clear sentence, or harmless.

Trying a merge out never writes to the own review; what a merge takes is what
somebody wrote, at the words that they marked.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
import tables
from altered_files import ARTICLE, XENIA, altered, header, put_action, sound, sound_bytes
from hostile_files import FILE_LEVEL, LISTS, ROW_LEVEL
from sessions import YORICK

from credreview.domain import canonical, identity
from credreview.domain.errors import UserError
from credreview.domain.identity import article_id, claim_id, link_id, source_id, text_hash
from credreview.review import merging
from credreview.review.session import ReviewSession
from credreview.store import texts, union, union_texts
from credreview.store.file import driver

Change = list[object]
MARKED = claim_id(article_id(ARTICLE), 0, 20)
QUOTE = ARTICLE[:20]

#: Let in by a review in which nothing was done, and why that does no harm.
HARMLESS = {
    "head_left_out": "heads are stated for people; each action comes by its own id",
    "head_too_many": "likewise; the heads here are reckoned from the parents",
    "signature_of_no_action": "it seals nothing",
    "signature_too_short": "it does not verify; it is left out and told",
    "key_too_long": "likewise",
}
#: Let in as well where all sound actions are here, since none of theirs is read.
HARMLESS_TO_WHO_HAS_IT = HARMLESS | {
    "child_before_its_parent": "it is known by its id",
    "bad_body_at_a_negative_number": "it is known by its id; the body is not looked at",
    "other_body_under_a_known_name": "likewise",
}


def review(folder: Path, content: bytes | None) -> ReviewSession:
    """Return Yorick's session on a review of this content, or a new one."""
    path = folder / "own.credreview"
    if content is None:
        return ReviewSession.create(path, YORICK)
    path.write_bytes(content)
    return ReviewSession.open(path, YORICK)


@pytest.fixture(params=["nothing is here", "the sound review is here"])
def own(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[ReviewSession]:
    (tmp_path / "own").mkdir()
    content = sound_bytes() if "sound" in request.param else None
    session = review(tmp_path / "own", content)
    yield session
    session.file.close()


@pytest.fixture
def holder(tmp_path: Path) -> Iterator[ReviewSession]:
    """Return a session on a copy of the sound review, which `incoming` builds upon."""
    session = review(tmp_path, sound_bytes())
    yield session
    session.file.close()


@pytest.fixture
def incoming(tmp_path: Path) -> Path:
    (tmp_path / "from elsewhere").mkdir()
    return tmp_path / "from elsewhere" / "came in.credreview"


def files_of(session: ReviewSession) -> dict[str, bytes]:
    """Return the bytes of a review and of all that lies beside it."""
    return {p.name: p.read_bytes() for p in session.file.path.parent.iterdir() if p.is_file()}


def refused(session: ReviewSession, path: Path) -> UserError:
    """Return why a merge is refused; the own review is as it was, byte for byte."""
    before = files_of(session)
    with pytest.raises(UserError) as told:
        merging.merge(session, path)
    assert files_of(session) == before
    assert merging.merges(session) == []
    assert path.name in told.value.message
    assert told.value.hint
    assert told.value.id.startswith("gate.")
    return told.value


@pytest.mark.parametrize("name", FILE_LEVEL)
def test_a_file_that_is_no_sound_review_is_refused(
    name: str, holder: ReviewSession, incoming: Path
) -> None:
    FILE_LEVEL[name](incoming)
    assert refused(holder, incoming).id.startswith("gate.")


@pytest.mark.parametrize("name", [*ROW_LEVEL, *LISTS])
def test_rows_that_are_not_sound_are_refused_or_do_no_harm(
    name: str, own: ReviewSession, incoming: Path
) -> None:
    {**ROW_LEVEL, **LISTS}[name](incoming)
    if name not in (HARMLESS if own.reader.claim(MARKED) is None else HARMLESS_TO_WHO_HAS_IT):
        refused(own, incoming)
        return
    before = files_of(own)
    prepared = merging.prepare(own, incoming)
    assert files_of(own) == before
    prepared.carry_out()
    prepared.close()
    assert own.check(rebuild=True).problems == []
    shown = held(own)
    assert {key: shown.get(key) for key in SOUND} == SOUND
    assert own.reader.claim(MARKED).quote == QUOTE


def held(session: ReviewSession) -> tables.Tables:
    """Return what a review shows, which is the fold of what it holds."""
    with session.file.reading() as connection:
        db = driver(connection)
        shown = tables.tables(db)
        assert shown == tables.demanded(tables.actions(db))
    return shown


@pytest.fixture(scope="module", autouse=True)
def _sound_tables(tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("sound") / "sound.credreview"
    sound(path)
    SOUND.update(tables.held(path))


SOUND: tables.Tables = {}


# Records that are named by their content


def add(path: Path, *changes: Change, on: Callable | None = None) -> None:
    """Make a sound review with one more action of these changes."""
    with altered(path) as db:
        if on:
            on(db)
        put_action(db, canonical.dump(header(db) | {"changes": list(changes)}))


def span(start: int, stop: int) -> dict[str, object]:
    return {"article": article_id(ARTICLE), "start": start, "stop": stop, "part": 0}


MINE, YOURS = claim_id(article_id(ARTICLE), 1, 20), claim_id(article_id(ARTICLE), 2, 20)
LINK = {"relation": "confirms", "from": min(MINE, YOURS), "to": max(MINE, YOURS)}
FALSE_NAMES: dict[str, Change] = {
    "a mark moved on to other words": ["claim", MARKED, "set", span(30, 50)],
    "a mark made anew on other words": ["claim", MARKED, "new", span(30, 50)],
    "a mark moved by one letter": ["claim", MARKED, "set", {"start": 1}],
    "a mark in another article": ["claim", MARKED, "set", {**span(0, 20), "article": "0d" * 16}],
    "a source of another name": ["source", source_id("One Ministry"), "set", {"name": "Another"}],
    "a source named by chance": ["source", "0d" * 16, "new", {"name": "One Ministry"}],
    "a link between others": ["link", link_id("same", MINE, YOURS), "set", LINK],
    "a link with one end": ["link", link_id("confirms", MINE, YOURS), "set", {"to": MARKED}],
    "a term of another key": ["term", "0d" * 16, "new", {"scale": "provenance", "key": "x"}],
}


@pytest.mark.parametrize("name", FALSE_NAMES)
def test_a_record_whose_id_is_not_that_of_its_content_is_refused(
    name: str, own: ReviewSession, incoming: Path
) -> None:
    add(incoming, FALSE_NAMES[name])
    assert "another id than its content gives" in refused(own, incoming).message


def test_without_that_check_a_mark_would_land_on_other_words(
    holder: ReviewSession, incoming: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control."""
    add(incoming, FALSE_NAMES["a mark moved on to other words"])
    monkeypatch.setattr(identity, "names_itself", lambda *given: True)
    merging.merge(holder, incoming)
    assert holder.reader.claim(MARKED).quote == ARTICLE[30:50] != QUOTE


OTHER = b"Other words than those that its name is made of. " * 20


@pytest.mark.parametrize("op", ["new", "set"])
def test_an_article_with_another_text_is_refused(
    op: str, own: ReviewSession, incoming: Path
) -> None:
    change: Change = ["article", article_id(ARTICLE), op, {"text": text_hash(OTHER)}]
    add(incoming, change, on=lambda db: texts.put(db, OTHER))
    assert "has another text" in refused(own, incoming).message


def with_an_erased_text_in_its_place(incoming: Path) -> None:
    def erased(db) -> None:
        sha = bytes.fromhex(text_hash(OTHER))
        db.execute("INSERT INTO text (sha, codec, size, purged) VALUES (?, 0, 0, 1)", (sha,))

    change: Change = ["article", article_id(ARTICLE), "set", {"text": text_hash(OTHER)}]
    add(incoming, change, on=erased)


@pytest.mark.parametrize("parsed_at_once", [1, 2, 2_000])
def test_an_erased_text_does_not_take_the_place_of_one_that_is_here(
    parsed_at_once: int, own: ReviewSession, incoming: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(union, "_PARSED_AT_ONCE", parsed_at_once)
    with_an_erased_text_in_its_place(incoming)
    assert "has another text" in refused(own, incoming).message


def test_slices_that_know_nothing_of_each_other_would_let_it_in(
    tmp_path: Path, incoming: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control."""
    own = review(tmp_path, None)
    right = union.bring_texts
    monkeypatch.setattr(union, "_PARSED_AT_ONCE", 1)
    monkeypatch.setattr(union, "bring_texts", lambda *given: right(*given[:3], union_texts.Named()))
    with_an_erased_text_in_its_place(incoming)
    merging.merge(own, incoming)
    assert own.reader.article(article_id(ARTICLE)).text == "", "the article lost its words"
    own.file.close()


def test_words_that_were_erased_elsewhere_stay_here(holder: ReviewSession, incoming: Path) -> None:
    change: Change = ["judgement", MARKED + XENIA, "set", {"confidence": "high"}]
    erase = "UPDATE text SET data = NULL, salt = NULL, size = 0, codec = 0, purged = 1"
    add(incoming, change, on=lambda db: db.execute(erase))
    before = holder.reader.judgements(MARKED)[0].rationale
    assert before
    merging.merge(holder, incoming)
    (judged,) = holder.reader.judgements(MARKED)
    assert (judged.confidence, judged.rationale) == ("high", before)
    assert holder.reader.article(article_id(ARTICLE)).text == ARTICLE
    assert holder.check().problems == []


def test_erased_words_that_never_were_here_are_told(own: ReviewSession, incoming: Path) -> None:
    sound(incoming)
    change: Change = ["judgement", MARKED + XENIA, "set", {"rationale": {"text": "ab" * 32}}]
    erased = "INSERT INTO text (sha, codec, size, purged) VALUES (x'%s', 0, 0, 1)" % ("ab" * 32)
    incoming.unlink()
    add(incoming, change, on=lambda db: db.execute(erased))
    report = merging.merge(own, incoming)
    assert "erased" in [announced.id for announced in report.announcements]
    assert own.reader.judgements(MARKED)[0].rationale is None
    assert own.check(rebuild=True).problems == []


# What was looked at once


def known_body_altered(path: Path, changes: Sequence[Change]) -> None:
    """Alter an action under its old id, and add a sound one on top of all."""
    add(path, *changes)
    with altered(path) as db:
        put_action(db, canonical.dump(header(db) | {"changes": list(changes)}))
        db.execute("UPDATE action SET body = CAST(replace(body, 'low', 'new') AS BLOB) WHERE n = 5")


@pytest.mark.parametrize("is_checked", [True, False], ids=["checked", "control"])
def test_what_a_preview_had_no_need_to_look_at_is_checked_when_it_comes_after_all(
    is_checked: bool, tmp_path: Path, incoming: Path
) -> None:
    """A preview proves what it brought; a merge that is undone meanwhile makes more to come."""
    own = review(tmp_path, None)
    genuine = tmp_path / "genuine.credreview"
    sound(genuine)
    merging.merge(own, genuine)
    known_body_altered(incoming, [["note", "0f" * 16, "new", {"about": "x"}]])
    prepared = merging.prepare(own, incoming)
    assert prepared.report.actions == 1
    merging.undo_merge(own, 1)
    if is_checked:
        with pytest.raises(UserError, match="not what it is named by"):
            prepared.carry_out()
        assert own.reader.claim(MARKED) is None
    else:
        with own.file.reading() as connection:
            heads = driver(connection).execute("SELECT id FROM head JOIN action USING (n)")
            prepared._incoming.proven_beside = frozenset(id for (id,) in heads)
        prepared._incoming.lacking, _ = union.missing(own.file, prepared._incoming)
        prepared.carry_out()
        assert own.check().problems != []
    prepared.close()
    own.file.close()


def test_every_reason_for_letting_in_is_about_a_file_there_is() -> None:
    assert HARMLESS_TO_WHO_HAS_IT.keys() <= ROW_LEVEL.keys() | LISTS.keys()
    assert json.dumps(HARMLESS_TO_WHO_HAS_IT)
