"""Bringing in another review: the preview, the report, the list of merges."""
