"""Machines of random histories that have a review file each, and merge by the real functions.

Beside each file stands what it has to hold: plain sets, reckoned without it.
"""

import shutil
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import histories
import tables
from deeds import CLAIMS, OWN_WORDS, TEXTS, judge
from histories import Graph, History
from nacl.signing import SigningKey
from replicas import Machine

from credreview.domain.identity import text_hash
from credreview.domain.journal import Change, action_id, fingerprint
from credreview.review.keys import Signing
from credreview.store import kept, seals, texts, union, unmerge, verify
from credreview.store.file import ReviewFile, driver
from credreview.store.gate import admitted
from credreview.store.journal import Journal

WORDS = ("raw", "title", "denied", "counted", '"raw title 1"', '"title 2"', "nowhere")

Rows = dict[str, list[tuple[Any, ...]]]
#: What only this file knows of itself, and what is compared apart.
_LOCAL = {"merged", "aside", "kept", "signature"}
_ARTICLE_TEXTS = {text_hash(text.encode()): text.encode() for text in TEXTS}


def check_words(db: sqlite3.Connection, held: tables.Tables) -> None:
    """Check what the index finds against titles and texts, and the index against itself."""
    known = {text_hash(text.encode()): text for text in TEXTS}
    for expression in WORDS:
        words = expression.strip('"').lower()
        wanted = {
            id
            for (kind, id), row in held.items()
            if kind == "article"
            and row["alive"]
            and row["text"]  # without a text there is nothing to be found in
            and any(
                f" {words} " in f" {'' if t is None else t.lower().replace('.', ' ')} "
                for t in (row["title"], known.get(row["text"]))
            )
        }
        assert tables.found_by(db, expression) == wanted, expression
        forgotten = db.execute(
            "SELECT rowid FROM words WHERE words MATCH ? AND rowid NOT IN (SELECT r FROM article)",
            (expression,),
        )
        assert forgotten.fetchall() == [], "words of what is not here"


def rows(db: sqlite3.Connection) -> Rows:
    """Return all rows of all tables but those that only say what this copy went through."""
    names = [name for name in verify.tables() if name not in _LOCAL]
    return {name: db.execute(f"SELECT * FROM {name}").fetchall() for name in names}


@dataclass
class Came:
    """A merge in the log of a file, and what it is known to have brought.

    Attributes:
        number: In the log.
        actions: Those that came.
        seals: New seals, also of actions that were here.
        before: All rows before it.
        turn: How often something had been set aside or lifted by then.
    """

    number: int
    actions: frozenset[str]
    seals: frozenset[tuple[str, str]]
    before: Rows
    turn: int
    is_aside: bool = False


@dataclass
class Shelf:
    """The review files of one history.

    Attributes:
        folder: Where they lie; it goes away with them.
        empty: The bytes of a review in which nothing was done.
    """

    folder: Path
    empty: bytes
    opened: list[ReviewFile] = field(default_factory=list)

    def make(self, graph: Graph, reviewer: str, offset: int) -> "FileMachine":
        """Return a machine with a new review, and a key of its own."""
        secret = SigningKey(bytes([len(self.opened)] * 32))
        key = Signing(bytes(secret.verify_key), secret)
        return FileMachine(graph, reviewer, offset, shelf=self, content=self.empty, key=key)

    def put(self, content: bytes) -> ReviewFile:
        """Return a new file of this content, open."""
        path = self.folder / f"{len(self.opened)}.credreview"
        path.write_bytes(content)
        self.opened.append(ReviewFile.open(path))
        return self.opened[-1]

    def close(self) -> None:
        """Close all files, and take them away."""
        for file in self.opened:
            file.close()
        shutil.rmtree(self.folder)


@dataclass
class FileMachine(Machine):
    """A machine whose every deed goes to a review file on disk, and into plain sets beside it.

    Attributes:
        seals: (action, key) of all seals that the file has to hold.
        told: How many actions there were at each print.
    """

    shelf: Shelf | None = None
    content: bytes = b""
    key: Signing | None = None
    merges: list[Came] = field(default_factory=list)
    seals: set[tuple[str, str]] = field(default_factory=set)
    told: set[int] = field(default_factory=set)
    turn: int = 0

    def __post_init__(self) -> None:
        assert self.shelf
        self.file = self.shelf.put(self.content)

    def act(
        self,
        wall: int,
        label: str,
        changes: Sequence[Change],
        batch: str | None = None,
        reviewer: str | None = None,
    ) -> str:
        signer = self.key if wall // 1000 % 3 == 0 else None  # some ask for it, some do not
        with self.file.writing() as connection:
            db = driver(connection)
            _put_texts(db, changes)
            opened = Journal(db, signer)
            id = opened.append(
                reviewer=reviewer or self.reviewer,
                label=label,
                wall=wall + self.offset,
                changes=changes,
                batch=batch,
            )
            opened.finish()
            where = (bytes.fromhex(id),)
            (body,) = db.execute("SELECT body FROM action WHERE id = ?", where).fetchone()
        seen = set(self.heads)
        self.take(body)
        assert set(self.actions[id].parents) == seen, "a new action follows all heads"
        assert id == action_id(body)
        if signer:
            self.seals.add((id, signer.public.hex()))
        return id

    def bring(self, giver: Machine) -> None:
        assert isinstance(giver, FileMachine)
        with self.file.reading() as connection:
            before = rows(driver(connection))
        with admitted(giver.file.path) as incoming:
            done = union.unite(self.file, incoming)
        new = frozenset(giver.actions.keys() - self.actions.keys())
        assert done.actions == len(new), "what is here already comes no second time"
        assert (done.number is None) == (not new)
        super().bring(giver)
        sealed = frozenset(giver.seals - self.seals)
        self.seals |= sealed
        if done.number is not None:
            self.merges.append(Came(done.number, new, sealed, before, self.turn))

    def copy(self) -> Machine:
        """Return what stood here, without the file."""
        plain = Machine(self.graph, self.reviewer, self.offset)
        plain.actions, plain.bodies = dict(self.actions), dict(self.bodies)
        plain.heads = set(self.heads)
        return plain

    def twin(self) -> "FileMachine":
        """Return a machine that goes on from a copy of the file."""
        return replace(
            self,
            content=self.file.path.read_bytes(),
            actions=dict(self.actions),
            bodies=dict(self.bodies),
            heads=set(self.heads),
            merges=[replace(came) for came in self.merges],
            seals=set(self.seals),
            told=set(self.told),
        )

    @property
    def aside(self) -> frozenset[str]:
        """The actions that this file has to set aside."""
        return frozenset[str]().union(*(m.actions for m in self.merges if m.is_aside))

    def seal(self) -> None:
        """Seal the heads, as closing does."""
        assert self.key
        with self.file.writing() as connection:
            seals.seal_heads(driver(connection), self.key)
        self.seals |= {(head, self.key.public.hex()) for head in self.heads}

    def tell(self) -> None:
        """Keep the state as one that was printed."""
        with self.file.writing() as connection:
            kept.keep_state(driver(connection), "print", 0)
        self.told.add(len(self.actions))

    def undo_merge(self, which: int) -> str:
        """Undo a merge of the log; return what became of it."""
        standing = [came for came in self.merges if not came.is_aside]
        if not standing:
            return "nothing"
        came = standing[which % len(standing)]
        latest = [*self.actions][-len(came.actions) :]
        is_last = set(latest) == came.actions and not any(n >= len(self.actions) for n in self.told)
        with self.file.writing() as connection:
            db = driver(connection)
            (found,) = [m for m in unmerge.merges(db) if m.number == came.number]
            assert found.can_be_removed is is_last
            if is_last:
                unmerge.remove(db, found)
                if came.turn == self.turn:
                    for name, found_rows in rows(db).items():
                        assert found_rows == came.before[name], f"{name} as before the merge"
            else:
                unmerge.set_aside(db, found)
        if is_last:
            self._forget(came)
            return "removed"
        came.is_aside = True
        self.turn += 1
        return "aside"

    def _forget(self, came: Came) -> None:
        self.merges.remove(came)
        for id in came.actions:
            del self.actions[id], self.bodies[id]
        parents = {parent for action in self.actions.values() for parent in action.parents}
        self.heads = self.actions.keys() - parents
        self.seals = {s for s in self.seals - came.seals if s[0] in self.actions}

    def lift(self, which: int = 0) -> bool:
        """Let something count again that is set aside; return whether there is something."""
        hidden = [came for came in self.merges if came.is_aside]
        if hidden:
            came = hidden[which % len(hidden)]
            with self.file.writing() as connection:
                db = driver(connection)
                (found,) = [m for m in unmerge.merges(db) if m.number == came.number]
                unmerge.lift(db, found)
            came.is_aside = False
            self.turn += 1
        return bool(hidden)

    def check(self, *, rebuild: bool = False) -> tables.Tables:
        """Compare all that the file holds with the plain sets; return what its tables show."""
        with self.file.writing() as connection:
            db = driver(connection)
            if rebuild:
                assert verify.rebuild(db) == 0, "built step by step as built anew"
            assert list(tables.bodies(db)) == list(self.bodies), "nothing lost, nothing added"
            held = tables.tables(db)
            assert held == tables.demanded(self.actions, self.aside)
            check_words(db, held)
            heads = {id.hex() for (id,) in db.execute("SELECT id FROM action JOIN head USING (n)")}
            assert heads == self.heads
            sealed = {(id.hex(), key.hex()) for id, key, _ in seals.signatures(db)}
            assert sealed == self.seals
            found = verify.check(lambda work: work(db))
        assert found.problems == []
        assert found.fingerprint == fingerprint(sorted(self.heads))
        return held


def _put_texts(db: sqlite3.Connection, changes: Sequence[Change]) -> None:
    for change in changes:
        for sha in texts.references(change.kind, change.fields):
            if db.execute("SELECT 1 FROM text WHERE sha = ?", (bytes.fromhex(sha),)).fetchone():
                continue
            if sha in _ARTICLE_TEXTS:
                texts.put(db, _ARTICLE_TEXTS[sha])
            else:
                salt, words = OWN_WORDS[sha]
                texts._insert(db, sha, words, salt)


class FileHistory(History):
    """A history that also seals, prints, undoes merges and lifts what was set aside."""

    verbs = (*histories.VERBS, "exchange", "unmerge", "unmerge", "lift", "seal", "tell")

    def _unmerge(self, machine: FileMachine, who: int, a: int, b: int) -> None:
        if machine.undo_merge(-1 if b % 2 else a) != "nothing" and a % 3 == 0:
            machine.check()

    def _lift(self, machine: FileMachine, who: int, a: int, b: int) -> None:
        if machine.lift(a):
            machine.check()

    def _seal(self, machine: FileMachine, who: int, a: int, b: int) -> None:
        machine.seal()

    def _tell(self, machine: FileMachine, who: int, a: int, b: int) -> None:
        machine.tell()

    def judge_on(self, machine: FileMachine) -> None:
        """Do some more work on a machine."""
        self.wall += 1000
        claim = (machine.known("claim", CLAIMS) or [CLAIMS[0]])[0]
        machine.act(self.wall, "judge", judge(claim, machine.reviewer, 0, self.wall % 5))
