"""What an extract holds of its maker's own: judgements, links, notes, what sources are.

Several people write to a link, a note or a source. What its maker wrote goes
along as far as it shows; what anybody else said of it does not.
"""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from credreview.domain.identity import names_itself, source_id, term_id
from credreview.domain.journal import Change
from credreview.store import links
from credreview.store.places import own_fields
from credreview.store.view import View

#: As the fold names a judgement's fields; a grade, the source and the rationale are made up apart.
_PLAIN = ("provenance", "directness", "confidence")
#: What is said of a source; its name says no more than which one it is.
_DESCRIBED = ("type", "descriptor")
#: Each id, and its article's.
_CHOSEN = {
    "claim": "SELECT c.id, a.id FROM claim JOIN record c ON c.r = claim.r"
    " JOIN record a ON a.r = article JOIN json_each(?) ON article = value WHERE alive",
    "article": "SELECT record.id, record.id FROM record JOIN json_each(?) ON r = value",
}


class OwnWords:
    """One reviewer's own words on some articles, as creations.

    Args:
        view: The review, as whoever makes the extract sees it.
    """

    def __init__(self, view: View) -> None:
        self._view = view
        self._known: set[tuple[str, str]] = set()

    def judgements(self, articles: str) -> Iterator[Change]:
        """Yield the judgements, each after the source and the terms that it uses.

        Args:
            articles: Numbers of articles, as a JSON list.
        """
        rows = self._view.db.execute(
            "SELECT c.id, provenance, directness, confidence, reliability, credibility, rationale,"
            " flags, blind, s.id FROM claim JOIN judgement j ON j.claim = claim.r"
            " JOIN record c ON c.r = claim.r LEFT JOIN record s ON s.r = j.source"
            " WHERE article IN (SELECT value FROM json_each(?)) AND alive AND j.reviewer = ?"
            " ORDER BY claim.r",
            (articles, self._view.number),
        )
        for claim, *plain, reliability, credibility, rationale, flags, blind, source in rows:
            given = dict(zip(_PLAIN, plain, strict=True))
            fields: dict[str, Any] = {
                name: said for name, said in given.items() if said is not None
            }
            if reliability is not None or credibility is not None:
                fields["grade"] = [reliability, credibility]
            if rationale is not None:
                fields["rationale"] = {"text": rationale.hex()}
            if flags:
                # Of an action under one's name that came with a file, anything may stand there.
                fields["flags"] = [flag for flag in json.loads(flags) if isinstance(flag, str)]
            if blind is not None:
                fields["blind"] = bool(blind)
            used = [("term", term_id("flags", flag)) for flag in fields.get("flags", ())]
            if "provenance" in fields:
                used.append(("term", term_id("provenance", fields["provenance"])))
            if source is not None:
                fields["attributed_to"] = source.hex()
                used.append(("source", source.hex()))
            yield from self._once(used)
            yield Change("judgement", claim.hex() + self._view.reviewer, "new", fields)

    def _once(self, used: Sequence[tuple[str, str]]) -> Iterator[Change]:
        for kind, id in used:
            if (kind, id) in self._known:
                continue
            self._known.add((kind, id))
            fields = self._view.fields(kind, id)
            if fields and kind == "source":
                name = {"name": fields["name"]} if "name" in fields else {}
                fields = name | self._described(id)
            if fields and names_itself(kind, id, fields):
                yield Change(kind, id, "new", fields)

    def outlets(self, articles: str) -> Iterator[Change]:
        """Yield what the maker said of outlets that articles (a JSON list of numbers) state."""
        for source in self._outlets(articles):
            if self._described(source):
                yield from self._once([("source", source)])

    def _outlets(self, articles: str) -> set[str]:
        rows = self._view.db.execute(
            "SELECT DISTINCT outlet FROM article JOIN json_each(?) ON article.r = value"
            " WHERE outlet IS NOT NULL",
            (articles,),
        )
        return {source_id(outlet) for (outlet,) in rows}

    def count(self, articles: str) -> Counter[str]:
        """Return how many links and notes there are, and sources that the maker described."""
        found = Counter(words[0].kind for words in self.about(articles))
        rows = self._view.db.execute(
            "SELECT DISTINCT s.id FROM claim JOIN json_each(?) ON article = value"
            " JOIN judgement j ON j.claim = claim.r AND j.reviewer = ?"
            " JOIN record s ON s.r = j.source WHERE alive",
            (articles, self._view.number),
        )
        sources = self._outlets(articles).union(id.hex() for (id,) in rows)
        found["source"] = sum(bool(self._described(source)) for source in sources)
        return found

    def about(self, articles: str) -> Iterator[list[Change]]:
        """Yield each link and each note, with touches of what it is about.

        Both ends of a link are among the articles, or marked in them.

        Args:
            articles: Numbers of articles, as a JSON list.
        """
        chosen = {
            kind: {
                id.hex(): article.hex() for id, article in self._view.db.execute(sql, (articles,))
            }
            for kind, sql in _CHOSEN.items()
        }
        for link in links.everywhere(self._view):
            one, other = (_touches(end, chosen) for end in (link.one, link.other))
            said = own_fields(self._view, "link", link.id) if one and other else {}
            if said.keys() >= {"relation", "from", "to"}:
                yield [Change("link", link.id, "new", said), *one, *other]
        for id, fields in self._view.others("note"):
            about = fields.get("about")
            touched = _touches(about[1], chosen) if isinstance(about, list) and about[1:] else []
            said = own_fields(self._view, "note", id) if touched else {}
            if said.keys() >= {"about", "words"}:
                yield [Change("note", id, "new", said), *touched]

    def _described(self, source: str) -> dict[str, Any]:
        said = own_fields(self._view, "source", source)
        return {name: said[name] for name in _DESCRIBED if said.get(name) is not None}


def _touches(id: object, chosen: dict[str, dict[str, str]]) -> list[Change]:
    """Return the touches of a chosen claim or article, as of all that refers to it; else none."""
    if not isinstance(id, str):
        return []
    if id in chosen["claim"]:
        article = chosen["claim"][id]
        return [Change("claim", id, "set", {}), Change("article", article, "set", {})]
    return [Change("article", id, "set", {})] if id in chosen["article"] else []
