"""The window of the history: who did what, when, over what."""
