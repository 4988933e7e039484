"""What a merge brings, as plain data: the preview and the report are the same."""

from dataclasses import dataclass
from enum import StrEnum


class MergeState(StrEnum):
    """What became of a merge in this file."""

    UNFINISHED = "unfinished"
    DONE = "done"
    ASIDE = "aside"


@dataclass(frozen=True, slots=True)
class Contributor:
    """What came from one reviewer.

    Attributes:
        actions: New actions of theirs.
        judgements: Claims on which they gave or changed a judgement.
        is_new: Nothing of theirs was in this review before.
        agreed: Claims on which they recorded, changed or took back an agreed judgement.
    """

    id: str
    name: str
    actions: int
    judgements: int
    is_new: bool
    agreed: int = 0


@dataclass(frozen=True, slots=True)
class Announcement:
    """Something to know before the merge; `id` is stable, such as "clock.ahead"."""

    id: str
    message: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class MergeReport:
    """What a merge brought, or would bring.

    Attributes:
        name: The file's own name.
        fingerprint: Of the review that came.
        result: Fingerprint of this review afterwards.
        actions: New actions; `known` were here already.
        articles, claims, judgements: Ids of what is new, hex.
        touched_articles: Ids of articles that were here and got something new.
        touched_claims: Ids of all claims that something new was written about.
        changed_judgements: Ids of judgements that were here and changed.
        undone_judgements: Ids of judgements that were here, of which their own
            reviewers undid something.
        agreed, changed_agreed: Ids of agreed judgements that are new; that were here
            and were changed or taken back.
        announcements: What to know first.
        is_complete: False where it was stopped on the way; merging again goes on.
        latest: Wall time of the newest entry that came, ms UTC; 0 without any.
        filled: Ids of articles that had come here without their words, which come now.
        filled_texts: How many other texts (rationales, notes, files) likewise.
    """

    name: str
    fingerprint: str
    result: str
    actions: int
    known: int
    articles: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    judgements: tuple[str, ...] = ()
    touched_articles: tuple[str, ...] = ()
    touched_claims: tuple[str, ...] = ()
    changed_judgements: tuple[str, ...] = ()
    undone_judgements: tuple[str, ...] = ()
    contributors: tuple[Contributor, ...] = ()
    announcements: tuple[Announcement, ...] = ()
    is_complete: bool = True
    latest: int = 0
    agreed: tuple[str, ...] = ()
    changed_agreed: tuple[str, ...] = ()
    filled: tuple[str, ...] = ()
    filled_texts: int = 0

    @property
    def has_news(self) -> bool:
        """Whether anything that people see comes: an entry, or words of one that is here."""
        return bool(self.actions or self.filled or self.filled_texts)


@dataclass(frozen=True, slots=True)
class MergeEntry:
    """A merge in the log of this file.

    Attributes:
        number: Its place in the log, from 1.
        when: When it began, ms UTC.
        can_be_removed: Nothing was done since: undoing leaves the file as it
            was before. Else what came can only be set aside.
    """

    number: int
    name: str
    fingerprint: str
    when: int
    state: MergeState
    actions: int
    can_be_removed: bool
