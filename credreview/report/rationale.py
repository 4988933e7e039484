"""What reviewers wrote, Markdown, as paragraphs with styled words: for every renderer alike.

The words pass through the `markdown` package, then through nh3's list of
allowed tags, and are read off the HTML that is left: no markup of any kind
comes out of here, only text that is bold, italic or code, and what each
paragraph is. Nothing typed is lost. HTML, entities, images and reference
links are no Markdown to us but stand as typed; a link becomes its words and
its address. What would take the parser long (it is quadratic in brackets and
backticks and recursive in nesting) is not parsed but shown as typed.
"""

import re
from functools import cache
from html.parser import HTMLParser
from threading import Lock
from typing import TYPE_CHECKING, Final

from credreview.report.packed_words import PackedWords
from credreview.report.visible import visible
from credreview.report.words import Paragraph, Role, Run, Words

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    import nh3
    from markdown import Markdown

_LONGEST: Final = 20_000
_SHORT: Final = 2_000
#: Signs of a kind times characters, up to which the parser needs under 0.1 s.
_MOST_WORK: Final = 1_000_000
_MOST_PLAIN: Final = 2_000
_DEEP: Final = re.compile(
    r"^(?:[ \t]*(?:[-+*>]|\d+\.)){12}|^(?:[ \t>]{32}|(?:[ \t]*\t){8})", re.MULTILINE
)
#: Without any of these a text is paragraphs of plain words.
_MARKED: Final = re.compile(
    r"[*_`\\\[]|^[ \t]*(?:[-+>#]|\d+\.)|^(?: {4}|[ \t]*\t)|[ \t]$", re.MULTILINE
)
# Most people leave no blank line before a list.
_LIST: Final = re.compile(r"^((?![ \t>]|[-+*] |\d+\. ).*\S)\n(?=(?:[-+*]|1\.) +\S)", re.MULTILINE)
_BLANK: Final = re.compile(r"\n[ \t\n]*\n")
_SPACE: Final = re.compile(r"[ \t\n]+")
# `&` and `<` stand as typed; the parser sees two signs that `visible` lets no text hold.
_HIDE: Final = str.maketrans("&<", "\ue0f0\ue0f1")
_UNHIDE: Final = str.maketrans("\ue0f0\ue0f1", "&<")
# What Markdown is made of, and the sign that a list's items get.
_SIGNS: Final = str.maketrans("", "", "*_`\\#>[]()+-.=\"'\u2022")

_HEADINGS: Final = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_STYLES: Final = {"strong": "bold", "em": "italic", "code": "code"}
_TAGS: Final = _HEADINGS | set(_STYLES) | {"p", "ul", "ol", "li", "blockquote", "pre", "br"}
_lock = Lock()
#: Paper asks for each two or three times: as many as a long report has, in 15 MB at most.
_known: Final = PackedWords(20_000)


def paragraphs(markdown_text: str) -> tuple[Paragraph, ...]:
    """Return what a reviewer wrote; no paragraphs for blank text.

    Every letter of the text is in the result, in order, visible; it takes at
    most about 0.3 s for a text of 1 MB, whatever stands in it.
    """
    return parsed(visible(markdown_text))


def parsed(text: str) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a Markdown text that is `visible` already."""
    if _is_heavy(text):
        return _plain(text.split("\n"))
    if _MARKED.search(text) is None:
        return _plain(_BLANK.split(text))
    if len(text) > _SHORT:
        return _parsed(text)
    found = _known.get(text)
    if found is None:
        found = _parsed(text)
        _known.put(text, found)
    return found


def _parsed(text: str) -> tuple[Paragraph, ...]:
    with _lock:  # a parser has state
        try:
            page = _parser().convert(_LIST.sub("\\1\n\n", text).translate(_HIDE))
        except RecursionError:
            _parser.cache_clear()  # it is left in the middle of a list
            return _plain(text.split("\n"))
    reading = _Reading()
    reading.feed(_cleaner().clean(page))
    reading.close()
    found = reading.finish()
    return found if _words_of(_shown(found)) == _words_of(text) else _plain(text.split("\n"))


def _shown(found: tuple[Paragraph, ...]) -> str:
    return "".join(part.mark + "".join(run.text for run in part.words) for part in found)


def _words_of(text: str) -> str:
    """Return what may not change: the parser drops words of some entangled emphasis."""
    return "".join(text.translate(_SIGNS).split())


def _is_heavy(text: str) -> bool:
    if len(text) > _LONGEST:
        return True
    most = max(text.count("["), text.count("`"))
    return most * len(text) > _MOST_WORK or _DEEP.search(text) is not None


def _plain(parts: list[str]) -> tuple[Paragraph, ...]:
    """Return a paragraph a part, each as it was typed; neighbours together where they are many."""
    found = [flat for part in parts if (flat := _SPACE.sub(" ", part).strip(" "))]
    share = -(-len(found) // _MOST_PLAIN)
    if share > 1:
        found = [" ".join(found[at : at + share]) for at in range(0, len(found), share)]
    return tuple(Paragraph((Run(part),)) for part in found)


@cache
def _cleaner() -> "nh3.Cleaner":
    import nh3  # takes a while to load, as the parser

    return nh3.Cleaner(tags=set(_TAGS), attributes={"ol": {"start"}})


@cache
def _parser() -> "Markdown":
    from markdown import Markdown
    from markdown.treeprocessors import Treeprocessor

    class SpelledLinks(Treeprocessor):
        """A link's address stands behind its words; nothing is left to follow."""

        def run(self, root: "Element") -> None:
            for link in root.iter("a"):
                _spell(link)

    made = Markdown(extensions=["sane_lists"])
    made.preprocessors.deregister("html_block")
    for name in ("reference", "setextheader"):  # definitions would vanish; quadratic
        made.parser.blockprocessors.deregister(name)
    for name in (
        *("html", "entity", "autolink", "automail", "image_link", "image_reference"),
        *("short_image_ref", "reference", "short_reference"),
    ):
        made.inlinePatterns.deregister(name)
    made.treeprocessors.register(SpelledLinks(made), "spelled_links", 15)
    return made


def _spell(link: "Element") -> None:
    address, title = link.get("href", ""), link.get("title", "")
    link.attrib.clear()
    behind = " ".join(part for part in (address, f'"{title}"' if title else "") if part)
    if not behind:
        return
    behind = f" ({behind})"
    if len(link):
        link[-1].tail = (link[-1].tail or "") + behind
    else:
        link.text = (link.text or "") + behind


class _Reading(HTMLParser):
    """Collects paragraphs from the few tags that are left."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._done: list[Paragraph] = []
        self._runs: list[Run] = []
        self._styles: dict[str, int] = dict.fromkeys(_STYLES, 0)
        self._lists: list[int | None] = []  # the next number, None for bullets
        self._quotes = 0
        self._is_pre = False
        self._mark = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _STYLES:
            self._styles[tag] += 1
            return
        self._end_paragraph()
        if tag == "blockquote":
            self._quotes += 1
        elif tag == "ul":
            self._lists.append(None)
        elif tag == "ol":
            self._lists.append(_number(dict(attrs).get("start")))
        elif tag == "li":
            self._begin_item()
        elif tag == "pre":
            self._is_pre = True
        elif tag in _HEADINGS:
            self._styles["strong"] += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in _STYLES:
            self._styles[tag] -= 1
            return
        self._end_paragraph()
        if tag == "blockquote":
            self._quotes -= 1
        elif tag in ("ul", "ol"):
            self._lists.pop()
        elif tag == "li" and self._mark:
            # An item without words: its number was typed, and is not that of what comes next.
            self._done.append(Paragraph((Run(self._mark),)))
            self._mark = ""
        elif tag == "pre":
            self._is_pre = False
        elif tag in _HEADINGS:
            self._styles["strong"] -= 1

    def handle_data(self, data: str) -> None:
        data = data.translate(_UNHIDE)
        if self._is_pre:
            self._done += (
                Paragraph((Run(line, code=True),), Role.CODE)
                for line in data.split("\n")
                if line.strip()
            )
            return
        self._runs.append(
            Run(
                data,
                bold=self._styles["strong"] > 0,
                italic=self._styles["em"] > 0,
                code=self._styles["code"] > 0,
            )
        )

    def finish(self) -> tuple[Paragraph, ...]:
        self._end_paragraph()
        return tuple(self._done)

    def _begin_item(self) -> None:
        number = self._lists[-1] if self._lists else None
        self._mark = "\u2022" if number is None else f"{number}."
        if number is not None:
            self._lists[-1] = number + 1

    def _end_paragraph(self) -> None:
        found, self._runs = joined(self._runs), []
        if not found:
            return
        role = Role.BODY
        if self._lists:
            role = Role.LIST_ITEM
        elif self._quotes:
            role = Role.QUOTATION
        level = len(self._lists) + self._quotes
        self._done.append(Paragraph(found, role, level, self._mark))
        self._mark = ""


def _number(start: str | None) -> int:
    return int(start) if start and start.isdecimal() and len(start) < 9 else 1


def joined(runs: list[Run]) -> Words:
    """Return runs with white space as single spaces, none at the ends, equal styles as one run."""
    out: list[Run] = []
    for run in runs:
        text = _SPACE.sub(" ", run.text)
        if not out or out[-1].text.endswith(" "):
            text = text.lstrip(" ")
        if not text:
            continue
        if out and _style(out[-1]) == _style(run):
            text = out.pop().text + text
        out.append(Run(text, run.bold, run.italic, run.code, run.target))
    while out and not (text := out[-1].text.rstrip(" ")):
        out.pop()
    if out:
        last = out[-1]
        out[-1] = Run(text, last.bold, last.italic, last.code, last.target)
    return tuple(out)


def _style(run: Run) -> tuple[bool, bool, bool, str]:
    return run.bold, run.italic, run.code, run.target
