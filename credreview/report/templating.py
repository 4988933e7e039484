"""Templates: which files they are, and a Jinja2 small enough that no template can do harm.

Of Jinja2 there is `{{ name }}` with a few filters and `{% if %}`: no loops, no
macros, nothing assigned, nothing called, nothing read from elsewhere. So a
template's work is bounded by its length, and its sandbox has nothing inside.
"""

import re
import time
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from credreview.domain.errors import UserError
from credreview.resources import resource
from credreview.text import tr

if TYPE_CHECKING:
    from jinja2 import Environment, Template
    from jinja2.nodes import Node
    from jinja2.runtime import Context

_LONGEST_FILE: Final = 200_000
_MOST_PRINTED: Final = 50_000_000
_SECONDS: Final = 2.0
_FILTERS: Final = (
    *("upper", "lower", "capitalize", "title", "trim", "length", "default", "d"),
    *("round", "int", "abs", "first", "last", "wordcount"),
)
_NODES: Final = frozenset(
    ["Template", "Output", "TemplateData", "Name", "Const", "If", "CondExpr", "Compare", "Operand"]
    + ["And", "Or", "Not", "Filter", "Test", "Concat"]
)
_TESTS: Final = ("defined", "undefined", "none", "number", "string", "even", "odd")
#: Round the number of a printed value in what an outline renders to; no text may hold them.
MARKS: Final = ("\ue000", "\ue001")
#: A tag or a comment that stands alone on its line leaves no line behind.
_ALONE: Final = re.compile(
    r"^[ \t]*(\{%(?:(?!%\}).)*)(%\})[ \t]*\n|^[ \t]*(\{#(?:(?!#\}).)*)(#\})[ \t]*\n", re.MULTILINE
)
_VALUES: Final = "__values__"


def broken(path: Path, line: int, what: str) -> UserError:
    """Return what to tell about a template: which file, where, and what is wrong.

    Args:
        path: The template.
        line: From 1; 0 where it is the whole file.
        what: A sentence that goes on after a colon.
    """
    message = (
        tr("The template {file} is broken in line {line}: {what}", file=path, line=line, what=what)
        if line
        else tr("The template {file} is broken: {what}", file=path, what=what)
    )
    return UserError("template.broken", message, tr("The built-in template is used."))


def built_in(name: str) -> Path:
    """Return the path of a template that comes with the program."""
    return resource("templates", name)


def own(name: str, folder: Path | None) -> Path | None:
    """Return the path of an organisation's own template; None where it has none."""
    if folder is None:
        return None
    path = folder / name
    return path if path.is_file() else None


def read(path: Path) -> str:
    """Return a template's text.

    Raises:
        UserError: template.broken where it cannot be read, is no text or is too long.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(_LONGEST_FILE + 1)
        if len(raw) > _LONGEST_FILE:
            raise broken(path, 0, tr("it is longer than {most} bytes.", most=_LONGEST_FILE))
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    except OSError as error:
        raise broken(path, 0, tr("it cannot be read ({why}).", why=error.strerror)) from error
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise broken(path, line, tr("it is not text in UTF-8.")) from error
    if any(mark in text for mark in MARKS):
        raise broken(path, 0, tr("it holds private-use characters."))
    return text


class Filled:
    """A compiled template.

    Args:
        is_page: It makes HTML: what it prints is escaped for that. Else it makes an outline:
            printed values are numbered and kept apart, so that they are never part of it.

    Raises:
        UserError: template.broken, with the line.
    """

    def __init__(self, path: Path, variables: Iterable[str], *, is_page: bool = False) -> None:
        from jinja2 import TemplateError, TemplateSyntaxError

        self._path = path
        environment = _environment(is_page)
        # The line end goes into the tag, so that lines keep their numbers.
        source = _ALONE.sub(_alone, read(path))
        try:
            _check(environment.parse(source), frozenset(variables), path)
            self._template: Template = environment.from_string(source)
        except TemplateSyntaxError as error:
            raise broken(path, error.lineno, _sentence(error.message or "")) from error
        except (TemplateError, RecursionError) as error:
            raise broken(path, 0, _sentence(str(error))) from error

    def render(self, values: Mapping[str, object]) -> tuple[str, list[str]]:
        """Return what the template says of these values, and for an outline the printed ones.

        Raises:
            UserError: template.broken where it fails, or takes too long.
        """
        printed: list[str] = []
        pieces: list[str] = []
        size, end = 0, time.monotonic() + _SECONDS
        try:
            for piece in self._template.generate({**values, _VALUES: printed}):
                pieces.append(piece)
                size += len(piece)
                if size > _MOST_PRINTED or time.monotonic() > end:
                    raise broken(self._path, 0, tr("it makes more text than a report can hold."))
        except UserError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever a filter makes of a value
            raise broken(self._path, _line(error), _sentence(str(error))) from error
        return "".join(pieces), printed


def _alone(found: re.Match[str]) -> str:
    begin, end = (part for part in found.groups() if part is not None)
    return f"{begin}\n{end}"


def _sentence(words: str) -> str:
    words = words.strip() or tr("it cannot be understood")
    return words if words.endswith(".") else f"{words}."


def _line(error: Exception) -> int:
    # Jinja2 writes the template's own lines into the traceback.
    line, step = 0, error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename == "<template>":
            line = step.tb_lineno
        step = step.tb_next
    return line


def _check(tree: "Node", variables: frozenset[str], path: Path) -> None:
    """Refuse what these templates have no use for, and names that nobody gives."""
    waiting: list[Node] = [tree]
    while waiting:
        node = waiting.pop()
        kind = type(node).__name__
        if kind not in _NODES:
            what = tr("only {{{{ values }}}} and {{% if %}} can be used here.", values="values")
            raise broken(path, node.lineno, what)
        name = getattr(node, "name", "") if kind == "Name" else ""
        if name and name not in variables:
            raise broken(path, node.lineno, tr("there is no value “{name}”.", name=name))
        waiting.extend(node.iter_child_nodes())


def _counted(value: object, one: str, many: str) -> str:
    """`{{ claims|counted("claim", "claims") }}` is "1 claim" or "7 claims"."""
    return f"{value} {one if value == 1 else many}"


def _css(value: object) -> str:
    """The inside of a CSS string: no character of it can end the string or the style."""
    from markupsafe import Markup

    return Markup(re.sub(r"[^A-Za-z0-9 ]", lambda sign: f"\\{ord(sign.group()):x} ", str(value)))


@cache
def _environment(is_page: bool) -> "Environment":
    from jinja2 import pass_context
    from jinja2.filters import FILTERS
    from jinja2.sandbox import ImmutableSandboxedEnvironment
    from jinja2.tests import TESTS

    @pass_context
    def keep_apart(context: "Context", value: object) -> str:
        printed: list[str] = context[_VALUES]
        printed.append("" if value is None else str(value))
        return f"{MARKS[0]}{len(printed) - 1}{MARKS[1]}"

    finalize: Callable[..., Any] | None = None if is_page else keep_apart
    made = ImmutableSandboxedEnvironment(
        autoescape=is_page, finalize=finalize, keep_trailing_newline=True
    )
    made.globals.clear()
    made.filters = {name: FILTERS[name] for name in _FILTERS}
    made.filters |= {"counted": _counted, "css": _css}
    made.tests = {name: TESTS[name] for name in (*_TESTS, *("eq", "ne", "lt", "gt", "le", "ge"))}
    return made
