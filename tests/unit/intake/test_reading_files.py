import inspect
import os
import socket
import sys

import pytest
from block_shapes import assert_blocks_fit
from hypothesis import given, settings
from hypothesis import strategies as st

from credreview.domain.errors import UserError
from credreview.intake import files
from credreview.intake.files import draft_of, find_files, read_article, shown_name

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="POSIX files")
not_root = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything"
)


def refusal_of(path):
    with pytest.raises(UserError) as refusal:
        read_article(path)
    assert refusal.value.hint
    return refusal.value


def write(folder, name, content=b"Some words here."):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def test_a_text_file_becomes_a_draft(tmp_path):
    content = (
        b"The title of it\r\n\r\nIt rained on the harbour of Velmora, and the boats stayed in.\r\n"
    )
    draft = read_article(write(tmp_path, "rain.txt", content))
    assert (
        draft.text
        == "The title of it\n\nIt rained on the harbour of Velmora, and the boats stayed in."
    )
    assert draft.original == content
    assert (draft.method, draft.file_name, draft.remarks) == ("text", "rain.txt", ())
    assert draft.facts.title == "The title of it"
    assert draft.facts.language == "en"
    assert draft.guessed == {"title", "language"}
    assert_blocks_fit(draft.text, draft.blocks)


@pytest.mark.parametrize("name", ["a.md", "a.MD", "a.markdown"])
def test_markdown_is_known_by_its_ending(tmp_path, name):
    draft = read_article(write(tmp_path, name, b"# Title\n\nSome *words*."))
    assert draft.method == "markdown"
    assert draft.text == "Title\n\nSome words."


def test_what_front_matter_states_is_not_guessed(tmp_path):
    content = b"---\ntitle: Stated\nauthor: A. Writer\n---\n\nHeading\n\nBody words, all of them."
    draft = read_article(write(tmp_path, "a.txt", content))
    assert draft.facts.title == "Stated"
    assert draft.facts.author == "A. Writer"
    assert draft.guessed.isdisjoint({"title", "author"})
    assert draft.text.startswith("Heading\n\nBody")


def test_a_named_file_is_tried_whatever_its_ending(tmp_path):
    assert read_article(write(tmp_path, "notes.log")).text == "Some words here."
    assert read_article(write(tmp_path, "noending")).method == "text"


@pytest.mark.parametrize(
    "content",
    [b"", b" \n\t\r\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\xe2\x80\x8b", b"---\ntitle: x\n---\n"],
)
@pytest.mark.parametrize("name", ["hollow.txt", "hollow.md"])
def test_an_empty_file_is_refused(tmp_path, content, name):
    refusal = refusal_of(write(tmp_path, name, content))
    assert refusal.id == "intake.empty"
    assert name in refusal.message


def test_a_markdown_file_of_marks_alone_is_refused_as_empty(tmp_path):
    assert refusal_of(write(tmp_path, "a.md", b"***\n\n<!-- nothing -->\n")).id == "intake.empty"


def test_a_file_over_the_cap_is_refused_before_it_is_read(tmp_path, monkeypatch):
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(files.LARGEST + 1)
    monkeypatch.setattr(files.os, "open", lambda *_: pytest.fail("it was opened"))
    refusal = refusal_of(path)
    assert refusal.id == "intake.too_large"
    assert "50 MB" in refusal.message


def test_a_file_that_grows_over_the_cap_meanwhile_is_refused(tmp_path, monkeypatch):
    path = write(tmp_path, "grows.txt", b"x" * 11)
    monkeypatch.setattr(files, "LARGEST", 10)
    real = os.stat(write(tmp_path, "small.txt", b"x"))
    monkeypatch.setattr(type(path), "stat", lambda self, **_: real)
    monkeypatch.setattr(files.os, "fstat", lambda _: real)
    assert refusal_of(path).id == "intake.too_large"


def test_a_file_at_the_cap_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "LARGEST", 10)
    assert read_article(write(tmp_path, "fits.txt", b"0123456789")).text == "0123456789"


def test_too_many_lines_are_refused(monkeypatch):
    monkeypatch.setattr(files, "MOST_LINES", 3)
    assert draft_of(b"a\nb\nc\nd", "a.txt").text == "a\nb\nc\nd"
    with pytest.raises(UserError) as refusal:
        draft_of(b"a\nb\nc\nd\ne", "a.txt")
    assert refusal.value.id == "intake.too_large"


def test_a_missing_file_is_refused(tmp_path):
    refusal = refusal_of(tmp_path / "gone.txt")
    assert refusal.id == "intake.unreadable"
    assert "gone.txt" in refusal.message


@posix_only
@not_root
def test_a_forbidden_file_is_refused(tmp_path):
    path = write(tmp_path, "secret.txt")
    path.chmod(0)
    assert refusal_of(path).id == "intake.unreadable"


def test_a_disk_error_is_told_with_its_reason(tmp_path, monkeypatch):
    def broken(*_):
        raise OSError(5, "Input/output error")

    path = write(tmp_path, "a.txt")
    monkeypatch.setattr(files.os, "open", broken)
    refusal = refusal_of(path)
    assert refusal.id == "intake.unreadable"
    assert "Input/output error" in refusal.message


def test_a_name_with_a_nul_is_refused():
    assert refusal_of("bad\0name.txt").id == "intake.unreadable"


@posix_only
def test_a_pipe_is_refused_and_never_opened(tmp_path):
    path = tmp_path / "pipe.txt"
    os.mkfifo(path)
    assert refusal_of(path).id == "intake.not_a_file"


@posix_only
def test_a_socket_and_a_device_are_refused(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("talk.txt")
        assert refusal_of(tmp_path / "talk.txt").id == "intake.not_a_file"
    assert refusal_of("/dev/null").id == "intake.not_a_file"


@posix_only
def test_a_pipe_that_took_a_file_s_place_is_refused(tmp_path, monkeypatch):
    real = write(tmp_path, "real.txt").stat()
    path = tmp_path / "swapped.txt"
    os.mkfifo(path)
    monkeypatch.setattr(type(path), "stat", lambda self, **_: real)
    assert refusal_of(path).id == "intake.not_a_file"


def test_a_folder_is_refused_as_an_article(tmp_path):
    assert refusal_of(tmp_path).id == "intake.not_a_file"


def test_a_name_that_is_no_text_can_still_be_shown(tmp_path):
    path = tmp_path / os.fsdecode(b"caf\xe9 \x1b[31m.txt")
    assert shown_name(path) == "caf\ufffd \ufffd[31m.txt"


def names(paths):
    return [path.name for path in paths]


def test_folders_are_searched_by_name_in_order(tmp_path):
    for name in (
        "b.txt",
        "a.md",
        "sub/c.markdown",
        "sub/deep/d.text",
        "z.TXT",
        "picture.png",
        "x.txt.bak",
    ):
        write(tmp_path, name)
    write(tmp_path, ".hidden.txt")
    write(tmp_path, ".git/e.txt")
    assert names(find_files([tmp_path])) == ["a.md", "b.txt", "c.markdown", "d.text", "z.TXT"]


def test_named_paths_keep_their_order_and_any_ending(tmp_path):
    one, two = write(tmp_path, "z.log"), write(tmp_path, ".a.txt")
    missing = tmp_path / "gone.txt"
    assert list(find_files([one, str(two), missing])) == [one, two, missing]


@posix_only
def test_links_that_lead_in_a_circle_end(tmp_path):
    write(tmp_path, "one/a.txt")
    (tmp_path / "one" / "back").symlink_to(tmp_path)
    (tmp_path / "one" / "self").symlink_to(tmp_path / "one")
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    found = list(find_files([tmp_path]))
    assert names(found) == ["loop.txt", "a.txt"]
    assert refusal_of(found[0]).id == "intake.unreadable"


@posix_only
@not_root
def test_a_forbidden_folder_is_told_and_the_rest_goes_on(tmp_path):
    write(tmp_path, "a/x.txt")
    write(tmp_path, "b/y.txt")
    (tmp_path / "a").chmod(0)
    found = list(find_files([tmp_path]))
    (tmp_path / "a").chmod(0o700)
    assert names(found) == ["a", "y.txt"]


@posix_only
@not_root
def test_files_in_a_folder_that_may_not_be_entered_are_told(tmp_path):
    write(tmp_path, "a/x.txt")
    (tmp_path / "a").chmod(0o400)
    found = list(find_files([tmp_path, tmp_path / "a" / "x.txt"]))
    problems = [refusal_of(path).id for path in found]
    (tmp_path / "a").chmod(0o700)
    assert names(found) == ["x.txt", "x.txt"]
    assert problems == ["intake.unreadable"] * 2


def test_a_folder_that_cannot_be_listed_is_yielded_itself(tmp_path, monkeypatch):
    write(tmp_path, "a/x.txt")
    write(tmp_path, "b/y.txt")
    real = type(tmp_path).iterdir

    def iterdir(self):
        if self.name == "a":
            raise PermissionError(13, "Permission denied")
        return real(self)

    monkeypatch.setattr(type(tmp_path), "iterdir", iterdir)
    assert names(find_files([tmp_path])) == ["a", "y.txt"]


def test_deep_folders_need_no_deep_stack(tmp_path):
    deepest = tmp_path.joinpath(*["d"] * 200)
    deepest.mkdir(parents=True)
    write(deepest, "a.txt")
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack(0)) + 50)
    try:
        found = list(find_files([tmp_path]))
    finally:
        sys.setrecursionlimit(limit)
    assert names(found) == ["a.txt"]


@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.md"]))
@settings(deadline=None)
def test_random_bytes_never_crash(data, name):
    try:
        draft = draft_of(data, name)
    except UserError as refusal:
        outcome = refusal.id
    else:
        outcome = "read"
        assert_blocks_fit(draft.text, draft.blocks)
    assert outcome in {"read", "intake.not_text", "intake.empty"}


@given(st.text(max_size=300), st.sampled_from(["a.txt", "a.md"]))
@settings(deadline=None)
def test_any_text_becomes_a_draft_whose_blocks_fit(text, name):
    try:
        draft = draft_of(text.encode("utf-8"), name)
    except UserError:
        return
    assert_blocks_fit(draft.text, draft.blocks)
    assert all(getattr(draft.facts, fact) is not None for fact in draft.guessed)
