"""Source-credibility review: claims, provenance, grades, and who judged what."""

__version__ = "0.2.0"
