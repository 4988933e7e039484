"""Sharing a review or an extract, encrypting it, and opening what was encrypted."""

import argparse
import getpass
import os
import sys
from contextlib import closing
from pathlib import Path

from credreview import environment
from credreview.cli.commands import FINE, Commands, plain
from credreview.domain import handling
from credreview.domain.errors import UserError
from credreview.domain.model import ArticleQuery, Person
from credreview.exchange import age_keys, envelope, receiving
from credreview.exchange.envelope import Key, Lock
from credreview.review import people, sharing
from credreview.review.session import ReviewSession
from credreview.review.sharing import Choice, Terms
from credreview.text import tr


def add(commands: Commands) -> None:
    """Add the commands."""
    share = commands.add("share", tr("Make a file for others: the review, or an extract."), _share)
    share.add_argument("target", type=Path, metavar="OUT")
    share.add_argument("--reviewer", metavar="NAME", help=tr("who shares it"))
    chosen = share.add_mutually_exclusive_group()
    chosen.add_argument("--articles", action="append", metavar="IDS", help=tr("these alone"))
    chosen.add_argument("--filter", metavar="WORDS", help=tr("those that hold these words"))
    share.add_argument("--no-originals", action="store_true", help=tr("leave the files out"))
    share.add_argument("--no-claims", action="store_true", help=tr("leave the claims out"))
    share.add_argument("--judgements", choices=("none", "own", "all"))
    share.add_argument("--tlp", metavar="MARK", help=tr("how far it may be passed on"))
    share.add_argument("--for", action="append", dest="recipients", metavar="RECIPIENT")
    share.add_argument("--passphrase", action="store_true", help=tr("encrypt it with a passphrase"))
    share.add_argument("--replace", action="store_true", help=tr("over a file that is there"))
    decrypt = commands.add("decrypt", tr("Open an encrypted file."), _decrypt, on_review=False)
    decrypt.add_argument("encrypted", type=Path, metavar="FILE")
    decrypt.add_argument("target", type=Path, metavar="OUT")
    decrypt.add_argument("--identity", type=Path, metavar="FILE", help=tr("a file of secret keys"))
    decrypt.add_argument("--reviewer", metavar="NAME", help=tr("whose key opens it"))
    commands.also("unseal", decrypt)  # as it was called first
    receive = commands.add(
        "receive", tr("Print the public key to give to senders."), _receive, on_review=False
    )
    receive.add_argument("--reviewer", metavar="NAME", help=tr("who receives"))


def _person(options: argparse.Namespace) -> Person:
    return people.named(options.reviewer) if options.reviewer else people.only_one()


def _share(options: argparse.Namespace) -> int:
    person = _person(options)
    choice = _choice(options)
    lock = _lock(options)
    with closing(ReviewSession.open(options.review, person)) as session:
        mark = sharing.proposed_mark(session)
        terms = Terms(
            mark=mark if options.tlp is None else handling.read_mark(options.tlp),
            lock=lock,
            chosen=_words(options),
            replace=options.replace,
        )
        if choice is None:
            made = sharing.share(session, options.target, terms)
        else:
            made = sharing.extract(session, options.target, choice, terms)
    for line in made.manifest.lines():
        print(plain(line))
    print(tr("Made {path}, {size} bytes.", path=plain(str(made.path)), size=made.size))
    return FINE


def _choice(options: argparse.Namespace) -> Choice | None:
    """Return what an extract is to hold, or None where all is shared."""
    named = options.articles is not None or options.filter is not None
    partial = named or options.no_originals or options.no_claims
    whose = options.judgements or ("none" if partial else "all")
    if whose == "all":
        if partial:
            raise UserError(
                "share.others",
                tr("An extract holds no judgements of others."),
                tr("Share the whole review, or say --judgements own."),
            )
        return None
    articles: list[str] | ArticleQuery = ArticleQuery(text=options.filter or "")
    if options.articles is not None:
        articles = [id for given in options.articles for id in given.split(",") if id]
    return Choice(
        articles,
        originals=not options.no_originals,
        claims=not options.no_claims,
        own=whose == "own",
    )


def _words(options: argparse.Namespace) -> str:
    if options.filter is not None:
        return tr("those that hold “{words}”", words=options.filter)
    return tr("chosen one by one") if options.articles is not None else ""


def _lock(options: argparse.Namespace) -> Lock | None:
    if options.recipients and options.passphrase:
        raise UserError(
            "share.two_locks",
            tr("A file is encrypted for recipients or with a passphrase, not both."),
            tr("Leave one of them out."),
        )
    if options.recipients:
        lines = [_recipient_lines(given) for given in options.recipients]
        return Lock(recipients=age_keys.read_recipients("\n".join(lines)))
    return Lock(passphrase=_new_passphrase()) if options.passphrase else None


def _recipient_lines(given: str) -> str:
    """Return a public key as it was given, or what stands in the file of that name."""
    if given.startswith(("age1", "ssh-")) or not Path(given).is_file():
        return given
    return age_keys.read_key_file(Path(given)).decode("utf-8", "replace")


def _new_passphrase() -> str:
    first = _asked(tr("Passphrase: "))
    if environment.SHARE_PASSPHRASE_VARIABLE not in os.environ and first != _asked(
        tr("The same again: ")
    ):
        raise UserError("share.passphrases_differ", tr("The two passphrases are not the same."))
    if not first:
        raise UserError("share.no_passphrase", tr("An empty passphrase protects nothing."))
    return first


def _asked(prompt: str) -> str:
    """Return a passphrase from the environment, else from whoever sits at the terminal."""
    given = os.environ.get(environment.SHARE_PASSPHRASE_VARIABLE)
    if given is not None:
        return given
    if sys.stdin is None or not sys.stdin.isatty():
        raise UserError(
            "share.nobody_to_ask",
            tr("There is no terminal to ask for the passphrase."),
            tr("Put it into the variable {name}.", name=environment.SHARE_PASSPHRASE_VARIABLE),
        )
    return getpass.getpass(prompt)


def _decrypt(options: argparse.Namespace) -> int:
    if envelope.asks_for(options.encrypted) == "passphrase":
        key = Key(passphrase=_asked(tr("Passphrase: ")))
    elif options.identity is not None:
        key = Key((age_keys.read_key_file(options.identity),))
    else:
        key = Key(receiving.identities(_person(options).id))
    envelope.open_encrypted(options.encrypted, options.target, key)
    print(tr("Made {path}.", path=plain(str(options.target))))
    return FINE


def _receive(options: argparse.Namespace) -> int:
    print(receiving.recipient(_person(options).id))
    return FINE
