from hypothesis import given
from hypothesis import strategies as st
from reader_examples import claim, of_text

from credreview.domain.model import Claim, ClaimState
from credreview.ui.reader.claim_places import LANES, ClaimPlaces, clicked
from credreview.ui.reader.text_positions import ShownPositions

TEXT = "x" * 200
POSITIONS = ShownPositions(TEXT, [(0, 200)])


@st.composite
def many_claims(draw):
    claims = []
    for nth in range(draw(st.integers(0, 25))):
        start = draw(st.integers(0, 190))
        end = draw(st.integers(start + 1, 200))
        state = draw(st.sampled_from(list(ClaimState)))
        claims.append(Claim(str(nth), "a", start, end, 0, nth + 1, "", state))
    return claims


@given(many_claims(), st.integers(0, 199), st.integers(1, 60))
def test_exactly_the_claims_in_sight_are_found(claims, start, length):
    end = min(200, start + length)
    found = {p.claim.id for p in ClaimPlaces(claims, POSITIONS).touching(start, end)}
    assert found == {c.id for c in claims if c.start < end and c.end > start}


@given(many_claims())
def test_no_two_overlapping_claims_share_a_lane(claims):
    rows = {}
    for placed in ClaimPlaces(claims, POSITIONS).placed:
        if placed.lane is None:
            continue
        high = 2 if placed.claim.state is ClaimState.DIFFERING else 1
        for lane in range(placed.lane, placed.lane + high):
            assert lane < LANES
            for other in rows.setdefault(lane, []):
                assert other.end <= placed.start
            rows[lane].append(placed)


def test_of_two_that_start_together_the_longer_runs_nearer_to_the_words():
    of = of_text(TEXT)
    long, short = claim(of, "x" * 50), claim(of, "x" * 20)
    lanes = {p.claim.id: p.lane for p in ClaimPlaces([short, long], POSITIONS).placed}
    assert lanes == {long.id: 0, short.id: 1}


def test_a_claim_beyond_the_lanes_has_none():
    of = of_text(TEXT)
    claims = [claim(of, "x" * length) for length in range(10, 10 + LANES + 1)]
    lanes = [p.lane for p in ClaimPlaces(claims, POSITIONS).placed]
    assert lanes == [*range(LANES), None]


def test_a_click_means_the_shortest_and_again_the_next():
    of = of_text(TEXT)
    claims = [claim(of, "x" * length, number=length) for length in (30, 10, 20)]
    hits = ClaimPlaces(claims, POSITIONS).touching(0, 5)
    order = []
    current = None
    for _ in range(4):
        current = clicked(hits, current)
        order.append(next(c.number for c in claims if c.id == current))
    assert order == [10, 20, 30, 10]
    assert clicked([], "anything") is None
