import pytest
from reader_examples import article, claim, of_text, open_reader

from credreview.domain.model import BlockKind, ClaimState
from credreview.ui.look import theme
from credreview.ui.reader.claim_marks import LANE
from credreview.ui.reader.text_geometry import strips


@pytest.fixture
def reader(qapp):
    with open_reader() as pane:
        yield pane


def far(colour, other):
    pairs = zip(colour.getRgb()[:3], other.getRgb()[:3], strict=True)
    return max(abs(a - b) for a, b in pairs)


class Painted:
    """The viewport as painted, asked in document coordinates."""

    def __init__(self, reader):
        self.view = reader.view
        self.image = self.view.viewport().grab().toImage()
        self.scrolled = self.view.verticalScrollBar().value()

    def strip(self, claim):
        span = self.view.shown.positions.span_to_shown(claim.start, claim.end)
        return next(strips(self.view.document(), *span, 0, 100_000))

    def colour(self, x, y):
        return self.image.pixelColor(round(x), round(y - self.scrolled))

    def runs(self, strip, below, colour):
        """How often the line `below` the baseline begins anew, in roughly this colour."""
        inside = range(int(strip.left) + 2, int(strip.right) - 2)
        base = theme.tokens().base
        rows = []
        for y in (strip.baseline + below - 1, strip.baseline + below, strip.baseline + below + 1):
            inked = [
                far(self.colour(x, y), base) > 50 and far(self.colour(x, y), colour) < 120
                for x in inside
            ]
            rows.append(sum(1 for a, b in zip([False, *inked], inked, strict=False) if b and not a))
        return rows


WORDS = "saw zero oxen near a nice crooked sea cove as summer came over us"  # no descenders


def test_each_state_has_a_line_of_its_own_shape(reader):
    of = of_text(f"{WORDS}\n\n" * 3 + WORDS)
    line = len(WORDS) + 2
    states = [ClaimState.OPEN, ClaimState.JUDGED, ClaimState.DIFFERING, ClaimState.NOT_CHECKABLE]
    marked = [claim(of, WORDS, state) for state in states]
    claims = [
        type(c)(str(n), c.article, n * line, n * line + 60, 0, n + 1, "", c.state)
        for n, c in enumerate(marked)
    ]
    reader.show_article(of, claims)
    painted, u, tokens = Painted(reader), theme.u(), theme.tokens()
    opened, judged, differing, dotted = (painted.strip(c) for c in claims)
    assert max(painted.runs(opened, LANE * u, tokens.open)) > 15
    assert 1 in painted.runs(judged, LANE * u, tokens.judged_line)
    assert 1 in painted.runs(differing, LANE * u, tokens.differing)
    assert 1 in painted.runs(differing, (LANE + 0.8) * u, tokens.differing)
    dots = max(painted.runs(dotted, LANE * u, tokens.ink3))
    assert dots > max(painted.runs(opened, LANE * u, tokens.open))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_current_claim_is_filled_and_has_a_bar_and_a_pill(reader, qapp, scheme):
    theme.apply(qapp, scheme)
    of = article([(BlockKind.PARAGRAPH, f"Before. {WORDS}. After it.", 0)])
    marked = claim(of, WORDS)
    reader.show_article(of, [marked])
    reader.set_current(marked.id)
    painted, u, tokens = Painted(reader), theme.u(), theme.tokens()
    strip = painted.strip(marked)
    assert painted.colour(strip.left + 2, strip.baseline - strip.ascent + 2) == tokens.current
    bar = painted.colour(reader.view.column.left - 1.6 * u, strip.baseline - 2 * u)
    assert far(bar, tokens.current_edge) < 10
    pill = reader.view.overlay.marks[0].box
    assert painted.colour(pill.left() + 0.6 * u, pill.center().y()) == tokens.current
    reader.set_current(None)
    painted = Painted(reader)
    assert painted.colour(strip.left + 2, strip.baseline - strip.ascent + 2) == tokens.base


def test_in_high_contrast_the_current_claim_is_a_box_and_not_a_fill(reader, qapp):
    theme.apply(qapp, "contrast_black")
    of = of_text(WORDS)
    marked = claim(of, "oxen near a nice")
    reader.show_article(of, [marked])
    reader.set_current(marked.id)
    painted, tokens = Painted(reader), theme.tokens()
    strip = painted.strip(marked)
    middle = (strip.left + strip.right) / 2
    assert painted.colour(middle, strip.baseline - strip.ascent + 3) == tokens.base
    edge = painted.colour(middle, strip.baseline - strip.ascent)
    assert far(edge, tokens.current_edge) < 60


def test_overlapping_claims_run_in_lanes_below_each_other(reader):
    of = of_text(WORDS)
    outer = claim(of, "oxen near a nice crooked sea cove", ClaimState.JUDGED)
    inner = claim(of, "crooked sea", ClaimState.JUDGED, number=2)
    reader.show_article(of, [outer, inner])
    painted, u, tokens = Painted(reader), theme.u(), theme.tokens()
    assert 1 in painted.runs(painted.strip(inner), LANE * u, tokens.judged_line)
    assert 1 in painted.runs(painted.strip(inner), 2 * LANE * u, tokens.judged_line)


def test_marks_stand_side_by_side_and_what_finds_no_room_is_counted(reader):
    of = of_text(WORDS)
    claims = [claim(of, WORDS[: 10 + n], number=n + 1) for n in range(9)]
    reader.show_article(of, claims)
    Painted(reader)
    marks = reader.view.overlay.marks
    boxes = sorted((mark.box for mark in marks), key=lambda box: box.left())
    assert all(a.right() < b.left() for a, b in zip(boxes, boxes[1:], strict=False))
    assert boxes[0].left() >= 0
    assert boxes[-1].right() < reader.view.column.left
    assert sum(len(mark.claims) for mark in marks) == 9
    (counted,) = (mark for mark in marks if mark.counted)
    assert counted.words == f"+{len(counted.claims)}"


def test_the_margin_of_a_right_to_left_article_is_at_the_right(reader):
    of = of_text("أعلنت وزارة الخارجية أن السفارة تغلق أبوابها في العاصمة")
    marked = claim(of, "السفارة تغلق", ClaimState.DIFFERING)
    reader.show_article(of, [marked])
    reader.set_current(marked.id)
    painted, u = Painted(reader), theme.u()
    column = reader.view.column
    assert column.mirrored
    assert reader.view.overlay.marks[0].box.left() > column.right
    strip = painted.strip(marked)
    bar = painted.colour(column.right + 1.6 * u, strip.baseline - 2 * u)
    assert far(bar, theme.tokens().current_edge) < 10
