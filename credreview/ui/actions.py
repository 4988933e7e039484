"""The table of actions: the one place that says what can be done, and by which key.

Menus, shortcuts, single keys and the list of keys (`?`) are all made from it.
"""

from dataclasses import dataclass
from typing import Final, Literal

from credreview.text import tr

Needs = Literal["", "review", "article", "claim"]


@dataclass(frozen=True, slots=True)
class Action:
    """Something that a person can ask for.

    Attributes:
        id: Permanent; "group.name".
        text: What a menu says; "&" marks its letter there.
        handler: "controller.method", called without arguments (a checkable
            action's with its state).
        menu: Which menu it stands in, "" for none.
        keys: Shortcuts that act everywhere, even while somebody types.
        letter: One key that acts unless somebody types: a character,
            "Shift+" and a letter, "Delete".
        icon: Name of a file in resources/icons, or "".
        needs: What has to be open.
        checkable: Whether it is a state that is on or off.
        group: Actions of one group stand together; a line divides groups.
    """

    id: str
    text: str
    handler: str
    menu: str = ""
    keys: tuple[str, ...] = ()
    letter: str = ""
    icon: str = ""
    needs: Needs = ""
    checkable: bool = False
    group: int = 0


#: Ids of menus in their order; `menu_title` has their words.
MENUS: Final = ("file", "edit", "view", "claim", "go", "review", "help")


def menu_title(menu: str) -> str:
    """Return what the menu bar says."""
    return {
        "file": tr("&File"),
        "edit": tr("&Edit"),
        "view": tr("&View"),
        "claim": tr("&Claim"),
        "go": tr("&Go"),
        "review": tr("&Review"),
        "help": tr("&Help"),
    }[menu]


def table() -> tuple[Action, ...]:
    """Return all actions, in the order of the menus."""
    return (*_file(), *_edit(), *_view(), *_claim(), *_go(), *_review(), *_help())


def _file() -> tuple[Action, ...]:
    return (
        Action("file.new", tr("&New review…"), "review.ask_new", "file", ("Ctrl+N",)),
        Action("file.open", tr("&Open…"), "review.ask_open", "file", ("Ctrl+O",), icon="folder"),
        Action("file.decrypt", tr("Open an &encrypted file…"), "decrypting.ask", "file",
               icon="lock"),
        # "Open recent" stands here; its entries are the reviews themselves.
        Action(
            "file.add_files", tr("&Add files…"), "imports.ask_files", "file",
            icon="import", needs="review", group=1,
        ),
        Action(
            "file.add_folder", tr("Add &folder…"), "imports.ask_folder", "file",
            needs="review", group=1,
        ),
        Action("file.merge", tr("&Merge a review…"), "merging.ask_files", "file", ("Ctrl+M",),
               icon="merge", needs="review", group=1),
        Action("file.print", tr("&Print summary…"), "reports.show", "file", ("Ctrl+P",),
               icon="print", needs="review", group=2),
        Action("file.save_summary", tr("Save s&ummary as…"), "reports.ask_save", "file",
               needs="review", group=2),
        Action("file.share", tr("S&hare…"), "sharing.ask_share", "file", ("Ctrl+Shift+S",),
               icon="export", needs="review", group=2),
        Action(
            "file.save_copy", tr("&Save a copy…"), "review.ask_save_copy", "file",
            needs="review", group=2,
        ),
        Action("file.check", tr("&Check this review"), "review.check", "file",
               icon="check", needs="review", group=2),
        Action("file.close", tr("C&lose"), "review.close_by_hand", "file", ("Ctrl+W",),
               needs="review", group=3),
        Action("file.quit", tr("&Quit"), "window.close", "file", ("Ctrl+Q",), group=3),
    )  # fmt: skip


def _edit() -> tuple[Action, ...]:
    return (
        Action("edit.undo", tr("&Undo"), "judging.undo", "edit", ("Ctrl+Z",),
               icon="undo", needs="review"),
        Action("edit.redo", tr("&Redo"), "judging.redo", "edit", ("Ctrl+Shift+Z",),
               icon="redo", needs="review"),
        Action("edit.copy", tr("&Copy"), "view.copy", "edit", ("Ctrl+C",), icon="copy", group=1),
        Action("edit.find", tr("&Find in article…"), "view.find", "edit", ("Ctrl+F",),
               icon="search", needs="article", group=2),
        Action("edit.find_next", tr("Find n&ext"), "view.find_next", "edit", ("F3",),
               needs="article", group=2),
        Action("edit.find_previous", tr("Find pre&vious"), "view.find_previous", "edit",
               ("Shift+F3",), needs="article", group=2),
        Action("edit.search", tr("&Search all articles"), "view.search", "edit",
               ("Ctrl+Shift+F",), needs="review", group=2),
        Action("edit.facts", tr("&Title, outlet, author, dates…"), "moving.edit_facts", "edit",
               icon="pencil", needs="article", group=3),
    )  # fmt: skip


def _view() -> tuple[Action, ...]:
    return (
        # The submenu "Theme" stands here.
        Action("view.larger", tr("&Larger text"), "view.larger", "view", ("Ctrl++", "Ctrl+="),
               group=1),
        Action("view.smaller", tr("&Smaller text"), "view.smaller", "view", ("Ctrl+-",), group=1),
        Action("view.normal", tr("&Normal text size"), "view.normal", "view", ("Ctrl+0",),
               group=1),
        Action("view.serif", tr("Articles in seri&f type"), "view.set_serif", "view",
               checkable=True, group=1),
        Action("view.caret", tr("&Caret in the article"), "view.set_caret", "view", ("F7",),
               needs="article", checkable=True, group=2),
        Action("view.next_panel", tr("Next &panel"), "view.next_panel", "view", ("F6",), group=3),
        Action("view.previous_panel", tr("Pre&vious panel"), "view.previous_panel", "view",
               ("Shift+F6",), group=3),
    )  # fmt: skip


def _claim() -> tuple[Action, ...]:
    return (
        Action("claim.mark", tr("&Mark the selection as a claim"), "judging.mark", "claim",
               letter="C", icon="plus", needs="article"),
        Action("claim.unmark", tr("&Delete the mark"), "judging.unmark", "claim",
               letter="Delete", needs="claim"),
        # The submenu "Provenance" stands here: its entries are the vocabulary's terms.
        Action("claim.grades", tr("&Grades: A–F, then 1–6"), "judging.mode_grades", "claim",
               letter="R", icon="grade", needs="claim", group=1),
        Action("claim.directness", tr("D&irectness: Q, P or H"), "judging.mode_directness",
               "claim", letter="D", needs="claim", group=1),
        Action("claim.confidence", tr("C&onfidence: L, M or H"), "judging.mode_confidence",
               "claim", letter="V", needs="claim", group=1),
        Action("claim.not_checkable", tr("&Not checkable"), "judging.toggle_not_checkable",
               "claim", letter="Y", needs="claim", group=1),
        Action("claim.attributed_to", tr("&Attributed to"), "judging.focus_attributed_to",
               "claim", letter="A", needs="claim", group=2),
        Action("claim.rationale", tr("Rational&e"), "judging.focus_rationale", "claim",
               letter="E", needs="claim", group=2),
        Action("claim.flags", tr("&Flags"), "judging.focus_flags", "claim",
               letter="G", icon="flag", needs="claim", group=2),
        Action("claim.link", tr("&Link to another claim…"), "linking.ask", "claim",
               ("Ctrl+L",), icon="link", needs="claim", group=2),
        Action("claim.done", tr("Done, ne&xt"), "judging.done_next", "claim",
               ("Ctrl+Return", "Ctrl+Enter"), icon="check", needs="claim", group=3),
    )  # fmt: skip


def _go() -> tuple[Action, ...]:
    return (
        Action("go.next_claim", tr("&Next claim"), "moving.next_claim", "go",
               letter="J", needs="article"),
        Action("go.previous_claim", tr("&Previous claim"), "moving.previous_claim", "go",
               letter="K", needs="article"),
        Action("go.next_open", tr("Next claim &without my judgement"), "moving.next_open", "go",
               letter="Shift+J", needs="review"),
        Action("go.next_article", tr("Next &article"), "moving.next_article", "go",
               letter="]", needs="review", group=1),
        Action("go.previous_article", tr("Previous a&rticle"), "moving.previous_article", "go",
               letter="[", needs="review", group=1),
    )  # fmt: skip


def _review() -> tuple[Action, ...]:
    """What concerns several reviewers of one review."""
    return (
        Action("review.history", tr("&History of the review…"), "history.show_review", "review",
               ("Ctrl+Shift+H",), icon="history", needs="review"),
        Action("review.history_article", tr("History of this &article…"), "history.show_article",
               "review", needs="article"),
        Action("review.history_claim", tr("History of this &claim…"), "history.show_claim",
               "review", ("Ctrl+H",), needs="claim"),
        Action("review.differences", tr("&Differences…"), "differences.show", "review",
               ("Ctrl+D",), needs="review", group=1),
        Action("review.agreement", tr("A&greement…"), "agreement.show", "review",
               icon="scales", needs="review", group=1),
        Action("review.figures", tr("F&igures…"), "figures.show", "review",
               ("Ctrl+Shift+G",), icon="grade", needs="review", group=1),
        Action("review.blind", tr("&Blind mode"), "blind.set", "review",
               icon="eye-off", needs="review", checkable=True, group=1),
        Action("review.merges", tr("&Merges…"), "merging.show_merges", "review",
               icon="merge", needs="review", group=5),
        Action("review.people", tr("&People and keys…"), "persons.show_people", "review",
               icon="user", needs="review", group=9),
        Action("review.own_key", tr("Your &key for encrypted files…"), "sharing.show_own_key",
               "review", needs="review", group=9),
        Action("review.about_me", tr("About &you and your keys…"), "persons.show_person",
               "review", needs="review", group=9),
    )  # fmt: skip


def _help() -> tuple[Action, ...]:
    return (
        Action("help.keys", tr("&Keys"), "help.show_keys", "help", letter="?", icon="keyboard"),
        Action("help.tips", tr("&Tips"), "help.show_tips", "help", icon="info"),
        Action("help.about", tr("&About credreview"), "help.show_about", "help", group=1),
    )
