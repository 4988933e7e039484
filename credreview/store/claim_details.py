"""Claims with everything that a summary's cards say of them, in windows."""

import json
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from credreview.domain.identity import fold_name
from credreview.domain.model import Adjudication, Block, BlockKind, Judgement
from credreview.domain.summary import ClaimDetail
from credreview.store import adjudications, texts
from credreview.store.journal import TOUCH
from credreview.store.places import Places
from credreview.store.projected import text_reference
from credreview.store.setaside import IS_ASIDE
from credreview.store.view import View

_NOTES = (
    "SELECT json_extract(fields, '$.about[1]'), fields, r FROM other"
    " WHERE kind = (SELECT k FROM kind WHERE name = 'note') AND alive"
    " AND json_extract(fields, '$.about[0]') = 'claim'"
    " AND json_extract(fields, '$.about[1]') IN (SELECT value FROM json_each(?))"
)
_LAST_WRITE = (
    "SELECT w.id, a.body FROM change c JOIN action a ON a.n = c.n"
    " JOIN record w ON w.r = a.reviewer"
    f" WHERE c.r = ? AND c.ops > {TOUCH} AND a.is_off = 0 AND NOT {IS_ASIDE}"
    " ORDER BY a.clock DESC, a.id DESC LIMIT 1"
)


class _Note(NamedTuple):
    who: str
    name: str
    wall: int
    words: str


def of(view: View, ids: Sequence[str], lead: str = "") -> list[ClaimDetail]:
    """Return some claims, in the order asked for; claims that are gone are left out.

    Args:
        view: The review.
        ids: At most a few hundred claims.
        lead: Id of the reviewer whose judgement comes first.
    """
    places = Places(view, None)
    articles: dict[str, _Article] = {}
    notes = _notes(view, places, ids)
    agreed = _agreed(view, ids)
    made = {}
    for claim, judgements in view.some_claims(ids):
        article = articles.get(claim.article)
        if article is None:
            article = articles[claim.article] = _article(view, claim.article)
        paragraph, block = article.place_of(claim.start)
        hides = view.hides_others(claim.own)
        made[claim.id] = ClaimDetail(
            claim=claim,
            article_title=article.title,
            paragraph=paragraph,
            block=block,
            judgements=tuple(sorted(judgements, key=lambda j: _rank(j, lead))),
            adjudications=() if hides else tuple(agreed.get(claim.id, ())),
            notes=tuple(
                (name, wall, words)
                for who, name, wall, words in notes.get(claim.id, ())
                if not hides or who == view.reviewer
            ),
        )
    return [made[id] for id in ids if id in made]


def _rank(judgement: Judgement, lead: str) -> tuple[bool, str, str]:
    name = fold_name(str(judgement.reviewer_name))
    return judgement.reviewer != lead, name, judgement.reviewer


class _Article(NamedTuple):
    title: str
    starts: list[int]
    blocks: Sequence[Block]
    #: Of each block how many paragraphs there are up to it.
    paragraphs: list[int]

    def place_of(self, start: int) -> tuple[int | None, str]:
        """Return the number of the paragraph in which a position lies, or the block's kind."""
        at = bisect_right(self.starts, start) - 1
        if at < 0:
            return None, ""
        kind = self.blocks[at].kind
        if kind is BlockKind.PARAGRAPH:
            return self.paragraphs[at], kind.value
        return None, kind.value


def _article(view: View, id: str) -> _Article:
    r = view.record("article", id)
    row = view.db.execute(
        "SELECT title, json_extract(capture.fields, '$.file_name') FROM article"
        " LEFT JOIN capture ON capture.r = article.capture WHERE article.r = ?",
        (r,),
    ).fetchone()
    title = next((words for words in row or () if isinstance(words, str) and words), "")
    blocks = sorted(view.blocks(r or -1), key=lambda block: block.start)
    paragraphs, count = [], 0
    for block in blocks:
        count += block.kind is BlockKind.PARAGRAPH
        paragraphs.append(count)
    return _Article(title, [block.start for block in blocks], blocks, paragraphs)


def _agreed(view: View, ids: Sequence[str]) -> dict[str, list[Adjudication]]:
    """Return what was agreed on each of some claims, the latest last."""
    found: dict[str, list[Adjudication]] = {}
    for id in adjudications.among(view.db, ids):
        listed = adjudications.of_claim(view.db, id)
        found[id] = sorted(listed, key=lambda a: (a.agreed.when, a.agreed.reviewer))
    return found


def _notes(view: View, places: Places, ids: Sequence[str]) -> dict[str, list[_Note]]:
    """Return the notes on some claims, by age; one whose words were erased is left out.

    Whose it is says who wrote it last, not what a file from elsewhere states in it.
    """
    found = defaultdict(list)
    for claim, fields, r in view.db.execute(_NOTES, (json.dumps(list(ids)),)).fetchall():
        words = texts.words(view.db, text_reference(json.loads(fields).get("words")))
        row = view.db.execute(_LAST_WRITE, (r,)).fetchone()
        if words and row:
            wall = int(json.loads(row[1].decode())["wall"])
            who = row[0].hex()
            found[claim].append(_Note(who, places.name(who), wall, words))
    return {claim: sorted(notes, key=lambda n: n[2:]) for claim, notes in found.items()}
