"""One JSON object is one deed: the form that `credreview act` reads.

`undo` and `redo` are no deeds of their own; they are answered by name.
"""

from collections.abc import Callable, Mapping
from typing import Any, Literal

from credreview.domain.errors import UserError
from credreview.domain.identity import REVIEW
from credreview.domain.vocabulary import Vocabulary
from credreview.review import actions, adjudicating, judging, statements, versions
from credreview.review.actions import Deed
from credreview.review.restoring import restore
from credreview.text import tr

_Fields = dict[str, Any]


def deed_of(line: object, vocabulary: Vocabulary) -> Deed | Literal["undo", "redo"]:
    """Return what a line asks for.

    Raises:
        UserError: It is no object, asks for nothing known, lacks a field, or
            has one too many.
    """
    if not isinstance(line, dict) or not isinstance(line.get("do"), str):
        raise UserError(
            "line.no_deed",
            tr("This line is no object with a “do”."),
            tr("An example: {example}.", example='{"do":"undo"}'),
        )
    fields = dict(line)
    name = fields.pop("do")
    if name in ("undo", "redo"):
        _take(name, fields)
        return "undo" if name == "undo" else "redo"
    make = _DEEDS.get(name)
    if make is None:
        raise UserError(
            "line.unknown_deed",
            tr("“{name}” is nothing that can be done.", name=name[:80]),
            tr("Known are {names}.", names=", ".join([*_DEEDS, "undo", "redo"])),
        )
    return make(fields, vocabulary)


def _take(
    name: str,
    fields: _Fields,
    needed: Mapping[str, type] | None = None,
    optional: Mapping[str, type] | None = None,
) -> list[Any]:
    """Return the needed, then the optional values; refuse what is missing, wrong or left over."""
    needed, optional = needed or {}, optional or {}
    values = []
    for field, kind in {**needed, **optional}.items():
        value = fields.pop(field, None)
        missing = value is None and field in optional
        if not missing and type(value) is not kind:
            raise UserError(
                "line.bad_field",
                tr("“{do}” needs “{field}” as {kind}.", do=name, field=field, kind=_words(kind)),
                tr("It was {value}.", value=repr(value)[:80]),
            )
        values.append(value)
    if fields:
        raise UserError(
            "line.unknown_field",
            tr("“{do}” has no “{field}”.", do=name, field=", ".join(fields)[:80]),
            tr("It takes {fields}.", fields=", ".join([*needed, *optional]) or tr("nothing")),
        )
    return values


def _words(kind: type) -> str:
    return {str: tr("text"), int: tr("a whole number"), bool: tr("true or false")}[kind]


def _mark_claim(fields: _Fields, vocabulary: Vocabulary) -> Deed:
    needed = {"article": str, "start": int, "end": int}
    article, start, end, part = _take("mark_claim", fields, needed, {"part": int})
    return actions.mark_claim(article, start, end, part or 0)


def _unmark_claim(fields: _Fields, vocabulary: Vocabulary) -> Deed:
    return actions.unmark_claim(*_take("unmark_claim", fields, {"claim": str}))


def _judge(fields: _Fields, vocabulary: Vocabulary) -> Deed:
    claim = {"claim": fields.pop("claim", None)}
    (id,) = _take("judge", claim, {"claim": str})
    return judging.judge(id, vocabulary, **fields)


def _not_checkable(fields: _Fields, vocabulary: Vocabulary) -> Deed:
    claim, on = _take("not_checkable", fields, {"claim": str}, {"on": bool})
    return judging.judge(claim, vocabulary, not_checkable=on is not False)


def _flag(fields: _Fields, vocabulary: Vocabulary) -> Deed:
    claim, flag, on = _take("flag", fields, {"claim": str, "flag": str}, {"on": bool})
    return judging.flag(claim, vocabulary, flag, on=on is not False)


def _adjudicate(fields: _Fields, vocabulary: Vocabulary) -> Deed:
    needed = {name: fields.pop(name, None) for name in ("claim", "reason")}
    claim, reason = _take("adjudicate", needed, {"claim": str, "reason": str})
    return adjudicating.adjudicate(claim, vocabulary, reason=reason, **fields)


def _withdraw_adjudication(fields: _Fields, vocabulary: Vocabulary) -> Deed:
    return adjudicating.withdraw_adjudication(
        *_take("withdraw_adjudication", fields, {"claim": str})
    )


def _set_blind(fields: _Fields, vocabulary: Vocabulary) -> Deed:
    return adjudicating.set_blind(*_take("set_blind", fields, {"on": bool}))


def _set_handling(fields: _Fields, vocabulary: Vocabulary) -> Deed:
    return adjudicating.set_handling(*_take("set_handling", fields, {}, {"mark": str}))


def _set_article(fields: _Fields, vocabulary: Vocabulary) -> Deed:
    article = {"article": fields.pop("article", None)}
    return actions.set_article(*_take("set_article", article, {"article": str}), **fields)


def _link(fields: _Fields, vocabulary: Vocabulary) -> Deed:
    needed = {"claim": str, "to": str, "relation": str}
    one, other, relation, note = _take("link", fields, needed, {"note": str})
    return actions.link(one, other, relation, vocabulary, note)


def _unlink(fields: _Fields, vocabulary: Vocabulary) -> Deed:
    return actions.unlink(*_take("unlink", fields, {"link": str}))


def _note(fields: _Fields, vocabulary: Vocabulary) -> Deed:
    kind = "article" if "article" in fields else "claim"
    about, words = _take("note", fields, {kind: str, "text": str})
    return actions.write_note(kind, about, words)


def _write_statement(fields: _Fields, vocabulary: Vocabulary) -> Deed:
    kind = next((name for name in ("article", "source") if name in fields), "review")
    about = REVIEW
    if kind != "review":
        (about,) = _take("write_statement", {kind: fields.pop(kind)}, {kind: str})
    return statements.write_statement(kind, about, **fields)


def _describe_source(fields: _Fields, vocabulary: Vocabulary) -> Deed:
    name = {"source": fields.pop("source", None)}
    return statements.describe_source(*_take("describe_source", name, {"source": str}), **fields)


def _same_claim(fields: _Fields, vocabulary: Vocabulary) -> Deed:
    return versions.same_claim(*_take("same_claim", fields, {"claim": str, "to": str}))


def _not_same(fields: _Fields, vocabulary: Vocabulary) -> Deed:
    return versions.not_same(*_take("not_same", fields, {"claim": str, "to": str}))


def _version_of(fields: _Fields, vocabulary: Vocabulary) -> Deed:
    return versions.version_of(*_take("version_of", fields, {"article": str, "to": str}))


def _not_version_of(fields: _Fields, vocabulary: Vocabulary) -> Deed:
    return versions.not_version_of(*_take("not_version_of", fields, {"article": str, "to": str}))


def _continue_claim(fields: _Fields, vocabulary: Vocabulary) -> Deed:
    needed = {"claim": str, "article": str, "start": int, "end": int}
    return versions.continue_claim(*_take("continue_claim", fields, needed))


def _not_continued(fields: _Fields, vocabulary: Vocabulary) -> Deed:
    return versions.not_continued(*_take("not_continued", fields, {"claim": str, "article": str}))


def _restore(fields: _Fields, vocabulary: Vocabulary) -> Deed:
    needed = {"action": str, "record": str}
    optional = {"field": str, "reason": str}
    action, record, field, reason = _take("restore", fields, needed, optional)
    return restore(action, record, field or "", vocabulary, reason)


_DEEDS: dict[str, Callable[[_Fields, Vocabulary], Deed]] = {
    "mark_claim": _mark_claim,
    "unmark_claim": _unmark_claim,
    "judge": _judge,
    "not_checkable": _not_checkable,
    "flag": _flag,
    "adjudicate": _adjudicate,
    "withdraw_adjudication": _withdraw_adjudication,
    "set_blind": _set_blind,
    "set_handling": _set_handling,
    "set_article": _set_article,
    "link": _link,
    "unlink": _unlink,
    "note": _note,
    "write_statement": _write_statement,
    "describe_source": _describe_source,
    "same_claim": _same_claim,
    "not_same": _not_same,
    "version_of": _version_of,
    "not_version_of": _not_version_of,
    "continue_claim": _continue_claim,
    "not_continued": _not_continued,
    "restore": _restore,
}
