"""Pure functions over domain objects: agreement, spans, anchors; no I/O, no Qt, no SQL."""
