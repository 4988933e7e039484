"""The two kinds of failure: the world's is a `UserError`; anything else is our bug."""


class UserError(Exception):
    """Something outside the program is in the way; the reader can be told, and helped.

    Attributes:
        id: A stable dotted name for tests and manuals, such as "file.locked".
        message: One sentence, already translated.
        hint: What to do about it, one sentence or empty.
    """

    def __init__(self, id: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.id = id
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class Cancelled(Exception):  # noqa: N818 - a wish of the user, not an error
    """The user asked long work to stop; what was committed so far stays."""
