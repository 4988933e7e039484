"""Words of a Markdown paragraph without its marks: links, emphasis, code, entities, tags.

Follows the CommonMark specification (0.31) as far as plain words need it.
Each step looks at a character a bounded number of times, because what
comes from outside may hold 200,000 brackets.
"""

import html
import re
from dataclasses import dataclass

_TOKEN = re.compile(
    r"""
    (?P<escape>\\[!-/:-@\[-`{-~])
  | (?P<ticks>`+)
  | (?P<image>!\[)
  | (?P<open>\[)
  | (?P<close>\])
  | (?P<auto><(?:[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*|[\w.+-]{1,64}@[\w.-]{1,255})>)
  | (?P<tag></?(?P<name>[A-Za-z][A-Za-z0-9-]*)(?:\s[^<>]*|/)?>|<[!?][^<>]*>)
  | (?P<entity>&(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)
  | (?P<marks>\*+|_+|~{2,})
    """,
    re.VERBOSE,
)
# White space was made single spaces before, so that no quantifier below can run into another.
_TARGET = re.compile(
    r"\(\s?(?:<[^<>\n]*>|[^\s()<>]*(?:\([^\s()]*\)[^\s()]*)*)"
    r"(?:\s(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?\s?\)"
)
_LABEL = re.compile(r"\[([^\[\]]{0,999})\]")
_LINE_TAG_NAMES = """
br p div li ul ol tr table blockquote h1 h2 h3 h4 h5 h6 section article figure figcaption header
footer hr pre dd dt dl
"""
_LINE_TAGS = frozenset(_LINE_TAG_NAMES.split())


@dataclass(slots=True)
class _Opener:
    """An emphasis run or a bracket that may find its partner; `at` is its place in the output."""

    at: int
    left: int
    image: bool = False
    label_from: int = 0


def plain_words(source: str, labels: frozenset[str] = frozenset()) -> tuple[str, bool]:
    """Return the words of a paragraph, and whether HTML tags were left out.

    Args:
        source: One paragraph, white space collapsed, LF where a line is to break.
        labels: Case-folded labels that links of the document may refer to.
    """
    if _TOKEN.search(source) is None:
        return source, False
    out: list[str] = []
    brackets: list[_Opener] = []
    emphasis: dict[str, list[_Opener]] = {"*": [], "_": [], "~": []}
    code_ends = _code_ends(source)
    tags = False
    position = 0
    while token := _TOKEN.search(source, position):
        out.append(source[position : token.start()])
        position = token.end()
        kind, mark = token.lastgroup, token.group()
        if kind == "name":
            kind = "tag"
        if kind == "escape":
            out.append(mark[1])
        elif kind == "ticks":
            end = _closing_ticks(code_ends, len(mark), position)
            if end is None:
                out.append(mark)
            else:
                code = source[position:end].replace("\n", " ")
                out.append(code[1:-1] if code[:1] == code[-1:] == " " and code.strip() else code)
                position = end + len(mark)
        elif kind in {"image", "open"}:
            brackets.append(_Opener(len(out), 1, kind == "image", position))
            out.append(mark)
        elif kind == "close":
            end = _link_end(source, position, brackets, labels)
            if brackets:
                opener = brackets.pop()
                if end is not None:
                    out[opener.at] = mark = ""
                    position = end
            out.append(mark)
        elif kind == "auto":
            out.append(mark[1:-1])
        elif kind == "tag":
            tags = True
            out.append("\n" if (token["name"] or "").lower() in _LINE_TAGS else "")
        elif kind == "entity":
            out.append(html.unescape(mark))
        else:
            out.append(_emphasise(source, token, out, emphasis[mark[0]]))
    out.append(source[position:])
    return "".join(out), tags


def _code_ends(source: str) -> dict[int, list[int]]:
    """Return where runs of backticks begin, by their length, the last one first."""
    ends: dict[int, list[int]] = {}
    for run in re.finditer("`+", source):
        ends.setdefault(len(run.group()), []).append(run.start())
    for starts in ends.values():
        starts.reverse()
    return ends


def _closing_ticks(ends: dict[int, list[int]], length: int, position: int) -> int | None:
    starts = ends.get(length, [])
    while starts and starts[-1] < position:
        starts.pop()
    return starts[-1] if starts else None


def _link_end(
    source: str, position: int, brackets: list[_Opener], labels: frozenset[str]
) -> int | None:
    """Return where the link ends whose text closes before `position`, or None if it is none."""
    if not brackets:
        return None
    if target := _TARGET.match(source, position):
        return target.end()
    if not labels:
        return None
    words_from = brackets[-1].label_from
    following = _LABEL.match(source, position)
    if following and following[1]:
        return following.end() if fold_label(following[1]) in labels else None
    if position - words_from > 1000 or fold_label(source[words_from : position - 1]) not in labels:
        return None
    return following.end() if following else position


def fold_label(label: str) -> str:
    """Return a link label in the form in which labels are compared."""
    return " ".join(label.casefold().split())


def _emphasise(source: str, token: re.Match[str], out: list[str], openers: list[_Opener]) -> str:
    """Take a run's partners off the output; return what stays of the run itself."""
    mark = token.group()[0]
    count = len(token.group())
    before = source[token.start() - 1 : token.start()] or " "
    after = source[token.end() : token.end() + 1] or " "
    left, right = _flanks(before, after), _flanks(after, before)
    if mark == "_":
        left, right = (
            left and (not right or not before.isalnum()),
            right and (not left or not after.isalnum()),
        )
    least = 2 if mark == "~" else 1
    if right:
        while openers and count >= least:
            opener = openers[-1]
            taken = min(count, opener.left)
            opener.left -= taken
            count -= taken
            out[opener.at] = mark * opener.left
            if opener.left < least:
                openers.pop()
    if left and count >= least:
        openers.append(_Opener(len(out), count))
    return mark * count


def _flanks(outside: str, inside: str) -> bool:
    """Say whether a run between these two characters may open (CommonMark: left-flanking)."""
    if inside.isspace():
        return False
    return inside.isalnum() or outside.isspace() or not outside.isalnum()
