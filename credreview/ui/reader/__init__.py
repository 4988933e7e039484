"""The article, in the middle: its text, the claims painted over it, finding."""
