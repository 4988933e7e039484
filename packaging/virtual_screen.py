"""A virtual screen for the tests that show windows."""

from __future__ import annotations

import os
import select
import subprocess
from contextlib import contextmanager
from typing import Iterator

from console import SetupError

_SECONDS_TO_START = 30
#: Numbers of our own, away from those that desktops and other test runs begin with.
_FIRST = 90
_TAKEN = ("/tmp/.X{}-lock", "/tmp/.X11-unix/X{}")


@contextmanager
def shown() -> Iterator[str]:
    """Run an X server in memory, and give its DISPLAY; it ends with the block.

    Raises:
        SetupError: It does not start.
    """
    server, number = _start()
    try:
        yield f":{number}"
    finally:
        server.terminate()
        server.wait()


def _start() -> tuple[subprocess.Popen[bytes], int]:
    """Return a running server and its number.

    The number is chosen here: in a network namespace of its own a server does
    not notice the others, and would take the socket of one that has its number.
    """
    for number in range(_FIRST, _FIRST + 200):
        if any(os.path.exists(taken.format(number)) for taken in _TAKEN):
            continue
        reading, writing = os.pipe()
        # -noreset: without it the server forgets its settings whenever the last window closes.
        command = ["Xvfb", f":{number}", "-displayfd", str(writing)]
        command += ["-screen", "0", "1920x1200x24", "-nolisten", "tcp", "-noreset"]
        server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
        os.close(writing)
        with os.fdopen(reading, "rb") as answer:
            told, _, _ = select.select([answer], [], [], _SECONDS_TO_START)
            if told and answer.readline().strip():
                return server, number
        # Its lock was taken between our look and its start, or it cannot start at all.
        server.terminate()
        server.wait()
    raise SetupError("the virtual screen (Xvfb) did not start")
