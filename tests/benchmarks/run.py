"""Run the benchmarks, or those named: `run.py million_actions start_up`."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
NAMES = (
    *("start_up", "key_press", "million_actions", "article_list", "long_article", "merge"),
    *("window_in_merge", "sealing", "anchors", "printed_summary", "summary_of_review"),
)


def main() -> int:
    """Run each as a process of its own, so that memory and imports are its own."""
    wanted = sys.argv[1:] or NAMES
    codes = [
        subprocess.run([sys.executable, str(HERE / f"{name}.py")], check=False).returncode
        for name in wanted
    ]
    return max(codes)


if __name__ == "__main__":
    sys.exit(main())
