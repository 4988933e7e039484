"""Looks for garbage in the window's thread alone, and only between two events.

Python would look wherever it happens to make an object: in a lane's thread, or
while Qt's list of all widgets is being handed over. A widget that is garbage is
destroyed on the spot; a list that still holds it then crashes the program.
"""

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

#: Objects more than at the last look that are worth one: what came since is gone through then.
YOUNG: Final = 20_000
#: ... and so many for a look through everything, when nothing else is going on.
OLD: Final = 2_000
#: ... or whatever is going on: memory is not to grow without end. Most of them are gone again
#: by then, and a look through everything would hold up the window in the midst of long work.
MOST: Final = 10_000_000
#: Every so many looks at what is new, what outlived the last of them is gone through again.
AGAIN: Final = 5
#: Milliseconds between two looks: while much is made, and at rest.
SOONEST_MS, LATEST_MS = 100, 1600


class Collector(QObject):
    """From now on garbage is looked for here alone, until `end`.

    What is there now is never gone through again: the program itself is a
    hundred thousand objects that stay, and takes 50 to 100 ms each time.

    Args:
        parent: Lives as long as the event loop.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        gc.freeze()
        self._kept = self._young = self._looks = 0
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(SOONEST_MS)

    def end(self) -> None:
        """Leave it to Python again."""
        self._timer.stop()
        gc.enable()

    def look(self) -> None:
        """Go through what is new, or through everything at rest; look again sooner or later."""
        young = gc.get_count()[0]
        grown, resting = young - self._young, self._timer.interval() == LATEST_MS
        if self._kept + young >= (OLD if resting else MOST):
            gc.collect()
            self._kept = 0
        elif young >= YOUNG:
            self._looks += 1
            gc.collect(0 if self._looks % AGAIN else 1)
            self._kept += young
        self._young = gc.get_count()[0]
        soon = self._timer.interval() * 2 if grown < OLD else SOONEST_MS
        self._timer.setInterval(min(soon, LATEST_MS))
