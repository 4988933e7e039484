from reader_examples import article, of_text

from credreview.domain.model import Block, BlockKind
from credreview.ui.reader.article_lines import article_lines, shown_text


def words(of):
    return [of.text[line.start : line.end] for line in article_lines(of)]


def test_every_block_is_a_line_of_its_kind():
    of = article()
    kinds = [line.kind for line in article_lines(of) if line.first]
    assert kinds == [block.kind for block in of.blocks]


def test_text_that_no_block_covers_is_shown_as_paragraphs():
    of = of_text("before\nhead\n\nafter\n \u00a0 \nend", [Block(BlockKind.HEADING, 7, 11, 1)])
    assert words(of) == ["before", "head", "after", "end"]
    assert [line.kind.value for line in article_lines(of)] == [
        "paragraph", "heading", "paragraph", "paragraph",
    ]  # fmt: skip


def test_overlapping_blocks_show_no_word_twice():
    blocks = [Block(BlockKind.PARAGRAPH, 0, 7), Block(BlockKind.HEADING, 4, 11, 1)]
    assert words(of_text("one two end", blocks)) == ["one two", " end"]


def test_lines_that_a_margin_had_broken_flow_together():
    long = "a line that a margin of some sixty characters had broken here"
    text = f"{long}\nand that goes on\nwith verses\nof its own\n\n{long}"
    of = of_text(text, [Block(BlockKind.PARAGRAPH, 0, len(text))])
    assert words(of) == [f"{long}\nand that goes on", "with verses", "of its own", long]
    assert shown_text(of.text)[len(long)] == " "


def test_the_signature_of_a_post_is_known_and_its_lines_stay():
    text = "Ships!\nMore ships!\n— Example (@example) 1 May 2025"
    lines = article_lines(of_text(text, [Block(BlockKind.EMBEDDED_POST, 0, len(text))]))
    assert [line.signature for line in lines] == [False, False, True]
    assert [(line.first, line.last) for line in lines] == [
        (True, False), (False, False), (False, True),
    ]  # fmt: skip


def test_a_list_item_tells_the_marker_it_brings():
    items = ["plain", "• bullet", "12. number", "1984 was a year"]
    of = article([(BlockKind.LIST_ITEM, words, 1) for words in items])
    assert [line.marker for line in article_lines(of)] == [0, 2, 4, 0]


def test_what_is_shown_is_as_long_as_the_text_and_turns_nothing_around():
    text = "a\u202eb\ufffcc\ud800d\x00e😀\nf"
    shown = shown_text(text)
    assert shown == "a\u21c4b\ufffdc\ufffdd\ufffde😀 f"
    assert len(shown) == len(text)
