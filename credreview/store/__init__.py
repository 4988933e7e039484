"""The review file: the only room that knows SQL."""
