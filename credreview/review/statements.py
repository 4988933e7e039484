"""What reviewers write of sources: source summary statements, and what a source is."""

from typing import Any

from credreview.domain import identity
from credreview.domain.identity import REVIEW
from credreview.domain.journal import Change
from credreview.domain.summary import HEADS
from credreview.review.actions import Deed, Plan, bad_value, check_words, private
from credreview.store import statements
from credreview.store.view import View, no_such
from credreview.text import tr

_LONGEST_KIND = 500
#: What of a source is described, and the field of its record that says so.
_DESCRIBED = {"kind": "type", "descriptor": "descriptor"}


def write_statement(about_kind: str, about: str, /, **heads: str | None) -> Deed:
    """Write some heads of a source summary statement; what is not named stays as it is.

    The words are the reviewer's own: they are kept apart, so that they can be
    erased. Nothing is written where they show already.

    Args:
        about_kind: "review", "article" or "source".
        about: `identity.REVIEW`, an article's id, or a source's name.
        heads: Markdown by head (`summary.HEADS`). None, or no words, gives a head
            back to the program.

    Raises:
        UserError: There is no such head or kind, no head at all, or a text
            that cannot be stored; when planned: there is no such article or source.
    """
    unknown = sorted(heads.keys() - set(HEADS))
    if unknown or not heads:
        raise bad_value("statement", unknown, ", ".join(HEADS))
    if about_kind not in ("review", "article", "source"):
        raise bad_value("about", about_kind, "review, article, source")
    given = {head: _stripped(head, words) for head, words in heads.items()}

    def plan(view: View) -> Plan:
        id = REVIEW if about_kind == "review" else about
        touched = []
        if about_kind == "source":
            id = _source(view, about)
        elif about_kind == "article" and not view.is_alive("article", about):
            raise no_such("article", about)
        if about_kind != "review":
            touched = [Change(about_kind, id, "set", {})]
        stands = statements.words(view, about_kind, id)
        fields = _changed(view, given, stands)
        if not fields:
            return Plan([])
        record = identity.statement_id(about_kind, id)
        # Each write says what it is about, so that none depends on another that may be undone.
        change = Change("statement", record, "set", {"about": [about_kind, id], **fields})
        articles = frozenset({id} if about_kind == "article" else ())
        return Plan([change, *touched], {"statement": record}, articles, everything=not articles)

    return Deed("write_statement", plan)


def describe_source(name: str, /, **given: str | None) -> Deed:
    """Say what a source is, or an outlet; what is not named stays as it is, None clears.

    An outlet that asserts nothing is named by this as a source, without a claim.

    Args:
        name: The source's name, in any spelling that is the same name; or an outlet's,
            as articles state it.
        given: `kind` in a few words ("Government; party to the war"), and
            `descriptor`, the reviewer's own words on its access, past record
            and interest (Markdown).

    Raises:
        UserError: Something else is given, or nothing, or a text that cannot
            be stored; when planned: nobody has named such a source or outlet.
    """
    unknown = sorted(given.keys() - _DESCRIBED.keys())
    if unknown or not given:
        raise bad_value("source", unknown, ", ".join(_DESCRIBED))
    values = {field: _stripped(field, words) for field, words in given.items()}
    kind = " ".join((values.get("kind") or "").split())
    if len(kind) > _LONGEST_KIND or not kind.isprintable():
        raise bad_value("kind", given["kind"], tr("at most 500 visible characters"))

    def plan(view: View) -> Plan:
        id = identity.source_id(name)
        is_new = not view.is_alive("source", id)
        if is_new and not statements.is_outlet(view, name):
            raise no_such("source", name)
        stands = statements.described(view, id)
        fields: dict[str, Any] = {}
        if "kind" in values and (kind or None) != (stands.kind or None):
            fields["type"] = kind or None
        if "descriptor" in values:
            said = {"descriptor": values["descriptor"]}
            fields.update(_changed(view, said, {"descriptor": stands.descriptor}))
        if not fields:
            return Plan([])
        changes = [Change("source", id, "set", fields)]
        if is_new:  # apart from what is said of it, which can be told and restored by itself
            changes.insert(0, Change("source", id, "new", {"name": " ".join(name.split())}))
        return Plan(changes, {"source": id}, everything=True)

    return Deed("describe_source", plan)


def _stripped(name: str, words: object) -> str | None:
    """Return a text without white space around it, None for none; refuse what is no text."""
    if words is None:
        return None
    check_words(name, words)
    return str(words).strip() or None


def _changed(view: View, given: dict[str, str | None], stands: dict[str, str]) -> dict[str, Any]:
    """Return the fields by which other words than those that stand are written."""
    return {
        name: private(view, words)
        for name, words in given.items()
        if words != (stands.get(name) or None)
    }


def _source(view: View, name: str) -> str:
    id = identity.source_id(name)
    if not view.is_alive("source", id):
        raise no_such("source", name)
    return id
