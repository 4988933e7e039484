"""`credreview people`: who reviews on this machine and in a review, and whose keys are trusted."""

import argparse
import getpass
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from credreview.cli.commands import FINE, NOBODY, PROBLEMS, Commands, plain
from credreview.domain.errors import UserError
from credreview.domain.model import Person
from credreview.domain.seals import How, fingerprint_words
from credreview.review import keys, people, seals, trust
from credreview.review.session import ReviewSession
from credreview.text import tr

#: What can be done, and the names that it takes.
_WORDS = {
    "list": "[REVIEW]",
    "rename": "NAME NEW-NAME",
    "set": "NAME",
    "passphrase": "NAME",
    "join": "REVIEW NAME",
    "vouch": "REVIEW NAME KEY",
    "trust": "REVIEW NAME KEY",
}


def add(commands: Commands) -> None:
    """Add the command."""
    made = commands.add(
        "people",
        tr("List and change who reviews on this machine, and whose keys are trusted."),
        _people,
        on_review=False,
    )
    made.add_argument("what", nargs="?", default="list", metavar="WHAT", choices=[*_WORDS])
    made.add_argument("names", nargs="*", metavar="NAME")
    made.add_argument("--organisation", metavar="WORDS")
    made.add_argument("--role", metavar="WORDS")
    made.add_argument("--sign-each", choices=["on", "off"], help=tr("sign each entry by itself"))


def _people(options: argparse.Namespace) -> int:
    given = len(options.names)
    least = 0 if options.what == "list" else len(_WORDS[options.what].split())
    if not least <= given <= max(1 if options.what == "list" else 0, least):
        raise UserError(
            "people.usage",
            tr("`people {what}` takes {names}.", what=options.what, names=_WORDS[options.what]),
            tr("`credreview people --help` lists what there is."),
        )
    work = {
        "list": _list,
        "rename": _rename,
        "set": _set,
        "passphrase": _passphrase,
        "join": _join,
        "vouch": _vouch,
        "trust": _trust,
    }
    return work[options.what](options)


def _say(*lines: str) -> None:
    for line in lines:
        print(plain(line))


def _list(options: argparse.Namespace) -> int:
    if options.names:
        return _list_review(Path(options.names[0]))
    code = FINE
    for person in people.everyone():
        _say(_head(person))
        if people.signs_each(person.id):
            _say(tr("  signs each action"))
        try:
            words = fingerprint_words(keys.public_key(person.id))
            locked = tr(" (with a passphrase)") if keys.has_passphrase(person.id) else ""
        except UserError as error:
            _say("  " + str(error))
            code = PROBLEMS
            continue
        _say(tr("  key {fingerprint}{locked}", fingerprint=words, locked=locked))
        _say(tr("  public key {key}", key=keys.public_key(person.id).hex()))
        if keys.is_exposed(person.id):
            code = PROBLEMS
            _say(
                tr(
                    "  OTHERS ON THIS MACHINE CAN READ THE KEY: chmod 600 {path}",
                    path=str(keys.path_of(person.id)),
                )
            )
    return code


def _head(person: Person) -> str:
    more = ", ".join(words for words in (person.role, person.organisation) if words)
    return f"{person.name}  {person.id}" + (f"  ({more})" if more else "")


def _list_review(path: Path) -> int:
    with (
        closing(ReviewSession.open(path, NOBODY, read_only=True)) as session,
        session.reader.view() as view,
    ):
        found = trust.people_of(view)
    for reviewer in sorted(found, key=lambda r: not r.unknown):
        _say(_head(reviewer.person))
        for key in reviewer.keys:
            words = _how(key)
            _say(f"  {fingerprint_words(key.public)}  {words}")
        if not reviewer.keys:
            _say(tr("  no key"))
    return PROBLEMS if any(reviewer.unknown for reviewer in found) else FINE


def _how(key: trust.PersonKey) -> str:
    if key.is_unknown:
        return tr("UNKNOWN KEY: nobody vouched for it")
    if key.known is None:
        return tr("announced; has sealed nothing here yet")
    if key.here:
        return tr("the key of this machine")
    return {
        How.OWN: tr("a key of this machine"),
        How.FIRST_USE: tr("trusted on first use"),
        How.VOUCHED: tr("vouched for by an earlier key"),
        How.COMPARED: tr("compared by hand"),
    }[key.known.how]


def _rename(options: argparse.Namespace) -> int:
    name, new = options.names
    person = people.change(replace(_known(name), name=new))
    _say(tr("{id} is called {name} from now on.", id=person.id, name=person.name))
    return FINE


def _set(options: argparse.Namespace) -> int:
    person = _known(options.names[0])
    changed = {
        name: value
        for name, value in (("organisation", options.organisation), ("role", options.role))
        if value is not None
    }
    each = None if options.sign_each is None else options.sign_each == "on"
    person = people.change(replace(person, **changed), signs_each=each)
    _say(_head(person))
    return FINE


def _known(name: str) -> Person:
    """Return a person of this machine; nobody is made by a slip of the pen."""
    if not any(p.id == name or people.is_called(p, name) for p in people.everyone()):
        raise people.no_such_person(name)
    return people.named(name)


def _passphrase(options: argparse.Namespace) -> int:
    person = _known(options.names[0])
    old = _secret(tr("Passphrase until now: ")) if keys.has_passphrase(person.id) else ""
    new = _secret(tr("New passphrase (empty for none): "))
    if sys.stdin.isatty() and new != _secret(tr("The new one again: ")):
        raise UserError(
            "keys.typed_differently", tr("The two differ."), tr("Nothing was changed; try again.")
        )
    keys.set_passphrase(person.id, old, new)
    _say(tr("The key has a passphrase now.") if new else tr("The key has no passphrase now."))
    return FINE


def _secret(question: str) -> str:
    """Return what is typed unseen, or the next line of an input that is no terminal."""
    if sys.stdin.isatty():
        return getpass.getpass(question)
    return sys.stdin.readline().rstrip("\r\n")


def _join(options: argparse.Namespace) -> int:
    path, name = options.names
    with (
        closing(ReviewSession.open(Path(path), NOBODY, read_only=True)) as session,
        session.reader.view() as view,
    ):
        reviewer = _in_review(trust.people_of(view), name)
        person = trust.adopt(view, reviewer.id)
    public = keys.public_key(person.id)
    _say(
        tr("You are {name} on this machine too.", name=person.name),
        tr("  key {fingerprint}{locked}", fingerprint=fingerprint_words(public), locked=""),
        tr("Where you reviewed before, say: credreview people vouch REVIEW NAME {key}",
           key=public.hex()),
    )  # fmt: skip
    return FINE


def _in_review(found: list[trust.Reviewer], name: str) -> Person:
    fitting = [r.person for r in found if r.person.id == name or people.is_called(r.person, name)]
    if len(fitting) == 1:
        return fitting[0]
    if not fitting:
        raise people.no_such_person(name)
    raise UserError(
        "people.ambiguous",
        tr("The name “{name}” fits {count} people.", name=name, count=len(fitting)),
        tr("Give the id instead: {ids}.", ids=", ".join(p.id for p in fitting)),
    )


def _vouch(options: argparse.Namespace) -> int:
    path, name, key = options.names
    person = _known(name)
    with closing(ReviewSession.open(Path(path), person)) as session:
        with session.reader.view() as view:
            public = trust.given_key(view, person.id, key)
        session.do(seals.vouch_for(public))
    _say(tr("You vouched for the key {fingerprint}.", fingerprint=fingerprint_words(public)))
    return FINE


def _trust(options: argparse.Namespace) -> int:
    path, name, key = options.names
    with (
        closing(ReviewSession.open(Path(path), NOBODY, read_only=True)) as session,
        session.reader.view() as view,
    ):
        reviewer = _in_review(trust.people_of(view), name)
        public = trust.compare(view, reviewer.id, key)
    _say(
        tr("The key {fingerprint} of {name} is trusted from now on.",
           fingerprint=fingerprint_words(public), name=reviewer.name)
    )  # fmt: skip
    return FINE
