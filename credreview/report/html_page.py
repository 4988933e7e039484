"""The page that a report stands in: resources/templates/page.html, or an organisation's own."""

import re
from collections.abc import Mapping
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Final, NoReturn

from credreview.domain.errors import UserError
from credreview.report.templating import Filled, broken, built_in, own
from credreview.text import tr

#: What `{{ name }}` may print in page.html: name -> what it is. `css` stands after a value that
#: is printed inside a string of a style: `"{{ mark|css }}"`.
VARIABLES: Final[Mapping[str, str]] = {
    "body": "the report itself; must stand once in the page's body",
    "language": "language of the program's words, such as en",
    "direction": "ltr or rtl, of the program's words",
    "name": "what the report is called: Credibility summary",
    "subject": "what it is about, on one line, shortened",
    "mark": "handling mark, such as TLP:AMBER; nothing for none",
    "mark_class": "a class for the mark's colour, such as tlp-amber",
    "organisation": "from `@organisation` in the outline",
    "author": "who makes the report",
    "as_of": "time of the latest action in the review",
    "fingerprint": "the review's fingerprint, 64 digits",
    "short_fingerprint": "its first 16 digits, in fours",
    "sheet": "A4 or letter",
    "stamp": "what programs need to make the same report again",
}
#: The page must forbid itself everything but its own style and pictures.
POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"

_NAME: Final = "page.html"
_PLACE: Final = "\ue010"
_LIVE_TAGS: Final = frozenset(
    ["script", "iframe", "frame", "frameset", "object", "embed", "applet", "link", "base", "form"]
    + ["input", "button", "audio", "video", "source", "track", "portal", "template", "svg", "math"]
)
_ADDRESSES: Final = frozenset(
    ["src", "href", "srcset", "action", "formaction", "data", "poster", "background", "ping"]
    + ["cite", "longdesc", "manifest", "xlink:href"]
)
_OUTSIDE: Final = re.compile(r"@import|url\(\s*[\"']?(?!data:|#)|image-set", re.IGNORECASE)


class Page:
    """A page that is sound: it loads nothing, runs nothing, and has a place for the report.

    Raises:
        UserError: template.broken.
    """

    def __init__(self, path: Path) -> None:
        self._filled = Filled(path, VARIABLES, is_page=True)
        frame = self._frame(dict.fromkeys(VARIABLES, "x"))
        check = _Check(path)
        check.feed(frame)
        check.close()
        check.finish()

    def around(self, values: Mapping[str, object], body: str) -> str:
        """Return the page with these values and the report, which is HTML already."""
        before, _, after = self._frame(values).partition(_PLACE)
        return f"{before}{body}{after}"

    def _frame(self, values: Mapping[str, object]) -> str:
        # The report may be long, and is put in afterwards.
        return self._filled.render({**values, "body": _PLACE})[0]


def page(folder: Path | None) -> tuple[Page, tuple[str, ...]]:
    """Return the organisation's page if it is sound, else the built-in one and why."""
    path = own(_NAME, folder)
    if path is not None:
        try:
            return Page(path), ()
        except UserError as error:
            return _built_in(), (str(error),)
    return _built_in(), ()


@cache
def _built_in() -> Page:
    return Page(built_in(_NAME))


class _Check(HTMLParser):
    """Looks for whatever could load, run or lead away, and for what must be there."""

    def __init__(self, path: Path) -> None:
        super().__init__(convert_charrefs=True)
        self._path = path
        self._places = 0
        self._is_guarded = False
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _LIVE_TAGS:
            self._wrong(tr("“{tag}” is not allowed in it.", tag=f"<{tag}>"))
        values = {name: value or "" for name, value in attrs}
        for name, value in values.items():
            if name.startswith("on") or (name == "style" and _OUTSIDE.search(value)):
                self._wrong(tr("“{name}” is not allowed in it.", name=name))
            if name in _ADDRESSES and not value.startswith(("#", "data:image/")):
                self._wrong(tr("it refers to something outside: {address}", address=value[:80]))
        if "http-equiv" in values:
            self._guard(values)
        elif tag == "style" and not self._is_guarded:
            self._wrong(_no_policy())
        if tag not in ("meta", "img", "br", "hr", "col"):
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        inside = self._open[-1] if self._open else ""
        if inside == "style":
            if _OUTSIDE.search(data):
                self._wrong(tr("its style refers to something outside."))
        elif "body" in self._open:
            self._places += data.count(_PLACE)

    def finish(self) -> None:
        """Refuse a page that lacks what it must have."""
        if not self._is_guarded:
            self._wrong(_no_policy(), 0)
        if self._places != 1:
            what = tr("{value} must stand in its body exactly once.", value="{{ body }}")
            self._wrong(what, 0)

    def _guard(self, values: Mapping[str, str]) -> None:
        kind = values["http-equiv"].lower()
        if kind != "content-security-policy" or values.get("content") != POLICY:
            self._wrong(_no_policy())
        self._is_guarded = True

    def _wrong(self, what: str, line: int | None = None) -> NoReturn:
        raise broken(self._path, self.getpos()[0] if line is None else line, what)


def _no_policy() -> str:
    return tr("its Content-Security-Policy must come first and be “{policy}”.", policy=POLICY)
