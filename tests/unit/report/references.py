"""Files that rendered reports are compared with.

CREDREVIEW_REWRITE_REFERENCES=1 writes them anew; whoever does so reads the difference before
it is committed.
"""

import os
from pathlib import Path

FOLDER = Path(__file__).parent / "reference"


def reference(name: str, rendered: str) -> str:
    """Return what the reference file says."""
    path = FOLDER / name
    if os.environ.get("CREDREVIEW_REWRITE_REFERENCES") == "1":
        FOLDER.mkdir(exist_ok=True)
        path.write_text(rendered, encoding="utf-8", newline="\n")
    return path.read_bytes().decode("utf-8")
