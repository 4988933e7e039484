"""Which public keys are trusted to be whose: on first use, with a fingerprint to compare.

The store is a file of lines in the data folder, to which lines are appended
and in which nothing is altered, so that two programs cannot lose each other's.
"""

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from credreview import environment
from credreview.domain.errors import UserError
from credreview.domain.model import Person
from credreview.domain.seals import Announced, How, key_id, read_public, vouch_bytes
from credreview.review import keys, people
from credreview.store import coverage, seals
from credreview.store.view import View, no_such
from credreview.text import tr


@dataclass(frozen=True, slots=True)
class Known:
    """How and since when (ms UTC) a key is trusted."""

    how: How
    since: int


@dataclass(frozen=True, slots=True)
class PersonKey:
    """One key of a reviewer, as this machine sees it.

    Attributes:
        known: How it is trusted; None where it is not.
        here: It is the key of this machine.
        is_unknown: Its owner has known keys, and nobody vouched for this one:
            to be shouted. (A person's first key is only announced until it
            has sealed something.)
    """

    public: bytes
    known: Known | None
    here: bool = False
    is_unknown: bool = False


@dataclass(frozen=True, slots=True)
class Reviewer:
    """Somebody who stands in a review.

    Attributes:
        person: As the review names them.
        keys: Their keys, the trusted ones first.
        is_here: They are also a person of this machine, or one of the sample.
    """

    person: Person
    keys: tuple[PersonKey, ...]
    is_here: bool

    @property
    def unknown(self) -> list[bytes]:
        """Their keys that nobody vouched for."""
        return [key.public for key in self.keys if key.is_unknown]


def path() -> Path:
    """Return where the known keys lie."""
    return environment.data_folder() / "known_keys.jsonl"


def known_keys() -> dict[str, dict[bytes, Known]]:
    """Return all keys that are trusted here, by reviewer (id, hex).

    Raises:
        UserError: The file cannot be read.
    """
    found: dict[str, dict[bytes, Known]] = {}
    try:
        lines = path().read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return found
    except (OSError, ValueError) as error:
        raise UserError(
            "trust.unreadable",
            tr("The keys you know in “{path}” cannot be read.", path=str(path())),
            tr("Bring the file back from a backup, or move it away to begin anew."),
        ) from error
    for line in lines:
        with suppress(ValueError, KeyError, TypeError):  # one that a crash cut short
            entry = json.loads(line)
            public = bytes.fromhex(entry["public"])
            known = Known(How(entry["how"]), int(entry["since"]))
            of_reviewer = found.setdefault(entry["reviewer"], {})
            earlier = of_reviewer.get(public)
            # Comparing by hand says more than any other way; else the first stays.
            if earlier is None or known.how is How.COMPARED:
                of_reviewer[public] = known
    return found


def add(reviewer: str, public: bytes, how: How) -> None:
    """Trust a key from now on.

    Raises:
        UserError: The file cannot be written.
    """
    entry = {
        "reviewer": reviewer,
        "public": public.hex(),
        "how": how.value,
        "since": environment.now(),
    }
    try:
        with open(path(), "ab+", buffering=0, opener=_owner_only) as file:
            end = file.seek(0, os.SEEK_END)
            file.seek(max(0, end - 1))
            # After a line that a crash cut short comes a new one.
            torn = file.read(1) not in (b"", b"\n")
            file.write(b"\n" * torn + json.dumps(entry).encode() + b"\n")
            os.fsync(file.fileno())
    except OSError as error:
        raise UserError(
            "trust.cannot_write",
            tr("“{path}” cannot be written: {reason}.", path=str(path()), reason=error.strerror),
            tr("Check that folder and the disk."),
        ) from error


def _owner_only(name: str, flags: int) -> int:
    return os.open(name, flags, 0o600)


def trusted(view: View, *, keep: bool = True) -> dict[str, frozenset[bytes]]:
    """Return the trusted keys of all reviewers of a review; new ones are learned first.

    The first key of somebody without known keys that has sealed something here
    is trusted on first use; a further one if a trusted key vouches for it. What
    is learned is kept for all reviews, unless `keep` is False: a file that is
    only looked at teaches nothing.

    Raises:
        UserError: The known keys cannot be read.
    """
    known = known_keys()
    for reviewer in coverage.reviewers(view):
        _learn(view, reviewer, known, keep=keep)
    return {reviewer: frozenset(publics) for reviewer, publics in known.items()}


def _learn(
    view: View, reviewer: str, known: dict[str, dict[bytes, Known]], *, keep: bool = True
) -> None:
    announced = coverage.announced_by(view, reviewer)
    mine = known.setdefault(reviewer, {})
    _note_own(reviewer, mine, keep=keep)
    if not mine:
        used = coverage.used_keys(view, dict.fromkeys(key.public for key in announced))
        if used and not _is_anothers(view, reviewer, used[0], known):
            _keep(reviewer, used[0], How.FIRST_USE, mine, keep=keep)
    open_ones = [key for key in announced if key.vouch]
    while vouched := [key for key in open_ones if _is_vouched(reviewer, key, mine)]:
        for key in vouched:
            if key.public not in mine:
                _keep(reviewer, key.public, How.VOUCHED, mine, keep=keep)
            open_ones.remove(key)


def _is_anothers(
    view: View, reviewer: str, public: bytes, known: Mapping[str, Mapping[bytes, Known]]
) -> bool:
    """Return whether a key is known, or announced, as somebody else's too.

    Anybody can announce anybody's public key: its owner's seals over all that
    was there would then speak for work that somebody else made up.
    """
    of_others = (keys for who, keys in known.items() if who != reviewer)
    return any(public in keys for keys in of_others) or coverage.is_announced_beside(
        view, reviewer, public
    )


def _note_own(reviewer: str, mine: dict[bytes, Known], *, keep: bool) -> None:
    """Count the key of this machine among the known ones, if there is one."""
    public = _own(reviewer)
    if public is not None and public not in mine:
        _keep(reviewer, public, How.OWN, mine, keep=keep)


def _own(reviewer: str) -> bytes | None:
    """Return the key of this machine if there is one; a damaged file is told where it is needed."""
    with suppress(UserError):
        if keys.path_of(reviewer).exists():
            return keys.public_key(reviewer)
    return None


def _keep(reviewer: str, public: bytes, how: How, mine: dict[bytes, Known], *, keep: bool) -> None:
    mine[public] = Known(how, environment.now())
    if not keep:
        return
    with suppress(UserError):  # known for now, and learned again the next time
        add(reviewer, public, how)


def _is_vouched(reviewer: str, key: Announced, mine: Mapping[bytes, Known]) -> bool:
    if key.voucher not in mine or key.voucher is None or key.vouch is None:
        return False
    return seals.verify(key.voucher, vouch_bytes(reviewer, key.public), key.vouch)


def keys_of(view: View, reviewer: str) -> tuple[PersonKey, ...]:
    """Return the keys of a reviewer: those known here, then others announced in this review."""
    known = known_keys()
    _learn(view, reviewer, known)
    mine = known[reviewer]
    own = _own(reviewer)
    announced = [key.public for key in coverage.announced_by(view, reviewer)]
    return tuple(
        PersonKey(public, mine.get(public), public == own, bool(mine) and public not in mine)
        for public in dict.fromkeys([*mine, *announced])
    )


def people_of(view: View) -> list[Reviewer]:
    """Return all who are named in a review as reviewers, in the order in which they came."""
    here = {person.id for person in people.everyone()}
    return [
        Reviewer(
            _named(view, reviewer),
            keys_of(view, reviewer),
            reviewer in here or not keys.has_keys(reviewer),
        )
        for reviewer in coverage.reviewers(view)
    ]


def compare(view: View, reviewer: str, key: str) -> bytes:
    """Trust a key of a reviewer whose fingerprint was compared, and return it.

    Args:
        view: The review that announces the key.
        reviewer: An id.
        key: The key's fingerprint, or the key itself, hex.

    Raises:
        UserError: The reviewer has no such key here, or it cannot be kept.
    """
    public = find(view, reviewer, key)
    add(reviewer, public, How.COMPARED)
    return public


def find(view: View, reviewer: str, key: str) -> bytes:
    """Return the key of a reviewer that a fingerprint, or the key in hex, stands for.

    Raises:
        UserError: The reviewer has no such key here.
    """
    wanted = "".join(key.split()).replace(":", "").lower()
    for found in keys_of(view, reviewer):
        if wanted in (found.public.hex(), key_id(found.public)):
            return found.public
    raise UserError(
        "trust.no_such_key",
        tr(
            "{name} has no key {key} in this review.", name=view.person_name(reviewer), key=key[:80]
        ),
        tr("Compare all eight groups of the fingerprint; if one differs, it is another key."),
    )


def given_key(view: View, reviewer: str, words: str) -> bytes:
    """Return the key that somebody typed: whole, or by its fingerprint where the review has it.

    Raises:
        UserError: It is neither.
    """
    if len("".join(words.split())) == len(key_id(b"")):
        return find(view, reviewer, words)
    return read_public(words)


def adopt(view: View, reviewer: str) -> Person:
    """Make a reviewer of this review a person of this machine: the same one, on a further machine.

    The keys of their other machines are learned before this one has its own:
    afterwards each would need a vouch.

    Raises:
        UserError: The review knows no such reviewer, or the name is taken here.
    """
    if view.fields("reviewer", reviewer) is None or not keys.has_keys(reviewer):
        raise no_such("reviewer", reviewer)
    _learn(view, reviewer, known_keys())
    return people.adopt(_named(view, reviewer))


def _named(view: View, reviewer: str) -> Person:
    """Return somebody as a review names them; what it says in another shape is left out."""
    fields = view.fields("reviewer", reviewer) or {}
    name, organisation, role = (
        value if isinstance(value, str) else ""
        for value in map(fields.get, ("name", "organisation", "role"))
    )
    return Person(reviewer, name or reviewer[:8], organisation, role)


def unvouched(view: View) -> list[str]:
    """Return the ids of known reviewers who come with a key that nobody vouched for.

    Nothing is learned by asking.
    """
    known = known_keys()
    found = []
    for reviewer in coverage.reviewers(view):
        _learn(view, reviewer, known, keep=False)
        announced = {key.public for key in coverage.announced_by(view, reviewer)}
        if announced - known[reviewer].keys() and known[reviewer]:
            found.append(reviewer)
    return found
