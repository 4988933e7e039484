"""Paragraphs that are asked for again and again, kept in little room."""

import hashlib
import marshal

from credreview.report.words import Paragraph, Role, Run

_DIGEST = 16


class PackedWords:
    """Paragraphs by the text that they were read off; a fifth of their room as objects.

    Args:
        most: Of how many texts; when there are more, it begins anew.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._packed: dict[bytes, bytes] = {}

    def get(self, text: str) -> tuple[Paragraph, ...] | None:
        """Return the paragraphs of a text; None where they are not here (any more)."""
        packed = self._packed.get(_digest(text))
        if packed is None:
            return None
        return tuple(
            Paragraph(tuple(Run(*run) for run in runs), Role(role), level, mark)
            for runs, role, level, mark in marshal.loads(packed)
        )

    def put(self, text: str, paragraphs: tuple[Paragraph, ...]) -> None:
        """Keep the paragraphs of a text."""
        if len(self._packed) >= self._most:
            self._packed.clear()
        self._packed[_digest(text)] = marshal.dumps(
            [
                (
                    [(run.text, run.bold, run.italic, run.code, run.target) for run in part.words],
                    part.role.value,
                    part.level,
                    part.mark,
                )
                for part in paragraphs
            ]
        )


def _digest(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_DIGEST).digest()
