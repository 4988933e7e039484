"""Who else has a review open, and what they wrote meanwhile."""

import json
import os
import socket
import subprocess
import sys

import pytest

from credreview.domain.model import ArticleQuery, Person
from credreview.review.actions import write_note
from credreview.review.bulk import import_files
from credreview.review.others import News, Presence
from credreview.review.session import ReviewSession

ANNA, BORIS = Person("a1" * 16, "Sample Anna"), Person("b2" * 16, "Sample Boris")


@pytest.fixture
def path(tmp_path, monkeypatch):
    monkeypatch.setenv("CREDREVIEW_HOME", str(tmp_path / "home"))
    (tmp_path / "a.txt").write_text("The port is closed, the harbour office said.\n")
    path = tmp_path / "a.credreview"
    session = ReviewSession.create(path, ANNA)
    list(import_files(session, [tmp_path / "a.txt"]))
    session.close()
    return path


def note_of(path):
    return path.with_name(path.name + ".lock")


def leave_note(path, host, process):
    words = {"name": "Sample Boris", "host": host, "process": process, "since": 1000}
    note_of(path).write_text(json.dumps(words))


def test_a_note_says_who_works_and_goes_away_with_them(path):
    presence = Presence(path, "Sample Anna")
    assert presence.announce() is None
    assert json.loads(note_of(path).read_text())["name"] == "Sample Anna"
    presence.leave()
    assert not note_of(path).exists()


def test_somebody_on_another_machine_is_named_and_their_note_stays(path):
    leave_note(path, "elsewhere", os.getpid())
    presence = Presence(path, "Sample Anna")
    assert presence.announce().name == "Sample Boris"
    presence.leave()
    assert note_of(path).exists()


def test_a_living_process_of_this_machine_is_named(path):
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as other:
        leave_note(path, socket.gethostname(), other.pid)
        assert Presence(path, "Sample Anna").announce().process == other.pid
        other.communicate(b"\n")


def test_the_note_of_a_process_that_is_gone_counts_as_none(path):
    with subprocess.Popen([sys.executable, "-c", ""]) as other:
        other.wait()
    leave_note(path, socket.gethostname(), other.pid)
    presence = Presence(path, "Sample Anna")
    assert presence.announce() is None
    assert json.loads(note_of(path).read_text())["name"] == "Sample Anna"
    presence.leave()


@pytest.mark.parametrize("content", ["", "{}", "[1]", '{"name": 1, "host": 2, "process": "x"}'])
def test_a_strange_note_counts_as_none(path, content):
    note_of(path).write_text(content)
    presence = Presence(path, "Sample Anna")
    assert presence.announce() is None
    presence.leave()


def test_own_work_is_no_news_and_another_s_is(path):
    mine, theirs = ReviewSession.open(path, ANNA), ReviewSession.open(path, BORIS)
    article = mine.reader.article(mine.reader.article_keys(ArticleQuery())[0])
    news = News(mine)
    assert news.look() is None
    mine.do(write_note("article", article.id, "mine"))
    assert news.look() is None
    theirs.do(write_note("article", article.id, "theirs"))
    mine.do(write_note("article", article.id, "mine again"))
    assert news.look().everything
    assert news.look() is None
    mine.undo()
    assert news.look() is None
    news.stop()
    mine.close()
    theirs.close()
