"""Asking what is to be shared, and how it is protected."""
