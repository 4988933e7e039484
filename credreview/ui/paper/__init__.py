"""Reports on paper: the model becomes blocks, blocks become pages, and pages are painted."""
