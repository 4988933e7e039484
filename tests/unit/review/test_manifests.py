"""What a shared file says of itself counts as far as it fits the file, and is its maker's."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sessions import BRIDGE, XENIA, YORICK, articles, begin, bring, judge, mark

from credreview.domain.model import Person
from credreview.exchange import manifest
from credreview.exchange.manifest import Manifest
from credreview.review import manifests, merging, seals, sharing, trust
from credreview.review.manifests import Fit
from credreview.review.session import ReviewSession
from credreview.review.sharing import Choice
from credreview.store import local
from credreview.store.file import driver

ZOE = Person("cc" * 16, "Zoe Example")


@pytest.fixture
def taker(tmp_path: Path):
    """Give Yorick's empty review, into which files are to be merged."""
    session = ReviewSession.create(tmp_path / "taker.credreview", YORICK)
    yield session
    session.close()


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """Return a file that Xenia shared."""
    session = begin(tmp_path / "own")
    judge(session, mark(session, "ten ships"), reliability="B", credibility="2")
    made = sharing.share(session, tmp_path / "shared.credreview").path
    session.close()
    return made


def says(path: Path) -> Manifest:
    """Return what a file says of itself."""
    with closing(ReviewSession.open(path, YORICK, read_only=True)) as session:
        told = sharing.shared_as(session)
    assert told is not None
    return told


def let_say(path: Path, told: Manifest) -> None:
    """Write something into a file that it is to say of itself."""
    with closing(ReviewSession.open(path, ZOE)) as session, session.file.writing() as connection:
        local.put(driver(connection), manifest.NAME, told.text())


def fit_of(taker: ReviewSession, path: Path) -> Fit:
    """Return how what a file says of itself fits it, as a merge that is prepared has it."""
    prepared = merging.prepare(taker, path)
    with closing(prepared), prepared.reader.view() as view:
        return manifests.fit(view, manifest.parse(prepared.manifest), prepared.report.fingerprint)


def file_of_zoe(folder: Path) -> Path:
    """Return a review that Zoe made."""
    with closing(ReviewSession.create(folder / "zoe.credreview", ZOE)) as session:
        bring(session, folder / "of zoe", (BRIDGE,))
        judge(session, mark(session, "The ministry"), reliability="F", credibility="6")
    return folder / "zoe.credreview"


def test_what_its_maker_signed_fits_a_file(taker, shared) -> None:
    assert fit_of(taker, shared) is Fit.WHOLE
    merging.merge(taker, shared)
    assert fit_of(taker, shared) is Fit.WHOLE, "also where all of it is here already"
    assert manifests.misfit_words(says(shared), Fit.WHOLE) == ""


def test_an_extract_fits_as_well(taker, tmp_path) -> None:
    session = begin(tmp_path / "own")
    part = sharing.extract(session, tmp_path / "part.credreview", Choice(articles(session)))
    session.close()
    assert fit_of(taker, part.path) is Fit.WHOLE


def test_what_another_file_says_of_itself_does_not_fit_though_its_signature_does(
    taker, shared, tmp_path
) -> None:
    other = file_of_zoe(tmp_path)
    let_say(other, says(shared))
    assert says(other).is_signed() == "valid", "the control: the signature alone does not tell"
    assert fit_of(taker, other) is Fit.ANOTHERS_KEY, "nobody here knows whose it is"
    trust.add(XENIA.id, bytes.fromhex(says(other).key), trust.How.COMPARED)
    assert fit_of(taker, other) is Fit.ANOTHER_STATE, "nor does it where that is known"
    assert "does not fit" in manifests.misfit_words(says(other), Fit.ANOTHER_STATE)


def test_a_file_that_somebody_worked_in_tells_of_another_state_and_warns_of_nothing(
    taker, shared
) -> None:
    with closing(ReviewSession.open(shared, ZOE)) as session:
        mark(session, "Fishermen")
    assert fit_of(taker, shared) is Fit.ANOTHER_STATE
    assert manifests.doubt(says(shared), Fit.ANOTHER_STATE) is None
    assert manifests.misfit_words(says(shared), Fit.ANOTHER_STATE)


def test_a_key_that_is_not_of_the_person_who_is_named_is_told(taker, shared) -> None:
    signer = seals.signer(ZOE.id)
    assert signer is not None
    let_say(shared, says(shared).signed(signer))
    assert says(shared).is_signed() == "valid"
    assert says(shared).reviewer == XENIA.id
    assert fit_of(taker, shared) is Fit.ANOTHERS_KEY
    doubt = manifests.doubt(says(shared), Fit.ANOTHERS_KEY)
    assert doubt is not None
    assert XENIA.name in doubt.message


def test_of_somebody_whose_key_is_known_no_other_counts_that_a_file_announces(
    taker, shared, monkeypatch
) -> None:
    assert fit_of(taker, shared) is Fit.WHOLE, "the control"
    known = {XENIA.id: {bytes(32): trust.Known(trust.How.COMPARED, 1)}}
    monkeypatch.setattr(trust, "known_keys", lambda: {who: dict(of) for who, of in known.items()})
    monkeypatch.setattr(trust, "_own", lambda reviewer: None)
    assert fit_of(taker, shared) is Fit.ANOTHERS_KEY


def test_what_is_altered_or_not_signed_is_told(taker, shared) -> None:
    told = says(shared)
    let_say(shared, replace(told, name="Somebody Else"))
    assert fit_of(taker, shared) is Fit.FORGED
    assert manifests.doubt(told, Fit.FORGED) is not None
    let_say(shared, replace(told, key="", signature=""))
    assert fit_of(taker, shared) is Fit.UNSIGNED
