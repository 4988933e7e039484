"""Check every row of a review from elsewhere: actions, texts, signatures, what hangs on what.

A merge checks what is new as it takes it in; this is for a file that is to be
known as sound in all of it, such as one that is about to be sent.
"""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from zstandard import ZstdError

from credreview.domain import journal
from credreview.domain.errors import UserError
from credreview.domain.identity import article_id, text_hash
from credreview.domain.journal import Action
from credreview.domain.seals import KEY_BYTES, SIGNATURE_BYTES
from credreview.domain.work import Ticker, silent
from credreview.store import texts
from credreview.store.gate import Incoming
from credreview.store.guarded import refusal
from credreview.text import tr

#: Rows between two ticks.
_STEP = 500
#: Switched actions that are followed through the journal at a time: bits of a number.
_TARGETS = 1024
#: Bytes of a salt; ours have 16.
_LONGEST_SALT = 64


@dataclass
class _Journal:
    """What is remembered of each action; its place is its number in the order of `n`."""

    places: dict[bytes, int] = field(default_factory=dict)
    numbers: "array[int]" = field(default_factory=lambda: array("q"))
    parents: list[tuple[int, ...]] = field(default_factory=list)
    switches: list[tuple[int, int]] = field(default_factory=list)
    referred: set[str] = field(default_factory=set)
    #: Hash of a text -> the articles that are said to have it.
    articles: dict[str, set[str]] = field(default_factory=dict)
    heads: set[bytes] = field(default_factory=set)


def check_whole(incoming: Incoming, tick: Ticker = silent) -> None:
    """Check all that a merge could take from a file.

    Afterwards each action and each text is what its hash names, every parent
    came before its children, switches switch what they had seen, the stated
    heads are the heads, articles have the texts that their ids are made of, and
    every text is there or was erased. Signatures have
    the right form; whether they are valid is for store/seals.py.

    Raises:
        UserError: "gate.*"; something of this does not hold.
    """
    incoming.check_pages(tick)
    found = _read_journal(incoming, tick)
    if {head.hex() for head in found.heads} != set(incoming.heads):
        raise refusal(
            "heads", tr("The list of latest actions in “{name}” is wrong.", name=incoming.name)
        )
    for at in unseen_switches(found.parents, found.switches, tick):
        raise _bad_action(incoming, found.numbers[at])
    _check_texts(incoming, found, tick)
    _check_signatures(incoming, set(found.numbers))


def _read_journal(incoming: Incoming, tick: Ticker) -> _Journal:
    found = _Journal()
    rows = incoming.db.execute("SELECT n, id, body FROM action ORDER BY n")
    for place, (n, id, body) in enumerate(rows):
        if place % _STEP == 0:
            tick(place, incoming.actions, incoming.name)
        try:
            _note(found, n, id, body)
        except (ValueError, TypeError, LookupError) as error:
            raise _bad_action(incoming, n) from error
    if len(found.numbers) != incoming.actions:
        raise _bad_action(incoming, found.numbers[0])
    return found


def _note(found: _Journal, n: int, id: bytes, body: object) -> None:
    """Check one action against itself and those before it, and remember it.

    Raises:
        ValueError: It is no valid action, or not the one its hash names.
        TypeError: The row holds something else than bytes.
        LookupError: What it builds on or switches did not come before it.
    """
    if not isinstance(body, bytes):
        raise TypeError("an action is stored as bytes")
    action = journal.read_body(body)
    if bytes.fromhex(action.id) != id or id in found.places:
        raise ValueError("its words are not those it is named by")
    place = len(found.numbers)
    parents = [bytes.fromhex(parent) for parent in action.parents]
    found.parents.append(tuple(found.places[parent] for parent in parents))
    found.heads.difference_update(parents)
    found.heads.add(id)
    found.switches += [(place, found.places[target]) for target in _targets(action)]
    found.places[id] = place
    found.numbers.append(n)
    for change in action.changes:
        found.referred.update(texts.references(change.kind, change.fields))
        text = change.fields.get("text") if change.kind == "article" else None
        if isinstance(text, str):
            found.articles.setdefault(text, set()).add(change.record)


def _targets(action: Action) -> Iterator[bytes]:
    return (bytes.fromhex(change.record) for change in action.changes if change.is_switch)


def unseen_switches(
    parents: Sequence[Sequence[int]],
    switches: Sequence[tuple[int, int]],
    tick: Ticker = silent,
) -> Iterator[int]:
    """Yield the actions that switch another which does not lie in their past.

    Args:
        parents: The places of each action's parents, all smaller than its own.
        switches: Places of a switching action and of the one it switches.
        tick: Told how many of the switched actions are done.

    Some switched actions at a time are followed through all of the journal,
    so a hostile one cannot fill the memory with who had seen what.
    """
    by_target: dict[int, list[int]] = {}
    for switch, target in switches:
        by_target.setdefault(target, []).append(switch)
    targets = sorted(by_target)
    for start in range(0, len(targets), _TARGETS):
        tick(start, len(targets))
        bits = {target: 1 << i for i, target in enumerate(targets[start : start + _TARGETS])}
        wanted: dict[int, int] = {}
        for target, bit in bits.items():
            for switch in by_target[target]:
                wanted[switch] = wanted.get(switch, 0) | bit
        seen = _seen(parents, bits)
        yield from (at for at, bit in wanted.items() if bit & ~seen[at])


def _seen(parents: Sequence[Sequence[int]], bits: dict[int, int]) -> list[int]:
    """Return for each action the bits of those it has seen."""
    seen: list[int] = []
    for above in parents:
        if len(above) == 1 and above[0] not in bits:
            seen.append(seen[above[0]])  # the same number, not an equal one
            continue
        view = 0
        for parent in above:
            view |= seen[parent] | bits.get(parent, 0)
        seen.append(view)
    return seen


def _check_texts(incoming: Incoming, actions: _Journal, tick: Ticker) -> None:
    found: set[str] = set()
    total = len(actions.referred)
    rows = incoming.db.execute("SELECT sha, codec, size, salt, purged, data FROM text")
    for done, (sha, *row) in enumerate(rows):
        if done % _STEP == 0:
            tick(min(done, total), total, incoming.name)
        id = sha.hex() if isinstance(sha, bytes) else ""
        try:
            _check_text(actions.articles.get(id, set()), id, *row)
        except (ValueError, TypeError, MemoryError, OverflowError, ZstdError) as error:
            raise _bad_text(incoming, id) from error
        if id in found:
            raise _bad_text(incoming, id)
        found.add(id)
    for id in sorted(actions.referred - found):
        raise _bad_text(incoming, id)


def _check_text(
    articles: set[str],
    id: str,
    codec: int,
    size: int,
    salt: bytes | None,
    purged: int | None,
    data: bytes | None,
) -> None:
    """Refuse a text that is not what its hash names, or not that of the articles said to have it.

    Raises:
        ValueError, TypeError, ZstdError: So it is.
    """
    if len(id) != 64 or (salt is not None and len(salt) > _LONGEST_SALT):
        raise ValueError("no hash, or no salt of ours")
    if data is None:
        if not purged:
            raise ValueError("it is not there, and was not erased")
        return
    words = texts.unpack(codec, size, data)
    if text_hash(words, salt or b"") != id:
        raise ValueError("its words are not those it is named by")
    if articles and articles != {article_id(words.decode("utf-8"))}:
        raise ValueError("an article has another text than its id is made of")


def _check_signatures(incoming: Incoming, numbers: set[int]) -> None:
    for n, key, sig in incoming.db.execute("SELECT n, key, sig FROM signature"):
        has_form = isinstance(key, bytes) and isinstance(sig, bytes)
        if not has_form or n not in numbers or (len(key), len(sig)) != (KEY_BYTES, SIGNATURE_BYTES):
            raise refusal(
                "signature", tr("A signature in “{name}” is not valid.", name=incoming.name)
            )


def _bad_action(incoming: Incoming, n: int) -> UserError:
    message = tr("Action #{number} in “{name}” is not valid.", number=n, name=incoming.name)
    return refusal("action", message)


def _bad_text(incoming: Incoming, id: str) -> UserError:
    message = tr("Text {id} in “{name}” is missing or was altered.", id=id[:12], name=incoming.name)
    return refusal("text", message)
