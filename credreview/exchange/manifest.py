"""What a shared file says of itself: what it holds, from whom, how far it may be passed on.

It stands in the file's own table `local` as canonical JSON and never goes along
into another review. Anybody can write one: what it says is a claim of whoever
signed it, and counts for nothing in a merge.
"""

import dataclasses
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final, Literal

from credreview.domain import canonical, handling
from credreview.domain.errors import UserError
from credreview.domain.seals import fingerprint_words
from credreview.store.seals import Signer, verify
from credreview.text import tr

#: Under this name it stands in `local`.
NAME: Final = "manifest"
_FORM: Final = 1
_LARGEST: Final = 100_000
_LONGEST: Final = 2000
_MOST: Final = 10**12
_SIGNED: Final = b"credreview manifest 1\n"
_HEX: Final = re.compile(r"[0-9a-f]*\Z")
#: Length of the hexadecimal fields.
_DIGITS: Final = {"reviewer": 32, "origin": 64, "fingerprint": 64, "key": 64, "signature": 128}
#: They came later: what holds none of these can be read by versions that do not know them.
_LATER: Final = frozenset({"links", "notes", "described"})

Whose = Literal["all", "own", "none"]
Signature = Literal["none", "valid", "forged"]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a shared file holds.

    Attributes:
        whole: The whole review; else an extract.
        reviewer, name, organisation: Who made it: the permanent id, and what they go by.
        origin: Fingerprint of the review it was made from.
        fingerprint: Of what the file itself holds; equal to `origin` for a whole review.
        made: When, ms UTC.
        program: Version of credreview.
        handling: One of `handling.MARKS`, or "".
        articles, claims, judgements, reviewers: How many it holds; reviewers
            are those whose judgements it holds.
        originals: Whether the files are in it as they were found.
        whose: Whose judgements are in it.
        chosen: How the articles were chosen, in the sharer's words; "" for all.
        links, notes, described: How many of whose judgements it holds: links, notes,
            and sources of which they said what they are.
        key, signature: Of who made it, hex; "" where it is not signed.
    """

    whole: bool
    reviewer: str
    name: str
    organisation: str
    origin: str
    fingerprint: str
    made: int
    program: str
    handling: str
    articles: int
    claims: int
    judgements: int
    reviewers: int
    originals: bool
    whose: Whose
    chosen: str = ""
    key: str = ""
    signature: str = ""
    links: int = 0
    notes: int = 0
    described: int = 0

    def text(self) -> str:
        """Return it as the text that a file keeps."""
        said = dataclasses.asdict(self)
        told = {name: value for name, value in said.items() if value or name not in _LATER}
        return canonical.dump({"form": _FORM, **told}).decode("utf-8")

    def signed(self, signer: Signer) -> "Manifest":
        """Return it with a signature."""
        named = dataclasses.replace(self, key=signer.public.hex())
        return dataclasses.replace(named, signature=signer.sign(_signed_bytes(named)).hex())

    def is_signed(self) -> Signature:
        """Return whether a signature stands in it, and fits; whose key it is, is another matter."""
        if not self.key and not self.signature:
            return "none"
        key, sig = bytes.fromhex(self.key), bytes.fromhex(self.signature)
        return "valid" if verify(key, _signed_bytes(self), sig) else "forged"

    def contents(self) -> str:
        """Return how much of what it holds, in one line."""
        parts = [_count(self.articles, tr("1 article"), tr("{n} articles", n=self.articles))]
        parts.append(
            _count(self.claims, tr("1 claim"), tr("{n} claims", n=self.claims), tr("no claims"))
        )
        judged = _count(
            self.judgements,
            tr("1 judgement"),
            tr("{n} judgements", n=self.judgements),
            tr("no judgements"),
        )
        if self.judgements and self.whose == "all":
            judged = _count(
                self.reviewers,
                tr("{judgements} of 1 reviewer", judgements=judged),
                tr("{judgements} of {n} reviewers", judgements=judged, n=self.reviewers),
            )
        elif self.judgements and self.whose == "own":
            judged = tr("{judgements} of the sharer's own", judgements=judged)
        parts.append(judged)
        if self.links:
            parts.append(_count(self.links, tr("1 link"), tr("{n} links", n=self.links)))
        if self.notes:
            parts.append(_count(self.notes, tr("1 note"), tr("{n} notes", n=self.notes)))
        if self.described:
            several = tr("{n} sources described", n=self.described)
            parts.append(_count(self.described, tr("1 source described"), several))
        parts.append(tr("with originals") if self.originals else tr("without originals"))
        return ", ".join(parts)

    def lines(self) -> list[str]:
        """Return it for people, one thing a line; the words in it may be anybody's."""
        who = f"{self.name} ({self.organisation})" if self.organisation else self.name
        lines = [
            tr("The whole review, shared by {name}", name=who)
            if self.whole
            else tr("An extract, made by {name}", name=who),
            tr("{when}, with credreview {version}", when=_utc(self.made), version=self.program),
        ]
        if self.handling:
            lines.append(f"{self.handling}: {handling.meaning(self.handling)}")
        lines.append(self.contents())
        if self.chosen:
            lines.append(tr("Articles: {words}", words=self.chosen))
        lines.append(tr("From fingerprint {fingerprint}", fingerprint=self.origin))
        lines.append(self._signature_words())
        return lines

    def _signature_words(self) -> str:
        state = self.is_signed()
        if state == "none":
            return tr("Not signed: anybody may have written this.")
        if state == "forged":
            return tr("FORGED: the signature under this does not fit.")
        words = fingerprint_words(bytes.fromhex(self.key))
        return tr("Signed with the key {fingerprint}", fingerprint=words)


def _signed_bytes(manifest: Manifest) -> bytes:
    return _SIGNED + dataclasses.replace(manifest, signature="").text().encode("utf-8")


def parse(value: object) -> Manifest:
    """Return the manifest that a file states: its text, or the object in it.

    Raises:
        UserError: It is none, whatever somebody made of it.
    """
    try:
        return _parsed(value)
    except (ValueError, TypeError, RecursionError) as error:
        raise UserError(
            "manifest.unreadable",
            tr("What this file says of itself cannot be read."),
            tr("It may be from a newer version, or somebody altered it."),
        ) from error


def _parsed(value: object) -> Manifest:
    if isinstance(value, str):
        if len(value) > _LARGEST:
            raise ValueError("too large")
        value = canonical.load(value.encode("utf-8"))
    if not isinstance(value, Mapping):
        raise TypeError("no object")
    given: dict[str, Any] = dict(value)
    if given.pop("form", None) != _FORM:
        raise ValueError("another form")
    kinds = {field.name: field.type for field in dataclasses.fields(Manifest)}
    if not kinds.keys() - _LATER <= given.keys() <= kinds.keys():
        raise ValueError("other fields")
    for name, item in given.items():
        _check(name, item, kinds[name])
    return Manifest(**given)


def _check(name: str, item: object, kind: object) -> None:
    """Refuse a value that a field cannot have."""
    if kind is bool or kind is int:
        if type(item) is not kind or not 0 <= item < _MOST * 1000:
            raise ValueError(name)
        return
    if not isinstance(item, str) or len(item) > _LONGEST:
        raise ValueError(name)
    canonical.check(item)
    digits = _DIGITS.get(name)
    may_be_empty = name in ("key", "signature")
    if digits and not (len(item) == digits and _HEX.match(item)) and (item or not may_be_empty):
        raise ValueError(name)
    if name == "whose" and item not in ("all", "own", "none"):
        raise ValueError(name)
    if name == "handling" and item and item not in handling.MARKS:
        raise ValueError(name)


def _count(n: int, one: str, many: str, none: str = "") -> str:
    if n == 1:
        return one
    return many if n or not none else none


def _utc(ms: int) -> str:
    """Return a time as "2026-01-31 12:00 UTC"; one past the calendar's end as it stands."""
    try:
        moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=ms)
    except OverflowError:
        return str(ms)
    return moment.strftime("%Y-%m-%d %H:%M UTC")
