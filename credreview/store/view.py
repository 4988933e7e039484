"""One state of a review, as one reviewer sees it."""

import dataclasses
import itertools
import json
import operator
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from credreview.domain import progress
from credreview.domain.errors import UserError
from credreview.domain.identity import NOBODY, REVIEW, fold_name
from credreview.domain.journal import fingerprint
from credreview.domain.model import (
    FACT_NAMES,
    Adjudication,
    Article,
    Block,
    BlockKind,
    Capture,
    Claim,
    Facts,
    Judgement,
)
from credreview.store import adjudications, blind_mode, judged, texts
from credreview.store.file import driver
from credreview.store.setaside import IS_ASIDE
from credreview.text import tr

if TYPE_CHECKING:
    import sqlite3

    import sqlalchemy as sa

_CLAIM = (
    "claim.r, record.id, start, stop, part, contested, settled FROM claim JOIN record USING (r)"
)
_TEXT_ORDER = "start, -stop, part, record.id"


_BLOCK_FIELDS = {field.name for field in dataclasses.fields(Block)} - {"kind"}
_BLOCK_KINDS = {kind.value for kind in BlockKind}


def _block(data: dict[str, Any]) -> Block:
    """Return a block; what a newer version knows besides is passed over."""
    kind = data["kind"] if data["kind"] in _BLOCK_KINDS else "paragraph"
    known = {name: value for name, value in data.items() if name in _BLOCK_FIELDS}
    return Block(kind=BlockKind(kind), **known)


def _original(capture: dict[str, Any]) -> str:
    """Return the hash of the file an article was found in; an extract may lack its bytes."""
    return str(capture.get("original") or capture.get("original_sha256") or "")


def no_such(kind: str, id: str) -> UserError:
    """Return the failure for an id that this review does not hold."""
    return UserError(
        f"{kind}.unknown",
        tr("There is no {kind} {id} in this review.", kind=kind, id=id[:80] or "“”"),
        tr("`credreview show --json` lists the ids."),
    )


class View:
    """One state of the review, on an open connection, as one reviewer sees it."""

    def __init__(self, connection: "sa.Connection", reviewer: str) -> None:
        self.connection = connection
        self.db: sqlite3.Connection = driver(connection)
        self.reviewer = reviewer
        self._number: int | None = None
        self._blind: bool | None = None

    @property
    def number(self) -> int:
        """The reviewer's number in this file; -1 before the first action."""
        if self._number is None:
            self._number = self.record("reviewer", self.reviewer)
        return -1 if self._number is None else self._number

    def is_blind(self) -> bool:
        """Return whether blind mode is on; within one view what the first question found."""
        if self._blind is None:
            self._blind = blind_mode.is_on(self.db, self.fields("review", REVIEW) or {})
        return self._blind

    def hides_others(self, own: Judgement | None) -> bool:
        """Return whether blind mode keeps what others think of a claim from this reviewer.

        It does until the own judgement is decided, and so always from an
        onlooker; NOBODY, as whom a whole review is read, sees all.

        Args:
            own: This reviewer's judgement of the claim.
        """
        someone = self.reviewer != NOBODY
        return someone and not progress.is_decided(own) and self.is_blind()

    def record(self, kind: str, id: str) -> int | None:
        """Return a record's number, or None where nobody wrote to it."""
        try:
            key = bytes.fromhex(id)
        except ValueError:
            return None
        if key.hex() != id:
            return None  # an id has one spelling
        row = self.db.execute(
            "SELECT r FROM record JOIN kind k ON k.k = record.kind WHERE id = ? AND k.name = ?",
            (key, kind),
        ).fetchone()
        return int(row[0]) if row else None

    def is_alive(self, kind: str, id: str) -> bool:
        """Return whether a record is there and not deleted; kinds with a table, else `other`."""
        r = self.record(kind, id)
        table = kind if kind in ("article", "capture", "claim") else "other"
        row = self.db.execute(f"SELECT alive FROM {table} WHERE r = ?", (r,)).fetchone()
        return bool(row and row[0])

    def own_undisputed(self, kind: str, id: str) -> str | None:
        """Return the id of this reviewer's own standing write to a record that nobody deleted."""
        rows = self.db.execute(
            "SELECT a.id, c.ops, a.reviewer FROM change c JOIN action a ON a.n = c.n"
            f" WHERE c.r = ? AND c.ops > 1 AND a.is_off = 0 AND NOT {IS_ASIDE}",
            (self.record(kind, id),),
        ).fetchall()
        if any(ops & 4 for _, ops, _ in rows):
            return None
        own = (action.hex() for action, _, who in rows if who == self.number)
        return next(own, None)

    def fields(self, kind: str, id: str) -> dict[str, Any] | None:
        """Return what a living record of a kind without a table of its own shows, or None."""
        row = self.db.execute(
            "SELECT fields FROM other WHERE r = ? AND alive", (self.record(kind, id),)
        ).fetchone()
        return json.loads(row[0]) if row else None

    def others(self, kind: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield (id, fields) of all living records of a kind without a table of its own."""
        rows = self.db.execute(
            "SELECT record.id, fields FROM other JOIN record USING (r)"
            " WHERE other.kind = (SELECT k FROM kind WHERE name = ?) AND alive ORDER BY record.id",
            (kind,),
        )
        return judged.with_fields(rows)

    def heads(self) -> list[str]:
        """Return the ids of the actions that nothing builds on yet."""
        rows = self.db.execute("SELECT id FROM action WHERE n IN (SELECT n FROM head)")
        return [id.hex() for (id,) in rows]

    def fingerprint(self) -> str:
        """Return the fingerprint of the whole review."""
        return fingerprint(self.heads())

    def text(self, article: str) -> str:
        """Return an article's text; empty where it was erased."""
        row = self.db.execute(
            "SELECT t.codec, t.size, t.data FROM article JOIN text t ON t.b = article.b"
            " WHERE r = ?",
            (self.record("article", article),),
        ).fetchone()
        return texts.unpack(*row).decode("utf-8") if row and row[2] is not None else ""

    def article(self, article: int | str) -> Article:
        """Return an article by number or id; raises UserError where there is none alive."""
        r = article if isinstance(article, int) else self.record("article", article)
        row = self.db.execute(
            "SELECT record.id, given, guessed, title, outlet, author, published, url, language,"
            " t.sha FROM article JOIN record USING (r) LEFT JOIN text t ON t.b = article.b"
            " WHERE article.r = ? AND alive",
            (r,),
        ).fetchone()
        if r is None or row is None:
            raise no_such("article", str(article))
        id = row[0].hex()
        captures = tuple(self.captures(r, id))
        return Article(
            key=r,
            id=id,
            text=self.text(id),
            text_sha256=row[9].hex() if row[9] else "",
            facts=Facts(**dict(zip(FACT_NAMES, row[3:9], strict=True))),
            supplied=frozenset(json.loads(row[1]) if row[1] else ()),
            guessed=frozenset(json.loads(row[2]) if row[2] else ()),
            blocks=self.blocks(r),
            captures=captures,
        )

    def originals(self, article: str) -> set[str]:
        """Return the hashes of the files in which an article's text was found."""
        r = self.record("article", article) or -1
        return {_original(fields) for _, fields in self._capture_rows(r)}

    def _capture_rows(self, r: int) -> Iterator[tuple[str, dict[str, Any]]]:
        for id, fields in self.db.execute(
            "SELECT record.id, fields FROM capture JOIN record USING (r)"
            " WHERE article = ? AND alive ORDER BY clock, record.id",
            (r,),
        ):
            yield id.hex(), json.loads(fields)

    def captures(self, r: int, article: str) -> Iterator[Capture]:
        """Yield the living captures of an article (number and id), by age."""
        for id, fields in self._capture_rows(r):
            captured = fields.get("captured_at")
            yield Capture(
                id=id,
                article=article,
                facts=Facts(**{name: judged.text(fields.get(name)) for name in FACT_NAMES}),
                guessed=frozenset(judged.strings(fields.get("guessed"))),
                captured_at=captured if type(captured) is int else 0,
                reviewer=judged.text(fields.get("by")) or "",
                method=judged.text(fields.get("method")) or "",
                file_name=judged.text(fields.get("file_name")) or "",
                bytes_sha256=_original(fields),
            )

    def blocks(self, r: int) -> tuple[Block, ...]:
        """Return the blocks of an article (number), as its first capture has them."""
        first = next(self._capture_rows(r), None)
        data = texts.get(self.db, first[1].get("blocks")) if first else None
        try:
            return tuple(map(_block, json.loads(data))) if data is not None else ()
        except (ValueError, TypeError, LookupError, RecursionError):
            return ()  # of a file from elsewhere; the text itself is there

    def claims(self, article: str) -> list[Claim]:
        """Return an article's living claims in text order, as this reviewer sees them."""
        r = self.record("article", article)
        text = self.text(article)
        found: dict[int, list[Judgement]] = {}
        for claim, judgement in judged.where(self.db, "claim.article = ? AND claim.alive", (r,)):
            found.setdefault(claim, []).append(judgement)
        rows = self.db.execute(
            f"SELECT {_CLAIM} WHERE article = ? AND alive ORDER BY {_TEXT_ORDER}", (r,)
        )
        return [
            self._claim(article, text, number, row, found.get(row[0], ()))
            for number, row in enumerate(rows, 1)
        ]

    def claim(self, claim: str) -> Claim | None:
        """Return one claim as it stands, or None where it is not there (any more)."""
        r = self.record("claim", claim)
        row = self.db.execute(f"SELECT {_CLAIM} WHERE claim.r = ? AND alive", (r,)).fetchone()
        if row is None:
            return None
        article = self.article_of(claim)
        number = self.db.execute(
            f"SELECT count(*) FROM claim JOIN record USING (r) WHERE article = ? AND alive"
            f" AND start <= ? AND ({_TEXT_ORDER}) <= (?, ?, ?, ?)",
            (self.record("article", article), row[2], row[2], -row[3], row[4], row[1]),
        ).fetchone()[0]
        judgements = [j for _, j in judged.where(self.db, "claim.r = ?", (r,))]
        return self._claim(article, self.text(article), number, row, judgements)

    def some_claims(self, ids: Sequence[str]) -> Iterator[tuple[Claim, Sequence[Judgement]]]:
        """Yield those of some claims that live, with all judgements of them that may be seen.

        Args:
            ids: At most a few hundred. They come by article, in text order.
        """
        keys = [bytes.fromhex(id) for id in ids]
        rows = self.db.execute(
            f"SELECT claim.article, a.id, {_CLAIM} JOIN record a ON a.r = claim.article"
            f" WHERE alive AND record.id IN ({','.join('?' * len(keys))})"
            f" ORDER BY claim.article, {_TEXT_ORDER}",
            keys,
        ).fetchall()
        found: dict[int, list[Judgement]] = {}
        numbers = json.dumps([row[2] for row in rows])
        among = "claim.r IN (SELECT value FROM json_each(?))"
        for number, judgement in judged.where(self.db, among, (numbers,)):
            found.setdefault(number, []).append(judgement)
        for (r, id), group in itertools.groupby(rows, operator.itemgetter(0, 1)):
            of_article = [row[2:] for row in group]
            places = self._places(r, of_article[0][2], of_article[-1][2])
            article, text = id.hex(), self.text(id.hex())
            for row in of_article:
                judgements = found.get(row[0], ())
                claim = self._claim(article, text, places[row[0]], row, judgements)
                yield claim, self._shown(judgements)

    def _places(self, article: int, first: int, last: int) -> dict[int, int]:
        """Return the place, from 1, of each claim that starts between two positions."""
        (before,) = self.db.execute(
            "SELECT count(*) FROM claim WHERE article = ? AND alive AND start < ?", (article, first)
        ).fetchone()
        rows = self.db.execute(
            "SELECT claim.r FROM claim JOIN record USING (r) WHERE article = ? AND alive"
            f" AND start BETWEEN ? AND ? ORDER BY {_TEXT_ORDER}",
            (article, first, last),
        )
        return {r: place for place, (r,) in enumerate(rows, before + 1)}

    def _claim(
        self,
        article: str,
        text: str,
        number: int,
        row: Sequence[Any],
        judgements: Sequence[Judgement],
    ) -> Claim:
        _, id, start, stop, part, contested, settled = row
        own = next((j for j in judgements if j.reviewer == self.reviewer), None)
        others = [j for j in self._shown(judgements) if j.reviewer != self.reviewer]
        return Claim(
            id=id.hex(),
            article=article,
            start=start,
            end=stop,
            part=part,
            number=number,
            quote=text[start:stop],
            state=progress.state(own, others, settled=bool(settled)),
            own=own,
            others=sum(map(progress.is_decided, others)),
            deleted_by=tuple(self.person_name(who) for who in json.loads(contested or "[]")),
            is_settled=bool(settled) and not self.hides_others(own),
        )

    def _shown(self, judgements: Sequence[Judgement]) -> Sequence[Judgement]:
        """Return those of one claim's judgements that this reviewer may see."""
        own = [j for j in judgements if j.reviewer == self.reviewer]
        return own if self.hides_others(own[0] if own else None) else judgements

    def judgements(self, claim: str) -> list[Judgement]:
        """Return everyone's judgements of a claim, the own one first."""
        r = self.record("claim", claim)
        found = self._shown([j for _, j in judged.where(self.db, "claim.r = ?", (r,))])
        return sorted(found, key=lambda j: (j.reviewer != self.reviewer, j.reviewer_name))

    def adjudications(self, claim: str) -> list[Adjudication]:
        """Return what was agreed on a claim, the latest last; nothing where it is hidden."""
        r = self.record("claim", claim)
        if r is None or self.hides_others(self.own_judgement(claim)):
            return []
        return list(adjudications.of_claim(self.db, claim))

    def first_open(self, article: int, after_claim: str | None) -> str | None:
        """Return the id of the next claim in text order that lacks a decided own judgement."""
        # The negation of `domain.progress.is_decided`, in SQL.
        behind = ""
        values: list[object] = [self.number, article, progress.NOT_CHECKABLE]
        place = self.db.execute(
            "SELECT start, -stop, part, record.id FROM claim JOIN record USING (r)"
            " WHERE claim.r = ? AND article = ?",
            (self.record("claim", after_claim or ""), article),
        ).fetchone()
        if place:
            behind = f" AND ({_TEXT_ORDER}) > (?, ?, ?, ?)"
            values += place
        row = self.db.execute(
            "SELECT record.id FROM claim JOIN record USING (r)"
            " LEFT JOIN judgement j ON j.claim = claim.r AND j.reviewer = ?"
            " WHERE article = ? AND alive AND (j.credibility IS NULL"
            f" OR (j.reliability IS NULL AND j.credibility != ?)){behind}"
            f" ORDER BY {_TEXT_ORDER} LIMIT 1",
            values,
        ).fetchone()
        return str(row[0].hex()) if row else None

    def all_judgements(self) -> Iterator[Judgement]:
        """Yield every judgement of every living claim that is not hidden, by claim and reviewer."""
        where = "claim.alive ORDER BY c.id, w.id"
        found = judged.where(self.db, where, ())
        for _, of_claim in itertools.groupby(found, key=operator.itemgetter(0)):
            yield from self._shown([judgement for _, judgement in of_claim])

    def own_judgement(self, claim: str) -> Judgement | None:
        """Return this reviewer's judgement of a claim."""
        return next((j for j in self.judgements(claim) if j.reviewer == self.reviewer), None)

    def person_name(self, reviewer: str) -> str:
        """Return a reviewer's name here; the id's beginning tells bearers of one name apart."""
        name = str((self.fields("reviewer", reviewer) or {}).get("name") or "")
        if name and self._bearers[fold_name(name)] > 1:
            return f"{name} ({reviewer[:8]})"
        return name or reviewer[:8]

    @cached_property
    def _bearers(self) -> Counter[str]:
        """How many reviewers go by each name."""
        return Counter(fold_name(str(said.get("name"))) for _, said in self.others("reviewer"))

    def article_of(self, claim: str) -> str:
        """Return the id of a claim's article; raises UserError where there is no such claim."""
        row = self.db.execute(
            "SELECT a.id FROM claim JOIN record a ON a.r = claim.article WHERE claim.r = ?",
            (self.record("claim", claim),),
        ).fetchone()
        if row is None:
            raise no_such("claim", claim)
        return str(row[0].hex())
