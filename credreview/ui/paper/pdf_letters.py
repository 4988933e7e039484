"""Which letters the glyphs of a PDF stand for, put right.

Where a font draws two characters with one glyph, Qt names the one with the
lower number: a radical for a Chinese letter, a tab for a space, a presentation
form for an Arabic letter, the micro sign for the Greek mu. What is copied or
searched would then not be what was written.
"""

import re
import unicodedata
from typing import TYPE_CHECKING, Final, cast

if TYPE_CHECKING:
    from pypdf import PdfWriter
    from pypdf.generic import DictionaryObject, StreamObject

_LISTED: Final = re.compile(rb"\[[^\]]*\]")
_CODE: Final = re.compile(rb"<([0-9A-F]{4})>")
# Letters that common faces draw like a radical of the supplement (U+2E80 to U+2EFF), which
# Unicode's normal forms leave alone.
_RADICALS: Final = dict(
    zip(
        "⺂⺃⺅⺉⺋⺎⺏⺐⺒⺓⺔⺕⺖⺘⺙⺛⺞⺠⺡⺣⺤⺦⺨⺫⺭⺯⺰⺱⺲⺹⺺⺾⻁⻂⻃⻄⻅"
        "⻆⻈⻉⻋⻌⻍⻐⻑⻒⻓⻔⻖⻘⻙⻚⻛⻜⻝⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲",
        "乛乚亻刂㔾兀尣尢巳幺彑彐忄扌攵旡歺民氵灬爫丬犭罒礻糹纟罓罒耂肀艹虎衤覀西见"
        "角讠贝车辶辶钅長镸长门阝青韦页风飞食飠饣马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀",
        strict=True,
    )
)


def put_right(writer: "PdfWriter", words: str) -> None:
    """Let glyphs stand for the letters that occur in a text, where Qt named their likes.

    A letter that is in the text itself stays as it is.
    """
    used = set(words) | {" "}
    done: set[int] = set()
    for page in writer.pages:
        fonts = cast("DictionaryObject", page["/Resources"]).get("/Font", {})
        for font in fonts.values():
            letters = font.get_object().get("/ToUnicode")
            if letters is not None and letters.idnum not in done:
                done.add(letters.idnum)
                _put_right(letters.get_object(), used)


def _put_right(letters: "StreamObject", used: set[str]) -> None:
    def meant(found: re.Match[bytes]) -> bytes:
        named = chr(int(found.group(1), 16))
        if named in used:
            return found.group()
        letter = " " if named == "\t" else _RADICALS.get(named) or _normal(named)
        return b"<%04X>" % ord(letter) if letter in used else found.group()

    told = letters.get_data()
    letters.set_data(_LISTED.sub(lambda found: _CODE.sub(meant, found.group()), told))


def _normal(letter: str) -> str:
    """Return what a letter is a form of, or itself where that is no single letter of 16 bits."""
    normal = unicodedata.normalize("NFKC", letter)
    return normal if len(normal) == 1 and normal < "\U00010000" else letter
