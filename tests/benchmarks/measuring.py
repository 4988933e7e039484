"""Medians of several runs, beside a baseline of the same run; printed as a table."""

import os
import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))


def wall_and_cpu(work: Callable[[], object], runs: int = 1) -> tuple[float, float]:
    """Return the median wall and CPU seconds of some runs."""
    walls, cpus = [], []
    for _ in range(runs):
        wall, cpu = time.perf_counter(), time.process_time()
        work()
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    return statistics.median(walls), statistics.median(cpus)


def resident_mb() -> float:
    """Return the memory this process holds now, in MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


def report(
    what: str, value: float, unit: str, *, bare: float | None = None, goal: str = ""
) -> None:
    """Print one figure, its baseline and ratio where there is one, and the goal."""
    line = f"{what:<58} {value:>10.3f} {unit}"
    if bare is not None:
        line += f"   bare {bare:.3f}   ratio {value / bare:.2f}" if bare else ""
    print(f"{line}   (goal: {goal})" if goal else line, flush=True)


def heading(words: str) -> None:
    """Print what follows is about, and on how busy a machine."""
    print(f"\n{words}   [load {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores]", flush=True)
