"""An outline template orders and words the parts of a report; what comes out are its sections.

The grammar, for people who adapt one, is told in resources/templates/README.md.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, NamedTuple

from credreview.domain.errors import UserError
from credreview.domain.summary import Kind
from credreview.report.charts import GradeMatrix
from credreview.report.lazy import Chained, Later, Lazy
from credreview.report.logo import logo
from credreview.report.model import Beside, Block, Heading, Masthead, Narrow, Section
from credreview.report.outline_grammar import Draft, Grammar, Group, Plan
from credreview.report.templating import Filled, built_in, own, read
from credreview.text import tr

#: Makes the blocks of a part when its place in the outline is reached; no blocks = left out.
PartMaker = Callable[[], Sequence[Block]]

#: Names that an outline may place with `@name`. A name that `parts` does not hold (left out by
#: the request, or not of this kind) is empty; a name that is not here is an error of the template.
PARTS: Final[tuple[str, ...]] = (
    "masthead", "figures", "statement", "contents", "record", "hashes", "remarks", "provenance",
    "grades", "progress", "timeline", "articles", "claims", "claim_table", "sources", "agreement",
    "differences", "profile", "merge", "evidence", "key", "method", "fingerprint",
)  # fmt: skip

#: What `{{ name }}` may print: name -> what it is. Each is a str or an int; a name that the
#: context does not hold prints nothing and is false in `{% if %}`.
VARIABLES: Final[Mapping[str, str]] = {
    "title": "title of the review, article, claim, source or outlet that the report is about",
    "name": "what the report is called: Credibility summary",
    "articles": "number of articles",
    "claims": "number of claims",
    "judged": "number of claims that are judged",
    "not_checkable": "number of claims judged not checkable",
    "open": "number of claims not judged yet",
    "differing": "number of claims that reviewers judge differently, not settled",
    "sources": "number of sources",
    "reviewers": "names of the reviewers",
    "reviewer_count": "number of reviewers",
    "lead": "name of the lead reviewer",
    "number": "number of the article in this report",
    "alone": "1 where an article's summary is the whole report, 0 inside a review's",
    "mark": "handling mark, such as TLP:AMBER",
    "as_of": "time of the latest action in the review",
    "fingerprint": "the review's fingerprint, short form",
}

_ARTICLE: Final = "article.md"
_MASTHEAD: Final = "masthead"
#: Articles' summaries are big, and are read one after the other.
_WINDOW: Final = 1
#: Of more articles for which an outline is broken, each is not named.
_MOST_REMARKS: Final = 4


@dataclass(frozen=True, slots=True)
class Subject:
    """One article for `@each article`: what its outline (article.md) is filled with.

    Attributes:
        anchor: "article-2".
        context: Values of `VARIABLES` for this article.
    """

    anchor: str
    context: Mapping[str, object]
    parts: Mapping[str, PartMaker]


class Laid(NamedTuple):
    """What an outline makes: the sections, what to tell the caller, and the organisation's name.

    Attributes:
        remarks: Messages about templates that are broken and were not used. More may come while
            sections are read: a template may be broken for one article alone.
        organisation: From `@organisation`, or "".
    """

    sections: Sequence[Section]
    remarks: Sequence[str]
    organisation: str = ""


def sections(
    kind: Kind,
    context: Mapping[str, object],
    parts: Mapping[str, PartMaker],
    folder: Path | None = None,
    articles: Sequence[Subject] = (),
) -> Laid:
    """Return the sections of a report of this kind, by the outline in `folder` or the built-in one.

    `@each article` gives one Section an article, made when it is asked for;
    `articles` may be a `Lazy` sequence. Nothing but templates and their logo
    is read.
    """
    subject = Subject("", {**context, "alone": int(kind is Kind.ARTICLE)}, parts)
    remarks: list[str] = []
    outline, plan = _chosen(f"{kind}.md", folder, subject.context, remarks)
    runs: list[Sequence[Section]] = []
    taken: dict[str, int] = {}
    for draft in plan.drafts:
        if not draft.is_each:
            made = _sections_of([draft], subject, outline.settings_of(plan), taken)
            runs.append([replace(one, is_brief=kind is Kind.ARTICLE) for one in made])
        elif articles:
            each = _each_article(folder, articles, remarks)
            runs.append(_on_new_page(each) if draft.is_new_page else each)
    return Laid(Chained(*runs), remarks, plan.settings.get("organisation", ""))


class _Settings(NamedTuple):
    kicker: str
    logo: bytes | None


class _Outline:
    """One template, read and compiled; its logo is read with it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._filled = Filled(path, VARIABLES)
        self._grammar = Grammar(path, read(path), PARTS)
        self._logos: dict[str, bytes] = {}

    def plan(self, context: Mapping[str, object]) -> Plan:
        """Return what the outline says of these values; its logo is there.

        Raises:
            UserError: template.broken.
        """
        plan = self._grammar.read(*self._filled.render(context))
        self.settings_of(plan)
        return plan

    def settings_of(self, plan: Plan) -> _Settings:
        name = plan.settings.get("logo")
        if name is not None and name not in self._logos:
            self._logos[name] = logo(self._path, name)
        return _Settings(plan.settings.get("kicker", ""), self._logos[name] if name else None)


def _chosen(
    name: str, folder: Path | None, context: Mapping[str, object], remarks: list[str]
) -> tuple[_Outline, Plan]:
    """Return the organisation's outline if it is sound, else the built-in one, and remark why."""
    path = own(name, folder)
    if path is not None:
        try:
            outline = _Outline(path)
            return outline, outline.plan(context)
        except UserError as error:
            remarks.append(str(error))
    outline = _Outline(built_in(name))
    return outline, outline.plan(context)


def _remark_article(error: UserError, article: object, remarks: list[str]) -> None:
    """Remark once that an outline is broken for an article; of very many, that there are more."""
    said = tr("{message} For “{article}” the built-in template is used.",
              message=error.message, article=article)  # fmt: skip
    if len(remarks) >= _MOST_REMARKS:
        said = tr("The built-in template is used for more articles.")
    if said not in remarks:
        remarks.append(said)


def _each_article(
    folder: Path | None, articles: Sequence[Subject], remarks: list[str]
) -> Sequence[Section]:
    outline, _ = _chosen(_ARTICLE, folder, {**articles[0].context, "alone": 0}, remarks)

    def one(at: int) -> Section:
        subject = articles[at]
        context = {**subject.context, "alone": 0}
        used = outline
        try:
            plan = used.plan(context)
        except UserError as error:  # its words are broken for this article alone
            _remark_article(error, context.get("title", ""), remarks)
            used = _Outline(built_in(_ARTICLE))
            plan = used.plan(context)
        whole, settings = _as_one(plan), used.settings_of(plan)

        def blocks() -> Sequence[Block]:
            built = _section(whole, subject, settings, subject.anchor)
            return built.blocks if built is not None else ()

        # Contents list all titles, long before the articles are reached.
        return replace(_titled(whole, subject, subject.anchor, Later(blocks)), is_brief=True)

    return Lazy(len(articles), lambda a, b: [one(at) for at in range(a, b)], window=_WINDOW)


def _on_new_page(each: Sequence[Section]) -> Sequence[Section]:
    return Lazy(
        len(each),
        lambda a, b: [replace(each[at], is_new_page=True) for at in range(a, b)],
        window=_WINDOW,
    )


def _as_one(plan: Plan) -> Draft:
    """Return an article's outline as one section: its further titles become headings."""
    drafts = [draft for draft in plan.drafts if not draft.is_each]
    first = next((at for at, draft in enumerate(drafts) if draft.title), 0)
    whole = replace(drafts[first]) if drafts else Draft()
    whole.groups = [*(group for draft in drafts[:first] for group in draft.groups), *whole.groups]
    for draft in drafts[first + 1 :]:
        head, *groups = draft.groups
        whole.groups += [replace(head, title=draft.title, level=1, note=draft.note), *groups]
    return whole


def _sections_of(
    drafts: list[Draft], subject: Subject, settings: _Settings, taken: dict[str, int]
) -> list[Section]:
    found: list[Section] = []
    for draft in drafts:
        names = [name for group in draft.groups for name in group.parts]
        anchor = f"section-{names[0] if names else len(taken) + 1}"
        taken[anchor] = taken.get(anchor, 0) + 1
        if taken[anchor] > 1:
            anchor = f"{anchor}-{taken[anchor]}"
        section = _section(draft, subject, settings, anchor)
        if section is not None:
            found.append(section)
    return found


def _section(draft: Draft, subject: Subject, settings: _Settings, anchor: str) -> Section | None:
    """Return the section with its blocks; None where it has parts and all of them are empty."""
    built = [_blocks_of(group, subject, settings) for group in draft.groups]
    has_parts = any(group.parts for group in draft.groups)
    if has_parts and not any(one is not None and one.has_parts for one in built):
        return None
    runs: list[Sequence[Block]] = []
    for at, (group, one) in enumerate(zip(draft.groups, built, strict=True)):
        below = _below(draft.groups, at)
        if one is None and not any(built[deeper] for deeper in below):
            continue
        if group.title:
            runs.append((Heading(group.title, group.level, group.note),))
        if one is not None:
            runs += one.runs
    return _titled(draft, subject, anchor, Chained(*runs))


def _titled(draft: Draft, subject: Subject, anchor: str, blocks: Sequence[Block]) -> Section:
    return Section(
        draft.title,
        anchor,
        blocks,
        draft.note,
        draft.is_new_page,
        is_listed=bool(draft.title),
        has_masthead=_MASTHEAD in subject.parts
        and any(_MASTHEAD in group.parts for group in draft.groups),
    )


def _below(groups: list[Group], at: int) -> range:
    """Return the places of the groups whose headings stand below this one's."""
    end = at + 1
    while end < len(groups) and groups[end].level > groups[at].level > 0:
        end += 1
    return range(at + 1, end)


class _Built(NamedTuple):
    runs: list[Sequence[Block]]
    has_parts: bool


def _blocks_of(group: Group, subject: Subject, settings: _Settings) -> _Built | None:
    """Return a group's blocks; None where it has parts and all of them are empty."""
    runs: list[Sequence[Block]] = []
    has_parts = False
    for item in group.items:
        if not isinstance(item, tuple):
            runs.append((item,))
            continue
        found = [blocks for name in item if (blocks := _part(name, subject, settings))]
        runs += _beside(found) if len(item) > 1 else found
        has_parts = has_parts or bool(found)
    if group.parts and not has_parts:
        return None
    return _Built(runs, has_parts)


def _part(name: str, subject: Subject, settings: _Settings) -> Sequence[Block]:
    maker = subject.parts.get(name)
    blocks = maker() if maker is not None else ()
    if name != _MASTHEAD or settings == _Settings("", None):
        return blocks
    return [_dressed(one, settings) if isinstance(one, Masthead) else one for one in blocks]


def _dressed(masthead: Masthead, settings: _Settings) -> Masthead:
    return replace(masthead, kicker=settings.kicker or masthead.kicker, logo=settings.logo)


def _beside(found: list[Sequence[Block]]) -> list[Sequence[Block]]:
    """Put two parts side by side that can stand so; else they follow one another."""
    if len(found) == 2 and all(len(blocks) == 1 for blocks in found):
        left, right = found[0][0], found[1][0]
        if isinstance(left, Narrow) and isinstance(right, Narrow):
            return [(Beside(left, right),)]
    return [_under_its_title(blocks) for blocks in found]


def _under_its_title(blocks: Sequence[Block]) -> Sequence[Block]:
    """Return blocks of a part that was to stand beside another; a matrix gets its own heading."""
    if len(blocks) == 1 and isinstance(matrix := blocks[0], GradeMatrix) and matrix.title:
        return (Heading(matrix.title, 1, matrix.note), matrix)
    return blocks
