"""Markdown as its reader sees it: the rendered plain text, and where its blocks lie.

An article's id is made of this text, so it may not change with the version of
a library: the reading here is the project's own and part of normaliser 1. It
is flat (one pass over the lines, no recursion): nesting costs nothing.

It follows CommonMark 0.31, and GitHub's tables, with these choices: blocks are
separated by one blank line; list items keep a bullet or their number; a link's
address is left out, a picture gives its description; HTML tags, comments,
scripts and styles are left out, and their words stay.
"""

import re
from dataclasses import dataclass, field

from credreview.domain.model import Block, BlockKind
from credreview.intake import cues
from credreview.intake.markdown_inline import fold_label, plain_words
from credreview.intake.normalise import normalise
from credreview.intake.outline import Unit, mark_lines, merge_doubled, merge_posts, to_blocks
from credreview.text import tr

_QUOTE_MARKS = re.compile(r"(?: {0,3}> ?)+")
_LIST_MARK = re.compile(r"([-*+]|\d{1,9}[.)])(?: {1,4}(?=\S)|\s*$|\s)")
_FENCE = re.compile(r"(`{3,}|~{3,})(.*)")
_DEFINITION = re.compile(r" {0,3}\[([^\[\]]{1,999})\]:\s*(\S+)(?:\s+[\"'(].*)?$")
_IMAGE_ONLY = re.compile(r"\[?!\[([^\[\]]*)\]\([^()]*(?:\([^()]*\)[^()]*)*\)(?:\]\([^()]*\))?")
_EMPHASISED = re.compile(r"(\*{1,3}|_{1,3})(?![\s*_])[^*_]+(?<![\s*_])\1")
_SPACES = re.compile(r"[ \t]+")
_LONGEST_SETEXT = 200


def render(source: str) -> tuple[str, tuple[Block, ...], tuple[str, ...]]:
    """Return the text of a Markdown source, its blocks, and remarks on what was left out.

    The text is in the form of normaliser 1. Blocks are in order and do not
    overlap; between them lies white space only.

    Args:
        source: Without front matter, line ends as `normalise.sound` leaves them.
    """
    source, hidden = _drop_unrendered(source)
    reading = _Reading()
    for line in source.split("\n"):
        reading.take(line)
    reading.end_block()
    text, units, tags = _lay_out(reading.pieces, frozenset(reading.labels))
    mark_lines(units)
    units = merge_doubled(text, units)
    units = merge_posts(text, units, whole_groups=True)
    for unit in units:
        if not unit.settled and cues.is_quotation(unit.words):
            unit.settle(BlockKind.QUOTATION)
    remarks = []
    if hidden:
        remarks.append(tr("Scripts or styles in the Markdown were left out."))
    if tags:
        remarks.append(tr("HTML tags in the Markdown were left out; their words were kept."))
    return text, to_blocks(units), tuple(remarks)


@dataclass(slots=True)
class _Piece:
    """A block as the source has it, marks included."""

    kind: BlockKind
    lines: list[str]
    level: int = 0
    group: int = 0
    marker: str = ""
    verbatim: bool = False
    table: bool = False


@dataclass(slots=True)
class _Reading:
    """Takes the lines of a source one by one, and cuts them into pieces."""

    pieces: list[_Piece] = field(default_factory=list)
    labels: set[str] = field(default_factory=set)
    piece: _Piece | None = None
    fence: str = ""
    quoted: bool = False
    group: int = 0
    lists: list[int] = field(default_factory=list)  # where the words of each open list level begin

    def take(self, line: str) -> None:
        marks = _QUOTE_MARKS.match(line)
        body = line[marks.end() :] if marks else line
        body = body.expandtabs(4) if body[:8].lstrip(" ")[:1] == "\t" else body
        if self.fence:
            if bool(marks) == self.quoted:
                self._take_fenced(body)
                return
            self.fence = ""
            self.end_block()
        if not body.strip():
            self.end_block()
            if not marks:
                self.quoted = False
            return
        if bool(marks) != self.quoted and not self._is_lazy(body, bool(marks)):
            self.end_block()
            self.quoted = bool(marks)
            self.lists.clear()
            self.group += 1
        self._take_body(body)

    def end_block(self) -> None:
        """Close the open piece, if there is one."""
        if self.piece is not None and not self.quoted:
            self.group += 1
        self.piece = None

    def _is_lazy(self, body: str, marked: bool) -> bool:
        """A quotation's paragraph may go on without its mark."""
        return not marked and self.piece is not None and not self._starts_block(body)

    def _starts_block(self, body: str) -> bool:
        words = body.lstrip(" ")
        return bool(
            _atx(words)
            or _is_rule(words)
            or _FENCE.match(words)
            or ((found := _LIST_MARK.match(words)) and found.end() < len(words))
        )

    def _open(self, piece: _Piece) -> None:
        self.end_block()
        piece.group = self.group
        if self.quoted:
            piece.kind, piece.level = BlockKind.QUOTATION, 0
        self.piece = piece
        self.pieces.append(piece)

    def _take_fenced(self, body: str) -> None:
        words = body.strip()
        if len(words) >= len(self.fence) and set(words) == {self.fence[0]}:
            self.fence = ""
            self.end_block()
        elif self.piece is None:
            self._open(_Piece(BlockKind.PARAGRAPH, [body], verbatim=True))
        else:
            self.piece.lines.append(body)

    def _take_body(self, body: str) -> None:
        words = body.lstrip(" ")
        indent = len(body) - len(words)
        piece = self.piece
        if piece is not None and not piece.verbatim and self._take_underline(piece, words):
            return
        if self._take_list_item(words, indent):
            return
        if piece is None:
            while self.lists and indent < self.lists[-1]:
                self.lists.pop()
            inside = self.lists[-1] if self.lists else 0
            if indent - inside >= 4:
                code = self._plain([body[inside + 4 :]])
                code.verbatim = True
                self._open(code)
                return
        elif piece.verbatim:
            if indent >= 4:
                piece.lines.append(body[4:])
                return
            self.end_block()
            piece = None
        if _is_rule(words) and indent < 4:
            self.end_block()
            self.lists.clear()
        elif (found := _FENCE.match(words)) and "`" not in found[2]:
            self.end_block()
            self.fence = found[1]
        elif heading := _atx(words):
            self._open(_Piece(BlockKind.HEADING, [heading[1]], heading[0]))
            self.end_block()
        elif piece is not None:
            piece.lines.append(words)
        elif found := _DEFINITION.match(body):
            self.labels.add(fold_label(found[1]))
        else:
            self._open(self._plain([words]))

    def _plain(self, lines: list[str]) -> _Piece:
        """A piece without a mark: a paragraph, or another one of an open list item."""
        kind = BlockKind.LIST_ITEM if self.lists else BlockKind.PARAGRAPH
        return _Piece(kind, lines, len(self.lists))

    def _take_underline(self, piece: _Piece, words: str) -> bool:
        """The line under a heading (setext) or under a table's first row."""
        bare = words.strip()
        if piece.table:
            return False
        if "|" in bare and "-" in bare and len(piece.lines) == 1 and set(bare) <= set("|:- "):
            piece.table = "|" in piece.lines[0]
            return piece.table
        if piece.kind is not BlockKind.PARAGRAPH or set(bare) not in ({"="}, {"-"}):
            return False
        if len(" ".join(piece.lines)) <= _LONGEST_SETEXT:
            piece.kind, piece.level = BlockKind.HEADING, 1 if bare[0] == "=" else 2
        self.end_block()
        return True

    def _take_list_item(self, words: str, indent: int) -> bool:
        found = _LIST_MARK.match(words)
        if found is None or _is_rule(words):
            return False
        inside = self.lists[-1] if self.lists else 0
        if indent - inside >= 4 or (self.piece is not None and not self.lists and indent >= 4):
            return False
        # In a paragraph only a bullet or a 1 with words begins a list: "1986. A good year."
        begins = found.end() < len(words) and found[1][:-1] in {"", "1"}
        if self.piece is not None and not self.lists and not begins:
            return False
        while self.lists and indent < self.lists[-1]:
            self.lists.pop()
        self.lists.append(indent + found.end())
        item = _Piece(BlockKind.LIST_ITEM, [words[found.end() :]], len(self.lists))
        item.marker = "•" if len(found[1]) == 1 else found[1]
        self._open(item)
        return True


def _is_rule(words: str) -> bool:
    bare = words.replace(" ", "").replace("\t", "").replace("\xa0", "")
    return len(bare) >= 3 and bare[0] in "-*_" and bare.count(bare[0]) == len(bare)


def _atx(words: str) -> tuple[int, str] | None:
    """Read "## Words ##" as its level and its words."""
    rest = words.lstrip("#")
    level = len(words) - len(rest)
    if not 1 <= level <= 6 or (rest and not rest[0].isspace()):
        return None
    rest = rest.strip()
    bare = rest.rstrip("#")
    return level, bare.rstrip() if not bare or bare[-1].isspace() else rest


def _lay_out(pieces: list[_Piece], labels: frozenset[str]) -> tuple[str, list[Unit], bool]:
    """Put the pieces' words one below the other; say whether tags were left out."""
    texts: list[str] = []
    units: list[Unit] = []
    position = 0
    tags_dropped = False
    after_picture = False
    for piece in pieces:
        raw = "" if piece.verbatim else piece.lines[0].strip()
        words, tags = _words(piece, labels)
        tags_dropped = tags_dropped or tags
        if not words:
            continue
        picture = _IMAGE_ONLY.fullmatch(raw) is not None
        indent = len(words) - len(words.lstrip())
        unit = Unit(
            position + indent, position + len(words), words[indent:], piece.group, piece.kind
        )
        unit.level = piece.level
        if piece.kind is BlockKind.PARAGRAPH and (
            picture or (after_picture and len(piece.lines) == 1 and _EMPHASISED.fullmatch(raw))
        ):
            unit.settle(BlockKind.CAPTION)
        elif piece.kind in {BlockKind.LIST_ITEM, BlockKind.QUOTATION}:
            unit.settled = True
        after_picture = picture
        texts.append(words)
        units.append(unit)
        position += len(words) + 2
    return "\n\n".join(texts), units, tags_dropped


def _words(piece: _Piece, labels: frozenset[str]) -> tuple[str, bool]:
    """Return the normalised words of a piece, and whether tags were left out."""
    if piece.verbatim:
        return normalise("\n".join(piece.lines)), False
    if piece.table:
        rows = [_cells(line, labels) for line in piece.lines]
        words = normalise("\n".join("\t".join(cell for cell, _ in cells) for cells in rows))
        return words.strip(), any(tags for cells in rows for _, tags in cells)
    broken: list[str] = []
    for line in piece.lines:
        hard = line.endswith("  ") or (line.endswith("\\") and not line.endswith("\\\\"))
        words = line[:-1] if hard and line.endswith("\\") else line
        broken.append(words.strip(" \t") + ("\n" if hard else " "))
    collapsed = _SPACES.sub(" ", "".join(broken)).strip(" \n")
    words, tags = plain_words(collapsed, labels)
    lines = (_SPACES.sub(" ", line).strip() for line in words.split("\n"))
    words = normalise("\n".join(line for line in lines if line)).lstrip("\ufeff\xa0 \t\n").rstrip()
    if words and piece.marker:
        words = f"{piece.marker} {words}"
    return words, tags


def _cells(row: str, labels: frozenset[str]) -> list[tuple[str, bool]]:
    row = row.strip().removeprefix("|").removesuffix("|")
    cells = re.split(r"(?<!\\)\|", row)
    return [plain_words(_SPACES.sub(" ", cell.strip()), labels) for cell in cells]


_UNRENDERED = re.compile("<!--|<(script|style)(?=[\\s>/])", re.IGNORECASE)
_ENDS = {
    None: re.compile("-->"),
    "script": re.compile(r"</script\s{0,9}>", re.IGNORECASE),
    "style": re.compile(r"</style\s{0,9}>", re.IGNORECASE),
}


def _drop_unrendered(source: str) -> tuple[str, bool]:
    """Leave out comments, scripts and styles that end; say whether it was more than comments."""
    kept: list[str] = []
    position = search = 0
    hidden = False
    endless: set[str | None] = set()
    while found := _UNRENDERED.search(source, search):
        name = found[1].lower() if found[1] else None
        end = None if name in endless else _ENDS[name].search(source, found.end())
        if end is None:
            endless.add(name)
            search = found.end()
            continue
        kept.append(source[position : found.start()])
        position = search = end.end()
        hidden = hidden or name is not None
    kept.append(source[position:])
    return "".join(kept), hidden
