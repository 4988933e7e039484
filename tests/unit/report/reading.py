"""Reads rendered reports back: what a parser sees in them, and which words."""

import html
import re
from html.parser import HTMLParser

VOID = frozenset(["meta", "img", "br", "hr", "col"])


def squashed(text: str) -> str:
    """Return text without white space and without case, to look for words in it."""
    return "".join(text.split()).casefold()


def markdown_words(text: str) -> str:
    """Return the words of Markdown as its escapes spell them."""
    text = re.sub(r"(?m)^(?:> ?)+", "", text)
    text = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text)
    return squashed(html.unescape(text))


class Seen(HTMLParser):
    """What a parser sees: tags, attributes, addresses, words, and whether all is balanced."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.attributes: dict[str, set[str]] = {}
        self.values: list[tuple[str, str, str]] = []
        self.headings: list[int] = []
        self.declarations: list[str] = []
        self.comments: list[str] = []
        self.unbalanced: list[str] = []
        self._open: list[str] = []
        self._words: list[str] = []
        self.feed(page)
        self.close()
        self.unbalanced += self._open
        self.words = squashed("".join(self._words))

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes.setdefault(tag, set()).update(name for name, _ in attrs)
        self.values += [(tag, name, value or "") for name, value in attrs]
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag):
        if not self._open or self._open.pop() != tag:
            self.unbalanced.append(tag)

    def handle_data(self, data):
        if "style" not in self._open:
            self._words.append(data)

    def handle_decl(self, decl):
        self.declarations.append(decl)

    def handle_comment(self, data):
        self.comments.append(data)

    def of(self, name):
        """Return the values of an attribute."""
        return [value for _, found, value in self.values if found == name]
