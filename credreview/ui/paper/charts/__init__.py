"""The charts of a report: one painter each, for paper and for the screen."""
