"""The grammar of outline templates: `# Title`, `## Heading`, paragraphs, and lines `@name`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from credreview.report.rationale import parsed
from credreview.report.templating import MARKS, broken
from credreview.report.words import Paragraph, Run
from credreview.text import tr

_HEADING: Final = re.compile(r"(#{1,3})[ \t]+(.*\S)")
_DIRECTIVE: Final = re.compile(r"@([a-z_]+)(?:[ \t]+(.*\S))?")
_VALUE: Final = re.compile(f"{MARKS[0]}([0-9]+){MARKS[1]}")
#: Headings, paragraphs and parts of an outline; the built-in ones have some thirty.
_MOST_STANZAS: Final = 1_000
_SETTINGS: Final = ("logo", "kicker", "organisation")


@dataclass(slots=True)
class Group:
    """What stands under one heading, or before the first of a section.

    Attributes:
        level: As in `model.Heading`; 0 before the first heading.
        items: Paragraphs, and tuples of one part's name or of two that stand side by side.
    """

    title: str = ""
    level: int = 0
    note: str = ""
    items: list[Paragraph | tuple[str, ...]] = field(default_factory=list)

    @property
    def parts(self) -> list[str]:
        """The names of its parts."""
        return [name for item in self.items if isinstance(item, tuple) for name in item]


@dataclass(slots=True)
class Draft:
    """A section as the template orders it; `is_each`: here stand the articles, one after another.

    The first group holds what stands before any heading.
    """

    title: str = ""
    note: str = ""
    is_new_page: bool = False
    is_each: bool = False
    groups: list[Group] = field(default_factory=lambda: [Group()])


@dataclass(slots=True)
class Plan:
    """A whole outline.

    Attributes:
        settings: What `@logo`, `@kicker` and `@organisation` say.
    """

    drafts: list[Draft]
    settings: dict[str, str]


class Grammar:
    """Reads what one template rendered to.

    Args:
        path: The template, for messages; its source gives the line.
        parts: The names that may be placed.
    """

    def __init__(self, path: Path, source: str, parts: tuple[str, ...]) -> None:
        self._path = path
        self._source = source
        self._parts = parts
        self._values: list[str] = []

    def read(self, rendered: str, values: list[str]) -> Plan:
        """Return the plan; printed values fill words and can be nothing else.

        Raises:
            UserError: template.broken, with the line.
        """
        self._values = values
        plan = Plan([Draft()], {})
        is_new_page = False
        for number, lines in enumerate(_stanzas(rendered)):
            head = lines[0]
            if number == _MOST_STANZAS:
                what = tr("it has more than {most} headings, paragraphs and parts.",
                          most=_MOST_STANZAS)  # fmt: skip
                raise broken(self._path, 0, what)
            if found := _HEADING.fullmatch(head):
                note = _flat(self._words("\n".join(lines[1:])))
                self._begin(plan, len(found[1]), self._text(found[2]), note, is_new_page)
                is_new_page = False
            elif found := _DIRECTIVE.fullmatch(head):
                if found[1] == "page":
                    is_new_page = True
                    continue
                self._place(plan, found[1], found[2] or "", head, is_new_page)
                if found[1] == "each":
                    is_new_page = False
            elif head.startswith(("@", "#")):
                raise self._wrong(head, tr("it is no heading and no line that places a part."))
            else:
                plan.drafts[-1].groups[-1].items += self._words("\n".join(lines))
        plan.drafts = [one for one in plan.drafts if one.is_each or one.title or _has_items(one)]
        return plan

    def _begin(self, plan: Plan, level: int, title: str, note: str, is_new_page: bool) -> None:
        if level == 1:
            plan.drafts.append(Draft(title, note, is_new_page))
        else:
            plan.drafts[-1].groups.append(Group(title, level - 1, note))

    def _place(self, plan: Plan, name: str, rest: str, line: str, is_new_page: bool) -> None:
        names = tuple(rest.split())
        if name in _SETTINGS:
            if not rest:
                raise self._wrong(line, tr("something must follow @{name}.", name=name))
            plan.settings[name] = self._text(rest)
        elif name == "each":
            if names != ("article",):
                raise self._wrong(line, tr("only “@each article” is known."))
            plan.drafts += [Draft(is_each=True, is_new_page=is_new_page), Draft()]
        elif name == "beside":
            if len(names) != 2:
                raise self._wrong(line, tr("the names of two parts must follow @beside."))
            self._known(names, line)
            plan.drafts[-1].groups[-1].items.append(names)
        else:
            self._known((name,), line)
            if rest:
                raise self._wrong(line, tr("nothing may follow @{name}.", name=name))
            plan.drafts[-1].groups[-1].items.append((name,))

    def _known(self, names: tuple[str, ...], line: str) -> None:
        for name in names:
            if name not in self._parts:
                raise self._wrong(line, tr("there is no part “{name}”.", name=name))

    def _wrong(self, line: str, what: str) -> Exception:
        begin = line.split(MARKS[0])[0].strip()
        rows = self._source.split("\n")
        number = next((at for at, row in enumerate(rows, 1) if row.strip().startswith(begin)), 0)
        return broken(self._path, number, what)

    def _text(self, words: str) -> str:
        return _VALUE.sub(lambda found: self._values[int(found[1])], words)

    def _words(self, text: str) -> list[Paragraph]:
        """Read template text as Markdown and fill in the values afterwards: they stay as given."""
        return [
            Paragraph(
                tuple(
                    Run(self._text(run.text), run.bold, run.italic, run.code)
                    for run in paragraph.words
                ),
                paragraph.role,
                paragraph.level,
                paragraph.mark,
            )
            for paragraph in parsed(text)
        ]


def _stanzas(rendered: str) -> Iterator[list[str]]:
    """Cut into headings with the lines right beneath, single `@` lines, and paragraphs."""
    lines: list[str] = []
    for raw in rendered.split("\n"):
        line = raw.rstrip()
        begins = line.startswith(("@", "#"))
        if lines and (begins or not line):
            yield lines
            lines = []
        if line:
            lines.append(line)
        if line.startswith("@"):
            yield lines
            lines = []
    if lines:
        yield lines


def _flat(paragraphs: list[Paragraph]) -> str:
    return " ".join("".join(run.text for run in one.words) for one in paragraphs)


def _has_items(draft: Draft) -> bool:
    return any(group.items or group.title for group in draft.groups)
