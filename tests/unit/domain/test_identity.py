"""Ids that two people reach apart."""

import hashlib

import pytest

from credreview.domain import identity

ONE, TWO = "11" * 16, "22" * 16


def test_an_articles_id_is_the_hash_of_its_text_under_its_own_prefix() -> None:
    wanted = hashlib.sha256("credreview article 1\nDéjà vu.".encode()).hexdigest()[:32]
    assert identity.article_id("Déjà vu.") == wanted


def test_a_claims_id_is_the_hash_of_its_article_and_span_and_part() -> None:
    article = identity.article_id("Some text.")
    wanted = hashlib.sha256(f"credreview claim 1\n{article}\n3,9,2".encode()).hexdigest()[:32]
    assert identity.claim_id(article, 3, 9, 2) == wanted
    assert identity.claim_id(article, 3, 9) == identity.claim_id(article, 3, 9, 0)
    ids = {identity.claim_id(article, *span) for span in [(1, 23, 0), (12, 3, 0), (1, 2, 30)]}
    assert len(ids) == 3, "spans do not run into each other"


def test_ids_once_given_never_change() -> None:
    article = "e2fd8b31aaeec509fda63ce85c9f5080"
    assert identity.article_id("Text") == article
    assert identity.claim_id(article, 0, 4) == "db7a28ee8e84e293f7e483b015874058"
    assert identity.source_id("Fictional Ministry") == "6264e96db4eedcd32b90d44067d29871"
    assert identity.term_id("flags", "own_x") == "cf964d18653a9b818ff2f9ae65be3181"
    assert identity.link_id("confirms", ONE, TWO) == "893b29179e0b9338254730d283f06fcd"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Fictional Ministry", "fictional  ministry"),
        ("Fictional Ministry", " FICTIONAL\tMINISTRY "),
        ("ﬁctional", "Fictional"),
        ("Straße", "STRASSE"),
        ("A\u00a0B", "a b"),
        ("e\u0301", "é"),
    ],
)
def test_spellings_of_one_name_are_one_source(one: str, other: str) -> None:
    assert identity.source_id(one) == identity.source_id(other)


def test_other_names_are_other_sources() -> None:
    assert identity.source_id("Ministry A") != identity.source_id("Ministry B")
    assert identity.source_id("ab") != identity.source_id("a b")


@pytest.mark.parametrize("relation", sorted(identity.SYMMETRIC))
def test_a_symmetric_link_is_the_same_from_both_ends(relation: str) -> None:
    assert identity.link_id(relation, ONE, TWO) == identity.link_id(relation, TWO, ONE)


def test_a_directed_link_is_another_the_other_way_round() -> None:
    assert identity.link_id("version_of", ONE, TWO) != identity.link_id("version_of", TWO, ONE)
    assert identity.link_id("confirms", ONE, TWO) != identity.link_id("contradicts", ONE, TWO)


def test_a_judgements_id_names_its_claim_and_its_reviewer() -> None:
    assert identity.judgement_id(ONE, TWO) == ONE + TWO


def test_random_ids_are_all_different_and_well_formed() -> None:
    ids = {identity.new_id() for _ in range(1000)}
    assert len(ids) == 1000
    assert all(len(id) == 32 and bytes.fromhex(id).hex() == id for id in ids)


def test_the_kinds_do_not_share_ids() -> None:
    assert identity.article_id("x") != identity.source_id("x")
    assert len(bytes.fromhex(identity.term_id("flags", "own_x"))) == 16
    assert identity.term_id("flags", "own_x") != identity.term_id("provenance", "own_x")


def test_free_text_is_hashed_behind_its_salt() -> None:
    assert identity.text_hash(b"words") == hashlib.sha256(b"words").hexdigest()
    assert identity.text_hash(b"words", b"salt") == hashlib.sha256(b"saltwords").hexdigest()


def test_the_reviews_own_record_is_the_same_everywhere() -> None:
    assert identity.REVIEW == "0" * 32
