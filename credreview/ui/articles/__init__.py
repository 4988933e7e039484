"""The article list, left: rows of a window at a time, search, filters, sort."""
