"""Words as Markdown in which nothing comes alive: no HTML, no image, no link, no structure.

Marks are escaped by backslashes, `<` and `&` by entities (some parsers let a
backslash before them stand and read the tag all the same). Every character
of a text is in the result; controls are written out (`visible`).
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from credreview.report.visible import one_line, visible
from credreview.report.words import Paragraph, Role, Run

# An underscore inside a word, and an ampersand that begins no entity, mean nothing. Each part
# begins with the sign itself: so the search runs through plain words at full speed.
_INLINE: Final = re.compile(
    r"[\\`*\[\]~<]|_(?<![^\W_]_)|_(?![^\W_])|&(?=[#A-Za-z])|:(?=//)|\.(?<=\b[Ww]{3}\.)|@(?<=\S@)(?=\S)"
)
_ENTITIES: Final = {"<": "&lt;", "&": "&amp;"}
_BEGIN: Final = re.compile(r"[-+](?=[\s-]|$)|#|>")
_NUMBER: Final = re.compile(r"\d{1,9}[.)](?=\s|$)")
_HEX: Final = re.compile(r"[0-9a-fA-F]{16,256}")
_CLOSING: Final = re.compile(r"#+$")


def inline(text: str) -> str:
    """Return text for the inside of a line."""
    return _INLINE.sub(
        lambda found: _ENTITIES.get(found.group()) or f"\\{found.group()}", one_line(text)
    )


def line(text: str) -> str:
    """Return text for a line of its own: a paragraph, whatever it begins with."""
    return _begun(inline(text).strip())


def bold(text: str) -> str:
    """Return text in bold for the inside of a line."""
    return f"**{inline(text).strip() or '–'}**"


def item(made: str, mark: str = "-") -> str:
    """Return a line of Markdown as the item of a list, whatever it begins with."""
    return f"{mark} {_begun(made.strip())}"


def _begun(made: str) -> str:
    if _BEGIN.match(made):
        return f"\\{made}"
    if found := _NUMBER.match(made):
        return f"{made[: found.end() - 1]}\\{made[found.end() - 1 :]}"
    return made


def heading(level: int, text: str) -> str:
    """Return a heading; at most six levels are told apart."""
    words = _CLOSING.sub(lambda found: "\\#" * len(found.group()), inline(text).strip())
    return f"{'#' * min(level, 6)} {words or '–'}"


def lines(text: str) -> list[str]:
    """Return text of several lines as escaped lines, without blank ones."""
    return [line(one) for one in visible(text).split("\n") if one.strip()]


def quotation(text: str) -> str:
    """Return a text as a quotation in which each of its lines is a paragraph."""
    return "\n>\n".join(f"> {one}" for one in lines(text)) or ">"


def styled(runs: Iterable[Run]) -> str:
    """Return runs for the inside of a line."""
    made = ""
    for run in runs:
        words = one_line(run.text)
        core = words.strip(" ")
        if not core:
            made += " " if words else ""
            continue
        before, _, after = words.partition(core)
        made += before + _marked(run, core, made + before) + after
    return made


def _marked(run: Run, core: str, so_far: str) -> str:
    if run.code and not set(core) & {"`", "|", "\\"} and not so_far.endswith("`"):
        return f"`{core}`"
    marks = "**" * run.bold + "*" * run.italic
    # Marks that touch would be read as one.
    if not marks or so_far.endswith("*"):
        return inline(core)
    return f"{marks}{inline(core)}{marks}"


def paragraphs(told: Iterable[Paragraph]) -> str:
    """Return paragraphs one beneath the other; the items of a list close together."""
    made = ""
    is_list = False
    for one in told:
        is_item = one.role is Role.LIST_ITEM
        if made:
            made += "\n" if is_item and is_list and one.mark else "\n\n"
        made += _paragraph(one, max(one.level - 1, 0) if is_list else 0)
        is_list = is_item
    return made


def run_in(head: str, told: Sequence[Paragraph]) -> str:
    """Return paragraphs with their head at the beginning of the first."""
    begin = bold(head)
    if told and told[0].role is Role.BODY:
        return f"{begin} {in_line(told[0])}\n\n{paragraphs(told[1:])}".rstrip()
    return f"{begin}\n\n{paragraphs(told)}".rstrip()


def in_line(one: Paragraph) -> str:
    """Return a paragraph's words for the inside of a line."""
    if one.role is Role.HASH:
        return digits("".join(run.text for run in one.words)).strip()
    return styled(one.words).strip()


def _paragraph(one: Paragraph, depth: int) -> str:
    made = _begun(in_line(one))
    match one.role:
        case Role.LIST_ITEM:
            mark = "-" if one.mark == "\u2022" else inline(one.mark)
            return f"{'    ' * depth}{mark} {made}" if mark else f"    {made}"
        case Role.QUOTATION:
            return f"{'> ' * max(one.level, 1)}{made}"
        case Role.SOURCE:
            return f"> {made}"
        case Role.NOTE | Role.SMALL:
            return emphasised(made)
    return made


def emphasised(made: str) -> str:
    """Return a line of small print, set off where nothing in it is set off already."""
    return made if "*" in made or not made else f"*{made}*"


def cell(text: str) -> str:
    """Return what is Markdown already for the field of a table."""
    return re.sub(r"(?<!\\)((?:\\\\)*)\|", r"\1\\|", text)


def digits(text: str) -> str:
    """Return hexadecimal digits in groups of eight; anything else as words."""
    grouped = in_eights(text)
    return inline(text) if grouped is None else f"`{grouped}`"


def in_eights(text: str) -> str | None:
    """Return hexadecimal digits in groups of eight; None for anything else."""
    if not _HEX.fullmatch(text):
        return None
    return " ".join(text[at : at + 8] for at in range(0, len(text), 8))
