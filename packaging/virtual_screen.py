"""A virtual screen for the tests that show windows."""

from __future__ import annotations

import os
import select
import subprocess
from contextlib import contextmanager
from typing import Iterator

from console import SetupError

_SECONDS_TO_START = 30


@contextmanager
def shown() -> Iterator[str]:
    """Run an X server in memory, and give its DISPLAY; it ends with the block.

    Raises:
        SetupError: It does not start.
    """
    # The server picks a free number itself and tells it: nothing to race for.
    reading, writing = os.pipe()
    # -noreset: without it the server forgets its settings whenever the last window closes.
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1920x1200x24"]
    command += ["-nolisten", "tcp", "-noreset"]
    server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading, "rb") as answer:
            told, _, _ = select.select([answer], [], [], _SECONDS_TO_START)
            number = answer.readline().strip().decode() if told else ""
            if not number:
                raise SetupError("the virtual screen (Xvfb) did not start")
            yield f":{number}"
    finally:
        server.terminate()
        server.wait()
