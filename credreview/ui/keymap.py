"""What single keys mean: a small machine with modes, and no Qt in it.

Without a mode a key is an action of the table or a kind of provenance. In a
mode the next key is a value of that scale. Modes, not sequences: a shortcut
that is also the first key of a sequence would swallow the sequence.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from credreview.domain.vocabulary import Vocabulary

#: The modes; "reliability" is how the grades begin, "credibility" how they go on.
MODES: Final = ("reliability", "credibility", "confidence", "directness")


@dataclass(frozen=True, slots=True)
class Ask:
    """The key asks for this action of the table."""

    action: str


@dataclass(frozen=True, slots=True)
class Judge:
    """The key gives a value to a field of the current claim's judgement."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Nothing:
    """The key belongs to the mode, and means nothing in it or only ends it."""


Meaning = Ask | Judge | Nothing


class Keymap:
    """Turns keys into what they mean.

    Keys are named by what is printed on them: "J", "Shift+J", "3", "?", "Esc", "Delete".
    """

    def __init__(self, letters: Mapping[str, str]) -> None:
        """Make a keymap without terms.

        Args:
            letters: Key by key, the id of the action that it asks for.
        """
        self._letters = dict(letters)
        self._scales: dict[str, dict[str, str]] = {}
        self.mode: str | None = None

    def set_vocabulary(self, vocabulary: Vocabulary | None) -> None:
        """Take the keys of these terms; a key that an action has stays the action's."""
        self.mode = None
        self._scales = {}
        if vocabulary is None:
            return
        for scale in ("provenance", "confidence", "directness"):
            terms = getattr(vocabulary, scale)
            self._scales[scale] = {term.key: term.id for term in terms if term.key}
        for scale in ("reliability", "credibility"):
            self._scales[scale] = {term.id: term.id for term in getattr(vocabulary, scale)}
        for key in self._letters:
            self._scales["provenance"].pop(key, None)

    def enter(self, mode: str) -> None:
        """Read the next keys as values of a scale."""
        if mode not in MODES:
            raise ValueError(f"no mode {mode!r}")
        self.mode = mode

    def leave(self) -> None:
        """Leave the mode."""
        self.mode = None

    def meaning(self, key: str) -> Meaning | None:
        """Return what a key means, without doing anything; None: it is none of ours."""
        if self.mode is None:
            if key in self._letters:
                return Ask(self._letters[key])
            term = self._scales.get("provenance", {}).get(key)
            return Judge("provenance", term) if term else None
        if key == "Esc":
            return Nothing()
        for scale in self._scales_of_mode():
            if term := self._scales.get(scale, {}).get(key):
                return Judge(scale, term)
        # A slip must not move on or mark something: the mode stays until it is left.
        return Nothing() if len(key) == 1 or key in self._letters else None

    def press(self, key: str) -> Meaning | None:
        """Return what a key means, and go on as it says: to the next scale, or out of the mode."""
        meaning, mode = self.meaning(key), self.mode
        if isinstance(meaning, Judge) and mode is not None:
            self.mode = "credibility" if meaning.field == "reliability" else None
        elif key == "Esc":
            self.mode = None
        return meaning

    def _scales_of_mode(self) -> tuple[str, ...]:
        """A letter after a letter corrects it; a digit alone is a verdict."""
        if self.mode in ("reliability", "credibility"):
            return ("reliability", "credibility")
        return (self.mode,) if self.mode else ()
