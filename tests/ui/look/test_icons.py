import json
import re

import pytest
from PySide6.QtGui import QImage

from credreview.resources import resource
from credreview.ui.look import icons, theme

NAMES = sorted(path.stem for path in resource("icons").glob("*.svg"))


def inked(image: QImage) -> int:
    """Return how many pixels are more than faintly covered."""
    return sum(
        image.pixelColor(x, y).alpha() > 60
        for x in range(image.width())
        for y in range(image.height())
    )


@pytest.mark.parametrize("scheme", ["light", "dark", "contrast_black", "contrast_white"])
def test_every_icon_is_seen_at_sixteen_pixels_in_the_colour_of_its_role(qapp, scheme):
    theme.apply(qapp, scheme)
    for name in NAMES:
        image = theme.icon(name, "ink", 16).toImage()
        assert 10 < inked(image) < 0.75 * image.width() * image.height() or name == "credreview"
        if name != "credreview":
            darkest = max(
                (image.pixelColor(x, y) for x in range(16) for y in range(16)),
                key=lambda colour: colour.alpha(),
            )
            want = theme.tokens().ink
            off = [abs(a - b) for a, b in zip(darkest.getRgb()[:3], want.getRgb()[:3], strict=True)]
            assert max(off) <= 8, name


def test_all_icons_are_different():
    images = {name: icons.pixmap(name, 0xFF000000, 16, 1.0).toImage() for name in NAMES}
    seen = {}
    for name, image in images.items():
        bits = bytes(image.constBits())
        assert bits not in seen, f"{name} looks like {seen.get(bits)}"
        seen[bits] = name


def test_an_icon_is_as_sharp_as_the_screen():
    picture = icons.pixmap("search", 0xFF000000, 16, 2.0)
    assert (picture.width(), picture.devicePixelRatio()) == (32, 2.0)
    assert picture.deviceIndependentSize().width() == 16


def test_an_icon_is_rendered_once():
    first, second = (icons.pixmap("search", 0xFF123456, 20, 1.0) for _ in range(2))
    assert first is second


def test_an_unknown_icon_is_our_mistake():
    with pytest.raises(FileNotFoundError):
        theme.icon("no-such-icon")


@pytest.mark.parametrize("name", [name for name in NAMES if name != "credreview"])
def test_icons_are_drawn_by_one_rule(name):
    svg = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    assert 'viewBox="0 0 24 24"' in svg
    assert 'stroke-width="1.75"' in svg
    assert 'fill="none"' in svg
    assert set(re.findall(r'stroke="([^"]*)"', svg)) == {"currentColor"}


def test_every_kind_of_provenance_has_its_icon():
    for path in resource("vocabularies").glob("*.json"):
        terms = json.loads(path.read_text(encoding="utf-8"))["provenance"]
        assert {term["icon"] for term in terms if term.get("icon")} <= set(NAMES)
