"""Sessions for tests: small reviews, copies for somebody else, exchange, the fold beside."""

from collections.abc import Sequence
from pathlib import Path

import tables

from credreview import environment
from credreview.domain.model import Changed, Person
from credreview.review import actions, judging
from credreview.review.bulk import FileResult, import_files
from credreview.review.session import ReviewSession
from credreview.store.file import driver

XENIA, YORICK = Person("aa" * 16, "Xenia Example"), Person("bb" * 16, "Yorick Example")
HARBOUR = (
    "Harbour closed for repairs\n\nThe harbour office said that ten ships were turned away."
    " Fishermen counted twenty.\n\nA repair is expected to last a week.\n"
)
BRIDGE = (
    "Bridge opens early\n\nThe ministry said the bridge opened on Monday. Nobody saw it open.\n\n"
    "It is the finest bridge of all.\n"
)


class Clock:
    """The wall clock of this process, moved by hand; `install` puts it in place."""

    def __init__(self, now: int = 1_700_000_000_000) -> None:
        self.now = now
        self.step = 1000

    def __call__(self) -> int:
        """Return the time, some later each time."""
        self.now += self.step
        return self.now

    def install(self, monkeypatch) -> "Clock":
        """Let the program read this clock until the test ends."""
        monkeypatch.setattr(environment, "now", self)
        return self


def begin(folder: Path, texts: Sequence[str] = (HARBOUR, BRIDGE)) -> ReviewSession:
    """Return Xenia's session on a new review that holds some articles."""
    folder.mkdir(parents=True, exist_ok=True)
    session = ReviewSession.create(folder / "review.credreview", XENIA)
    if texts:
        bring(session, folder / "articles", texts)
    return session


def bring(session: ReviewSession, folder: Path, texts: Sequence[str]) -> list[FileResult]:
    """Write texts to files and import them."""
    folder.mkdir(exist_ok=True)
    for number, text in enumerate(texts):
        (folder / f"{number:04}.txt").write_text(text, encoding="utf-8")
    return list(import_files(session, [folder]))


def copy_for(session: ReviewSession, person: Person, name: str) -> ReviewSession:
    """Return a session of somebody on a copy of the whole review."""
    path = session.file.path.with_name(f"{name}.credreview")
    session.save_copy(path)
    return ReviewSession.open(path, person)


def exchange(giver: ReviewSession, taker: ReviewSession) -> int:
    """Bring all of one file to another in one transaction; return how many actions were new."""
    with giver.file.reading() as source, taker.file.writing() as target:
        return tables.exchange(driver(source), driver(target))


def meet(one: ReviewSession, other: ReviewSession) -> None:
    """Exchange both ways; both files then show the same, which is the pure fold."""
    exchange(one, other)
    exchange(other, one)
    assert one.reader.fingerprint() == other.reader.fingerprint()
    assert check(one) == check(other)


def check(session: ReviewSession) -> tables.Tables:
    """Return what the tables show after comparing it with the fold of all bodies."""
    with session.file.reading() as connection:
        db = driver(connection)
        held = tables.tables(db)
        assert held == tables.demanded(tables.actions(db))
    return held


def bodies(session: ReviewSession) -> dict[str, bytes]:
    """Return all bodies of a session's file, parents first."""
    with session.file.reading() as connection:
        return tables.bodies(driver(connection))


def articles(session: ReviewSession) -> list[str]:
    """Return the ids of the living articles, oldest first."""
    with session.reader.view() as view:
        rows = view.db.execute(
            "SELECT id FROM record JOIN article USING (r) WHERE alive ORDER BY r"
        ).fetchall()
    return [id.hex() for (id,) in rows]


def mark(session: ReviewSession, words: str, part: int = 0) -> str:
    """Mark the first place where these words stand; return the claim's id."""
    for article in articles(session):
        text = session.reader.article(article).text
        start = text.find(words)
        if start >= 0:
            deed = actions.mark_claim(article, start, start + len(words), part)
            return session.do(deed).answers["claim"]
    raise AssertionError(f"no article holds {words!r}")


def judge(session: ReviewSession, claim: str, **given) -> Changed:
    """Judge a claim with the terms of the session's review."""
    return session.do(judging.judge(claim, session.vocabulary, **given))


def title_of(session: ReviewSession, article: str) -> str | None:
    """Return the title that shows."""
    return session.reader.article(article).facts.title
