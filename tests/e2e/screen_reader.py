"""What a screen reader does with the program: find, read, choose. Run by the system's Python.

The bindings of AT-SPI come with the system alone. It is started inside a session bus of its own:
`screen_reader.py REPORT SECONDS COMMAND...`, and writes what it found as a JSON object.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyatspi
from gi.repository import GLib

Node = Any

_last = 0.0


def _until(look: Callable[[], Any], what: str) -> Any:
    """Look again and again; return the first answer that is one."""
    while time.monotonic() < _last:
        try:
            if found := look():
                return found
        except (LookupError, GLib.Error):
            pass  # the tree changed while it was walked
        time.sleep(0.1)
    raise SystemExit(f"not found: {what}")


def _below(node: Node) -> Iterator[Node]:
    for index in range(node.childCount):
        child = node.getChildAtIndex(index)
        if child is not None:
            yield child
            yield from _below(child)


def _find(node: Node, name: str, role: str, *, shown: bool = True) -> Node:
    """Return what has this name and this role; it must be in sight, unless that is no matter."""

    def look() -> Node:
        for found in _below(node):
            seen = not shown or found.getState().contains(pyatspi.STATE_SHOWING)
            if seen and found.getRoleName() == role and found.name == name:
                return found
        return None

    return _until(look, f"{role} {name!r}")


def _act(node: Node) -> None:
    """Do what a person means who activates it: its first action."""
    action = node.queryAction()
    if not action.nActions or not action.doAction(0):
        raise SystemExit(f"no action: {node.name}")


def _review(desktop: Node) -> dict[str, Any]:
    def started() -> Node:
        return next((app for app in desktop if app is not None and app.name == "credreview"), None)

    program = _until(started, "the program")
    report: dict[str, Any] = {}
    claims = _find(program, "Claims", "list")
    row = _until(lambda: claims.childCount and claims.getChildAtIndex(0), "a claim")
    report["row"] = row.name
    _act(row)
    provenance = _find(program, "Provenance", "panel")
    reliability = _find(program, "Source reliability", "panel")
    report["parts"] = [
        [node.name, node.getRoleName()]
        for node in (
            _find(program, "Articles", "table"),
            _find(program, "Article text", "label"),
            claims,
            provenance,
            _find(program, "Attributed to", "text"),
            _find(program, "Directness", "panel"),
            reliability,
            _find(program, "Information credibility", "panel"),
            _find(program, "Confidence", "panel", shown=False),
            _find(program, "Rationale", "text", shown=False),
            _find(program, "Reviewer", "push button"),
        )
    ]
    report["reviewer"] = _find(program, "Reviewer", "push button").description
    report["text"] = _find(program, "Article text", "label").queryText().getText(0, -1)
    _act(_find(provenance, "Eyewitness or first-hand account", "radio button"))
    _act(_find(reliability, "B Usually reliable", "radio button"))
    _act(_find(program, "2 Probably true", "radio button"))
    _act(_find(program, "Retracted", "check box", shown=False))
    rationale = _find(program, "Rationale", "text", shown=False)
    rationale.queryEditableText().setTextContents("Seen from the hill.")
    _act(_find(program, "Done, next", "push button"))
    report["judged"] = _until(lambda: "open" not in row.name and row.name, "a judged claim")
    report["chosen"] = provenance.description
    report["page"] = _printed(program)
    _act(_find(program, "Quit", "menu item", shown=False))
    return report


def _printed(program: Node) -> dict[str, str]:
    """Open the window that prints; return what is said of its first page."""
    _act(_find(program, "Print summary…", "menu item", shown=False))

    def look() -> Node:
        for found in _below(program):
            is_page = found.getRoleName() == "document frame" and " of " in found.name
            if is_page and found.description:
                return found
        return None

    page = _until(look, "a page of a report")
    return {"name": page.name, "words": page.description}


def main(report: str, seconds: str, *command: str) -> int:
    """Start the program, review one claim in it, and wait for its end; return its exit code."""
    global _last
    _last = time.monotonic() + float(seconds)
    program = subprocess.Popen(command)
    try:
        found = _review(pyatspi.Registry.getDesktop(0))
        code = program.wait(timeout=10)
    finally:
        if program.poll() is None:
            program.kill()
            program.wait()
    Path(report).write_text(json.dumps(found), "utf-8")
    return code


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
