"""Nothing of printing is loaded with the main window: it starts without."""

import subprocess
import sys


def test_the_main_window_starts_without_what_prints(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("CREDREVIEW_HOME", str(tmp_path))
    code = (
        "import sys; from PySide6.QtWidgets import QApplication; app = QApplication([]);"
        " from credreview.ui.look import theme; theme.apply(app);"
        " from credreview.ui.main_window import MainWindow;"
        " from credreview.ui.settings import Settings;"
        " window = MainWindow(Settings());"
        " print(*(name for name in sys.modules if name.startswith(('credreview.ui.reports',"
        " 'credreview.ui.paper', 'credreview.report', 'PySide6.QtPrintSupport', 'jinja2', 'pypdf',"
        " 'docx', 'numpy'))));"
        " window.end()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []
