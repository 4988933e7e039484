"""Commands of credreview for tests, run in this process, on a review of two articles."""

import json
from pathlib import Path
from typing import Any

import pytest
from sessions import BRIDGE, HARBOUR

from credreview import cli
from credreview.domain.identity import article_id

ARTICLE = article_id(HARBOUR.rstrip("\n"))


class Result:
    """What one command did."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err
        assert "Traceback" not in out + err
        assert "not foreseen" not in err, "our own bug"
        if code == 2:
            assert err.startswith("credreview: "), err
            assert err.count("\n") == 1, "one sentence and a hint"
        else:
            assert err == ""

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


class Commands:
    """Runs commands in this process."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.capsys = folder, capsys
        self.review = folder / "review.credreview"

    def run(self, *arguments: object) -> Result:
        self.capsys.readouterr()
        code = cli.main([str(argument) for argument in arguments])
        return Result(code, *self.capsys.readouterr())

    def act(self, *deeds: object, batch: int = 1, reviewer: str = "Xenia") -> Result:
        given = self.folder / "deeds.jsonl"
        raw = [d if isinstance(d, bytes) else json.dumps(d).encode() for d in deeds]
        given.write_bytes(b"\n".join(raw) + b"\n")
        extra = ["--batch", str(batch)] if batch != 1 else []
        return self.run("act", self.review, "--reviewer", reviewer, *extra, given)

    def claim(self) -> str:
        """Mark the same words each time; return their claim."""
        start = HARBOUR.index("ten ships")
        deed = {"do": "mark_claim", "article": ARTICLE, "start": start, "end": start + 9}
        (answer,) = self.act(deed).lines
        return str(answer["claim"])


def begin(folder: Path, capsys: pytest.CaptureFixture[str]) -> Commands:
    """Return commands in a folder that holds a review with two articles."""
    commands = Commands(folder, capsys)
    assert commands.run("new", commands.review, "--reviewer", "Xenia").code == 0
    (folder / "harbour.txt").write_text(HARBOUR, encoding="utf-8")
    (folder / "bridge.md").write_text(BRIDGE, encoding="utf-8")
    done = commands.run("import", commands.review, folder / "harbour.txt", folder / "bridge.md")
    assert done.code == 0
    assert len(done.out.splitlines()) == 2
    return commands
