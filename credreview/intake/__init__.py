"""Files from outside become drafts of articles; never opens a review."""
