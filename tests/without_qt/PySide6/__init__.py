"""Stands before the real package on the path of tests/unit: whoever imports it fails."""

raise ModuleNotFoundError("Qt is not there: tests/unit runs without it", name=__name__)
