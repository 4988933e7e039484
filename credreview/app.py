"""The window's beginning: what there is to show, the application, the main window."""

import argparse
import gc
import os
import sys
from pathlib import Path

from credreview.domain.errors import UserError
from credreview.text import tr

CANNOT = 2


def _options(arguments: list[str]) -> tuple[argparse.Namespace, list[str]]:
    parser = argparse.ArgumentParser(
        prog="credreview",
        description=tr("Review the credibility of sources, in a window."),
        epilog=tr("Options that this program does not know go to Qt."),
    )
    parser.add_argument("review", nargs="?", type=Path, metavar="REVIEW", help=tr("what to open"))
    parser.add_argument("--reviewer", metavar="NAME", help=tr("who reviews"))
    return parser.parse_known_args(arguments)


def main(arguments: list[str]) -> int:
    """Open the window and run until it is closed; return the exit code.

    A review that is there but cannot be opened is the window's to tell of:
    whoever clicked on the file sees no terminal.

    Returns:
        0; 2 where there is no screen or no such file, with a sentence and a
        hint on stderr.
    """
    options, for_qt = _options(arguments)
    gc.disable()  # nothing that is loaded now is garbage; `ui.collector` looks for it later on
    try:
        _require_screen(for_qt)
        return _run(options, for_qt)
    except UserError as error:
        sys.stderr.write(f"credreview: {error}\n")
        return CANNOT
    finally:
        gc.enable()


def _require_screen(for_qt: list[str]) -> None:
    """Say so where no window can be shown: Qt would abort without a word of help."""
    if sys.platform in ("win32", "darwin"):
        return
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if not any(os.environ.get(name) for name in named) and "-platform" not in for_qt:
        raise UserError(
            "window.no_screen",
            tr("There is no screen to show a window on."),
            tr("Start it on a desktop, or use the commands that `credreview --help` lists."),
        )


def _run(options: argparse.Namespace, for_qt: list[str]) -> int:
    from credreview import environment
    from credreview.review import people

    environment.start_log()
    person = people.named(options.reviewer) if options.reviewer else None
    if options.review is not None and not options.review.is_file():
        raise UserError(
            "file.missing",
            tr("There is no file “{path}”.", path=str(options.review)),
            tr("Check the name, or make a new review: `credreview new`."),
        )

    from credreview.ui.start import start

    return start(for_qt, options.review, person)
