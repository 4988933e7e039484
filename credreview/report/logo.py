"""The picture beside a template: small, of a known kind, and from its own folder only."""

import os
import re
from pathlib import Path
from typing import Final

from credreview.report.templating import broken
from credreview.text import tr

_MOST_BYTES: Final = 1_000_000
_NAME: Final = re.compile(r"[^\\/:\x00-\x1f]{1,200}")
_MAGIC: Final = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}


def logo(template: Path, name: str) -> bytes:
    """Return the bytes of the picture that lies beside a template.

    Raises:
        UserError: template.broken where it is elsewhere, missing, over 1 MB, or neither PNG
            nor JPEG.
    """
    if not _NAME.fullmatch(name) or name in (".", ".."):
        what = tr("the logo must lie beside the template; “{name}” does not.", name=name)
        raise broken(template, 0, what)
    path = template.parent / name
    try:
        # A link could lead out of the folder.
        if os.path.realpath(path.parent / name) != os.path.join(
            os.path.realpath(template.parent), name
        ):
            what = tr("the logo must lie beside the template; “{name}” does not.", name=name)
            raise broken(template, 0, what)
        if not path.is_file():
            raise broken(template, 0, tr("the logo “{name}” is not there.", name=name))
        with path.open("rb") as file:
            picture = file.read(_MOST_BYTES + 1)
    except OSError as error:
        what = tr("the logo “{name}” cannot be read ({why}).", name=name, why=error.strerror)
        raise broken(template, 0, what) from error
    if len(picture) > _MOST_BYTES:
        raise broken(template, 0, tr("the logo “{name}” is larger than 1 MB.", name=name))
    if media_type(picture) is None:
        raise broken(template, 0, tr("the logo “{name}” is neither PNG nor JPEG.", name=name))
    return picture


def media_type(picture: bytes) -> str | None:
    """Return "image/png" or "image/jpeg" by how the picture begins, None for anything else."""
    return next((kind for magic, kind in _MAGIC.items() if picture.startswith(magic)), None)
