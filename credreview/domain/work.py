"""How long work reports how far it is, and learns that it should stop."""

from typing import Protocol


class Ticker(Protocol):
    """Called between the steps of long work."""

    def __call__(self, done: int, total: int, what: str = "") -> None:
        """Report progress.

        Args:
            done: Steps done so far.
            total: Steps in all, or 0 where that is not known.
            what: What is being worked on, such as a file's name.

        Raises:
            Cancelled: The work should stop; what is committed stays.
        """


def silent(done: int, total: int, what: str = "") -> None:
    """Report to nobody."""
