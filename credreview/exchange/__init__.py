"""Reviews on their way to others: what a shared file says of itself, and how it is encrypted."""
