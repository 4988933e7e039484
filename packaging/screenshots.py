"""Take pictures of the window in every look, for looking at: shots/window-NAME.png.

Usage: python packaging/screenshots.py [FOLDER] [GROUP ...]

Groups: first, looks, trouble, dialogs, company, real; without any, all of them.

Everything happens in a data folder that is thrown away. The two real articles
are shown too where CREDREVIEW_REAL_ARTICLES names their folder.
"""

import json
import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402

from credreview.domain.model import Person  # noqa: E402
from credreview.domain.work import Ticker  # noqa: E402
from credreview.review.session import ReviewSession  # noqa: E402
from credreview.ui.look import theme  # noqa: E402
from credreview.ui.main_window import MainWindow  # noqa: E402
from credreview.ui.settings import Settings  # noqa: E402
from credreview.ui.start import make_window, open_first  # noqa: E402

REVIEWER = Person("5c" * 16, "Sample Analyst")


def wait(milliseconds: int = 120) -> None:
    """Let the window and its lanes work."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def until(done: Callable[[], object]) -> None:
    """Wait until something is so, ten seconds at most."""
    end = time.monotonic() + 10
    while not done():
        if time.monotonic() > end:
            raise TimeoutError
        wait(20)


class Photographer:
    """Opens windows and keeps their pictures in a folder."""

    def __init__(self, app: QApplication, folder: Path, home: Path) -> None:
        self.app = app
        self._folder = folder
        self._home = home

    @contextmanager
    def window(
        self,
        width: int = 1440,
        height: int = 900,
        scheme: str = "light",
        scale: float = 1.0,
        session: ReviewSession | None = None,
        corner: QPoint | None = None,
    ) -> Iterator[MainWindow]:
        """Give a window on the sample review, or on another one; `corner` is where it stands."""
        settings = Settings(self._home / "shots.json")
        settings.set("tips", False)
        settings.set("scheme", scheme)
        window = make_window(self.app, settings)
        theme.set_text_scale(scale)
        window.move(corner or QPoint(0, 0))
        window.resize(width, height)
        window.show()
        window.activateWindow()
        open_first(window, None, None, session)
        until(lambda: window.review.session)
        wait()
        try:
            yield window
        finally:
            window.close()
            window.deleteLater()
            theme.set_text_scale(1.0)
            wait(20)

    def shoot(self, name: str, widget: QWidget) -> None:
        """Keep a picture."""
        wait(300)
        target = self._folder / f"window-{name}.png"
        widget.grab().save(str(target))
        print(target)

    def open_article(self, window: MainWindow, row: int) -> None:
        """Show the article in a row of the list."""
        window.desk.show_article(window.parts.articles.keys()[row])
        window.parts.reader.scroll_to(0)
        window.parts.reader.setFocus()
        wait(60)

    def press(self, window: MainWindow, *keys: str) -> None:
        """Press single keys."""
        for key in keys:
            QTest.keyClicks(self.app.focusWidget() or window, key)
            wait(40)


def in_all_looks(by: Photographer) -> None:
    """Show the main work in every theme and at several sizes."""
    looks = {
        "light": (1440, 900, "light", 1.0),
        "dark": (1440, 900, "dark", 1.0),
        "contrast-black": (1440, 900, "contrast_black", 1.0),
        "contrast-white": (1440, 900, "contrast_white", 1.0),
        "1280": (1280, 720, "light", 1.0),
        "wide": (1920, 1080, "light", 1.0),
        "200": (1440, 900, "light", 2.0),
        "200-dark": (1440, 900, "dark", 2.0),
        "rail": (1000, 700, "light", 1.0),
        "tiny": (640, 700, "light", 1.0),
    }
    for name, (width, height, scheme, scale) in looks.items():
        with by.window(width, height, scheme, scale) as window:
            window.parts.messages.take_away("welcome")
            by.open_article(window, 5)
            by.press(window, "j", "j")
            by.shoot(name, window)
            if name in ("rail", "tiny"):
                window.parts.panes.show_articles()
                by.shoot(f"{name}-drawer", window)
            if name == "tiny":
                window.parts.panes.show_claim()
                window.parts.panes.hide_drawer()
                by.shoot("tiny-claim", window)


def at_first(by: Photographer) -> None:
    """Show the first start, and the window with nothing in it."""
    with by.window() as window:
        window.help.welcome.show_tips()
        by.shoot("first-start", window)
        window.review.close_by_hand()
        window.parts.messages.clear()
        by.shoot("no-review", window)
    with by.window(1280, 720, "dark") as window:
        window.help.welcome.show_tips()
        by.shoot("first-start-1280-dark", window)


def in_trouble(by: Photographer) -> None:
    """Show a disk that is full, and a job under way."""
    with by.window(1280, 720) as window:
        by.open_article(window, 0)
        by.press(window, "j", "j", "j")
        path = window.review.path()
        assert path is not None
        elsewhere = path.rename(path.with_name("moved.credreview"))
        by.press(window, "2")
        by.shoot("failed-save", window)
        elsewhere.rename(path)
        window.parts.saver.retry()
        ended = threading.Event()

        def work(tick: Ticker) -> None:
            tick(41, 120, "field-notes-03.txt")
            ended.wait(10)

        window.parts.writing.start("Adding", work)
        by.shoot("job", window)
        ended.set()


def dialogs(by: Photographer) -> None:
    """Show the dialogs."""
    from credreview.ui.dialogs.about_dialog import about_dialog
    from credreview.ui.dialogs.facts_dialog import FactsDialog
    from credreview.ui.dialogs.keys_dialog import KeysDialog
    from credreview.ui.dialogs.name_dialog import NameDialog

    with by.window() as window:
        session, article = window.review.session, window.desk.article
        assert session is not None
        assert article is not None
        made = {
            "keys": KeysDialog(session.vocabulary, window),
            "facts": FactsDialog(article, window),
            "name": NameDialog([REVIEWER], window),
            "about": about_dialog(window),
        }
        for name, dialog in made.items():
            dialog.show()
            by.shoot(f"dialog-{name}", dialog)
            dialog.close()
        window.menus.menus["claim"].popup(window.mapToGlobal(window.rect().topLeft()))
        by.shoot("menu-claim", window.menus.menus["claim"])
        window.menus.menus["claim"].close()


def real_articles(by: Photographer, home: Path) -> None:
    """Show the two real articles, added through the window."""
    folder = os.environ.get("CREDREVIEW_REAL_ARTICLES")
    if not folder:
        return
    session = ReviewSession.create(home / "real.credreview", REVIEWER)
    with by.window(session=session) as window:
        by.shoot("empty-review", window)
        window.imports.add([Path(folder)])
        until(lambda: window.desk.article)
        wait()
        by.shoot("added", window)
        for _ in range(2):
            article = window.desk.article
            assert article is not None
            for start in range(300, min(len(article.text), 1500), 300):
                window.parts.reader.select_span(start, start + 90)
                by.press(window, "c", str(start // 300), "r", "b", "2")
            by.shoot(f"real-{article.key}", window)
            window.parts.articles.setFocus(Qt.FocusReason.OtherFocusReason)
            window.moving.next_article()
            wait(60)


def _add_screens(home: Path) -> None:
    """Give the screenless platform a usual screen and a small one; its own has 800 x 800 pixels."""
    screens = [
        {"name": "small", "x": 1920, "y": 0, "width": 1280, "height": 720},
        {"name": "usual", "x": 0, "y": 0, "width": 1920, "height": 1080},  # the last is the first
    ]
    for screen in screens:
        screen |= {"logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    config = home / "screens.json"
    config.write_text(json.dumps({"screens": screens}), "utf-8")
    if os.environ["QT_QPA_PLATFORM"] == "offscreen":
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={config}"


def main(arguments: list[str]) -> int:
    """Take all pictures, or those of the groups that are named."""
    folder = Path(arguments[0]) if arguments else ROOT / "shots"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        home = Path(temporary)
        os.environ["CREDREVIEW_HOME"] = str(home)
        _add_screens(home)
        from company_shots import company_pictures

        app = QApplication(["credreview"])
        by = Photographer(app, folder, home)
        groups: dict[str, Callable[[Photographer], None]] = {
            "first": at_first,
            "looks": in_all_looks,
            "trouble": in_trouble,
            "dialogs": dialogs,
            "company": lambda by: company_pictures(by, home),
            "real": lambda by: real_articles(by, home),
        }
        for group in arguments[1:] or groups:
            groups[group](by)
    return 0


if __name__ == "__main__":
    # By its own name, so that what imports it finds this module and not a second one.
    from screenshots import main as run

    raise SystemExit(run(sys.argv[1:]))
