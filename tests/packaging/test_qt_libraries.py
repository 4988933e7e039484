"""packaging/system_packages.py knows every library that Qt loads from the system."""

import os
import platform
import re
import subprocess
import sys
from pathlib import Path

import PySide6
import pytest

ROOT = Path(__file__).resolve().parents[2]
# A system that runs Python and its compiled packages has these.
OF_ANY_SYSTEM = re.compile(r"(lib(c|m|dl|pthread|rt|gcc_s|stdc\+\+)|ld-linux.*)\.so\.\d+")

pytestmark = pytest.mark.skipif(
    platform.libc_ver()[0] != "glibc", reason="only glibc tells which library asks for which"
)


def known_libraries() -> set[str]:
    listing = "import system_packages as s; print(*s._QT_LIBRARIES, *s._WAYLAND_LIBRARIES)"
    answer = subprocess.run(
        [sys.executable, "-c", listing], cwd=ROOT / "packaging", capture_output=True, check=True
    )
    return set(answer.stdout.decode().split())


def system_libraries_that_qt_names(plugin: Path) -> set[str]:
    load = "import ctypes, sys; ctypes.CDLL(sys.argv[1])"
    answer = subprocess.run(
        [sys.executable, "-c", load, str(plugin)],
        env={**os.environ, "LD_DEBUG": "files"},
        capture_output=True,
        check=True,
    )
    asked = re.findall(r"file=(\S+) \[0\];  needed by (.+) \[0\]", os.fsdecode(answer.stderr))
    of_qt = Path(PySide6.__file__).parent
    return {
        library
        for library, asker in asked
        if Path(asker).is_relative_to(of_qt) and not (of_qt / "Qt" / "lib" / library).exists()
    }


@pytest.mark.parametrize(
    "plugin",
    [
        "platforms/libqxcb.so",
        "platforms/libqoffscreen.so",
        "platforms/libqwayland.so",
        "xcbglintegrations/libqxcb-egl-integration.so",
        "xcbglintegrations/libqxcb-glx-integration.so",
        "iconengines/libqsvgicon.so",
        "imageformats/libqsvg.so",
        "platforminputcontexts/libibusplatforminputcontextplugin.so",
        "platformthemes/libqxdgdesktopportal.so",
        "../lib/libQt6Widgets.so.6",
    ],
)
def test_a_library_that_qt_names_is_looked_for(plugin):
    if "wayland" in plugin and not _loads("libwayland-cursor.so.0"):
        pytest.skip("this system has no Wayland")
    path = (Path(PySide6.__file__).parent / "Qt" / "plugins" / plugin).resolve()
    named = {
        library
        for library in system_libraries_that_qt_names(path)
        if not OF_ANY_SYSTEM.fullmatch(library)
    }
    assert "libxkbcommon.so.0" in named, "nothing was seen: the test has lost its eyes"
    assert named <= known_libraries()


def _loads(library: str) -> bool:
    load = f"import ctypes; ctypes.CDLL('{library}')"
    return subprocess.run([sys.executable, "-c", load], capture_output=True).returncode == 0
