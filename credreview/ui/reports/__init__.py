"""The window that prints: choices beside a live preview, printing, saving, statements."""
