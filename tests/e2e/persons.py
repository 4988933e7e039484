"""A person at a machine of their own: a data folder, a screen, the program, keys and a mouse.

`Machine` presses what a person would press and sees what `watched_program.py` tells of the windows.
It waits for what is to be seen, never for a time.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = Path(__file__).with_name("watched_program.py")
#: What a person waits for at most, in seconds: a busy machine with several tests at once.
PATIENCE = 40
#: What typed words need to be shown.
_A_MOMENT = 4

Seen = dict[str, Any]


class Machine:
    """One person's data folder and screen, with the program while it runs.

    Args:
        name: The reviewer's name.
        folder: Where the person's files lie; the data folder is made in it.
        display: An X screen that nobody else uses.
    """

    def __init__(self, name: str, folder: Path, display: str) -> None:
        self.name = name
        self.folder = folder
        folder.mkdir()
        runtime = folder / "runtime"
        runtime.mkdir(mode=0o700)
        left_out = ("WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "CREDREVIEW_PASSPHRASE")
        self.environ = {k: v for k, v in os.environ.items() if k not in left_out} | {
            "CREDREVIEW_HOME": str(folder / "data"),
            "HOME": str(folder),
            "DISPLAY": display,
            "QT_QPA_PLATFORM": "xcb",
            "XDG_RUNTIME_DIR": str(runtime),
            "PYTHONPATH": str(ROOT),
        }
        self._program: subprocess.Popen[str] | None = None

    # The program

    def start(self, *arguments: object) -> None:
        """Start the program with its window."""
        self._program = subprocess.Popen(
            [sys.executable, PROGRAM, *map(str, arguments)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8",
            env=self.environ, cwd=self.folder,
        )  # fmt: skip

    def quit(self) -> int:
        """Close the window with its key; return the exit code."""
        assert self._program is not None
        self.key("ctrl+q")
        code = self._program.wait(PATIENCE)
        self.end()
        return code

    def end(self) -> None:
        """Leave nothing running, whatever happened."""
        program, self._program = self._program, None
        if program is None:
            return
        program.kill()
        program.wait()
        for pipe in (program.stdin, program.stdout):
            if pipe is not None:
                pipe.close()

    def run(self, *arguments: object) -> subprocess.CompletedProcess[str]:
        """Run the command line on this machine."""
        return subprocess.run(
            [sys.executable, "-m", "credreview", *map(str, arguments)],
            capture_output=True, encoding="utf-8", timeout=PATIENCE, env=self.environ,
        )  # fmt: skip

    # Eyes

    def ask(self, question: str, **about: object) -> Any:
        """Return what the program tells of its windows."""
        program = self._program
        assert program is not None
        assert program.stdin is not None
        assert program.stdout is not None
        program.stdin.write(json.dumps({"ask": question, **about}) + "\n")
        program.stdin.flush()
        answer = program.stdout.readline()
        assert answer, self._how_it_ended(program)
        return json.loads(answer)

    def _how_it_ended(self, program: subprocess.Popen[str]) -> str:
        code = program.wait(PATIENCE)
        last_words = (self.folder / "data" / "log" / "struck-down.txt").read_text("utf-8")
        return f"the program of {self.name} has ended: {code}\n{last_words}"

    def until(self, look: Callable[[], Any], what: str) -> Any:
        """Look again and again, and return the first answer that is one."""
        last = time.monotonic() + PATIENCE
        while time.monotonic() < last:
            if found := look():
                return found
            time.sleep(0.005)
        raise AssertionError(f"{self.name} does not see {what}; {self.ask('rest')}")

    def see(self, name: str, words: str | None = None, *, enabled: bool = True) -> Seen:
        """Wait for a widget, by its name or what stands on its button."""

        def look() -> Seen | None:
            for found in self.ask("widgets", name=name):
                if (words is None or words in found["words"]) and enabled <= found["enabled"]:
                    return found
            return None

        return self.until(look, f"{name} {words or ''}")

    def sees(self, name: str) -> bool:
        """Tell whether a widget is there now."""
        return bool(self.ask("widgets", name=name))

    def said(self, window: str) -> str:
        """Return all words of a window or pane."""
        return "\n".join(self.ask("said", window=window))

    def rows(self, name: str) -> list[list[str]]:
        """Return what a list says now; empty where it is not in sight."""
        seen = self.ask("rows", name=name)
        return [row["cells"] for row in seen["rows"]] if seen else []

    def rest(self) -> Seen:
        """Wait until nothing is unsaved, no job is under way, and all answers are on the screen."""
        # A round may have begun before; the one after it has not.
        last = self.ask("rest")["rounds"] + 2

        def look() -> Seen | None:
            now = self.ask("rest")
            return None if now["busy"] or now["rounds"] < last else now

        return self.until(look, "rest")

    # Hands

    def _xdotool(self, *command: object) -> None:
        subprocess.run(
            ["xdotool", *map(str, command)], check=True, timeout=PATIENCE, env=self.environ
        )

    def key(self, *keys: str) -> None:
        """Press keys, named as X names them: "ctrl+f", "Escape", "2"."""
        self._xdotool("key", "--delay", 2, *keys)

    def type(self, text: str) -> None:
        """Type words into what has the keyboard."""
        self._xdotool("type", "--delay", 2, "--", text)

    def click_at(self, x: int, y: int, times: int = 1) -> None:
        """Click at a point of the screen."""
        self._xdotool("mousemove", x, y, "click", "--repeat", times, "--delay", 20, 1)

    def click(self, name: str, words: str | None = None) -> None:
        """Wait for a widget that can be used and stands still, and click into its middle."""
        self._click(self.still(lambda: self.see(name, words), name))

    def choose_row(self, name: str, words: str) -> None:
        """Click on the row of a list that says this, when it stands still."""

        def look() -> Seen | None:
            seen = self.ask("rows", name=name)
            rows = seen["rows"] if seen else ()
            return next((row for row in rows if words in "".join(row["cells"])), None)

        self._click(self.still(look, words))

    def still(self, look: Callable[[], Seen | None], what: str) -> Seen:
        """Return what is seen twice in the same place, all that is under way being done."""
        before: Seen | None = None

        def look_again() -> Seen | None:
            nonlocal before
            self.rest()
            last, before = before, look()
            return before if before == last else None

        found: Seen = self.until(look_again, f"{what} standing still")
        return found

    def _click(self, seen: Seen) -> None:
        self.click_at(seen["x"] + seen["width"] // 2, seen["y"] + seen["height"] // 2)

    def choose(self, menu: str, action: str) -> None:
        """Choose from the menu bar with the mouse."""
        for name in (f"menu_{menu}", action):
            self._click(self.until(lambda name=name: self.ask("item", action=name), name))

    def walk(self, key: str, name: str) -> None:
        """Press a key that moves the keyboard on, until it is at something."""
        seen = []
        while name not in (here := self.ask("rest")["focus"]):
            assert seen.count(here) < 3, f"{self.name} never comes to {name}: {seen}"
            seen.append(here)
            self.key(key)
            self.until(lambda here=here: self.ask("rest")["focus"] != here, f"more than {here}")

    def drag(self, start: list[int], end: list[int]) -> None:
        """Move the pressed mouse from one point to another."""
        self._xdotool("mousemove", *start, "mousedown", 1, "mousemove", *end, "mouseup", 1)

    def fill_in(self, name: str, text: str) -> None:
        """Type into a field in place of what stands there, and see the words in it."""

        def typed() -> bool:
            self.click(name)
            self.key("ctrl+a")
            self.type(text)
            last = time.monotonic() + _A_MOMENT
            while time.monotonic() < last:
                if any(text in seen["words"] for seen in self.ask("widgets", name=name)):
                    return True
            return False

        # On a busy machine a list of completions may take a key: whoever sees it types again.
        self.until(typed, f"“{text}” in {name}")

    def name_file(self, path: Path, button: str) -> None:
        """Give a path to Qt's own dialog that asks for a file, and press its button."""
        # In the folder that is shown its name will do; the dialog may take a whole path for the
        # folder, having met that on the way.
        is_here = self.see("lookInCombo")["words"] == str(path.parent)
        self.fill_in("fileNameEdit", path.name if is_here else str(path))

        def press() -> bool:
            if not self.sees("fileNameEdit"):
                return True
            # The list of completions comes when it comes, and takes one click to go away.
            self.click(button)
            self.rest()
            return not self.sees("fileNameEdit")

        self.until(press, "the end of the file dialog")
