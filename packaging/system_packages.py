"""What has to come from the operating system: Qt's libraries, and the tools of the tests."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from importlib.util import find_spec

from console import SetupError, say

# Shared library -> Debian and Ubuntu package: what the Qt libraries, platform plugins and GL
# integrations of PySide6-Essentials name themselves (tests/packaging checks that none is missing).
_QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
_WAYLAND_LIBRARIES = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}
# Program -> package: what tests start besides Python. Add to it what a new test needs.
_TEST_PROGRAMS = {
    "Xvfb": "xvfb",
    "dbus-run-session": "dbus",
    "strace": "strace",
    "/usr/libexec/at-spi-bus-launcher": "at-spi2-core",
    "age": "age",
    "ssh-keygen": "openssh-client",
    "xdotool": "xdotool",
    # A print queue that makes PDFs, and what reads PDFs back.
    "/usr/sbin/cupsd": "cups",
    "/usr/sbin/lpadmin": "cups-client",
    "/usr/lib/cups/backend/cups-pdf": "printer-driver-cups-pdf",
    "pdftotext": "poppler-utils",
    "pdftoppm": "poppler-utils",
    # The typefaces of printed summaries: pages are compared, in all scripts.
    "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf": "fonts-noto-core",
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc": "fonts-noto-cjk",
    "/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf": "fonts-dejavu-core",
    # No program, but a module of the system's own Python; it is in no registry.
    "/usr/lib/python3/dist-packages/pyatspi": "python3-pyatspi",
}


def missing_libraries() -> dict[str, str]:
    """Return the libraries that Qt needs and this system lacks, each with its Debian package.

    Only Linux leaves them to its packages: elsewhere nothing is ever missing.
    """
    if not sys.platform.startswith("linux"):
        return {}
    wanted = dict(_QT_LIBRARIES)
    if os.environ.get("WAYLAND_DISPLAY"):
        wanted.update(_WAYLAND_LIBRARIES)
    return {library: package for library, package in wanted.items() if not _loads(library)}


def missing_programs() -> dict[str, str]:
    """Return the programs that the tests start and this system lacks, each with its package."""
    if not sys.platform.startswith("linux"):
        return {}
    return {
        name: package
        for name, package in _TEST_PROGRAMS.items()
        if not shutil.which(name) and not (name.startswith("/") and os.path.exists(name))
    }


def missing_modules() -> dict[str, str]:
    """Return what this Python lacks to make environments: Debian has it in a package apart."""
    package = "python{}.{}-venv".format(*sys.version_info[:2])
    return {name: package for name in ("venv", "ensurepip") if find_spec(name) is None}


def install(missing: dict[str, str]) -> None:
    """Install what is missing where nobody need be asked: as root, or by sudo without a password.

    Args:
        missing: What is missing, each with the Debian package that holds it; may be empty.

    Raises:
        SetupError: It is still missing; the text holds the one command to type, or the names.
    """
    if not missing:
        return
    packages = sorted(set(missing.values()))
    if not shutil.which("apt-get"):
        raise SetupError(
            f"this system lacks {', '.join(missing)}. Install them with its package manager "
            f"(Debian calls the packages {' '.join(packages)}), then start again"
        )
    by_hand = f"apt-get install --yes {' '.join(packages)}"
    become_root = _become_root()
    if become_root is None:
        raise SetupError(
            "this system lacks packages that credreview needs. Type this, then start again:\n\n"
            f"    sudo {by_hand}\n"
        )
    say(f"installing packages of the system: {' '.join(packages)}")
    # Asks nothing, and waits for another package manager at work.
    apt = [*become_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet"]
    apt += ["-o", "DPkg::Lock::Timeout=300"]
    command = [*apt, "install", "--yes", "--no-install-recommends", *packages]
    # A fresh system has no lists of packages yet, an old one has outdated lists.
    if _run(command, quietly=True) == 0 or (_run([*apt, "update"]) == 0 and _run(command) == 0):
        return
    raise SetupError(
        "packages that credreview needs could not be installed (see above). "
        f"Where there is a network, type:\n\n    {by_hand}\n"
    )


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _become_root() -> list[str] | None:
    """Return what to put before a command so that it runs as root unasked; None: impossible."""
    if os.geteuid() == 0:
        return []
    sudo = ["sudo", "--non-interactive"]
    if shutil.which("sudo") and _run([*sudo, "true"], quietly=True) == 0:
        return sudo
    return None


def _run(command: list[str], *, quietly: bool = False) -> int:
    output = subprocess.DEVNULL if quietly else sys.stderr
    error = subprocess.DEVNULL if quietly else None
    return subprocess.run(command, stdin=subprocess.DEVNULL, stdout=output, stderr=error).returncode
