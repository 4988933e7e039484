"""The window of figures: the charts of a report over what the article list shows."""
