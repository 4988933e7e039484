"""Every sentence that is shown to people goes through `tr()`, with a literal for translators."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "credreview"
MODULES = sorted(PACKAGE.rglob("*.py"))

#: Call -> which of its arguments are shown or spoken: by position, and by name.
SINKS: dict[str, tuple[set[int], set[str]]] = {
    **dict.fromkeys(
        (
            *(
                "setText",
                "setPlainText",
                "setTitle",
                "setWindowTitle",
                "setToolTip",
                "setStatusTip",
            ),
            *("setWhatsThis", "setAccessibleName", "setAccessibleDescription", "setLabelText"),
            *("setPlaceholderText", "setInformativeText", "setPrefix", "setSuffix", "showMessage"),
            *("set_words", "set_message", "set_empty", "setItemText", "show_hint", "plain_tip"),
            *("addAction", "addMenu", "addItem", "addTab", "addRow", "addButton", "addSection"),
            *("QAction", "QLabel", "QPushButton", "QCheckBox", "QRadioButton", "QGroupBox"),
            *("PushButton", "Chip", "CheckBox", "RadioButton", "PlainLabel", "HintLabel", "_Fact"),
            *("print", "QAccessibleAnnouncementEvent"),
        ),
        ({0, 1}, {"text", "name", "title", "tip", "words"}),
    ),
    # The first argument names the subject, the kind or the id of what is said.
    "show_message": ({2, 3}, {"title", "text"}),
    "MessageBar": ({1, 2}, {"title", "text"}),
    "UserError": ({1, 2}, {"message", "hint"}),
    "Action": ({1}, {"text", "words"}),
    "write": ({2}, set()),
    "add_argument": (set(), {"help"}),
    "ArgumentParser": (set(), {"description", "epilog"}),
}
#: Positions of these that name a kind, a font or a file.
NO_WORDS = {
    *((name, 1) for name in ("PushButton", "Chip", "CheckBox", "RadioButton", "PlainLabel")),
    ("print", 1),
    ("addItem", 1),
}
LETTERS = re.compile(r"[^\W\d_]{2}")
#: The name of the program is the same in every language.
NAME = re.compile(r"\bcredreview\b:?")

#: A word, a space, and a word in small letters: what a sentence has and an identifier has not.
PROSE = re.compile(r"[^\W\d_]{2,}[ ,]+[^\W\d_A-Z]{2,}")
ROOMS_WITHOUT_PROSE = ("app.py", "cli.py", "review", "ui")
#: Names of fonts, rules of style, and the sample text that one character's width is taken from.
DATA = {"ui/look/fonts.py", "ui/look/stylesheet.py", "ui/reader/article_document.py"}
#: Values that nobody reads, names in a file that is the same everywhere, and a form of dates.
UNSEEN = {
    *("no article", "no claims", "no current claim", "save as"),
    *("Sample review", "Sample review.credreview", "Sample review.unfinished.credreview"),
    "d MMM yyyy, HH:mm",
}


def called(node: ast.AST) -> str:
    """Return the name of what a node calls, or ""."""
    if not isinstance(node, ast.Call):
        return ""
    return getattr(node.func, "id", "") or getattr(node.func, "attr", "")


def literals(node: ast.expr) -> Iterator[ast.Constant]:
    """Yield the words that an expression brings along itself, not by a call such as `tr()`."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node
    elif isinstance(node, ast.Call):
        if isinstance(node.func, ast.Attribute):  # "…".join(…), "…".format(…)
            yield from literals(node.func.value)
    elif isinstance(node, ast.IfExp):
        yield from literals(node.body)
        yield from literals(node.orelse)
    elif isinstance(node, (ast.JoinedStr, ast.BoolOp, ast.Tuple, ast.List)):
        for part in getattr(node, "values", None) or getattr(node, "elts", []):
            yield from literals(part)
    elif isinstance(node, ast.BinOp):
        yield from literals(node.left)
        yield from literals(node.right)


def shown_as_they_are(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield line and words of what is given to people without `tr()`."""
    for node in ast.walk(tree):
        name = called(node)
        if not isinstance(node, ast.Call) or name not in SINKS:
            continue
        places, names = SINKS[name]
        given = [arg for at, arg in enumerate(node.args) if at in places - _kinds(name)]
        given += [word.value for word in node.keywords if word.arg in names]
        for literal in (literal for argument in given for literal in literals(argument)):
            if LETTERS.search(NAME.sub("", literal.value)):
                yield literal.lineno, literal.value


def _kinds(name: str) -> set[int]:
    return {place for sink, place in NO_WORDS if sink == name}


def prose(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield line and words of every literal that reads like a sentence and is not in `tr()`."""
    known = {
        id(part)
        for node in ast.walk(tree)
        if not_for_people(node)
        for part in ast.walk(node)
        if not _value_of_tr(node, part)
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
            continue
        if id(node) not in known and PROSE.search(node.value) and node.value not in UNSEEN:
            yield node.lineno, node.value


def not_for_people(node: ast.AST) -> bool:
    """Tell whether what stands in here is translated, documents, is logged, or tells of a bug."""
    if isinstance(node, ast.Raise):
        return node.exc is not None and called(node.exc) != "UserError"
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    if isinstance(node, ast.Call):
        logger = getattr(getattr(node.func, "value", None), "id", "")
        return called(node) == "tr" or logger in ("_log", "logging")
    return False


def _value_of_tr(call: ast.AST, part: ast.AST) -> bool:
    """Tell whether a literal is put into a sentence as it is: `tr("{kind}", kind="a number")`."""
    if not isinstance(call, ast.Call) or called(call) != "tr":
        return False
    return any(part is below for word in call.keywords for below in ast.walk(word.value))


def untranslatable(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield calls of `tr()` whose text is no literal: the collector of texts cannot see it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "tr":
            literal = node.args and isinstance(node.args[0], ast.Constant)
            if not literal or not isinstance(node.args[0].value, str):
                yield node.lineno, ast.unparse(node)


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_what_is_shown_goes_through_tr(module: Path) -> None:
    tree = ast.parse(module.read_text("utf-8"))
    assert list(shown_as_they_are(tree)) == []
    assert list(untranslatable(tree)) == []
    place = module.relative_to(PACKAGE).as_posix()
    if place.split("/")[0] in ROOMS_WITHOUT_PROSE and place not in DATA:
        assert list(prose(tree)) == []


# Controls: each rule bites.


@pytest.mark.parametrize(
    "line",
    [
        'label.setText("Saved")',
        'label.setText(f"Saved at {time}")',
        'label.setText("Saved" if saved else tr("Not saved"))',
        'window.setWindowTitle(name + " (read only)")',
        'button.setToolTip(plain_tip("Add articles"))',
        'field.setAccessibleName("Rationale")',
        'menu.addAction(icon, "Quit")',
        'made = QAction("Quit", self)',
        'made = PushButton(kind="quiet", name="Add")',
        'raise UserError("file.gone", "The file is gone.", tr("Look for it."))',
        'raise UserError("file.gone", tr("The file is gone."), "Look for it.")',
        'messages.show_message("open", "warn", tr("Gone."), "Look for it.")',
        'print(f"Made {path}.")',
        'label.setText(", not saved".join(names))',
        'parser.add_argument("--reviewer", help="who reviews")',
        'Action("edit.undo", "Undo", "judging.undo")',
    ],
)
def test_a_sentence_that_is_shown_as_it_is_is_found(line: str) -> None:
    assert list(shown_as_they_are(ast.parse(line)))


@pytest.mark.parametrize(
    "line",
    [
        'label.setText(tr("Saved"))',
        'label.setText(f"{name} – credreview")',
        'window.setWindowTitle("credreview")',
        'made = PushButton(tr("Quit"), "quiet")',
        'raise UserError("file.gone", tr("The file is gone."))',
        'label.setText(", ".join(tr("one") for _ in names))',
        'label.setObjectName("saved")',
    ],
)
def test_what_is_translated_or_no_sentence_is_left_alone(line: str) -> None:
    tree = ast.parse(line)
    assert list(shown_as_they_are(tree)) == []
    assert list(prose(tree)) == []
    assert list(untranslatable(tree)) == []


@pytest.mark.parametrize(
    "line", ['KINDS = {int: "a whole number"}', 'tr("It needs {kind}.", kind="a whole number")']
)
def test_prose_in_a_table_or_in_a_value_is_found(line: str) -> None:
    assert list(prose(ast.parse(line)))


@pytest.mark.parametrize("line", ["tr(words)", 'tr(f"Saved {time}")', "tr()"])
def test_a_text_that_no_collector_sees_is_found(line: str) -> None:
    assert list(untranslatable(ast.parse(line)))
