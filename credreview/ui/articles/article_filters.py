"""What narrows and orders the article list: filter groups, their chips' words, the two menus."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any, Final

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu, QWidget

from credreview.domain.field_words import lower_first
from credreview.domain.model import (
    HALF_GRADE,
    NO_GRADE,
    ArticleQuery,
    ClaimState,
    Progress,
    SortKey,
)
from credreview.domain.progress import NOT_CHECKABLE
from credreview.text import tr
from credreview.ui.articles.article_words import (
    grade_filter_words,
    outlet_words,
    progress_words,
    sort_words,
    state_words,
)

#: Entries in one menu; more are divided into menus by name.
LONGEST_MENU = 40


class Group(Enum):
    """A field of `ArticleQuery` that holds what is kept; empty keeps all."""

    PROGRESS = "progress"
    OUTLET = "outlets"
    PROVENANCE = "provenance"
    STATE = "states"
    GRADE = "grades"
    PUBLISHED = "published"

    def kept(self, query: ArticleQuery) -> frozenset[Any]:
        """Return what a query keeps of this group."""
        kept: frozenset[Any] = getattr(query, self.value)
        return kept

    def keep(self, query: ArticleQuery, values: frozenset[Any]) -> ArticleQuery:
        """Return the query with another set of what is kept."""
        fields: dict[str, Any] = {self.value: values}
        return replace(query, **fields)

    def name_shown(self) -> str:
        """Return the group's name."""
        return {
            Group.PROGRESS: tr("Progress"),
            Group.OUTLET: tr("Outlet"),
            Group.PROVENANCE: tr("Provenance"),
            Group.STATE: tr("Claims"),
            Group.GRADE: tr("Grade"),
            Group.PUBLISHED: tr("Published"),
        }[self]

    def one_of(self, word: str) -> Any:  # noqa: ANN401 - a member of the group
        """Return the value that a word of a `query_state` stands for; None for no such value."""
        if self in _KINDS:
            kind = _KINDS[self]
            return kind(word) if word in list(kind) else None
        return word if self is not Group.GRADE or _GRADE.fullmatch(word) else None


#: Groups whose values are known beforehand.
_KINDS: Final[Mapping[Group, type[Progress] | type[ClaimState]]] = {
    Group.PROGRESS: Progress,
    Group.STATE: ClaimState,
}
_GRADE: Final = re.compile(rf"[A-F][1-6]|{NOT_CHECKABLE}|{HALF_GRADE}|{NO_GRADE}")


@dataclass(frozen=True, slots=True)
class Facets:
    """What a review holds to filter by, with the number of articles of each.

    Attributes:
        outlets: "" stands for "not stated".
        provenances: Term ids in use.
        labels: The words of provenance terms, by id.
    """

    outlets: Sequence[tuple[str, int]] = ()
    provenances: Sequence[tuple[str, int]] = ()
    labels: tuple[tuple[str, str], ...] = ()

    def words(self, group: Group, value: Any) -> str:  # noqa: ANN401 - a member of the group
        """Return how a value is named."""
        if group is Group.PROGRESS:
            return progress_words(value)
        if group is Group.STATE:
            return state_words(value)
        if group is Group.GRADE:
            return grade_filter_words(value)
        if group is Group.OUTLET:
            return outlet_words(value)
        if group is Group.PUBLISHED:
            return str(value) or tr("no date")
        return dict(self.labels).get(str(value), str(value)) or tr("not given")

    def entries(self, group: Group, query: ArticleQuery) -> list[tuple[Any, int | None]]:
        """Return the values to choose from, chosen ones that are gone included.

        Grades and dates are chosen in charts: here there are those that are chosen.
        """
        if group in _KINDS:
            return [(value, None) for value in _KINDS[group]]
        if group in (Group.GRADE, Group.PUBLISHED):
            return [(value, None) for value in sorted(group.kept(query))]
        known = list(self.outlets if group is Group.OUTLET else self.provenances)
        gone = group.kept(query) - {value for value, _ in known}
        return [*known, *((value, 0) for value in sorted(gone))]


def chip_words(group: Group, query: ArticleQuery, facets: Facets) -> str:
    """Return what a group's chip says, such as "Outlet: 9 of 31"; empty where all is kept."""
    kept = group.kept(query)
    if not kept:
        return ""
    entries = facets.entries(group, query)
    named = [facets.words(group, value) for value, _ in entries if value in kept]
    if group is Group.PROGRESS and len(named) == 2:
        return tr("{one} or {other}", one=named[0], other=lower_first(named[1]))
    if group in (Group.GRADE, Group.PUBLISHED) and kept == set(named):
        return tr("{group} {value}", group=group.name_shown(), value=", ".join(named))
    if len(named) > 1:
        return tr(
            "{group}: {kept} of {all}", group=group.name_shown(), kept=len(kept), all=len(entries)
        )
    if group in _KINDS:
        return named[0]
    return tr("{group}: {value}", group=group.name_shown(), value=named[0])


def is_filtered(query: ArticleQuery) -> bool:
    """Tell whether a query leaves articles out."""
    return bool(query.text.strip()) or any(group.kept(query) for group in Group)


def is_ranked(query: ArticleQuery) -> bool:
    """Tell whether relevance orders the list; without words to find there is none."""
    return query.ranked and bool(query.text)


def query_state(query: ArticleQuery) -> dict[str, Any]:
    """Return order and filters for JSON, without the search."""
    kept = {group.value: sorted(group.kept(query)) for group in Group}
    return {"sort": query.sort.value, "descending": query.descending, **kept}


def query_from(state: Mapping[str, Any]) -> ArticleQuery:
    """Return the query of a `query_state`; what is missing or unknown keeps its default."""
    query = ArticleQuery()
    if state.get("sort") in list(SortKey):
        query = replace(query, sort=SortKey(state["sort"]))
    if isinstance(state.get("descending"), bool):
        query = replace(query, descending=state["descending"])
    for group in Group:
        values = state.get(group.value)
        words = (
            [value for value in values if isinstance(value, str)]
            if isinstance(values, list)
            else []
        )
        found = frozenset(group.one_of(word) for word in words)
        query = group.keep(query, found - {None})
    return query


def without_filters(query: ArticleQuery) -> ArticleQuery:
    """Return the query that shows every article, in the same order."""
    return ArticleQuery(sort=query.sort, descending=query.descending)


class _StayingMenu(QMenu):
    """A menu that a check does not close."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        if not _checked_in_place(self, self.actionAt(event.position().toPoint())):
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() != Qt.Key.Key_Space or not _checked_in_place(self, self.activeAction()):
            super().keyPressEvent(event)


class FilterMenu(_StayingMenu):
    """What to filter by, as entries to check; it stays open while they are checked.

    `changed` gets the new query at every check. With `only`, one group's entries alone.
    """

    def __init__(
        self,
        query: ArticleQuery,
        facets: Facets,
        changed: Callable[[ArticleQuery], None],
        parent: QWidget | None = None,
        only: Group | None = None,
    ) -> None:
        super().__init__(parent)
        self._query = query
        self._facets = facets
        self._changed = changed
        self.setObjectName("filter_menu")
        if only is not None:
            self._fill(self, only)
            return
        self._fill(self, Group.PROGRESS)
        self.addSeparator()
        for group in (Group.STATE, Group.OUTLET, Group.PROVENANCE):
            menu = _StayingMenu(group.name_shown(), self)
            self.addMenu(menu)
            self._fill(menu, group)
            menu.menuAction().setEnabled(not menu.isEmpty())

    def _fill(self, menu: QMenu, group: Group) -> None:
        entries = [
            (self._facets.words(group, value), value, count)
            for value, count in self._facets.entries(group, self._query)
        ]
        if len(entries) > LONGEST_MENU:
            entries.sort(key=lambda entry: entry[0].casefold())
        self._add(menu, group, entries)

    def _add(
        self, menu: QMenu, group: Group, entries: Sequence[tuple[str, Any, int | None]]
    ) -> None:
        if len(entries) > LONGEST_MENU:
            step = max(LONGEST_MENU, -(-len(entries) // LONGEST_MENU))
            for start in range(0, len(entries), step):
                part = entries[start : start + step]
                name = f"{_literal(part[0][0][:20])} – {_literal(part[-1][0][:20])}"
                self._add_later(menu, name, group, part)
            return
        for words, value, count in entries:
            text = _literal(words[:80])
            if count is not None:
                text = f"{text}\t{QLocale().toString(count)}"
            action = QAction(text, menu, checkable=True)
            action.setChecked(value in group.kept(self._query))
            action.setData(value)
            action.toggled.connect(
                lambda on, group=group, value=value: self._toggle(group, value, on)
            )
            menu.addAction(action)

    def _add_later(
        self, menu: QMenu, name: str, group: Group, part: Sequence[tuple[str, Any, int | None]]
    ) -> None:
        inner = _StayingMenu(name, menu)

        def fill() -> None:
            if inner.isEmpty():
                self._add(inner, group, part)

        inner.aboutToShow.connect(fill)
        menu.addMenu(inner)

    def _toggle(self, group: Group, value: object, on: bool) -> None:
        kept = group.kept(self._query)
        self._query = group.keep(self._query, kept | {value} if on else kept - {value})
        self._changed(self._query)


def _checked_in_place(menu: QMenu, action: QAction | None) -> bool:
    if action is None or not action.isCheckable() or not action.isEnabled():
        return False
    action.toggle()
    return True


def _literal(text: str) -> str:
    """A name as a menu shows it: "&" marks a key there, and a tab a shortcut."""
    return text.replace("&", "&&").replace("\t", " ")


def sort_menu(
    query: ArticleQuery, chosen: Callable[[SortKey, bool], None], parent: QWidget
) -> QMenu:
    """Return a menu of what to sort by, and the direction; `chosen` gets both."""
    menu = QMenu(parent)
    menu.setObjectName("sort_menu")
    keys = QActionGroup(menu)
    for sort in SortKey:
        action = menu.addAction(sort_words(sort))
        action.setCheckable(True)
        action.setChecked(sort is query.sort)
        action.setData(sort)
        action.triggered.connect(lambda _=False, sort=sort: chosen(sort, starts_descending(sort)))
        keys.addAction(action)
    menu.addSeparator()
    directions = QActionGroup(menu)
    for words, descending in ((tr("Ascending"), False), (tr("Descending"), True)):
        action = menu.addAction(words)
        action.setCheckable(True)
        action.setChecked(descending is query.descending)
        action.triggered.connect(
            lambda _=False, descending=descending: chosen(query.sort, descending)
        )
        directions.addAction(action)
    return menu


def starts_descending(sort: SortKey) -> bool:
    """Return the direction that a first click means: newest and most first, names from A."""
    return sort in (SortKey.CHANGED, SortKey.PUBLISHED, SortKey.CLAIMS)
