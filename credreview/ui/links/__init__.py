"""How claims bear on each other: shown with a claim, and asked for."""
