"""Colours, type, icons and painted controls; nothing here knows what is reviewed."""
