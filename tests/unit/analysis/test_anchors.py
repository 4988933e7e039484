"""Where a claim's words stand in another text: exact, proposed, or listed as without a place."""

import os
import re
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from credreview.analysis import anchors
from credreview.domain.proposals import Anchored, NoPlace, Placement, Proposed, quoted
from credreview.intake.files import read_article

HARBOUR = (
    "Harbour closed for repairs\n\nThe harbour office said in the morning that ten ships were"
    " turned away at the mole. Fishermen on the northern quay counted twenty of them before"
    " noon.\n\n"
    "A repair of the lock is expected to last a week, as it did in spring."
)
TEN = "ten ships were turned away at the mole"
TEAMS = (
    "Team Ash of the valley won three of its games in May, as the league says. The crowd was small."
    " Team Birch of the coast won three of its games in May, after a change of coach. Rain fell on"
    " the last day, and the stands stayed empty until the evening came."
)
ASH = "Team Ash of the valley won three of its games in May"


def place(words: str, new: str, old: str = HARBOUR) -> Placement:
    start = old.index(words)
    return anchors.place(quoted(old, start, start + len(words)), new)


def words_at(placement: Placement, text: str) -> str:
    if isinstance(placement, NoPlace):
        return text[slice(*placement.guess)] if placement.guess else ""
    return text[placement.start : placement.end]


def test_a_sentence_inserted_before_moves_the_anchor_along() -> None:
    new = "Corrected at noon.\n\n" + HARBOUR
    found = place(TEN, new)
    assert found == Anchored(new.index(TEN), new.index(TEN) + len(TEN))


def test_a_changed_word_is_proposed_with_the_words_that_differ() -> None:
    new = HARBOUR.replace("ten ships", "eleven ships")
    found = place(TEN, new)
    assert isinstance(found, Proposed)
    assert words_at(found, new) == "eleven ships were turned away at the mole"
    assert 0.9 <= found.score < 1
    assert "“ten” is “eleven” there" in found.why


def test_the_same_words_beside_other_words_are_proposed_and_not_anchored() -> None:
    new = HARBOUR.replace(" Fishermen on the northern quay", " It rained. Fishermen on the quay")
    found = place(TEN, new)
    assert isinstance(found, Proposed)
    assert (words_at(found, new), found.score) == (TEN, 1)
    assert "after them" in found.why


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("ten ships", "ten\u00a0ships", "other spaces"),
        ("turned away", "turned\naway", "other spaces"),
    ],
)
def test_other_white_space_within_the_words_is_told(old: str, new: str, what: str) -> None:
    text = HARBOUR.replace(old, new)
    found = place(TEN, text)
    assert isinstance(found, Proposed)
    assert words_at(found, text) == TEN.replace(old, new)
    assert what in found.why


def test_words_in_curly_quotation_marks_are_found_for_straight_ones() -> None:
    old = HARBOUR.replace("ten ships", 'ten "foreign" ships')
    new = HARBOUR.replace("ten ships", "ten “foreign” ships")
    found = place('ten "foreign" ships were turned away', new, old)
    assert isinstance(found, Proposed)
    assert words_at(found, new) == "ten “foreign” ships were turned away"


def test_a_quote_between_the_same_words_twice_has_no_place() -> None:
    new = HARBOUR + "\n\n" + HARBOUR
    found = place(TEN, new)
    assert isinstance(found, NoPlace)
    assert words_at(found, new) == TEN
    assert "several places" in found.why


def test_of_a_repeated_quote_its_surroundings_decide() -> None:
    new = "Summary: ten ships were turned away at the mole, it was said.\n\n" + HARBOUR
    assert place(TEN, new) == Anchored(new.rindex(TEN), new.rindex(TEN) + len(TEN))
    new = new.replace(" Fishermen on the northern quay", " It rained. Fishermen on the quay")
    found = place(TEN, new)
    assert isinstance(found, Proposed)
    assert found.start == new.rindex(TEN)


def test_a_repeated_quote_without_a_clear_lead_has_no_place() -> None:
    new = f"On the day before Friday {TEN}; once. On the day before Sunday {TEN}; and again."
    found = place(TEN, new, f"On the day before Monday {TEN}, says the lock.")
    assert isinstance(found, NoPlace)
    assert "equally like" in found.why
    alone = f"On the day before Friday {TEN}; once. On Sunday nothing was seen of them."
    assert isinstance(
        place(TEN, alone, f"On the day before Monday {TEN}, says the lock."), Proposed
    )


def test_a_deleted_quote_has_no_place_and_no_guess() -> None:
    found = place(TEN, HARBOUR.replace(TEN, "nothing moved"))
    assert isinstance(found, NoPlace)
    assert found.guess is None


def test_a_look_alike_sentence_about_another_team_is_not_taken_for_the_deleted_one() -> None:
    """It is more than 0.9 like the quote, but its neighbours are others."""
    look_alike = ASH.replace("Team Ash", "Team Elm")
    assert fuzz.ratio(ASH, look_alike) > 90
    new = TEAMS.replace(f"{ASH}, as the league says.", "The valley held no games.")
    new += f" From another league: {look_alike}, which nobody expected."
    found = place(ASH, new, TEAMS)
    assert isinstance(found, NoPlace)
    assert words_at(found, new) == look_alike
    assert "between other words" in found.why


def test_a_sentence_that_was_rewritten_in_its_place_is_a_guess_and_no_proposal() -> None:
    new = HARBOUR.replace(TEN, "ten vessels had to turn away at the mole")
    found = place(TEN, new)
    assert isinstance(found, NoPlace)
    assert words_at(found, new) == "ten vessels had to turn away at the mole"
    assert "somewhat like" in found.why


def test_unchanged_words_beside_a_quote_say_where_it_begins_and_ends() -> None:
    """Without them “the ships were turned away” would be more like the quote."""
    new = HARBOUR.replace("ten ships were", "ten of the ships were")
    assert words_at(place("ten ships were turned away", new), new) == (
        "ten of the ships were turned away"
    )


def test_the_edited_sentence_is_proposed_and_not_the_look_alike() -> None:
    new = TEAMS.replace("valley won three", "valley has won three")
    found = place(ASH, new, TEAMS)
    assert isinstance(found, Proposed)
    assert words_at(found, new) == "Team Ash of the valley has won three of its games in May"


def test_a_look_alike_in_the_very_place_is_only_proposed_and_the_other_name_is_told() -> None:
    new = TEAMS.replace("Team Ash", "Team Elm")
    found = place(ASH, new, TEAMS)
    assert isinstance(found, Proposed)
    assert "“Ash” is “Elm” there" in found.why


def test_rows_that_are_all_alike_lead_nowhere() -> None:
    rows = [
        f"In week {n} the gauge at the lock stood at {n} metres above zero.\n" for n in range(9)
    ]
    quote = rows[4].strip()
    found = place(quote, "".join(rows[:4] + rows[5:]), "".join(rows))
    assert isinstance(found, NoPlace)


def test_a_proposal_ends_at_words_where_the_quote_did() -> None:
    new = HARBOUR.replace("in the morning that ten", "inthe morning: that tenths of")
    found = place("that ten ships were turned away at the mole", new)
    assert words_at(found, new).startswith("that ")
    new = HARBOUR.replace("the mole.", "the moles.")
    found = place(TEN, new)
    assert isinstance(found, Proposed)
    assert words_at(found, new) == "ten ships were turned away at the moles"


def test_a_short_word_is_not_found_inside_of_longer_ones() -> None:
    old = "They wrote: ten. Then the report went round in the town for a year."
    new = "Often it is attended, when tents are set up for a month by the shore."
    assert isinstance(place("ten", new, old), NoPlace)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("وقال المكتب إن عشر سفن أعيدت من الميناء صباح الاثنين.",
                     "وقال المكتب إن تسع سفن أعيدت من الميناء صباح الاثنين.", id="arabic"),
        pytest.param("港务局星期一早上表示有十艘外国船只被迫离开港口，渔民说有二十艘。",
                     "港务局星期一早上表示有九艘外国船只被迫离开港口，渔民说有二十艘。",
                     id="chinese"),
        pytest.param("बंदरगाह कार्यालय ने कहा कि दस जहाज़ लौटाए गए थे और सभी सुरक्षित रहे।",
                     "बंदरगाह कार्यालय ने कहा कि नौ जहाज़ लौटाए गए थे और सभी सुरक्षित रहे।",
                     id="hindi"),
    ],
)  # fmt: skip
def test_other_scripts_are_anchored_and_proposed_in_code_points(old: str, new: str) -> None:
    around = "\U0001f6a2 {} \U0001f9d1\U0001f3fd\u200d\u2708\ufe0f"
    middle = old[len(old) // 4 : -len(old) // 8]
    text = "\U0001f4f0 " * 9 + around.format(old)
    found = place(middle, text, around.format(old))
    assert isinstance(found, Anchored)
    assert text[found.start : found.end] == middle
    changed = around.format(new)
    found = place(middle, changed, around.format(old))
    assert isinstance(found, Proposed)
    assert changed[found.start : found.end] == new[len(old) // 4 : -len(old) // 8]


def test_a_proposal_cuts_no_character_in_two() -> None:
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
    old = f"The poster wrote that {family} all left town on Monday evening by the last ferry."
    new = old.replace("left town", "fled town")
    found = place(f"{family} all left town on Monday", new, old)
    assert isinstance(found, Proposed)
    assert words_at(found, new) == f"{family} all fled town on Monday"


def test_the_whole_of_a_text_is_never_anchored_for_nothing_stands_around_it() -> None:
    new = f"It said: {TEN}. That was all."
    found = anchors.place(quoted(TEN, 0, len(TEN)), new)
    assert isinstance(found, NoPlace)
    assert words_at(found, new) == TEN


@pytest.mark.parametrize("new", ["", "ten", "\n", "a" * 5000, "ab " * 5000])
def test_texts_that_hold_nothing_of_it_have_no_place(new: str) -> None:
    assert place(TEN, new) == NoPlace(None, "Nothing like it stands there.")


def test_a_quote_of_excessive_length_is_looked_for_exactly_only() -> None:
    long = "word " * 2000
    assert len(long) > anchors.LONGEST
    old = f"Before it. {long}. After it."
    start = old.index(long)
    sought = quoted(old, start, start + len(long))
    assert anchors.place(sought, "New. " + old) == Anchored(start + 5, start + 5 + len(long))
    found = anchors.place(sought, old.replace("After", "Behind"))
    assert isinstance(found, NoPlace)
    assert found.guess is None


def test_all_quotes_are_answered_in_the_order_given() -> None:
    words = ("northern quay", TEN, "Harbour closed")
    starts = [HARBOUR.index(each) for each in words]
    sought = [quoted(HARBOUR, at, at + len(each)) for at, each in zip(starts, words, strict=True)]
    found = anchors.place_all(sought, "More. " + HARBOUR)
    assert [words_at(each, "More. " + HARBOUR) for each in found] == list(words)


LETTERS = st.text("abc xyz\n.é\u00a0中ع\U0001f6a2", max_size=40)


@given(parts=st.tuples(LETTERS, LETTERS), edits=st.tuples(LETTERS, LETTERS), context=LETTERS)
def test_whatever_changes_beyond_the_surroundings_the_anchor_reads_the_same(
    parts: tuple[str, str], edits: tuple[str, str], context: str
) -> None:
    near = f"<{context:_<30}[" + "the claim's own words" + f"]{context:_>30}>"
    start = near.index("[") + 1
    quote = near[start : near.index("]")]
    old, new = parts[0] + near + parts[1], edits[0] + near + edits[1]
    at = len(parts[0]) + start
    found = anchors.place(quoted(old, at, at + len(quote)), new)
    assert isinstance(found, Anchored)
    assert found.start == len(edits[0]) + start
    assert new[found.start : found.end] == quote


@given(text=LETTERS, other=LETTERS, data=st.data())
def test_every_answer_lies_in_the_text_and_an_anchor_reads_as_the_quote(
    text: str, other: str, data: st.DataObject
) -> None:
    assume(text)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    new = other + text[data.draw(st.integers(0, len(text))) :] + other
    found = anchors.place(quoted(text, start, end), new)
    if isinstance(found, NoPlace):
        span = found.guess or (0, 1)
    else:
        span = (found.start, found.end)
        exact = new[found.start : found.end] == text[start:end]
        assert exact or isinstance(found, Proposed)
    assert 0 <= span[0] < span[1] <= max(1, len(new))


def test_sentences_of_a_real_article_are_found_where_an_editor_left_them() -> None:
    beside = Path(__file__).resolve().parents[4] / "shared" / "seeds"
    folder = Path(os.environ.get("CREDREVIEW_REAL_ARTICLES", beside))
    files = sorted(folder.glob("0*.txt"))
    if not files:
        pytest.skip("the real articles are not here")
    for text in (read_article(file).text for file in files):
        sentences = {each.strip() for each in re.split(r"[.\n]", text)}
        unique = sorted(each for each in sentences if len(each) > 60 and text.count(each) == 1)
        assert len(unique) > 10
        for sentence in unique:
            at = text.index(sentence)
            sought = quoted(text, at, at + len(sentence))
            shuffled = " ".join(reversed(text[: max(0, at - 32)].split(" ")))
            moved = shuffled + text[max(0, at - 32) :]
            found = anchors.place(sought, moved)
            assert not isinstance(found, NoPlace)
            assert words_at(found, moved) == sentence
            words = sentence.split(" ")
            words[len(words) // 2] = "otherwise"
            edited = text.replace(sentence, " ".join(words))
            found = anchors.place(sought, edited)
            # A long word of a short sentence is more than a tenth of it: that is no proposal.
            assert words_at(found, edited) == " ".join(words)
            assert isinstance(found, Proposed) or "somewhat like" in found.why
