"""Where reviewers differ: side by side, and how to settle it."""
