"""The whole review as plain objects, for `credreview show --json`; a documented, stable form."""

import json
from collections.abc import Iterator
from typing import Any

from credreview.domain.identity import REVIEW
from credreview.domain.journal import Change
from credreview.domain.model import FACT_NAMES
from credreview.domain.seals import announced
from credreview.store import hidden, schema, texts
from credreview.store.view import View

_BLOCK_FIELDS = ("level", "author", "handle", "posted")


def review(view: View) -> Iterator[dict[str, Any]]:
    """Yield one object for the review, then each article, claim, judgement and the rest.

    What is not alive (undone, deleted) is left out; `action` objects show all
    that was ever done. What blind mode hides from whoever looks is in neither.
    Ids are hex, times ms UTC, positions code points.
    """
    first = view.db.execute(
        "SELECT id FROM action WHERE is_off = 0 ORDER BY clock, id LIMIT 1"
    ).fetchone()
    fields = view.fields("review", REVIEW) or {}
    yield {
        "kind": "review",
        "id": first[0].hex() if first else None,
        "format": schema.FORMAT,
        "fingerprint": view.fingerprint(),
        "title": fields.get("title"),
        "blind": view.is_blind(),
        "hidden": hidden.count(view),
        "handling": fields.get("handling"),
    }
    yield from _articles(view)
    yield from _claims(view)
    yield from _judgements(view)
    yield from _adjudications(view)
    yield from _sources(view)
    yield from _reviewers(view)
    for kind in ("link", "note", "statement", "term"):
        for id, fields in view.others(kind):
            if hidden.hides_record(view, kind, id):
                continue
            shown = hidden.shown_fields(view, kind, id, fields)
            yield {"kind": kind, "id": id, **{k: _words(view, v) for k, v in shown.items()}}
    yield from _actions(view)


def _reviewers(view: View) -> Iterator[dict[str, Any]]:
    for id, fields in view.others("reviewer"):
        yield {
            "kind": "reviewer",
            "id": id,
            **{name: fields.get(name) for name in ("name", "organisation", "role")},
            "keys": [key.public.hex() for key in announced(fields)],
        }


def _words(view: View, value: Any) -> Any:  # noqa: ANN401 - any JSON value
    if isinstance(value, dict) and isinstance(value.get("text"), str):
        return texts.words(view.db, value["text"])
    return value


def _articles(view: View) -> Iterator[dict[str, Any]]:
    for (r,) in view.db.execute("SELECT r FROM article WHERE alive ORDER BY r").fetchall():
        article = view.article(r)
        blocks = []
        for block in article.blocks:
            shown = {"kind": block.kind.value, "start": block.start, "end": block.end}
            for name in _BLOCK_FIELDS:
                if getattr(block, name):
                    shown[name] = getattr(block, name)
            blocks.append(shown)
        first = article.captures[0] if article.captures else None
        yield {
            "kind": "article",
            "id": article.id,
            **{name: getattr(article.facts, name) for name in FACT_NAMES},
            "supplied": sorted(article.supplied),
            "guessed": sorted(article.guessed),
            "text": article.text,
            "text_sha256": article.text_sha256,
            "bytes_sha256": first.bytes_sha256 if first else None,
            "blocks": blocks,
        }
        for capture in article.captures:
            yield {
                "kind": "capture",
                "id": capture.id,
                "article": article.id,
                **{name: getattr(capture.facts, name) for name in FACT_NAMES},
                "guessed": sorted(capture.guessed),
                "captured_at": capture.captured_at,
                "reviewer": capture.reviewer,
                "method": capture.method,
                "file_name": capture.file_name,
                "bytes_sha256": capture.bytes_sha256,
            }


def _claims(view: View) -> Iterator[dict[str, Any]]:
    for (id,) in view.db.execute(
        "SELECT id FROM record JOIN article USING (r) WHERE alive ORDER BY r"
    ).fetchall():
        for claim in view.claims(id.hex()):
            yield {
                "kind": "claim",
                "id": claim.id,
                "article": claim.article,
                "start": claim.start,
                "end": claim.end,
                "part": claim.part,
                "quote": claim.quote,
                "deleted_by": list(claim.deleted_by),
                "settled": claim.is_settled,
            }


def _judgements(view: View) -> Iterator[dict[str, Any]]:
    for j in view.all_judgements():
        yield {
            "kind": "judgement",
            "claim": j.claim,
            "reviewer": j.reviewer,
            "provenance": j.provenance,
            "attributed_to": j.attributed_to,
            "directness": j.directness,
            "reliability": j.reliability,
            "credibility": j.credibility,
            "not_checkable": j.not_checkable,
            "confidence": j.confidence,
            "rationale": j.rationale,
            "flags": list(j.flags),
            "when": j.when,
            "blind": j.blind,
            "after_reveal": list(j.after_reveal),
        }


def _adjudications(view: View) -> Iterator[dict[str, Any]]:
    for adjudication in hidden.agreed(view):
        agreed = adjudication.agreed
        yield {
            "kind": "adjudication",
            "claim": agreed.claim,
            "reviewer": agreed.reviewer,
            "provenance": agreed.provenance,
            "attributed_to": agreed.attributed_to,
            "directness": agreed.directness,
            "reliability": agreed.reliability,
            "credibility": agreed.credibility,
            "not_checkable": agreed.not_checkable,
            "confidence": agreed.confidence,
            "reason": agreed.rationale,
            "flags": list(agreed.flags),
            "when": agreed.when,
            "over": [[who, list(values)] for who, values in adjudication.over],
        }


def _sources(view: View) -> Iterator[dict[str, Any]]:
    kept_back = hidden.sources(view)
    for id, fields in view.others("source"):
        if id in kept_back:
            continue
        said = {name: _words(view, fields.get(name)) for name in ("name", "type", "descriptor")}
        yield {"kind": "source", "id": id, **said}


def _actions(view: View) -> Iterator[dict[str, Any]]:
    for id, is_off, clock, body in view.db.execute(
        "SELECT id, is_off, clock, body FROM action ORDER BY n"
    ):
        header = json.loads(body)
        changes, who = header["changes"], header["reviewer"]
        is_hidden = any(hidden.hides(view, Change._make(change), who) for change in changes)
        yield {
            "kind": "action",
            "id": id.hex(),
            "reviewer": who,
            "do": header["label"],
            "when": header["wall"],
            "clock": clock,
            "parents": header["parents"],
            "changes": [] if is_hidden else changes,
            "off": bool(is_off),
            "hidden": is_hidden,
        }
