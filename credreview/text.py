"""`tr()`: every sentence that a person reads passes through here, in every room."""

from collections.abc import Callable

_translate: Callable[[str, int], str] | None = None


def install_translator(translate: Callable[[str, int], str] | None) -> None:
    """Let `tr` ask `translate(text, n)` from now on; None goes back to the source text."""
    global _translate
    _translate = translate


def tr(text: str, /, *, n: int = -1, **values: object) -> str:
    """Return `text` in the reader's language, with `{name}` fields filled in.

    Args:
        text: The English source, a literal so that lupdate finds it.
        n: A count that chooses the plural form; -1 where there is none.
        values: What the fields stand for; their own braces are left alone.
    """
    translated = text if _translate is None else _translate(text, n)
    if n >= 0:
        values.setdefault("n", n)
    return translated.format(**values) if values else translated
